//! The roster: every person, place and organisation as an actor, and every mention with its link.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::extract::government::table::{Seat, look_up};
use crate::link::alias;
use crate::link::chain::{Chain, words};
use crate::link::given::GivenNames;
use crate::link::name::{Agreement, Name};
use crate::link::names::{NameGroup, NameMention};
use crate::link::person::Person;
use crate::model::actor::{Actor, ActorId, ActorKind};
use crate::model::article::Article;
use crate::model::correction::Scope;
use crate::model::findings::Findings;
use crate::model::link::{Link, Reason};
use crate::text::fold::fold;

/// Collects actors and links.
#[derive(Debug)]
pub(crate) struct Roster<'a> {
    sources: Vec<(&'a Article, &'a Findings)>,
    names: &'a GivenNames,
    /// The actors so far; one without mentions is none.
    pub(crate) drafts: Vec<Draft>,
}

/// An actor with its mentions, before it has its place among the others.
#[derive(Debug)]
pub(crate) struct Draft {
    pub(crate) kind: ActorKind,
    pub(crate) name: String,
    /// What stays the same however the name is spelled.
    pub(crate) key: String,
    pub(crate) marks: Vec<DraftMark>,
    /// Whether the reader says that it is no actor.
    pub(crate) dismissed: bool,
}

/// A mention of an actor.
#[derive(Debug)]
pub(crate) struct DraftMark {
    pub(crate) article: usize,
    pub(crate) mention: usize,
    pub(crate) reason: Reason,
    pub(crate) sure: bool,
}

/// Actors in their places.
#[derive(Debug, Default)]
pub(crate) struct Finished {
    /// Every actor.
    pub(crate) actors: Vec<Actor>,
    /// By article, the links of its mentions.
    pub(crate) links: Vec<Vec<Link>>,
    /// Those that the reader says are none.
    pub(crate) dismissed: BTreeSet<usize>,
}

impl<'a> Roster<'a> {
    /// An empty roster over the articles and their findings.
    pub(crate) fn new(sources: Vec<(&'a Article, &'a Findings)>, names: &'a GivenNames) -> Self {
        Self {
            sources,
            names,
            drafts: Vec::new(),
        }
    }

    /// Adds a person.
    pub(crate) fn person(&mut self, person: &Person, chains: &[Chain]) {
        let mut forms: BTreeMap<String, usize> = BTreeMap::new();
        for joined in &person.chains {
            let chain = &chains[joined.chain];
            for mark in &chain.marks {
                *forms
                    .entry(self.written(chain.article, mark.mention))
                    .or_default() += 1;
            }
        }
        let parsed: HashMap<&String, Name> =
            forms.keys().map(|form| (form, Name::parse(form))).collect();
        let name = person_name(&forms, &parsed);
        let known = Name::parse(&name);
        let several = forms.values().sum::<usize>() > 1;
        let mut marks = Vec::new();
        for joined in &person.chains {
            let chain = &chains[joined.chain];
            for mark in &chain.marks {
                let written = self.written(chain.article, mark.mention);
                let reason = joined
                    .reason
                    .clone()
                    .or_else(|| mark.reason.clone())
                    .or_else(|| {
                        let own = parsed.get(&written)?;
                        Some(self.own_reason(&written, own, &name, &known, several))
                    })
                    .unwrap_or(Reason::OnItsOwn);
                marks.push(DraftMark {
                    article: chain.article,
                    mention: mark.mention,
                    reason,
                    sure: joined.sure && mark.sure,
                });
            }
        }
        let given = known
            .given
            .first()
            .map_or_else(String::new, |given| self.names.root(given));
        let suffix = known.suffix.as_deref().unwrap_or("");
        let key = format!("{}\0{given}\0{suffix}", known.key);
        self.drafts.push(Draft {
            kind: ActorKind::Person,
            name,
            key,
            marks,
            dismissed: false,
        });
    }

    /// Adds a government, a place or an organisation.
    pub(crate) fn group(&mut self, group: &NameGroup) {
        let Some((first, _)) = group.mentions.first() else {
            return;
        };
        let name = match (first.kind, first.listed) {
            (ActorKind::Government, Some(government)) => government.to_owned(),
            _ => group_name(group),
        };
        let name_key = alias::key(&name);
        let several = group.mentions.len() > 1;
        let marks = group
            .mentions
            .iter()
            .map(|(mention, sure)| DraftMark {
                article: mention.article,
                mention: mention.mention,
                reason: if let Some(reason) = metonym_reason(mention) {
                    reason
                } else if mention.key != group.key && !mention.key.is_empty() {
                    Reason::AcronymOf { full: name.clone() }
                } else if alias::key(&mention.written) != name_key {
                    Reason::KnownAs {
                        other: name.clone(),
                    }
                } else if several {
                    Reason::SameName
                } else {
                    Reason::OnItsOwn
                },
                sure: *sure,
            })
            .collect();
        self.drafts.push(Draft {
            kind: first.kind,
            name,
            key: group.key.clone(),
            marks,
            dismissed: false,
        });
    }

