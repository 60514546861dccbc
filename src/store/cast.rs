//! The actors of a library as they are written: their names, their colours, and those that the reader says are none.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use rusqlite::{Connection, OptionalExtension as _, params};

use crate::model::actor::{Actor, ActorId, ActorKind};
use crate::model::state::ArticleKey;
use crate::store::codec::Encoder;
use crate::store::error::{Done, Trouble};
use crate::store::log::limit;
use crate::store::people;
use crate::store::reading::actor_number;
use crate::text::fold::fold;

/// How many colours people are spread over; a theme with fewer looks repeats them.
const COLOURS: usize = 12;

/// An actor as the library keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Kept {
    pub(super) key: i64,
    pub(super) dismissed: bool,
}

/// The actors that are being written, each asked for once.
#[derive(Debug, Default)]
pub(super) struct Cast {
    known: HashMap<ActorId, Kept>,
    /// The people that are new, with what their names ask for as a colour.
    new: BTreeMap<i64, usize>,
    /// By article that was written: the actors in it, with the number of their places.
    companies: Vec<Vec<(i64, usize)>>,
}

impl Cast {
    /// Writes an actor that is new or another than before.
    pub(super) fn put(&mut self, connection: &Connection, actor: &Actor) -> Done<()> {
        let before = find(connection, actor.id)?;
        let wished = usize::try_from(actor.colour_seed % COLOURS as u64).unwrap_or(0);
        let put = "INSERT INTO actor (id, kind, name, more, colour) VALUES (?1, ?2, ?3, ?4, ?5) \
                   ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, name = excluded.name, more = excluded.more \
                   RETURNING key";
        let key: i64 = connection.prepare_cached(put)?.query_row(
            params![
                actor.id.0.cast_signed(),
                actor_number(actor.kind).cast_signed(),
                actor.name,
                encode_more(actor),
                limit(wished),
            ],
            |row| row.get(0),
        )?;
        if before.is_none() && actor.kind == ActorKind::Person {
            self.new.insert(key, wished);
        }
        let dismissed = before.is_some_and(|before| before.dismissed);
        self.known.insert(actor.id, Kept { key, dismissed });
        let names = if dismissed {
            BTreeMap::new()
        } else {
            names(actor)
        };
        put_names(connection, key, &names)
    }

    /// The actor of that id.
    pub(super) fn of(&mut self, connection: &Connection, actor: ActorId) -> Done<Kept> {
        if let Some(known) = self.known.get(&actor) {
            return Ok(*known);
        }
        let found = find(connection, actor)?;
        let found =
            found.ok_or_else(|| Trouble::Unknown(format!("actor of number {}", actor.0)))?;
        self.known.insert(actor, found);
        Ok(found)
    }

    /// The actor of that id, where it has been asked for before.
    pub(super) fn known(&self, actor: ActorId) -> Option<Kept> {
        self.known.get(&actor).copied()
    }

    /// Remembers who is in an article.
    pub(super) fn meet(&mut self, company: Vec<(i64, usize)>) {
        self.companies.push(company);
    }

    /// Gives each new person a colour for ever: the one that fewest people of the same articles have, and among those the one
    /// that its own name asks for. Who stands in most places chooses first.
    pub(super) fn choose_colours(&mut self, connection: &Connection) -> Done<()> {
        let mut places: BTreeMap<i64, usize> = BTreeMap::new();
        let mut articles: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
        for (number, company) in self.companies.iter().enumerate() {
            for (actor, count) in company {
                if self.new.contains_key(actor) {
                    *places.entry(*actor).or_default() += count;
                    articles.entry(*actor).or_default().push(number);
                }
            }
        }
        let mut taken = self.colours_taken(connection)?;
        let mut order: Vec<i64> = articles.keys().copied().collect();
        order.sort_by_key(|actor| (Reverse(places[actor]), *actor));
        let set = "UPDATE actor SET colour = ?2 WHERE key = ?1";
        for actor in order {
            let (wished, here) = (self.new[&actor], &articles[&actor]);
            let met = |colour: usize| {
                here.iter()
                    .map(|number| taken[*number][colour])
                    .sum::<usize>()
            };
            let around = (0..COLOURS).map(|step| (wished + step) % COLOURS);
            let colour = around.min_by_key(|colour| met(*colour)).unwrap_or(wished);
            for number in here {
                taken[*number][colour] += 1;
            }
            let colour = limit(colour);
            connection.prepare_cached(set)?.execute([actor, colour])?;
        }
        self.new.clear();
        self.companies.clear();
        Ok(())
    }

