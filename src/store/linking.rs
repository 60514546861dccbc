//! What `link` decided, laid over the articles.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension as _, params};

use crate::model::actor::{Actor, ActorId};
use crate::model::article::Article;
use crate::model::date::NewsDate;
use crate::model::findings::{Findings, MentionForm};
use crate::model::link::Link;
use crate::model::quote::{Quote, QuoteKind, Speaker};
use crate::model::sourced::Sourced;
use crate::model::state::ArticleKey;
use crate::store::codec::Encoder;
use crate::store::error::{Done, Trouble};
use crate::store::links::{self, Links};
use crate::store::log::{self, Event};
use crate::store::places::{self, Place};
use crate::store::reading::actor_number;
use crate::store::{parts, rows};
use crate::text::fold::fold;
use crate::text::range::TextRange;

/// What has changed in the links of a library. What is not in here stays as it was.
#[derive(Debug, Clone, Default)]
pub struct Linking {
    /// Actors that are new or others than before.
    pub actors: Vec<Arc<Actor>>,
    /// Articles whose links, date or story are others than before.
    pub articles: Vec<Linked>,
    /// Stories that are new or have other articles than before. An article that has left its story and is in none of these
    /// is in [`Linking::alone`].
    pub stories: Vec<StoryDraft>,
    /// Articles that are in no story any more.
    pub alone: Vec<ArticleKey>,
    /// Actors that are no more, since nothing is linked to them now.
    pub gone: Vec<ActorId>,
}

/// The links of one article.
#[derive(Debug, Clone)]
pub struct Linked {
    /// The article in the library.
    pub key: ArticleKey,
    /// Its text.
    pub article: Arc<Article>,
    /// What was found in it.
    pub findings: Arc<Findings>,
    /// Whom that is.
    pub links: Links,
    /// Its date: its own, completed by its story.
    pub date: Option<Sourced<NewsDate>>,
}

/// Articles that tell of one event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoryDraft {
    /// What it is called.
    pub name: String,
    /// Why it is one.
    pub because: String,
    /// All of its articles; at least two.
    pub articles: Vec<ArticleKey>,
}

/// Lays the links.
pub(super) fn lay(connection: &Connection, linking: &Linking) -> Done<()> {
    for actor in &linking.actors {
        put_actor(connection, actor)?;
    }
    let mut keys = Keys::default();
    for linked in &linking.articles {
        lay_article(connection, linked, &mut keys)?;
    }
    tell_stories(connection, linking)?;
    for actor in &linking.gone {
        take_actor(connection, *actor)?;
    }
    if !linking.articles.is_empty() || !linking.stories.is_empty() {
        log::add(connection, Event::Linked, None)?;
    }
    Ok(())
}

/// The keys of actors, each asked for once.
#[derive(Default)]
struct Keys {
    known: HashMap<ActorId, i64>,
}

impl Keys {
    fn of(&mut self, connection: &Connection, actor: ActorId) -> Done<i64> {
        if let Some(key) = self.known.get(&actor) {
            return Ok(*key);
        }
        let find = "SELECT key FROM actor WHERE id = ?1";
        let key = connection
            .prepare_cached(find)?
            .query_row([actor.0.cast_signed()], |row| row.get(0))
            .optional()?;
        let key = key.ok_or_else(|| Trouble::Unknown(format!("actor of number {}", actor.0)))?;
        self.known.insert(actor, key);
        Ok(key)
    }
}

