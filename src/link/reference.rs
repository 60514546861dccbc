//! Whom descriptions and pronouns stand for, once it is known who is named where.
//!
//! A description beside a name is that person’s. Others are looked up among the offices that the texts give people: first in the
//! same article, then in its story, then in the library near its date; the table of holders comes last. `The president`
//! alone is the last person of that office in the article, unless another is named three times as often. A reference never
//! makes an actor and never joins two.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::link::given::GivenNames;
use crate::link::held::{OfficeReader, PostId, Posts, rough};
use crate::link::name::{Agreement, Name};
use crate::link::office::{Fit, Holder, Office, Offices, span};
use crate::link::register::Register;
use crate::link::report::Report;
use crate::model::actor::{ActorId, ActorKind};
use crate::model::findings::{MentionForm, Reference};
use crate::model::link::{Link, Reason};
use crate::text::range::TextRange;

/// How many times as often another must be named to be meant by a bare office.
const MUCH_MORE: usize = 3;

/// What descriptions are looked up in.
#[derive(Debug, Clone, Copy)]
pub(crate) struct People<'a> {
    /// The actors.
    pub(crate) actors: &'a Register,
    /// Who is said to hold which office.
    pub(crate) posts: &'a Posts,
    /// What the numbers of offices mean.
    pub(crate) offices: &'a OfficeReader,
    /// By the spelling key of a surname, the people known by a full name of it.
    pub(crate) by_surname: &'a HashMap<String, BTreeSet<ActorId>>,
}

/// An article whose descriptions are looked up.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asking<'a> {
    /// Its place in the library.
    pub(crate) article: usize,
    /// The article and what was found in it.
    pub(crate) report: &'a Report,
    /// By reference, the office that a description tells.
    pub(crate) descriptions: &'a [Option<u32>],
    /// The links of its names.
    pub(crate) links: &'a [Link],
    /// The articles of its story.
    pub(crate) story: &'a [usize],
}

/// What was looked up before: a library repeats its descriptions. Good for as long as the library stays as it is.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    posts: HashMap<u32, Vec<PostId>>,
    reasons: HashMap<(u32, ActorId), Arc<Reason>>,
}

/// A description that is being looked up.
struct Description<'a> {
    asking: Asking<'a>,
    at: usize,
    /// The number of the office that it tells.
    number: u32,
    office: &'a Office,
    /// The people named in the article, each with where, in its order.
    named: &'a BTreeMap<ActorId, Vec<usize>>,
}

/// The surname of the person whom the table of holders knows for the office on the article’s date.
pub(crate) fn holder(office: &Office, report: &Report) -> Option<&'static Holder> {
    let date = report.article.published.as_ref()?;
    Offices::known().holder(office, &date.value)
}

impl<'a> People<'a> {
    /// The descriptions of an article with their links, by reference; pronouns are left open.
    pub(crate) fn descriptions(
        &self,
        asking: Asking<'a>,
        memory: &mut Memory,
    ) -> Vec<Option<Link>> {
        let findings = &asking.report.findings;
        let mut named: BTreeMap<ActorId, Vec<usize>> = BTreeMap::new();
        for (mention, link) in findings.mentions.iter().zip(asking.links) {
            if mention.kind == ActorKind::Person {
                let places = named.entry(link.actor).or_default();
                places.push(mention.name.start);
            }
        }
        let references = findings.references.iter().zip(asking.descriptions);
        references
            .map(|(reference, number)| {
                if reference.form != MentionForm::Description {
                    return None;
                }
                if let Some(name) = reference.beside {
                    return self.beside(asking, name);
                }
                let number = (*number)?;
                let description = Description {
                    asking,
                    at: reference.range.start,
                    number,
                    office: self.offices.office(number),
                    named: &named,
                };
                self.meant(&description, is_relative(asking.report, reference), memory)
            })
            .collect()
    }

    fn name(&self, actor: ActorId) -> &str {
        self.actors.actor(actor).map_or("", |actor| &actor.name)
    }

    /// The person whose name stands at `name`.
    fn beside(&self, asking: Asking<'_>, name: TextRange) -> Option<Link> {
        let mentions = &asking.report.findings.mentions;
        let index = mentions.partition_point(|mention| mention.name.start < name.start);
        mentions.get(index).filter(|mention| mention.name == name)?;
        let link = asking.links.get(index)?;
        Some(Link {
            actor: link.actor,
            reason: Arc::new(Reason::Beside {
                full: self.name(link.actor).to_owned(),
            }),
            sure: link.sure,
        })
    }

    fn meant(
        &self,
        description: &Description<'_>,
        relative: bool,
        memory: &mut Memory,
    ) -> Option<Link> {
        let here = self.here(description, Fit::Full, memory);
        if relative || here.is_some() {
            return here;
        }
        let elsewhere = self.elsewhere(description, memory);
        if elsewhere.as_ref().is_some_and(|link| link.sure) {
            return elsewhere;
        }
        self.here(description, Fit::Open, memory)
            .or(elsewhere)
            .or_else(|| self.by_table(description))
    }

