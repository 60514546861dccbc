//! Chains: the mentions of one person inside one article.
//!
//! Full names come first, each opening a chain or joining one that it agrees with; then the bare names follow. A bare
//! surname goes to the person of that surname, a bare given name to the only person who bears it. Where two people of
//! one surname are about, it goes to the one last named in full, unless another is named three times as often, and the
//! mention is unsure. Who is introduced by office and surname (`President Trump`) before a relative is named in full is
//! one of them.

use std::collections::HashMap;
use std::sync::Arc;

use crate::link::called::caller;
use crate::link::entry::Entry;
use crate::link::given::GivenNames;
use crate::link::name::{Agreement, Name};
use crate::link::role::{Gender, Role};
use crate::link::wording::Wordings;
use crate::model::actor::ActorKind;
use crate::model::article::{Article, BlockKind};
use crate::model::findings::Findings;
use crate::model::link::Reason;

/// How many times as often another person must be named to take a bare surname from the one last named in full.
const MUCH_MORE: usize = 3;

/// The same where that full name is not in this paragraph or the one before.
const MORE: usize = 2;

/// The mentions of one person in one article.
#[derive(Debug, Clone)]
pub(crate) struct Chain {
    /// The article, as an index.
    pub(crate) article: usize,
    /// The fullest name that the article gives.
    pub(crate) name: Arc<Name>,
    /// The number of the wording in which `name` is written there.
    pub(crate) written: u32,
    /// What forms of address and roles tell.
    pub(crate) gender: Option<Gender>,
    /// The mentions, in text order.
    pub(crate) marks: Box<[Mark]>,
    /// The roles that stand with its mentions, each once.
    pub(crate) roles: Box<[Arc<Role>]>,
}

/// A chain while mentions are added to it.
struct Growing {
    name: Arc<Name>,
    written: Arc<str>,
    wording: u32,
    marks: Vec<Mark>,
    gender: Option<Gender>,
    roles: Vec<Arc<Role>>,
    /// Where the full name stands first: paragraph from 1, or 0 outside the paragraphs.
    paragraph: usize,
    /// Where it is named in full: offset and paragraph.
    full_at: Vec<(usize, usize)>,
}

/// One mention of a chain.
#[derive(Debug, Clone)]
pub(crate) struct Mark {
    /// The mention, as an index into the article's findings.
    pub(crate) mention: u32,
    /// Why it belongs to the chain, where its own wording does not say so.
    pub(crate) reason: Option<Arc<Reason>>,
    /// Whether rashomon would bet on it.
    pub(crate) sure: bool,
}

/// The chains of the people in an article, in the order of their first mention.
pub(crate) fn persons(
    index: usize,
    article: &Article,
    findings: &Findings,
    names: &GivenNames,
    wordings: &mut Wordings,
) -> Vec<Chain> {
    let mut entries: Vec<Entry> = findings
        .mentions
        .iter()
        .enumerate()
        .filter(|(_, mention)| mention.kind == ActorKind::Person)
        .map(|(number, mention)| Entry::read(number, mention, article, findings, wordings))
        .collect();
    let paragraphs = article.paragraph_numbers();
    for entry in &mut entries {
        let block = article
            .block_at(entry.at)
            .filter(|block| article.blocks[*block].kind == BlockKind::Paragraph);
        entry.paragraph = block.map_or(0, |block| paragraphs[block]);
    }
    let mut people = People {
        names,
        chains: Vec::new(),
        of_key: HashMap::new(),
        bearers: HashMap::new(),
        reasons: HashMap::new(),
    };
    // Who is only called so has another name to be found by.
    let (called, entries): (Vec<Entry>, Vec<Entry>) = entries
        .into_iter()
        .partition(|entry| caller(entry.mention, findings).is_some());
    let spelled_out = |entry: &&Entry| entry.name.is_spelled_out();
    let initials = |entry: &&Entry| entry.name.is_full() && !entry.name.is_spelled_out();
    entries
        .iter()
        .filter(spelled_out)
        .for_each(|entry| people.full(entry));
    entries
        .iter()
        .filter(initials)
        .for_each(|entry| people.full(entry));
    let introduced = people.introduce(&entries);
    let full = people.chains.len();
    people.know_bearers();
    for (number, entry) in entries.iter().enumerate() {
        if !entry.name.is_full() && !introduced.contains(&number) {
            people.bare(entry, full);
        }
    }
    people.called(&called, findings);
    let chains = people.chains.into_iter();
    let mut chains: Vec<Chain> = chains.map(|chain| chain.grown(index)).collect();
    chains.sort_by_key(|chain| chain.marks.first().map_or(0, |mark| mark.mention));
    chains
}

