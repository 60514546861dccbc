//! Governments by another name: the capital, the house or the country that speaks, decides, wants, and is spoken to.
//!
//! `Moscow said`, `Washington’s approval`, `talks with Tehran` and `the Kremlin refused` are of a government; `in Moscow`,
//! `the Kyiv region` and `struck Kyiv` are of a place. Told by the words directly around the name, and only where they
//! leave no doubt: everything else stays what it was.

pub(crate) mod table;
mod verbs;
mod words;

use std::collections::HashSet;

use crate::extract::draft::{Draft, Name};
use crate::extract::lexicon::Kinds;
use crate::extract::reading::{Reading, Shape};
use crate::model::actor::ActorKind;

use table::{Metonym, Seat, look_up};
use verbs::Form;

/// How many words may stand between a subject and its verb.
const REACH: usize = 6;

/// How many names in a row are looked through: `Moscow, Minsk and Tehran agreed`.
const ROW: usize = 4;

/// Makes governments of those capitals, houses and countries in the draft that act as such.
pub(super) fn metonyms(reading: &Reading, draft: &mut Draft) {
    if !reading.english {
        return;
    }
    let mut union = None;
    let mut acting = Vec::new();
    let people = people(reading, draft);
    for (index, name) in draft.names.iter().enumerate() {
        let Some(metonym) = metonym(reading, name) else {
            continue;
        };
        if people.contains(reading.text_at(name.last)) {
            continue;
        }
        let at = Place {
            reading,
            draft,
            seat: metonym.seat,
        };
        if at.acts(name)
            && (!is_union(metonym) || *union.get_or_insert_with(|| is_of_union(reading, draft)))
        {
            acting.push(index);
        }
    }
    for index in acting {
        draft.names[index].kind = ActorKind::Government;
        draft.names[index].rule = "government";
    }
}

/// The last words of all names of people, those among them that were taken for a place: where somebody is called `Doenka
/// Paris`, `Paris claims` tells nothing.
fn people<'a>(reading: &Reading<'a>, draft: &Draft) -> HashSet<&'a str> {
    let known = Kinds::COMMON
        .or(Kinds::FUNCTION)
        .or(Kinds::DAY)
        .or(Kinds::DEMONYM)
        .or(Kinds::OFFICE)
        .or(Kinds::PLACE_HEAD);
    let named = |before: usize| {
        reading.word(before).shape == Shape::Capital
            && draft.is_free(before)
            && !reading.kinds(before).any(known)
            && !reading.in_headline_case(before)
    };
    let people = draft.names.iter().filter(|name| {
        name.kind == ActorKind::Person
            || name.first == name.last && reading.before(name.first).is_some_and(named)
    });
    people.map(|name| reading.text_at(name.last)).collect()
}

/// What the name can stand for. A capital or country must have been found as a place, so that no person and no team of that
/// name is taken.
fn metonym(reading: &Reading, name: &Name) -> Option<Metonym> {
    if name.kind == ActorKind::Person {
        return None;
    }
    let written = reading.span(name.first, name.last).of(reading.text);
    let found = look_up(written)?;
    (found.seat == Seat::House || name.kind == ActorKind::Place).then_some(found)
}

/// Tells whether what is meant is a union of countries, whose seat is the capital of one of them as well.
fn is_union(metonym: Metonym) -> bool {
    !metonym.government.starts_with("government of ")
}

/// Tells whether the article speaks of the European Union, and not of Belgium.
fn is_of_union(reading: &Reading, draft: &Draft) -> bool {
    let mut names = draft.names.iter();
    let union = names.any(|name| {
        let written = reading.span(name.first, name.last).of(reading.text);
        matches!(written, "EU" | "E.U." | "EU's") || written.contains("European")
    });
    union
        && !(0..reading.words.len())
            .any(|at| reading.is_any(at, &["Belgium", "Belgian", "Belgians"]))
}

/// Where a name stands.
struct Place<'a, 'b> {
    reading: &'a Reading<'b>,
    draft: &'a Draft,
    seat: Seat,
}

impl Place<'_, '_> {
    fn acts(&self, name: &Name) -> bool {
        if self.is_joined(name) {
            return true;
        }
        if self.front(name) < name.first && self.seat == Seat::Capital {
            return false;
        }
        self.owns(name)
            || self.opens_clause(name, 0) && self.does(name.last + 1)
            || self.serves(name)
            || self.is_doing(name)
            || self.stands_alone(name) && self.is_partner(self.first_of_row(name), name)
    }

