//! What `link` decided: which mention is which actor, and why.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use crate::model::actor::{Actor, ActorId};
use crate::model::date::NewsDate;
use crate::model::sourced::Sourced;

/// The link of one mention to its actor.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Link {
    /// The actor.
    pub actor: ActorId,
    /// Why it is this one.
    pub reason: Arc<Reason>,
    /// Whether rashomon would bet on it; an unsure link is shown with `perhaps`.
    pub sure: bool,
}

/// Why a mention is taken for an actor, or one article's actor for another's.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Reason {
    /// The mention is the full name by which the actor is known.
    FullName,
    /// Within the article: the surname of a full name there.
    SurnameOf {
        /// The full name, as the article writes it.
        full: String,
        /// The paragraph of the full name, counted from 1; 0 for the headline.
        paragraph: usize,
    },
    /// Within the article: the given name of the only person of that name there.
    GivenNameOf {
        /// The full name, as the article writes it.
        full: String,
    },
    /// Within the article: the text says that this person is called so.
    Called {
        /// The full name, as the article writes it.
        full: String,
    },
    /// Across articles: the same name.
    SameName,
    /// Across articles: another spelling, and the given names agree.
    SpellingOf {
        /// The other spelling.
        other: String,
        /// What the two share: `first name Volodymyr`, `role Ukrainian president`.
        agreeing: String,
    },
    /// The acronym of a name.
    AcronymOf {
        /// The name.
        full: String,
    },
    /// The capital of a government, where the text speaks of it as one that acts.
    CapitalOf {
        /// The government: `government of Russia`.
        government: String,
    },
    /// The house in which a government sits, where the text speaks of it as one that acts.
    HouseOf {
        /// The government.
        government: String,
    },
    /// A country that does what only its government can.
    CountryOf {
        /// The government.
        government: String,
    },
    /// Another name of the same place or organisation, from rashomon's lists.
    KnownAs {
        /// The name it is known by.
        other: String,
    },
    /// A surname that no full name in the article explains, and that fits one person of the same story.
    OnlyCandidate {
        /// The person's full name.
        full: String,
    },
    /// Across articles: a fuller or shorter form of the name.
    FormOf {
        /// The form by which the actor is known.
        other: String,
    },
    /// A surname that no full name in the article explains, and that fits one person of the library with its role.
    SharedRole {
        /// The person's full name.
        full: String,
        /// The role as the bare mention has it.
        role: String,
    },
    /// A surname that no full name in the article explains, and that fits the only person of the library of that surname,
    /// named in the same company.
    SameCompany {
        /// The person's full name.
        full: String,
        /// Some of those whom both are named with.
        with: String,
    },
    /// A surname that no full name in the article explains, and one person of it is named far more than all others.
    BestKnown {
        /// The person's full name.
        full: String,
    },
    /// A description directly beside the name of whom it describes.
    Beside {
        /// The person’s full name.
        full: String,
    },
    /// A description of an office that texts give this person.
    RoleOf {
        /// The role as the texts have it.
        role: String,
        /// The person’s full name.
        full: String,
        /// In how many articles the texts say so: exact up to nine, then rounded down to its first digit.
        articles: usize,
    },
    /// A description of an office that no text explains, held by this person according to rashomon’s table.
    OfficeHolder {
        /// The person’s full name.
        full: String,
        /// The office.
        office: String,
        /// The day from which the table has it so: `2017-05-14`.
        since: String,
    },
    /// A pronoun, and the person it most likely stands for.
    PronounFor {
        /// The person’s full name.
        full: String,
    },
    /// A rule of the reader’s own.
    ReadersRule {
        /// Its line in the reader’s corrections, counted from 1.
        line: u32,
    },
    /// A name that fits no other actor.
    OnItsOwn,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::FullName => f.write_str("full name"),
            Self::SurnameOf { full, paragraph: 0 } => {
                write!(f, "surname of {full}, headline or caption")
            }
            Self::SurnameOf { full, paragraph } => write!(f, "surname of {full}, ¶{paragraph}"),
            Self::GivenNameOf { full } => write!(f, "given name of {full}, the only one here"),
            Self::Called { full } => write!(f, "what {full} is called, by the text"),
            Self::SameName => f.write_str("same name"),
            Self::SpellingOf { other, agreeing } => {
                write!(f, "spelling of {other}; same {agreeing}")
            }
            Self::AcronymOf { full } => write!(f, "short for {full}"),
            Self::CapitalOf { government } => write!(f, "capital, spoken of as the {government}"),
            Self::HouseOf { government } => write!(f, "seat of the {government}"),
            Self::CountryOf { government } => {
                write!(f, "country, spoken of as the {government}")
            }
            Self::KnownAs { other } => write!(f, "also known as {other}"),
            Self::OnlyCandidate { full } => {
                write!(f, "only person of that surname in the story: {full}")
            }
            Self::FormOf { other } => write!(f, "another form of {other}"),
            Self::SharedRole { full, role } => {
                write!(
                    f,
                    "only person of that surname with the role “{role}”: {full}"
                )
            }
            Self::SameCompany { full, with } => {
                write!(
                    f,
                    "only person of that surname, also named with {with}: {full}"
                )
            }
            Self::BestKnown { full } => write!(f, "best known person of that surname: {full}"),
            Self::Beside { full } => write!(f, "description beside the name {full}"),
            Self::RoleOf {
                role,
                full,
                articles: 1,
            } => write!(f, "role: {role}, said of {full} in 1 article"),
            Self::RoleOf {
                role,
                full,
                articles: articles @ ..10,
            } => write!(f, "role: {role}, said of {full} in {articles} articles"),
            Self::RoleOf {
                role,
                full,
                articles,
            } => write!(
                f,
                "role: {role}, said of {full} in at least {articles} articles"
            ),
            Self::OfficeHolder {
                full,
                office,
                since,
            } => write!(
                f,
                "no article says who it is; {office} since {since}, by The World Factbook: {full}"
            ),
            Self::PronounFor { full } => write!(f, "pronoun; {full} is named nearest"),
            Self::ReadersRule { line } => {
                write!(f, "your own rule, line {line} of your corrections")
            }
            Self::OnItsOwn => f.write_str("name as written"),
        }
    }
}

