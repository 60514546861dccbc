//! Actors: who they are, where they stand, what they say, and which articles share them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension as _, params, params_from_iter};

use crate::model::actor::{Actor, ActorId};
use crate::model::query::{Part, Text};
use crate::model::state::ArticleKey;
use crate::store::codec::{Damaged, Decoder};
use crate::store::cursor::{Cursor, Mark};
use crate::store::error::{Done, Trouble, Wrong};
use crate::store::excerpt::{self, Excerpt};
use crate::store::links::Links;
use crate::store::log::limit;
use crate::store::names::beginning;
use crate::store::{places, reading, rows};
use crate::text::range::TextRange;

/// From how many articles on an actor tells nothing of what belongs together.
const FAMOUS: i64 = 2_000;

/// How many of the newest articles of an actor are looked at for what is related.
const LOOKED_AT: usize = 200;

/// A place in an article where an actor stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The article.
    pub article: ArticleKey,
    /// Its headline, or something like one.
    pub title: String,
    /// Where in its text.
    pub range: TextRange,
    /// In which part of it; none for what belongs to the page.
    pub part: Option<Part>,
    /// Whether it is a description rather than a name; of sayings, whether they are told in the article's own words.
    pub loose: bool,
    /// Whether rashomon would bet on it.
    pub sure: bool,
    /// The text around it.
    pub excerpt: Excerpt,
}

/// What is asked about an actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Asked {
    /// Where it is named or described.
    Mentions,
    /// What it says.
    Sayings,
}

/// An actor, and how much there is of it in what is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The actor.
    pub actor: Actor,
    /// The number of its colour, for ever.
    pub colour: usize,
    /// In how many articles it stands.
    pub articles: usize,
    /// In how many places.
    pub places: usize,
    /// How much it says.
    pub sayings: usize,
}

/// The columns of a counted actor.
const ACTOR: &str = "key, id, kind, name, more, colour, articles, places, sayings";

/// Up to `count` actors of whose names one begins with `start`, folded, at any of its words; those in most articles first.
pub(super) fn by_prefix(connection: &Connection, start: &str, count: usize) -> Done<Vec<Counted>> {
    let (sql, values) = beginning("folded", &Text::prefix(start));
    let find = format!(
        "SELECT {ACTOR} FROM actor WHERE key IN (SELECT actor FROM actor_name WHERE {sql}) \
         ORDER BY articles DESC, name LIMIT {}",
        limit(count)
    );
    let mut statement = connection.prepare_cached(&find)?;
    let mut rows = statement.query(params_from_iter(values))?;
    let mut actors = Vec::new();
    while let Some(row) = rows.next()? {
        actors.push(actor(row)?);
    }
    Ok(actors)
}

/// The actors of these ids, in their order; those that are none are left out.
pub(super) fn by_id(connection: &Connection, ids: &[ActorId]) -> Done<Vec<Counted>> {
    let find = format!("SELECT {ACTOR} FROM actor WHERE id = ?1 AND NOT dismissed");
    let mut statement = connection.prepare_cached(&find)?;
    let mut actors = Vec::with_capacity(ids.len());
    for id in ids {
        let mut rows = statement.query([id.0.cast_signed()])?;
        if let Some(row) = rows.next()? {
            actors.push(actor(row)?);
        }
    }
    Ok(actors)
}

/// Who stands or speaks in an article that is shown, each counted in this article alone.
pub(super) fn standing(connection: &Connection, key: ArticleKey) -> Done<Vec<Counted>> {
    let find = format!("SELECT {ACTOR} FROM actor WHERE key = ?1 AND NOT dismissed");
    let mut statement = connection.prepare_cached(&find)?;
    let row = rows::of(connection, key)?;
    let here = |asked: Asked, actor: i64| -> Done<usize> {
        let table = table(asked);
        let find = format!("SELECT places FROM {table} WHERE actor = ?1 AND article = ?2");
        let mut statement = connection.prepare_cached(&find)?;
        let mut found = statement.query(params![actor, row])?;
        let Some(found) = found.next()? else {
            return Ok(0);
        };
        let places = places::decode(found.get_ref(0)?.as_blob().unwrap_or_default());
        let places = places.map_err(|_: Damaged| rows::damaged("mentions", key))?;
        Ok(places.len())
    };
    let mut standing = Vec::new();
    for key in rows::linked_actors(connection, key)? {
        let mut found = statement.query([key])?;
        let Some(found) = found.next()? else { continue };
        let places = here(Asked::Mentions, key)?;
        standing.push(Counted {
            articles: usize::from(places > 0),
            places,
            sayings: here(Asked::Sayings, key)?,
            ..actor(found)?
        });
    }
    Ok(standing)
}

