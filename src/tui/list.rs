//! The article list's state: stories with their articles, or all articles in one row. A window over the library: what is
//! neither selected nor on screen is known by its place alone.

use std::collections::BTreeSet;
use std::ops::Range;

use super::sequence::{Given, Sequence};
use super::sieve::Sieve;
use crate::config::settings::Stories;
use crate::library::head::{At, StoryId};
use crate::library::{Direction, Library};
use crate::model::article::ArticleId;
use crate::model::query::Order;
use crate::text::find::Needle;

/// In a list of more articles than this, stories are folded until opened.
const SURVEYED: usize = 50;

/// What the list shows, which item is selected and which part is on screen.
#[derive(Debug, Clone)]
pub struct ListPane {
    sequence: Sequence,
    cursor: Spot,
    /// The first item on screen.
    top: Spot,
    sieve: Sieve,
    /// The stories that the reader has opened or closed, by their articles, so that a story is known again when others join it.
    toggled: BTreeSet<ArticleId>,
    /// Which others are folded.
    stories: Stories,
}

impl Default for ListPane {
    fn default() -> Self {
        let sieve = Sieve::default();
        Self {
            sequence: Sequence::new(sieve.order == Order::Story, None),
            cursor: Spot::default(),
            top: Spot::default(),
            sieve,
            toggled: BTreeSet::new(),
            stories: Stories::Auto,
        }
    }
}

/// Where an item stands: what comes first is less.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
struct Spot {
    /// The place of its article; of a story, of its first.
    place: usize,
    /// Whether it is an article below its story.
    within: bool,
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
    /// The items from the first on screen on, and whether each is the selected one.
    pub fn window<'a>(&'a self, library: &'a Library) -> impl Iterator<Item = (Item, bool)> + 'a {
        let next = |spot: &Spot| self.after(library, *spot);
        let spots = std::iter::successors(Some(self.top), next);
        spots.map_while(|spot| Some((self.item(library, spot)?, spot == self.cursor)))
    }

