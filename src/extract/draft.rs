//! What the rules have found so far: each word belongs to one name at most, and the earlier rule keeps it.

use crate::extract::reading::Reading;
use crate::model::actor::ActorKind;
use crate::model::findings::{Mention, Reference};
use crate::text::range::TextRange;

/// How many words the longest name may have; what is longer is a row of capitals and no name.
const LONGEST: usize = 16;

/// The rule whose names no other decides about: what the newsroom says.
pub(super) const GIVEN: &str = crate::model::given::RULE;

/// A name found, in words.
#[derive(Debug, Clone)]
pub(super) struct Name {
    /// The index of its first word.
    pub(super) first: usize,
    /// The index of its last word.
    pub(super) last: usize,
    /// What kind of actor it stands for.
    pub(super) kind: ActorKind,
    /// What it is by itself, as [`Mention::literal`] has it.
    pub(super) literal: ActorKind,
    /// The rule that found it.
    pub(super) rule: &'static str,
    /// The first word of the name to which this is another one, by what the text says.
    pub(super) called: Option<usize>,
    /// The first and the last word of the form of address.
    pub(super) honorific: Option<(usize, usize)>,
    /// The first and the last word of the role.
    pub(super) role: Option<(usize, usize)>,
}

/// The names found so far and the words that they hold.
pub(super) struct Draft {
    /// By word: 0 where it is free, else the name's index plus one.
    owner: Vec<u32>,
    /// The names in the order found.
    pub(super) names: Vec<Name>,
    /// Descriptions and pronouns, in the order found.
    pub(super) references: Vec<Reference>,
}

impl Draft {
    /// A draft for `words` words.
    pub(super) fn new(words: usize) -> Self {
        Self {
            owner: vec![0; words],
            names: Vec::new(),
            references: Vec::new(),
        }
    }

    /// Tells whether no name holds the word.
    pub(super) fn is_free(&self, word: usize) -> bool {
        self.owner.get(word).is_some_and(|&owner| owner == 0)
    }

    /// The index of the name that holds the word.
    pub(super) fn owner(&self, word: usize) -> Option<usize> {
        (*self.owner.get(word)? as usize).checked_sub(1)
    }

    /// The name that holds the word.
    pub(super) fn name_at(&self, word: usize) -> Option<&Name> {
        self.names.get(self.owner(word)?)
    }

    /// The kind of the name that holds the word.
    pub(super) fn kind_at(&self, word: usize) -> Option<ActorKind> {
        self.name_at(word).map(|name| name.kind)
    }

    /// Takes the words from `first` to `last` for a name and gives its index; nothing where one of them is taken, or where
    /// they are more than any name has.
    pub(super) fn claim(
        &mut self,
        first: usize,
        last: usize,
        kind: ActorKind,
        rule: &'static str,
    ) -> Option<usize> {
        if last < first || last - first >= LONGEST || !(first..=last).all(|word| self.is_free(word))
        {
            return None;
        }
        let index = self.names.len();
        let owner = u32::try_from(index + 1).ok()?;
        self.owner[first..=last].fill(owner);
        self.names.push(Name {
            first,
            last,
            kind,
            literal: kind,
            rule,
            called: None,
            honorific: None,
            role: None,
        });
        Some(index)
    }

    /// Takes the words for a person, with the form of address and the role that stand before the name.
    pub(super) fn claim_person(
        &mut self,
        words: (usize, usize),
        honorific: Option<(usize, usize)>,
        office: Option<(usize, usize)>,
        rule: &'static str,
    ) {
        if let Some(index) = self.claim(words.0, words.1, ActorKind::Person, rule) {
            self.names[index].honorific = honorific;
            self.names[index].role = office;
        }
    }

    /// Takes the words, where they are one name or free, for another name of the person whose name begins at `of`.
    pub(super) fn rename(&mut self, first: usize, last: usize, of: usize, rule: &'static str) {
        if let Some(index) = self.owner(first).filter(|&index| {
            let name = &self.names[index];
            (name.first, name.last) == (first, last)
        }) {
            let name = &mut self.names[index];
            (name.kind, name.literal) = (ActorKind::Person, ActorKind::Person);
            (name.called, name.rule) = (Some(of), rule);
        } else if let Some(index) = self.claim(first, last, ActorKind::Person, rule) {
            self.names[index].called = Some(of);
        }
    }

    /// Takes over a name of another draft of the same words, with all that is known of it.
    pub(super) fn keep(&mut self, name: &Name) {
        if let Some(index) = self.claim(name.first, name.last, name.kind, name.rule) {
            self.names[index] = name.clone();
        }
    }

    /// The names as mentions and the references, each in text order; of two references that overlap, the longer stays.
    pub(super) fn finish(mut self, reading: &Reading) -> (Vec<Mention>, Vec<Reference>) {
        let mut references = std::mem::take(&mut self.references);
        references.sort_by_key(|found| (found.range.start, std::cmp::Reverse(found.range.end)));
        let mut end = 0;
        references.retain(|found| {
            let apart = found.range.start >= end;
            if apart {
                end = found.range.end;
            }
            apart
        });
        (self.into_mentions(reading), references)
    }

    fn into_mentions(mut self, reading: &Reading) -> Vec<Mention> {
        self.names.sort_unstable_by_key(|name| name.first);
        let span = |(first, last): (usize, usize)| -> TextRange { reading.span(first, last) };
        self.names
            .iter()
            .map(|name| Mention {
                name: span((name.first, name.last)),
                honorific: name.honorific.map(span),
                role: name.role.map(span),
                kind: name.kind,
                literal: name.literal,
                rule: name.rule,
                called: name
                    .called
                    .and_then(|of| self.names.binary_search_by_key(&of, |name| name.first).ok())
                    .map(|of| span((self.names[of].first, self.names[of].last))),
            })
            .collect()
    }
}
