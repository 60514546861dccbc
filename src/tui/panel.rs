//! The actor panel's state: who is in the open article, and everything about the chosen one.

use std::collections::BTreeSet;

use super::detail::Detail;
use super::layout::{Below, first_shown};
use crate::library::coverage::Weak;
use crate::library::entry::Entry;
use crate::library::{Counts, Library, Subject};
use crate::model::actor::{ActorId, ActorKind};
use crate::model::findings::MentionForm;
use crate::model::quote::Speaker;
use crate::text::range::TextRange;

/// The actor panel.
#[derive(Debug, Clone, Default)]
pub struct ActorPanel {
    /// Who is in the open article: those on screen first.
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
    /// Everything about the chosen one.
    Detail,
}

/// An actor in the panel's list, or the sources without a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Who it is.
    pub subject: Subject,
    /// What it is; the sources without a name are nothing of that.
    pub kind: Option<ActorKind>,
    /// How often it is named in the article.
    pub counts: Counts,
    /// How often it is meant there without being named.
    pub weak: Weak,
    /// Whether it stands on the visible part of the article.
    pub on_screen: bool,
    /// Its place among the members of the article.
    rank: usize,
}

/// Rows of the screen that an item of the list takes on average, for paging.
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
            .map(|entry| on_screen(&entry, visible))
            .unwrap_or_default();
        for member in &mut self.company {
            member.on_screen = seen.contains(&member.subject);
        }
        self.company
            .sort_by_key(|member| (order(member.kind), !member.on_screen, member.rank));
        self.cursor = subject.and_then(|subject| {
            let is_it = |member: &Member| member.subject == *subject;
            self.company.iter().position(is_it)
        });
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
            self.part = Part::Detail;
        }
        enters
    }

    /// Goes out of the mentions. Tells whether the cursor was there.
    pub fn leave(&mut self) -> bool {
        let leaves = self.part == Part::Detail;
        self.part = Part::Company;
        leaves
    }

    /// Moves the cursor by `steps`. Gives who is chosen by that, in the list.
    pub fn step(&mut self, steps: isize) -> Option<Subject> {
        if self.part == Part::Detail {
            self.detail.iter_mut().for_each(|detail| detail.step(steps));
            return None;
        }
        let last = self.company.len().saturating_sub(1);
        // From a subject that is not in the list, the first step goes to the list's start.
        let next = self
            .cursor
            .map_or(0, |cursor| cursor.saturating_add_signed(steps))
            .min(last);
        self.company.get(next).map(|member| member.subject.clone())
    }

    /// Whom to choose where nobody is: the first.
    pub fn first(&self) -> Option<Subject> {
        self.company.first().map(|member| member.subject.clone())
    }

    /// Where the item with the cursor leads: a row and a range of that article.
    pub fn destination(&self, library: &Library) -> Option<(usize, TextRange)> {
        self.detail.as_ref()?.destination(library)
    }

    /// Whom the item with the cursor is, where it is somebody else than the chosen one.
    pub fn companion_at_cursor(&self) -> Option<ActorId> {
        let detail = self.detail.as_ref().filter(|_| self.part == Part::Detail)?;
        detail.companion()
    }

    /// The article that the cursor is on, where it is in the part about the chosen one; as a row.
    pub fn row_at_cursor(&self) -> Option<usize> {
        let detail = self.detail.as_ref().filter(|_| self.part == Part::Detail)?;
        detail.row()
    }

    /// Where the item with the cursor leads, where the cursor is in the part about the chosen one.
    pub fn destination_at_cursor(&self, library: &Library) -> Option<(usize, TextRange)> {
        let detail = self.detail.as_ref().filter(|_| self.part == Part::Detail)?;
        detail.destination(library)
    }

    /// What the panel shows below its list.
    pub fn shows(&self) -> Below {
        match (&self.detail, self.part) {
            (None, _) => Below::Nothing,
            (Some(_), Part::Company) => Below::Detail,
            (Some(_), Part::Detail) => Below::DetailFirst,
        }
    }

    /// Keeps both cursors on screen: `list` rows for the actors, `detail` rows for the mentions.
    pub fn settle(&mut self, list: usize, detail: usize) {
        self.top = first_shown(self.top, self.cursor.unwrap_or(0), list, self.company.len());
        if let Some(shown) = &mut self.detail {
            shown.settle(detail);
        }
    }
}

/// Where a kind stands in the list: sources without a name follow the people, since both speak.
fn order(kind: Option<ActorKind>) -> (u8, Option<ActorKind>) {
    match kind {
        Some(ActorKind::Person) => (0, None),
        None => (1, None),
        other => (2, other),
    }
}

/// Who stands in the `visible` parts, by name or by description; pronouns are too weak a sign.
fn on_screen(entry: &Entry, visible: &[TextRange]) -> BTreeSet<Subject> {
    let mentions = visible.iter().flat_map(|&range| entry.mentions_in(range));
    let named =
        mentions.filter_map(|mention| Some(Subject::Actor(entry.links.get(mention)?.actor)));
    let references = visible.iter().flat_map(|&range| entry.references_in(range));
    let described = references.filter_map(|index| {
        let reference = entry.findings.references.get(index)?;
        let link = entry.references.get(index)?.as_ref()?;
        (reference.form == MentionForm::Description).then_some(Subject::Actor(link.actor))
    });
    let unnamed = unnamed_in(entry)
        .any(|speaker| visible.iter().any(|range| range.overlaps(speaker)))
        .then_some(Subject::Unnamed);
    named.chain(described).chain(unnamed).collect()
}

/// Where the sources without a name stand in the article.
fn unnamed_in(entry: &Entry) -> impl Iterator<Item = TextRange> {
    entry
        .sayings()
        .filter_map(|quote| match entry.findings.quotes.get(quote)?.speaker? {
            Speaker::Anonymous(range) => Some(range),
            _ => None,
        })
}

fn members(library: &Library, row: usize) -> Vec<Member> {
    let known = library.company(row).into_iter().filter_map(|presence| {
        Some(Member {
            kind: Some(library.actor(presence.actor)?.kind),
            subject: Subject::Actor(presence.actor),
            counts: presence.counts,
            weak: presence.weak,
            on_screen: false,
            rank: 0,
        })
    });
    let unnamed = library.entry(row).into_iter().filter_map(|entry| {
        let mut counts = Counts::default();
        for speaker in unnamed_in(&entry) {
            counts.add(entry.article.kind_at(speaker.start)?);
        }
        let found = counts.total() > 0;
        found.then_some(Member {
            subject: Subject::Unnamed,
            kind: None,
            counts,
            weak: Weak::default(),
            on_screen: false,
            rank: 0,
        })
    });
    let mut members: Vec<Member> = known.chain(unnamed).collect();
    for (rank, member) in members.iter_mut().enumerate() {
        member.rank = rank;
    }
    members
}
