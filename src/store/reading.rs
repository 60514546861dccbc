//! What `extract` found in an article, as bytes.
//!
//! A rule that this rashomon does not know reads as [`UNKNOWN`]. That happens only to a reading of another engine, which is to be
//! made anew.

use crate::extract;
use crate::model::actor::{ACTOR_KINDS, ActorKind};
use crate::model::findings::{Findings, Mention, MentionForm, Phrase, Reference};
use crate::model::quote::{Quote, QuoteKind, Speaker};
use crate::store::codec::{Damaged, Decoder, Encoder, unpack};
use crate::text::range::TextRange;

/// What a rule is called that this rashomon does not know.
const UNKNOWN: &str = "rule of another rashomon";

/// The ids of rules, by the number that stands for each in every library. One that is new comes last; a rule that is not in
/// here is written as a word.
const WORDS: &[&str] = &[
    "spelled-out-organisation",
    "organisation-words",
    "listed-organisation",
    "long-place",
    "titled-name",
    "given-name",
    "family-name",
    "speaking-name",
    "speaking-surname",
    "list-of-names",
    "name-in-another-script",
    "name-again",
    "short-organisation",
    "known-place",
    "place-by-context",
    "place-again",
    "capitals",
    "tagger",
    "tagged-again",
    "nickname",
    "organisation-again",
    "place-in-headline",
    "government",
    "apposition",
    "description",
    "pronoun",
    "credit",
    "transcript",
    "cue-behind",
    "cue-before",
    "cue-at-end",
    "subject",
    "same-paragraph",
    "later-in-paragraph",
    "sentence-before",
    "goes-on",
    "announced",
    "paragraph-before",
    "no-speaker",
    "not English: only listed names, no descriptions or pronouns",
    "given-by-newsroom",
];

/// Writes what was found in `text`. Most phrases are what stands in the text, in lower case, and are not written out. Of every
/// list, what is alike stands together: it is pressed the better.
pub(super) fn encode(findings: &Findings, text: &str) -> Vec<u8> {
    let mut encoder = Encoder::knowing(WORDS);
    encoder.count(findings.sentences.len());
    encoder.ranges(findings.sentences.iter().copied());
    encode_mentions(&mut encoder, &findings.mentions);
    encode_references(&mut encoder, &findings.references);
    encode_phrases(&mut encoder, &findings.phrases, text);
    encode_quotes(&mut encoder, &findings.quotes);
    encoder.option(findings.skipped, Encoder::word);
    encoder.packed()
}

/// Reads back what was found in `text`.
pub(super) fn decode(packed: &[u8], text: &str) -> Result<Findings, Damaged> {
    let bytes = unpack(packed)?;
    let mut decoder = Decoder::knowing(&bytes, WORDS);
    let count = decoder.small()?;
    let findings = Findings {
        sentences: decoder.ranges(count)?,
        mentions: decode_mentions(&mut decoder)?,
        references: decode_references(&mut decoder)?,
        phrases: decode_phrases(&mut decoder, text)?,
        quotes: decode_quotes(&mut decoder)?,
        skipped: decoder.option(|decoder| Ok(known(&decoder.word()?)))?,
    };
    decoder.end()?;
    Ok(findings)
}

fn encode_phrases(encoder: &mut Encoder<'_>, phrases: &[Phrase], text: &str) {
    encoder.list(phrases, |encoder, phrase| {
        encoder.count(phrase.occurrences.len());
    });
    let occurrences = phrases.iter().flat_map(|phrase| &phrase.occurrences);
    encoder.ranges(occurrences.copied());
    for (number, phrase) in (1..).zip(phrases) {
        if written(&phrase.occurrences, text).is_none_or(|written| written != phrase.text) {
            encoder.number(number);
            encoder.text(&phrase.text);
        }
    }
    encoder.number(0);
}

fn decode_phrases(decoder: &mut Decoder<'_>, text: &str) -> Result<Vec<Phrase>, Damaged> {
    let counts: Vec<usize> = decoder.list(Decoder::small)?;
    let all = counts
        .iter()
        .try_fold(0_usize, |all, count| all.checked_add(*count));
    let mut occurrences = decoder.ranges(all.ok_or(Damaged)?)?.into_iter();
    let mut phrases: Vec<(Option<String>, Vec<TextRange>)> = counts
        .into_iter()
        .map(|count| (None, occurrences.by_ref().take(count).collect()))
        .collect();
    while let Some(index) = decoder.small::<usize>()?.checked_sub(1) {
        phrases.get_mut(index).ok_or(Damaged)?.0 = Some(decoder.text()?);
    }
    let phrases = phrases.into_iter().map(|(other, occurrences)| {
        Ok(Phrase {
            text: match other {
                Some(other) => other,
                None => written(&occurrences, text).ok_or(Damaged)?,
            },
            occurrences,
        })
    });
    phrases.collect()
}

