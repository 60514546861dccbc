//! An article: clean text in typed blocks, and what the article itself says about where it comes from.

use serde::{Deserialize, Serialize};

use crate::model::date::NewsDate;
use crate::model::sourced::Sourced;
use crate::text::range::TextRange;

/// Names an article for ever: a hash of the bytes it was read from and its place in them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ArticleId(pub u64);

impl std::fmt::Display for ArticleId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// One article as it was saved, cleaned.
///
/// `text` holds everything that the file said, furniture included, in its order: nothing is thrown away. The `blocks`
/// say which part is what; they are in order, do not overlap, and cover all of the text but white space.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// The article's lasting name.
    pub id: ArticleId,
    /// Where it was read from: a path made safe to show, or `starter library: NAME`.
    pub source: String,
    /// The clean text, normal form C, with `\n` as its only control character. All ranges are bytes of it.
    pub text: String,
    /// What each part of the text is.
    pub blocks: Vec<Block>,
    /// The headline; a file without one has none.
    pub headline: Option<Sourced<String>>,
    /// The authors, in the order named.
    pub byline: Option<Sourced<Vec<String>>>,
    /// Who published it.
    pub outlet: Option<Sourced<String>>,
    /// The news agency that wrote it, where that is another than the outlet.
    pub agency: Option<Sourced<String>>,
    /// When it was published, as far as the article alone tells.
    pub published: Option<Sourced<NewsDate>>,
    /// Its address, if the file tells one.
    pub url: Option<Sourced<String>>,
}

impl Article {
    /// The headline, or the first words of the text, or the name of the source: always something to show.
    pub fn title(&self) -> &str {
        if let Some(headline) = &self.headline {
            return &headline.value;
        }
        let first = self
            .blocks
            .iter()
            .find(|block| block.kind.is_prose())
            .or(self.blocks.first());
        let words = first
            .map_or("", |block| block.range.of(&self.text))
            .lines()
            .next()
            .unwrap_or("");
        if words.is_empty() {
            &self.source
        } else {
            words
        }
    }

    /// The index of the block that holds the byte `offset`, or of the last block that starts before it.
    pub fn block_at(&self, offset: usize) -> Option<usize> {
        self.blocks
            .partition_point(|block| block.range.start <= offset)
            .checked_sub(1)
    }

    /// What kind of block the byte `offset` lies in.
    pub fn kind_at(&self, offset: usize) -> Option<BlockKind> {
        self.block_at(offset).map(|index| self.blocks[index].kind)
    }

    /// The words of a part of the text, a blank line between blocks; those of the page itself only where there are no others.
    pub fn words_in(&self, range: TextRange) -> String {
        let words = |furniture: bool| {
            let blocks = self.blocks.iter();
            let blocks = blocks.filter(|block| block.kind.is_furniture() == furniture);
            let parts = blocks.filter_map(|block| block.range.intersection(range));
            let parts = parts.map(|part| part.of(&self.text).trim());
            let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
            parts.join("\n\n")
        };
        let own = words(false);
        if own.is_empty() { words(true) } else { own }
    }

    /// By block: how many body paragraphs there are up to it, itself included. For many places, one look at each block.
    pub fn paragraph_numbers(&self) -> Vec<usize> {
        let mut count = 0;
        let numbered = self.blocks.iter().map(|block| {
            count += usize::from(block.kind == BlockKind::Paragraph);
            count
        });
        numbered.collect()
    }

    /// The number of the body paragraph that holds `offset`, counted from 1; headline and furniture count for nothing.
    pub fn paragraph_number(&self, offset: usize) -> usize {
        let last = self.block_at(offset).map_or(0, |index| index + 1);
        self.blocks
            .iter()
            .take(last)
            .filter(|block| block.kind == BlockKind::Paragraph)
            .count()
    }
}

/// A part of an article and what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// What the part is.
    pub kind: BlockKind,
    /// Where it is: bytes of [`Article::text`], without the white space around it.
    pub range: TextRange,
}

/// What a part of an article is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BlockKind {
    /// The title.
    Headline,
    /// The sentence under the headline that sums the article up.
    Standfirst,
    /// Who wrote it: `By Ann Author, Some News`.
    Byline,
    /// The place or agency that opens the first paragraph: `PARIS - `, `(Bloomberg) -- `. Directly followed by its paragraph.
    Dateline,
    /// A paragraph of the body.
    Paragraph,
    /// A short heading inside the body.
    Subheading,
    /// A block that is nothing but a quotation.
    Quotation,
    /// What a photo shows.
    Caption,
    /// Who took a photo: `PHOTO: EPA`.
    PhotoCredit,
    /// Which agency the text is from, and its copyright: `REUTERS`, `©2026 Bloomberg L.P.`
    AgencyCredit,
    /// Who helped: `With assistance from …`.
    Contributors,
    /// What was changed after publication: `(Updates with …)`.
    UpdateNote,
    /// Navigation, sharing, newsletters, comments: words of the page, not of the article.
    Navigation,
    /// Headlines of other articles.
    RelatedHeadlines,
    /// An advertisement.
    Advertisement,
    /// A summary made by a machine.
    MachineSummary,
    /// What the newsroom gives with the article beside its text, as [`crate::model::given`] writes it.
    Given,
}

/// Every kind of block, in reading order of the documentation.
pub const BLOCK_KINDS: &[BlockKind] = &[
    BlockKind::Headline,
    BlockKind::Standfirst,
    BlockKind::Byline,
    BlockKind::Dateline,
    BlockKind::Paragraph,
    BlockKind::Subheading,
    BlockKind::Quotation,
    BlockKind::Caption,
    BlockKind::PhotoCredit,
    BlockKind::AgencyCredit,
    BlockKind::Contributors,
    BlockKind::UpdateNote,
    BlockKind::Navigation,
    BlockKind::RelatedHeadlines,
    BlockKind::Advertisement,
    BlockKind::MachineSummary,
    BlockKind::Given,
];

impl BlockKind {
    /// The kind's name in case files and in the program's output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Standfirst => "standfirst",
            Self::Byline => "byline",
            Self::Dateline => "dateline",
            Self::Paragraph => "paragraph",
            Self::Subheading => "subheading",
            Self::Quotation => "quotation",
            Self::Caption => "caption",
            Self::PhotoCredit => "photo-credit",
            Self::AgencyCredit => "agency-credit",
            Self::Contributors => "contributors",
            Self::UpdateNote => "update-note",
            Self::Navigation => "navigation",
            Self::RelatedHeadlines => "related-headlines",
            Self::Advertisement => "advertisement",
            Self::MachineSummary => "machine-summary",
            Self::Given => "given",
        }
    }

    /// Tells whether the block is running text of the article: dateline, standfirst, paragraph or quotation.
    pub fn is_prose(self) -> bool {
        matches!(
            self,
            Self::Standfirst | Self::Paragraph | Self::Quotation | Self::Dateline
        )
    }

    /// Tells whether the block belongs to the page rather than to the article, and is folded on screen.
    pub fn is_furniture(self) -> bool {
        matches!(
            self,
            Self::Byline
                | Self::AgencyCredit
                | Self::Contributors
                | Self::UpdateNote
                | Self::Navigation
                | Self::RelatedHeadlines
                | Self::Advertisement
                | Self::MachineSummary
                | Self::Given
        )
    }

    /// Tells whether names in such a block are actors of the article: its prose, headline, subheadings and captions.
    pub fn has_actors(self) -> bool {
        self.is_prose() || matches!(self, Self::Headline | Self::Subheading | Self::Caption)
    }
}
