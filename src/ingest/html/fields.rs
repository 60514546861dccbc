//! The fields of an article from all that its page says about it, the most trustworthy first.

use crate::ingest::byline;
use crate::ingest::front_matter::{FrontMatter, Key};
use crate::ingest::html::finder::Found;
use crate::ingest::html::head::{Head, Told};
use crate::ingest::html::walk::Piece;
use crate::ingest::outlets;
use crate::ingest::page::Role;
use crate::model::sourced::Certainty;
use crate::text::fold::fold;
use crate::text::sanitize::clean_line;

/// A page that has been looked through.
pub(super) struct Seen<'a> {
    /// Its markup as it was saved.
    pub(super) markup: &'a str,
    /// Where it was saved from, if something beside it tells.
    pub(super) address: Option<&'a str>,
    /// Its pieces.
    pub(super) pieces: &'a [Piece],
    /// The first piece of the body.
    pub(super) body: Option<usize>,
    /// The article that was found on it.
    pub(super) found: Option<&'a Found>,
}

/// The fields, and which piece of the page is the title.
pub(super) fn fields(head: &Head, page: &Seen<'_>) -> (FrontMatter, Option<usize>) {
    let mut front = FrontMatter::default();
    let mut add = |key: Key, told: &Told, certainty: Certainty| {
        let line = line_of(page.markup, told);
        front.tell(
            key,
            (told.teller, &told.name),
            &told.values,
            line,
            certainty,
        );
    };
    let address = address(head, page);
    let host = address.as_ref().and_then(|told| host(told.values.first()?));
    let site = head.outlets.first().map(|told| Told {
        values: told
            .values
            .iter()
            .take(1)
            .map(|name| outlet_name(name))
            .collect(),
        ..told.clone()
    });
    let names: Vec<String> = site
        .iter()
        .flat_map(|told| told.values.clone())
        .chain(host.clone())
        .collect();
    let (title, piece) = title(head, page, &names);
    if let Some(title) = &title {
        let certainty = if title.teller == WINDOW {
            Certainty::Inferred
        } else {
            Certainty::Known
        };
        add(Key::Title, title, certainty);
    }
    for told in &head.authors {
        add_authors(told, Certainty::Known, &mut add);
    }
    let authors = page.found.and_then(|found| found.author.as_deref());
    let authors: Vec<String> = authors.into_iter().flat_map(names_alone).collect();
    add_authors(&guessed("author", authors), Certainty::Inferred, &mut add);
    head.dates
        .iter()
        .filter(|told| is_date(told))
        .for_each(|told| add(Key::Date, told, Certainty::Known));
    if let Some(told) = address.as_ref().and_then(date_in_address) {
        add(Key::Date, &told, Certainty::Inferred);
    }
    // The first of January is what is made of a year alone.
    if let Some(date) = page
        .found
        .and_then(|found| found.date.clone())
        .filter(|date| !date.ends_with("-01-01"))
    {
        add(Key::Date, &guessed("date", vec![date]), Certainty::Inferred);
    }
    if let Some(site) = &site {
        add(Key::Outlet, site, Certainty::Known);
    }
    if let Some(name) = behind_title(&head.window, title.as_ref()) {
        add(
            Key::Outlet,
            &Told {
                teller: WINDOW,
                name: "end".to_owned(),
                values: vec![outlet_name(&name)],
            },
            Certainty::Inferred,
        );
    }
    if let Some(host) = host {
        add(
            Key::Outlet,
            &Told {
                teller: "address",
                name: "host".to_owned(),
                values: vec![outlet_name(&host)],
            },
            Certainty::Inferred,
        );
    }
    if let Some(address) = &address {
        add(Key::Url, address, Certainty::Known);
    }
    (front, piece)
}

/// By which name the title of the window tells something.
const WINDOW: &str = "title of the page";

fn guessed(name: &str, values: Vec<String>) -> Told {
    Told {
        teller: "guessed from the page",
        name: name.to_owned(),
        values,
    }
}

/// What of a guess has the form of people's names; a date is often taken along.
fn names_alone(author: &str) -> Vec<String> {
    let one = |part: &str| {
        let words: Vec<&str> = part.split_whitespace().collect();
        let dated = words.iter().position(|word| {
            crate::text::date::mentions(&format!("{word} 1"))
                .iter()
                .any(|mention| mention.day.month.is_some())
        });
        let name = words
            .get(..dated.unwrap_or(words.len()))
            .unwrap_or_default()
            .join(" ");
        byline::names(&name)
    };
    author.split(';').filter_map(one).flatten().collect()
}