fn put_actor(connection: &Connection, actor: &Actor) -> Done<()> {
    let put = "INSERT INTO actor (id, kind, name, more) VALUES (?1, ?2, ?3, ?4) \
               ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, name = excluded.name, more = excluded.more \
               RETURNING key";
    let key: i64 = connection.prepare_cached(put)?.query_row(
        params![
            actor.id.0.cast_signed(),
            actor_number(actor.kind).cast_signed(),
            actor.name,
            encode_more(actor)
        ],
        |row| row.get(0),
    )?;
    let wanted = names(actor);
    let written = "SELECT folded, whole FROM actor_name WHERE actor = ?1 ORDER BY folded";
    let mut statement = connection.prepare_cached(written)?;
    let rows = statement.query_map([key], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let written: Vec<(String, bool)> = rows.collect::<Result<_, _>>()?;
    if wanted
        .iter()
        .eq(written.iter().map(|(name, whole)| (name, whole)))
    {
        return Ok(());
    }
    let take = "DELETE FROM actor_name WHERE actor = ?1";
    connection.prepare_cached(take)?.execute([key])?;
    let put = "INSERT INTO actor_name (folded, actor, whole) VALUES (?1, ?2, ?3)";
    let mut statement = connection.prepare_cached(put)?;
    for (folded, whole) in wanted {
        statement.execute(params![folded, key, whole])?;
    }
    Ok(())
}

/// Every form of the actor's name, folded, and what stands in it from each later word on; whether it is a whole form.
fn names(actor: &Actor) -> BTreeMap<String, bool> {
    let mut names = BTreeMap::new();
    let forms = actor.forms.iter().map(|(form, _)| form);
    for form in forms.chain([&actor.name]) {
        let folded = fold(form);
        for (at, _) in folded.match_indices(' ') {
            if let Some(rest) = folded.get(at + 1..).filter(|rest| !rest.is_empty()) {
                names.entry(rest.to_owned()).or_insert(false);
            }
        }
        names.insert(folded, true);
    }
    names
}

fn encode_more(actor: &Actor) -> Vec<u8> {
    let mut encoder = Encoder::default();
    for list in [&actor.forms, &actor.roles] {
        encoder.list(list, |encoder, (text, count)| {
            encoder.text(text);
            encoder.count(*count);
        });
    }
    encoder.number(actor.colour_seed);
    encoder.plain()
}

fn take_actor(connection: &Connection, actor: ActorId) -> Done<()> {
    let find = "SELECT key FROM actor WHERE id = ?1 \
                AND NOT EXISTS (SELECT 1 FROM mention WHERE mention.actor = actor.key)";
    let key: Option<i64> = connection
        .prepare_cached(find)?
        .query_row([actor.0.cast_signed()], |row| row.get(0))
        .optional()?;
    if let Some(key) = key {
        for take in [
            "DELETE FROM actor_name WHERE actor = ?1",
            "DELETE FROM actor WHERE key = ?1",
        ] {
            connection.prepare_cached(take)?.execute([key])?;
        }
    }
    Ok(())
}

fn lay_article(connection: &Connection, linked: &Linked, keys: &mut Keys) -> Done<()> {
    let row = rows::of(connection, linked.key)?;
    rows::clear_links(connection, linked.key, row)?;
    let links = linked.links.names.iter();
    for link in links.chain(linked.links.references.iter().flatten()) {
        keys.of(connection, link.actor)?;
    }
    let known = &keys.known;
    let packed = links::encode(&linked.links, |actor| {
        known.get(&actor).copied().unwrap_or(0)
    });
    let put = "UPDATE article_reading SET links = ?2 WHERE key = ?1";
    connection
        .prepare_cached(put)?
        .execute(params![linked.key.0, packed])?;
    let key = |link: &Link| known.get(&link.actor).copied().unwrap_or(0);
    let here = put_places(connection, "mention", row, mentions(linked, key))?;
    put_places(connection, "saying", row, sayings(linked, key))?;
    let count = "UPDATE actor SET articles = articles + 1 WHERE key = ?1";
    for actor in &here {
        connection.prepare_cached(count)?.execute([actor])?;
    }
    let actors = "UPDATE article_meta SET actors = ?2 WHERE key = ?1";
    connection
        .prepare_cached(actors)?
        .execute([linked.key.0, log::limit(here.len())])?;
    rows::redate(connection, linked.key, linked.date.as_ref())
}

/// Writes where each actor stands, and gives the actors.
fn put_places(
    connection: &Connection,
    table: &str,
    row: i64,
    found: Vec<(i64, Place)>,
) -> Done<BTreeSet<i64>> {
    let mut of: BTreeMap<i64, Vec<Place>> = BTreeMap::new();
    for (actor, place) in found {
        of.entry(actor).or_default().push(place);
    }
    let put =
        format!("INSERT INTO {table} (actor, article, parts, places) VALUES (?1, ?2, ?3, ?4)");
    let mut statement = connection.prepare_cached(&put)?;
    for (actor, places) in &mut of {
        places.sort_by_key(|place| place.range);
        let parts = places.iter().fold(0, |bits, place| bits | place.part_bit());
        statement.execute(params![actor, row, parts, places::encode(places)])?;
    }
    Ok(of.into_keys().collect())
}

/// Names, and descriptions that stand alone. Pronouns are too weak to be listed.
fn mentions(linked: &Linked, key: impl Fn(&Link) -> i64) -> Vec<(i64, Place)> {
    let place = |range: TextRange, loose: bool, link: &Link| {
        let place = Place {
            range,
            part: parts::at(&linked.article, range.start),
            loose,
            sure: link.sure,
        };
        (key(link), place)
    };
    let names = linked.findings.mentions.iter().zip(&*linked.links.names);
    let names = names.map(|(mention, link)| place(mention.form(), false, link));
    let references = linked.findings.references.iter();
    let references = references.zip(&*linked.links.references);
    let descriptions = references.filter_map(|(reference, link)| {
        let alone = reference.form == MentionForm::Description && reference.beside.is_none();
        let link = link.as_ref().filter(|_| alone)?;
        Some(place(reference.range, true, link))
    });
    names.chain(descriptions).collect()
}

/// Quotations whose speaker is linked.
fn sayings(linked: &Linked, key: impl Fn(&Link) -> i64) -> Vec<(i64, Place)> {
    let quotes = linked.findings.quotes.iter();
    let quotes = quotes.filter(|quote| quote.kind != QuoteKind::Term);
    let said = quotes.flat_map(|quote| {
        let speakers = speakers(linked, quote).into_iter();
        speakers.map(|link| {
            let place = Place {
                range: quote.range,
                part: parts::at(&linked.article, quote.range.start),
                loose: quote.kind == QuoteKind::Indirect,
                sure: link.sure,
            };
            (key(link), place)
        })
    });
    said.collect()
}

/// The links of those who say it, as far as they are known.
fn speakers<'a>(linked: &'a Linked, quote: &Quote) -> Vec<&'a Link> {
    let Some(speaker) = quote.speaker else {
        return Vec::new();
    };
    match speaker {
        Speaker::Mention(_) | Speaker::Together(..) => {
            let named = linked.findings.speakers(speaker);
            named
                .filter_map(|mention| linked.links.names.get(mention))
                .collect()
        }
        Speaker::Pronoun(range) | Speaker::Description(range) => {
            let reference = linked.findings.reference_at(range.start);
            let link = reference.and_then(|reference| linked.links.references.get(reference));
            link.and_then(Option::as_ref).into_iter().collect()
        }
        Speaker::Anonymous(_) => Vec::new(),
    }
}

