//! The top of the article: where it begins, its headline, byline, date and standfirst.

use std::ops::Range;

use crate::ingest::blocks::body as text;
use crate::ingest::blocks::rule::{Rule, Work};
use crate::ingest::page::{Line, Page, Region, Role};
use crate::ingest::{byline, published};
use crate::model::article::BlockKind;

pub(super) const FRONT_MATTER: Rule = Rule {
    id: "front-matter",
    doc: "The title and the summary that the front matter tells.",
    work: Work::Look(front_matter),
};

pub(super) const GIVEN: Rule = Rule {
    id: "given",
    doc: "What the format itself says: headings, quotations, picture texts.",
    work: Work::Look(given),
};

pub(super) const AROUND: Rule = Rule {
    id: "around",
    doc: "What the format says stands on the page around the article.",
    work: Work::Look(around),
};

pub(super) const HEADLINE: Rule = Rule {
    id: "headline",
    doc: "The title: the heading of the format, the line that the page's title repeats, or the best line over the body.",
    work: Work::Look(headline),
};

pub(super) const BYLINE: Rule = Rule {
    id: "byline",
    doc: "Who wrote it, beside the headline.",
    work: Work::Look(mark_byline),
};

pub(super) const DATE_LINE: Rule = Rule {
    id: "date-line",
    doc: "A line that is nothing but the date of publication, or of the last change.",
    work: Work::Look(date_line),
};

pub(super) const STANDFIRST: Rule = Rule {
    id: "standfirst",
    doc: "The sentence between the headline and the byline or body that sums the article up.",
    work: Work::Look(standfirst),
};

pub(super) const OUTSIDE: Rule = Rule {
    id: "outside",
    doc: "What stands over the headline or outside the stretch of the page that holds the running text: menus, lists, small print.",
    work: Work::Look(outside),
};

fn front_matter(page: &mut Page, id: &'static str) {
    for index in 0..page.lines.len() {
        match page.lines.get(index).map(|line| line.role) {
            Some(Role::Title) => {
                page.headline = Some(index);
                page.mark(index, BlockKind::Headline, id);
            }
            Some(Role::Summary) => {
                page.mark(index, BlockKind::Standfirst, id);
            }
            _ => {}
        }
    }
}

fn around(page: &mut Page, id: &'static str) {
    for index in 0..page.lines.len() {
        if page.lines.get(index).map(|line| line.region) == Some(Region::Around) {
            page.mark(index, BlockKind::Navigation, id);
        }
    }
}

fn given(page: &mut Page, id: &'static str) {
    let first = page
        .lines
        .iter()
        .position(|line| line.kind.is_none() && matches!(line.role, Role::Heading(_)));
    for index in 0..page.lines.len() {
        let in_head = page
            .lines
            .get(index)
            .is_some_and(|line| line.region == Region::Head);
        let kind = match page.lines.get(index).map(|line| line.role) {
            Some(Role::Heading(_)) if in_head => BlockKind::Navigation,
            Some(Role::Heading(_))
                if page.headline.is_none() && Some(index) == first && is_title(page, index) =>
            {
                page.headline = Some(index);
                BlockKind::Headline
            }
            Some(Role::Heading(_)) => BlockKind::Subheading,
            Some(Role::Quote) => BlockKind::Quotation,
            Some(Role::Image) => BlockKind::Caption,
            Some(Role::Plain | Role::Item | Role::Title | Role::Summary) | None => continue,
        };
        page.mark(index, kind, id);
    }
}

/// The first heading is the title if it is of the highest level or stands over all running text.
fn is_title(page: &Page, index: usize) -> bool {
    let top = page
        .lines
        .get(index)
        .is_some_and(|line| line.role == Role::Heading(1));
    top || !page.lines.iter().take(index).any(Line::is_prose_like)
}

/// What a line weighs in the search for the body: running text pulls, menus and lists push.
fn weight(line: &Line) -> i64 {
    let words = i64::try_from(line.words).unwrap_or(i64::MAX);
    match line.kind {
        Some(BlockKind::Paragraph | BlockKind::Quotation) => words.min(40),
        Some(BlockKind::Subheading) => -2,
        Some(
            BlockKind::Caption
            | BlockKind::PhotoCredit
            | BlockKind::Contributors
            | BlockKind::UpdateNote
            | BlockKind::MachineSummary,
        ) => -3,
        Some(_) => -6,
        None if line.bullet && line.words >= 3 => (words - 10).clamp(1, 40),
        None if line.stop || line.low.ends_with(':') => (words - 10).clamp(-4, 40),
        None if line.words >= 25 => (words - 12).min(40),
        // Results, dates and prices stand in lists that belong to the body more often than other short lines do.
        None if line.words >= 4 && line.low.contains(|c: char| c.is_ascii_digit()) => -5,
        None => -8,
    }
}

