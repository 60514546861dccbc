//! What the article says about itself: headline, authors, outlet, agency, address.
//!
//! Only what stands on the page counts. An agency that is quoted as a source (`told Bloomberg`) has not written the article;
//! one that signs it, opens it in brackets or holds its copyright has.

use crate::ingest::blocks::{agencies_of_credit, heading, house_of_dateline};
use crate::ingest::byline;
use crate::ingest::front_matter::{Field, FrontMatter, Key};
use crate::ingest::outlets::{self, House};
use crate::ingest::page::{Line, Page, Role};
use crate::ingest::published;
use crate::model::article::{Article, BlockKind};
use crate::model::date::NewsDate;
use crate::model::sourced::{Origin, Sourced};
use crate::text::range::TextRange;

/// Fills the article's own fields. What `front` says in so many words wins over the text, the text over what was worked
/// out for `front`.
pub(super) fn fill(article: &mut Article, page: &Page, front: &FrontMatter) {
    article.headline = front
        .get(Key::Title)
        .and_then(|field| Some(sourced(heading(field.values.first()?).to_owned(), field)))
        .or_else(|| headline(page));
    article.byline = first(
        front,
        Key::Author,
        |field| Some(authors_field(field)),
        || authors(page),
    );
    article.url = first(front, Key::Url, text_field, || address(page));
    article.published = date(front, page);
    let clues = Clues::new(page);
    article.outlet = first(front, Key::Outlet, text_field, || clues.outlet());
    let agency = first(front, Key::Agency, text_field, || clues.agency());
    article.agency = agency.filter(|agency| {
        !article
            .outlet
            .as_ref()
            .is_some_and(|outlet| same_house(&outlet.value, &agency.value))
    });
}

/// The first that there is: what the front matter knows, what the text says, what the front matter has worked out.
fn first<T>(
    front: &FrontMatter,
    key: Key,
    read: impl Fn(&Field) -> Option<Sourced<T>>,
    text: impl FnOnce() -> Option<Sourced<T>>,
) -> Option<Sourced<T>> {
    let known = front.sure(key).and_then(&read);
    known.or_else(text).or_else(|| read(front.get(key)?))
}

/// When it was published. What was worked out from the page's address or form stands behind a day that the text says, and
/// before what the text leaves without a year.
fn date(front: &FrontMatter, page: &Page) -> Option<Sourced<NewsDate>> {
    if let Some(known) = front.sure(Key::Date).and_then(date_field) {
        return Some(known);
    }
    let text = published::published(page);
    let worked_out = front.get(Key::Date).and_then(date_field);
    match text {
        Some(text) if !text.is_inferred() || worked_out.is_none() => Some(text),
        Some(text) if text.value.first.year.is_some() && text.value.first.day.is_some() => {
            Some(text)
        }
        _ => worked_out,
    }
}

fn sourced<T>(value: T, field: &Field) -> Sourced<T> {
    Sourced {
        value,
        certainty: field.certainty,
        origin: Origin::FrontMatter { line: field.line },
        because: format!("{} “{}”", field.teller, field.name),
    }
}

fn text_field(field: &Field) -> Option<Sourced<String>> {
    Some(sourced(field.values.first()?.clone(), field))
}

fn date_field(field: &Field) -> Option<Sourced<NewsDate>> {
    Some(sourced(published::of_field(field.values.first()?)?, field))
}

fn authors_field(field: &Field) -> Sourced<Vec<String>> {
    let authors = match field.values.as_slice() {
        [one] => byline::parse(&format!(
            "By {}",
            one.trim_start_matches("By ").trim_start_matches("by ")
        ))
        .map(|byline| byline.authors)
        .filter(|authors| !authors.is_empty())
        .unwrap_or_else(|| vec![one.clone()]),
        several => several.to_vec(),
    };
    sourced(authors, field)
}

/// Tells whether both name one house: by the table, or because one is the newsroom of the other (`Bloomberg News`).
fn same_house(one: &str, other: &str) -> bool {
    let newsroom =
        |long: &str, short: &str| long.strip_prefix(short).is_some_and(|rest| rest == " News");
    let table = outlets::house(one).is_some_and(|house| outlets::house(other) == Some(house));
    one == other || table || newsroom(one, other) || newsroom(other, one)
}

fn headline(page: &Page) -> Option<Sourced<String>> {
    let line = page.lines.get(page.headline?)?;
    let words = heading(line.range.of(&page.text));
    let range = TextRange::new(line.range.start, line.range.start + words.len());
    Some(Sourced::known(
        words.split_whitespace().collect::<Vec<_>>().join(" "),
        Origin::Text(range),
        "the headline of the page",
    ))
}

fn authors(page: &Page) -> Option<Sourced<Vec<String>>> {
    page.of_kind(BlockKind::Byline)
        .find_map(|(_, line, words)| {
            let authors = byline::parse(words)
                .map(|byline| byline.authors)
                .filter(|authors| !authors.is_empty())
                .or_else(|| byline::names(words))?;
            Some(Sourced::known(authors, Origin::Text(line.range), "byline"))
        })
}

