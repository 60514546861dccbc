//! Select mode: a caret in the open article, and what lies between it and where it was let down.

use crate::model::article::{Article, ArticleId};
use crate::model::ink::Ink;
use crate::text::motion::{Ground, Motion};
use crate::text::range::TextRange;

/// A selection of characters, both its ends included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Select {
    article: ArticleId,
    /// The end that stays.
    from: usize,
    /// The end that moves.
    caret: usize,
    /// The column that moving by rows keeps to.
    column: Option<usize>,
    range: TextRange,
    words: usize,
    /// What the selection has been marked as since it was last moved.
    pub inked: Option<Ink>,
}

/// What can be taken whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whole {
    /// The sentence around the caret.
    Sentence,
    /// The paragraph around the caret.
    Paragraph,
}

impl Select {
    /// The character at the byte `at`.
    pub fn new(article: &Article, ground: &Ground<'_>, at: usize) -> Self {
        let at = ground.snap(at);
        let mut select = Self {
            article: article.id,
            from: at,
            caret: at,
            column: None,
            range: TextRange::default(),
            words: 0,
            inked: None,
        };
        select.settle(article, ground);
        select
    }

    /// The article in which it is.
    pub fn article(&self) -> ArticleId {
        self.article
    }

    /// The byte at which the caret stands.
    pub fn caret(&self) -> usize {
        self.caret
    }

    /// What is selected, in bytes of the article's text.
    pub fn range(&self) -> TextRange {
        self.range
    }

    /// How many words are selected, those of the page itself left out.
    pub fn words(&self) -> usize {
        self.words
    }

    /// The column that moving by rows keeps to; `now` where none is kept yet.
    pub fn keep_column(&mut self, now: usize) -> usize {
        *self.column.get_or_insert(now)
    }

    /// Moves the caret, `times` over.
    pub fn go(&mut self, article: &Article, ground: &Ground<'_>, motion: Motion, times: usize) {
        self.column = None;
        for _ in 0..times {
            let before = self.caret;
            self.caret = ground.go(before, motion);
            if self.caret == before {
                break;
            }
        }
        self.settle(article, ground);
    }

    /// Puts the caret at the byte `at`, in the column that it keeps to.
    pub fn put(&mut self, article: &Article, ground: &Ground<'_>, at: usize) {
        self.caret = ground.snap(at);
        self.settle(article, ground);
    }

    /// Moves the other end from now on.
    pub fn turn(&mut self) {
        std::mem::swap(&mut self.from, &mut self.caret);
        self.column = None;
    }

    /// Takes all of the sentence or paragraph around the caret; one that is taken already is followed by the next.
    pub fn take(&mut self, article: &Article, ground: &Ground<'_>, whole: Whole, times: usize) {
        let (part, next) = match whole {
            Whole::Sentence => (ground.sentence(self.caret), Motion::SentenceEnd),
            Whole::Paragraph => (ground.paragraph(self.caret), Motion::ParagraphEnd),
        };
        let is_taken = self.from <= part.start && self.range.covers(part);
        let mut more = times;
        if !is_taken {
            self.from = part.start;
            self.caret = ground.snap(part.end - 1);
            more -= 1;
        }
        self.go(article, ground, next, more);
    }

