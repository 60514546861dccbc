//! More text out of the same: the names of a document exchanged for others, so that it is the surroundings that count.

use std::collections::HashMap;

use super::corpus::{Document, Sentence};
use super::dice::Dice;
use crate::extract::lexicon::{Kinds, entries};
use crate::model::actor::ActorKind;

/// Names to put in the place of others.
pub(super) struct Pools {
    given: Vec<String>,
    family: Vec<String>,
    listed_given: Vec<String>,
    listed_family: Vec<String>,
    organisations: Vec<Vec<String>>,
    places: Vec<Vec<String>>,
    listed_places: Vec<Vec<String>>,
    countries: Vec<Vec<String>>,
}

impl Pools {
    /// The names of `documents` and of the word list.
    pub(super) fn new(documents: &[Document]) -> Self {
        let listed = |kinds: Kinds| -> Vec<Vec<String>> {
            entries(kinds)
                .into_iter()
                .map(|entry| entry.split(' ').map(capitalised).collect())
                .collect()
        };
        let words = |kinds: Kinds| -> Vec<String> {
            listed(kinds)
                .into_iter()
                .filter(|words| words.len() == 1)
                .flatten()
                .collect()
        };
        let mut pools = Self {
            given: Vec::new(),
            family: Vec::new(),
            listed_given: words(Kinds::GIVEN),
            listed_family: words(Kinds::FAMILY),
            organisations: Vec::new(),
            places: Vec::new(),
            listed_places: listed(Kinds::PLACE.or(Kinds::UNSURE_CITY)),
            countries: listed(Kinds::COUNTRY),
        };
        for sentence in documents.iter().flat_map(|document| &document.sentences) {
            for (first, last, kind) in sentence.names() {
                pools.add(sentence.tokens[first..=last].to_vec(), kind);
            }
        }
        pools
    }

    fn add(&mut self, words: Vec<String>, kind: ActorKind) {
        if !words
            .iter()
            .any(|word| word.starts_with(char::is_uppercase))
        {
            return;
        }
        match kind {
            ActorKind::Organisation => self.organisations.push(words),
            ActorKind::Place => self.places.push(words),
            ActorKind::Person
                if words.len() == 2 && words.iter().all(|word| is_written_out(word)) =>
            {
                let mut words = words.into_iter();
                self.given.extend(words.next());
                self.family.extend(words.next());
            }
            ActorKind::Person | ActorKind::Government => {}
        }
    }

    /// A given name.
    pub(super) fn given(&self, dice: &mut Dice) -> String {
        Self::part(&self.given, &self.listed_given, dice)
    }

    /// A family name.
    pub(super) fn family(&self, dice: &mut Dice) -> String {
        Self::part(&self.family, &self.listed_family, dice)
    }

    fn part(met: &[String], listed: &[String], dice: &mut Dice) -> String {
        let pool = if dice.chance(45) { met } else { listed };
        let word = dice.one(pool).cloned().unwrap_or_default();
        if dice.chance(30) {
            bent(&word, dice)
        } else {
            word
        }
    }

    /// A country.
    pub(super) fn country(&self, dice: &mut Dice) -> Vec<String> {
        dice.one(&self.countries).cloned().unwrap_or_default()
    }

    /// A place.
    pub(super) fn place(&self, dice: &mut Dice) -> Vec<String> {
        let pool = if dice.chance(50) {
            &self.places
        } else {
            &self.listed_places
        };
        let words = dice.one(pool).cloned().unwrap_or_default();
        if dice.chance(25) {
            bent_all(&words, dice)
        } else {
            words
        }
    }

    /// A place of one word, as a club is called by it.
    pub(super) fn town(&self, dice: &mut Dice) -> Vec<String> {
        let words = dice.one(&self.listed_places).cloned().unwrap_or_default();
        if dice.chance(20) {
            bent_all(&words, dice)
        } else {
            words
        }
    }

    /// An organisation.
    pub(super) fn organisation(&self, dice: &mut Dice) -> Vec<String> {
        if dice.chance(8) {
            let letters = 3 + dice.below(2);
            let letter =
                |dice: &mut Dice| char::from(b'A' + u8::try_from(dice.below(26)).unwrap_or(0));
            return vec![(0..letters).map(|_| letter(dice)).collect()];
        }
        let words = dice.one(&self.organisations).cloned().unwrap_or_default();
        if dice.chance(25) {
            bent_all(&words, dice)
        } else {
            words
        }
    }

