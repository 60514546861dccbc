//! What two passages hold of one thing, and how firmly: which marks of the two belong together, and which differ.
//!
//! A mark speaks of the word that it leads to and of those around it. Two marks speak of one thing where they lead to the
//! same word or stand among the same words. A passage that says the thing without any mark says it firmly.

use crate::compare::claim::{self, DENIED, FIRM, Leads, Mark, SCARCE, Scale};
use crate::compare::reading::{Placed, Reading, Sentence, Term, Vocabulary};
use crate::text::range::TextRange;

/// How many telling words on each side of a mark tell of what it speaks.
const BESIDE: usize = 5;

/// How many words behind a mark are next to it.
const NEXT: usize = 3;

/// How many of them two marks must have in common to speak of one thing.
const IN_COMMON: usize = 2;

/// More words of a sentence are not looked at: nothing that long is one statement.
const READ: usize = 256;

/// How far behind a mark the word stands to which it leads, in bytes.
const NEAR: usize = 32;

/// Beginnings of words for giving one's consent, which one side may promise and the other deny.
const CONSENT: &[&str] = &[
    "accept", "agree", "approv", "back", "commit", "consent", "endors", "pledg", "promis", "sign",
    "support", "vow", "welcom",
];

/// A mark and what it speaks of.
#[derive(Debug, Clone)]
pub(super) struct Held {
    mark: Mark,
    /// The mark with the words to which it leads: `not explicitly endorsed`, `may include`, `no public sign`.
    shown: TextRange,
    /// The word to which the mark leads; that of the mark itself where it leads nowhere.
    word: Option<Placed>,
    /// The nearest telling words before the mark and behind it, sorted.
    beside: [Vec<Term>; 2],
    /// The very next of them behind it, sorted.
    next: Vec<Term>,
    /// Whether the mark or its word are of consent.
    consent: bool,
}

/// By passage, its marks and what they speak of.
pub(super) fn held(reading: &Reading<'_>, vocabulary: &Vocabulary) -> Vec<Vec<Held>> {
    let text = reading.side.text();
    let passages = reading.passages.iter().zip(&reading.sentences);
    passages
        .map(|(passage, sentence)| {
            let marks = claim::marks(text, passage.range, &sentence.marks);
            if marks.is_empty() {
                return Vec::new();
            }
            let telling = telling(sentence, vocabulary);
            let marks = marks.into_iter();
            marks.map(|mark| Held::new(mark, &telling, text)).collect()
        })
        .collect()
}

impl Held {
    fn new(mark: Mark, telling: &[Placed], text: &str) -> Self {
        let from = telling.partition_point(|placed| placed.range.end <= mark.range.start);
        let to = telling.partition_point(|placed| placed.range.start < mark.range.end);
        let (before, _) = telling.split_at(from);
        let behind = telling.get(to..).unwrap_or(&[]);
        let terms = |placed: &Placed| placed.term;
        let mut beside: [Vec<Term>; 2] = match mark.scale {
            Scale::Claim => {
                let left = clause_before(text, mark.range.start, before);
                let right = clause_behind(text, mark.range.end, behind);
                [left.map(terms).collect(), right.map(terms).collect()]
            }
            // In what somebody takes part is told anywhere around: `a patrol, led by Norway, to watch the strait`.
            Scale::Part => {
                let left = before.iter().rev().take(BESIDE);
                let right = behind.iter().take(BESIDE);
                [left.map(terms).collect(), right.map(terms).collect()]
            }
        };
        let [_, right] = &beside;
        let mut next: Vec<Term> = right.iter().take(NEXT).copied().collect();
        next.sort_unstable();
        for terms in &mut beside {
            terms.sort_unstable();
            terms.dedup();
        }
        let within = telling.get(from..to).unwrap_or(&[]);
        let word = match mark.leads {
            Leads::Nowhere => within.last().copied(),
            Leads::ToDeed | Leads::ToThing => led_to(mark, behind, text),
        };
        let consents = |range: TextRange| {
            let mut words = range.of(text).split(' ');
            words.any(|word| {
                CONSENT.iter().any(|begin| {
                    word.get(..begin.len())
                        .is_some_and(|start| start.eq_ignore_ascii_case(begin))
                })
            })
        };
        Self {
            shown: shown(mark, word, behind, text),
            consent: consents(mark.range) || word.is_some_and(|word| consents(word.range)),
            mark,
            word,
            beside,
            next,
        }
    }

