//! A dossier as Markdown (that of `CommonMark`, with the tables of GitHub).

use std::fmt::Write as _;

use super::dossier::{Dossier, Heading, MATCHED, Passage, SHARED, Versus, only_in};
use super::edited::{Edited, EditedText, Stretch, same_told};
use super::spot::{Piece, Role};
use crate::model::comparison::Which;

/// Where the passage above stands for several.
const AGAIN: &str = "″";

/// Where a side has nothing.
const NOTHING: &str = "–";

/// The dossier as Markdown. No word of an article is taken for markup.
pub fn markdown(dossier: &Dossier) -> String {
    let mut out = String::from("# Side by side\n\n");
    for heading in &dossier.articles {
        out.push_str(&article(heading));
    }
    for found in &dossier.comparisons {
        versus(&mut out, found, dossier.of(found));
    }
    out
}

fn article(heading: &Heading) -> String {
    let from = escaped_line(&heading.told());
    let source = escaped_line(&heading.source);
    let Heading { letter, id, .. } = heading;
    let address = heading.url.as_ref();
    let address = address.map_or_else(String::new, |url| format!("  {}  \n", escaped(url)));
    format!(
        "- **{letter}** {}  \n  {from}  \n{address}  {source} · {id}\n",
        escaped(&heading.title)
    )
}

fn versus(out: &mut String, versus: &Versus, of: [&Heading; 2]) {
    let letters = of.map(|heading| heading.letter.as_str());
    let [a, b] = letters;
    out.extend(["\n## ", a, " and ", b, "\n\n"]);
    if let Some(note) = versus.note {
        out.extend([note, "\n\n"]);
    }
    if versus.is_listed() {
        out.extend([&versus.summary(letters).join(" · "), "\n"]);
    }
    match &versus.edits {
        Some(edits) => edited(out, edits, of),
        None => passages(out, versus, of),
    }
    for (title, differences) in versus.sections() {
        let rows = differences.iter().map(|difference| {
            let [a, b] = [Which::A, Which::B].map(|which| pieces(&difference.side(which)));
            [escaped(&difference.title().unwrap_or_default()), a, b]
        });
        table(out, title, of, rows);
    }
    if versus.edits.is_none() {
        let shared = versus.shared.iter();
        let lines = shared.map(|run| format!("{}: {}", run.told(letters), escaped(&run.a.text)));
        list(out, SHARED, lines);
    }
}

/// What became of an article: one row for each sentence of which something did.
fn edited(out: &mut String, edits: &Edited, of: [&Heading; 2]) {
    let letters = of.map(|heading| heading.letter.as_str());
    let rows = edits.stretches().into_iter().map(|stretch| match stretch {
        Stretch::Line(line) => {
            let side = |text: &Option<EditedText>| {
                text.as_ref()
                    .map_or_else(|| NOTHING.to_owned(), |text| pieces(&text.told()))
            };
            [escaped_line(line.sign()), side(&line.a), side(&line.b)]
        }
        Stretch::Same(same, small) => ["=".to_owned(), same_told(same, small), String::new()],
    });
    table(out, &edits.title(letters), of, rows);
}

/// What belongs together, and what only one has.
fn passages(out: &mut String, versus: &Versus, of: [&Heading; 2]) {
    let [a, b] = of.map(|heading| heading.letter.as_str());
    let groups = versus.matched();
    let pairs = groups.iter().flat_map(|pairs| pairs.iter().enumerate());
    let pairs = pairs.map(|(number, (_, pair))| {
        // What is paired with several passages is told once.
        let left = if number == 0 {
            passage(&pair.a)
        } else {
            AGAIN.to_owned()
        };
        let label = format!("{} {}", pair.sign(), pair.doubts());
        [label.trim_end().to_owned(), left, passage(&pair.b)]
    });
    table(out, MATCHED, of, pairs);
    for (which, there, lone) in [(a, b, &versus.only_a), (b, a, &versus.only_b)] {
        let lines = lone
            .iter()
            .map(|found| format!("{}{}", passage(&found.passage), found.told_perhaps(there)));
        list(out, &only_in(which), lines);
    }
}

fn table(
    out: &mut String,
    title: &str,
    of: [&Heading; 2],
    rows: impl Iterator<Item = [String; 3]>,
) {
    let [a, b] = of.map(|heading| format!("{} {}", heading.letter, escaped(&heading.outlet)));
    for (number, [what, left, right]) in rows.enumerate() {
        if number == 0 {
            let _ = write!(out, "\n### {title}\n\n| | {a} | {b} |\n|---|---|---|\n");
        }
        let _ = writeln!(out, "| {what} | {left} | {right} |");
    }
}

fn list(out: &mut String, title: &str, lines: impl Iterator<Item = String>) {
    for (number, line) in lines.enumerate() {
        if number == 0 {
            let _ = write!(out, "\n### {title}\n\n");
        }
        let _ = writeln!(out, "- {line}");
    }
}

fn passage(passage: &Passage) -> String {
    format!("{} {}", passage.place, escaped(&passage.text))
}

fn pieces(pieces: &[Piece]) -> String {
    if pieces.is_empty() {
        return NOTHING.to_owned();
    }
    let told = pieces.iter().map(|(role, text)| match role {
        Role::Words | Role::New if !text.trim().is_empty() => {
            format!("**{}**", escaped(text.trim()))
        }
        Role::Gone if !text.trim().is_empty() => format!("~~{}~~", escaped(text.trim())),
        _ => escaped(text),
    });
    told.collect()
}

/// `text` as a line, at whose start stands no list, title or quotation either.
pub(super) fn escaped_line(text: &str) -> String {
    let out = escaped(text);
    let number = out.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
    if number.starts_with(['#', '-', '+', '=', '.', ')']) {
        let (number, rest) = out.split_at(out.len() - number.len());
        return format!("{number}\\{rest}");
    }
    out
}

/// `text` within a line, of which nothing is markup: no emphasis, link, address that becomes a link, table cell, formula,
/// tag or entity.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let behind = text.get(at + c.len_utf8()..).unwrap_or("");
        let before = text.get(at.saturating_sub(3)..at).unwrap_or("");
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\n' | '\r' => out.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' => out.extend(['\\', c]),
            ':' if behind.starts_with("//") => out.push_str("\\:"),
            '.' if before.eq_ignore_ascii_case("www") => out.push_str("\\."),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_of_an_article_is_its_words() {
        assert_eq!(
            escaped("<b>&amp; *x* [y](z)"),
            "&lt;b&gt;&amp;amp; \\*x\\* \\[y\\](z)"
        );
        assert_eq!(
            escaped("see http://x.example and WWW.y.example"),
            "see http\\://x.example and WWW\\.y.example"
        );
        assert_eq!(escaped_line("1. one-two"), "1\\. one-two");
        assert_eq!(escaped_line("- a - b"), "\\- a - b");
        assert_eq!(escaped("a | b $x$"), "a \\| b \\$x\\$");
    }
}
