//! A dossier as one HTML page: its own styles, light and dark as the reader's system has it, nothing to load, no script.

use std::fmt::Write as _;

use super::dossier::{
    Difference, Dossier, Heading, Lone, MATCHED, Matched, Passage, SHARED, Versus, only_in,
};
use super::edited::{Edited, EditedText, Stretch, same_told};
use super::spot::{Piece, Role};
use crate::model::comparison::{Label, Which};

/// How the page looks.
const STYLES: &str = include_str!("html/page.css");

/// The start of the page. The policy forbids the page to load or run anything, whatever it holds.
const HEAD: &str = "\
<!DOCTYPE html>
<html lang=\"en\">
<head>
<meta charset=\"utf-8\">
<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
<meta name=\"referrer\" content=\"no-referrer\">
<meta name=\"generator\" content=\"rashomon\">
";

/// What a reader should know of the page who does not know the program.
const FOOT: &str = "\
<footer>Made by rashomon, which lays articles side by side and judges none. = is the same fact, ≈ nearly the same or \
told differently, · only here; ¶ counts the paragraphs. The machine errs: look at the articles.</footer>
";

/// The end of a page that lays nothing side by side.
pub(super) const PAPER_END: &str = "<footer>Made by rashomon.</footer>\n</body>\n</html>\n";

/// The start of a page of that title, which is escaped already.
pub(super) fn start(title: &str) -> String {
    format!("{HEAD}<title>{title}</title>\n<style>\n{STYLES}</style>\n</head>\n<body>\n")
}

/// An address as a link where it opens a page of the web, else as text.
pub(super) fn linked(address: &str) -> String {
    let told = escaped(address);
    if is_of_the_web(address) {
        format!("<a href=\"{told}\" rel=\"noreferrer\">{told}</a>")
    } else {
        told
    }
}

/// A title as a link to its address where that opens a page of the web, else as text.
pub(super) fn titled(title: &str, address: Option<&str>) -> String {
    let told = escaped(title);
    match address.filter(|address| is_of_the_web(address)) {
        Some(address) => format!(
            "<a href=\"{}\" rel=\"noreferrer\">{told}</a>",
            escaped(address)
        ),
        None => told,
    }
}

/// The dossier as an HTML page.
pub fn html(dossier: &Dossier) -> String {
    let titles: Vec<String> = dossier
        .articles
        .iter()
        .map(|heading| escaped(&heading.outlet))
        .collect();
    let mut out = start(&format!("Side by side: {}", titles.join(", ")));
    out.push_str("<h1>Side by side</h1>\n<ul class=\"articles\">\n");
    dossier
        .articles
        .iter()
        .for_each(|heading| article(&mut out, heading));
    out.push_str("</ul>\n<main>\n");
    for found in &dossier.comparisons {
        versus(&mut out, found, dossier.of(found));
    }
    out.push_str("</main>\n");
    out.push_str(FOOT);
    out.push_str("</body>\n</html>\n");
    out
}

fn article(out: &mut String, heading: &Heading) {
    let Heading { letter, id, .. } = heading;
    let (title, told, source) = (
        titled(&heading.title, heading.url.as_deref()),
        escaped(&heading.told()),
        escaped(&heading.source),
    );
    let _ = writeln!(
        out,
        "<li><strong>{letter}</strong> <strong dir=\"auto\">{title}</strong>\
         <span class=\"from\">{told}</span><span class=\"from\">{source} · {id}</span></li>"
    );
}

fn versus(out: &mut String, versus: &Versus, of: [&Heading; 2]) {
    let letters = of.map(|heading| heading.letter.as_str());
    let [a, b] = letters;
    let _ = writeln!(out, "<section>\n<h2>{a} and {b}</h2>");
    if let Some(note) = versus.note {
        let _ = writeln!(out, "<p>{note}</p>");
    }
    if versus.is_listed() {
        let summary = versus.summary(letters).join(" · ");
        let _ = writeln!(out, "<p class=\"summary\">{summary}</p>");
    }
    if let Some(edits) = &versus.edits {
        edited(out, edits, of);
    } else {
        let groups = versus.matched();
        let pairs = groups.iter().map(|found| pairs(found, letters));
        table(out, MATCHED, "pairs", of, pairs);
        lone(out, &versus.only_a, a, b);
        lone(out, &versus.only_b, b, a);
    }
    for (title, differences) in versus.sections() {
        let rows = differences
            .iter()
            .map(|found| difference(versus, found, letters));
        table(out, title, "differences", of, rows);
    }
    if versus.edits.is_none() {
        let shared = versus.shared.iter();
        let lines = shared.map(|run| format!("{}: {}", run.told(letters), escaped(&run.a.text)));
        list(out, SHARED, lines);
    }
    out.push_str("</section>\n");
}

/// What became of an article: one row for each sentence of which something did.
fn edited(out: &mut String, edits: &Edited, of: [&Heading; 2]) {
    let letters = of.map(|heading| heading.letter.as_str());
    let rows = edits.stretches().into_iter().map(|stretch| match stretch {
        Stretch::Line(line) => {
            let side = |text: &Option<EditedText>| {
                let told = text.as_ref().map(EditedText::told);
                pieces(&told.unwrap_or_default())
            };
            let sign = format!("<span class=\"sign\">{}</span>", line.sign());
            row("", &sign, letters, Some((side(&line.a), 1)), &side(&line.b))
        }
        Stretch::Same(same, small) => {
            let told = same_told(same, small);
            format!(
                "<tr><th scope=\"row\">=</th><td class=\"place\" colspan=\"2\">{told}</td></tr>\n"
            )
        }
    });
    table(out, &edits.title(letters), "edits", of, rows);
}

