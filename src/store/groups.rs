//! Articles that belong together: stories, threads, articles of one text, versions of one article.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension as _, params};

use crate::model::state::ArticleKey;
use crate::store::error::Done;
use crate::store::log;
use crate::text::fold::fold;

/// A story as it is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story {
    /// The key of its first article.
    pub key: ArticleKey,
    /// What it is called.
    pub name: String,
    /// Why it is one.
    pub because: String,
    /// The reader wants it to stay as it is.
    pub pinned: bool,
    /// How many of its articles are shown.
    pub articles: usize,
    /// How many outlets tell it in words of their own.
    pub outlets: usize,
    /// How many articles only repeat the text of another.
    pub reprints: usize,
}

/// Articles of one text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copies {
    /// The one that is counted for all: the original, or one of them where that is unknown.
    pub counted: ArticleKey,
    /// The original, where it is known.
    pub original: Option<ArticleKey>,
    /// Why that is known, or why it is not.
    pub because: String,
    /// All that are shown, the oldest first; those without a date ahead.
    pub articles: Vec<ArticleKey>,
}

/// Groups of articles that are new or others than before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regrouped<T> {
    /// The groups, each with all of its articles. An article in one of them is no more in the group that it was in.
    pub groups: Vec<T>,
    /// Articles that are in no group any more.
    pub alone: Vec<ArticleKey>,
}

impl<T> Default for Regrouped<T> {
    fn default() -> Self {
        Self {
            groups: Vec::new(),
            alone: Vec::new(),
        }
    }
}

/// Articles that tell of one event.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StoryDraft {
    /// What it is called.
    pub name: String,
    /// Why it is one.
    pub because: String,
    /// The reader wants it to stay as it is.
    pub pinned: bool,
    /// All of its articles; at least two.
    pub articles: Vec<ArticleKey>,
}

/// Articles of one text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextDraft {
    /// All of them; at least two.
    pub articles: Vec<ArticleKey>,
    /// The one that is counted for all.
    pub counted: ArticleKey,
    /// The original, where it is known.
    pub original: Option<ArticleKey>,
    /// Why that is known, or why it is not.
    pub because: String,
}

/// The groups that have changed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Drafts<'a> {
    pub(super) stories: &'a [StoryDraft],
    pub(super) alone: &'a [ArticleKey],
    pub(super) texts: &'a Regrouped<TextDraft>,
    pub(super) series: &'a Regrouped<Vec<ArticleKey>>,
    pub(super) threads: &'a Regrouped<Vec<Vec<ArticleKey>>>,
}

impl Drafts<'_> {
    /// Writes the groups.
    pub(super) fn tell(self, connection: &Connection) -> Done<()> {
        let mut touched = tell_stories(connection, self.stories, self.alone)?;
        touched.extend(tell_texts(connection, self.texts)?);
        tell_series(connection, self.series)?;
        tell_threads(connection, self.threads)?;
        for story in touched {
            settle_story(connection, story)?;
        }
        Ok(())
    }
}

fn tell_stories(
    connection: &Connection,
    stories: &[StoryDraft],
    alone: &[ArticleKey],
) -> Done<BTreeSet<i64>> {
    let mut touched = BTreeSet::new();
    let members = stories.iter().flat_map(|story| &story.articles);
    for article in members.chain(alone) {
        touched.extend(number_of(connection, "story", *article)?);
    }
    let free = "UPDATE article_meta SET story = NULL, story_row = row WHERE key = ?1 AND story IS NOT NULL";
    for article in alone {
        connection.prepare_cached(free)?.execute([article.0])?;
    }
    for story in stories {
        touched.extend(tell_story(connection, story)?);
    }
    Ok(touched)
}

fn tell_story(connection: &Connection, story: &StoryDraft) -> Done<Option<i64>> {
    let Some(key) = story.articles.iter().min() else {
        return Ok(None);
    };
    let put = "INSERT INTO story (key, name, folded, because, pinned) VALUES (?1, ?2, ?3, ?4, ?5) \
               ON CONFLICT (key) DO UPDATE SET name = excluded.name, folded = excluded.folded, \
               because = excluded.because, pinned = excluded.pinned";
    let folded = fold(&story.name);
    connection.prepare_cached(put)?.execute(params![
        key.0,
        story.name,
        folded,
        story.because,
        story.pinned
    ])?;
    let join = "UPDATE article_meta SET story = ?2 WHERE key = ?1 AND story IS NOT ?2";
    for article in &story.articles {
        connection
            .prepare_cached(join)?
            .execute([article.0, key.0])?;
    }
    Ok(Some(key.0))
}

