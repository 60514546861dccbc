//! One article to names, roles, topics, quotations: one file per family of rules, one line per rule in the register.
//!
//! The rules read the words of an article and write names into one draft, in the order of [`RULES`]:
//! what an earlier rule has taken, a later one leaves alone. What a word can be comes from the packed word list. The
//! rules are precise before they are complete: a capital alone is never enough for a person. Behind them [`tagger`] decides
//! anew with all of this as its clues: it adds what no rule describes, and drops what does not fit where it stands.

mod again;
mod context;
mod description;
mod draft;
mod given;
pub(crate) mod government;
mod lexicon;
mod nickname;
mod organisation;
mod person;
pub mod phrases;
mod place;
mod pronoun;
pub mod quote;
mod reading;
mod role;
mod run;
mod script;
pub mod tagger;
#[cfg(test)]
mod tests;

use crate::model::article::Article;
use crate::model::findings::{Findings, Phrase};
use crate::model::quote::Quote;

use draft::Draft;
use reading::Reading;

/// The number of what reads articles and finds names and quotations in them, as it is now: a library that was read by another
/// is read anew. It goes up by one with every change after which any article is read or understood differently.
pub const ENGINE: u64 = 3;

/// One rule of the register.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// The rule's lasting name, as [`crate::model::findings::Mention::rule`] gives it.
    pub id: &'static str,
    /// What the rule takes for a name, and why.
    pub doc: &'static str,
    /// Adds the rule's names to the draft.
    find: fn(&Reading, &mut Draft),
}

/// Every rule, in the order in which they are asked.
pub const RULES: &[Rule] = &[
    Rule {
        id: draft::GIVEN,
        doc: "A name that the newsroom gives with the article as that of a person, an organisation or a place.",
        find: given::names,
    },
    Rule {
        id: "spelled-out-organisation",
        doc: "Capitals whose initials stand in brackets behind them: `Velmora Rowing Club (VRC)`.",
        find: organisation::spelled_out,
    },
    Rule {
        id: "organisation-words",
        doc: "Capitals around the head word of a body: `Ministry of Education`, `Doe University`.",
        find: organisation::by_head,
    },
    Rule {
        id: "listed-organisation",
        doc: "An organisation of several words that the list knows: `White House`.",
        find: organisation::long,
    },
    Rule {
        id: "long-place",
        doc: "A place of several words that the list knows: `United States`.",
        find: place::long,
    },
    Rule {
        id: "titled-name",
        doc: "A name directly behind a form of address or an office: `Mr Doe`, `French President Jane Doe`.",
        find: person::titled,
    },
    Rule {
        id: "given-name",
        doc: "A known given name and the capitals behind it: `Jane Doe`.",
        find: person::given,
    },
    Rule {
        id: "family-name",
        doc: "Initials or an unknown word before a known family name: `J. Doe`.",
        find: person::family,
    },
    Rule {
        id: "speaking-name",
        doc: "Unknown capitals that speak or have an age: `Doenko Roevych said`.",
        find: person::speaking,
    },
    Rule {
        id: "speaking-surname",
        doc: "One word that is a name of people and nothing else, and that speaks: `Roe said`.",
        find: person::speaking_surname,
    },
    Rule {
        id: "list-of-names",
        doc: "Unknown capitals in a row with people: `Jane Doe, Doenko Roevych and Richard Roe`.",
        find: person::listed,
    },
    Rule {
        id: "name-in-another-script",
        doc: "A known given name in Cyrillic or Greek letters and the capital behind it: `Іван Доенко`.",
        find: script::people,
    },
    Rule {
        id: "name-again",
        doc: "A part of a name that the article gives in full elsewhere: `Doe`, `Mr Doe`.",
        find: again::people,
    },
    Rule {
        id: "short-organisation",
        doc: "A body of one word that the list knows or the article introduces in brackets: `NATO`, `(WTC)`.",
        find: organisation::short,
    },
    Rule {
        id: "known-place",
        doc: "A place of one word that the list knows, unless the text around makes something else of it: `Paris`.",
        find: place::known,
    },
    Rule {
        id: "place-by-context",
        doc: "Capitals that a word of place makes one: `in Doeville`, `Doe River`.",
        find: place::by_context,
    },
    Rule {
        id: "place-again",
        doc: "Another use of a place that only its context told: `Doeville` where the article has `in Doeville`.",
        find: place::again,
    },
    Rule {
        id: "capitals",
        doc: "An unknown word all in capitals within running text: `PACJA`.",
        find: organisation::capitals,
    },
    Rule {
        id: "tagger",
        doc: "What a trained tagger takes for a name, with all that the rules have found as one of its clues.",
        find: tagger::names,
    },
    Rule {
        id: "tagged-again",
        doc: "A part of a name that only the tagger has found: `Roe` where it has `Doenko Roe`.",
        find: again::people_tagged,
    },
    Rule {
        id: "nickname",
        doc: "Another name that the text gives to somebody, wherever it stands: `Jane Doe, known as JD`.",
        find: nickname::find,
    },
    Rule {
        id: "organisation-again",
        doc: "Another use of an organisation of one word that the article names: `Doecorp says`.",
        find: again::organisations,
    },
    Rule {
        id: "place-in-headline",
        doc: "A place that is also a name of people, in a headline in title case, where the text below names a place so: `Before Paris Summit`.",
        find: place::in_headlines,
    },
    Rule {
        id: "government",
        doc: "A capital, a house or a country that acts as a government: `Moscow said`, `talks with Tehran`; finds no names.",
        find: government::metonyms,
    },
    Rule {
        id: "apposition",
        doc: "Adds the role that a comma parts from a name: `Jane Doe, the trade minister,`; finds no names itself.",
        find: role::apposition,
    },
    Rule {
        id: "description",
        doc: "An office or relation that stands for a person: `the French president`, `NATO’s chief`; finds no names.",
        find: description::find,
    },
    Rule {
        id: "pronoun",
        doc: "`He`, `she` and their forms outside direct quotes; finds no names.",
        find: pronoun::find,
    },
];

