//! What governments have and hold, and the small words around it.

use super::table::Seat;

/// What somebody with a will has: of a country it tells that its government is meant. Sorted.
const WILLS: &[&str] = &[
    "acceptance",
    "accusation",
    "approval",
    "assurance",
    "consent",
    "demand",
    "denial",
    "insistence",
    "intention",
    "objection",
    "offer",
    "permission",
    "proposal",
    "readiness",
    "refusal",
    "rejection",
    "reluctance",
    "request",
    "stance",
    "unwillingness",
    "veto",
    "willingness",
];

/// What only a government has, where the owner is a town. Sorted.
const AFFAIRS: &[&str] = &[
    "action",
    "aggression",
    "aid",
    "aim",
    "allegation",
    "ally",
    "ambassador",
    "ambition",
    "annexation",
    "approach",
    "army",
    "assertion",
    "attack",
    "backer",
    "backing",
    "ban",
    "claim",
    "commitment",
    "concern",
    "condition",
    "counter-proposal",
    "counteroffer",
    "counterproposal",
    "criticism",
    "decision",
    "delegation",
    "desire",
    "diplomacy",
    "diplomat",
    "effort",
    "envoy",
    "force",
    "foreign",
    "goal",
    "hope",
    "influence",
    "interest",
    "intervention",
    "invasion",
    "involvement",
    "mediation",
    "mediator",
    "military",
    "minister",
    "ministry",
    "missile",
    "move",
    "narrative",
    "negotiator",
    "nuclear",
    "objective",
    "occupation",
    "offensive",
    "opposition",
    "partner",
    "pledge",
    "policy",
    "position",
    "pressure",
    "promise",
    "propaganda",
    "reaction",
    "reply",
    "response",
    "sanction",
    "strategy",
    "support",
    "threat",
    "troop",
    "ultimatum",
    "view",
    "war",
    "warning",
    "withdrawal",
];

/// What towns have and do with each other only as governments. Sorted.
const TALKS: &[&str] = &[
    "accord",
    "agreement",
    "alliance",
    "ceasefire",
    "co-operation",
    "confrontation",
    "consultation",
    "contact",
    "cooperation",
    "deal",
    "dialogue",
    "difference",
    "diplomacy",
    "dispute",
    "division",
    "détente",
    "feud",
    "mistrust",
    "negotiation",
    "odds",
    "pact",
    "partnership",
    "rapprochement",
    "relation",
    "relationship",
    "rift",
    "row",
    "spat",
    "stand-off",
    "standoff",
    "summit",
    "talk",
    "tension",
    "tie",
    "treaty",
    "truce",
    "trust",
];

/// Words in front of a clause whose subject comes next. Sorted.
const OPENING: &[&str] = &[
    "after", "although", "and", "as", "because", "before", "both", "but", "how", "if", "lest",
    "nor", "once", "or", "provided", "since", "so", "than", "that", "though", "unless", "until",
    "what", "when", "where", "whereas", "whether", "which", "while", "why", "yet",
];

/// Words between a subject and its verb. Sorted.
const HELPING: &[&str] = &[
    "again",
    "already",
    "also",
    "always",
    "both",
    "can",
    "could",
    "did",
    "do",
    "does",
    "even",
    "ever",
    "finally",
    "first",
    "had",
    "has",
    "have",
    "however",
    "instead",
    "itself",
    "just",
    "largely",
    "later",
    "long",
    "may",
    "meanwhile",
    "might",
    "must",
    "never",
    "not",
    "now",
    "often",
    "once",
    "only",
    "reportedly",
    "shall",
    "should",
    "soon",
    "still",
    "then",
    "therefore",
    "too",
    "twice",
    "will",
    "would",
    "yet",
];

/// Forms of `be`. Sorted.
const BEING: &[&str] = &["are", "be", "been", "being", "is", "was", "were"];

/// Forms of verbs that tell how somebody seems. Sorted.
const SEEMING: &[&str] = &[
    "appear", "appeared", "appears", "remain", "remained", "remains", "seem", "seemed", "seems",
];

/// What is given or shown by somebody with a will. Sorted.
const GIVEN: &[&str] = &[
    "answer",
    "approval",
    "assurance",
    "backing",
    "consent",
    "ground",
    "guarantee",
    "hint",
    "indication",
    "interest",
    "openness",
    "permission",
    "pledge",
    "readiness",
    "reply",
    "response",
    "restraint",
    "sign",
    "signal",
    "support",
    "undertaking",
    "willingness",
    "word",
];

/// What is made by somebody with a will. Sorted.
const MADE_BY_WILL: &[&str] = &[
    "accusation",
    "commitment",
    "concession",
    "counteroffer",
    "demand",
    "offer",
    "overture",
    "pledge",
    "promise",
    "proposal",
    "threat",
];

