//! By what an article is known again in another version: its address, and its outlet with the words of its headline.

use crate::model::article::Article;
use crate::text::stem::{fold_into, is_function};
use crate::text::token::{TokenKind, tokens};

/// How many telling words a headline has at least for one of them not to matter.
const HEADLINE: usize = 3;

/// By what an article is known again: the hashes of its address, and of its headline with one word or another left out.
#[derive(Debug)]
pub(super) struct Signs {
    /// That of the address, where it names an article.
    pub(super) address: Option<u64>,
    /// Those of the outlet and the telling words of the headline, all or all but one of them.
    pub(super) headline: Box<[u64]>,
}

impl Signs {
    /// Those of an article.
    pub(super) fn of(article: &Article) -> Self {
        let url = article.url.as_ref();
        let address = url.and_then(|url| address(&url.value));
        Self {
            address: address.map(|address| hash(std::iter::once(address.as_str()))),
            headline: headline_keys(article).into(),
        }
    }
}

/// What names an article in its address: without scheme, `www.`, the part for the browser and the marks of those who count
/// readers. An address without a path is that of a front page, and names none.
fn address(url: &str) -> Option<String> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.split_once('#').map_or(rest, |(rest, _)| rest);
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = place.split_once('/')?;
    let path = path.trim_end_matches('/');
    if path.is_empty() && query.is_empty() {
        return None;
    }
    let host = host.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let counts = |part: &&str| {
        !["utm_", "fbclid", "gclid", "ref=", "source=", "cmp="]
            .iter()
            .any(|mark| part.starts_with(mark))
    };
    let query: Vec<&str> = query.split('&').filter(counts).collect();
    Some(format!("{host}/{path}?{}", query.join("&")))
}

fn headline_keys(article: &Article) -> Vec<u64> {
    let (Some(outlet), Some(headline)) = (&article.outlet, &article.headline) else {
        return Vec::new();
    };
    let words = telling_words(&headline.value);
    if words.is_empty() {
        return Vec::new();
    }
    let leaving_out = if words.len() < HEADLINE {
        0
    } else {
        words.len()
    };
    let key = |left_out: Option<usize>| {
        let words = words.iter().enumerate();
        let words = words.filter(|(number, _)| Some(*number) != left_out);
        let words = words.map(|(_, word)| word.as_str());
        hash(std::iter::once(outlet.value.as_str()).chain(words))
    };
    let all = std::iter::once(None);
    all.chain((0..leaving_out).map(Some)).map(key).collect()
}

fn telling_words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    each_telling_word(text, |word| words.push(word.to_owned()));
    words
}

/// Gives the words of `text` that are more than function words, in order and folded.
pub(super) fn each_telling_word(text: &str, mut give: impl FnMut(&str)) {
    let mut folded = String::new();
    for token in tokens(text) {
        if matches!(token.kind, TokenKind::Word | TokenKind::Number) {
            fold_into(token.range.of(text), &mut folded);
            if !is_function(&folded) {
                give(&folded);
            }
        }
    }
}

/// FNV-1a of words with a mark between them.
pub(super) fn hash<'a>(words: impl Iterator<Item = &'a str>) -> u64 {
    let bytes = words.flat_map(|word| word.bytes().chain(std::iter::once(0)));
    hash_bytes(bytes)
}

/// FNV-1a of bytes.
pub(super) fn hash_bytes(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_one_whatever_counts_their_readers() {
        let same = [
            "https://www.quay.example/pier-closes/",
            "http://quay.example/pier-closes?utm_source=mail#top",
            "https://Quay.example/pier-closes",
        ];
        let first = address(same[0]);
        assert!(first.is_some());
        assert!(same.iter().all(|url| address(url) == first));
        assert_ne!(
            address("https://quay.example/a?id=1"),
            address("https://quay.example/a?id=2")
        );
        assert_eq!(address("https://quay.example/"), None);
        assert_eq!(address("quay"), None);
    }
}
