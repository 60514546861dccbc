//! The article list's state: stories with their articles, or all articles in one row.

use std::collections::{BTreeSet, HashMap};

use super::layout::first_shown_of;
use super::sieve::{Given, Sieve};
use crate::library::head::StoryId;
use crate::library::{Direction, Library};
use crate::model::article::ArticleId;
use crate::model::query::Order;
use crate::text::find::Needle;

/// In a list of more articles than this, stories are folded until opened.
const SURVEYED: usize = 50;

/// What the list shows, which item is selected and which part is on screen.
#[derive(Debug, Clone, Default)]
pub struct ListPane {
    /// What can be selected, from top to bottom.
    items: Vec<Item>,
    /// All rows of the library in the order of the list, those of folded stories too.
    order: Vec<usize>,
    /// By row of the library, its place in `order`; none where it is not listed.
    places: Vec<Option<usize>>,
    cursor: usize,
    top: usize,
    sieve: Sieve,
    /// The articles that the sieve lets through; none where it lets all through and the library has its order.
    given: Option<Given>,
    /// The stories that the reader has opened or closed, by their articles, so that a story is known again when others join it.
    toggled: BTreeSet<ArticleId>,
}

/// An item of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item {
    /// A story told by several articles.
    Story {
        /// Which one.
        story: StoryId,
        /// The row of its newest article.
        newest: usize,
        /// Whether its articles are listed below it.
        open: bool,
        /// Whether a row tells of its thread.
        thread: bool,
    },
    /// An article.
    Article {
        /// Its row.
        row: usize,
        /// Whether it stands below its story.
        within: bool,
        /// How many rows tell of its thread, or where else its text stands.
        more: usize,
    },
}

impl Item {
    /// The row of the article that the item shows.
    pub fn row(self) -> usize {
        match self {
            Self::Story { newest, .. } => newest,
            Self::Article { row, .. } => row,
        }
    }

    /// How many rows of the screen it takes: a story its name and its span; an article two rows of its title, one of outlet
    /// and date; and what there is to tell besides.
    pub fn height(self) -> usize {
        match self {
            Self::Story { thread, .. } => 2 + usize::from(thread),
            Self::Article { more, .. } => ROWS_PER_ARTICLE + more,
        }
    }
}

/// The row of nothing: no library has an article there.
const NOWHERE: usize = usize::MAX;

/// Rows of the screen that one article takes at least.
pub const ROWS_PER_ARTICLE: usize = 3;

impl ListPane {
    /// The items, from top to bottom.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// The number of the selected item.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// The first item on screen.
    pub fn top(&self) -> usize {
        self.top
    }

    /// Whether stories are not shown.
    pub fn is_flat(&self) -> bool {
        self.sieve.order != Order::Story
    }

    /// What is listed, and in which order.
    pub fn sieve(&self) -> &Sieve {
        &self.sieve
    }

    /// How many articles are listed, those of folded stories too, and whether more may come.
    pub fn count(&self) -> (usize, bool) {
        let more = self.given.as_ref().is_some_and(|given| !given.complete);
        (self.order.len(), more)
    }

    /// Whether the list is that of a question whose answer would be another for another library.
    pub fn is_given(&self) -> bool {
        self.given.is_some()
    }

    /// The row of the library that is selected, of a story that of its newest article; a row of nothing where nothing is.
    pub fn selected(&self) -> usize {
        self.items
            .get(self.cursor)
            .map_or(NOWHERE, |item| item.row())
    }

    /// Whether the newest article is selected, or nothing is there to be selected.
    pub fn is_at_top(&self) -> bool {
        self.items.is_empty() || self.selected() == 0
    }

    /// The story that is selected as a whole.
    pub fn selected_story(&self) -> Option<StoryId> {
        match self.items.get(self.cursor)? {
            Item::Story { story, .. } => Some(*story),
            Item::Article { .. } => None,
        }
    }

    /// Selects the article at `row`, or its story where that is folded.
    pub fn select(&mut self, row: usize) {
        let is_it = |item: &Item| matches!(item, Item::Article { row: other, .. } if *other == row);
        let own = self.items.iter().position(is_it);
        // A folded story stands where the first of its articles would.
        let place = self.place(row).unwrap_or(0);
        let before = |item: &Item| self.place(item.row()).unwrap_or(0) <= place;
        self.cursor = own.unwrap_or_else(|| self.items.iter().rposition(before).unwrap_or(0));
    }

