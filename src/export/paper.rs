//! A paper: a title and what stands below it, part by part, to be laid out as Markdown or as an HTML page.

use std::fmt::Write as _;

use super::{html, markdown};
use crate::library::citation::Citation;

/// A text in parts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Paper {
    /// What it is called.
    pub title: String,
    /// What it is made of, in order.
    pub parts: Vec<Part>,
}

/// A part of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// The title of what follows.
    Heading(String),
    /// Where what follows comes from.
    From(Citation),
    /// Something told about what stands above or below.
    About(String),
    /// A paragraph in the words of an article; a smaller title within it where `true`.
    Text(String, bool),
    /// Words of an article, quoted: a blank line parts paragraphs.
    Quote(String),
    /// Words of the reader, as they were written.
    Note(String),
}

impl Paper {
    /// The paper as Markdown. No word of an article is taken for markup; the reader's own may be.
    pub fn markdown(&self) -> String {
        let mut out = format!("# {}\n", markdown::escaped(&self.title));
        for part in &self.parts {
            out.push('\n');
            match part {
                Part::Heading(title) => {
                    let _ = writeln!(out, "## {}", markdown::escaped(title));
                }
                Part::From(citation) => {
                    let from = markdown::escaped_line(&citation.from());
                    let link = markdown::escaped_line(citation.link());
                    let _ = writeln!(out, "{from}  \n{link} · {}", citation.id);
                }
                Part::About(told) => {
                    let _ = writeln!(out, "*{}*", markdown::escaped(told));
                }
                Part::Text(text, true) => {
                    let _ = writeln!(out, "### {}", markdown::escaped(text));
                }
                Part::Text(text, false) => {
                    let _ = writeln!(out, "{}", markdown::escaped_line(text));
                }
                Part::Quote(words) => {
                    for (number, paragraph) in paragraphs(words).enumerate() {
                        if number > 0 {
                            out.push_str(">\n");
                        }
                        let _ = writeln!(out, "> {}", markdown::escaped_line(paragraph));
                    }
                }
                Part::Note(text) => {
                    let _ = writeln!(out, "{}", text.trim_end());
                }
            }
        }
        out
    }

    /// The paper as an HTML page: nothing to load, no script.
    pub fn html(&self) -> String {
        let title = html::escaped(&self.title);
        let mut out = html::start(&title);
        let _ = writeln!(out, "<h1 dir=\"auto\">{title}</h1>\n<main>");
        for part in &self.parts {
            match part {
                Part::Heading(title) => {
                    let _ = writeln!(out, "<h2 dir=\"auto\">{}</h2>", html::escaped(title));
                }
                Part::From(citation) => {
                    let from = html::escaped(&citation.from());
                    let link = html::linked(citation.link());
                    let id = &citation.id;
                    let _ = writeln!(
                        out,
                        "<p class=\"from\">{from}<span class=\"from\">{link} · {id}</span></p>"
                    );
                }
                Part::About(told) => {
                    let _ = writeln!(out, "<p class=\"summary\">{}</p>", html::escaped(told));
                }
                Part::Text(text, true) => {
                    let _ = writeln!(out, "<h3 dir=\"auto\">{}</h3>", html::escaped(text));
                }
                Part::Text(text, false) => {
                    let _ = writeln!(out, "<p dir=\"auto\">{}</p>", html::escaped(text));
                }
                Part::Quote(words) => {
                    out.push_str("<blockquote dir=\"auto\">\n");
                    for paragraph in paragraphs(words) {
                        let _ = writeln!(out, "<p>{}</p>", html::escaped(paragraph));
                    }
                    out.push_str("</blockquote>\n");
                }
                Part::Note(text) => {
                    for paragraph in paragraphs(text) {
                        let lines = html::escaped(paragraph).replace('\n', "<br>\n");
                        let _ = writeln!(out, "<p class=\"note\" dir=\"auto\">{lines}</p>");
                    }
                }
            }
        }
        out.push_str("</main>\n");
        out.push_str(html::PAPER_END);
        out
    }
}

fn paragraphs(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split("\n\n").map(str::trim);
    parts.filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paper() -> Paper {
        Paper {
            title: "Notes <b>".to_owned(),
            parts: vec![
                Part::Heading("*Pier*".to_owned()),
                Part::Quote("1. one\ntwo\n\n<script>".to_owned()),
                Part::Note("mine & *more*\n\nlast".to_owned()),
                Part::Text("- no list".to_owned(), false),
            ],
        }
    }

    #[test]
    fn no_word_of_an_article_is_markup() {
        assert_eq!(
            paper().markdown(),
            "# Notes &lt;b&gt;\n\n## \\*Pier\\*\n\n> 1\\. one two\n>\n> &lt;script&gt;\n\nmine & *more*\n\nlast\n\n\\- no list\n"
        );
        let page = paper().html();
        assert!(page.contains("<h2 dir=\"auto\">*Pier*</h2>"));
        assert!(page.contains("<p>&lt;script&gt;</p>"), "{page}");
        assert!(page.contains("mine &amp; *more*"));
        assert!(page.ends_with("</html>\n"));
    }
}
