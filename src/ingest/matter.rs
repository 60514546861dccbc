//! What the front matter adds to the text of an article, so that it is read, searched and looked through for names.
//!
//! The title and the summary go ahead of the body unless the body says them itself. What neither the text nor a field of
//! the article shows goes behind it as furniture, a line `key: value` each, and the addresses of the links with it.

use std::collections::HashSet;

use crate::ingest::front_matter::{FRONT_MATTER, Field, FrontMatter, Key};
use crate::ingest::page::{Role, Unit, is_running_text};
use crate::model::article::{Article, Block, BlockKind};
use crate::model::given::{self, GIVEN_KINDS};
use crate::model::sourced::{Origin, Sourced};
use crate::text::fold::fold;
use crate::text::range::TextRange;

/// A field with more titles or summaries than this is a list of something else, and each costs a look at the whole text.
const SUMMARIES: usize = 8;

/// Puts the title and summary of `front` ahead of the body, or marks the piece of the body that is the title.
pub(super) fn put_ahead(front: &FrontMatter, units: &mut Vec<Unit>) {
    let title = front
        .get(Key::Title)
        .and_then(|field| field.values.first())
        .map(String::as_str);
    let mut ahead = Vec::new();
    if let Some(title) = title {
        match place_of(title, units) {
            Place::Missing => ahead.push(unit(title, Role::Title)),
            Place::Repeated(index) => {
                if let Some(unit) = units.get_mut(index) {
                    unit.role = Role::Title;
                }
            }
            Place::Near => {}
        }
    }
    let mut said = Said::default();
    for field in front
        .fields
        .iter()
        .filter(|field| field.key == Key::Summary)
    {
        for value in field.values.iter().take(SUMMARIES) {
            if said.is_empty() {
                said.add(title.unwrap_or(""));
                for unit in units.iter() {
                    said.add(&unit.text);
                }
            }
            if !said.holds(value) {
                said.add(value);
                ahead.push(unit(value, Role::Summary));
            }
        }
    }
    if !ahead.is_empty() {
        if let Some(first) = units.first_mut() {
            first.gap = true;
        }
        units.splice(..0, ahead);
    }
}

/// Puts what of `front` nothing shows yet, and the lines about links, behind the text.
pub(super) fn put_behind(article: &mut Article, front: &FrontMatter, links: &[String]) {
    let mut said = Said::default();
    let mut unshown: Vec<String> = Vec::new();
    // What a page or message says in its head is shown as a field or not at all.
    let written = |field: &&Field| field.teller == FRONT_MATTER || field.key == Key::Other;
    for field in front.fields.iter().filter(written) {
        let shown = match field.key {
            Key::Title | Key::Summary => {
                if said.is_empty() {
                    said.add(&article.text);
                }
                field.is_whole
                    && field.values.len() <= SUMMARIES
                    && field.values.iter().all(|value| said.holds(value))
            }
            _ => field.is_whole && is_shown(article, field),
        };
        if !shown {
            unshown.push(field.line_of_text());
        }
    }
    append(article, &unshown, BlockKind::Navigation);
    append(article, &given(front), BlockKind::Given);
    if !links.is_empty() {
        let heading = ["links:".to_owned()];
        append(article, &[&heading, links].concat(), BlockKind::Navigation);
    }
}

/// The lines that give what a newsroom names, each once.
fn given(front: &FrontMatter) -> Vec<String> {
    let lines = GIVEN_KINDS.into_iter().filter_map(|kind| {
        let fields = front.fields.iter();
        let fields = fields.filter(|field| field.key == Key::Given(kind));
        let mut names: Vec<String> = Vec::new();
        let mut said = HashSet::new();
        for name in fields.flat_map(|field| &field.values) {
            if said.insert(fold(name)) {
                names.push(name.clone());
            }
        }
        (!names.is_empty()).then(|| given::line(kind, &names))
    });
    lines.collect()
}

