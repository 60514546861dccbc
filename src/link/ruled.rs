//! Stories as they are told: what the machine finds, and over it what the reader's corrections say.
//!
//! A rule calls a story by one of its articles. Rules are followed in the order of the file, on the stories that they touch
//! alone, so that a later one wins; what an earlier one said and a later one undoes is told with the line of that later
//! one. The machine never puts together what the reader parts, nor parts what the reader puts together.

use std::collections::{BTreeMap, BTreeSet};

use crate::link::cast::Casts;
use crate::link::event::{Group, Said};
use crate::link::imprint::Imprint;
use crate::link::report::Report;
use crate::link::story::{Changes, Stories};
use crate::link::thread::{Ground, Threads};
use crate::model::article::ArticleId;
use crate::model::correction::{Correction, Corrections, StoryRule};

/// The stories of a library under the reader's corrections, kept up to date.
#[derive(Debug, Default)]
pub(crate) struct RuledStories {
    machine: Stories,
    /// Where articles are, by what rules call them.
    places: BTreeSet<(ArticleId, usize)>,
    /// By article, its id.
    ids: Vec<Option<ArticleId>>,
    /// The articles whose story rules decide.
    covered: BTreeSet<usize>,
    /// By article, its story.
    of: Vec<Option<usize>>,
    /// The stories, each called by its first article.
    groups: BTreeMap<usize, Group>,
    threads: Threads,
    effects: Vec<Effect>,
}

/// What became of one rule of the reader's file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Effect {
    /// How many articles it speaks of; none where one that it names is not there.
    pub(crate) articles: usize,
    /// The line of a later rule that says otherwise.
    pub(crate) overruled: Option<u32>,
}

impl RuledStories {
    /// By article, its story.
    pub(crate) fn of(&self) -> &[Option<usize>] {
        &self.of
    }

    /// The stories of at least two articles, in the order of their first article, by which they are called.
    pub(crate) fn groups(&self) -> &BTreeMap<usize, Group> {
        &self.groups
    }

    /// By rule of the file, what became of it; nothing of rules that are not about stories.
    pub(crate) fn effects(&self) -> &[Effect] {
        &self.effects
    }

    /// The threads: events of one topic, each by its articles, the earliest first.
    pub(crate) fn threads(&self) -> Vec<Vec<Vec<usize>>> {
        let ground = ground(&self.machine, &self.of, &self.groups);
        let threads = self.threads.laid().iter();
        let by_articles = |event: &usize| ground.articles(*event);
        threads
            .map(|events| events.iter().map(by_articles).collect())
            .collect()
    }

    /// Takes in an article that [`update`](Self::update) will be told of.
    pub(crate) fn read(&mut self, report: &Report) {
        self.machine.read(report);
    }

    /// Forgets an article that [`update`](Self::update) was never told of.
    pub(crate) fn forget(&mut self, article: usize) {
        self.machine.forget(article);
    }

    /// Follows a change of the library, as [`Stories::update`] does, and the reader's corrections.
    pub(crate) fn update(
        &mut self,
        imprints: &[Option<Imprint>],
        (added, removed): (&[usize], &[usize]),
        casts: &Casts,
        corrections: &Corrections,
    ) -> Changes {
        let found = self.machine.update(added, removed, casts);
        self.register(imprints, added, removed);
        let desk = Desk::of(self, corrections);
        let covered: BTreeSet<usize> = desk.story_of.keys().copied().collect();
        let effects = desk.effects.clone();
        let told = desk.told();
        let changes = self.lay_over(&found, &covered, told);
        self.covered = covered;
        self.effects = effects;
        self.tie(&changes);
        changes
    }

    /// Finds anew what ties the events that have changed, or of which an article has other kin.
    fn tie(&mut self, changes: &Changes) {
        let ground = ground(&self.machine, &self.of, &self.groups);
        let articles = changes.articles.union(self.machine.kin_of());
        let own = articles.flat_map(|&article| [article, ground.event(article)]);
        let touched = own.chain(changes.stories.iter().copied()).collect();
        self.threads.update(&touched, ground);
    }

    fn register(&mut self, imprints: &[Option<Imprint>], added: &[usize], removed: &[usize]) {
        self.ids.resize(imprints.len(), None);
        self.of.resize(imprints.len(), None);
        for &article in removed {
            if let Some(id) = self.ids[article].take() {
                self.places.remove(&(id, article));
            }
        }
        for &article in added {
            let id = imprints[article].map(|imprint| imprint.id);
            self.ids[article] = id;
            self.places.extend(id.map(|id| (id, article)));
        }
    }

    /// The first article of that id.
    fn place(&self, id: ArticleId) -> Option<usize> {
        let mut places = self.places.range((id, 0)..=(id, usize::MAX));
        places.next().map(|(_, article)| *article)
    }

