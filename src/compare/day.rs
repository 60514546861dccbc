//! Days that a text names, as days of the calendar where the article's date lets one say which.

use jiff::civil::Date;

use crate::model::date::{NewsDate, Relation};
use crate::text::date::{DateMention, PartialDay, mentions, weekday_of};
use crate::text::range::TextRange;

/// A day, or a month or year, as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Day {
    /// Where it stands.
    pub(super) range: TextRange,
    /// The day as far as it is known.
    pub(super) known: PartialDay,
    /// The day of the week, where nothing else is known.
    pub(super) weekday: Option<i8>,
}

impl Day {
    /// Tells whether the two can be one day: what neither says speaks for nothing.
    pub(super) fn agrees(&self, other: &Self) -> bool {
        let fits = |a: Option<i16>, b: Option<i16>| a.is_none() || b.is_none() || a == b;
        let parts = |day: PartialDay| [day.year, day.month.map(i16::from), day.day.map(i16::from)];
        let same_parts = parts(self.known)
            .into_iter()
            .zip(parts(other.known))
            .all(|(a, b)| fits(a, b));
        let weekday = |day: &Self| day.weekday.or_else(|| weekday_of(day.known));
        same_parts && fits(weekday(self).map(i16::from), weekday(other).map(i16::from))
    }

    /// Tells whether the two are told equally closely, so that a difference between them is one of fact.
    pub(super) fn compares(&self, other: &Self) -> bool {
        let is_day = |day: &Self| day.known.day.is_some() || day.weekday.is_some();
        is_day(self) == is_day(other) && self.known.month.is_some() == other.known.month.is_some()
            || (is_day(self) && is_day(other))
    }
}

/// The days named in `range` of `text`, in order, of an article published on `published`.
pub(super) fn days(text: &str, range: TextRange, published: Option<&NewsDate>) -> Vec<Day> {
    let written = range.of(text);
    let anchor = published.and_then(anchor);
    let mut days: Vec<Day> = mentions(written)
        .into_iter()
        .filter_map(|mention| told(mention, written, anchor))
        .collect();
    if let Some(anchor) = anchor {
        days.extend(relative(written, anchor));
        days.sort_by_key(|day| day.range.start);
    }
    for day in &mut days {
        day.range = day.range.shifted(range.start);
    }
    days
}

/// How many days lie between two articles, where both have a day.
pub(super) fn days_apart(a: Option<&NewsDate>, b: Option<&NewsDate>) -> Option<i32> {
    let (a, b) = (anchor(a?)?, anchor(b?)?);
    Some((a - b).get_days().abs())
}

/// The day of publication, where it is one day.
fn anchor(published: &NewsDate) -> Option<Date> {
    let day = published.first;
    let known =
        matches!(published.relation, Relation::On | Relation::About) && published.last.is_none();
    known.then(|| Date::new(day.year?, day.month?, day.day?).ok())?
}

fn told(mention: DateMention, written: &str, anchor: Option<Date>) -> Option<Day> {
    let mut day = Day {
        range: mention.range,
        known: mention.day,
        weekday: None,
    };
    if mention.day == PartialDay::default() {
        let weekday = mention.weekday?;
        let before = written.get(..mention.range.start)?.trim_end();
        match anchor.filter(|_| !before.ends_with("next")) {
            Some(anchor) => day.known = partial(last(anchor, weekday)?),
            None => day.weekday = Some(weekday),
        }
    } else if mention.day.year.is_none()
        && let (Some(anchor), Some(month), Some(number)) =
            (anchor, mention.day.month, mention.day.day)
    {
        day.known.year = nearest_year(anchor, month, number);
    }
    Some(day)
}

/// The last day of that weekday up to `anchor`: news tells of the week behind it.
fn last(anchor: Date, weekday: i8) -> Option<Date> {
    let back = (anchor.weekday().to_monday_one_offset() - weekday).rem_euclid(7);
    anchor
        .checked_sub(jiff::Span::new().days(i64::from(back)))
        .ok()
}

/// The year in which a day lies nearest to `anchor`.
fn nearest_year(anchor: Date, month: i8, day: i8) -> Option<i16> {
    let year = anchor.year();
    let candidates = [year.checked_sub(1), Some(year), year.checked_add(1)];
    let dated = candidates.into_iter().flatten().filter_map(|year| {
        let date = Date::new(year, month, day).ok()?;
        Some(((date - anchor).get_days().abs(), year))
    });
    dated.min().map(|(_, year)| year)
}

/// `today`, `yesterday` and `tomorrow`.
fn relative(written: &str, anchor: Date) -> impl Iterator<Item = Day> {
    let words = [("today", 0), ("yesterday", -1), ("tomorrow", 1)];
    words.into_iter().flat_map(move |(word, days)| {
        let date = anchor.checked_add(jiff::Span::new().days(days)).ok();
        let places = written.match_indices(word).filter(move |(at, _)| {
            let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            let before = written.get(..*at).and_then(|text| text.chars().next_back());
            let behind = written
                .get(at + word.len()..)
                .and_then(|text| text.chars().next());
            !letter(before) && !letter(behind)
        });
        places.filter_map(move |(at, _)| {
            Some(Day {
                range: TextRange::new(at, at + word.len()),
                known: partial(date?),
                weekday: None,
            })
        })
    })
}

fn partial(date: Date) -> PartialDay {
    PartialDay {
        year: Some(date.year()),
        month: Some(date.month()),
        day: Some(date.day()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str, published: Option<&NewsDate>) -> Day {
        let found = days(text, TextRange::new(0, text.len()), published);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        found[0]
    }

    #[test]
    fn the_same_day_agrees_however_it_is_told() {
        let wednesday = NewsDate::on(2026, 1, 7);
        for (a, b, agree) in [
            ("on Tuesday", "on Jan 6", true),
            ("yesterday", "on January 6, 2026", true),
            ("on Tuesday", "on Jan 7", false),
            ("today", "on Wednesday", true),
            ("in 2022", "in 2014", false),
            ("Dec 31", "on December 31, 2025", true),
            ("Dec 31", "on December 31, 2026", false),
        ] {
            let (a_day, b_day) = (day(a, Some(&wednesday)), day(b, Some(&wednesday)));
            assert_eq!(a_day.agrees(&b_day), agree, "{a} / {b}");
        }
    }

    #[test]
    fn a_weekday_without_a_date_fits_a_day_that_falls_on_it() {
        let known = day("on Jan 6", Some(&NewsDate::on(2026, 1, 7)));
        assert!(day("on Tuesday", None).agrees(&known));
        assert!(!day("on Friday", None).agrees(&known));
    }
}
