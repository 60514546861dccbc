//! The parts of an article that are searched: headline, prose, captions.

use crate::model::article::{Article, Block, BlockKind};
use crate::model::given::{self, GivenKind};
use crate::model::query::{PARTS, Part};
use crate::text::range::TextRange;

/// The part to which blocks of a kind belong; page furniture and credits belong to none.
pub(super) fn part_of(kind: BlockKind) -> Option<Part> {
    match kind {
        BlockKind::Headline => Some(Part::Headline),
        BlockKind::Caption => Some(Part::Caption),
        BlockKind::Subheading => Some(Part::Prose),
        _ => kind.is_prose().then_some(Part::Prose),
    }
}

/// The bit that stands for a part in every library.
pub(super) fn bit(part: Part) -> i64 {
    match part {
        Part::Headline => 1,
        Part::Prose => 2,
        Part::Caption => 4,
    }
}

/// The part for which the bit stands that is set in `bits`.
pub(super) fn part(bits: i64) -> Option<Part> {
    PARTS.into_iter().find(|&part| bits & bit(part) != 0)
}

/// The part that holds the byte `offset`.
pub(super) fn at(article: &Article, offset: usize) -> Option<Part> {
    article.kind_at(offset).and_then(part_of)
}

/// The bits of all parts that an article has.
pub(super) fn bits(article: &Article) -> i64 {
    let parts = article.blocks.iter();
    let parts = parts.filter_map(|block| part_of(block.kind));
    parts.fold(0, |bits, part| bits | bit(part))
}

/// The text of one part, a line for each block. Subjects that the newsroom gives are found with the prose, as topics are.
pub(super) fn text_of(text: &str, blocks: &[Block], part: Part) -> String {
    let mut lines = String::new();
    let mut add = |range: TextRange| {
        if !lines.is_empty() {
            lines.push('\n');
        }
        lines.push_str(range.of(text));
    };
    for block in blocks {
        if part_of(block.kind) == Some(part) {
            add(block.range);
        } else if part == Part::Prose && block.kind == BlockKind::Given {
            let given = given::read(text, block.range).into_iter();
            let subjects = given.filter(|(kind, _)| *kind == GivenKind::Subject);
            subjects.for_each(|(_, subject)| add(subject));
        }
    }
    lines
}

/// How many words the prose of an article has.
pub(super) fn words(article: &Article) -> usize {
    let prose = article.blocks.iter();
    let prose = prose.filter(|block| part_of(block.kind) == Some(Part::Prose));
    prose
        .map(|block| block.range.of(&article.text).split_whitespace().count())
        .sum()
}
