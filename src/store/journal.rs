//! The journal: every change of state as steps that can be taken back and done again.

use rusqlite::{Connection, OptionalExtension as _, params};

use crate::model::ink::Ink;
use crate::model::note::Note;
use crate::model::state::{ArticleKey, Flag, NoteKey};
use crate::store::codec::{Damaged, Decoder, Encoder, unpack};
use crate::store::error::{Done, Trouble};
use crate::store::notes;
use crate::text::anchor::Anchor;
use crate::text::count::counted;

/// How many changes can be taken back.
const KEPT: i64 = 1_000;

/// A change as it was made.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    clippy::large_enum_variant,
    reason = "there is one at a time: that which is made, or taken back"
)]
pub(super) enum Step {
    /// A flag of these articles went from off to on, or from on to off.
    Flag {
        flag: Flag,
        on: bool,
        articles: Vec<ArticleKey>,
    },
    /// These articles got a tag, or lost it.
    Tag {
        tag: String,
        on: bool,
        articles: Vec<ArticleKey>,
    },
    /// A note is another.
    Note {
        key: NoteKey,
        before: Option<Note>,
        after: Option<Note>,
    },
    /// Saved searches are others.
    Saved(Vec<Search>),
    /// A subject is followed, from which article on.
    Followed {
        subject: String,
        before: Option<i64>,
        after: Option<i64>,
    },
}

/// A saved search that is another: what is kept under its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Search {
    pub(super) name: String,
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
}

impl Step {
    /// How much it changed.
    pub(super) fn count(&self) -> usize {
        match self {
            Self::Flag { articles, .. } | Self::Tag { articles, .. } => articles.len(),
            Self::Note { before, after, .. } => usize::from(before != after),
            Self::Saved(searches) => {
                let others = searches
                    .iter()
                    .filter(|search| search.before != search.after);
                others.count()
            }
            Self::Followed { before, after, .. } => usize::from(before != after),
        }
    }

    /// The articles whose flags or tags it changed.
    pub(super) fn into_articles(self) -> Vec<ArticleKey> {
        match self {
            Self::Flag { articles, .. } | Self::Tag { articles, .. } => articles,
            Self::Note { .. } | Self::Saved(_) | Self::Followed { .. } => Vec::new(),
        }
    }

    /// What it is called.
    pub(super) fn label(&self) -> String {
        let articles = |articles: &[ArticleKey]| counted(articles.len(), "article");
        match self {
            Self::Flag {
                flag,
                on,
                articles: some,
            } => {
                let what = match (flag, on) {
                    (Flag::Read, true) => "read",
                    (Flag::Read, false) => "unread",
                    (Flag::Starred, true) => "starred",
                    (Flag::Starred, false) => "no longer starred",
                    (Flag::Removed, true) => "removed",
                    (Flag::Removed, false) => "brought back",
                };
                format!("{} {what}", articles(some))
            }
            Self::Tag {
                tag,
                on,
                articles: some,
            } => {
                let what = if *on { "tagged" } else { "no longer tagged" };
                format!("{} {what} “{tag}”", articles(some))
            }
            Self::Note { before, after, .. } => note_label(before.as_ref(), after.as_ref()),
            Self::Saved(searches) => searches_label(searches),
            Self::Followed { after, .. } => match after {
                Some(_) => "subject followed".to_owned(),
                None => "subject no longer followed".to_owned(),
            },
        }
    }
}

/// What became of saved searches: `search “dam” saved`.
fn searches_label(searches: &[Search]) -> String {
    if let [from, to] = searches {
        return format!("search “{}” renamed “{}”", from.name, to.name);
    }
    let told = searches.iter().map(|search| match search.after {
        Some(_) => format!("search “{}” saved", search.name),
        None => format!("search “{}” no longer saved", search.name),
    });
    told.collect::<Vec<_>>().join(", ")
}

