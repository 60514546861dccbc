//! Subjects that a newsroom names by code alone.

/// The first level of the subjects that the IPTC names (Media Topics, and the Subject Codes before them), by the first two
/// digits of their codes. Codes of `medtop` below that level do not tell what they belong to, and are not listed.
const TOPICS: [&str; 17] = [
    "arts, culture, entertainment and media",
    "crime, law and justice",
    "disaster, accident and emergency incident",
    "economy, business and finance",
    "education",
    "environment",
    "health",
    "human interest",
    "labour",
    "lifestyle and leisure",
    "politics and government",
    "religion",
    "science and technology",
    "society",
    "sport",
    "conflict, war and peace",
    "weather",
];

/// The subject of a code, `04000000` or `medtop:04000000`; the code itself where it is another.
pub(super) fn told(code: &str) -> Option<String> {
    let number = code.rsplit(':').next().unwrap_or(code).trim();
    let digits = number.len() == 8 && number.bytes().all(|byte| byte.is_ascii_digit());
    let first = number.get(..2).filter(|_| digits);
    let index = first.and_then(|first| first.parse::<usize>().ok()?.checked_sub(1));
    match index.and_then(|index| TOPICS.get(index)) {
        Some(topic) => Some((*topic).to_owned()),
        None if code.trim().is_empty() => None,
        None => Some(code.trim().to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_the_first_level_are_told_in_words_and_others_as_they_are() {
        assert_eq!(told("medtop:15000000").as_deref(), Some("sport"));
        assert_eq!(
            told("04006002").as_deref(),
            Some("economy, business and finance")
        );
        assert_eq!(told("medtop:20000344").as_deref(), Some("medtop:20000344"));
        assert_eq!(told("house:tides").as_deref(), Some("house:tides"));
        assert_eq!(told(" "), None);
    }
}
