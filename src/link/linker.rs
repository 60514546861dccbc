//! The linker: all that is known of a library, to which articles are added and from which they are taken.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::link::cast::Casts;
use crate::link::given::GivenNames;
use crate::link::groups::{self, Groups, Told};
use crate::link::imprint::Imprint;
use crate::link::merge::Buckets;
use crate::link::person::{ChainId, Context};
use crate::link::reading::{Reader, Reading};
use crate::link::referring::{Referring, State};
use crate::link::register::{Entrant, Entry, Register};
use crate::link::report::{Report, Reports, Ticket};
use crate::link::roster::{Place, Roster, Stock, Touched};
use crate::link::ruled::RuledStories;
use crate::link::ruling::{self, Revised, Revision};
use crate::link::story::Changes;
use crate::link::tell;
use crate::link::variants::Variants;
use crate::model::correction::Corrections;
use crate::model::date::NewsDate;
use crate::model::link::{Link, Linked, Story, Thread};
use crate::model::sourced::Sourced;

/// Links a library that grows and shrinks. [`Linker::linked`] costs what has changed since it was last asked, and gives for
/// any list of articles the same answer in whatever pieces they were added. It keeps no article: those that must be read once
/// more are asked for.
#[derive(Debug, Default)]
pub struct Linker {
    /// By place; nothing where an article was taken out.
    imprints: Vec<Option<Imprint>>,
    readings: Vec<Reading>,
    reader: Reader,
    casts: Casts,
    stories: RuledStories,
    buckets: Buckets,
    variants: Variants,
    groups: Groups,
    roster: Roster,
    revision: Revision,
    register: Register,
    referring: Referring,
    /// By place, what is handed out.
    links: Vec<Arc<[Link]>>,
    references: Vec<Arc<[Option<Link>]>>,
    dates: Vec<Option<Sourced<NewsDate>>>,
    /// By story, why it is one.
    because: BTreeMap<usize, String>,
    pending: Pending,
}

/// What has changed and is not followed up yet.
#[derive(Debug, Default)]
struct Pending {
    added: BTreeSet<usize>,
    removed: BTreeSet<usize>,
    /// The articles whose people must be joined anew.
    people: BTreeSet<usize>,
    /// The buckets that have lost a chain.
    buckets: BTreeSet<String>,
    /// The articles whose names must be grouped anew.
    names: BTreeSet<usize>,
    /// What has changed of stories, which nothing else has followed yet.
    stories: Changes,
}

impl Linker {
    /// Adds an article behind all others.
    pub fn add(&mut self, report: &Report) -> Ticket {
        let given = GivenNames::known();
        let article = self.imprints.len();
        let reading = Reading::of(article, report, given, &mut self.reader);
        let (chains, names) = (&reading.chains, &reading.names);
        let famous = self
            .casts
            .add(article, chains, names, given, &self.reader.wordings);
        self.pending.people.extend(famous);
        for (number, chain) in chains.iter().enumerate() {
            self.buckets.put(ChainId::of(article, number), chain, true);
        }
        let counted = groups::Article {
            index: article,
            reading: &reading,
        };
        let regrouped = self.groups.count(&counted, &self.reader.names, true);
        self.pending.names.extend(regrouped);
        self.pending.people.insert(article);
        self.pending.added.insert(article);
        self.roster.lay_out(article, reading.written.len());
        self.links.push(Arc::new([]));
        self.references.push(Arc::new([]));
        self.dates.push(None);
        let imprint = Imprint::of(report, &mut self.reader.wordings);
        self.imprints.push(Some(imprint));
        self.stories.read(report);
        self.readings.push(reading);
        Ticket(article)
    }

    /// Takes an article out; tells whether it was there.
    pub fn remove(&mut self, ticket: Ticket) -> bool {
        let article = ticket.0;
        let imprint = self.imprints.get_mut(article).and_then(Option::take);
        if imprint.is_none() {
            return false;
        }
        let reading = std::mem::take(&mut self.readings[article]);
        let less_famous = self.casts.remove(article);
        self.pending.people.extend(less_famous);
        for (number, chain) in reading.chains.iter().enumerate() {
            self.buckets.put(ChainId::of(article, number), chain, false);
            self.pending.buckets.insert(chain.name.loose.clone());
        }
        let counted = groups::Article {
            index: article,
            reading: &reading,
        };
        let regrouped = self.groups.count(&counted, &self.reader.names, false);
        self.pending.names.extend(regrouped);
        self.roster.lay_out(article, 0);
        self.links[article] = Arc::new([]);
        self.references[article] = Arc::new([]);
        self.dates[article] = None;
        if self.pending.added.remove(&article) {
            self.stories.forget(article);
        } else {
            self.pending.removed.insert(article);
        }
        true
    }

