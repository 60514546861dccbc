//! The account of an actor as a document.

use super::super::account::{ActorAccount, OutletWords, Words};
use super::{Body, Document, Term, part, passages, sayings};
use crate::text::count::counted;

/// How many forms of the name are told at the top.
const FORMS: usize = 8;

/// The account as a document.
pub fn document(account: &ActorAccount) -> Document {
    let mut document = Document {
        title: account.actor.name.clone(),
        lead: lead(account),
        sections: Vec::new(),
        sources: account.sources.clone(),
    };
    let outlets = account.outlets.iter().map(outlet).collect();
    document.add("In each outlet's words", None, Body::Terms(outlets));
    let note = part(account.quotations.len(), account.all_quotations);
    document.add("Says", note, sayings(&account.quotations, false));
    // Several places in one sentence are one passage.
    let all: usize = account.all_passages;
    let note = (account.passages.len() >= super::super::account::Limits::default().passages)
        .then(|| part(account.passages.len(), all))
        .flatten();
    document.add("Mentions", note, passages(&account.passages));
    let company = account.company.iter();
    let company = company.map(|present| (present.name.name.clone(), present.articles));
    document.add("Named with", None, Body::Bars(company.collect()));
    if let Some(timeline) = &account.timeline {
        document.add("When", None, Body::Time(timeline.clone()));
    }
    document
}

fn lead(account: &ActorAccount) -> Vec<String> {
    let mut lead = vec![format!(
        "{} · {} · {}",
        account.actor.kind,
        counted(account.articles, "article"),
        counted(account.places, "place")
    )];
    lead.extend(super::kept_to(account.query.as_deref()));
    let forms = account.forms.iter();
    let others = forms.filter(|(form, _)| *form != account.actor.name);
    let others: Vec<String> = others
        .take(FORMS)
        .map(|(form, count)| format!("{form} {count}"))
        .collect();
    if !others.is_empty() {
        lead.push(format!("also written {}", others.join(", ")));
    }
    lead
}

fn outlet(told: &OutletWords) -> Term {
    let counts = [
        (told.prose, "in the text"),
        (told.headline, "in headlines"),
        (told.caption, "in captions"),
    ];
    let counts = counts.iter().filter(|(count, _)| *count > 0);
    let counts = counts.map(|(count, place)| format!("{count} {place}"));
    let articles = std::iter::once(counted(told.articles, "article"));
    let aside: Vec<String> = articles.chain(counts).collect();
    let words = [
        ("names", &told.forms),
        ("titles", &told.titles),
        ("described", &told.descriptions),
        ("says by", &told.cues),
    ];
    let words = words.into_iter().filter(|(_, words)| !words.is_empty());
    Term {
        name: told.outlet.clone(),
        aside: aside.join(", "),
        told: words.map(|(what, words)| (what, listed(words))).collect(),
    }
}

/// `“special envoy” 2, “envoy” 1 [3 ¶7]`: the place of each that stands there once.
fn listed(words: &[Words]) -> String {
    let told = words.iter().map(|words| {
        let cite = super::cited(words.cite);
        format!("“{}” {} {cite}", words.text, words.count)
    });
    told.collect::<Vec<_>>().join(", ")
}