    /// Lists what `library` has, with the selection on what it was on: an article, or a story as a whole.
    pub fn arrange(&mut self, library: &Library, selected: usize) {
        let whole = self.selected_story().is_some();
        self.order = self.ordered(library);
        self.places = vec![None; library.len()];
        for (place, &row) in self.order.iter().enumerate() {
            if let Some(slot) = self.places.get_mut(row) {
                *slot = Some(place);
            }
        }
        self.items = self.itemised(library);
        self.select(selected);
        if whole && self.cursor > 0 {
            self.select_story(library, selected);
        }
    }

    /// Lists what the sieve lets through: all that the library has, or what is given. The selection stays on its article where
    /// that is listed, and goes to the top where it is not.
    pub fn sift(&mut self, library: &Library, sieve: Sieve, given: Option<Given>) {
        let selected = self.selected();
        (self.sieve, self.given) = (sieve, given);
        self.arrange(library, selected);
    }

    /// Lists more that the sieve lets through.
    pub fn extend(&mut self, library: &Library, articles: &[ArticleId], last: bool) {
        if let Some(given) = &mut self.given {
            given.articles.extend(articles);
            given.complete = last;
            self.arrange(library, self.selected());
        }
    }

    /// Opens or folds the selected story. Tells whether a story is selected.
    pub fn toggle(&mut self, library: &Library) -> bool {
        if self.selected_story().is_none() {
            return false;
        }
        self.turn(library, self.selected());
        true
    }

    /// Folds the story that the selected article stands below, and selects it. Tells whether there is one.
    pub fn fold(&mut self, library: &Library) -> bool {
        let within = matches!(
            self.items.get(self.cursor),
            Some(Item::Article { within: true, .. })
        );
        if within {
            let row = self.selected();
            self.turn(library, row);
        }
        within
    }

    /// Moves the selection by `steps`, stopping at the ends.
    pub fn step(&mut self, steps: isize) {
        self.cursor = self
            .cursor
            .saturating_add_signed(steps)
            .min(self.items.len().saturating_sub(1));
    }

    /// Keeps the selection on a screen of `height` rows.
    pub fn settle(&mut self, height: usize) {
        let count = self.items.len();
        self.cursor = self.cursor.min(count.saturating_sub(1));
        let tall = |item: usize| self.items.get(item).map_or(0, |item| item.height());
        self.top = first_shown_of(self.top, self.cursor, height, count, tall);
    }

    /// All rows that are listed, in the order of the list, those of folded stories too.
    pub fn rows(&self) -> &[usize] {
        &self.order
    }

    /// The row `steps` further in the order of the list, stopping at the ends; from a row that is not listed, the first.
    pub fn neighbour(&self, row: usize, steps: isize) -> usize {
        let last = self.order.len().saturating_sub(1);
        let place = self.place(row);
        let next = place.map_or(0, |place| place.saturating_add_signed(steps).min(last));
        self.order.get(next).copied().unwrap_or(row)
    }

    /// All rows in the order of the list, from `row` on in that direction, going round; from a row that is not listed, as if
    /// it stood behind the last.
    pub fn around(&self, row: usize, way: Direction) -> impl Iterator<Item = usize> {
        let count = self.order.len();
        let unlisted = match way {
            Direction::Forward => count.saturating_sub(1),
            Direction::Backward => 0,
        };
        let place = self.place(row).unwrap_or(unlisted);
        (0..count).filter_map(move |step| {
            let at = match way {
                Direction::Forward => (place + step) % count,
                Direction::Backward => (place + count - step) % count,
            };
            self.order.get(at).copied()
        })
    }

    fn place(&self, row: usize) -> Option<usize> {
        self.places.get(row).copied().flatten()
    }