    /// Somebody whom the same article gives that office.
    fn here(&self, description: &Description<'_>, fit: Fit, memory: &mut Memory) -> Option<Link> {
        let named = description.named;
        let fitting = self.posts.in_article(
            description.asking.article,
            description.office,
            fit,
            self.offices,
        );
        let doubtful =
            fit == Fit::Open && (fitting.len() > 1 || self.table_objects(description, &fitting));
        if fitting.is_empty() || doubtful {
            return None;
        }
        let places = |actor: &ActorId| named.get(actor).map_or(&[][..], Vec::as_slice);
        let count = |actor: ActorId| places(&actor).len();
        let before = |actor: &ActorId| {
            let places = places(actor);
            let ahead = places.partition_point(|&at| at < description.at);
            let last = ahead.checked_sub(1).and_then(|last| places.get(last));
            // Who is named only later comes after all who are named before, the next first.
            let next = std::cmp::Reverse(places.first().copied().unwrap_or(usize::MAX));
            (last.copied(), next)
        };
        let last = fitting.iter().copied().max_by_key(before)?;
        let most = fitting
            .iter()
            .copied()
            .max_by_key(|&actor| (count(actor), before(&actor)))?;
        let much_more = count(most) >= MUCH_MORE * count(last);
        let meant = if much_more { most } else { last };
        Some(Link {
            actor: meant,
            reason: self.reason(description, meant, memory),
            sure: fitting.len() == 1 && fit == Fit::Full,
        })
    }

    /// Tells whether the table of holders knows another name for the office on the article’s date.
    fn table_objects(&self, description: &Description<'_>, people: &BTreeSet<ActorId>) -> bool {
        holder(description.office, description.asking.report).is_some_and(|holder| {
            let known = Name::parse(holder.name);
            let is_called = |actor: &ActorId| Name::parse(self.name(*actor)).key == known.key;
            !people.iter().any(is_called)
        })
    }

    /// Somebody whom other articles give that office: in the same story, else near in time. A bare office only ever
    /// means somebody who is named here.
    fn elsewhere(&self, description: &Description<'_>, memory: &mut Memory) -> Option<Link> {
        let Description {
            asking,
            office,
            named,
            ..
        } = description;
        let date = asking.report.article.published.as_ref();
        let days = date.and_then(|date| span(&date.value));
        let mut by_actor: BTreeMap<ActorId, (bool, i64)> = BTreeMap::new();
        let mut meet = |id: PostId| {
            let Some(post) = self.posts.get(id) else {
                return;
            };
            if let Some(distance) = post.distance(days) {
                let says = |article: &usize| post.articles.contains(article);
                let story = asking.story.iter().any(says);
                let best = by_actor.entry(id.1).or_insert((false, i64::MAX));
                *best = (best.0 || story, best.1.min(distance));
            }
        };
        if office.of.is_empty() {
            let posts = named.keys().flat_map(|&actor| self.posts.of_actor(actor));
            posts
                .filter(|(held, _)| office.fits(self.offices.office(*held)) == Some(Fit::Full))
                .for_each(&mut meet);
        } else {
            let known = memory.posts.entry(description.number);
            let posts = known.or_insert_with(|| self.posts.of_office(office, self.offices));
            posts.iter().copied().for_each(&mut meet);
        }
        let only = |keep: &dyn Fn(ActorId, bool, i64) -> bool| {
            let mut kept = by_actor
                .iter()
                .filter(|(actor, (story, distance))| keep(**actor, *story, *distance));
            kept.next()
                .filter(|_| kept.next().is_none())
                .map(|(actor, _)| *actor)
        };
        let nearest = by_actor.values().map(|(_, distance)| *distance).min()?;
        let meant = only(&|_, story, _| story)
            .or_else(|| only(&|actor, _, _| named.contains_key(&actor)))
            .or_else(|| only(&|_, _, distance| distance == nearest))?;
        Some(Link {
            actor: meant,
            reason: self.reason(description, meant, memory),
            sure: by_actor.len() == 1 && !office.of.is_empty(),
        })
    }

    /// The one person of the library who bears the name of the holder in the table.
    fn by_table(&self, description: &Description<'_>) -> Option<Link> {
        let holder = holder(description.office, description.asking.report)?;
        let known = Name::parse(holder.name);
        let forms = GivenNames::default();
        let of_name = self.by_surname.get(&known.key)?.iter().copied();
        let mut fitting = of_name.filter(|&actor| {
            let name = Name::parse(self.name(actor));
            let agreement = name.agreement(&known, &forms);
            let shared = |part: &String| part.len() > 2 && known.given.contains(part);
            !matches!(agreement, Agreement::Clash | Agreement::Open)
                || name.given.iter().any(shared)
        });
        let actor = fitting.next().filter(|_| fitting.next().is_none())?;
        Some(Link {
            actor,
            reason: Arc::new(Reason::OfficeHolder {
                full: self.name(actor).to_owned(),
                office: description.office.head.clone(),
                since: holder.since.to_owned(),
            }),
            sure: description.named.contains_key(&actor),
        })
    }

    /// Says which role leads to that person, and in how many articles it is said.
    fn reason(
        &self,
        description: &Description<'_>,
        actor: ActorId,
        memory: &mut Memory,
    ) -> Arc<Reason> {
        let known = memory.reasons.entry((description.number, actor));
        let told = known.or_insert_with(|| {
            let mut articles: BTreeSet<usize> = BTreeSet::new();
            let mut role = (0, "");
            for id in self.posts.of_actor(actor) {
                let said = self.posts.get(id).filter(|_| {
                    let held = self.offices.office(id.0);
                    description.office.fits(held).is_some()
                });
                if let Some(post) = said {
                    articles.extend(&post.articles);
                    let told = (rough(post.articles.len()), self.offices.written(id.0));
                    role = role.max(told);
                }
            }
            Arc::new(Reason::RoleOf {
                role: role.1.to_owned(),
                full: self.name(actor).to_owned(),
                articles: rough(articles.len()),
            })
        });
        Arc::clone(told)
    }
}

/// Tells whether a person owns what the description tells: `Trump’s envoy`.
fn is_relative(report: &Report, reference: &Reference) -> bool {
    let Some(owner) = reference.owner else {
        return false;
    };
    let mentions = &report.findings.mentions;
    mentions
        .binary_search_by_key(&owner.start, |mention| mention.name.start)
        .is_ok_and(|index| mentions[index].kind == ActorKind::Person)
}
