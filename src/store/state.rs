//! What the reader does, and how it is taken back.
//!
//! A change is turned into steps, each with what was before and what is after it, so that undoing one writes what was
//! before. Only what really changes becomes a step. A step whose place has been changed by something else since is left
//! alone when it is undone.

use rusqlite::{Connection, OptionalExtension as _, params};

use crate::model::state::{ArticleKey, Change, Flag, NoteKey};
use crate::store::counts;
use crate::store::error::{Done, Trouble};
use crate::store::journal::{self, Search, Step};
use crate::store::log::{self, Event};
use crate::store::notes;

/// How many articles of one change are told one by one to others on the library.
const NAMED: usize = 32;

/// What has been done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// What it is called: `3 articles read`.
    pub label: String,
    /// How many articles, notes or other things it changed.
    pub count: usize,
    /// The note that was written, where one was.
    pub note: Option<NoteKey>,
    /// The article whose notes are others now, where those of one are.
    pub noted: Option<ArticleKey>,
    /// The articles whose marks are others now.
    pub articles: Vec<ArticleKey>,
    /// Whether the library shows other articles now.
    pub moved: bool,
}

/// Makes a change. One that changes nothing is not written down.
pub(super) fn make(connection: &Connection, change: &Change) -> Done<Made> {
    let mut note = None;
    let step = match change {
        Change::Flag { articles, flag, on } => Step::Flag {
            flag: *flag,
            on: *on,
            articles: set_flag(connection, articles, *flag, *on)?,
        },
        Change::Tag { articles, tag, on } => Step::Tag {
            tag: tag.clone(),
            on: *on,
            articles: set_tag(connection, articles, tag, *on)?,
        },
        Change::Write {
            article,
            anchor,
            text,
            ink,
        } => {
            known(connection, *article)?;
            let written = notes::write(connection, *article, anchor.as_ref(), text, *ink)?;
            note = Some(written.key);
            Step::Note {
                key: written.key,
                before: None,
                after: Some(written),
            }
        }
        Change::Rewrite { note, text, ink } => {
            let before = a_note(connection, *note)?;
            let after = crate::model::note::Note {
                text: text.clone(),
                ink: *ink,
                ..before.clone()
            };
            notes::put(connection, *note, Some(&after))?;
            Step::Note {
                key: *note,
                before: Some(before),
                after: Some(after),
            }
        }
        Change::Erase(key) => {
            let before = a_note(connection, *key)?;
            notes::put(connection, *key, None)?;
            Step::Note {
                key: *key,
                before: Some(before),
                after: None,
            }
        }
        Change::Save { name, query } => {
            Step::Saved(vec![put_search(connection, name, query.clone())?])
        }
        Change::Rename { from, to } => {
            let query = saved(connection, from)?;
            if query.is_none() {
                return Err(Trouble::Unknown(format!("saved search “{from}”")).into());
            }
            Step::Saved(vec![
                put_search(connection, from, None)?,
                put_search(connection, to, query)?,
            ])
        }
        Change::Follow { subject, on } => {
            let before = followed(connection, subject)?;
            let newest = "SELECT coalesce(max(key), 0) FROM article_meta";
            let newest: i64 = connection.query_row(newest, [], |row| row.get(0))?;
            let after = on.then(|| before.unwrap_or(newest));
            put_followed(connection, subject, after)?;
            Step::Followed {
                subject: subject.clone(),
                before,
                after,
            }
        }
    };
    let count = step.count();
    let label = step.label();
    if count > 0 {
        told(connection, &step)?;
        journal::add(connection, &label, &step)?;
    }
    Ok(Made {
        label,
        count,
        note,
        noted: noted(&step),
        moved: moves(&step),
        articles: step.into_articles(),
    })
}

/// The article whose notes a step changes.
fn noted(step: &Step) -> Option<ArticleKey> {
    match step {
        Step::Note { before, after, .. } => {
            let note = before.as_ref().or(after.as_ref())?;
            Some(note.article)
        }
        _ => None,
    }
}

/// Marks an article read because it was opened, which is nothing that is taken back.
pub(super) fn opened(connection: &Connection, article: ArticleKey) -> Done<()> {
    if !set_flag(connection, &[article], Flag::Read, true)?.is_empty() {
        log::add(connection, Event::State, Some(article))?;
    }
    Ok(())
}

