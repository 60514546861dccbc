//! What photos show.

use crate::ingest::blocks::credit;
use crate::ingest::blocks::phrases::{Phrases, Table};
use crate::ingest::blocks::rule::{Rule, Work};
use crate::ingest::page::{Page, Region};
use crate::model::article::BlockKind;

pub(super) const INLINE_CREDIT: Rule = Rule {
    id: "caption-credit",
    doc: "A line that ends in a photographer's credit: `… in Oslo. (Ann Example/AFP)`, `… Photo: Ann Example`.",
    work: Work::Look(inline_credit),
};

pub(super) const CAPTION_WORDS: Rule = Rule {
    id: "caption-words",
    doc: "A line with the words of captions: `(From left)`, `Left to right`, `FILE PHOTO`, `pose for a photo`.",
    work: Work::Look(caption_words),
};

pub(super) const CAPTION_BEFORE_CREDIT: Rule = Rule {
    id: "caption-before-credit",
    doc: "The line over a photo credit.",
    work: Work::Look(caption_before_credit),
};

pub(super) const CAPTION_AFTER_SHARE: Rule = Rule {
    id: "caption-after-share",
    doc: "The line between a share button and a caption, or one that tells in the present what people do there.",
    work: Work::Look(caption_after_share),
};

/// A caption is not longer than this many words.
const LONGEST_CAPTION: usize = 90;

/// A credit at the end of a line is not longer than this many bytes.
const LONGEST_CREDIT: usize = 140;

fn inline_credit(page: &mut Page, id: &'static str) {
    for index in 0..page.lines.len() {
        if page
            .lines
            .get(index)
            .is_none_or(|line| line.words > LONGEST_CAPTION)
        {
            continue;
        }
        let Some(start) = credit_start(page.words_of(index)) else {
            continue;
        };
        if page.mark(index, BlockKind::Caption, id)
            && let Some(line) = page.lines.get_mut(index)
        {
            line.tail = Some((line.range.start + start, BlockKind::PhotoCredit));
        }
    }
}

/// Where in `text` the photographer's credit at its end starts.
fn credit_start(text: &str) -> Option<usize> {
    if let Some(body) = text.strip_suffix([')', ']']) {
        let open = body.rfind(['(', '['])?;
        let inner = body.get(open + 1..)?;
        let ends = body.len() - open <= LONGEST_CREDIT && credit::is_photographer(inner);
        return (ends && open > 0).then_some(open);
    }
    // Behind a full sentence a credit may stand without brackets.
    let near = text.len().saturating_sub(LONGEST_CREDIT);
    let near = text.as_bytes().get(near..)?;
    let at = text.len() - near.len() + memchr::memrchr2(b':', b'/', near)?;
    let stop = text.get(..at)?.rfind(['.', '!', '?', '”', '"', ')'])?;
    let start = stop + text.get(stop..)?.chars().next()?.len_utf8();
    let tail = text.get(start..)?;
    let start = start + (tail.len() - tail.trim_start().len());
    (tail.len() <= LONGEST_CREDIT
        && tail.starts_with(' ')
        && credit::starts_credit(tail.trim_start()))
    .then_some(start)
}

/// How captions begin.
pub(super) const STARTS: Phrases = Phrases {
    starts: &[
        "(from left)",
        "from left",
        "(from left",
        "left to right",
        "(left to right)",
        "(l-r)",
        "(l to r)",
        "clockwise from",
        "pictured:",
        "pictured above",
        "pictured here",
        "file photo",
        "file -",
        "file –",
        "file —",
        "file:",
        "(file)",
        "file picture",
        "file image",
        "a file photo",
        "in this photo",
        "in this image",
        "in this picture",
        "in this file",
        "in this handout",
        "in this screen",
        "in this video grab",
        "this photo ",
        "this image ",
        "this handout",
        "this picture ",
        "a general view",
        "an aerial view",
        "a screen grab",
        "a screengrab",
        "a photo shows",
        "a photograph of",
        "photo shows",
        "image caption",
        "caption:",
        "top, from left",
        "above:",
        "above, ",
    ],
    longest: LONGEST_CAPTION,
    ..Phrases::of(Table::CaptionStart)
};