/// What somebody with a will stands behind or by. Sorted.
const STOOD_BY: &[&str] = &[
    "ally",
    "decision",
    "framework",
    "government",
    "initiative",
    "obligation",
    "partner",
    "plan",
    "pledge",
    "promise",
    "proposal",
    "resolution",
    "roadmap",
    "text",
    "word",
];

/// What tells of a verb that only a government does it: with what it takes.
struct Bound {
    /// The forms of the verb.
    forms: &'static [&'static str],
    /// The words of which one must stand behind it; any word may where there are none.
    particles: &'static [&'static str],
    /// The lists of its objects.
    objects: &'static [&'static [&'static str]],
}

const BOUND: &[Bound] = &[
    Bound {
        forms: &["give", "gives", "gave", "given"],
        particles: &[],
        objects: &[GIVEN],
    },
    Bound {
        forms: &["hold", "holds", "held"],
        particles: &[],
        objects: &[&["consultation", "negotiation", "talk"]],
    },
    Bound {
        forms: &["make", "makes", "made"],
        particles: &[],
        objects: &[MADE_BY_WILL],
    },
    Bound {
        forms: &["reach", "reaches", "reached"],
        particles: &[],
        objects: &[SIGNED, &["compromise", "understanding"]],
    },
    Bound {
        forms: &["show", "shows", "showed", "shown"],
        particles: &[],
        objects: &[GIVEN],
    },
    Bound {
        forms: &["stand", "stands", "stood"],
        particles: &["behind", "by"],
        objects: &[STOOD_BY, SIGNED],
    },
    Bound {
        forms: &["strike", "strikes", "struck"],
        particles: &[],
        objects: &[SIGNED],
    },
];

/// How many words may stand between such a verb and its object.
const BOUND_REACH: usize = 4;

/// How somebody with a will is. Sorted.
const MINDED: &[&str] = &[
    "adamant",
    "committed",
    "confident",
    "convinced",
    "determined",
    "eager",
    "furious",
    "keen",
    "opposed",
    "prepared",
    "ready",
    "reluctant",
    "unwilling",
    "wary",
    "willing",
];

/// What people of an office do for a house. Sorted.
const SERVING: &[&str] = &[
    "adviser",
    "advisor",
    "aide",
    "chief",
    "counsel",
    "counsellor",
    "counselor",
    "envoy",
    "insider",
    "lawyer",
    "official",
    "press",
    "source",
    "spokesman",
    "spokesperson",
    "spokeswoman",
    "staff",
    "staffer",
    "statement",
];

/// What joins a town to what its government has done: `Moscow-backed`. Sorted.
const MADE: &[&str] = &[
    "aligned",
    "appointed",
    "approved",
    "backed",
    "brokered",
    "controlled",
    "friendly",
    "funded",
    "imposed",
    "installed",
    "led",
    "mediated",
    "sponsored",
];

/// Words of what is signed by states. Sorted.
const SIGNED: &[&str] = &[
    "accord",
    "agreement",
    "ceasefire",
    "deal",
    "declaration",
    "memorandum",
    "pact",
    "treaty",
    "truce",
];

/// What is sent to somebody. Sorted.
const SENT: &[&str] = &[
    "appeal",
    "assurance",
    "concession",
    "guarantee",
    "message",
    "opposition",
    "rebuke",
    "signal",
    "ultimatum",
    "warning",
];

/// What comes from somebody with a will. Sorted.
const RECEIVED: &[&str] = &[
    "approval",
    "assurance",
    "comment",
    "consent",
    "guarantee",
    "opposition",
    "order",
    "permission",
    "pressure",
    "reaction",
    "reply",
    "response",
    "signal",
    "statement",
    "support",
    "threat",
    "warning",
];

/// How somebody is to those in power. Sorted.
const NEAR: &[&str] = &["loyal", "sympathetic"];

/// Help that is for somebody. Sorted.
const HELP: &[&str] = &["aid", "arms", "assistance", "backing", "support", "weapon"];

/// Tells whether `word` is what an owner by the name of that seat has only as a government.
pub(super) fn is_own(word: &str, seat: Seat) -> bool {
    // What a country has demand for, its market wants.
    is_noun(word, WILLS) && (seat != Seat::Country || word != "demand")
        || seat != Seat::Country && is_noun(word, AFFAIRS)
        || seat == Seat::House && is_noun(word, SERVING)
}

/// Tells whether `word` is what a capital or a house takes part in only as a government.
pub(super) fn is_talk(word: &str) -> bool {
    is_noun(word, TALKS)
}