/// The actor of that id, also one that the reader says is none.
pub(super) fn whoever(connection: &Connection, id: ActorId) -> Done<Option<Actor>> {
    let find = format!("SELECT {ACTOR} FROM actor WHERE id = ?1");
    let mut statement = connection.prepare_cached(&find)?;
    let mut rows = statement.query([id.0.cast_signed()])?;
    let row = rows.next()?;
    Ok(row.map(actor).transpose()?.map(|counted| counted.actor))
}

/// Up to `count` actors that stand somewhere, in an order that only grows; from behind `after` on.
pub(super) fn all(
    connection: &Connection,
    after: Option<&Cursor>,
    count: usize,
) -> Done<(Vec<Counted>, Option<Cursor>)> {
    let find = format!(
        "SELECT {ACTOR} FROM actor WHERE key > ?1 AND articles > 0 AND NOT dismissed ORDER BY key LIMIT ?2"
    );
    let after = match after.map(|after| after.0.as_slice()) {
        Some([Mark::Number(key)]) => *key,
        _ => 0,
    };
    let mut statement = connection.prepare_cached(&find)?;
    let mut rows = statement.query([after, limit(count)])?;
    let mut actors = Vec::new();
    let mut last = None;
    while let Some(row) = rows.next()? {
        last = Some(Cursor(vec![Mark::Number(row.get(0)?)]));
        actors.push(actor(row)?);
    }
    let last = last.filter(|_| actors.len() == count);
    Ok((actors, last))
}

/// Those of the linked actors that the reader says are none.
pub(super) fn dismissed_among(connection: &Connection, links: &Links) -> Done<BTreeSet<ActorId>> {
    let find = "SELECT dismissed FROM actor WHERE id = ?1";
    let mut statement = connection.prepare_cached(find)?;
    let names = links.names.iter();
    let linked = names.chain(links.references.iter().flatten());
    let linked: BTreeSet<ActorId> = linked.map(|link| link.actor).collect();
    let mut dismissed = BTreeSet::new();
    for actor in linked {
        if statement.query_row([actor.0.cast_signed()], |row| row.get(0))? {
            dismissed.insert(actor);
        }
    }
    Ok(dismissed)
}

/// All actors, and those of them that the reader says are none.
pub(super) fn everybody(connection: &Connection) -> Done<(Vec<Arc<Actor>>, BTreeSet<ActorId>)> {
    let find = format!("SELECT {ACTOR}, dismissed FROM actor");
    let mut statement = connection.prepare(&find)?;
    let mut rows = statement.query([])?;
    let mut actors = Vec::new();
    let mut dismissed = BTreeSet::new();
    while let Some(row) = rows.next()? {
        let actor = actor(row)?.actor;
        if row.get("dismissed")? {
            dismissed.insert(actor.id);
        }
        actors.push(Arc::new(actor));
    }
    Ok((actors, dismissed))
}

fn actor(row: &rusqlite::Row<'_>) -> Done<Counted> {
    let key: i64 = row.get(0)?;
    let damaged = |_: Damaged| Trouble::Damaged(format!("actor {key} cannot be read"));
    let more: Vec<u8> = row.get(4)?;
    let mut decoder = Decoder::new(&more);
    let mut counted = || {
        let list = decoder.list(|decoder| Ok((decoder.text()?, decoder.small()?)));
        list.map_err(damaged)
    };
    let (forms, roles) = (counted()?, counted()?);
    let size = |column| -> rusqlite::Result<usize> {
        Ok(usize::try_from(row.get::<_, i64>(column)?).unwrap_or(0))
    };
    Ok(Counted {
        actor: Actor {
            id: ActorId(row.get::<_, i64>(1)?.cast_unsigned()),
            kind: reading::actor_kind(row.get::<_, i64>(2)?.cast_unsigned()).map_err(damaged)?,
            name: row.get(3)?,
            forms,
            roles,
            colour_seed: decoder.number().map_err(damaged)?,
        },
        colour: size(5)?,
        articles: size(6)?,
        places: size(7)?,
        sayings: size(8)?,
    })
}

