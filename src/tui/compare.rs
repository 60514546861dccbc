//! Two articles side by side: which of their passages share a row, in what they differ, and where the cursor is.
//!
//! Passages with the same content stand on one row, whatever their order: the rows follow side a, and what only side b
//! has stands behind the row of the passage before it.

mod order;

use std::sync::Arc;

use self::order::Order;
use super::layout::first_shown;
use super::sheet::{Cell, HEADING, Shape, Sheet};
use crate::library::{Direction, Library};
use crate::model::article::{ArticleId, BlockKind};
use crate::model::comparison::{Comparison, Difference, DifferenceKind, Label, Which};
use crate::text::range::TextRange;

/// A comparison on screen.
#[derive(Debug, Clone)]
pub struct Compare {
    /// The two articles, with their passages in rows: side a in column 0, side b in column 1.
    pub sheet: Sheet,
    /// What they have in common and in what they differ, once that is known.
    pub found: Option<Arc<Comparison>>,
    /// What the rows are, from top to bottom.
    rows: Vec<Row>,
    /// The differences as they stand down the rows.
    order: Order,
    /// The difference with the cursor, once the reader has come to one.
    pub difference: Option<usize>,
    /// The first difference on screen.
    pub difference_top: usize,
    /// Whether the cursor is in the list of differences.
    pub listing: bool,
    /// The columns of the list of differences; 0 where it is not shown.
    pub list: usize,
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

/// From this width on, the two sides stand beside each other.
const BESIDE: usize = 100;

/// From this width on, the differences stand beside them.
const WITH_LIST: usize = 130;

/// The least and the most columns of the list of differences beside the text, and its part of the screen: so many columns are
/// one of the list's.
const LIST: (usize, usize, usize) = (36, 64, 4);

/// Cells before a text: the cursor and the sign; where the sides stand below each other, also which side it is.
const MARGINS: (usize, usize) = (3, 5);

/// The layout of the two sides in `width` by `height` cells, headings included.
pub fn two_columns(width: usize, height: usize) -> Shape {
    let (columns, height) = (vec![0, 1], height.saturating_sub(HEADING));
    if width < BESIDE {
        Shape::stacked(columns, MARGINS.1, width, height)
    } else {
        Shape::beside(columns, MARGINS.0, width, height)
    }
}

impl Compare {
    /// A comparison of the articles at two rows of `library`, of which nothing is known yet.
    pub fn new(library: &Library, rows: [usize; 2]) -> Option<Self> {
        let sides = vec![library.entry(rows[0])?, library.entry(rows[1])?];
        Some(Self {
            sheet: Sheet::new(sides),
            found: None,
            rows: Vec::new(),
            order: Order::default(),
            difference: None,
            difference_top: 0,
            listing: false,
            list: 0,
        })
    }

    /// The ids of the two articles.
    pub fn ids(&self) -> [ArticleId; 2] {
        [0, 1].map(|side: usize| self.sheet.entries[side].article.id)
    }

    /// The side with the cursor.
    pub fn side(&self) -> Which {
        if self.sheet.column() == 0 {
            Which::A
        } else {
            Which::B
        }
    }

    /// Takes what was found.
    pub fn take(&mut self, found: Arc<Comparison>) {
        self.rows = rows(&found);
        let cell = |side: usize, passage: Option<usize>| {
            let passage = passage.and_then(|passage| found.passages[side].get(passage));
            passage.map_or(Cell::Empty, |passage| Cell::Passage(passage.range))
        };
        let cells = self.rows.iter().map(|row| {
            let [a, b] = row.passages;
            vec![cell(0, a), cell(1, b)]
        });
        self.sheet.fill(cells.collect());
        self.sheet.keep_column();
        self.found = Some(found);
        self.order = Order::of(self.differences(), &self.sheet);
    }

