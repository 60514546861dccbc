//! Sentences as they are laid on each other: what they say apart from punctuation and capitals, and word by word.

use crate::model::article::{Article, BlockKind};
use crate::text::fold::fold;
use crate::text::range::TextRange;
use crate::text::sentence::sentences;
use crate::text::stem::is_function;
use crate::text::token::{Token, TokenKind, tokens};

/// A word or mark of a sentence.
#[derive(Debug)]
pub(super) struct Word {
    pub(super) kind: TokenKind,
    pub(super) range: TextRange,
    /// As it stands; of a mark or an ending, the plain form, so that `“` is `"`.
    pub(super) exact: String,
    /// Without capitals and accents.
    pub(super) folded: String,
    /// Whether it is a mark directly before a figure: `-5` is another figure than `5`.
    pub(super) is_sign: bool,
}

impl Word {
    pub(super) fn new(text: &str, token: Token, start: usize) -> Self {
        let after = text.get(start + token.range.end..).unwrap_or("");
        let before_figure = after.starts_with(|c: char| c.is_numeric());
        let range = token.range.shifted(start);
        let written = range.of(text);
        let folded = fold(written);
        let exact = match token.kind {
            TokenKind::Mark | TokenKind::Ending if !folded.is_empty() => folded.clone(),
            _ => written.replace(['’', '‘', 'ʼ'], "'"),
        };
        Self {
            kind: token.kind,
            range,
            exact,
            folded,
            is_sign: token.kind == TokenKind::Mark && before_figure,
        }
    }

    pub(super) fn is_mark(&self) -> bool {
        self.kind == TokenKind::Mark
    }

    pub(super) fn tells(&self) -> bool {
        !self.is_mark() && !is_function(&self.folded)
    }
}

/// A sentence of one version.
#[derive(Debug)]
pub(super) struct Sentence {
    pub(super) range: TextRange,
    pub(super) words: Vec<Word>,
    /// What it says, apart from punctuation and capitals.
    pub(super) key: String,
    /// What it says, white space apart.
    pub(super) exact: String,
}

impl Sentence {
    pub(super) fn new(text: &str, range: TextRange) -> Self {
        let written = range.of(text);
        let words = tokens(written).into_iter();
        let words: Vec<Word> = words
            .map(|token| Word::new(text, token, range.start))
            .collect();
        Self {
            range,
            key: plain(&words),
            words,
            exact: written.split_whitespace().collect::<Vec<_>>().join(" "),
        }
    }

    /// How many words it has, marks apart.
    pub(super) fn length(&self) -> usize {
        self.words.iter().filter(|word| !word.is_mark()).count()
    }
}

/// The sentences of what the article itself says.
pub(super) fn told(article: &Article) -> Vec<Sentence> {
    let is_told = |kind: BlockKind| {
        matches!(
            kind,
            BlockKind::Headline | BlockKind::Subheading | BlockKind::Caption
        ) || (kind.is_prose() && kind != BlockKind::Dateline)
    };
    let blocks = article.blocks.iter().filter(|block| is_told(block.kind));
    let text = &article.text;
    let ranges = blocks.flat_map(|block| {
        let within = sentences(block.range.of(text)).into_iter();
        within.map(|sentence| sentence.shifted(block.range.start))
    });
    ranges.map(|range| Sentence::new(text, range)).collect()
}

/// What words say apart from punctuation, capitals and accents: marks that carry no meaning of their own are left out, and a
/// hyphen between words is a space.
pub(super) fn plain<'a>(words: impl IntoIterator<Item = &'a Word>) -> String {
    let mut plain = String::new();
    for word in words {
        let before = plain.len();
        match word.kind {
            TokenKind::Mark if word.exact.chars().all(is_small_mark) && !word.is_sign => {}
            TokenKind::Word => {
                let apart = word.folded.chars().filter(|c| *c != '.');
                plain.extend(apart.map(|c| if c == '-' { ' ' } else { c }));
            }
            TokenKind::Number => plain.extend(word.folded.chars().filter(|c| *c != ',')),
            _ => plain.push_str(&word.folded),
        }
        if plain.len() > before {
            plain.push(' ');
        }
    }
    plain
}

/// Tells whether a mark can come and go without another meaning: quotation marks, question marks and signs of money or
/// share cannot.
fn is_small_mark(c: char) -> bool {
    matches!(
        c,
        ',' | ';'
            | ':'
            | '.'
            | '…'
            | '-'
            | '–'
            | '—'
            | '('
            | ')'
            | '['
            | ']'
            | '\''
            | '‘'
            | '’'
            | '*'
            | '_'
    )
}