    /// The actors, sorted by kind (people, governments, organisations, places), then by folded name, then by first mention; and by
    /// article the links of its mentions.
    pub(crate) fn finish(mut self) -> Finished {
        self.drafts.retain(|draft| !draft.marks.is_empty());
        for draft in &mut self.drafts {
            draft.marks.sort_by_key(|mark| (mark.article, mark.mention));
        }
        let drafts = std::mem::take(&mut self.drafts);
        let mut sorted: Vec<(String, Draft)> = drafts
            .into_iter()
            .map(|draft| (fold(&draft.name), draft))
            .collect();
        sorted.sort_by(|(name, a), (other, b)| {
            let place =
                |draft: &Draft| draft.marks.first().map(|mark| (mark.article, mark.mention));
            (a.kind, name, place(a)).cmp(&(b.kind, other, place(b)))
        });
        let mut links: Vec<Vec<Option<Link>>> = self
            .sources
            .iter()
            .map(|(_, findings)| vec![None; findings.mentions.len()])
            .collect();
        let mut taken = BTreeSet::new();
        let mut actors = Vec::with_capacity(sorted.len());
        let mut dismissed = BTreeSet::new();
        for (_, draft) in sorted {
            if draft.dismissed {
                dismissed.insert(actors.len());
            }
            for mark in &draft.marks {
                links[mark.article][mark.mention] = Some(Link {
                    actor: actors.len(),
                    reason: mark.reason.clone(),
                    sure: mark.sure,
                });
            }
            actors.push(self.actor(draft, &mut taken));
        }
        let links = links
            .into_iter()
            .map(|links| links.into_iter().flatten().collect())
            .collect();
        Finished {
            actors,
            links,
            dismissed,
        }
    }

    fn actor(&self, draft: Draft, taken: &mut BTreeSet<u64>) -> Actor {
        let colour_seed = fnv(&[draft.kind.name(), &draft.key]);
        let mut id = colour_seed;
        if let Some(mark) = draft.marks.first() {
            // Two people of one name: the later of them is also told by where it stands.
            let article = self.sources[mark.article].0.id.to_string();
            let mut number = mark.mention;
            while !taken.insert(id) {
                id = fnv(&[draft.kind.name(), &draft.key, &article, &number.to_string()]);
                number += 1;
            }
        }
        let mut forms: BTreeMap<String, usize> = BTreeMap::new();
        let mut roles: BTreeMap<String, usize> = BTreeMap::new();
        for mark in &draft.marks {
            let (article, findings) = self.sources[mark.article];
            let mention = &findings.mentions[mark.mention];
            *forms
                .entry(words(mention.form(), &article.text))
                .or_default() += 1;
            if let Some(role) = mention.role {
                *roles.entry(words(role, &article.text)).or_default() += 1;
            }
        }
        Actor {
            id: ActorId(id),
            kind: draft.kind,
            name: draft.name,
            forms: most_frequent_first(forms),
            roles: most_frequent_first(roles),
            colour_seed,
        }
    }

    /// The name as the article writes it, on one line.
    pub(crate) fn written(&self, article: usize, mention: usize) -> String {
        let (article, findings) = self.sources[article];
        words(findings.mentions[mention].name, &article.text)
    }

    /// The name with its form of address.
    pub(crate) fn form(&self, article: usize, mention: usize) -> String {
        let (article, findings) = self.sources[article];
        words(findings.mentions[mention].form(), &article.text)
    }

    /// Tells whether a rule of that scope holds in the article.
    pub(crate) fn lies_in(&self, article: usize, scope: &Scope) -> bool {
        lies_in(self.sources[article].0, scope)
    }

