//! All versions of a story: one of them is the base, passage by passage, and beside each passage stands what the others
//! make of it. Where there is room for panes, in their own words; else a strip says which of them have it.

mod beside;
mod marks;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use self::beside::Beside;
use self::marks::marks;
use super::layout::first_shown;
use super::sheet::{Cell, HEADING, Shape, Sheet};
use crate::library::Direction;
use crate::library::entry::Entry;
use crate::model::article::{ArticleId, BlockKind};
use crate::model::comparison::{Comparison, Label, Which};
use crate::text::range::TextRange;

/// The most versions that are laid side by side: each can be chosen by a digit.
pub const MOST: usize = 9;

/// The most panes, the fewest, and the narrowest that one may be, its margin included.
const PANES: usize = 4;
const FEWEST: usize = 3;
const NARROWEST: usize = 45;

/// Cells before the text of a pane: the cursor and the sign.
const MARGIN: usize = 3;

/// How many words tell which passage is meant.
const FIRST_WORDS: usize = 4;

/// Cells that a version takes in the strip: its sign, its mark, and a free one.
pub const MARK: usize = 4;

/// All versions on screen.
#[derive(Debug, Clone)]
pub struct Versions {
    /// The versions, one column each.
    pub sheet: Sheet,
    /// By version, two letters that stand for its outlet.
    pub marks: Vec<String>,
    /// The list of every outlet's words for a passage, while it is open.
    pub voices: Option<Voices>,
    /// How many versions of the story are left out.
    pub left_out: usize,
    base: usize,
    /// By version, how it compares with the base, once that is known.
    beside: Vec<Option<Beside>>,
    /// What the rows are.
    rows: Vec<Row>,
    /// The folds that are opened: version and place.
    opened: BTreeSet<(usize, usize)>,
    /// Whether the versions have panes.
    panes: bool,
    /// The first version of the window over those that are not the base, in their order.
    first: usize,
}

/// What stands on a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Row {
    /// A passage of the base, by its number.
    Base(usize),
    /// What others have and the base has not, folded away behind so many passages of it.
    Fold(usize),
    /// One passage of that, unfolded.
    Lone(usize),
}

/// Every outlet's own words for one passage.
#[derive(Debug, Clone, Default)]
pub struct Voices {
    /// The words.
    pub items: Vec<Voice>,
    /// The versions that have nothing of it.
    pub silent: Vec<usize>,
    /// The item with the cursor.
    pub cursor: usize,
}

/// One version's words for a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Voice {
    /// Whose they are.
    pub version: usize,
    /// How far they say the same as the base; nothing for the base itself.
    pub label: Option<Label>,
    /// Where they stand.
    pub range: TextRange,
}

impl Versions {
    /// The versions of a story, of which nothing is compared yet; the first of them is the base.
    pub fn new(entries: Vec<Arc<Entry>>, left_out: usize) -> Self {
        let mut versions = Self {
            marks: marks(&entries),
            beside: vec![None; entries.len()],
            sheet: Sheet::new(entries),
            voices: None,
            left_out,
            base: 0,
            rows: Vec::new(),
            opened: BTreeSet::new(),
            panes: false,
            first: 0,
        };
        versions.lay();
        versions
    }

    /// The version with which the others are compared.
    pub fn base(&self) -> usize {
        self.base
    }

    /// Whether the versions have panes; else a strip tells which of them have a passage.
    pub fn has_panes(&self) -> bool {
        self.panes
    }

    /// The versions that are not the base.
    pub fn others(&self) -> impl Iterator<Item = usize> + Clone {
        let base = self.base;
        (0..self.sheet.entries.len()).filter(move |version| *version != base)
    }

    /// The comparisons that are still to be made.
    pub fn wanted(&self) -> Vec<[ArticleId; 2]> {
        let unknown = self
            .others()
            .filter(|version| self.beside[*version].is_none());
        unknown.map(|version| self.ids(version)).collect()
    }

    /// The ids of the base and of another version.
    pub fn ids(&self, version: usize) -> [ArticleId; 2] {
        [self.base, version].map(|version| self.sheet.entries[version].article.id)
    }

    /// The ids of all versions, that of the base first.
    pub fn all_ids(&self) -> Vec<ArticleId> {
        let versions = std::iter::once(self.base).chain(self.others());
        let ids = versions.map(|version| self.sheet.entries[version].article.id);
        ids.collect()
    }

