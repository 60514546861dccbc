//! Several who say something together: `Jane Doe, Prime Minister Richard Roe and Ann Poe said`.

use super::speaker::{Scene, Sort, Subject};
use super::words::is_preposition;
use crate::extract::draft::Name;
use crate::extract::reading::Shape;
use crate::model::actor::ActorKind;

/// How many names in a row are looked through.
const LONGEST: usize = 12;

/// How many words a description behind a name in a row has at most: `Jane Doe, the mayor, and Richard Roe`.
const DESCRIBED: usize = 12;

/// Words in front of a clause whose subject comes next.
const OPENING: &[&str] = &[
    "after", "although", "and", "as", "because", "both", "but", "if", "since", "that", "though",
    "when", "where", "while",
];

impl Scene<'_, '_> {
    /// The row of names whose last is the subject, where it is the subject of its clause; what the row belongs to, where
    /// something in front of it ties it to that: `leaders, including Doe and Roe,`, `a spokesman for Doe and Roe`.
    pub(super) fn together(&self, subject: Subject) -> Subject {
        let Some(last) = self.single(subject) else {
            return subject;
        };
        let row = self.row_behind(last);
        let lead = |name: &Name| self.lead(named(name));
        let opens = |name: &&&Name| self.opens_clause(lead(name));
        let part = row.last().is_some_and(|first| self.is_part(lead(first)));
        if let Some(first) = row.iter().rev().find(opens).filter(|_| !part) {
            return Subject {
                first: named(first).first,
                last: subject.last,
                sort: Sort::Names(first.first, last.first),
            };
        }
        let whole = row.last().and_then(|first| self.group(lead(first), last));
        whole.unwrap_or(subject)
    }

    /// Whom the row between two commas is a part of: `leaders, including Doe and Roe, said`.
    pub(super) fn including(&self, closing: usize) -> Option<Subject> {
        let last = self.name_up_to(self.before(closing)?)?;
        let row = self.row_behind(last);
        let front = self.lead(named(row.last().unwrap_or(&last)));
        self.is_part(front).then(|| self.group(front, last))?
    }

    /// The row of names whose first is the subject, behind a verb: `said Jane Doe and Richard Roe`.
    pub(super) fn together_ahead(&self, subject: Subject) -> Subject {
        let Some(first) = self.single(subject) else {
            return subject;
        };
        let mut name = first;
        for _ in 0..LONGEST {
            let Some(joint) = self.behind(name.last) else {
                break;
            };
            let closes = self.reading.is(joint, "and");
            if !closes && !self.reading.is(joint, ",") {
                break;
            }
            let Some(next) = self.leading_to(joint + 1).filter(|next| alike(first, next)) else {
                break;
            };
            name = next;
            if closes {
                let ends = self
                    .behind(next.last)
                    .is_none_or(|at| self.reading.word(at).shape == Shape::Mark);
                return if ends {
                    Subject {
                        first: subject.first,
                        last: next.last,
                        sort: Sort::Names(first.first, next.first),
                    }
                } else {
                    subject
                };
            }
        }
        subject
    }

    /// The name that the subject is, unless it is a place.
    fn single(&self, subject: Subject) -> Option<&Name> {
        let Sort::Name(first) = subject.sort else {
            return None;
        };
        self.draft
            .name_at(first)
            .filter(|name| name.kind != ActorKind::Place && subject.last == name.last)
    }

    /// The names in front of `last` that stand in a row with it, from the nearest on.
    fn row_behind(&self, last: &Name) -> Vec<&Name> {
        let mut row = Vec::new();
        let Some(joint) = self.before(self.lead(named(last))) else {
            return row;
        };
        if !self.reading.is(joint, "and") {
            return row;
        }
        let Some(mut at) = self.before(joint) else {
            return row;
        };
        // In `Doe met Roe, and Poe said` a clause begins at `and`; in a longer row, and behind a description, a comma may
        // stand there.
        let mut parted = self.reading.is(at, ",");
        while row.len() < LONGEST {
            if self.reading.is(at, ",") {
                match self.before(at) {
                    Some(before) => at = before,
                    None => break,
                }
            } else if !row.is_empty() {
                break;
            }
            let Some(name) = self.name_up_to(at).filter(|name| alike(last, name)) else {
                break;
            };
            parted &= name.last == at;
            row.push(name);
            match self.before(self.lead(named(name))) {
                Some(before) => at = before,
                None => break,
            }
        }
        if parted && row.len() < 2 {
            row.clear();
        }
        row
    }

    /// The name whose last word is `last`, or whose description behind it ends there.
    fn name_up_to(&self, last: usize) -> Option<&Name> {
        if let Some(name) = self.draft.name_at(last)
            && name.last == last
        {
            return Some(name);
        }
        (last.saturating_sub(DESCRIBED).max(self.start)..last)
            .rev()
            .filter_map(|at| self.draft.name_at(at))
            .find(|name| {
                name.role
                    .is_some_and(|(first, end)| end == last && first > name.last)
            })
    }

    /// The name that begins at `first`, its office or form of address in front included.
    fn leading_to(&self, first: usize) -> Option<&Name> {
        (first..self.end.min(first + DESCRIBED)).find_map(|at| {
            self.draft
                .name_at(at)
                .filter(|name| self.lead(named(name)) == first)
        })
    }

    /// Tells whether a clause begins at the word.
    fn opens_clause(&self, front: usize) -> bool {
        self.before(front).is_none_or(|before| {
            self.reading.word(before).shape == Shape::Mark || self.reading.is_any(before, OPENING)
        })
    }

    /// Tells whether those from `front` on are told as part of a group.
    fn is_part(&self, front: usize) -> bool {
        self.before(front)
            .is_some_and(|tie| self.reading.is(tie, "including"))
    }

    /// What the row from `front` to `last` is a part of or belongs to.
    fn group(&self, front: usize, last: &Name) -> Option<Subject> {
        let tie = self.before(front)?;
        let mut head = self.before(tie)?;
        if self.reading.is(head, ",") {
            head = self.before(head)?;
        }
        if self.is_part(front) {
            return self.ending_at(head);
        }
        let whole = self
            .ending_at(head)
            .filter(|_| is_preposition(self.reading, tie))?;
        Some(Subject {
            last: last.last,
            ..whole
        })
    }
}

fn named(name: &Name) -> Subject {
    Subject {
        first: name.honorific.map_or(name.first, |(first, _)| first),
        last: name.last,
        sort: Sort::Name(name.first),
    }
}

/// Tells whether both can stand in one row of speakers: people with people, bodies with bodies.
fn alike(one: &Name, other: &Name) -> bool {
    other.kind != ActorKind::Place
        && (one.kind == ActorKind::Person) == (other.kind == ActorKind::Person)
}
