//! A query as a condition in SQL. Every word and number of the reader's is a bound parameter.

use jiff::Span as Time;
use jiff::civil::DateTime;

use crate::model::date::NewsDate;
use crate::model::query::{Day, Form, Part, Query, Span, State, Text, Unit};
use crate::store::cursor::Mark;
use crate::store::known::Known;
use crate::store::names::{beginning, containing, escaped};
use crate::store::parts::bit;
use crate::store::rows;

/// The moment from which `newer:` counts back.
pub type Now = DateTime;

/// A query made ready for the database. Articles are `m`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Filter {
    /// What the full text must match, where the query asks for words of every article.
    pub(super) words: Option<String>,
    /// What else must hold; with `?` for each of `values`.
    pub(super) sql: String,
    /// The values, in order.
    pub(super) values: Vec<Mark>,
    /// The rows between which all matches lie: from the first, up to the second.
    pub(super) rows: (i64, i64),
}

impl Filter {
    /// Makes `query` ready.
    pub(super) fn new(query: &Query, now: Now, known: &Known) -> Self {
        let alone = std::slice::from_ref(query);
        let terms = match query {
            Query::All(terms) => terms.as_slice(),
            _ => alone,
        };
        let part = part_of(terms);
        let mut filter = Self {
            words: None,
            sql: String::new(),
            values: Vec::new(),
            rows: (i64::MIN, i64::MAX),
        };
        let mut others = Vec::new();
        let (mut wanted, mut excluded) = (Vec::new(), Vec::new());
        for term in terms {
            match (words_of(term, part), term) {
                (Some(words), _) => wanted.push(words),
                (None, Query::Not(unwanted)) => match words_of(unwanted, part) {
                    Some(words) => excluded.push((words, term)),
                    None => others.push(term),
                },
                (None, _) => others.push(term),
            }
        }
        // The full text can exclude only from something.
        if wanted.is_empty() {
            others.extend(excluded.drain(..).map(|(_, term)| term));
        } else {
            let mut words = format!("({})", wanted.join(" AND "));
            for (unwanted, _) in excluded {
                words = format!("({words} NOT {unwanted})");
            }
            filter.words = Some(words);
        }
        let mut sql = Sql {
            text: &mut filter.sql,
            values: &mut filter.values,
            now,
            known,
        };
        let mut first = true;
        for term in others {
            if let Some((from, to)) = rows_of(term, now) {
                filter.rows = (filter.rows.0.max(from), filter.rows.1.min(to));
            } else if !is_narrowing(term, terms) {
                sql.text.push_str(if first { "" } else { " AND " });
                sql.term(term, part);
                first = false;
            }
        }
        if filter.sql.is_empty() {
            filter.sql.push_str("TRUE");
        }
        filter
    }
}

/// The part to which a `kind:` narrows the terms beside it.
fn part_of(terms: &[Query]) -> Option<Part> {
    terms.iter().find_map(|term| match term {
        Query::Kind(part) => Some(*part),
        _ => None,
    })
}

/// Tells whether the term is a `kind:` that narrows others; one that stands beside nothing that has a kind asks for
/// articles with such a part.
fn is_narrowing(term: &Query, terms: &[Query]) -> bool {
    matches!(term, Query::Kind(_)) && terms.iter().any(has_kind)
}

fn has_kind(query: &Query) -> bool {
    match query {
        Query::All(terms) | Query::Any(terms) => terms.iter().any(has_kind),
        Query::Not(term) => has_kind(term),
        Query::Text(_) | Query::Actor(_) | Query::Says(_) | Query::Place(_) | Query::Topic(_) => {
            true
        }
        _ => false,
    }
}

/// The query for the full text, where the whole term asks for words and nothing else.
fn words_of(query: &Query, part: Option<Part>) -> Option<String> {
    match query {
        Query::Text(text) => Some(narrowed(&quoted(text), part)),
        Query::Topic(topic) => Some(counted(topic, part)),
        Query::Any(terms) => joined(terms, part, " OR "),
        Query::All(terms) if terms.is_empty() => None,
        Query::All(terms) => {
            let part = part_of(terms).or(part);
            let terms: Vec<&Query> = terms
                .iter()
                .filter(|term| !is_narrowing(term, terms))
                .collect();
            let without = |term: &&Query| match *term {
                Query::Not(term) => words_of(term, part),
                _ => None,
            };
            // The full text can exclude only from something.
            let excluded: Vec<String> = terms.iter().filter_map(without).collect();
            let wanted: Option<Vec<String>> = terms
                .iter()
                .filter(|term| without(term).is_none())
                .map(|term| words_of(term, part))
                .collect();
            let wanted = wanted.filter(|wanted| !wanted.is_empty())?.join(" AND ");
            Some(if excluded.is_empty() {
                format!("({wanted})")
            } else {
                format!("(({wanted}) NOT ({}))", excluded.join(" OR "))
            })
        }
        _ => None,
    }
}

