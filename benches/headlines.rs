//! People and headlines that nobody met or wrote, and what a reader would type to find them: the same ones for the same seed.
//!
//! A few people are in very many articles and most in one (Zipf), half of the headlines name somebody, and their other
//! words are those of `vocabulary`: a few are everywhere. Names are made of the letters of names in news.

use crate::vocabulary;

/// Somebody in the news.
pub struct Person {
    /// Given name and surname.
    pub name: String,
    /// How else the surname is spelled, where it is.
    pub other: Option<String>,
    /// In how many articles.
    pub articles: usize,
}

/// What a session has to look through.
pub struct News {
    /// The people, those in most articles first.
    pub people: Vec<Person>,
    /// The headlines, newest first.
    pub headlines: Vec<String>,
}

const ONSETS: [&str; 24] = [
    "b", "ch", "d", "f", "g", "h", "j", "k", "kr", "l", "m", "n", "p", "r", "s", "sh", "st", "t",
    "tr", "v", "w", "y", "z", "zh",
];
const NUCLEI: [&str; 9] = ["a", "e", "i", "o", "u", "ai", "oe", "ü", "é"];
const CODAS: [&str; 8] = ["", "", "n", "r", "s", "l", "ck", "tz"];
const ENDS: [&str; 8] = ["", "ov", "sen", "ian", "ski", "ez", "ova", "man"];
const SMALL: [&str; 8] = ["in", "of", "to", "the", "as", "on", "for", "after"];

/// As many people and as many headlines.
pub fn news(count: usize) -> News {
    let mut dice = Dice(count as u64);
    let people: Vec<Person> = (0..count)
        .map(|rank| person(rank, count, &mut dice))
        .collect();
    let headlines = (0..count).map(|_| headline(&people, &mut dice)).collect();
    News { people, headlines }
}

/// Something that is typed, from its first letter to its last, and what is meant by it.
pub struct Typed {
    /// The letters.
    pub query: String,
    /// The name or headline.
    pub meant: String,
}

/// How something is typed.
pub const WAYS: [&str; 6] = [
    "surname",
    "two starts of a name, turned round",
    "whole name",
    "name without its vowels",
    "start of a headline",
    "two words of a headline, turned round",
];

/// So many queries of each of the [`WAYS`], one of each after the other.
pub fn typed(news: &News, rounds: usize) -> Vec<Typed> {
    let mut dice = Dice(7);
    let mut all = Vec::new();
    for number in 0..rounds * WAYS.len() {
        let person = &news.people[dice.rank(news.people.len())].name;
        let (given, surname) = person.split_once(' ').unwrap_or_default();
        let headline = &news.headlines[dice.below(news.headlines.len())];
        let words: Vec<&str> = headline.split(' ').collect();
        let query = match number % WAYS.len() {
            0 => surname.to_owned(),
            1 => format!("{} {}", start(surname, 4), start(given, 2)),
            2 => person.clone(),
            3 => {
                let left = surname.replace(['a', 'e', 'i', 'o', 'u', 'ü', 'é'], "");
                format!("{}{left}", start(given, 1))
            }
            4 => start(headline, 18).trim_end().to_owned(),
            _ => format!("{} {}", start(words[3], 5), start(words[0], 3)),
        };
        let of_people = number % WAYS.len() < 4;
        all.push(Typed {
            query: query.to_lowercase(),
            meant: if of_people { person } else { headline }.clone(),
        });
    }
    all
}

fn start(word: &str, letters: usize) -> String {
    word.chars().take(letters).collect()
}

fn person(rank: usize, count: usize, dice: &mut Dice) -> Person {
    let given = capital(&syllables(dice.rank(4_000), 2, ""));
    let end = dice.pick(&ENDS);
    let number = dice.below(count.max(1) * 2);
    let surname = capital(&syllables(number, 2, end));
    let spelled = surname.replace("sh", "sch").replace("ov", "off");
    Person {
        name: format!("{given} {surname}"),
        other: (spelled != surname).then_some(spelled),
        articles: (count / (rank + 1)).max(1),
    }
}

/// The syllables that a number stands for, at least so many.
fn syllables(number: usize, least: usize, end: &str) -> String {
    let mut word = String::new();
    let mut rest = number;
    let mut written = 0;
    while rest > 0 || written < least {
        word.push_str(ONSETS[rest % ONSETS.len()]);
        rest /= ONSETS.len();
        word.push_str(NUCLEI[rest % NUCLEI.len()]);
        rest /= NUCLEI.len();
        word.push_str(CODAS[rest % CODAS.len()]);
        rest /= CODAS.len();
        written += 1;
    }
    word + end
}

fn headline(people: &[Person], dice: &mut Dice) -> String {
    let length = 7 + dice.below(5);
    let named = dice.below(length * 2);
    let words = (0..length).map(|place| {
        if place == named {
            let person = &people[dice.rank(people.len())];
            return person.name.split(' ').next_back().unwrap_or("").to_owned();
        }
        if place % 3 == 2 {
            return dice.pick(&SMALL).to_owned();
        }
        let word = vocabulary::word(dice.rank(vocabulary::WORDS));
        if place == 0 { capital(&word) } else { word }
    });
    words.collect::<Vec<_>>().join(" ")
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// A small source of chance (`SplitMix64`).
struct Dice(u64);

impl Dice {
    fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.throw() % limit.max(1) as u64).unwrap_or(0)
    }

    fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }

    /// A rank below `limit`, as Zipf has it: each doubling of the rank is as likely as the one before.
    fn rank(&mut self, limit: usize) -> usize {
        let doublings = usize::try_from(limit.max(1).ilog2()).unwrap_or(0) + 1;
        let first = (1_usize << self.below(doublings)) - 1;
        (first + self.below(first + 1)).min(limit.saturating_sub(1))
    }
}
