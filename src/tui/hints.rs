//! Letters on the links and names on screen: typing one goes there.

use crate::library::Subject;

/// The letters of labels, those under the fingers first.
const LETTERS: &str = "asdfghjklewiocmpnruvt";

/// Where a hint leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lead {
    /// To an actor.
    Subject(Subject),
    /// To an address.
    Address(String),
}

/// A label on something on screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// The letters to type.
    pub label: String,
    /// The byte of the article that it stands on; none for the article's own address, which stands on the headline.
    pub at: Option<usize>,
    /// Where it leads.
    pub lead: Lead,
}

/// What a letter made of the labels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pressed {
    /// There is more to type.
    More,
    /// A label is complete, and leads there.
    Leads(Lead),
    /// No label goes on so.
    Nowhere,
}

/// The labels on screen, and what has been typed of one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hints {
    /// All labels.
    pub hints: Vec<Hint>,
    typed: String,
}

impl Hints {
    /// Labels what stands at these places, in this order; the first ones get the letters that are easiest to type.
    pub fn new(leads: Vec<(Option<usize>, Lead)>) -> Self {
        let labels = labels(leads.len());
        let hints = leads.into_iter().zip(labels);
        let hints = hints.map(|((at, lead), label)| Hint { label, at, lead });
        Self {
            hints: hints.collect(),
            typed: String::new(),
        }
    }

    /// What is still to be typed of a label, if what has been typed begins it.
    pub fn left<'a>(&self, hint: &'a Hint) -> Option<&'a str> {
        hint.label.strip_prefix(self.typed.as_str())
    }

    /// Takes a letter.
    pub fn press(&mut self, letter: char) -> Pressed {
        self.typed.extend(letter.to_lowercase());
        let mut going = self.hints.iter().filter(|hint| self.left(hint).is_some());
        match going.next() {
            Some(hint) if hint.label == self.typed => Pressed::Leads(hint.lead.clone()),
            Some(_) => Pressed::More,
            None => Pressed::Nowhere,
        }
    }

    /// Takes the last letter back. Tells whether there was one.
    pub fn take_back(&mut self) -> bool {
        self.typed.pop().is_some()
    }
}

/// `count` labels, none of which begins another, as short as possible.
fn labels(count: usize) -> Vec<String> {
    let letters: Vec<char> = LETTERS.chars().collect();
    let base = letters.len();
    // So many of the letters are the first of two as are needed for the rest.
    let doubled = count.saturating_sub(base).div_ceil(base - 1).min(base);
    let single = letters.iter().take(base - doubled).map(char::to_string);
    let pairs = letters.iter().skip(base - doubled).flat_map(|first| {
        let second = letters.iter();
        second.map(move |second| format!("{first}{second}"))
    });
    single.chain(pairs).take(count).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hints(count: usize) -> Hints {
        let lead = |number: usize| (Some(number), Lead::Address(number.to_string()));
        Hints::new((0..count).map(lead).collect())
    }

    #[test]
    fn no_label_begins_another_and_none_is_longer_than_two() {
        for count in [0, 1, 20, 21, 22, 60, 300, 441] {
            let hints = hints(count);
            assert_eq!(hints.hints.len(), count);
            for (index, one) in hints.hints.iter().enumerate() {
                assert!(one.label.len() <= 2);
                let others = hints.hints.iter().enumerate();
                let others = others.filter(|(other, _)| *other != index);
                assert!(
                    others
                        .map(|(_, hint)| hint)
                        .all(|hint| !hint.label.starts_with(&one.label)),
                    "{count}: {}",
                    one.label
                );
            }
        }
        // More than there are labels for: the first ones have one.
        assert_eq!(hints(1000).hints.len(), 441);
    }

    #[test]
    fn typing_a_label_leads_somewhere() {
        let mut many = hints(60);
        for hint in many.hints.clone() {
            let pressed: Vec<_> = hint.label.chars().map(|c| many.press(c)).collect();
            let (last, before) = pressed.split_last().unwrap();
            assert!(before.iter().all(|pressed| *pressed == Pressed::More));
            assert_eq!(*last, Pressed::Leads(hint.lead));
            while many.take_back() {}
        }
        assert_eq!(many.press('x'), Pressed::Nowhere);
    }
}