    /// By article: how many people there have each colour and keep it.
    fn colours_taken(&self, connection: &Connection) -> Done<Vec<[usize; COLOURS]>> {
        let mut colours: HashMap<i64, Option<usize>> = HashMap::new();
        let mut taken = vec![[0; COLOURS]; self.companies.len()];
        let is_new = |actor: &i64| self.new.contains_key(actor);
        for (company, taken) in self.companies.iter().zip(&mut taken) {
            // Where nobody is to choose, nothing need be known.
            if !company.iter().any(|(actor, _)| is_new(actor)) {
                continue;
            }
            for (actor, _) in company.iter().filter(|(actor, _)| !is_new(actor)) {
                if !colours.contains_key(actor) {
                    colours.insert(*actor, colour_of_person(connection, *actor)?);
                }
                let colour = colours.get(actor).copied().flatten();
                if let Some(count) = colour.and_then(|colour| taken.get_mut(colour)) {
                    *count += 1;
                }
            }
        }
        Ok(taken)
    }

    /// Dismisses exactly the `wanted` actors, and gives the articles that are to be laid anew for it.
    pub(super) fn dismiss(
        &mut self,
        connection: &Connection,
        wanted: &BTreeSet<ActorId>,
    ) -> Done<BTreeSet<ArticleKey>> {
        let before = dismissed(connection)?;
        let set = "UPDATE actor SET dismissed = ?2 WHERE id = ?1";
        let articles = "SELECT m.key FROM mention AS t JOIN article_meta AS m ON m.row = t.article WHERE t.actor = ?1";
        let mut touched = BTreeSet::new();
        for id in before.symmetric_difference(wanted) {
            let Some(Kept { key, .. }) = find(connection, *id)? else {
                continue;
            };
            let dismissed = wanted.contains(id);
            connection
                .prepare_cached(set)?
                .execute(params![id.0.cast_signed(), dismissed])?;
            self.known.insert(*id, Kept { key, dismissed });
            let actor = people::whoever(connection, *id)?;
            let names = actor.filter(|_| !dismissed).map(|actor| names(&actor));
            put_names(connection, key, &names.unwrap_or_default())?;
            let mut statement = connection.prepare_cached(articles)?;
            let rows = statement.query_map([key], |row| Ok(ArticleKey(row.get(0)?)))?;
            for article in rows {
                touched.insert(article?);
            }
        }
        Ok(touched)
    }
}

/// The colour of a person; none where the actor is something else.
fn colour_of_person(connection: &Connection, key: i64) -> Done<Option<usize>> {
    let of = "SELECT colour FROM actor WHERE key = ?1 AND kind = ?2";
    let person = actor_number(ActorKind::Person).cast_signed();
    let mut statement = connection.prepare_cached(of)?;
    let colour: Option<i64> = statement
        .query_row([key, person], |row| row.get(0))
        .optional()?;
    Ok(colour.and_then(|colour| usize::try_from(colour).ok()))
}

/// Takes an actor away to which nothing is linked.
pub(super) fn take(connection: &Connection, actor: ActorId) -> Done<()> {
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

/// The actors that the reader says are none.
fn dismissed(connection: &Connection) -> Done<BTreeSet<ActorId>> {
    let find = "SELECT id FROM actor WHERE dismissed";
    let mut statement = connection.prepare_cached(find)?;
    let rows = statement.query_map([], |row| Ok(ActorId(row.get::<_, i64>(0)?.cast_unsigned())))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn find(connection: &Connection, actor: ActorId) -> Done<Option<Kept>> {
    let find = "SELECT key, dismissed FROM actor WHERE id = ?1";
    let mut statement = connection.prepare_cached(find)?;
    let found = statement.query_row([actor.0.cast_signed()], |row| {
        Ok(Kept {
            key: row.get(0)?,
            dismissed: row.get(1)?,
        })
    });
    Ok(found.optional()?)
}

/// Writes under which names an actor is found.
fn put_names(connection: &Connection, key: i64, wanted: &BTreeMap<String, bool>) -> Done<()> {
    let written = "SELECT folded, whole FROM actor_name WHERE actor = ?1 ORDER BY folded";
    let mut statement = connection.prepare_cached(written)?;
    let rows = statement.query_map([key], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let written: BTreeMap<String, bool> = rows.collect::<Result<_, _>>()?;
    if *wanted == written {
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
