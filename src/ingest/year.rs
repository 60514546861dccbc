//! The year of an article that tells its day without one.

use crate::ingest::page::Page;
use crate::model::article::BlockKind;
use crate::model::date::month_name;
use crate::text::date;
use crate::text::range::TextRange;

/// A year and how it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Year {
    /// The year.
    pub(super) value: i16,
    /// Where it stands, or the place of the words it was worked out from.
    pub(super) range: TextRange,
    /// Why it was taken.
    pub(super) because: String,
}

/// The year of the copyright line, else the one that fits how long something has lasted; `month` is the month of
/// publication.
pub(super) fn of_page(page: &Page, month: Option<i8>) -> Option<Year> {
    of_copyright(page).or_else(|| of_duration(page, month?))
}

/// The latest year of a copyright line.
pub(super) fn of_copyright(page: &Page) -> Option<Year> {
    for (_, line, words) in page.of_kind(BlockKind::AgencyCredit) {
        let low = words.to_lowercase();
        if !low.contains('©') && !low.contains("copyright") && !low.contains("(c)") {
            continue;
        }
        let year = words
            .split(|c: char| !c.is_ascii_digit())
            .filter(|digits| digits.len() == 4)
            .filter_map(|digits| digits.parse::<i16>().ok())
            .filter(|year| (1900..2200).contains(year))
            .max();
        if let Some(value) = year {
            return Some(Year {
                value,
                range: line.range,
                because: "copyright line".to_owned(),
            });
        }
    }
    None
}

/// Something that lasts, and for how many years: `almost four-year conflict`.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Duration {
    /// The months that may have passed: from here to before there.
    months: (i32, i32),
    range: TextRange,
}

const NUMBERS: [&str; 12] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
];

/// What lasts for years in news.
const LASTING: &[&str] = &[
    "war",
    "conflict",
    "invasion",
    "fighting",
    "siege",
    "occupation",
    "crisis",
    "drought",
    "pandemic",
    "blockade",
    "standoff",
    "strike",
    "dispute",
    "insurgency",
    "truce",
    "ceasefire",
];

/// The only year in which something that began in a year the text names has lasted as long as the text says. With none
/// or several such years there is no answer.
fn of_duration(page: &Page, month: i8) -> Option<Year> {
    let prose = || page.of_kind(BlockKind::Paragraph);
    let duration = prose().find_map(|(_, line, words)| duration(words, line.range.start))?;
    // Of several years named, the latest is when the present episode began.
    let (begin_year, begin_month) = prose()
        .flat_map(|(_, _, words)| date::mentions(words))
        .filter(|mention| mention.day.day.is_none())
        .filter_map(|mention| Some((mention.day.year?, mention.day.month)))
        .max_by_key(|&(year, month)| (year, month.is_some()))?;
    let span = begin_month.map_or((0, 12), |month| (i32::from(month) - 1, i32::from(month)));
    let begin = (
        i32::from(begin_year) * 12 + span.0,
        i32::from(begin_year) * 12 + span.1,
    );
    let fits = |year: i32| {
        let now = year * 12 + i32::from(month) - 1;
        // Passed at least from the end of the first month to the start of this one, at most from start to end.
        now - begin.1 < duration.months.1 && duration.months.0 < now + 1 - begin.0
    };
    let first = i32::from(begin_year);
    let mut years = (first..=first + duration.months.1 / 12 + 1).filter(|&year| fits(year));
    let only = years.next().filter(|_| years.next().is_none())?;
    Some(Year {
        value: i16::try_from(only).ok()?,
        range: duration.range,
        because: format!(
            "“{}” since {}",
            duration.range.of(&page.text),
            month_and_year(begin_month, begin_year)
        ),
    })
}

fn duration(words: &str, offset: usize) -> Option<Duration> {
    for (at, _) in words.match_indices("-year") {
        let before = words.get(..at)?;
        let number = before.rsplit(|c: char| !c.is_alphanumeric()).next()?;
        let Some(years) = number_of(number) else {
            continue;
        };
        let behind = words.get(at + 5..)?;
        let behind = behind
            .strip_prefix("-old")
            .or(behind.strip_prefix("-long"))
            .unwrap_or(behind);
        let noun = behind
            .trim_start()
            .split(|c: char| !c.is_alphabetic())
            .next()
            .unwrap_or("");
        if !LASTING.contains(&noun) {
            continue;
        }
        let lead = before.get(..before.len() - number.len())?.trim_end();
        let hedge = ["almost", "nearly", "close to"]
            .into_iter()
            .find(|word| lead.ends_with(word));
        let start = hedge.map_or(before.len() - number.len(), |word| lead.len() - word.len());
        let end = words.len() - behind.trim_start().len() + noun.len();
        let months = if hedge.is_some() {
            (years * 12 - 6, years * 12)
        } else {
            (years * 12 - 3, years * 12 + 12)
        };
        return Some(Duration {
            months,
            range: TextRange::new(offset + start, offset + end),
        });
    }
    None
}

fn number_of(word: &str) -> Option<i32> {
    let low = word.to_lowercase();
    let named = NUMBERS
        .iter()
        .position(|&name| name == low)
        .and_then(|index| i32::try_from(index + 1).ok());
    named
        .or_else(|| low.parse().ok())
        .filter(|years| (1..=60).contains(years))
}

/// The short form of a date for a reason: `Jan 2022`.
fn month_and_year(month: Option<i8>, year: i16) -> String {
    month.map_or_else(
        || year.to_string(),
        |month| format!("{} {year}", month_name(month)),
    )
}