/// Takes back the last change that is not taken back, or does the last one again that was; where there is none, nothing.
pub(super) fn turn(connection: &Connection, back: bool) -> Done<Option<Made>> {
    let Some(entry) = journal::last(connection, back)? else {
        return Ok(None);
    };
    let count = play(connection, &entry.step, back)?;
    journal::mark(connection, entry.key, back)?;
    told(connection, &entry.step)?;
    Ok(Some(Made {
        label: entry.label,
        count,
        note: None,
        noted: noted(&entry.step),
        moved: moves(&entry.step),
        articles: entry.step.into_articles(),
    }))
}

/// Puts everything to what it was before the step, or after it; gives how much there was to put.
fn play(connection: &Connection, step: &Step, back: bool) -> Done<usize> {
    match step {
        Step::Flag { flag, on, articles } => {
            Ok(set_flag(connection, articles, *flag, *on != back)?.len())
        }
        Step::Tag { tag, on, articles } => {
            Ok(set_tag(connection, articles, tag, *on != back)?.len())
        }
        Step::Note { key, before, after } => {
            let (from, to) = if back {
                (after, before)
            } else {
                (before, after)
            };
            if notes::one(connection, *key)? != *from {
                return Ok(0);
            }
            notes::put(connection, *key, to.as_ref())?;
            Ok(1)
        }
        Step::Saved(searches) => play_searches(connection, searches, back),
        Step::Followed {
            subject,
            before,
            after,
        } => {
            let to = if back { before } else { after };
            let now = followed(connection, subject)?;
            if now.is_some() == to.is_some() {
                return Ok(0);
            }
            put_followed(connection, subject, *to)?;
            Ok(1)
        }
    }
}

/// The same of saved searches. They go together: where one has become another since, none is put back.
fn play_searches(connection: &Connection, searches: &[Search], back: bool) -> Done<usize> {
    let turned = |search: &'_ Search| {
        let (before, after) = (search.before.clone(), search.after.clone());
        if back {
            (after, before)
        } else {
            (before, after)
        }
    };
    for search in searches {
        if saved(connection, &search.name)? != turned(search).0 {
            return Ok(0);
        }
    }
    for search in searches {
        put_search(connection, &search.name, turned(search).1)?;
    }
    Ok(searches.len())
}

/// Whether the step takes articles out of what the library shows, or back into it.
fn moves(step: &Step) -> bool {
    matches!(
        step,
        Step::Flag {
            flag: Flag::Removed,
            ..
        }
    )
}

fn told(connection: &Connection, step: &Step) -> Done<()> {
    match step {
        Step::Flag { articles, .. } | Step::Tag { articles, .. } => {
            if articles.len() > NAMED {
                return log::add(connection, Event::State, None);
            }
            let mut each = articles.iter();
            each.try_for_each(|article| log::add(connection, Event::State, Some(*article)))
        }
        Step::Note { .. } => log::add(connection, Event::Notes, noted(step)),
        Step::Saved(_) | Step::Followed { .. } => log::add(connection, Event::State, None),
    }
}

/// Sets the flag where it is otherwise, and gives those articles.
fn set_flag(
    connection: &Connection,
    articles: &[ArticleKey],
    flag: Flag,
    on: bool,
) -> Done<Vec<ArticleKey>> {
    let (column, value) = match flag {
        Flag::Read => ("unread", !on),
        Flag::Starred => ("starred", on),
        Flag::Removed => ("removed", on),
    };
    let set = format!("UPDATE article_meta SET {column} = ?2 WHERE key = ?1 AND {column} != ?2");
    let mut statement = connection.prepare_cached(&set)?;
    let mut changed = Vec::new();
    for article in articles {
        if statement.execute(params![article.0, value])? > 0 {
            changed.push(*article);
        }
    }
    if flag == Flag::Removed {
        let find = "SELECT present FROM article_meta WHERE key = ?1";
        let mut statement = connection.prepare_cached(find)?;
        let mut present = Vec::new();
        for article in &changed {
            if statement.query_row([article.0], |row| row.get(0))? {
                present.push(*article);
            }
        }
        counts::refresh(connection, &present, !on)?;
    }
    Ok(changed)
}