/// The body as the format tells it.
fn told_body(page: &Page) -> Option<Range<usize>> {
    let is_body = |line: &Line| line.region == Region::Body;
    let first = page.lines.iter().position(is_body)?;
    let last = page.lines.iter().rposition(is_body)?;
    Some(first..last + 1)
}

/// The stretch of lines that weighs most (Kadane's search for the greatest sum), in one pass.
fn body(page: &Page) -> Range<usize> {
    let (mut best, mut best_sum) = (0..0, 0);
    let (mut start, mut sum) = (0, 0i64);
    for (index, line) in page.lines.iter().enumerate().take(comments(page)) {
        if sum <= 0 {
            (start, sum) = (index, 0);
        }
        sum = sum.saturating_add(weight(line));
        if sum > best_sum {
            (best, best_sum) = (start..index + 1, sum);
        }
    }
    grown(page, best)
}

/// A list of at most this many lines may lie inside the body.
const LONGEST_ISLAND: usize = 8;

/// How many paragraphs in a row behind such a list are still the body: teasers of other articles come one by one, each
/// under its headline.
const RESUMES: usize = 3;

/// The body with what follows it behind a short list.
fn grown(page: &Page, mut body: Range<usize>) -> Range<usize> {
    let (mut row, mut island) = (0, 0);
    for index in body.end..comments(page) {
        let reads = page
            .lines
            .get(index)
            .is_some_and(|line| line.kind.is_none() && line.stop && weight(line) > 0);
        row = if reads { row + 1 } else { 0 };
        island = if reads { island } else { island + 1 };
        if row == RESUMES {
            body.end = index + 1;
            (row, island) = (RESUMES - 1, 0);
        }
        if island > LONGEST_ISLAND {
            break;
        }
    }
    body
}

/// How many words of running text stand over the readers' comments, so that a button at the top does not end the page.
const BEFORE_COMMENTS: usize = 80;

/// Where the readers' comments begin: at a heading that counts or invites them, behind some running text.
fn comments(page: &Page) -> usize {
    let mut words = 0;
    for (index, line) in page.lines.iter().enumerate() {
        let counted = line
            .low
            .trim_start_matches(|c: char| c.is_ascii_digit() || c == ',' || c == ' ');
        let counts = counted.len() < line.low.len()
            && [
                "responses to",
                "thoughts on",
                "comments",
                "replies to",
                "responses",
            ]
            .iter()
            .any(|start| counted.starts_with(start));
        let heads = line.words <= 14 && words >= BEFORE_COMMENTS;
        if heads && (counts || line.low == "leave a reply" || line.low == "leave a comment") {
            return index;
        }
        if line.kind.is_none() && line.is_prose_like() {
            words += line.words;
        }
    }
    page.lines.len()
}

fn headline(page: &mut Page, id: &'static str) {
    page.body = told_body(page).unwrap_or_else(|| body(page));
    if page.body.is_empty() {
        // A page of short sentences: its first one starts the body.
        let first = page
            .lines
            .iter()
            .position(|line| line.kind.is_none() && line.stop);
        page.body = first.unwrap_or(0)..page.lines.len();
    }
    if let Some(given) = page.headline {
        page.fired.insert(id);
        page.body.start = page.body.start.max(given + 1).min(page.body.end);
        return;
    }
    let Some(found) = best_headline(page) else {
        return;
    };
    page.mark(found, BlockKind::Headline, id);
    page.headline = Some(found);
    if page.body.start <= found {
        page.body.start = (found + 1).min(page.lines.len());
        page.body.end = page.body.end.max(page.body.start);
    }
    // Short sentences right over the body are its beginning.
    while page.body.start > found + 1
        && page
            .lines
            .get(page.body.start - 1)
            .is_some_and(|line| line.kind.is_none() && line.stop)
    {
        page.body.start -= 1;
    }
}

