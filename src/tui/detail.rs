//! The chosen subject's mentions as the actor panel lists them: each article with its mentions below it.

use crate::library::coverage::Covering;
use crate::library::{Library, Subject};
use crate::model::article::ArticleId;
use crate::text::range::TextRange;

/// The list of everything about the chosen subject. It knows how many items there are and which is which; what they say is
/// asked of the library when they are drawn.
#[derive(Debug, Clone)]
pub struct Detail {
    /// The subject.
    pub subject: Subject,
    /// The articles that cover it, the open one first.
    pub covering: Vec<Covering>,
    /// By article: the number of its first item, and at the end the number of all items.
    starts: Vec<usize>,
    /// The item with the cursor.
    pub cursor: usize,
    /// The first item on screen.
    pub top: usize,
}

/// A line of the list that one can go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    /// The number of the article.
    pub article: usize,
    /// The number of the mention in it; none for the article itself.
    pub mention: Option<usize>,
}

impl Detail {
    /// The list for `subject` while the article at `row` is open.
    pub fn new(library: &Library, subject: &Subject, row: Option<usize>) -> Self {
        let covering = library.covering(subject, row);
        let mut starts = vec![0];
        let mut next = 0;
        for article in &covering {
            next += 1 + article.mentions();
            starts.push(next);
        }
        Self {
            subject: subject.clone(),
            covering,
            starts,
            cursor: 0,
            top: 0,
        }
    }

    /// How many items there are.
    pub fn len(&self) -> usize {
        self.starts.last().copied().unwrap_or(0)
    }

    /// Tells whether nothing covers the subject.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many mentions there are in all articles.
    pub fn mentions(&self) -> usize {
        self.len() - self.covering.len()
    }

    /// Item number `number`.
    pub fn item(&self, number: usize) -> Option<Item> {
        if number >= self.len() {
            return None;
        }
        let article = self.starts.partition_point(|start| *start <= number) - 1;
        Some(Item {
            article,
            mention: (number - self.starts[article]).checked_sub(1),
        })
    }

    /// Where the item with the cursor leads: a row and a range of that article.
    pub fn destination(&self, library: &Library) -> Option<(usize, TextRange)> {
        let item = self.item(self.cursor)?;
        let covering = self.covering.get(item.article)?;
        let spot = library.spot(&self.subject, covering, item.mention.unwrap_or(0))?;
        Some((covering.row, spot.range))
    }

    /// Moves the cursor by `steps`, stopping at the ends.
    pub fn step(&mut self, steps: isize) {
        self.cursor = self
            .cursor
            .saturating_add_signed(steps)
            .min(self.len().saturating_sub(1));
    }

    /// Puts the cursor on what it was on in `before`, where that is of the same subject: going to a mention and coming back
    /// must not lose the place in the list.
    #[must_use]
    pub fn with_cursor_of(mut self, before: Option<&Self>) -> Self {
        let Some(before) = before.filter(|before| before.subject == self.subject) else {
            return self;
        };
        let Some((article, mention)) = before.meaning() else {
            return self;
        };
        if let Some(number) = self
            .covering
            .iter()
            .position(|covering| covering.article == article)
        {
            self.cursor = self.starts[number] + mention.map_or(0, |mention| mention + 1);
        }
        self
    }

    /// What the cursor is on, whatever the order of the articles.
    fn meaning(&self) -> Option<(ArticleId, Option<usize>)> {
        let item = self.item(self.cursor)?;
        Some((self.covering.get(item.article)?.article, item.mention))
    }
}
