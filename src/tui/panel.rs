//! The actor panel's state: who is in the open article, and everything about the chosen one.

use std::collections::BTreeSet;

use super::layout::Below;
use crate::library::coverage::{Coverage, Presence};
use crate::library::{Entry, Library, Subject};
use crate::model::actor::{ActorId, ActorKind};
use crate::model::article::ArticleId;
use crate::text::range::TextRange;

/// The actor panel.
#[derive(Debug, Clone, Default)]
pub struct ActorPanel {
    /// The actors of the open article: those on screen first.
    company: Vec<Member>,
    /// The row of the open article.
    row: Option<usize>,
    /// Whether the library has changed since.
    stale: bool,
    part: Part,
    cursor: usize,
    top: usize,
    detail: Option<Detail>,
}

/// The two parts of the panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Part {
    /// The list of actors.
    #[default]
    Company,
    /// The chosen one's mentions.
    Mentions,
}

/// An actor in the panel's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Its presence in the article.
    pub presence: Presence,
    /// What it is.
    pub kind: ActorKind,
    /// Whether it is named on the visible part of the article.
    pub on_screen: bool,
    /// Its place among the actors of the article.
    rank: usize,
}

/// Everything about the chosen subject.
#[derive(Debug, Clone)]
pub struct Detail {
    /// The subject.
    pub subject: Subject,
    /// How each article covers it, the open one first.
    pub coverage: Vec<Coverage>,
    /// The lines one can go to, in order.
    pub items: Vec<Item>,
    /// The item with the cursor.
    pub cursor: usize,
    /// The first item on screen.
    pub top: usize,
}

/// A line of the detail that one can go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item {
    /// An article: its outlet, date, forms and counts.
    Article(usize),
    /// A mention, by article and number within its coverage.
    Mention(usize, usize),
}

impl Item {
    /// The number of the article in the coverage.
    pub fn article(self) -> usize {
        match self {
            Self::Article(article) | Self::Mention(article, _) => article,
        }
    }

    /// The number of the mention in the article; none for the article itself.
    pub fn mention(self) -> Option<usize> {
        match self {
            Self::Article(_) => None,
            Self::Mention(_, mention) => Some(mention),
        }
    }
}

/// Rows of the screen that an item takes; the one with the cursor takes one more for its reason.
pub const ROWS_PER_ITEM: usize = 2;

impl ActorPanel {
    /// The actors of the open article, in the order shown.
    pub fn company(&self) -> &[Member] {
        &self.company
    }

    /// The part that the cursor is in.
    pub fn part(&self) -> Part {
        self.part
    }

    /// The place of the cursor in the list of actors.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// The first actor of the list on screen.
    pub fn top(&self) -> usize {
        self.top
    }

    /// Everything about the chosen subject, if there is one.
    pub fn detail(&self) -> Option<&Detail> {
        self.detail.as_ref()
    }

    /// Shows the article at `row`, of which `visible` is on screen, with `subject` chosen. Actors named in the visible
    /// part come first within their kind; the cursor stays with the chosen one.
    pub fn follow(
        &mut self,
        library: &Library,
        row: Option<usize>,
        visible: &[TextRange],
        subject: Option<&Subject>,
    ) {
        let changed = self.row != row || self.stale;
        if changed {
            self.company = row.map(|row| members(library, row)).unwrap_or_default();
        }
        let entry = row.and_then(|row| library.entry(row));
        let seen = entry
            .map(|entry| on_screen(library, entry, visible))
            .unwrap_or_default();
        for member in &mut self.company {
            member.on_screen = seen.contains(&member.presence.actor);
        }
        self.company
            .sort_by_key(|member| (member.kind, !member.on_screen, member.rank));
        if let Some(Subject::Actor(id)) = subject
            && let Some(found) = self
                .company
                .iter()
                .position(|member| member.presence.actor == *id)
        {
            self.cursor = found;
        }
        self.cursor = self.cursor.min(self.company.len().saturating_sub(1));
        if changed || self.detail.as_ref().map(|detail| &detail.subject) != subject {
            let before = self.detail.take();
            self.detail = subject
                .map(|subject| Detail::new(library, subject, row).with_cursor_of(before.as_ref()));
        }
        if self.detail.is_none() {
            self.part = Part::Company;
        }
        self.row = row;
        self.stale = false;
    }

    /// Forgets what was worked out from an older library.
    pub fn forget(&mut self) {
        self.stale = true;
    }

    /// Goes into the mentions of the chosen one. Tells whether there are any.
    pub fn enter(&mut self) -> bool {
        let enters = self.part == Part::Company
            && self
                .detail
                .as_ref()
                .is_some_and(|detail| !detail.items.is_empty());
        if enters {
            self.part = Part::Mentions;
        }
        enters
    }

