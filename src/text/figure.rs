//! Figures as news writes them: `15-year`, `fifteen years`, `$1.2 billion`, `4.5%`, `300 miles`, `two decades`.
//!
//! A figure is a value in a basic unit, so that different ways to write one compare equal: lengths in metres, masses in
//! kilograms, times in days, areas in square metres. Temperatures, dates, clock times and ordinal numbers are
//! deliberately absent. `One` alone is a pronoun more often than a number and is read only before a unit or a power
//! of ten.

use crate::text::range::TextRange;
use crate::text::token::{Token, TokenKind};

/// What a figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// Anything: the noun behind it tells.
    Count,
    /// Hundredths of something.
    Percent,
    /// Percentage points: two percent more of ten percent is no two points more.
    Points,
    /// Money, by the currency's code or, where the sign leaves it open, by its sign.
    Money(&'static str),
    /// Metres.
    Length,
    /// Kilograms.
    Mass,
    /// Days.
    Time,
    /// Square metres.
    Area,
}

/// A figure and its place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figure {
    /// Where it stands, its unit included: bytes of the text that was read.
    pub range: TextRange,
    /// How many of the basic unit.
    pub value: f64,
    /// The basic unit.
    pub unit: Unit,
    /// How many basic units the written one is worth: 1,609.344 where miles are written.
    pub worth: f64,
    /// Where the amount itself lies.
    pub bound: Bound,
}

/// Where an amount lies, of which a figure is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// At the figure, or about there.
    At,
    /// Above it: `more than 15`.
    Above,
    /// At it or above: `at least 15`.
    AtLeast,
    /// Below it: `fewer than 15`.
    Below,
}

/// How far an amount lies from a bound at most, as a share of it, for both to be told of one thing.
const FROM_BOUND: f64 = 0.25;

/// How far two figures in different units may lie apart, as a share, and still be one figure, rounded.
const ROUNDED: f64 = 0.05;

/// How far two values in the same unit may lie apart to be equal: only what adding up floats leaves.
const EXACT: f64 = 1e-9;

impl Figure {
    /// Tells whether the two can be of one amount: equal, or one the other rounded, or converted from another unit; or one
    /// a bound near which the other lies.
    pub fn agrees(&self, other: &Self) -> bool {
        let near = |bound: f64, amount: f64| (amount - bound).abs() <= FROM_BOUND * bound.abs();
        let (here, there) = (self.value, other.value);
        self.unit == other.unit
            && match (self.bound, other.bound) {
                (Bound::At, Bound::At | Bound::AtLeast) | (Bound::AtLeast, Bound::At)
                    if self.is_as_much_as(other) =>
                {
                    true
                }
                (Bound::Above | Bound::AtLeast, Bound::At) => there > here && near(here, there),
                (Bound::At, Bound::Above | Bound::AtLeast) => here > there && near(there, here),
                (Bound::Below, Bound::At) => there < here && near(here, there),
                (Bound::At, Bound::Below) => here < there && near(there, here),
                (Bound::Below, Bound::Above | Bound::AtLeast)
                | (Bound::Above | Bound::AtLeast, Bound::Below) => false,
                _ => self.is_as_much_as(other),
            }
    }

    /// Tells whether the two figures are of one value, bounds aside.
    fn is_as_much_as(&self, other: &Self) -> bool {
        let (low, high) = (self.value.min(other.value), self.value.max(other.value));
        let apart = (high - low) / high.abs().max(low.abs()).max(f64::MIN_POSITIVE);
        let same_unit = (self.worth - other.worth).abs() <= EXACT * self.worth.abs();
        apart <= EXACT
            || (!same_unit && apart <= ROUNDED)
            || (same_unit
                && (rounds_to(self.told(), other.told()) || rounds_to(other.told(), self.told())))
    }

    /// The number in the unit that is written.
    fn told(&self) -> f64 {
        self.value / self.worth
    }
}

/// Tells whether `rough`, which says two digits or more, is `fine` rounded to as many.
fn rounds_to(fine: f64, rough: f64) -> bool {
    let Some((digits, power)) = digits(rough) else {
        return false;
    };
    digits >= 2 && ((fine / power).round() - rough / power).abs() < 0.5
}

