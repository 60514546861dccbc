//! People whose names stand in Cyrillic or Greek letters, which have capitals as Latin has. The other rules take no word of
//! another script for a name; here a known given name must lead.

use std::collections::HashSet;

use super::draft::Draft;
use super::lexicon::{Kinds, look_up};
use super::reading::Reading;
use crate::model::actor::ActorKind;
use crate::text::fold::folded;

const RULE: &str = "name-in-another-script";

/// A known given name and the capital behind it, and the family name again: `Іван Доенко`, `Доенко`.
pub(super) fn people(reading: &Reading, draft: &mut Draft) {
    let mut families = HashSet::new();
    let capitals: Vec<usize> = (0..reading.words.len())
        .filter(|&index| is_capital(reading.text_at(index)))
        .collect();
    for &index in &capitals {
        let given = look_up(&folded(reading.text_at(index))).any(Kinds::GIVEN);
        let Some(family) = reading
            .behind(index)
            .filter(|&next| given && is_capital(reading.text_at(next)))
        else {
            continue;
        };
        if draft
            .claim(index, family, ActorKind::Person, RULE)
            .is_some()
        {
            families.insert(reading.text_at(family));
        }
    }
    for &index in &capitals {
        if families.contains(reading.text_at(index)) {
            draft.claim(index, index, ActorKind::Person, RULE);
        }
    }
}

/// Tells whether a word of two letters and more in Cyrillic or Greek begins with a capital and goes on without.
fn is_capital(word: &str) -> bool {
    let mut letters = word.chars();
    let first = letters.next();
    let rest = letters.as_str();
    first.is_some_and(|c| is_of_script(c) && c.is_uppercase())
        && rest.chars().any(is_of_script)
        && !rest.chars().any(char::is_uppercase)
}

fn is_of_script(c: char) -> bool {
    ('\u{370}'..'\u{530}').contains(&c)
}
