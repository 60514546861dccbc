//! The reader's corrections, carried out on the actors before they get their places.
//!
//! Rules are followed one after the other, so that a later one wins. A name is first looked for among the names of actors, then
//! among the forms in which they are written. Every mention that a rule moves says so as its reason.
//!
//! The actors in the making stay as they are; what rules make of those that they touch lies over them, and is made anew
//! whenever it is asked for. So the rules cost what they touch, and an actor that none of them names costs nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::link::roster::{Cell, Place, Roster, Stock};
use crate::model::actor::ActorKind;
use crate::model::correction::{Correction, Corrections, Scope};
use crate::model::link::{Reason, Ruled};
use crate::text::fold::fold;

/// An actor in the making as rules leave it; one without mentions is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Revised {
    pub(crate) kind: ActorKind,
    pub(crate) name: String,
    pub(crate) key: String,
    /// Its mentions in rising order, with the line of the rule that put them here.
    pub(crate) marks: Vec<(Place, Option<u32>)>,
    /// Whether the reader says that it is no actor.
    pub(crate) dismissed: bool,
}

/// What the rules made of the actors that they touch.
#[derive(Debug, Default)]
pub(crate) struct Revision {
    /// By number; those that a rule made come after all others.
    pub(crate) drafts: BTreeMap<usize, Revised>,
    /// The mentions that rules moved.
    pub(crate) moved: BTreeMap<Place, Cell>,
    /// By rule, how much it changed.
    pub(crate) ruled: Vec<Ruled>,
}

/// From this number on, an actor in the making was made by a rule.
const MADE: usize = u32::MAX as usize / 2;

struct Desk<'a> {
    roster: &'a Roster,
    stock: Stock<'a>,
    drafts: BTreeMap<usize, Revised>,
}

/// Carries out all rules.
pub(crate) fn carry_out(roster: &Roster, stock: Stock<'_>, corrections: &Corrections) -> Revision {
    let mut desk = Desk {
        roster,
        stock,
        drafts: BTreeMap::new(),
    };
    let ruled = corrections
        .rules
        .iter()
        .map(|numbered| Ruled {
            line: numbered.line,
            count: desk.follow(numbered.line, &numbered.rule),
            overruled: None,
        })
        .collect();
    let mut moved = BTreeMap::new();
    for (&number, draft) in &mut desk.drafts {
        draft.marks.sort_unstable();
        for (place, line) in &draft.marks {
            if let Some(line) = *line {
                let reason = Arc::new(Reason::ReadersRule { line });
                moved.insert(*place, Cell::to(number, reason, true));
            }
        }
    }
    Revision {
        drafts: desk.drafts,
        moved,
        ruled,
    }
}

/// What becomes of mentions that are taken out of an actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Becomes<'a> {
    /// An actor of that name.
    Actor(&'a str),
    /// No actor at all.
    Nobody,
}

