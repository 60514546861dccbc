//! What a story says about the dates that its articles leave open.
//!
//! A part of a date is taken from another article only where the two together can be checked: a day for a year and a
//! weekday if the calendar agrees, a year for a day if some article of the story fixes it. What the articles leave open
//! or say differently stays open.

use crate::link::calendar;
use crate::model::date::{NewsDate, Relation, month_name, weekday_name};
use crate::model::sourced::{Origin, Sourced};
use crate::text::date::PartialDay;

/// One article of a story, as far as dates go.
#[derive(Debug, Clone)]
pub(crate) struct Dated<'a> {
    /// The outlet, or the title where the outlet is unknown.
    pub(crate) outlet: &'a str,
    /// What the article itself says.
    pub(crate) date: Option<&'a NewsDate>,
}

/// A day that the story fixes, and by what.
struct Fixed {
    date: NewsDate,
    because: String,
}

/// By article of one story: the date that the others add to its own, if they do.
pub(crate) fn completed(story: &[Dated<'_>]) -> Vec<Option<Sourced<NewsDate>>> {
    let mut fixed: Vec<Fixed> = story.iter().filter_map(told).collect();
    let by_weekday: Vec<Option<Fixed>> = story
        .iter()
        .map(|article| by_weekday(article, story))
        .collect();
    fixed.extend(by_weekday.iter().flatten().map(|day| Fixed {
        date: day.date,
        because: day.because.clone(),
    }));
    story
        .iter()
        .zip(by_weekday)
        .map(|(article, own)| own.or_else(|| with_year(article, &fixed)))
        .map(|found| {
            let Fixed { date, because } = found?;
            let because = format!("{date}, from the story: {because}");
            Some(Sourced::inferred(date, Origin::Story, because))
        })
        .collect()
}

/// The day of an article that tells year, month and day itself.
fn told(article: &Dated<'_>) -> Option<Fixed> {
    let date = article.date?;
    let is_whole =
        date.first.year.is_some() && date.first.month.is_some() && date.first.day.is_some();
    (is_whole && !date.year_inferred && date.relation != Relation::Before).then(|| Fixed {
        date: *date,
        because: format!("{} says {date}", article.outlet),
    })
}

/// The day of an article that tells year and weekday only, from the one day that others of the story tell and that falls
/// on that weekday in that year.
fn by_weekday(article: &Dated<'_>, story: &[Dated<'_>]) -> Option<Fixed> {
    let date = article.date?;
    let (year, weekday) = (date.first.year?, date.weekday?);
    if date.first.month.is_some() || date.relation != Relation::On {
        return None;
    }
    let days = story.iter().flat_map(|other| {
        let days = other.date.map(days_told).unwrap_or_default();
        days.into_iter().map(move |day| (day, other.outlet))
    });
    let mut fitting = days.filter(|((told, month, day), _)| {
        told.is_none_or(|told| told == year)
            && calendar::weekday(year, *month, *day) == Some(weekday)
    });
    let ((_, month, day), outlet) = fitting.next()?;
    if fitting.any(|((_, other_month, other_day), _)| (other_month, other_day) != (month, day)) {
        return None;
    }
    let because = format!(
        "{outlet} says {} {day}, {} says a {} in {year}",
        month_name(month),
        article.outlet,
        weekday_name(weekday)
    );
    let date = NewsDate {
        minute: date.minute,
        weekday: Some(weekday),
        ..NewsDate::on(year, month, day)
    };
    Some(Fixed { date, because })
}

/// The days, with the year if it is said, on which an article says that it was published.
fn days_told(date: &NewsDate) -> Vec<(Option<i16>, i8, i8)> {
    if !matches!(date.relation, Relation::On | Relation::About) {
        return Vec::new();
    }
    let told = |day: &PartialDay| {
        let year = day.year.or(date.first.year).filter(|_| !date.year_inferred);
        Some((year, day.month.or(date.first.month)?, day.day?))
    };
    [told(&date.first), date.last.as_ref().and_then(told)]
        .into_iter()
        .flatten()
        .collect()
}

/// The date of an article that tells a day without a year, or with one that is only worked out, in the year that the
/// story's fixed days agree on.
fn with_year(article: &Dated<'_>, fixed: &[Fixed]) -> Option<Fixed> {
    let date = article.date?;
    date.first.day?;
    if date.first.year.is_some() && !date.year_inferred {
        return None;
    }
    let without_year = NewsDate {
        first: PartialDay {
            year: None,
            ..date.first
        },
        last: date.last.map(|last| PartialDay { year: None, ..last }),
        ..*date
    };
    let mut agreed: Option<(NewsDate, &Fixed)> = None;
    for anchor in fixed {
        let found = in_year_of(&without_year, &anchor.date)?;
        match agreed {
            None => agreed = Some((found, anchor)),
            Some((first, _)) if first.first.year == found.first.year => {}
            Some(_) => return None,
        }
    }
    let (found, anchor) = agreed?;
    let worked_out_otherwise = date
        .first
        .year
        .is_some_and(|year| Some(year) != found.first.year);
    (!worked_out_otherwise).then(|| Fixed {
        date: found,
        because: anchor.because.clone(),
    })
}

