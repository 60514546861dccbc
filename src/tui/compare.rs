//! Two articles side by side: which of their passages share a row, in what they differ, and where the cursor is.
//!
//! Passages with the same content stand on one row, whatever their order: the rows follow side a, and what only side b
//! has stands behind the row of the passage before it.

use std::sync::Arc;

use super::layout::{first_shown, first_shown_of};
use crate::library::{Direction, Entry, Library};
use crate::model::article::ArticleId;
use crate::model::comparison::{Comparison, Difference, DifferenceKind, Label, State, Which};
use crate::text::range::TextRange;
use crate::text::wrap;

/// A comparison on screen.
#[derive(Debug, Clone)]
pub struct Compare {
    /// The two articles.
    pub sides: [Arc<Entry>; 2],
    /// What they have in common and in what they differ, once that is known.
    pub found: Option<Arc<Comparison>>,
    /// The rows, from top to bottom.
    rows: Vec<Row>,
    /// The row with the cursor.
    pub cursor: usize,
    /// The side with the cursor.
    pub side: Which,
    /// The first row on screen.
    pub top: usize,
    /// The difference with the cursor, once the reader has come to one.
    pub difference: Option<usize>,
    /// The first difference on screen.
    pub difference_top: usize,
    /// Whether the cursor is in the list of differences.
    pub listing: bool,
    /// Whether the differences are shown where there is no room for them beside the text.
    pub shape: Shape,
}

/// Passages that stand beside each other, and how far they say the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// By side, the number of the passage.
    pub passages: [Option<usize>; 2],
    /// The pair that they are; none where only one side has it, or where it is paired elsewhere.
    pub pair: Option<usize>,
    /// What they are taken for; nothing where the passage stands alone.
    pub label: Option<Label>,
}

/// How a comparison is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Shape {
    /// The columns for the text of each side.
    pub text: usize,
    /// Whether the sides stand below each other.
    pub stacked: bool,
    /// The columns of the list of differences; 0 where it is not shown.
    pub list: usize,
    /// Rows for the passages.
    pub height: usize,
}

/// From this width on, the two sides stand beside each other.
const BESIDE: usize = 100;

/// From this width on, the differences stand beside them.
const WITH_LIST: usize = 130;

/// The columns of the list of differences beside the text.
const LIST: usize = 36;

/// Rows above the passages: whose they are, and how much is matched.
pub const HEADING: usize = 3;

impl Shape {
    /// The layout on a screen of `width` by `height` cells; `listing` while the differences have the cursor.
    pub fn of(width: usize, height: usize, listing: bool) -> Self {
        let list = if width >= WITH_LIST {
            LIST
        } else if listing {
            width
        } else {
            0
        };
        let left = width.saturating_sub(list);
        let stacked = left < BESIDE;
        let text = if stacked {
            left.saturating_sub(5)
        } else {
            (left.saturating_sub(7)) / 2
        };
        Self {
            text: text.max(1),
            stacked,
            list,
            height: height.saturating_sub(HEADING),
        }
    }
}

impl Compare {
    /// A comparison of the articles at two rows of `library`, of which nothing is known yet.
    pub fn new(library: &Library, rows: [usize; 2]) -> Option<Self> {
        let sides = [
            library.entry(rows[0])?.clone(),
            library.entry(rows[1])?.clone(),
        ];
        Some(Self {
            sides,
            found: None,
            rows: Vec::new(),
            cursor: 0,
            side: Which::A,
            top: 0,
            difference: None,
            difference_top: 0,
            listing: false,
            shape: Shape::default(),
        })
    }

    /// The ids of the two articles.
    pub fn ids(&self) -> [ArticleId; 2] {
        [self.sides[0].article.id, self.sides[1].article.id]
    }

    /// Takes what was found.
    pub fn take(&mut self, found: Arc<Comparison>) {
        self.rows = rows(&found);
        self.found = Some(found);
        self.cursor = 0;
    }

    /// The rows, from top to bottom.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The differences; a quotation that both have whole is none.
    pub fn differences(&self) -> impl Iterator<Item = &Difference> {
        let found = self.found.iter();
        found
            .flat_map(|found| found.differences.iter())
            .filter(|difference| difference.kind != DifferenceKind::QuoteInBoth)
    }

