//! When something is there: counts in spans of days of one length.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::traces::Traces;
use super::{Found, Library};
use crate::model::actor::ActorId;
use crate::model::date::NewsDate;

/// Of how many of its articles, the newest, it is told when an actor is named there.
pub const TIMED: usize = 500;

/// How often something is there, in spans of days of one length.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Timeline {
    /// The first day.
    pub first: String,
    /// The last day.
    pub last: String,
    /// How many days a span has.
    pub days: usize,
    /// By span, how often it is there.
    pub counts: Vec<usize>,
    /// How many articles have no day.
    pub undated: usize,
}

impl Library {
    /// How often the actor is named from the first day to the last, in at most `most` spans; nothing where no article has a
    /// day. Of an actor who is in very many articles, those are the newest five hundred.
    pub fn timeline(&self, id: ActorId, most: usize) -> Option<Timeline> {
        self.timeline_in(&self.traces(id), most)
    }

    /// The same in the articles of these traces.
    pub fn timeline_in(&self, traces: &Traces, most: usize) -> Option<Timeline> {
        let runs = traces.places.chunk_by(|place, next| place.row == next.row);
        let named = runs.take(TIMED).map(|run| {
            let named = run.iter();
            let named = named.filter(|place| matches!(place.found, Found::Name(_)));
            (run[0].row, named.count())
        });
        self.in_spans(named, most)
    }

    /// How many of the articles at `rows` were published from the first day to the last, in the same way.
    pub fn published(&self, rows: &[usize], most: usize) -> Option<Timeline> {
        self.in_spans(rows.iter().map(|row| (*row, 1)), most)
    }

    /// Spreads the counts of articles over their days.
    fn in_spans(
        &self,
        counted: impl Iterator<Item = (usize, usize)>,
        most: usize,
    ) -> Option<Timeline> {
        let mut days: BTreeMap<Date, usize> = BTreeMap::new();
        let mut undated = 0;
        for (row, count) in counted {
            let head = self.head(row);
            let date = head.as_ref().and_then(|head| head.date.as_ref());
            match date.and_then(|date| day(&date.value)) {
                Some(day) => *days.entry(day).or_default() += count,
                None => undated += 1,
            }
        }
        let (first, last) = (*days.first_key_value()?.0, *days.last_key_value()?.0);
        let since = |day: Date| {
            let span = first.until(day).map_or(0, |span| span.get_days());
            usize::try_from(span).unwrap_or(0)
        };
        let length = (since(last) + 1).div_ceil(most.max(1));
        let mut counts = vec![0; since(last) / length + 1];
        for (day, count) in days {
            counts[since(day) / length] += count;
        }
        Some(Timeline {
            first: first.to_string(),
            last: last.to_string(),
            days: length,
            counts,
            undated,
        })
    }
}

/// The day of a date that is told to the day.
fn day(date: &NewsDate) -> Option<Date> {
    let first = date.first;
    Date::new(first.year?, first.month?, first.day?).ok()
}
