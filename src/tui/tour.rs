//! A short tour over the real screen: each step says what to press, and pressing it leads to the next.

use crate::command::CommandId as Id;
use crate::command::key::{Key, KeyCode};

/// A step: what it says, with `{}` for the keys of its commands, and which commands belong to it.
struct Step {
    told: &'static str,
    /// The commands whose keys it tells, in order.
    keys: &'static [Id],
    /// Those that lead to the next step.
    goes: &'static [Id],
    /// Those that it leaves the reader to try.
    stays: &'static [Id],
}

const STEPS: [Step; 6] = [
    Step {
        told: "This is the list: reports of one affair, the newest story first. {} goes down, {} up.",
        keys: &[Id::Down, Id::Up],
        goes: &[Id::Down, Id::Up, Id::Bottom],
        stays: &[],
    },
    Step {
        told: "{} opens the report under the cursor and goes into its text.",
        keys: &[Id::Open],
        goes: &[Id::Open, Id::NextPane],
        stays: &[Id::Down, Id::Up, Id::Top, Id::Bottom],
    },
    Step {
        told: "{} reads on, page by page, and at the end goes to the next report; {} and {} scroll.",
        keys: &[Id::ReadOn, Id::Down, Id::Up],
        goes: &[Id::ReadOn, Id::HalfPageDown, Id::PageDown],
        stays: &[Id::Down, Id::Up],
    },
    Step {
        told: "Everybody named in the text is in the panel of actors. {} goes there, {} reads on.",
        keys: &[Id::NextPane, Id::ReadOn],
        goes: &[Id::NextPane],
        stays: &[Id::ReadOn, Id::ReadBack, Id::Down, Id::Up],
    },
    Step {
        told: "{} chooses somebody: below stand each outlet's words for them, and every place. {} walks their mentions \
               through all reports.",
        keys: &[Id::Down, Id::NextMention],
        goes: &[Id::NextMention],
        stays: &[Id::Down, Id::Up, Id::Open, Id::NextPane],
    },
    Step {
        told: "{} and a few letters jump to anyone and anything. {} lists every key, {} leads back. That is all: any key \
               ends the tour, :tutor shows it again.",
        keys: &[Id::Jump, Id::Help, Id::JumpBack],
        goes: &[],
        stays: &[],
    },
];

/// Whether the tour is on, and whether it has been left once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Touring {
    /// The step, while it is on.
    pub tour: Option<Tour>,
    /// Whether it has been left; it does not begin by itself again.
    pub left: bool,
}

impl Touring {
    /// Tells whether it is on.
    pub fn is_on(&self) -> bool {
        self.tour.is_some()
    }
}

/// The tour, at one of its steps.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tour {
    step: usize,
}

impl Tour {
    /// What the step says, where `keys` tells the key of a command.
    pub fn told(&self, keys: impl Fn(Id) -> String) -> String {
        let Some(step) = STEPS.get(self.step) else {
            return String::new();
        };
        let mut parts = step.told.split("{}");
        let mut told = parts.next().unwrap_or_default().to_owned();
        for (id, part) in step.keys.iter().zip(parts) {
            told = told + &keys(*id) + part;
        }
        told
    }

    /// `2 of 6`.
    pub fn place(&self) -> String {
        format!("{} of {}", self.step + 1, STEPS.len())
    }

    /// Sees a command that the reader has run: the tour goes on, waits, or ends. Tells whether it is still on.
    #[must_use]
    pub fn sees(&mut self, id: Id) -> bool {
        let Some(step) = STEPS.get(self.step) else {
            return false;
        };
        if step.goes.contains(&id) {
            self.step += 1;
            return true;
        }
        step.stays.contains(&id)
    }
}

/// Tells whether a key does nothing but leave the tour.
pub fn leaves(key: Key) -> bool {
    key.code == KeyCode::Esc
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_step_tells_a_key_that_leads_to_the_next() {
        let mut tour = Tour::default();
        for step in &STEPS {
            assert_eq!(step.told.matches("{}").count(), step.keys.len());
            let told = tour.told(|id| format!("<{id:?}>"));
            assert!(!told.contains("{}") && told.contains('<'), "{told}");
            let next = step.goes.iter().find(|id| step.keys.contains(id));
            assert_eq!(next.is_none(), step.goes.is_empty(), "{told}");
            assert!(next.is_none_or(|next| tour.sees(*next)));
        }
        assert_eq!(tour.place(), "6 of 6");
        assert!(!tour.sees(Id::Down));
    }

    #[test]
    fn what_is_not_its_step_ends_it() {
        let mut tour = Tour::default();
        assert!(!tour.sees(Id::Help));
        let mut tour = Tour::default();
        assert!(tour.sees(Id::Down) && tour.sees(Id::Down));
        assert_eq!(tour.place(), "2 of 6");
    }
}
