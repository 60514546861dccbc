//! The account of one actor.

use super::citing::Citations;
use super::said::{digits, sayings_of};
use super::{ActorAccount, Limits, Name, OutletWords, Present, SCHEMA};
use crate::library::wordings::Wordings;
use crate::library::{Library, Subject};
use crate::model::actor::{Actor, ActorId};
use crate::text::sanitize::clean_line;

/// In how many spans of days a timeline is told at most.
pub(super) const SPANS: usize = 60;

/// All that the library holds about `actor`.
pub fn actor(library: &Library, actor: &Actor, limits: Limits) -> ActorAccount {
    let mut citations = Citations::new(library);
    let spread = library.spread(actor.id);
    let outlets = library.wordings(actor.id, None);
    let outlets = outlets.iter().map(|told| outlet(&mut citations, told));
    let outlets = outlets.collect();
    let sayings = library.sayings(actor.id);
    let newest = &sayings[..sayings.len().min(limits.quotations)];
    let quotations = sayings_of(library, &mut citations, newest);
    let places = library.places(actor.id);
    let ranges = places
        .iter()
        .map(|place| (place.row, place.range, Some(place.found)));
    let passages = citations.passages(ranges, limits.passages);
    ActorAccount {
        schema: SCHEMA,
        about: "actor",
        actor: name(actor),
        articles: spread.articles,
        places: spread.places,
        forms: actor
            .forms
            .iter()
            .map(|(form, count)| (clean_line(form), *count))
            .collect(),
        outlets,
        quotations,
        all_quotations: sayings.len(),
        passages,
        all_passages: places.len(),
        company: company(library, actor.id, limits.company),
        timeline: library.timeline(actor.id, SPANS),
        sources: citations.into_sources(),
    }
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

fn company(library: &Library, id: ActorId, most: usize) -> Vec<Present> {
    let subject = Subject::Actor(id);
    let covering = library.covering(&subject, None);
    let companions = library.companions(&subject, &covering).into_iter();
    let present = companions.take(most).filter_map(|(id, articles)| {
        Some(Present {
            name: name(&*library.actor(id)?),
            articles,
        })
    });
    present.collect()
}
