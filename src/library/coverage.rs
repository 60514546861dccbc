//! Who is in an article, and how the articles cover one subject.

use std::collections::BTreeMap;
use std::ops::Range;

use super::entry::Entry;
use super::occurrences::Occurrence;
use super::{Counts, Found, Library, Subject};
use crate::model::actor::ActorId;
use crate::model::article::ArticleId;
use crate::model::findings::MentionForm;
use crate::text::range::TextRange;

/// From how many articles, the first ones, it is read who is named with an actor.
const KEEPS_COMPANY: usize = 40;

/// An actor's presence in one article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Presence {
    /// The actor.
    pub actor: ActorId,
    /// How often it is named, by kind of block.
    pub counts: Counts,
    /// How often other words stand for it.
    pub weak: Weak,
    /// Where it stands first, by name or by description.
    pub first: usize,
}

/// How often an actor is meant without being named: weaker than a name, and so counted apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Weak {
    /// By descriptions: `the Ukrainian president`.
    pub descriptions: usize,
    /// By pronouns.
    pub pronouns: usize,
}

impl Weak {
    /// Both together.
    pub fn total(self) -> usize {
        self.descriptions + self.pronouns
    }
}

/// An article that covers a subject, and how many places it has there: what is known without reading it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Covering {
    /// The article's row.
    pub row: usize,
    /// The article's lasting name.
    pub article: ArticleId,
    /// Which of the subject's places are in it.
    places: Range<usize>,
}

impl Covering {
    /// How many places there are.
    pub fn places(&self) -> usize {
        self.places.len()
    }
}

/// One article's coverage of a subject.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Coverage {
    /// How often the subject is named there.
    pub counts: Counts,
    /// The exact forms there with their counts, most frequent first.
    pub forms: Vec<(String, usize)>,
    /// The descriptions that stand for it there, in the same way.
    pub descriptions: Vec<(String, usize)>,
    /// How many pronouns stand for it there.
    pub pronouns: usize,
}

impl Library {
    /// The actors of the article at `row`: people first, then organisations, then places; the most named first, those that are only
    /// described last.
    pub fn company(&self, row: usize) -> Vec<Presence> {
        let Some(entry) = self.entry(row) else {
            return Vec::new();
        };
        let mut found: BTreeMap<ActorId, Presence> = BTreeMap::new();
        for (index, link) in entry.links.iter().enumerate() {
            if let Some((presence, at)) =
                present(&mut found, &entry, link.actor, Found::Name(index))
                && let Some(kind) = entry.article.kind_at(at)
            {
                presence.counts.add(kind);
            }
        }
        for (index, link) in entry.referring(MentionForm::Description) {
            let known = found.contains_key(&link.actor);
            // What is not sure puts nobody into an article.
            if (known || link.sure)
                && let Some((presence, _)) =
                    present(&mut found, &entry, link.actor, Found::Description(index))
            {
                presence.weak.descriptions += 1;
            }
        }
        for (_, link) in entry.referring(MentionForm::Pronoun) {
            if let Some(presence) = found.get_mut(&link.actor) {
                presence.weak.pronouns += 1;
            }
        }
        let mut company: Vec<Presence> = found.into_values().collect();
        company.sort_by_cached_key(|presence| {
            (
                self.actor(presence.actor).map(|actor| actor.kind),
                std::cmp::Reverse((presence.counts.total(), presence.weak.total())),
                presence.first,
            )
        });
        company
    }

    /// The articles that cover `subject`: the one at `first` ahead, then the others, newest first. The cost grows with the
    /// number of places, but none of the articles is read.
    pub fn covering(&self, subject: &Subject, first: Option<usize>) -> Vec<Covering> {
        let rows: Vec<usize> = match subject {
            Subject::Actor(id) => self.places(*id).iter().map(|place| place.row).collect(),
            Subject::Topic(phrase) => {
                let topic = self.topic(phrase);
                topic.map_or_else(Vec::new, |topic| topic.rows().collect())
            }
            Subject::Unnamed => self.unnamed().iter().map(|saying| saying.row).collect(),
        };
        let mut covering = self.runs(&rows);
        covering.sort_by_key(|covering| (Some(covering.row) != first, covering.row));
        covering
    }

    /// The articles of places that stand at these `rows`, which are in reading order, each with its places among them.
    pub(super) fn runs(&self, rows: &[usize]) -> Vec<Covering> {
        let mut start = 0;
        let runs = rows.chunk_by(|row, next| row == next);
        runs.filter_map(|run| {
            let places = start..start + run.len();
            start = places.end;
            let row = *run.first()?;
            Some(Covering {
                row,
                article: self.id_of(row)?,
                places,
            })
        })
        .collect()
    }

