//! What became of an article from one version to the next: first its sentences are aligned, then the words of those that
//! were changed.
//!
//! Sentences are compared without punctuation and capitals, so that small edits stay in their place. Between those that
//! are alike, a diff of all words tells which belong together: two sentences do that share more than with any other, and
//! enough. Sentences, of which hardly one stands twice, are laid on each other by the diff of Myers, which moves the fewest;
//! words by the histogram diff, which holds on to the rare ones. The cost of both grows with the length of the texts.

mod sentence;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use imara_diff::{Algorithm, Diff, InternedInput};

use self::sentence::{Sentence, Word, plain, told};
use crate::model::article::Article;
use crate::model::edits::{EditKind, Edits, Line};
use crate::text::range::TextRange;

/// How many words in a hundred of two sentences have to be shared for one to have become the other.
const BECOME: usize = 40;

/// How many words in a hundred of a sentence have to be in another for it to have been joined with that, or split from it.
const WITHIN: usize = 70;

/// From how many words on a sentence that stands elsewhere has been moved, rather than said again.
const MOVED: usize = 4;

/// How many words in a hundred such a sentence keeps, and how many pairs of sentences are tried.
const MOVED_ALIKE: usize = 80;
const TRIED: usize = 10_000;

/// How many words that tell nothing may stand between two changes that are read as one.
const ISLAND: usize = 2;

/// The shortest word whose misspelling is told from another word.
const MISSPELT: usize = 5;

/// What became of `articles`, side a and side b, of which number `older` is the earlier version; `dated` where their dates say so.
pub fn edits(articles: [&Article; 2], older: usize, dated: bool) -> Edits {
    let [old, new] = if older == 0 {
        articles
    } else {
        [articles[1], articles[0]]
    };
    let sides = [told(old), told(new)];
    let mut lines = Vec::new();
    let keys = sides.each_ref().map(|side| {
        let keys = side.iter().map(|sentence| sentence.key.as_str());
        keys.collect::<Vec<&str>>()
    });
    let [before, after] = keys;
    let mut at = [0, 0];
    for hunk in hunks(Algorithm::Myers, &before, &after) {
        same(&sides, at, hunk.0.start, &mut lines);
        rewritten(&sides, &hunk, &mut lines);
        at = [hunk.0.end, hunk.1.end];
    }
    same(&sides, at, before.len(), &mut lines);
    find_moved(&sides, &mut lines);
    let mut edits = Edits {
        older,
        dated,
        kept: lines.iter().map(|line| kept(&sides[0], line)).sum(),
        words: sides[0].iter().map(Sentence::length).sum(),
        lines: lines
            .into_iter()
            .map(|line| line.told([&old.text, &new.text], &sides))
            .collect(),
    };
    if older != 0 {
        for line in &mut edits.lines {
            line.at.swap(0, 1);
            line.changed.swap(0, 1);
        }
    }
    edits
}

/// Where two lists differ: stretches of the one that stand for stretches of the other.
fn hunks(
    algorithm: Algorithm,
    before: &[&str],
    after: &[&str],
) -> Vec<(Range<usize>, Range<usize>)> {
    let mut input = InternedInput::default();
    input.update_before(before.iter().copied());
    input.update_after(after.iter().copied());
    let mut diff = Diff::compute(algorithm, &input);
    diff.postprocess_no_heuristic(&input);
    let wide = |range: Range<u32>| range.start as usize..range.end as usize;
    let found = diff.hunks();
    found
        .map(|hunk| (wide(hunk.before), wide(hunk.after)))
        .collect()
}

/// A line in the making: sentences by their numbers.
#[derive(Debug)]
struct Draft {
    kind: EditKind,
    sentences: [Range<usize>; 2],
    changes: Vec<Change>,
}

/// Words of the one version that stand for words of the other, as bytes of each text.
#[derive(Debug)]
struct Change {
    at: [TextRange; 2],
    /// How many words of the earlier version are gone.
    lost: usize,
    small: bool,
}

impl Draft {
    fn told(self, texts: [&str; 2], sides: &[Vec<Sentence>; 2]) -> Line {
        let at = [0, 1].map(|side: usize| extent(&sides[side], &self.sentences[side]));
        let changed = [0, 1].map(|side: usize| {
            let changes = self.changes.iter().map(|change| change.at[side]);
            changes
                .filter(|range| !range.of(texts[side]).trim().is_empty())
                .collect()
        });
        Line {
            kind: self.kind,
            at,
            changed,
        }
    }
}