    /// Takes what was found, where that is one of the comparisons shown.
    pub fn take(&mut self, ids: [ArticleId; 2], found: &Arc<Comparison>) {
        let Some(version) = self.others().find(|version| self.ids(*version) == ids) else {
            return;
        };
        self.beside[version] = Some(Beside::new(Arc::clone(found)));
        self.lay();
    }

    /// Takes another version as the base; the cursor goes to what it has of the passage at the cursor.
    pub fn take_base(&mut self, version: usize) {
        let place = self.words_of(version);
        self.base = version;
        self.beside = vec![None; self.sheet.entries.len()];
        self.opened.clear();
        self.voices = None;
        self.lay();
        let row = place
            .and_then(|place| self.row_of(version, place))
            .unwrap_or(0);
        self.sheet.go(row, version);
    }

    /// Takes the next or previous version as the base.
    pub fn turn_base(&mut self, way: Direction) {
        self.take_base(self.neighbour(self.base, way));
    }

    /// The version after or before another, going round.
    fn neighbour(&self, version: usize, way: Direction) -> usize {
        let count = self.sheet.entries.len().max(1);
        match way {
            Direction::Forward => (version + 1) % count,
            Direction::Backward => (version + count - 1) % count,
        }
    }

    /// Gives the cursor to the next or previous pane; without panes, takes another version as the base. Tells whether that
    /// has happened.
    pub fn turn(&mut self, way: Direction) -> bool {
        if !self.panes {
            self.turn_base(way);
            return true;
        }
        let order = self.order();
        let at = order
            .iter()
            .position(|column| *column == self.sheet.column());
        let (at, count) = (at.unwrap_or(0), order.len());
        let next = match way {
            Direction::Forward => (at + 1) % count,
            Direction::Backward => (at + count - 1) % count,
        };
        self.sheet.focus(order[next]);
        false
    }

    /// The base, then all others.
    fn order(&self) -> Vec<usize> {
        std::iter::once(self.base).chain(self.others()).collect()
    }

    /// How the version in that column and row says the same as the base, where both have something on the row.
    pub fn label(&self, version: usize, row: usize) -> Option<Label> {
        let Some(Row::Base(passage)) = self.rows.get(row) else {
            return None;
        };
        let beside = self.beside.get(version)?.as_ref()?;
        beside.partner(*passage).map(|(label, _)| label)
    }

    /// Whether it is known how that version compares with the base.
    pub fn is_known(&self, version: usize) -> bool {
        self.beside.get(version).is_some_and(Option::is_some)
    }

    /// Whether the row is a passage of the base that, as far as is known, no other version has.
    pub fn is_alone(&self, row: usize) -> bool {
        let Some(Row::Base(passage)) = self.rows.get(row) else {
            return false;
        };
        let mut known = self.beside.iter().flatten().peekable();
        known.peek().is_some() && known.all(|beside| beside.partner(*passage).is_none())
    }

    /// How many passages the base has, and how many of them no other version has.
    pub fn counts(&self) -> (usize, usize) {
        let is_base = |row: &usize| matches!(self.rows.get(*row), Some(Row::Base(_)));
        let base = (0..self.rows.len()).filter(is_base);
        let alone = base.clone().filter(|row| self.is_alone(*row));
        (base.count(), alone.count())
    }

    /// How many passages of another version there are, and how many of them the base has not.
    pub fn counts_of(&self, version: usize) -> Option<(usize, usize)> {
        let found = &self.beside.get(version)?.as_ref()?.found;
        Some((found.passages[1].len(), found.only_here(Which::B).len()))
    }

    /// Moves the cursor by `steps` rows, or in the list of words where that is open.
    pub fn step(&mut self, steps: isize) {
        match &mut self.voices {
            Some(voices) => {
                let last = voices.items.len().saturating_sub(1);
                voices.cursor = voices.cursor.saturating_add_signed(steps).min(last);
            }
            None => self.sheet.step(steps),
        }
    }

    /// Goes to the next or previous passage that only the base has. Tells whether there is one.
    pub fn walk(&mut self, way: Direction, times: usize) -> bool {
        let here = self.sheet.row();
        let alone = (0..self.rows.len()).filter(|row| self.is_alone(*row));
        let place = match way {
            Direction::Forward => alone.filter(|row| *row > here).nth(times.saturating_sub(1)),
            Direction::Backward => alone
                .rev()
                .filter(|row| *row < here)
                .nth(times.saturating_sub(1)),
        };
        if let Some(row) = place {
            self.sheet.go(row, self.base);
        }
        place.is_some()
    }

