//! What `link` decided, laid over the articles.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension as _, params};

use crate::model::actor::{Actor, ActorId};
use crate::model::article::Article;
use crate::model::date::NewsDate;
use crate::model::findings::{Findings, MentionForm};
use crate::model::link::{Link, Ruled};
use crate::model::quote::{QuoteKind, Speaker};
use crate::model::sourced::Sourced;
use crate::model::state::ArticleKey;
use crate::store::cast::{self, Cast};
use crate::store::counts::{self, Tally};
use crate::store::error::Done;
use crate::store::groups::{self, Regrouped, StoryDraft, TextDraft};
use crate::store::links::{self, Links};
use crate::store::log::{self, Event};
use crate::store::places::{self, Place};
use crate::store::{article, held, parts, people, rows};
use crate::text::range::TextRange;

/// What has changed in the links of a library. What is not in here stays as it was.
#[derive(Debug, Clone, PartialEq, Default)]
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
    /// Texts that stand in several articles.
    pub texts: Regrouped<TextDraft>,
    /// The versions of articles of which there are several, the earliest first.
    pub series: Regrouped<Vec<ArticleKey>>,
    /// Threads: the articles of each event, the earliest event first.
    pub threads: Regrouped<Vec<Vec<ArticleKey>>>,
    /// All actors that the reader says are none, where that may have changed. Their mentions are kept and shown nowhere;
    /// articles that name them need not be in here for it.
    pub dismissed: Option<BTreeSet<ActorId>>,
    /// What all rules of the reader's corrections came to, where that may have changed.
    pub ruled: Option<Vec<Ruled>>,
    /// Actors that are no more, since nothing is linked to them now.
    pub gone: Vec<ActorId>,
}

/// The links of one article.
#[derive(Debug, Clone, PartialEq)]
pub struct Linked {
    /// The article in the library.
    pub key: ArticleKey,
    /// Whom that is.
    pub links: Links,
    /// Its date: its own, completed by its story.
    pub date: Option<Sourced<NewsDate>>,
}

/// Lays the links.
pub(super) fn lay(connection: &Connection, linking: &Linking) -> Done<()> {
    let mut cast = Cast::default();
    for actor in &linking.actors {
        cast.put(connection, actor)?;
    }
    let mut anew = match &linking.dismissed {
        Some(dismissed) => cast.dismiss(connection, dismissed)?,
        None => BTreeSet::new(),
    };
    let mut tally = Tally::default();
    for linked in &linking.articles {
        anew.remove(&linked.key);
        lay_article(connection, linked, &mut cast, &mut tally)?;
    }
    for article in &anew {
        if let Some(linked) = linked_before(connection, *article)? {
            lay_article(connection, &linked, &mut cast, &mut tally)?;
        }
    }
    tally.write(connection)?;
    cast.choose_colours(connection)?;
    let stories = groups::Drafts {
        stories: &linking.stories,
        alone: &linking.alone,
        texts: &linking.texts,
        series: &linking.series,
        threads: &linking.threads,
    };
    stories.tell(connection)?;
    for actor in &linking.gone {
        cast::take(connection, *actor)?;
    }
    if let Some(ruled) = &linking.ruled {
        put_ruled(connection, ruled)?;
    }
    log::add(connection, Event::Linked, None)
}

/// An article as it was laid before.
fn linked_before(connection: &Connection, key: ArticleKey) -> Done<Option<Linked>> {
    let Some((_, Some(links))) = held::read_findings(connection, key)? else {
        return Ok(None);
    };
    let article = rows::body(connection, key)?;
    let date = "SELECT date FROM article_meta WHERE key = ?1";
    let date: Option<Vec<u8>> = connection
        .prepare_cached(date)?
        .query_row([key.0], |row| row.get(0))?;
    let date = date.map(|date| article::decode_date(&date)).transpose();
    Ok(Some(Linked {
        key,
        links: held::read_links(key, (&links, &article.text), |key| {
            people::id_of(connection, key)
        })?,
        date: date.map_err(|_| rows::damaged("date", key))?,
    }))
}

