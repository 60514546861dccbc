//! A text by itself, as collections of annotated news hold it: an article with the way back to the text as it was given.

use crate::ingest::format::Document;
use crate::ingest::{assemble, identity, plain};
use crate::model::article::{Article, BlockKind};
use crate::text::origin::{Origins, Points};
use crate::text::range::TextRange;
use crate::text::sanitize;

/// An article made of a text alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Traced {
    /// The article; no part of it is furniture.
    pub article: Article,
    /// Where the characters of the article's text stand in the text that was given.
    pub origins: Origins,
}

/// Makes an article of `text`. Somebody has already chosen this text, so that all of it is read: a headline that a page
/// would have is the headline here, and everything else a paragraph. (Typing the lines as those of a page loses a tenth
/// of the names of agency reports, whose tables and desk lines look like furniture.)
pub fn traced(text: &str) -> Traced {
    let (clean, origins) = sanitize::clean_traced(text);
    let document = Document {
        units: plain::units(&clean),
        ..Document::default()
    };
    let mut article = assemble("text", identity::article_id(text.as_bytes(), 0), &document);
    for block in &mut article.blocks {
        if block.kind != BlockKind::Headline {
            block.kind = BlockKind::Paragraph;
        }
    }
    let origins = follow(&article.text, &clean, &origins);
    Traced { article, origins }
}

/// The origins of `text`, which differs from `clean` in nothing but white space.
fn follow(text: &str, clean: &str, origins: &Origins) -> Origins {
    let mut followed = Origins::default();
    let (mut text, mut clean) = (Rest::of(text), Rest::of(clean));
    loop {
        let same = common_length(text.rest, clean.rest);
        followed.extend(origins, TextRange::new(clean.at, clean.at + same));
        text.skip(same);
        clean.skip(same);
        // White space stands here against another, or against none.
        let Some(c) = text.rest.chars().next() else {
            return followed;
        };
        let end = followed.end();
        let nowhere = Points { start: end, end };
        let next = clean.rest.chars().next();
        if next.is_some_and(char::is_whitespace) == c.is_whitespace() {
            followed.push(c, origins.at(clean.at).unwrap_or(nowhere));
            text.skip(c.len_utf8());
            clean.skip(next.map_or(0, char::len_utf8));
        } else if c.is_whitespace() {
            followed.push(c, nowhere);
            text.skip(c.len_utf8());
        } else {
            clean.skip(clean.rest.len() - clean.rest.trim_start().len());
        }
    }
}

/// What is left of a text, and where it begins.
struct Rest<'a> {
    at: usize,
    rest: &'a str,
}

impl<'a> Rest<'a> {
    fn of(text: &'a str) -> Self {
        Self { at: 0, rest: text }
    }

    fn skip(&mut self, length: usize) {
        self.at += length;
        self.rest = self.rest.get(length..).unwrap_or("");
    }
}

/// How many bytes the two have in common from the start, whole characters only.
fn common_length(a: &str, b: &str) -> usize {
    let same = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    a.floor_char_boundary(same)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::char::is_combining_mark;

    use super::*;

    #[test]
    fn offsets_lead_back_to_the_text_as_it_was_given() {
        let given = "\u{feff}Harbour  votes\r\n\r\n \r\n\u{200b}Jose\u{301} Doe said:\t“No.”\u{1b}[0m He left.";
        let traced = traced(given);
        let text = &traced.article.text;
        let points: Vec<char> = given.chars().collect();
        for (wanted, source) in [
            ("Harbour", "Harbour"),
            ("José", "Jose\u{301}"),
            ("“No.”", "“No.”"),
            ("left", "left"),
        ] {
            let start = text.find(wanted).unwrap();
            let found = traced
                .origins
                .of(TextRange::new(start, start + wanted.len()));
            assert_eq!(
                points[found.start..found.end].iter().collect::<String>(),
                source
            );
        }
    }

    #[test]
    fn a_character_that_is_only_written_differently_takes_no_neighbour_along() {
        let traced = traced("\u{958} a\u{2f800}b");
        let at = traced.article.text.find('a').unwrap();
        let found = traced.origins.of(TextRange::new(at, at + 1));
        assert_eq!((found.start, found.end), (2, 3));
    }

    #[test]
    fn every_word_is_read() {
        let article =
            traced("Mayor resigns\n\nAdvertisement\n\nThe mayor of Doeville resigned on Friday.")
                .article;
        assert!(article.blocks.iter().all(|block| block.kind.has_actors()));
    }

    proptest! {
        #[test]
        fn mapped_ranges_hold_the_same_characters(given in "(?s:.{0,80})|[ \r\n\t“”\"A-Za-z.é\u{301}\u{200b}\u{1b}\\[;0m가ᄀ\u{1161}]{0,80}", a in 0usize..90, b in 0usize..90) {
            let traced = traced(&given);
            let text = traced.article.text.as_str();
            // A letter and its marks may be one code point here and several there: they stay together.
            let joins = |c: char| matches!(c, '\u{300}'..='\u{36f}' | '\u{1160}'..='\u{11ff}') || is_combining_mark(c);
            let starts = text.char_indices().filter(|&(_, c)| !joins(c)).map(|(at, _)| at);
            let borders: Vec<usize> = starts.chain([text.len()]).collect();
            let (a, b) = (a.min(borders.len() - 1), b.min(borders.len() - 1));
            let range = TextRange::new(borders[a.min(b)], borders[a.max(b)]);
            let found = traced.origins.of(range);
            let points: Vec<char> = given.chars().collect();
            prop_assert!(found.start <= found.end && found.end <= points.len());
            let source: String = points[found.start..found.end].iter().collect();
            let bare = |text: &str| sanitize::clean(text).text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(bare(&source), bare(range.of(text)));
        }
    }
}