/// How many digits a number says before zeros only, and the power of ten of the last of them.
fn digits(value: f64) -> Option<(u32, f64)> {
    if !value.is_finite() || value.abs() < 1e-3 {
        return None;
    }
    let mut power = 10f64.powf(value.abs().log10().floor().clamp(-3.0, 18.0));
    for digits in 1..=6 {
        let scaled = value / power;
        if (scaled - scaled.round()).abs() < 1e-6 * scaled.abs() {
            return Some((digits, power));
        }
        power /= 10.0;
    }
    None
}

/// Number words that may be added up.
const NUMBERS: &[(&str, f64)] = &[
    ("eight", 8.0),
    ("eighteen", 18.0),
    ("eighty", 80.0),
    ("eleven", 11.0),
    ("fifteen", 15.0),
    ("fifty", 50.0),
    ("five", 5.0),
    ("forty", 40.0),
    ("four", 4.0),
    ("fourteen", 14.0),
    ("nine", 9.0),
    ("nineteen", 19.0),
    ("ninety", 90.0),
    ("one", 1.0),
    ("seven", 7.0),
    ("seventeen", 17.0),
    ("seventy", 70.0),
    ("six", 6.0),
    ("sixteen", 16.0),
    ("sixty", 60.0),
    ("ten", 10.0),
    ("thirteen", 13.0),
    ("thirty", 30.0),
    ("three", 3.0),
    ("twelve", 12.0),
    ("twenty", 20.0),
    ("two", 2.0),
];

/// Words and short forms that multiply the number before them.
const SCALES: &[(&str, f64)] = &[
    ("hundred", 1e2),
    ("thousand", 1e3),
    ("k", 1e3),
    ("million", 1e6),
    ("mn", 1e6),
    ("m", 1e6),
    ("billion", 1e9),
    ("bn", 1e9),
    ("b", 1e9),
    ("trillion", 1e12),
    ("tn", 1e12),
    ("trn", 1e12),
    ("dozen", 12.0),
];

/// Units in their singular, with what one of them is worth in the basic unit.
const UNITS: &[(&str, Unit, f64)] = &[
    ("%", Unit::Percent, 1.0),
    ("percent", Unit::Percent, 1.0),
    ("pct", Unit::Percent, 1.0),
    ("percentage", Unit::Percent, 1.0),
    ("dollar", Unit::Money("$"), 1.0),
    ("euro", Unit::Money("EUR"), 1.0),
    ("yen", Unit::Money("JPY"), 1.0),
    ("yuan", Unit::Money("CNY"), 1.0),
    ("rupee", Unit::Money("INR"), 1.0),
    ("rouble", Unit::Money("RUB"), 1.0),
    ("ruble", Unit::Money("RUB"), 1.0),
    ("second", Unit::Time, 1.0 / 86_400.0),
    ("minute", Unit::Time, 1.0 / 1_440.0),
    ("hour", Unit::Time, 1.0 / 24.0),
    ("day", Unit::Time, 1.0),
    ("week", Unit::Time, 7.0),
    ("fortnight", Unit::Time, 14.0),
    ("month", Unit::Time, 365.25 / 12.0),
    ("year", Unit::Time, 365.25),
    ("decade", Unit::Time, 3_652.5),
    ("century", Unit::Time, 36_525.0),
    ("centurie", Unit::Time, 36_525.0),
    ("centimetre", Unit::Length, 0.01),
    ("centimeter", Unit::Length, 0.01),
    ("cm", Unit::Length, 0.01),
    ("inch", Unit::Length, 0.0254),
    ("inche", Unit::Length, 0.0254),
    ("foot", Unit::Length, 0.3048),
    ("feet", Unit::Length, 0.3048),
    ("ft", Unit::Length, 0.3048),
    ("yard", Unit::Length, 0.9144),
    ("metre", Unit::Length, 1.0),
    ("meter", Unit::Length, 1.0),
    ("kilometre", Unit::Length, 1_000.0),
    ("kilometer", Unit::Length, 1_000.0),
    ("km", Unit::Length, 1_000.0),
    ("mile", Unit::Length, 1_609.344),
    ("gram", Unit::Mass, 0.001),
    ("kilogram", Unit::Mass, 1.0),
    ("kilo", Unit::Mass, 1.0),
    ("kg", Unit::Mass, 1.0),
    ("lb", Unit::Mass, 0.453_592),
    ("tonne", Unit::Mass, 1_000.0),
    ("ton", Unit::Mass, 1_000.0),
    ("acre", Unit::Area, 4_046.856),
    ("hectare", Unit::Area, 10_000.0),
];

