//! The register: actors in their order, with their lasting ids.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::link::fnv::fnv;
use crate::link::roster::{Place, Stock};
use crate::model::actor::{ACTOR_KINDS, Actor, ActorId, ActorKind};
use crate::text::fold::fold;

/// Kind (people, organisations, places), folded name, first mention: where an actor stands among the others.
type Rank = (ActorKind, Arc<str>, Place);

/// All actors.
#[derive(Debug, Default)]
pub(crate) struct Register {
    /// By the number of the actor in the making.
    entries: HashMap<usize, Entry>,
    order: BTreeMap<Rank, usize>,
    /// By the hash of kind and key, all that have it.
    namesakes: HashMap<u64, BTreeMap<Rank, usize>>,
    /// The hashes under which something has changed.
    open: BTreeSet<u64>,
    numbers: HashMap<ActorId, usize>,
}

/// An actor that asks for its place.
#[derive(Debug)]
pub(crate) struct Entrant<'a> {
    pub(crate) kind: ActorKind,
    pub(crate) name: &'a str,
    pub(crate) key: &'a str,
    /// Its mentions, in rising order.
    pub(crate) marks: Vec<Place>,
}

/// An actor in its place.
#[derive(Debug)]
pub(crate) struct Entry {
    rank: Rank,
    key: String,
    /// As others see it.
    pub(crate) actor: Arc<Actor>,
    /// The articles that mention it, in rising order.
    pub(crate) articles: Vec<usize>,
}

impl Register {
    /// Enters the actor of `number`, which must have been struck out if it was there, under the `id` that it had.
    pub(crate) fn enter(
        &mut self,
        number: usize,
        id: Option<ActorId>,
        entrant: Entrant<'_>,
        stock: Stock<'_>,
    ) {
        let Entrant {
            kind,
            name,
            key,
            marks,
        } = entrant;
        let Some(&first) = marks.first() else { return };
        let seed = fnv(&[kind.name(), key]);
        let rank: Rank = (kind, fold(name).into(), first);
        let mut forms: HashMap<u32, usize> = HashMap::new();
        let mut roles: HashMap<u32, usize> = HashMap::new();
        let mut articles: Vec<usize> = Vec::new();
        for (article, mention) in marks {
            let written = stock.readings[article].written[mention];
            *forms.entry(written.form).or_default() += 1;
            if let Some(role) = written.role() {
                *roles.entry(role).or_default() += 1;
            }
            if articles.last() != Some(&article) {
                articles.push(article);
            }
        }
        self.order.insert(rank.clone(), number);
        self.namesakes
            .entry(seed)
            .or_default()
            .insert(rank.clone(), number);
        self.open.insert(seed);
        let actor = Arc::new(Actor {
            // Kept where nothing speaks against it once all are entered.
            id: id.unwrap_or(ActorId(seed)),
            kind,
            name: name.to_owned(),
            forms: most_frequent_first(&forms, stock),
            roles: most_frequent_first(&roles, stock),
            colour_seed: seed,
        });
        self.entries.insert(
            number,
            Entry {
                rank,
                key: key.to_owned(),
                actor,
                articles,
            },
        );
    }

    /// Takes the actor of `number` out; gives it.
    pub(crate) fn strike(&mut self, number: usize) -> Option<Entry> {
        let entry = self.entries.remove(&number)?;
        self.order.remove(&entry.rank);
        let seed = entry.actor.colour_seed;
        if let Some(namesakes) = self.namesakes.get_mut(&seed) {
            namesakes.remove(&entry.rank);
            if namesakes.is_empty() {
                self.namesakes.remove(&seed);
            }
        }
        self.open.insert(seed);
        if self.numbers.get(&entry.actor.id) == Some(&number) {
            self.numbers.remove(&entry.actor.id);
        }
        Some(entry)
    }