    /// Opens what is folded away at the cursor, or the list of every outlet's words for the passage there.
    pub fn open(&mut self) {
        let (row, column) = (self.sheet.row(), self.sheet.column());
        if let Some(Row::Fold(above)) = self.rows.get(row).copied() {
            self.opened.insert((column, above));
            self.lay();
            let place = self.rows.iter().enumerate().position(|(row, kind)| {
                *kind == Row::Lone(above) && self.sheet.range(column, row).is_some()
            });
            self.sheet.go(place.unwrap_or(row), column);
            return;
        }
        self.voices = self.voices_at(row, column);
    }

    /// Every outlet's words for the passage at a row, the base's own first.
    fn voices_at(&self, row: usize, column: usize) -> Option<Voices> {
        let here = |version, label| {
            let range = self.sheet.range(version, row)?;
            Some(Voice {
                version,
                label,
                range,
            })
        };
        let Some(Row::Base(passage)) = self.rows.get(row) else {
            let only = here(column, None)?;
            return Some(Voices {
                silent: self
                    .order()
                    .into_iter()
                    .filter(|other| *other != column)
                    .collect(),
                items: vec![only],
                ..Voices::default()
            });
        };
        let mut voices = Voices::default();
        voices.items.extend(here(self.base, None));
        for version in self.others() {
            let Some(beside) = &self.beside[version] else {
                continue;
            };
            let pairs = beside.pairs.get(*passage).map_or(&[][..], Vec::as_slice);
            let told = pairs.iter().filter_map(|pair| beside.told(*pair));
            voices.items.extend(told.map(|(label, range)| Voice {
                version,
                label: Some(label),
                range,
            }));
            if pairs.is_empty() {
                voices.silent.push(version);
            }
        }
        // The first of the others is what the reader asks for.
        voices.cursor = usize::from(voices.items.len() > 1);
        Some(voices)
    }

    /// Where the words at the cursor of the list stand, or those of that number: a version and a range.
    pub fn voice(&self, number: Option<usize>) -> Option<(usize, TextRange)> {
        let voices = self.voices.as_ref()?;
        let voice = voices.items.get(number.unwrap_or(voices.cursor))?;
        Some((voice.version, voice.range))
    }

    /// The version at the cursor that can be laid beside the base.
    pub fn other_at(&self) -> Option<usize> {
        let voice = self.voice(None).map(|(version, _)| version);
        let version = voice.unwrap_or(self.sheet.column());
        if version == self.base {
            self.others().next()
        } else {
            Some(version)
        }
    }

    /// Lets each pane scroll by itself, with all of its text; or binds them again at the passage with the cursor.
    pub fn toggle_bound(&mut self) {
        if !self.sheet.is_bound() {
            self.sheet.bind();
            return;
        }
        let lone = self.lone().into_keys();
        let opened: BTreeSet<(usize, usize)> = lone
            .flat_map(|above| self.others().map(move |version| (version, above)))
            .collect();
        self.opened = opened;
        self.lay();
        self.sheet.unbind();
    }

    /// What a version has of the passage at the cursor.
    fn words_of(&self, version: usize) -> Option<TextRange> {
        let row = self.sheet.row();
        self.sheet.range(version, row).or_else(|| {
            let Some(Row::Base(passage)) = self.rows.get(row) else {
                return None;
            };
            let beside = self.beside.get(version)?.as_ref()?;
            beside.partner(*passage).map(|(_, range)| range)
        })
    }

    fn row_of(&self, version: usize, place: TextRange) -> Option<usize> {
        let holds = |row: &usize| {
            let range = self.sheet.range(version, *row);
            range.is_some_and(|range| range.overlaps(place))
        };
        (0..self.sheet.len()).find(holds)
    }

    /// By how many passages of the base stand above it: what each version has and the base has not.
    fn lone(&self) -> BTreeMap<usize, Vec<(usize, TextRange)>> {
        let mut lone: BTreeMap<usize, Vec<(usize, TextRange)>> = BTreeMap::new();
        for (version, beside) in self.beside.iter().enumerate() {
            for (above, range) in beside.iter().flat_map(Beside::lone) {
                lone.entry(above).or_default().push((version, range));
            }
        }
        lone
    }