    /// The row whose title, outlet or agency holds `needle`: the first from `row` on in that direction, going round; with
    /// `past`, the first behind it.
    pub fn find(
        &self,
        library: &Library,
        needle: &Needle,
        (row, past): (usize, bool),
        way: Direction,
    ) -> Option<usize> {
        let holds = |row: &usize| {
            library.head(*row).is_some_and(|head| {
                let label = head.outlet_label();
                !needle.all_in(&head.title).is_empty() || !needle.all_in(&label).is_empty()
            })
        };
        let mut around = self.around(row, way).skip(usize::from(past));
        // Behind all others, the row itself comes round again.
        around.find(holds).or(Some(row).filter(holds))
    }

    /// Opens or folds the story of the article at `row`, and selects it.
    fn turn(&mut self, library: &Library, row: usize) {
        let Some(story) = library.story(row) else {
            return;
        };
        let ids: Vec<ArticleId> = story
            .articles
            .iter()
            .filter_map(|&row| library.id_of(row))
            .collect();
        let was = ids.iter().any(|id| self.toggled.contains(id));
        for id in ids {
            if was {
                self.toggled.remove(&id);
            } else {
                self.toggled.insert(id);
            }
        }
        self.arrange(library, row);
        self.select_story(library, row);
    }

    /// Selects the story of the article at `row`.
    fn select_story(&mut self, library: &Library, row: usize) {
        let story = library.story_of(row);
        let is_it =
            |item: &Item| matches!(item, Item::Story { story: other, .. } if Some(*other) == story);
        if let Some(at) = self.items.iter().position(is_it) {
            self.cursor = at;
        }
    }

    fn itemised(&self, library: &Library) -> Vec<Item> {
        let mut items = Vec::with_capacity(self.order.len());
        let story_of = |row: &usize| library.story_of(*row).filter(|_| !self.is_flat());
        let together = |one: &usize, other: &usize| {
            story_of(one).is_some() && story_of(one) == story_of(other)
        };
        // Of one article alone there is no story, though others may come back; but others may only not be listed.
        let several = |rows: &[usize]| rows.len() > 1 || self.given.is_some();
        for rows in self.order.chunk_by(together) {
            let newest = rows[0];
            let Some(story) = story_of(&newest).filter(|_| several(rows)) else {
                items.push(self.article(library, newest, false));
                continue;
            };
            let open = self.is_open(library, rows);
            items.push(Item::Story {
                story,
                newest,
                open,
                thread: library.is_threaded(newest),
            });
            if open {
                items.extend(rows.iter().map(|&row| self.article(library, row, true)));
            }
        }
        items
    }

    fn article(&self, library: &Library, row: usize, within: bool) -> Item {
        let alone = !within && !self.is_flat();
        let thread = alone && library.is_threaded(row);
        let same = library.is_copied(row);
        Item::Article {
            row,
            within,
            more: usize::from(thread) + usize::from(same),
        }
    }

    /// Whether the articles of the story are listed that stand at these `rows`.
    fn is_open(&self, library: &Library, rows: &[usize]) -> bool {
        let is_toggled = |id| self.toggled.contains(&id);
        let turned = !self.toggled.is_empty()
            && rows
                .iter()
                .any(|&row| library.id_of(row).is_some_and(is_toggled));
        (self.order.len() <= SURVEYED) != turned
    }

    /// The rows in the order of the list. By story, the articles of one stand together where the newest of them stands.
    fn ordered(&self, library: &Library) -> Vec<usize> {
        let rows: Vec<usize> = match &self.given {
            None => (0..library.len()).collect(),
            Some(given) => {
                let rows = given.articles.iter();
                rows.filter_map(|id| library.row_of(*id)).collect()
            }
        };
        if self.is_flat() {
            rows
        } else {
            by_story(library, &rows)
        }
    }
}

/// These `rows` with the articles of a story together where the first of them stands, the newest ahead.
fn by_story(library: &Library, rows: &[usize]) -> Vec<usize> {
    let mut told: HashMap<StoryId, Vec<usize>> = HashMap::new();
    for &row in rows {
        if let Some(story) = library.story_of(row) {
            told.entry(story).or_default().push(row);
        }
    }
    let mut order = Vec::with_capacity(rows.len());
    for &row in rows {
        match library.story_of(row) {
            None => order.push(row),
            Some(story) => {
                let mut together = told.remove(&story).unwrap_or_default();
                together.sort_unstable();
                order.extend(together);
            }
        }
    }
    order
}