    /// Gives ids to all actors that were entered; gives the numbers of those whose id is another than before.
    pub(crate) fn settle(&mut self, stock: Stock<'_>) -> BTreeSet<usize> {
        let mut moved = BTreeSet::new();
        for seed in std::mem::take(&mut self.open) {
            let mut taken = BTreeSet::new();
            let namesakes = self.namesakes.get(&seed).into_iter().flatten();
            for (&(kind, _, (article, mention)), &number) in namesakes {
                let Some(entry) = self.entries.get_mut(&number) else {
                    continue;
                };
                // Two people of one name: the later of them is also told by where it stands.
                let article = stock
                    .id(article)
                    .map_or_else(String::new, |id| id.to_string());
                let mut at = mention;
                let mut id = seed;
                while !taken.insert(id) {
                    id = fnv(&[kind.name(), &entry.key, &article, &at.to_string()]);
                    at += 1;
                }
                if entry.actor.id != ActorId(id) {
                    // Another may have it by now.
                    if self.numbers.get(&entry.actor.id) == Some(&number) {
                        self.numbers.remove(&entry.actor.id);
                    }
                    Arc::make_mut(&mut entry.actor).id = ActorId(id);
                    moved.insert(number);
                }
                self.numbers.insert(ActorId(id), number);
            }
        }
        moved
    }

    /// The actor of that number, in its place.
    pub(crate) fn entry(&self, number: usize) -> Option<&Entry> {
        self.entries.get(&number)
    }

    /// The actor called `id`.
    pub(crate) fn actor(&self, id: ActorId) -> Option<&Actor> {
        self.named(id).map(|entry| &*entry.actor)
    }

    /// The actor called `id`, in its place.
    pub(crate) fn named(&self, id: ActorId) -> Option<&Entry> {
        self.entries.get(self.numbers.get(&id)?)
    }

    /// The actor of that name; of several the most mentioned.
    pub(crate) fn called(&self, name: &str) -> Option<ActorId> {
        let mentions = |actor: &Actor| actor.forms.iter().map(|(_, count)| *count).sum::<usize>();
        let wanted: Arc<str> = fold(name).into();
        let named = ACTOR_KINDS.iter().copied().flat_map(|kind| {
            let wanted = Arc::clone(&wanted);
            let from: Rank = (kind, Arc::clone(&wanted), (0, 0));
            self.order
                .range(from..)
                .take_while(move |((other, name, _), _)| *other == kind && *name == wanted)
        });
        let mut actors = named.filter_map(|(_, number)| self.entries.get(number));
        let first = actors.next()?;
        let most = actors.fold(first, |most, entry| {
            if mentions(&entry.actor) > mentions(&most.actor) {
                entry
            } else {
                most
            }
        });
        Some(most.actor.id)
    }

    /// All actors: people, organisations, places; each in the order of their folded names, then of their first mentions.
    pub(crate) fn actors(&self) -> impl Iterator<Item = &Arc<Actor>> {
        self.order
            .values()
            .filter_map(|number| self.entries.get(number))
            .map(|entry| &entry.actor)
    }
}

impl Entry {
    /// Tells whether a story that both are in would say the same of them.
    pub(crate) fn tells_as(&self, other: &Self) -> bool {
        let told = |entry: &Self| (entry.rank.clone(), entry.spread(), entry.actor.id);
        told(self) == told(other) && self.actor.name == other.actor.name
    }

    /// In how many articles the actor is, in steps of powers of two: one more article seldom makes another step.
    pub(crate) fn spread(&self) -> u32 {
        self.articles.len().checked_ilog2().unwrap_or(0)
    }

    /// Where the actor stands among the others.
    pub(crate) fn rank(&self) -> &Rank {
        &self.rank
    }
}

fn most_frequent_first(counts: &HashMap<u32, usize>, stock: Stock<'_>) -> Vec<(String, usize)> {
    let mut counts: Vec<(String, usize)> = counts
        .iter()
        .map(|(&number, &count)| (stock.wordings.get(number).text.to_string(), count))
        .filter(|(text, _)| !text.is_empty())
        .collect();
    counts.sort_by(|(text, count), (other, more)| more.cmp(count).then_with(|| text.cmp(other)));
    counts
}