/// Tells whether `word` behind the name of a house is of those who govern there, and not of the building.
pub(super) fn is_serving(word: &str) -> bool {
    is_noun(word, SERVING) || is_noun(word, WILLS)
}

/// Tells whether what `preposition` ties to `noun` is a government, where it is a capital or a house.
pub(super) fn ties(noun: &str, preposition: &str) -> bool {
    match preposition {
        "on" => is_noun(noun, &["pressure", "sanction"]),
        "against" => is_noun(noun, &["accusation", "allegation", "sanction", "threat"]),
        "for" => {
            is_noun(noun, HELP) || is_noun(noun, &["spokesman", "spokesperson", "spokeswoman"])
        }
        "to" => is_noun(noun, SENT) || holds(NEAR, noun),
        "from" => is_noun(noun, RECEIVED),
        "of" => is_noun(noun, WILLS) || noun == "critic" || noun == "critics",
        _ => false,
    }
}

/// Tells whether `word` opens a clause.
pub(super) fn opens_clause(word: &str) -> bool {
    holds(OPENING, word)
}

/// Tells whether `word` may stand between a subject and its verb.
pub(super) fn is_helping(word: &str) -> bool {
    holds(HELPING, word) || is_manner(word)
}

/// Tells whether `word` is an adverb by its ending.
pub(super) fn is_manner(word: &str) -> bool {
    let noun = [
        "ally", "assembly", "family", "reply", "supply", "july", "italy",
    ];
    word.len() > 4 && word.ends_with("ly") && !noun.contains(&word)
}

/// Tells whether `word` is a form of `be`.
pub(super) fn is_being(word: &str) -> bool {
    holds(BEING, word)
}

/// Tells whether `word` is a form of a verb that tells how somebody seems.
pub(super) fn is_seeming(word: &str) -> bool {
    holds(SEEMING, word)
}

/// Tells whether the verb `word` is what only a government does, with the words behind it: `gave no sign`, `stood behind the
/// plan`. Each word is told in lower case, and as nothing where it is a name.
pub(super) fn is_bound_act(word: &str, mut behind: impl Iterator<Item = String>) -> bool {
    let Some(bound) = BOUND.iter().find(|bound| bound.forms.contains(&word)) else {
        return false;
    };
    let particle = bound.particles.is_empty()
        || behind
            .find(|next| !is_manner(next))
            .is_some_and(|next| bound.particles.contains(&next.as_str()));
    particle
        && behind
            .take(BOUND_REACH)
            .take_while(|word| !word.is_empty())
            .any(|word| bound.objects.iter().any(|list| is_noun(&word, list)))
}

/// Tells whether `word` says how somebody with a will is.
pub(super) fn is_minded(word: &str) -> bool {
    holds(MINDED, word)
}

/// Tells whether `word` says what a government has done with that to whose name it is joined.
pub(super) fn is_made(word: &str) -> bool {
    holds(MADE, word)
}

/// Tells whether `word` is what somebody with a will does to others, told as a noun: `an attack by Moscow`.
pub(super) fn is_deed(word: &str, seat: Seat) -> bool {
    let deeds = [
        "annexation",
        "attack",
        "invasion",
        "move",
        "occupation",
        "offensive",
        "pledge",
    ];
    is_noun(word, WILLS) || seat != Seat::Country && is_noun(word, &deeds)
}

/// Tells whether `word` is what states sign.
pub(super) fn is_signed(word: &str) -> bool {
    is_noun(word, SIGNED)
}

fn holds(list: &[&str], word: &str) -> bool {
    list.binary_search(&word).is_ok()
}

fn is_noun(word: &str, list: &[&str]) -> bool {
    let one = |ending: &str, back: &str| {
        let stem = word.strip_suffix(ending)?;
        holds(list, &format!("{stem}{back}")).then_some(())
    };
    holds(list, word) || one("s", "").or_else(|| one("ies", "y")).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted() {
        let lists = [
            WILLS,
            AFFAIRS,
            TALKS,
            OPENING,
            HELPING,
            BEING,
            MINDED,
            SERVING,
            MADE,
            SIGNED,
            SENT,
            RECEIVED,
            NEAR,
            HELP,
            SEEMING,
            GIVEN,
            MADE_BY_WILL,
            STOOD_BY,
        ];
        for list in lists {
            assert!(list.is_sorted_by(|a, b| a < b), "{list:?}");
        }
    }

    #[test]
    fn a_town_has_more_than_a_country_that_only_a_government_has() {
        assert!(is_own("demands", Seat::Country) && is_own("allies", Seat::Capital));
        assert!(!is_own("allies", Seat::Country) && !is_own("river", Seat::Capital));
    }
}
