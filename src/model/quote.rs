//! Quotations: who is given as saying what.

use crate::text::range::TextRange;

/// How an article hands on what somebody said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QuoteKind {
    /// Word for word, between quotation marks.
    Direct,
    /// In the article's own words: `Doe said that the pier was safe`.
    Indirect,
    /// A term or title between quotation marks, which nobody there says: `a “coalition of the willing”`.
    Term,
}

impl QuoteKind {
    /// The kind's name in case files and in the program's output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Indirect => "indirect",
            Self::Term => "term",
        }
    }
}

/// Whom the text gives as the speaker of a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Speaker {
    /// A name: the index of its mention in the article's findings.
    Mention(usize),
    /// Several who say it together, each by name: the indices of the first and the last of their mentions. What stands
    /// between them may name others, in somebody's role; [`Findings::speakers`](super::findings::Findings::speakers)
    /// tells who speaks.
    Together(usize, usize),
    /// A pronoun: `she`.
    Pronoun(TextRange),
    /// A description of somebody whom a reader can know from the article: `the minister`, `his lawyer`.
    Description(TextRange),
    /// A source that stays without a name: `a senior official`, `people familiar with the matter`.
    Anonymous(TextRange),
}

impl Speaker {
    /// The name of the speaker's sort in case files.
    pub fn sort(self) -> &'static str {
        match self {
            Self::Mention(_) => "name",
            Self::Together(..) => "names",
            Self::Pronoun(_) => "pronoun",
            Self::Description(_) => "description",
            Self::Anonymous(_) => "anonymous",
        }
    }
}

/// One quotation. A quotation over several paragraphs is one in each of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quote {
    /// How it is handed on.
    pub kind: QuoteKind,
    /// Where it stands, its marks included; never over the end of a block.
    pub range: TextRange,
    /// Who says it, where the text lets one tell.
    pub speaker: Option<Speaker>,
    /// The words that hand it on: `said`, `according to`.
    pub cue: Option<TextRange>,
    /// Whether it goes on in the next quotation, in the next paragraph.
    pub goes_on: bool,
    /// The id of the rule that told the speaker; `no-speaker` where none did.
    pub rule: &'static str,
}
