//! What each line of a page is: a table of rules, tried in order, the first word on a line counts.
//!
//! A rule knows phenomena of news pages (a share button, a photo credit, a list of other headlines), never one outlet's
//! template. Rules that need to see more than a line come after those that do not, so that they meet a page on which
//! the plain cases are already settled. What no rule claims is a paragraph.

mod body;
mod caption;
mod credit;
mod furniture;
mod head;
mod phrases;
mod related;
mod rule;
mod summary;

use std::sync::LazyLock;

use crate::ingest::blocks::phrases::{Phrases, Seeker};
use crate::ingest::blocks::rule::{Rule, Work};
use crate::ingest::outlets::House;
use crate::ingest::page::Page;
use crate::model::article::{Block, BlockKind};
use crate::text::range::TextRange;

/// The register of rules, in the order in which they are tried.
pub(super) const RULES: &[Rule] = &[
    head::FRONT_MATTER,
    furniture::ADVERTISEMENT,
    summary::MACHINE_SUMMARY,
    furniture::NEWSLETTER,
    furniture::SHARE,
    furniture::COMMENTS,
    furniture::TOPICS,
    furniture::CONTINUE,
    furniture::SEPARATOR,
    furniture::MEMBERSHIP,
    credit::CONTRIBUTORS,
    credit::UPDATE_NOTE,
    credit::COPYRIGHT,
    credit::AGENCY_LINE,
    credit::PHOTO_CREDIT,
    head::AROUND,
    caption::INLINE_CREDIT,
    caption::CAPTION_WORDS,
    caption::CAPTION_BEFORE_CREDIT,
    caption::CAPTION_AFTER_SHARE,
    body::AGENCY_TAIL,
    related::RELATED_LIST,
    related::RELATED_LINE,
    head::GIVEN,
    head::HEADLINE,
    head::BYLINE,
    head::DATE_LINE,
    head::STANDFIRST,
    head::OUTSIDE,
    related::RUN,
    body::SUBHEADING,
    body::PARAGRAPH,
    body::DATELINE,
];

/// Tables of phrases for which rules ask that look at more than those.
const TABLES: &[&Phrases] = &[
    &credit::NOTICES,
    &credit::CREDIT_WORDS,
    &caption::STARTS,
    &caption::PARTS,
    &caption::POSES,
    &related::LIST_HEADINGS,
    &summary::MACHINE_MARKS,
];

/// The phrases of every rule.
fn tables() -> impl Iterator<Item = &'static Phrases> {
    let of_rule = |rule: &'static Rule| match &rule.work {
        Work::Phrases(_, phrases) => Some(phrases),
        Work::Look(_) => None,
    };
    let others = TABLES.iter().copied();
    RULES.iter().filter_map(of_rule).chain(others)
}

static SEEKER: LazyLock<Seeker> = LazyLock::new(|| Seeker::new(tables()));

/// Applies every rule to the page.
pub(super) fn mark(page: &mut Page) {
    for line in &mut page.lines {
        line.said = SEEKER.said(line);
    }
    for rule in RULES {
        match &rule.work {
            Work::Look(look) => look(page, rule.id),
            Work::Phrases(kind, phrases) => {
                for index in 0..page.lines.len() {
                    if page.lines.get(index).is_some_and(|line| phrases.fit(line)) {
                        page.mark(index, *kind, rule.id);
                    }
                }
            }
        }
    }
}

/// The blocks of a marked page.
pub(super) fn blocks(page: &Page) -> Vec<Block> {
    let mut blocks = Vec::with_capacity(page.lines.len());
    for line in &page.lines {
        let mut kind = line.kind.unwrap_or(BlockKind::Paragraph);
        let mut range = line.range;
        let tail = line
            .tail
            .filter(|&(start, _)| start >= line.head_end.unwrap_or(0));
        if let Some(end) = line.head_end {
            push(
                &mut blocks,
                page,
                BlockKind::Dateline,
                TextRange::new(range.start, end),
            );
            range.start = end;
        }
        let end = range.end;
        if let Some((start, _)) = tail {
            range.end = start;
        }
        if matches!(kind, BlockKind::Headline | BlockKind::Subheading) {
            let heading = body::heading(range.of(&page.text)).len();
            let heading = TextRange::new(range.start, range.start + heading);
            push(&mut blocks, page, kind, heading);
            range.start = heading.end;
            kind = BlockKind::Paragraph;
        }
        for piece in body::pieces(&page.text, range) {
            push(&mut blocks, page, kind, piece);
        }
        if let Some((start, kind)) = tail {
            push(&mut blocks, page, kind, TextRange::new(start, end));
        }
    }
    blocks
}

/// Adds a block without the white space around it, if anything is left.
fn push(blocks: &mut Vec<Block>, page: &Page, kind: BlockKind, range: TextRange) {
    let words = range.of(&page.text);
    let start = range.start + (words.len() - words.trim_start().len());
    let range = TextRange::new(start, start + words.trim().len());
    if !range.is_empty() {
        blocks.push(Block { kind, range });
    }
}

/// As much of `text` as is taken for a heading; what a longer one goes on with is a paragraph.
pub(super) fn heading(text: &str) -> &str {
    body::heading(text)
}

/// The house that a dateline names: `(Reuters)`, or the house alone.
pub(super) fn house_of_dateline(words: &str) -> Option<House> {
    body::house_of_dateline(words)
}

/// The agencies of a credit that names nothing else.
pub(super) fn agencies_of_credit(words: &str) -> Option<Vec<House>> {
    credit::agencies(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_of_phrases_has_its_own_place_and_phrases_that_can_be_met() {
        let mut met = Vec::new();
        for phrases in tables() {
            assert!(!met.contains(&phrases.table), "{:?}", phrases.table);
            met.push(phrases.table);
            let stops = [':', '.', '!'];
            assert!(!phrases.whole.iter().any(|whole| whole.ends_with(stops)));
        }
    }
}