/// Signs of money before a number.
const SIGNS: &[(&str, &str)] = &[
    ("$", "$"),
    ("£", "GBP"),
    ("€", "EUR"),
    ("¥", "JPY"),
    ("₹", "INR"),
];

/// Finds the figures among `words`, which are the tokens of `text` cut at their hyphens, in order and without overlap.
/// Linear in the number of words.
pub fn figures(text: &str, words: &[Token]) -> Vec<Figure> {
    let reader = Reader { text, words };
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match reader.figure(at) {
            Some((figure, next)) => {
                found.push(figure);
                at = next;
            }
            None => at += 1,
        }
    }
    found
}

/// `tokens` cut at hyphens between letters and digits: `15-year` is two words. A word without one stays as it is.
pub fn cut_at_hyphens(text: &str, tokens: &[Token]) -> Vec<Token> {
    let mut cut = Vec::with_capacity(tokens.len());
    for token in tokens {
        let written = token.range.of(text);
        // Most words have no hyphen, which shows in their bytes.
        let is_letters = written.bytes().all(|byte| byte.is_ascii_alphabetic());
        if is_letters && !written.is_empty() {
            cut.push(*token);
            continue;
        }
        let mut start = 0;
        for part in written.split(['-', '‑', '‐', '–']) {
            let range = TextRange::new(start, start + part.len()).shifted(token.range.start);
            let separator = written
                .get(start + part.len()..)
                .and_then(|rest| rest.chars().next())
                .map_or(0, char::len_utf8);
            start += part.len() + separator;
            if part.is_empty() {
                continue;
            }
            let kind = match token.kind {
                TokenKind::Word if !part.chars().any(char::is_alphabetic) => TokenKind::Number,
                kind => kind,
            };
            cut.push(Token { kind, range });
        }
    }
    cut
}

struct Reader<'a> {
    text: &'a str,
    words: &'a [Token],
}

