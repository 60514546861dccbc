//! Annotated text: one token and its label a line, an empty line behind each sentence.

use crate::model::actor::ActorKind;

/// What a token is part of: the kind of the name, and whether the name begins here.
pub(super) type Part = Option<(ActorKind, bool)>;

/// An annotated sentence.
#[derive(Debug, Clone, Default)]
pub(super) struct Sentence {
    pub(super) tokens: Vec<String>,
    pub(super) parts: Vec<Part>,
}

impl Sentence {
    /// The names: first and last token, kind.
    pub(super) fn names(&self) -> Vec<(usize, usize, ActorKind)> {
        let mut names: Vec<(usize, usize, ActorKind)> = Vec::new();
        for (index, part) in self.parts.iter().enumerate() {
            match (*part, names.last_mut()) {
                (Some((kind, false)), Some(name)) if name.1 + 1 == index && name.2 == kind => {
                    name.1 = index;
                }
                (Some((kind, _)), _) => names.push((index, index, kind)),
                (None, _) => {}
            }
        }
        names
    }

    /// Adds a token.
    pub(super) fn push(&mut self, token: &str, part: Part) {
        self.tokens.push(token.to_owned());
        self.parts.push(part);
    }
}

/// An annotated text.
#[derive(Debug, Clone, Default)]
pub struct Document {
    pub(super) sentences: Vec<Sentence>,
}

/// Reads a file of annotated text. A line `-DOCSTART-` begins an article; a file with none but the first is taken for
/// sentences that have nothing to do with each other.
///
/// # Errors
///
/// Fails on a line that is not `TOKEN<TAB>LABEL` with a label `O`, `B-PER`, `I-PER`, or the same with `ORG` or `LOC`,
/// and names the line.
pub fn parse(text: &str) -> Result<Vec<Document>, String> {
    let mut documents = Vec::new();
    let mut document = Document::default();
    let mut sentence = Sentence::default();
    let whole = text.matches("-DOCSTART-").count() > 1;
    for (number, line) in text.lines().enumerate() {
        let start = line.starts_with("-DOCSTART-");
        if start || line.trim().is_empty() {
            if !sentence.tokens.is_empty() {
                document.sentences.push(std::mem::take(&mut sentence));
            }
            if (start || !whole) && !document.sentences.is_empty() {
                documents.push(std::mem::take(&mut document));
            }
            continue;
        }
        let wrong = || format!("line {}: not a token and a label: {line}", number + 1);
        let (token, label) = line.split_once('\t').ok_or_else(wrong)?;
        let part = match label.split_once('-') {
            None if label == "O" => None,
            Some((place, kind)) => {
                let kind = match kind {
                    "PER" => ActorKind::Person,
                    "ORG" => ActorKind::Organisation,
                    "LOC" => ActorKind::Place,
                    _ => return Err(wrong()),
                };
                Some((kind, place == "B"))
            }
            None => return Err(wrong()),
        };
        sentence.push(token, part);
    }
    if !sentence.tokens.is_empty() {
        document.sentences.push(sentence);
    }
    if !document.sentences.is_empty() {
        documents.push(document);
    }
    Ok(documents)
}
