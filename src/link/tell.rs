//! Stories told: why their articles are taken for one, and what they add to each other's dates.

use std::collections::BTreeMap;

use crate::link::dates::{self, Dated};
use crate::link::event::Group;
use crate::link::imprint::Imprint;
use crate::link::register::{Entry, Register};
use crate::link::wording::Wordings;
use crate::model::actor::{ActorId, ActorKind};
use crate::model::date::NewsDate;
use crate::model::link::Link;
use crate::model::sourced::Sourced;

/// How many shared actors and places a story's reason names.
const NAMED: usize = 3;

/// Why the articles of `group` are one story: what they have in common, the most telling first. `links` gives the links of
/// each of them.
pub(crate) fn because<'a>(
    group: &Group,
    links: impl Iterator<Item = &'a [Link]>,
    register: &Register,
) -> String {
    let mut in_articles: BTreeMap<ActorId, usize> = BTreeMap::new();
    for links in links {
        let mut here: Vec<ActorId> = links.iter().map(|link| link.actor).collect();
        here.sort_unstable();
        here.dedup();
        for actor in here {
            *in_articles.entry(actor).or_default() += 1;
        }
    }
    let shared = in_articles
        .into_iter()
        .filter(|(_, articles)| *articles > 1);
    let mut shared: Vec<(usize, u32, &Entry)> = shared
        .filter_map(|(actor, articles)| {
            let entry = register.named(actor)?;
            Some((group.articles.len() - articles, entry.spread(), entry))
        })
        .collect();
    // An actor that is nowhere else tells more than one that is everywhere.
    shared.sort_unstable_by(|(missing, spread, a), (other_missing, other, b)| {
        (missing, spread, a.rank()).cmp(&(other_missing, other, b.rank()))
    });
    let of_kind = |places: bool| -> Vec<&str> {
        let shared = shared.iter().map(|(_, _, entry)| &entry.actor);
        let of_kind = shared.filter(|actor| (actor.kind == ActorKind::Place) == places);
        of_kind.map(|actor| actor.name.as_str()).collect()
    };
    let mut because: Vec<String> = [("actors", of_kind(false)), ("places", of_kind(true))]
        .into_iter()
        .filter(|(_, names)| !names.is_empty())
        .map(|(what, names)| format!("same {what} ({})", listed(&names)))
        .collect();
    if let Some(likeness) = group.likeness {
        because.push(format!("{likeness:.2} of the words’ weight shared"));
    }
    let dates = if group.dates_agree {
        "dates agree"
    } else {
        "dates leave it open"
    };
    because.push(dates.to_owned());
    if let Some(said) = said(group) {
        because.insert(0, said);
    }
    because.join(", ")
}

/// `as you say, line 3 of your corrections`.
fn said(group: &Group) -> Option<String> {
    let mut lines = group.said.lines.clone();
    lines.sort_unstable();
    lines.dedup();
    let numbers: Vec<String> = lines.iter().map(ToString::to_string).collect();
    let what = if group.said.pinned {
        "pinned"
    } else {
        "as you say"
    };
    match lines.len() {
        0 => None,
        1 => Some(format!(
            "{what}, line {} of your corrections",
            numbers.concat()
        )),
        _ => Some(format!(
            "{what}, lines {} of your corrections",
            numbers.join(", ")
        )),
    }
}

/// `Ada Bell, Carl Dahl, Eva Falk and 2 more`.
fn listed(names: &[&str]) -> String {
    let shown = names
        .iter()
        .take(NAMED)
        .copied()
        .collect::<Vec<_>>()
        .join(", ");
    match names.len().saturating_sub(NAMED) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

/// By article of a story: the date that the others add to its own.
pub(crate) fn dates(story: &[Imprint], wordings: &Wordings) -> Vec<Option<Sourced<NewsDate>>> {
    let dated: Vec<Dated<'_>> = story
        .iter()
        .map(|imprint| Dated {
            outlet: &wordings.get(imprint.called).text,
            date: imprint.date.as_ref(),
        })
        .collect();
    dates::completed(&dated)
}
