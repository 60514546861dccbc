//! When an article was published, as exactly as it says and no more.

use std::fmt;

use crate::model::sourced::Sourced;
use crate::text::date::PartialDay;

/// How the publication lies to the day that is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Relation {
    /// On that day.
    #[default]
    On,
    /// On that day or close to it.
    About,
    /// Before that day, which the article speaks of as to come.
    Before,
    /// On that day or later.
    NotBefore,
}

/// A publication date: a day or a span of days, with what is unsaid left open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct NewsDate {
    /// How the publication lies to `first`.
    pub relation: Relation,
    /// The day, or the first of the span.
    pub first: PartialDay,
    /// The last day of a span (`Jan 6 to 7`).
    pub last: Option<PartialDay>,
    /// The day of the week, 1 Monday to 7 Sunday, if the article tells one.
    pub weekday: Option<i8>,
    /// The minute of the day, 0 to 1,439, if told.
    pub minute: Option<u16>,
    /// Whether the year was worked out while the day was said.
    pub year_inferred: bool,
}

/// The English short names of the months.
pub const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// The English names of the days of the week, Monday first.
pub const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

impl NewsDate {
    /// A single, fully told day.
    pub fn on(year: i16, month: i8, day: i8) -> Self {
        Self {
            first: PartialDay {
                year: Some(year),
                month: Some(month),
                day: Some(day),
            },
            ..Self::default()
        }
    }

    /// Sorts dates: the minute since the start of year 0 that the date stands for, taking the earliest that an unsaid
    /// part allows; a date without a year has none. A date `before` a day sorts just ahead of that day.
    pub fn sort_key(&self) -> Option<i64> {
        let year = i64::from(self.first.year?);
        let day = (year * 12 + i64::from(self.first.month.unwrap_or(1)) - 1) * 31
            + i64::from(self.first.day.unwrap_or(1));
        let minute = day * 1440 + i64::from(self.minute.unwrap_or(0));
        Some(if self.relation == Relation::Before {
            minute - 1
        } else {
            minute
        })
    }

    /// The day in digits, as far as it is told: `2026-01-06`, `2026-01`, `2026`; nothing without a year.
    pub fn iso(&self) -> Option<String> {
        let year = format!("{:04}", self.first.year?);
        Some(match (self.first.month, self.first.day) {
            (Some(month), Some(day)) => format!("{year}-{month:02}-{day:02}"),
            (Some(month), None) => format!("{year}-{month:02}"),
            _ => year,
        })
    }

    /// A form for narrow columns: `Jan 6 '26`, `~Aug 19 '25`, `<Jan 6`, `2025`; empty where neither day nor year is told.
    pub fn short(&self) -> String {
        let year = self
            .first
            .year
            .map_or_else(String::new, |year| format!(" '{:02}", year.rem_euclid(100)));
        let day = match (self.first.month, self.first.day) {
            (Some(month), Some(day)) => format!("{} {day}{year}", month_name(month)),
            (Some(month), None) => format!("{}{year}", month_name(month)),
            _ => self
                .first
                .year
                .map_or_else(String::new, |year| year.to_string()),
        };
        if day.is_empty() {
            day
        } else {
            format!("{}{day}", self.relation_mark())
        }
    }

    fn relation_mark(&self) -> &'static str {
        match self.relation {
            Relation::On => "",
            Relation::About => "~",
            Relation::Before => "<",
            Relation::NotBefore => "≥",
        }
    }
}

impl Sourced<NewsDate> {
    /// The date for narrow columns, with `~` where it was worked out; `undated` where it tells neither day nor year.
    pub fn label(&self) -> String {
        let short = self.value.short();
        let marked = self.is_inferred() && short.starts_with(|c: char| c.is_ascii_alphanumeric());
        match (short.is_empty(), marked) {
            (true, _) => "undated".to_owned(),
            (false, true) => format!("~{short}"),
            (false, false) => short,
        }
    }
}

