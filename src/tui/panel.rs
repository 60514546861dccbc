//! The actor panel's state: who is in the open article, and everything about the chosen one.

use std::collections::BTreeSet;

use super::detail::Detail;
use super::layout::{Below, first_shown};
use crate::library::coverage::Presence;
use crate::library::{Entry, Library, Subject};
use crate::model::actor::{ActorId, ActorKind};
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
    /// The actor with the cursor; none while the chosen subject is not among them.
    cursor: Option<usize>,
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

/// Rows of the screen that an item takes.
pub const ROWS_PER_ITEM: usize = 2;

/// Rows that the item with the cursor may take on top, for its reason.
pub const ROWS_OF_REASON: usize = 3;

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
    pub fn cursor(&self) -> Option<usize> {
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
        self.cursor = match subject {
            Some(Subject::Actor(id)) => self
                .company
                .iter()
                .position(|member| member.presence.actor == *id),
            _ => None,
        };
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
                .is_some_and(|detail| !detail.is_empty());
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
        if self.part == Part::Mentions {
            self.detail.iter_mut().for_each(|detail| detail.step(steps));
            return None;
        }
        let last = self.company.len().saturating_sub(1);
        // From a subject that is not in the list, the first step goes to the list's start.
        let next = self
            .cursor
            .map_or(0, |cursor| cursor.saturating_add_signed(steps))
            .min(last);
        self.company.get(next).map(|member| member.presence.actor)
    }

    /// The actor to choose where none is: the first.
    pub fn first(&self) -> Option<ActorId> {
        self.company.first().map(|member| member.presence.actor)
    }

    /// Where the item with the cursor leads: a row and a range of that article.
    pub fn destination(&self, library: &Library) -> Option<(usize, TextRange)> {
        self.detail.as_ref()?.destination(library)
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
        self.top = first_shown(self.top, self.cursor.unwrap_or(0), list, self.company.len());
        if let Some(shown) = &mut self.detail {
            let items = detail.saturating_sub(ROWS_OF_REASON) / ROWS_PER_ITEM;
            shown.top = first_shown(shown.top, shown.cursor, items, shown.len());
        }
    }
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
