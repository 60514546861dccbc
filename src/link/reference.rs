//! Whom descriptions and pronouns stand for, once it is known who is named where.
//!
//! A description beside a name is that person’s. Others are looked up among the offices that the texts give people: first in the
//! same article, then in its story, then in the library near its date; the table of holders comes last. `The president`
//! alone is the last person of that office in the article, unless another is named three times as often. A reference never
//! makes an actor and never joins two.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::link::chain::words;
use crate::link::given::GivenNames;
use crate::link::held::Posts;
use crate::link::name::{Agreement, Name};
use crate::link::office::{Fit, Holder, Office, span};
use crate::link::pronoun;
use crate::link::report::Report;
use crate::link::roster::lies_in;
use crate::model::actor::{Actor, ActorKind};
use crate::model::correction::{Correction, Corrections, Scope};
use crate::model::findings::{MentionForm, Reference};
use crate::model::link::{Link, Reason, Ruled};
use crate::text::fold::fold;
use crate::text::range::TextRange;

/// How many times as often another must be named to be meant by a bare office.
const MUCH_MORE: usize = 3;

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
    let mut memory = Memory::default();
    (0..reports.len())
        .map(|article| {
            let found = people.descriptions(article, &mut memory);
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
    let called = |name: &str| {
        let wanted = fold(name);
        let mentions = |actor: &Actor| actor.forms.iter().map(|(_, count)| *count).sum::<usize>();
        let named = actors.iter().enumerate();
        named
            .filter(|(_, actor)| fold(&actor.name) == wanted)
            .max_by_key(|(number, actor)| (mentions(actor), std::cmp::Reverse(*number)))
            .map(|(number, _)| number)
    };
    let mut meanings: HashMap<String, Vec<(usize, usize, &Scope)>> = HashMap::new();
    for (number, rule) in corrections.rules.iter().enumerate() {
        if let Correction::Means {
            wording,
            name,
            scope,
        } = &rule.rule
            && let Some(actor) = called(name)
        {
            let of_wording = meanings.entry(without_article(wording)).or_default();
            of_wording.push((number, actor, scope));
        }
    }
    if meanings.is_empty() {
        return;
    }
    for (report, links) in reports.iter().zip(references) {
        for (reference, link) in report.findings.references.iter().zip(links) {
            let written = without_article(&words(reference.range, &report.article.text));
            let of_wording = meanings.get(&written).map_or(&[][..], Vec::as_slice);
            let holding = of_wording
                .iter()
                .rev()
                .find(|(_, _, scope)| lies_in(report.article, scope));
            if let Some(&(number, actor, _)) = holding
                && reference.form == MentionForm::Description
            {
                let line = corrections.rules[number].line;
                *link = Some(Link {
                    actor,
                    reason: Reason::ReadersRule { line },
                    sure: true,
                });
                ruled[number].mentions += 1;
            }
        }
    }
}

fn without_article(wording: &str) -> String {
    let folded = fold(wording);
    folded.strip_prefix("the ").unwrap_or(&folded).to_owned()
}

/// What descriptions are looked up in.
struct People<'a> {
    reports: &'a [Report<'a>],
    actors: &'a [Actor],
    links: &'a [Vec<Link>],
    stories: &'a [Option<usize>],
    posts: Posts,
    /// By the spelling key of a surname, the people known by a full name of it.
    by_surname: HashMap<String, Vec<usize>>,
}

/// What was looked up before: a library repeats its descriptions.
#[derive(Default)]
struct Memory {
    offices: HashMap<String, Option<Office>>,
    posts: HashMap<String, Vec<usize>>,
    reasons: HashMap<(String, usize), Reason>,
}

/// A description that is being looked up.
struct Description<'a> {
    article: usize,
    at: usize,
    written: String,
    office: Office,
    /// The people named in the article, each with where, in its order.
    named: &'a BTreeMap<usize, Vec<usize>>,
}