/// Where the body says the title.
enum Place {
    Missing,
    /// In this piece.
    Repeated(usize),
    /// In a heading that is its beginning, or begins with it: `A Pier Is Widened | The Packet`.
    Near,
}

fn place_of(title: &str, units: &[Unit]) -> Place {
    let title = key(title);
    let text = units
        .iter()
        .position(|unit| is_running_text(&unit.text))
        .unwrap_or(units.len());
    let heads = |index: usize, unit: &Unit| match unit.role {
        Role::Heading(level) => level == 1 || index < text,
        _ => false,
    };
    let same = |unit: &Unit| key(&unit.text) == title;
    let heading = units
        .iter()
        .enumerate()
        .position(|(index, unit)| heads(index, unit) && same(unit));
    let line = || {
        units
            .iter()
            .take(text)
            .position(|unit| unit.role == Role::Plain && same(unit))
    };
    if title.is_empty() {
        return Place::Missing;
    }
    if let Some(index) = heading.or_else(line) {
        return Place::Repeated(index);
    }
    let begins = |long: &str, short: &str| {
        let words = short.split(' ').count();
        words >= 3
            && long
                .strip_prefix(short)
                .is_some_and(|rest| rest.starts_with(' '))
    };
    let near = units
        .iter()
        .enumerate()
        .filter(|(index, unit)| heads(*index, unit))
        .map(|(_, unit)| key(&unit.text))
        .any(|heading| begins(&title, &heading) || begins(&heading, &title));
    if near { Place::Near } else { Place::Missing }
}

fn unit(text: &str, role: Role) -> Unit {
    Unit::new(text.to_owned(), role, true)
}

/// The words of a text in folded form, one space between them.
fn key(text: &str) -> String {
    let folded = fold(text);
    let words: Vec<&str> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

/// The words that have been said.
#[derive(Default)]
struct Said(String);

impl Said {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn add(&mut self, text: &str) {
        self.0.push(' ');
        self.0.push_str(&key(text));
        self.0.push(' ');
    }

    fn holds(&self, text: &str) -> bool {
        let key = key(text);
        !key.is_empty() && self.0.contains(&format!(" {key} "))
    }
}

/// Tells whether the article shows all that the field says.
fn is_shown(article: &Article, field: &Field) -> bool {
    fn from<'a, T>(sourced: Option<&'a Sourced<T>>, field: &Field) -> Option<&'a T> {
        let origin = Origin::FrontMatter { line: field.line };
        sourced
            .filter(|sourced| sourced.origin == origin)
            .map(|sourced| &sourced.value)
    }
    let text = |sourced: Option<&Sourced<String>>| {
        from(sourced, field).is_some_and(|value| field.values.iter().all(|said| said == value))
    };
    match field.key {
        Key::Author => from(article.byline.as_ref(), field).is_some_and(|authors| {
            let mut said = Said::default();
            for author in authors {
                said.add(author);
            }
            let filler = |word: &str| matches!(word, "by" | "and");
            field
                .values
                .iter()
                .flat_map(|value| key(value).split(' ').map(str::to_owned).collect::<Vec<_>>())
                .all(|word| filler(&word) || said.holds(&word))
        }),
        // A time of day is more than the article shows.
        Key::Date => {
            from(article.published.as_ref(), field).is_some()
                && field.values.iter().all(|value| !value.contains(':'))
        }
        Key::Outlet => text(article.outlet.as_ref()),
        Key::Agency => text(article.agency.as_ref()),
        Key::Url => text(article.url.as_ref()),
        Key::Title | Key::Summary | Key::Given(_) | Key::Other => false,
    }
}

/// Adds the lines at the end, as a block of that kind of furniture.
fn append(article: &mut Article, lines: &[String], kind: BlockKind) {
    let lines = lines.join("\n");
    if lines.is_empty() {
        return;
    }
    if !article.text.is_empty() {
        article.text.push_str("\n\n");
    }
    let start = article.text.len();
    article.text.push_str(&lines);
    article.blocks.push(Block {
        kind,
        range: TextRange::new(start, article.text.len()),
    });
}