/// Gives or takes the tag where it is otherwise, and gives those articles.
fn set_tag(
    connection: &Connection,
    articles: &[ArticleKey],
    tag: &str,
    on: bool,
) -> Done<Vec<ArticleKey>> {
    let add = "INSERT INTO tag (name) VALUES (?1) ON CONFLICT DO NOTHING";
    if on {
        connection.prepare_cached(add)?.execute([tag])?;
    }
    let set = if on {
        "INSERT INTO article_tag (tag, article) SELECT tag.key, m.key FROM tag, article_meta AS m \
         WHERE tag.name = ?1 AND m.key = ?2 ON CONFLICT DO NOTHING"
    } else {
        "DELETE FROM article_tag WHERE tag = (SELECT key FROM tag WHERE name = ?1) AND article = ?2"
    };
    let mut statement = connection.prepare_cached(set)?;
    let mut changed = Vec::new();
    for article in articles {
        if statement.execute(params![tag, article.0])? > 0 {
            changed.push(*article);
        }
    }
    let unused = "DELETE FROM tag WHERE name = ?1 AND NOT EXISTS (SELECT 1 FROM article_tag WHERE tag = tag.key)";
    connection.prepare_cached(unused)?.execute([tag])?;
    Ok(changed)
}

/// Gives an article that has just arrived the tags of its source, which is nothing that is taken back. A tag that is there
/// in other letters, `Coast` for `coast`, is that one.
pub(super) fn tag_first(connection: &Connection, article: ArticleKey, tags: &[String]) -> Done<()> {
    let alike =
        "SELECT name FROM tag WHERE name = ?1 COLLATE NOCASE ORDER BY name = ?1 DESC LIMIT 1";
    for tag in tags {
        let mut statement = connection.prepare_cached(alike)?;
        let there: Option<String> = statement.query_row([tag], |row| row.get(0)).optional()?;
        set_tag(connection, &[article], there.as_ref().unwrap_or(tag), true)?;
    }
    Ok(())
}

fn known(connection: &Connection, article: ArticleKey) -> Done<()> {
    let find = "SELECT 1 FROM article_meta WHERE key = ?1";
    let known = connection.prepare_cached(find)?.exists([article.0])?;
    if known {
        return Ok(());
    }
    Err(Trouble::Unknown(format!("article of number {}", article.0)).into())
}

fn a_note(connection: &Connection, key: NoteKey) -> Done<crate::model::note::Note> {
    let note = notes::one(connection, key)?;
    note.ok_or_else(|| Trouble::Unknown(format!("note of number {}", key.0)).into())
}

fn saved(connection: &Connection, name: &str) -> Done<Option<String>> {
    let find = "SELECT query FROM saved_search WHERE name = ?1";
    let mut statement = connection.prepare_cached(find)?;
    Ok(statement.query_row([name], |row| row.get(0)).optional()?)
}

/// Keeps a query under a name, or nothing any more; gives what that changed.
fn put_search(connection: &Connection, name: &str, query: Option<String>) -> Done<Search> {
    let before = saved(connection, name)?;
    if let Some(query) = &query {
        let put = "INSERT INTO saved_search (name, query) VALUES (?1, ?2) \
                       ON CONFLICT (name) DO UPDATE SET query = excluded.query";
        connection
            .prepare_cached(put)?
            .execute([name, query.as_str()])?;
    } else {
        let take = "DELETE FROM saved_search WHERE name = ?1";
        connection.prepare_cached(take)?.execute([name])?;
    }
    Ok(Search {
        name: name.to_owned(),
        before,
        after: query,
    })
}

fn followed(connection: &Connection, subject: &str) -> Done<Option<i64>> {
    let find = "SELECT seen FROM followed WHERE subject = ?1";
    let mut statement = connection.prepare_cached(find)?;
    Ok(statement
        .query_row([subject], |row| row.get(0))
        .optional()?)
}

fn put_followed(connection: &Connection, subject: &str, seen: Option<i64>) -> Done<()> {
    if let Some(seen) = seen {
        let put = "INSERT INTO followed (subject, seen) VALUES (?1, ?2) \
                       ON CONFLICT (subject) DO UPDATE SET seen = excluded.seen";
        connection
            .prepare_cached(put)?
            .execute(params![subject, seen])?;
    } else {
        let take = "DELETE FROM followed WHERE subject = ?1";
        connection.prepare_cached(take)?.execute([subject])?;
    }
    Ok(())
}
