//! Lists: a page of articles by any query in any order, at the cost of the page.
//!
//! Every order is that of an index, and a page begins behind the last row of the one before, so nothing is counted through.
//! There are two ways to a page. The order can be walked until enough articles fit; that is quick when many do. Or those that
//! fit can be gathered and sorted; that is quick when few do. Which is taken follows from how many articles the
//! narrowest term of the query can fit at most, which is known without looking.
//! Slow is only what many articles fit one by one and hardly any together: all of the order is walked, some 40 ms for
//! 100,000 articles.
//!
//! Of words that are asked for by one or two letters, see `starts`: so many articles are read for a page at most, and the
//! next page goes on behind them.
//!
//! Words are looked up newest first by the full text itself. In any other order, and by relevance, at most [`WINDOW`] of the
//! newest matches are sorted, and the page says so.

use std::fmt::Write as _;

use rusqlite::types::FromSqlError;
use rusqlite::{Connection, OptionalExtension as _, Row, params_from_iter};

use crate::model::article::ArticleId;
use crate::model::date::NewsDate;
use crate::model::query::{Order, Query};
use crate::model::sourced::{Certainty, Sourced};
use crate::model::state::ArticleKey;
use crate::store::article;
use crate::store::columns::TimeRow;
use crate::store::cursor::{Cursor, Mark};
use crate::store::error::Done;
use crate::store::filter::{Filter, Now};
use crate::store::known::Known;
use crate::store::log::limit;
use crate::store::rows;
use crate::store::starts::Starts;

/// How many of the newest matches of a search are sorted at most.
pub const WINDOW: usize = 2_000;

/// How many articles are read at most for one page of what is asked for by the first letters of words.
pub const READ: usize = 120;

/// What page is wanted.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// Which articles.
    pub query: &'a Query,
    /// In which order.
    pub order: Order,
    /// Behind which place; none for the first page.
    pub after: Option<&'a Cursor>,
    /// How many.
    pub count: usize,
    /// The moment from which `newer:` counts back.
    pub now: Now,
}

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Page {
    /// The articles.
    pub heads: Vec<Head>,
    /// Where the next page begins; none where this is the last. A page that has another behind it can be shorter than asked
    /// for, where as many articles were read for it as may be.
    pub next: Option<Cursor>,
    /// Where only so many of the newest matches were sorted, or so many articles read: how many.
    pub within: Option<usize>,
}

/// One page of a list with nothing of the articles but where they stand: what costs least for all of a long list.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Listing {
    /// The articles, each with its story.
    pub articles: Vec<(TimeRow, Option<ArticleKey>)>,
    /// Where the next page begins, as that of a [`Page`].
    pub next: Option<Cursor>,
}

/// What a list shows of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The article in the library.
    pub key: ArticleKey,
    /// Its lasting name anywhere.
    pub id: ArticleId,
    /// Its headline, or something like one.
    pub title: String,
    /// Who published it; empty where that is not known.
    pub outlet: String,
    /// Whether that is said or worked out.
    pub certainty: Certainty,
    /// The agency that it credits.
    pub agency: Option<String>,
    /// When it was published.
    pub date: Option<Sourced<NewsDate>>,
    /// How many words its prose has.
    pub words: usize,
    /// How many actors stand in it.
    pub actors: usize,
    /// The story that it belongs to, by the key of the story's first article.
    pub story: Option<ArticleKey>,
    /// In how many articles its text stands; 1 where in no other.
    pub copies: usize,
    /// Which version of the article it is, counted from 1, and of how many; none where there is but one.
    pub version: Option<(usize, usize)>,
    /// Not read yet.
    pub unread: bool,
    /// Starred.
    pub starred: bool,
    /// With a note or highlight.
    pub noted: bool,
}

