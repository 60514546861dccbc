//! An article as the reading pane shows it: a row of passages.
//!
//! A passage is what stands together on screen: the headline, the line that says where the article comes from, a
//! paragraph with its dateline, a caption with its credit, a fold of page furniture. Making them looks at each block
//! once and at no character of the text.

use crate::library::entry::Entry;
use crate::model::article::{Block, BlockKind};
use crate::model::date::Relation;
use crate::model::sourced::Sourced;
use crate::text::range::TextRange;

/// What a passage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PassageKind {
    /// The headline.
    Headline,
    /// Byline, outlet, agency and date; opened, also how each is known.
    About,
    /// A part of the article.
    Body(BlockKind),
    /// A caption with its credit.
    Caption,
    /// Furniture of the page, folded into one line until opened.
    Fold,
}

/// A part of the article as it stands on screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// What it is.
    pub kind: PassageKind,
    /// The parts of the article's text that it shows, in order; for a fold only when opened.
    pub ranges: Vec<TextRange>,
    /// Text of our own above it; empty for most.
    pub label: String,
    /// What the label becomes when the passage is opened; empty where opening does not change it.
    pub opened_label: String,
}

impl Passage {
    /// Tells whether it can be opened and closed.
    pub fn opens(&self) -> bool {
        matches!(self.kind, PassageKind::Fold | PassageKind::About)
    }

    /// The text of our own that it shows.
    pub fn label(&self, opened: bool) -> &str {
        if opened && !self.opened_label.is_empty() {
            &self.opened_label
        } else {
            &self.label
        }
    }

    /// The parts of the article that it shows, opened or not.
    pub fn shown(&self, opened: bool) -> &[TextRange] {
        if self.kind == PassageKind::Fold && !opened {
            &[]
        } else {
            &self.ranges
        }
    }

    /// Tells whether its text stands in from the left, behind a sign.
    pub fn is_set_in(&self) -> bool {
        self.kind == PassageKind::Fold || self.indent() > 0
    }

    /// How many cells its text stands in from the left.
    pub fn indent(&self) -> usize {
        match self.kind {
            PassageKind::Caption | PassageKind::Body(BlockKind::Quotation) => 2,
            _ => 0,
        }
    }

    /// How many cells stand ahead of its text, a sign of its own among them.
    pub fn inset(&self) -> usize {
        match self.kind {
            PassageKind::Fold => 2,
            _ => self.indent(),
        }
    }

    /// Empty rows behind it.
    pub fn gap(&self) -> usize {
        usize::from(self.kind != PassageKind::Headline)
    }
}

/// The passages of `entry`: headline, provenance, then everything else in the order of the page.
pub fn passages(entry: &Entry) -> Vec<Passage> {
    let article = &entry.article;
    let mut passages = vec![headline(entry), about(entry)];
    let blocks: Vec<&Block> = article
        .blocks
        .iter()
        .filter(|block| block.kind != BlockKind::Headline)
        .collect();
    let runs = blocks.chunk_by(|block, next| stands_together(block.kind, next.kind));
    passages.extend(runs.map(|run| passage(&article.text, run)));
    passages
}

fn stands_together(kind: BlockKind, next: BlockKind) -> bool {
    kind.is_furniture() && next.is_furniture()
        || kind == BlockKind::Dateline && next == BlockKind::Paragraph
        || matches!(kind, BlockKind::Caption | BlockKind::PhotoCredit)
            && next == BlockKind::PhotoCredit
}

fn passage(text: &str, blocks: &[&Block]) -> Passage {
    let last = blocks
        .last()
        .map_or(BlockKind::Paragraph, |block| block.kind);
    let (kind, label) = if last.is_furniture() {
        (PassageKind::Fold, fold_label(text, blocks))
    } else if matches!(last, BlockKind::Caption | BlockKind::PhotoCredit) {
        (PassageKind::Caption, String::new())
    } else {
        (PassageKind::Body(last), String::new())
    };
    let mut ranges: Vec<TextRange> = blocks.iter().map(|block| block.range).collect();
    // A dateline and its paragraph are one line of text.
    if blocks
        .first()
        .is_some_and(|block| block.kind == BlockKind::Dateline)
    {
        let joined = TextRange::new(ranges[0].start, ranges[ranges.len() - 1].end);
        ranges = vec![joined];
    }
    Passage {
        kind,
        ranges,
        label,
        opened_label: String::new(),
    }
}