/// What stands in the text where the phrase stands first, in lower case.
fn written(occurrences: &[TextRange], text: &str) -> Option<String> {
    let first = occurrences.first()?;
    Some(text.get(first.start..first.end)?.to_lowercase())
}

/// The bits of the head of a mention: its kind, and what else there is.
const LITERAL: u64 = 4;
const HONORIFIC: u64 = 8;
const ROLE: u64 = 16;
const CALLED: u64 = 32;

fn encode_mentions(encoder: &mut Encoder<'_>, mentions: &[Mention]) {
    encoder.list(mentions, |encoder, mention| {
        let mut head = actor_number(mention.kind);
        for (is_so, bit) in [
            (mention.literal != mention.kind, LITERAL),
            (mention.honorific.is_some(), HONORIFIC),
            (mention.role.is_some(), ROLE),
            (mention.called.is_some(), CALLED),
        ] {
            head |= if is_so { bit } else { 0 };
        }
        encoder.number(head);
    });
    encoder.ranges(mentions.iter().map(|mention| mention.name));
    for mention in mentions {
        if mention.literal != mention.kind {
            encoder.number(actor_number(mention.literal));
        }
        for beside in [mention.honorific, mention.role, mention.called] {
            encode_near(encoder, mention.name, beside);
        }
    }
    for mention in mentions {
        encoder.word(mention.rule);
    }
}

fn decode_mentions(decoder: &mut Decoder<'_>) -> Result<Vec<Mention>, Damaged> {
    let heads: Vec<u64> = decoder.list(Decoder::number)?;
    let names = decoder.ranges(heads.len())?;
    let mut mentions = Vec::with_capacity(heads.len());
    for (head, name) in heads.into_iter().zip(names) {
        let kind = actor_kind(head & 3)?;
        let literal = if head & LITERAL == 0 {
            kind
        } else {
            actor_kind(decoder.number()?)?
        };
        let mut near = |bit| decode_near(decoder, head & bit != 0, name);
        mentions.push(Mention {
            name,
            kind,
            literal,
            honorific: near(HONORIFIC)?,
            role: near(ROLE)?,
            called: near(CALLED)?,
            rule: UNKNOWN,
        });
    }
    for mention in &mut mentions {
        mention.rule = known(&decoder.word()?);
    }
    Ok(mentions)
}

/// Places that are told from where a name or the like begins.
fn encode_near(encoder: &mut Encoder<'_>, at: TextRange, place: Option<TextRange>) {
    if let Some(place) = place {
        encoder.near(at.start, place);
    }
}

fn decode_near(
    decoder: &mut Decoder<'_>,
    there: bool,
    at: TextRange,
) -> Result<Option<TextRange>, Damaged> {
    there.then(|| decoder.near(at.start)).transpose()
}

/// The bits of the head of a reference: its form, and what else there is.
const OWNER: u64 = 4;
const BESIDE: u64 = 8;

fn encode_references(encoder: &mut Encoder<'_>, references: &[Reference]) {
    encoder.list(references, |encoder, reference| {
        let form = match reference.form {
            MentionForm::Name => 0,
            MentionForm::Description => 1,
            MentionForm::Pronoun => 2,
        };
        let owner = if reference.owner.is_some() { OWNER } else { 0 };
        let beside = if reference.beside.is_some() {
            BESIDE
        } else {
            0
        };
        encoder.number(form | owner | beside);
    });
    encoder.ranges(references.iter().map(|reference| reference.range));
    for reference in references {
        encode_near(encoder, reference.range, reference.owner);
        encode_near(encoder, reference.range, reference.beside);
    }
    for reference in references {
        encoder.word(reference.rule);
    }
}

