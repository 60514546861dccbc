//! Dates as news writes them: `Jan 6`, `Aug. 18, 2025`, `18 August`, `2026-01-06T17:30Z`, `Tuesday`, `5:30 p.m. ET`.
//!
//! Nothing is completed: a date without a year stays without one, a weekday is not turned into a day, no clock is read.
//! A numeric date that could be read in two orders (`08/09/2025`) gives its year and no more. Relative words
//! (`yesterday`, `last week`) are deliberately absent: they say nothing without an anchor that only an article has.

use crate::text::range::TextRange;

#[cfg(test)]
mod tests;

/// A day of which parts may be unsaid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct PartialDay {
    /// The year, if told.
    pub year: Option<i16>,
    /// The month, 1 to 12, if told.
    pub month: Option<i8>,
    /// The day of the month, 1 to 31, if told.
    pub day: Option<i8>,
}

/// A date or time of day named in a text, with what is unsaid left open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct DateMention {
    /// Where it stands: bytes of the text that was searched.
    pub range: TextRange,
    /// The day as far as it is told.
    pub day: PartialDay,
    /// The day of the week, 1 Monday to 7 Sunday, if told.
    pub weekday: Option<i8>,
    /// The minute of the day, 0 to 1,439, on the clock of the text's own time zone, if told.
    pub minute: Option<u16>,
}

/// Finds the dates and times named in `text`, in order and without overlap, in time linear in its length.
pub fn mentions(text: &str) -> Vec<DateMention> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !starts_word(text, at) {
            at += 1;
            continue;
        }
        if !may_begin(bytes[at]) {
            at = word_end(bytes, at);
            continue;
        }
        match mention_at(text, at) {
            Some(mention) => {
                at = mention.range.end;
                found.push(mention);
            }
            None => at = word_end(bytes, at),
        }
    }
    found
}

/// Tells whether `text` may hold a mention that tells more than a weekday or a month: those need a number.
pub fn may_number(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
}

/// The weekday of a fully told day, 1 Monday to 7 Sunday, by the Gregorian calendar.
pub fn weekday_of(day: PartialDay) -> Option<i8> {
    let date = jiff::civil::Date::new(day.year?, day.month?, day.day?).ok()?;
    Some(date.weekday().to_monday_one_offset())
}

/// The day `count` days after a fully told `day`.
pub fn days_after(day: PartialDay, count: u8) -> Option<PartialDay> {
    let mut date = jiff::civil::Date::new(day.year?, day.month?, day.day?).ok()?;
    for _ in 0..count {
        date = date.tomorrow().ok()?;
    }
    Some(PartialDay {
        year: Some(date.year()),
        month: Some(date.month()),
        day: Some(date.day()),
    })
}

/// Tells whether a date may begin with this byte: a digit, or the capital of a month or a weekday. Nearly every word says no.
fn may_begin(byte: u8) -> bool {
    byte.is_ascii_digit() || b"JFMASONDTW".contains(&byte)
}

/// Tells whether a word or number that could begin a date starts at byte `at`.
fn starts_word(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    bytes[at].is_ascii_alphanumeric()
        && !at.checked_sub(1).is_some_and(|before| {
            let before = bytes[before];
            before.is_ascii_alphanumeric()
                || matches!(before, b'/' | b'$' | b'.' | b'#' | b'_')
                || (before >= 0x80 && !follows_sign(text, at))
        })
}

/// Tells whether the character before `at` is a sign and not a letter: `©2025`, `—Jan 6`, `“Tuesday`.
fn follows_sign(text: &str, at: usize) -> bool {
    text.get(..at)
        .and_then(|before| before.chars().next_back())
        .is_some_and(|c| !c.is_alphanumeric() && !matches!(c, '£' | '€' | '¥' | '₹'))
}

fn word_end(bytes: &[u8], at: usize) -> usize {
    at + bytes
        .iter()
        .skip(at)
        .take_while(|byte| byte.is_ascii_alphanumeric())
        .count()
        .max(1)
}

