//! What the program says of one article, line by line as a person would note it down: who is named how, and who says what.

use std::collections::{BTreeMap, BTreeSet};

use rashomon::library::Library;
use rashomon::library::entry::Entry;
use rashomon::model::actor::ActorKind;
use rashomon::model::article::BlockKind;
use rashomon::model::comparison::{Difference, DifferenceKind};
use rashomon::model::findings::MentionForm;
use rashomon::model::quote::{Quote, Speaker};
use rashomon::text::range::TextRange;

/// How often each actor is named, by kind of block and form, and described: `ACTOR | WHERE | FORM | TIMES`, sorted. Of
/// organisations and places, only those that are `listed`.
pub fn actors(library: &Library, entry: &Entry, listed: &BTreeSet<String>) -> Vec<String> {
    let text = &entry.article.text;
    let mut counts: BTreeMap<(String, &str, &str), usize> = BTreeMap::new();
    for (index, mention) in entry.findings.mentions.iter().enumerate() {
        let name = actor_of_mention(library, entry, index);
        if mention.kind != ActorKind::Person && !listed.contains(&name) {
            continue;
        }
        let place = match entry.article.kind_at(mention.name.start) {
            Some(BlockKind::Headline) => "headline",
            Some(BlockKind::Caption) => "caption",
            _ => "prose",
        };
        if let Some(role) = mention.role {
            let role = (name.clone(), "role", role.of(text));
            *counts.entry(role).or_default() += 1;
        }
        *counts
            .entry((name, place, mention.form().of(text)))
            .or_default() += 1;
    }
    for (reference, link) in entry
        .findings
        .references
        .iter()
        .zip(entry.references.iter())
    {
        let Some(link) = link.as_ref().filter(|_| reference.beside.is_none()) else {
            continue;
        };
        let actor = library.actor(link.actor);
        let name = actor.map(|actor| actor.name.clone()).unwrap_or_default();
        let form = match reference.form {
            MentionForm::Pronoun => "pronoun",
            MentionForm::Name | MentionForm::Description => "description",
        };
        *counts
            .entry((name, form, reference.range.of(text)))
            .or_default() += 1;
    }
    counts
        .iter()
        .map(|((name, place, form), count)| format!("{name} | {place} | {form} | {count}"))
        .collect()
}

/// The quotations in text order: `KIND | WHO | WORDS | QUOTATION`.
pub fn quotations(library: &Library, entry: &Entry) -> Vec<String> {
    let line = |quote: &Quote| {
        let text = &entry.article.text;
        let who = quote.speaker.map_or("-".to_owned(), |speaker| {
            speaker_of(library, entry, speaker)
        });
        let words = quote
            .speaker
            .and_then(|speaker| entry.findings.range_of(speaker));
        format!(
            "{} | {who} | {} | {}",
            quote.kind.name(),
            words.map_or("-", |range| range.of(text)),
            quote.range.of(text)
        )
    };
    entry.findings.quotes.iter().map(line).collect()
}

/// In what two articles differ: `KIND | WORDS OF A | WORDS OF B`, several joined by ` / ` and `-` for none; of people and
/// sources, who it is and on which sides, `caption` where nothing else names them.
///
/// # Panics
/// When a row has no article, or the two cannot be compared.
pub fn compared(library: &Library, rows: [usize; 2]) -> Vec<String> {
    let entries = rows.map(|row| library.entry(row).unwrap());
    let found = library.compare(rows[0], rows[1]).unwrap();
    let line = |difference: &Difference| {
        let actor = difference.actor.and_then(|actor| library.actor(actor));
        let name = actor.as_ref().map_or("-", |actor| actor.name.as_str());
        let kind = difference.kind.name();
        match difference.kind {
            DifferenceKind::Person | DifferenceKind::Source => {
                let sides = ["A", "B"].into_iter().zip(&entries).zip(&difference.at);
                let sides = sides.filter(|(_, at)| !at.is_empty());
                let sides: Vec<String> = sides
                    .map(|((side, entry), at)| format!("{side}{}", only_in_captions(entry, at)))
                    .collect();
                format!("{kind} | {name} | {}", sides.join(", "))
            }
            _ => {
                let words = [0, 1].map(|side: usize| {
                    let text = &entries[side].article.text;
                    let words = difference.at[side].iter().map(|range| range.of(text));
                    let words: Vec<&str> = words.collect();
                    if words.is_empty() {
                        "-".to_owned()
                    } else {
                        words.join(" / ")
                    }
                });
                format!("{kind} | {} | {}", words[0], words[1])
            }
        }
    };
    found.differences.iter().map(line).collect()
}

fn only_in_captions(entry: &Entry, at: &[TextRange]) -> &'static str {
    let is_caption =
        |range: &TextRange| entry.article.kind_at(range.start) == Some(BlockKind::Caption);
    if at.iter().all(is_caption) {
        " caption"
    } else {
        ""
    }
}

fn speaker_of(library: &Library, entry: &Entry, speaker: Speaker) -> String {
    match speaker {
        Speaker::Mention(_) | Speaker::Together(..) => {
            let names = entry.findings.speakers(speaker);
            let names: Vec<String> = names
                .map(|index| actor_of_mention(library, entry, index))
                .collect();
            names.join(", ")
        }
        Speaker::Pronoun(range) => {
            actor_of_reference(library, entry, range).unwrap_or_else(|| "?".to_owned())
        }
        Speaker::Description(range) => {
            actor_of_reference(library, entry, range).unwrap_or_else(|| "described".to_owned())
        }
        Speaker::Anonymous(_) => "anonymous".to_owned(),
    }
}

fn actor_of_mention(library: &Library, entry: &Entry, mention: usize) -> String {
    let (actor, _) = library.link_of(entry, mention).unwrap();
    actor.name.clone()
}

fn actor_of_reference(library: &Library, entry: &Entry, range: TextRange) -> Option<String> {
    let index = entry.findings.reference_at(range.start)?;
    let link = entry.references[index].as_ref()?;
    Some(library.actor(link.actor)?.name.clone())
}