impl Desk<'_> {
    fn follow(&mut self, line: u32, rule: &Correction) -> usize {
        match rule {
            Correction::Merge { kind, name, other } => self.merge(line, *kind, name, other),
            Correction::Split {
                kind,
                name,
                scope,
                to,
            } => {
                let becomes = Becomes::Actor(to.as_deref().unwrap_or(name));
                self.split(line, *kind, name, scope, becomes)
            }
            Correction::NotAnActor { kind, name, scope } => {
                self.split(line, *kind, name, scope, Becomes::Nobody)
            }
            Correction::Rename { kind, name, to } => self.rename(*kind, name, to),
            Correction::Means {
                wording,
                name,
                scope,
            } => self.means(line, wording, name, scope),
            // Stories are made before actors are.
            Correction::Story(_) => 0,
        }
    }

    /// The draft as the rules have left it so far, to be changed.
    fn open(&mut self, number: usize) -> Option<&mut Revised> {
        if !self.drafts.contains_key(&number) {
            let draft = self.roster.draft(number)?;
            let revised = Revised {
                kind: draft.kind,
                name: draft.name.clone(),
                key: draft.key.clone(),
                marks: draft.places().map(|place| (place, None)).collect(),
                dismissed: false,
            };
            self.drafts.insert(number, revised);
        }
        self.drafts.get_mut(&number)
    }

    /// Opens all drafts that may have that folded name or be written so; gives their numbers.
    fn candidates(&mut self, found: BTreeSet<usize>) -> Vec<usize> {
        let known = self.drafts.keys().copied();
        let numbers: BTreeSet<usize> = known.chain(found).collect();
        numbers
            .into_iter()
            .filter(|number| self.open(*number).is_some())
            .collect()
    }

    /// The actors of that name, or else those written so somewhere; the most mentioned first.
    fn called(&mut self, kind: Option<ActorKind>, name: &str) -> Vec<usize> {
        let wanted = fold(name);
        let named = self.candidates(self.roster.called(&wanted).collect());
        let mut found = self.fitting(named, kind, |draft, _| fold(&draft.name) == wanted);
        if found.is_empty() {
            let written = self.candidates(self.roster.written(&wanted).collect());
            found = self.fitting(written, kind, |draft, stock| {
                draft
                    .marks
                    .iter()
                    .any(|(place, _)| stock.is_written(*place, &wanted))
            });
        }
        found.sort_unstable();
        found.into_iter().map(|(_, _, number)| number).collect()
    }

    /// Of the drafts of those `numbers`, which fit, with how often and where first they are mentioned.
    fn fitting(
        &self,
        numbers: Vec<usize>,
        kind: Option<ActorKind>,
        fits: impl Fn(&Revised, Stock<'_>) -> bool,
    ) -> Vec<(std::cmp::Reverse<usize>, Place, usize)> {
        let drafts = numbers.into_iter().filter_map(|number| {
            let draft = self.drafts.get(&number)?;
            let first = draft.marks.iter().map(|(place, _)| *place).min()?;
            let of_kind = kind.is_none_or(|kind| draft.kind == kind);
            let rank = (std::cmp::Reverse(draft.marks.len()), first, number);
            (of_kind && fits(draft, self.stock)).then_some(rank)
        });
        drafts.collect()
    }

    /// Takes those mentions out of a draft that `are_meant`.
    fn take(&mut self, number: usize, are_meant: impl Fn(Place, Stock<'_>) -> bool) -> Vec<Place> {
        let stock = self.stock;
        let Some(draft) = self.open(number) else {
            return Vec::new();
        };
        let marks = std::mem::take(&mut draft.marks);
        let (out, stay): (Vec<_>, Vec<_>) = marks
            .into_iter()
            .partition(|(place, _)| are_meant(*place, stock));
        draft.marks = stay;
        out.into_iter().map(|(place, _)| place).collect()
    }

    fn give(&mut self, number: usize, places: &[Place], line: u32) {
        if let Some(draft) = self.open(number) {
            let ruled = places.iter().map(|place| (*place, Some(line)));
            draft.marks.extend(ruled);
        }
    }

    fn merge(&mut self, line: u32, kind: Option<ActorKind>, name: &str, other: &str) -> usize {
        let Some(&into) = self.called(kind, name).first() else {
            return 0;
        };
        let kind = self.drafts.get(&into).map(|draft| draft.kind);
        let mut others = self.called(kind, other);
        // A government is written as places are called, so that its own forms may not hide whom the reader means.
        let governs = kind == Some(ActorKind::Government);
        if others.is_empty() || governs && others == [into] {
            others = self.called(None, other);
        }
        let mut moved = Vec::new();
        for from in others.into_iter().filter(|&from| from != into) {
            moved.extend(self.take(from, |_, _| true));
        }
        self.give(into, &moved, line);
        moved.len()
    }

    /// Takes mentions out of their actors and makes actors of their own of them, one of each kind, or no actors at all.
    fn split(
        &mut self,
        line: u32,
        kind: Option<ActorKind>,
        name: &str,
        scope: &Scope,
        becomes: Becomes<'_>,
    ) -> usize {
        let wanted = fold(name);
        let mut count = 0;
        for from in self.called(kind, name) {
            let Some(draft) = self.drafts.get(&from) else {
                continue;
            };
            let whole = fold(&draft.name) == wanted;
            let made = Revised {
                kind: draft.kind,
                name: match becomes {
                    Becomes::Actor(other) => other.to_owned(),
                    Becomes::Nobody => name.to_owned(),
                },
                key: format!("{}\0{name}{scope}", draft.key),
                marks: Vec::new(),
                dismissed: becomes == Becomes::Nobody,
            };
            let out = self.take(from, |place, stock| {
                stock.lies_in(place.0, scope) && (whole || stock.is_written(place, &wanted))
            });
            if out.is_empty() {
                continue;
            }
            count += out.len();
            let number = self
                .drafts
                .last_key_value()
                .map_or(MADE, |(last, _)| MADE.max(last + 1));
            self.drafts.insert(number, made);
            self.give(number, &out, line);
        }
        count
    }

    fn rename(&mut self, kind: Option<ActorKind>, name: &str, to: &str) -> usize {
        let wanted = fold(name);
        let mut count = 0;
        for number in self.called(kind, name) {
            if let Some(draft) = self.drafts.get_mut(&number)
                && fold(&draft.name) == wanted
            {
                to.clone_into(&mut draft.name);
                count += draft.marks.len();
            }
        }
        count
    }

    /// Gives the mentions written so to that actor; descriptions are given to it when references are linked.
    fn means(&mut self, line: u32, wording: &str, name: &str, scope: &Scope) -> usize {
        let Some(&into) = self.called(None, name).first() else {
            return 0;
        };
        let wanted = fold(wording);
        let mut moved = Vec::new();
        for from in self.candidates(self.roster.written(&wanted).collect()) {
            if from != into {
                moved.extend(self.take(from, |place, stock| {
                    stock.lies_in(place.0, scope) && stock.is_written(place, &wanted)
                }));
            }
        }
        self.give(into, &moved, line);
        moved.len()
    }
}