/// The mark of a mention.
fn mark(entry: &Entry, reason: Option<Arc<Reason>>, sure: bool) -> Mark {
    Mark {
        mention: u32::try_from(entry.mention).unwrap_or(u32::MAX),
        reason,
        sure,
    }
}

impl Growing {
    fn open(entry: &Entry) -> Self {
        let mut chain = Self {
            name: Arc::clone(&entry.name),
            written: Arc::clone(&entry.written),
            wording: entry.wording,
            marks: Vec::new(),
            gender: None,
            roles: Vec::new(),
            paragraph: entry.paragraph,
            full_at: Vec::new(),
        };
        chain.take(entry, mark(entry, None, true));
        chain
    }

    /// Takes a mention in. One that is not sure to be of this person tells nothing about it.
    fn take(&mut self, entry: &Entry, mark: Mark) {
        let is_sure = mark.sure;
        self.marks.push(mark);
        if is_sure {
            self.gender = self.gender.or(entry.gender);
            for role in &entry.roles {
                if !self.roles.contains(role) {
                    self.roles.push(role.clone());
                }
            }
        }
        if entry.name.is_full() {
            self.full_at.push((entry.at, entry.paragraph));
            if entry.name.given.len() > self.name.given.len() {
                self.name = Arc::clone(&entry.name);
                self.written.clone_from(&entry.written);
                self.wording = entry.wording;
            }
        }
    }

    fn grown(mut self, article: usize) -> Chain {
        self.marks.sort_by_key(|mark| mark.mention);
        Chain {
            article,
            name: self.name,
            written: self.wording,
            gender: self.gender,
            marks: self.marks.into(),
            roles: self.roles.into(),
        }
    }

    fn gender_clashes(&self, entry: &Entry) -> bool {
        matches!((self.gender, entry.gender), (Some(a), Some(b)) if a != b)
    }

    /// How two full names of one article agree; `López Obrador` fits `Andrés Manuel López Obrador`.
    fn agreement(&self, entry: &Entry, names: &GivenNames) -> Agreement {
        let apart = self.name.key != entry.name.key
            || self.name.suffix_clashes(&entry.name)
            || self.gender_clashes(entry);
        if apart {
            return Agreement::Clash;
        }
        let inside = |few: &Name, many: &Name| matches!(few.given.as_slice(), [only] if only.len() > 3 && many.given.iter().skip(1).any(|name| name == only));
        if inside(&entry.name, &self.name) || inside(&self.name, &entry.name) {
            return Agreement::Shorter;
        }
        self.name.agreement(&entry.name, names)
    }
}

struct People<'a> {
    names: &'a GivenNames,
    chains: Vec<Growing>,
    /// By the key of the surname, which a chain keeps, the chains of it.
    of_key: HashMap<String, Vec<usize>>,
    /// By given name, the people who bear it.
    bearers: HashMap<String, Vec<usize>>,
    /// By chain, and whether it is a given name, why a bare name belongs to it.
    reasons: HashMap<(usize, bool), Arc<Reason>>,
}

