//! Where subjects stand, as the findings of articles count it, without a look at any text.

use rusqlite::{Connection, Row, params};

use crate::model::actor::ActorId;
use crate::model::query::{Part, Query, Text};
use crate::model::state::ArticleKey;
use crate::store::codec::Damaged;
use crate::store::columns::TimeRow;
use crate::store::error::Done;
use crate::store::filter::Now;
use crate::store::log::limit;
use crate::store::people::{self, Asked};
use crate::store::{held, pages, places, reading, rows};
use crate::text::range::TextRange;

/// Who is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Who {
    /// An actor.
    Actor(ActorId),
    /// All those who speak without being named. They are quoted, and stand nowhere.
    Unnamed,
}

/// What is followed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum About<'a> {
    /// Articles in which they stand, or speak.
    Who(Who),
    /// Articles that fit a query.
    Query(&'a Query, Now),
}

/// A place in an article where an actor stands, or something that it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// Where the article stands.
    pub row: TimeRow,
    /// The article.
    pub article: ArticleKey,
    /// Which of the mentions of its findings it is; of the references, where it is a description; of what is said, which of
    /// the quotations.
    pub index: usize,
    /// Where in its text.
    pub range: TextRange,
    /// In which part of it; none for what belongs to the page.
    pub part: Option<Part>,
    /// Whether it is a description rather than a name; of what is said, whether it is told in the article's own words.
    pub loose: bool,
    /// Whether rashomon would bet on it.
    pub sure: bool,
}

/// Where a phrase stands in one article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occurring {
    /// Where the article stands.
    pub row: TimeRow,
    /// The article.
    pub article: ArticleKey,
    /// Where in its text, in its order.
    pub ranges: Vec<TextRange>,
}

/// The places of the newest articles that are shown, from behind `before` on: all places of up to `count` articles, the newest
/// article first, within one in text order.
pub(super) fn spots(
    connection: &Connection,
    (who, asked): (Who, Asked),
    before: Option<TimeRow>,
    count: usize,
) -> Done<Vec<Spot>> {
    let Some((table, actor)) = table_of(connection, who, asked)? else {
        return Ok(Vec::new());
    };
    let find = format!(
        "SELECT t.article, t.places, m.key FROM {table} AS t CROSS JOIN article_meta AS m ON m.row = t.article \
         WHERE t.actor = ?1 AND t.article < ?2 AND m.present AND NOT m.removed ORDER BY t.article DESC LIMIT ?3"
    );
    let mut statement = connection.prepare_cached(&find)?;
    let before = before.map_or(i64::MAX, |before| before.0);
    let mut rows = statement.query(params![actor, before, limit(count)])?;
    let mut spots = Vec::new();
    while let Some(found) = rows.next()? {
        spots.extend(in_article(found)?);
    }
    Ok(spots)
}

/// The places in the articles that stand at these `rows` and are shown, in the order of the rows, within one in text order.
pub(super) fn among(
    connection: &Connection,
    (who, asked): (Who, Asked),
    rows: &[TimeRow],
) -> Done<Vec<Spot>> {
    let Some((table, actor)) = table_of(connection, who, asked)? else {
        return Ok(Vec::new());
    };
    let find = format!(
        "SELECT t.article, t.places, m.key FROM {table} AS t CROSS JOIN article_meta AS m ON m.row = t.article \
         WHERE t.actor = ?1 AND t.article = ?2 AND m.present AND NOT m.removed"
    );
    let mut statement = connection.prepare_cached(&find)?;
    let mut spots = Vec::new();
    for row in rows {
        let mut found = statement.query(params![actor, row.0])?;
        if let Some(found) = found.next()? {
            spots.extend(in_article(found)?);
        }
    }
    Ok(spots)
}

/// The places of an article, from its row and key and their column.
fn in_article(found: &Row<'_>) -> Done<impl Iterator<Item = Spot> + use<>> {
    let (row, article) = (TimeRow(found.get(0)?), ArticleKey(found.get(2)?));
    let places = places::decode(found.get_ref(1)?.as_blob().unwrap_or_default());
    let places = places.map_err(|_: Damaged| rows::damaged("mentions", article))?;
    Ok(places.into_iter().map(move |place| Spot {
        row,
        article,
        index: place.index,
        range: place.range,
        part: place.part,
        loose: place.loose,
        sure: place.sure,
    }))
}

/// Which table has what is asked, and under which actor.
fn table_of(connection: &Connection, who: Who, asked: Asked) -> Done<Option<(&'static str, i64)>> {
    Ok(match (who, asked) {
        (Who::Unnamed, Asked::Mentions) => None,
        (Who::Unnamed, Asked::Sayings) => Some(("saying", rows::UNNAMED)),
        (Who::Actor(id), asked) => {
            let key = people::key_of(connection, id)?;
            key.map(|key| (people::table(asked), key))
        }
    })
}

/// The places of a phrase in up to `count` of the newest articles of which it is a phrase, from behind `before` on. The texts
/// are read for it.
pub(super) fn phrase(
    connection: &Connection,
    phrase: &str,
    before: Option<TimeRow>,
    count: usize,
) -> Done<Vec<Occurring>> {
    let query = Query::Topic(Text::phrase(phrase));
    let mut found = Vec::new();
    let mut before = before;
    while found.len() < count {
        let some = pages::newest(connection, &query, before, count)?;
        let last = some.len() < count;
        for (row, article) in some {
            before = Some(row);
            let ranges = occurrences(connection, article, phrase)?;
            if !ranges.is_empty() && found.len() < count {
                found.push(Occurring {
                    row,
                    article,
                    ranges,
                });
            }
        }
        if last {
            break;
        }
    }
    Ok(found)
}

fn occurrences(connection: &Connection, key: ArticleKey, phrase: &str) -> Done<Vec<TextRange>> {
    let Some((packed, _)) = held::read_findings(connection, key)? else {
        return Ok(Vec::new());
    };
    let (text, _) = rows::text(connection, key)?;
    let findings = reading::decode(&packed, &text);
    let findings = findings.map_err(|_| rows::damaged("reading", key))?;
    let mut phrases = findings.phrases.into_iter();
    let found = phrases.find(|found| found.text == phrase);
    Ok(found.map(|found| found.occurrences).unwrap_or_default())
}

/// Up to `count` articles that are shown, have come behind the article `since` and are about that; the newest first.
pub(super) fn fresh(
    connection: &Connection,
    about: About<'_>,
    since: ArticleKey,
    count: usize,
) -> Done<Vec<ArticleKey>> {
    let (who, asked) = match about {
        About::Query(query, now) => return pages::since(connection, query, now, since, count),
        About::Who(Who::Unnamed) => (Who::Unnamed, Asked::Sayings),
        About::Who(who) => (who, Asked::Mentions),
    };
    let Some((table, actor)) = table_of(connection, who, asked)? else {
        return Ok(Vec::new());
    };
    let find = format!(
        "SELECT m.key FROM article_meta AS m WHERE m.key > ?1 AND m.present AND NOT m.removed \
         AND EXISTS (SELECT 1 FROM {table} WHERE actor = ?2 AND article = m.row) ORDER BY m.row DESC LIMIT ?3"
    );
    let mut statement = connection.prepare_cached(&find)?;
    let rows = statement.query_map(params![since.0, actor, limit(count)], |row| {
        Ok(ArticleKey(row.get(0)?))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
