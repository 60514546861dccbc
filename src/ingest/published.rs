//! When the article was published, as far as it tells by itself.
//!
//! The anchor is always the article, never a clock. Front matter, date lines and datelines say the day; else the opening,
//! the captions, the weekdays and the copyright line are put together, and the result is marked as worked out.
//! Headlines of other articles, notes and menus date nothing.

use crate::ingest::page::Page;
use crate::ingest::year;
use crate::model::article::BlockKind;
use crate::model::date::{NewsDate, Relation, weekday_name};
use crate::model::sourced::{Certainty, Origin, Sourced};
use crate::text::date::{self, DateMention, PartialDay};
use crate::text::range::TextRange;

/// A line that is nothing but a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DateLine {
    /// The date; its range is in the line.
    pub(super) mention: DateMention,
    /// Whether it is the date of a change, not of publication.
    pub(super) is_update: bool,
}

/// A date line is not longer than this many bytes.
const LONGEST_DATE_LINE: usize = 120;

/// Reads `line` as a date line: a day with a month, and hardly a letter beside it that is not of its own vocabulary.
pub(super) fn date_line(line: &str) -> Option<DateLine> {
    if line.len() > LONGEST_DATE_LINE || !date::may_number(line) {
        return None;
    }
    let mentions = date::mentions(line);
    let mut mention = *mentions
        .iter()
        .find(|mention| mention.day.month.is_some() && mention.day.day.is_some())?;
    mention.minute = mention
        .minute
        .or_else(|| mentions.iter().find_map(|mention| mention.minute));
    let mut rest = String::new();
    let mut at = 0;
    for other in &mentions {
        rest.push_str(line.get(at..other.range.start)?);
        rest.push(' ');
        at = other.range.end;
    }
    rest.push_str(line.get(at..)?);
    let rest = rest.to_lowercase();
    let own = [
        "published",
        "updated",
        "posted",
        "on",
        "at",
        "last",
        "modified",
        "first",
        "created",
        "date",
        "et",
        "est",
        "edt",
        "gmt",
        "utc",
        "pst",
        "pt",
        "ist",
        "cst",
        "the",
        "of",
        "by",
        "time",
        "hours",
        "local",
    ];
    let strange = rest
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && !own.contains(word))
        .count();
    let is_update = rest.contains("updated") || rest.contains("modified");
    // A line that says what it is may name its house or the hour's age beside the date.
    let low = line.to_lowercase();
    let says = [
        "published",
        "updated",
        "last updated",
        "posted",
        "modified",
        "first published",
    ]
    .iter()
    .any(|start| low.starts_with(start));
    let parted = mention.minute.is_some()
        && mention.day.year.is_some()
        && line.contains(['/', '|', '•', '·']);
    let strangers = if says || parted { 4 } else { 0 };
    (strange <= strangers).then_some(DateLine { mention, is_update })
}

/// Finds out when the article on the page was published.
pub(super) fn published(page: &Page) -> Option<Sourced<NewsDate>> {
    said(page)
        .or_else(|| opening(page))
        .or_else(|| caption(page))
        .or_else(|| year_and_weekday(page))
}

/// A date read from a string that holds one, such as a field of the front matter.
pub(super) fn of_field(text: &str) -> Option<NewsDate> {
    let mentions = date::mentions(text);
    let found = mentions
        .iter()
        .find(|mention| mention.day != PartialDay::default());
    let Some(found) = found else {
        let year = text
            .trim()
            .parse()
            .ok()
            .filter(|year| (1800..2200).contains(year))?;
        return Some(NewsDate {
            first: PartialDay {
                year: Some(year),
                ..PartialDay::default()
            },
            ..NewsDate::default()
        });
    };
    Some(NewsDate {
        first: found.day,
        weekday: found.weekday,
        minute: found
            .minute
            .or_else(|| mentions.iter().find_map(|mention| mention.minute)),
        ..NewsDate::default()
    })
}

/// The date of a date line, a byline or a dateline.
fn said(page: &Page) -> Option<Sourced<NewsDate>> {
    let bylines = page
        .of_kind(BlockKind::Byline)
        .map(|(_, line, words)| (line.range, words, "date line"));
    let datelines = page.lines.iter().filter_map(|line| {
        let range = TextRange::new(line.range.start, line.head_end?);
        Some((range, range.of(&page.text), "dateline"))
    });
    for (range, words, place) in bylines.chain(datelines) {
        let mentions = date::mentions(words);
        let Some(found) = mentions.iter().find(|mention| mention.day.month.is_some()) else {
            continue;
        };
        let minute = found
            .minute
            .or_else(|| mentions.iter().find_map(|mention| mention.minute));
        let date = NewsDate {
            first: found.day,
            weekday: found.weekday,
            minute,
            ..NewsDate::default()
        };
        let because = format!("{place} “{}”", found.range.of(words));
        return Some(with_year(
            page,
            date,
            Certainty::Known,
            found.range.shifted(range.start),
            because,
        ));
    }
    let (_, line, words) = page
        .of_kind(BlockKind::UpdateNote)
        .find(|(_, _, words)| date_line(words).is_some())?;
    let found = date_line(words)?.mention;
    let date = NewsDate {
        relation: Relation::About,
        first: found.day,
        ..NewsDate::default()
    };
    let because = format!("changed “{}”", found.range.of(words));
    Some(with_year(
        page,
        date,
        Certainty::Inferred,
        found.range.shifted(line.range.start),
        because,
    ))
}

