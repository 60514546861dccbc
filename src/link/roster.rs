//! The roster: every person, place and organisation as an actor in the making, and every mention with the one that it is of.
//!
//! An actor in the making is called by a number, which it keeps while it is there and which means nothing else. Only those
//! that a change made others are written anew, and only the mentions that come out otherwise than before touch their
//! articles.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use crate::extract::government::table::{Seat, look_up};
use crate::link::alias;
use crate::link::fnv::fnv;
use crate::link::given::GivenNames;
use crate::link::groups::{GroupId, NameGroup};
use crate::link::imprint::Imprint;
use crate::link::index::Index;
use crate::link::name::{Agreement, Name};
use crate::link::names::NameReader;
use crate::link::person::{ChainId, Person};
use crate::link::reading::Reading;
use crate::link::wording::Wordings;
use crate::model::actor::{ActorId, ActorKind};
use crate::model::article::ArticleId;
use crate::model::correction::Scope;
use crate::model::link::Reason;
use crate::text::fold::fold;

/// Where a mention is: the article, and the index in its findings.
pub(crate) type Place = (usize, usize);

/// The articles and what is known of each by itself.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stock<'a> {
    /// By article; nothing where one was taken out.
    pub(crate) imprints: &'a [Option<Imprint>],
    /// By article.
    pub(crate) readings: &'a [Reading],
    /// What the numbers of wordings mean.
    pub(crate) wordings: &'a Wordings,
    /// What the names of places and organisations are.
    pub(crate) names: &'a NameReader,
    /// The forms of given names.
    pub(crate) given: &'a GivenNames,
}

/// An actor with its mentions, before it has its place among the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Draft {
    pub(crate) kind: ActorKind,
    pub(crate) name: String,
    /// What stays the same however the name is spelled.
    pub(crate) key: String,
    /// Where its mentions are, in rising order.
    marks: Box<[(u32, u32)]>,
    /// The hashes of the folded wordings in which it is mentioned.
    written: Box<[u64]>,
}

/// What a mention is linked to, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cell {
    draft: u32,
    pub(crate) sure: bool,
    pub(crate) reason: Arc<Reason>,
}

impl Cell {
    /// A link to the actor in the making of that number.
    pub(crate) fn to(draft: usize, reason: Arc<Reason>, sure: bool) -> Self {
        Self {
            draft: u32::try_from(draft).unwrap_or(u32::MAX),
            sure,
            reason,
        }
    }

    /// The number of the actor in the making.
    pub(crate) fn draft(&self) -> usize {
        self.draft as usize
    }
}

/// The reasons that the wordings of an actor are of themselves, and the facts on which they rest: its name, and whether it
/// is mentioned more than once. Kept, so that nobody need compare what has stayed the same.
#[derive(Debug, Default)]
struct Reasons {
    name: String,
    several: bool,
    /// By wording and key.
    known: HashMap<(u32, u32), Arc<Reason>>,
}

impl Reasons {
    /// Makes them those of an actor of that name.
    fn rest_on(&mut self, name: &str, several: bool) {
        if self.name != name || self.several != several {
            name.clone_into(&mut self.name);
            self.several = several;
            self.known.clear();
        }
    }
}

/// All actors in the making.
#[derive(Debug, Default)]
pub(crate) struct Roster {
    drafts: Vec<Option<Draft>>,
    free: Vec<usize>,
    /// By number.
    reasons: Vec<Reasons>,
    people: HashMap<ChainId, (usize, Arc<Person>)>,
    groups: HashMap<GroupId, usize>,
    /// By article and mention.
    cells: Vec<Box<[Option<Cell>]>>,
    /// By the hash of a folded name or wording, whose it is.
    called: Index<u64>,
    written: Index<u64>,
    /// What has changed since it was last asked.
    pub(crate) touched: Touched,
}

/// What a change touched.
#[derive(Debug, Default)]
pub(crate) struct Touched {
    /// Articles with a mention that is linked otherwise.
    pub(crate) articles: BTreeSet<usize>,
    /// Actors in the making that are others than before.
    pub(crate) drafts: BTreeSet<usize>,
    /// The ids that these had before and have now.
    pub(crate) actors: BTreeSet<ActorId>,
    /// The articles with an actor of whom a story says something else than before.
    pub(crate) told: BTreeSet<usize>,
}

