//! Descriptions and pronouns of a library, kept up to date.
//!
//! An article is read again when it is new, when its names are linked otherwise, when its story changes, when somebody whom
//! it names or means is called otherwise or turns out a man and not a woman, or when what it asks for is answered otherwise:
//! who holds an office that one of its descriptions may mean, or who bears the surname that the table of holders has for it.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::link::event::Group;
use crate::link::given::GivenNames;
use crate::link::held::{Days, OfficeReader, PostId, Posts, Reach};
use crate::link::imprint::Imprint;
use crate::link::index::Index;
use crate::link::name::Name;
use crate::link::office::{asking_for, span};
use crate::link::pronoun::{self, Genders};
use crate::link::reading::{NO_DESCRIPTION, Reading, without_article};
use crate::link::reference::{Asking, Memory, People, holder};
use crate::link::register::{Entry, Register};
use crate::link::report::{Reports, Ticket};
use crate::link::role::Gender;
use crate::link::wording::Wordings;
use crate::model::actor::{ActorId, ActorKind};
use crate::model::correction::{Correction, Corrections, Scope};
use crate::model::link::{Link, Reason, Ruled};

/// What is looked up in, as it is now.
#[derive(Clone, Copy)]
pub(crate) struct State<'a> {
    /// By article; nothing where one was taken out.
    pub(crate) imprints: &'a [Option<Imprint>],
    /// Where articles are read once more.
    pub(crate) reports: &'a dyn Reports,
    /// By article.
    pub(crate) readings: &'a [Reading],
    /// By article, the links of its names.
    pub(crate) links: &'a [Arc<[Link]>],
    /// By article, its story.
    pub(crate) stories: &'a [Option<usize>],
    /// By story, its articles.
    pub(crate) groups: &'a BTreeMap<usize, Group>,
    /// The actors.
    pub(crate) actors: &'a Register,
    /// What the numbers of offices mean.
    pub(crate) offices: &'a OfficeReader,
    /// What the numbers of wordings mean.
    pub(crate) wordings: &'a Wordings,
}

/// What is known of an actor, as far as references go.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Known {
    name: String,
    /// The spelling key of the surname of a person known by a full name.
    surname: Option<String>,
    gender: Option<Gender>,
}

/// What an article has brought in and must take with it.
#[derive(Debug, Default)]
struct Entered {
    told: Box<[(ActorId, Gender)]>,
    /// Of its descriptions: the offices, and the surnames in the table.
    asks: Box<[u32]>,
    surnames: BTreeSet<String>,
    /// The hashes of its descriptions without their articles.
    wordings: Box<[u64]>,
    /// Whom its references mean.
    meant: Box<[ActorId]>,
}

/// The references of a library.
#[derive(Debug, Default)]
pub(crate) struct Referring {
    posts: Posts,
    entered: Vec<Entered>,
    /// By article: whom its references mean, by the machine’s own lights.
    found: Vec<Arc<[Option<Link>]>>,
    known: HashMap<ActorId, Known>,
    by_surname: HashMap<String, BTreeSet<ActorId>>,
    /// By person, how many forms of address and roles make it a man, and how many a woman.
    told: HashMap<ActorId, (usize, usize)>,
    genders: Genders,
    /// By the head of an office, the descriptions of it that are asked for, and the articles that ask, by their last day.
    heads: HashMap<String, BTreeSet<u32>>,
    asking: HashMap<u32, BTreeSet<(Option<i64>, usize)>>,
    by_table: HashMap<String, BTreeSet<usize>>,
    worded: Index<u64>,
    meant: Index<ActorId>,
    /// The articles in which the reader’s rules say whom descriptions mean.
    ruled: BTreeSet<usize>,
}