/// A line over the body that is nothing but an address.
fn address(page: &Page) -> Option<Sourced<String>> {
    page.lines.iter().take(page.body.start).find_map(|line| {
        let words = line.range.of(&page.text);
        let is_address = (words.starts_with("https://") || words.starts_with("http://"))
            && line.words == 1
            && words.len() < 2000;
        is_address.then(|| {
            Sourced::known(
                words.to_owned(),
                Origin::Text(line.range),
                "address on the page",
            )
        })
    })
}

/// A house, where it is named, and why that counts.
#[derive(Debug, Clone)]
struct Clue {
    house: Option<House>,
    name: String,
    origin: Origin,
    because: &'static str,
}

impl Clue {
    fn new(house: House, range: TextRange, because: &'static str) -> Self {
        Self {
            house: Some(house),
            name: house.name.to_owned(),
            origin: Origin::Text(range),
            because,
        }
    }

    fn publishes(&self) -> bool {
        self.house.is_none_or(House::publishes)
    }

    fn supplies(&self) -> bool {
        self.house.is_some_and(House::supplies)
    }

    fn known(&self) -> Sourced<String> {
        Sourced::known(self.name.clone(), self.origin, self.because)
    }

    fn inferred(&self) -> Sourced<String> {
        Sourced::inferred(self.name.clone(), self.origin, self.because)
    }
}

/// The houses that the page names, by where it names them.
#[derive(Debug, Default)]
struct Clues {
    /// Over the headline, in the page's title or in an invitation to a newsletter.
    site: Option<Clue>,
    /// `Most Read from …`.
    own_list: Option<Clue>,
    byline: Option<Clue>,
    dateline: Option<Clue>,
    /// Signed at the end, or on a line of its own.
    signature: Option<Clue>,
    copyright: Option<Clue>,
    /// A syndicator says that it distributes the text.
    distributed: bool,
}

impl Clues {
    fn new(page: &Page) -> Self {
        let credits = || page.of_kind(BlockKind::AgencyCredit);
        Self {
            site: title_suffix(page)
                .or_else(|| breadcrumb(page))
                .or_else(|| newsletter(page)),
            own_list: own_list(page),
            byline: byline_house(page),
            dateline: page.lines.iter().find_map(|line| {
                let range = TextRange::new(line.range.start, line.head_end?);
                let house = house_of_dateline(range.of(&page.text))?;
                Some(Clue::new(house, range, "dateline"))
            }),
            signature: signature(page),
            copyright: credits().find_map(|(_, line, words)| holder(words, line)),
            distributed: credits().any(|(_, line, _)| {
                line.low.contains("distributed by") || line.low.contains("syndicated by")
            }),
        }
    }

    /// Who published the page. A house that also supplies others counts only where nothing says that it did so here.
    fn outlet(&self) -> Option<Sourced<String>> {
        if let Some(site) = &self.site {
            // A name that the table does not hold may be a section of the page as well.
            return Some(if site.house.is_some() {
                site.known()
            } else {
                site.inferred()
            });
        }
        let holder = self
            .copyright
            .as_ref()
            .filter(|clue| clue.publishes() && !self.distributed);
        let own = self
            .own_list
            .as_ref()
            .filter(|clue| clue.publishes() && !self.distributed);
        let same = |one: &Clue, other: &Option<Clue>| {
            other.as_ref().is_some_and(|other| other.name == one.name)
        };
        if let Some(holder) = holder {
            let backed = same(holder, &self.own_list) || same(holder, &self.dateline);
            return Some(if backed {
                holder.known()
            } else {
                holder.inferred()
            });
        }
        if let Some(own) = own {
            return Some(own.inferred());
        }
        let desk = self
            .byline
            .as_ref()
            .filter(|clue| !self.distributed && !clue.supplies());
        desk.map(Clue::inferred)
    }

    /// Who wrote the text for the outlet.
    fn agency(&self) -> Option<Sourced<String>> {
        let signed = [&self.byline, &self.dateline, &self.signature]
            .into_iter()
            .flatten();
        let holder = self
            .copyright
            .as_ref()
            .filter(|clue| self.distributed || clue.supplies());
        signed
            .filter(|clue| clue.supplies())
            .chain(holder)
            .next()
            .map(Clue::known)
    }
}

/// The known outlet that is named over the headline; a menu that names several tells nothing.
fn breadcrumb(page: &Page) -> Option<Clue> {
    let told = |index: usize| page.lines.get(index).map(|line| line.role) == Some(Role::Title);
    let over = match page.headline {
        // The page has no headline of its own; what stands over its body stood over that.
        Some(0) if told(0) => page.body.start,
        headline => headline.unwrap_or(0),
    };
    let end = over.min(200);
    let mut named = page.lines.iter().take(end).filter_map(|line| {
        let words = line.range.of(&page.text);
        let publishes = |part| outlets::house(part).filter(|house| house.publishes());
        let house = words
            .split(['/', '|', '›', '>', '»'])
            .rev()
            .find_map(publishes)?;
        Some(Clue::new(house, line.range, "named over the headline"))
    });
    let first = named.next()?;
    named.all(|other| other.name == first.name).then_some(first)
}