/// A place in a text from which dates are read; every read looks only a few dozen bytes ahead.
#[derive(Clone, Copy)]
struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Cursor<'a> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn eat_any(&mut self, set: &[u8]) -> Option<u8> {
        let byte = self.peek().filter(|byte| set.contains(byte))?;
        self.at += 1;
        Some(byte)
    }

    /// Skips one or two spaces; a date does not go on behind more.
    fn gap(&mut self) -> bool {
        let found = self.eat(b' ');
        self.eat(b' ');
        found
    }

    /// The run of ASCII letters ahead, of at most twelve; a longer word is no word of a date.
    fn word(&mut self) -> Option<&'a [u8]> {
        let rest = self.bytes.get(self.at..)?;
        let length = rest
            .iter()
            .take(13)
            .take_while(|byte| byte.is_ascii_alphabetic())
            .count();
        if length == 0
            || length > 12
            || rest
                .get(length)
                .is_some_and(|&byte| byte >= 0x80 && byte != 0xe2)
        {
            return None;
        }
        self.at += length;
        rest.get(..length)
    }

    /// A number of one to `digits` digits and how many it has.
    fn number(&mut self, digits: usize) -> Option<(u16, usize)> {
        let rest = self.bytes.get(self.at..)?;
        let length = rest
            .iter()
            .take(digits + 1)
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        if length == 0 || length > digits {
            return None;
        }
        self.at += length;
        let value = rest
            .iter()
            .take(length)
            .fold(0u16, |value, byte| value * 10 + u16::from(byte - b'0'));
        Some((value, length))
    }

    /// Tries `read`; where it finds nothing the cursor stays.
    fn attempt<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let mut ahead = *self;
        let value = read(&mut ahead)?;
        *self = ahead;
        Some(value)
    }

    /// Tells whether a word or number could not go on here.
    fn at_border(&self) -> bool {
        !self
            .peek()
            .is_some_and(|byte| byte.is_ascii_alphanumeric() || byte == b'%')
    }
}

fn mention_at(text: &str, start: usize) -> Option<DateMention> {
    let mut cursor = Cursor {
        bytes: text.as_bytes(),
        at: start,
    };
    let mut mention = if cursor.peek()?.is_ascii_digit() {
        number_first(&mut cursor, text, start)?
    } else {
        word_first(&mut cursor)?
    };
    let has_day = mention.day != PartialDay::default();
    if mention.minute.is_none() && has_day && mention.day.day.is_some() {
        mention.minute = cursor.attempt(time_after_day);
    }
    mention.range = TextRange::new(start, cursor.at);
    text.get(start..cursor.at).map(|_| mention)
}

/// `Tuesday`, `Tue, 6 Jan 2026`, `Tuesday, Jan. 6`, `January 6, 2026`, `Jan 2026`.
fn word_first(cursor: &mut Cursor<'_>) -> Option<DateMention> {
    if let Some((weekday, whole)) = cursor.attempt(weekday) {
        let day = cursor.attempt(|cursor| {
            cursor.eat(b'.');
            cursor.eat(b',');
            cursor.gap();
            any_day(cursor)
        });
        if day.is_none() && !whole {
            return None;
        }
        return Some(DateMention {
            weekday: Some(weekday),
            day: day.unwrap_or_default(),
            ..DateMention::default()
        });
    }
    month_first(cursor).map(of_day)
}

/// `2026-01-06`, `6 January 2026`, `18/08/2025`, `5:30 p.m.`, and the year of `©2025` or `in 2022`.
fn number_first(cursor: &mut Cursor<'_>, text: &str, start: usize) -> Option<DateMention> {
    if let Some(day) = cursor.attempt(iso_day) {
        return Some(of_day(day));
    }
    if let Some(day) = cursor
        .attempt(day_first)
        .or_else(|| cursor.attempt(numeric))
    {
        return Some(of_day(day));
    }
    if let Some((minute, sure)) = cursor.attempt(clock) {
        return time_first(cursor, minute, sure);
    }
    let year = cursor.attempt(year)?;
    names_year(text, start).then(|| {
        of_day(PartialDay {
            year: Some(year),
            ..PartialDay::default()
        })
    })
}

