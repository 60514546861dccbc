//! Which article is meant by what was typed: a path, an id, or words.

use std::ffi::OsStr;
use std::path::Path;

use crate::library::Library;
use crate::library::head::Head;
use crate::model::article::ArticleId;
use crate::text::count::counted;
use crate::text::fold::fold;
use crate::text::sanitize::clean_line;

/// How many articles are listed where several fit.
const LISTED: usize = 10;

/// Why what was typed means no article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unfit {
    reason: String,
    /// The articles that it may mean, one a line.
    candidates: Vec<String>,
}

impl Unfit {
    /// What a reader is told, line by line.
    pub(super) fn lines(&self) -> impl Iterator<Item = String> {
        std::iter::once(&self.reason)
            .chain(&self.candidates)
            .cloned()
    }
}

/// The row of the article that is meant by `wanted`: the one at that path if there is something, else the one of that id,
/// else the one whose headline has these words, or whose headline and outlet together have them.
pub(super) fn row(library: &Library, wanted: &OsStr) -> Result<usize, Unfit> {
    row_among(library, wanted, None)
}

/// The same, looked for only among the articles at those rows, if some are named.
pub(super) fn row_among(
    library: &Library,
    wanted: &OsStr,
    among: Option<&[usize]>,
) -> Result<usize, Unfit> {
    let typed = clean_line(&wanted.to_string_lossy());
    let rows = || match among {
        Some(rows) => rows.to_vec(),
        None => (0..library.len()).collect(),
    };
    if Path::new(wanted).exists() {
        return at_path(library, Path::new(wanted), rows());
    }
    let is_meant = |row: &usize| among.is_none_or(|rows| rows.contains(row));
    let by_id = id(&typed).and_then(|id| library.row_of(id));
    let by_id = by_id.filter(is_meant);
    by_id.map_or_else(|| by_words(library, &typed, &rows()), Ok)
}

/// An id as it is written in corrections: 16 digits to the base 16.
fn id(typed: &str) -> Option<ArticleId> {
    let digits = typed.len() == 16 && typed.chars().all(|c| c.is_ascii_hexdigit());
    digits.then(|| u64::from_str_radix(typed, 16).ok().map(ArticleId))?
}

/// A library knows its files by their whole paths.
fn at_path(library: &Library, path: &Path, among: Vec<usize>) -> Result<usize, Unfit> {
    let shown = |path: &Path| clean_line(&path.to_string_lossy());
    let whole = std::path::absolute(path).map_or_else(|_| shown(path), |whole| shown(&whole));
    let (path, typed) = (whole.trim_end_matches('/'), shown(path));
    let folder = format!("{path}/");
    let is_below = |source: &str| source == path || source.starts_with(&folder);
    let rows = among.into_iter().filter(|&row| {
        let entry = library.entry(row);
        entry.is_some_and(|entry| is_below(&entry.article.source))
    });
    let rows: Vec<usize> = rows.collect();
    only_one(library, &typed, &rows, || {
        let problems = library.problems();
        let told = problems.iter().find(|problem| problem.source == path);
        told.map_or_else(|| format!("{typed}: no article in it"), ToString::to_string)
    })
}

fn by_words(library: &Library, typed: &str, among: &[usize]) -> Result<usize, Unfit> {
    let folded = fold(typed);
    let words: Vec<&str> = folded.split_whitespace().collect();
    let has_all = |text: &str| {
        let text = fold(text);
        !words.is_empty() && words.iter().all(|word| text.contains(word))
    };
    let mut rows = fitting(library, among, |head| has_all(&head.title));
    if rows.is_empty() {
        rows = fitting(library, among, |head| {
            let from = [&head.outlet, &head.agency].into_iter().flatten();
            let from = from.map(String::as_str);
            let text: Vec<&str> = from.chain([head.title.as_str()]).collect();
            has_all(&text.join(" "))
        });
    }
    only_one(library, typed, &rows, || {
        format!("“{typed}” is no path, no id of an article, and not in a headline or outlet")
    })
}

fn fitting(library: &Library, among: &[usize], fits: impl Fn(&Head) -> bool) -> Vec<usize> {
    let rows = among.iter().copied();
    rows.filter(|&row| library.head(row).is_some_and(|head| fits(&head)))
        .collect()
}

/// The only one of `rows`; where there is none, `none` tells why.
fn only_one(
    library: &Library,
    typed: &str,
    rows: &[usize],
    none: impl FnOnce() -> String,
) -> Result<usize, Unfit> {
    match rows {
        [row] => Ok(*row),
        [] => Err(Unfit {
            reason: none(),
            candidates: Vec::new(),
        }),
        _ => Err(Unfit {
            reason: format!(
                "“{typed}” fits {}; say it by more words, or by its id:",
                counted(rows.len(), "article")
            ),
            candidates: candidates(library, rows),
        }),
    }
}

fn candidates(library: &Library, rows: &[usize]) -> Vec<String> {
    let heads = rows
        .iter()
        .take(LISTED)
        .filter_map(|&row| library.head(row));
    let mut told: Vec<String> = heads
        .map(|head| {
            let (outlet, date) = (head.outlet_label(), head.date_label());
            format!("{} · {outlet} · {date} · {}", head.id, head.title)
        })
        .collect();
    if rows.len() > LISTED {
        told.push(format!("and {} more", rows.len() - LISTED));
    }
    told
}
