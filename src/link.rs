//! Mentions to actors across articles, articles to stories.
//!
//! In this order, each step resting on those before it: `chain` joins the mentions of a person inside one article;
//! `story` finds the articles of one event; `merge` and `bare` join chains and `names` joins governments, places and organisations across
//! articles; `roster` makes actors of them, each link with its reason; `reference` and `pronoun` say whom descriptions and
//! pronouns stand for, which changes nothing of the actors; `dates` lets the articles of a story complete each other's dates. Everything is a rule that a reader can be told; nothing is learnt here. A person, a place and an
//! organisation of one name are three actors, and the government that a place’s name stands for is a fourth.

mod alias;
mod bare;
mod calendar;
mod cast;
mod chain;
pub mod corrections;
mod dates;
mod given;
mod held;
pub mod likeness;
mod merge;
mod name;
mod names;
mod office;
mod person;
mod pronoun;
mod reference;
pub mod report;
mod role;
mod roster;
mod ruling;
mod spelling;
mod story;
mod variants;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use crate::link::alias::Aliases;
use crate::link::cast::Casts;
use crate::link::chain::{Chain, Reader};
use crate::link::dates::Dated;
use crate::link::given::GivenNames;
use crate::link::names::NameMention;
use crate::link::person::Context;
use crate::link::report::Report;
use crate::link::roster::{Finished, Roster};
use crate::link::story::{Group, Sketch};
use crate::model::actor::{Actor, ActorKind};
use crate::model::article::Article;
use crate::model::correction::Corrections;
use crate::model::date::NewsDate;
use crate::model::link::{Link, Linked, Story};
use crate::model::sourced::Sourced;

/// How many shared actors and places a story's reason names.
const NAMED: usize = 3;

/// Links the mentions of all `reports` to actors, and the articles to stories. Every mention gets one link, to an actor
/// of its own kind; an actor has at least one mention. The same reports in the same order always give the same answer.
pub fn link(reports: &[Report<'_>]) -> Linked {
    link_with(reports, &Corrections::default())
}

/// Links as [`link`] does, and follows the reader's `corrections` wherever they say otherwise.
pub fn link_with(reports: &[Report<'_>], corrections: &Corrections) -> Linked {
    let given = GivenNames::known();
    let mut reader = Reader::default();
    let mut chains: Vec<Chain> = Vec::new();
    for (index, report) in reports.iter().enumerate() {
        chains.extend(chain::persons(
            index,
            report.article,
            report.findings,
            given,
            &mut reader,
        ));
    }
    let names = name_mentions(reports);
    let casts = Casts::new(reports.len(), &chains, &names, given);
    let groups = story::groups(&sketches(reports), &casts);
    let story_of = story_of(&groups, reports.len());
    let mut roster = Roster::new(
        reports
            .iter()
            .map(|report| (report.article, report.findings))
            .collect(),
        given,
    );
    let context = Context {
        chains: &chains,
        stories: &story_of,
        casts: &casts,
    };
    for person in merge::people(context, given) {
        roster.person(&person, &chains);
    }
    for group in names::groups(names, &story_of) {
        roster.group(&group);
    }
    let mut ruled = ruling::carry_out(&mut roster, corrections);
    let Finished {
        actors,
        links,
        dismissed,
    } = roster.finish();
    let mut references = reference::links(reports, &actors, &links, &story_of, given);
    reference::follow(reports, &actors, corrections, &mut references, &mut ruled);
    let spread = spread(&actors, &links);
    Linked {
        references,
        dismissed,
        ruled,
        stories: groups
            .iter()
            .map(|group| tell(group, &actors, &links, &spread))
            .collect(),
        dates: completed_dates(&groups, reports),
        actors,
        links,
    }
}

fn name_mentions(reports: &[Report<'_>]) -> Vec<NameMention> {
    let mut aliases = Aliases::new();
    let mut names = Vec::new();
    for (article, report) in reports.iter().enumerate() {
        for (number, mention) in report.findings.mentions.iter().enumerate() {
            if mention.kind != ActorKind::Person {
                let written = chain::words(mention.name, &report.article.text);
                names.push(NameMention::new(
                    mention.kind,
                    article,
                    number,
                    written,
                    &mut aliases,
                ));
            }
        }
    }
    names
}

fn sketches<'a>(reports: &[Report<'a>]) -> Vec<Sketch<'a>> {
    let articles: Vec<&Article> = reports.iter().map(|report| report.article).collect();
    words::of_articles(&articles)
        .into_iter()
        .zip(reports)
        .map(|(words, report)| Sketch {
            words,
            date: published(report),
        })
        .collect()
}

