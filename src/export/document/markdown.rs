//! A document as Markdown.

use std::fmt::Write as _;

use super::super::markdown::{escaped, escaped_line};
use super::text::columns;
use super::{Body, Document, Line, Section, Term, origin, span};

/// The document as Markdown (that of `CommonMark`, with the tables of GitHub). No word of an article is taken for markup.
pub fn markdown(document: &Document) -> String {
    let mut out = format!("# {}\n", escaped_line(&document.title));
    for line in &document.lead {
        let _ = write!(out, "\n{}\n", escaped_line(line));
    }
    for section in &document.sections {
        add(&mut out, section);
    }
    if !document.sources.is_empty() {
        out.push_str("\n## Sources\n\n");
    }
    for (number, source) in (1..).zip(&document.sources) {
        let _ = writeln!(
            out,
            "{number}. {}  \n   {}  \n   {} · {}",
            escaped_line(&source.title),
            escaped_line(&origin(source)),
            escaped_line(source.link()),
            source.id
        );
    }
    out
}

fn add(out: &mut String, section: &Section) {
    let note = section.note.as_ref();
    let note = note.map_or_else(String::new, |note| format!(" ({note})"));
    let _ = write!(out, "\n## {}{note}\n\n", section.title);
    match &section.body {
        Body::Terms(terms) => terms.iter().for_each(|term| add_term(out, term)),
        Body::Lines(lines) => lines.iter().for_each(|line| add_line(out, line)),
        Body::Bars(bars) => {
            out.push_str("| | articles |\n|---|---:|\n");
            for (name, count) in bars {
                let _ = writeln!(out, "| {} | {count} |", escaped(name));
            }
        }
        Body::Time(timeline) => {
            let _ = writeln!(out, "`{}` {}", columns(timeline), span(timeline));
        }
    }
}

fn add_term(out: &mut String, term: &Term) {
    let _ = writeln!(
        out,
        "- **{}** {}",
        escaped(&term.name),
        escaped(&term.aside)
    );
    for (what, told) in &term.told {
        let _ = writeln!(out, "  - {what}: {}", escaped(told));
    }
}

fn add_line(out: &mut String, line: &Line) {
    let lead = line.lead.as_ref();
    let lead = lead.map_or_else(String::new, |lead| format!("**{}:** ", escaped(lead)));
    let text = if lead.is_empty() {
        escaped_line(&line.text)
    } else {
        escaped(&line.text)
    };
    let _ = writeln!(out, "- {lead}{text} {}", escaped(&line.place()));
}
