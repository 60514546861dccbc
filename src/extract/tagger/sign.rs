//! The signs of a word: what the templates of features ask of it, read once for every word of an article.

use std::collections::HashMap;

use super::{label, seen};
use crate::extract::draft::Draft;
use crate::extract::reading::{Reading, Shape, Word};
use crate::extract::run::has_article;
use crate::text::word_list::WordList;

/// Capitals farther away than this do not draw a word in lower case into a name.
const REACH: usize = 3;

/// What the letters of a word tell: read once for every form of an article.
#[derive(Debug, Clone, Copy)]
pub(super) struct Letters {
    /// The number of the word as it is written.
    pub(super) exact: u32,
    /// The number of the word in lower case, digits all alike.
    pub(super) lower: u32,
    /// Capitals, small letters, digits and marks in their order, runs as one.
    pub(super) shape: u32,
    /// The word's first two, three and four letters, in lower case.
    pub(super) head: [u32; 3],
    /// The word's last one to four letters, in lower case.
    pub(super) tail: [u32; 4],
}

/// What the templates ask of one word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sign {
    /// What its letters tell.
    pub(super) letters: Letters,
    /// The kin of its form: the same for all forms that are one in lower case.
    kin: u32,
    /// What the word list says.
    pub(super) kinds: u32,
    /// The label that the rules give it.
    pub(super) drafted: u32,
    /// The rule that gave it.
    pub(super) rule: u32,
    /// What the article shows of the word elsewhere.
    pub(super) seen: u32,
    /// Where it stands: opening, in a line that wears capitals, in a line of tables, in a text about sport.
    pub(super) place: u32,
    /// The first and the last word of its run of capitals.
    pub(super) run: (u32, u32),
    /// The same, small words between capitals bridged.
    pub(super) span: (u32, u32),
}

/// The signs of all words of an article.
pub(super) struct Signs {
    all: Vec<Sign>,
    sentences: Vec<u32>,
    active: Vec<bool>,
    /// How many kins there are.
    kins: usize,
}

/// What stands where no word does.
static BORDER: Sign = Sign {
    letters: Letters {
        exact: 1,
        lower: 1,
        shape: 1,
        head: [1; 3],
        tail: [1; 4],
    },
    kin: 0,
    kinds: 1 << 30,
    drafted: 99,
    rule: 0,
    seen: 0,
    place: 0,
    run: (0, 0),
    span: (0, 0),
};

impl Signs {
    /// Reads the signs of every word; `draft` is what the rules have found.
    pub(super) fn new(reading: &Reading, draft: &Draft) -> Self {
        let letters: Vec<Letters> = reading
            .forms
            .iter()
            .map(|form| letters(form.text))
            .collect();
        let (kin_of, kins) = kin(&letters);
        let active = active(reading);
        let mut signs: Vec<Sign> = (0..reading.words.len())
            .map(|index| {
                let form = reading.form(index);
                let (drafted, rule) = if active[index] {
                    drafted(draft, index)
                } else {
                    (0, 0)
                };
                Sign {
                    letters: letters[form],
                    kin: kin_of[form],
                    kinds: reading.kinds(index).bits(),
                    drafted,
                    rule,
                    seen: 0,
                    place: 0,
                    run: (0, 0),
                    span: (0, 0),
                }
            })
            .collect();
        let seen = seen::seen(reading, draft, kins, |index| signs[index].kin as usize);
        for (index, sign) in signs.iter_mut().enumerate() {
            if reading.is_capital(index) {
                sign.seen = seen[sign.kin as usize];
            }
        }
        mark_runs(reading, &mut signs);
        mark_lines(reading, &mut signs);
        Self {
            all: signs,
            sentences: reading.words.iter().map(|word| word.sentence).collect(),
            active,
            kins,
        }
    }

    /// Tells whether the word can be part of a name at all: it begins with a capital, or stands shortly between two
    /// that do, or is a number behind one. All others are outside without further thought.
    pub(super) fn is_active(&self, index: usize) -> bool {
        self.active.get(index).copied().unwrap_or(false)
    }

    /// The kin of the word's form, below [`Signs::kins`]: one for all forms that are the same in lower case.
    pub(super) fn kin(&self, index: usize) -> usize {
        self.all.get(index).map_or(0, |sign| sign.kin as usize)
    }

    /// How many kins of forms there are.
    pub(super) fn kins(&self) -> usize {
        self.kins
    }