/// The name of the place of a pair within the page, which belongs to the comparison with the article of that letter.
fn anchor(number: usize, letter: &str) -> String {
    format!("{letter}-{}", number + 1)
}

/// A passage of the first article with all that belong to it; these are rows, beside which it stands once.
fn pairs(pairs: &[(usize, &Matched)], letters: [&str; 2]) -> String {
    let mut rows = String::new();
    for (at, (number, found)) in pairs.iter().enumerate() {
        let left = (at == 0).then(|| (passage(&found.a), pairs.len()));
        let right = passage(&found.b);
        let attributes = format!(" id=\"{}\"", anchor(*number, letters[1]));
        rows.push_str(&row(&attributes, &label(found), letters, left, &right));
    }
    rows
}

fn label(pair: &Matched) -> String {
    let (class, name) = match pair.label {
        Label::Same => ("same", "same fact"),
        Label::Near => ("near", "near"),
        Label::Perhaps => ("perhaps", "perhaps"),
    };
    let doubts = pair.doubts();
    let doubts = if doubts.is_empty() {
        doubts
    } else {
        format!("<br>{doubts}")
    };
    format!(
        "<span class=\"sign {class}\">{}</span> {name}{doubts}",
        pair.sign()
    )
}

fn difference(versus: &Versus, difference: &Difference, letters: [&str; 2]) -> String {
    let title = escaped(&difference.title().unwrap_or_default());
    let shown = |pair: &usize| {
        let pair = versus.pairs.get(*pair);
        pair.is_some_and(|pair| pair.label != Label::Perhaps)
    };
    let title = match difference.pair.filter(shown) {
        Some(pair) => format!("<a href=\"#{}\">{title}</a>", anchor(pair, letters[1])),
        None => title,
    };
    let [left, right] = [Which::A, Which::B].map(|which| pieces(&difference.side(which)));
    row("", &title, letters, Some((left, 1)), &right)
}

fn lone(out: &mut String, lone: &[Lone], here: &str, there: &str) {
    let lines = lone.iter().map(|found| {
        let perhaps = match found.told_perhaps(there) {
            none if none.is_empty() => none,
            told => format!("<span class=\"place\">{told}</span>"),
        };
        format!("{}{perhaps}", passage(&found.passage))
    });
    list(out, &only_in(here), lines);
}

fn table(
    out: &mut String,
    title: &str,
    class: &str,
    of: [&Heading; 2],
    rows: impl Iterator<Item = String>,
) {
    let mut rows = rows.peekable();
    if rows.peek().is_none() {
        return;
    }
    let heads = of.map(|heading| format!("{} {}", heading.letter, escaped(&heading.outlet)));
    let _ = writeln!(
        out,
        "<h3>{title}</h3>\n<table class=\"{class}\">\n\
         <thead><tr><td></td><th scope=\"col\">{}</th><th scope=\"col\">{}</th></tr></thead>\n<tbody>",
        heads[0], heads[1]
    );
    out.extend(rows);
    out.push_str("</tbody>\n</table>\n");
}

/// A row: what it is, what the first article has and over how many rows that stands, and what the second has.
fn row(
    attributes: &str,
    what: &str,
    [a, b]: [&str; 2],
    left: Option<(String, usize)>,
    right: &str,
) -> String {
    let left = left.map_or_else(String::new, |(left, rows)| {
        let span = if rows > 1 {
            format!(" rowspan=\"{rows}\"")
        } else {
            String::new()
        };
        format!("<td dir=\"auto\" data-side=\"{a}\"{span}>{left}</td>")
    });
    format!(
        "<tr{attributes}><th scope=\"row\">{what}</th>{left}\
         <td dir=\"auto\" data-side=\"{b}\">{right}</td></tr>\n"
    )
}

fn list(out: &mut String, title: &str, lines: impl Iterator<Item = String>) {
    let mut lines = lines.peekable();
    if lines.peek().is_none() {
        return;
    }
    let _ = writeln!(out, "<h3>{title}</h3>\n<ul class=\"lone\">");
    for line in lines {
        let _ = writeln!(out, "<li dir=\"auto\">{line}</li>");
    }
    out.push_str("</ul>\n");
}

fn passage(passage: &Passage) -> String {
    format!(
        "<span class=\"place\">{}</span> {}",
        passage.place,
        escaped(&passage.text)
    )
}

fn pieces(pieces: &[Piece]) -> String {
    if pieces.is_empty() {
        return "–".to_owned();
    }
    let told = pieces.iter().map(|(role, text)| {
        let text = escaped(text);
        match role {
            Role::Place => format!("<span class=\"place\">{text}</span>"),
            Role::Text => text,
            Role::Words => format!("<mark>{text}</mark>"),
            Role::Gone => format!("<del>{text}</del>"),
            Role::New => format!("<ins>{text}</ins>"),
        }
    });
    told.collect()
}

/// Tells whether the address is one that opens a page and does nothing else.
fn is_of_the_web(url: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| {
        url.get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    })
}

/// `text` as text or as the value of an attribute in double quotation marks.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}
