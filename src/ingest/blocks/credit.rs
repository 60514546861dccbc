//! Who helped, what was changed, whose the text and the photos are.

use crate::ingest::blocks::phrases::{Phrases, Table};
use crate::ingest::blocks::rule::{Rule, Work};
use crate::ingest::outlets;
use crate::ingest::page::{Line, Page};
use crate::model::article::BlockKind;
use crate::text::date;

pub(super) const CONTRIBUTORS: Rule = Rule {
    id: "contributors",
    doc: "`With assistance from …`, `Reporting by …; Editing by …`, `… contributed to this report`.",
    work: Work::Phrases(
        BlockKind::Contributors,
        Phrases {
            starts: &[
                "with assistance from",
                "with assistance by",
                "with reporting by",
                "with reporting from",
                "with contributions from",
                "with files from",
                "(with assistance",
                "(with reporting",
                "(reporting by",
                "reporting by ",
                "additional reporting",
                "(additional reporting",
                "edited by ",
                "(edited by",
                "editing by ",
                "(editing by",
                "writing by ",
                "(writing by",
                "compiled by",
                "(compiled by",
                "translated by",
                "written by staff",
                "with input from",
                "(with inputs from",
                "with inputs from",
                "(with input from",
                "this story was reported by",
                "this article was reported by",
                "produced by ",
                "[with ",
            ],
            holds: &[
                "contributed to this report",
                "contributed to this story",
                "contributed to this article",
                "contributed reporting",
                "; editing by",
            ],
            ends: &["contributed", "contributed."],
            longest: 70,
            ..Phrases::of(Table::Contributors)
        },
    ),
};

pub(super) const UPDATE_NOTE: Rule = Rule {
    id: "update-note",
    doc: "What was changed after publication: `(Updates with …)`, `Correction: …`, `Editor’s note: …`.",
    work: Work::Phrases(
        BlockKind::UpdateNote,
        Phrases {
            starts: &[
                "(updates ",
                "(adds ",
                "(updated ",
                "(recasts ",
                "(corrects ",
                "(corrected ",
                "(rewrites ",
                "(clarifies",
                "correction:",
                "correction (",
                "corrections:",
                "clarification:",
                "editor's note",
                "editors' note",
                "editor's note:",
                "[editor's note",
                "this story has been ",
                "this article has been ",
                "this article was updated",
                "this story was updated",
                "this article was amended",
                "this story was corrected",
                "this article was corrected",
                "this report has been updated",
                "this post has been updated",
                "this is a breaking news",
                "this is a developing",
                "this story is developing",
                "updates with ",
                "first published",
                "originally published",
                "this article first appeared",
                "this story was originally",
                "this article was originally",
                "an earlier version of this",
            ],
            holds: &[
                "a previous version of this article",
                "a previous version of this story",
                "an earlier version of this article",
                "an earlier version of this story",
            ],
            longest: 70,
            ..Phrases::of(Table::UpdateNote)
        },
    ),
};

pub(super) const COPYRIGHT: Rule = Rule {
    id: "copyright",
    doc: "Copyright lines, and the lines of a syndicator: `Visit …`, `Distributed by …`.",
    work: Work::Look(copyright),
};

pub(super) const AGENCY_LINE: Rule = Rule {
    id: "agency-line",
    doc: "A line with nothing but the names of agencies: `REUTERS`, `AFP, AP`, `Source: dpa`.",
    work: Work::Look(agency_line),
};

pub(super) const PHOTO_CREDIT: Rule = Rule {
    id: "photo-credit",
    doc: "Who took a photo, on a line of its own: `PHOTO: EPA`, `Credit: …`, `(Name/Agency)`.",
    work: Work::Look(photo_credit),
};

/// A copyright line is not longer than this many words; a syndicator's notice may be.
const LONGEST_NOTICE: usize = 45;

fn copyright(page: &mut Page, id: &'static str) {
    for index in 0..page.lines.len() {
        if page
            .lines
            .get(index)
            .is_some_and(|line| NOTICES.fit(line) || is_notice(line))
        {
            page.mark(index, BlockKind::AgencyCredit, id);
        }
    }
}

/// The words of those who hold a text, or hand it on.
pub(super) const NOTICES: Phrases = Phrases {
    starts: &[
        "©",
        "(c) ",
        "distributed by ",
        "(distributed by ",
        "syndicated by ",
    ],
    holds: &["all rights reserved", "may not be published, broadcast"],
    longest: LONGEST_NOTICE,
    ..Phrases::of(Table::Notice)
};

/// Notices that are told by more than their words.
fn is_notice(line: &Line) -> bool {
    let (low, words) = (line.low.as_str(), line.words);
    let dated = || {
        low.strip_prefix("copyright")
            .is_some_and(|rest| rest.contains(|c: char| c.is_ascii_digit()) || words <= 6)
    };
    let visit = || {
        low.starts_with("visit ")
            && words <= 8
            && is_host(low.trim_end_matches('.').rsplit(' ').next().unwrap_or(""))
    };
    words <= LONGEST_NOTICE && (dated() || visit() || (words <= 20 && low.contains('©')))
}