    /// The first word of the name with its `the`.
    fn front(&self, name: &Name) -> usize {
        match self.reading.before(name.first) {
            Some(before) if self.reading.is(before, "the") => before,
            _ => name.first,
        }
    }

    /// The word in lower case, where it is written as running text or a headline write one that is no name.
    fn plain(&self, index: usize) -> String {
        let word = self.reading.word(index);
        let capital = matches!(word.shape, Shape::Capital | Shape::Upper)
            && self.draft.is_free(index)
            && (self.reading.in_headline_case(index) || self.reading.opens(index));
        let shown = word.shape == Shape::Lower || capital;
        if shown {
            self.reading.text_at(index).to_ascii_lowercase()
        } else {
            String::new()
        }
    }

    /// `Moscow’s demands`, within three words.
    fn owns(&self, name: &Name) -> bool {
        let ending = name.last + 1;
        let plural = self.reading.is_any(ending, &["'", "’"])
            && self.reading.text_at(name.last).ends_with('s');
        if self.reading.before(ending).is_none() || !(self.reading.is_possessive(ending) || plural)
        {
            return false;
        }
        for at in ending + 1..=ending + 3 {
            if self.reading.kinds(at).any(Kinds::DEMONYM) && self.draft.is_free(at) {
                continue;
            }
            let word = self.plain(at);
            let small = self.reading.kinds(at).any(Kinds::FUNCTION);
            if word.is_empty() || small && !matches!(word.as_str(), "only" | "own" | "other") {
                return false;
            }
            if words::is_own(&word, self.seat) {
                return true;
            }
        }
        false
    }

    /// `Moscow-backed`, `pro-Moscow`.
    fn is_joined(&self, name: &Name) -> bool {
        let made =
            self.reading.is(name.last + 1, "-") && words::is_made(&self.plain(name.last + 2));
        let sided = name.first > 1
            && self.reading.is(name.first - 1, "-")
            && self.reading.is_any(name.first - 2, &["pro", "anti"]);
        self.seat != Seat::Country && (made || sided)
    }

    /// Tells whether the name is not part of a longer one, nor the owner of what follows: `with Tehran`, not `with Tehran’s
    /// envoy` or `with US farmers`.
    fn stands_alone(&self, name: &Name) -> bool {
        let Some(next) = self.reading.behind(name.last) else {
            return true;
        };
        let kinds = self.reading.kinds(next);
        match self.reading.word(next).shape {
            Shape::Mark => !self.is_glued(next),
            Shape::Lower => {
                let word = self.plain(next);
                kinds.any(Kinds::FUNCTION) || words::is_helping(&word) || word.ends_with("ed")
            }
            Shape::Capital => self.is_day(next),
            _ => false,
        }
    }

    /// `the White House spokesman`, `Kremlin officials`.
    fn serves(&self, name: &Name) -> bool {
        self.seat == Seat::House
            && self.reading.behind(name.last).is_some_and(|next| {
                words::is_serving(&self.reading.text_at(next).to_ascii_lowercase())
            })
    }

    /// Tells whether a clause may begin at the name: nothing in front of it governs it or makes it part of something else.
    fn opens_clause(&self, name: &Name, depth: usize) -> bool {
        let front = self.front(name);
        let reading = self.reading;
        let Some(before) = reading.before(front) else {
            return true;
        };
        let word = self.plain(before);
        let row = matches!(word.as_str(), "and" | "or" | "nor") || reading.is(before, ",");
        if row && let Some(other) = reading.before(before).and_then(|at| self.draft.name_at(at)) {
            let town = reading.is(before, ",") && other.literal == ActorKind::Place;
            return !town && depth < ROW && self.opens_clause(other, depth + 1);
        }
        match reading.word(before).shape {
            Shape::Mark => !reading.is_any(before, &["-", "/", "–"]) || reading.opens(front),
            Shape::Number => true,
            Shape::Ending | Shape::Initial => false,
            Shape::Lower | Shape::Capital | Shape::Upper => {
                words::opens_clause(&word)
                    || words::is_helping(&word) && !words::is_being(&word)
                    || reading.kinds(before).any(Kinds::SPEAKING) && !word.is_empty()
                    || verbs::acting(&word, Seat::Capital).is_some()
                    || reading.kinds(before).any(Kinds::DAY)
            }
        }
    }

