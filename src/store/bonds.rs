//! What has been laid over the articles of a library together: actors, and groups of articles.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rusqlite::Connection;

use crate::model::actor::{Actor, ActorId};
use crate::model::state::ArticleKey;
use crate::store::error::Done;
use crate::store::groups::{StoryDraft, TextDraft};
use crate::store::people;

/// What a library has of that. Groups have those of their articles that are shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bonds {
    /// All actors.
    pub actors: Vec<Arc<Actor>>,
    /// Those of them that the reader says are none.
    pub dismissed: BTreeSet<ActorId>,
    /// Articles that tell of one event, in the order of their keys.
    pub stories: Vec<StoryDraft>,
    /// Articles of one text, in the order of their keys.
    pub texts: Vec<TextDraft>,
    /// The versions of articles of which there are several, the earliest first.
    pub series: Vec<Vec<ArticleKey>>,
    /// Threads: the articles of each event in the order of their keys, the earliest event first.
    pub threads: Vec<Vec<Vec<ArticleKey>>>,
}

/// By the number of a group, its articles, each with its place in the group.
type Members = BTreeMap<i64, Vec<(i64, ArticleKey)>>;

/// What the library has.
pub(super) fn bonds(connection: &Connection) -> Done<Bonds> {
    let (actors, dismissed) = people::everybody(connection)?;
    Ok(Bonds {
        actors,
        dismissed,
        stories: stories(connection)?,
        texts: texts(connection)?,
        series: members(connection, "series", "version")?
            .into_values()
            .map(|versions| versions.into_iter().map(|(_, key)| key).collect())
            .collect(),
        threads: members(connection, "thread", "event")?
            .into_values()
            .map(|articles| events(&articles))
            .collect(),
    })
}

/// The groups that a column of the articles tells; their articles in the order of another, and of their keys.
fn members(connection: &Connection, group: &str, place: &str) -> Done<Members> {
    let find = format!(
        "SELECT {group}, {place}, key FROM article_meta WHERE {group} IS NOT NULL AND present AND NOT removed"
    );
    let mut statement = connection.prepare(&find)?;
    let mut rows = statement.query([])?;
    let mut groups = Members::new();
    while let Some(row) = rows.next()? {
        let place: Option<i64> = row.get(1)?;
        let member = (place.unwrap_or(0), ArticleKey(row.get(2)?));
        groups.entry(row.get(0)?).or_default().push(member);
    }
    for members in groups.values_mut() {
        members.sort_unstable();
    }
    Ok(groups)
}

fn keys(members: Option<Vec<(i64, ArticleKey)>>) -> Vec<ArticleKey> {
    let members = members.unwrap_or_default().into_iter();
    members.map(|(_, key)| key).collect()
}

fn events(articles: &[(i64, ArticleKey)]) -> Vec<Vec<ArticleKey>> {
    let events = articles.chunk_by(|one, other| one.0 == other.0);
    events
        .map(|event| event.iter().map(|(_, key)| *key).collect())
        .collect()
}

fn stories(connection: &Connection) -> Done<Vec<StoryDraft>> {
    let mut members = members(connection, "story", "0")?;
    let mut statement = connection.prepare("SELECT key, name, because, pinned FROM story")?;
    let rows = statement.query_map([], |row| {
        Ok(StoryDraft {
            name: row.get(1)?,
            because: row.get(2)?,
            pinned: row.get(3)?,
            articles: keys(members.remove(&row.get(0)?)),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn texts(connection: &Connection) -> Done<Vec<TextDraft>> {
    let mut members = members(connection, "shared_text", "0")?;
    let mut statement = connection.prepare("SELECT key, original, because FROM shared_text")?;
    let rows = statement.query_map([], |row| {
        let key: i64 = row.get(0)?;
        let original: Option<i64> = row.get(1)?;
        Ok(TextDraft {
            articles: keys(members.remove(&key)),
            counted: ArticleKey(key),
            original: original.map(ArticleKey),
            because: row.get(2)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