    /// The difference with the cursor.
    pub fn chosen(&self) -> Option<&Difference> {
        self.differences().nth(self.difference?)
    }

    /// What there is to say of the two as wholes, where they cannot be laid side by side.
    pub fn state(&self) -> Option<&'static str> {
        Some(match self.found.as_ref()?.state {
            State::Comparable => return None,
            State::SameText => "Both are the same text, word for word.",
            State::Nothing => "One of them has no text to compare.",
            State::OtherLanguage => {
                "Not in one language: only names, figures and quotations can be compared."
            }
        })
    }

    /// The passage of one side in row number `row`, as a range of its article.
    pub fn range(&self, which: Which, row: usize) -> Option<TextRange> {
        let passage = self.rows.get(row)?.passages[index(which)]?;
        let found = self.found.as_ref()?;
        Some(found.passages[index(which)].get(passage)?.range)
    }

    /// Moves the cursor by `steps` rows, or differences where it is in their list.
    pub fn step(&mut self, steps: isize) {
        if self.listing {
            return self.step_difference(steps);
        }
        let last = self.rows.len().saturating_sub(1);
        self.cursor = self.cursor.saturating_add_signed(steps).min(last);
        self.keep_side();
    }

    /// Goes `steps` differences further, and to the row in which that one stands.
    pub fn step_difference(&mut self, steps: isize) {
        let Some(last) = self.differences().count().checked_sub(1) else {
            return;
        };
        // The first step forward comes to the first one.
        let next = match self.difference {
            Some(at) => at.saturating_add_signed(steps),
            None => usize::try_from(steps.saturating_sub(1)).unwrap_or(0),
        };
        self.difference = Some(next.min(last));
        self.show_difference();
    }

    /// Goes to the next difference, beginning with the first one at or behind the cursor.
    pub fn walk(&mut self, way: Direction, times: usize) {
        let steps = times.cast_signed();
        self.step_difference(if way == Direction::Forward {
            steps
        } else {
            -steps
        });
    }

    /// Brings the row of the chosen difference to the cursor.
    fn show_difference(&mut self) {
        let place = self.chosen().and_then(|chosen| {
            let sides = [Which::A, Which::B].into_iter();
            let mut first =
                sides.filter_map(|which| Some((which, *chosen.at[index(which)].first()?)));
            first.next()
        });
        let Some((which, range)) = place else { return };
        let holds = |row: &usize| {
            self.range(which, *row)
                .is_some_and(|passage| passage.overlaps(range))
        };
        if let Some(row) = (0..self.rows.len()).find(holds) {
            self.cursor = row;
            self.side = which;
            self.keep_side();
        }
    }

    /// Gives the cursor to the other side, then to the differences, then to the first side again.
    pub fn turn(&mut self, way: Direction) {
        let order = [(Which::A, false), (Which::B, false), (Which::B, true)];
        let at = match (self.listing, self.side) {
            (true, _) => 2,
            (false, Which::A) => 0,
            (false, Which::B) => 1,
        };
        let next = match way {
            Direction::Forward => (at + 1) % 3,
            Direction::Backward => (at + 2) % 3,
        };
        (self.side, self.listing) = order[next];
        self.keep_side();
        if self.listing && self.difference.is_none() {
            self.step_difference(1);
        }
    }

    /// Goes to the row with the partner of the passage at the cursor, where that is another. Tells whether it is.
    pub fn to_partner(&mut self) -> bool {
        let Some(found) = self.found.clone() else {
            return false;
        };
        let here = self.rows.get(self.cursor).copied();
        let Some(row) = here.filter(|row| row.pair.is_none()) else {
            return false;
        };
        let Some(passage) = row.passages[index(self.side)] else {
            return false;
        };
        let other = other(self.side);
        let partner = found
            .pairs_of(self.side, passage)
            .filter_map(|pair| found.pairs.get(pair))
            .filter(|pair| pair.label != Label::Perhaps)
            .map(|pair| if other == Which::A { pair.a } else { pair.b })
            .next();
        let place = partner.and_then(|partner| {
            let is_it = |row: &Row| row.passages[index(other)] == Some(partner);
            self.rows.iter().position(is_it)
        });
        if let Some(place) = place.filter(|place| *place != self.cursor) {
            self.cursor = place;
            self.side = other;
            return true;
        }
        false
    }

    /// Where the cursor is: a side and a range of its article.
    pub fn place(&self) -> Option<(Which, TextRange)> {
        if self.listing {
            let chosen = self.chosen()?;
            let sides = [self.side, other(self.side)].into_iter();
            let mut places =
                sides.filter_map(|which| Some((which, *chosen.at[index(which)].first()?)));
            return places.next();
        }
        Some((self.side, self.range(self.side, self.cursor)?))
    }

    /// Keeps the cursor on a screen of `width` by `height` cells.
    pub fn settle(&mut self, width: usize, height: usize) {
        self.shape = Shape::of(width, height, self.listing);
        let count = self.rows.len();
        self.cursor = self.cursor.min(count.saturating_sub(1));
        let top = first_shown_of(self.top, self.cursor, self.shape.height, count, |row| {
            self.height(row)
        });
        self.top = top;
        let lines = self.shape.height.saturating_sub(1) / 2;
        let differences = self.differences().count();
        self.difference_top = first_shown(
            self.difference_top,
            self.difference.unwrap_or(0),
            lines,
            differences,
        );
    }

    /// The wrapped rows of one side's passage in row number `row`.
    pub fn wrapped(&self, which: Which, row: usize) -> Vec<TextRange> {
        let Some(range) = self.range(which, row) else {
            return Vec::new();
        };
        let text = &self.sides[index(which)].article.text;
        let rows = wrap::rows(range.of(text), self.shape.text).into_iter();
        rows.map(|row| row.shifted(range.start)).collect()
    }

    /// How many rows of the screen row number `row` takes, the empty one below it included.
    pub fn height(&self, row: usize) -> usize {
        let (a, b) = (
            self.wrapped(Which::A, row).len(),
            self.wrapped(Which::B, row).len(),
        );
        1 + if self.shape.stacked { a + b } else { a.max(b) }
    }

    /// The cursor stands on a side that the row has.
    fn keep_side(&mut self) {
        let Some(row) = self.rows.get(self.cursor) else {
            return;
        };
        if row.passages[index(self.side)].is_none()
            && row.passages[index(other(self.side))].is_some()
        {
            self.side = other(self.side);
        }
    }
}

