//! What is measured on which set: one entry of the register for each kind of set.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;
use std::time::Duration;

use rashomon::library::annotate::{Annotation, annotate, body, body_of_html};
use rashomon::library::compare::{align, same_fact, same_story};
use rashomon::link::likeness::Comparison;
use rashomon::model::effort::Effort;
use rashomon::text::origin::Points;
use rustix::time::{ClockId, clock_gettime};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::heads;
use crate::metrics::clusters::{Marked, Spot, Story, b_cubed, ceaf_e, muc};
use crate::metrics::correlation::pearson;
use crate::metrics::quotes::{Counted, Said};
use crate::metrics::{Score, Span, Tally, actors, mean, pairs, share, wording};
use crate::sets::{self, Aligned, Mention, Named, Page, Pair, Quoted, Split, Told};

/// What can be measured on one kind of set.
pub struct Task {
    /// What the names of its files begin with.
    pub prefix: &'static str,
    /// Measures it.
    pub measure: fn(&Path) -> io::Result<Vec<Row>>,
}

/// One row of the table.
#[derive(Debug)]
pub struct Row {
    /// What was measured.
    pub what: &'static str,
    /// The figure.
    pub figure: f64,
    /// Precision and recall, where the figure is the F1 of both.
    pub score: Option<Score>,
}

impl Row {
    /// How many of all are right.
    pub fn share(what: &'static str, (right, all): (usize, usize)) -> Self {
        Self {
            what,
            figure: share(right, all),
            score: None,
        }
    }

    fn new(what: &'static str, score: Score) -> Self {
        Self {
            what,
            figure: score.f1(),
            score: Some(score),
        }
    }
}

/// The register.
pub const TASKS: &[Task] = &[
    Task {
        prefix: "names_",
        measure: names,
    },
    Task {
        prefix: "actors_",
        measure: who_is_who,
    },
    Task {
        prefix: "quotes_",
        measure: quotations,
    },
    Task {
        prefix: "segment_",
        measure: sentences,
    },
    Task {
        prefix: "name_pairs_",
        measure: name_pairs,
    },
    Task {
        prefix: "align_",
        measure: alignment,
    },
    Task {
        prefix: "pairs_mrpc",
        measure: facts,
    },
    Task {
        prefix: "stories_",
        measure: same_story_or_not,
    },
    Task {
        prefix: "body_text_",
        measure: bodies,
    },
];

/// How much is found where the precision of name pairs is taken.
const RECALL: f64 = 0.6;

/// The same of pairs of sentences.
const FACTS_RECALL: f64 = 0.5;

/// The type of people in annotated collections.
const PERSON: &str = "PERSON";

/// Where the names are, their type included.
fn names(path: &Path) -> io::Result<Vec<Row>> {
    let documents: Vec<Named> = read(path)?;
    let annotations = annotated(&documents, |named| (&named.text, &named.group));
    let measured = |what, kinds: &[&str]| {
        let mut tally = Tally::default();
        for (document, annotation) in documents.iter().zip(&annotations) {
            let marked = document.mentions.iter().filter_map(|mention| {
                let kind = mention.kind.as_deref()?;
                Some((mention.at, kind))
            });
            let found = annotation.mentions.iter();
            let found = found.map(|name| (span(name.at), name.type_name()));
            let wanted = |(_, kind): &(Span, &str)| kinds.contains(kind);
            tally.add(Tally::of(
                &found.filter(wanted).collect(),
                &marked.filter(wanted).collect::<BTreeSet<_>>(),
            ));
        }
        Row::new(what, tally.score())
    };
    Ok(vec![
        measured("people, exact span F1", &[PERSON]),
        measured(
            "people, organisations and places, exact span F1",
            &[PERSON, "ORG", "LOC"],
        ),
    ])
}