/// The range from the first to the last of some sentences.
fn extent(side: &[Sentence], sentences: &Range<usize>) -> Option<TextRange> {
    let sentences = side.get(sentences.clone())?;
    let (first, last) = (sentences.first()?, sentences.last()?);
    Some(TextRange::new(first.range.start, last.range.end))
}

/// The sentences that are alike, from `at` on up to number `end` of the earlier version.
fn same(sides: &[Vec<Sentence>; 2], at: [usize; 2], end: usize, lines: &mut Vec<Draft>) {
    for step in 0..end.saturating_sub(at[0]) {
        let [a, b] = [at[0] + step, at[1] + step];
        let (Some(old), Some(new)) = (sides[0].get(a), sides[1].get(b)) else {
            return;
        };
        let sentences = [a..a + 1, b..b + 1];
        lines.push(if old.exact == new.exact {
            Draft {
                kind: EditKind::Unchanged,
                sentences,
                changes: Vec::new(),
            }
        } else {
            Draft {
                kind: EditKind::Small,
                changes: changes(sides, &sentences),
                sentences,
            }
        });
    }
}

/// The sentences of a stretch that is not alike: those that became others, and between them what is gone and what is new.
fn rewritten(
    sides: &[Vec<Sentence>; 2],
    hunk: &(Range<usize>, Range<usize>),
    lines: &mut Vec<Draft>,
) {
    let mut at = [hunk.0.start, hunk.1.start];
    for pair in pairs(sides, hunk) {
        alone(at, [pair[0].start, pair[1].start], lines);
        at = [pair[0].end, pair[1].end];
        let changes = changes(sides, &pair);
        let is_small = changes.iter().all(|change| change.small);
        lines.push(Draft {
            kind: if is_small {
                EditKind::Small
            } else {
                EditKind::Changed
            },
            changes,
            sentences: pair,
        });
    }
    alone(at, [hunk.0.end, hunk.1.end], lines);
}

/// What is gone and what is new from `at` up to `end`.
fn alone(at: [usize; 2], end: [usize; 2], lines: &mut Vec<Draft>) {
    let line = |kind, sentences| Draft {
        kind,
        sentences,
        changes: Vec::new(),
    };
    lines.extend((at[0]..end[0]).map(|old| line(EditKind::Removed, [old..old + 1, 0..0])));
    lines.extend((at[1]..end[1]).map(|new| line(EditKind::Added, [0..0, new..new + 1])));
}

/// Which sentences of a stretch became which, in their order.
fn pairs(
    sides: &[Vec<Sentence>; 2],
    hunk: &(Range<usize>, Range<usize>),
) -> Vec<[Range<usize>; 2]> {
    let stretches = [hunk.0.clone(), hunk.1.clone()];
    let mut words: [Vec<&str>; 2] = [Vec::new(), Vec::new()];
    let mut owners: [Vec<usize>; 2] = [Vec::new(), Vec::new()];
    for (side, stretch) in stretches.into_iter().enumerate() {
        for number in stretch {
            let told = sides[side][number].words.iter();
            for word in told.filter(|word| !word.is_mark()) {
                words[side].push(&word.folded);
                owners[side].push(number);
            }
        }
    }
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let mut at = [0, 0];
    let ends = (
        words[0].len()..words[0].len(),
        words[1].len()..words[1].len(),
    );
    let found = hunks(Algorithm::Histogram, &words[0], &words[1]).into_iter();
    for (gone, come) in found.chain(std::iter::once(ends)) {
        let alike = owners[0][at[0]..gone.start]
            .iter()
            .zip(&owners[1][at[1]..come.start]);
        for (old, new) in alike {
            *shared.entry((*old, *new)).or_default() += 1;
        }
        at = [gone.end, come.end];
    }
    paired(sides, &shared)
}

