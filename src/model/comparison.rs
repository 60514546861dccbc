//! What a comparison tells.

use crate::model::actor::ActorId;
use crate::model::article::BlockKind;
use crate::model::edits::Edits;
use crate::text::range::TextRange;

/// Two articles side by side. `a` and `b` are the sides in the order in which they were given; all ranges are bytes
/// of the text of their side.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Comparison {
    /// The sentences that are compared, by side, in text order: those of standfirst, paragraphs, quotations and
    /// captions.
    pub passages: [Vec<Passage>; 2],
    /// Passages that belong together, in the order of side a, then of side b. A passage can be in several pairs.
    pub pairs: Vec<Pair>,
    /// In what the two differ, by kind, then in text order.
    pub differences: Vec<Difference>,
    /// What both have in the same words.
    pub shared: Vec<SharedRun>,
    /// Whether there is something to compare.
    pub state: State,
    /// What became of the text, where the two are versions of one article.
    pub edits: Option<Edits>,
}

/// Whether two articles can be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum State {
    /// They can.
    #[default]
    Comparable,
    /// Both are the same, word for word.
    SameText,
    /// One of them, or both, has no passage.
    Nothing,
    /// They are not in one language, or not in one that can be compared: only names, figures and quotations tell.
    OtherLanguage,
}

impl State {
    /// The name in case files and in the program's output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Comparable => "comparable",
            Self::SameText => "same-text",
            Self::Nothing => "nothing",
            Self::OtherLanguage => "other-language",
        }
    }

    /// What there is to say of the two as wholes, where they cannot be laid side by side.
    pub fn told(self) -> Option<&'static str> {
        Some(match self {
            Self::Comparable => return None,
            Self::SameText => "Both are the same, word for word.",
            Self::Nothing => "One of them has no text to compare.",
            Self::OtherLanguage => {
                "Not both are in English: only names, figures and quotations can be compared."
            }
        })
    }
}

/// One side of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Which {
    /// The first.
    A,
    /// The second.
    B,
}

/// A sentence that is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passage {
    /// Where it stands.
    pub range: TextRange,
    /// The kind of its block; captions pair only with captions.
    pub kind: BlockKind,
}

/// How far two passages say the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Label {
    /// The same fact.
    Same,
    /// The same thing, told differently: one says more, or they contradict each other.
    Near,
    /// Of the same matter, perhaps; too little for a reader to rely on.
    Perhaps,
}

impl Label {
    /// The label's name in the program's output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Near => "near",
            Self::Perhaps => "perhaps",
        }
    }
}

/// Two passages that belong together.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// The passage of side a, as an index.
    pub a: usize,
    /// The passage of side b, as an index.
    pub b: usize,
    /// How much of their weight in this story they share, 0 to 1.
    pub score: f32,
    /// How likely they state one fact, 0 to 1, as if they stood alone.
    pub sameness: f32,
    /// What they are taken for.
    pub label: Label,
    /// Why.
    pub evidence: Evidence,
}

/// Why two passages are paired, and what keeps them from being the same.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Evidence {
    /// What both say, the weightiest first: places of side a and side b, at most eight.
    pub shared: Vec<(TextRange, TextRange)>,
    /// How many terms they share that tell something and belong to no name.
    pub terms: usize,
    /// The actors that both name or mean, in the order of side a.
    pub actors: Vec<ActorId>,
    /// What speaks against one fact.
    pub against: Vec<Against>,
}

/// What keeps two passages from being the same fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Against {
    /// One denies what the other says.
    Denial,
    /// One holds to be possible or expected what the other says more firmly or less.
    Claim,
    /// Figures of one unit differ.
    Figure,
    /// They speak of different days.
    Day,
    /// They speak of different people.
    People,
    /// They hand on what different speakers say.
    Speaker,
    /// The articles are weeks apart and the passages name no day in common: what happens again is told in the same
    /// words.
    Occasion,
}