    /// Follows up what has changed as far as stories go, under the reader's `corrections`; gives how many there are. It is the
    /// first step of [`Self::linked`], for whoever wants to know what that costs alone.
    pub fn find_stories(&mut self, corrections: &Corrections) -> usize {
        let added: Vec<usize> = std::mem::take(&mut self.pending.added)
            .into_iter()
            .collect();
        let removed = std::mem::take(&mut self.pending.removed);
        let removed: Vec<usize> = removed.into_iter().collect();
        let changes =
            self.stories
                .update(&self.imprints, (&added, &removed), &self.casts, corrections);
        self.pending.stories.articles.extend(changes.articles);
        self.pending.stories.stories.extend(changes.stories);
        self.stories.groups().len()
    }

    /// Follows up all that has changed, under the reader's `corrections`, and hands out what is decided.
    /// Articles that must be read once more are looked for in `reports`; where one is not found, its descriptions and pronouns
    /// stay as they were.
    pub fn linked(&mut self, corrections: &Corrections, reports: &dyn Reports) -> Linked {
        self.find_stories(corrections);
        let mut pending = std::mem::take(&mut self.pending);
        let changes = std::mem::take(&mut pending.stories);
        self.join(pending, &changes);
        let mut revision = ruling::carry_out(&self.roster, self.stock(), corrections);
        self.count_story_rules(&mut revision);
        let before = std::mem::replace(&mut self.revision, revision);
        let touched = self.place(&before);
        self.write_links(&touched.articles);
        self.tell(&changes, &touched);
        self.refer(&changes, &touched, corrections, reports);
        self.hand_out()
    }

    /// Tells what became of the rules about stories, which are followed before all others.
    fn count_story_rules(&self, revision: &mut Revision) {
        for (ruled, effect) in revision.ruled.iter_mut().zip(self.stories.effects()) {
            ruled.count += effect.articles;
            ruled.overruled = effect.overruled;
        }
    }

    /// The articles of stories that are others than before, and those that have left one.
    fn retold(&self, changes: &Changes) -> BTreeSet<usize> {
        let groups = changes.stories.iter();
        let groups = groups.filter_map(|story| self.stories.groups().get(story));
        let told = groups.flat_map(|group| &group.articles);
        told.chain(&changes.articles).copied().collect()
    }

