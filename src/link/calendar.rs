//! Whether two publication dates can be of one story, as far as they are told.

use jiff::civil::Date;

use crate::model::date::{NewsDate, Relation};
use crate::text::date::PartialDay;

/// From how far apart two sort keys are of days that no story joins, in minutes: sort keys count 31 days to every month, and so may
/// be three days further apart than their days are.
pub(crate) const FAR: i64 = 7 * 1440;

/// How many days apart two reports of one event may be.
const DAYS_OF_A_STORY: i32 = 3;

/// What a date that is only near a day leaves open, in days.
const ABOUT: i32 = 3;

/// How long before a day an article that speaks of it as to come is thought to be written, in days; and how long after.
const AHEAD: i32 = 10;

/// Tells whether what the two dates say excludes that the articles tell of one event. What is unsaid excludes nothing.
pub(crate) fn contradict(a: &NewsDate, b: &NewsDate) -> bool {
    far_apart(a, b) || days_apart(a, b).is_some_and(|days| days > DAYS_OF_A_STORY)
}

/// Tells whether the two dates speak for one event: both are told to within days and these lie together, or one tells a
/// year and a weekday and the other a day that falls on it. Two articles of one year do not agree in this sense.
pub(crate) fn agree(a: &NewsDate, b: &NewsDate) -> bool {
    let narrow = |date: &NewsDate| date.first.day.is_some();
    if narrow(a) && narrow(b) {
        return !far_apart(a, b) && days_apart(a, b).is_some_and(|days| days <= DAYS_OF_A_STORY);
    }
    weekday_confirms(a, b) || weekday_confirms(b, a)
}

/// Tells whether two days told in full lie so far apart that nothing about them need be weighed: most of all pairs do.
fn far_apart(a: &NewsDate, b: &NewsDate) -> bool {
    let days = full(a).zip(full(b));
    days.is_some_and(|(a, b)| (a - b).abs() > FAR)
}

/// The sort key of a single day that is told in full, on which the article was published.
pub(crate) fn full(date: &NewsDate) -> Option<i64> {
    let single = date.relation == Relation::On && date.last.is_none();
    let full = date.first.month.is_some() && date.first.day.is_some();
    date.sort_key().filter(|_| single && full)
}

/// `2026 on a Tuesday` is confirmed by `Jan 6`.
fn weekday_confirms(open: &NewsDate, day: &NewsDate) -> bool {
    let (Some(year), Some(weekday), None) = (open.first.year, open.weekday, open.first.month)
    else {
        return false;
    };
    let says_day = matches!(day.relation, Relation::On | Relation::About);
    let year_fits = day.first.year.is_none_or(|told| told == year);
    let falls = |day: PartialDay| calendar_weekday(day, year) == Some(weekday);
    says_day && year_fits && (falls(day.first) || day.last.is_some_and(falls))
}

fn calendar_weekday(day: PartialDay, year: i16) -> Option<i8> {
    weekday(year, day.month?, day.day?)
}

/// The least number of days between the two, over all that they leave open; nothing when one of them says neither
/// year nor month.
pub(crate) fn days_apart(a: &NewsDate, b: &NewsDate) -> Option<i32> {
    let years_a = years(a, b);
    let years_b = years(b, a);
    let mut least: Option<i32> = None;
    for &year_a in &years_a {
        for &year_b in &years_b {
            if let (Some(a), Some(b)) = (extent(a, year_a), extent(b, year_b)) {
                let gap = (a.0 - b.1).max(b.0 - a.1).max(0);
                least = Some(least.map_or(gap, |least| least.min(gap)));
            }
        }
    }
    least
}

/// The years that `date` may be of, seen from `other`.
fn years(date: &NewsDate, other: &NewsDate) -> Vec<i16> {
    match (date.first.year, other.first.year) {
        (Some(year), _) => vec![year],
        (None, Some(year)) => vec![year.saturating_sub(1), year, year.saturating_add(1)],
        (None, None) => vec![2023, 2024, 2025],
    }
}

/// The first and last day that `date` can mean in `year`, counted from a fixed day.
fn extent(date: &NewsDate, year: i16) -> Option<(i32, i32)> {
    if date.first.month.is_none() && date.first.year.is_none() {
        return None;
    }
    let first = first_day(date.first, year)?;
    let last = match date.last {
        Some(last) => last_day(last, last.year.unwrap_or(year))?,
        None => last_day(date.first, year)?,
    };
    Some(match date.relation {
        Relation::On => (first, last),
        Relation::About => (first - ABOUT, last + ABOUT),
        Relation::Before => (first - AHEAD, last),
        Relation::NotBefore => (first, last + AHEAD),
    })
}

fn first_day(day: PartialDay, year: i16) -> Option<i32> {
    number(year, day.month.unwrap_or(1), day.day.unwrap_or(1))
}

fn last_day(day: PartialDay, year: i16) -> Option<i32> {
    let month = day.month.unwrap_or(12);
    let last_of_month = || Date::new(year, month, 1).ok().map(Date::days_in_month);
    number(year, month, day.day.or_else(last_of_month)?)
}

