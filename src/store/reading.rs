//! What `extract` found in an article, as bytes.
//!
//! The ids of rules are written as words: a rule that this rashomon does not know reads as [`UNKNOWN`]. That happens only to
//! a reading of another engine, which is to be made anew.

use crate::extract;
use crate::model::actor::{ACTOR_KINDS, ActorKind};
use crate::model::findings::{Findings, Mention, MentionForm, Phrase, Reference};
use crate::model::quote::{Quote, QuoteKind, Speaker};
use crate::store::codec::{Damaged, Decoder, Encoder, unpack};
use crate::text::range::TextRange;

/// What a rule is called that this rashomon does not know.
const UNKNOWN: &str = "rule of another rashomon";

/// Writes what was found in `text`. Most phrases are what stands in the text, in lower case, and are not written out.
pub(super) fn encode(findings: &Findings, text: &str) -> Vec<u8> {
    let mut encoder = Encoder::default();
    encoder.list(&findings.sentences, |encoder, &range| encoder.range(range));
    encoder.list(&findings.mentions, encode_mention);
    encoder.list(&findings.references, encode_reference);
    encoder.list(&findings.phrases, |encoder, phrase| {
        encoder.list(&phrase.occurrences, |encoder, &range| encoder.range(range));
        let other = written(&phrase.occurrences, text).is_none_or(|written| written != phrase.text);
        encoder.option(other.then_some(phrase.text.as_str()), Encoder::text);
    });
    encoder.list(&findings.quotes, encode_quote);
    encoder.option(findings.skipped, Encoder::text);
    encoder.packed()
}

/// Reads back what was found in `text`.
pub(super) fn decode(packed: &[u8], text: &str) -> Result<Findings, Damaged> {
    let bytes = unpack(packed)?;
    let mut decoder = Decoder::new(&bytes);
    let findings = Findings {
        sentences: decoder.list(Decoder::range)?,
        mentions: decoder.list(decode_mention)?,
        references: decoder.list(decode_reference)?,
        phrases: decoder.list(|decoder| {
            let occurrences = decoder.list(Decoder::range)?;
            let other = decoder.option(Decoder::text)?;
            Ok(Phrase {
                text: match other {
                    Some(other) => other,
                    None => written(&occurrences, text).ok_or(Damaged)?,
                },
                occurrences,
            })
        })?,
        quotes: decoder.list(decode_quote)?,
        skipped: decoder.option(|decoder| Ok(known(&decoder.text()?)))?,
    };
    decoder.end()?;
    Ok(findings)
}

/// What stands in the text where the phrase stands first, in lower case.
fn written(occurrences: &[TextRange], text: &str) -> Option<String> {
    let first = occurrences.first()?;
    Some(text.get(first.start..first.end)?.to_lowercase())
}

fn encode_mention(encoder: &mut Encoder, mention: &Mention) {
    encoder.number(actor_number(mention.kind));
    encoder.number(actor_number(mention.literal));
    encoder.range(mention.name);
    encode_place(encoder, mention.honorific);
    encode_place(encoder, mention.role);
    encode_place(encoder, mention.called);
    encoder.word(mention.rule);
}

fn decode_mention(decoder: &mut Decoder<'_>) -> Result<Mention, Damaged> {
    Ok(Mention {
        kind: decode_actor_kind(decoder)?,
        literal: decode_actor_kind(decoder)?,
        name: decoder.range()?,
        honorific: decoder.option(Decoder::range)?,
        role: decoder.option(Decoder::range)?,
        called: decoder.option(Decoder::range)?,
        rule: known(&decoder.word()?),
    })
}

fn encode_reference(encoder: &mut Encoder, reference: &Reference) {
    encoder.number(match reference.form {
        MentionForm::Name => 0,
        MentionForm::Description => 1,
        MentionForm::Pronoun => 2,
    });
    encoder.range(reference.range);
    encode_place(encoder, reference.owner);
    encode_place(encoder, reference.beside);
    encoder.word(reference.rule);
}

fn decode_reference(decoder: &mut Decoder<'_>) -> Result<Reference, Damaged> {
    Ok(Reference {
        form: match decoder.number()? {
            0 => MentionForm::Name,
            1 => MentionForm::Description,
            2 => MentionForm::Pronoun,
            _ => return Err(Damaged),
        },
        range: decoder.range()?,
        owner: decoder.option(Decoder::range)?,
        beside: decoder.option(Decoder::range)?,
        rule: known(&decoder.word()?),
    })
}

fn encode_quote(encoder: &mut Encoder, quote: &Quote) {
    encoder.number(match quote.kind {
        QuoteKind::Direct => 0,
        QuoteKind::Indirect => 1,
        QuoteKind::Term => 2,
    });
    encoder.range(quote.range);
    encoder.option(quote.speaker, |encoder, speaker| {
        let (number, range) = match speaker {
            Speaker::Mention(mention) => {
                encoder.number(0);
                encoder.count(mention);
                return;
            }
            Speaker::Together(first, last) => {
                encoder.number(4);
                encoder.count(first);
                encoder.count(last);
                return;
            }
            Speaker::Pronoun(range) => (1, range),
            Speaker::Description(range) => (2, range),
            Speaker::Anonymous(range) => (3, range),
        };
        encoder.number(number);
        encoder.range(range);
    });
    encode_place(encoder, quote.cue);
    encoder.flag(quote.goes_on);
    encoder.word(quote.rule);
}

fn decode_quote(decoder: &mut Decoder<'_>) -> Result<Quote, Damaged> {
    Ok(Quote {
        kind: match decoder.number()? {
            0 => QuoteKind::Direct,
            1 => QuoteKind::Indirect,
            2 => QuoteKind::Term,
            _ => return Err(Damaged),
        },
        range: decoder.range()?,
        speaker: decoder.option(|decoder| {
            Ok(match decoder.number()? {
                0 => Speaker::Mention(decoder.small()?),
                1 => Speaker::Pronoun(decoder.range()?),
                2 => Speaker::Description(decoder.range()?),
                3 => Speaker::Anonymous(decoder.range()?),
                4 => Speaker::Together(decoder.small()?, decoder.small()?),
                _ => return Err(Damaged),
            })
        })?,
        cue: decoder.option(Decoder::range)?,
        goes_on: decoder.flag()?,
        rule: known(&decoder.word()?),
    })
}

fn encode_place(encoder: &mut Encoder, place: Option<TextRange>) {
    encoder.option(place, Encoder::range);
}

/// The number that stands for a kind of actor in every library; a number is never given to another kind.
pub(super) fn actor_number(kind: ActorKind) -> u64 {
    match kind {
        ActorKind::Person => 0,
        ActorKind::Government => 1,
        ActorKind::Organisation => 2,
        ActorKind::Place => 3,
    }
}

fn decode_actor_kind(decoder: &mut Decoder<'_>) -> Result<ActorKind, Damaged> {
    actor_kind(decoder.number()?)
}

/// The kind of actor for which the number stands.
pub(super) fn actor_kind(number: u64) -> Result<ActorKind, Damaged> {
    let mut kinds = ACTOR_KINDS.into_iter();
    kinds
        .find(|&kind| actor_number(kind) == number)
        .ok_or(Damaged)
}

/// The words of the engine that read so.
fn known(written: &str) -> &'static str {
    let rules = extract::RULES.iter().map(|rule| rule.id);
    let quotes = extract::quote::RULES.iter().map(|(id, _)| *id);
    let mut words = rules.chain(quotes).chain([extract::SKIPPED]);
    words.find(|word| *word == written).unwrap_or(UNKNOWN)
}