/// What is left out where the text is not English; shown to the reader.
pub const SKIPPED: &str = "not English: only listed names, no descriptions or pronouns";

/// The rules in front of the tagger, and those behind it.
fn around_tagger() -> (&'static [Rule], &'static [Rule]) {
    let is_ahead = |rule: &&Rule| rule.id != "tagger";
    let (ahead, rest) = RULES.split_at(RULES.iter().take_while(is_ahead).count());
    (ahead, rest.get(1..).unwrap_or_default())
}

/// What the rules in front of the tagger find.
#[cfg(feature = "train")]
fn by_rules(reading: &Reading) -> Draft {
    let mut draft = Draft::new(reading.words.len());
    for rule in around_tagger().0 {
        (rule.find)(reading, &mut draft);
    }
    draft
}

/// Finds everything in `article`: a pure function of its text and blocks, at a cost linear in their length.
pub fn find(article: &Article) -> Findings {
    let study = Study::through(article);
    let phrases = study.phrases();
    Findings {
        phrases,
        ..study.findings()
    }
}

/// Finds everything but the phrases, which say nothing of actors and quotations.
pub fn find_without_phrases(article: &Article) -> Findings {
    Study::through(article).findings()
}

/// An article on its way through [`find`], stage by stage: each stage rests on those before it.
pub struct Study<'a> {
    reading: Reading<'a>,
    draft: Draft,
}

impl<'a> Study<'a> {
    /// The first stage: sentences and words, and what the word list knows of each.
    pub fn new(article: &'a Article) -> Self {
        let reading = Reading::new(article);
        let draft = Draft::new(reading.words.len());
        Self { reading, draft }
    }

    /// The stages up to the last that finds names, descriptions and pronouns.
    fn through(article: &'a Article) -> Self {
        let mut study = Self::new(article);
        study.rules();
        study.tagger();
        study.later_rules();
        study
    }

    /// The second stage: the rules in front of the tagger.
    pub fn rules(&mut self) {
        self.ask(around_tagger().0);
    }

    /// The third stage: the tagger.
    pub fn tagger(&mut self) {
        tagger::names(&self.reading, &mut self.draft);
    }

    /// The fourth stage: the rules behind the tagger, for names again, roles, descriptions and pronouns.
    pub fn later_rules(&mut self) {
        self.ask(around_tagger().1);
    }

    /// The phrases that are no names.
    pub fn phrases(&self) -> Vec<Phrase> {
        let mut found = phrases::find(&self.reading, &self.draft);
        given::subjects(&self.reading, phrases::key, &mut found);
        found
    }

    /// The quotations.
    pub fn quotes(&self) -> Vec<Quote> {
        quote::find(&self.reading, &self.draft)
    }

    /// All that has been found but the phrases.
    fn findings(self) -> Findings {
        let quotes = self.quotes();
        let sentences = self.reading.sentences.iter();
        let sentences = sentences.map(|sentence| sentence.range).collect();
        let (mentions, references) = self.draft.finish(&self.reading);
        Findings {
            sentences,
            mentions,
            references,
            phrases: Vec::new(),
            skipped: (!self.reading.english).then_some(SKIPPED),
            quotes,
        }
    }

    fn ask(&mut self, rules: &[Rule]) {
        for rule in rules {
            (rule.find)(&self.reading, &mut self.draft);
        }
    }
}