fn decode_references(decoder: &mut Decoder<'_>) -> Result<Vec<Reference>, Damaged> {
    let heads: Vec<u64> = decoder.list(Decoder::number)?;
    let ranges = decoder.ranges(heads.len())?;
    let mut references = Vec::with_capacity(heads.len());
    for (head, range) in heads.into_iter().zip(ranges) {
        references.push(Reference {
            form: match head & 3 {
                0 => MentionForm::Name,
                1 => MentionForm::Description,
                2 => MentionForm::Pronoun,
                _ => return Err(Damaged),
            },
            range,
            owner: decode_near(decoder, head & OWNER != 0, range)?,
            beside: decode_near(decoder, head & BESIDE != 0, range)?,
            rule: UNKNOWN,
        });
    }
    for reference in &mut references {
        reference.rule = known(&decoder.word()?);
    }
    Ok(references)
}

/// The bits of the head of a quotation: its kind, the sort of its speaker from the third bit on, and what else there is.
const SPEAKER: u32 = 2;
const CUE: u64 = 32;
const GOES_ON: u64 = 64;

fn encode_quotes(encoder: &mut Encoder<'_>, quotes: &[Quote]) {
    encoder.list(quotes, |encoder, quote| {
        let kind = match quote.kind {
            QuoteKind::Direct => 0,
            QuoteKind::Indirect => 1,
            QuoteKind::Term => 2,
        };
        let speaker: u64 = match quote.speaker {
            None => 0,
            Some(Speaker::Mention(_)) => 1,
            Some(Speaker::Together(..)) => 2,
            Some(Speaker::Pronoun(_)) => 3,
            Some(Speaker::Description(_)) => 4,
            Some(Speaker::Anonymous(_)) => 5,
        };
        let cue = if quote.cue.is_some() { CUE } else { 0 };
        let goes_on = if quote.goes_on { GOES_ON } else { 0 };
        encoder.number(kind | speaker << SPEAKER | cue | goes_on);
    });
    encoder.ranges(quotes.iter().map(|quote| quote.range));
    let mut before = 0;
    for quote in quotes {
        match quote.speaker {
            None => {}
            Some(Speaker::Mention(mention)) => {
                encoder.step(before, mention);
                before = mention;
            }
            Some(Speaker::Together(first, last)) => {
                encoder.step(before, first);
                encoder.step(first, last);
                before = last;
            }
            Some(
                Speaker::Pronoun(range) | Speaker::Description(range) | Speaker::Anonymous(range),
            ) => encoder.near(quote.range.start, range),
        }
        encode_near(encoder, quote.range, quote.cue);
    }
    for quote in quotes {
        encoder.word(quote.rule);
    }
}

fn decode_quotes(decoder: &mut Decoder<'_>) -> Result<Vec<Quote>, Damaged> {
    let heads: Vec<u64> = decoder.list(Decoder::number)?;
    let ranges = decoder.ranges(heads.len())?;
    let mut quotes = Vec::with_capacity(heads.len());
    let mut before = 0;
    for (head, range) in heads.into_iter().zip(ranges) {
        quotes.push(Quote {
            kind: match head & 3 {
                0 => QuoteKind::Direct,
                1 => QuoteKind::Indirect,
                2 => QuoteKind::Term,
                _ => return Err(Damaged),
            },
            range,
            speaker: decode_speaker(decoder, (head & (CUE - 1)) >> SPEAKER, range, &mut before)?,
            cue: decode_near(decoder, head & CUE != 0, range)?,
            goes_on: head & GOES_ON != 0,
            rule: UNKNOWN,
        });
    }
    for quote in &mut quotes {
        quote.rule = known(&decoder.word()?);
    }
    Ok(quotes)
}

fn decode_speaker(
    decoder: &mut Decoder<'_>,
    sort: u64,
    quote: TextRange,
    before: &mut usize,
) -> Result<Option<Speaker>, Damaged> {
    Ok(Some(match sort {
        0 => return Ok(None),
        1 => {
            *before = decoder.step(*before)?;
            Speaker::Mention(*before)
        }
        2 => {
            let first = decoder.step(*before)?;
            *before = decoder.step(first)?;
            Speaker::Together(first, *before)
        }
        3 => Speaker::Pronoun(decoder.near(quote.start)?),
        4 => Speaker::Description(decoder.near(quote.start)?),
        5 => Speaker::Anonymous(decoder.near(quote.start)?),
        _ => return Err(Damaged),
    }))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_a_number() {
        let rules = extract::RULES.iter().map(|rule| rule.id);
        let quotes = extract::quote::RULES.iter().map(|(id, _)| *id);
        for id in rules.chain(quotes).chain([extract::SKIPPED]) {
            assert!(
                WORDS.contains(&id),
                "`{id}` is to be put behind the last of WORDS"
            );
        }
    }
}