/// What became of a note or highlight: `note written`, `marked as doubtful`.
fn note_label(before: Option<&Note>, after: Option<&Note>) -> String {
    let is_highlight = |note: &Note| note.text.is_empty();
    match (before, after) {
        (_, Some(now)) if before.is_none_or(|before| before.text == now.text) => match now.ink {
            Some(ink) => format!("marked as {}", ink.name()),
            None if before.is_none() => "note written".to_owned(),
            None => "no longer marked".to_owned(),
        },
        (None, _) => "note written".to_owned(),
        (Some(before), Some(_)) if is_highlight(before) => "note written".to_owned(),
        (Some(_), Some(now)) if is_highlight(now) => "note erased".to_owned(),
        (Some(_), Some(_)) => "note rewritten".to_owned(),
        (Some(before), None) if is_highlight(before) => "highlight erased".to_owned(),
        (Some(_), None) => "note erased".to_owned(),
    }
}

/// A change in the journal.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) key: i64,
    pub(super) label: String,
    pub(super) step: Step,
}

/// Writes a change down. What was undone before can be done again no more.
pub(super) fn add(connection: &Connection, label: &str, step: &Step) -> Done<()> {
    let forget = "DELETE FROM journal WHERE undone OR key <= (SELECT max(key) FROM journal) - ?1";
    connection.prepare_cached(forget)?.execute([KEPT - 1])?;
    let add = "INSERT INTO journal (label, steps) VALUES (?1, ?2)";
    connection
        .prepare_cached(add)?
        .execute(params![label, encode(step)])?;
    Ok(())
}

/// The change that is next to be undone, or done again.
pub(super) fn last(connection: &Connection, back: bool) -> Done<Option<Entry>> {
    let find = if back {
        "SELECT key, label, steps FROM journal WHERE NOT undone ORDER BY key DESC LIMIT 1"
    } else {
        "SELECT key, label, steps FROM journal WHERE undone ORDER BY key LIMIT 1"
    };
    let found: Option<(i64, String, Vec<u8>)> = connection
        .prepare_cached(find)?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let Some((key, label, packed)) = found else {
        return Ok(None);
    };
    let step = decode(&packed)
        .map_err(|_| Trouble::Damaged(format!("change {key} of the journal cannot be read")))?;
    Ok(Some(Entry { key, label, step }))
}

/// Marks a change as undone, or as done again.
pub(super) fn mark(connection: &Connection, key: i64, undone: bool) -> Done<()> {
    let mark = "UPDATE journal SET undone = ?2 WHERE key = ?1";
    connection
        .prepare_cached(mark)?
        .execute(params![key, undone])?;
    Ok(())
}

/// Tells whether every change in the journal can be read; gives those that cannot.
pub(super) fn unreadable(connection: &Connection) -> Done<Vec<i64>> {
    let mut statement = connection.prepare("SELECT key, steps FROM journal")?;
    let mut rows = statement.query([])?;
    let mut wrong = Vec::new();
    while let Some(row) = rows.next()? {
        if decode(row.get_ref(1)?.as_blob().unwrap_or_default()).is_err() {
            wrong.push(row.get(0)?);
        }
    }
    Ok(wrong)
}

/// Takes a change out.
pub(super) fn forget(connection: &Connection, key: i64) -> Done<()> {
    connection.execute("DELETE FROM journal WHERE key = ?1", [key])?;
    Ok(())
}

fn encode(step: &Step) -> Vec<u8> {
    let mut encoder = Encoder::default();
    let text = |encoder: &mut Encoder<'_>, text: &String| encoder.text(text);
    match step {
        Step::Flag { flag, on, articles } => {
            encoder.number(match flag {
                Flag::Read => 0,
                Flag::Starred => 1,
                Flag::Removed => 2,
            });
            encoder.flag(*on);
            encode_articles(&mut encoder, articles);
        }
        Step::Tag { tag, on, articles } => {
            encoder.number(3);
            encoder.text(tag);
            encoder.flag(*on);
            encode_articles(&mut encoder, articles);
        }
        Step::Note { key, before, after } => {
            encoder.number(7);
            encoder.signed(key.0);
            encoder.option(before.as_ref(), encode_note);
            encoder.option(after.as_ref(), encode_note);
        }
        Step::Saved(searches) => {
            encoder.number(8);
            encoder.list(searches, |encoder, search| {
                encoder.text(&search.name);
                encoder.option(search.before.as_ref(), text);
                encoder.option(search.after.as_ref(), text);
            });
        }
        Step::Followed {
            subject,
            before,
            after,
        } => {
            encoder.number(6);
            encoder.text(subject);
            encoder.option(*before, Encoder::signed);
            encoder.option(*after, Encoder::signed);
        }
    }
    encoder.packed()
}