/// What finds the head of the article `m`. Only who has copies or versions is counted among them.
const HEAD: &str = "SELECT m.key, m.id, m.title, o.name, m.guessed, a.name, m.date, m.words, m.actors, m.story, \
    m.unread, m.starred, m.noted, \
    CASE WHEN m.shared_text IS NULL THEN 1 ELSE (SELECT count(*) FROM article_meta AS other \
        WHERE other.shared_text = m.shared_text AND other.present AND NOT other.removed) END, \
    CASE WHEN m.series IS NULL THEN 0 ELSE (SELECT count(*) FROM article_meta AS other \
        WHERE other.series = m.series AND other.version <= m.version AND other.present AND NOT other.removed) END, \
    CASE WHEN m.series IS NULL THEN 0 ELSE (SELECT count(*) FROM article_meta AS other \
        WHERE other.series = m.series AND other.present AND NOT other.removed) END \
    FROM article_meta AS m CROSS JOIN outlet AS o ON o.key = m.outlet LEFT JOIN outlet AS a ON a.key = m.agency";

const SHOWN: &str = "m.present AND NOT m.removed";

/// The page that is asked for.
pub(super) fn page(connection: &Connection, request: &Request<'_>) -> Done<Page> {
    let walked = walked(connection, request)?;
    let mut find = connection.prepare_cached(&format!("{HEAD} WHERE m.row = ?1"))?;
    let mut heads = Vec::with_capacity(walked.rows.len());
    for row in walked.rows {
        heads.push(find.query_row([row.0], head)?);
    }
    Ok(Page {
        heads,
        next: walked.next,
        within: walked.within,
    })
}

/// The same without the heads.
pub(super) fn listing(connection: &Connection, request: &Request<'_>) -> Done<Listing> {
    let walked = walked(connection, request)?;
    let mut find = connection.prepare_cached("SELECT story FROM article_meta WHERE row = ?1")?;
    let mut articles = Vec::with_capacity(walked.rows.len());
    for row in walked.rows {
        let story: Option<i64> = find.query_row([row.0], |found| found.get(0))?;
        articles.push((row, story.map(ArticleKey)));
    }
    Ok(Listing {
        articles,
        next: walked.next,
    })
}

/// The rows of a page, in its order.
#[derive(Default)]
struct Walked {
    rows: Vec<TimeRow>,
    next: Option<Cursor>,
    within: Option<usize>,
}

fn walked(connection: &Connection, request: &Request<'_>) -> Done<Walked> {
    let (starts, query) = Starts::taken_from(request.query);
    let known = Known::of(connection, &query)?;
    if known.excludes_itself(&query) {
        return Ok(Walked::default());
    }
    let filter = Filter::new(&query, request.now, &known);
    let asked = Asked {
        after: request.after,
        count: request.count,
        starts,
    };
    match (&filter.words, request.order) {
        (None, order) => listed(connection, &asked, &filter, (order, known.few)),
        (Some(words), Order::Newest) => found(connection, &asked, &filter, words),
        (Some(words), order) => sorted(connection, &asked, &filter, (order, words)),
    }
}

/// What is asked of a page besides its query and order.
struct Asked<'a> {
    after: Option<&'a Cursor>,
    count: usize,
    /// What is looked for in the texts themselves.
    starts: Starts,
}

impl Asked<'_> {
    /// How many articles may have to be looked at, and one, which tells whether there is another page.
    fn limit(&self) -> i64 {
        let most = if self.starts.is_empty() {
            self.count
        } else {
            READ
        };
        limit(most).saturating_add(1)
    }
}

/// All articles that fit, newest first, as many as `count`: for what is done to all of them.
pub(super) fn matching(
    connection: &Connection,
    query: &Query,
    now: Now,
    count: usize,
) -> Done<Vec<ArticleKey>> {
    let found = chosen(connection, (query, now), None, count)?;
    Ok(found.into_iter().map(|(_, key)| key).collect())
}

/// The newest articles that fit, from behind `before` on.
pub(super) fn newest(
    connection: &Connection,
    query: &Query,
    before: Option<TimeRow>,
    count: usize,
) -> Done<Vec<(TimeRow, ArticleKey)>> {
    let before = before.map(|before| ("m.row < ?", before.0));
    chosen(connection, (query, Now::default()), before, count)
}

