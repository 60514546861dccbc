//! Whom descriptions and pronouns stand for, once it is known who is named where.
//!
//! A description beside a name is that person’s. Others are looked up among the offices that the texts give people: first in the
//! same article, then in its story, then in the library near its date; the table of holders comes last. `The president`
//! alone is the last person of that office in the article, unless another is named three times as often. A reference never
//! makes an actor and never joins two.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::link::Report;
use crate::link::chain::words;
use crate::link::given::GivenNames;
use crate::link::name::{Agreement, Name};
use crate::link::office::{Fit, Office, Offices, span};
use crate::link::pronoun::{self, Named};
use crate::link::roster::lies_in;
use crate::model::actor::{Actor, ActorKind};
use crate::model::correction::{Correction, Corrections};
use crate::model::findings::{Mention, MentionForm, Reference};
use crate::model::link::{Link, Reason, Ruled};
use crate::text::fold::fold;
use crate::text::range::TextRange;

/// How many times as often another must be named to be meant by a bare office.
const MUCH_MORE: usize = 3;

/// How far apart two articles may be for an office to be taken from one to the other, in months of 31 days.
const NEAR: i64 = 400;

/// How many records of one office are looked at for a description; beyond it the library repeats itself.
const RECORDS: usize = 4096;

/// Somebody whom a text gives an office.
#[derive(Debug)]
struct Record {
    actor: usize,
    article: usize,
    office: usize,
}

/// Links the references of all `reports`, by article.
pub(crate) fn links(
    reports: &[Report<'_>],
    actors: &[Actor],
    links: &[Vec<Link>],
    stories: &[Option<usize>],
    given: &GivenNames,
) -> Vec<Vec<Option<Link>>> {
    if reports
        .iter()
        .all(|report| report.findings.references.is_empty())
    {
        return reports.iter().map(|_| Vec::new()).collect();
    }
    let people = People::new(reports, actors, links, stories);
    let genders = pronoun::genders(reports, actors, links, given);
    (0..reports.len())
        .map(|article| {
            let found = people.descriptions(article);
            pronoun::resolve(&reports[article], actors, &links[article], found, &genders)
        })
        .collect()
}

/// Gives descriptions to those whom the reader's `corrections` say they mean, and counts them in `ruled`.
pub(crate) fn follow(
    reports: &[Report<'_>],
    actors: &[Actor],
    corrections: &Corrections,
    references: &mut [Vec<Option<Link>>],
    ruled: &mut [Ruled],
) {
    for (numbered, ruled) in corrections.rules.iter().zip(ruled) {
        let Correction::Means {
            wording,
            name,
            scope,
        } = &numbered.rule
        else {
            continue;
        };
        let (wanted, called) = (without_article(wording), fold(name));
        let mentions = |actor: &Actor| actor.forms.iter().map(|(_, count)| *count).sum::<usize>();
        let called = actors
            .iter()
            .enumerate()
            .filter(|(_, actor)| fold(&actor.name) == called)
            .max_by_key(|(number, actor)| (mentions(actor), std::cmp::Reverse(*number)));
        let Some((actor, _)) = called else {
            continue;
        };
        for (report, links) in reports.iter().zip(references.iter_mut()) {
            if !lies_in(report.article, scope) {
                continue;
            }
            let found = report.findings.references.iter().zip(links);
            for (reference, link) in found {
                let written = words(reference.range, &report.article.text);
                if reference.form == MentionForm::Description && without_article(&written) == wanted
                {
                    *link = Some(Link {
                        actor,
                        reason: Reason::ReadersRule {
                            line: numbered.line,
                        },
                        sure: true,
                    });
                    ruled.mentions += 1;
                }
            }
        }
    }
}

fn without_article(wording: &str) -> String {
    let folded = fold(wording);
    folded.strip_prefix("the ").unwrap_or(&folded).to_owned()
}

/// What is known of offices in all articles together.
struct People<'a> {
    reports: &'a [Report<'a>],
    actors: &'a [Actor],
    links: &'a [Vec<Link>],
    stories: &'a [Option<usize>],
    offices: Offices,
    /// The offices that texts give people, each wording once.
    held: Vec<(String, Office)>,
    records: Vec<Record>,
    by_article: Vec<Vec<usize>>,
    by_head: HashMap<String, Vec<usize>>,
    /// By the spelling key of a surname, the people known by a full name of it.
    by_surname: HashMap<String, Vec<usize>>,
}