fn decode(packed: &[u8]) -> Result<Step, Damaged> {
    let bytes = unpack(packed)?;
    let mut decoder = Decoder::new(&bytes);
    let number = decoder.number()?;
    let step = match number {
        0..=2 => Step::Flag {
            flag: match number {
                0 => Flag::Read,
                1 => Flag::Starred,
                _ => Flag::Removed,
            },
            on: decoder.flag()?,
            articles: decode_articles(&mut decoder)?,
        },
        3 => Step::Tag {
            tag: decoder.text()?,
            on: decoder.flag()?,
            articles: decode_articles(&mut decoder)?,
        },
        // Those of the first version had no ink.
        4 | 7 => {
            let key = NoteKey(decoder.signed()?);
            let inked = number == 7;
            Step::Note {
                key,
                before: decoder.option(|decoder| decode_note(decoder, key, inked))?,
                after: decoder.option(|decoder| decode_note(decoder, key, inked))?,
            }
        }
        // At first there was one of them at a time.
        5 => Step::Saved(vec![decode_search(&mut decoder)?]),
        8 => Step::Saved(decoder.list(decode_search)?),
        6 => Step::Followed {
            subject: decoder.text()?,
            before: decoder.option(Decoder::signed)?,
            after: decoder.option(Decoder::signed)?,
        },
        _ => return Err(Damaged),
    };
    decoder.end()?;
    Ok(step)
}

fn decode_search(decoder: &mut Decoder<'_>) -> Result<Search, Damaged> {
    Ok(Search {
        name: decoder.text()?,
        before: decoder.option(Decoder::text)?,
        after: decoder.option(Decoder::text)?,
    })
}

/// Keys one by one as the way from the one before.
fn encode_articles(encoder: &mut Encoder<'_>, articles: &[ArticleKey]) {
    let mut before = 0;
    encoder.list(articles, |encoder, article| {
        encoder.signed(article.0.wrapping_sub(before));
        before = article.0;
    });
}

fn decode_articles(decoder: &mut Decoder<'_>) -> Result<Vec<ArticleKey>, Damaged> {
    let mut before = 0_i64;
    decoder.list(|decoder| {
        before = before.wrapping_add(decoder.signed()?);
        Ok(ArticleKey(before))
    })
}

fn encode_note(encoder: &mut Encoder<'_>, note: &Note) {
    encoder.signed(note.article.0);
    encoder.option(note.anchor.as_ref(), |encoder, anchor| {
        encoder.text(&anchor.exact);
        encoder.text(&anchor.before);
        encoder.text(&anchor.after);
        encoder.count(anchor.offset);
    });
    encoder.text(&note.text);
    encoder.signed(note.written);
    encoder.signed(notes::number(note.ink));
}

fn decode_note(decoder: &mut Decoder<'_>, key: NoteKey, inked: bool) -> Result<Note, Damaged> {
    let mut note = Note {
        key,
        article: ArticleKey(decoder.signed()?),
        anchor: decoder.option(|decoder| {
            Ok(Anchor {
                exact: decoder.text()?,
                before: decoder.text()?,
                after: decoder.text()?,
                offset: decoder.small()?,
            })
        })?,
        text: decoder.text()?,
        written: decoder.signed()?,
        ink: None,
    };
    note.ink = if inked {
        notes::ink(decoder.signed()?)
    } else {
        // As the table itself was brought up.
        Ink::numbered(1).filter(|_| note.text.is_empty() && note.anchor.is_some())
    };
    Ok(note)
}