fn of_day(day: PartialDay) -> DateMention {
    DateMention {
        day,
        ..DateMention::default()
    }
}

/// A bare number is a year only behind a word or sign that says so.
fn names_year(text: &str, start: usize) -> bool {
    let Some(before) = text.get(..start) else {
        return false;
    };
    let before = before.trim_end_matches(' ');
    if before.ends_with('©') || before.ends_with("(c)") || before.ends_with("(C)") {
        return true;
    }
    // Only the last few letters are looked at, however long the word before them is.
    let letters = before
        .bytes()
        .rev()
        .take(10)
        .take_while(u8::is_ascii_alphabetic)
        .count();
    let last = before.get(before.len() - letters..).unwrap_or("");
    [
        "in",
        "since",
        "copyright",
        "early",
        "late",
        "until",
        "of",
        "from",
    ]
    .iter()
    .any(|word| last.eq_ignore_ascii_case(word))
}

/// A day in either of the two word orders or as ISO writes it.
fn any_day(cursor: &mut Cursor<'_>) -> Option<PartialDay> {
    cursor
        .attempt(month_first)
        .or_else(|| cursor.attempt(iso_day))
        .or_else(|| cursor.attempt(day_first))
        .or_else(|| cursor.attempt(numeric))
}

/// `Jan 6`, `Jan. 6, 2026`, `January 6th`, `January 2026`. The month needs its capital letter: `may 6` is no date.
fn month_first(cursor: &mut Cursor<'_>) -> Option<PartialDay> {
    let month = month(cursor)?;
    cursor.eat(b'.');
    if !cursor.gap() {
        return None;
    }
    if let Some(year) = cursor.attempt(year) {
        return Some(PartialDay {
            year: Some(year),
            month: Some(month),
            day: None,
        });
    }
    let day = day_number(cursor)?;
    let year = cursor.attempt(|cursor| {
        cursor.eat(b',');
        cursor.gap();
        year(cursor)
    });
    valid(year, month, day)
}

/// `6 January`, `18 August 2025`, `6th of January, 2026`.
fn day_first(cursor: &mut Cursor<'_>) -> Option<PartialDay> {
    let day = day_number(cursor)?;
    if !cursor.gap() && !cursor.eat(b'-') {
        return None;
    }
    cursor.attempt(|cursor| (cursor.word()? == b"of" && cursor.gap()).then_some(()));
    let month = month(cursor)?;
    let year = cursor.attempt(|cursor| {
        cursor.eat_any(b".,-");
        cursor.gap();
        year(cursor)
    });
    valid(year, month, day)
}

/// `2026-01-06` and `2026-01`; also with slashes or dots, for with the year first there is only one order.
fn iso_day(cursor: &mut Cursor<'_>) -> Option<PartialDay> {
    let (year, digits) = cursor.number(4)?;
    let separator = cursor.eat_any(b"-/.").filter(|_| digits == 4)?;
    let (month, digits) = cursor.number(2)?;
    let month = i8::try_from(month)
        .ok()
        .filter(|month| (1..=12).contains(month))?;
    let day = cursor.attempt(|cursor| {
        cursor.eat_any(&[separator])?;
        let (day, _) = cursor.number(2)?;
        i8::try_from(day).ok()
    });
    let year = sensible_year(year)?;
    match day {
        Some(day) => {
            let at_time = cursor.peek() == Some(b'T');
            (at_time || cursor.at_border()).then(|| valid(Some(year), month, day))?
        }
        None => (separator == b'-' && digits == 2 && cursor.at_border()).then_some(PartialDay {
            year: Some(year),
            month: Some(month),
            day: None,
        }),
    }
}

