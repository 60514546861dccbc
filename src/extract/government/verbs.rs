//! What governments do and what is done to them, by the lemma of the verb.

use super::table::Seat;

/// Verbs whose subject decides, or speaks for others: a country that does this does it by its government. Sorted.
const DECIDING: &[&str] = &[
    "accuse",
    "acknowledge",
    "admit",
    "agree",
    "announce",
    "approve",
    "authorise",
    "authorize",
    "ban",
    "blame",
    "claim",
    "condemn",
    "confirm",
    "decide",
    "declare",
    "decline",
    "demand",
    "denounce",
    "deny",
    "dismiss",
    "expel",
    "extradite",
    "impose",
    "insist",
    "negotiate",
    "object",
    "pledge",
    "promise",
    "propose",
    "protest",
    "ratify",
    "recognise",
    "recognize",
    "refuse",
    "reiterate",
    "reject",
    "request",
    "retaliate",
    "say",
    "threaten",
    "urge",
    "veto",
    "vow",
    "warn",
];

/// Verbs whose subject wills, thinks or helps: of a town they tell that its government is meant. Sorted.
const WILLING: &[&str] = &[
    "abandon",
    "accept",
    "act",
    "allow",
    "annex",
    "argue",
    "arm",
    "ask",
    "attack",
    "attempt",
    "back",
    "believe",
    "breach",
    "calculate",
    "cancel",
    "complain",
    "comply",
    "concede",
    "conclude",
    "consider",
    "contend",
    "cooperate",
    "coordinate",
    "criticise",
    "criticize",
    "deem",
    "delay",
    "deploy",
    "describe",
    "doubt",
    "ensure",
    "establish",
    "exploit",
    "fear",
    "finance",
    "force",
    "fund",
    "grant",
    "hail",
    "halt",
    "help",
    "hope",
    "ignore",
    "intend",
    "invade",
    "issue",
    "know",
    "maintain",
    "occupy",
    "offer",
    "oppose",
    "pay",
    "permit",
    "plan",
    "portray",
    "praise",
    "prefer",
    "press",
    "pressure",
    "provide",
    "publish",
    "pursue",
    "push",
    "regard",
    "release",
    "repeal",
    "reply",
    "resist",
    "respond",
    "resume",
    "seek",
    "send",
    "signal",
    "stress",
    "struggle",
    "suggest",
    "summon",
    "supply",
    "support",
    "suspect",
    "suspend",
    "tell",
    "think",
    "tolerate",
    "treat",
    "try",
    "understand",
    "unveil",
    "use",
    "view",
    "violate",
    "want",
    "welcome",
    "withdraw",
    "withhold",
    "worry",
];

/// Verbs whose object has a will of its own. Sorted.
const ADDRESSING: &[&str] = &[
    "accuse",
    "antagonise",
    "antagonize",
    "appease",
    "ask",
    "assure",
    "back",
    "blame",
    "condemn",
    "constrain",
    "convince",
    "criticise",
    "criticize",
    "describe",
    "deter",
    "force",
    "lobby",
    "persuade",
    "press",
    "pressure",
    "provoke",
    "punish",
    "reassure",
    "restrain",
    "support",
    "tell",
    "thank",
    "threaten",
    "urge",
    "warn",
];

/// Verbs whose object is to do something, told behind it with `to`. Sorted.
const MOVING: &[&str] = &[
    "allow",
    "coax",
    "compel",
    "enable",
    "encourage",
    "expect",
    "help",
    "invite",
    "nudge",
    "oblige",
    "order",
    "permit",
    "push",
    "require",
    "want",
];

/// Verbs of what is done with somebody. Sorted.
const MEETING: &[&str] = &[
    "align",
    "ally",
    "co-operate",
    "collaborate",
    "communicate",
    "cooperate",
    "coordinate",
    "mediate",
    "negotiate",
    "side",
    "talk",
];