/// A query of the full text in one part only.
fn narrowed(words: &str, part: Option<Part>) -> String {
    match part {
        Some(part) => format!("{{{}}} : {words}", column(part)),
        None => words.to_owned(),
    }
}

/// A topic in singular and plural, which are one.
fn counted(topic: &Text, part: Option<Part>) -> String {
    let words = topic.words.trim_end_matches('s');
    if topic.form == Form::Prefix || !words.ends_with(char::is_alphanumeric) {
        return narrowed(&quoted(topic), part);
    }
    let plural = format!("{words}s");
    let forms = [words, &plural].map(|words| narrowed(&quoted(&Text::phrase(words)), part));
    format!("({})", forms.join(" OR "))
}

fn joined(terms: &[Query], part: Option<Part>, between: &str) -> Option<String> {
    let terms: Option<Vec<String>> = terms.iter().map(|term| words_of(term, part)).collect();
    Some(format!("({})", terms?.join(between)))
}

fn column(part: Part) -> &'static str {
    match part {
        Part::Headline => "headline",
        Part::Prose => "body",
        Part::Caption => "caption",
    }
}

/// Words as a string of the full text's language, in which nothing but the quotation mark has a meaning.
fn quoted(text: &Text) -> String {
    let words = text.words.replace('"', " ");
    let star = if text.form == Form::Prefix { "*" } else { "" };
    format!("\"{words}\"{star}")
}

/// The rows of the articles of a time, where the term asks for a time.
fn rows_of(query: &Query, now: Now) -> Option<(i64, i64)> {
    // Articles without a date are in no time.
    let dated = rows::dated();
    match query {
        Query::On(day) => Some((start(*day), end(*day))),
        Query::After(day) => Some((start(*day), i64::MAX)),
        Query::Before(day) => Some((dated, start(*day))),
        Query::Newer(span) => Some((moment(ago(now, *span)), i64::MAX)),
        _ => None,
    }
}

/// The first row of a day, month or year.
fn start(day: Day) -> i64 {
    row(day.year, day.month.unwrap_or(1), day.day.unwrap_or(1), 0)
}

/// The first row behind it.
fn end(day: Day) -> i64 {
    let next = match (day.month, day.day) {
        (Some(month), Some(date)) => (day.year, month, date + 1),
        (Some(month), None) => (day.year, month + 1, 1),
        _ => (day.year + 1, 1, 1),
    };
    // Rows count every month as one of 31 days, and so the thirteenth as the first of the next year.
    row(next.0, next.1, next.2, 0)
}

fn row(year: i16, month: i8, day: i8, minute: u16) -> i64 {
    let date = NewsDate {
        minute: Some(minute),
        ..NewsDate::on(year, month, day)
    };
    rows::first(date.sort_key().unwrap_or(0))
}

fn moment(time: DateTime) -> i64 {
    let minute = i64::from(time.hour()) * 60 + i64::from(time.minute());
    let minute = u16::try_from(minute).unwrap_or(0);
    row(time.year(), time.month(), time.day(), minute)
}

/// The moment that lies so long before `now`; at the start of all calendars where none does.
fn ago(now: Now, span: Span) -> DateTime {
    let count = i64::from(span.count);
    let time = Time::new();
    let time = match span.unit {
        Unit::Hour => time.try_hours(count),
        Unit::Day => time.try_days(count),
        Unit::Week => time.try_weeks(count),
        Unit::Month => time.try_months(count),
        Unit::Year => time.try_years(count),
    };
    let then = time.and_then(|time| now.checked_sub(time));
    then.unwrap_or(DateTime::constant(1, 1, 1, 0, 0, 0, 0))
}

/// A condition that is being written.
struct Sql<'a> {
    text: &'a mut String,
    values: &'a mut Vec<Mark>,
    now: Now,
    known: &'a Known,
}

