//! Articles that are one text: reprints and wire copy, found among any number of articles without laying each beside
//! each.

use crate::model::article::{Article, BlockKind};
use crate::text::signature::{Reprints, Signature};
use crate::text::stem::fold_into;
use crate::text::token::{TokenKind, tokens};

/// What is kept of an article to find its reprints: the signature of its prose, so that another headline, other
/// captions and other furniture change nothing.
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
    Signature::of(words.iter().map(String::as_str))
}

/// The articles of one text, as indices into the list of their signatures: each group in rising order and of at least
/// two, the groups in the order of their first article.
pub fn groups(signatures: impl IntoIterator<Item = Signature>) -> Vec<Vec<usize>> {
    let mut reprints = Reprints::default();
    let mut group_of: Vec<usize> = Vec::new();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (article, signature) in signatures.into_iter().enumerate() {
        // An article joins the text of the earliest one that it reprints.
        let first = reprints.add(signature).into_iter().next();
        let group = first.and_then(|first| group_of.get(first).copied());
        let group = group.unwrap_or_else(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        group_of.push(group);
        groups[group].push(article);
    }
    groups.retain(|group| group.len() > 1);
    groups
}
