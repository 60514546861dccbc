//! The account of one actor.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::citing::Citations;
use super::said::{digits, sayings_of};
use super::{ActorAccount, Limits, Name, Narrowed, OutletWords, Present, SCHEMA};
use crate::library::traces::Traces;
use crate::library::wordings::Wordings;
use crate::library::{Library, Subject};
use crate::model::actor::Actor;
use crate::text::sanitize::clean_line;

/// In how many spans of days a timeline is told at most.
pub(super) const SPANS: usize = 60;

/// All that the library holds about `actor`.
pub fn actor(library: &Library, actor: &Actor, limits: Limits) -> ActorAccount {
    let forms = actor.forms.iter();
    ActorAccount {
        forms: forms
            .map(|(form, count)| (clean_line(form), *count))
            .collect(),
        ..told(library, actor, &library.traces(actor.id), limits)
    }
}

/// All that it holds in the articles of `narrowed`.
pub fn actor_in(
    library: &Library,
    actor: &Actor,
    narrowed: &Narrowed,
    limits: Limits,
) -> ActorAccount {
    let traces = library.traces_among(actor.id, &narrowed.rows);
    let account = told(library, actor, &traces, limits);
    ActorAccount {
        query: Some(clean_line(&narrowed.query)),
        forms: forms_in(&account.outlets),
        ..account
    }
}

fn told(library: &Library, actor: &Actor, traces: &Traces, limits: Limits) -> ActorAccount {
    let mut citations = Citations::new(library);
    let outlets = library.wordings_in(traces, None);
    let outlets = outlets.iter().map(|told| outlet(&mut citations, told));
    let outlets = outlets.collect();
    let sayings = &traces.sayings;
    let newest = &sayings[..sayings.len().min(limits.quotations)];
    let quotations = sayings_of(library, &mut citations, newest);
    let places = traces.places.iter();
    let ranges = places.map(|place| (place.row, place.range, Some(place.found)));
    let passages = citations.passages(ranges, limits.passages);
    ActorAccount {
        schema: SCHEMA,
        about: "actor",
        actor: name(actor),
        query: None,
        articles: traces.spread.articles,
        places: traces.spread.places,
        forms: Vec::new(),
        outlets,
        quotations,
        all_quotations: sayings.len(),
        passages,
        all_passages: traces.places.len(),
        company: company(library, traces, limits.company),
        timeline: library.timeline_in(traces, SPANS),
        sources: citations.into_sources(),
    }
}

/// The forms of a name that outlets use, most frequent first; of equals, in the order of the alphabet.
fn forms_in(outlets: &[OutletWords]) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for words in outlets.iter().flat_map(|outlet| &outlet.forms) {
        *counts.entry(&words.text).or_default() += words.count;
    }
    let counts = counts.into_iter();
    let mut forms: Vec<(String, usize)> = counts
        .map(|(form, count)| (form.to_owned(), count))
        .collect();
    forms.sort_by_key(|(_, count)| Reverse(*count));
    forms
}

/// Who an actor is.
pub fn name(actor: &Actor) -> Name {
    Name {
        id: digits(actor.id),
        name: clean_line(&actor.name),
        kind: actor.kind.name(),
    }
}

fn outlet(citations: &mut Citations<'_>, told: &Wordings) -> OutletWords {
    OutletWords {
        outlet: clean_line(&told.outlet),
        articles: told.articles,
        prose: told.counts.prose,
        headline: told.counts.headline,
        caption: told.counts.caption,
        forms: citations.words(&told.forms),
        titles: citations.words(&told.titles),
        descriptions: citations.words(&told.descriptions),
        cues: citations.words(&told.cues),
    }
}

fn company(library: &Library, traces: &Traces, most: usize) -> Vec<Present> {
    let subject = Subject::Actor(traces.actor);
    let covering = library.covered(traces);
    let companions = library.companions(&subject, &covering).into_iter();
    let present = companions.take(most).filter_map(|(id, articles)| {
        Some(Present {
            name: name(&*library.actor(id)?),
            articles,
        })
    });
    present.collect()
}