fn tell_stories(connection: &Connection, linking: &Linking) -> Done<()> {
    let of = "SELECT story FROM article_meta WHERE key = ?1";
    let mut touched = BTreeSet::new();
    let members = linking.stories.iter().flat_map(|story| &story.articles);
    for article in members.chain(&linking.alone) {
        let story: Option<Option<i64>> = connection
            .prepare_cached(of)?
            .query_row([article.0], |row| row.get(0))
            .optional()?;
        touched.extend(story.flatten());
    }
    let alone = "UPDATE article_meta SET story = NULL, story_row = row WHERE key = ?1";
    for article in &linking.alone {
        connection.prepare_cached(alone)?.execute([article.0])?;
    }
    for story in &linking.stories {
        let Some(key) = story.articles.iter().min() else {
            continue;
        };
        let put = "INSERT INTO story (key, name, folded, because, articles) VALUES (?1, ?2, ?3, ?4, ?5) \
                   ON CONFLICT (key) DO UPDATE SET name = excluded.name, folded = excluded.folded, because = excluded.because";
        connection.prepare_cached(put)?.execute(params![
            key.0,
            story.name,
            fold(&story.name),
            story.because,
            log::limit(story.articles.len())
        ])?;
        let join = "UPDATE article_meta SET story = ?2 WHERE key = ?1 AND story IS NOT ?2";
        for article in &story.articles {
            connection
                .prepare_cached(join)?
                .execute([article.0, key.0])?;
        }
        touched.insert(key.0);
    }
    for story in touched {
        rows::settle_story(connection, story)?;
    }
    Ok(())
}
