//! Search inside a text, block by block, so that a long article is never folded whole.

use memchr::memmem;

use crate::model::article::Block;
use crate::text::fold::{Folded, has_upper_case};
use crate::text::range::TextRange;

/// What a reader looks for in an article. Lower case finds every case and accent; a query with an upper-case letter
/// respects case ("smart case").
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Needle {
    query: String,
    exact: bool,
}

impl Needle {
    /// The needle for `query`, or nothing for an empty query.
    pub fn new(query: &str) -> Option<Self> {
        let exact = has_upper_case(query);
        let query = if exact {
            query.to_owned()
        } else {
            Folded::new(query).text
        };
        (!query.is_empty()).then_some(Self { query, exact })
    }

    /// All matches in `text`, in order, without overlaps. Linear in the length of `text`.
    pub fn all_in(&self, text: &str) -> Vec<TextRange> {
        let length = self.query.len();
        if self.exact {
            let starts = memmem::find_iter(text.as_bytes(), self.query.as_bytes());
            return starts
                .map(|start| TextRange::new(start, start + length))
                .collect();
        }
        let folded = Folded::new(text);
        memmem::find_iter(folded.text.as_bytes(), self.query.as_bytes())
            .map(|start| folded.original(start, start + length))
            .collect()
    }

    /// The first match at the byte `from` or behind it, going round from the end to the start; looks only as far as needed.
    pub fn next(&self, text: &str, blocks: &[Block], from: usize) -> Option<TextRange> {
        let at = blocks.partition_point(|block| block.range.end <= from);
        let behind = |range: &TextRange| range.start >= from;
        self.in_block(text, blocks.get(at)?)
            .into_iter()
            .find(behind)
            .or_else(|| {
                let later = blocks.iter().skip(at + 1);
                later
                    .chain(blocks.iter().take(at + 1))
                    .find_map(|block| self.in_block(text, block).into_iter().next())
            })
    }

    /// The last match ahead of the byte `before`, going round from the start to the end.
    pub fn previous(&self, text: &str, blocks: &[Block], before: usize) -> Option<TextRange> {
        let at = blocks.partition_point(|block| block.range.start < before);
        let ahead = |range: &TextRange| range.start < before;
        let mut earlier = blocks.iter().take(at).rev();
        earlier
            .find_map(|block| self.in_block(text, block).into_iter().rfind(ahead))
            .or_else(|| {
                blocks
                    .iter()
                    .rev()
                    .find_map(|block| self.in_block(text, block).into_iter().next_back())
            })
    }

    fn in_block(&self, text: &str, block: &Block) -> Vec<TextRange> {
        self.all_in(block.range.of(text))
            .into_iter()
            .map(|range| range.shifted(block.range.start))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::article::BlockKind;

    const TEXT: &str = "Kyiv waits.\nIn KYIV, José said.\nKyiv again.";

    fn blocks() -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut start = 0;
        for line in TEXT.split('\n') {
            blocks.push(Block {
                kind: BlockKind::Paragraph,
                range: TextRange::new(start, start + line.len()),
            });
            start += line.len() + 1;
        }
        blocks
    }

    #[test]
    fn case_matters_only_once_typed() {
        assert_eq!(Needle::new("kyiv").unwrap().all_in(TEXT).len(), 3);
        assert_eq!(Needle::new("Kyiv").unwrap().all_in(TEXT).len(), 2);
        assert_eq!(
            Needle::new("jose").unwrap().all_in(TEXT)[0].of(TEXT),
            "José"
        );
        assert_eq!(Needle::new(""), None);
    }

    #[test]
    fn stepping_goes_round() {
        let (needle, blocks) = (Needle::new("kyiv").unwrap(), blocks());
        let first = TextRange::new(0, 4);
        let second = needle.next(TEXT, &blocks, 1).unwrap();
        let third = needle.next(TEXT, &blocks, second.start + 1).unwrap();
        assert!(first.start < second.start && second.start < third.start);
        assert_eq!(needle.next(TEXT, &blocks, third.start + 1), Some(first));
        assert_eq!(needle.previous(TEXT, &blocks, 0), Some(third));
        assert_eq!(needle.previous(TEXT, &blocks, third.start), Some(second));
    }

    #[test]
    fn nothing_found_is_nothing() {
        assert_eq!(Needle::new("lviv").unwrap().next(TEXT, &blocks(), 0), None);
        assert_eq!(Needle::new("lviv").unwrap().next("", &[], 0), None);
    }
}
