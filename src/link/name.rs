//! A person's name in its parts.
//!
//! `Ursula von der Leyen` is given name, particles, surname; `Kim Jong-un` puts the surname first, which is told by lists
//! of Korean, Chinese and Vietnamese surnames together with the shape of what follows (so that Kim Kardashian keeps hers
//! at the end). Hungarian order is not told apart. A lone word is taken for a surname; only its article can say otherwise.

use crate::link::given::{GivenNames, Likeness};
use crate::link::spelling;
use crate::text::fold::fold;

/// A parsed name. Words are folded: lower-case ASCII without accents.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Name {
    /// Given and middle names in their order; an initial is a single letter.
    pub(crate) given: Vec<String>,
    /// The spelling key of the first of them, or nothing.
    given_key: String,
    /// Words between given name and surname that others may leave out: `von der`, `al`, `bin`.
    pub(crate) particles: Vec<String>,
    /// The surname without its particles, or the only word.
    pub(crate) surname: String,
    /// `jr`, `sr`, or a Roman number.
    pub(crate) suffix: Option<String>,
    /// Whether a form of address or an office had to be taken off.
    pub(crate) titled: bool,
    /// The spelling key of the surname; never empty unless the whole name is.
    pub(crate) key: String,
    /// The loose form of `key`, by which names are put into buckets.
    pub(crate) loose: String,
}

/// How the given names of two people with agreeing surnames lie to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Agreement {
    /// Word for word the same.
    Same,
    /// The same but for spelling.
    Spelling,
    /// One has a middle name that the other leaves out.
    Shorter,
    /// One is a short or foreign form of the other.
    Form,
    /// One has only initials.
    Initial,
    /// At least one has no given name: nothing is said.
    Open,
    /// Two people.
    Clash,
}

const PARTICLES: &[&str] = &[
    "von", "van", "der", "den", "de", "del", "della", "di", "da", "do", "dos", "das", "du", "la",
    "le", "el", "al", "bin", "ibn", "ben", "bint", "abu", "ter", "ten", "zu", "zum", "zur", "af",
    "av", "st",
];

/// Particles that may also be a given name, and so are none at the head of a name.
const GIVEN_AT_HEAD: &[&str] = &["ben", "al", "van", "del", "di", "do", "abu"];

const SUFFIXES: &[&str] = &["jr", "sr", "ii", "iii", "iv"];

const NUMBERS: &[&str] = &[
    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv",
    "xvi", "xvii", "xviii",
];

/// Forms of address and offices that a tagger leaves on a name now and then.
const TITLES: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "prof",
    "professor",
    "sir",
    "dame",
    "lord",
    "lady",
    "president",
    "chancellor",
    "minister",
    "premier",
    "senator",
    "sen",
    "rep",
    "gov",
    "governor",
    "general",
    "gen",
    "colonel",
    "col",
    "major",
    "captain",
    "capt",
    "lieutenant",
    "lt",
    "sergeant",
    "sgt",
    "judge",
    "justice",
    "king",
    "queen",
    "prince",
    "princess",
    "pope",
    "herr",
    "frau",
    "shaikh",
    "sheikh",
    "ayatollah",
];

/// Offices that end a run of title words and are nobody’s middle name.
const OFFICES: &[&str] = &[
    "president",
    "chancellor",
    "minister",
    "premier",
    "secretary",
    "senator",
    "envoy",
    "ambassador",
    "director",
    "spokesman",
    "spokeswoman",
    "governor",
    "mayor",
];

const KOREAN: &[&str] = &[
    "kim", "lee", "yi", "rhee", "park", "pak", "bak", "choi", "choe", "jung", "jeong", "chung",
    "moon", "mun", "yoon", "yun", "cho", "jo", "kang", "jang", "chang", "lim", "im", "han", "oh",
    "seo", "suh", "shin", "sin", "kwon", "hwang", "ahn", "an", "song", "ryu", "yoo", "ri", "hong",
    "ko", "baek", "nam", "ban", "roh", "ha", "hyon",
];

const CHINESE: &[&str] = &[
    "xi", "li", "wang", "zhang", "liu", "chen", "yang", "huang", "zhao", "wu", "zhou", "xu", "sun",
    "ma", "zhu", "hu", "guo", "he", "gao", "lin", "luo", "zheng", "liang", "xie", "tang", "deng",
    "feng", "jiang", "cai", "cao", "peng", "zeng", "xiao", "tian", "dong", "pan", "yuan", "yu",
    "du", "ye", "cheng", "su", "wei", "lu", "ding", "ren", "shen", "yao", "qin", "qian", "mao",
    "hua", "bo", "ai", "tsai", "hsieh", "tsang", "chan", "leung", "lai",
];