/// Which mentions are of one actor, and in which articles an actor is.
fn who_is_who(path: &Path) -> io::Result<Vec<Row>> {
    let documents: Vec<Named> = read(path)?;
    let annotations = annotated(&documents, |named| (&named.text, &named.group));
    let all = stories(&documents, &annotations, |_| true);
    let people = stories(&documents, &annotations, |kind| kind == PERSON);
    let spread = |what, stories: &[Story], least| {
        let named = |spot: &Spot| actors::names_somebody(&written(&documents, spot));
        let tally = actors::documents(stories, least, named);
        (tally.wanted > 0).then(|| Row::new(what, tally.score()))
    };
    let measures = [muc(&people), b_cubed(&people), ceaf_e(&people)];
    let [links, mentions, entities] = measures;
    let spreads = [
        spread("which articles mention a person, micro F1", &people, 1),
        spread("which articles mention an actor, micro F1", &all, 1),
        spread(
            "which articles mention an actor of two or more, micro F1",
            &all,
            2,
        ),
    ];
    let mut rows: Vec<Row> = spreads.into_iter().flatten().collect();
    rows.extend([
        Row {
            what: "mention clusters of people, CoNLL F1",
            figure: mean(&measures.map(Score::f1)),
            score: None,
        },
        Row::new("mention clusters of people, MUC F1", links),
        Row::new("mention clusters of people, B-cubed F1", mentions),
        Row::new("mention clusters of people, CEAF-e F1", entities),
    ]);
    Ok(rows)
}

/// The documents by story, with what is marked of the types that are `meant` and all that was found but names of other
/// types.
fn stories(
    documents: &[Named],
    annotations: &[Annotation],
    meant: impl Fn(&str) -> bool,
) -> Vec<Story> {
    let mut stories: Vec<Story> = Vec::new();
    let is_meant = |mention: &&Mention| mention.kind.as_deref().is_some_and(&meant);
    for group in groups(documents.iter().map(|document| &document.group)) {
        let mut story = Story::default();
        let mut numbers: BTreeMap<String, u64> = BTreeMap::new();
        for index in group {
            let marked = documents[index].mentions.iter();
            let (marked, others): (Vec<&Mention>, Vec<&Mention>) = marked
                .filter(|mention| !mention.cluster.is_null())
                .partition(is_meant);
            let wanted = marked.iter().map(|mention| {
                let next = numbers.len() as u64;
                let actor = *numbers.entry(mention.cluster.to_string()).or_insert(next);
                Marked {
                    at: mention.at,
                    actor,
                }
            });
            let elsewhere = others.iter().map(|mention| mention.at).collect();
            let wanted: Vec<Marked> = wanted.collect();
            story.add(
                index,
                &wanted,
                &found(&annotations[index], &meant),
                &elsewhere,
            );
        }
        stories.push(story);
    }
    stories
}

/// Names of the types that are `meant`, then descriptions, which have no type; pronouns are left out, as where a reader
/// counts mentions.
fn found(annotation: &Annotation, meant: impl Fn(&str) -> bool) -> Vec<Marked> {
    let names = annotation.mentions.iter();
    let names = names.filter(|name| meant(name.type_name()));
    let descriptions = annotation.descriptions();
    let names = names.map(|name| (name.at, name.actor));
    names
        .chain(descriptions.map(|description| (description.at, description.actor)))
        .map(|(at, actor)| Marked {
            at: span(at),
            actor: actor.0,
        })
        .collect()
}

/// What the text has at `spot`.
fn written(documents: &[Named], spot: &Spot) -> String {
    let text = documents[spot.document].text.chars();
    text.skip(spot.at.start).take(spot.at.length()).collect()
}

/// Who says what.
fn quotations(path: &Path) -> io::Result<Vec<Row>> {
    let documents: Vec<Quoted> = read(path)?;
    let annotations = annotated(&documents, |quoted| (&quoted.text, &quoted.group));
    let mut counted = Counted::default();
    for (document, annotation) in documents.iter().zip(&annotations) {
        let found = annotation.direct_quotes().map(|quote| Said {
            at: span(quote.at),
            speaker: quote.speaker.map(span),
        });
        let marked = document.quotes.iter().map(|quote| Said {
            at: quote.at,
            speaker: quote.speaker,
        });
        let (found, marked): (Vec<_>, Vec<_>) = (found.collect(), marked.collect());
        counted.add(Counted::of(&found, &marked));
    }
    Ok(vec![
        Row::new("quotations, span F1", counted.spans.score()),
        Row::new(
            "quotations with the right speaker, F1",
            counted.spoken.score(),
        ),
    ])
}

