//! Saved pages: HTML in any encoding, also with everything written into one file.
//!
//! A crate finds which part of the page is the article ([`finder`]); the page itself is taken apart here, so that all of its
//! words are kept, each piece typed by its markup and by the same rules as a page that was saved as text. What the head of the
//! page says about the article ([`head`]) is told with the element that says it.

pub(super) mod alternate;
mod fields;
mod finder;
mod head;
mod plain;
mod signed;
mod trim;
mod walk;

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use scraper::Html;

use crate::ingest::format::{Document, Format};
use crate::ingest::front_matter::{FrontMatter, Key};
use crate::ingest::html::finder::{Finder, Found, Trafilatura};
use crate::ingest::html::head::Head;
use crate::ingest::html::trim::Trimmed;
use crate::ingest::html::walk::{Piece, Walked};
use crate::ingest::notes::Notes;
use crate::ingest::page::{Region, Role, Unit};
use crate::ingest::{decode, links, matter};
use crate::model::effort::Effort;
use crate::text::fold::fold;

/// The format of saved pages.
pub(super) const FORMAT: Format = Format {
    id: "html",
    doc: "Saved pages, also in one file with everything in them.",
    endings: &["html", "htm", "xhtml", "shtml"],
    sniff,
    by_ending: true,
    parse: |bytes, notes| Ok(vec![saved(bytes, ("", None), notes)?]),
};

/// A page of more markup than this, or of more tags, is read without looking for the article in its tree.
const LARGEST: usize = 4 * 1024 * 1024;
const MOST_TAGS: usize = 40_000;

/// Of a page of more markup than this, only so much is read.
const WHOLE: usize = 8 * 1024 * 1024;

/// Tells a page by how it begins.
fn sniff(start: &[u8]) -> bool {
    let start = String::from_utf8_lossy(start);
    let mut rest = start.trim_start_matches(['\u{feff}', '\0']).trim_start();
    while let Some(behind) = rest
        .strip_prefix("<!--")
        .and_then(|rest| rest.split_once("-->"))
    {
        rest = behind.1.trim_start();
    }
    if rest.starts_with("<?xml") {
        rest = rest
            .split_once("?>")
            .map_or("", |(_, rest)| rest)
            .trim_start();
    }
    let low = rest
        .get(..rest.floor_char_boundary(64))
        .unwrap_or(rest)
        .to_ascii_lowercase();
    low.starts_with("<!doctype html") || low.starts_with("<html") || low.starts_with("<head>")
}

/// Takes the bytes of a page apart that was saved from `address`, unless that is empty, and came in the encoding `charset`, where
/// its server said so.
pub(super) fn saved(
    bytes: &[u8],
    (address, charset): (&str, Option<String>),
    notes: &mut Notes,
) -> Result<Document, String> {
    let label = charset.or_else(|| decode::label(bytes));
    let decoded = decode::decode(bytes, label.as_deref())?;
    if let Some(repair) = decoded.repair {
        notes.repaired(None, repair);
    }
    Ok(page(&decoded.text, Some(address), notes))
}

/// Takes the markup of a page apart; `address` is where it was saved from, if something beside it tells.
pub(super) fn page(markup: &str, address: Option<&str>, notes: &mut Notes) -> Document {
    let whole = markup
        .get(..markup.floor_char_boundary(LARGEST_RAW))
        .unwrap_or(markup);
    let mut trimmed = trim::trim(whole);
    if trimmed.too_deep {
        notes.repaired(
            None,
            "nests deeper than any page; tags below that are left out".to_owned(),
        );
    }
    if trimmed.markup.len() > WHOLE || whole.len() < markup.len() {
        let end = trimmed.markup.floor_char_boundary(WHOLE);
        trimmed.markup.truncate(end);
        notes.cut(
            None,
            format!(
                "a page of more than {} MiB of markup; what is behind that is not read",
                WHOLE >> 20
            ),
        );
    }
    let html = Html::parse_document(&trimmed.markup);
    let walked = walk::walk(html.tree.root());
    if walked.removed > 0 {
        notes.unclean(None, walked.removed);
    }
    let head = head::read(&html);
    drop(html);
    let found = find(&trimmed, &head, notes);
    let regions = regions(&walked.pieces, found.as_ref());
    let page = fields::Seen {
        markup,
        address,
        pieces: &walked.pieces,
        body: regions.iter().position(|&region| region == Region::Body),
        found: found.as_ref(),
    };
    let (front, title) = fields::fields(&head, &page);
    assembled(walked.pieces, regions, front, title)
}