    fn denies(&self) -> bool {
        self.mark.scale == Scale::Claim && self.mark.level == DENIED
    }

    fn says(&self, term: Term) -> bool {
        self.word.is_some_and(|word| word.term == term)
    }

    fn is_about(&self, term: Term) -> bool {
        let mut sides = self.beside.iter();
        sides.any(|terms| terms.binary_search(&term).is_ok())
    }

    /// How many words around the marks are the same.
    fn in_common(&self, other: &Self) -> usize {
        let here = self.beside.iter().flatten();
        here.filter(|term| other.is_about(**term)).count()
    }

    /// Tells whether both marks stand among the same words: one of them on the same side of both, and one before either,
    /// where the subject is; or all next behind both.
    fn is_among(&self, other: &Self) -> bool {
        let meet = |ours: &[Term], theirs: &[Term]| -> usize {
            let ours = ours.iter();
            ours.filter(|term| theirs.binary_search(term).is_ok())
                .count()
        };
        let [[left, right], [other_left, other_right]] = [&self.beside, &other.beside];
        let before = meet(left, other_left);
        let behind = meet(right, other_right);
        let across = meet(left, other_right) + meet(right, other_left);
        (before + behind + across >= IN_COMMON && before + behind > 0 && before + across > 0)
            || meet(&self.next, &other.next) >= IN_COMMON
    }

    /// Tells whether both marks, of the same scale, speak of one thing; `acquainted` passages name somebody in common.
    fn speaks_with(&self, other: &Self, acquainted: bool) -> bool {
        let word = |held: &Self| held.word.map(|word| word.term);
        match self.mark.scale {
            Scale::Part => self.in_common(other) >= IN_COMMON,
            Scale::Claim => {
                (word(self).is_some() && word(self) == word(other))
                    || self.is_among(other)
                    || (acquainted
                        && self.consent
                        && other.consent
                        && self.denies() != other.denies())
            }
        }
    }
}

/// The words of a sentence that tell something and are no names.
fn telling(sentence: &Sentence, vocabulary: &Vocabulary) -> Vec<Placed> {
    let written = sentence.written.iter();
    let telling = written.filter(|placed| !placed.of_name && vocabulary.tells(placed.term));
    telling.copied().take(READ).collect()
}

/// What parts two clauses.
const PARTING: [char; 5] = [',', ';', ':', '—', '–'];

/// Words behind which somebody is reported; who says it stands before them.
const REPORTING: [&str; 4] = ["said", "say", "says", "that"];

/// How long what stands between two commas is at most, in bytes, to be taken for inserted: `, the paper reports,`.
const INSERTED: usize = 40;

/// The words next `behind` a mark that ends at `end`, in its clause.
fn clause_behind<'a>(
    text: &'a str,
    end: usize,
    behind: &'a [Placed],
) -> impl Iterator<Item = &'a Placed> {
    let mut last = end;
    let same_clause = move |placed: &&Placed| {
        let between = text.get(last..placed.range.start);
        last = placed.range.end;
        between.is_some_and(|between| !between.contains(PARTING))
    };
    behind.iter().take(BESIDE).take_while(same_clause)
}

/// The words next `before` a mark that starts at `start`, in its clause; what is inserted right before the mark is
/// skipped.
fn clause_before<'a>(
    text: &'a str,
    start: usize,
    before: &'a [Placed],
) -> impl Iterator<Item = &'a Placed> {
    let skipped = inserted(text, start, before).unwrap_or(start);
    let mut next = skipped;
    let is_left = move |placed: &&Placed| placed.range.end <= skipped;
    let same_clause = move |placed: &&Placed| {
        let between = text.get(placed.range.end..next);
        next = placed.range.start;
        between.is_some_and(|between| {
            let mut words = between.split_whitespace();
            !between.contains(PARTING) && !words.any(|word| REPORTING.contains(&word))
        })
    };
    let left = before.iter().rev().filter(is_left);
    left.take(BESIDE).take_while(same_clause)
}

