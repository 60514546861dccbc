//! Bylines: `By Ann Author and Bo Writer`, `Ann Author, Some News on`, `Ann Author | Jan 6, 2026`.

use crate::ingest::outlets;
use crate::text::date;

/// What a byline says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Byline {
    /// The authors, in the order named.
    pub(super) authors: Vec<String>,
    /// The house for which they write, where it is named.
    pub(super) house: Option<String>,
}

/// A byline is not longer than this many words, nor than ten times as many bytes.
const LONGEST: usize = 32;

/// Reads `line` as a byline. Without `By` in front it needs something more than names: a house, a desk, or a date.
pub(super) fn parse(line: &str) -> Option<Byline> {
    if line.len() > LONGEST * 10 || line.split_whitespace().count() > LONGEST {
        return None;
    }
    let (marked, rest) = without_by(line.trim());
    let (rest, dated) = without_date(rest);
    let mut byline = Byline::default();
    let mut backed = marked || dated;
    for part in parts(rest) {
        if let Some(house) = outlets::house(part) {
            byline.house.get_or_insert_with(|| house.name.to_owned());
            backed = true;
        } else if is_desk(part) {
            backed = true;
        } else if is_name(part) {
            byline.authors.push(part.to_owned());
        } else if !marked {
            return None;
        }
    }
    let said = !byline.authors.is_empty() || (marked && byline.house.is_some());
    (backed && said).then_some(byline)
}

/// The people named by a line that holds nothing but names.
pub(super) fn names(line: &str) -> Option<Vec<String>> {
    if line.len() > LONGEST * 10 {
        return None;
    }
    let names: Vec<&str> = parts(line).collect();
    (!names.is_empty()
        && names
            .iter()
            .all(|name| is_name(name) && outlets::house(name).is_none()))
    .then(|| names.into_iter().map(str::to_owned).collect())
}

/// The people named by a line that holds nothing but names, and perhaps a word that they wrote it.
pub(super) fn named(line: &str) -> Option<Vec<String>> {
    names(without_by(line).1.trim())
}

fn without_by(line: &str) -> (bool, &str) {
    for start in [
        "By ",
        "BY ",
        "by ",
        "By: ",
        "Written by ",
        "Story by ",
        "Words by ",
        "Text by ",
        "Author: ",
        "Authors: ",
    ] {
        if let Some(rest) = line.strip_prefix(start) {
            return (true, rest);
        }
    }
    (false, line)
}

/// Cuts off the date at the end, or the `on` that is left where a page lost it; tells whether there was one.
fn without_date(line: &str) -> (&str, bool) {
    let mentions = if date::may_number(line) {
        date::mentions(line)
    } else {
        Vec::new()
    };
    let before = mentions
        .iter()
        .find(|mention| mention.day.day.is_some() || mention.day.year.is_some())
        .and_then(|mention| line.get(..mention.range.start));
    let mut dated = before.is_some();
    let mut rest = before.unwrap_or(line).trim_end();
    for word in [
        " on",
        " Updated",
        " updated",
        " Published",
        " published",
        " at",
        " Posted",
    ] {
        while let Some(shorter) = rest
            .trim_end_matches([' ', ',', ':', '-', '–', '—', '|', '•', '·'])
            .strip_suffix(word)
        {
            rest = shorter;
            dated = true;
        }
    }
    (
        rest.trim_end_matches([' ', ',', ':', '-', '–', '—', '|', '•', '·', '/', '(']),
        dated,
    )
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', '|', '•', '·', ';', '/', '&'])
        .flat_map(between_words)
        .map(|part| part.trim().trim_start_matches("and ").trim())
        .filter(|part| !part.is_empty())
}

/// Words and signs that stand between the parts of a byline.
const BETWEEN: &[&str] = &[" and ", " with ", " for ", " in ", " - ", " – ", " — "];

