//! Words of an article with the place where they stand.

use serde::Serialize;

use crate::library::Entry;
use crate::model::article::BlockKind;
use crate::text::range::TextRange;
use crate::text::sanitize::clean;

/// About how many bytes of the sentence are shown on each side of words that say nothing by themselves.
const AROUND: usize = 48;

/// Where something stands in an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The kind of block.
    pub block: &'static str,
    /// The number of the paragraph, counted from 1; nothing in headlines, captions and what else is no paragraph.
    pub paragraph: Option<usize>,
}

impl Place {
    /// The place of the byte `offset` of the article.
    pub(super) fn of(entry: &Entry, offset: usize) -> Self {
        let kind = entry.article.kind_at(offset);
        let number = entry.article.paragraph_number(offset);
        let numbered = matches!(
            kind,
            Some(BlockKind::Paragraph | BlockKind::Quotation | BlockKind::Dateline)
        );
        Self {
            block: kind.map_or("text", BlockKind::name),
            paragraph: (numbered && number > 0).then_some(number),
        }
    }
}

impl std::fmt::Display for Place {
    /// `¶7`, or the kind of block: `caption`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.paragraph {
            Some(number) => write!(f, "¶{number}"),
            None => f.write_str(self.block),
        }
    }
}

/// Words of an article, and where they stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Spot {
    /// The places, in text order, none twice.
    pub places: Vec<Place>,
    /// What the sentence says before the words, where they tell nothing without; begins with `…` where it is cut.
    pub before: String,
    /// The words.
    pub words: String,
    /// What the sentence says behind the words, likewise.
    pub after: String,
}

impl Spot {
    /// The words at `range`, with the sentence around them if that is wanted.
    fn new(entry: &Entry, range: TextRange, around: bool) -> Self {
        let [before, after] = if around {
            surroundings(entry, range)
        } else {
            [String::new(), String::new()]
        };
        Self {
            places: vec![Place::of(entry, range.start)],
            before,
            words: on_one_line(range.of(&entry.article.text)),
            after,
        }
    }

    /// The words at `ranges`; those that read alike are one spot with all their places, and what stands within others is
    /// told with them.
    pub(super) fn all(entry: &Entry, ranges: &[TextRange], around: bool) -> Vec<Self> {
        let mut spots: Vec<Self> = Vec::new();
        let mut end = 0;
        for range in ranges {
            if range.end <= end {
                continue;
            }
            end = range.end;
            let spot = Self::new(entry, *range, around);
            let alike = |known: &&mut Self| {
                (&known.before, &known.words, &known.after)
                    == (&spot.before, &spot.words, &spot.after)
            };
            match spots.iter_mut().find(alike) {
                Some(known) => known.places.extend(&spot.places),
                None => spots.push(spot),
            }
        }
        spots.iter_mut().for_each(|spot| spot.places.dedup());
        spots
    }

    /// Tells whether the words stand without their sentence.
    pub fn is_alone(&self) -> bool {
        self.before.is_empty() && self.after.is_empty()
    }

    /// The places as they are read out: `¶3, ¶9`.
    pub fn told_places(&self) -> String {
        let places: Vec<String> = self.places.iter().map(Place::to_string).collect();
        places.join(", ")
    }
}

/// `text` made safe to show, on one line; spaces at its ends stay.
pub(super) fn on_one_line(text: &str) -> String {
    clean(text).text.replace('\n', " ")
}

/// What the sentence around `range` says before and behind it, cut between words.
fn surroundings(entry: &Entry, range: TextRange) -> [String; 2] {
    let text = &entry.article.text;
    let sentence = entry.findings.sentence_at(range.start).unwrap_or(range);
    let before = TextRange::new(sentence.start.min(range.start), range.start).of(text);
    let after = TextRange::new(range.end, sentence.end).of(text);
    let before = match before
        .char_indices()
        .rev()
        .find(|(at, c)| c.is_whitespace() && before.len() - at > AROUND)
    {
        Some((at, _)) => format!("…{}", before.get(at..).unwrap_or("").trim_start()),
        None => before.to_owned(),
    };
    let after = match after
        .char_indices()
        .find(|(at, c)| c.is_whitespace() && *at >= AROUND)
    {
        Some((at, _)) => format!("{}…", after.get(..at).unwrap_or("")),
        None => after.to_owned(),
    };
    [on_one_line(&before), on_one_line(&after)]
}