    /// How one article covers `subject`: the cost grows with its places there and, for actors, its references.
    pub fn coverage(&self, subject: &Subject, covering: &Covering) -> Coverage {
        let mut coverage = Coverage::default();
        let Some(entry) = self.entry(covering.row) else {
            return coverage;
        };
        let (mut forms, mut descriptions) = (BTreeMap::new(), BTreeMap::new());
        for number in 0..covering.places() {
            let Some(place) = self.place(subject, covering, number) else {
                continue;
            };
            let written = place.range.of(&entry.article.text);
            if let Some(Found::Description(_)) = place.found {
                *descriptions.entry(written).or_default() += 1;
                continue;
            }
            if let Some(kind) = entry.article.kind_at(place.range.start) {
                coverage.counts.add(kind);
            }
            *forms.entry(written).or_default() += 1;
        }
        if let Subject::Actor(id) = subject {
            let pronouns = entry.referring(MentionForm::Pronoun);
            coverage.pronouns = pronouns.filter(|(_, link)| link.actor == *id).count();
        }
        coverage.forms = most_frequent_first(forms);
        coverage.descriptions = most_frequent_first(descriptions);
        coverage
    }

    /// Place number `number` of `subject` in the article of `covering`.
    pub fn place(
        &self,
        subject: &Subject,
        covering: &Covering,
        number: usize,
    ) -> Option<Occurrence> {
        self.occurrence(subject, covering.places.clone().nth(number)?)
    }

    /// Who is named in the same articles as `subject`, with the number of articles, the most frequent first; places are
    /// everywhere and left out. Read from the first forty of the articles in `covering`, so that the cost stays bounded.
    pub fn companions(&self, subject: &Subject, covering: &[Covering]) -> Vec<(ActorId, usize)> {
        let mut together: BTreeMap<ActorId, usize> = BTreeMap::new();
        for covering in covering.iter().take(KEEPS_COMPANY) {
            for presence in self.company(covering.row) {
                *together.entry(presence.actor).or_default() += 1;
            }
        }
        if let Subject::Actor(id) = subject {
            together.remove(id);
        }
        let mut companions: Vec<(ActorId, usize)> = together
            .into_iter()
            .filter(|(id, _)| {
                self.actor(*id)
                    .is_some_and(|actor| actor.kind != super::ActorKind::Place)
            })
            .collect();
        companions.sort_by_key(|(id, articles)| {
            let known = self.actor(*id).map(|actor| actor.kind);
            (
                std::cmp::Reverse(*articles),
                known,
                std::cmp::Reverse(self.spread(*id).places),
                *id,
            )
        });
        companions
    }

    /// The versions of the story of the article at `row` that are not among the `covering` ones, and so leave their
    /// subject out; as rows.
    pub fn silent(&self, covering: &[Covering], row: usize) -> Vec<usize> {
        let Some(story) = self.story(row) else {
            return Vec::new();
        };
        let covers = |row: usize| covering.iter().any(|covering| covering.row == row);
        let versions = story.articles.iter().copied();
        versions.filter(|&row| !covers(row)).collect()
    }
}

/// The presence of `actor` among those `found`, made where it is new, and where this place of it begins.
fn present<'a>(
    found: &'a mut BTreeMap<ActorId, Presence>,
    entry: &Entry,
    actor: ActorId,
    place: Found,
) -> Option<(&'a mut Presence, usize)> {
    let at = entry.range_of(place)?.start;
    let presence = found.entry(actor).or_insert_with(|| Presence {
        actor,
        counts: Counts::default(),
        weak: Weak::default(),
        first: at,
    });
    presence.first = presence.first.min(at);
    Some((presence, at))
}

fn most_frequent_first(counted: BTreeMap<&str, usize>) -> Vec<(String, usize)> {
    let mut forms: Vec<(String, usize)> = counted
        .into_iter()
        .map(|(form, count)| (form.replace('\n', " "), count))
        .collect();
    forms.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    forms
}

impl Entry {
    /// The sentence around `range`, or the range itself where no sentence is known.
    pub fn sentence_around(&self, range: TextRange) -> TextRange {
        let found = self.findings.sentence_at(range.start).unwrap_or(range);
        TextRange::new(found.start.min(range.start), found.end.max(range.end))
    }
}