    /// Puts together what the machine `found` and what is `told` by rules of the articles that these have `covered`.
    fn lay_over(
        &mut self,
        found: &Changes,
        covered: &BTreeSet<usize>,
        told: Vec<Group>,
    ) -> Changes {
        let ruled: BTreeSet<usize> = self.covered.union(covered).copied().collect();
        let mut stories = found.stories.clone();
        for &article in &ruled {
            stories.extend(self.of[article]);
            stories.extend(self.machine.of()[article]);
        }
        let mut articles: BTreeSet<usize> = found.articles.union(&ruled).copied().collect();
        let mut before: BTreeMap<usize, Group> = BTreeMap::new();
        for &story in &stories {
            before.extend(self.groups.remove(&story).map(|group| (story, group)));
            let own = self.machine.groups().get(&story);
            if let Some(group) = own.filter(|_| !covered.contains(&story)) {
                self.groups.insert(story, group.clone());
            }
        }
        for group in told {
            stories.insert(group.articles[0]);
            self.groups.insert(group.articles[0], group);
        }
        for story in &stories {
            let groups = before.get(story).into_iter().chain(self.groups.get(story));
            articles.extend(groups.flat_map(|group| &group.articles));
        }
        let now: BTreeMap<usize, usize> = stories
            .iter()
            .filter_map(|story| self.groups.get(story))
            .flat_map(|group| {
                group
                    .articles
                    .iter()
                    .map(|&article| (article, group.articles[0]))
            })
            .collect();
        let mut changes = Changes::default();
        for article in articles {
            let story = now.get(&article).copied();
            if self.of[article] != story {
                self.of[article] = story;
                changes.articles.insert(article);
            }
        }
        let differs = |story: &usize| before.get(story) != self.groups.get(story);
        changes.stories = stories.into_iter().filter(differs).collect();
        changes
    }
}

fn ground<'a>(
    machine: &'a Stories,
    of: &'a [Option<usize>],
    groups: &'a BTreeMap<usize, Group>,
) -> Ground<'a> {
    Ground {
        kin: machine.kin(),
        of,
        groups,
        sketches: machine.sketches(),
    }
}

/// A story in the making.
#[derive(Debug, Default)]
struct Draft {
    articles: BTreeSet<usize>,
    said: Said,
}

/// The stories that rules touch, as these have left them so far.
struct Desk<'a> {
    stories: &'a RuledStories,
    drafts: Vec<Draft>,
    /// By article that rules touch, its draft.
    story_of: BTreeMap<usize, usize>,
    /// By article, the rules so far that name it.
    naming: BTreeMap<usize, Vec<usize>>,
    /// By rule, where the articles are that it names; nothing where one is not there or the rule is not about stories.
    meant: Vec<Vec<usize>>,
    effects: Vec<Effect>,
}

impl<'a> Desk<'a> {
    /// Follows all rules.
    fn of(stories: &'a RuledStories, corrections: &Corrections) -> Self {
        let mut desk = Self {
            stories,
            drafts: Vec::new(),
            story_of: BTreeMap::new(),
            naming: BTreeMap::new(),
            meant: Vec::new(),
            effects: Vec::new(),
        };
        for numbered in &corrections.rules {
            desk.meant.push(Vec::new());
            desk.effects.push(Effect::default());
            if let Correction::Story(rule) = &numbered.rule {
                let touched = desk.follow(numbered.line, rule);
                desk.overrule(numbered.line, &touched, corrections);
                desk.note();
            }
        }
        desk
    }

    /// Follows the last rule; gives the articles that it moves.
    fn follow(&mut self, line: u32, rule: &StoryRule) -> Vec<usize> {
        let named = rule.articles();
        let there: Vec<usize> = named
            .iter()
            .filter_map(|id| self.stories.place(*id))
            .collect();
        // A pinned story stays one when an article of it is gone; all other rules need both of theirs.
        let whole = there.len() == named.len() || matches!(rule, StoryRule::Pin { .. });
        if there.is_empty() || !whole {
            return Vec::new();
        }
        if let Some(meant) = self.meant.last_mut() {
            meant.clone_from(&there);
        }
        let (count, touched) = match (rule, &there[..]) {
            (StoryRule::Merge { .. }, &[one, other]) => {
                let into = self.merge(line, one, other);
                let all: Vec<usize> = self.drafts[into].articles.iter().copied().collect();
                (all.len(), all)
            }
            (StoryRule::Move { .. }, &[article, to]) => {
                if self.open(article) != self.open(to) {
                    self.take_out(line, article);
                }
                self.merge(line, to, article);
                (1, vec![article])
            }
            (StoryRule::Split { .. }, &[article, from]) => {
                if self.open(article) == self.open(from) {
                    self.take_out(line, article);
                }
                (1, vec![article])
            }
            (StoryRule::Pin { name, .. }, articles) => {
                self.pin(line, name, articles);
                (articles.len(), articles.to_vec())
            }
            (StoryRule::Rename { to, .. }, &[article]) => {
                let story = self.open(article);
                let draft = &mut self.drafts[story];
                draft.said.name = Some(to.clone());
                draft.said.lines.push(line);
                (
                    draft.articles.len(),
                    draft.articles.iter().copied().collect(),
                )
            }
            _ => (0, Vec::new()),
        };
        if let Some(effect) = self.effects.last_mut() {
            effect.articles = count;
        }
        touched
    }

