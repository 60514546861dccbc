//! The query language: text to [`Query`].
//!
//! | written | finds articles |
//! |---|---|
//! | `harbour` | with that word in headline, text or a caption, whatever its case and accents |
//! | `"port authority"` | with these words in a row |
//! | `harb*` | with a word that starts so |
//! | `a b`, `a or b`, `-a`, `(a or b) c` | with both, with one of them, without it; `or` binds less |
//! | `actor:doe`, `says:doe`, `place:velmora` | that name the actor, quote it, name the place; any spelling will do |
//! | `topic:"fishing quotas"`, `outlet:post`, `story:harbour`, `tag:later` | of that topic, outlet, story, with that tag |
//! | `date:2026-01`, `after:2026-01-06`, `before:2026` | published in that time, from its start on, before its start |
//! | `newer:7d` | published within so many hours (`h`), days, weeks (`w`), months (`m`), years (`y`) |
//! | `is:unread`, `is:starred`, `is:noted` | in that state |
//! | `kind:headline`, `kind:prose`, `kind:caption` | with what stands beside it in that part |
//!
//! Read articles are never left out unasked. A mistake says what is wrong and where.

use crate::model::query::{
    Day, Form, PARTS, Part, Query, QueryError, STATES, Span, State, Text, UNITS, Unit,
};
use crate::text::range::TextRange;

/// How deep groups and negations may lie in each other.
const DEEPEST: usize = 32;

/// How many terms a query may have.
const MOST_TERMS: usize = 200;

/// Reads a query; nothing but white space asks for every article.
///
/// # Errors
/// At the first thing that cannot be understood.
pub fn parse(text: &str) -> Result<Query, QueryError> {
    let mut parser = Parser {
        text,
        at: 0,
        depth: 0,
        terms: 0,
    };
    parser.skip_space();
    if parser.at == text.len() {
        return Ok(Query::default());
    }
    parser.whole().map_err(|error| QueryError {
        unfinished: goes_on(text, error.range),
        ..error
    })
}

/// Tells whether what is wrong at `range` may be mended by typing on: it stands at the end, or it opens something.
fn goes_on(text: &str, range: TextRange) -> bool {
    let opens = |c| c == '(' || is_quote(c);
    range.end >= text.trim_end().len() || range.of(text).starts_with(opens)
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    terms: usize,
}

impl<'a> Parser<'a> {
    /// All of the text.
    fn whole(&mut self) -> Result<Query, QueryError> {
        let query = self.any()?;
        match self.peek() {
            None => Ok(query),
            Some(_) => Err(self.wrong(1, "this parenthesis closes nothing; leave it out")),
        }
    }

    /// Alternatives, up to the end or the parenthesis that closes the group.
    fn any(&mut self) -> Result<Query, QueryError> {
        let mut parts = vec![self.all()?];
        while self.eat_or() {
            parts.push(self.all()?);
        }
        Ok(one_or(parts, Query::Any))
    }

    /// Terms that must all fit.
    fn all(&mut self) -> Result<Query, QueryError> {
        let mut parts = Vec::new();
        loop {
            self.skip_space();
            let ends = self.peek().is_none_or(|c| c == ')') || self.or_ahead().is_some();
            if !ends {
                parts.push(self.term()?);
                continue;
            }
            if !parts.is_empty() {
                return Ok(one_or(parts, Query::All));
            }
            let length = self.or_ahead().unwrap_or(1);
            return Err(self.wrong(length, "something to look for must stand here"));
        }
    }

    fn term(&mut self) -> Result<Query, QueryError> {
        self.terms += 1;
        if self.terms > MOST_TERMS {
            let reason = format!("a query can have {MOST_TERMS} terms, no more");
            return Err(self.wrong(1, reason));
        }
        match self.peek() {
            Some('-') => self.deeper(|parser| {
                parser.at += 1;
                match parser.peek() {
                    None | Some(')') => {
                        Err(parser.wrong(1, "what is not wanted must stand behind the -"))
                    }
                    Some(c) if is_space(c) => {
                        Err(parser.wrong(1, "no space may stand between - and what is not wanted"))
                    }
                    Some(_) => Ok(Query::Not(Box::new(parser.term()?))),
                }
            }),
            Some('(') => self.deeper(|parser| {
                let opening = parser.at;
                parser.at += 1;
                let group = parser.any()?;
                if parser.peek() == Some(')') {
                    parser.at += 1;
                    return Ok(group);
                }
                let range = TextRange::new(opening, opening + 1);
                Err(error(range, "this parenthesis is not closed"))
            }),
            _ => self.leaf(),
        }
    }