    /// Tells whether the word stands in a line about sport or in one of a table.
    pub(super) fn is_sport(&self, index: usize) -> bool {
        self.all
            .get(index)
            .is_some_and(|sign| sign.place & 0b1_1100 != 0)
    }

    /// Tells whether the word begins with a capital that may mean something.
    pub(super) fn is_name_like(&self, index: usize) -> bool {
        self.all
            .get(index)
            .is_some_and(|sign| sign.letters.exact != sign.letters.lower)
            && self.is_active(index)
    }

    /// The signs of the word `offset` words away, within the same sentence.
    pub(super) fn at(&self, index: usize, offset: isize) -> &Sign {
        let other = index.checked_add_signed(offset);
        other
            .filter(|&other| self.sentences.get(other) == self.sentences.get(index))
            .and_then(|other| self.all.get(other))
            .unwrap_or(&BORDER)
    }

    /// The signs of the word at `index`.
    pub(super) fn of(&self, index: u32) -> &Sign {
        self.all.get(index as usize).unwrap_or(&BORDER)
    }
}

const SEED: u32 = 0x811c_9dc5;

fn step(hash: u32, c: char) -> u32 {
    (hash ^ u32::from(c)).wrapping_mul(0x0100_0193)
}

fn hash(text: &str) -> u32 {
    text.chars().fold(SEED, step)
}

/// The letter as the features see it: in lower case, all digits alike, one form of quote and dash.
fn plain(c: char) -> char {
    match c {
        '0'..='9' => '0',
        'a'..='z' => c,
        'A'..='Z' => c.to_ascii_lowercase(),
        '’' | '‘' | 'ʼ' => '\'',
        '“' | '”' | '«' | '»' => '"',
        '–' | '—' | '‑' | '‐' => '-',
        _ if c.is_ascii() => c,
        _ => c.to_lowercase().next().unwrap_or(c),
    }
}

/// Words that tell of sport, sorted.
static SPORT: WordList = WordList::new(&[
    "batsman",
    "batting",
    "beat",
    "bowled",
    "championship",
    "championships",
    "coach",
    "cricket",
    "cup",
    "defender",
    "final",
    "finals",
    "fixtures",
    "football",
    "game",
    "games",
    "goal",
    "goalkeeper",
    "goals",
    "grand",
    "halftime",
    "hockey",
    "innings",
    "league",
    "match",
    "matches",
    "midfielder",
    "olympic",
    "penalty",
    "play",
    "played",
    "player",
    "players",
    "playoff",
    "playoffs",
    "qualifier",
    "qualifying",
    "race",
    "round",
    "rugby",
    "score",
    "scored",
    "scorer",
    "season",
    "semifinal",
    "semifinals",
    "soccer",
    "squad",
    "standings",
    "striker",
    "substitute",
    "team",
    "teams",
    "tennis",
    "title",
    "tournament",
    "wicket",
    "wickets",
    "win",
    "wins",
]);

/// By form the number of its kin, and how many kins there are.
fn kin(letters: &[Letters]) -> (Vec<u32>, usize) {
    let mut numbers = HashMap::with_capacity(letters.len());
    let kin = letters.iter().map(|letters| {
        let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
        *numbers.entry(letters.lower).or_insert(next)
    });
    let kin = kin.collect();
    (kin, numbers.len())
}

fn letters(text: &str) -> Letters {
    let mut head = [0; 3];
    let mut lower = SEED;
    for (count, c) in text.chars().enumerate() {
        lower = step(lower, plain(c));
        if let Some(slot) = count.checked_sub(1).and_then(|count| head.get_mut(count)) {
            *slot = lower;
        }
    }
    let mut tail = [0; 4];
    let mut ending = SEED;
    let mut last = text.chars().rev();
    for slot in &mut tail {
        ending = step(ending, last.next().map_or(' ', plain));
        *slot = ending;
    }
    Letters {
        exact: hash(text),
        lower,
        shape: shape(text),
        head,
        tail,
    }
}

/// The label that the rules give the word, and the number of the rule.
fn drafted(draft: &Draft, index: usize) -> (u32, u32) {
    draft.name_at(index).map_or((0, 0), |name| {
        let place = label::place(index == name.first, index == name.last);
        let label = label::label(label::number(name.kind), place);
        (u32::try_from(label).unwrap_or(0), hash(name.rule))
    })
}