/// How many lines over the body are looked at for the headline.
const HEAD_LINES: usize = 40;

fn best_headline(page: &Page) -> Option<usize> {
    let end = page.body.start.max(1).min(page.lines.len());
    let first = page.lines.iter().position(|line| line.kind.is_none());
    let title = page.lines.first().map_or("", |line| line.low.as_str());
    let near = end.saturating_sub(HEAD_LINES)..end;
    let candidates = first.into_iter().chain(near).filter(|&index| index < end);
    candidates
        .filter_map(|index| Some((score(page, index, end, first, title)?, index)))
        .max_by_key(|&(score, index)| (score, index))
        .map(|(_, index)| index)
}

/// How much the line at `index` is like a headline, in points; none if it cannot be one.
fn score(page: &Page, index: usize, end: usize, first: Option<usize>, title: &str) -> Option<i64> {
    let line = page.lines.get(index).filter(|line| line.kind.is_none())?;
    let words = page.words_of(index);
    let sentence = line.stop && words.ends_with('.');
    if sentence && index >= page.body.start {
        return None;
    }
    if line.words > 40
        || words.len() > 300
        || line.bullet
        || (sentence && line.words > 16)
        || line.words < 2
    {
        return None;
    }
    if published::date_line(words).is_some()
        || byline::parse(words).is_some()
        || (line.words < 3 && Some(index) != first)
    {
        return None;
    }
    let repeats = index > 0 && line.words >= 3 && title.starts_with(line.low.as_str());
    let distance = i64::try_from(end - index).unwrap_or(i64::MAX).min(14);
    let length = i64::try_from(line.words.min(12)).unwrap_or(0);
    Some(
        length * 2 - distance * 2
            + if repeats { 60 } else { 0 }
            + if Some(index) == first { 12 } else { 0 }
            - if sentence { 12 } else { 0 },
    )
}

/// The lines beside the headline in which bylines and dates stand: those over the body and its first few.
fn beside(page: &Page) -> Range<usize> {
    let start = page.headline.unwrap_or(0).saturating_sub(3);
    let end = page.body.start.max(page.headline.unwrap_or(0)) + 4;
    start..end.min(page.lines.len())
}

fn mark_byline(page: &mut Page, id: &'static str) {
    for index in beside(page) {
        let is_prose = |line: &Line| line.stop && line.words > 12;
        if page.lines.get(index).is_none_or(is_prose) {
            continue;
        }
        let words = page.words_of(index);
        let by = page.lines.get(index).is_some_and(|line| line.low == "by");
        let dated = |index: usize| published::date_line(page.words_of(index)).is_some();
        // Over the headline two capitals in a row are a menu, not a name.
        let under = page.headline.is_none_or(|headline| index > headline);
        let behind_by = || {
            let before = index
                .checked_sub(1)
                .and_then(|before| page.lines.get(before));
            before.is_some_and(|line| line.low == "by")
        };
        let beside_date = || dated(index + 1) || index.checked_sub(1).is_some_and(dated);
        let named = || under && byline::names(words).is_some() && (behind_by() || beside_date());
        let fits = by || byline::parse(words).is_some() || named();
        if fits {
            page.mark(index, BlockKind::Byline, id);
        }
    }
}

fn date_line(page: &mut Page, id: &'static str) {
    let near = page.headline.unwrap_or(0).saturating_sub(20)..page.lines.len();
    for index in near {
        if page.lines.get(index).is_none_or(|line| line.words > 16) {
            continue;
        }
        let Some(found) = published::date_line(page.words_of(index)) else {
            continue;
        };
        let kind = if found.is_update {
            BlockKind::UpdateNote
        } else {
            BlockKind::Byline
        };
        page.mark(index, kind, id);
    }
}