/// Writes the texts, and gives the stories whose outlets may be others for it.
fn tell_texts(connection: &Connection, texts: &Regrouped<TextDraft>) -> Done<BTreeSet<i64>> {
    let mut stories = BTreeSet::new();
    let mut left = BTreeSet::new();
    let members = texts.groups.iter().flat_map(|text| &text.articles);
    for article in members.chain(&texts.alone) {
        left.extend(number_of(connection, "shared_text", *article)?);
        stories.extend(number_of(connection, "story", *article)?);
    }
    set(connection, "shared_text", &texts.alone, None)?;
    for text in &texts.groups {
        tell_text(connection, text)?;
    }
    let unused = "DELETE FROM shared_text WHERE key = ?1 \
                  AND NOT EXISTS (SELECT 1 FROM article_meta WHERE shared_text = ?1)";
    for text in left {
        connection.prepare_cached(unused)?.execute([text])?;
    }
    Ok(stories)
}

fn tell_text(connection: &Connection, text: &TextDraft) -> Done<()> {
    let put = "INSERT INTO shared_text (key, original, because) VALUES (?1, ?2, ?3) \
               ON CONFLICT (key) DO UPDATE SET original = excluded.original, because = excluded.because";
    let original = text.original.map(|original| original.0);
    connection
        .prepare_cached(put)?
        .execute(params![text.counted.0, original, text.because])?;
    set(
        connection,
        "shared_text",
        &text.articles,
        Some(text.counted.0),
    )
}

fn tell_series(connection: &Connection, series: &Regrouped<Vec<ArticleKey>>) -> Done<()> {
    set(connection, "series", &series.alone, None)?;
    set(connection, "version", &series.alone, None)?;
    for versions in &series.groups {
        let first = versions.iter().min().map(|first| first.0);
        set(connection, "series", versions, first)?;
        put_numbers(
            connection,
            "version",
            versions.iter().map(std::slice::from_ref),
        )?;
    }
    Ok(())
}

fn tell_threads(connection: &Connection, threads: &Regrouped<Vec<Vec<ArticleKey>>>) -> Done<()> {
    set(connection, "thread", &threads.alone, None)?;
    set(connection, "event", &threads.alone, None)?;
    for events in &threads.groups {
        let first = events.iter().flatten().min().map(|first| first.0);
        for articles in events {
            set(connection, "thread", articles, first)?;
        }
        put_numbers(connection, "event", events.iter().map(Vec::as_slice))?;
    }
    Ok(())
}

/// Numbers the groups, from 1 on.
fn put_numbers<'a>(
    connection: &Connection,
    column: &str,
    groups: impl Iterator<Item = &'a [ArticleKey]>,
) -> Done<()> {
    for (number, articles) in (1..).zip(groups) {
        set(connection, column, articles, Some(number))?;
    }
    Ok(())
}

/// Sets a column of articles where it is otherwise.
fn set(
    connection: &Connection,
    column: &str,
    articles: &[ArticleKey],
    to: Option<i64>,
) -> Done<()> {
    let set =
        format!("UPDATE article_meta SET {column} = ?2 WHERE key = ?1 AND {column} IS NOT ?2");
    let mut statement = connection.prepare_cached(&set)?;
    for article in articles {
        statement.execute(params![article.0, to])?;
    }
    Ok(())
}

fn number_of(connection: &Connection, column: &str, article: ArticleKey) -> Done<Option<i64>> {
    let of = format!("SELECT {column} FROM article_meta WHERE key = ?1");
    let mut statement = connection.prepare_cached(&of)?;
    let number: Option<Option<i64>> = statement
        .query_row([article.0], |row| row.get(0))
        .optional()?;
    Ok(number.flatten())
}

/// Brings what is told of a story up to date with the articles that it has; one of fewer than two is none.
pub(super) fn settle_story(connection: &Connection, story: i64) -> Done<()> {
    let count = "SELECT count(*) FROM article_meta WHERE story = ?1";
    let count: i64 = connection
        .prepare_cached(count)?
        .query_row([story], |row| row.get(0))?;
    if count < 2 {
        let free = "UPDATE article_meta SET story = NULL, story_row = row WHERE story = ?1";
        connection.prepare_cached(free)?.execute([story])?;
        connection
            .prepare_cached("DELETE FROM story WHERE key = ?1")?
            .execute([story])?;
        return Ok(());
    }
    // Where nothing of it is shown, it stands where it would.
    let newest = "UPDATE article_meta SET story_row = newest FROM ( \
                      SELECT coalesce(max(row) FILTER (WHERE present AND NOT removed), max(row)) AS newest \
                      FROM article_meta WHERE story = ?1 \
                  ) WHERE story = ?1 AND story_row != newest";
    connection.prepare_cached(newest)?.execute([story])?;
    let told = format!(
        "UPDATE story SET (articles, outlets, reprints) = ({STORY}) WHERE key = ?1 \
         AND (articles, outlets, reprints) != ({STORY})"
    );
    connection.prepare_cached(&told)?.execute([story])?;
    Ok(())
}

