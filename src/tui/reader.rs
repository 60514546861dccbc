//! The reading pane's state: an open article, wrapped as far as it has been looked at, and the reading place.
//!
//! The top of the view is a place in the text, not a number of rows, so that a new width or an opened fold never moves
//! the reader. Rows are wrapped passage by passage when they come near the screen; even "go to the end" wraps only
//! the last passages.

mod caret;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::passage::{Passage, PassageKind, passages};
use crate::library::Direction;
use crate::library::entry::Entry;
use crate::text::hyphen::english_breaks;
use crate::text::range::TextRange;
use crate::text::wrap;

/// The offset of a bookmark whose line is the gap behind a passage.
const GAP: usize = usize::MAX;

/// An open article.
#[derive(Debug, Clone)]
pub struct Reader {
    entry: Arc<Entry>,
    passages: Vec<Passage>,
    opened: Vec<bool>,
    /// By passage: its rows at `width`, once wrapped.
    rows: Vec<Option<Vec<Row>>>,
    width: usize,
    height: usize,
    /// Whether long words may be broken at the ends of rows.
    hyphenates: bool,
    top: Line,
    place: usize,
    arrived: Option<TextRange>,
    /// Where the reader last went, which a new width must not wear off by rounding it to rows again and again.
    anchor: Bookmark,
}

/// A row of a passage on screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// The bytes that it shows.
    pub range: TextRange,
    /// Whether they are bytes of the passage's label rather than of the article.
    pub label: bool,
    /// Whether a hyphen stands behind them that is not in the article.
    pub hyphen: bool,
}

/// A line of the laid-out article: a row of a passage, or the gap behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Line {
    /// The passage.
    pub passage: usize,
    /// The row; from the number of its rows on, the gap behind them.
    pub row: usize,
}

/// Where a reader was in an article; stays true at any width.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Bookmark {
    passage: usize,
    offset: usize,
    place: usize,
    arrived: Option<TextRange>,
}

impl Reader {
    /// Opens `entry` at its start.
    pub fn new(entry: Arc<Entry>) -> Self {
        let passages = passages(&entry);
        let count = passages.len();
        Self {
            entry,
            passages,
            opened: vec![false; count],
            rows: vec![None; count],
            width: 1,
            height: 1,
            hyphenates: false,
            top: Line::default(),
            place: 0,
            arrived: None,
            anchor: Bookmark::default(),
        }
    }

    /// Breaks long words at the ends of rows, where the article is in a language of which that is known: English.
    #[must_use]
    pub fn hyphenating(mut self, wanted: bool) -> Self {
        self.hyphenates = wanted && self.entry.findings.skipped.is_none();
        self
    }

    /// The article that is open.
    pub fn entry(&self) -> &Arc<Entry> {
        &self.entry
    }

    /// The passages of the article.
    pub fn passages(&self) -> &[Passage] {
        &self.passages
    }

    /// Whether passage number `passage` is opened.
    pub fn is_opened(&self, passage: usize) -> bool {
        self.opened.get(passage).copied().unwrap_or(false)
    }

    /// The passage that the reader is at.
    pub fn place(&self) -> usize {
        self.place
    }

    /// Makes a passage that is on screen the place.
    pub fn put_place(&mut self, passage: usize) {
        self.place = passage;
        self.arrive();
    }

    /// Makes the passage with that byte of the article the place, as far as it is on screen. What is at the top stays there,
    /// also when the text is laid out for another size next.
    pub fn stand_at(&mut self, offset: usize) {
        if let Some(passage) = self.passage_at(offset) {
            self.anchor.place = passage;
            self.place = passage;
            self.settle();
        }
    }

    /// The mention, match or note that the reader has gone to, for as long as the place is still there: what a key is about
    /// is never out of sight.
    pub fn arrived(&self) -> Option<TextRange> {
        let place = self.place_range();
        self.arrived
            .filter(|arrived| place.is_some_and(|place| place.overlaps(*arrived)))
    }

    /// What the reader has gone to last, wherever the place is by now: it stays marked.
    pub fn gone_to(&self) -> Option<TextRange> {
        self.arrived
    }

