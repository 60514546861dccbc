//! Where a subject stands, in reading order, and the way from one place to the next.

use super::{Direction, Found, Library, Subject};
use crate::text::range::TextRange;

/// One place of a subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occurrence {
    /// The article's row.
    pub row: usize,
    /// Where in its text.
    pub range: TextRange,
    /// What stands there, for actors.
    pub found: Option<Found>,
}

/// Where a step leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// The article's row.
    pub row: usize,
    /// The place there.
    pub range: TextRange,
    /// Its number among all places of the subject, counted from 1.
    pub number: usize,
    /// How many there are.
    pub count: usize,
}

impl Library {
    /// How many places of `subject` are looked at: all, or those in its newest articles where these are very many.
    pub fn occurrences(&self, subject: &Subject) -> usize {
        match subject {
            Subject::Actor(id) => self.places(*id).len(),
            Subject::Topic(phrase) => self
                .topic(phrase)
                .map_or(0, |topic| topic.occurrences.len()),
            Subject::Unnamed => self.unnamed().len(),
        }
    }

    /// Place number `number` of `subject`, in reading order.
    pub fn occurrence(&self, subject: &Subject, number: usize) -> Option<Occurrence> {
        match subject {
            Subject::Actor(id) => {
                let place = *self.places(*id).get(number)?;
                Some(Occurrence {
                    row: place.row,
                    range: place.range,
                    found: Some(place.found),
                })
            }
            Subject::Topic(phrase) => {
                let (row, range) = *self.topic(phrase)?.occurrences.get(number)?;
                Some(Occurrence {
                    row,
                    range,
                    found: None,
                })
            }
            Subject::Unnamed => {
                let saying = *self.unnamed().get(number)?;
                let findings = &self.entry(saying.row)?.findings;
                let speaker = findings.quotes.get(saying.quote)?.speaker?;
                Some(Occurrence {
                    row: saying.row,
                    range: findings.range_of(speaker)?,
                    found: None,
                })
            }
        }
    }

    /// The place of `subject` next to the byte `offset` of the article at `row`: the first one at it or behind it, or the
    /// last one ahead of it; going on into the other articles and round from the last to the first. Logarithmic.
    pub fn step(
        &self,
        subject: &Subject,
        row: usize,
        offset: usize,
        way: Direction,
    ) -> Option<Step> {
        let located = |number: usize| {
            let occurrence = self.occurrence(subject, number)?;
            Some((occurrence.row, occurrence.range))
        };
        next_of(self.occurrences(subject), way, (row, offset), located)
    }
}

/// The one of `count` places in reading order that comes next from `here` in that direction, going round. Logarithmic.
pub(super) fn next_of(
    count: usize,
    way: Direction,
    here: (usize, usize),
    located: impl Fn(usize) -> Option<(usize, TextRange)>,
) -> Option<Step> {
    let key = |number| located(number).map_or((usize::MAX, 0), |(row, range)| (row, range.start));
    let (mut ahead, mut end) = (0, count);
    while ahead < end {
        let middle = ahead + (end - ahead) / 2;
        if key(middle) < here {
            ahead = middle + 1;
        } else {
            end = middle;
        }
    }
    let index = match way {
        Direction::Forward => ahead % count.max(1),
        Direction::Backward => ahead.checked_sub(1).or(count.checked_sub(1))?,
    };
    let (row, range) = located(index)?;
    Some(Step {
        row,
        range,
        number: index + 1,
        count,
    })
}
