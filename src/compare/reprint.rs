//! Signatures of articles, by which those that are one text, reprints and wire copy, are found among any number of articles without
//! laying each beside each.

use crate::model::article::{Article, BlockKind};
use crate::text::signature::Signature;
use crate::text::stem::fold_into;
use crate::text::token::{TokenKind, tokens};

/// Texts of fewer words are nobody's copy: a few formulas of the trade fill them, `according to people familiar with the
/// matter, who asked not to be named`.
const LEAST: usize = 32;

/// What is kept of an article to find its reprints: the signature of its prose, so that another headline, other
/// captions and other furniture change nothing. Of a very short text, it is empty.
pub fn signature(article: &Article) -> Signature {
    let mut words: Vec<String> = Vec::new();
    for block in &article.blocks {
        if !block.kind.is_prose() || block.kind == BlockKind::Dateline {
            continue;
        }
        let text = block.range.of(&article.text);
        for token in tokens(text) {
            if token.kind != TokenKind::Mark {
                let mut word = String::new();
                fold_into(token.range.of(text), &mut word);
                words.push(word);
            }
        }
    }
    if words.len() < LEAST {
        words.clear();
    }
    Signature::of(words.iter().map(String::as_str))
}