/// Where sentences end within a text; its own end is no feat.
fn sentences(path: &Path) -> io::Result<Vec<Row>> {
    let documents: Vec<Split> = read(path)?;
    let annotations = annotated(&documents, |split| (&split.text, &Value::Null));
    let mut tally = Tally::default();
    for (document, annotation) in documents.iter().zip(&annotations) {
        let points: Vec<char> = document.text.chars().collect();
        let ranges = annotation.sentences.iter();
        let found = ranges.map(|at| visible(points[at.start..at.end].iter().copied()));
        let marked = document.sentences.iter();
        let marked = marked.map(|sentence| visible(sentence.chars()));
        let (found, found_length) = inner_ends(found);
        let (marked, length) = inner_ends(marked);
        let mut counted = Tally::of(&found, &marked);
        if found_length != length {
            counted.right = 0;
        }
        tally.add(counted);
    }
    Ok(vec![Row::new(
        "sentence ends, F1 inside a text",
        tally.score(),
    )])
}

/// How many of the characters are to be seen.
fn visible(text: impl Iterator<Item = char>) -> usize {
    text.filter(|c| !c.is_whitespace()).count()
}

/// Where pieces of these lengths end, but for the last, and how long all are together.
fn inner_ends(lengths: impl Iterator<Item = usize>) -> (BTreeSet<usize>, usize) {
    let mut at = 0;
    let mut ends: BTreeSet<usize> = lengths
        .map(|length| {
            at += length;
            at
        })
        .collect();
    ends.remove(&at);
    (ends, at)
}

/// Whether two names are of one.
fn name_pairs(path: &Path) -> io::Result<Vec<Row>> {
    let documents: Vec<Pair> = read(path)?;
    let comparison = Comparison::new();
    let scored: Vec<(f32, bool)> = documents
        .iter()
        .map(|pair| (comparison.likeness(&pair.a, &pair.b), pair.label == 1))
        .collect();
    let precision = pairs::precision_at(RECALL, &scored);
    let rows = precision.map(|figure| Row {
        what: "two names, one person or company: precision at recall 0.6",
        figure,
        score: None,
    });
    Ok(rows.into_iter().collect())
}

/// Which sentences of two articles say the same.
fn alignment(path: &Path) -> io::Result<Vec<Row>> {
    let documents: Vec<Aligned> = read(path)?;
    let mut tally = Tally::default();
    for document in &documents {
        let found = align(&document.a, &document.b);
        let found = found.iter().map(|pair| (pair.a, pair.b)).collect();
        tally.add(Tally::of(&found, &document.pairs.iter().copied().collect()));
    }
    Ok(vec![Row::new(
        "sentences that say the same, F1",
        tally.score(),
    )])
}

/// Whether two sentences state one fact.
fn facts(path: &Path) -> io::Result<Vec<Row>> {
    let documents: Vec<Pair> = read(path)?;
    let judged: Vec<_> = documents
        .iter()
        .map(|pair| (same_fact(&pair.a, &pair.b), pair.label == 1))
        .collect();
    let right = judged.iter().filter(|(found, label)| found.same == *label);
    let scored: Vec<(f32, bool)> = judged
        .iter()
        .map(|(found, label)| (found.score, *label))
        .collect();
    let accuracy = (!judged.is_empty()).then(|| share(right.count(), judged.len()));
    let rows = [
        ("two sentences, one fact: accuracy", accuracy),
        (
            "two sentences, one fact: precision at recall 0.5",
            pairs::precision_at(FACTS_RECALL, &scored),
        ),
    ];
    let rows = rows.into_iter().filter_map(|(what, figure)| {
        Some(Row {
            what,
            figure: figure?,
            score: None,
        })
    });
    Ok(rows.collect())
}