impl Referring {
    /// Follows a change: `articles` are new, gone, linked otherwise or in another story; `actors` are others than before.
    /// Gives the articles whose references may have changed.
    pub(crate) fn update(
        &mut self,
        articles: &BTreeSet<usize>,
        actors: &BTreeSet<ActorId>,
        state: State<'_>,
    ) -> BTreeSet<usize> {
        let count = state.imprints.len();
        self.entered.resize_with(count, Entered::default);
        self.found.resize_with(count, || Arc::new([]));
        let mut touched = articles.clone();
        // Who is read again anyway need not be found.
        for &article in articles {
            self.stop_asking(article, state);
        }
        let mut recounted = actors.clone();
        for &article in articles {
            let story = state.stories[article].and_then(|story| state.groups.get(&story));
            touched.extend(story.into_iter().flat_map(|group| &group.articles));
            for (id, reach) in self.hear(article, state, &mut recounted) {
                self.reached(id, reach, state, &mut touched);
            }
        }
        for id in recounted {
            self.know(id, state, &mut touched);
        }
        let mut memory = Memory::default();
        for &article in &touched {
            self.stop_asking(article, state);
            self.resolve(article, state, &mut memory);
        }
        touched
    }

    /// Takes in what an article says of offices and genders.
    fn hear(
        &mut self,
        article: usize,
        state: State<'_>,
        recounted: &mut BTreeSet<ActorId>,
    ) -> Vec<(PostId, Reach)> {
        let (reading, links) = (&state.readings[article], &state.links[article]);
        let actor = |mention: u32| links.get(mention as usize).map(|link| link.actor);
        let told = reading.told.iter();
        let told: Box<[(ActorId, Gender)]> = told
            .filter_map(|&(mention, gender)| Some((actor(mention)?, gender)))
            .collect();
        for (told, is_there) in [(&self.entered[article].told, false), (&told, true)] {
            for &(actor, gender) in told {
                let counts = self.told.entry(actor).or_default();
                let count = match gender {
                    Gender::Male => &mut counts.0,
                    Gender::Female => &mut counts.1,
                };
                *count = if is_there {
                    *count + 1
                } else {
                    count.saturating_sub(1)
                };
                recounted.insert(actor);
            }
        }
        self.entered[article].told = told;
        let posts = reading.said.iter();
        let posts = posts.filter_map(|&(mention, office)| Some((office, actor(mention)?)));
        self.posts.say(
            article,
            days(article, state),
            posts.collect(),
            state.offices,
        )
    }

    /// Finds the articles for which a changed post makes a difference.
    fn reached(
        &self,
        (held, actor): PostId,
        reach: Reach,
        state: State<'_>,
        touched: &mut BTreeSet<usize>,
    ) {
        let held = state.offices.office(held);
        let heads = asking_for(&held.head).filter_map(|head| self.heads.get(head));
        for number in heads.flatten() {
            let office = state.offices.office(*number);
            let Some(asking) = self.asking.get(number) else {
                continue;
            };
            if office.fits(held).is_none() {
                continue;
            }
            let within: Vec<usize> = match reach {
                Reach::Nobody => continue,
                Reach::All => asking.iter().map(|(_, article)| *article).collect(),
                Reach::Days(first, last) => {
                    let range = (Some(first), 0)..=(Some(last), usize::MAX);
                    asking.range(range).map(|(_, article)| *article).collect()
                }
            };
            // A bare office only ever means somebody who is named there.
            let is_bare = office.of.is_empty();
            let named = |article: &usize| {
                !is_bare || state.links[*article].iter().any(|link| link.actor == actor)
            };
            touched.extend(within.into_iter().filter(named));
        }
    }