/// An agency that signs as an author is the agency; other houses sign nothing.
fn add_authors(told: &Told, certainty: Certainty, add: &mut impl FnMut(Key, &Told, Certainty)) {
    let is_house = |name: &String| outlets::house(name.trim()).is_some();
    let (houses, people): (Vec<String>, Vec<String>) =
        told.values.iter().cloned().partition(is_house);
    if !people.is_empty() {
        add(
            Key::Author,
            &Told {
                values: people,
                ..told.clone()
            },
            certainty,
        );
    }
    if let Some(agency) = houses
        .iter()
        .filter_map(|name| outlets::house(name.trim()))
        .find(|house| house.supplies())
    {
        add(
            Key::Agency,
            &Told {
                values: vec![agency.name.to_owned()],
                ..told.clone()
            },
            certainty,
        );
    }
}

/// The outlet as the table writes it, or as the page does.
fn outlet_name(name: &str) -> String {
    let name = clean_line(name);
    outlets::house(&name).map_or(name, |house| house.name.to_owned())
}

/// The line on which the page tells it.
fn line_of(markup: &str, told: &Told) -> u32 {
    let needle = match told.teller {
        "JSON-LD" => "ld+json",
        "meta" | "link" | "heading" | "byline" => told.name.as_str(),
        _ => "<title",
    };
    let at = memchr::memmem::find(markup.as_bytes(), needle.as_bytes()).unwrap_or(0);
    let before = markup.as_bytes().get(..at).unwrap_or_default();
    u32::try_from(memchr::memchr_iter(b'\n', before).count() + 1).unwrap_or(u32::MAX)
}

/// Where the page was saved from.
fn address(head: &Head, page: &Seen<'_>) -> Option<Told> {
    let full = |address: &str| address.starts_with("http://") || address.starts_with("https://");
    if let Some(address) = page.address.filter(|address| full(address)) {
        return Some(Told {
            teller: "saved from",
            name: "address".to_owned(),
            values: vec![address.to_owned()],
        });
    }
    let told = head
        .urls
        .iter()
        .find(|told| told.values.first().is_some_and(|value| full(value)));
    told.cloned().or_else(|| saved_from(page.markup))
}

/// What browsers and `SingleFile` write into the first comment of a page that they save.
fn saved_from(markup: &str) -> Option<Told> {
    let start = markup.get(..markup.floor_char_boundary(4096))?;
    let comment = start.split_once("<!--")?.1;
    let comment = comment.split("-->").next()?;
    let is_saved = comment.contains("saved from url") || comment.contains("SingleFile");
    let at = comment.find("http")?;
    let address = comment.get(at..)?.split_whitespace().next()?;
    is_saved.then(|| Told {
        teller: "saved from",
        name: "comment".to_owned(),
        values: vec![address.to_owned()],
    })
}

/// The host of an address without `www.`
fn host(address: &str) -> Option<String> {
    let rest = address.split_once("://")?.1;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let host = host.strip_prefix("www.").unwrap_or(host);
    (host.contains('.') && host.len() < 100).then(|| host.to_ascii_lowercase())
}