/// How well the likeness of two articles follows what people say of them.
fn same_story_or_not(path: &Path) -> io::Result<Vec<Row>> {
    let documents: Vec<Told> = read(path)?;
    let scored: Vec<(f64, f64)> = documents
        .iter()
        .map(|told| (f64::from(same_story(&told.a, &told.b)), told.score))
        .collect();
    Ok(vec![Row {
        what: "two articles, one story: Pearson",
        figure: pearson(&scored),
        score: None,
    }])
}

/// How a page is looked through, and what is measured of that.
const MODES: &[(Effort, &str, &str)] = &[
    (
        Effort::Best,
        "the same of its HTML",
        "pages of HTML a second, one processor",
    ),
    (
        Effort::Bulk,
        "the same in bulk",
        "pages in bulk a second, one processor",
    ),
];

/// The running text of pages.
fn bodies(path: &Path) -> io::Result<Vec<Row>> {
    let documents: Vec<Page> = read(path)?;
    let scored = |found: &[String]| {
        let texts = found.iter().zip(&documents);
        wording::repeated(texts.map(|(found, page)| (found.as_str(), page.body.as_str())))
    };
    let found: Vec<String> = documents.iter().map(|page| body(&page.text)).collect();
    let mut rows = vec![Row::new(
        "running text of a page, F1 over runs of four words",
        scored(&found),
    )];
    let folder = path.with_file_name("html");
    if folder.is_dir() {
        let pages = documents
            .iter()
            .map(|page| fs::read(folder.join(format!("{}.html.gz", page.id))));
        let pages: Vec<Vec<u8>> = pages.collect::<io::Result<_>>()?;
        for (effort, body, speed) in MODES {
            let start = clock();
            let found = pages.iter().map(|page| body_of_html(page, *effort));
            let found: Vec<String> = found.collect();
            let seconds = clock().saturating_sub(start).as_secs_f64();
            rows.push(Row::new(body, scored(&found)));
            rows.push(Row {
                what: speed,
                figure: ratio(pages.len(), seconds),
                score: None,
            });
        }
        rows.extend(heads::measure(&pages)?);
    }
    Ok(rows)
}

/// The time of this thread's processor.
fn clock() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    let (seconds, nanos) = (u64::try_from(time.tv_sec), u32::try_from(time.tv_nsec));
    Duration::new(seconds.unwrap_or(0), nanos.unwrap_or(0))
}

#[expect(
    clippy::cast_precision_loss,
    reason = "far fewer pages than 2 to the power of 52"
)]
fn ratio(count: usize, seconds: f64) -> f64 {
    count as f64 / seconds
}

/// The documents of a set; what is none is told.
fn read<T: DeserializeOwned>(path: &Path) -> io::Result<Vec<T>> {
    sets::read(path, |line, reason| {
        crate::tell(&format!("{}, line {line}: {reason}", path.display()));
    })
}

/// What rashomon finds in each document, those of one group linked together.
fn annotated<T>(documents: &[T], parts: impl Fn(&T) -> (&str, &Value)) -> Vec<Annotation> {
    let mut annotations = vec![Annotation::default(); documents.len()];
    for group in groups(documents.iter().map(|document| parts(document).1)) {
        let texts: Vec<&str> = group
            .iter()
            .map(|&index| parts(&documents[index]).0)
            .collect();
        for (index, annotation) in group.iter().zip(annotate(&texts)) {
            annotations[*index] = annotation;
        }
    }
    annotations
}

/// The numbers of the documents of each group, groups in order of their first; a document without a group is one alone.
fn groups<'a>(documents: impl Iterator<Item = &'a Value>) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for (index, group) in documents.enumerate() {
        let own = groups.len();
        let number = if group.is_null() {
            own
        } else {
            *known.entry(group.to_string()).or_insert(own)
        };
        if number == own {
            groups.push(Vec::new());
        }
        groups[number].push(index);
    }
    groups
}

fn span(points: Points) -> Span {
    Span {
        start: points.start,
        end: points.end,
    }
}
