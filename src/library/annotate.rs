//! What rashomon finds in bare texts, told in code points of each text as it was given: for other programs and for
//! measuring.

use std::sync::Arc;

use crate::extract;
use crate::ingest::{self, traced::Traced};
use crate::link::link;
use crate::link::report::Report;
use crate::model::actor::{ActorId, ActorKind};
use crate::model::article::BlockKind;
use crate::model::effort::Effort;
use crate::model::findings::MentionForm;
use crate::model::quote::QuoteKind;
use crate::text::origin::Points;

/// Everything found in one text, in text order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Annotation {
    /// The names.
    pub mentions: Vec<MarkedName>,
    /// The descriptions and pronouns of which it can be said whom they stand for; not those beside a name.
    pub references: Vec<MarkedReference>,
    /// The quotations, terms and indirect speech.
    pub quotes: Vec<MarkedQuote>,
    /// The sentences.
    pub sentences: Vec<Points>,
}

/// A name in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MarkedName {
    /// Where the name stands, without form of address or role.
    pub at: Points,
    /// What it is a name of by itself: a capital stays a place where it stands for a government.
    pub kind: ActorKind,
    /// Whose it is.
    pub actor: ActorId,
}

/// A description or pronoun in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MarkedReference {
    /// Where it stands.
    pub at: Points,
    /// Which of the two it is.
    pub form: MentionForm,
    /// Whom it stands for.
    pub actor: ActorId,
}

/// A quotation in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MarkedQuote {
    /// Where it stands, its marks included.
    pub at: Points,
    /// How it is handed on.
    pub kind: QuoteKind,
    /// Where its speaker stands.
    pub speaker: Option<Points>,
    /// Whether single marks enclose it: `'so'` or `''so''`.
    pub single: bool,
    /// The id of the rule that told the speaker.
    pub rule: &'static str,
}

impl Annotation {
    /// The descriptions among the references. A pronoun is the weakest of signs, and so stands apart.
    pub fn descriptions(&self) -> impl Iterator<Item = &MarkedReference> {
        let references = self.references.iter();
        references.filter(|reference| reference.form != MentionForm::Pronoun)
    }

    /// The pronouns among the references.
    pub fn pronouns(&self) -> impl Iterator<Item = &MarkedReference> {
        let references = self.references.iter();
        references.filter(|reference| reference.form == MentionForm::Pronoun)
    }

    /// The direct quotations in double marks; single ones are as often those of a term or of a quotation within another.
    pub fn direct_quotes(&self) -> impl Iterator<Item = &MarkedQuote> {
        let quotes = self.quotes.iter();
        quotes.filter(|quote| quote.kind == QuoteKind::Direct && !quote.single)
    }
}

impl MarkedName {
    /// The kind's name in annotated collections of news, which take a government for its country.
    pub fn type_name(&self) -> &'static str {
        match self.kind {
            ActorKind::Person => "PERSON",
            ActorKind::Organisation => "ORG",
            ActorKind::Place | ActorKind::Government => "LOC",
        }
    }
}