    fn deeper(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<Query, QueryError>,
    ) -> Result<Query, QueryError> {
        if self.depth == DEEPEST {
            return Err(self.wrong(1, "too many groups within each other"));
        }
        self.depth += 1;
        let query = read(self);
        self.depth -= 1;
        query
    }

    /// A field with its value, or words.
    fn leaf(&mut self) -> Result<Query, QueryError> {
        let Some((name, length)) = self.field_ahead() else {
            return self.words().map(Query::Text);
        };
        let field = TextRange::new(self.at, self.at + length);
        let Some((_, read)) = FIELDS.iter().find(|(known, _)| *known == name) else {
            let known: Vec<&str> = FIELDS.iter().map(|(name, _)| *name).collect();
            let reason = format!(
                "no field is called “{name}”; there are {}; what is meant as words stands in quotation marks",
                known.join(", ")
            );
            return Err(error(field, reason));
        };
        self.at = field.end;
        if self.peek().is_none_or(|c| is_space(c) || c == ')') {
            let reason = format!("a value must follow {name}: without a space");
            return Err(error(field, reason));
        }
        read(self)
    }

    /// The name of the field that starts here and its length with the colon.
    fn field_ahead(&self) -> Option<(&'a str, usize)> {
        let rest = self.rest();
        let length = rest.bytes().take_while(u8::is_ascii_lowercase).count();
        let named = length > 0 && rest.as_bytes().get(length) == Some(&b':');
        named.then(|| (rest.get(..length).unwrap_or(""), length + 1))
    }

    /// A word, the start of a word or a phrase.
    fn words(&mut self) -> Result<Text, QueryError> {
        let start = self.at;
        let phrase = self.peek().is_some_and(is_quote);
        if phrase {
            self.at += self.peek().map_or(0, char::len_utf8);
            let from = self.at;
            let inside = self.rest().find(is_quote);
            let Some(length) = inside else {
                let range = TextRange::new(start, from);
                return Err(error(range, "this quotation mark is not closed"));
            };
            self.at += length;
            let words = self.text.get(from..self.at).unwrap_or("").trim();
            self.at += self.peek().map_or(0, char::len_utf8);
            return self.text_of(start, words, Form::Phrase);
        }
        let word = self.word();
        match word.strip_suffix('*') {
            Some(beginning) => self.text_of(start, beginning, Form::Prefix),
            None => self.text_of(start, word, Form::Word),
        }
    }

    fn text_of(&self, start: usize, words: &str, form: Form) -> Result<Text, QueryError> {
        let range = TextRange::new(start, self.at);
        if form != Form::Phrase && words.contains('*') {
            return Err(error(
                range,
                "a * can stand only at the end of a word, and once",
            ));
        }
        if !words.chars().any(char::is_alphanumeric) {
            return Err(error(range, "there is no letter or digit to look for"));
        }
        Ok(Text {
            words: words.to_owned(),
            form,
        })
    }

