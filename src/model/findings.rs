//! What `extract` found in one article, before anything is linked to other articles.

use crate::model::actor::ActorKind;
use crate::model::quote::{Quote, Speaker};
use crate::text::range::TextRange;

/// Everything found in one article. All ranges are bytes of the article's text; all lists are in text order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Findings {
    /// The sentences of prose, headlines, subheadings and captions; they do not cross blocks.
    pub sentences: Vec<TextRange>,
    /// The names of people, organisations and places; they do not overlap.
    pub mentions: Vec<Mention>,
    /// The key phrases of the article.
    pub phrases: Vec<Phrase>,
    /// The quotations; indirect ones may hold direct ones.
    pub quotes: Vec<Quote>,
}

impl Findings {
    /// The sentence that holds the byte `offset`; where none does, nothing.
    pub fn sentence_at(&self, offset: usize) -> Option<TextRange> {
        let index = self
            .sentences
            .partition_point(|sentence| sentence.start <= offset)
            .checked_sub(1)?;
        let sentence = self.sentences[index];
        sentence.contains(offset).then_some(sentence)
    }

    /// Where the `speaker` of one of the quotations stands in the text.
    pub fn range_of(&self, speaker: Speaker) -> Option<TextRange> {
        match speaker {
            Speaker::Mention(index) => self.mentions.get(index).map(Mention::form),
            Speaker::Pronoun(range) | Speaker::Description(range) | Speaker::Anonymous(range) => {
                Some(range)
            }
        }
    }
}

/// One name in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The name itself: `Zelensky` in `Mr Zelensky`.
    pub name: TextRange,
    /// The form of address directly before it: `Mr`.
    pub honorific: Option<TextRange>,
    /// The office or description that the text gives with it, before or after: `French President`,
    /// `Trump’s special envoy to Russia`.
    pub role: Option<TextRange>,
    /// What kind of actor the name is of.
    pub kind: ActorKind,
    /// The id of the rule that found it.
    pub rule: &'static str,
}

impl Mention {
    /// The form as the outlet wrote it: honorific and name.
    pub fn form(&self) -> TextRange {
        TextRange::new(
            self.honorific.map_or(self.name.start, |range| range.start),
            self.name.end,
        )
    }
}

/// A key phrase: a thing talked about that is not a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// The phrase in lower case as it is looked up: `security guarantees`.
    pub text: String,
    /// Where it stands.
    pub occurrences: Vec<TextRange>,
}