    /// Takes the same article as it is in a newer library: links and date may have changed, the text has not.
    pub fn refresh(&mut self, entry: Arc<Entry>) {
        let (width, height, mark) = (self.width, self.height, self.bookmark());
        let hyphenates = self.hyphenates;
        let opened = std::mem::take(&mut self.opened);
        *self = Self::new(entry).hyphenating(hyphenates);
        if opened.len() == self.opened.len() {
            self.opened = opened;
        }
        self.resize(width, height);
        self.restore(mark);
    }

    /// Lays the article out for `width` cells and `height` rows; the text at the top stays at the top.
    pub fn resize(&mut self, width: usize, height: usize) {
        let (width, height) = (width.max(1), height.max(1));
        if width != self.width {
            self.rows.iter_mut().for_each(|rows| *rows = None);
        }
        if (width, height) != (self.width, self.height) {
            (self.width, self.height) = (width, height);
            self.lay(self.anchor);
        }
        self.settle();
    }

    /// Where the reader is now.
    pub fn bookmark(&self) -> Bookmark {
        let rows = self.rows(self.top.passage);
        let offset = match rows.get(self.top.row) {
            Some(row) => row.range.start + usize::from(!row.label),
            None if rows.is_empty() => 0,
            None => GAP,
        };
        Bookmark {
            passage: self.top.passage,
            offset,
            place: self.place,
            arrived: self.arrived,
        }
    }

    /// The byte of the article at the top of the screen: of a fold, the first that it holds; where none stands there, the
    /// first below.
    pub fn top_byte(&self) -> usize {
        let start = |passage: usize| {
            let first = self.passages.get(passage)?.ranges.first()?;
            Some(first.start)
        };
        let below = self.rows(self.top.passage).iter().skip(self.top.row);
        let is_fold = below.len() > 0 && self.is_fold(self.top.passage);
        let fold = is_fold.then(|| start(self.top.passage)).flatten();
        let here = below.filter(|row| !row.label).map(|row| row.range.start);
        let here = fold.into_iter().chain(here);
        let here = here.chain(start(self.top.passage + 1)).next();
        here.or_else(|| start(self.top.passage)).unwrap_or(0)
    }

    /// Puts the row with that byte of the article at the top of the screen; where it is in the midst of what is folded, that is
    /// opened, since only whoever reads it can be there.
    pub fn go_to(&mut self, offset: usize) {
        let Some(passage) = self.passage_at(offset) else {
            return;
        };
        self.wrap(passage);
        let begins = self.passages[passage].ranges.first();
        if self.is_fold(passage) && begins.is_some_and(|first| first.start < offset) {
            self.toggle(passage);
            self.wrap(passage);
        }
        self.restore(Bookmark {
            passage,
            offset: if self.is_fold(passage) { 0 } else { offset + 1 },
            place: passage,
            arrived: None,
        });
    }

    /// Tells whether nothing of the article is in the rows of a passage, which have been laid out, but words of our own.
    fn is_fold(&self, passage: usize) -> bool {
        let rows = self.rows(passage);
        !rows.is_empty() && rows.iter().all(|row| row.label)
    }

    /// Goes to where the reader was.
    pub fn restore(&mut self, mark: Bookmark) {
        self.arrived = mark.arrived;
        self.lay(mark);
        self.settle();
        self.anchor = mark;
    }

    /// Puts the line of `mark` at the top.
    fn lay(&mut self, mark: Bookmark) {
        let passage = mark.passage.min(self.passages.len().saturating_sub(1));
        self.wrap(passage);
        let rows = self.rows(passage);
        let row = rows
            .iter()
            .rposition(|row| row.range.start + usize::from(!row.label) <= mark.offset)
            .unwrap_or(0);
        self.top = Line {
            passage,
            row: if mark.offset == GAP { rows.len() } else { row },
        };
        self.place = mark.place;
    }

    /// Ends every move that the reader makes.
    fn arrive(&mut self) {
        self.settle();
        self.anchor = self.bookmark();
    }

    /// Scrolls by `lines`; where the text cannot move any more, the place moves instead.
    pub fn scroll(&mut self, lines: isize) {
        let before = self.top;
        self.top = if lines < 0 {
            self.backward(self.top, lines.unsigned_abs())
        } else {
            self.forward(self.top, lines.unsigned_abs())
        };
        self.arrive();
        if self.top == before {
            self.place = self.place.saturating_add_signed(lines.signum());
            self.arrive();
        }
    }