    /// Tells whether the words from `at` on are what only a government does.
    fn does(&self, mut at: usize) -> bool {
        let (mut plural, mut being, mut helped) = (false, false, false);
        for _ in 0..REACH {
            if self.reading.before(at).is_none() {
                return false;
            }
            if let Some(next) = self.over_aside(at) {
                at = next;
                continue;
            }
            if let Some(other) = self.next_in_row(at) {
                at = other;
                plural = true;
                continue;
            }
            let word = self.plain(at);
            let ending = self.reading.word(at).shape == Shape::Ending;
            if ending && !self.reading.is_possessive(at) || words::is_helping(&word) {
                helped = helped || !words::is_manner(&word);
            } else if (helped || being) && word == "to" {
                // `has to`, `has yet to`, `is to`, `seems to`.
                (being, helped) = (false, true);
            } else if words::is_being(&word) || self.seat != Seat::House && words::is_seeming(&word)
            {
                being = true;
            } else {
                return self.is_act(at, &word, being, helped || plural);
            }
            at += 1;
        }
        false
    }

    fn is_act(&self, at: usize, word: &str, being: bool, helped: bool) -> bool {
        if being {
            let bent = self.seat != Seat::Country || self.reading.is(at + 1, "to");
            return words::is_minded(word) && bent
                || word == "open" && self.is_open_to(at + 1)
                || verbs::acting(word, self.seat) == Some(Form::Going)
                || self.seat != Seat::Country && verbs::is_addressing(word);
        }
        if matches!(word, "sign" | "signs" | "signed") {
            return (at + 1..at + 7).any(|next| words::is_signed(&self.plain(next)));
        }
        let clear = at + 1 + usize::from(self.reading.is(at + 1, "it"));
        if matches!(word, "make" | "makes" | "made") && self.reading.is(clear, "clear") {
            return true;
        }
        let behind = (at + 1..).map(|next| self.plain(next));
        if self.seat != Seat::Country && words::is_bound_act(word, behind) {
            return true;
        }
        if matches!(word, "call" | "calls" | "called") {
            return self
                .reading
                .is_any(at + 1, &["for", "on", "upon", "it", "itself"]);
        }
        let undergone = self.reading.is_any(at + 1, &["by", "from"])
            && !(self.seat != Seat::Country && verbs::is_addressing(word));
        match verbs::acting(word, self.seat) {
            Some(Form::Past) => !undergone,
            Some(Form::Present) => true,
            Some(Form::Base) => helped,
            Some(Form::Going) | None => {
                let kinds = self.reading.kinds(at);
                let any = helped && !kinds.any(Kinds::FUNCTION);
                self.seat == Seat::House
                    && !word.is_empty()
                    && (kinds.any(Kinds::SPEAKING) || word.ends_with("ed") || any)
            }
        }
    }

    /// `open to talks`, `open to Doeville joining`; towns are open to visitors.
    fn is_open_to(&self, to: usize) -> bool {
        self.reading.is(to, "to")
            && (to + 1..to + 4).any(|at| {
                let word = self.plain(at);
                words::is_talk(&word)
                    || words::is_own(&word, Seat::Country)
                    || word.ends_with("ing")
            })
    }

    /// Tells whether a hyphen, slash or apostrophe without a space in front joins a word to the one before it.
    fn is_glued(&self, mark: usize) -> bool {
        let reading = self.reading;
        let touches =
            mark > 0 && reading.word(mark - 1).range.end == reading.word(mark).range.start;
        touches && reading.is_any(mark, &["-", "/", "'", "’"])
    }

    /// Behind what stands between a subject and its verb: `on Monday`, `, meanwhile,` and the `which` of a clause of its own.
    fn over_aside(&self, comma: usize) -> Option<usize> {
        if self.is_day(comma) {
            return Some(comma + 1);
        }
        if self.reading.is(comma, "on") && self.is_day(comma + 1) {
            return Some(comma + 2);
        }
        if !self.reading.is(comma, ",") {
            return None;
        }
        if self.reading.is(comma + 1, "which") {
            return Some(comma + 2);
        }
        let closed = self.reading.is(comma + 2, ",");
        (closed && words::is_helping(&self.plain(comma + 1))).then_some(comma + 3)
    }

    /// Tells whether the word is a day or month, and not the end of a name such as `USA Today`.
    fn is_day(&self, index: usize) -> bool {
        let reading = self.reading;
        reading.kinds(index).any(Kinds::DAY)
            && reading.is_capital(index)
            && self.draft.is_free(index)
            && !reading.is(index, "today")
    }