/// Pairs the sentences that share most of their words with each other; one that is nearly whole within such a pair, beside
/// its sentence, belongs to it.
fn paired(
    sides: &[Vec<Sentence>; 2],
    shared: &BTreeMap<(usize, usize), usize>,
) -> Vec<[Range<usize>; 2]> {
    let mut best: [HashMap<usize, (usize, usize)>; 2] = [HashMap::new(), HashMap::new()];
    for (&(a, b), &count) in shared {
        for (side, from, to) in [(0, a, b), (1, b, a)] {
            let best = best[side].entry(from).or_insert((count, to));
            if count > best.0 {
                *best = (count, to);
            }
        }
    }
    let length = |side: usize, number: usize| sides[side][number].length();
    let likest = |side: usize, from: usize| best[side].get(&from).map(|(_, to)| *to);
    let mut found: Vec<[Range<usize>; 2]> = Vec::new();
    for (&(a, b), &count) in shared {
        let is_best = likest(0, a) == Some(b) && likest(1, b) == Some(a);
        if is_best && 200 * count >= BECOME * (length(0, a) + length(1, b)) {
            found.push([a..a + 1, b..b + 1]);
        }
    }
    let is_within = |count: usize, whole: usize| 100 * count >= WITHIN * whole;
    for (&(a, b), &count) in shared {
        // The pair that begins at or before a sentence is the only one that it can be part of.
        let near = found.partition_point(|pair| pair[0].start <= a);
        for pair in found.iter_mut().take(near + 1).skip(near.saturating_sub(2)) {
            if pair[1].contains(&b) && is_within(count, length(0, a)) {
                grow(&mut pair[0], a);
            }
            if pair[0].contains(&a) && is_within(count, length(1, b)) {
                grow(&mut pair[1], b);
            }
        }
    }
    apart(found)
}

/// Takes the number beside a range into it.
fn grow(range: &mut Range<usize>, number: usize) {
    if number == range.end {
        range.end += 1;
    } else if number + 1 == range.start {
        range.start = number;
    }
}

/// Leaves out what overlaps, or crosses, a pair before it.
fn apart(mut pairs: Vec<[Range<usize>; 2]>) -> Vec<[Range<usize>; 2]> {
    pairs.sort_by_key(|[a, b]| (a.start, b.start));
    let mut end = [0, 0];
    pairs.retain(|[a, b]| {
        let fits = a.start >= end[0] && b.start >= end[1];
        if fits {
            end = [a.end, b.end];
        }
        fits
    });
    pairs
}

/// The words that differ in sentences that became each other.
fn changes(sides: &[Vec<Sentence>; 2], sentences: &[Range<usize>; 2]) -> Vec<Change> {
    let words = [0, 1].map(|side: usize| {
        let sentences = sides[side].get(sentences[side].clone()).unwrap_or(&[]);
        let words = sentences.iter().flat_map(|sentence| &sentence.words);
        words.collect::<Vec<&Word>>()
    });
    let exact = words
        .each_ref()
        .map(|words| words.iter().map(|word| word.exact.as_str()).collect());
    let [before, after]: [Vec<&str>; 2] = exact;
    let found = joined(hunks(Algorithm::Histogram, &before, &after), &words);
    let changes = found.into_iter().map(|(old, new)| {
        let (gone, come) = (&words[0][old.clone()], &words[1][new.clone()]);
        Change {
            at: [place(&words[0], &old), place(&words[1], &new)],
            lost: gone.iter().filter(|word| !word.is_mark()).count(),
            small: is_small(gone, come),
        }
    });
    changes.collect()
}

/// Where some words stand; of none, the place in front of the next.
fn place(words: &[&Word], stretch: &Range<usize>) -> TextRange {
    let stretch = words.get(stretch.clone()).unwrap_or(&[]);
    match (stretch.first(), stretch.last()) {
        (Some(first), Some(last)) => TextRange::new(first.range.start, last.range.end),
        _ => TextRange::default(),
    }
}

/// Makes one of changes between which hardly anything stands: words that tell nothing by themselves.
fn joined(
    found: Vec<(Range<usize>, Range<usize>)>,
    words: &[Vec<&Word>; 2],
) -> Vec<(Range<usize>, Range<usize>)> {
    let mut joined: Vec<(Range<usize>, Range<usize>)> = Vec::with_capacity(found.len());
    let has_words = |words: &[&Word]| words.iter().any(|word| !word.is_mark());
    for (old, new) in found {
        let Some(last) = joined.last_mut() else {
            joined.push((old, new));
            continue;
        };
        let between = words[0].get(last.0.end..old.start).unwrap_or(&[]);
        let is_island = between.len() <= ISLAND && !between.iter().any(|word| word.tells());
        let both = [(&last.0, 0), (&old, 0), (&last.1, 1), (&new, 1)];
        let all_change = both
            .iter()
            .all(|(range, side)| has_words(&words[*side][(*range).clone()]));
        if is_island && all_change {
            last.0.end = old.end;
            last.1.end = new.end;
        } else {
            joined.push((old, new));
        }
    }
    joined
}

/// Tells whether nothing but punctuation, capitals or the spelling of a word differs.
fn is_small(gone: &[&Word], come: &[&Word]) -> bool {
    if plain(gone.iter().copied()) == plain(come.iter().copied()) {
        return true;
    }
    match (gone, come) {
        ([old], [new]) => is_slip(old, new),
        _ => false,
    }
}

