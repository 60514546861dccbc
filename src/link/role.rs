//! What a text says of a person beside the name: office and gender.

use crate::text::fold::fold;

/// An office or description, in a form in which `US special envoy` and `Trump’s special envoy to Russia` can be compared.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Role {
    /// The telling words, sorted.
    words: Vec<String>,
    /// The role as it was written, on one line.
    written: String,
    /// Whether the office is said to be a past one; past and present offices never match.
    former: bool,
}

/// The gender that a form of address or a role tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gender {
    /// `Ms`, `Queen`, `chairwoman`.
    Female,
    /// `Mr`, `King`, `chairman`.
    Male,
}

const EMPTY: &[&str] = &[
    "the", "of", "a", "an", "for", "to", "and", "s", "its", "his", "her", "their", "in", "on", "at",
];

const PAST: &[&str] = &["former", "ex", "then", "late", "onetime", "outgoing"];

const COURTESY: &[&str] = &[
    "mr", "mrs", "ms", "miss", "mx", "dr", "sir", "dame", "lord", "lady", "herr", "frau",
    "monsieur", "madame", "mme",
];

const MALE: &[&str] = &[
    "mr",
    "sir",
    "lord",
    "king",
    "prince",
    "herr",
    "monsieur",
    "chairman",
    "spokesman",
    "businessman",
    "congressman",
    "councilman",
    "father",
    "son",
    "brother",
    "husband",
    "actor",
    "duke",
    "emperor",
    "sultan",
    "emir",
    "pope",
    "imam",
];

const FEMALE: &[&str] = &[
    "mrs",
    "ms",
    "miss",
    "dame",
    "lady",
    "queen",
    "princess",
    "frau",
    "madame",
    "mme",
    "chairwoman",
    "spokeswoman",
    "businesswoman",
    "congresswoman",
    "councilwoman",
    "mother",
    "daughter",
    "sister",
    "wife",
    "actress",
    "duchess",
    "empress",
    "widow",
];

/// Offices of which a country or a church has one.
const HIGH: &[&str] = &[
    "president",
    "king",
    "queen",
    "pope",
    "chancellor",
    "premier",
    "emperor",
    "sultan",
    "emir",
    "ayatollah",
];

/// Words of one country, as far as offices are concerned.
const COUNTRIES: &[(&str, &str)] = &[
    ("american", "us"),
    ("america", "us"),
    ("usa", "us"),
    ("british", "uk"),
    ("britain", "uk"),
    ("french", "france"),
    ("german", "germany"),
    ("italian", "italy"),
    ("polish", "poland"),
    ("ukrainian", "ukraine"),
    ("russian", "russia"),
    ("chinese", "china"),
    ("japanese", "japan"),
    ("canadian", "canada"),
    ("indian", "india"),
    ("israeli", "israel"),
    ("turkish", "turkey"),
    ("iranian", "iran"),
    ("spanish", "spain"),
    ("dutch", "netherlands"),
    ("finnish", "finland"),
    ("danish", "denmark"),
    ("swedish", "sweden"),
    ("norwegian", "norway"),
    ("hungarian", "hungary"),
    ("belarusian", "belarus"),
    ("australian", "australia"),
    ("mexican", "mexico"),
    ("brazilian", "brazil"),
    ("saudi", "saudi arabia"),
    ("egyptian", "egypt"),
    ("syrian", "syria"),
    ("pakistani", "pakistan"),
    ("vietnamese", "vietnam"),
    ("venezuelan", "venezuela"),
    ("greek", "greece"),
];

impl Role {
    /// Reads a role as the text writes it, or an office that stands as a form of address (`President`). A mere courtesy
    /// (`Mr`) is none.
    pub(crate) fn parse(written: &str) -> Option<Self> {
        let mut former = false;
        let mut words = Vec::new();
        for word in words_of(written) {
            if PAST.contains(&word.as_str()) {
                former = true;
            } else if !EMPTY.contains(&word.as_str()) && !COURTESY.contains(&word.as_str()) {
                let country = COUNTRIES.iter().find(|(from, _)| *from == word);
                words.push(country.map_or(word, |(_, to)| (*to).to_owned()));
            }
        }
        words.sort_unstable();
        words.dedup();
        let written = written.split_whitespace().collect::<Vec<_>>().join(" ");
        (!words.is_empty()).then_some(Self {
            words,
            written,
            former,
        })
    }

    /// Tells whether the two may be one office: the words of the shorter all stand in the longer.
    pub(crate) fn shares(&self, other: &Self) -> bool {
        let (few, many) = if self.words.len() <= other.words.len() {
            (&self.words, &other.words)
        } else {
            (&other.words, &self.words)
        };
        self.former == other.former && few.iter().all(|word| many.binary_search(word).is_ok())
    }

    /// Tells whether the role names more than a bare office: `French President`, but not `President`.
    pub(crate) fn is_specific(&self) -> bool {
        self.words.len() > 1
    }

    /// Tells whether it is an office of which a country has one: with a surname it names a person.
    pub(crate) fn is_high_office(&self) -> bool {
        let has = |word: &str| self.words.iter().any(|own| own == word);
        let deputy = [
            "vice",
            "deputy",
            "acting",
            "spokesman",
            "spokeswoman",
            "adviser",
            "aide",
            "son",
            "wife",
        ];
        !deputy.iter().any(|word| has(word))
            && (HIGH.iter().any(|word| has(word)) || (has("prime") && has("minister")))
    }

    /// The role as the text writes it, for a reason shown to the reader.
    pub(crate) fn shown(&self) -> String {
        self.written.clone()
    }
}

impl Gender {
    /// Whom `he`, `him`, `his` or `she`, `her`, `hers` and their forms may mean.
    pub(crate) fn of_pronoun(written: &str) -> Self {
        let folded = written.to_ascii_lowercase();
        if folded.starts_with('h') && !folded.starts_with("her") {
            Self::Male
        } else {
            Self::Female
        }
    }

    /// What `written`, a form of address or a role, tells of the person it stands with. Only its last word counts:
    /// `the king’s spokeswoman` is a woman, and `wife of the chairman` says nothing.
    pub(crate) fn told_by(written: &str) -> Option<Self> {
        let words = words_of(written);
        let last = words.last()?.as_str();
        if MALE.contains(&last) {
            Some(Self::Male)
        } else if FEMALE.contains(&last) {
            Some(Self::Female)
        } else {
            None
        }
    }
}

fn words_of(written: &str) -> Vec<String> {
    fold(written)
        .replace('.', "")
        .replace("united states", "us")
        .replace("united kingdom", "uk")
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shares(a: &str, b: &str) -> bool {
        match (Role::parse(a), Role::parse(b)) {
            (Some(a), Some(b)) => a.shares(&b),
            _ => false,
        }
    }

    #[test]
    fn one_office_in_several_wordings_is_shared() {
        assert!(shares("US special envoy", "special envoy"));
        assert!(shares("U.S. President", "American president"));
        assert!(shares(
            "special envoy to Russia",
            "Trump’s special envoy for Ukraine and Russia"
        ));
        assert!(!shares("French President", "Russian president"));
        assert!(!shares("former president", "president"));
        assert!(!shares("Mr", "Mr"));
    }

    #[test]
    fn gender_is_told_by_the_last_word() {
        assert_eq!(Gender::told_by("Ms."), Some(Gender::Female));
        assert_eq!(
            Gender::told_by("the king’s spokeswoman"),
            Some(Gender::Female)
        );
        assert_eq!(Gender::told_by("wife of the president"), None);
    }
}
