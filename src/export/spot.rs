//! Words of an article with the place where they stand.

use std::collections::HashMap;

use serde::Serialize;

use crate::library::entry::Entry;
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
    /// The places, in text order.
    pub places: Vec<Place>,
    /// What the sentence says before the words, where they tell nothing without; begins with `…` where it is cut.
    pub before: String,
    /// The words.
    pub words: String,
    /// What the sentence says behind the words, likewise.
    pub after: String,
}

impl Spot {
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

/// What a piece of a line is, for those who colour it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Where something stands.
    Place,
    /// Plain text.
    Text,
    /// The words in question, among others.
    Words,
    /// Words that a later version has no more.
    Gone,
    /// Words that an earlier version has not.
    New,
}

/// A piece of a line.
pub(super) type Piece = (Role, String);

/// An article in which places are looked up.
pub(super) struct Text<'a> {
    pub(super) entry: &'a Entry,
    /// By block: how many paragraphs there are up to it.
    paragraphs: Vec<usize>,
}

impl<'a> Text<'a> {
    pub(super) fn new(entry: &'a Entry) -> Self {
        Self {
            entry,
            paragraphs: entry.article.paragraph_numbers(),
        }
    }

    /// The place of the byte `offset`.
    pub(super) fn place(&self, offset: usize) -> Place {
        let article = &self.entry.article;
        let block = article.block_at(offset);
        let kind = block.map(|index| article.blocks[index].kind);
        let number = block.and_then(|index| self.paragraphs.get(index).copied());
        let numbered = matches!(
            kind,
            Some(BlockKind::Paragraph | BlockKind::Quotation | BlockKind::Dateline)
        );
        Place {
            block: kind.map_or("text", BlockKind::name),
            paragraph: number.filter(|number| numbered && *number > 0),
        }
    }

    /// What stands at `range`, on one line.
    pub(super) fn words(&self, range: TextRange) -> String {
        on_one_line(range.of(&self.entry.article.text))
    }

    /// The words at `ranges`, with the sentence around them if that is wanted. Those that read alike are one spot with
    /// all their places; what stands within others is told with them.
    pub(super) fn spots(&self, ranges: &[TextRange], around: bool) -> Vec<Spot> {
        let mut spots: Vec<Spot> = Vec::new();
        let mut known: HashMap<[String; 3], usize> = HashMap::new();
        let mut end = 0;
        for range in ranges {
            if range.end <= end {
                continue;
            }
            end = range.end;
            let [before, after] = if around {
                self.around(*range)
            } else {
                [String::new(), String::new()]
            };
            let key = [before, self.words(*range), after];
            let place = self.place(range.start);
            if let Some(&number) = known.get(&key) {
                let places: &mut Vec<Place> = &mut spots[number].places;
                if places.last() != Some(&place) {
                    places.push(place);
                }
                continue;
            }
            known.insert(key.clone(), spots.len());
            let [before, words, after] = key;
            let places = vec![place];
            spots.push(Spot {
                places,
                before,
                words,
                after,
            });
        }
        spots
    }

    /// What the sentence around `range` says before and behind it, cut between words.
    fn around(&self, range: TextRange) -> [String; 2] {
        let text = &self.entry.article.text;
        let sentence = self.entry.findings.sentence_at(range.start);
        let sentence = sentence.unwrap_or(range);
        let before = TextRange::new(sentence.start.min(range.start), range.start).of(text);
        let after = TextRange::new(range.end, sentence.end).of(text);
        let mut starts = before.char_indices().rev();
        let start = starts.find(|(at, c)| c.is_whitespace() && before.len() - at > AROUND);
        let before = match start {
            Some((at, _)) => format!("…{}", before.get(at..).unwrap_or("").trim_start()),
            None => before.to_owned(),
        };
        let mut ends = after.char_indices();
        let end = ends.find(|(at, c)| c.is_whitespace() && *at >= AROUND);
        let after = match end {
            Some((at, _)) => format!("{}…", after.get(..at).unwrap_or("")),
            None => after.to_owned(),
        };
        [on_one_line(&before), on_one_line(&after)]
    }
}

/// `text` made safe to show, on one line; spaces at its ends stay.
fn on_one_line(text: &str) -> String {
    clean(text).text.replace('\n', " ")
}