/// Capitals, small letters, digits and marks in their order, runs of one class as one.
fn shape(text: &str) -> u32 {
    let mut shape = SEED;
    let mut last = ' ';
    let mut run = 0;
    for c in text.chars().take(24) {
        let class = if c.is_ascii_digit() {
            '0'
        } else if c.is_uppercase() {
            'X'
        } else if c.is_alphabetic() {
            'x'
        } else {
            plain(c)
        };
        run = if class == last { run + 1 } else { 0 };
        if run < 2 {
            shape = step(shape, class);
        }
        last = class;
    }
    shape
}

/// Marks each word with its run of capitals, bare and with small words bridged.
fn mark_runs(reading: &Reading, signs: &mut [Sign]) {
    for (reach, span) in [(1, false), (REACH, true)] {
        let mut first = 0;
        while first < signs.len() {
            let mut last = first;
            if reading.is_capital(first) {
                while let Some(next) = next_capital(reading, last, reach) {
                    last = next;
                }
            }
            let run = (
                u32::try_from(first).unwrap_or(0),
                u32::try_from(last).unwrap_or(0),
            );
            for sign in &mut signs[first..=last] {
                if span {
                    sign.span = run;
                } else {
                    sign.run = run;
                }
            }
            first = last + 1;
        }
    }
}

/// The next capital behind `index`, at most `reach` words away, with nothing but links between.
fn next_capital(reading: &Reading, index: usize, reach: usize) -> Option<usize> {
    let sentence = reading.word(index).sentence;
    for next in index + 1..=index + reach {
        if reading.word(next).sentence != sentence {
            return None;
        }
        if reading.is_capital(next) {
            return Some(next);
        }
        if !reading.is_any(
            next,
            &[
                "of", "for", "the", "and", "&", "de", "la", "del", "von", "van",
            ],
        ) {
            return None;
        }
    }
    None
}

/// Marks where each word stands in its line and what kind of line it is.
fn mark_lines(reading: &Reading, signs: &mut [Sign]) {
    let sporting: Vec<bool> = reading
        .forms
        .iter()
        .map(|form| SPORT.holds(form.text))
        .collect();
    let sports = |word: &&Word| word.shape == Shape::Lower && sporting[word.form as usize];
    let sport = reading.words.iter().filter(sports).count();
    let in_sport = u32::from(sport * 60 > signs.len() && sport > 1) << 4;
    let mut start = 0;
    for words in reading.words.chunk_by(|a, b| a.sentence == b.sentence) {
        let end = start + words.len();
        let count = |shape: Shape| words.iter().filter(|word| word.shape == shape).count();
        let (lower, upper, capital) = (
            count(Shape::Lower),
            count(Shape::Upper),
            count(Shape::Capital),
        );
        let numbers = count(Shape::Number);
        let mut line = if upper >= 3 && upper > 3 * (lower + capital) {
            2
        } else {
            u32::from(reading.in_headline_case(start))
        };
        line |= u32::from(lower <= 1 && numbers >= 1) << 2;
        line |= u32::from(words.iter().any(|word| sports(&word))) << 3;
        for (index, sign) in (start..end).zip(&mut signs[start..end]) {
            sign.place = line | in_sport | (u32::from(reading.opens(index)) << 5);
        }
        start = end;
    }
}

/// For every word whether it can be part of a name.
fn active(reading: &Reading) -> Vec<bool> {
    let count = reading.words.len();
    let with_article: Vec<bool> = reading
        .forms
        .iter()
        .map(|form| has_article(form.text))
        .collect();
    let leads = |index: usize| {
        reading
            .behind(index)
            .is_some_and(|next| reading.is_capital(next))
            && reading.is_any(
                index,
                &["al", "bin", "da", "de", "del", "di", "ibn", "van", "von"],
            )
    };
    let mut active: Vec<bool> = (0..count)
        .map(|index| reading.is_capital(index) || with_article[reading.form(index)] || leads(index))
        .collect();
    let mut last: Option<usize> = None;
    for index in 0..count {
        if reading.is_capital(index) {
            if let Some(last) = last.filter(|&last| {
                index - last <= REACH + 1
                    && reading.word(last).sentence == reading.word(index).sentence
            }) {
                active[last..index].fill(true);
            }
            last = Some(index);
        } else if reading.word(index).shape == Shape::Number
            && reading
                .before(index)
                .is_some_and(|before| reading.is_capital(before))
        {
            active[index] = true;
        }
    }
    active
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_the_same_letters_in_every_case() {
        assert_eq!(plain('É'), 'é');
        assert_eq!(shape("McDoe"), shape("McRoe"));
        assert_ne!(shape("DOE"), shape("Doe"));
    }
}