/// Adds the year from the copyright line or from what the text says of the past, if the date has none.
fn with_year(
    page: &Page,
    mut date: NewsDate,
    certainty: Certainty,
    range: TextRange,
    because: String,
) -> Sourced<NewsDate> {
    let origin = Origin::Text(range);
    if date.first.year.is_some() {
        return Sourced {
            value: date,
            certainty,
            origin,
            because,
        };
    }
    let Some(year) = year::of_page(page, date.first.month) else {
        return Sourced {
            value: date,
            certainty,
            origin,
            because,
        };
    };
    date.first.year = Some(year.value);
    if let Some(last) = &mut date.last {
        last.year = Some(year.value + i16::from(last.month < date.first.month));
    }
    date.year_inferred = true;
    Sourced {
        value: date,
        certainty: Certainty::Inferred,
        origin: Origin::Several,
        because: format!("{because}; year from {}", year.because),
    }
}

/// How many paragraphs open an article.
const OPENING: usize = 4;

/// The lines of running text with their places.
fn prose(page: &Page) -> impl Iterator<Item = (TextRange, &str)> {
    page.lines
        .iter()
        .filter(|line| {
            matches!(
                line.kind,
                Some(BlockKind::Paragraph | BlockKind::Standfirst)
            )
        })
        .map(|line| (line.range, line.range.of(&page.text)))
}

/// The day that the opening tells: `on Jan 6`, or before it when it is still to come.
fn opening(page: &Page) -> Option<Sourced<NewsDate>> {
    for (range, words) in prose(page).take(OPENING) {
        for found in date::mentions(near(words)) {
            if found.day.month.is_none() || found.day.day.is_none() {
                continue;
            }
            let time = time_of(words, found);
            let relation = match time {
                Time::Past => Relation::On,
                Time::Future => Relation::Before,
                Time::Elsewhere => continue,
            };
            let mut date = NewsDate {
                relation,
                first: found.day,
                weekday: found.weekday,
                ..NewsDate::default()
            };
            let mut because = match relation {
                Relation::Before => format!("“{}” is still to come", found.range.of(words)),
                _ => format!("“{}” in the opening", found.range.of(words)),
            };
            if relation == Relation::On
                && let Some((next, said)) = next_day(page, found.day)
            {
                date.last = Some(next);
                because = format!("{because}, “{said}” still to come");
            }
            return Some(with_year(
                page,
                date,
                Certainty::Inferred,
                found.range.shifted(range.start),
                because,
            ));
        }
    }
    None
}

/// How much of a paragraph is looked at, in bytes.
const NEAR: usize = 4096;

fn near(words: &str) -> &str {
    let end = (0..=NEAR.min(words.len()))
        .rev()
        .find(|&at| words.is_char_boundary(at));
    words.get(..end.unwrap_or(0)).unwrap_or(words)
}

/// When a day lies, by the words before it in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Time {
    Past,
    Future,
    /// A day of another time: `since Jan 6`.
    Elsewhere,
}

const FUTURE: &[&str] = &[
    "scheduled ",
    "set for",
    "ahead of",
    "due on",
    "due to",
    "planned for",
    "expected ",
    " will ",
    " would ",
    "slated ",
    "upcoming",
    "to be held",
    "plans to",
    "plan to",
    "prepare",
    "next ",
    "later this",
];

fn time_of(words: &str, found: DateMention) -> Time {
    let before = words.get(..found.range.start).unwrap_or("");
    let sentence = before
        .rsplit(['.', '?', '!', '\n', ';'])
        .next()
        .unwrap_or("");
    // A month's own stop (`Jan. 6`) belongs to the day and not to what stands before it, so nothing is cut short here.
    let low = format!(" {}", tail(sentence, 90).to_lowercase());
    let last = low.split_whitespace().next_back().unwrap_or("").to_owned();
    if [
        "since", "from", "until", "till", "through", "born", "by", "before", "after", "between",
    ]
    .contains(&last.as_str())
        || low.contains(" last year")
    {
        return Time::Elsewhere;
    }
    if FUTURE.iter().any(|word| low.contains(word)) {
        return Time::Future;
    }
    Time::Past
}