fn headline(entry: &Entry) -> Passage {
    let block = entry
        .article
        .blocks
        .iter()
        .find(|block| block.kind == BlockKind::Headline);
    let (ranges, label) = match block {
        Some(block) => (vec![block.range], String::new()),
        None => (Vec::new(), "(no headline)".to_owned()),
    };
    Passage {
        kind: PassageKind::Headline,
        ranges,
        label,
        opened_label: String::new(),
    }
}

/// `+ 4 lines of the page: navigation, machine summary`.
fn fold_label(text: &str, blocks: &[&Block]) -> String {
    let lines: usize = blocks
        .iter()
        .map(|block| block.range.of(text).lines().count())
        .sum();
    let mut kinds: Vec<&str> = Vec::new();
    for block in blocks {
        let name = furniture_name(block.kind);
        if !kinds.contains(&name) {
            kinds.push(name);
        }
    }
    format!(
        "{lines} {} of the page: {}",
        if lines == 1 { "line" } else { "lines" },
        kinds.join(", ")
    )
}

fn furniture_name(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Byline => "byline",
        BlockKind::AgencyCredit => "agency credit",
        BlockKind::Contributors => "contributors",
        BlockKind::UpdateNote => "update note",
        BlockKind::RelatedHeadlines => "other headlines",
        BlockKind::Advertisement => "advertisement",
        BlockKind::MachineSummary => "machine-written summary",
        _ => "navigation",
    }
}

fn about(entry: &Entry) -> Passage {
    let article = &entry.article;
    let mut short = Vec::new();
    let mut long = Vec::new();
    if let Some(byline) = &article.byline {
        let authors = byline.value.join(", ");
        short.push(format!("{}{authors}", byline.mark()));
        long.push(told("byline", Some((&authors, byline))));
    } else {
        long.push("byline: not told".to_owned());
    }
    short.push(entry.head.outlet_label());
    long.push(told(
        "outlet",
        article
            .outlet
            .as_ref()
            .map(|outlet| (outlet.value.as_str(), outlet)),
    ));
    if let (Some(agency), Some(_)) = (&article.agency, &article.outlet) {
        short.push(format!("{}{}", agency.mark(), agency.value));
    }
    long.push(told(
        "agency",
        article
            .agency
            .as_ref()
            .map(|agency| (agency.value.as_str(), agency)),
    ));
    if let Some(date) = &entry.head.date {
        let told_date = date.value.to_string();
        let origin = if date.origin == crate::model::sourced::Origin::Story {
            ", from the story"
        } else {
            ""
        };
        // A date that says itself what of it is a guess needs no mark in front.
        let says_itself = date.value.year_inferred || date.value.relation != Relation::On;
        let mark = if says_itself { "" } else { date.mark() };
        short.push(format!("{mark}{told_date}{origin}"));
        long.push(told("date", Some((&told_date, date))));
    } else {
        short.push("date unknown".to_owned());
        long.push("date: not told".to_owned());
    }
    if let Some(same) = &entry.head.same_text {
        short.push(same.told());
        long.push(same.told_in_full());
    }
    if let Some(revision) = &entry.head.revision {
        short.push(revision.told());
        long.push(format!("{}: c shows what became of it", revision.told()));
    }
    if let Some(url) = &article.url {
        long.push(told("address", Some((&url.value, url))));
    }
    if let Some(skipped) = entry.findings.skipped {
        short.push("names only from lists".to_owned());
        long.push(format!("language: {skipped}"));
    }
    long.push(format!("read from: {}", article.source));
    Passage {
        kind: PassageKind::About,
        ranges: Vec::new(),
        label: short.join(" · "),
        opened_label: long.join("\n"),
    }
}

/// `outlet: ArcaMax (known: the page's breadcrumb)`.
fn told<T>(field: &str, value: Option<(&str, &Sourced<T>)>) -> String {
    match value {
        Some((shown, sourced)) => {
            let sure = if sourced.is_inferred() {
                "inferred"
            } else {
                "known"
            };
            let because = sourced
                .because
                .strip_prefix(shown)
                .map_or(sourced.because.as_str(), |rest| {
                    rest.trim_start_matches(", ")
                });
            format!("{field}: {shown} ({sure}: {because})")
        }
        None => format!("{field}: not told"),
    }
}
