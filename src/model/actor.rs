//! Actors: the people, governments, organisations and places that articles speak of.

/// What an actor is, in the order in which panels show them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActorKind {
    /// A person.
    Person,
    /// A government spoken of by the name of its capital, its house or its country: `Moscow said`, `the Kremlin`. Neither
    /// the place nor the body of that name, nor the person at its head.
    Government,
    /// An organisation: a party, an office, a company, an alliance.
    Organisation,
    /// A place: a country, a city, a region.
    Place,
}

/// Every kind, in the order in which panels show them.
pub const ACTOR_KINDS: [ActorKind; 4] = [
    ActorKind::Person,
    ActorKind::Government,
    ActorKind::Organisation,
    ActorKind::Place,
];

impl ActorKind {
    /// The kind's name for one: `person`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Government => "government",
            Self::Organisation => "organisation",
            Self::Place => "place",
        }
    }
}

/// Names an actor: made from its kind and the spelling key of its fullest name, so that it stays the same from one
/// session to the next, and from one newsroom's spelling to another's. Of two actors of one name, the later is also told by
/// the article in which it stands first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActorId(pub u64);

/// One actor of a library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The actor's lasting name.
    pub id: ActorId,
    /// What it is.
    pub kind: ActorKind,
    /// The fullest, then most frequent form of its name in the library: `Volodymyr Zelenskyy`.
    pub name: String,
    /// Every form in the library with how often it stands there, most frequent first: `Zelenskyy`, `Mr Zelensky`.
    pub forms: Vec<(String, usize)>,
    /// The descriptions that the texts give with the name, most frequent first: `Ukrainian President`.
    pub roles: Vec<(String, usize)>,
    /// Picks the actor's colour; the same in every session.
    pub colour_seed: u64,
}
