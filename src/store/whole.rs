//! Articles as they were kept, for whoever links them anew.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension as _};

use crate::model::actor::ActorId;
use crate::model::article::Article;
use crate::model::date::NewsDate;
use crate::model::findings::Findings;
use crate::model::sourced::Sourced;
use crate::model::state::ArticleKey;
use crate::store::error::Done;
use crate::store::links::Links;
use crate::store::{article, held, people, rows};

/// An article as it was kept, and as it is linked.
#[derive(Debug, Clone, PartialEq)]
pub struct Whole {
    /// The article in the library.
    pub key: ArticleKey,
    /// The article.
    pub article: Article,
    /// What was found in it.
    pub findings: Findings,
    /// Whom that is; none where it has not been linked yet.
    pub links: Option<Links>,
    /// Its date, as its story completes it.
    pub date: Option<Sourced<NewsDate>>,
    /// Whether it is in a story.
    pub in_story: bool,
}

/// These articles, all in one state of the library; one that is none is left out.
pub(super) fn wholes(connection: &Connection, articles: &[ArticleKey]) -> Done<Vec<Whole>> {
    let own = connection
        .is_autocommit()
        .then(|| connection.unchecked_transaction());
    let _reading = own.transpose()?;
    // The actors that have been met, by their keys in the library: most stand in many articles.
    let mut met = HashMap::new();
    let mut wholes = Vec::with_capacity(articles.len());
    for article in articles {
        wholes.extend(whole(connection, *article, &mut met)?);
    }
    Ok(wholes)
}

fn whole(
    connection: &Connection,
    key: ArticleKey,
    met: &mut HashMap<i64, ActorId>,
) -> Done<Option<Whole>> {
    let find = "SELECT date, story IS NOT NULL FROM article_meta WHERE key = ?1";
    let found: Option<(Option<Vec<u8>>, bool)> = connection
        .prepare_cached(find)?
        .query_row([key.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((date, in_story)) = found else {
        return Ok(None);
    };
    let date = date.map(|date| article::decode_date(&date)).transpose();
    let (findings, packed) =
        held::read_findings(connection, key)?.ok_or_else(|| rows::damaged("reading", key))?;
    let (article, findings) = held::read(connection, key, &findings)?;
    let links = packed.map(|packed| {
        held::read_links(key, (&packed, &article.text), |key| {
            actor(connection, key, met)
        })
    });
    Ok(Some(Whole {
        key,
        links: links.transpose()?,
        article,
        findings,
        date: date.map_err(|_| rows::damaged("date", key))?,
        in_story,
    }))
}

fn actor(connection: &Connection, key: i64, met: &mut HashMap<i64, ActorId>) -> Done<ActorId> {
    if let Some(actor) = met.get(&key) {
        return Ok(*actor);
    }
    let actor = people::id_of(connection, key)?;
    met.insert(key, actor);
    Ok(actor)
}