/// Where the insertion begins behind which, but for function words, something stands that starts at `start`.
fn inserted(text: &str, start: usize, before: &[Placed]) -> Option<usize> {
    let last = before.last()?;
    let gap = text.get(last.range.end..start)?;
    let closes = last.range.end + gap.find(',')?;
    let opens = text.get(..closes)?.rfind(PARTING)?;
    (closes - opens <= INSERTED && text.get(opens..)?.starts_with(',')).then_some(opens)
}

/// The first telling word behind a mark that is no adverb, in the same clause.
fn led_to(mark: Mark, behind: &[Placed], text: &str) -> Option<Placed> {
    let mut words = clause_behind(text, mark.range.end, behind);
    let word = words.find(|placed| !placed.range.of(text).ends_with("ly"))?;
    (word.range.start - mark.range.end <= NEAR).then_some(*word)
}

/// A mark with the words to which it leads: one, or behind `no` all up to the noun.
fn shown(mark: Mark, word: Option<Placed>, behind: &[Placed], text: &str) -> TextRange {
    let Some(word) = word.filter(|_| mark.leads != Leads::Nowhere) else {
        return mark.range;
    };
    let mut end = word.range.end;
    if mark.range.of(text).eq_ignore_ascii_case("no") {
        for placed in behind.iter().take(BESIDE) {
            let next_to = text.get(end..placed.range.start) == Some(" ");
            end = if next_to { placed.range.end } else { end };
        }
    }
    TextRange::new(mark.range.start, end)
}

/// How two passages differ in what they deny and hold to be less sure.
#[derive(Debug, Clone, Copy)]
pub(super) struct Strength {
    /// Whether one denies something that the other does not.
    pub(super) denial: bool,
    /// Whether one holds something to be possible or expected, and the other nothing.
    pub(super) hedge: bool,
    /// Whether it is known to be one thing that they do not hold equally firmly.
    pub(super) of_one_thing: bool,
}

impl Strength {
    /// Compares the marks of two passages.
    pub(super) fn of(held: [&[Held]; 2], between: &Between<'_>) -> Self {
        Self {
            denial: one_denies(held, between.sentences),
            hedge: one_hedges(held),
            of_one_thing: !apart(Scale::Claim, held, between).is_empty(),
        }
    }
}