    /// Takes in what is known of an actor now.
    fn know(&mut self, id: ActorId, state: State<'_>, touched: &mut BTreeSet<usize>) {
        let entry = state.actors.named(id);
        let counts = self.told.get(&id).copied().unwrap_or_default();
        if counts == (0, 0) {
            self.told.remove(&id);
        }
        let now = entry.map(|entry| Known::of(entry, counts));
        let before = self.known.get(&id);
        if before == now.as_ref() {
            return;
        }
        let surname = |known: Option<&Known>| known.and_then(|known| known.surname.clone());
        let (old, new) = (surname(before), surname(now.as_ref()));
        if let Some(people) = old.as_ref().and_then(|old| self.by_surname.get_mut(old)) {
            people.remove(&id);
        }
        if let Some(new) = &new {
            self.by_surname.entry(new.clone()).or_default().insert(id);
        }
        for surname in [old, new].into_iter().flatten() {
            touched.extend(self.by_table.get(&surname).into_iter().flatten());
        }
        touched.extend(entry.into_iter().flat_map(|entry| &entry.articles));
        touched.extend(self.meant.of(id));
        match now.as_ref().and_then(|known| known.gender) {
            Some(gender) => self.genders.insert(id, gender),
            None => self.genders.remove(&id),
        };
        match now {
            Some(now) => self.known.insert(id, now),
            None => self.known.remove(&id),
        };
    }

    fn stop_asking(&mut self, article: usize, state: State<'_>) {
        let last = days(article, state).map(|(_, last)| last);
        let entered = &mut self.entered[article];
        for number in std::mem::take(&mut entered.asks) {
            // An article that is gone has no date any more.
            if let Some(asking) = self.asking.get_mut(&number) {
                if !asking.remove(&(last, article)) {
                    asking.retain(|(_, other)| *other != article);
                }
                if asking.is_empty() {
                    self.asking.remove(&number);
                    let head = &state.offices.office(number).head;
                    if let Some(numbers) = self.heads.get_mut(head) {
                        numbers.remove(&number);
                    }
                }
            }
        }
        for surname in std::mem::take(&mut entered.surnames) {
            leave(&mut self.by_table, &surname, article);
        }
        for wording in std::mem::take(&mut entered.wordings) {
            self.worded.put(wording, article, false);
        }
        for actor in std::mem::take(&mut entered.meant) {
            self.meant.put(actor, article, false);
        }
    }

    /// Reads the references of an article again.
    fn resolve(&mut self, article: usize, state: State<'_>, memory: &mut Memory) {
        if state.imprints[article].is_none() {
            self.found[article] = Arc::new([]);
            return;
        }
        let reading = &state.readings[article];
        if reading.wordings.is_empty() {
            return;
        }
        let Some(report) = &state.reports.report(Ticket(article)) else {
            return;
        };
        let people = People {
            actors: state.actors,
            posts: &self.posts,
            offices: state.offices,
            by_surname: &self.by_surname,
        };
        let story = state.stories[article].and_then(|story| state.groups.get(&story));
        let asking = Asking {
            article,
            report,
            descriptions: &reading.descriptions,
            links: &state.links[article],
            story: story.map_or(&[], |group| &group.articles),
        };
        let found = people.descriptions(asking, memory);
        let found = pronoun::resolve(report, state.actors, asking.links, found, &self.genders);
        let mut entered = Entered {
            told: std::mem::take(&mut self.entered[article].told),
            ..Entered::default()
        };
        entered.meant = each_once(found.iter().flatten().map(|link| link.actor));
        let last = days(article, state).map(|(_, last)| last);
        for &number in reading.descriptions.iter().flatten() {
            let office = state.offices.office(number);
            self.heads
                .entry(office.head.clone())
                .or_default()
                .insert(number);
            self.asking
                .entry(number)
                .or_default()
                .insert((last, article));
            if let Some(holder) = holder(office, report) {
                entered.surnames.insert(Name::parse(holder.name).key);
            }
        }
        entered.asks = each_once(reading.descriptions.iter().flatten().copied());
        entered.wordings = each_once(reading.wordings.iter().copied());
        for surname in &entered.surnames {
            self.by_table
                .entry(surname.clone())
                .or_default()
                .insert(article);
        }
        for &wording in &entered.wordings {
            self.worded.put(wording, article, true);
        }
        for &actor in &entered.meant {
            self.meant.put(actor, article, true);
        }
        self.entered[article] = entered;
        if *self.found[article] != *found {
            self.found[article] = found.into();
        }
    }