fn between_words(text: &str) -> impl Iterator<Item = &str> {
    let mut left = Some(text);
    std::iter::from_fn(move || {
        let text = left.take()?;
        let cut = memchr::memchr_iter(b' ', text.as_bytes()).find_map(|at| {
            let (before, rest) = text.split_at_checked(at)?;
            let behind = BETWEEN.iter().find_map(|word| rest.strip_prefix(word))?;
            Some((before, behind))
        });
        left = cut.map(|(_, behind)| behind);
        Some(cut.map_or(text, |(before, _)| before))
    })
}

/// Words of a desk, an office or a house, never of a person's name.
const DESK_WORDS: &[&str] = &[
    "news",
    "times",
    "post",
    "press",
    "agency",
    "writer",
    "correspondent",
    "reporter",
    "editor",
    "staff",
    "service",
    "bureau",
    "desk",
    "media",
    "herald",
    "tribune",
    "journal",
    "columnist",
    "contributor",
    "chief",
    "team",
    "wire",
    "wires",
    "agencies",
    "online",
    "report",
    "reporters",
    "writers",
    "daily",
    "magazine",
    "network",
    "radio",
    "tv",
    "newsroom",
    "correspondents",
    "special",
    "political",
    "business",
    "sports",
    "producer",
    "photographer",
];

fn is_desk(part: &str) -> bool {
    part.split_whitespace().any(|word| {
        let word = word.trim_end_matches('.');
        DESK_WORDS
            .iter()
            .any(|desk| word.eq_ignore_ascii_case(desk))
    })
}

/// Small words inside people's names.
const PARTICLES: &[&str] = &[
    "de", "da", "do", "dos", "del", "della", "di", "van", "der", "den", "von", "zu", "al", "el",
    "bin", "ibn", "la", "le", "ter", "ten", "y", "e", "du", "des", "af", "av",
];

/// Tells whether `part` has the shape of a person's name: two to five words with capitals.
fn is_name(part: &str) -> bool {
    let words: Vec<&str> = part.split_whitespace().collect();
    let capital = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
    (2..=5).contains(&words.len())
        && part.chars().all(|c| {
            c.is_alphabetic() || c.is_whitespace() || matches!(c, '.' | '-' | '\'' | '’' | '‐')
        })
        && words
            .first()
            .is_some_and(|word| capital(word) || PARTICLES.contains(word))
        && words.last().is_some_and(capital)
        && words.iter().all(|word| {
            capital(word) || PARTICLES.contains(word) || word.contains(['\'', '’', '-'])
        })
        && !matches!(
            words.first(),
            Some(
                &("The"
                    | "A"
                    | "An"
                    | "In"
                    | "On"
                    | "At"
                    | "For"
                    | "How"
                    | "Why"
                    | "What"
                    | "All"
                    | "More"
                    | "Last"
                    | "First")
            )
        )
        && !is_desk(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines_name_authors_and_houses() {
        let cases: [(&str, &[&str], Option<&str>); 7] = [
            ("By Ann Author", &["Ann Author"], None),
            (
                "By Ann Author and Bo de Vries, Reuters",
                &["Ann Author", "Bo de Vries"],
                Some("Reuters"),
            ),
            (
                "Ann Author and Bo Paolo Penn, Bloomberg News on",
                &["Ann Author", "Bo Paolo Penn"],
                Some("Bloomberg News"),
            ),
            (
                "Ann Author - Nov 19, 2019, 10:31 pm CST",
                &["Ann Author"],
                None,
            ),
            ("Ann Author, Ap Auto Writer", &["Ann Author"], None),
            ("By AFP", &[], Some("AFP")),
            ("BY ANN AUTHOR | STAFF WRITER", &["ANN AUTHOR"], None),
        ];
        for (line, authors, house) in cases {
            let byline = parse(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!(byline.authors, authors, "{line}");
            assert_eq!(byline.house.as_deref(), house, "{line}");
        }
    }

    #[test]
    fn names_alone_or_sentences_are_no_byline() {
        for line in [
            "Ann Author",
            "By the river, people waited",
            "Harbour Council Votes on Pier",
            "Paris and Berlin agree, Reuters says",
        ] {
            assert_eq!(parse(line), None, "{line}");
        }
    }
}