/// What is told of the story of key `story.key`: who prints what another wrote is no voice of its own.
pub(super) const STORY: &str = "SELECT count(*), count(DISTINCT counted.outlet), count(*) - count(DISTINCT counted.key) \
    FROM article_meta AS m JOIN article_meta AS counted ON counted.key = coalesce(m.shared_text, m.key) \
    WHERE m.story = story.key AND m.present AND NOT m.removed";

/// The story of that key.
pub(super) fn story(connection: &Connection, key: ArticleKey) -> Done<Option<Story>> {
    let find =
        "SELECT key, name, because, pinned, articles, outlets, reprints FROM story WHERE key = ?1";
    let mut statement = connection.prepare_cached(find)?;
    Ok(statement.query_row([key.0], read_story).optional()?)
}

/// Up to `count` stories of which at least two articles are shown, by their keys behind `after`.
pub(super) fn stories(
    connection: &Connection,
    after: ArticleKey,
    count: usize,
) -> Done<Vec<Story>> {
    let find = "SELECT key, name, because, pinned, articles, outlets, reprints FROM story \
                WHERE key > ?1 AND articles > 1 ORDER BY key LIMIT ?2";
    let mut statement = connection.prepare_cached(find)?;
    let rows = statement.query_map([after.0, log::limit(count)], read_story)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn read_story(row: &rusqlite::Row<'_>) -> rusqlite::Result<Story> {
    let size = |column| -> rusqlite::Result<usize> {
        Ok(usize::try_from(row.get::<_, i64>(column)?).unwrap_or(0))
    };
    Ok(Story {
        key: ArticleKey(row.get(0)?),
        name: row.get(1)?,
        because: row.get(2)?,
        pinned: row.get(3)?,
        articles: size(4)?,
        outlets: size(5)?,
        reprints: size(6)?,
    })
}

/// The articles of a story that are shown, the newest first.
pub(super) fn of_story(connection: &Connection, story: ArticleKey) -> Done<Vec<ArticleKey>> {
    let find = "SELECT key FROM article_meta WHERE story = ?1 AND present AND NOT removed ORDER BY row DESC";
    articles(connection, find, story)
}

/// The events of the thread to which an article belongs, the earliest first, each by its articles, the newest first; nothing
/// where it is in none.
pub(super) fn thread(connection: &Connection, article: ArticleKey) -> Done<Vec<Vec<ArticleKey>>> {
    let Some(thread) = number_of(connection, "thread", article)? else {
        return Ok(Vec::new());
    };
    let find = "SELECT event, key FROM article_meta WHERE thread = ?1 AND present AND NOT removed \
                ORDER BY event, row DESC";
    let mut statement = connection.prepare_cached(find)?;
    let rows = statement.query_map([thread], |row| Ok((row.get(0)?, ArticleKey(row.get(1)?))))?;
    let rows: Vec<(i64, ArticleKey)> = rows.collect::<Result<_, _>>()?;
    let events = rows.chunk_by(|one, other| one.0 == other.0);
    let events: Vec<Vec<ArticleKey>> = events
        .map(|event| event.iter().map(|(_, key)| *key).collect())
        .collect();
    // Of one event alone there is no way to another.
    Ok(if events.len() > 1 { events } else { Vec::new() })
}

/// The versions of an article that are shown, the earliest first; nothing where it has but one.
pub(super) fn versions(connection: &Connection, article: ArticleKey) -> Done<Vec<ArticleKey>> {
    let Some(series) = number_of(connection, "series", article)? else {
        return Ok(Vec::new());
    };
    let find = "SELECT key FROM article_meta WHERE series = ?1 AND present AND NOT removed ORDER BY version";
    let versions = articles(connection, find, ArticleKey(series))?;
    Ok(if versions.len() > 1 {
        versions
    } else {
        Vec::new()
    })
}

/// The articles that have the text of this one; nothing where no other has.
pub(super) fn copies(connection: &Connection, article: ArticleKey) -> Done<Option<Copies>> {
    let Some(text) = number_of(connection, "shared_text", article)? else {
        return Ok(None);
    };
    let find = "SELECT key FROM article_meta WHERE shared_text = ?1 AND present AND NOT removed ORDER BY row";
    let articles = articles(connection, find, ArticleKey(text))?;
    let find = "SELECT original, because FROM shared_text WHERE key = ?1";
    let mut statement = connection.prepare_cached(find)?;
    let told = statement.query_row([text], |row| {
        Ok(Copies {
            counted: ArticleKey(text),
            original: row.get::<_, Option<i64>>(0)?.map(ArticleKey),
            because: row.get(1)?,
            articles,
        })
    });
    let told = told.optional()?;
    Ok(told.filter(|copies| copies.articles.len() > 1))
}

fn articles(connection: &Connection, find: &str, of: ArticleKey) -> Done<Vec<ArticleKey>> {
    let mut statement = connection.prepare_cached(find)?;
    let rows = statement.query_map([of.0], |row| Ok(ArticleKey(row.get(0)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