    /// Why a mention is this person, from its own wording.
    fn own_reason(
        &self,
        written: &str,
        own: &Name,
        name: &str,
        known: &Name,
        several: bool,
    ) -> Reason {
        if !own.is_full() {
            return if several {
                Reason::SameName
            } else {
                Reason::OnItsOwn
            };
        }
        if fold(written) == fold(name) {
            return Reason::FullName;
        }
        let agreement = own.agreement(known, self.names);
        if own.surname == known.surname && agreement != Agreement::Spelling {
            return Reason::FormOf {
                other: name.to_owned(),
            };
        }
        Reason::SpellingOf {
            other: name.to_owned(),
            agreeing: agreeing(own, known, agreement),
        }
    }
}

/// Tells whether a rule of that scope holds in the article.
pub(crate) fn lies_in(article: &Article, scope: &Scope) -> bool {
    match scope {
        Scope::Everywhere => true,
        Scope::Outlet(name) => {
            let outlet = article.outlet.as_ref().or(article.agency.as_ref());
            outlet.is_some_and(|outlet| fold(&outlet.value) == fold(name))
        }
        Scope::Article(id) => article.id == *id,
    }
}

/// Why a name stands for a government; nothing for other kinds.
fn metonym_reason(mention: &NameMention) -> Option<Reason> {
    if mention.kind != ActorKind::Government {
        return None;
    }
    let metonym = look_up(&mention.written)?;
    let government = metonym.government.to_owned();
    Some(match metonym.seat {
        Seat::Country => Reason::CountryOf { government },
        Seat::Capital => Reason::CapitalOf { government },
        Seat::House => Reason::HouseOf { government },
    })
}

/// What two spellings of a full name share.
fn agreeing(own: &Name, known: &Name, agreement: Agreement) -> String {
    let given = known.given.first().map_or("", String::as_str);
    let shown = capitalised(given);
    match (agreement, own.given.first()) {
        (Agreement::Initial, _) => format!("initial {}.", shown.chars().next().unwrap_or('?')),
        (_, Some(other)) if other != given && own.surname == known.surname => {
            format!("surname {}", capitalised(&own.surname))
        }
        _ => format!("first name {shown}"),
    }
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

/// The name a person is known by: a form with the given name written out before one with initials before a bare one,
/// then the most frequent, then the longest, then the first in the alphabet.
fn person_name(forms: &BTreeMap<String, usize>, parsed: &HashMap<&String, Name>) -> String {
    let rank = |form: &String, count: usize| {
        let name = parsed.get(form);
        let level = name.map_or(0, |name| {
            usize::from(name.is_full()) + usize::from(name.is_spelled_out())
        });
        let suffix = name.is_some_and(|name| name.suffix.is_some());
        let plain = name.is_none_or(|name| !name.titled) && !is_shouted(form);
        (level, suffix, plain, count, form.len())
    };
    best(forms, rank)
}

/// The name a place or organisation is known by: the listed one if the library has it, then the most frequent wording
/// that is not an acronym of it.
fn group_name(group: &NameGroup) -> String {
    let mut forms: BTreeMap<String, usize> = BTreeMap::new();
    let listed = group
        .mentions
        .iter()
        .find_map(|(mention, _)| mention.listed);
    for (mention, _) in &group.mentions {
        *forms.entry(mention.written.clone()).or_default() += 1;
    }
    let rank = |form: &String, count: usize| {
        let is_listed = listed == Some(form.as_str());
        let own = alias::key(form) == group.key;
        let possessive = form.ends_with("'s") || form.ends_with("’s");
        (is_listed, own, !possessive, count, form.len())
    };
    best(&forms, rank)
}

fn best<R: Ord>(forms: &BTreeMap<String, usize>, rank: impl Fn(&String, usize) -> R) -> String {
    forms
        .iter()
        .rev()
        .max_by_key(|(form, count)| rank(form, **count))
        .map_or_else(String::new, |(form, _)| form.clone())
}

/// Tells whether a name of several letters is all capitals, as headlines have it.
fn is_shouted(form: &str) -> bool {
    !form.chars().any(char::is_lowercase)
}

fn most_frequent_first(counts: BTreeMap<String, usize>) -> Vec<(String, usize)> {
    let mut counts: Vec<(String, usize)> = counts
        .into_iter()
        .filter(|(text, _)| !text.is_empty())
        .collect();
    counts.sort_by(|(text, count), (other, more)| more.cmp(count).then_with(|| text.cmp(other)));
    counts
}

/// The 64-bit FNV-1a hash of the parts, each closed by a byte that no text has
/// (<http://www.isthe.com/chongo/tech/comp/fnv/>).
fn fnv(parts: &[&str]) -> u64 {
    let closed = parts.iter().flat_map(|part| part.bytes().chain([0xff]));
    closed.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