    /// Puts everything on rows.
    fn lay(&mut self) {
        let passages: Vec<TextRange> = match self.beside.iter().flatten().next() {
            Some(beside) => {
                let passages = beside.found.passages[0].iter();
                passages.map(|passage| passage.range).collect()
            }
            None => sentences(&self.sheet.entries[self.base]),
        };
        let lone = if self.panes {
            self.lone()
        } else {
            BTreeMap::new()
        };
        let mut laid = Laid {
            columns: self.sheet.entries.len(),
            ..Laid::default()
        };
        for above in 0..=passages.len() {
            if let Some(lone) = lone.get(&above) {
                self.lay_lone(&mut laid, above, lone);
            }
            let Some(range) = passages.get(above) else {
                continue;
            };
            let mut cells = laid.empty();
            cells[self.base] = Cell::Passage(*range);
            for (version, beside) in self.beside.iter().enumerate() {
                let Some(beside) = beside else { continue };
                let Some((_, range)) = beside.partner(above) else {
                    continue;
                };
                cells[version] = match beside.read_beside(above) {
                    Some(row) if row < above => self.pointed("above", version, range),
                    Some(row) if row > above => self.pointed("below", version, range),
                    _ => Cell::Passage(range),
                };
            }
            laid.push(Row::Base(above), cells);
        }
        self.rows = laid.rows;
        self.sheet.fill(laid.cells);
        if !self.panes {
            self.sheet.focus(self.base);
        }
    }

    /// What stands beside a passage in place of words that are read beside another: where these are.
    fn pointed(&self, place: &str, version: usize, range: TextRange) -> Cell {
        let text = range.of(&self.sheet.entries[version].article.text);
        let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
        let start: Vec<&str> = text.split_whitespace().take(FIRST_WORDS).collect();
        Cell::Told(format!("{place}: {} …", start.join(" ")))
    }

    /// What the base has not: folded into one row, or a row for each passage where a version is opened.
    fn lay_lone(&self, laid: &mut Laid, above: usize, lone: &[(usize, TextRange)]) {
        let mut folded = laid.empty();
        let mut any = false;
        for group in lone.chunk_by(|(version, _), (next, _)| version == next) {
            let Some((version, _)) = group.first().copied() else {
                continue;
            };
            if self.opened.contains(&(version, above)) {
                for (_, range) in group {
                    let mut cells = laid.empty();
                    cells[version] = Cell::Passage(*range);
                    laid.push(Row::Lone(above), cells);
                }
                continue;
            }
            let told = format!("+ {} not in {}", group.len(), self.marks[self.base]);
            folded[version] = Cell::Told(told);
            any = true;
        }
        if any {
            laid.push(Row::Fold(above), folded);
        }
    }

    /// Keeps the cursor on a screen of `width` by `height` cells.
    pub fn settle(&mut self, width: usize, height: usize) {
        let count = self.sheet.entries.len();
        let panes = ((width + 1) / (NARROWEST + 1)).min(PANES).min(count);
        let has_panes = panes >= FEWEST.min(count);
        if has_panes != self.panes {
            self.panes = has_panes;
            if !has_panes {
                self.sheet.bind();
            }
            self.lay();
        }
        let height = height.saturating_sub(HEADING);
        if !has_panes {
            let margin = self.strip(width) * MARK + 2;
            let shape = Shape::stacked(vec![self.base], margin, width, height);
            return self.sheet.settle(shape);
        }
        let others: Vec<usize> = self.others().collect();
        let at = others
            .iter()
            .position(|other| *other == self.sheet.column());
        let at = at.unwrap_or(self.first);
        self.first = first_shown(self.first, at, panes - 1, others.len());
        let window = others.iter().copied().skip(self.first).take(panes - 1);
        let shown = std::iter::once(self.base).chain(window).collect();
        self.sheet
            .settle(Shape::beside(shown, MARGIN, width, height));
    }

    /// How many versions the strip has room for on a screen of `width` cells: at most a third of it.
    pub fn strip(&self, width: usize) -> usize {
        let others = self.sheet.entries.len().saturating_sub(1);
        others.min(width / 3 / MARK)
    }
}

/// Rows in the making.
#[derive(Debug, Default)]
struct Laid {
    columns: usize,
    rows: Vec<Row>,
    cells: Vec<Vec<Cell>>,
}

impl Laid {
    fn empty(&self) -> Vec<Cell> {
        vec![Cell::Empty; self.columns]
    }

    fn push(&mut self, row: Row, cells: Vec<Cell>) {
        self.rows.push(row);
        self.cells.push(cells);
    }
}

/// The sentences of an article as it stands, until it is known which of them are compared.
fn sentences(entry: &Entry) -> Vec<TextRange> {
    let is_told = |range: &TextRange| {
        let kind = entry.article.kind_at(range.start);
        kind == Some(BlockKind::Caption)
            || kind.is_some_and(|kind| kind.is_prose() && kind != BlockKind::Dateline)
    };
    let sentences = entry.findings.sentences.iter().copied();
    sentences.filter(is_told).collect()
}
