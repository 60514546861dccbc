//! Looking for typed text in an article, block by block, so that a long article is never folded whole.

use super::Direction;
use super::entry::Entry;
use crate::model::article::Block;
use crate::text::find::Needle;
use crate::text::range::TextRange;

impl Entry {
    /// The match next to the byte `from`: the first at it or behind it, or the last ahead of it; going round at the ends
    /// and looking only as far as needed.
    pub fn find(&self, needle: &Needle, from: usize, way: Direction) -> Option<TextRange> {
        let blocks = &self.article.blocks;
        match way {
            Direction::Forward => {
                let at = blocks.partition_point(|block| block.range.end <= from);
                let behind = |range: &TextRange| range.start >= from;
                self.matches(needle, blocks.get(at))
                    .into_iter()
                    .find(behind)
                    .or_else(|| {
                        let mut around =
                            blocks.iter().skip(at + 1).chain(blocks.iter().take(at + 1));
                        around
                            .find_map(|block| self.matches(needle, Some(block)).into_iter().next())
                    })
            }
            Direction::Backward => {
                let at = blocks.partition_point(|block| block.range.start < from);
                let ahead = |range: &TextRange| range.start < from;
                let mut earlier = blocks.iter().take(at).rev();
                earlier
                    .find_map(|block| self.matches(needle, Some(block)).into_iter().rfind(ahead))
                    .or_else(|| {
                        blocks.iter().rev().find_map(|block| {
                            self.matches(needle, Some(block)).into_iter().next_back()
                        })
                    })
            }
        }
    }

    fn matches(&self, needle: &Needle, block: Option<&Block>) -> Vec<TextRange> {
        let Some(block) = block else {
            return Vec::new();
        };
        let found = needle
            .all_in(block.range.of(&self.article.text))
            .into_iter();
        found
            .map(|range| range.shifted(block.range.start))
            .collect()
    }
}
