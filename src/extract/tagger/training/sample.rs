//! From annotated tokens to the rows and labels that are trained on: the text is written out, read as any article is,
//! and searched by the rules.

use super::super::feature;
use super::super::sign::Signs;
use super::super::{label, stretches};
use super::corpus::{Document, Sentence};
use crate::extract::by_rules;
use crate::extract::lexicon::Kinds;
use crate::extract::reading::Reading;
use crate::model::actor::ActorKind;
use crate::model::article::{Article, ArticleId, Block, BlockKind};
use crate::text::range::TextRange;

/// One stretch of words with their rows and labels.
pub(super) struct Sample {
    /// The rows of all words, one after the other.
    pub(super) rows: Vec<u32>,
    /// Where the rows of each word end.
    pub(super) ends: Vec<u32>,
    /// The right labels.
    pub(super) labels: Vec<u8>,
}

impl Sample {
    /// How many words it has.
    pub(super) fn len(&self) -> usize {
        self.labels.len()
    }

    /// The rows of the word at `index`.
    pub(super) fn rows(&self, index: usize) -> &[u32] {
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.rows[start as usize..self.ends[index] as usize]
    }
}

/// Every stretch of `document`.
pub(super) fn samples(document: &Document) -> Vec<Sample> {
    let (article, names) = written(document);
    let reading = Reading::new(&article);
    let draft = by_rules(&reading);
    let signs = Signs::new(&reading, &draft);
    let labels = labels(&reading, &names);
    stretches(&reading, &signs)
        .into_iter()
        .map(|(start, end)| {
            let mut sample = Sample {
                rows: Vec::new(),
                ends: Vec::new(),
                labels: closed(&labels[start..end]),
            };
            for index in start..end {
                sample.rows.extend(feature::rows(&signs, index).as_slice());
                sample
                    .ends
                    .push(u32::try_from(sample.rows.len()).unwrap_or(0));
            }
            sample
        })
        .collect()
}

/// The labels with names cut down to what is inside.
fn closed(labels: &[u8]) -> Vec<u8> {
    let mut clean = vec![0; labels.len()];
    for (first, last, kind) in label::names(labels) {
        label::write(&mut clean[first..=last], kind);
    }
    clean
}

/// The labels of the words of `reading` for the names at the bytes of `names`.
fn labels(reading: &Reading, names: &[(TextRange, ActorKind)]) -> Vec<u8> {
    let mut labels = vec![0; reading.words.len()];
    for (range, kind) in names {
        let mut first = reading
            .words
            .partition_point(|word| word.range.start < range.start);
        let mut end = reading
            .words
            .partition_point(|word| word.range.end <= range.end);
        if *kind == ActorKind::Place
            && let Some(comma) = (first..end).find(|&word| reading.is(word, ","))
        {
            // A town and its state are two places here, as they are to the rules.
            label::write(&mut labels[comma + 1..end], *kind);
            end = comma;
        }
        let titled = |word: usize| {
            let kinds = reading.kinds(word);
            kinds.any(Kinds::HONORIFIC) || kinds.any(Kinds::TITLE) && !kinds.any(Kinds::NAME)
        };
        while *kind == ActorKind::Person && first + 1 < end && titled(first) {
            first += 1;
        }
        while first < end && reading.is_possessive(end - 1) {
            end -= 1;
        }
        if first < end {
            label::write(&mut labels[first..end], *kind);
        }
    }
    labels
}

/// The document as an article, and where its names are.
fn written(document: &Document) -> (Article, Vec<(TextRange, ActorKind)>) {
    let mut text = String::new();
    let mut blocks = Vec::new();
    let mut names = Vec::new();
    for sentence in &document.sentences {
        let start = text.len();
        let places = write(sentence, &mut text);
        let name = |&(first, last, kind): &(usize, usize, ActorKind)| {
            (TextRange::new(places[first].start, places[last].end), kind)
        };
        names.extend(sentence.names().iter().map(name));
        blocks.push(Block {
            kind: BlockKind::Paragraph,
            range: TextRange::new(start, text.len()),
        });
        text.push('\n');
    }
    let article = Article {
        id: ArticleId(0),
        source: String::new(),
        text,
        blocks,
        headline: None,
        byline: None,
        outlet: None,
        agency: None,
        published: None,
        url: None,
    };
    (article, names)
}

/// Writes the tokens with ordinary spacing and gives their places.
fn write(sentence: &Sentence, text: &mut String) -> Vec<TextRange> {
    let mut open = false;
    let mut glued = true;
    let tokens = &sentence.tokens;
    let ends_word = |token: &str| token.ends_with(char::is_alphanumeric);
    let begins_word = |token: &str| token.starts_with(char::is_alphanumeric);
    let mut places = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        let token = match token.as_str() {
            "``" | "''" => "\"",
            "-LRB-" => "(",
            "-RRB-" => ")",
            other => other,
        };
        let quote = token == "\"";
        let closing = quote && open;
        let tight = matches!(token, "-" | "/")
            && index > 0
            && ends_word(&tokens[index - 1])
            && tokens.get(index + 1).is_some_and(|next| begins_word(next));
        open = open != quote;
        let ending = token.len() <= 4
            && (token.starts_with(['\'', '’']) && token.chars().count() > 1
                || matches!(token, "n't" | "n’t"));
        let before = tight
            || closing
            || ending
            || matches!(
                token,
                "." | "," | ";" | ":" | "!" | "?" | ")" | "]" | "%" | "..." | "”" | "’"
            );
        if !(glued || before || text.is_empty()) {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(token);
        places.push(TextRange::new(start, text.len()));
        glued = tight || quote && !closing || matches!(token, "(" | "[" | "$" | "#" | "“" | "‘");
    }
    places
}
