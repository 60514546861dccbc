//! Everything about the chosen subject as the actor panel lists it, in four parts: each outlet's words for it, what it says,
//! who is named with it, and every place where it stands.

use super::layout::first_shown_of;
use crate::library::coverage::Covering;
use crate::library::occurrences::Occurrence;
use crate::library::speech::Saying;
use crate::library::{Library, Subject};
use crate::model::actor::ActorId;
use crate::model::article::ArticleId;
use crate::text::range::TextRange;
use crate::text::width::shorten;
use crate::text::wrap;

/// How many of those named with the subject are listed.
const COMPANIONS: usize = 6;

/// Rows above the items besides those that say what the subject is: a rule, its name, how much there is of it.
const HEADING: usize = 3;

/// The most rows that say what the subject is.
const WHAT: usize = 2;

/// The most rows for those that leave the subject out.
pub const SILENT: usize = 3;

/// Rows that the item with the cursor may take on top, for its reason.
pub const ROWS_OF_REASON: usize = 3;

/// The list of everything about the chosen subject. It knows how many items there are and which is which; what they say is
/// asked of the library when they are drawn.
#[derive(Debug, Clone)]
pub struct Detail {
    /// The subject.
    pub subject: Subject,
    /// What it is: its best known role, else its kind.
    pub what: String,
    /// The articles that cover it, the open one first.
    pub covering: Vec<Covering>,
    /// What it says, as numbers among its sayings: those of the open article first.
    pub sayings: Vec<Saying>,
    /// Who is named with it, with the number of articles.
    pub companions: Vec<(ActorId, usize)>,
    /// The versions of the open story that leave it out, as rows.
    pub silent: Vec<usize>,
    /// By article: the number of its first place among the items, and at the end the number of all items.
    starts: Vec<usize>,
    /// The item with the cursor.
    pub cursor: usize,
    /// The first item on screen.
    pub top: usize,
}

/// A line of the list that one can go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item {
    /// An article, by its number, and its words for the subject.
    Outlet(usize),
    /// Something said, by its number.
    Saying(usize),
    /// Somebody named with the subject, by the number.
    Companion(usize),
    /// A place in an article: the article's number and that of the place in it.
    Place(usize, usize),
}

/// The parts of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// Each outlet's words.
    Outlets,
    /// What the subject says.
    Sayings,
    /// Who is named with it.
    Companions,
    /// Every place.
    Places,
}

/// What an item is about, whatever the order of the articles.
#[derive(Debug, PartialEq, Eq)]
enum Meaning {
    Outlet(ArticleId),
    Saying(ArticleId, usize),
    Companion(ActorId),
    Place(ArticleId, usize),
}

impl Detail {
    /// The list for `subject` while the article at `row` is open.
    pub fn new(library: &Library, subject: &Subject, row: Option<usize>) -> Self {
        let covering = library.covering(subject, row);
        let mut sayings = library.said_by(subject).to_vec();
        sayings.sort_by_key(|saying| Some(saying.row) != row);
        let mut companions = library.companions(subject, &covering);
        companions.truncate(COMPANIONS);
        let silent = row.map_or_else(Vec::new, |row| library.silent(&covering, row));
        let mut next = covering.len() + sayings.len() + companions.len();
        let mut starts = vec![next];
        for article in &covering {
            next += article.places();
            starts.push(next);
        }
        Self {
            subject: subject.clone(),
            what: what(library, subject),
            covering,
            sayings,
            companions,
            silent,
            starts,
            cursor: 0,
            top: 0,
        }
    }

    /// What the subject is, in rows of `width` cells.
    pub fn what_in(&self, width: usize) -> Vec<String> {
        let rows = wrap::rows(&self.what, width.max(1));
        let last = rows.len().min(WHAT);
        let shown = rows.iter().take(WHAT).enumerate();
        let shown = shown.map(|(number, row)| {
            let end = if number + 1 == last {
                self.what.len()
            } else {
                row.end
            };
            shorten(
                TextRange::new(row.start, end).of(&self.what).trim_end(),
                width,
            )
        });
        shown.collect()
    }

    /// How many rows of `width` cells stand above the items.
    pub fn heading(&self, width: usize) -> usize {
        HEADING + self.what_in(width).len()
    }

    /// How many items there are.
    pub fn len(&self) -> usize {
        self.starts.last().copied().unwrap_or(0)
    }

    /// Tells whether nothing covers the subject.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many places there are in all articles.
    pub fn places(&self) -> usize {
        self.len() - self.starts.first().copied().unwrap_or(0)
    }

    /// Item number `number`.
    pub fn item(&self, number: usize) -> Option<Item> {
        let (articles, sayings) = (self.covering.len(), self.sayings.len());
        let place = self.starts.first().copied().unwrap_or(0);
        if number >= self.len() {
            None
        } else if number < articles {
            Some(Item::Outlet(number))
        } else if number < articles + sayings {
            Some(Item::Saying(number - articles))
        } else if number < place {
            Some(Item::Companion(number - articles - sayings))
        } else {
            let article = self.starts.partition_point(|start| *start <= number) - 1;
            Some(Item::Place(article, number - self.starts[article]))
        }
    }

    /// The part that begins with item number `number`, if one does.
    pub fn begins(&self, number: usize) -> Option<Section> {
        match self.item(number)? {
            Item::Outlet(0) => Some(Section::Outlets),
            Item::Saying(0) => Some(Section::Sayings),
            Item::Companion(0) => Some(Section::Companions),
            Item::Place(..) if self.starts.first() == Some(&number) => Some(Section::Places),
            _ => None,
        }
    }

