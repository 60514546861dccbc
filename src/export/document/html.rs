//! A document as one HTML page, with its charts as SVG.

use std::fmt::Write as _;

use super::super::html::{escaped, start, titled};
use super::{Body, Document, Line, Section, Term, origin, span};
use crate::library::citation::Citation;
use crate::library::timeline::Timeline;
use crate::text::width::shorten;

/// What a reader should know of the page who does not know the program.
const FOOT: &str = "\
<footer>Made by rashomon, which gathers what articles say and judges none. ¶ counts the paragraphs; ~ marks what was worked \
out. The machine errs: look at the articles.</footer>
";

/// The measures of a chart, in pixels: the room for names (and how many letters that holds), the longest bar, the height of a row, that of a timeline and the
/// width of one of its columns.
const NAMES: usize = 200;
const LETTERS: usize = 30;
const BAR: usize = 320;
const ROW: usize = 20;
const HIGH: usize = 60;
const COLUMN: usize = 10;

/// The document as one HTML page that needs nothing else: its own styles, its charts as SVG, no script.
pub fn html(document: &Document) -> String {
    let title = escaped(&document.title);
    let mut out = start(&title);
    let _ = writeln!(out, "<h1 dir=\"auto\">{title}</h1>");
    for line in &document.lead {
        let _ = writeln!(out, "<p class=\"summary\">{}</p>", escaped(line));
    }
    out.push_str("<main>\n");
    for section in &document.sections {
        add(&mut out, section);
    }
    out.push_str("</main>\n");
    sources(&mut out, &document.sources);
    out.push_str(FOOT);
    out.push_str("</body>\n</html>\n");
    out
}

fn add(out: &mut String, section: &Section) {
    let note = section.note.as_ref();
    let note = note.map_or_else(String::new, |note| {
        format!(" <small>{}</small>", escaped(note))
    });
    let _ = writeln!(out, "<section>\n<h2>{}{note}</h2>", escaped(&section.title));
    match &section.body {
        Body::Terms(terms) => terms.iter().for_each(|term| add_term(out, term)),
        Body::Lines(lines) => {
            out.push_str("<ul class=\"lines\">\n");
            for line in lines {
                add_line(out, line);
            }
            out.push_str("</ul>\n");
        }
        Body::Bars(named) => bars(out, named),
        Body::Time(timeline) => time(out, timeline),
    }
    out.push_str("</section>\n");
}

fn add_term(out: &mut String, term: &Term) {
    let _ = writeln!(
        out,
        "<h3 dir=\"auto\">{} <small>{}</small></h3>\n<dl>",
        escaped(&term.name),
        escaped(&term.aside)
    );
    for (what, told) in &term.told {
        let _ = writeln!(
            out,
            "<dt>{what}</dt><dd dir=\"auto\">{}</dd>",
            escaped(told)
        );
    }
    out.push_str("</dl>\n");
}

fn add_line(out: &mut String, line: &Line) {
    let lead = line.lead.as_ref();
    let lead = lead.map_or_else(String::new, |lead| {
        format!("<strong>{}:</strong> ", escaped(lead))
    });
    let _ = writeln!(
        out,
        "<li dir=\"auto\">{lead}{} <a class=\"place\" href=\"#source-{}\">{}</a></li>",
        escaped(&line.text),
        line.cite.source,
        line.place()
    );
}

/// A bar for each name. What it shows is told in words too.
fn bars(out: &mut String, bars: &[(String, usize)]) {
    let most = bars.iter().map(|(_, count)| *count).max().unwrap_or(0);
    let (width, height) = (NAMES + BAR + 60, bars.len() * ROW);
    let _ = writeln!(
        out,
        "<svg class=\"chart\" role=\"img\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\">"
    );
    for (row, (name, count)) in bars.iter().enumerate() {
        let top = row * ROW;
        let base = top + ROW - 6;
        let length = (count * BAR).div_ceil(most.max(1));
        let _ = writeln!(
            out,
            "<text x=\"{}\" y=\"{base}\" text-anchor=\"end\">{}</text>\
             <rect x=\"{NAMES}\" y=\"{}\" width=\"{length}\" height=\"{}\"/>\
             <text x=\"{}\" y=\"{base}\">{count}</text>",
            NAMES - 8,
            escaped(&shorten(name, LETTERS)),
            top + 3,
            ROW - 6,
            NAMES + length + 6,
        );
    }
    out.push_str("</svg>\n");
}

/// A column for each span of days.
fn time(out: &mut String, timeline: &Timeline) {
    let most = timeline.counts.iter().max().copied().unwrap_or(0);
    let width = timeline.counts.len() * COLUMN;
    let _ = writeln!(
        out,
        "<svg class=\"chart\" role=\"img\" viewBox=\"0 0 {width} {HIGH}\" width=\"{width}\" height=\"{HIGH}\">"
    );
    for (number, count) in timeline.counts.iter().enumerate() {
        let high = (count * HIGH).div_ceil(most.max(1));
        let _ = writeln!(
            out,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{high}\"><title>{count}</title></rect>",
            number * COLUMN,
            HIGH - high,
            COLUMN - 2,
        );
    }
    let _ = writeln!(out, "</svg>\n<p class=\"summary\">{}</p>", span(timeline));
}

fn sources(out: &mut String, sources: &[Citation]) {
    if sources.is_empty() {
        return;
    }
    out.push_str("<h2>Sources</h2>\n<ol class=\"sources\">\n");
    for (number, source) in (1..).zip(sources) {
        let title = titled(&source.title, source.url.as_deref());
        let _ = writeln!(
            out,
            "<li id=\"source-{number}\" dir=\"auto\">{title}<span class=\"from\">{}</span>\
             <span class=\"from\">{} · {}</span></li>",
            escaped(&origin(source)),
            escaped(&source.source),
            source.id
        );
    }
    out.push_str("</ol>\n");
}