    /// What row number `row` is.
    pub fn at(&self, row: usize) -> Option<Row> {
        self.rows.get(row).copied()
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

    /// The difference with the cursor in one line, with how many stand above it and what sort it is, where the list does not
    /// show it.
    pub fn chosen_unlisted(&self, rule: &str) -> Option<String> {
        let chosen = self.chosen().filter(|_| self.list == 0)?;
        let number = self.order.nth(self.difference?)? + 1;
        let (count, group) = (self.differences().count(), group(chosen.kind));
        let told = self.told(chosen, rule);
        Some(format!("difference {number} of {count}, {group}: {told}"))
    }

    /// `15-year │ 20-year`, or `◂ Keir Starmer` for what only the first side has.
    pub fn told(&self, difference: &Difference, rule: &str) -> String {
        let words = [Which::A, Which::B].map(|which| {
            let entry = &self.sheet.entries[index(which)];
            let range = difference.at[index(which)].first()?;
            let words = range.of(&entry.article.text).replace('\n', " ");
            // A person whom one side names in captions only.
            let caption = difference.kind == DifferenceKind::Person
                && entry.article.kind_at(range.start) == Some(BlockKind::Caption);
            Some(if caption {
                format!("{words} (caption)")
            } else {
                words
            })
        });
        match words {
            [Some(a), Some(b)] => format!("{a} {rule} {b}"),
            [Some(a), None] => format!("< {a}"),
            [None, Some(b)] => format!("> {b}"),
            [None, None] => String::new(),
        }
    }

    /// What there is to say of the two as wholes, where they cannot be laid side by side.
    pub fn state(&self) -> Option<&'static str> {
        self.found.as_ref()?.state.told()
    }

    /// Moves the cursor by `steps` rows, or differences where it is in their list.
    pub fn step(&mut self, steps: isize) {
        if self.listing {
            self.step_difference(steps);
        } else {
            self.sheet.step(steps);
        }
    }

    /// Goes `steps` differences further in their list, and to the row in which that one stands.
    fn step_difference(&mut self, steps: isize) {
        let Some(last) = self.differences().count().checked_sub(1) else {
            return;
        };
        // The first step forward comes to the first one.
        let next = match self.difference {
            Some(at) => at.saturating_add_signed(steps),
            None => usize::try_from(steps.saturating_sub(1)).unwrap_or(0),
        };
        self.show_difference(next.min(last));
    }

    /// Goes to the next difference down the rows, beginning with the first one at the cursor, or to the one before. Tells whether
    /// there is one.
    pub fn walk(&mut self, way: Direction, times: usize) -> bool {
        let row = self.sheet.row();
        let next = self.order.walk(self.difference, row, way, times);
        if let Some(number) = next {
            self.show_difference(number);
        }
        next.is_some()
    }

    /// Why there is no difference that way.
    pub fn no_further(&self, way: Direction) -> &'static str {
        match way {
            _ if self.found.is_none() => "still comparing …",
            _ if self.differences().next().is_none() => "no difference found",
            Direction::Forward => "no difference further down",
            Direction::Backward => "no difference further up",
        }
    }

    /// Gives the cursor to that difference, and to the row in which it stands.
    fn show_difference(&mut self, number: usize) {
        self.difference = Some(number);
        if let Some((row, column)) = self.order.place(number) {
            self.sheet.go(row, column);
        }
    }

    /// Gives the cursor to the other side, then to the differences, then to the first side again.
    pub fn turn(&mut self, way: Direction) {
        let order = [(0, false), (1, false), (1, true)];
        let at = if self.listing { 2 } else { self.sheet.column() };
        let next = match way {
            Direction::Forward => (at + 1) % 3,
            Direction::Backward => (at + 2) % 3,
        };
        let (column, listing) = order[next];
        self.listing = listing;
        self.sheet.focus(column);
        if self.listing && self.difference.is_none() {
            self.step_difference(1);
        }
    }

    /// Goes to the row with the partner of the passage at the cursor, where that is another. Tells whether it is.
    pub fn to_partner(&mut self) -> bool {
        let place = self.partner();
        if let Some((row, column)) = place {
            self.sheet.go(row, column);
        }
        place.is_some()
    }

    /// The row and column of the partner of the passage at the cursor, where that stands on another row.
    fn partner(&self) -> Option<(usize, usize)> {
        let found = self.found.as_ref()?;
        let (row, side) = (self.sheet.row(), self.side());
        let here = self.at(row).filter(|row| row.pair.is_none())?;
        let passage = here.passages[index(side)]?;
        let there = other(side);
        let pairs = found.pairs_of(side, passage);
        let mut pairs = pairs.filter_map(|pair| found.pairs.get(pair));
        let pair = pairs.find(|pair| pair.label != Label::Perhaps)?;
        let partner = if there == Which::A { pair.a } else { pair.b };
        let is_it = |row: &Row| row.passages[index(there)] == Some(partner);
        let place = self.rows.iter().position(is_it)?;
        (place != row).then_some((place, index(there)))
    }