impl Sql<'_> {
    fn term(&mut self, query: &Query, part: Option<Part>) {
        // A plus keeps the database from gathering by an index what is to be walked.
        let walked = if self.known.few { "" } else { "+" };
        match query {
            Query::All(terms) => {
                let part = part_of(terms).or(part);
                let narrowing = |term: &&Query| !is_narrowing(term, terms);
                self.group(terms.iter().filter(narrowing), part, " AND ", "TRUE");
            }
            Query::Any(terms) => self.group(terms.iter(), part, " OR ", "FALSE"),
            Query::Not(term) => {
                self.text.push_str("NOT ");
                self.term(term, part);
            }
            Query::Text(_) | Query::Topic(_) => {
                let words = words_of(query, part).unwrap_or_default();
                self.put(
                    "m.row IN (SELECT rowid FROM article_words WHERE article_words MATCH ?)",
                    [Mark::Text(words)],
                );
            }
            Query::Actor(name) => self.standing("mention", name, false, part),
            Query::Says(name) => self.standing("saying", name, false, part),
            Query::Place(name) => self.standing("mention", name, true, part),
            Query::Outlet(name) => {
                self.put(
                    &format!("{walked}m.outlet IN (SELECT key FROM outlet WHERE ' ' || folded || ' ' LIKE ? ESCAPE '\\')"),
                    [containing(name)],
                );
            }
            Query::Story(name) => {
                self.put(
                    "ifnull(m.story IN (SELECT key FROM story WHERE ' ' || folded || ' ' LIKE ? ESCAPE '\\'), FALSE)",
                    [containing(name)],
                );
            }
            Query::Tag(name) => {
                let (test, value) = match name.form {
                    Form::Prefix => ("LIKE ? ESCAPE '\\'", format!("{}%", escaped(&name.words))),
                    _ => ("= ? COLLATE NOCASE", name.words.clone()),
                };
                self.put(
                    &format!(
                        "m.key IN (SELECT article FROM article_tag JOIN tag ON tag.key = article_tag.tag WHERE tag.name {test})"
                    ),
                    [Mark::Text(value)],
                );
            }
            Query::On(_) | Query::After(_) | Query::Before(_) | Query::Newer(_) => {
                let (from, to) = rows_of(query, self.now).unwrap_or((i64::MIN, i64::MAX));
                self.put(
                    "(m.row >= ? AND m.row < ?)",
                    [Mark::Number(from), Mark::Number(to)],
                );
            }
            Query::Is(State::Unread) => self.put(&format!("{walked}m.unread = 1"), []),
            Query::Is(State::Starred) => self.put("m.starred", []),
            Query::Is(State::Noted) => self.put("m.noted", []),
            Query::Kind(part) => {
                self.put("(m.parts & ?) != 0", [Mark::Number(bit(*part))]);
            }
        }
    }

    fn group<'q>(
        &mut self,
        terms: impl Iterator<Item = &'q Query>,
        part: Option<Part>,
        between: &str,
        none: &str,
    ) {
        self.text.push('(');
        let mut first = true;
        for term in terms {
            self.text.push_str(if first { "" } else { between });
            self.term(term, part);
            first = false;
        }
        self.text.push_str(if first { none } else { "" });
        self.text.push(')');
    }

    /// Articles where an actor of that name stands in a table of places.
    fn standing(&mut self, table: &str, name: &Text, place: bool, part: Option<Part>) {
        let kind = if place {
            " AND actor IN (SELECT key FROM actor WHERE kind = 3)"
        } else {
            ""
        };
        let part = in_part(part);
        if let Some(actors) = self.known.actors(name) {
            let marks = vec!["?"; actors.len()].join(", ");
            let sql = format!(
                "EXISTS (SELECT 1 FROM {table} WHERE article = m.row AND actor IN ({marks}){kind}{part})"
            );
            return self.put(&sql, actors.iter().map(|actor| Mark::Number(*actor)));
        }
        let (sql, values) = beginning("folded", name);
        let sql = format!(
            "m.row IN (SELECT article FROM {table} WHERE actor IN \
             (SELECT actor FROM actor_name WHERE {sql}{kind}){part})"
        );
        self.put(&sql, values);
    }

    fn put(&mut self, sql: &str, values: impl IntoIterator<Item = Mark>) {
        self.text.push_str(sql);
        self.values.extend(values);
    }
}

fn in_part(part: Option<Part>) -> String {
    part.map_or_else(String::new, |part| {
        format!(" AND parts_of(places) & {} != 0", bit(part))
    })
}