fn standfirst(page: &mut Page, id: &'static str) {
    let Some(headline) = page.headline else {
        return;
    };
    // Captions, buttons and pictures may stand between, but a byline ends the place of a standfirst.
    let next = (headline + 1..page.lines.len().min(headline + 8))
        .find(|&index| page.is_open(index) || page.kind(index) == Some(BlockKind::Byline));
    let Some(index) = next.filter(|&index| page.is_open(index)) else {
        return;
    };
    let Some(line) = page
        .lines
        .get(index)
        .filter(|line| (5..=45).contains(&line.words) && !line.bullet)
    else {
        return;
    };
    // A first paragraph may be cut off from the body by a list or an advertisement.
    let cut_off = matches!(
        page.kind(index + 1),
        Some(BlockKind::RelatedHeadlines | BlockKind::Advertisement)
    );
    let before_body = index < page.body.start && (line.stop || line.words >= 8) && !cut_off;
    let before_byline = page.kind(index + 1) == Some(BlockKind::Byline);
    let follows_headline = index == headline + 1;
    if text::dateline_end(page.words_of(index)).is_some() {
        return;
    }
    if before_byline || before_body || (follows_headline && repeats_head(page, headline, index)) {
        page.mark(index, BlockKind::Standfirst, id);
        page.body.start = page.body.start.max(index + 1).min(page.body.end);
    }
}

/// Tells whether the line says in one sentence what the headline said before it and the next line, which is longer, says
/// again. A first paragraph shares words with its headline but not with the second paragraph.
fn repeats_head(page: &Page, headline: usize, index: usize) -> bool {
    let words = page.words_of(index);
    let one_sentence = !words.trim_end_matches('.').contains(". ");
    let next = page
        .lines
        .get(index + 1)
        .filter(|line| line.kind.is_none() && line.is_prose_like());
    let longer =
        next.is_some_and(|next| next.words > page.lines.get(index).map_or(0, |line| line.words));
    if !one_sentence || !longer {
        return false;
    }
    let stems = stems(words);
    let shared = |other: &str| {
        let other = self::stems(other);
        stems.iter().filter(|stem| other.contains(stem)).count()
    };
    stems.len() >= 4
        && shared(page.words_of(headline)) * 10 >= stems.len() * 3
        && shared(page.words_of(index + 1)) * 10 >= stems.len() * 3
}

/// The first five letters of the longer words: enough to know a word in another form.
fn stems(text: &str) -> Vec<String> {
    let mut stems: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.len() >= 4)
        .take(60)
        .map(|word| word.chars().take(5).flat_map(char::to_lowercase).collect())
        .collect();
    stems.sort();
    stems.dedup();
    stems
}

fn outside(page: &mut Page, id: &'static str) {
    let headline = page.headline;
    let after_headline = headline.map_or(0, |headline| headline + 1);
    for index in 0..page.body.start {
        let line = page.lines.get(index);
        let reads_on = index >= after_headline
            && line.is_some_and(|line| line.is_prose_like() && line.region != Region::Head);
        if !reads_on && !page.keeps(index) {
            page.mark(index, BlockKind::Navigation, id);
        }
    }
    for index in 0..page.lines.len() {
        // What no rule has claimed of the head is a button.
        if page.lines.get(index).map(|line| line.region) == Some(Region::Head) {
            page.mark(index, BlockKind::Navigation, id);
        }
    }
    repeated_titles(page, id);
    behind_body(page, id);
}

/// Sentences that follow the body directly are its short end; behind a menu, a credit or the comments all is furniture.
fn behind_body(page: &mut Page, id: &'static str) {
    let comments = comments(page);
    let (mut ended, mut row) = (false, 0);
    for index in page.body.end..page.lines.len() {
        let short = page
            .lines
            .get(index)
            .is_some_and(|line| line.kind.is_none() && !line.stop && !line.bullet);
        let kind = page.kind(index);
        row = match kind {
            Some(
                BlockKind::Navigation | BlockKind::RelatedHeadlines | BlockKind::Advertisement,
            ) => row + 1,
            _ => 0,
        };
        let signed = matches!(
            kind,
            Some(BlockKind::AgencyCredit | BlockKind::Contributors)
        );
        ended |= short || signed || row >= 2 || index >= comments;
        if ended && !page.keeps(index) {
            page.mark(index, BlockKind::Navigation, id);
        }
    }
}

/// Galleries and players say the headline again.
fn repeated_titles(page: &mut Page, id: &'static str) {
    let Some(low) = page
        .headline
        .and_then(|headline| page.lines.get(headline))
        .map(|line| line.low.clone())
    else {
        return;
    };
    for index in 0..page.lines.len() {
        if page
            .lines
            .get(index)
            .is_some_and(|line| line.words >= 3 && line.low == low)
        {
            page.mark(index, BlockKind::Navigation, id);
        }
    }
}
