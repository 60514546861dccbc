//! A document as text for a terminal or a file.

use super::super::terminal::{Column, Look, NONE, Page, Style, Styled};
use super::{Body, Document, Line, Section, Term, origin, span};
use crate::library::timeline::Timeline;
use crate::text::width::{cells, shorten};

/// How wide a name beside its bar may be, and how long the longest bar is.
const NAME: usize = 32;
const BAR: usize = 24;

/// How far down each step of a column of a timeline reaches.
const STEPS: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// The document as text, each line no wider than the look says.
pub fn text(document: &Document, look: Look) -> String {
    let mut page = Page::new(look);
    page.text(0, &Styled::new(Style::Strong, &document.title));
    for line in &document.lead {
        page.text(0, &Styled::new(Style::Faint, line));
    }
    for section in &document.sections {
        page.section(section);
    }
    if !document.sources.is_empty() {
        page.heading("Sources");
    }
    let digits = document.sources.len().to_string().len() + 2;
    for (number, source) in (1..).zip(&document.sources) {
        let number = Styled::new(Style::Faint, &format!("[{number}]"));
        page.labelled(digits, &number, &Styled::new(Style::Plain, &source.title));
        page.labelled(digits, &NONE, &Styled::new(Style::Faint, &origin(source)));
        let place = source.link();
        let place = format!("{place} · {}", source.id);
        page.labelled(digits, &NONE, &Styled::new(Style::Faint, &place));
    }
    page.out
}

impl Page {
    fn section(&mut self, section: &Section) {
        let title = match &section.note {
            Some(note) => format!("{} ({note})", section.title),
            None => section.title.clone(),
        };
        self.heading(&title);
        match &section.body {
            Body::Terms(terms) => terms.iter().for_each(|term| self.term(term)),
            Body::Lines(lines) => lines.iter().for_each(|line| self.line(line)),
            Body::Bars(bars) => self.bars(bars),
            Body::Time(timeline) => {
                self.text(2, &Styled::new(Style::Plain, &columns(timeline)));
                self.text(2, &Styled::new(Style::Faint, &span(timeline)));
            }
        }
    }

    fn term(&mut self, term: &Term) {
        let name = Styled::new(Style::Plain, &term.name);
        let aside = format!("  {}", term.aside);
        self.text(2, &name.with(Style::Faint, &aside));
        let room = term.told.iter().map(|(what, _)| cells(what)).max();
        for (what, told) in &term.told {
            let what = Styled::new(Style::Faint, what);
            let told = Styled::new(Style::Plain, told);
            let label = room.unwrap_or(0);
            let width = self.width.saturating_sub(label + 6);
            self.row(&[
                Column::new(&NONE, 0, 4),
                Column::new(&what, label, 2),
                Column::new(&told, width, 0),
            ]);
        }
    }

    fn line(&mut self, line: &Line) {
        let cite = format!(" {}", line.place());
        let lead = line.lead.as_ref();
        let lead = lead.map_or_else(String::new, |lead| format!("{lead}: "));
        let text = Styled::new(Style::Strong, &lead)
            .with(Style::Plain, &line.text)
            .with(Style::Faint, &cite);
        self.hung(0, &Styled::new(Style::Faint, "·"), &text);
    }

    fn bars(&mut self, bars: &[(String, usize)]) {
        let room = bars.iter().map(|(name, _)| cells(name)).max().unwrap_or(0);
        let room = room.min(NAME).min(self.width / 2);
        let most = bars.iter().map(|(_, count)| *count).max().unwrap_or(0);
        let bar = BAR.min(self.width.saturating_sub(room + 12));
        for (name, count) in bars {
            let name = Styled::new(Style::Plain, &shorten(name, room));
            let length = (count * bar).div_ceil(most.max(1));
            let bar = format!("{} {count}", "█".repeat(length));
            let bar = Styled::new(Style::Plain, &bar);
            self.row(&[
                Column::new(&NONE, 0, 2),
                Column::new(&name, room, 2),
                Column::new(&bar, BAR + 8, 0),
            ]);
        }
    }
}

/// A column for each span of time, as high as its count.
pub(super) fn columns(timeline: &Timeline) -> String {
    let most = timeline.counts.iter().max().copied().unwrap_or(0);
    let last = STEPS.len() - 1;
    let columns = timeline.counts.iter();
    let columns = columns.map(|count| STEPS[(count * last).div_ceil(most.max(1))]);
    columns.collect()
}