/// What stands in captions only.
pub(super) const PARTS: Phrases = Phrases {
    holds: &[
        "pose for a photo",
        "poses for a photo",
        "pose for a group photo",
        "pose for a family photo",
        "poses for a group photo",
        "posed for a photo",
        "pose for photo",
        "poses for photo",
        "pose for a picture",
        "poses for a picture",
        "pose with u",
        "(from left)",
        "(from left to right)",
        "from left to right",
        "(left)",
        "(right)",
        "(l-r)",
        "(centre)",
        "(center)",
        "(l)",
        "second from left",
        "second from right",
        "third from left",
        ", left, ",
        ", right, ",
        ", center, ",
        ", centre, ",
        "(pictured)",
        "(file photo)",
        "[file photo",
        "[file:",
        "(just seen)",
        "is seen in this",
        "are seen in this",
        "is pictured ",
    ],
    longest: 70,
    ..Phrases::of(Table::CaptionPart)
};

fn caption_words(page: &mut Page, id: &'static str) {
    for index in 0..page.lines.len() {
        let fits = page.lines.get(index).is_some_and(|line| {
            let dated_photo = || {
                line.low.starts_with("in this ")
                    && (line.low.contains(" photo") || line.low.contains(" image"))
            };
            line.words >= 4
                && line.words <= LONGEST_CAPTION
                && !line.low.starts_with(['"', '“', '«'])
                && (STARTS.fit(line) || PARTS.fit(line) || dated_photo())
        });
        if fits {
            page.mark(index, BlockKind::Caption, id);
        }
    }
}

fn caption_before_credit(page: &mut Page, id: &'static str) {
    for index in 1..page.lines.len() {
        // The first line of a page is its title even where a photo follows at once.
        let over = index - 1;
        let credited = page.kind(index) == Some(BlockKind::PhotoCredit) && over > 0;
        if credited
            && page
                .lines
                .get(over)
                .is_some_and(|line| (3..=60).contains(&line.words) && line.region != Region::Body)
        {
            page.mark(over, BlockKind::Caption, id);
        }
    }
}

/// What people do in front of a camera.
pub(super) const POSES: Phrases = Phrases {
    holds: &[
        " pose ",
        " poses ",
        " shake hands",
        " shakes hands",
        " speaks ",
        " speak ",
        " arrives ",
        " arrive ",
        " walks ",
        " walk ",
        " looks on",
        " look on",
        " attends ",
        " attend ",
        " gestures",
        " waves ",
        " greets ",
        " stands ",
        " stand ",
        " sits ",
        " holds ",
        " addresses ",
    ],
    longest: 25,
    ..Phrases::of(Table::Pose)
};

fn caption_after_share(page: &mut Page, id: &'static str) {
    for index in 1..page.lines.len() {
        let Some(line) = page.lines.get(index) else {
            continue;
        };
        if line.region == Region::Body {
            continue;
        }
        let shared = is_share(page, index - 1);
        let posed = POSES.fit(line);
        let over_caption = page.kind(index + 1) == Some(BlockKind::Caption);
        // A standfirst may stand between the button and the title of a photo.
        let behind_standfirst = over_caption
            && line.words <= TITLE_WORDS
            && index > 1
            && page.is_open(index - 1)
            && is_share(page, index - 2);
        if shared && line.words <= 40 && (posed || over_caption) || behind_standfirst {
            page.mark(index, BlockKind::Caption, id);
        }
    }
}

/// The title of a photo is not longer than this many words.
const TITLE_WORDS: usize = 15;

fn is_share(page: &Page, index: usize) -> bool {
    let line = page.lines.get(index);
    page.kind(index) == Some(BlockKind::Navigation)
        && line.is_some_and(|line| line.low.starts_with("share"))
}