impl Stock<'_> {
    /// The lasting name of the article at that place.
    pub(crate) fn id(&self, article: usize) -> Option<ArticleId> {
        let imprint = self.imprints.get(article)?.as_ref();
        imprint.map(|imprint| imprint.id)
    }

    /// Tells whether a rule of that scope holds in the article.
    pub(crate) fn lies_in(&self, article: usize, scope: &Scope) -> bool {
        let imprint = self.imprints.get(article).and_then(Option::as_ref);
        imprint.is_some_and(|imprint| imprint.lies_in(scope, self.wordings))
    }

    /// Tells whether the mention reads `wanted`, which is folded, with or without its form of address.
    pub(crate) fn is_written(&self, (article, mention): Place, wanted: &str) -> bool {
        let written = self.readings[article].written[mention];
        let reads = |number: u32| &*self.wordings.get(number).folded == wanted;
        reads(written.name) || reads(written.form)
    }
}

/// A mention on its way to its cell.
struct Mark {
    place: Place,
    reason: Arc<Reason>,
    sure: bool,
}

impl Roster {
    /// Makes room for the mentions of an article, or forgets them.
    pub(crate) fn lay_out(&mut self, article: usize, mentions: usize) {
        if self.cells.len() <= article {
            self.cells.resize_with(article + 1, Box::default);
        }
        self.cells[article] = vec![None; mentions].into();
        self.touched.articles.insert(article);
    }

    /// Writes a person anew, or strikes it out.
    pub(crate) fn person(&mut self, id: ChainId, person: Option<Arc<Person>>, stock: Stock<'_>) {
        let known = self.people.get(&id);
        let Some(person) = person else {
            if let Some((number, _)) = self.people.remove(&id) {
                self.strike(number);
            }
            return;
        };
        if known.is_some_and(|(_, known)| Arc::ptr_eq(known, &person)) {
            return;
        }
        let number = known.map(|(number, _)| *number);
        let number = number.unwrap_or_else(|| self.room());
        let (draft, marks) = of_person(&person, &mut self.reasons[number], stock);
        self.people.insert(id, (number, person));
        self.write(number, draft, marks, stock);
    }

    /// Writes a place or an organisation anew, or strikes it out.
    pub(crate) fn group(&mut self, id: GroupId, group: Option<&NameGroup>, stock: Stock<'_>) {
        let Some(group) = group else {
            if let Some(number) = self.groups.remove(&id) {
                self.strike(number);
            }
            return;
        };
        let number = self.groups.get(&id).copied();
        let number = number.unwrap_or_else(|| self.room());
        self.groups.insert(id, number);
        let (draft, marks) = of_group(id, group, &mut self.reasons[number], stock);
        self.write(number, draft, marks, stock);
    }

    fn room(&mut self) -> usize {
        self.free.pop().unwrap_or_else(|| {
            self.drafts.push(None);
            self.reasons.push(Reasons::default());
            self.drafts.len() - 1
        })
    }

    fn strike(&mut self, number: usize) {
        self.index(number, false);
        self.drafts[number] = None;
        self.reasons[number] = Reasons::default();
        self.free.push(number);
        self.touched.drafts.insert(number);
    }

    fn write(&mut self, number: usize, mut draft: Draft, marks: Vec<Mark>, stock: Stock<'_>) {
        self.index(number, false);
        let mut wordings: Vec<u32> = Vec::with_capacity(2 * marks.len());
        for mark in &marks {
            let written = stock.readings[mark.place.0].written[mark.place.1];
            wordings.extend([written.name, written.form]);
        }
        wordings.sort_unstable();
        wordings.dedup();
        let folded = |number: u32| &*stock.wordings.get(number).folded;
        let hashes = wordings.into_iter();
        let mut hashes: Vec<u64> = hashes.map(|wording| fnv(&[folded(wording)])).collect();
        hashes.sort_unstable();
        hashes.dedup();
        draft.written = hashes.into();
        let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let places = marks.iter().map(|mark| mark.place);
        draft.marks = places
            .map(|(article, mention)| (small(article), small(mention)))
            .collect();
        draft.marks.sort_unstable();
        for Mark {
            place,
            reason,
            sure,
        } in marks
        {
            let cell = Cell::to(number, reason, sure);
            let known = &mut self.cells[place.0][place.1];
            if known.as_ref() != Some(&cell) {
                *known = Some(cell);
                self.touched.articles.insert(place.0);
            }
        }
        self.drafts[number] = Some(draft);
        self.index(number, true);
        self.touched.drafts.insert(number);
    }