/// The articles that fit and have come behind the article `since`, newest first.
pub(super) fn since(
    connection: &Connection,
    query: &Query,
    now: Now,
    since: ArticleKey,
    count: usize,
) -> Done<Vec<ArticleKey>> {
    let since = Some(("m.key > ?", since.0));
    let found = chosen(connection, (query, now), since, count)?;
    Ok(found.into_iter().map(|(_, key)| key).collect())
}

/// Articles that fit and meet a condition on a number besides, newest first.
fn chosen(
    connection: &Connection,
    (query, now): (&Query, Now),
    besides: Option<(&str, i64)>,
    count: usize,
) -> Done<Vec<(TimeRow, ArticleKey)>> {
    let known = Known::of(connection, query)?;
    let filter = Filter::new(query, now, &known);
    let mut select = Select::new("m.row, m.key", "article_meta AS m", &filter);
    if let Some(words) = &filter.words {
        select.add(
            "m.row IN (SELECT rowid FROM article_words WHERE article_words MATCH ?)",
            [Mark::Text(words.clone())],
        );
    }
    if let Some((condition, number)) = besides {
        select.add(condition, [Mark::Number(number)]);
    }
    let sql = select.ordered("m.row DESC", limit(count));
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map(params_from_iter(&select.values), |row| {
        Ok((TimeRow(row.get(0)?), ArticleKey(row.get(1)?)))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The heads of some articles, in the order asked for; those that are shown nowhere too.
pub(super) fn heads(connection: &Connection, keys: &[ArticleKey]) -> Done<Vec<Head>> {
    let mut statement = connection.prepare_cached(&format!("{HEAD} WHERE m.key = ?1"))?;
    let mut heads = Vec::with_capacity(keys.len());
    for key in keys {
        heads.extend(statement.query_row([key.0], head).optional()?);
    }
    Ok(heads)
}

/// A list without words to look for.
fn listed(
    connection: &Connection,
    asked: &Asked<'_>,
    filter: &Filter,
    (order, few): (Order, bool),
) -> Done<Walked> {
    let sort = Sort::of(order);
    let from = if order == Order::Outlet && !few {
        "outlet AS o CROSS JOIN article_meta AS m ON m.outlet = o.key"
    } else {
        "article_meta AS m CROSS JOIN outlet AS o ON o.key = m.outlet"
    };
    let mut select = Select::new(sort.columns, from, filter);
    if let Some(after) = asked.after {
        select.add(sort.after, after.0.iter().cloned());
    }
    let by = if few { sort.gathered } else { sort.walked };
    let sql = select.ordered(by, asked.limit());
    collect(connection, &sql, &select.values, asked)
}

/// A search, newest first.
fn found(connection: &Connection, asked: &Asked<'_>, filter: &Filter, words: &str) -> Done<Walked> {
    let from = "article_words CROSS JOIN article_meta AS m ON m.row = article_words.rowid";
    let mut select = Select::new("m.row", from, filter);
    select.add("article_words MATCH ?", [Mark::Text(words.to_owned())]);
    // The full text reads only the rows between.
    let (first, mut behind) = filter.rows;
    if let Some([Mark::Number(row)]) = asked.after.map(|after| after.0.as_slice()) {
        behind = behind.min(*row);
    }
    select.add(
        "article_words.rowid >= ? AND article_words.rowid < ?",
        [Mark::Number(first), Mark::Number(behind)],
    );
    let sql = select.ordered("article_words.rowid DESC", asked.limit());
    collect(connection, &sql, &select.values, asked)
}

/// A search in another order: the newest matches, sorted.
fn sorted(
    connection: &Connection,
    asked: &Asked<'_>,
    filter: &Filter,
    (order, words): (Order, &str),
) -> Done<Walked> {
    let (from, within) = window(connection, filter, words)?;
    let sort = if order == Order::Relevance {
        Sort::RELEVANCE
    } else {
        Sort::of(order)
    };
    let tables = "article_words CROSS JOIN article_meta AS m ON m.row = article_words.rowid \
                  CROSS JOIN outlet AS o ON o.key = m.outlet";
    let mut select = Select::new(sort.columns, tables, filter);
    select.add(
        "article_words MATCH ? AND article_words.rowid >= ? AND article_words.rowid < ?",
        [
            Mark::Text(words.to_owned()),
            Mark::Number(from),
            Mark::Number(filter.rows.1),
        ],
    );
    if let Some(after) = asked.after {
        select.add(sort.after, after.0.iter().cloned());
    }
    let sql = select.ordered(sort.gathered, asked.limit());
    let walked = collect(connection, &sql, &select.values, asked)?;
    Ok(Walked {
        within: walked.within.or(within),
        ..walked
    })
}

/// The oldest row of the window of the newest matches, and how many it holds where there are more.
fn window(connection: &Connection, filter: &Filter, words: &str) -> Done<(i64, Option<usize>)> {
    let edge = "SELECT rowid FROM article_words WHERE article_words MATCH ?1 AND rowid >= ?2 AND rowid < ?3 \
                ORDER BY rowid DESC LIMIT 1 OFFSET ?4";
    let mut statement = connection.prepare_cached(edge)?;
    let values = rusqlite::params![words, filter.rows.0, filter.rows.1, limit(WINDOW)];
    let edge: Option<i64> = statement.query_row(values, |row| row.get(0)).optional()?;
    Ok(match edge {
        Some(row) => (row + 1, Some(WINDOW)),
        None => (filter.rows.0, None),
    })
}

/// An order as the database takes it.
struct Sort {
    /// The sort key, as it goes into a cursor.
    columns: &'static str,
    /// What stands behind a cursor.
    after: &'static str,
    /// The order that an index has.
    walked: &'static str,
    /// The same order for what is gathered: a plus keeps the database from walking along an index.
    gathered: &'static str,
}

impl Sort {
    const RELEVANCE: Self = Self {
        columns: "bm25(article_words, 6.0, 1.0, 2.0) AS score, m.row",
        after: "(score, -m.row) > (?, -?)",
        walked: "score, m.row DESC",
        gathered: "score, m.row DESC",
    };

    fn of(order: Order) -> Self {
        match order {
            Order::Newest | Order::Relevance => Self {
                columns: "m.row",
                after: "m.row < ?",
                walked: "m.row DESC",
                gathered: "+m.row DESC",
            },
            Order::Story => Self {
                columns: "m.story_row, m.row",
                after: "(m.story_row, m.row) < (?, ?)",
                walked: "m.story_row DESC, m.row DESC",
                gathered: "+m.story_row DESC, +m.row DESC",
            },
            Order::MostActors => Self {
                columns: "m.actors, m.row",
                after: "(m.actors, m.row) < (?, ?)",
                walked: "m.actors DESC, m.row DESC",
                gathered: "+m.actors DESC, +m.row DESC",
            },
            Order::UnreadFirst => Self {
                columns: "m.unread, m.row",
                after: "(m.unread, m.row) < (?, ?)",
                walked: "m.unread DESC, m.row DESC",
                gathered: "+m.unread DESC, +m.row DESC",
            },
            Order::Outlet => Self {
                columns: "o.folded, o.name, m.row",
                after: "(o.folded, o.name) >= (?1, ?2) AND ((o.folded, o.name) != (?1, ?2) OR m.row < ?3)",
                walked: "o.folded, o.name, m.row DESC",
                gathered: "+o.folded, +o.name, +m.row DESC",
            },
        }
    }
}

/// A query on its way to the database.
struct Select {
    sql: String,
    values: Vec<Mark>,
}

impl Select {
    fn new(columns: &str, from: &str, filter: &Filter) -> Self {
        let mut select = Self {
            sql: format!("SELECT {columns} FROM {from} WHERE {SHOWN}"),
            values: Vec::new(),
        };
        select.add(&filter.sql, filter.values.iter().cloned());
        let (first, behind) = filter.rows;
        if first > i64::MIN {
            select.add("m.row >= ?", [Mark::Number(first)]);
        }
        if behind < i64::MAX {
            select.add("m.row < ?", [Mark::Number(behind)]);
        }
        select
    }

    /// Adds a condition; `?1`, `?2` in it are the first and second of its own values.
    fn add(&mut self, condition: &str, values: impl IntoIterator<Item = Mark>) {
        let before = self.values.len();
        self.values.extend(values);
        self.sql.push_str(" AND (");
        let mut next = before;
        let mut rest = condition;
        while let Some((ahead, behind)) = rest.split_once('?') {
            self.sql.push_str(ahead);
            let digit = behind.chars().next().and_then(|c| c.to_digit(10));
            next += usize::from(digit.is_none());
            let number = digit.map_or(next, |digit| before + digit as usize);
            write!(self.sql, "?{number}").ok();
            let digits = usize::from(digit.is_some());
            rest = behind.get(digits..).unwrap_or("");
        }
        self.sql.push_str(rest);
        self.sql.push(')');
    }

    fn ordered(&self, order: &str, count: i64) -> String {
        format!("{} ORDER BY {order} LIMIT {count}", self.sql)
    }
}

/// The articles that a query finds, which is asked for their sort keys; the last value of one is the row.
fn collect(connection: &Connection, sql: &str, values: &[Mark], asked: &Asked<'_>) -> Done<Walked> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params_from_iter(values))?;
    let mut walked = Walked::default();
    let mut last = None;
    let mut read = 0;
    let reads = !asked.starts.is_empty();
    while let Some(row) = rows.next()? {
        if walked.rows.len() == asked.count || (reads && read == READ) {
            walked.next = last;
            walked.within = (reads && read == READ).then_some(READ);
            break;
        }
        let marks = cursor(row)?;
        read += 1;
        if let Some(&Mark::Number(row)) = marks.0.last() {
            let row = TimeRow(row);
            if !reads || begins(connection, row, &asked.starts)? {
                walked.rows.push(row);
            }
        }
        last = Some(marks);
    }
    Ok(walked)
}

/// Tells whether the article has words that begin so.
fn begins(connection: &Connection, row: TimeRow, starts: &Starts) -> Done<bool> {
    let mut find = connection.prepare_cached("SELECT key FROM article_meta WHERE row = ?1")?;
    let key = find.query_row([row.0], |row| row.get(0))?;
    let (text, blocks) = rows::text(connection, ArticleKey(key))?;
    Ok(starts.found(&text, &blocks).is_some())
}

fn cursor(row: &Row<'_>) -> rusqlite::Result<Cursor> {
    use rusqlite::types::ValueRef;
    let marks = (0..row.as_ref().column_count()).map(|column| {
        Ok(match row.get_ref(column)? {
            ValueRef::Integer(number) => Mark::Number(number),
            ValueRef::Real(real) => Mark::Real(real),
            other => Mark::Text(other.as_str()?.to_owned()),
        })
    });
    Ok(Cursor(marks.collect::<rusqlite::Result<_>>()?))
}

fn head(row: &Row<'_>) -> rusqlite::Result<Head> {
    let date = row.get_ref(6)?.as_blob_or_null()?;
    let date = date.map(article::decode_date).transpose();
    let date = date.map_err(|_| FromSqlError::InvalidType)?;
    let size = |column| -> rusqlite::Result<usize> {
        Ok(usize::try_from(row.get::<_, i64>(column)?).unwrap_or(0))
    };
    let (version, versions) = (size(14)?, size(15)?);
    Ok(Head {
        key: ArticleKey(row.get(0)?),
        id: ArticleId(row.get::<_, i64>(1)?.cast_unsigned()),
        title: row.get(2)?,
        outlet: row.get(3)?,
        certainty: if row.get(4)? {
            Certainty::Inferred
        } else {
            Certainty::Known
        },
        agency: row.get(5)?,
        date,
        words: size(7)?,
        actors: size(8)?,
        story: row.get::<_, Option<i64>>(9)?.map(ArticleKey),
        copies: size(13)?,
        version: (versions > 1).then_some((version, versions)),
        unread: row.get(10)?,
        starred: row.get(11)?,
        noted: row.get(12)?,
    })
}
