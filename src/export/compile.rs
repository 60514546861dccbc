//! Puts comparisons into plain words.

use std::sync::Arc;

use super::dossier::{Difference, Dossier, Heading, Lone, Matched, Passage, Shared, Versus};
use super::edited::Edited;
use super::spot::Text;
use crate::library::Library;
use crate::library::entry::Entry;
use crate::model::comparison::{
    Comparison, Difference as Found, DifferenceKind, Pair, State, Which,
};
use crate::text::range::TextRange;
use crate::text::sanitize::clean_line;

/// Lays the article at the first of `rows` beside each of the others; rows that the library does not have are left out.
pub fn dossier(library: &Library, rows: &[usize]) -> Dossier {
    let known = rows
        .iter()
        .filter_map(|&row| Some((row, library.entry(row)?)));
    let known: Vec<(usize, Arc<Entry>)> = known.collect();
    let known = known.iter().map(|(row, entry)| (*row, Text::new(entry)));
    let known: Vec<(usize, Text<'_>)> = known.collect();
    let articles = known.iter().enumerate();
    let mut dossier = Dossier {
        articles: articles
            .map(|(number, (_, text))| heading(number, text.entry))
            .collect(),
        comparisons: Vec::new(),
    };
    let Some(((base, first), others)) = known.split_first() else {
        return dossier;
    };
    for (number, (row, other)) in (1..).zip(others) {
        if let Some(found) = library.compare(*base, *row) {
            let texts = [first, other];
            let sides = Sides { library, texts };
            dossier.comparisons.push(sides.versus(number, &found));
        }
    }
    dossier
}

/// Tells whether the words of such a difference say nothing without their sentence.
fn needs_sentence(kind: DifferenceKind) -> bool {
    matches!(
        kind,
        DifferenceKind::Claim
            | DifferenceKind::Part
            | DifferenceKind::Figure
            | DifferenceKind::Date
            | DifferenceKind::Place
            | DifferenceKind::Unnamed
            | DifferenceKind::Term
            | DifferenceKind::Saying
    )
}

/// The letter of an article; beyond `Z`, its number.
fn letter(number: usize) -> String {
    match ('A'..='Z').nth(number) {
        Some(letter) => letter.to_string(),
        None => (number + 1).to_string(),
    }
}

fn heading(number: usize, entry: &Entry) -> Heading {
    Heading {
        letter: letter(number),
        id: entry.article.id.to_string(),
        title: clean_line(entry.article.title()),
        outlet: clean_line(&entry.head.outlet_label()),
        date: entry
            .head
            .date
            .as_ref()
            .map(|date| clean_line(&date.value.to_string())),
        day: entry.head.date.as_ref().and_then(|date| date.value.iso()),
        source: clean_line(&entry.article.source),
        url: entry.article.url.as_ref().map(|url| clean_line(&url.value)),
    }
}

/// The two articles of a comparison, to be put into words.
struct Sides<'a> {
    library: &'a Library,
    texts: [&'a Text<'a>; 2],
}

impl Sides<'_> {
    fn versus(&self, number: usize, found: &Comparison) -> Versus {
        let (state, note) = (found.state.name(), found.state.told());
        // The same passages can stand under another headline.
        let edits = found.edits.as_ref();
        let edits = edits.filter(|edits| found.state != State::SameText || edits.tell());
        let note = note.filter(|_| edits.is_none());
        let empty = Versus {
            articles: [0, number],
            state,
            note,
            pairs: Vec::new(),
            only_a: Vec::new(),
            only_b: Vec::new(),
            differences: Vec::new(),
            shared: Vec::new(),
            edits: edits.map(|edits| Edited::new(edits, self.texts)),
        };
        if found.state == State::SameText {
            return empty;
        }
        let shared = found.shared.iter().map(|run| Shared {
            words: run.words,
            quoted: run.quoted,
            a: self.passage(0, run.a),
            b: self.passage(1, run.b),
        });
        Versus {
            pairs: found
                .pairs
                .iter()
                .map(|pair| self.pair(pair, found))
                .collect(),
            only_a: self.lone(Which::A, found),
            only_b: self.lone(Which::B, found),
            differences: found
                .differences
                .iter()
                .map(|found| self.difference(found))
                .collect(),
            shared: shared.collect(),
            ..empty
        }
    }

    fn pair(&self, pair: &Pair, found: &Comparison) -> Matched {
        let [a, b] = [(0, pair.a), (1, pair.b)]
            .map(|(side, passage)| self.passage(side, found.passages[side][passage].range));
        Matched {
            label: pair.label,
            a,
            b,
            score: pair.score,
            against: pair
                .evidence
                .against
                .iter()
                .map(|what| what.name())
                .collect(),
        }
    }

    fn lone(&self, which: Which, found: &Comparison) -> Vec<Lone> {
        let side = match which {
            Which::A => 0,
            Which::B => 1,
        };
        let mut perhaps = vec![Vec::new(); found.passages[side].len()];
        for pair in &found.pairs {
            let (here, there) = ([pair.a, pair.b][side], [pair.b, pair.a][side]);
            let there = found.passages[1 - side][there].range.start;
            let place = self.texts[1 - side].place(there);
            if perhaps[here].last() != Some(&place) {
                perhaps[here].push(place);
            }
        }
        let alone = found.only_here(which).into_iter();
        alone
            .map(|passage| Lone {
                passage: self.passage(side, found.passages[side][passage].range),
                perhaps: std::mem::take(&mut perhaps[passage]),
            })
            .collect()
    }

    fn difference(&self, found: &Found) -> Difference {
        let actor = found.actor.and_then(|id| self.library.actor(id));
        let around = needs_sentence(found.kind);
        let [a, b] = [0, 1].map(|side: usize| self.texts[side].spots(&found.at[side], around));
        Difference {
            kind: found.kind,
            actor: actor.map(|actor| clean_line(&actor.name)),
            pair: found.pair,
            a,
            b,
        }
    }

    fn passage(&self, side: usize, range: TextRange) -> Passage {
        let text = self.texts[side];
        Passage {
            place: text.place(range.start),
            text: text.words(range),
        }
    }
}
