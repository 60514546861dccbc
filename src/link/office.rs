//! Offices: what a role or description says of an office, in a form that can be compared, and who held the high ones.
//!
//! `the French president`, `president of France` and `France’s president` are one office; `former French president` is
//! another. Who holds an office is learnt from the texts (`reference`); the table of holders that comes with rashomon is only
//! asked where no text says it, and only within its dates.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use crate::model::date::NewsDate;
use crate::text::fold::fold;

/// Countries, their other names, and who held their high offices.
const TABLE: &str = include_str!("../../assets/offices.tsv");

/// No country's name has more words.
const LONGEST_COUNTRY: usize = 5;

/// Whether an office is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Tenure {
    /// It is held.
    Present,
    /// It was held: `former`, `ex-`, `then-`.
    Former,
    /// It is held for the time being.
    Acting,
    /// It will be held.
    Elect,
}

/// An office or relation, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Office {
    /// The office itself: `president`, `prime minister`, `envoy`.
    pub(crate) head: String,
    /// Words that narrow it: `foreign`, `special`, `state`.
    pub(crate) narrow: BTreeSet<String>,
    /// Whose it is: a country by its name in the table, or an organisation, place or person by its folded name.
    pub(crate) of: BTreeSet<String>,
    /// Whether it is held.
    pub(crate) tenure: Tenure,
}

/// How a description lies to an office that somebody is said to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fit {
    /// All that the description says is said of the office.
    Full,
    /// The same, but the text does not say whose office it is.
    Open,
}

/// Who holds an office from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Holder {
    /// The name as the table has it.
    pub(crate) name: &'static str,
    /// The first day, as the table has it: `2017-05-14`.
    pub(crate) since: &'static str,
    day: i64,
}

/// The table of countries and holders.
#[derive(Debug, Default)]
pub(crate) struct Offices {
    countries: HashMap<String, &'static str>,
    holders: HashMap<(String, &'static str), Vec<Holder>>,
    /// The day of the edition: later than that the table knows nothing.
    edition: i64,
}

const FORMER: &[&str] = &[
    "former",
    "ex",
    "then",
    "late",
    "onetime",
    "erstwhile",
    "ousted",
    "deposed",
    "retired",
];

const ACTING: &[&str] = &["acting", "interim", "caretaker", "transitional"];

const ELECT: &[&str] = &["elect", "designate", "incoming"];

/// Words behind which a description tells no more of the office itself.
const LINKS: &[&str] = &[
    "of", "for", "to", "at", "in", "on", "with", "from", "under", "by", "who", "whose", "which",
    "that", "when", "where", "as", "over", "after", "since", "until", "behind", "known",
];

const EMPTY: &[&str] = &[
    "the", "a", "an", "and", "s", "its", "his", "her", "their", "own", "new", "current",
    "longtime", "mr", "mrs", "ms", "miss", "dr", "sir", "dame", "lord", "lady", "herr", "frau",
    "mx",
];

/// Words that make another office of the one they stand with.
const RANKS: &[&str] = &[
    "vice",
    "deputy",
    "assistant",
    "associate",
    "under",
    "junior",
    "senior",
    "shadow",
];

/// Words that may stand for whoever leads a country.
const COUNTRY_LEADERS: &[&str] = &[
    "leader",
    "ruler",
    "strongman",
    "dictator",
    "autocrat",
    "statesman",
    "counterpart",
];

/// Words that may stand for whoever leads an organisation.
const BODY_LEADERS: &[&str] = &["chief", "head", "boss", "leader"];

const LEADING_COUNTRIES: &[&str] = &[
    "president",
    "prime minister",
    "chancellor",
    "leader",
    "chair",
    "emir",
    "sultan",
    "ruler",
    "taoiseach",
];

const LEADING_BODIES: &[&str] = &[
    "secretary general",
    "president",
    "director",
    "director general",
    "chair",
    "chief",
    "head",
    "boss",
    "ceo",
    "commissioner",
    "governor",
    "administrator",
    "leader",
    "general secretary",
];

/// Words that tell offices apart, while others (`embattled`) only adorn a description.
const TELLING: &[&str] = &[
    "foreign",
    "defense",
    "finance",
    "interior",
    "trade",
    "special",
    "opposition",
    "party",
    "press",
    "national",
    "security",
    "house",
    "senate",
    "majority",
    "minority",
    "supreme",
    "economic",
    "state",
    "justice",
    "health",
    "energy",
    "education",
    "campaign",
    "conservative",
    "republican",
    "democratic",
    "labour",
    "treasury",
    "intelligence",
    "police",
    "army",
    "military",
    "budget",
    "environment",
    "church",
    "rebel",
    "regional",
    "provincial",
    "local",
    "church",
    "union",
    "deputy",
    "vice",
    "chief",
    "general",
];

impl Offices {
    /// The table that comes with rashomon, read at its first use and then for good: a short article costs less than that.
    pub(crate) fn known() -> &'static Self {
        static KNOWN: LazyLock<Offices> = LazyLock::new(Offices::read);
        &KNOWN
    }