    /// Goes out of the mentions. Tells whether the cursor was there.
    pub fn leave(&mut self) -> bool {
        let leaves = self.part == Part::Mentions;
        self.part = Part::Company;
        leaves
    }

    /// Moves the cursor by `steps`. Gives the actor that is chosen by that, in the list.
    pub fn step(&mut self, steps: isize) -> Option<ActorId> {
        match self.part {
            Part::Company => {
                self.cursor = self
                    .cursor
                    .saturating_add_signed(steps)
                    .min(self.company.len().saturating_sub(1));
                self.chosen()
            }
            Part::Mentions => {
                if let Some(detail) = &mut self.detail {
                    let last = detail.items.len().saturating_sub(1);
                    detail.cursor = detail.cursor.saturating_add_signed(steps).min(last);
                }
                None
            }
        }
    }

    /// The actor with the cursor.
    pub fn chosen(&self) -> Option<ActorId> {
        self.company
            .get(self.cursor)
            .map(|member| member.presence.actor)
    }

    /// Where the item with the cursor leads: a row and a range of that article.
    pub fn destination(&self) -> Option<(usize, TextRange)> {
        let detail = self.detail.as_ref()?;
        let item = detail.items.get(detail.cursor)?;
        let coverage = detail.coverage.get(item.article())?;
        Some((
            coverage.row,
            coverage.mentions.get(item.mention().unwrap_or(0))?.range,
        ))
    }

    /// What the panel shows below its list.
    pub fn shows(&self) -> Below {
        match (&self.detail, self.part) {
            (None, _) => Below::Nothing,
            (Some(_), Part::Company) => Below::Mentions,
            (Some(_), Part::Mentions) => Below::MentionsFirst,
        }
    }

    /// Keeps both cursors on screen: `list` rows for the actors, `detail` rows for the mentions.
    pub fn settle(&mut self, list: usize, detail: usize) {
        self.top = window(self.top, self.cursor, list.max(1), self.company.len());
        if let Some(shown) = &mut self.detail {
            let items = (detail.saturating_sub(1) / ROWS_PER_ITEM).max(1);
            shown.top = window(shown.top, shown.cursor, items, shown.items.len());
        }
    }
}

impl Detail {
    fn new(library: &Library, subject: &Subject, row: Option<usize>) -> Self {
        let coverage = library.coverage(subject, row);
        let items = coverage
            .iter()
            .enumerate()
            .flat_map(|(article, covered)| {
                let mentions =
                    (0..covered.mentions.len()).map(move |mention| Item::Mention(article, mention));
                std::iter::once(Item::Article(article)).chain(mentions)
            })
            .collect();
        Self {
            subject: subject.clone(),
            coverage,
            items,
            cursor: 0,
            top: 0,
        }
    }

    /// Puts the cursor on what it was on in `before`, where that is of the same subject: going to a mention and coming back
    /// must not lose the place in the list.
    fn with_cursor_of(mut self, before: Option<&Self>) -> Self {
        let Some(before) = before.filter(|before| before.subject == self.subject) else {
            return self;
        };
        let Some(wanted) = before
            .items
            .get(before.cursor)
            .map(|item| before.meaning(*item))
        else {
            return self;
        };
        let same = |item: &Item| self.meaning(*item) == wanted;
        self.cursor = self.items.iter().position(same).unwrap_or(0);
        self
    }

    /// What an item stands for, whatever the order of the articles: the article and the place in it.
    fn meaning(&self, item: Item) -> Option<(ArticleId, Option<TextRange>)> {
        let coverage = self.coverage.get(item.article())?;
        let range = item
            .mention()
            .and_then(|mention| Some(coverage.mentions.get(mention)?.range));
        Some((coverage.article, range))
    }
}

/// The first of `count` rows to show so that `cursor` is among `shown`, moving as little as possible from `top`.
fn window(top: usize, cursor: usize, shown: usize, count: usize) -> usize {
    top.min(cursor)
        .max((cursor + 1).saturating_sub(shown))
        .min(count.saturating_sub(shown))
}

fn on_screen(library: &Library, entry: &Entry, visible: &[TextRange]) -> BTreeSet<ActorId> {
    let mentions = visible.iter().flat_map(|&range| entry.mentions_in(range));
    mentions
        .filter_map(|mention| library.link_of(entry, mention))
        .map(|(actor, _)| actor.id)
        .collect()
}

fn members(library: &Library, row: usize) -> Vec<Member> {
    let known = library.company(row).into_iter().enumerate();
    known
        .filter_map(|(rank, presence)| {
            let kind = library.actor(presence.actor)?.kind;
            Some(Member {
                presence,
                kind,
                on_screen: false,
                rank,
            })
        })
        .collect()
}
