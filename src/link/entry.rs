//! The mention of a person, read: how it is written, and what stands beside it.

use std::sync::Arc;

use crate::link::name::Name;
use crate::link::role::{Gender, Role};
use crate::link::wording::Wordings;
use crate::model::actor::ActorKind;
use crate::model::article::Article;
use crate::model::findings::{Findings, Mention, MentionForm};
use crate::text::range::TextRange;

/// A person's mention, read.
pub(crate) struct Entry {
    pub(crate) mention: usize,
    pub(crate) at: usize,
    pub(crate) paragraph: usize,
    pub(crate) name: Arc<Name>,
    pub(crate) written: Arc<str>,
    pub(crate) wording: u32,
    pub(crate) gender: Option<Gender>,
    pub(crate) roles: Vec<Arc<Role>>,
    /// Whether only `and`, with a plain word or two, parts it from the mention before.
    pub(crate) coupled: bool,
    /// What the pronouns behind it in its sentence tell of it, if it is what they mean.
    pub(crate) followed: Option<Gender>,
}

impl Entry {
    /// Reads mention number `number`.
    pub(crate) fn read(
        number: usize,
        mention: &Mention,
        article: &Article,
        findings: &Findings,
        wordings: &mut Wordings,
    ) -> Self {
        let text = &article.text;
        let wording = wordings.at(mention.name, text);
        let (honorific, role) = (mention.honorific, mention.role);
        let told: Vec<(Option<Gender>, Option<Arc<Role>>)> = [honorific, role]
            .into_iter()
            .flatten()
            .map(|range| {
                let wording = wordings.at(range, text);
                wordings.told(wording)
            })
            .collect();
        let at = mention.name.start;
        Self {
            mention: number,
            at,
            paragraph: 0,
            name: wordings.name(wording),
            gender: told.iter().find_map(|(gender, _)| *gender),
            roles: told.into_iter().filter_map(|(_, role)| role).collect(),
            coupled: is_coupled(number, mention, article, findings),
            followed: gender_of_pronouns(mention.name, article, findings),
            written: Arc::clone(&wordings.get(wording).text),
            wording,
        }
    }
}

/// Tells whether `and` and a few plain words (`and his wife`) part the mention, with its role and form of address, from
/// the one before.
fn is_coupled(number: usize, mention: &Mention, article: &Article, findings: &Findings) -> bool {
    let before = number
        .checked_sub(1)
        .and_then(|before| findings.mentions.get(before));
    let start = mention
        .role
        .map_or(usize::MAX, |role| role.start)
        .min(mention.form().start);
    before.is_some_and(|before| {
        let between = TextRange::new(before.name.end, start).of(&article.text);
        let mut words = between.split_whitespace();
        let coupled = matches!(words.next(), Some("and" | "&"));
        let plain = |word: &str| word.chars().all(|c| c.is_lowercase() || c == '-');
        before.kind == ActorKind::Person && coupled && words.clone().count() < 4 && words.all(plain)
    })
}

/// The gender of the pronouns behind a name in its sentence, where all of them are of one.
fn gender_of_pronouns(name: TextRange, article: &Article, findings: &Findings) -> Option<Gender> {
    let sentence = findings.sentence_at(name.start)?;
    let behind = findings.references.iter().filter(|reference| {
        reference.form == MentionForm::Pronoun
            && reference.range.start > name.end
            && reference.range.end <= sentence.end
    });
    let mut genders = behind.map(|pronoun| Gender::of_pronoun(pronoun.range.of(&article.text)));
    let first = genders.next()?;
    genders.all(|gender| gender == first).then_some(first)
}