    /// The document with other names, each name the same throughout, and a few lines in other capitals.
    pub(super) fn exchanged(&self, document: &Document, dice: &mut Dice) -> Document {
        let mut people: HashMap<String, String> = HashMap::new();
        let mut others: HashMap<String, Vec<String>> = HashMap::new();
        let mut new = Document::default();
        for sentence in &document.sentences {
            let mut out = Sentence::default();
            let mut at = 0;
            for (first, last, kind) in sentence.names() {
                out.tokens.extend_from_slice(&sentence.tokens[at..first]);
                out.parts.extend_from_slice(&sentence.parts[at..first]);
                let old = &sentence.tokens[first..=last];
                let words = match kind {
                    ActorKind::Person => self.person(old, &mut people, dice),
                    _ => others
                        .entry(old.join(" "))
                        .or_insert_with(|| self.other(old, kind, dice))
                        .clone(),
                };
                for (index, word) in words.iter().enumerate() {
                    out.push(word, Some((kind, index == 0)));
                }
                at = last + 1;
            }
            out.tokens.extend_from_slice(&sentence.tokens[at..]);
            out.parts.extend_from_slice(&sentence.parts[at..]);
            recased(&mut out, dice);
            new.sentences.push(out);
        }
        new
    }

    /// The words of a person exchanged one by one, so that a family name alone stays that of the full name.
    fn person(
        &self,
        old: &[String],
        known: &mut HashMap<String, String>,
        dice: &mut Dice,
    ) -> Vec<String> {
        let mut words = Vec::new();
        for (index, word) in old.iter().enumerate() {
            if !is_written_out(word) {
                words.push(word.clone());
                continue;
            }
            let given = index == 0 && old.len() > 1;
            let new = known.entry(word.clone()).or_insert_with(|| {
                if given {
                    self.given(dice)
                } else {
                    self.family(dice)
                }
            });
            words.push(new.clone());
        }
        words
    }

    fn other(&self, old: &[String], kind: ActorKind, dice: &mut Dice) -> Vec<String> {
        let kept = dice.below(100);
        if kept < 25 {
            return old.to_vec();
        }
        let new = match kind {
            _ if kept < 40 => bent_all(old, dice),
            ActorKind::Place => self.place(dice),
            _ => self.organisation(dice),
        };
        if new.is_empty() { old.to_vec() } else { new }
    }
}

fn is_written_out(word: &str) -> bool {
    word.chars().count() > 2 && word.starts_with(char::is_uppercase) && !word.ends_with('.')
}

/// The word with a capital at its beginning and behind each hyphen.
pub(super) fn capitalised(word: &str) -> String {
    if matches!(
        word,
        "of" | "the" | "and" | "al" | "de" | "la" | "del" | "es" | "do" | "da" | "on"
    ) {
        return word.to_owned();
    }
    let mut start = true;
    word.chars()
        .map(|c| {
            let new = if start { c.to_ascii_uppercase() } else { c };
            start = c == '-';
            new
        })
        .collect()
}

/// The words with a few letters changed, where they are no common words.
fn bent_all(words: &[String], dice: &mut Dice) -> Vec<String> {
    words
        .iter()
        .map(|word| {
            let kinds = crate::extract::lexicon::look_up(&word.to_lowercase());
            let fixed = Kinds::COMMON
                .or(Kinds::ORGANISATION_HEAD)
                .or(Kinds::PLACE_HEAD)
                .or(Kinds::FUNCTION);
            if kinds.any(fixed) || !is_written_out(word) {
                word.clone()
            } else {
                bent(word, dice)
            }
        })
        .collect()
}

/// The word with one to three of its letters changed, vowels for vowels: one that no list holds.
fn bent(word: &str, dice: &mut Dice) -> String {
    const VOWELS: &[u8] = b"aeiou";
    const OTHERS: &[u8] = b"bcdfghjklmnprstvwyz";
    let mut letters: Vec<char> = word.chars().collect();
    if letters.len() < 3 {
        return word.to_owned();
    }
    for _ in 0..=dice.below(3) {
        let place = dice.below(letters.len());
        let old = letters[place];
        if !old.is_ascii_alphabetic() {
            continue;
        }
        let pool = if "aeiouAEIOU".contains(old) {
            VOWELS
        } else {
            OTHERS
        };
        let new = dice.one(pool).copied().map_or(old, char::from);
        letters[place] = if old.is_uppercase() {
            new.to_ascii_uppercase()
        } else {
            new
        };
    }
    letters.into_iter().collect()
}

/// Writes a few lines as headlines are written: all in capitals, or each word with one.
fn recased(sentence: &mut Sentence, dice: &mut Dice) {
    let roll = dice.below(100);
    if roll < 5 {
        for token in &mut sentence.tokens {
            *token = token.to_uppercase();
        }
    } else if roll < 8 {
        for token in &mut sentence.tokens {
            *token = capitalised(token);
        }
        if sentence.tokens.last().is_some_and(|last| last == ".") {
            sentence.tokens.pop();
            sentence.parts.pop();
        }
    }
}