/// `/2024/03/04/`, `/2024-03-04-`: the day that many outlets write into their addresses.
fn date_in_address(told: &Told) -> Option<Told> {
    let address = told.values.first()?;
    let parts: Vec<&str> = address.split(['/', '-', '_', '.']).collect();
    let number = |part: &str, length: usize| {
        (part.len() == length)
            .then(|| part.parse::<u16>().ok())
            .flatten()
    };
    let day = parts.windows(3).find_map(|parts| {
        let [year, month, day] = parts else {
            return None;
        };
        let (year, month, day) = (number(year, 4)?, number(month, 2)?, number(day, 2)?);
        let fits =
            (1990..2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
        fits.then(|| format!("{year:04}-{month:02}-{day:02}"))
    })?;
    Some(Told {
        teller: "address",
        name: "day".to_owned(),
        values: vec![day],
    })
}

/// Tells whether an author is told who is no house.
pub(super) fn names_person(told: &Told) -> bool {
    let is_house = |name: &String| outlets::house(name.trim()).is_some();
    told.values.iter().any(|name| !is_house(name))
}

/// Tells whether a day is told with its year.
pub(super) fn is_date(told: &Told) -> bool {
    let date = told
        .values
        .first()
        .and_then(|value| crate::ingest::published::of_field(value));
    date.is_some_and(|date| date.first.year.is_some())
}

/// The title, and the piece of the page that says it. The page's own heading, where it says about the same as its head; else
/// what the head says, without the name of the site behind it.
fn title(head: &Head, page: &Seen<'_>, names: &[String]) -> (Option<Told>, Option<usize>) {
    let window = clean_line(&head.window);
    let told: Vec<Told> = head
        .titles
        .iter()
        .filter_map(|told| {
            let value = without_site(&clean_line(told.values.first()?), names);
            (!value.is_empty()).then(|| Told {
                values: vec![value],
                ..told.clone()
            })
        })
        .collect();
    let said: Vec<Vec<String>> = told
        .iter()
        .map(|told| key(&told.values.concat()))
        .chain([key(&window)])
        .collect();
    let is_site = |piece: &Piece| names.iter().any(|name| fold(name) == fold(&piece.text));
    let headings = page.pieces.iter().enumerate().filter(|(_, piece)| {
        matches!(piece.role, Role::Heading(_)) && !piece.aside && !is_site(piece)
    });
    let before = |index: usize| page.body.is_none_or(|body| index <= body + 2);
    let best = headings
        .filter_map(|(index, piece)| {
            let words = key(&piece.text);
            let likeness = said
                .iter()
                .map(|said| likeness(&words, said))
                .max()
                .unwrap_or(0);
            let first = usize::from(piece.role == Role::Heading(1));
            (likeness >= 60 && piece.text.len() <= 300).then_some((
                likeness + first * 10 + usize::from(before(index)) * 10,
                std::cmp::Reverse(index),
            ))
        })
        .max();
    if let Some((_, std::cmp::Reverse(index))) = best {
        let told = page.pieces.get(index).map(|piece| Told {
            teller: "heading",
            name: match piece.role {
                Role::Heading(level) => format!("h{level}"),
                _ => String::new(),
            },
            values: vec![piece.text.clone()],
        });
        return (told, Some(index));
    }
    let first = told.into_iter().next().or_else(|| {
        let value = without_site(&window, names);
        let value = value_before_site(&value);
        (!value.is_empty()).then(|| Told {
            teller: WINDOW,
            name: "title".to_owned(),
            values: vec![value],
        })
    });
    (first, None)
}

/// The words of a title in folded form.
fn key(text: &str) -> Vec<String> {
    fold(text)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// How many of a hundred words both have, of the shorter, where that says enough to be a title.
fn likeness(one: &[String], other: &[String]) -> usize {
    if one.len() < 2 || other.is_empty() {
        return 0;
    }
    let shared = one.iter().filter(|word| other.contains(word)).count();
    if one.len() < 3 && shared < other.len() {
        return 0;
    }
    shared * 100 / one.len()
}

/// What stands between a headline and the name of its site.
const SEPARATORS: &[&str] = &[
    " | ", " - ", " – ", " — ", " · ", " • ", " :: ", " » ", " « ",
];

/// A title without the name of its site in front or behind.
fn without_site(title: &str, names: &[String]) -> String {
    let is_site = |part: &str| {
        let part = fold(part.trim());
        let bare = |name: &String| fold(name.split('.').next().unwrap_or(name));
        names.iter().any(|name| {
            fold(name) == part || (part.len() > 3 && bare(name) == part.replace(' ', ""))
        }) || outlets::house(part.as_str()).is_some()
    };
    for separator in SEPARATORS {
        if let Some((headline, _)) = title
            .rsplit_once(separator)
            .filter(|(_, site)| is_site(site))
        {
            return without_site(headline.trim(), names);
        }
        if let Some((_, headline)) = title
            .split_once(separator)
            .filter(|(site, _)| is_site(site))
        {
            return headline.trim().to_owned();
        }
    }
    title.to_owned()
}

/// A title before what looks like the name of a site: a few words behind a separator, with more before it.
fn value_before_site(title: &str) -> String {
    let cut = SEPARATORS
        .iter()
        .filter_map(|separator| title.rsplit_once(separator))
        .find(|(headline, site)| {
            let words = |text: &str| text.split_whitespace().count();
            words(site) <= 5 && words(headline) >= 3 && words(headline) > words(site)
        });
    cut.map_or(title, |(headline, _)| headline)
        .trim()
        .to_owned()
}

/// The name behind the title in the title of the window.
fn behind_title(window: &str, title: Option<&Told>) -> Option<String> {
    let window = clean_line(window);
    let title = title?.values.first()?;
    let rest = window.strip_prefix(title.as_str())?.trim();
    let name = SEPARATORS
        .iter()
        .find_map(|separator| rest.strip_prefix(separator.trim()))?
        .trim();
    let last = SEPARATORS.iter().fold(name, |name, separator| {
        name.rsplit_once(separator).map_or(name, |(_, last)| last)
    });
    ((1..=5).contains(&last.split_whitespace().count())).then(|| last.to_owned())
}
