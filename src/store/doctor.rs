//! Looking a library over, and mending what can be made anew.
//!
//! The full text, the counts and the marks of notes follow from the rest and are made anew. What the reader did is
//! never touched, but for changes in the journal that cannot be read, which can no longer be taken back. Articles whose
//! text or reading is damaged are named: their sources have to be read again.

use std::collections::BTreeMap;

use rusqlite::Connection;

use crate::model::article::ArticleId;
use crate::model::state::ArticleKey;
use crate::store::error::{Done, Wrong};
use crate::store::groups::STORY;
use crate::store::log::limit;
use crate::store::{article, journal, links, places, reading, rows};

/// How many findings of one sort are told one by one.
const TOLD: usize = 20;

/// Something that the doctor found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What is wrong, and what to do where it was not mended.
    pub what: String,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// It was put right.
    Mended,
    /// It was only looked at, and can be put right.
    Mendable,
    /// It cannot be put right from here.
    Stays,
}

/// Looks everything over; with `mend`, puts right what can be.
pub(super) fn examine(connection: &Connection, mend: bool) -> Done<Vec<Finding>> {
    let mut visit = Visit {
        connection,
        mend,
        findings: Vec::new(),
    };
    visit.pages()?;
    visit.words();
    visit.references()?;
    visit.bodies()?;
    visit.journal()?;
    visit.counts()?;
    visit.actors()?;
    visit.topics()?;
    Ok(visit.findings)
}

struct Visit<'a> {
    connection: &'a Connection,
    mend: bool,
    findings: Vec<Finding>,
}

