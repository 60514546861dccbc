//! Wordings: every way in which a name, a form or a role is written, each kept and read once. A library of a hundred
//! thousand articles repeats the same few hundred thousand.

use std::collections::HashMap;
use std::sync::Arc;

use crate::link::name::Name;
use crate::link::role::{Gender, Role};
use crate::text::fold::fold;
use crate::text::range::TextRange;

/// What a form of address or a role tells.
type Told = (Option<Gender>, Option<Arc<Role>>);

/// One wording.
#[derive(Debug)]
pub(crate) struct Wording {
    /// As it is written, on one line.
    pub(crate) text: Arc<str>,
    /// The same folded.
    pub(crate) folded: Box<str>,
    name: Option<Arc<Name>>,
    told: Option<Told>,
}

/// All wordings, called by their number. A number means nothing but its wording: which is smaller is mere chance.
#[derive(Debug, Default)]
pub(crate) struct Wordings {
    numbers: HashMap<Arc<str>, u32>,
    all: Vec<Wording>,
}

/// The words that `range` covers, on one line.
pub(crate) fn words(range: TextRange, text: &str) -> String {
    range
        .of(text)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

impl Wordings {
    /// The number of what is written at `range`.
    pub(crate) fn at(&mut self, range: TextRange, text: &str) -> u32 {
        let written = range.of(text);
        // Nearly every name stands on one line already.
        match self.numbers.get(written) {
            Some(number) => *number,
            None => self.number(&words(range, text)),
        }
    }

    /// The number of `text`, which is on one line.
    pub(crate) fn number(&mut self, text: &str) -> u32 {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let number = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        let shared: Arc<str> = text.into();
        self.numbers.insert(Arc::clone(&shared), number);
        self.all.push(Wording {
            folded: fold(text).into(),
            text: shared,
            name: None,
            told: None,
        });
        number
    }

    /// The wording of that number.
    pub(crate) fn get(&self, number: u32) -> &Wording {
        &self.all[number as usize]
    }

    /// The wording read as a person’s name.
    pub(crate) fn name(&mut self, number: u32) -> Arc<Name> {
        let wording = &mut self.all[number as usize];
        let read = || Arc::new(Name::parse(&wording.text));
        Arc::clone(wording.name.get_or_insert_with(read))
    }

    /// The wording read as a form of address or role.
    pub(crate) fn told(&mut self, number: u32) -> Told {
        let wording = &mut self.all[number as usize];
        let read = || {
            let role = Role::parse(&wording.text).map(Arc::new);
            (Gender::told_by(&wording.text), role)
        };
        wording.told.get_or_insert_with(read).clone()
    }
}

impl Wording {
    /// The name that it was read as, if it ever was.
    pub(crate) fn known_name(&self) -> Option<&Name> {
        self.name.as_deref()
    }
}