    /// What stands here up to white space, a parenthesis or a quotation mark.
    fn word(&mut self) -> &'a str {
        let rest = self.rest();
        let ends = |c: char| is_space(c) || is_quote(c) || c == '(' || c == ')';
        let length = rest.find(ends).unwrap_or(rest.len());
        self.at += length;
        rest.get(..length).unwrap_or("")
    }

    /// A value that `read` understands.
    fn value<T>(
        &mut self,
        wanted: &str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Result<T, QueryError> {
        let start = self.at;
        let word = self.word();
        // Where no word stands, the character that is there instead, whole.
        let instead = self.peek().filter(|_| word.is_empty());
        let range = TextRange::new(start, self.at + instead.map_or(0, char::len_utf8));
        read(word).ok_or_else(|| error(range, format!("here must stand {wanted}")))
    }

    fn eat_or(&mut self) -> bool {
        let Some(length) = self.or_ahead() else {
            return false;
        };
        self.at += length;
        true
    }

    /// The length of the word `or` if it stands here.
    fn or_ahead(&self) -> Option<usize> {
        let mut rest = self.rest().chars();
        let is_or = matches!(
            (rest.next(), rest.next()),
            (Some('o'), Some('r')) | (Some('O'), Some('R'))
        );
        let ends = rest
            .next()
            .is_none_or(|c| is_space(c) || is_quote(c) || c == '(' || c == ')');
        (is_or && ends).then_some(2)
    }

    fn skip_space(&mut self) {
        let rest = self.rest();
        let length = rest.find(|c| !is_space(c)).unwrap_or(rest.len());
        self.at += length;
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// An error about the next `length` characters.
    fn wrong(&self, length: usize, reason: impl Into<String>) -> QueryError {
        let bytes: usize = self.rest().chars().take(length).map(char::len_utf8).sum();
        error(TextRange::new(self.at, self.at + bytes), reason)
    }
}

type Field = (
    &'static str,
    fn(&mut Parser<'_>) -> Result<Query, QueryError>,
);

/// The fields, and how the value of each is read.
const FIELDS: &[Field] = &[
    ("actor", |parser| parser.words().map(Query::Actor)),
    ("says", |parser| parser.words().map(Query::Says)),
    ("topic", |parser| parser.words().map(Query::Topic)),
    ("place", |parser| parser.words().map(Query::Place)),
    ("outlet", |parser| parser.words().map(Query::Outlet)),
    ("story", |parser| parser.words().map(Query::Story)),
    ("tag", |parser| parser.words().map(Query::Tag)),
    ("date", |parser| parser.value(DAY, day).map(Query::On)),
    ("after", |parser| parser.value(DAY, day).map(Query::After)),
    ("before", |parser| parser.value(DAY, day).map(Query::Before)),
    ("newer", |parser| parser.value(SPAN, span).map(Query::Newer)),
    ("is", |parser| parser.value(STATE, state).map(Query::Is)),
    ("kind", |parser| parser.value(PART, part).map(Query::Kind)),
];

const DAY: &str = "a day, month or year: 2026-01-06, 2026-01 or 2026";
const SPAN: &str =
    "a number and h, d, w, m or y for hours, days, weeks, months or years: 7d; no more than 9999";
const STATE: &str = "unread, starred or noted";
const PART: &str = "headline, prose or caption";

fn day(text: &str) -> Option<Day> {
    let mut parts = text.split('-');
    let year = digits(parts.next()?, 4)?;
    let month = parts.next().map(|part| digits(part, 2));
    let day = parts.next().map(|part| digits(part, 2));
    if parts.next().is_some() || month == Some(None) || day == Some(None) {
        return None;
    }
    let day = Day {
        year,
        month: month.flatten().and_then(|month| i8::try_from(month).ok()),
        day: day.flatten().and_then(|day| i8::try_from(day).ok()),
    };
    // The calendar tells whether there is such a day.
    let exists =
        jiff::civil::Date::new(day.year, day.month.unwrap_or(1), day.day.unwrap_or(1)).is_ok();
    (day.year > 0 && exists).then_some(day)
}

/// The number of exactly `count` digits.
fn digits(text: &str, count: usize) -> Option<i16> {
    let fits = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| text.parse().ok()).flatten()
}

fn span(text: &str) -> Option<Span> {
    let letter = text.chars().next_back()?;
    let unit: Unit = UNITS.into_iter().find(|unit| unit.letter() == letter)?;
    let number = text.strip_suffix(letter)?;
    let plain = number.len() <= 4 && number.bytes().all(|byte| byte.is_ascii_digit());
    let count = plain.then(|| number.parse().ok()).flatten()?;
    Some(Span { count, unit })
}

fn state(text: &str) -> Option<State> {
    STATES.into_iter().find(|state| state.name() == text)
}

fn part(text: &str) -> Option<Part> {
    PARTS.into_iter().find(|part| part.name() == text)
}

fn one_or(mut parts: Vec<Query>, many: fn(Vec<Query>) -> Query) -> Query {
    match parts.len() {
        1 => parts.swap_remove(0),
        _ => many(parts),
    }
}

fn error(range: TextRange, reason: impl Into<String>) -> QueryError {
    QueryError {
        range,
        reason: reason.into(),
        unfinished: false,
    }
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

#[cfg(test)]
mod tests;