    /// Lets a draft be found by its name and wordings, or no more.
    fn index(&mut self, number: usize, is_there: bool) {
        let Some(Some(draft)) = self.drafts.get(number) else {
            return;
        };
        let name = fnv(&[&fold(&draft.name)]);
        self.called.put(name, number, is_there);
        for &hash in &draft.written {
            self.written.put(hash, number, is_there);
        }
    }

    /// The draft of that number.
    pub(crate) fn draft(&self, number: usize) -> Option<&Draft> {
        self.drafts.get(number)?.as_ref()
    }

    /// What the mentions of an article are linked to.
    pub(crate) fn cells(&self, article: usize) -> &[Option<Cell>] {
        self.cells.get(article).map_or(&[], |cells| cells)
    }

    /// The drafts that may have that folded name.
    pub(crate) fn called(&self, folded: &str) -> impl Iterator<Item = usize> {
        self.called.of(fnv(&[folded]))
    }

    /// The drafts that may be mentioned in that folded wording.
    pub(crate) fn written(&self, folded: &str) -> impl Iterator<Item = usize> {
        self.written.of(fnv(&[folded]))
    }
}

fn of_person(person: &Person, reasons: &mut Reasons, stock: Stock<'_>) -> (Draft, Vec<Mark>) {
    let chain = |id: ChainId| &stock.readings[id.article()].chains[id.number()];
    let form =
        |article: usize, mention: u32| stock.readings[article].written[mention as usize].name;
    let mut forms: HashMap<u32, usize> = HashMap::new();
    for joined in &person.chains {
        let article = joined.chain.article();
        for mark in &chain(joined.chain).marks {
            *forms.entry(form(article, mark.mention)).or_default() += 1;
        }
    }
    let name = person_name(&forms, stock.wordings);
    let known = Name::parse(&name);
    let several = forms.values().sum::<usize>() > 1;
    reasons.rest_on(&name, several);
    let mut marks = Vec::new();
    for joined in &person.chains {
        let article = joined.chain.article();
        for mark in &chain(joined.chain).marks {
            let given = joined.reason.as_ref().or(mark.reason.as_ref()).cloned();
            let reason = given.unwrap_or_else(|| {
                let form = form(article, mark.mention);
                let reason = || Arc::new(own_reason(form, &name, &known, several, stock));
                Arc::clone(reasons.known.entry((form, 0)).or_insert_with(reason))
            });
            marks.push(Mark {
                place: (article, mark.mention as usize),
                reason,
                sure: joined.sure && mark.sure,
            });
        }
    }
    let given = known
        .given
        .first()
        .map_or_else(String::new, |given| stock.given.root(given));
    let suffix = known.suffix.as_deref().unwrap_or("");
    let key = format!("{}\0{given}\0{suffix}", known.key);
    (Draft::of(ActorKind::Person, name, key), marks)
}

fn of_group(
    id: GroupId,
    group: &NameGroup,
    reasons: &mut Reasons,
    stock: Stock<'_>,
) -> (Draft, Vec<Mark>) {
    let (kind, key) = match id {
        GroupId::Named(kind, key) => (kind, stock.wordings.get(key).text.to_string()),
        GroupId::Blank(kind, article, mention) => {
            let article = stock.id(article).map(|id| id.to_string());
            (kind, format!("#{} {mention}", article.unwrap_or_default()))
        }
    };
    let mentions = || {
        group.iter().map(|one| {
            let mention = &stock.readings[one.article].names[one.name];
            (one.article, mention, one.sure)
        })
    };
    let mut forms: HashMap<u32, usize> = HashMap::new();
    for (_, mention, _) in mentions() {
        *forms.entry(mention.wording).or_default() += 1;
    }
    let listed = mentions().find_map(|(_, mention, _)| stock.names.listed(kind, mention.wording));
    let name = match (kind, listed) {
        (ActorKind::Government, Some(government)) => government.to_owned(),
        _ => group_name(&forms, &key, listed, stock.wordings),
    };
    let name_key = alias::key(&name);
    let several = forms.values().sum::<usize>() > 1;
    reasons.rest_on(&name, several);
    let mut marks = Vec::new();
    for (article, mention, sure) in mentions() {
        let reason = || {
            let acronym = id != GroupId::Named(kind, mention.key) && !mention.blank;
            let written = &stock.wordings.get(mention.wording).text;
            let metonym = (kind == ActorKind::Government)
                .then(|| metonym_reason(written))
                .flatten();
            Arc::new(if let Some(reason) = metonym {
                reason
            } else if acronym {
                Reason::AcronymOf { full: name.clone() }
            } else if alias::key(written) != name_key {
                Reason::KnownAs {
                    other: name.clone(),
                }
            } else if several {
                Reason::SameName
            } else {
                Reason::OnItsOwn
            })
        };
        let known = reasons.known.entry((mention.wording, mention.key));
        marks.push(Mark {
            place: (article, mention.mention as usize),
            reason: Arc::clone(known.or_insert_with(reason)),
            sure,
        });
    }
    (Draft::of(kind, name, key), marks)
}