impl<'a> People<'a> {
    fn new(
        reports: &'a [Report<'a>],
        actors: &'a [Actor],
        links: &'a [Vec<Link>],
        stories: &'a [Option<usize>],
    ) -> Self {
        let mut people = Self {
            reports,
            actors,
            links,
            stories,
            offices: Offices::new(),
            held: Vec::new(),
            records: Vec::new(),
            by_article: vec![Vec::new(); reports.len()],
            by_head: HashMap::new(),
            by_surname: HashMap::new(),
        };
        for (number, actor) in actors.iter().enumerate() {
            let name = Name::parse(&actor.name);
            if actor.kind == ActorKind::Person && name.is_full() {
                people.by_surname.entry(name.key).or_default().push(number);
            }
        }
        let mut read: HashMap<String, Option<usize>> = HashMap::new();
        for (article, report) in reports.iter().enumerate() {
            for (mention, link) in report.findings.mentions.iter().zip(&links[article]) {
                if mention.kind == ActorKind::Person {
                    people.record(article, mention, link.actor, &mut read);
                }
            }
        }
        people
    }

    /// Notes the office that stands with a name, and an office used as a form of address.
    fn record(
        &mut self,
        article: usize,
        mention: &Mention,
        actor: usize,
        read: &mut HashMap<String, Option<usize>>,
    ) {
        let text = &self.reports[article].article.text;
        for range in [mention.role, mention.honorific].into_iter().flatten() {
            let written = words(range, text);
            let office = if let Some(office) = read.get(&written) {
                *office
            } else {
                let office = self.read(article, range, &written);
                let office = office.map(|office| {
                    self.held.push((written.clone(), office));
                    self.held.len() - 1
                });
                read.insert(written, office);
                office
            };
            if let Some(office) = office {
                let number = self.records.len();
                self.records.push(Record {
                    actor,
                    article,
                    office,
                });
                self.by_article[article].push(number);
                let head = self.held[office].1.head.clone();
                self.by_head.entry(head).or_default().push(number);
            }
        }
    }

    fn read(&self, article: usize, range: TextRange, written: &str) -> Option<Office> {
        let report = &self.reports[article];
        let mentions = &report.findings.mentions;
        let first = mentions.partition_point(|mention| mention.name.end <= range.start);
        let owners: Vec<String> = mentions
            .iter()
            .skip(first)
            .take_while(|mention| mention.name.start < range.end)
            .map(|mention| words(mention.name, &report.article.text))
            .collect();
        self.offices.parse(written, &owners)
    }

    /// The descriptions of an article with their links, by reference; pronouns are left open.
    fn descriptions(&self, article: usize) -> Vec<Option<Link>> {
        let report = &self.reports[article];
        let named: Vec<Named> = report
            .findings
            .mentions
            .iter()
            .zip(&self.links[article])
            .filter(|(mention, _)| mention.kind == ActorKind::Person)
            .map(|(mention, link)| Named {
                at: mention.name.start,
                actor: link.actor,
            })
            .collect();
        report
            .findings
            .references
            .iter()
            .map(|reference| match reference.form {
                MentionForm::Description => self.description(article, reference, &named),
                MentionForm::Name | MentionForm::Pronoun => None,
            })
            .collect()
    }

    fn description(&self, article: usize, reference: &Reference, named: &[Named]) -> Option<Link> {
        if let Some(name) = reference.beside {
            let mentions = &self.reports[article].findings.mentions;
            let index = mentions.iter().position(|mention| mention.name == name)?;
            let link = self.links[article].get(index)?;
            let full = self.actors.get(link.actor)?.name.clone();
            return Some(Link {
                actor: link.actor,
                reason: Reason::Beside { full },
                sure: link.sure,
            });
        }
        let text = &self.reports[article].article.text;
        let written = words(reference.range, text);
        let office = self.read(article, reference.range, &written)?;
        if self.is_relative(article, reference) {
            return self.here(article, &office, reference, named, Fit::Full);
        }
        let far = || self.elsewhere(article, &office, named);
        self.here(article, &office, reference, named, Fit::Full)
            .or_else(|| far().filter(|link| link.sure))
            .or_else(|| self.here(article, &office, reference, named, Fit::Open))
            .or_else(far)
            .or_else(|| self.by_table(article, &office, named))
    }

    /// Tells whether a person owns what the description tells: `Trump’s envoy`.
    fn is_relative(&self, article: usize, reference: &Reference) -> bool {
        let Some(owner) = reference.owner else {
            return false;
        };
        let mentions = &self.reports[article].findings.mentions;
        mentions
            .binary_search_by_key(&owner.start, |mention| mention.name.start)
            .is_ok_and(|index| mentions[index].kind == ActorKind::Person)
    }

    /// Somebody whom the same article gives that office.
    fn here(
        &self,
        article: usize,
        office: &Office,
        reference: &Reference,
        named: &[Named],
        fit: Fit,
    ) -> Option<Link> {
        let records = self.by_article[article]
            .iter()
            .map(|&record| &self.records[record]);
        let fitting: BTreeSet<usize> = records
            .filter(|record| office.fits(&self.held[record.office].1) == Some(fit))
            .map(|record| record.actor)
            .collect();
        if fitting.is_empty()
            || fit == Fit::Open
                && (fitting.len() > 1 || self.table_objects(article, office, &fitting))
        {
            return None;
        }
        let count = |actor: usize| named.iter().filter(|name| name.actor == actor).count();
        let last = named
            .iter()
            .rev()
            .filter(|name| name.at < reference.range.start)
            .chain(named)
            .find(|name| fitting.contains(&name.actor))?
            .actor;
        let most = fitting.iter().copied().max_by_key(|&actor| count(actor))?;
        let meant = if count(most) >= MUCH_MORE * count(last) {
            most
        } else {
            last
        };
        Some(Link {
            actor: meant,
            reason: self.reason(office, meant),
            sure: fitting.len() == 1 && fit == Fit::Full,
        })
    }

    /// Tells whether the table of holders knows another name for the office on the article’s date.
    fn table_objects(&self, article: usize, office: &Office, people: &BTreeSet<usize>) -> bool {
        let Some(holder) = self.holder(article, office) else {
            return false;
        };
        let known = Name::parse(holder);
        !people.iter().any(|&actor| {
            let name = Name::parse(&self.actors[actor].name);
            name.key == known.key
        })
    }

    fn holder(&self, article: usize, office: &Office) -> Option<&'static str> {
        let date = self.reports[article].article.published.as_ref()?;
        Some(self.offices.holder(office, &date.value)?.name)
    }

    /// Somebody whom other articles give that office: in the same story, else near in time. A bare office only ever
    /// means somebody who is named here.
    fn elsewhere(&self, article: usize, office: &Office, named: &[Named]) -> Option<Link> {
        let present: BTreeSet<usize> = named.iter().map(|name| name.actor).collect();
        let mut by_actor: BTreeMap<usize, (bool, i64)> = BTreeMap::new();
        for record in self.of_head(office) {
            let fits = office.fits(&self.held[record.office].1) == Some(Fit::Full);
            let may_be = !office.of.is_empty() || present.contains(&record.actor);
            let Some(distance) = self
                .distance(article, record.article)
                .filter(|_| fits && may_be)
            else {
                continue;
            };
            let story = self.stories[article].is_some()
                && self.stories[article] == self.stories[record.article];
            let best = by_actor.entry(record.actor).or_insert((false, i64::MAX));
            *best = (best.0 || story, best.1.min(distance));
        }
        let only = |people: &[usize]| match people {
            [one] => Some(*one),
            _ => None,
        };
        let filtered = |keep: &dyn Fn(usize, bool) -> bool| -> Vec<usize> {
            let kept = by_actor
                .iter()
                .filter(|(actor, (story, _))| keep(**actor, *story));
            kept.map(|(actor, _)| *actor).collect()
        };
        let alone = by_actor.len() == 1;
        let meant = only(&filtered(&|_, story| story))
            .or_else(|| only(&filtered(&|actor, _| present.contains(&actor))))
            .or_else(|| only(&filtered(&|_, _| true)))
            .or_else(|| {
                let nearest = by_actor.values().map(|(_, distance)| *distance).min()?;
                let near: Vec<usize> = by_actor
                    .iter()
                    .filter(|(_, (_, distance))| *distance == nearest)
                    .map(|(actor, _)| *actor)
                    .collect();
                only(&near)
            })?;
        Some(Link {
            actor: meant,
            reason: self.reason(office, meant),
            sure: alone && !office.of.is_empty(),
        })
    }

    /// The records of every head that the office may mean.
    fn of_head(&self, office: &Office) -> impl Iterator<Item = &Record> {
        let heads = self
            .by_head
            .iter()
            .filter(|(head, _)| office.may_mean(head));
        let mut numbers: Vec<usize> = heads
            .flat_map(|(_, records)| records.iter().copied().take(RECORDS))
            .collect();
        numbers.sort_unstable();
        numbers.into_iter().map(|number| &self.records[number])
    }

    /// How far apart two articles are, if that is near enough for one to tell of the other’s offices.
    fn distance(&self, a: usize, b: usize) -> Option<i64> {
        let day = |article: usize| {
            let date = self.reports[article].article.published.as_ref()?;
            span(&date.value)
        };
        match (day(a), day(b)) {
            (Some((first, last)), Some((other, later))) => {
                let apart = (other - last).max(first - later).max(0);
                (apart <= NEAR).then_some(apart)
            }
            _ => Some(NEAR),
        }
    }

    /// The one person of the library who bears the name of the holder in the table.
    fn by_table(&self, article: usize, office: &Office, named: &[Named]) -> Option<Link> {
        let date = self.reports[article].article.published.as_ref()?;
        let holder = self.offices.holder(office, &date.value)?;
        let known = Name::parse(holder.name);
        let forms = GivenNames::default();
        let mut fitting = self
            .by_surname
            .get(&known.key)?
            .iter()
            .copied()
            .filter(|&actor| {
                let name = Name::parse(&self.actors[actor].name);
                let agreement = name.agreement(&known, &forms);
                !matches!(agreement, Agreement::Clash | Agreement::Open)
                    || name
                        .given
                        .iter()
                        .any(|part| part.len() > 2 && known.given.contains(part))
            });
        let actor = fitting.next().filter(|_| fitting.next().is_none())?;
        Some(Link {
            actor,
            reason: Reason::OfficeHolder {
                full: self.actors[actor].name.clone(),
                office: office.head.clone(),
                since: holder.since.to_owned(),
            },
            sure: named.iter().any(|name| name.actor == actor),
        })
    }

    /// Says which role leads to that person, and in how many articles it is said.
    fn reason(&self, office: &Office, actor: usize) -> Reason {
        let mut wordings: BTreeMap<&str, usize> = BTreeMap::new();
        let mut articles = BTreeSet::new();
        for record in self.of_head(office) {
            let (written, held) = &self.held[record.office];
            if record.actor == actor && office.fits(held).is_some() {
                articles.insert(record.article);
                *wordings.entry(written).or_default() += 1;
            }
        }
        let role = wordings.iter().rev().max_by_key(|(_, count)| **count);
        Reason::RoleOf {
            role: role.map_or_else(String::new, |(written, _)| (*written).to_owned()),
            full: self.actors[actor].name.clone(),
            articles: articles.len(),
        }
    }
}