    /// How many rows of the screen item number `number` takes, the headings above it included, its reason not.
    pub fn rows(&self, number: usize) -> usize {
        let own = match self.item(number) {
            None => 0,
            Some(Item::Outlet(article)) => {
                let last = article + 1 == self.covering.len();
                2 + if last {
                    self.silent.len().min(SILENT)
                } else {
                    0
                }
            }
            Some(Item::Saying(_)) => 3,
            Some(Item::Companion(_)) => 1,
            Some(Item::Place(_, place)) => 2 + usize::from(place == 0),
        };
        // The words of the outlets need no heading: they stand first.
        let headed = self
            .begins(number)
            .is_some_and(|part| part != Section::Outlets);
        own + usize::from(headed)
    }

    /// Place number `place` of article number `article`.
    pub fn place(&self, library: &Library, article: usize, place: usize) -> Option<Occurrence> {
        library.place(&self.subject, self.covering.get(article)?, place)
    }

    /// Where the item with the cursor leads: a row and a range of that article. Nowhere for a companion.
    pub fn destination(&self, library: &Library) -> Option<(usize, TextRange)> {
        match self.item(self.cursor)? {
            Item::Outlet(article) => {
                let place = self.place(library, article, 0)?;
                Some((place.row, place.range))
            }
            Item::Place(article, place) => {
                let place = self.place(library, article, place)?;
                Some((place.row, place.range))
            }
            Item::Saying(number) => {
                let saying = *self.sayings.get(number)?;
                Some((saying.row, saying.range))
            }
            Item::Companion(_) => None,
        }
    }

    /// Whom the item with the cursor is, where it is somebody else.
    pub fn companion(&self) -> Option<ActorId> {
        match self.item(self.cursor)? {
            Item::Companion(number) => self.companions.get(number).map(|(id, _)| *id),
            _ => None,
        }
    }

    /// The row of the article that the item with the cursor is of.
    pub fn row(&self) -> Option<usize> {
        match self.item(self.cursor)? {
            Item::Outlet(article) | Item::Place(article, _) => {
                self.covering.get(article).map(|covering| covering.row)
            }
            Item::Saying(number) => self.sayings.get(number).map(|saying| saying.row),
            Item::Companion(_) => None,
        }
    }

    /// Moves the cursor by `steps`, stopping at the ends.
    pub fn step(&mut self, steps: isize) {
        self.cursor = self
            .cursor
            .saturating_add_signed(steps)
            .min(self.len().saturating_sub(1));
    }

    /// Keeps the cursor, with its reason, on a screen of `rows`.
    pub fn settle(&mut self, rows: usize) {
        let room = rows.saturating_sub(ROWS_OF_REASON).max(1);
        self.top = first_shown_of(self.top, self.cursor, room, self.len(), |item| {
            self.rows(item)
        });
    }

    /// Puts the cursor on what it was on in `before`, where that is of the same subject: going to a place and coming back
    /// must not lose the place in the list.
    #[must_use]
    pub fn with_cursor_of(mut self, before: Option<&Self>) -> Self {
        let Some(before) = before.filter(|before| before.subject == self.subject) else {
            return self;
        };
        let kept = before
            .meaning(before.cursor)
            .and_then(|meaning| self.number_of(&meaning));
        if let Some(number) = kept {
            self.cursor = number;
        }
        self
    }

    fn meaning(&self, number: usize) -> Option<Meaning> {
        Some(match self.item(number)? {
            Item::Outlet(article) => Meaning::Outlet(self.covering.get(article)?.article),
            Item::Place(article, place) => {
                Meaning::Place(self.covering.get(article)?.article, place)
            }
            Item::Companion(number) => Meaning::Companion(self.companions.get(number)?.0),
            Item::Saying(number) => {
                let saying = self.sayings.get(number)?;
                Meaning::Saying(self.article_at(saying.row)?, saying.quote)
            }
        })
    }

    fn number_of(&self, meaning: &Meaning) -> Option<usize> {
        let article = |id: &ArticleId| {
            self.covering
                .iter()
                .position(|covering| covering.article == *id)
        };
        let said = self.covering.len();
        match meaning {
            Meaning::Outlet(id) => article(id),
            Meaning::Place(id, place) => Some(self.starts.get(article(id)?)? + place),
            Meaning::Companion(id) => {
                let number = self.companions.iter().position(|(other, _)| other == id)?;
                Some(said + self.sayings.len() + number)
            }
            Meaning::Saying(id, quote) => {
                let row = self.covering.get(article(id)?)?.row;
                let is_it = |saying: &Saying| (saying.row, saying.quote) == (row, *quote);
                Some(said + self.sayings.iter().position(is_it)?)
            }
        }
    }

    /// The lasting name of the article at `row`. Who speaks in it stands in it, so it covers the subject.
    fn article_at(&self, row: usize) -> Option<ArticleId> {
        let covering = self.covering.iter().find(|covering| covering.row == row)?;
        Some(covering.article)
    }
}

/// What `subject` is, in a few words.
fn what(library: &Library, subject: &Subject) -> String {
    match subject {
        Subject::Actor(id) => library.actor(*id).map_or_else(String::new, |actor| {
            let role = actor.roles.first();
            role.map_or(actor.kind.name(), |(role, _)| role.as_str())
                .to_owned()
        }),
        Subject::Topic(_) => "topic".to_owned(),
        Subject::Unnamed => "sources that stay without a name".to_owned(),
    }
}