/// Past forms that no ending tells, with their lemma. Sorted.
const IRREGULAR: &[(&str, &str)] = &[
    ("knew", "know"),
    ("paid", "pay"),
    ("said", "say"),
    ("sent", "send"),
    ("sought", "seek"),
    ("thought", "think"),
    ("told", "tell"),
    ("understood", "understand"),
    ("withdrawn", "withdraw"),
    ("withdrew", "withdraw"),
    ("withheld", "withhold"),
];

/// The form of a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// As the dictionary has it.
    Base,
    /// With the ending of the present.
    Present,
    /// Past or participle.
    Past,
    /// With `-ing`.
    Going,
}

/// The form of `word` if it is a verb whose subject, by the name of that seat, is a government.
pub(super) fn acting(word: &str, seat: Seat) -> Option<Form> {
    form(word, DECIDING).or_else(|| form(word, WILLING).filter(|_| seat != Seat::Country))
}

/// Tells whether `word` is a verb whose object, where it is a capital or a house, is a government.
pub(super) fn is_addressing(word: &str) -> bool {
    form(word, ADDRESSING).is_some()
}

/// Tells whether `word` is a verb whose object, where it is a capital or a house that is to do something, is a government.
pub(super) fn is_moving(word: &str) -> bool {
    form(word, MOVING).is_some()
}

/// Tells whether `word` is a verb of what a capital or a house does with somebody only as a government.
pub(super) fn is_meeting(word: &str) -> bool {
    form(word, MEETING).is_some()
}

fn form(word: &str, list: &[&str]) -> Option<Form> {
    if let Ok(found) = IRREGULAR.binary_search_by_key(&word, |(past, _)| past) {
        return holds(list, IRREGULAR[found].1).then_some(Form::Past);
    }
    if holds(list, word) {
        return Some(Form::Base);
    }
    let endings = [
        ("ies", "y", Form::Present),
        ("es", "", Form::Present),
        ("s", "", Form::Present),
        ("ied", "y", Form::Past),
        ("ed", "", Form::Past),
        ("d", "", Form::Past),
        ("ing", "", Form::Going),
        ("ing", "e", Form::Going),
    ];
    let plain = endings.iter().find_map(|(ending, back, form)| {
        let stem = word.strip_suffix(ending)?;
        holds(list, &format!("{stem}{back}")).then_some(*form)
    });
    // A short verb doubles its last letter: `banned`, `expelling`.
    plain.or_else(|| {
        let (stem, form) = word
            .strip_suffix("ed")
            .map(|stem| (stem, Form::Past))
            .or_else(|| Some((word.strip_suffix("ing")?, Form::Going)))?;
        let mut chars = stem.chars();
        let doubled = chars.next_back()?;
        (chars.as_str().ends_with(doubled) && holds(list, chars.as_str())).then_some(form)
    })
}

fn holds(list: &[&str], word: &str) -> bool {
    list.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted() {
        for list in [DECIDING, WILLING, ADDRESSING, MOVING, MEETING] {
            assert!(list.is_sorted_by(|a, b| a < b), "{list:?}");
        }
        assert!(IRREGULAR.is_sorted());
    }

    #[test]
    fn verbs_are_known_in_all_their_forms() {
        let forms = [
            ("reject", Form::Base),
            ("rejects", Form::Present),
            ("denies", Form::Present),
            ("denied", Form::Past),
            ("refused", Form::Past),
            ("banned", Form::Past),
            ("expelling", Form::Going),
            ("refusing", Form::Going),
            ("said", Form::Past),
        ];
        for (word, form) in forms {
            assert_eq!(acting(word, Seat::Country), Some(form), "{word}");
        }
        assert_eq!(acting("wants", Seat::Country), None);
        assert_eq!(acting("wants", Seat::Capital), Some(Form::Present));
        assert_eq!(acting("shivered", Seat::House), None);
    }
}
