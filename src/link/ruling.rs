//! The reader's corrections, carried out on the actors before they get their places.
//!
//! Rules are followed one after the other, so that a later one wins. A name is first looked for among the names of actors, then
//! among the forms in which they are written. Every mention that a rule moves says so as its reason.

use crate::link::roster::{Draft, DraftMark, Roster};
use crate::model::actor::ActorKind;
use crate::model::correction::{Correction, Corrections, Scope};
use crate::model::link::{Reason, Ruled};
use crate::text::fold::fold;

/// Carries out all rules; by rule, how much it changed.
pub(crate) fn carry_out(roster: &mut Roster<'_>, corrections: &Corrections) -> Vec<Ruled> {
    corrections
        .rules
        .iter()
        .map(|numbered| {
            let mentions = match &numbered.rule {
                Correction::Merge { kind, name, other } => {
                    merge(roster, numbered.line, *kind, name, other)
                }
                Correction::Split {
                    kind,
                    name,
                    scope,
                    to,
                } => {
                    let becomes = Becomes::Actor(to.as_deref().unwrap_or(name));
                    split(roster, numbered.line, *kind, name, scope, becomes)
                }
                Correction::NotAnActor { kind, name, scope } => {
                    split(roster, numbered.line, *kind, name, scope, Becomes::Nobody)
                }
                Correction::Rename { kind, name, to } => rename(roster, *kind, name, to),
                Correction::Means {
                    wording,
                    name,
                    scope,
                } => means(roster, numbered.line, wording, name, scope),
            };
            Ruled {
                line: numbered.line,
                mentions,
            }
        })
        .collect()
}

/// The actors of that name, or else those written so somewhere; the most mentioned first.
fn called(roster: &Roster<'_>, kind: Option<ActorKind>, name: &str) -> Vec<usize> {
    let wanted = fold(name);
    let fits =
        |draft: &Draft| kind.is_none_or(|kind| draft.kind == kind) && !draft.marks.is_empty();
    let all = || (0..roster.drafts.len()).filter(|&draft| fits(&roster.drafts[draft]));
    let mut found: Vec<usize> = all()
        .filter(|&draft| fold(&roster.drafts[draft].name) == wanted)
        .collect();
    if found.is_empty() {
        found = all()
            .filter(|&draft| {
                let mut marks = roster.drafts[draft].marks.iter();
                marks.any(|mark| is_written(roster, mark, &wanted))
            })
            .collect();
    }
    found.sort_by_key(|&draft| (std::cmp::Reverse(roster.drafts[draft].marks.len()), draft));
    found
}

/// Tells whether the mention reads `wanted`, which is folded, with or without its form of address.
fn is_written(roster: &Roster<'_>, mark: &DraftMark, wanted: &str) -> bool {
    fold(&roster.written(mark.article, mark.mention)) == wanted
        || fold(&roster.form(mark.article, mark.mention)) == wanted
}

fn ruled(mut mark: DraftMark, line: u32) -> DraftMark {
    mark.reason = Reason::ReadersRule { line };
    mark.sure = true;
    mark
}

fn merge(
    roster: &mut Roster<'_>,
    line: u32,
    kind: Option<ActorKind>,
    name: &str,
    other: &str,
) -> usize {
    let Some(&into) = called(roster, kind, name).first() else {
        return 0;
    };
    let mut others = called(roster, Some(roster.drafts[into].kind), other);
    // A government is written as places are called, so that its own forms may not hide whom the reader means.
    let governs = roster.drafts[into].kind == ActorKind::Government;
    if others.is_empty() || governs && others == [into] {
        others = called(roster, None, other);
    }
    let mut moved = Vec::new();
    for from in others.into_iter().filter(|&from| from != into) {
        moved.extend(std::mem::take(&mut roster.drafts[from].marks));
    }
    let count = moved.len();
    let moved = moved.into_iter().map(|mark| ruled(mark, line));
    roster.drafts[into].marks.extend(moved);
    count
}

/// What becomes of mentions that are taken out of an actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Becomes<'a> {
    /// An actor of that name.
    Actor(&'a str),
    /// No actor at all.
    Nobody,
}

/// Takes mentions out of their actors and makes actors of their own of them, one of each kind, or no actors at all.
fn split(
    roster: &mut Roster<'_>,
    line: u32,
    kind: Option<ActorKind>,
    name: &str,
    scope: &Scope,
    becomes: Becomes<'_>,
) -> usize {
    let wanted = fold(name);
    let named = called(roster, kind, name);
    let mut count = 0;
    for from in named {
        let whole = fold(&roster.drafts[from].name) == wanted;
        let marks = std::mem::take(&mut roster.drafts[from].marks);
        let (out, stay): (Vec<DraftMark>, Vec<DraftMark>) = marks.into_iter().partition(|mark| {
            roster.lies_in(mark.article, scope) && (whole || is_written(roster, mark, &wanted))
        });
        roster.drafts[from].marks = stay;
        if out.is_empty() {
            continue;
        }
        count += out.len();
        let draft = Draft {
            kind: roster.drafts[from].kind,
            name: match becomes {
                Becomes::Actor(other) => other.to_owned(),
                Becomes::Nobody => name.to_owned(),
            },
            key: format!("{}\0{name}{scope}", roster.drafts[from].key),
            marks: out.into_iter().map(|mark| ruled(mark, line)).collect(),
            dismissed: becomes == Becomes::Nobody,
        };
        roster.drafts.push(draft);
    }
    count
}

fn rename(roster: &mut Roster<'_>, kind: Option<ActorKind>, name: &str, to: &str) -> usize {
    let wanted = fold(name);
    let mut count = 0;
    for draft in called(roster, kind, name) {
        if fold(&roster.drafts[draft].name) == wanted {
            to.clone_into(&mut roster.drafts[draft].name);
            count += roster.drafts[draft].marks.len();
        }
    }
    count
}

/// Gives the mentions written so to that actor; descriptions are given to it when references are linked.
fn means(roster: &mut Roster<'_>, line: u32, wording: &str, name: &str, scope: &Scope) -> usize {
    let Some(&into) = called(roster, None, name).first() else {
        return 0;
    };
    let wanted = fold(wording);
    let mut moved = Vec::new();
    for from in (0..roster.drafts.len()).filter(|&from| from != into) {
        let marks = std::mem::take(&mut roster.drafts[from].marks);
        let (out, stay): (Vec<DraftMark>, Vec<DraftMark>) = marks.into_iter().partition(|mark| {
            roster.lies_in(mark.article, scope) && is_written(roster, mark, &wanted)
        });
        roster.drafts[from].marks = stay;
        moved.extend(out);
    }
    let count = moved.len();
    let moved = moved.into_iter().map(|mark| ruled(mark, line));
    roster.drafts[into].marks.extend(moved);
    count
}