impl<'a> Reader<'a> {
    fn written(&self, at: usize) -> Option<&'a str> {
        self.words.get(at).map(|token| token.range.of(self.text))
    }

    /// The figure that begins at the word `at`, and the word behind it.
    fn figure(&self, at: usize) -> Option<(Figure, usize)> {
        let money = self.sign(at);
        let start = at;
        let at = at + usize::from(money.is_some());
        let (mut value, mut next, bare_one) = self.number(at).or_else(|| {
            let half = self.is(at, "half") && (self.is(at + 1, "a") || self.is(at + 1, "an"));
            half.then_some((0.5, at + 2, true))
                .filter(|_| self.unit(at + 2).is_some())
        })?;
        let mut scaled = false;
        while let Some(scale) = self.scale(next) {
            value *= scale;
            scaled = true;
            next += 1;
        }
        let (unit, worth) = match (money, self.unit(next)) {
            (Some(sign), _) => (Unit::Money(sign), 1.0),
            (None, Some((unit, worth))) => {
                let points = unit == Unit::Percent && self.is_point(next + 1);
                next += 1 + usize::from(points);
                (if points { Unit::Points } else { unit }, worth)
            }
            (None, None) if bare_one && !scaled => return None,
            (None, None) => (Unit::Count, 1.0),
        };
        let range = TextRange::new(
            self.words.get(start)?.range.start,
            self.words.get(next - 1)?.range.end,
        );
        let value = value * worth;
        let figure = Figure {
            range,
            value,
            unit,
            worth,
            bound: self.bound(start, unit),
        };
        value.is_finite().then_some((figure, next))
    }

    fn is_point(&self, at: usize) -> bool {
        self.is(at, "point") || self.is(at, "points")
    }

    /// What the words before the word `at` say of the figure that begins there.
    fn bound(&self, at: usize, unit: Unit) -> Bound {
        let Some(last) = at.checked_sub(1) else {
            return Bound::At;
        };
        let pair = |first: &[&str], second: &str| {
            let before = last.checked_sub(1);
            self.is(last, second)
                && before.is_some_and(|at| first.iter().any(|word| self.is(at, word)))
        };
        // `Over 15 years` is how long something takes.
        let over = unit != Unit::Time && self.is(last, "over");
        if pair(&["more", "greater", "higher", "longer"], "than")
            || over
            || self.is(last, "exceeding")
        {
            Bound::Above
        } else if pair(&["fewer", "less", "lower"], "than")
            || self.is(last, "under")
            || self.is(last, "below")
        {
            Bound::Below
        } else if pair(&["at"], "least") {
            Bound::AtLeast
        } else {
            Bound::At
        }
    }

    fn is(&self, at: usize, word: &str) -> bool {
        self.written(at)
            .is_some_and(|written| written.eq_ignore_ascii_case(word))
    }

    fn sign(&self, at: usize) -> Option<&'static str> {
        let written = self.written(at)?;
        SIGNS
            .iter()
            .find(|(sign, _)| *sign == written)
            .map(|(_, code)| *code)
    }

    /// The number at the word `at`, the word behind it, and whether it is a mere `one`.
    fn number(&self, at: usize) -> Option<(f64, usize, bool)> {
        let token = self.words.get(at)?;
        let written = token.range.of(self.text);
        if token.kind == TokenKind::Mark || token.kind == TokenKind::Ending {
            return None;
        }
        if written.starts_with(|c: char| c.is_ascii_digit()) {
            return digits_of(written).map(|value| (value, at + 1, false));
        }
        let mut value = number_word(written)?;
        let mut next = at + 1;
        // `twenty-five`; a smaller number behind tens belongs to them.
        if value >= 20.0
            && let Some(ones) = self
                .written(next)
                .and_then(number_word)
                .filter(|ones| *ones < 10.0)
        {
            value += ones;
            next += 1;
        }
        let is_one = value < 2.0;
        Some((value, next, is_one))
    }

    fn scale(&self, at: usize) -> Option<f64> {
        let written = self.written(at)?;
        let long = written.len() > 2;
        let singular = if long {
            written.strip_suffix('s').unwrap_or(written)
        } else {
            written
        };
        // A single letter belongs to the digits before it and is read there.
        let scale = SCALES
            .iter()
            .find(|(word, _)| word.eq_ignore_ascii_case(singular))?;
        (written.len() > 1).then_some(scale.1)
    }

    fn unit(&self, at: usize) -> Option<(Unit, f64)> {
        let written = self.written(at)?;
        if written.len() > 11 {
            return None;
        }
        let whole = |word: &str| {
            let unit = UNITS
                .iter()
                .find(|(unit, ..)| unit.eq_ignore_ascii_case(word));
            unit.map(|(_, unit, worth)| (*unit, *worth))
        };
        whole(written).or_else(|| whole(written.strip_suffix('s')?))
    }
}

fn number_word(written: &str) -> Option<f64> {
    // No number word begins with another letter, and most words do.
    let begins = |c: char| matches!(c.to_ascii_lowercase(), 'e' | 'f' | 'n' | 'o' | 's' | 't');
    if written.len() > 9 || !written.starts_with(begins) {
        return None;
    }
    let mut numbers = NUMBERS.iter();
    let found = numbers.find(|(word, _)| word.eq_ignore_ascii_case(written));
    found.map(|(_, value)| *value)
}