/// Tells whether one word is the other misspelt: a letter left out or doubled within, or two that changed places. Names and
/// figures never are.
fn is_slip(old: &Word, new: &Word) -> bool {
    let words = [old, new].map(|word| word.exact.chars().collect::<Vec<char>>());
    let [a, b] = words;
    let is_plain = |word: &[char]| word.iter().all(|c| c.is_lowercase());
    if a.len().min(b.len()) < MISSPELT || !is_plain(&a) || !is_plain(&b) {
        return false;
    }
    if a.first() != b.first() || a.last() != b.last() {
        return false;
    }
    let start = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let ends = a.iter().rev().zip(b.iter().rev());
    let end = ends.take_while(|(x, y)| x == y).count();
    if a.len() == b.len() {
        // Between what is the same, two letters that changed places.
        return start + end + 2 == a.len() && a[start] == b[start + 1] && a[start + 1] == b[start];
    }
    a.len().abs_diff(b.len()) == 1 && start + end >= a.len().min(b.len())
}

/// Finds the sentences that are gone in one place and new in another: word for word, or nearly so.
fn find_moved(sides: &[Vec<Sentence>; 2], lines: &mut Vec<Draft>) {
    let long = |side: usize, number: usize| {
        let sentence = sides[side].get(number);
        sentence.filter(|sentence| sentence.length() >= MOVED)
    };
    let numbers = |kind: EditKind, side: usize| -> Vec<usize> {
        let lines = lines.iter().filter(|line| line.kind == kind);
        let numbers = lines.map(|line| line.sentences[side].start);
        numbers
            .filter(|number| long(side, *number).is_some())
            .collect()
    };
    let (gone, come) = (numbers(EditKind::Removed, 0), numbers(EditKind::Added, 1));
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for old in gone.iter().rev() {
        places.entry(&sides[0][*old].key).or_default().push(*old);
    }
    let mut moved: BTreeMap<usize, usize> = BTreeMap::new();
    for new in &come {
        let old = places.get_mut(sides[1][*new].key.as_str());
        moved.extend(old.and_then(Vec::pop).map(|old| (*new, old)));
    }
    let mut taken: HashSet<usize> = moved.values().copied().collect();
    // Of a text that is all new, nothing has to be looked for.
    if gone.len() * come.len() <= TRIED {
        for new in come
            .iter()
            .filter(|new| !moved.contains_key(*new))
            .copied()
            .collect::<Vec<_>>()
        {
            let left = gone.iter().filter(|old| !taken.contains(*old));
            let likest = left
                .map(|old| (likeness(&sides[0][*old], &sides[1][new]), *old))
                .filter(|(likeness, _)| *likeness >= MOVED_ALIKE)
                .max_by_key(|(likeness, old)| (*likeness, std::cmp::Reverse(*old)));
            if let Some((_, old)) = likest {
                moved.insert(new, old);
                taken.insert(old);
            }
        }
    }
    for line in lines.iter_mut().filter(|line| line.kind == EditKind::Added) {
        if let Some(&old) = moved.get(&line.sentences[1].start) {
            line.kind = EditKind::Moved;
            line.sentences[0] = old..old + 1;
            line.changes = changes(sides, &line.sentences);
        }
    }
    lines
        .retain(|line| line.kind != EditKind::Removed || !taken.contains(&line.sentences[0].start));
}

/// How many words in a hundred two sentences share, wherever they stand in them.
fn likeness(old: &Sentence, new: &Sentence) -> usize {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for word in old.words.iter().filter(|word| !word.is_mark()) {
        *counts.entry(&word.folded).or_default() += 1;
    }
    let mut shared = 0_usize;
    for word in new.words.iter().filter(|word| !word.is_mark()) {
        if let Some(count @ 1..) = counts.get_mut(word.folded.as_str()) {
            *count -= 1;
            shared += 1;
        }
    }
    (200 * shared)
        .checked_div(old.length() + new.length())
        .unwrap_or(0)
}

/// How many words of the earlier version are still there.
fn kept(side: &[Sentence], line: &Draft) -> usize {
    if matches!(line.kind, EditKind::Removed | EditKind::Added) {
        return 0;
    }
    let sentences = side.get(line.sentences[0].clone()).unwrap_or(&[]);
    let words: usize = sentences.iter().map(Sentence::length).sum();
    let lost = line.changes.iter().filter(|change| !change.small);
    words.saturating_sub(lost.map(|change| change.lost).sum())
}

#[cfg(test)]
mod tests;