fn lay_article(
    connection: &Connection,
    linked: &Linked,
    cast: &mut Cast,
    tally: &mut Tally,
) -> Done<()> {
    let find = "SELECT row, present AND NOT removed FROM article_meta WHERE key = ?1";
    let found = connection
        .prepare_cached(find)?
        .query_row([linked.key.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (row, shown): (i64, bool) = found.ok_or_else(|| rows::unknown(linked.key))?;
    counts::clear_links(connection, linked.key, (row, shown), tally)?;
    let (article, findings) =
        held::report(connection, linked.key)?.ok_or_else(|| rows::unknown(linked.key))?;
    let links = linked.links.names.iter();
    let mut dismissed = BTreeSet::new();
    for link in links.chain(linked.links.references.iter().flatten()) {
        let kept = cast.of(connection, link.actor)?;
        if kept.dismissed {
            dismissed.insert((link.actor, kept.key));
        }
    }
    let key = |actor| cast.known(actor).map_or(0, |kept| kept.key);
    let packed = links::encode(&linked.links, &article.text, key);
    let put = "UPDATE article_reading SET links = ?2 WHERE key = ?1";
    connection
        .prepare_cached(put)?
        .execute(params![linked.key.0, packed])?;
    let told = Told::of(
        (&article, &findings),
        &linked.links,
        &dismissed.iter().map(|(id, _)| *id).collect(),
    );
    let mut places = told.mentions(key);
    let here: Vec<(i64, usize)> = places
        .iter()
        .map(|(actor, places)| (*actor, places.len()))
        .collect();
    places.extend(dismissed.iter().map(|(_, key)| (*key, Vec::new())));
    put_places(connection, "mention", row, &places)?;
    let sayings = told.sayings(key);
    put_places(connection, "saying", row, &sayings)?;
    if shown {
        for (actor, places) in &here {
            tally.stands(*actor, *places, 1);
        }
        for (actor, said) in &sayings {
            tally.says(*actor, said.len(), 1);
        }
    }
    let actors = "UPDATE article_meta SET actors = ?2 WHERE key = ?1";
    connection
        .prepare_cached(actors)?
        .execute([linked.key.0, log::limit(here.len())])?;
    cast.meet(here);
    rows::redate(connection, linked.key, linked.date.as_ref())
}

/// Writes where each actor stands.
fn put_places(
    connection: &Connection,
    table: &str,
    row: i64,
    of: &BTreeMap<i64, Vec<Place>>,
) -> Done<()> {
    let put = format!("INSERT INTO {table} (actor, article, places) VALUES (?1, ?2, ?3)");
    let mut statement = connection.prepare_cached(&put)?;
    for (actor, places) in of {
        statement.execute(params![actor, row, places::encode(places)])?;
    }
    Ok(())
}

/// An article as it is shown: without those who are dismissed.
struct Told<'a> {
    article: &'a Article,
    findings: Cow<'a, Findings>,
    links: Cow<'a, Links>,
}

impl<'a> Told<'a> {
    fn of(
        (article, findings): (&'a Article, &'a Findings),
        links: &'a Links,
        dismissed: &BTreeSet<ActorId>,
    ) -> Self {
        let mut told = Self {
            article,
            findings: Cow::Borrowed(findings),
            links: Cow::Borrowed(links),
        };
        if !dismissed.is_empty() {
            told.links
                .to_mut()
                .leave_out(told.findings.to_mut(), dismissed);
        }
        told
    }

    /// Where each actor stands: names, and descriptions that stand alone. Pronouns are too weak to be listed.
    fn mentions(&self, key: impl Fn(ActorId) -> i64) -> BTreeMap<i64, Vec<Place>> {
        let place = |index: usize, range: TextRange, loose: bool, link: &Link| {
            let place = Place {
                range,
                index,
                part: parts::at(self.article, range.start),
                loose,
                sure: link.sure,
            };
            (key(link.actor), place)
        };
        let names = self.findings.mentions.iter().zip(&*self.links.names);
        let names = names
            .enumerate()
            .map(|(index, (mention, link))| place(index, mention.form(), false, link));
        let references = self.findings.references.iter();
        let references = references.zip(&*self.links.references).enumerate();
        let descriptions = references.filter_map(|(index, (reference, link))| {
            let alone = reference.form == MentionForm::Description && reference.beside.is_none();
            let link = link.as_ref().filter(|_| alone)?;
            Some(place(index, reference.range, true, link))
        });
        by_actor(names.chain(descriptions))
    }

    /// What each actor says; under 0, what those say who stay without a name.
    fn sayings(&self, key: impl Fn(ActorId) -> i64) -> BTreeMap<i64, Vec<Place>> {
        let mut said = Vec::new();
        for index in self.findings.sayings() {
            let quote = &self.findings.quotes[index];
            let Some(speaker) = quote.speaker else {
                continue;
            };
            let place = |sure: bool| Place {
                range: quote.range,
                index,
                part: parts::at(self.article, quote.range.start),
                loose: quote.kind == QuoteKind::Indirect,
                sure,
            };
            let unnamed = matches!(speaker, Speaker::Anonymous(_)).then(|| (0, place(true)));
            said.extend(unnamed);
            let links = self.speakers(speaker).into_iter();
            said.extend(links.map(|link| (key(link.actor), place(link.sure))));
        }
        // Of two names in a row that are of one actor, once.
        let mut said = by_actor(said.into_iter());
        for places in said.values_mut() {
            places.dedup_by_key(|place| place.index);
        }
        said
    }

    /// The links of those who say something, as far as they are known.
    fn speakers(&self, speaker: Speaker) -> Vec<&Link> {
        let named = self.findings.speakers(speaker);
        let reference = match speaker {
            Speaker::Mention(_) | Speaker::Together(..) => None,
            Speaker::Pronoun(range) | Speaker::Description(range) | Speaker::Anonymous(range) => {
                self.findings.reference_within(range)
            }
        };
        let told = reference.and_then(|index| self.links.references.get(index)?.as_ref());
        named
            .filter_map(|index| self.links.names.get(index))
            .chain(told)
            .collect()
    }
}

/// Gathers the places of each actor, in text order.
fn by_actor(found: impl Iterator<Item = (i64, Place)>) -> BTreeMap<i64, Vec<Place>> {
    let mut of: BTreeMap<i64, Vec<Place>> = BTreeMap::new();
    for (actor, place) in found {
        of.entry(actor).or_default().push(place);
    }
    for places in of.values_mut() {
        places.sort_by_key(|place| (place.range, place.loose, place.index));
    }
    of
}

/// Writes what the rules of the corrections came to, in the place of what was there.
fn put_ruled(connection: &Connection, ruled: &[Ruled]) -> Done<()> {
    connection
        .prepare_cached("DELETE FROM ruled")?
        .execute([])?;
    let put = "INSERT OR REPLACE INTO ruled (line, count, overruled) VALUES (?1, ?2, ?3)";
    let mut statement = connection.prepare_cached(put)?;
    for rule in ruled {
        statement.execute(params![rule.line, log::limit(rule.count), rule.overruled])?;
    }
    Ok(())
}

/// What the rules of the corrections came to, by their lines.
pub(super) fn ruled(connection: &Connection) -> Done<Vec<Ruled>> {
    let find = "SELECT line, count, overruled FROM ruled ORDER BY line";
    let mut statement = connection.prepare_cached(find)?;
    let rows = statement.query_map([], |row| {
        let count: i64 = row.get(1)?;
        Ok(Ruled {
            line: row.get(0)?,
            count: usize::try_from(count).unwrap_or(0),
            overruled: row.get(2)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