/// The value of `1,200`, `4.5`, `1.2bn`, `30k`; none of `3rd`, which is an ordinal number, and of mixed names (`4x4`).
fn digits_of(written: &str) -> Option<f64> {
    let end = written
        .find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.')
        .unwrap_or(written.len());
    let (number, behind) = written.split_at_checked(end)?;
    // A comma parts thousands where three digits follow, else it is a decimal point.
    let groups = number.split(',').skip(1).all(|group| {
        group
            .split('.')
            .next()
            .is_some_and(|digits| digits.len() == 3)
    });
    let plain = number.replace(',', if groups { "" } else { "." });
    let value: f64 = plain.trim_end_matches('.').parse().ok()?;
    if behind.is_empty() {
        return Some(value);
    }
    let short = SCALES.iter().filter(|(word, _)| word.len() <= 3);
    let mut fitting = short.filter(|(word, _)| word.eq_ignore_ascii_case(behind));
    fitting.next().map(|(_, scale)| value * scale)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::token::tokens;

    fn all(text: &str) -> Vec<Figure> {
        figures(text, &cut_at_hyphens(text, &tokens(text)))
    }

    fn one(text: &str) -> Figure {
        let found = all(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        found[0]
    }

    #[test]
    fn ways_to_write_one_figure_agree() {
        for (a, b) in [
            ("a 15-year term", "for fifteen years"),
            ("$1.2 billion", "$1.2bn"),
            ("$1.2 billion", "$1,200,000,000"),
            ("4.5%", "4.5 percent"),
            ("twenty-five men", "25 men"),
            ("two decades", "20 years"),
            ("half a century", "50 years"),
            ("300 miles", "about 480 km"),
            ("16 million people", "16.2 million people"),
            ("2 tonnes", "2,000 kg"),
            ("1,2 million", "1.2 million"),
            ("30k fans", "30,000 fans"),
            ("two dozen", "24"),
            ("about 15 boats", "15 boats"),
            ("at least 15 boats", "15 boats"),
            ("more than 100 boats", "112 boats"),
            ("fewer than 100 boats", "92 boats"),
            ("more than 15 boats", "over fifteen boats"),
            ("over 15 years", "15 years"),
            ("2 percentage points", "two percentage points"),
        ] {
            assert!(
                one(a).agrees(&one(b)),
                "{a} / {b}: {:?} {:?}",
                one(a),
                one(b)
            );
            assert!(one(b).agrees(&one(a)));
        }
    }

    #[test]
    fn other_figures_differ() {
        for (a, b) in [
            ("15 years", "20 years"),
            ("15 years", "15 months"),
            ("300 miles", "300 km"),
            ("$5 million", "€5 million"),
            ("5 percent", "5 people"),
            ("5 percent", "5 percentage points"),
            ("about 15 boats", "more than 15 boats"),
            ("fewer than 15 boats", "more than 15 boats"),
            ("more than 100 boats", "300 boats"),
            ("fewer than 100 boats", "112 boats"),
            ("100 people", "130 people"),
            ("1.2 million", "1.3 million"),
        ] {
            assert!(!one(a).agrees(&one(b)), "{a} / {b}");
        }
    }

    #[test]
    fn what_is_no_figure_is_left_alone() {
        for text in [
            "one of them",
            "the 3rd man",
            "half of it",
            "a century ago",
            "a 4x4",
            "-",
            "$",
        ] {
            assert_eq!(all(text), [], "{text}");
        }
    }

    #[test]
    fn the_place_holds_sign_and_unit() {
        let text = "It cost $1.2 billion over a 15-year term";
        let places: Vec<&str> = all(text).iter().map(|found| found.range.of(text)).collect();
        assert_eq!(places, ["$1.2 billion", "15-year"]);
        assert!(NUMBERS.is_sorted_by_key(|(word, _)| *word));
    }

    proptest! {
        #[test]
        fn figures_are_in_order_and_no_text_breaks_them(text in "([$€]?[0-9.,]{0,6}[ -]?(million|bn|years|%|half a|one|twenty)?[ -]){0,8}|\\PC{0,40}") {
            let mut last = 0;
            for figure in all(&text) {
                prop_assert!(figure.range.start >= last && text.get(figure.range.start..figure.range.end).is_some());
                prop_assert!(figure.agrees(&figure));
                last = figure.range.end;
            }
        }
    }
}