/// `18/08/2025`, `8/18/2025`, `18.08.2025`: read where only one order is possible, else the year alone.
fn numeric(cursor: &mut Cursor<'_>) -> Option<PartialDay> {
    let (first, _) = cursor.number(2)?;
    let separator = cursor.eat_any(b"/.-")?;
    let (second, _) = cursor.number(2)?;
    cursor.eat_any(&[separator])?;
    let year = year(cursor)?;
    let (first, second) = (i8::try_from(first).ok()?, i8::try_from(second).ok()?);
    match (first, second) {
        (day, month) if day > 12 || day == month => valid(Some(year), month, day),
        (month, day) if day > 12 => valid(Some(year), month, day),
        _ => Some(PartialDay {
            year: Some(year),
            ..PartialDay::default()
        }),
    }
}

/// A day that the calendar has; where the year is unsaid, 29 February counts as one.
fn valid(year: Option<i16>, month: i8, day: i8) -> Option<PartialDay> {
    jiff::civil::Date::new(year.unwrap_or(2024), month, day).ok()?;
    Some(PartialDay {
        year,
        month: Some(month),
        day: Some(day),
    })
}

fn day_number(cursor: &mut Cursor<'_>) -> Option<i8> {
    let (day, _) = cursor.number(2)?;
    cursor.attempt(|cursor| {
        let word = cursor.word()?;
        matches!(word, b"st" | b"nd" | b"rd" | b"th").then_some(())
    });
    let counted = cursor.peek() == Some(b':') || cursor.peek() == Some(b'%');
    let decimal = matches!(cursor.peek(), Some(b'.' | b','))
        && cursor
            .bytes
            .get(cursor.at + 1)
            .is_some_and(u8::is_ascii_digit);
    let day = i8::try_from(day)
        .ok()
        .filter(|day| (1..=31).contains(day))?;
    (cursor.at_border() && !counted && !decimal).then_some(day)
}

fn year(cursor: &mut Cursor<'_>) -> Option<i16> {
    let (year, digits) = cursor.number(4)?;
    sensible_year(year).filter(|_| digits == 4 && cursor.at_border())
}

/// News tells years of this and the last two centuries; other numbers are amounts.
fn sensible_year(year: u16) -> Option<i16> {
    i16::try_from(year)
        .ok()
        .filter(|year| (1800..=2199).contains(year))
}

/// The months as they are written in full; short forms are the first three letters, and `Sept`.
const MONTH_NAMES: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

fn month(cursor: &mut Cursor<'_>) -> Option<i8> {
    let word = cursor.word()?;
    let index = MONTH_NAMES.iter().position(|name| {
        is_form(word, name, &[3]) || (*name == "september" && is_form(word, name, &[4]))
    })?;
    i8::try_from(index + 1).ok()
}

/// The days of the week; short forms are named by their length.
const WEEKDAY_NAMES: [(&str, &[usize]); 7] = [
    ("monday", &[3]),
    ("tuesday", &[3, 4]),
    ("wednesday", &[3]),
    ("thursday", &[3, 4, 5]),
    ("friday", &[3]),
    ("saturday", &[3]),
    ("sunday", &[3]),
];

/// A day of the week and whether its name is whole: a short form counts only in front of a day.
fn weekday(cursor: &mut Cursor<'_>) -> Option<(i8, bool)> {
    let word = cursor.word()?;
    let index = WEEKDAY_NAMES
        .iter()
        .position(|(name, lengths)| is_form(word, name, lengths))?;
    let whole = WEEKDAY_NAMES.get(index)?.0.len() == word.len();
    Some((i8::try_from(index + 1).ok()?, whole))
}

/// Tells whether `word` is `name` with a capital, whole or cut to one of `lengths`.
fn is_form(word: &[u8], name: &str, lengths: &[usize]) -> bool {
    word.first().is_some_and(u8::is_ascii_uppercase)
        && (word.len() == name.len() || lengths.contains(&word.len()))
        && name
            .as_bytes()
            .get(..word.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(word))
}

/// The time that follows a day: ` at 5:30 p.m. ET`, `, 17:30`, `T17:30:00Z`, ` / 10:07 AM`, ` - 8 am`.
fn time_after_day(cursor: &mut Cursor<'_>) -> Option<u16> {
    if !cursor.eat(b'T') {
        cursor.eat(b',');
        cursor.gap();
        cursor.attempt(|cursor| (cursor.eat_any(b"/|-").is_some() && cursor.gap()).then_some(()));
        cursor.attempt(|cursor| {
            (cursor.word()?.eq_ignore_ascii_case(b"at") && cursor.gap()).then_some(())
        });
    }
    let (minute, _) = clock(cursor)?;
    cursor.attempt(zone);
    Some(minute)
}