fn published<'a>(report: &Report<'a>) -> Option<&'a NewsDate> {
    let article: &'a Article = report.article;
    article.published.as_ref().map(|date| &date.value)
}

fn story_of(groups: &[Group], articles: usize) -> Vec<Option<usize>> {
    let mut stories = vec![None; articles];
    for (story, group) in groups.iter().enumerate() {
        for &article in &group.articles {
            stories[article] = Some(story);
        }
    }
    stories
}

/// By actor, in how many articles it is.
fn spread(actors: &[Actor], links: &[Vec<Link>]) -> Vec<usize> {
    let mut spread = vec![0; actors.len()];
    for links in links {
        let here: BTreeSet<usize> = links.iter().map(|link| link.actor).collect();
        for actor in here {
            spread[actor] += 1;
        }
    }
    spread
}

/// The story with its reason: what its articles have in common, the most telling first.
fn tell(group: &Group, actors: &[Actor], links: &[Vec<Link>], spread: &[usize]) -> Story {
    let mut in_articles: BTreeMap<usize, usize> = BTreeMap::new();
    for &article in &group.articles {
        let here: BTreeSet<usize> = links[article].iter().map(|link| link.actor).collect();
        for actor in here {
            *in_articles.entry(actor).or_default() += 1;
        }
    }
    // An actor that is nowhere else tells more than one that is everywhere.
    let mut shared: Vec<(usize, usize, usize)> = in_articles
        .into_iter()
        .filter(|(_, articles)| *articles > 1)
        .map(|(actor, articles)| (group.articles.len() - articles, spread[actor], actor))
        .collect();
    shared.sort_unstable();
    let of_kind = |places: bool| -> Vec<&str> {
        let shared = shared.iter().map(|(_, _, actor)| &actors[*actor]);
        let of_kind = shared.filter(|actor| (actor.kind == ActorKind::Place) == places);
        of_kind.map(|actor| actor.name.as_str()).collect()
    };
    let mut because: Vec<String> = [("actors", of_kind(false)), ("places", of_kind(true))]
        .into_iter()
        .filter(|(_, names)| !names.is_empty())
        .map(|(what, names)| format!("same {what} ({})", listed(&names)))
        .collect();
    because.push(format!("{:.2} of the words’ weight shared", group.likeness));
    let dates = if group.dates_agree {
        "dates agree"
    } else {
        "dates leave it open"
    };
    because.push(dates.to_owned());
    Story {
        articles: group.articles.clone(),
        because: because.join(", "),
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

fn completed_dates(groups: &[Group], reports: &[Report<'_>]) -> Vec<Option<Sourced<NewsDate>>> {
    let mut dates = vec![None; reports.len()];
    for group in groups {
        let story: Vec<Dated<'_>> = group
            .articles
            .iter()
            .map(|&article| Dated {
                outlet: outlet(reports[article].article),
                date: published(&reports[article]),
            })
            .collect();
        for (&article, date) in group.articles.iter().zip(dates::completed(&story)) {
            dates[article] = date;
        }
    }
    dates
}

fn outlet(article: &Article) -> &str {
    article
        .outlet
        .as_ref()
        .map_or_else(|| article.title(), |outlet| outlet.value.as_str())
}

#[cfg(test)]
mod tests;