const VIETNAMESE: &[&str] = &[
    "nguyen", "tran", "pham", "hoang", "huynh", "phan", "vu", "vo", "dang", "bui", "ho", "ngo",
    "duong", "truong", "dinh",
];

impl Name {
    /// Parses `written`: a name with or without titles, in the order of its own language, or `Surname, Given`.
    pub(crate) fn parse(written: &str) -> Self {
        let folded = fold(written);
        let mut words = match folded.split_once(',') {
            Some((last, first)) if !is_suffix(first.trim()) && !first.trim().is_empty() => {
                let mut words = split(first);
                words.extend(split(last));
                words
            }
            _ => split(&folded),
        };
        let words_told = words.len();
        drop_titles(&mut words);
        let titled = words.len() < words_told;
        let suffix = take_suffix(&mut words);
        let (given, particles, surname) = if surname_first(&words) {
            let surname = words.remove(0);
            (vec![words.concat().replace('-', "")], Vec::new(), surname)
        } else {
            western(words)
        };
        Self {
            titled,
            ..Self::of_parts(given, particles, surname, suffix)
        }
    }

    fn of_parts(
        given: Vec<String>,
        particles: Vec<String>,
        surname: String,
        suffix: Option<String>,
    ) -> Self {
        let key = spelling::key(&surname);
        Self {
            loose: spelling::loose(&key),
            given_key: given
                .first()
                .map_or_else(String::new, |name| spelling::key(name)),
            given,
            particles,
            surname,
            suffix,
            titled: false,
            key,
        }
    }

    /// Tells whether the name has a given name beside the surname, at least an initial.
    pub(crate) fn is_full(&self) -> bool {
        !self.given.is_empty()
    }

    /// Tells whether the first given name is written out.
    pub(crate) fn is_spelled_out(&self) -> bool {
        self.given.first().is_some_and(|given| given.len() > 1)
    }

    /// Tells whether `Jr.` or a number sets the two apart. `Sr.` is the same as nothing; a lone name (`Charles`) leaves
    /// the number open.
    pub(crate) fn suffix_clashes(&self, other: &Self) -> bool {
        let told = |name: &Self| name.suffix.clone().filter(|suffix| suffix != "sr");
        match (told(self), told(other)) {
            (Some(a), Some(b)) => a != b,
            (None, None) => false,
            _ => self.is_full() && other.is_full() && !self.lacks_number_of(other),
        }
    }

    /// Tells whether the two differ in a number behind a full name, which many newsrooms leave out: `John Roe III`.
    /// `Jr.` they do not.
    pub(crate) fn lacks_number_of(&self, other: &Self) -> bool {
        let number = |name: &Self| {
            name.suffix
                .as_ref()
                .is_some_and(|suffix| NUMBERS.contains(&suffix.as_str()))
        };
        let named = self.is_spelled_out() && other.is_spelled_out();
        named && (number(self) && other.suffix.is_none() || number(other) && self.suffix.is_none())
    }

    /// Compares the given names.
    pub(crate) fn agreement(&self, other: &Self, names: &GivenNames) -> Agreement {
        let (Some(a), Some(b)) = (self.given.first(), other.given.first()) else {
            return Agreement::Open;
        };
        // `Ben Gvir` and `Itamar Ben-Gvir`.
        if is_particle_of(self, other) || is_particle_of(other, self) {
            return Agreement::Open;
        }
        let first = match names.compare_keyed((a, &self.given_key), (b, &other.given_key)) {
            Likeness::Same => Agreement::Same,
            Likeness::Spelling => Agreement::Spelling,
            Likeness::Form => Agreement::Form,
            Likeness::Initial => Agreement::Initial,
            Likeness::Other => return Agreement::Clash,
        };
        let (a, b) = (rest(&self.given), rest(&other.given));
        if !middles_agree(a, b, names) {
            Agreement::Clash
        } else if a.len() == b.len() {
            first
        } else {
            first.max(Agreement::Shorter)
        }
    }
}

/// Tells whether the folded word is a particle of names.
pub(crate) fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word)
}

/// Tells whether the folded word is a form of address or an office that stands before names.
pub(crate) fn is_title(word: &str) -> bool {
    TITLES.contains(&word)
}

/// Takes titles off the head, and an office with what stands before it (`U.S. President Donald Trump`).
fn drop_titles(words: &mut Vec<String>) {
    let named = words.len().saturating_sub(2);
    if let Some(office) = words
        .iter()
        .take(named)
        .rposition(|word| OFFICES.contains(&word.as_str()))
    {
        words.drain(..=office);
    }
    while words.len() > 1 && TITLES.contains(&words[0].as_str()) {
        words.remove(0);
    }
}

fn is_particle_of(name: &Name, other: &Name) -> bool {
    matches!(name.given.as_slice(), [only] if other.particles.contains(only))
}

