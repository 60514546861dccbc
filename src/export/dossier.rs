//! A comparison in plain words: what all forms of it have in common.

use serde::{Serialize, Serializer};

use super::edited::Edited;
use super::spot::{Piece, Place, Role, Spot};
use crate::model::comparison::{DifferenceKind, Label, Which};
use crate::text::count::counted;

/// The title over the pairs.
pub(super) const MATCHED: &str = "Passages that belong together";

/// The title over the runs of the same words.
pub(super) const SHARED: &str = "The same words in both";

/// The title over what only the article of that letter has.
pub(super) fn only_in(letter: &str) -> String {
    format!("Only in {letter}")
}

/// Several versions of a story, each laid beside the first.
///
/// Every text in it is on one line and safe to show. Its fields are the fields of `rashomon compare --json`, and so
/// they stay.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Dossier {
    /// The articles, in the order in which they were asked for.
    pub articles: Vec<Heading>,
    /// The first article with each of the others, in their order.
    pub comparisons: Vec<Versus>,
}

/// What an article says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Heading {
    /// What the article is called in this dossier: `A`, `B`, and so on.
    pub letter: String,
    /// The article's lasting name.
    pub id: String,
    /// The headline, or the first words.
    pub title: String,
    /// The outlet as lists show it: with `~` where it was worked out, an agency in parentheses.
    pub outlet: String,
    /// The publication date, as exactly as it is known, in words.
    pub date: Option<String>,
    /// The same as far as its day, month or year is known: `2026-01-06`, `2026-01`, `2026`.
    pub day: Option<String>,
    /// Where it was read from.
    pub source: String,
    /// Its address, if it tells one.
    pub url: Option<String>,
}

/// Two articles side by side.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Versus {
    /// The two, as indices of [`Dossier::articles`].
    pub articles: [usize; 2],
    /// Whether there is something to compare: `comparable`, `same-text`, `nothing` or `other-language`. Of the same
    /// text nothing else is listed.
    pub state: &'static str,
    /// What a reader should know of that.
    #[serde(skip)]
    pub note: Option<&'static str>,
    /// Passages that belong together, in the order of the first article.
    pub pairs: Vec<Matched>,
    /// The passages that only the first has.
    pub only_a: Vec<Lone>,
    /// The passages that only the second has.
    pub only_b: Vec<Lone>,
    /// In what they differ, by kind.
    pub differences: Vec<Difference>,
    /// What both have in the same words.
    pub shared: Vec<Shared>,
    /// What became of the text, where the two are versions of one article.
    pub edits: Option<Edited>,
}

/// A sentence and its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Passage {
    /// Where it stands.
    #[serde(flatten)]
    pub place: Place,
    /// What it says.
    pub text: String,
}

/// Two passages that belong together.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Matched {
    /// What they are taken for.
    #[serde(serialize_with = "label_name")]
    pub label: Label,
    /// The passage of the first article.
    pub a: Passage,
    /// That of the second.
    pub b: Passage,
    /// How much of their weight they share, 0 to 1.
    pub score: f32,
    /// What speaks against one fact.
    pub against: Vec<&'static str>,
}

/// A passage that the other article does not have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Lone {
    /// The passage.
    #[serde(flatten)]
    pub passage: Passage,
    /// Where the other article perhaps speaks of the same.
    pub perhaps: Vec<Place>,
}

/// Something in which the two differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// The kind.
    #[serde(serialize_with = "kind_name")]
    pub kind: DifferenceKind,
    /// The actor whom it is about.
    pub actor: Option<String>,
    /// The pair in which it stands, as an index.
    pub pair: Option<usize>,
    /// What the first article has.
    pub a: Vec<Spot>,
    /// What the second has.
    pub b: Vec<Spot>,
}

/// Words that both have in the same order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Shared {
    /// How many words.
    pub words: usize,
    /// Whether both give them as what somebody said.
    pub quoted: bool,
    /// Where the first article has them.
    pub a: Passage,
    /// Where the second has them.
    pub b: Passage,
}