impl<'a> People<'a> {
    fn new(
        reports: &'a [Report<'a>],
        actors: &'a [Actor],
        links: &'a [Vec<Link>],
        stories: &'a [Option<usize>],
    ) -> Self {
        let mut by_surname: HashMap<String, Vec<usize>> = HashMap::new();
        for (number, actor) in actors.iter().enumerate() {
            let name = Name::parse(&actor.name);
            if actor.kind == ActorKind::Person && name.is_full() {
                by_surname.entry(name.key).or_default().push(number);
            }
        }
        Self {
            reports,
            actors,
            links,
            stories,
            posts: Posts::new(reports, links, stories),
            by_surname,
        }
    }

    /// The descriptions of an article with their links, by reference; pronouns are left open.
    fn descriptions(&self, article: usize, memory: &mut Memory) -> Vec<Option<Link>> {
        let report = &self.reports[article];
        let mut named: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let mentions = report.findings.mentions.iter();
        for (mention, link) in mentions.zip(&self.links[article]) {
            if mention.kind == ActorKind::Person {
                named
                    .entry(link.actor)
                    .or_default()
                    .push(mention.name.start);
            }
        }
        let references = report.findings.references.iter();
        references
            .map(|reference| {
                if reference.form != MentionForm::Description {
                    return None;
                }
                if let Some(name) = reference.beside {
                    return self.beside(article, name);
                }
                let written = words(reference.range, &report.article.text);
                let read = || self.posts.read(report, reference.range, &written);
                let known = memory.offices.entry(written.clone());
                let description = Description {
                    article,
                    at: reference.range.start,
                    office: known.or_insert_with(read).clone()?,
                    written,
                    named: &named,
                };
                self.meant(&description, self.is_relative(article, reference), memory)
            })
            .collect()
    }

    /// The person whose name stands at `name`.
    fn beside(&self, article: usize, name: TextRange) -> Option<Link> {
        let mentions = &self.reports[article].findings.mentions;
        let index = mentions.partition_point(|mention| mention.name.start < name.start);
        mentions.get(index).filter(|mention| mention.name == name)?;
        let link = self.links[article].get(index)?;
        Some(Link {
            actor: link.actor,
            reason: Reason::Beside {
                full: self.actors.get(link.actor)?.name.clone(),
            },
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
    fn here(&self, description: &Description<'_>, fit: Fit, memory: &mut Memory) -> Option<Link> {
        let named = description.named;
        let fitting = self
            .posts
            .in_article(description.article, &description.office, fit);
        let doubtful =
            fit == Fit::Open && (fitting.len() > 1 || self.table_objects(description, &fitting));
        if fitting.is_empty() || doubtful {
            return None;
        }
        let places = |actor: &usize| named.get(actor).map_or(&[][..], Vec::as_slice);
        let count = |actor: usize| places(&actor).len();
        let before = |actor: &usize| {
            let places = places(actor);
            let ahead = places.partition_point(|&at| at < description.at);
            let last = ahead.checked_sub(1).and_then(|last| places.get(last));
            // Who is named only later comes after all who are named before, the next first.
            let next = std::cmp::Reverse(places.first().copied().unwrap_or(usize::MAX));
            (last.copied(), next)
        };
        let last = fitting.iter().copied().max_by_key(before)?;
        let most = fitting.iter().copied().max_by_key(|&actor| count(actor))?;
        let much_more = count(most) >= MUCH_MORE * count(last);
        let meant = if much_more { most } else { last };
        Some(Link {
            actor: meant,
            reason: self.reason(description, meant, memory),
            sure: fitting.len() == 1 && fit == Fit::Full,
        })
    }

    /// Tells whether the table of holders knows another name for the office on the article’s date.
    fn table_objects(&self, description: &Description<'_>, people: &BTreeSet<usize>) -> bool {
        self.holder(description).is_some_and(|holder| {
            let known = Name::parse(holder.name);
            let is_called = |actor: &usize| Name::parse(&self.actors[*actor].name).key == known.key;
            !people.iter().any(is_called)
        })
    }

    fn holder(&self, description: &Description<'_>) -> Option<&Holder> {
        let date = self.reports[description.article]
            .article
            .published
            .as_ref()?;
        self.posts.table().holder(&description.office, &date.value)
    }

    /// Somebody whom other articles give that office: in the same story, else near in time. A bare office only ever
    /// means somebody who is named here.
    fn elsewhere(&self, description: &Description<'_>, memory: &mut Memory) -> Option<Link> {
        let Description {
            article,
            office,
            named,
            ..
        } = description;
        let date = self.reports[*article].article.published.as_ref();
        let days = date.and_then(|date| span(&date.value));
        let mut by_actor: BTreeMap<usize, (bool, i64)> = BTreeMap::new();
        let mut meet = |number: usize| {
            let post = self.posts.post(number);
            if let Some(distance) = post.distance(days) {
                let story =
                    self.stories[*article].is_some_and(|story| post.stories.contains(&story));
                let best = by_actor.entry(post.actor).or_insert((false, i64::MAX));
                *best = (best.0 || story, best.1.min(distance));
            }
        };
        if office.of.is_empty() {
            let posts = named.keys().flat_map(|&actor| self.posts.of_actor(actor));
            posts
                .copied()
                .filter(|&post| {
                    office.fits(self.posts.wording(self.posts.post(post)).1) == Some(Fit::Full)
                })
                .for_each(&mut meet);
        } else {
            let known = memory.posts.entry(description.written.clone());
            let posts = known.or_insert_with(|| self.posts.of_office(office));
            posts.iter().copied().for_each(&mut meet);
        }
        let only = |keep: &dyn Fn(usize, bool, i64) -> bool| {
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
        let holder = self.holder(description)?;
        let known = Name::parse(holder.name);
        let forms = GivenNames::default();
        let of_name = self.by_surname.get(&known.key)?.iter().copied();
        let mut fitting = of_name.filter(|&actor| {
            let name = Name::parse(&self.actors[actor].name);
            let agreement = name.agreement(&known, &forms);
            let shared = |part: &String| part.len() > 2 && known.given.contains(part);
            !matches!(agreement, Agreement::Clash | Agreement::Open)
                || name.given.iter().any(shared)
        });
        let actor = fitting.next().filter(|_| fitting.next().is_none())?;
        Some(Link {
            actor,
            reason: Reason::OfficeHolder {
                full: self.actors[actor].name.clone(),
                office: description.office.head.clone(),
                since: holder.since.to_owned(),
            },
            sure: description.named.contains_key(&actor),
        })
    }

    /// Says which role leads to that person, and in how many articles it is said.
    fn reason(&self, description: &Description<'_>, actor: usize, memory: &mut Memory) -> Reason {
        let known = memory.reasons.entry((description.written.clone(), actor));
        let told = known.or_insert_with(|| {
            let posts = self
                .posts
                .of_actor(actor)
                .iter()
                .map(|&post| self.posts.post(post));
            let mut articles: BTreeSet<usize> = BTreeSet::new();
            let mut role = (0, "");
            for post in posts {
                let (written, office) = self.posts.wording(post);
                if description.office.fits(office).is_some() {
                    articles.extend(&post.articles);
                    role = role.max((post.articles.len(), written));
                }
            }
            Reason::RoleOf {
                role: role.1.to_owned(),
                full: self.actors[actor].name.clone(),
                articles: articles.len(),
            }
        });
        told.clone()
    }
}