/// The number of a side.
pub fn index(which: Which) -> usize {
    match which {
        Which::A => 0,
        Which::B => 1,
    }
}

/// The other side.
pub fn other(which: Which) -> Which {
    match which {
        Which::A => Which::B,
        Which::B => Which::A,
    }
}

/// Puts the passages on rows. A passage with several partners stands beside the likest of those that are free; what is paired,
/// but not on its own row, keeps the label without the pair.
fn rows(found: &Comparison) -> Vec<Row> {
    let mut taken = vec![false; found.passages[1].len()];
    let mut beside: Vec<Option<usize>> = vec![None; found.passages[0].len()];
    let mut order: Vec<usize> = (0..found.pairs.len())
        .filter(|&pair| found.pairs[pair].label != Label::Perhaps)
        .collect();
    order.sort_by(|&a, &b| found.pairs[b].score.total_cmp(&found.pairs[a].score));
    for number in order {
        let pair = &found.pairs[number];
        if let (Some(free @ None), Some(taken @ false)) =
            (beside.get_mut(pair.a), taken.get_mut(pair.b))
        {
            *free = Some(number);
            *taken = true;
        }
    }
    let lone = |which: Which, passage: usize| {
        let pairs = found.pairs_of(which, passage);
        let labels = pairs.map(|pair| found.pairs[pair].label);
        labels.filter(|label| *label != Label::Perhaps).min()
    };
    let mut rows: Vec<Row> = beside
        .iter()
        .enumerate()
        .map(|(passage, pair)| Row {
            passages: [Some(passage), pair.map(|pair| found.pairs[pair].b)],
            pair: *pair,
            label: match pair {
                Some(pair) => Some(found.pairs[*pair].label),
                None => lone(Which::A, passage),
            },
        })
        .collect();
    let mut behind = 0;
    for passage in 0..found.passages[1].len() {
        let own = rows.iter().position(|row| row.passages[1] == Some(passage));
        if let Some(own) = own {
            behind = own + 1;
            continue;
        }
        let row = Row {
            passages: [None, Some(passage)],
            pair: None,
            label: lone(Which::B, passage),
        };
        rows.insert(behind, row);
        behind += 1;
    }
    rows
}