/// All decisions of `link` about one set of articles. Lists that are "by article" follow the order in which the articles
/// were given. What a change of the library left as it was is shared with the decisions before it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Linked {
    /// Every actor, each once: people, organisations, places; each sorted by folded name, then by first mention.
    pub actors: Vec<Arc<Actor>>,
    /// By article, then by mention in the order of its findings.
    pub links: Vec<Arc<[Link]>>,
    /// By article, then by reference in the order of its findings: whom a description or pronoun stands for, where that
    /// can be said. A pronoun’s link is never sure.
    pub references: Vec<Arc<[Option<Link>]>>,
    /// The actors that the reader says are none; their mentions are linked all the same, and shown nowhere.
    pub dismissed: BTreeSet<ActorId>,
    /// By rule of the reader's corrections, how much it changed.
    pub ruled: Vec<Ruled>,
    /// Articles that tell of the same event; an article is in at most one, and a lone article in none.
    pub stories: Vec<Story>,
    /// Stories and lone articles of one topic at different times; each is in at most one.
    pub threads: Vec<Thread>,
    /// By article: what the story adds about the publication date, where the article alone leaves it open.
    pub dates: Vec<Option<Sourced<NewsDate>>>,
}

/// What became of one rule of the reader's corrections.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ruled {
    /// Its line, counted from 1.
    pub line: u32,
    /// How many mentions and descriptions it speaks of, or how many articles where it is about stories; none where it fits
    /// nothing in the library.
    pub count: usize,
    /// The line of a later rule that says otherwise.
    pub overruled: Option<u32>,
}

/// Articles that tell of the same event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story {
    /// The articles, as indices into the list that was linked; at least two.
    pub articles: Vec<usize>,
    /// Why they are taken for one story, as a reader may see it.
    pub because: String,
    /// What the reader calls it, where that has been said.
    pub name: Option<String>,
    /// Whether the reader wants it to stay as it is.
    pub pinned: bool,
}

/// What was told of one topic at different times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thread {
    /// Its stories and lone articles, the earliest first, each by its articles as indices into the list that was linked; at
    /// least two.
    pub events: Vec<Vec<usize>>,
}