impl Draft {
    fn of(kind: ActorKind, name: String, key: String) -> Self {
        Self {
            kind,
            name,
            key,
            marks: Box::default(),
            written: Box::default(),
        }
    }

    /// Where its mentions are, in rising order.
    pub(crate) fn places(&self) -> impl Iterator<Item = Place> {
        let marks = self.marks.iter();
        marks.map(|(article, mention)| (*article as usize, *mention as usize))
    }
}

/// Why a mention is this person, from its own wording.
fn own_reason(form: u32, name: &str, known: &Name, several: bool, stock: Stock<'_>) -> Reason {
    let wording = stock.wordings.get(form);
    let Some(own) = wording.known_name() else {
        return Reason::OnItsOwn;
    };
    if !own.is_full() {
        return if several {
            Reason::SameName
        } else {
            Reason::OnItsOwn
        };
    }
    if *wording.folded == *fold(name) {
        return Reason::FullName;
    }
    let agreement = own.agreement(known, stock.given);
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
/// then the spelling of the surname that stands most often, then the most frequent form, then the longest, then the first in
/// the alphabet.
fn person_name(forms: &HashMap<u32, usize>, wordings: &Wordings) -> String {
    let surname = |number: u32| {
        let name = wordings.get(number).known_name();
        name.map_or("", |name| name.surname.as_str())
    };
    let mut spellings: HashMap<&str, usize> = HashMap::new();
    for (&number, &count) in forms {
        *spellings.entry(surname(number)).or_default() += count;
    }
    best(forms, wordings, |number, form, count| {
        let name = wordings.get(number).known_name();
        let level = name.map_or(0, |name| {
            usize::from(name.is_full()) + usize::from(name.is_spelled_out())
        });
        let suffix = name.is_some_and(|name| name.suffix.is_some());
        let plain = name.is_none_or(|name| !name.titled) && !is_shouted(form);
        let spelling = spellings.get(surname(number)).copied().unwrap_or(0);
        (level, suffix, plain, spelling, count, form.len())
    })
}

/// Why a name stands for a government.
fn metonym_reason(written: &str) -> Option<Reason> {
    let metonym = look_up(written)?;
    let government = metonym.government.to_owned();
    Some(match metonym.seat {
        Seat::Country => Reason::CountryOf { government },
        Seat::Capital => Reason::CapitalOf { government },
        Seat::House => Reason::HouseOf { government },
    })
}

/// The name a place or organisation is known by: the listed one if the library has it, then the most frequent wording
/// that is not an acronym of it.
fn group_name(
    forms: &HashMap<u32, usize>,
    key: &str,
    listed: Option<&str>,
    wordings: &Wordings,
) -> String {
    // A headline in capitals tells nothing of how a name is written elsewhere.
    let written: BTreeSet<String> = forms
        .keys()
        .map(|&number| &*wordings.get(number).text)
        .filter(|form| !is_shouted(form))
        .map(fold)
        .collect();
    best(forms, wordings, |_, form, count| {
        let plain = !(is_shouted(form) && written.contains(&fold(form)));
        let is_listed = listed == Some(form);
        let own = alias::key(form) == key;
        let possessive = form.ends_with("'s") || form.ends_with("’s");
        (is_listed, own, plain, !possessive, count, form.len())
    })
}

fn best<R: Ord>(
    forms: &HashMap<u32, usize>,
    wordings: &Wordings,
    rank: impl Fn(u32, &str, usize) -> R,
) -> String {
    let ranked = forms.iter().map(|(&number, &count)| {
        let form = &*wordings.get(number).text;
        (rank(number, form, count), std::cmp::Reverse(form))
    });
    ranked
        .max()
        .map_or_else(String::new, |(_, form)| form.0.to_owned())
}

/// Tells whether a name of several letters is all capitals, as headlines have it.
fn is_shouted(form: &str) -> bool {
    !form.chars().any(char::is_lowercase)
}