impl Dossier {
    /// The headings of the two articles of a comparison.
    pub fn of(&self, versus: &Versus) -> [&Heading; 2] {
        versus.articles.map(|number| &self.articles[number])
    }
}

impl Heading {
    /// `The Straits Times · Jan 6, 2026`.
    pub fn told(&self) -> String {
        match &self.date {
            Some(date) => format!("{} · {date}", self.outlet),
            None => format!("{} · undated", self.outlet),
        }
    }
}

impl Versus {
    /// Tells whether what the two have is listed.
    pub fn is_listed(&self) -> bool {
        self.state != "same-text" || self.edits.is_some()
    }

    /// The pairs to rely on, with their indices; those of one passage of the first article stand together.
    pub fn matched(&self) -> Vec<Vec<(usize, &Matched)>> {
        let pairs = self.pairs.iter().enumerate();
        let pairs = pairs.filter(|(_, pair)| pair.label != Label::Perhaps);
        let pairs: Vec<_> = pairs.collect();
        let groups = pairs.chunk_by(|(_, pair), (_, next)| pair.a == next.a);
        groups.map(<[_]>::to_vec).collect()
    }

    /// How much there is of everything: `3 pairs of the same fact (=)`, `5 near (≈)`, and so on; of versions of one article,
    /// how much became of it.
    pub fn summary(&self, letters: [&str; 2]) -> Vec<String> {
        if let Some(edits) = &self.edits {
            return vec![edits.summary.clone()];
        }
        let of = |label| self.pairs.iter().filter(|pair| pair.label == label).count();
        vec![
            format!("{} of the same fact (=)", counted(of(Label::Same), "pair")),
            format!("{} near (≈)", counted(of(Label::Near), "pair")),
            format!(
                "{} only in {} (·)",
                counted(self.only_a.len(), "passage"),
                letters[0]
            ),
            format!("{} only in {} (·)", self.only_b.len(), letters[1]),
            counted(self.differences.len(), "difference"),
        ]
    }

    /// The differences, each section of kinds under its title.
    pub fn sections(&self) -> impl Iterator<Item = (&'static str, &[Difference])> {
        let same = |a: &Difference, b: &Difference| section(a.kind) == section(b.kind);
        let sections = self.differences.chunk_by(same);
        sections.filter_map(|found| Some((section(found.first()?.kind), found)))
    }
}

impl Matched {
    /// The sign of the label.
    pub fn sign(&self) -> &'static str {
        match self.label {
            Label::Same => "=",
            Label::Near => "≈",
            Label::Perhaps => "?",
        }
    }

    /// What speaks against one fact, as it is read out: `figures differ; one denies it`.
    pub fn doubts(&self) -> String {
        let told = self.against.iter().map(|name| match *name {
            "denial" => "one denies what the other does not",
            "claim" => "strength of claim differs",
            "figure" => "figures differ",
            "day" => "days differ",
            "people" => "people differ",
            "speaker" => "speakers differ",
            _ => "perhaps another occasion",
        });
        told.collect::<Vec<_>>().join("; ")
    }
}

impl Lone {
    /// ` (perhaps B ¶7)`: where the article of that letter perhaps speaks of the same; else nothing.
    pub fn told_perhaps(&self, letter: &str) -> String {
        if self.perhaps.is_empty() {
            return String::new();
        }
        let places: Vec<String> = self.perhaps.iter().map(Place::to_string).collect();
        format!(" (perhaps {letter} {})", places.join(", "))
    }
}

impl Shared {
    /// `12 words, A ¶3, B ¶9`; words that both quote are told to be.
    pub fn told(&self, [a, b]: [&str; 2]) -> String {
        let words = counted(self.words, "word");
        let quoted = if self.quoted { " that both quote" } else { "" };
        format!(
            "{words}{quoted}, {a} {}, {b} {}",
            self.a.place, self.b.place
        )
    }
}