/// `Get XY's newsletters`, `Sign up for the XY newsletter`.
fn newsletter(page: &Page) -> Option<Clue> {
    page.of_kind(BlockKind::Navigation)
        .filter(|(_, line, _)| line.low.contains("newsletter") && line.words <= 30)
        .find_map(|(_, line, words)| {
            let before = words.split("newsletter").next()?.trim_end();
            let before = before
                .strip_suffix("'s")
                .or(before.strip_suffix("’s"))
                .unwrap_or(before);
            let words: Vec<&str> = before.split_whitespace().collect();
            let house = (1..=5.min(words.len())).rev().find_map(|count| {
                let name = words.get(words.len() - count..)?.join(" ");
                outlets::house(&name).filter(|house| house.publishes())
            })?;
            Some(Clue::new(house, line.range, "invitation to its newsletter"))
        })
}

/// Parts of a site that stand behind a headline as its name does.
const SECTIONS: &[&str] = &[
    "news",
    "world",
    "politics",
    "business",
    "sport",
    "sports",
    "opinion",
    "culture",
    "video",
    "home",
    "local",
    "national",
    "tech",
    "technology",
    "science",
    "health",
    "travel",
    "lifestyle",
    "entertainment",
    "live",
    "blog",
];

/// The page's title is often the headline and the outlet: `Ministers Meet - The Daily Example`.
fn title_suffix(page: &Page) -> Option<Clue> {
    let headline = page.headline?;
    let words = page.words_of(headline);
    let (index, suffix) = (0..headline.min(20))
        .find_map(|index| Some((index, page.words_of(index).strip_prefix(words)?)))?;
    let name = suffix
        .trim_start()
        .strip_prefix(['-', '–', '—', '|', '·', ':'])?
        .trim();
    let line = page.lines.get(index)?;
    let last = name.rsplit(['|', '–', '—']).next()?.trim();
    let section = SECTIONS
        .iter()
        .any(|section| last.eq_ignore_ascii_case(section));
    if last.is_empty() || section || last.split_whitespace().count() > 5 {
        return None;
    }
    let house = outlets::house(last);
    let name = house.map_or(last, |house| house.name).to_owned();
    Some(Clue {
        house,
        name,
        origin: Origin::Text(line.range),
        because: "title of the page",
    })
}

fn own_list(page: &Page) -> Option<Clue> {
    page.of_kind(BlockKind::RelatedHeadlines)
        .find_map(|(_, line, words)| {
            let name = [
                "Most Read from ",
                "Most Read From ",
                "Most Popular on ",
                "More from ",
                "More From ",
            ]
            .iter()
            .find_map(|start| words.strip_prefix(start))?;
            Some(Clue::new(
                outlets::house(name)?,
                line.range,
                "list of its own headlines",
            ))
        })
}

/// The house of a byline keeps the page's own spelling: `Bloomberg News` says more than `Bloomberg`.
fn byline_house(page: &Page) -> Option<Clue> {
    page.of_kind(BlockKind::Byline)
        .find_map(|(_, line, words)| {
            let name = byline::parse(words)?.house?;
            Some(Clue {
                house: outlets::house(&name),
                name,
                origin: Origin::Text(line.range),
                because: "byline",
            })
        })
}

/// How many lines behind the body a signature may stand.
const SIGNATURE_LINES: usize = 4;

/// The agency that signs the text; one in a menu or at the foot of the page signs nothing.
fn signature(page: &Page) -> Option<Clue> {
    let first = page.headline.map_or(0, |headline| headline + 1);
    let last = page.body.end + SIGNATURE_LINES;
    page.lines.iter().take(last).skip(first).find_map(|line| {
        let start = match line.tail {
            Some((start, BlockKind::AgencyCredit)) => start,
            _ if line.kind == Some(BlockKind::AgencyCredit) => line.range.start,
            _ => return None,
        };
        let range = TextRange::new(start, line.range.end);
        let house = agencies_of_credit(range.of(&page.text))?.first().copied()?;
        Some(Clue::new(house, range, "signed by the agency"))
    })
}

/// The house that holds the copyright: the name behind the sign and the years.
fn holder(words: &str, line: &Line) -> Option<Clue> {
    let start = words.find('©').map(|at| at + '©'.len_utf8()).or_else(|| {
        words
            .to_ascii_lowercase()
            .find("copyright")
            .map(|at| at + "copyright".len())
    })?;
    let rest = words.get(start..)?;
    let letters = |text| str::trim_start_matches(text, |c: char| !c.is_alphabetic());
    let name = letters(rest);
    let name = name.strip_prefix("Copyright").map_or(name, letters);
    let words: Vec<&str> = name.split_whitespace().take(6).collect();
    let house = (1..=words.len()).rev().find_map(|count| {
        let name = words.get(..count)?.join(" ");
        outlets::house(&name).or_else(|| outlets::house(name.trim_end_matches(['.', ','])))
    })?;
    Some(Clue::new(house, line.range, "copyright line"))
}