    /// Whom the references of an article mean, by the machine’s own lights.
    pub(crate) fn found(&self, article: usize) -> &Arc<[Option<Link>]> {
        &self.found[article]
    }

    /// By article, its references as the reader’s `corrections` say that descriptions mean somebody, counted in `ruled`; where
    /// they did so before and do no more, as the machine has them. Costs what the rules touch.
    pub(crate) fn follow(
        &mut self,
        corrections: &Corrections,
        state: State<'_>,
        ruled: &mut [Ruled],
    ) -> BTreeMap<usize, Arc<[Option<Link>]>> {
        let mut meanings: HashMap<u64, Vec<(usize, ActorId, &Scope)>> = HashMap::new();
        for (number, rule) in corrections.rules.iter().enumerate() {
            if let Correction::Means {
                wording,
                name,
                scope,
            } = &rule.rule
                && let Some(actor) = state.actors.called(name)
            {
                let of_wording = meanings.entry(without_article(wording)).or_default();
                of_wording.push((number, actor, scope));
            }
        }
        let speaking = meanings.keys().flat_map(|wording| self.worded.of(*wording));
        let speaking: BTreeSet<usize> = speaking.collect();
        let before = std::mem::replace(&mut self.ruled, speaking.clone());
        let mut said = BTreeMap::new();
        for article in before.union(&speaking).copied() {
            let Some(imprint) = &state.imprints[article] else {
                continue;
            };
            let mut links: Vec<Option<Link>> = self.found[article].to_vec();
            let wordings = &state.readings[article].wordings;
            for (wording, link) in wordings.iter().zip(&mut links) {
                let of_wording = meanings.get(wording).map_or(&[][..], Vec::as_slice);
                let holding = of_wording
                    .iter()
                    .rev()
                    .find(|(_, _, scope)| imprint.lies_in(scope, state.wordings));
                if let Some(&(number, actor, _)) = holding
                    && *wording != NO_DESCRIPTION
                {
                    let line = corrections.rules[number].line;
                    *link = Some(Link {
                        actor,
                        reason: Arc::new(Reason::ReadersRule { line }),
                        sure: true,
                    });
                    ruled[number].count += 1;
                }
            }
            said.insert(article, links.into());
        }
        said
    }
}

impl Known {
    fn of(entry: &Entry, (male, female): (usize, usize)) -> Self {
        if entry.actor.kind != ActorKind::Person {
            return Self {
                name: entry.actor.name.clone(),
                surname: None,
                gender: None,
            };
        }
        let name = Name::parse(&entry.actor.name);
        let gender = match male.cmp(&female) {
            std::cmp::Ordering::Greater => Some(Gender::Male),
            std::cmp::Ordering::Less => Some(Gender::Female),
            std::cmp::Ordering::Equal => {
                let likely = |part: &String| GivenNames::known().likely_gender(part);
                name.given.iter().find_map(likely)
            }
        };
        Self {
            name: entry.actor.name.clone(),
            surname: name.is_full().then_some(name.key),
            gender,
        }
    }
}

fn days(article: usize, state: State<'_>) -> Option<Days> {
    span(state.imprints[article].as_ref()?.date.as_ref()?)
}

/// Each of them once, in rising order.
fn each_once<T: Ord>(all: impl Iterator<Item = T>) -> Box<[T]> {
    let mut once: Vec<T> = all.collect();
    once.sort_unstable();
    once.dedup();
    once.into()
}

fn leave<K: std::hash::Hash + Eq>(
    index: &mut HashMap<K, BTreeSet<usize>>,
    key: &K,
    article: usize,
) {
    if let Some(articles) = index.get_mut(key) {
        articles.remove(&article);
        if articles.is_empty() {
            index.remove(key);
        }
    }
}