impl Difference {
    /// What it is beyond the title of its section, if that does not say it all: `figure`, `name: Volodymyr Zelenskyy`.
    pub fn title(&self) -> Option<String> {
        match (kind(self.kind), &self.actor) {
            (Some(kind), Some(actor)) => Some(format!("{kind}: {actor}")),
            (Some(kind), None) => Some(kind.to_owned()),
            (None, actor) => actor.clone(),
        }
    }

    /// The only side that has something of it, where the other has nothing.
    pub fn only(&self) -> Option<Which> {
        match (self.a.is_empty(), self.b.is_empty()) {
            (false, true) => Some(Which::A),
            (true, false) => Some(Which::B),
            _ => None,
        }
    }

    /// What one article has of it, in pieces; nothing where it has none.
    pub(super) fn side(&self, which: Which) -> Vec<Piece> {
        let spots = match which {
            Which::A => &self.a,
            Which::B => &self.b,
        };
        let mut pieces = Vec::new();
        for spot in spots {
            if !pieces.is_empty() {
                pieces.push((Role::Text, "; ".to_owned()));
            }
            pieces.push((Role::Place, spot.told_places()));
            if self.kind == DifferenceKind::Person && self.actor.as_ref() == Some(&spot.words) {
                continue;
            }
            let [open, close] = if is_called_so(self.kind) {
                ["“", "”"]
            } else {
                ["", ""]
            };
            let role = if spot.is_alone() {
                Role::Text
            } else {
                Role::Words
            };
            pieces.push((Role::Text, format!(" {open}{}", spot.before)));
            pieces.push((role, spot.words.clone()));
            pieces.push((Role::Text, format!("{}{close}", spot.after)));
        }
        pieces
    }
}

/// Tells whether the words of such a difference are what somebody is called, and no saying that has or has not quotation
/// marks of its own.
fn is_called_so(kind: DifferenceKind) -> bool {
    matches!(
        kind,
        DifferenceKind::Person | DifferenceKind::Name | DifferenceKind::Description
    )
}

/// What the kind is called where a reader sees it; nothing where the title of its section says it.
fn kind(kind: DifferenceKind) -> Option<&'static str> {
    Some(match kind {
        DifferenceKind::Claim => "strength of claim",
        DifferenceKind::Part => "part taken",
        DifferenceKind::Figure => "figure",
        DifferenceKind::Date => "date",
        DifferenceKind::Place => "place",
        DifferenceKind::QuoteInBoth => "whole in both",
        DifferenceKind::QuoteCut => "cut",
        DifferenceKind::QuoteTurned => "cut so that a word of denial or condition is gone",
        DifferenceKind::Name => "name",
        DifferenceKind::Description => "introduced as",
        DifferenceKind::Term => "with and without quotation marks",
        DifferenceKind::Saying => "verb of saying",
        DifferenceKind::Person
        | DifferenceKind::Source
        | DifferenceKind::Unnamed
        | DifferenceKind::QuoteOnlyHere => return None,
    })
}

/// The title under which differences of the kind stand.
fn section(kind: DifferenceKind) -> &'static str {
    match kind {
        DifferenceKind::Claim | DifferenceKind::Part => "Strength of claim, and who does what",
        DifferenceKind::Figure | DifferenceKind::Date | DifferenceKind::Place => {
            "Figures, dates and places that differ"
        }
        DifferenceKind::Person => "People in the text of one only",
        DifferenceKind::Source => "Named sources of one only",
        DifferenceKind::Unnamed => "Sources without a name",
        DifferenceKind::QuoteInBoth
        | DifferenceKind::QuoteCut
        | DifferenceKind::QuoteTurned
        | DifferenceKind::QuoteOnlyHere => "Quotations",
        DifferenceKind::Name
        | DifferenceKind::Description
        | DifferenceKind::Term
        | DifferenceKind::Saying => "Wording",
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands it over so")]
fn label_name<S: Serializer>(label: &Label, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(label.name())
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands it over so")]
fn kind_name<S: Serializer>(kind: &DifferenceKind, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(kind.name())
}