    fn settle(&mut self, article: &Article, ground: &Ground<'_>) {
        self.inked = None;
        self.from = ground.snap(self.from);
        let (first, last) = (self.from.min(self.caret), self.from.max(self.caret));
        self.range = TextRange::new(first, ground.character(last).end);
        let words = article.words_in(self.range);
        let words = words.split_whitespace();
        self.words = words
            .filter(|word| word.chars().any(char::is_alphanumeric))
            .count();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation as _;

    use super::*;
    use crate::model::article::{Block, BlockKind};

    const TEXT: &str = "Mayor Ilka Doe spoke. “It holds,” she said.\n\nThe 新聞 asked 👩\u{200d}🚀. Nobody else did.";

    fn article(text: &str) -> Article {
        let mut at = 0;
        let parts = text.split_inclusive("\n\n").map(|part| {
            let start = at;
            at += part.len();
            Block {
                kind: BlockKind::Paragraph,
                range: TextRange::new(start, start + part.trim_end().len()),
            }
        });
        let mut blocks: Vec<Block> = parts.collect();
        blocks.retain(|block| !block.range.is_empty());
        Article {
            id: ArticleId(1),
            source: "test".to_owned(),
            text: text.to_owned(),
            blocks,
            headline: None,
            byline: None,
            outlet: None,
            agency: None,
            published: None,
            url: None,
        }
    }

    fn stretches(article: &Article) -> Vec<TextRange> {
        article.blocks.iter().map(|block| block.range).collect()
    }

    /// What is selected from `start` on after these steps.
    fn selected(start: &str, steps: impl Fn(&mut Select, &Article, &Ground<'_>)) -> String {
        let article = article(TEXT);
        let stretches = stretches(&article);
        let ground = Ground::new(TEXT, &stretches).unwrap();
        let mut select = Select::new(&article, &ground, TEXT.find(start).unwrap());
        steps(&mut select, &article, &ground);
        select.range().of(TEXT).to_owned()
    }

    #[test]
    fn both_ends_are_selected_whichever_moves() {
        assert_eq!(selected("Ilka", |_, _, _| {}), "I");
        let to_the_left = selected("Ilka", |select, article, ground| {
            select.go(article, ground, Motion::WordEnd, 1);
            select.turn();
            select.go(article, ground, Motion::PreviousWord, 1);
        });
        assert_eq!(to_the_left, "Mayor Ilka");
        let across = selected("said", |select, article, ground| {
            select.go(article, ground, Motion::NextWord, 2);
        });
        assert_eq!(across, "said.\n\nThe 新");
    }

    #[test]
    fn sentences_and_paragraphs_are_taken_whole_and_then_the_next() {
        let take = |whole, times| {
            move |select: &mut Select, article: &Article, ground: &Ground<'_>| {
                select.take(article, ground, whole, times);
            }
        };
        assert_eq!(
            selected("holds", take(Whole::Sentence, 1)),
            "“It holds,” she said."
        );
        let twice = selected("Ilka", |select, article, ground| {
            select.take(article, ground, Whole::Sentence, 1);
            select.take(article, ground, Whole::Sentence, 1);
        });
        assert_eq!(twice, "Mayor Ilka Doe spoke. “It holds,” she said.");
        assert_eq!(selected("Ilka", take(Whole::Paragraph, 2)), TEXT);
    }

    #[test]
    fn words_are_counted_and_a_move_forgets_the_ink() {
        let article = article(TEXT);
        let stretches = stretches(&article);
        let ground = Ground::new(TEXT, &stretches).unwrap();
        let mut select = Select::new(&article, &ground, 0);
        select.take(&article, &ground, Whole::Sentence, 1);
        assert_eq!(select.words(), 4);
        select.inked = Some(Ink::Check);
        select.go(&article, &ground, Motion::Right, 1);
        assert_eq!(select.inked, None);
    }

    proptest! {
        #[test]
        fn a_selection_never_splits_a_character(
            text in "[a-c. 新🚀\u{200d}👩e\u{301}\u{1f1e6}\u{1f1e7}“\n]{1,60}",
            steps in prop::collection::vec((0_usize..8, 1_usize..4), 1..20), from in 0_usize..80,
        ) {
            let article = article(&text);
            let stretches = stretches(&article);
            if let Some(ground) = Ground::new(&text, &stretches) {
                let mut select = Select::new(&article, &ground, from);
                for (step, times) in steps {
                    match step {
                        0 => select.go(&article, &ground, Motion::Right, times),
                        1 => select.go(&article, &ground, Motion::Left, times),
                        2 => select.go(&article, &ground, Motion::NextWord, times),
                        3 => select.go(&article, &ground, Motion::WordEnd, times),
                        4 => select.turn(),
                        5 => select.take(&article, &ground, Whole::Sentence, times),
                        6 => select.take(&article, &ground, Whole::Paragraph, times),
                        _ => select.put(&article, &ground, from * times),
                    }
                    for stretch in &stretches {
                        let Some(part) = select.range().intersection(*stretch) else { continue };
                        let edge = |at: usize| {
                            let mut starts = stretch.of(&text).grapheme_indices(true);
                            at == stretch.end || starts.any(|(start, _)| stretch.start + start == at)
                        };
                        prop_assert!(edge(part.start) && edge(part.end), "{part:?} in {text:?}");
                    }
                }
            }
        }
    }
}