    /// Behind the next name of a row: `and Kyiv`.
    fn next_in_row(&self, joint: usize) -> Option<usize> {
        if !self.reading.is_any(joint, &["and", "or"]) {
            return None;
        }
        if self.reading.is(joint + 1, "its") && words::is_own(&self.plain(joint + 2), Seat::Capital)
        {
            return Some(joint + 3);
        }
        let first = joint + 1 + usize::from(self.reading.is(joint + 1, "the"));
        let name = self.draft.name_at(first)?;
        (name.first == first).then_some(name.last + 1)
    }

    /// The first name of the row that the name is part of: `Moscow` for `Kyiv` in `Moscow and Kyiv`.
    fn first_of_row<'c>(&'c self, name: &'c Name) -> &'c Name {
        let mut first = name;
        for _ in 0..ROW {
            let joint = self.reading.before(self.front(first));
            let joint = joint.filter(|&joint| self.reading.is_any(joint, &["and", "or", ","]));
            let other = joint
                .and_then(|joint| self.draft.name_at(self.reading.before(joint)?))
                .filter(|other| metonym(self.reading, other).is_some());
            match other {
                Some(other) => first = other,
                None => break,
            }
        }
        first
    }

    /// `for Moscow to agree`.
    fn is_to_act(&self, to: usize) -> bool {
        self.reading.is(to, "to")
            && verbs::acting(&self.plain(to + 1), self.seat) == Some(Form::Base)
    }

    /// `push Moscow to stop`, not `push Moscow to the edge`.
    fn is_to_do(&self, to: usize) -> bool {
        let word = self.reading.word(to + 1);
        self.reading.is(to, "to") && word.shape == Shape::Lower && !word.kinds.any(Kinds::FUNCTION)
    }

    /// `with Moscow demanding that`, `from Tehran refusing to`.
    fn is_doing(&self, name: &Name) -> bool {
        let tied = self.reading.before(self.front(name)).is_some_and(|before| {
            self.reading
                .is_any(before, &["with", "without", "despite", "about", "of", "by"])
        });
        let adverb = usize::from(words::is_manner(&self.plain(name.last + 1)));
        let at = name.last + 1 + adverb;
        tied && self.reading.before(at).is_some()
            && verbs::acting(&self.plain(at), self.seat) == Some(Form::Going)
    }

    /// Tells whether a preposition or verb in front of the row that begins with `first` makes a partner of `name`.
    fn is_partner(&self, first: &Name, name: &Name) -> bool {
        let Some(before) = self.reading.before(self.front(first)) else {
            return false;
        };
        let word = self.plain(before);
        match word.as_str() {
            "to" if self.follows(before, "according") => true,
            "by" => self.is_done_by(before),
            _ if self.seat == Seat::Country => false,
            "for" if self.is_to_act(name.last + 1) => true,
            _ if verbs::is_moving(&word) && self.is_to_do(name.last + 1) => true,
            "with" | "between" => self.noun_before(before, 3, |word| {
                words::is_talk(word) || verbs::is_meeting(word)
            }),
            "on" if self.follows(before, "called") || self.follows(before, "calling") => true,
            "on" | "against" | "for" | "to" | "from" | "of" => {
                self.noun_before(before, 1, |noun| words::ties(noun, &word))
            }
            _ => verbs::is_addressing(&word),
        }
    }

    /// Tells whether one of the `reach` words before the preposition is such a noun, with no name between them.
    fn noun_before(&self, preposition: usize, reach: usize, fits: impl Fn(&str) -> bool) -> bool {
        let mut at = preposition;
        for _ in 0..reach {
            let Some(before) = self.reading.before(at) else {
                return false;
            };
            let word = self.plain(before);
            if word.is_empty() {
                return false;
            }
            if fits(&word) {
                return true;
            }
            at = before;
        }
        false
    }

    fn follows(&self, index: usize, word: &str) -> bool {
        self.reading
            .before(index)
            .is_some_and(|before| self.reading.is(before, word))
    }

    /// `rejected by Moscow`.
    fn is_done_by(&self, by: usize) -> bool {
        let particle = |at: &usize| {
            self.reading
                .is_any(*at, &["for", "out", "up", "down", "off"])
        };
        let before = self.reading.before(by);
        let done = before
            .filter(particle)
            .and_then(|at| self.reading.before(at))
            .or(before);
        let done = done.map(|before| self.plain(before));
        done.is_some_and(|word| {
            verbs::acting(&word, self.seat) == Some(Form::Past)
                || words::is_deed(&word, self.seat)
                || self.seat != Seat::Country && words::is_made(&word)
                || self.seat == Seat::House && word.ends_with("ed")
        })
    }
}