/// The short name of `month`, 1 to 12, or nothing for any other number.
pub fn month_name(month: i8) -> &'static str {
    usize::try_from(month - 1)
        .ok()
        .and_then(|index| MONTHS.get(index))
        .copied()
        .unwrap_or("")
}

/// The name of `weekday`, 1 Monday to 7 Sunday, or nothing for any other number.
pub fn weekday_name(weekday: i8) -> &'static str {
    usize::try_from(weekday - 1)
        .ok()
        .and_then(|index| WEEKDAYS.get(index))
        .copied()
        .unwrap_or("")
}

impl fmt::Display for NewsDate {
    /// The full form: `Jan 6, 2026`, `about Aug 19, 2025`, `before Jan 6, year unknown`, `Jan 6 to 7, ~2026`,
    /// `2026, a Tuesday`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.relation {
            Relation::On => {}
            Relation::About => f.write_str("about ")?,
            Relation::Before => f.write_str("before ")?,
            Relation::NotBefore => f.write_str("not before ")?,
        }
        let Some(month) = self.first.month else {
            match self.first.year {
                Some(year) => write!(f, "{}{year}", if self.year_inferred { "~" } else { "" })?,
                None if self.weekday.is_none() => f.write_str("year unknown")?,
                None => {}
            }
            return match self.weekday {
                Some(weekday) if self.first.year.is_some() => {
                    write!(f, ", a {}", weekday_name(weekday))
                }
                Some(weekday) => write!(f, "a {}, date unknown", weekday_name(weekday)),
                None => Ok(()),
            };
        };
        f.write_str(month_name(month))?;
        if let Some(day) = self.first.day {
            write!(f, " {day}")?;
        }
        if let Some(last) = self.last {
            f.write_str(" to ")?;
            if last.month != self.first.month {
                write!(f, "{} ", month_name(last.month.unwrap_or(month)))?;
            }
            if let Some(day) = last.day {
                write!(f, "{day}")?;
            }
        }
        match (self.first.year, self.first.day) {
            (Some(year), Some(_)) => {
                write!(f, ", {}{year}", if self.year_inferred { "~" } else { "" })
            }
            (Some(year), None) => write!(f, " {}{year}", if self.year_inferred { "~" } else { "" }),
            (None, _) => f.write_str(", year unknown"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_say_as_much_as_is_known() {
        let jan_6 = PartialDay {
            year: None,
            month: Some(1),
            day: Some(6),
        };
        let cases = [
            (NewsDate::on(2026, 1, 6), "Jan 6, 2026", "Jan 6 '26"),
            (
                NewsDate {
                    relation: Relation::Before,
                    first: jan_6,
                    ..NewsDate::default()
                },
                "before Jan 6, year unknown",
                "<Jan 6",
            ),
            (
                NewsDate {
                    relation: Relation::About,
                    ..NewsDate::on(2025, 8, 19)
                },
                "about Aug 19, 2025",
                "~Aug 19 '25",
            ),
            (
                NewsDate {
                    last: Some(PartialDay {
                        day: Some(7),
                        ..NewsDate::on(2026, 1, 7).first
                    }),
                    year_inferred: true,
                    ..NewsDate::on(2026, 1, 6)
                },
                "Jan 6 to 7, ~2026",
                "Jan 6 '26",
            ),
            (
                NewsDate {
                    first: PartialDay {
                        year: Some(2026),
                        month: None,
                        day: None,
                    },
                    weekday: Some(2),
                    ..NewsDate::default()
                },
                "2026, a Tuesday",
                "2026",
            ),
        ];
        for (date, full, short) in cases {
            assert_eq!(date.to_string(), full);
            assert_eq!(date.short(), short);
        }
    }

    #[test]
    fn dates_sort_by_time_and_before_stands_ahead() {
        let day = NewsDate::on(2026, 1, 6);
        let before = NewsDate {
            relation: Relation::Before,
            ..day
        };
        assert!(before.sort_key() < day.sort_key());
        assert!(NewsDate::on(2025, 12, 31).sort_key() < before.sort_key());
        assert_eq!(NewsDate::default().sort_key(), None);
    }
}