/// A time that stands before its day or alone: `1:39 am EST, Wednesday, November 20, 2019`. A bare `10:30` may as well
/// be a score, so without `a.m.` or a zone it needs its day.
fn time_first(cursor: &mut Cursor<'_>, minute: u16, sure: bool) -> Option<DateMention> {
    let zoned = cursor.attempt(zone).is_some();
    let day = cursor.attempt(|cursor| {
        cursor.eat(b',');
        cursor.gap();
        cursor.attempt(|cursor| (cursor.word()? == b"on" && cursor.gap()).then_some(()));
        if cursor.peek()?.is_ascii_digit() {
            any_day(cursor).map(of_day)
        } else {
            word_first(cursor)
        }
    });
    (sure || zoned || day.is_some()).then(|| DateMention {
        minute: Some(minute),
        ..day.unwrap_or_default()
    })
}

/// `5:30 p.m.`, `17:30:00`, `8 am`: the minute of the day, and whether the half of the day was said.
fn clock(cursor: &mut Cursor<'_>) -> Option<(u16, bool)> {
    let (hour, _) = cursor.number(2)?;
    let minutes = cursor.attempt(|cursor| {
        cursor.eat_any(b":.")?;
        let (minute, digits) = cursor.number(2)?;
        (digits == 2 && minute < 60).then_some(minute)
    });
    cursor.attempt(|cursor| {
        cursor.eat_any(b":")?;
        cursor.number(2)?;
        cursor.attempt(|cursor| {
            cursor.eat_any(b".")?;
            cursor.number(4)
        });
        Some(())
    });
    let half = cursor.attempt(half_of_day);
    let hour = match half {
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(afternoon) => hour % 12 + if afternoon { 12 } else { 0 },
        None => hour,
    };
    if hour > 23
        || (half.is_none() && minutes.is_none())
        || !(cursor.at_border() || cursor.peek() == Some(b'Z'))
    {
        return None;
    }
    Some((hour * 60 + minutes.unwrap_or(0), half.is_some()))
}

/// `a.m.`, `pm`, `PM`; true in the afternoon.
fn half_of_day(cursor: &mut Cursor<'_>) -> Option<bool> {
    cursor.gap();
    let letter = cursor.eat_any(b"apAP")?;
    cursor.eat(b'.');
    cursor.eat_any(b"mM")?;
    // The stop of `p.m.` may also end the sentence; either way it belongs to the time.
    if cursor.bytes.get(cursor.at.wrapping_sub(2)) == Some(&b'.') {
        cursor.eat(b'.');
    }
    cursor
        .at_border()
        .then_some(letter.eq_ignore_ascii_case(&b'p'))
}

/// A time zone as news writes it; which one is not kept, for the minute is the outlet's own clock.
fn zone(cursor: &mut Cursor<'_>) -> Option<()> {
    const ZONES: [&[u8]; 24] = [
        b"ET", b"EST", b"EDT", b"CT", b"CST", b"CDT", b"MT", b"MST", b"MDT", b"PT", b"PST", b"PDT",
        b"GMT", b"UTC", b"BST", b"CET", b"CEST", b"EET", b"EEST", b"IST", b"SGT", b"JST", b"AEST",
        b"AEDT",
    ];
    if cursor.eat(b'Z') {
        return cursor.at_border().then_some(());
    }
    cursor.gap();
    if cursor.eat_any(b"+-").is_some() {
        cursor.number(4)?;
        cursor.attempt(|cursor| {
            cursor.eat_any(b":")?;
            cursor.number(2)
        });
        return cursor.at_border().then_some(());
    }
    cursor.eat(b'(');
    let word = cursor.word()?;
    cursor.eat(b')');
    ZONES.contains(&word).then_some(())
}