    /// Whether nothing is listed.
    pub fn is_empty(&self, library: &Library) -> bool {
        self.sequence.len(library) == 0
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
    pub fn count(&self, library: &Library) -> (usize, bool) {
        (self.sequence.len(library), self.sequence.is_open())
    }

    /// Whether the list is that of a question whose answer would be another for another library.
    pub fn is_given(&self) -> bool {
        self.sequence.is_given()
    }

    /// The row of the library that is selected, of a story that of its newest article; a row of nothing where nothing is.
    pub fn selected(&self, library: &Library) -> usize {
        let row = self.sequence.row(library, self.cursor.place);
        row.unwrap_or(NOWHERE)
    }

    /// Whether the newest article is selected, or nothing is there to be selected.
    pub fn is_at_top(&self, library: &Library) -> bool {
        self.is_empty(library) || self.selected(library) == 0
    }

    /// The story that is selected as a whole.
    pub fn selected_story(&self, library: &Library) -> Option<StoryId> {
        match self.item(library, self.cursor)? {
            Item::Story { story, .. } => Some(story),
            Item::Article { .. } => None,
        }
    }

    /// Whether the article at `row` is listed.
    pub fn has(&self, library: &Library, row: usize) -> bool {
        self.sequence.place(library, row).is_some()
    }

    /// Selects the article at `row`, or its story where that is folded; where neither is listed, the first.
    pub fn select(&mut self, library: &Library, row: usize) {
        let place = self.sequence.place(library, row);
        self.cursor = self.spot_of(library, place.unwrap_or(0));
    }

    /// Selects the article at `row`, and opens its story where that is folded: what was looked for is to be seen.
    pub fn reveal(&mut self, library: &Library, row: usize) {
        self.select(library, row);
        if self.selected_story(library).is_some() {
            self.turn(library);
            self.select(library, row);
        }
    }

    /// Lists what `library` has, with the selection on what it was on: an article, or a story as a `whole`. Where that is gone,
    /// what came behind it has moved up to its place.
    pub fn arrange(&mut self, library: &Library, selected: Option<usize>, whole: bool) {
        let place = self.cursor.place;
        self.sequence.follow(library);
        let Some(row) = selected else {
            let last = self.sequence.len(library).saturating_sub(1);
            self.cursor = self.spot_of(library, place.min(last));
            return;
        };
        self.select(library, row);
        if whole {
            self.select_story(library);
        }
    }

    /// Lists what the sieve lets through: all that the library has, or what is given. The selection stays on its article where
    /// that is listed, and goes to the top where it is not.
    pub fn sift(&mut self, library: &Library, sieve: Sieve, given: Option<Given>) {
        let selected = self.selected(library);
        let whole = self.selected_story(library).is_some();
        self.sequence = Sequence::new(sieve.order == Order::Story, given);
        self.sieve = sieve;
        self.arrange(library, Some(selected), whole);
    }

    /// Lists more that the sieve lets through.
    pub fn extend(&mut self, articles: &[At], last: bool) {
        self.sequence.extend(articles, last);
    }

    /// Opens or folds the selected story. Tells whether a story is selected.
    pub fn toggle(&mut self, library: &Library) -> bool {
        let selected = self.selected_story(library).is_some();
        if selected {
            self.turn(library);
        }
        selected
    }

    /// Folds the story that is selected, or that the selected article stands below, and selects it. Tells whether there is an
    /// open one.
    pub fn fold(&mut self, library: &Library) -> bool {
        let item = self.item(library, self.cursor);
        let is_open = self.cursor.within || matches!(item, Some(Item::Story { open: true, .. }));
        if is_open {
            self.turn(library);
        }
        is_open
    }

    /// Moves the selection by `steps`, stopping at the ends.
    pub fn step(&mut self, library: &Library, steps: isize) {
        if steps.unsigned_abs() >= self.sequence.len(library) * 2 {
            self.cursor = if steps > 0 {
                self.last(library)
            } else {
                Spot::default()
            };
            return;
        }
        for _ in 0..steps.unsigned_abs() {
            let next = if steps > 0 {
                self.after(library, self.cursor)
            } else {
                self.before(library, self.cursor)
            };
            let Some(next) = next else { break };
            self.cursor = next;
        }
    }

    /// Keeps the selection on a screen of `height` rows.
    pub fn settle(&mut self, library: &Library, height: usize) {
        if self.cursor.place >= self.sequence.len(library) {
            self.cursor = self.last(library);
        }
        self.cursor = self.standing(library, self.cursor);
        let top = self.standing(library, self.top.min(self.cursor));
        self.top = top.max(self.earliest(library, self.cursor, height));
        // The last item is looked for only where it is on screen: it may be far.
        if !self.fills(library, height) {
            let last = self.earliest(library, self.last(library), height);
            self.top = self.top.min(last);
        }
    }

    /// Whether the items from the first on screen on take all of `height` rows.
    fn fills(&self, library: &Library, height: usize) -> bool {
        let mut used = 0;
        for (item, _) in self.window(library) {
            used += item.height();
            if used >= height {
                return true;
            }
        }
        false
    }

    /// All rows that are listed, in the order of the list, those of folded stories too.
    pub fn rows<'a>(&'a self, library: &'a Library) -> impl Iterator<Item = usize> + 'a {
        let places = 0..self.sequence.len(library);
        places.filter_map(|place| self.sequence.row(library, place))
    }

    /// The row `steps` further in the order of the list, stopping at the ends; from a row that is not listed, the first.
    pub fn neighbour(&self, library: &Library, row: usize, steps: isize) -> usize {
        let last = self.sequence.len(library).saturating_sub(1);
        let place = self.sequence.place(library, row);
        let next = place.map_or(0, |place| place.saturating_add_signed(steps).min(last));
        self.sequence.row(library, next).unwrap_or(row)
    }

    /// The row of the article of that number in the order of the list, counted from 0; of a greater one, the last.
    pub fn numbered(&self, library: &Library, number: usize) -> Option<usize> {
        let last = self.sequence.len(library).checked_sub(1)?;
        self.sequence.row(library, number.min(last))
    }

    /// All rows in the order of the list, from `row` on in that direction, going round; from a row that is not listed, as if
    /// it stood behind the last.
    pub fn around<'a>(
        &'a self,
        library: &'a Library,
        row: usize,
        way: Direction,
    ) -> impl Iterator<Item = usize> + 'a {
        let count = self.sequence.len(library);
        let unlisted = match way {
            Direction::Forward => count.saturating_sub(1),
            Direction::Backward => 0,
        };
        let place = self.sequence.place(library, row).unwrap_or(unlisted);
        (0..count).filter_map(move |step| {
            let at = match way {
                Direction::Forward => (place + step) % count,
                Direction::Backward => (place + count - step) % count,
            };
            self.sequence.row(library, at)
        })
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
        let mut around = self.around(library, row, way).skip(usize::from(past));
        // Behind all others, the row itself comes round again.
        around.find(holds).or(Some(row).filter(holds))
    }

    /// Folds stories as the reader has set it, until they are opened or folded one by one.
    pub fn set_stories(&mut self, stories: Stories) {
        self.stories = stories;
    }

    /// Opens or folds the story of the selected article, and selects it.
    fn turn(&mut self, library: &Library) {
        let row = self.selected(library);
        let Some(story) = library.story(row) else {
            return;
        };
        let rows = story.articles.iter();
        let ids: Vec<ArticleId> = rows.filter_map(|&row| library.id_of(row)).collect();
        let was = ids.iter().any(|id| self.toggled.contains(id));
        for id in ids {
            if was {
                self.toggled.remove(&id);
            } else {
                self.toggled.insert(id);
            }
        }
        self.select(library, row);
        self.select_story(library);
    }

    /// Selects the story of the selected article.
    fn select_story(&mut self, library: &Library) {
        if let Some((_, run)) = self.sequence.story(library, self.cursor.place) {
            self.cursor = Spot {
                place: run.start,
                within: false,
            };
        }
    }

    /// Whether the articles of the story are listed that stand at these places.
    fn is_open(&self, library: &Library, run: Range<usize>) -> bool {
        let is_toggled = |place| {
            let row = self.sequence.row(library, place);
            let id = row.and_then(|row| library.id_of(row));
            id.is_some_and(|id| self.toggled.contains(&id))
        };
        let turned = !self.toggled.is_empty() && run.into_iter().any(is_toggled);
        let open = match self.stories {
            Stories::Auto => self.sequence.len(library) <= SURVEYED,
            Stories::Folded => false,
            Stories::Open => true,
        };
        open != turned
    }

    fn item(&self, library: &Library, spot: Spot) -> Option<Item> {
        let row = self.sequence.row(library, spot.place)?;
        if !spot.within
            && let Some((story, run)) = self.sequence.story(library, spot.place)
        {
            return Some(Item::Story {
                story,
                newest: row,
                open: self.is_open(library, run),
                thread: library.is_threaded(row),
            });
        }
        let alone = !spot.within && !self.is_flat();
        let thread = alone && library.is_threaded(row);
        let same = library.is_copied(row);
        Some(Item::Article {
            row,
            within: spot.within,
            more: usize::from(thread) + usize::from(same),
        })
    }

    /// Where the article at a place is listed: by itself, below its story, or by its story where that is folded.
    fn spot_of(&self, library: &Library, place: usize) -> Spot {
        match self.sequence.story(library, place) {
            None => Spot {
                place,
                within: false,
            },
            Some((_, run)) if self.is_open(library, run.clone()) => Spot {
                place,
                within: true,
            },
            Some((_, run)) => Spot {
                place: run.start,
                within: false,
            },
        }
    }

    /// The spot itself where there is such an item, as long as stories are what they were; else the one that stands for it.
    fn standing(&self, library: &Library, spot: Spot) -> Spot {
        match self.sequence.story(library, spot.place) {
            Some((_, run)) if !spot.within && run.start == spot.place => spot,
            _ => self.spot_of(library, spot.place),
        }
    }

    fn last(&self, library: &Library) -> Spot {
        let last = self.sequence.len(library).saturating_sub(1);
        self.spot_of(library, last)
    }

    fn after(&self, library: &Library, spot: Spot) -> Option<Spot> {
        let next = match self.sequence.story(library, spot.place) {
            None => spot.place + 1,
            Some((_, run)) => {
                let open = self.is_open(library, run.clone());
                if !spot.within && open {
                    return Some(Spot {
                        within: true,
                        ..spot
                    });
                }
                if spot.within && spot.place + 1 < run.end {
                    return Some(Spot {
                        place: spot.place + 1,
                        ..spot
                    });
                }
                run.end
            }
        };
        (next < self.sequence.len(library)).then_some(Spot {
            place: next,
            within: false,
        })
    }

    fn before(&self, library: &Library, spot: Spot) -> Option<Spot> {
        if spot.within {
            let (_, run) = self.sequence.story(library, spot.place)?;
            let first = spot.place == run.start;
            return Some(Spot {
                place: spot.place - usize::from(!first),
                within: !first,
            });
        }
        let place = spot.place.checked_sub(1)?;
        Some(self.spot_of(library, place))
    }

    /// The earliest item from which on everything up to and with `last` fits into `height` rows.
    fn earliest(&self, library: &Library, last: Spot, height: usize) -> Spot {
        let tall = |spot| self.item(library, spot).map_or(0, Item::height);
        let (mut first, mut used) = (last, tall(last));
        while let Some(before) = self.before(library, first) {
            used += tall(before);
            if used > height {
                break;
            }
            first = before;
        }
        first
    }
}