    fn read() -> Self {
        let mut offices = Self::default();
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split('\t');
            let (Some(country), second) = (fields.next(), fields.next().unwrap_or("")) else {
                continue;
            };
            if country == "edition" {
                offices.edition = day_of(second).unwrap_or(0);
                continue;
            }
            for name in second.split('|').chain([country]) {
                offices.countries.insert(plain(name), country);
            }
            for held in fields.next().unwrap_or("").split(';') {
                offices.add_holder(country, held);
            }
        }
        offices
    }

    fn add_holder(&mut self, country: &'static str, held: &'static str) {
        let mut parts = held.split('|');
        let (Some(office), Some(name), Some(since)) = (parts.next(), parts.next(), parts.next())
        else {
            return;
        };
        let (Some(office), Some(day)) = (self.parse(office, &[]), day_of(since)) else {
            return;
        };
        if office.tenure == Tenure::Present {
            self.holders
                .entry((office.head, country))
                .or_default()
                .push(Holder { name, since, day });
        }
    }

    /// Reads `written`, a role or description. `owners` are the names inside it, by which it may say whose the office is.
    pub(crate) fn parse(&self, written: &str, owners: &[String]) -> Option<Office> {
        let mut office = Office {
            head: String::new(),
            narrow: BTreeSet::new(),
            of: BTreeSet::new(),
            tenure: Tenure::Present,
        };
        let mut text = format!(" {} ", plain(written));
        for owner in owners {
            let name = plain(owner);
            if self.countries.contains_key(&name) || name.is_empty() {
                continue;
            }
            if let Some((before, after)) = text.split_once(&format!(" {name} ")) {
                text = format!("{before} \u{1} {after}");
                office.of.insert(name);
            }
        }
        let words: Vec<&str> = text.split_whitespace().collect();
        let mut left: Vec<&str> = Vec::new();
        let mut link = "";
        let mut index = 0;
        while index < words.len() {
            let rest = words.get(index..).unwrap_or_default();
            if let Some((country, length)) = self.country(rest) {
                if matches!(link, "to" | "for" | "on" | "with" | "from") {
                    office.narrow.insert(country.to_owned());
                } else {
                    office.of.insert(country.to_owned());
                }
                index += length;
                continue;
            }
            index += 1;
            let Some(&word) = rest.first() else { break };
            match word {
                "\u{1}" => {}
                _ if FORMER.contains(&word) => office.tenure = Tenure::Former,
                _ if ACTING.contains(&word) => office.tenure = Tenure::Acting,
                _ if ELECT.contains(&word) => office.tenure = Tenure::Elect,
                _ if EMPTY.contains(&word) => {}
                _ if LINKS.contains(&word)
                    && !(word == "in" && words.get(index) == Some(&"law")) =>
                {
                    link = word;
                }
                _ if link.is_empty() && !left.is_empty() && is_participle(word) => link = "by",
                _ if link.is_empty() => left.push(word),
                _ => {
                    office.narrow.insert(american(word).to_owned());
                }
            }
        }
        office.head = take_head(&mut left)?;
        office
            .narrow
            .extend(left.into_iter().map(|word| american(word).to_owned()));
        Some(office)
    }

    fn country(&self, words: &[&str]) -> Option<(&'static str, usize)> {
        (1..=words.len().min(LONGEST_COUNTRY))
            .rev()
            .find_map(|length| {
                let name = words.get(..length)?.join(" ");
                Some((*self.countries.get(&name)?, length))
            })
    }

    /// Who held the office of a country on the day of `date`, if the table knows it.
    pub(crate) fn holder(&self, office: &Office, date: &NewsDate) -> Option<&Holder> {
        let (first, last) = span(date)?;
        if office.tenure != Tenure::Present || !office.narrow.is_empty() || last > self.edition {
            return None;
        }
        let mut countries = office.of.iter();
        let country = countries.next().filter(|_| countries.next().is_none())?;
        let country = self.countries.get(&plain(country)).copied()?;
        let heads: &[&str] = if COUNTRY_LEADERS.contains(&office.head.as_str()) {
            &["chancellor", "president", "prime minister"]
        } else {
            &[office.head.as_str()]
        };
        heads.iter().find_map(|head| {
            let holders = self.holders.get(&((*head).to_owned(), country))?;
            holders
                .iter()
                .filter(|holder| holder.day <= first)
                .max_by_key(|holder| holder.day)
        })
    }
}