    /// Where the cursor is: a side and a range of its article.
    pub fn place(&self) -> Option<(Which, TextRange)> {
        let side = self.side();
        if self.listing {
            let chosen = self.chosen()?;
            let sides = [side, other(side)].into_iter();
            let mut places =
                sides.filter_map(|which| Some((which, *chosen.at[index(which)].first()?)));
            return places.next();
        }
        Some((side, self.sheet.range(index(side), self.sheet.row())?))
    }

    /// Keeps the cursor on a screen of `width` by `height` cells.
    pub fn settle(&mut self, width: usize, height: usize) {
        self.list = if width >= WITH_LIST {
            let (least, most, part) = LIST;
            (width / part).clamp(least, most)
        } else if self.listing {
            width
        } else {
            0
        };
        // What there is to say of the two as wholes stands above the passages.
        let below = height.saturating_sub(if self.state().is_some() { 2 } else { 0 });
        let shape = two_columns(width.saturating_sub(self.list), below);
        self.sheet.settle(shape);
        let lines = height.saturating_sub(HEADING + 1) / 2;
        let differences = self.differences().count();
        self.difference_top = first_shown(
            self.difference_top,
            self.difference.unwrap_or(0),
            lines,
            differences,
        );
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
    let mut lone = found.passages.each_ref().map(|all| vec![None; all.len()]);
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
        for (side, passage) in [(0, pair.a), (1, pair.b)] {
            if let Some(label) = lone[side].get_mut(passage) {
                *label = label.map_or(Some(pair.label), |known: Label| Some(known.min(pair.label)));
            }
        }
    }
    // By passage of side a, those of side b that stand behind its row; the first, those ahead of all rows.
    let mut behind: Vec<Vec<usize>> = vec![Vec::new(); beside.len() + 1];
    let mut row_of = vec![None; taken.len()];
    for (passage, pair) in beside.iter().enumerate() {
        if let Some(row) = pair.and_then(|pair| row_of.get_mut(found.pairs[pair].b)) {
            *row = Some(passage);
        }
    }
    let mut last = 0;
    for (passage, row) in row_of.iter().enumerate() {
        match row {
            Some(row) => last = row + 1,
            None => behind[last].push(passage),
        }
    }
    let alone = |passage: &usize| Row {
        passages: [None, Some(*passage)],
        pair: None,
        label: lone[1].get(*passage).copied().flatten(),
    };
    let mut rows: Vec<Row> = behind[0].iter().map(alone).collect();
    for (passage, pair) in beside.iter().enumerate() {
        rows.push(Row {
            passages: [Some(passage), pair.map(|pair| found.pairs[pair].b)],
            pair: *pair,
            label: match pair {
                Some(pair) => Some(found.pairs[*pair].label),
                None => lone[0].get(passage).copied().flatten(),
            },
        });
        rows.extend(behind[passage + 1].iter().map(alone));
    }
    rows
}
/// What stands above differences of a kind.
pub fn group(kind: DifferenceKind) -> &'static str {
    match kind {
        DifferenceKind::Claim => "how firmly it is said",
        DifferenceKind::Part => "who does what",
        DifferenceKind::Figure | DifferenceKind::Date | DifferenceKind::Place => {
            "figures, dates and places"
        }
        DifferenceKind::Person => "people in the text of one side only",
        DifferenceKind::Source => "named sources on one side only",
        DifferenceKind::Unnamed => "sources without a name",
        DifferenceKind::QuoteInBoth => "quotations in both",
        DifferenceKind::QuoteCut | DifferenceKind::QuoteTurned => "quotations cut",
        DifferenceKind::QuoteOnlyHere => "quotations on one side only",
        DifferenceKind::Name => "what they call the same",
        DifferenceKind::Description => "how they introduce the same person",
        DifferenceKind::Term => "in quotation marks or not",
        DifferenceKind::Saying => "said, claimed, added",
    }
}
