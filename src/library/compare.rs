//! Articles side by side: those of the library, and bare sentences and texts for other programs and for measuring.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::Library;
use super::entry::Entry;
use crate::compare::edits::edits;
use crate::compare::side::Side;
use crate::compare::{Judgement, compare, judge, story};
use crate::extract;
use crate::ingest::traced::traced;
use crate::link::link;
use crate::link::report::Report;
use crate::model::actor::{ActorId, ActorKind};
use crate::model::article::{Article, ArticleId, Block, BlockKind};
use crate::model::comparison::{Comparison, Difference, DifferenceKind, Label};
use crate::model::edits::Edits;
use crate::model::findings::Findings;
use crate::model::link::{Link, Linked};
use crate::text::fold::fold;
use crate::text::range::TextRange;
use crate::text::sanitize::clean_line;

/// By how many of its first words a line is looked for in other articles, and in how many of these, the newest.
const WORDS: usize = 12;
const LOOKED_AT: usize = 20;

/// Two sentences that belong together, by their numbers in the lists that were given, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AlignedSentences {
    /// The number in the first list.
    pub a: usize,
    /// The number in the second list.
    pub b: usize,
    /// What they are taken for.
    pub label: Label,
    /// How much of their weight they share, 0 to 1.
    pub score: f32,
}

impl Library {
    /// Compares the articles at two rows; nothing where there is no such row.
    pub fn compare(&self, a: usize, b: usize) -> Option<Comparison> {
        let entries = [self.entry(a)?, self.entry(b)?];
        let [a, b] = entries.each_ref().map(AsRef::as_ref);
        let countries = self.countries([a, b]);
        let links = [a, b].map(|entry| {
            let links = entry.links.iter().cloned();
            let links = links.map(|link| Link {
                actor: countries.get(&link.actor).copied().unwrap_or(link.actor),
                ..link
            });
            links.collect::<Vec<_>>()
        });
        let articles = [a, b].map(|entry| self.without_page_lines(entry, [a, b]));
        let found = compare(
            &side(a, &articles[0], &links[0]),
            &side(b, &articles[1], &links[1]),
        );
        let edits = edits_of(a, b);
        let mut differences = found.differences;
        for found in &mut differences {
            if found.kind == DifferenceKind::Source {
                let governs = governing([a, b], found, &countries);
                found.actor = governs.or(found.actor);
            }
        }
        if edits.is_some() {
            // The day of a sentence that nobody touched goes with the date of its version: that is no difference.
            differences.retain(|found| {
                let words = [(a, &found.at[0]), (b, &found.at[1])].map(|(entry, at)| {
                    let words = at.iter().map(|range| range.of(&entry.article.text));
                    words.collect::<Vec<&str>>()
                });
                found.kind != DifferenceKind::Date || words[0] != words[1]
            });
        }
        Some(Comparison {
            differences,
            edits,
            ..found
        })
    }

    /// The article without the lines that both of the `compared` ones share with an article of another story: words of the
    /// page, which say nothing of this one. A reprint of one story stays.
    fn without_page_lines(&self, entry: &Entry, compared: [&Entry; 2]) -> Article {
        let mut article = Article::clone(&entry.article);
        let text = |entry: &Entry, block: &Block| block.range.of(&entry.article.text).to_owned();
        let prose = |entry: &'_ Entry| -> BTreeSet<String> {
            let blocks = entry.article.blocks.iter();
            let blocks = blocks.filter(|block| block.kind.is_prose());
            blocks.map(|block| text(entry, block)).collect()
        };
        let shared: BTreeSet<String> = prose(compared[0])
            .intersection(&prose(compared[1]))
            .cloned()
            .collect();
        if shared.is_empty() {
            return article;
        }
        let of_page: BTreeSet<&String> = shared
            .iter()
            .filter(|line| self.stands_elsewhere(line, compared))
            .collect();
        for block in &mut article.blocks {
            if of_page
                .iter()
                .any(|line| block.range.of(&article.text) == line.as_str())
            {
                block.kind = BlockKind::Navigation;
            }
        }
        article
    }

    /// Tells whether an article of another story has the line too. The newest that have its first words are looked at.
    fn stands_elsewhere(&self, line: &str, compared: [&Entry; 2]) -> bool {
        let words: Vec<&str> = line.split_whitespace().take(WORDS).collect();
        let found = self
            .shelf
            .ask(|stock| stock.having(&words.join(" "), LOOKED_AT));
        let others = found.into_iter().flatten();
        let mut others = others.filter_map(|key| self.shelf.ask(|stock| stock.entry(key)));
        others.any(|other| {
            let own = compared.iter().any(|entry| {
                let story = entry.head.story;
                entry.article.id == other.article.id || story.is_some() && story == other.head.story
            });
            let mut blocks = other.article.blocks.iter();
            !own && blocks.any(|block| block.range.of(&other.article.text) == line)
        })
    }

    /// The governments in `entries` with the countries that they govern: where one outlet says `Washington` and another
    /// `the US`, both tell one fact.
    fn countries(&self, entries: [&Entry; 2]) -> HashMap<ActorId, ActorId> {
        let here = entries.into_iter().flat_map(|entry| entry.links.iter());
        let here: BTreeSet<ActorId> = here.map(|link| link.actor).collect();
        let known = || here.iter().filter_map(|id| self.actor(*id));
        let of_kind = |kind| known().filter(move |actor| actor.kind == kind);
        let country = |government: &str| {
            let name = government.strip_prefix("government of ")?;
            let name = name.strip_prefix("the ").unwrap_or(name);
            of_kind(ActorKind::Place).find(|place| fold(&place.name) == fold(name))
        };
        let governments = of_kind(ActorKind::Government);
        governments
            .filter_map(|government| Some((government.id, country(&government.name)?.id)))
            .collect()
    }
}