/// `date` in the year in which it is close to `anchor`; nothing if there is none or more than one.
fn in_year_of(date: &NewsDate, anchor: &NewsDate) -> Option<NewsDate> {
    let year = anchor.first.year?;
    let mut close = [year.saturating_sub(1), year, year.saturating_add(1)]
        .into_iter()
        .map(|year| NewsDate {
            first: PartialDay {
                year: Some(year),
                ..date.first
            },
            last: date.last.map(|last| PartialDay {
                year: Some(year),
                ..last
            }),
            year_inferred: true,
            ..*date
        })
        .filter(|date| {
            calendar::days_apart(date, anchor).is_some() && !calendar::contradict(date, anchor)
        })
        .filter(falls_on_its_weekday);
    let found = close.next()?;
    close.next().is_none().then_some(found)
}

fn falls_on_its_weekday(date: &NewsDate) -> bool {
    let PartialDay {
        year: Some(year),
        month: Some(month),
        day: Some(day),
    } = date.first
    else {
        return true;
    };
    date.weekday
        .is_none_or(|weekday| calendar::weekday(year, month, day) == Some(weekday))
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPEN: PartialDay = PartialDay {
        year: None,
        month: None,
        day: None,
    };

    fn day(relation: Relation, month: i8, day: i8) -> NewsDate {
        NewsDate {
            relation,
            first: PartialDay {
                month: Some(month),
                day: Some(day),
                ..OPEN
            },
            ..NewsDate::default()
        }
    }

    fn year_and_weekday(year: i16, weekday: i8) -> NewsDate {
        NewsDate {
            first: PartialDay {
                year: Some(year),
                ..OPEN
            },
            weekday: Some(weekday),
            ..NewsDate::default()
        }
    }

    fn shown(dates: &[NewsDate]) -> Vec<String> {
        let outlets = ["Harbour Post", "Valley Times", "Island Mail"];
        let story: Vec<Dated<'_>> = dates
            .iter()
            .zip(outlets)
            .map(|(date, outlet)| Dated {
                outlet,
                date: Some(date),
            })
            .collect();
        completed(&story)
            .into_iter()
            .map(|found| found.map_or_else(|| "-".to_owned(), |found| found.because))
            .collect()
    }

    #[test]
    fn a_year_on_a_weekday_and_a_day_make_a_date() {
        let found = shown(&[
            year_and_weekday(2026, 2),
            day(Relation::Before, 1, 6),
            day(Relation::On, 1, 6),
        ]);
        let says = "from the story: Island Mail says Jan 6, Harbour Post says a Tuesday in 2026";
        assert_eq!(
            found,
            [
                format!("Jan 6, 2026, {says}"),
                format!("before Jan 6, ~2026, {says}"),
                format!("Jan 6, ~2026, {says}"),
            ]
        );
    }

    #[test]
    fn a_weekday_that_the_calendar_denies_settles_nothing() {
        assert_eq!(
            shown(&[year_and_weekday(2026, 3), day(Relation::On, 1, 6)]),
            ["-", "-"]
        );
    }

    #[test]
    fn a_span_is_settled_by_the_weekday() {
        let span = NewsDate {
            last: Some(day(Relation::On, 1, 7).first),
            ..day(Relation::On, 1, 6)
        };
        let found = shown(&[year_and_weekday(2026, 3), span]);
        assert!(
            found[0].starts_with("Jan 7, 2026, from the story"),
            "{found:?}"
        );
        assert!(
            found[1].starts_with("Jan 6 to 7, ~2026, from the story"),
            "{found:?}"
        );
    }

    #[test]
    fn a_full_date_lends_its_year_across_new_year() {
        let found = shown(&[NewsDate::on(2026, 1, 1), day(Relation::On, 12, 31)]);
        assert_eq!(
            found,
            [
                "-",
                "Dec 31, ~2025, from the story: Harbour Post says Jan 1, 2026"
            ]
        );
    }

    #[test]
    fn years_that_differ_settle_nothing() {
        let found = shown(&[
            NewsDate::on(2026, 1, 6),
            NewsDate::on(2025, 1, 6),
            day(Relation::On, 1, 6),
        ]);
        assert_eq!(found[2], "-");
        assert_eq!(
            shown(&[NewsDate::default(), day(Relation::On, 1, 6)]),
            ["-", "-"]
        );
    }
}