/// Two passages whose marks are compared.
pub(super) struct Between<'a> {
    /// What they say.
    pub(super) sentences: [&'a Sentence; 2],
    /// The texts in which they stand.
    pub(super) texts: [&'a str; 2],
    /// The terms of both.
    pub(super) vocabulary: &'a Vocabulary,
    /// Whether they name somebody in common.
    pub(super) acquainted: bool,
}

/// What two passages hold of one thing, the one more firmly than the other: the words of each.
pub(super) fn apart(
    scale: Scale,
    held: [&[Held]; 2],
    between: &Between<'_>,
) -> Vec<[TextRange; 2]> {
    let sides = held.map(|side| -> Vec<&Held> {
        let of_scale = side.iter().filter(|held| held.mark.scale == scale);
        of_scale.collect()
    });
    let mut found = Vec::new();
    for here in &sides[0] {
        let others = sides[1].iter().copied();
        let others = others.filter(|there| here.speaks_with(there, between.acquainted));
        if let Some(there) = contrary(here, others) {
            found.push([here.shown, there.shown]);
        }
    }
    if scale == Scale::Claim {
        found.extend(against_plain(&sides, between));
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The one among `others`, which speak of the same thing, that differs from `here` and is next to it in words; none where
/// another claims as firmly what is claimed here. Somebody else may take the same part, and changes nothing.
fn contrary<'a>(here: &Held, others: impl Iterator<Item = &'a Held> + Clone) -> Option<&'a Held> {
    let differs = |there: &&Held| there.mark.level != here.mark.level;
    if here.mark.scale == Scale::Claim && !others.clone().all(|there| differs(&there)) {
        return None;
    }
    // Of two that are as near, the first.
    let nearest = |best: &'a Held, there: &'a Held| {
        let nearer = here.in_common(there) > here.in_common(best);
        if nearer { there } else { best }
    };
    others.filter(differs).reduce(nearest)
}

/// What one side hedges or denies and the other says without any mark for it: the words of each.
fn against_plain(sides: &[Vec<&Held>; 2], between: &Between<'_>) -> Vec<[TextRange; 2]> {
    let mut found = Vec::new();
    for side in [0, 1] {
        let others = &sides[1 - side];
        let mut alone = sides[side].iter().filter(|held| {
            let met = |other: &&Held| held.speaks_with(other, between.acquainted);
            held.mark.leads == Leads::ToDeed && held.mark.level < FIRM && !others.iter().any(met)
        });
        let Some(first) = alone.next() else {
            continue;
        };
        let other = telling(between.sentences[1 - side], between.vocabulary);
        for held in std::iter::once(first).chain(alone) {
            if let Some(plain) = said_plainly(held, &other, between.texts[1 - side]) {
                let mut at = [held.shown; 2];
                at[1 - side] = plain;
                found.push(at);
            }
        }
    }
    found
}

/// Where the words of the other side, which has no mark for it, say what `held` says: the word to which the mark leads
/// stands there among others that stand around the mark too.
fn said_plainly(held: &Held, other: &[Placed], text: &str) -> Option<TextRange> {
    let word = held.word?;
    let mut places = other.iter().enumerate();
    let (at, found) =
        places.find(|(_, placed)| placed.term == word.term && !is_noun(placed.range.of(text)))?;
    let around = other
        .iter()
        .take(at + BESIDE + 1)
        .skip(at.saturating_sub(BESIDE));
    let around = around.filter(|placed| placed.term != word.term);
    around
        .clone()
        .any(|placed| held.is_about(placed.term))
        .then_some(found.range)
}

/// Tells whether a word is a noun by its ending: an `agreement` states nothing of who will agree.
fn is_noun(word: &str) -> bool {
    let word = word.strip_suffix('s').unwrap_or(word);
    let mut endings = ["ment", "tion", "sion", "ance", "ence", "ness", "ity"].iter();
    endings.any(|ending| word.ends_with(ending))
}

/// Tells whether only one of two passages denies something, or one denies what the other says.
fn one_denies([a, b]: [&[Held]; 2], sentences: [&Sentence; 2]) -> bool {
    let denies = |side: &[Held]| {
        side.iter()
            .any(|held| held.mark.level <= SCARCE && held.mark.scale == Scale::Claim)
    };
    if denies(a) != denies(b) {
        return true;
    }
    let contradicts = |here: &[Held], there: &[Held], sentence: &Sentence| {
        here.iter().filter(|held| held.denies()).any(|held| {
            held.word.is_some_and(|word| {
                let mut others = there.iter().filter(|other| other.denies());
                sentence
                    .written
                    .iter()
                    .take(READ)
                    .any(|placed| placed.term == word.term)
                    && !others.any(|other| other.is_about(word.term) || other.says(word.term))
            })
        })
    };
    contradicts(a, b, sentences[1]) || contradicts(b, a, sentences[0])
}

/// Tells whether one of two passages holds something to be possible or expected, and the other nothing.
fn one_hedges([a, b]: [&[Held]; 2]) -> bool {
    let levels = |side: &[Held]| {
        let hedges = side.iter().filter(|held| held.mark.scale == Scale::Claim);
        let mut levels: Vec<u8> = hedges
            .map(|held| held.mark.level)
            .filter(|level| (SCARCE + 1..FIRM).contains(level))
            .collect();
        levels.sort_unstable();
        levels.dedup();
        levels
    };
    levels(a) != levels(b)
}