/// The government that says what a difference is about, where its country has stood for it in the comparison.
fn governing(
    entries: [&Entry; 2],
    found: &Difference,
    countries: &HashMap<ActorId, ActorId>,
) -> Option<ActorId> {
    let said = entries.into_iter().zip(&found.at).flat_map(|(entry, at)| {
        let quotes = entry.findings.quotes.iter();
        let quotes = quotes.filter(|quote| at.contains(&quote.range));
        let speakers = quotes.filter_map(|quote| quote.speaker);
        speakers.flat_map(|speaker| entry.speaking(speaker))
    });
    let mut said = said.map(|link| link.actor);
    said.find(|actor| countries.get(actor).copied() == found.actor && found.actor.is_some())
}

/// What became of the text, where the two are versions of one article.
fn edits_of(a: &Entry, b: &Entry) -> Option<Edits> {
    let (first, second) = (a.head.revision.as_ref()?, b.head.revision.as_ref()?);
    if first.first != second.first {
        return None;
    }
    let older = usize::from(first.number > second.number);
    let key = |entry: &Entry| {
        entry
            .head
            .date
            .as_ref()
            .and_then(|date| date.value.sort_key())
    };
    let dated = key(a).is_some() && key(b).is_some() && key(a) != key(b);
    Some(edits([&a.article, &b.article], older, dated))
}

/// What a comparison takes of an article, with its mentions linked so.
fn side<'a>(entry: &'a Entry, article: &'a Article, links: &'a [Link]) -> Side<'a> {
    Side {
        article,
        findings: &entry.findings,
        links,
        references: &entry.references,
        date: entry.head.date.as_ref().map(|date| &date.value),
    }
}

/// Pairs the sentences of two lists, each the sentences of one article in their order.
pub fn align<T: AsRef<str>>(a: &[T], b: &[T]) -> Vec<AlignedSentences> {
    let bare = [Bare::new(a), Bare::new(b)];
    let linked = link(&bare.each_ref().map(Bare::report));
    let [a, b] = [bare[0].side(&linked, 0), bare[1].side(&linked, 1)];
    let found = compare(&a, &b);
    let number = |side: usize, passage: usize| {
        let passage = found.passages[side].get(passage)?;
        bare[side].article.block_at(passage.range.start)
    };
    let pairs = found.pairs.iter();
    pairs
        .filter_map(|pair| {
            Some(AlignedSentences {
                a: number(0, pair.a)?,
                b: number(1, pair.b)?,
                label: pair.label,
                score: pair.score,
            })
        })
        .collect()
}

/// Says whether two sentences state the same fact.
pub fn same_fact(a: &str, b: &str) -> Judgement {
    let bare = [Bare::new(&[a]), Bare::new(&[b])];
    let linked = link(&bare.each_ref().map(Bare::report));
    judge(&bare[0].side(&linked, 0), &bare[1].side(&linked, 1))
}

/// How likely two articles, given as their whole text, tell one story, 0 to 1.
pub fn same_story(a: &str, b: &str) -> f32 {
    story::likeness(&traced(a).article, &traced(b).article)
}

/// An article made of sentences that somebody else has split.
struct Bare {
    article: Arc<Article>,
    findings: Arc<Findings>,
}

impl Bare {
    fn new<T: AsRef<str>>(sentences: &[T]) -> Self {
        let mut text = String::new();
        let mut blocks = Vec::with_capacity(sentences.len());
        for sentence in sentences {
            let start = text.len();
            text.push_str(&clean_line(sentence.as_ref()));
            blocks.push(Block {
                kind: BlockKind::Paragraph,
                range: TextRange::new(start, text.len()),
            });
            text.push('\n');
        }
        let article = Self::of(ArticleId(0), text, blocks);
        let found = extract::find(&article);
        let given = article.blocks.iter().map(|block| block.range);
        let findings = Findings {
            sentences: given.filter(|range| !range.is_empty()).collect(),
            ..found
        };
        Self {
            article: Arc::new(article),
            findings: Arc::new(findings),
        }
    }

    /// An article of which nothing is known but its text.
    fn of(id: ArticleId, text: String, blocks: Vec<Block>) -> Article {
        Article {
            id,
            source: String::new(),
            text,
            blocks,
            headline: None,
            byline: None,
            outlet: None,
            agency: None,
            published: None,
            url: None,
        }
    }

    fn report(&self) -> Report {
        Report {
            article: Arc::clone(&self.article),
            findings: Arc::clone(&self.findings),
        }
    }

    /// The side that was linked as number `index`.
    fn side<'a>(&'a self, linked: &'a Linked, index: usize) -> Side<'a> {
        Side {
            article: &self.article,
            findings: &self.findings,
            links: linked.links.get(index).map_or(&[], |links| links),
            references: linked.references.get(index).map_or(&[], |links| links),
            date: None,
        }
    }
}

#[cfg(test)]
mod tests;
