//! How alike two names are, in one number, whatever their order, spelling or script.
//!
//! The words of both are paired, each with the word most like it: the same, another spelling of it, a short form, an
//! initial, a typing mistake of one letter, or two words run together. Words left over on one side only may be a middle name or a
//! patronymic and cost little; words left over on both sides make two people, however much the rest agrees.

use crate::link::given::{GivenNames, Likeness};
use crate::link::name::{is_particle, is_title};
use crate::link::spelling;
use crate::text::fold::fold;

/// No name has more words; what is beyond is not looked at.
const LONGEST: usize = 12;

/// What a word that only spelling sets apart is worth.
const SPELLED: f32 = 0.97;

/// The same for a wide spelling: `Kadhafi`, `Gaddafi`.
const LOOSE: f32 = 0.92;

/// What a short or foreign form is worth.
const FORM: f32 = 0.9;

/// What an initial is worth.
const INITIAL: f32 = 0.75;

/// What is left when words are left over on both sides.
const TWO: f32 = 0.35;

/// What is left when two companies have other legal forms: `AG` and `GmbH` of one house are two.
const OTHER_FORM: f32 = 0.85;

/// What is left when only the order of father and son differs: `Abdullah bin Omar` is not `Omar bin Abdullah`.
const OTHER_DESCENT: f32 = 0.6;

/// What is left when the words stand in another order.
const OTHER_ORDER: f32 = 0.96;

/// The same when each of them may be a given name: `Hans Friedrich` and `Friedrich Hans` are two people.
const OTHER_ORDER_OF_GIVEN: f32 = 0.5;

/// Legal forms in their short form, behind their other forms.
const LEGAL: &[(&str, &str)] = &[
    ("limited liability company", "llc"),
    ("public limited company", "plc"),
    ("open joint stock company", "jsc"),
    ("public joint stock company", "jsc"),
    ("joint stock company", "jsc"),
    ("ojsc", "jsc"),
    ("pjsc", "jsc"),
    ("oao", "jsc"),
    ("pao", "jsc"),
    ("aktiengesellschaft", "ag"),
    ("incorporated", "inc"),
    ("corporation", "corp"),
    ("limited", "ltd"),
    ("company", "co"),
    ("gmbh", "gmbh"),
    ("sa", "sa"),
    ("nv", "nv"),
    ("bv", "bv"),
    ("spa", "spa"),
    ("lp", "lp"),
    ("llp", "llp"),
];

/// How long a word must be for one letter to be a likely mistake.
const LONG: usize = 6;

/// What each word left over on one side takes away.
const LEFT_OVER: f32 = 0.08;

/// Compares names, with the lists that it needs at hand.
#[derive(Debug)]
pub struct Comparison {
    given: &'static GivenNames,
}

/// A word of a name.
#[derive(Debug, Clone)]
struct Part {
    word: String,
    key: String,
    /// A particle or a legal form, which tells little.
    small: bool,
    /// A legal form.
    legal: bool,
}

impl Default for Comparison {
    fn default() -> Self {
        Self::new()
    }
}

impl Comparison {
    /// With the lists of given names that come with rashomon.
    pub fn new() -> Self {
        Self {
            given: GivenNames::known(),
        }
    }

    /// How alike the names `a` and `b` are: 1 for the same name, 0 for names with nothing in common. Symmetric.
    pub fn likeness(&self, a: &str, b: &str) -> f32 {
        // A sign of such scripts is a syllable or more: one other sign is another name.
        if a != b && a.chars().any(is_syllabic) && b.chars().any(is_syllabic) {
            return TWO;
        }
        let (a, b) = (parts(a), parts(b));
        if a.is_empty() || b.is_empty() {
            return 0.0;
        }
        let one: String = a.iter().map(|part| part.word.as_str()).collect();
        let other: String = b.iter().map(|part| part.word.as_str()).collect();
        if one == other {
            return if a.len() == b.len() { 1.0 } else { SPELLED };
        }
        let alike = if one.len() >= 8 && spelling::key(&one) == spelling::key(&other) {
            LOOSE
        } else {
            self.paired(&a, &b).min(self.paired(&b, &a))
        };
        if other_descent(&a, &b) {
            alike * OTHER_DESCENT
        } else if is_turned(&a, &b) {
            let given = |part: &Part| self.given.is_listed(&part.word);
            alike
                * if a.iter().all(given) {
                    OTHER_ORDER_OF_GIVEN
                } else {
                    OTHER_ORDER
                }
        } else {
            alike
        }
    }

