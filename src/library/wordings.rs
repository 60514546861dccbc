//! Every outlet's own words for one actor, and when the actor is spoken of.

use std::collections::{BTreeMap, HashMap};

use super::entry::Entry;
use super::speech::Saying;
use super::traces::Traces;
use super::{Counts, Found, Library};
use crate::model::actor::ActorId;
use crate::text::range::TextRange;

/// How many articles in which an actor is are read, the newest, so that the cost stays bounded.
pub const READ: usize = 100;

/// One outlet's words for an actor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wordings {
    /// The outlet, as lists show it.
    pub outlet: String,
    /// In how many of its articles the actor is.
    pub articles: usize,
    /// How often it is named there.
    pub counts: Counts,
    /// Titles and roles that stand with the name.
    pub titles: Vec<Wording>,
    /// The forms of the name.
    pub forms: Vec<Wording>,
    /// Descriptions in place of the name.
    pub descriptions: Vec<Wording>,
    /// The verbs and other words that hand on what the actor says.
    pub cues: Vec<Wording>,
    /// What the actor says.
    pub sayings: Vec<Saying>,
}

/// Words that an outlet uses, how often, and where first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// The words.
    pub text: String,
    /// How often they stand there.
    pub count: usize,
    /// The row of the newest article that has them.
    pub row: usize,
    /// Where they stand in it.
    pub range: TextRange,
}

impl Library {
    /// Every outlet's words for the actor: the outlet of the article at `first` ahead, then those with most articles. Of an actor
    /// who is in very many articles the newest hundred are read.
    pub fn wordings(&self, id: ActorId, first: Option<usize>) -> Vec<Wordings> {
        self.wordings_in(&self.traces(id), first)
    }

    /// The same in the articles of these traces.
    pub fn wordings_in(&self, traces: &Traces, first: Option<usize>) -> Vec<Wordings> {
        let mut outlets: BTreeMap<String, Collected> = BTreeMap::new();
        let mut last = None;
        for here in traces
            .places
            .chunk_by(|one, other| one.row == other.row)
            .take(READ)
        {
            let row = here[0].row;
            let Some(entry) = self.entry(row) else {
                continue;
            };
            let outlet = outlets.entry(entry.head.outlet_label()).or_default();
            outlet.articles += 1;
            for place in here {
                outlet.add(&entry, row, place.found);
            }
            last = Some(row);
        }
        // Who speaks in an article stands in it.
        let said = traces.sayings.iter();
        for saying in said.take_while(|saying| Some(saying.row) <= last) {
            if let Some(entry) = self.entry(saying.row)
                && let Some(outlet) = outlets.get_mut(&entry.head.outlet_label())
            {
                outlet.add_saying(&entry, *saying);
            }
        }
        let open = first
            .and_then(|row| self.head(row))
            .map(|head| head.outlet_label());
        let told = outlets.into_iter();
        let mut told: Vec<Wordings> = told.map(|(outlet, found)| found.told(outlet)).collect();
        told.sort_by_key(|wordings| {
            let ahead = open.as_ref() != Some(&wordings.outlet);
            (ahead, std::cmp::Reverse(wordings.articles))
        });
        told
    }
}

/// What has been found of one outlet.
#[derive(Debug, Default)]
struct Collected {
    articles: usize,
    counts: Counts,
    titles: Words,
    forms: Words,
    descriptions: Words,
    cues: Words,
    sayings: Vec<Saying>,
}

impl Collected {
    fn add(&mut self, entry: &Entry, row: usize, found: Found) {
        let Some(range) = entry.range_of(found) else {
            return;
        };
        let Found::Name(index) = found else {
            return self.descriptions.add(entry, row, range);
        };
        if let Some(kind) = entry.article.kind_at(range.start) {
            self.counts.add(kind);
        }
        self.forms.add(entry, row, range);
        let role = entry
            .findings
            .mentions
            .get(index)
            .and_then(|mention| mention.role);
        if let Some(role) = role {
            self.titles.add(entry, row, role);
        }
    }

    fn add_saying(&mut self, entry: &Entry, saying: Saying) {
        self.sayings.push(saying);
        let quote = entry.findings.quotes.get(saying.quote);
        if let Some(cue) = quote.and_then(|quote| quote.cue) {
            self.cues.add(entry, saying.row, cue);
        }
    }

    fn told(self, outlet: String) -> Wordings {
        Wordings {
            outlet,
            articles: self.articles,
            counts: self.counts,
            titles: self.titles.sorted(),
            forms: self.forms.sorted(),
            descriptions: self.descriptions.sorted(),
            cues: self.cues.sorted(),
            sayings: self.sayings,
        }
    }
}

/// Words with their counts, in the order in which they were found.
#[derive(Debug, Default)]
struct Words {
    numbers: HashMap<String, usize>,
    all: Vec<Wording>,
}

impl Words {
    fn add(&mut self, entry: &Entry, row: usize, range: TextRange) {
        let text = range.of(&entry.article.text).replace('\n', " ");
        if let Some(known) = self
            .numbers
            .get(&text)
            .and_then(|&number| self.all.get_mut(number))
        {
            known.count += 1;
            return;
        }
        self.numbers.insert(text.clone(), self.all.len());
        self.all.push(Wording {
            text,
            count: 1,
            row,
            range,
        });
    }

    /// The most frequent first; of equals, the one found first.
    fn sorted(mut self) -> Vec<Wording> {
        self.all
            .sort_by_key(|wording| std::cmp::Reverse(wording.count));
        self.all
    }
}