fn tail(text: &str, length: usize) -> &str {
    let start =
        (text.len().saturating_sub(length)..=text.len()).find(|&at| text.is_char_boundary(at));
    text.get(start.unwrap_or(0)..).unwrap_or(text)
}

/// The day after `day`, where the text speaks of it as still to come, and the words that do.
fn next_day(page: &Page, day: PartialDay) -> Option<(PartialDay, String)> {
    let anchor = PartialDay {
        year: Some(day.year.unwrap_or(2023)),
        ..day
    };
    let next = date::days_after(anchor, 1)?;
    for (_, words) in prose(page) {
        for found in date::mentions(near(words)) {
            let same = found.day.month == next.month && found.day.day == next.day;
            if same && time_of(words, found) == Time::Future {
                return Some((
                    PartialDay {
                        year: day.year,
                        ..next
                    },
                    found.range.of(words).to_owned(),
                ));
            }
        }
    }
    None
}

/// The day of a caption together with the latest day of the week that the text tells.
fn caption(page: &Page) -> Option<Sourced<NewsDate>> {
    let copyright = year::of_copyright(page).map(|year| year.value);
    for (_, line, words) in page.of_kind(BlockKind::Caption) {
        let old = line.low.contains("file ") || line.low.contains("archive");
        let Some(found) = date::mentions(near(words))
            .into_iter()
            .find(|mention| mention.day.day.is_some() && mention.day.month.is_some())
        else {
            continue;
        };
        let other_year =
            found.day.year.is_some() && copyright.is_some() && found.day.year != copyright;
        if old || other_year {
            continue;
        }
        let said = found.range.of(words);
        let day = PartialDay {
            year: found.day.year.or(copyright),
            ..found.day
        };
        let later = latest_weekday(page, day);
        let (first, because) = match later {
            Some((later, weekday)) => (
                later,
                format!(
                    "caption’s “{said}” and the text’s latest weekday, {}",
                    weekday_name(weekday)
                ),
            ),
            None => (day, format!("caption’s “{said}”")),
        };
        let date = NewsDate {
            relation: Relation::About,
            first,
            ..NewsDate::default()
        };
        return Some(with_year(
            page,
            date,
            Certainty::Inferred,
            found.range.shifted(line.range.start),
            because,
        ))
        .map(|mut date| {
            if later.is_some() {
                date.origin = Origin::Several;
            }
            date
        });
    }
    None
}

/// News looks back a few days at most, so a weekday of the text lies this many days behind the caption's day or less.
const LATEST: i8 = 3;

fn latest_weekday(page: &Page, day: PartialDay) -> Option<(PartialDay, i8)> {
    let start = date::weekday_of(day)?;
    let (ahead, weekday) = prose(page)
        .flat_map(|(_, words)| weekdays(words))
        .map(|weekday| ((weekday - start).rem_euclid(7), weekday))
        .filter(|&(ahead, _)| ahead <= LATEST)
        .max()?;
    Some((date::days_after(day, u8::try_from(ahead).ok()?)?, weekday))
}

/// The days of the week on which something has happened: `on Tuesday`, `said Tuesday`, not `Monday’s talks`.
fn weekdays(words: &str) -> Vec<i8> {
    date::mentions(near(words))
        .into_iter()
        .filter(|found| found.day == PartialDay::default() && time_of(words, *found) == Time::Past)
        .filter(|found| {
            let behind = words.get(found.range.end..).unwrap_or("");
            let before = words.get(..found.range.start).unwrap_or("").trim_end();
            !behind.starts_with(['\'', '’'])
                && !before.ends_with("next")
                && !before.ends_with("last")
                && !before.ends_with("every")
        })
        .filter_map(|found| found.weekday)
        .collect()
}

/// The year of the copyright line, with the weekday if the opening tells one and no other.
fn year_and_weekday(page: &Page) -> Option<Sourced<NewsDate>> {
    let mut days: Vec<i8> = prose(page)
        .take(OPENING)
        .flat_map(|(_, words)| weekdays(words))
        .collect();
    days.sort_unstable();
    days.dedup();
    let weekday = match days.as_slice() {
        [day] => Some(*day),
        _ => None,
    };
    let year = year::of_copyright(page);
    if year.is_none() && weekday.is_none() {
        return None;
    }
    let mut because: Vec<String> = year.iter().map(|year| year.because.clone()).collect();
    because.extend(weekday.map(|day| format!("“{}” in the opening", weekday_name(day))));
    let date = NewsDate {
        first: PartialDay {
            year: year.as_ref().map(|year| year.value),
            ..PartialDay::default()
        },
        weekday,
        ..NewsDate::default()
    };
    let origin = match (&year, weekday) {
        (Some(year), None) => Origin::Text(year.range),
        _ => Origin::Several,
    };
    Some(Sourced::inferred(date, origin, because.join(" and ")))
}