/// A page of the places where an actor stands, newest article first, within one in text order.
pub(super) fn places(
    connection: &Connection,
    id: ActorId,
    asked: Asked,
    after: Option<&Cursor>,
    count: usize,
) -> Done<(Vec<Standing>, Option<Cursor>)> {
    let table = table(asked);
    let Some(key) = key_of(connection, id)? else {
        return Ok((Vec::new(), None));
    };
    let (row, start) = match after.map(|after| after.0.as_slice()) {
        Some([Mark::Number(row), Mark::Number(start)]) => (*row, *start),
        _ => (i64::MAX, -1),
    };
    let find = format!(
        "SELECT t.article, t.places, m.key, m.title FROM {table} AS t JOIN article_meta AS m ON m.row = t.article \
         WHERE t.actor = ?1 AND t.article <= ?2 AND m.present AND NOT m.removed ORDER BY t.article DESC"
    );
    let mut statement = connection.prepare_cached(&find)?;
    let mut rows = statement.query([key, row])?;
    let mut standings = Vec::new();
    let mut last = None;
    while let Some(found) = rows.next()? {
        let article = ArticleKey(found.get(2)?);
        let here: i64 = found.get(0)?;
        let damaged = |_: Damaged| rows::damaged("mentions", article);
        let places = places::decode(found.get_ref(1)?.as_blob().unwrap_or_default());
        let mut places = places.map_err(damaged)?;
        // Those of the article in which the last page ended have partly been told.
        places.retain(|place| here < row || limit(place.range.start) > start);
        let mut text = None;
        for place in places {
            if standings.len() == count {
                return Ok((standings, last));
            }
            let (text, blocks) = match &text {
                Some(text) => text,
                None => text.insert(rows::text(connection, article)?),
            };
            last = Some(Cursor(vec![
                Mark::Number(here),
                Mark::Number(limit(place.range.start)),
            ]));
            standings.push(Standing {
                article,
                title: found.get(3)?,
                range: place.range,
                part: place.part,
                loose: place.loose,
                sure: place.sure,
                excerpt: excerpt::around(text, blocks, place.range),
            });
        }
    }
    Ok((standings, None))
}

/// The key of the actor of that id.
pub(super) fn key_of(connection: &Connection, id: ActorId) -> Done<Option<i64>> {
    let find = "SELECT key FROM actor WHERE id = ?1";
    let mut statement = connection.prepare_cached(find)?;
    let key = statement.query_row([id.0.cast_signed()], |row| row.get(0));
    Ok(key.optional()?)
}

/// The table that has what is asked.
pub(super) fn table(asked: Asked) -> &'static str {
    match asked {
        Asked::Mentions => "mention",
        Asked::Sayings => "saying",
    }
}

/// Up to `count` articles that share the most with this one: an actor counts the more the fewer articles it stands in, and
/// one in more than [`FAMOUS`] not at all.
pub(super) fn related(
    connection: &Connection,
    key: ArticleKey,
    count: usize,
) -> Done<Vec<(ArticleKey, f64)>> {
    let own = rows::of(connection, key)?;
    let spread = "SELECT articles FROM actor WHERE key = ?1 AND NOT dismissed";
    let newest = "SELECT t.article, m.key FROM mention AS t JOIN article_meta AS m ON m.row = t.article \
                  WHERE t.actor = ?1 AND m.present AND NOT m.removed ORDER BY t.article DESC LIMIT ?2";
    let mut shared: BTreeMap<(i64, i64), f64> = BTreeMap::new();
    for actor in rows::linked_actors(connection, key)? {
        let articles: Option<i64> = connection
            .prepare_cached(spread)?
            .query_row([actor], |row| row.get(0))
            .optional()?;
        let Some(articles) = articles.filter(|articles| *articles <= FAMOUS) else {
            continue;
        };
        let few = i32::try_from(articles.max(1)).unwrap_or(i32::MAX);
        let weight = 1.0 / (1.0 + f64::from(few)).ln();
        let mut statement = connection.prepare_cached(newest)?;
        let rows = statement.query_map(params![actor, limit(LOOKED_AT)], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
        for row in rows {
            *shared.entry(row?).or_default() += weight;
        }
    }
    shared.retain(|(row, _), _| *row != own);
    let mut shared: Vec<((i64, i64), f64)> = shared.into_iter().collect();
    // The newest first among equals.
    shared.sort_by(|one, other| other.1.total_cmp(&one.1).then(other.0.cmp(&one.0)));
    shared.truncate(count);
    Ok(shared
        .into_iter()
        .map(|((_, key), weight)| (ArticleKey(key), weight))
        .collect())
}

/// The actor of a key.
pub(super) fn id_of(connection: &Connection, key: i64) -> Done<ActorId> {
    let find = "SELECT id FROM actor WHERE key = ?1";
    let mut statement = connection.prepare_cached(find)?;
    let id: Option<i64> = statement.query_row([key], |row| row.get(0)).optional()?;
    let id = id.ok_or_else(|| Wrong::from(Trouble::Damaged(format!("there is no actor {key}"))))?;
    Ok(ActorId(id.cast_unsigned()))
}