fn is_host(word: &str) -> bool {
    word.split_once('.')
        .is_some_and(|(name, end)| !name.is_empty() && end.len() >= 2)
}

fn agency_line(page: &mut Page, id: &'static str) {
    for index in 1..page.lines.len() {
        if page
            .lines
            .get(index)
            .is_some_and(|line| line.words <= 8 && !line.stop)
            && names_agencies(page.words_of(index))
        {
            page.mark(index, BlockKind::AgencyCredit, id);
        }
    }
}

/// Tells whether `text` names one agency or several and nothing else.
pub(super) fn names_agencies(text: &str) -> bool {
    agencies(text).is_some()
}

/// The agencies of a line that names nothing else.
pub(super) fn agencies(text: &str) -> Option<Vec<outlets::House>> {
    let text = text.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '-' | '–' | '—' | '(' | ')' | '[' | ']' | '.' | '/' | '|')
    });
    let text = [
        "Source:",
        "Source(s):",
        "Sources:",
        "Agency:",
        "Agencies:",
        "SOURCE:",
    ]
    .iter()
    .find_map(|word| text.strip_prefix(word))
    .unwrap_or(text);
    text.split(['/', ',', ';', '|'])
        .map(|name| outlets::house(name).filter(|house| house.supplies()))
        .collect::<Option<Vec<_>>>()
        .filter(|houses| !houses.is_empty())
}

/// The words with which a photo credit starts or ends.
pub(super) const CREDIT_WORDS: Phrases = Phrases {
    starts: &[
        "photo:",
        "photos:",
        "photo by ",
        "photos by ",
        "photo credit",
        "photo courtesy",
        "photo illustration",
        "photograph:",
        "photograph by",
        "photographs by",
        "photographer:",
        "photography by",
        "image:",
        "image credit",
        "image by ",
        "images:",
        "image source",
        "image caption",
        "image copyright",
        "picture:",
        "pictures:",
        "picture by",
        "credit:",
        "credits:",
        "courtesy of",
        "courtesy:",
        "(photo by",
        "(photo:",
        "(photo credit",
        "(ap photo",
        "(image:",
        "(credit:",
        "(picture:",
        "ap photo",
        "afp photo",
        "photo /",
        "photo/",
        "illustration:",
        "illustration by",
        "video:",
        "file photo:",
        "getty images",
        "pic:",
        "foto:",
    ],
    ends: &["getty images", "via getty images)"],
    longest: LONGEST_CREDIT,
    ..Phrases::of(Table::PhotoCredit)
};

/// A photo credit is not longer than this many words.
const LONGEST_CREDIT: usize = 16;

fn photo_credit(page: &mut Page, id: &'static str) {
    for index in 1..page.lines.len() {
        let line = page.lines.get(index);
        let fits = line.is_some_and(|line| CREDIT_WORDS.fit(line));
        if fits || is_bracketed_credit(page.words_of(index)) {
            page.mark(index, BlockKind::PhotoCredit, id);
        }
    }
}

/// `(Ann Photographer/AFP)` and nothing else.
fn is_bracketed_credit(text: &str) -> bool {
    text.strip_prefix(['(', '['])
        .and_then(|text| text.strip_suffix([')', ']']))
        .is_some_and(is_photographer)
}

/// Houses and services that stand in photo credits beside the agencies of the table.
const PHOTO_HOUSES: &[&str] = &[
    "getty",
    "getty images",
    "pool",
    "shutterstock",
    "alamy",
    "istock",
    "unsplash",
    "picture alliance",
    "sputnik",
    "handout",
    "nurphoto",
    "zuma",
    "zuma press",
    "sipa",
    "sipa usa",
    "imago",
    "polaris",
    "magnum",
    "wikimedia commons",
    "wikimedia",
    "pexels",
    "reuters connect",
    "ap photo",
    "file",
    "file photo",
    "ap images",
    "bloomberg",
    "kremlin",
    "epa",
    "epa-efe",
    "efe",
    "tns",
    "staff",
];

/// Tells whether `inner` names a photographer or a photo service: `Ann Example/AFP/Getty Images`, `Photo by …`.
pub(super) fn is_photographer(inner: &str) -> bool {
    if inner.split_whitespace().count() > LONGEST_CREDIT {
        return false;
    }
    let low = inner.to_lowercase();
    if [
        "photo",
        "image:",
        "images:",
        "credit:",
        "picture",
        "ap photo",
        "file photo",
    ]
    .iter()
    .any(|start| low.starts_with(start))
    {
        return true;
    }
    let (mut parts, mut known) = (0, 0);
    for part in low
        .split(['/', ',', '|'])
        .flat_map(|part| part.split(" via "))
    {
        let part = part.trim();
        parts += 1;
        known += usize::from(
            PHOTO_HOUSES.contains(&part)
                || part.starts_with("getty")
                || outlets::house(&part.to_uppercase()).is_some(),
        );
    }
    parts >= 2 && known >= 1 && date::mentions(inner).is_empty()
}

/// Tells whether `text` starts as a photo credit does.
pub(super) fn starts_credit(text: &str) -> bool {
    let low = text.to_lowercase();
    CREDIT_WORDS
        .starts
        .iter()
        .any(|start| low.starts_with(start))
}