/// The heads of all descriptions that may speak of an office with that head, some of them twice; see [`Office::may_mean`].
pub(crate) fn asking_for(head: &str) -> impl Iterator<Item = &str> {
    let country = LEADING_COUNTRIES.contains(&head);
    let body = LEADING_BODIES.contains(&head);
    let countries = COUNTRY_LEADERS.iter().filter(move |_| country);
    let leaders = countries.chain(BODY_LEADERS.iter().filter(move |_| body));
    [head, "monarch"].into_iter().chain(leaders.copied())
}

impl Office {
    /// Tells whether this description may speak of the `held` office.
    pub(crate) fn fits(&self, held: &Self) -> Option<Fit> {
        if self.tenure != held.tenure || !self.may_mean(&held.head) {
            return None;
        }
        let rank = |office: &Self| -> Vec<String> {
            let ranks = office
                .narrow
                .iter()
                .filter(|word| RANKS.contains(&word.as_str()));
            ranks.cloned().collect()
        };
        if rank(self) != rank(held) || !self.narrow_fits(held) {
            return None;
        }
        if self.of.iter().all(|owner| held.of.contains(owner)) {
            Some(Fit::Full)
        } else if held.of.is_empty() {
            Some(Fit::Open)
        } else {
            None
        }
    }

    /// Tells whether this description may speak of an office with that head.
    pub(crate) fn may_mean(&self, head: &str) -> bool {
        let (own, theirs) = (self.head.as_str(), head);
        own == theirs
            || !self.of.is_empty()
                && (COUNTRY_LEADERS.contains(&own) && LEADING_COUNTRIES.contains(&theirs)
                    || BODY_LEADERS.contains(&own) && LEADING_BODIES.contains(&theirs))
            || own == "monarch" && matches!(theirs, "king" | "queen" | "emperor")
    }

    fn narrow_fits(&self, held: &Self) -> bool {
        let missing: Vec<&String> = self.narrow.difference(&held.narrow).collect();
        missing.is_empty()
            || self.is_high()
                && !missing
                    .iter()
                    .any(|word| TELLING.contains(&word.as_str()) || RANKS.contains(&word.as_str()))
                && !missing
                    .iter()
                    .any(|word| word.starts_with(char::is_uppercase))
    }

    /// Tells whether a country has one such office, so that words which adorn it may be passed over.
    pub(crate) fn is_high(&self) -> bool {
        LEADING_COUNTRIES.contains(&self.head.as_str())
            || COUNTRY_LEADERS.contains(&self.head.as_str())
            || matches!(self.head.as_str(), "king" | "queen" | "pope" | "monarch")
    }
}

/// Takes the head off the words before the first link: the last of them, with what belongs to it.
fn take_head(words: &mut Vec<&str>) -> Option<String> {
    let last = words.pop()?;
    let before = words.last().copied().unwrap_or("");
    let head = match (before, last) {
        ("prime", "minister") => {
            words.pop();
            "prime minister"
        }
        ("secretary" | "director" | "attorney", "general") => {
            words.pop();
            return Some(format!("{before} general"));
        }
        ("general", "secretary") => {
            words.pop();
            "general secretary"
        }
        ("chief", "executive") => {
            words.pop();
            "ceo"
        }
        (_, "premier") => "prime minister",
        (_, "advisor") => "adviser",
        (_, "chairman" | "chairwoman" | "chairperson") => "chair",
        (_, "spokesman" | "spokeswoman") => "spokesperson",
        (_, "law") if words.len() >= 2 => {
            // `son in law`, after the hyphens are gone.
            words.pop();
            let relative = words.pop()?;
            return Some(format!("{relative} in law"));
        }
        (_, other) => other,
    };
    Some(head.to_owned())
}

/// Tells whether the word begins a clause of its own behind an office: `investigating`.
fn is_participle(word: &str) -> bool {
    word.len() > 5 && word.ends_with("ing") && word != "acting"
}

fn american(word: &str) -> &str {
    match word {
        "defence" => "defense",
        "labor" => "labour",
        _ => word,
    }
}