fn rest(given: &[String]) -> &[String] {
    given.get(1..).unwrap_or(&[])
}

/// Middle names agree when one side has none, or when the fewer stand among the more in their order. Two sets of mere
/// initials must be the same: `George W.` is not `George H. W.`
fn middles_agree(a: &[String], b: &[String], names: &GivenNames) -> bool {
    if a.is_empty() || b.is_empty() {
        return true;
    }
    let initials = |middle: &[String]| middle.iter().all(|name| name.len() == 1);
    if initials(a) && initials(b) {
        return a == b;
    }
    let (few, many) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let mut many = many.iter();
    few.iter()
        .all(|name| many.any(|other| names.compare(name, other) != Likeness::Other))
}

fn split(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for word in text.split_whitespace() {
        let word = word.strip_suffix("'s").unwrap_or(word);
        if word.contains('.') {
            words.extend(word.split('.').map(bare).filter(|part| !part.is_empty()));
        } else {
            words.push(bare(word));
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_ascii_alphanumeric())
        .to_owned()
}

fn is_suffix(word: &str) -> bool {
    SUFFIXES.contains(&word.trim_end_matches('.'))
}

fn take_suffix(words: &mut Vec<String>) -> Option<String> {
    let last = words.last()?;
    let numbered = words.len() == 2 && NUMBERS.contains(&last.as_str());
    if words.len() > 1 && (is_suffix(last) || numbered) {
        words.pop()
    } else {
        None
    }
}

fn western(mut words: Vec<String>) -> (Vec<String>, Vec<String>, String) {
    let particle_at = (0..words.len().saturating_sub(1)).find(|&index| {
        let word = words[index].as_str();
        PARTICLES.contains(&word) && (index > 0 || !GIVEN_AT_HEAD.contains(&word))
    });
    let (given, tail) = if let Some(index) = particle_at {
        let tail = words.split_off(index);
        (words, tail)
    } else {
        let tail = words.split_off(words.len().saturating_sub(1));
        (words, tail)
    };
    let mut particles = Vec::new();
    let mut surname = Vec::new();
    let last = tail.len().saturating_sub(1);
    for (index, word) in tail.into_iter().enumerate() {
        if index < last && PARTICLES.contains(&word.as_str()) {
            particles.push(word);
            continue;
        }
        match word.split_once('-') {
            Some((particle, name)) if PARTICLES.contains(&particle) && !name.is_empty() => {
                particles.push(particle.to_owned());
                surname.push(name.to_owned());
            }
            _ => surname.push(word),
        }
    }
    (given, particles, surname.join(" "))
}

fn surname_first(words: &[String]) -> bool {
    let [first, rest @ ..] = words else {
        return false;
    };
    let listed = |list: &[&str]| list.contains(&first.as_str());
    match rest {
        [given] => {
            (listed(KOREAN) || listed(CHINESE))
                && given.contains('-')
                && given.split('-').all(is_short)
                || listed(CHINESE) && is_pinyin(given)
        }
        [a, b] => {
            (listed(KOREAN) || listed(CHINESE))
                && is_short(a)
                && is_short(b)
                && a.len() > 1
                && b.len() > 1
                && !(a.ends_with('s') || b.ends_with('s'))
                && (!is_listed(b) || is_listed(a))
                || listed(VIETNAMESE)
        }
        [_, _, _] => listed(VIETNAMESE),
        _ => false,
    }
}

fn is_listed(word: &str) -> bool {
    KOREAN.contains(&word) && word.len() > 3
}

fn is_short(syllable: &str) -> bool {
    (1..=5).contains(&syllable.len())
}

/// Tells whether `word` is one to three syllables of Mandarin in pinyin.
fn is_pinyin(word: &str) -> bool {
    pinyin_from(word, 3)
}

const INITIALS: &[&str] = &[
    "", "zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x",
    "r", "z", "c", "s", "y", "w",
];

const FINALS: &[&str] = &[
    "iang", "iong", "uang", "ang", "eng", "ing", "ong", "iao", "ian", "uai", "uan", "ai", "ei",
    "ao", "ou", "an", "en", "in", "un", "ia", "ie", "iu", "ua", "uo", "ui", "ue", "er", "a", "o",
    "e", "i", "u",
];

fn pinyin_from(rest: &str, syllables: usize) -> bool {
    if rest.is_empty() {
        return syllables < 3;
    }
    syllables > 0
        && INITIALS.iter().any(|initial| {
            rest.strip_prefix(initial).is_some_and(|tail| {
                FINALS.iter().any(|ending| {
                    tail.strip_prefix(ending)
                        .is_some_and(|next| pinyin_from(next, syllables - 1))
                })
            })
        })
}

#[cfg(test)]
mod tests;