/// The pieces of markup that is all of one article, and where its links lead.
pub(super) fn fragment(markup: &str) -> (Vec<Unit>, Vec<String>) {
    let markup = markup
        .get(..markup.floor_char_boundary(WHOLE))
        .unwrap_or(markup);
    let walked = plain::walk(markup).unwrap_or_else(|| walk_tree(markup));
    let pieces = walked.pieces;
    let regions = vec![Region::Body; pieces.len()];
    let document = assembled(pieces, regions, FrontMatter::default(), None);
    (document.units, document.links)
}

fn walk_tree(markup: &str) -> Walked {
    let trimmed = trim::trim(markup);
    walk::walk(Html::parse_document(&trimmed.markup).tree.root())
}

/// The words of a line of markup.
pub(super) fn words(markup: &str) -> String {
    let pieces = walk::walk(Html::parse_fragment(markup).tree.root()).pieces;
    pieces
        .into_iter()
        .map(|piece| piece.text)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Nothing behind this many bytes of a file is looked at; a file on disk is never as long.
const LARGEST_RAW: usize = 128 * 1024 * 1024;

/// The article on the page, unless it is too large for the search or holds none.
fn find(page: &Trimmed, head: &Head, notes: &mut Notes) -> Option<Found> {
    if page.markup.len() > LARGEST || page.tags > MOST_TAGS {
        notes.repaired(
            None,
            "a very large page; its article is told by its words alone, not by its markup"
                .to_owned(),
        );
        return None;
    }
    let finder = Trafilatura {
        compares: notes.effort == Effort::Best,
        dates: !head.dates.iter().any(fields::is_date),
        authors: !head.authors.iter().any(fields::names_person),
    };
    let main = trim::main_part(&page.markup);
    finder.find(&main).or_else(|| finder.find(&page.markup))
}

/// Which pieces are the body of the article, and which the page around it.
fn regions(pieces: &[Piece], found: Option<&Found>) -> Vec<Region> {
    let untold = || vec![Region::Untold; pieces.len()];
    let Some(found) = found else {
        return untold();
    };
    let body = walk::walk(Html::parse_fragment(&found.body).tree.root()).pieces;
    let mut lines: HashMap<String, usize> = HashMap::new();
    let mut runs: HashMap<u64, usize> = HashMap::new();
    for piece in &body {
        let key = fold(&piece.text);
        for run in shingles(&key) {
            *runs.entry(run).or_default() += 1;
        }
        *lines.entry(key).or_default() += 1;
    }
    let regions: Vec<Region> = pieces
        .iter()
        .map(|piece| {
            let key = fold(&piece.text);
            if let Some(count) = lines.get_mut(&key).filter(|count| **count > 0) {
                *count -= 1;
                take(&mut runs, &shingles(&key));
                return Region::Body;
            }
            let here = shingles(&key);
            let met = here
                .iter()
                .filter(|run| runs.get(run).is_some_and(|&count| count > 0))
                .count();
            if here.is_empty() || met * 10 < here.len() * 6 {
                return Region::Around;
            }
            take(&mut runs, &here);
            Region::Body
        })
        .collect();
    let Some(first) = regions.iter().position(|&region| region == Region::Body) else {
        return untold();
    };
    let mut regions = regions;
    no_menus(pieces, &mut regions);
    head(pieces, &mut regions, first);
    regions
}

/// Byline, date and standfirst stand between the headline and the first paragraphs, and a picture anywhere down to the end;
/// the rules tell them apart.
fn head(pieces: &[Piece], regions: &mut [Region], first: usize) {
    let heading = pieces
        .iter()
        .take(first)
        .rposition(|piece| piece.role == Role::Heading(1));
    let start = heading.map_or(first, |heading| heading.max(first.saturating_sub(HEAD)));
    let last = regions
        .iter()
        .rposition(|&region| region == Region::Body)
        .unwrap_or(first);
    let mut paragraphs = 0;
    for index in start..last {
        let (Some(piece), Some(region)) = (pieces.get(index), regions.get_mut(index)) else {
            break;
        };
        paragraphs +=
            usize::from(*region == Region::Body && !matches!(piece.role, Role::Heading(_)));
        let is_picture = piece.role == Role::Image;
        if *region == Region::Around && !piece.aside && (paragraphs < OPENING || is_picture) {
            *region = if is_picture {
                Region::Body
            } else {
                Region::Head
            };
        }
    }
    // Pictures that follow the last paragraph at once are of the article as well.
    for (piece, region) in pieces.iter().zip(regions).skip(last + 1) {
        if piece.role != Role::Image || piece.aside || piece.is_link() {
            break;
        }
        *region = Region::Body;
    }
}

/// Among so many paragraphs at the start the byline and the date may stand.
const OPENING: usize = 2;

/// Pieces that are nothing but a link lead away from the article: one alone points to another, several are a list. A list that a
/// sentence with a colon announces belongs to the text.
fn no_menus(pieces: &[Piece], regions: &mut [Region]) {
    let (mut announced, mut row) = (false, Vec::new());
    for (index, piece) in pieces.iter().enumerate() {
        if regions.get(index) != Some(&Region::Body) || piece.role == Role::Image {
            continue;
        }
        if !piece.is_link() {
            announced = piece.text.ends_with(':');
            row.clear();
            continue;
        }
        row.push(index);
        let words = piece.text.split_whitespace().count();
        let away = if row.len() >= LINK_ROW {
            row.as_slice()
        } else {
            &[index]
        };
        if !announced && (words >= LINK_WORDS || row.len() >= LINK_ROW) {
            for &index in away {
                regions[index] = Region::Around;
            }
        }
    }
}

/// So many links in a row are a menu, however short.
const LINK_ROW: usize = 4;

/// A link of fewer words may be a name or a subheading.
const LINK_WORDS: usize = 4;

/// Takes the runs of a piece away, so that a page that says its text twice has it once in the body.
fn take(runs: &mut HashMap<u64, usize>, taken: &[u64]) {
    for run in taken {
        if let Some(count) = runs.get_mut(run) {
            *count = count.saturating_sub(1);
        }
    }
}

/// So many pieces over the body may be its head.
const HEAD: usize = 30;

/// The runs of four words of a folded text.
fn shingles(key: &str) -> Vec<u64> {
    let words: Vec<&str> = key
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    words
        .windows(RUN)
        .map(|run| {
            let mut hasher = DefaultHasher::new();
            run.hash(&mut hasher);
            hasher.finish()
        })
        .collect()
}

const RUN: usize = 4;

/// The article of the pieces; the one at `title` repeats its title.
fn assembled(
    pieces: Vec<Piece>,
    regions: Vec<Region>,
    front: FrontMatter,
    title: Option<usize>,
) -> Document {
    let address = front
        .get(Key::Url)
        .and_then(|field| field.values.first())
        .cloned();
    let address = address.as_deref();
    let mut told = Vec::new();
    let mut units = Vec::with_capacity(pieces.len());
    for (index, (piece, region)) in pieces.into_iter().zip(regions).enumerate() {
        if region != Region::Around {
            let links = piece.links.iter();
            told.extend(
                links.filter_map(|(label, target)| links::told_of_page(label, target, address)),
            );
        }
        let is_title = title == Some(index);
        units.push(Unit {
            text: piece.text,
            role: if is_title { Role::Title } else { piece.role },
            gap: true,
            region: if is_title { Region::Untold } else { region },
        });
    }
    let mut seen = HashSet::new();
    told.retain(|line| seen.insert(line.clone()));
    if title.is_none() {
        matter::put_ahead(&front, &mut units);
    }
    Document {
        front,
        units,
        links: told,
        ..Document::default()
    }
}