    fn paired(&self, a: &[Part], b: &[Part]) -> f32 {
        let mut pairs: Vec<(f32, usize, usize, usize, usize)> = Vec::new();
        for (i, x) in a.iter().enumerate() {
            for (j, y) in b.iter().enumerate() {
                let alike = self.words(x, y);
                if alike > 0.0 {
                    pairs.push((alike, i, 1, j, 1));
                }
                for (left, right) in [(1, 2), (2, 1)] {
                    let (x, y) = (a.get(i..i + left), b.get(j..j + right));
                    if let (Some(x), Some(y)) = (x, y)
                        && run_together(x, y)
                    {
                        pairs.push((SPELLED, i, left, j, right));
                    }
                }
            }
        }
        pairs.sort_by(|x, y| {
            let wide = |pair: &(f32, usize, usize, usize, usize)| pair.2 + pair.4;
            wide(y)
                .cmp(&wide(x))
                .then(y.0.total_cmp(&x.0))
                .then((x.1, x.3).cmp(&(y.1, y.3)))
        });
        let (mut of_a, mut of_b) = (vec![false; a.len()], vec![false; b.len()]);
        let (mut sum, mut weight) = (0.0, 0.0);
        let mut whole = 0;
        for (alike, i, left, j, right) in pairs {
            let free = !(i..i + left).any(|at| of_a[at]) && !(j..j + right).any(|at| of_b[at]);
            if !free {
                continue;
            }
            of_a[i..i + left].fill(true);
            of_b[j..j + right].fill(true);
            let small = a[i].small && b[j].small;
            let heavy = if small { 0.2 } else { 1.0 };
            sum += alike * heavy;
            weight += heavy;
            whole += usize::from(!small && alike > INITIAL);
        }
        let left = |parts: &[Part], used: &[bool]| {
            let over = parts
                .iter()
                .zip(used)
                .filter(|(part, used)| !**used && !part.small);
            over.count()
        };
        let (left_a, left_b) = (left(a, &of_a), left(b, &of_b));
        if weight == 0.0 {
            return 0.0;
        }
        let over = f32::from(u8::try_from(left_a + left_b).unwrap_or(u8::MAX));
        let agreed = sum / weight;
        let cost = if left_a > 0 && left_b > 0 {
            TWO / over
        } else if over > 0.0 && whole < 2 {
            TWO
        } else {
            1.0 - LEFT_OVER * over
        };
        let form = |parts: &[Part]| {
            let mut legal = parts.iter().filter(|part| part.legal);
            legal.next().map(|part| part.word.clone())
        };
        let forms_differ = matches!((form(a), form(b)), (Some(one), Some(other)) if one != other);
        let cost = if forms_differ {
            cost * OTHER_FORM
        } else {
            cost
        };
        (agreed * cost).clamp(0.0, 1.0)
    }

    /// How alike two words are; nothing for two different ones.
    fn words(&self, x: &Part, y: &Part) -> f32 {
        if x.word == y.word {
            return 1.0;
        }
        if x.key == y.key && !x.key.is_empty() {
            return SPELLED;
        }
        if x.small != y.small {
            return 0.0;
        }
        match self.given.compare(&x.word, &y.word) {
            Likeness::Same => return 1.0,
            Likeness::Spelling => return SPELLED,
            Likeness::Form => return FORM,
            Likeness::Initial => return INITIAL,
            Likeness::Other => {}
        }
        if spelling::loose(&x.key) == spelling::loose(&y.key) && x.key.len() > 4 {
            return LOOSE;
        }
        mistyped(&x.key, &y.key).max(mistyped(&x.word, &y.word))
    }
}

/// The words of a name: folded, without titles.
fn parts(name: &str) -> Vec<Part> {
    let mut folded = fold(name).replace(['\'', '`'], "").replace(" & ", " and ");
    for (long, short) in LEGAL.iter().filter(|(long, _)| long.contains(' ')) {
        folded = folded.replace(long, short);
    }
    let dotless = without_dots(&folded);
    let words: Vec<&str> = dotless
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(LONGEST)
        .collect();
    let untitled = words.iter().take_while(|word| is_title(word)).count();
    let words = words
        .get(untitled.min(words.len().saturating_sub(1))..)
        .unwrap_or_default();
    words
        .iter()
        .map(|word| {
            let legal = legal_form(word);
            Part {
                word: legal.unwrap_or(word).to_owned(),
                key: spelling::key(legal.unwrap_or(word)),
                small: is_particle(word) || legal.is_some(),
                legal: legal.is_some(),
            }
        })
        .collect()
}

fn legal_form(word: &str) -> Option<&'static str> {
    let known = |&&(long, short): &&(&str, &str)| long == word || short == word;
    LEGAL.iter().find(known).map(|(_, short)| *short)
}