impl People<'_> {
    /// Opens a chain of its own for the entry.
    fn open(&mut self, entry: &Entry) -> &mut Growing {
        let of_key = self.of_key.entry(entry.name.key.clone()).or_default();
        let index = self.chains.len();
        of_key.push(index);
        self.chains.push(Growing::open(entry));
        &mut self.chains[index]
    }

    /// The chains of the entry's surname, in the order in which they were opened.
    fn of_name(&self, entry: &Entry) -> &[usize] {
        self.of_key.get(&entry.name.key).map_or(&[], Vec::as_slice)
    }

    /// Notes who bears which given name, once all that are named in full are known.
    fn know_bearers(&mut self) {
        for (index, chain) in self.chains.iter().enumerate() {
            for given in &chain.name.given {
                let bearers = self.bearers.entry(given.clone()).or_default();
                if bearers.last() != Some(&index) {
                    bearers.push(index);
                }
            }
        }
    }

    fn full(&mut self, entry: &Entry) {
        let fits: Vec<(Agreement, usize)> = self
            .of_name(entry)
            .iter()
            .map(|&index| (self.chains[index].agreement(entry, self.names), index))
            .filter(|(agreement, _)| *agreement != Agreement::Clash)
            .collect();
        let Some(&(best, index)) = fits.iter().min() else {
            self.open(entry);
            return;
        };
        let rivals = fits
            .iter()
            .filter(|(agreement, _)| *agreement == best)
            .count();
        self.chains[index].take(entry, mark(entry, None, rivals == 1));
    }

    /// Opens chains for those whom the text introduces by office and surname although it names another person of that
    /// surname in full, later and in another role: in `President Trump … his wife, Melania Trump`, the first is not she.
    /// Gives the entries so used.
    fn introduce(&mut self, entries: &[Entry]) -> Vec<usize> {
        let named = self.chains.len();
        let mut introduced = Vec::new();
        for (number, entry) in entries.iter().enumerate() {
            if entry.name.is_full() || entry.paragraph == 0 {
                continue;
            }
            let Some(office) = entry.roles.iter().find(|role| role.is_high_office()) else {
                if self.are_relatives(number, entries, named) {
                    let chain = self.open(entry);
                    chain.full_at.push((entry.at, entry.paragraph));
                    introduced.push(number);
                }
                continue;
            };
            let opened = self.of_name(entry).iter().copied();
            if let Some(opened) = opened.into_iter().find(|&index| index >= named) {
                let chain = &mut self.chains[opened];
                chain.full_at.push((entry.at, entry.paragraph));
                chain.take(entry, mark(entry, None, true));
                introduced.push(number);
            } else if self.is_somebody_else(entry, office, named)
                || self.are_relatives(number, entries, named)
            {
                let chain = self.open(entry);
                chain.full_at.push((entry.at, entry.paragraph));
                introduced.push(number);
            }
        }
        introduced
    }

    /// Tells whether all people of the entry’s surname whom the text names in full are named after it and cannot be
    /// meant: a `Jr.`, somebody of the other gender, or one who stands beside a bare name (`Okafor and Ines Okafor`).
    fn are_relatives(&self, number: usize, entries: &[Entry], named: usize) -> bool {
        let entry = &entries[number];
        let own = self.of_name(entry);
        if entry.name.key.is_empty()
            || entry.name.suffix.is_some()
            || own.iter().any(|&index| index >= named)
        {
            return false;
        }
        let of_name = || own.iter().map(|&index| &self.chains[index]);
        let bare = || {
            let bare = entries.iter().filter(|other| !other.name.is_full());
            bare.filter(|other| other.name.key == entry.name.key)
        };
        let beside = |chain: &Growing| {
            entries.windows(2).any(|pair| match pair {
                [one, other] => {
                    let couple =
                        other.coupled && !one.name.is_full() && one.name.key == entry.name.key;
                    couple
                        && chain
                            .marks
                            .iter()
                            .any(|mark| mark.mention as usize == other.mention)
                }
                _ => false,
            })
        };
        let other_gender = |chain: &Growing| {
            let given = chain.name.given.first();
            let own = chain
                .gender
                .or(given.and_then(|given| self.names.gender(given)));
            own.is_some_and(|own| {
                bare().any(|other| other.gender.is_some_and(|gender| gender != own))
                    && !bare().any(|other| other.gender == Some(own))
            })
        };
        of_name().next().is_some()
            && of_name().all(|chain| {
                let later = chain.full_at.iter().all(|full| full.0 > entry.at);
                let junior = chain.name.suffix.as_deref() == Some("jr");
                later && (junior || beside(chain) || other_gender(chain))
            })
    }

    fn is_somebody_else(&self, entry: &Entry, office: &Role, named: usize) -> bool {
        let own = self.of_name(entry).iter();
        let mut of_name = own
            .filter(|index| **index < named)
            .map(|&index| &self.chains[index])
            .peekable();
        of_name.peek().is_some()
            && of_name.all(|chain| {
                let later = chain.full_at.iter().all(|full| full.0 > entry.at);
                let other_role =
                    !chain.roles.is_empty() && !chain.roles.iter().any(|role| role.shares(office));
                later && other_role
            })
    }

    fn bare(&mut self, entry: &Entry, full: usize) {
        if let Some((index, sure)) = self.of_surname(entry, full) {
            let chain = &mut self.chains[index];
            let reason = chain.name.is_full().then(|| {
                let reason = || Reason::SurnameOf {
                    full: chain.written.to_string(),
                    paragraph: chain.paragraph,
                };
                let known = self.reasons.entry((index, false));
                Arc::clone(known.or_insert_with(|| Arc::new(reason())))
            });
            chain.take(entry, mark(entry, reason, sure));
        } else if let Some(index) = self.of_given_name(entry, full) {
            let chain = &mut self.chains[index];
            let reason = || Reason::GivenNameOf {
                full: chain.written.to_string(),
            };
            let known = self.reasons.entry((index, true));
            let reason = Arc::clone(known.or_insert_with(|| Arc::new(reason())));
            chain.take(entry, mark(entry, Some(reason), true));
        } else {
            let own = self.of_name(entry).iter().copied().find(|&index| {
                let chain = &self.chains[index];
                index >= full
                    && !entry.name.key.is_empty()
                    && !chain.name.suffix_clashes(&entry.name)
                    && !chain.gender_clashes(entry)
            });
            match own {
                Some(index) => self.chains[index].take(entry, mark(entry, None, true)),
                None => {
                    self.open(entry);
                }
            }
        }
    }

    /// Adds other names to the people whom the text calls so.
    fn called(&mut self, called: &[Entry], findings: &Findings) {
        if called.is_empty() {
            return;
        }
        let chains = self.chains.iter().enumerate();
        let holders: HashMap<usize, usize> = chains
            .flat_map(|(index, chain)| {
                chain
                    .marks
                    .iter()
                    .map(move |mark| (mark.mention as usize, index))
            })
            .collect();
        for entry in called {
            let holder = caller(entry.mention, findings).and_then(|caller| holders.get(&caller));
            if let Some(chain) = holder.and_then(|&index| self.chains.get_mut(index)) {
                let reason = Reason::Called {
                    full: chain.written.to_string(),
                };
                chain.marks.push(mark(entry, Some(Arc::new(reason)), true));
            }
        }
    }

    /// The person of the entry's surname, and whether that is certain.
    fn of_surname(&self, entry: &Entry, full: usize) -> Option<(usize, bool)> {
        if entry.name.key.is_empty() {
            return None;
        }
        let of_name: Vec<usize> = self
            .of_name(entry)
            .iter()
            .copied()
            .filter(|&index| index < full && !suffix_missing(&entry.name, &self.chains[index].name))
            .collect();
        let mut fitting: Vec<usize> = of_name
            .iter()
            .copied()
            .filter(|&index| !self.chains[index].gender_clashes(entry))
            .collect();
        let mut leant_on = 0;
        if fitting.len() > 1 {
            fitting.retain(|&index| !self.given_name_clashes(index, entry));
            if !fitting
                .iter()
                .all(|&index| self.pronouns_clash(index, entry))
            {
                leant_on = fitting.len();
                fitting.retain(|&index| !self.pronouns_clash(index, entry));
            }
        }
        match fitting.as_slice() {
            [] => None,
            // What a pronoun alone decides is never sure.
            [only] => Some((*only, leant_on <= 1)),
            _ => Some((self.nearest(&self.by_role(&fitting, entry), entry)?, false)),
        }
    }

    /// Tells whether the pronouns behind a bare mention speak against a person. Only ever asked to choose between several:
    /// `he` may also be somebody else.
    fn pronouns_clash(&self, index: usize, entry: &Entry) -> bool {
        let chain = &self.chains[index];
        let given = chain.name.given.first();
        let by_name = given.and_then(|given| self.names.likely_gender(given));
        matches!((chain.gender.or(by_name), entry.followed), (Some(a), Some(b)) if a != b)
    }

    /// Tells whether the given name of a person speaks against the gender that a bare mention tells. Only ever asked to
    /// choose between several people: `Mr` beside a woman’s name is no reason to think of somebody else.
    fn given_name_clashes(&self, index: usize, entry: &Entry) -> bool {
        let chain = &self.chains[index];
        let given = chain.name.given.first();
        let by_name = given.and_then(|given| self.names.gender(given));
        matches!((chain.gender.or(by_name), entry.gender), (Some(a), Some(b)) if a != b)
    }

    /// Of several people, those whose role stands with this mention, or all if none does.
    fn by_role(&self, people: &[usize], entry: &Entry) -> Vec<usize> {
        let sharing: Vec<usize> = people
            .iter()
            .copied()
            .filter(|&index| share_role(&self.chains[index].roles, &entry.roles).is_some())
            .collect();
        if sharing.is_empty() {
            people.to_vec()
        } else {
            sharing
        }
    }

    /// The person last named in full before the entry, or first after it, unless another has three times the mentions,
    /// or twice as many where the full name is further up than the paragraph before.
    fn nearest(&self, people: &[usize], entry: &Entry) -> Option<usize> {
        let last_before = |&index: &usize| {
            let full = self.chains[index].full_at.iter();
            full.filter(|full| full.0 <= entry.at).max().copied()
        };
        let first = |&index: &usize| self.chains[index].full_at.iter().min().copied();
        let nearest = people
            .iter()
            .copied()
            .filter(|index| last_before(index).is_some())
            .max_by_key(last_before)
            .or_else(|| people.iter().copied().min_by_key(first))?;
        let count = |index: usize| self.chains[index].marks.len();
        let leader = people
            .iter()
            .copied()
            .max_by_key(|&index| (count(index), nearest == index))?;
        let far =
            last_before(&nearest).is_some_and(|(_, paragraph)| paragraph + 1 < entry.paragraph);
        let needed = if far { MORE } else { MUCH_MORE };
        let leads = count(leader) >= needed * count(nearest);
        Some(if leads { leader } else { nearest })
    }

    /// The only person who bears the bare name as a given name.
    fn of_given_name(&self, entry: &Entry, full: usize) -> Option<usize> {
        let name = &entry.name;
        if name.surname.len() < 2 || !name.particles.is_empty() {
            return None;
        }
        let bearers = self
            .bearers
            .get(&name.surname)
            .map_or(&[][..], Vec::as_slice);
        let mut bearers = bearers.iter().copied().filter(|&index| {
            let chain = &self.chains[index];
            index < full && !chain.gender_clashes(entry) && !suffix_missing(name, &chain.name)
        });
        bearers.next().filter(|_| bearers.next().is_none())
    }
}

/// `Trump Jr.` is nobody without his `Jr.`, while a bare `Trump` may be either.
fn suffix_missing(bare: &Name, full: &Name) -> bool {
    bare.suffix.is_some() && bare.suffix != full.suffix
}

/// The first role of `a` that may be one of `b`.
pub(crate) fn share_role<'a>(a: &'a [Arc<Role>], b: &[Arc<Role>]) -> Option<&'a Role> {
    a.iter()
        .map(Arc::as_ref)
        .find(|role| b.iter().any(|other| role.shares(other)))
}
