//! Pieces of text that show a match in its surroundings.

use std::collections::BTreeMap;

use rusqlite::{Connection, params};

use crate::model::article::Block;
use crate::model::query::Query;
use crate::model::state::ArticleKey;
use crate::store::error::Done;
use crate::store::filter::{Filter, Now};
use crate::store::known::Known;
use crate::store::rows;
use crate::store::starts::Starts;
use crate::text::range::TextRange;

/// How many words a snippet has at most.
const WORDS: i64 = 24;

/// The part of an article that holds its prose, and whichever part matches best, as the full text counts them.
const PROSE: i64 = 1;
const ANY_PART: i64 = -1;

/// How many bytes of a block are shown on each side of a mention at most.
const AROUND: usize = 90;

/// A piece of an article.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Excerpt {
    /// The text; an ellipsis where it has been cut.
    pub text: String,
    /// The bytes of `text` that match.
    pub marks: Vec<TextRange>,
}

/// For each article, where its prose best matches the words of `query`, else another part of it; empty for one that does not match, and for a query that asks
/// for no words of every article.
pub(super) fn snippets(
    connection: &Connection,
    query: &Query,
    now: Now,
    articles: &[ArticleKey],
) -> Done<Vec<Excerpt>> {
    let (starts, rest) = Starts::taken_from(query);
    match Filter::new(&rest, now, &Known::default()).words {
        Some(words) => matching(connection, &words, articles),
        None if starts.is_empty() => Ok(vec![Excerpt::default(); articles.len()]),
        None => {
            let articles = articles.iter();
            let excerpts = articles.map(|article| beginning(connection, &starts, *article));
            excerpts.collect()
        }
    }
}

/// Where the article has the first word that begins as asked.
fn beginning(connection: &Connection, starts: &Starts, article: ArticleKey) -> Done<Excerpt> {
    let (text, blocks) = rows::text(connection, article)?;
    let found = starts.found(&text, &blocks).unwrap_or_default();
    let first = found.first();
    Ok(first.map_or_else(Excerpt::default, |range| around(&text, &blocks, *range)))
}

/// Where each article best matches the words. The full text is asked once for all of them: it would gather the places of a
/// prefix anew for each.
fn matching(connection: &Connection, words: &str, articles: &[ArticleKey]) -> Done<Vec<Excerpt>> {
    let mut of: BTreeMap<i64, usize> = BTreeMap::new();
    for (place, article) in articles.iter().enumerate() {
        of.insert(rows::of(connection, *article)?, place);
    }
    let (Some((first, _)), Some((last, _))) = (of.first_key_value(), of.last_key_value()) else {
        return Ok(Vec::new());
    };
    let all: Vec<String> = of.keys().map(i64::to_string).collect();
    let find = format!(
        "SELECT rowid, snippet(article_words, ?5, char(1), char(2), '…', ?4), \
                snippet(article_words, ?6, char(1), char(2), '…', ?4) FROM article_words \
         WHERE article_words MATCH ?1 AND rowid >= ?2 AND rowid <= ?3 AND +rowid IN ({})",
        all.join(", ")
    );
    let mut statement = connection.prepare(&find)?;
    let mut rows = statement.query(params![words, first, last, WORDS, PROSE, ANY_PART])?;
    let mut excerpts = vec![Excerpt::default(); articles.len()];
    while let Some(row) = rows.next()? {
        let place = of
            .get(&row.get(0)?)
            .and_then(|place| excerpts.get_mut(*place));
        if let Some(excerpt) = place {
            // The headline is shown anyway: only where the prose has none of the words does another part tell more.
            let prose = row.get_ref(1)?.as_str().unwrap_or_default();
            let any = row.get_ref(2)?.as_str().unwrap_or_default();
            *excerpt = unmarked(if has_marks(prose) { prose } else { any });
        }
    }
    Ok(excerpts)
}

/// Tells whether anything in a text is marked as found.
fn has_marks(marked: &str) -> bool {
    marked.contains('\u{1}')
}

/// Takes the marks out of a text, which no article has in it, and says where they stood.
fn unmarked(marked: &str) -> Excerpt {
    let mut excerpt = Excerpt::default();
    let mut start = None;
    for c in marked.chars() {
        match c {
            '\u{1}' => start = Some(excerpt.text.len()),
            '\u{2}' => {
                let range = start
                    .take()
                    .map(|start| TextRange::new(start, excerpt.text.len()));
                excerpt.marks.extend(range);
            }
            '\n' => excerpt.text.push(' '),
            _ => excerpt.text.push(c),
        }
    }
    excerpt
}

/// The surroundings of `range` within its block.
pub(super) fn around(text: &str, blocks: &[Block], range: TextRange) -> Excerpt {
    let behind = blocks.partition_point(|block| block.range.start <= range.start);
    let block = behind.checked_sub(1).and_then(|index| blocks.get(index));
    let block = block.map_or(range, |block| {
        let range = block.range.start.min(range.start)..block.range.end.max(range.end);
        TextRange::new(range.start, range.end)
    });
    let start = word_start(text, block.start, range.start);
    let end = word_end(text, range.end, block.end);
    let mut excerpt = Excerpt::default();
    if start > block.start {
        excerpt.text.push('…');
    }
    let shift = excerpt.text.len();
    let piece = TextRange::new(start, end).of(text);
    excerpt.text.push_str(&piece.replace('\n', " "));
    if end < block.end {
        excerpt.text.push('…');
    }
    let from = range.start - start + shift;
    excerpt.marks.push(TextRange::new(from, from + range.len()));
    excerpt
}

/// Where the words begin that are shown before `at`.
fn word_start(text: &str, from: usize, at: usize) -> usize {
    if at - from <= AROUND {
        return from;
    }
    let near = text.ceil_char_boundary(at - AROUND);
    let words = TextRange::new(near, at).of(text);
    words.find(' ').map_or(near, |space| near + space + 1)
}

/// Where the words end that are shown behind `at`.
fn word_end(text: &str, at: usize, to: usize) -> usize {
    if to - at <= AROUND {
        return to;
    }
    let near = text.floor_char_boundary(at + AROUND);
    let words = TextRange::new(at, near).of(text);
    words.rfind(' ').map_or(near, |space| at + space)
}