/// Folded words, one space apart, without full stops and possessive endings.
fn plain(text: &str) -> String {
    let folded = fold(text).replace('.', "");
    let words = folded.split(|c: char| !c.is_ascii_alphanumeric() && c != '\'');
    let words = words.map(|word| word.strip_suffix("'s").unwrap_or(word).trim_matches('\''));
    words
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The day that a date of the table stands for, counted in months of 31 days.
fn day_of(written: &str) -> Option<i64> {
    let mut parts = written.split('-').map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    Some((year * 12 + month - 1) * 31 + day)
}

/// The first and the last day that `date` allows, counted as [`day_of`] does; nothing without a year.
pub(crate) fn span(date: &NewsDate) -> Option<(i64, i64)> {
    let year = i64::from(date.first.year?);
    let day = |month: i64, day: i64| (year * 12 + month - 1) * 31 + day;
    Some(match (date.first.month, date.first.day) {
        (Some(month), Some(number)) => (
            day(month.into(), number.into()),
            day(month.into(), number.into()),
        ),
        (Some(month), None) => (day(month.into(), 1), day(month.into(), 31)),
        _ => (day(1, 1), day(12, 31)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fit(description: &str, held: &str) -> Option<Fit> {
        let offices = Offices::known();
        offices
            .parse(description, &[])?
            .fits(&offices.parse(held, &[])?)
    }

    #[test]
    fn one_office_in_several_wordings() {
        for (description, held) in [
            ("the French president", "President of France"),
            ("France’s president", "French President"),
            ("the U.S. president", "American President"),
            ("the president", "Ukrainian President"),
            ("the Russian leader", "Russia’s president"),
            ("the defence minister", "minister of defense"),
            ("the special envoy", "special envoy to Chad"),
            ("the embattled Kenyan president", "Kenyan President"),
            (
                "the British premier",
                "Prime Minister of the United Kingdom",
            ),
            ("her Polish counterpart", "Polish prime minister"),
        ] {
            assert_eq!(
                fit(description, held),
                Some(Fit::Full),
                "{description} / {held}"
            );
        }
        assert_eq!(fit("the French president", "president"), Some(Fit::Open));
    }

    #[test]
    fn other_offices_do_not_fit() {
        for (description, held) in [
            ("the president", "Vice President"),
            ("the president", "former president"),
            ("the former president", "president"),
            ("the president", "president-elect"),
            ("the acting president", "president"),
            ("the French president", "Russian president"),
            ("the French president", "French prime minister"),
            ("the president", "the president’s spokesman"),
            ("the opposition leader", "Kenyan president"),
            ("the foreign minister", "finance minister"),
            ("the minister", "prime minister"),
        ] {
            assert_eq!(fit(description, held), None, "{description} / {held}");
        }
    }

    #[test]
    fn an_organisation_owns_its_office() {
        let offices = Offices::known();
        let owners = ["Grain Board".to_owned()];
        let chief = offices.parse("the Grain Board chief", &owners);
        let held = offices.parse("Grain Board director", &owners);
        assert_eq!(
            chief.zip(held).and_then(|(chief, held)| chief.fits(&held)),
            Some(Fit::Full)
        );
    }

    #[test]
    fn the_table_is_used_within_its_dates_only() {
        let offices = Offices::known();
        let office = offices.parse("the French president", &[]).unwrap();
        let on = |year, month, day| {
            offices
                .holder(&office, &NewsDate::on(year, month, day))
                .is_some()
        };
        assert!(on(2017, 5, 14) && on(2025, 1, 1));
        assert!(!on(2017, 5, 13) && !on(2032, 1, 1));
        let former = offices.parse("the former French president", &[]).unwrap();
        assert!(offices.holder(&former, &NewsDate::on(2025, 1, 1)).is_none());
        assert!(offices.holder(&office, &NewsDate::default()).is_none());
    }

    #[test]
    fn every_line_of_the_table_can_be_read() {
        let offices = Offices::known();
        assert!(offices.edition > 0);
        let mut seen = BTreeSet::new();
        for line in TABLE
            .lines()
            .filter(|line| !line.starts_with(['#']))
            .skip(1)
        {
            let fields: Vec<&str> = line.split('\t').collect();
            for name in fields.get(1).unwrap_or(&"").split('|').chain([fields[0]]) {
                assert!(name.is_empty() || seen.insert(plain(name)), "{name}");
            }
            for held in fields
                .get(2)
                .unwrap_or(&"")
                .split(';')
                .filter(|held| !held.is_empty())
            {
                let parts: Vec<&str> = held.split('|').collect();
                assert!(parts.len() == 3 && day_of(parts[2]).is_some(), "{held}");
            }
        }
    }
}