    /// Goes to the start.
    pub fn to_top(&mut self) {
        self.top = Line::default();
        self.place = 0;
        self.arrive();
    }

    /// Goes to the end.
    pub fn to_bottom(&mut self) {
        self.top = self.lowest_top();
        self.place = self.passages.len().saturating_sub(1);
        self.arrive();
    }

    /// Tells whether the last line is on screen.
    pub fn at_end(&mut self) -> bool {
        let lowest = self.lowest_top();
        self.top >= lowest
    }

    /// Brings `range` of the article on screen, a third from the top unless it is well in view already, opens the fold
    /// that hides it, and makes it the place.
    pub fn reveal(&mut self, range: TextRange) {
        self.arrived = Some(range);
        let Some(passage) = self.passage_at(range.start) else {
            return;
        };
        if self.passages[passage]
            .shown(self.is_opened(passage))
            .is_empty()
        {
            self.toggle(passage);
        }
        self.wrap(passage);
        let row = self
            .rows(passage)
            .iter()
            .position(|row| !row.label && row.range.end > range.start)
            .unwrap_or(0);
        let line = Line { passage, row };
        let visible = self.lines();
        let inner = visible
            .get(1..visible.len().saturating_sub(2))
            .unwrap_or(&[]);
        if !inner.contains(&line) {
            self.top = self.backward(line, self.height / 3);
        }
        self.place = passage;
        self.arrive();
    }

    /// Opens or closes the fold at the place; at the headline, the lines below it that say where the article is from. Tells
    /// whether there is anything to open.
    pub fn toggle_place(&mut self) -> bool {
        let is_headline = self
            .passages
            .get(self.place)
            .is_some_and(|passage| passage.kind == PassageKind::Headline);
        let fold = self.place + usize::from(is_headline);
        if !self.passages.get(fold).is_some_and(Passage::opens) {
            return false;
        }
        self.toggle(fold);
        self.wrap(fold);
        // What was opened comes on screen, as much of it as fits below its first row; what was closed stays there.
        let first = Line {
            passage: fold,
            row: 0,
        };
        let last = Line {
            row: self.rows(fold).len().saturating_sub(1),
            ..first
        };
        let lowest = self.backward(last, self.height - 1);
        self.top = self.top.min(first).max(lowest.min(first));
        self.arrive();
        true
    }

    /// The lines on screen, top to bottom.
    pub fn lines(&self) -> Vec<Line> {
        let mut lines = Vec::with_capacity(self.height);
        let mut line = self.top;
        while lines.len() < self.height && line.passage < self.passages.len() {
            if line.row < self.line_count(line.passage) {
                lines.push(line);
                line.row += 1;
            } else {
                line = Line {
                    passage: line.passage + 1,
                    row: 0,
                };
            }
        }
        lines
    }

    /// The wrapped rows of a passage; none before it has come near the screen.
    pub fn rows(&self, passage: usize) -> &[Row] {
        self.rows
            .get(passage)
            .and_then(Option::as_deref)
            .unwrap_or(&[])
    }

    /// The parts of the article's text that are on screen, in order.
    pub fn visible_ranges(&self) -> Vec<TextRange> {
        let shown = |line: &Line| {
            self.rows(line.passage)
                .get(line.row)
                .filter(|row| !row.label)
                .map(|row| row.range)
        };
        self.lines().iter().filter_map(shown).collect()
    }

    /// The byte of the article from which a step or a search goes on: from the mention just gone to, as long as it is at the
    /// place, one goes on behind it or ahead of it; else from the start of the place, which may itself be what is looked for.
    pub fn offset(&self, way: Direction) -> usize {
        match self.arrived {
            Some(arrived) if self.passage_at(arrived.start) == Some(self.place) => {
                arrived.start + usize::from(way == Direction::Forward)
            }
            _ => self.place_start(),
        }
    }

    /// The first byte of the article at the place or, where that shows words of our own, behind it.
    fn place_start(&self) -> usize {
        let starts = self
            .passages
            .iter()
            .skip(self.place)
            .filter_map(|passage| passage.ranges.first());
        starts
            .map(|range| range.start)
            .next()
            .unwrap_or(self.entry.article.text.len())
    }

    /// The part of the article's text at the place.
    pub fn place_range(&self) -> Option<TextRange> {
        let shown = self
            .passages
            .get(self.place)?
            .shown(self.is_opened(self.place));
        Some(TextRange::new(shown.first()?.start, shown.last()?.end))
    }

