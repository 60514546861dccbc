//! Every outlet's words for the chosen one, side by side: which outlets, which of their words, and where the cursor is.

use super::layout::first_shown_of;
use crate::library::Library;
use crate::library::timeline::Timeline;
use crate::library::wordings::{Wording, Wordings};
use crate::model::actor::ActorId;
use crate::text::range::TextRange;
use crate::text::width::shorten;
use crate::text::wrap;

/// The narrowest a column may be, in cells.
pub const NARROWEST: usize = 26;

/// The most spans that a timeline is divided into.
pub const SPANS: usize = 60;

/// Rows that a quotation may take.
const ROWS_OF_QUOTE: usize = 5;

/// And other words.
const ROWS_OF_WORD: usize = 2;

/// The columns with their cursor.
#[derive(Debug, Clone)]
pub struct Words {
    /// Whose words they are.
    pub actor: ActorId,
    /// When the actor is spoken of.
    pub timeline: Option<Timeline>,
    /// An outlet each.
    pub columns: Vec<Column>,
    /// The column with the cursor.
    pub column: usize,
    /// The first column on screen.
    pub first: usize,
}

/// One outlet's words.
#[derive(Debug, Clone)]
pub struct Column {
    /// The outlet.
    pub outlet: String,
    /// How many articles, and how often it names the actor.
    pub about: String,
    /// Its words, one after the other.
    pub items: Vec<Item>,
    /// The item with the cursor.
    pub cursor: usize,
    /// The first item on screen.
    pub top: usize,
}

/// Words in a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The heading above it, where a part of the column begins with it.
    pub heading: Option<&'static str>,
    /// The words.
    pub text: String,
    /// How often they stand there; none for a quotation, which stands once.
    pub count: Option<usize>,
    /// The article's row.
    pub row: usize,
    /// Where they stand.
    pub range: TextRange,
}

impl Words {
    /// The words of all outlets for `actor`; the outlet of the article at `open` first.
    pub fn new(library: &Library, actor: ActorId, open: Option<usize>) -> Self {
        let told = library.wordings(actor, open).into_iter();
        Self {
            actor,
            timeline: library.timeline(actor, SPANS),
            columns: told
                .map(|wordings| Column::new(library, wordings))
                .collect(),
            column: 0,
            first: 0,
        }
    }

    /// Moves the cursor by `steps` within its column.
    pub fn step(&mut self, steps: isize) {
        if let Some(column) = self.columns.get_mut(self.column) {
            let last = column.items.len().saturating_sub(1);
            column.cursor = column.cursor.saturating_add_signed(steps).min(last);
        }
    }

    /// Moves the cursor by `steps` columns, stopping at the ends.
    pub fn turn(&mut self, steps: isize) {
        let last = self.columns.len().saturating_sub(1);
        self.column = self.column.saturating_add_signed(steps).min(last);
    }

    /// Where the words at the cursor stand: a row and a range of that article.
    pub fn destination(&self) -> Option<(usize, TextRange)> {
        let column = self.columns.get(self.column)?;
        let item = column.items.get(column.cursor)?;
        Some((item.row, item.range))
    }

    /// Keeps the cursor on a screen of `width` cells, with `height` rows for the items.
    pub fn settle(&mut self, width: usize, height: usize) {
        let shown = columns_shown(width, self.columns.len());
        self.first = super::layout::first_shown(self.first, self.column, shown, self.columns.len());
        let inner = column_width(width, self.columns.len()).saturating_sub(3);
        for column in &mut self.columns {
            let items = &column.items;
            let tall = |number: usize| {
                items.get(number).map_or(0, |item| {
                    item.height(inner) + usize::from(item.heading.is_some())
                })
            };
            column.top = first_shown_of(column.top, column.cursor, height, items.len(), tall);
        }
    }
}

/// How many of `count` columns fit a screen of `width` cells.
pub fn columns_shown(width: usize, count: usize) -> usize {
    (width / (NARROWEST + 1)).clamp(1, count.max(1))
}

/// How wide each of them is, the rule behind it included.
pub fn column_width(width: usize, count: usize) -> usize {
    width / columns_shown(width, count)
}

impl Column {
    fn new(library: &Library, wordings: Wordings) -> Self {
        let articles = crate::text::count::counted(wordings.articles, "article");
        let mut items = Vec::new();
        let parts = [
            ("TITLES", wordings.titles),
            ("NAMES", wordings.forms),
            ("CALLED", wordings.descriptions),
            ("VERBS", wordings.cues),
        ];
        for (heading, words) in parts {
            items.extend(
                words
                    .into_iter()
                    .enumerate()
                    .map(|(number, word)| Item::of_word((number == 0).then_some(heading), word)),
            );
        }
        let said = wordings.sayings.iter().filter_map(|saying| {
            let entry = library.entry(saying.row)?;
            let text = saying.range.of(&entry.article.text).replace('\n', " ");
            Some((text, saying.row, saying.range))
        });
        items.extend(said.enumerate().map(|(number, (text, row, range))| Item {
            heading: (number == 0).then_some("SAYS"),
            text,
            count: None,
            row,
            range,
        }));
        Self {
            outlet: wordings.outlet,
            about: format!("{articles} · named {}", wordings.counts),
            items,
            cursor: 0,
            top: 0,
        }
    }
}

impl Item {
    fn of_word(heading: Option<&'static str>, word: Wording) -> Self {
        Self {
            heading,
            text: word.text,
            count: Some(word.count),
            row: word.row,
            range: word.range,
        }
    }

    /// How many rows its text takes in a column with `inner` cells for it.
    pub fn height(&self, inner: usize) -> usize {
        wrap::rows(&self.text, inner.max(1)).len().min(self.most())
    }

    /// The rows of its text in such a column; the last one says so where there is more.
    pub fn rows(&self, inner: usize) -> Vec<String> {
        let rows = wrap::rows(&self.text, inner.max(1));
        let whole = rows.len() <= self.most();
        let shown = rows.iter().take(self.most()).enumerate();
        let told = shown.map(|(number, row)| {
            let rest = self.text.get(row.start..).unwrap_or_default();
            if number + 1 == self.most() && !whole {
                shorten(rest, inner.max(1))
            } else {
                row.of(&self.text).to_owned()
            }
        });
        told.collect()
    }

    fn most(&self) -> usize {
        match self.count {
            Some(_) => ROWS_OF_WORD,
            None => ROWS_OF_QUOTE,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_room_is_said_to_be_cut() {
        let item = |text: &str, count| Item {
            heading: None,
            text: text.to_owned(),
            count,
            row: 0,
            range: TextRange::new(0, 1),
        };
        let quoted = item(
            "“The pier holds and will hold for as long as we paint it.”",
            None,
        );
        for (inner, last) in [(60, "paint it.”"), (14, "paint it.”"), (10, "long as w…")] {
            let rows = quoted.rows(inner);
            assert_eq!(rows.len(), quoted.height(inner));
            assert!(rows.last().unwrap().ends_with(last), "{inner}: {rows:?}");
        }
        assert_eq!(
            item("the old pier of Velmora", Some(2)).rows(8),
            ["the old", "pier of…"]
        );
    }
}