/// Closes up what stands between full stops at the end of a name (`B.V.`), where it is a legal form.
fn without_dots(folded: &str) -> String {
    let words = folded.split_whitespace().map(|word| {
        let closed = word.replace(['.', ',', '/'], "");
        if legal_form(&closed).is_some() {
            closed
        } else {
            word.to_owned()
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Tells whether a name of descent stands in another order in the two.
fn other_descent(a: &[Part], b: &[Part]) -> bool {
    let descends = |parts: &[Part]| {
        parts
            .iter()
            .any(|part| matches!(part.word.as_str(), "bin" | "ibn" | "bint"))
    };
    let first = |parts: &[Part]| parts.first().map(|part| part.key.clone());
    let shared = |part: &Option<String>, parts: &[Part]| {
        parts.iter().any(|other| Some(&other.key) == part.as_ref())
    };
    let (one, other) = (first(a), first(b));
    descends(a) && descends(b) && one != other && shared(&one, b) && shared(&other, a)
}

/// Tells whether the two have the same words in another order.
fn is_turned(a: &[Part], b: &[Part]) -> bool {
    let keys =
        |parts: &[Part]| -> Vec<String> { parts.iter().map(|part| part.key.clone()).collect() };
    let (mut a, mut b) = (keys(a), keys(b));
    let same = a == b;
    a.sort_unstable();
    b.sort_unstable();
    !same && a == b
}

/// Tells whether the character is of a script whose signs are syllables or words.
fn is_syllabic(c: char) -> bool {
    matches!(c, '\u{1200}'..='\u{139f}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
}

/// Tells whether the words of one side, written together, are those of the other.
fn run_together(x: &[Part], y: &[Part]) -> bool {
    let key = |parts: &[Part]| -> String { parts.iter().map(|part| part.key.as_str()).collect() };
    let (x, y) = (key(x), key(y));
    x.len() >= 6 && spelling::key(&x) == spelling::key(&y)
}

/// What two words are worth that one letter sets apart: the longer, the more.
fn mistyped(x: &str, y: &str) -> f32 {
    let shorter = x.len().min(y.len());
    if shorter < 4 || !is_one_edit(x.as_bytes(), y.as_bytes()) {
        return 0.0;
    }
    let letters = f32::from(u8::try_from(shorter).unwrap_or(u8::MAX));
    let first = if x.as_bytes().first() == y.as_bytes().first() {
        0.0
    } else {
        0.5
    };
    let weight = if shorter < LONG { 1.5 } else { 0.75 };
    1.0 - (weight + first) / letters
}

/// Tells whether one letter more, less or other, or two letters in the other order, make one word of the other.
pub(crate) fn is_one_edit(x: &[u8], y: &[u8]) -> bool {
    let (x, y) = if x.len() <= y.len() { (x, y) } else { (y, x) };
    let ahead = x.iter().zip(y).take_while(|(a, b)| a == b).count();
    let (x, y) = (x.get(ahead..).unwrap_or(&[]), y.get(ahead..).unwrap_or(&[]));
    match y.len() - x.len() {
        0 => {
            x.get(1..) == y.get(1..)
                || x.len() > 1 && x[0] == y[1] && x[1] == y[0] && x.get(2..) == y.get(2..)
        }
        1 => Some(x) == y.get(1..),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn writings_of_one_name_are_alike() {
        let comparison = Comparison::new();
        for (a, b) in [
            ("Eszter Kovács", "Kovács Eszter"),
            ("KOVACS, Eszter", "Eszter Kovacs"),
            ("Абдуллаев Рустам", "Rustam Abdullayev"),
            ("Олена Зеленська", "Olena Zelenska"),
            ("Ivan Petrovich Sidorov", "Ivan Sidorov"),
            ("Abdul Rahman Haddad", "Abdulrahman Haddad"),
            ("Marie-Claire Dubois", "Marie Claire Dubois"),
            ("Eszter Kovacsevics", "Eszter Kovacsevcis"),
            ("Joe Hallorann", "Joseph Halloran"),
            ("Dr. Jane Doe", "Jane Doe"),
            ("Harbour Works Limited", "Harbour Works Ltd."),
            ("Harbour Works B.V.", "Harbour Works BV"),
        ] {
            let alike = comparison.likeness(a, b);
            assert!(alike >= 0.9, "{a} / {b}: {alike}");
        }
    }

    #[test]
    fn two_people_are_not_alike() {
        let comparison = Comparison::new();
        for (a, b) in [
            ("Jane Doe", "John Doe"),
            ("Jane Doe", "Jane Roe"),
            ("Hans Friedrich", "Friedrich Hans"),
            ("Omar bin Yusuf al-Rashid", "Yusuf bin Omar al-Rashid"),
            ("Eszter Kovács", "Eszter Kozma"),
            ("Ann Berg", "Ann Borg"),
            ("李娜", "李明"),
            ("Doe", "Jane Doe"),
            ("Harbour Works AG", "Harbour Works GmbH"),
        ] {
            let alike = comparison.likeness(a, b);
            assert!(alike < 0.9, "{a} / {b}: {alike}");
        }
    }

    proptest! {
        #[test]
        fn likeness_is_a_share_and_symmetric(a in "\\PC{0,30}", b in "([A-Z][a-z]{0,7}[ -]){0,9}") {
            let comparison = Comparison::default();
            let alike = comparison.likeness(&a, &b);
            prop_assert!((0.0..=1.0).contains(&alike));
            prop_assert!((alike - comparison.likeness(&b, &a)).abs() < 1e-6);
            let own = comparison.likeness(&b, &b);
            prop_assert!(b.is_empty() || (own - 1.0).abs() < 1e-6);
        }
    }
}