    /// How much of the text has come on screen, in percent.
    pub fn progress(&mut self) -> usize {
        if self.at_end() {
            return 100;
        }
        let read = self.visible_ranges().last().map_or(0, |range| range.end);
        (read * 100 / self.entry.article.text.len().max(1)).min(99)
    }

    fn toggle(&mut self, passage: usize) {
        if let Some(opened) = self.opened.get_mut(passage) {
            *opened = !*opened;
            self.rows[passage] = None;
        }
    }

    /// The passage that shows the byte `offset`.
    fn passage_at(&self, offset: usize) -> Option<usize> {
        let holds = |passage: &Passage| passage.ranges.iter().any(|range| range.contains(offset));
        self.passages.iter().position(holds)
    }

    /// Keeps the top within the article, wraps what is on screen and keeps the place on screen.
    fn settle(&mut self) {
        self.wrap(self.top.passage);
        self.top.row = self
            .top
            .row
            .min(self.line_count(self.top.passage).saturating_sub(1));
        self.top = self.top.min(self.lowest_top());
        let last = self.forward(self.top, self.height);
        (self.top.passage..=last.passage).for_each(|passage| self.wrap(passage));
        let lines = self.lines();
        let whole = |line: &&Line| self.rows(line.passage).len() > line.row;
        let first = lines.iter().find(whole).map_or(0, |line| line.passage);
        let last = lines.iter().rfind(whole).map_or(0, |line| line.passage);
        self.place = self.place.clamp(first, last.max(first));
    }

    /// The lowest place that the top of the view may take: the last line then stands at the bottom.
    fn lowest_top(&mut self) -> Line {
        let Some(last) = self.passages.len().checked_sub(1) else {
            return Line::default();
        };
        self.wrap(last);
        let end = Line {
            passage: last,
            row: self.rows(last).len().saturating_sub(1),
        };
        self.backward(end, self.height - 1)
    }

    fn forward(&mut self, from: Line, lines: usize) -> Line {
        let mut line = from;
        let mut left = lines;
        loop {
            self.wrap(line.passage);
            let here = self.line_count(line.passage).saturating_sub(line.row);
            if left < here || line.passage + 1 >= self.passages.len() {
                return Line {
                    row: line.row + left.min(here.saturating_sub(1)),
                    ..line
                };
            }
            left -= here;
            line = Line {
                passage: line.passage + 1,
                row: 0,
            };
        }
    }

    fn backward(&mut self, from: Line, lines: usize) -> Line {
        let mut line = from;
        let mut left = lines;
        while left > line.row {
            let Some(previous) = line.passage.checked_sub(1) else {
                return Line::default();
            };
            left -= line.row + 1;
            self.wrap(previous);
            line = Line {
                passage: previous,
                row: self.line_count(previous).saturating_sub(1),
            };
        }
        Line {
            row: line.row - left,
            ..line
        }
    }

    fn line_count(&self, passage: usize) -> usize {
        self.rows(passage).len() + self.passages.get(passage).map_or(0, Passage::gap)
    }

    fn wrap(&mut self, index: usize) {
        let opened = self.is_opened(index);
        let (Some(passage), Some(slot @ None)) =
            (self.passages.get(index), self.rows.get_mut(index))
        else {
            return;
        };
        let mut rows = Vec::new();
        let label = passage.label(opened);
        if !label.is_empty() {
            let width = self
                .width
                .saturating_sub(if passage.kind == PassageKind::Fold {
                    2
                } else {
                    0
                });
            rows.extend(wrap::rows(label, width).into_iter().map(|range| Row {
                range,
                label: true,
                hyphen: false,
            }));
        }
        let inset = passage.inset();
        for range in passage.shown(opened) {
            let text = range.of(&self.entry.article.text);
            let breaks = if self.hyphenates && passage.kind != PassageKind::Headline {
                english_breaks
            } else {
                |_: &str| Vec::new()
            };
            let wrapped = wrap::hyphenated(text, self.width.saturating_sub(inset), breaks);
            rows.extend(wrapped.into_iter().map(|row| Row {
                range: row.range.shifted(range.start),
                label: false,
                hyphen: row.hyphen,
            }));
        }
        *slot = Some(rows);
    }
}