    fn stock(&self) -> Stock<'_> {
        Stock {
            imprints: &self.imprints,
            readings: &self.readings,
            wordings: &self.reader.wordings,
            names: &self.reader.names,
            given: GivenNames::known(),
        }
    }

    /// Joins people and names, and writes those that changed into the roster.
    fn join(&mut self, pending: Pending, changes: &Changes) {
        let mut keys = pending.buckets;
        for &article in pending.people.union(&changes.articles) {
            let chains = self.readings[article].chains.iter();
            keys.extend(chains.map(|chain| chain.name.loose.clone()));
        }
        let context = Context {
            readings: &self.readings,
            stories: self.stories.of(),
            casts: &self.casts,
            given: GivenNames::known(),
            wordings: &self.reader.wordings,
        };
        let people = self.buckets.update(&keys, &changes.articles, context);
        let people = self.variants.update(people, context);
        let mut articles = self.retold(changes);
        articles.extend(pending.names);
        let told = Told {
            of: self.stories.of(),
            groups: self.stories.groups(),
        };
        let groups = self
            .groups
            .update(&articles, &self.readings, &told, &self.reader.names);
        let stock = Stock {
            imprints: &self.imprints,
            readings: &self.readings,
            wordings: &self.reader.wordings,
            names: &self.reader.names,
            given: GivenNames::known(),
        };
        for (id, person) in people {
            self.roster.person(id, person, stock);
        }
        for id in groups {
            self.roster.group(id, self.groups.get(id).as_ref(), stock);
        }
    }

    /// Puts all actors in their places that are others than before; gives what that touches.
    fn place(&mut self, before: &Revision) -> Touched {
        let mut touched = std::mem::take(&mut self.roster.touched);
        let revised = &self.revision;
        let all = before.drafts.keys().chain(revised.drafts.keys());
        let other = |number: &&usize| before.drafts.get(number) != revised.drafts.get(number);
        touched.drafts.extend(all.filter(other));
        for (one, two) in [
            (&before.moved, &revised.moved),
            (&revised.moved, &before.moved),
        ] {
            let differing = one
                .iter()
                .filter(|(place, cell)| two.get(place) != Some(*cell));
            touched
                .articles
                .extend(differing.map(|((article, _), _)| *article));
        }
        let before: Vec<(usize, Option<Entry>)> = touched
            .drafts
            .iter()
            .map(|&number| (number, self.register.strike(number)))
            .collect();
        let mut register = std::mem::take(&mut self.register);
        for (number, entry) in &before {
            let id = entry.as_ref().map(|entry| entry.actor.id);
            touched.actors.extend(id);
            if let Some(entrant) = self.entrant(*number) {
                register.enter(*number, id, entrant, self.stock());
            }
        }
        for number in register.settle(self.stock()) {
            let entry = register.entry(number).into_iter();
            touched
                .articles
                .extend(entry.flat_map(|entry| &entry.articles));
            touched
                .actors
                .extend(register.entry(number).map(|entry| entry.actor.id));
        }
        for (number, before) in &before {
            let now = register.entry(*number);
            touched.actors.extend(now.map(|entry| entry.actor.id));
            let same = before
                .as_ref()
                .zip(now)
                .is_some_and(|(before, now)| before.tells_as(now));
            if let Some(now) = now.filter(|_| !same) {
                touched.told.extend(&now.articles);
            }
        }
        self.register = register;
        touched
    }

    /// The actor in the making as it asks for its place: as the rules leave it.
    fn entrant(&self, number: usize) -> Option<Entrant<'_>> {
        let places = |revised: &Revised| revised.marks.iter().map(|(place, _)| *place).collect();
        if let Some(revised) = self.revision.drafts.get(&number) {
            return Some(Entrant {
                kind: revised.kind,
                name: &revised.name,
                key: &revised.key,
                marks: places(revised),
            });
        }
        let draft = self.roster.draft(number)?;
        Some(Entrant {
            kind: draft.kind,
            name: &draft.name,
            key: &draft.key,
            marks: draft.places().collect(),
        })
    }

    fn write_links(&mut self, articles: &BTreeSet<usize>) {
        for &article in articles {
            let cells = self.roster.cells(article).iter().enumerate();
            let links = cells.filter_map(|(mention, cell)| {
                let place: Place = (article, mention);
                let cell = self.revision.moved.get(&place).or(cell.as_ref())?;
                Some(Link {
                    actor: self.register.entry(cell.draft())?.actor.id,
                    reason: Arc::clone(&cell.reason),
                    sure: cell.sure,
                })
            });
            self.links[article] = links.collect();
        }
    }

    /// Tells the stories anew that have changed, or whose actors have.
    fn tell(&mut self, changes: &Changes, touched: &Touched) {
        for &article in &changes.articles {
            self.dates[article] = None;
        }
        let mut stories = changes.stories.clone();
        let articles = touched
            .articles
            .iter()
            .chain(&changes.articles)
            .chain(&touched.told);
        stories.extend(articles.filter_map(|&article| self.stories.of()[article]));
        for story in stories {
            let Some(group) = self.stories.groups().get(&story) else {
                self.because.remove(&story);
                continue;
            };
            let links = group.articles.iter().map(|&article| &*self.links[article]);
            let because = tell::because(group, links, &self.register);
            self.because.insert(story, because);
            let imprints = group.articles.iter();
            let imprints: Vec<Imprint> = imprints
                .filter_map(|&article| self.imprints[article])
                .collect();
            let dates = tell::dates(&imprints, &self.reader.wordings);
            for (&article, date) in group.articles.iter().zip(dates) {
                self.dates[article] = date;
            }
        }
    }

    /// The articles that are there.
    fn live(&self) -> impl Iterator<Item = usize> {
        let imprints = self.imprints.iter().enumerate();
        imprints.filter_map(|(article, imprint)| imprint.as_ref().map(|_| article))
    }

    /// Says whom descriptions and pronouns mean, wherever that may have changed.
    fn refer(
        &mut self,
        changes: &Changes,
        touched: &Touched,
        corrections: &Corrections,
        reports: &dyn Reports,
    ) {
        let mut articles = self.retold(changes);
        articles.extend(&touched.articles);
        let state = State {
            imprints: &self.imprints,
            reports,
            readings: &self.readings,
            links: &self.links,
            stories: self.stories.of(),
            groups: self.stories.groups(),
            actors: &self.register,
            offices: &self.reader.offices,
            wordings: &self.reader.wordings,
        };
        for article in self.referring.update(&articles, &touched.actors, state) {
            self.references[article] = Arc::clone(self.referring.found(article));
        }
        let said = self
            .referring
            .follow(corrections, state, &mut self.revision.ruled);
        for (article, references) in said {
            if self.references[article] != references {
                self.references[article] = references;
            }
        }
    }

    fn hand_out(&self) -> Linked {
        let live: Vec<usize> = self.live().collect();
        let place = |article: &usize| live.partition_point(|other| other < article);
        let stories = self.stories.groups().iter().map(|(story, group)| Story {
            articles: group.articles.iter().map(place).collect(),
            because: self.because.get(story).cloned().unwrap_or_default(),
            name: group.said.name.clone(),
            pinned: group.said.pinned,
        });
        let threads = self.stories.threads().into_iter().map(|events| Thread {
            events: events
                .iter()
                .map(|articles| articles.iter().map(place).collect())
                .collect(),
        });
        let dismissed = self.revision.drafts.iter();
        let dismissed = dismissed.filter(|(_, draft)| draft.dismissed);
        Linked {
            stories: stories.collect(),
            threads: threads.collect(),
            dismissed: dismissed
                .filter_map(|(&number, _)| Some(self.register.entry(number)?.actor.id))
                .collect(),
            ruled: self.revision.ruled.clone(),
            actors: self.register.actors().cloned().collect(),
            links: live
                .iter()
                .map(|&article| Arc::clone(&self.links[article]))
                .collect(),
            references: live
                .iter()
                .map(|&article| Arc::clone(&self.references[article]))
                .collect(),
            dates: live
                .iter()
                .map(|&article| self.dates[article].clone())
                .collect(),
        }
    }
}