impl Against {
    /// The name in case files and in the program's output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Denial => "denial",
            Self::Claim => "claim",
            Self::Figure => "figure",
            Self::Day => "day",
            Self::People => "people",
            Self::Speaker => "speaker",
            Self::Occasion => "occasion",
        }
    }
}

/// A sort of difference, in the order in which lists show them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DifferenceKind {
    /// How firmly a matched passage claims something: `will agree`, `may`, `did not endorse`.
    Claim,
    /// What part somebody takes in something of a matched passage: `led`, `helps`.
    Part,
    /// A figure in a matched passage.
    Figure,
    /// A day or year in a matched passage.
    Date,
    /// A place in a matched passage.
    Place,
    /// A person who is named on one side only, or on the other only in captions.
    Person,
    /// Somebody known who says something on one side only.
    Source,
    /// A source without a name; each use stands by itself.
    Unnamed,
    /// A quotation in both, whole.
    QuoteInBoth,
    /// A quotation in both of which one side leaves words out.
    QuoteCut,
    /// A quotation in both that is cut so that a word of denial or condition is gone.
    QuoteTurned,
    /// A quotation on one side only.
    QuoteOnlyHere,
    /// What the two call the same actor.
    Name,
    /// The offices and relations with which the two introduce the same person, where they have no word in common.
    Description,
    /// Words that stand in quotation marks on one side and without on the other.
    Term,
    /// The verbs with which the two hand on what the same speaker says.
    Saying,
}

impl DifferenceKind {
    /// The sort's name in case files and in the program's output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Claim => "claim",
            Self::Part => "part",
            Self::Figure => "figure",
            Self::Date => "date",
            Self::Place => "place",
            Self::Person => "person",
            Self::Source => "source",
            Self::Unnamed => "unnamed",
            Self::QuoteInBoth => "quote-in-both",
            Self::QuoteCut => "quote-cut",
            Self::QuoteTurned => "quote-turned",
            Self::QuoteOnlyHere => "quote-only-here",
            Self::Name => "name",
            Self::Description => "description",
            Self::Term => "term",
            Self::Saying => "saying",
        }
    }
}

/// Something in which the two sides differ; a quotation that both have whole stands among them too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The sort.
    pub kind: DifferenceKind,
    /// Where it stands on side a and on side b, in text order; a side that has nothing of it is empty.
    pub at: [Vec<TextRange>; 2],
    /// The actor whom it is about: who is named, called, or speaks.
    pub actor: Option<ActorId>,
    /// The pair in which it stands, as an index.
    pub pair: Option<usize>,
}

/// Words that stand on both sides in the same order, beyond what two writers hit upon by themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SharedRun {
    /// Where they stand on side a.
    pub a: TextRange,
    /// Where they stand on side b.
    pub b: TextRange,
    /// How many words they are.
    pub words: usize,
    /// Whether both sides have them as what somebody said: then it is a common source and no copy.
    pub quoted: bool,
}

impl Comparison {
    /// The pairs of a passage of one side, as indices.
    pub fn pairs_of(&self, which: Which, passage: usize) -> impl Iterator<Item = usize> {
        let pairs = self.pairs.iter().enumerate();
        pairs.filter_map(move |(index, pair)| {
            let here = match which {
                Which::A => pair.a,
                Which::B => pair.b,
            };
            (here == passage).then_some(index)
        })
    }

    /// The passages of one side that the other has nothing of, or nothing but perhaps, as indices.
    pub fn only_here(&self, which: Which) -> Vec<usize> {
        let passages = match which {
            Which::A => &self.passages[0],
            Which::B => &self.passages[1],
        };
        let mut paired = vec![false; passages.len()];
        for pair in self
            .pairs
            .iter()
            .filter(|pair| pair.label != Label::Perhaps)
        {
            let here = match which {
                Which::A => pair.a,
                Which::B => pair.b,
            };
            if let Some(paired) = paired.get_mut(here) {
                *paired = true;
            }
        }
        let passages = paired.iter().enumerate();
        passages
            .filter_map(|(passage, paired)| (!paired).then_some(passage))
            .collect()
    }
}