impl Visit<'_> {
    /// The pages of the file, and its indexes.
    fn pages(&mut self) -> Done<()> {
        let lines = match self.lines("PRAGMA integrity_check(100)") {
            Ok(lines) => lines,
            Err(Wrong::Sql(error)) => vec![error.to_string()],
            Err(other) => return Err(other),
        };
        let lines: Vec<String> = lines.into_iter().filter(|line| line != "ok").collect();
        if lines.is_empty() {
            return Ok(());
        }
        // Indexes are made anew from their tables, and often that is all that is wrong.
        let mended = self.mend
            && self.connection.execute_batch("REINDEX").is_ok()
            && self
                .lines("PRAGMA integrity_check(1)")
                .is_ok_and(|lines| lines == ["ok"]);
        let told = lines.first().map_or("", String::as_str);
        self.tell(
            format!(
                "{} of its pages or indexes: {told}; rashomon backup writes what can be read to another file",
                lines.len()
            ),
            if mended {
                Outcome::Mended
            } else {
                Outcome::Stays
            },
        );
        Ok(())
    }

    /// The full text against the bodies.
    fn words(&mut self) {
        let check = "INSERT INTO article_words (article_words, rank) VALUES ('integrity-check', 1)";
        if self.connection.execute(check, []).is_ok() {
            return;
        }
        let anew = "INSERT INTO article_words (article_words) VALUES ('rebuild')";
        let outcome = self.try_to(|connection| Ok(connection.execute_batch(anew)?));
        self.tell(
            "the full text does not fit the articles".to_owned(),
            outcome,
        );
    }

    /// Rows that speak of others that are not there.
    fn references(&mut self) -> Done<()> {
        for (what, wrong, mend) in LOOSE {
            let count = format!("SELECT count(*) FROM {wrong}");
            let count: i64 = self.connection.query_row(&count, [], |row| row.get(0))?;
            if count > 0 {
                let outcome = match mend {
                    Some(mend) => self.try_to(|connection| Ok(connection.execute_batch(mend)?)),
                    None => Outcome::Stays,
                };
                self.tell(format!("{count} {what}"), outcome);
            }
        }
        let mut statement = self.connection.prepare("PRAGMA foreign_key_check")?;
        let mut rows = statement.query([])?;
        let mut tables = BTreeMap::<String, usize>::new();
        while let Some(row) = rows.next()? {
            *tables.entry(row.get(0)?).or_default() += 1;
        }
        for (table, count) in tables {
            self.tell(
                format!("{count} rows of {table} belong to something that is not there"),
                Outcome::Stays,
            );
        }
        Ok(())
    }

    /// Every text, reading and list of links.
    fn bodies(&mut self) -> Done<()> {
        let all = "SELECT m.key, m.id, b.body, r.findings, r.links, m.title FROM article_meta AS m \
                   LEFT JOIN article_body AS b USING (key) LEFT JOIN article_reading AS r USING (key)";
        let mut statement = self.connection.prepare(all)?;
        let mut rows = statement.query([])?;
        let mut wrong = Vec::new();
        while let Some(row) = rows.next()? {
            let blob = |column| -> rusqlite::Result<Option<&[u8]>> {
                Ok(row.get_ref(column)?.as_blob_or_null()?)
            };
            let id = ArticleId(row.get::<_, i64>(1)?.cast_unsigned());
            let body = blob(2)?.and_then(|body| article::decode(id, body).ok());
            let text = body.is_some();
            let found = body
                .zip(blob(3)?)
                .is_some_and(|(body, packed)| reading::decode(packed, &body.text).is_ok());
            let linked = blob(4)?.is_none_or(|packed| links::actors(packed).is_ok());
            if !(text && found && linked) {
                let what = if text { "reading" } else { "text" };
                let title: String = row.get(5)?;
                wrong.push((ArticleKey(row.get(0)?), what, title));
            }
        }
        let rest = wrong.len().saturating_sub(TOLD);
        for (key, what, title) in wrong.into_iter().take(TOLD) {
            self.tell(
                format!(
                    "the {what} of article {} cannot be read (“{title}”); its source must be read again",
                    key.0
                ),
                Outcome::Stays,
            );
        }
        if rest > 0 {
            self.tell(
                format!("{rest} more articles cannot be read"),
                Outcome::Stays,
            );
        }
        Ok(())
    }

    fn journal(&mut self) -> Done<()> {
        for key in journal::unreadable(self.connection)? {
            let outcome = self.try_to(|connection| journal::forget(connection, key));
            let what = "a change in the journal cannot be read, and so not be taken back";
            self.tell(what.to_owned(), outcome);
        }
        Ok(())
    }

    /// Counts that are kept by triggers.
    fn counts(&mut self) -> Done<()> {
        let stories = (
            "the counts of stories are wrong",
            &*format!(
                "EXISTS (SELECT 1 FROM story WHERE (articles, outlets, reprints) != ({STORY}))"
            ),
            &*format!("UPDATE story SET (articles, outlets, reprints) = ({STORY})"),
        );
        for (what, wrong, mend) in COUNTS.iter().chain([&stories]) {
            let is_wrong: bool =
                self.connection
                    .query_row(&format!("SELECT {wrong}"), [], |row| row.get(0))?;
            if is_wrong {
                let outcome = self.try_to(|connection| Ok(connection.execute_batch(mend)?));
                self.tell((*what).to_owned(), outcome);
            }
        }
        Ok(())
    }

    /// How often actors stand in what is shown, which their places say.
    fn actors(&mut self) -> Done<()> {
        let mut right = BTreeMap::<i64, [i64; 3]>::new();
        for (table, mentions) in [("mention", true), ("saying", false)] {
            let all = format!(
                "SELECT t.actor, t.places FROM {table} AS t JOIN article_meta AS m ON m.row = t.article \
                 JOIN actor ON actor.key = t.actor WHERE m.present AND NOT m.removed AND NOT actor.dismissed"
            );
            let mut statement = self.connection.prepare(&all)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let places = places::count(row.get_ref(1)?.as_blob().unwrap_or_default());
                let counts = right.entry(row.get(0)?).or_default();
                if mentions {
                    counts[0] += 1;
                    counts[1] += limit(places);
                } else {
                    counts[2] += limit(places);
                }
            }
        }
        let told = "SELECT key, articles, places, sayings FROM actor ORDER BY key";
        let mut statement = self.connection.prepare(told)?;
        let told = statement.query_map([], |row| {
            Ok((row.get(0)?, [row.get(1)?, row.get(2)?, row.get(3)?]))
        })?;
        let told: BTreeMap<i64, [i64; 3]> = told.collect::<Result<_, _>>()?;
        let wrong: Vec<(i64, [i64; 3])> = told
            .into_iter()
            .map(|(key, told)| (key, told, right.get(&key).copied().unwrap_or_default()))
            .filter(|(_, told, right)| told != right)
            .map(|(key, _, right)| (key, right))
            .collect();
        if wrong.is_empty() {
            return Ok(());
        }
        let outcome = self.try_to(|connection| {
            let set = "UPDATE actor SET articles = ?2, places = ?3, sayings = ?4 WHERE key = ?1";
            let mut statement = connection.prepare(set)?;
            for (key, [articles, places, sayings]) in &wrong {
                statement.execute([key, articles, places, sayings])?;
            }
            Ok(())
        });
        self.tell("the counts of actors are wrong".to_owned(), outcome);
        Ok(())
    }

    /// How many articles have a topic, which their readings say.
    fn topics(&mut self) -> Done<()> {
        let mut right = BTreeMap::<i64, i64>::new();
        let mut statement = self
            .connection
            .prepare("SELECT topics FROM article_reading")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let bytes = row.get_ref(0)?.as_blob().unwrap_or_default();
            for topic in rows::decode_topics(bytes).unwrap_or_default() {
                *right.entry(topic).or_default() += 1;
            }
        }
        let mut statement = self
            .connection
            .prepare("SELECT key, articles FROM topic ORDER BY key")?;
        let told = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let told: BTreeMap<i64, i64> = told.collect::<Result<_, _>>()?;
        let right = told
            .keys()
            .map(|key| (*key, right.get(key).copied().unwrap_or(0)));
        let right: BTreeMap<i64, i64> = right.collect();
        if right == told {
            return Ok(());
        }
        let outcome = self.try_to(|connection| {
            let set = "UPDATE topic SET articles = ?2 WHERE key = ?1";
            let mut statement = connection.prepare(set)?;
            for (key, count) in &right {
                statement.execute([*key, *count])?;
            }
            Ok(())
        });
        self.tell("the counts of topics are wrong".to_owned(), outcome);
        Ok(())
    }

    fn lines(&self, sql: &str) -> Done<Vec<String>> {
        let mut statement = self.connection.prepare(sql)?;
        let rows = statement.query_map([], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Mends, if it is to, and says what became of it.
    fn try_to(&self, mend: impl FnOnce(&Connection) -> Done<()>) -> Outcome {
        if !self.mend {
            return Outcome::Mendable;
        }
        match mend(self.connection) {
            Ok(()) => Outcome::Mended,
            Err(_) => Outcome::Stays,
        }
    }

    fn tell(&mut self, what: String, outcome: Outcome) {
        self.findings.push(Finding { what, outcome });
    }
}

/// What is loose, where it is, and how it is put right.
const LOOSE: &[(&str, &str, Option<&str>)] = &[
    (
        "articles have no text; their sources must be read again",
        "article_meta WHERE key NOT IN (SELECT key FROM article_body)",
        None,
    ),
    (
        "mentions stand in no article",
        "mention WHERE article NOT IN (SELECT row FROM article_meta)",
        Some("DELETE FROM mention WHERE article NOT IN (SELECT row FROM article_meta)"),
    ),
    (
        "sayings stand in no article",
        "saying WHERE article NOT IN (SELECT row FROM article_meta)",
        Some("DELETE FROM saying WHERE article NOT IN (SELECT row FROM article_meta)"),
    ),
    (
        "stories have fewer than two articles",
        "story WHERE (SELECT count(*) FROM article_meta WHERE article_meta.story = story.key) < 2",
        Some(
            "UPDATE article_meta SET story = NULL, story_row = row WHERE story IN (SELECT key FROM story WHERE \
             (SELECT count(*) FROM article_meta AS m WHERE m.story = story.key) < 2); \
             DELETE FROM story WHERE NOT EXISTS (SELECT 1 FROM article_meta WHERE article_meta.story = story.key);",
        ),
    ),
];

/// What is wrong, when it is, and how it is put right.
const COUNTS: &[(&str, &str, &str)] = &[
    (
        "the marks of notes do not fit the notes",
        "EXISTS (SELECT 1 FROM article_meta AS m WHERE noted != \
         EXISTS (SELECT 1 FROM note WHERE note.article = m.key))",
        "UPDATE article_meta SET noted = EXISTS (SELECT 1 FROM note WHERE note.article = article_meta.key)",
    ),
    (
        "the counts of articles are wrong",
        "EXISTS (SELECT 1 FROM counter, (SELECT count(*) AS a, coalesce(sum(unread), 0) AS u, \
         coalesce(sum(starred), 0) AS s, coalesce(sum(noted), 0) AS n FROM article_meta WHERE present AND NOT removed) \
         WHERE (articles, unread, starred, noted) != (a, u, s, n)) OR (SELECT count(*) FROM counter) != 1",
        "DELETE FROM counter; INSERT INTO counter (articles, unread, starred, noted) \
         SELECT count(*), coalesce(sum(unread), 0), coalesce(sum(starred), 0), coalesce(sum(noted), 0) \
         FROM article_meta WHERE present AND NOT removed",
    ),
    (
        "the counts of outlets are wrong",
        "EXISTS (SELECT 1 FROM outlet AS o WHERE (articles, unread) != \
         (SELECT count(*), coalesce(sum(m.unread), 0) FROM article_meta AS m \
          WHERE m.outlet = o.key AND present AND NOT removed))",
        "UPDATE outlet SET (articles, unread) = (SELECT count(*), coalesce(sum(m.unread), 0) FROM article_meta AS m \
         WHERE m.outlet = outlet.key AND present AND NOT removed)",
    ),
];