    /// The draft of the story that the article is in, opened as the machine has it.
    fn open(&mut self, article: usize) -> usize {
        if let Some(&story) = self.story_of.get(&article) {
            return story;
        }
        let machine = &self.stories.machine;
        let group = machine.of()[article].and_then(|story| machine.groups().get(&story));
        let articles: BTreeSet<usize> = group.map_or_else(
            || BTreeSet::from([article]),
            |group| group.articles.iter().copied().collect(),
        );
        self.add(Draft {
            articles,
            said: Said::default(),
        })
    }

    fn add(&mut self, draft: Draft) -> usize {
        let number = self.drafts.len();
        let own = draft.articles.iter().map(|&article| (article, number));
        self.story_of.extend(own);
        self.drafts.push(draft);
        number
    }

    /// Makes the stories of the two articles one; gives its number. The first keeps its name.
    fn merge(&mut self, line: u32, one: usize, other: usize) -> usize {
        let (into, from) = (self.open(one), self.open(other));
        if into != from {
            let joining = std::mem::take(&mut self.drafts[from]);
            let moved = joining.articles.iter().map(|&article| (article, into));
            self.story_of.extend(moved);
            let draft = &mut self.drafts[into];
            draft.articles.extend(joining.articles);
            draft.said.lines.extend(joining.said.lines);
            draft.said.name = draft.said.name.take().or(joining.said.name);
            draft.said.pinned |= joining.said.pinned;
        }
        self.drafts[into].said.lines.push(line);
        into
    }

    /// Takes an article out of its story, which then stands alone.
    fn take_out(&mut self, line: u32, article: usize) {
        let from = self.open(article);
        let draft = &mut self.drafts[from];
        draft.articles.remove(&article);
        draft.said.lines.push(line);
        self.add(Draft {
            articles: BTreeSet::from([article]),
            said: Said {
                lines: vec![line],
                ..Said::default()
            },
        });
    }

    fn pin(&mut self, line: u32, name: &str, articles: &[usize]) {
        for &article in articles {
            let from = self.open(article);
            self.drafts[from].articles.remove(&article);
        }
        self.add(Draft {
            articles: articles.iter().copied().collect(),
            said: Said {
                lines: vec![line],
                name: Some(name.to_owned()),
                pinned: true,
            },
        });
    }

    /// Notes which earlier rules about the `touched` articles do not hold any more.
    fn overrule(&mut self, line: u32, touched: &[usize], corrections: &Corrections) {
        let rules = touched
            .iter()
            .filter_map(|article| self.naming.get(article));
        let rules: BTreeSet<usize> = rules.flatten().copied().collect();
        for number in rules {
            let holds = match corrections.rules.get(number).map(|numbered| &numbered.rule) {
                Some(Correction::Story(rule)) => self.holds(rule, &self.meant[number]),
                _ => true,
            };
            let effect = &mut self.effects[number];
            if !holds && effect.overruled.is_none() {
                effect.overruled = Some(line);
            }
        }
    }

    /// Tells whether the stories are as the rule says.
    fn holds(&self, rule: &StoryRule, meant: &[usize]) -> bool {
        let story = |article: &usize| self.story_of.get(article);
        let together = meant
            .windows(2)
            .all(|pair| story(&pair[0]) == story(&pair[1]));
        match rule {
            StoryRule::Split { .. } => !together,
            StoryRule::Rename { to, .. } => {
                let draft = meant.first().and_then(story);
                let draft = draft.and_then(|&story| self.drafts.get(story));
                draft.is_some_and(|draft| draft.said.name.as_ref() == Some(to))
            }
            StoryRule::Merge { .. } | StoryRule::Move { .. } | StoryRule::Pin { .. } => together,
        }
    }

    /// Lets later rules find the last one by the articles that it names.
    fn note(&mut self) {
        let Some((number, meant)) = self.meant.iter().enumerate().next_back() else {
            return;
        };
        for &article in meant {
            self.naming.entry(article).or_default().push(number);
        }
    }

    /// The stories of at least two articles that the rules leave.
    fn told(self) -> Vec<Group> {
        let stories = self.stories;
        let drafts = self
            .drafts
            .into_iter()
            .filter(|draft| draft.articles.len() > 1);
        drafts
            .map(|draft| Group {
                said: draft.said,
                ..stories
                    .machine
                    .group_of(draft.articles.into_iter().collect())
            })
            .collect()
    }
}