/// Finds names, quotations and sentences in `texts` and links the names of all of them together: one actor has one id in all.
pub fn annotate<T: AsRef<str>>(texts: &[T]) -> Vec<Annotation> {
    let (reports, origins): (Vec<Report>, Vec<_>) = texts
        .iter()
        .map(|text| {
            let Traced { article, origins } = ingest::traced::traced(text.as_ref());
            let report = Report {
                findings: Arc::new(extract::find_without_phrases(&article)),
                article: Arc::new(article),
            };
            (report, origins)
        })
        .unzip();
    let linked = link(&reports);
    let mut annotations = Vec::with_capacity(texts.len());
    for (index, (report, origins)) in reports.iter().zip(&origins).enumerate() {
        let findings = &report.findings;
        let links = linked.links.get(index).map_or(&[][..], |links| links);
        let named = findings.mentions.iter().zip(links);
        let mentions = named.map(|(mention, link)| MarkedName {
            at: origins.of(mention.name),
            kind: mention.literal,
            actor: link.actor,
        });
        let links = linked.references.get(index).map_or(&[][..], |links| links);
        let referring = findings.references.iter().zip(links);
        let references = referring.filter_map(|(reference, link)| {
            let link = link.as_ref().filter(|_| reference.beside.is_none())?;
            Some(MarkedReference {
                at: origins.of(reference.range),
                form: reference.form,
                actor: link.actor,
            })
        });
        let quotes = findings.quotes.iter().map(|quote| MarkedQuote {
            at: origins.of(quote.range),
            kind: quote.kind,
            speaker: quote
                .speaker
                .and_then(|speaker| findings.range_of(speaker))
                .map(|range| origins.of(range)),
            single: quote
                .range
                .of(&report.article.text)
                .starts_with(['\'', '‘', '’', '`']),
            rule: quote.rule,
        });
        let sentences = findings.sentences.iter();
        annotations.push(Annotation {
            mentions: mentions.collect(),
            references: references.collect(),
            quotes: quotes.collect(),
            sentences: sentences.map(|&range| origins.of(range)).collect(),
        });
    }
    annotations
}

/// The running text of the page `text`, block by block below each other: paragraphs, quotations and the subheadings
/// between them, without headline, standfirst, captions, credits and the page's own words.
pub fn body(text: &str) -> String {
    body_of(&ingest::read("page.txt", text.as_bytes()))
}

/// The same of the bytes of a page of HTML, packed by gzip or not, looked through with so much effort.
pub fn body_of_html(page: &[u8], effort: Effort) -> String {
    body_of(&ingest::read_with(effort, "page.html", page))
}

fn body_of(reading: &ingest::Reading) -> String {
    let mut body = String::new();
    for article in &reading.articles {
        let mut joins = false;
        for block in &article.blocks {
            let kept = match block.kind {
                BlockKind::Standfirst => false,
                kind => kind.is_prose() || kind == BlockKind::Subheading,
            };
            if !kept {
                continue;
            }
            if !body.is_empty() {
                body.push_str(if joins { " " } else { "\n\n" });
            }
            body.push_str(block.range.of(&article.text));
            joins = block.kind == BlockKind::Dateline;
        }
    }
    body
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, points: Points) -> String {
        text.chars()
            .skip(points.start)
            .take(points.end - points.start)
            .collect()
    }

    #[test]
    fn texts_given_together_share_their_actors() {
        let texts = [
            "Jane Doe opened the harbour on Monday.",
            "The harbour is hers, said Jane Doe.\u{200b} Doe left.",
        ];
        let annotations = annotate(&texts);
        let names: Vec<_> = annotations
            .iter()
            .zip(&texts)
            .flat_map(|(found, text)| found.mentions.iter().map(|name| at(text, name.at)))
            .collect();
        assert_eq!(names, ["Jane Doe", "Jane Doe", "Doe"]);
        let actor = annotations[0].mentions[0].actor;
        assert!(
            annotations[1]
                .mentions
                .iter()
                .all(|name| name.actor == actor)
        );
        assert_eq!(at(texts[1], annotations[1].sentences[1]), "Doe left.");
        assert_eq!(annotate::<&str>(&[]), []);
        assert_eq!(annotate(&[""]), [Annotation::default()]);
    }

    #[test]
    fn the_body_is_what_the_article_tells() {
        let page = "Council votes on pier\n\nThe council voted on Monday to widen the pier, which two storms have damaged.\n\nAdvertisement\n\nPHOTO: EPA\n\nWork begins in May, said the harbour master, and will take two years.";
        let body = body(page);
        assert!(
            body.starts_with("The council") && body.ends_with("two years."),
            "{body}"
        );
        assert!(!body.contains("Advertisement") && !body.contains("EPA"));
    }
}