/// The number of a day, counted from the last of the year 0 on. Asked for every pair of dates that are weighed, so that it is worked
/// out by hand.
fn number(year: i16, month: i8, day: i8) -> Option<i32> {
    let date = Date::new(year, month, day).ok()?;
    let before = i32::from(year) - 1;
    let leap_days = before.div_euclid(4) - before.div_euclid(100) + before.div_euclid(400);
    Some(before * 365 + leap_days + i32::from(date.day_of_year()))
}

/// The day of the week, 1 Monday to 7 Sunday, of a day that the calendar has.
pub(crate) fn weekday(year: i16, month: i8, day: i8) -> Option<i8> {
    let date = Date::new(year, month, day).ok()?;
    Some(date.weekday().to_monday_one_offset())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: Option<i16>, month: Option<i8>, day: Option<i8>) -> NewsDate {
        NewsDate {
            first: PartialDay { year, month, day },
            ..NewsDate::default()
        }
    }

    #[test]
    fn only_what_is_said_can_contradict() {
        let jan_6 = day(None, Some(1), Some(6));
        for (a, b, contradicts) in [
            (NewsDate::on(2026, 1, 6), NewsDate::on(2026, 1, 7), false),
            (NewsDate::on(2026, 1, 6), NewsDate::on(2025, 1, 6), true),
            (NewsDate::on(2026, 1, 6), jan_6, false),
            (NewsDate::on(2025, 8, 19), jan_6, true),
            (day(Some(2026), None, None), jan_6, false),
            (
                day(Some(2026), None, None),
                day(Some(2025), None, None),
                false,
            ),
            (day(Some(2026), None, None), NewsDate::on(2025, 8, 19), true),
            (
                day(Some(2026), None, None),
                NewsDate::on(2025, 12, 31),
                false,
            ),
            (
                NewsDate::on(2025, 12, 31),
                day(None, Some(1), Some(1)),
                false,
            ),
            (NewsDate::default(), jan_6, false),
            (day(Some(2025), Some(2), Some(30)), jan_6, false),
        ] {
            assert_eq!(contradict(&a, &b), contradicts, "{a} / {b}");
            assert_eq!(contradict(&b, &a), contradicts, "{b} / {a}");
        }
    }

    #[test]
    fn days_far_apart_are_so_and_most_that_are_apart_are_far() {
        let mut day = Date::constant(2024, 1, 1);
        let mut close = 0;
        while day.year() < 2026 {
            let a = NewsDate::on(day.year(), day.month(), day.day());
            for apart in 0..60 {
                let other = day + jiff::Span::new().days(apart);
                let b = NewsDate::on(other.year(), other.month(), other.day());
                let told = days_apart(&a, &b);
                assert_eq!(told, Some(apart));
                if far_apart(&a, &b) {
                    assert!(told > Some(DAYS_OF_A_STORY), "{a} / {b}");
                } else {
                    close += 1;
                    assert!(apart <= 7, "{a} / {b}");
                }
            }
            day = day.tomorrow().unwrap();
        }
        assert!(close > 0);
        let about = NewsDate {
            relation: Relation::About,
            ..NewsDate::on(2025, 1, 1)
        };
        assert!(!far_apart(&about, &NewsDate::on(2026, 1, 1)));
    }

    #[test]
    fn an_announcement_is_close_to_what_it_announces() {
        let before = NewsDate {
            relation: Relation::Before,
            ..day(None, Some(1), Some(6))
        };
        assert!(!contradict(&before, &NewsDate::on(2026, 1, 6)));
        assert!(!contradict(&before, &NewsDate::on(2025, 12, 30)));
        assert!(contradict(&before, &NewsDate::on(2026, 1, 23)));
    }

    #[test]
    fn only_days_can_speak_for_one_event() {
        let jan_6 = day(None, Some(1), Some(6));
        let tuesday = NewsDate {
            weekday: Some(2),
            ..day(Some(2026), None, None)
        };
        let wednesday = NewsDate {
            weekday: Some(3),
            ..tuesday
        };
        for (a, b, agreeing) in [
            (NewsDate::on(2026, 1, 6), NewsDate::on(2026, 1, 7), true),
            (NewsDate::on(2026, 1, 6), jan_6, true),
            (tuesday, jan_6, true),
            (wednesday, jan_6, false),
            (day(Some(2026), None, None), jan_6, false),
            (
                day(Some(2025), None, None),
                NewsDate::on(2025, 8, 19),
                false,
            ),
            (
                day(Some(2025), Some(8), None),
                NewsDate::on(2025, 8, 19),
                false,
            ),
            (NewsDate::default(), jan_6, false),
        ] {
            assert_eq!(agree(&a, &b), agreeing, "{a} / {b}");
            assert_eq!(agree(&b, &a), agreeing, "{b} / {a}");
        }
    }

    #[test]
    fn days_are_numbered_without_a_gap() {
        let start = Date::constant(1899, 12, 20);
        let number_of = |date: Date| number(date.year(), date.month(), date.day()).unwrap();
        let mut day = start;
        for passed in 0..80_000 {
            assert_eq!(number_of(day) - number_of(start), passed, "{day}");
            day = day.tomorrow().unwrap();
        }
        assert_eq!(number(1, 1, 1), Some(1));
        assert_eq!(number(2025, 2, 29), None);
    }

    #[test]
    fn weekdays_are_those_of_the_calendar() {
        assert_eq!(weekday(2026, 1, 6), Some(2));
        assert_eq!(weekday(2026, 2, 30), None);
    }
}
