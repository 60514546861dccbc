//! Makes the markup of a saved page small and shallow before it is parsed.
//!
//! Scripts, style sheets, comments and pictures written into the page (`data:` addresses) go, but for scripts that hold
//! data; tags that would nest deeper than any page go, while what stands between them stays. One pass over the bytes.

use memchr::{memchr, memmem};

/// Deeper than this no page nests; html5ever itself would go on, at a cost that grows with the depth.
const DEEPEST: usize = 200;

/// Elements that have no end tag, or whose end a parser finds by itself.
const UNCOUNTED: &[&str] = &[
    "a", "area", "base", "basefont", "body", "br", "col", "command", "dd", "dt", "embed", "frame",
    "head", "hr", "html", "image", "img", "input", "keygen", "li", "link", "meta", "optgroup",
    "option", "p", "param", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr",
];

/// Elements whose text is not markup.
const RAW: &[&str] = &["script", "style", "textarea", "title", "noembed", "xmp"];

/// Elements of which nothing is read, whatever they hold.
const UNREAD: &[&str] = &["svg", "noscript", "iframe"];

/// Elements that stand beside the text of a page.
const BESIDE: &[&str] = &["nav", "footer", "aside"];

/// A page without what is not read, and how much it holds.
#[derive(Debug, Default)]
pub(super) struct Trimmed {
    /// The markup that is left.
    pub(super) markup: String,
    /// How many tags it has.
    pub(super) tags: usize,
    /// Whether it nests deeper than is read.
    pub(super) too_deep: bool,
}

/// Trims `markup`.
pub(super) fn trim(markup: &str) -> Trimmed {
    without(UNREAD, markup)
}

/// Trimmed markup without what its own elements say stands beside the text: menus, feet and boxes.
pub(super) fn main_part(markup: &str) -> String {
    without(BESIDE, markup).markup
}

fn without(unread: &'static [&'static str], markup: &str) -> Trimmed {
    let mut trimmer = Trimmer {
        rest: markup,
        unread: unread.to_vec(),
        out: Trimmed {
            markup: String::with_capacity(markup.len()),
            ..Trimmed::default()
        },
        depth: 0,
        dropped: 0,
    };
    while let Some(at) = memchr(b'<', trimmer.rest.as_bytes()) {
        trimmer.copy(at);
        trimmer.tag();
    }
    trimmer.copy(trimmer.rest.len());
    trimmer.out
}

struct Trimmer<'a> {
    rest: &'a str,
    /// Elements that are left out, as long as an end of theirs is ahead.
    unread: Vec<&'static str>,
    out: Trimmed,
    depth: usize,
    /// How many open tags have been left out.
    dropped: usize,
}

impl<'a> Trimmer<'a> {
    fn copy(&mut self, length: usize) {
        let (kept, rest) = self.rest.split_at(length);
        self.out.markup.push_str(kept);
        self.rest = rest;
    }

    fn skip(&mut self, length: usize) -> &'a str {
        let (skipped, rest) = self.rest.split_at(length);
        self.rest = rest;
        skipped
    }

    /// Takes what begins with `<`.
    fn tag(&mut self) {
        if self.rest.starts_with("<!--") {
            let end = memmem::find(self.rest.as_bytes(), b"-->");
            self.skip(end.map_or(self.rest.len(), |end| end + 3));
            return;
        }
        let bytes = self.rest.as_bytes();
        let closes = bytes.get(1) == Some(&b'/');
        let start = if closes { 2 } else { 1 };
        let name = name(self.rest.get(start..).unwrap_or(""));
        if name.is_empty() {
            self.copy(1);
            return;
        }
        let tag = self.skip(tag_length(bytes));
        let name = name.to_ascii_lowercase();
        if RAW.contains(&name.as_str()) && !closes {
            self.raw(&name, tag);
            return;
        }
        if self.unread.contains(&name.as_str()) && self.unread(&name, tag, closes) {
            return;
        }
        if self.nests(&name, closes) {
            self.out.tags += 1;
            self.push_tag(tag);
        }
    }

    /// Takes the text of an element that holds no markup; the element goes with it unless it is text or data.
    fn raw(&mut self, name: &str, tag: &str) {
        let end = end_of_raw(self.rest, name);
        let text = self.skip(end);
        let is_kept =
            name == "title" || (name == "script" && tag.to_ascii_lowercase().contains("ld+json"));
        if is_kept {
            self.out.markup.push_str(tag);
            self.out.markup.push_str(text);
            self.out.markup.push_str("</");
            self.out.markup.push_str(name);
            self.out.markup.push('>');
            self.out.tags += 1;
        }
        if !self.rest.is_empty() {
            let closing = tag_length(self.rest.as_bytes());
            self.skip(closing);
        }
    }

    /// Leaves an element out with all that is in it; tells whether it could. One without an end is kept, since with it would go
    /// the rest of the page.
    fn unread(&mut self, name: &str, tag: &str, closes: bool) -> bool {
        if closes || tag.ends_with("/>") {
            return !closes;
        }
        let end = end_of_raw(self.rest, name);
        if end == self.rest.len() {
            self.unread.retain(|unread| *unread != name);
            return false;
        }
        self.skip(end);
        let closing = tag_length(self.rest.as_bytes());
        self.skip(closing);
        true
    }

    /// Counts the tag; tells whether it is kept.
    fn nests(&mut self, name: &str, closes: bool) -> bool {
        if UNCOUNTED.contains(&name) {
            return true;
        }
        if closes {
            if self.dropped > 0 {
                self.dropped -= 1;
                return false;
            }
            self.depth = self.depth.saturating_sub(1);
            return true;
        }
        if self.depth >= DEEPEST {
            self.dropped += 1;
            self.out.too_deep = true;
            return false;
        }
        self.depth += 1;
        true
    }

    /// Adds the tag without the pictures in its attributes.
    fn push_tag(&mut self, tag: &str) {
        let mut rest = tag;
        while let Some(at) = memmem::find(rest.as_bytes(), b"data:") {
            let (before, data) = rest.split_at(at);
            self.out.markup.push_str(before);
            let quoted = before
                .chars()
                .next_back()
                .filter(|c| matches!(c, '"' | '\''));
            let end = match quoted {
                Some(quote) => data.find(quote),
                None => data.find([' ', '\n', '"', '\'', ')', '>']),
            };
            let end = end.unwrap_or(data.len().saturating_sub(1));
            let (address, behind) = data.split_at(data.floor_char_boundary(end));
            let is_data = address.len() > SHORT && address.contains([',', ';']);
            self.out
                .markup
                .push_str(if is_data { "data:," } else { address });
            rest = behind;
        }
        self.out.markup.push_str(rest);
    }
}

/// A `data:` address of at most this many bytes costs nothing.
const SHORT: usize = 64;

/// The name that a tag begins with.
fn name(text: &str) -> &str {
    let letter = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b':' | b'_');
    if !text
        .bytes()
        .next()
        .is_some_and(|byte| byte.is_ascii_alphabetic())
    {
        return "";
    }
    let length = text
        .as_bytes()
        .iter()
        .take(64)
        .take_while(|byte| letter(byte))
        .count();
    text.get(..length).unwrap_or("")
}

/// How long the tag is that `bytes` begin with: up to the first `>` outside quotation marks.
fn tag_length(bytes: &[u8]) -> usize {
    let mut quote = None;
    let mut before = b' ';
    for (at, &byte) in bytes.iter().enumerate() {
        match (quote, byte) {
            (Some(open), _) => quote = quote.filter(|_| byte != open),
            (None, b'"' | b'\'') if before == b'=' => quote = Some(byte),
            (None, b'>') => return at + 1,
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
    }
    bytes.len()
}

/// Where the end tag of the raw element `name` begins in `text`.
fn end_of_raw(text: &str, name: &str) -> usize {
    let mut at = 0;
    while let Some(found) = memmem::find(text.as_bytes().get(at..).unwrap_or_default(), b"</") {
        let start = at + found;
        let behind = text.as_bytes().get(start + 2..start + 2 + name.len());
        if behind.is_some_and(|behind| behind.eq_ignore_ascii_case(name.as_bytes())) {
            return start;
        }
        at = start + 2;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_styles_comments_and_pictures_go_and_data_stays() {
        let page = "<style>p{background:url(data:image/png;base64,AAAA)}</style><script>if (a<b) {}</script><!-- <p> --><script type='application/ld+json'>{\"a\": 1}</script><p>A <img src=\"data:image/svg+xml;utf8,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'></svg>\" alt=x> b</p>";
        assert_eq!(
            trim(page).markup,
            "<script type='application/ld+json'>{\"a\": 1}</script><p>A <img src=\"data:,\" alt=x> b</p>"
        );
    }

    #[test]
    fn what_holds_nothing_to_read_goes_whole_and_only_where_it_ends() {
        let page = "<p>a<svg><path d='M0'/></svg><SVG/>b<noscript><p>no</p></noscript></p>";
        assert_eq!(trim(page).markup, "<p>ab</p>");
        assert_eq!(trim("<svg><p>kept").markup, "<svg><p>kept");
        let endless = "<svg>".repeat(100_000);
        assert!(trim(&endless).too_deep);
    }

    #[test]
    fn what_stands_beside_the_text_is_no_main_part() {
        let page = "<nav><a>Home</a></nav><main><p>a</p><aside>b</aside></main><footer>c</footer>";
        assert_eq!(main_part(page), "<main><p>a</p></main>");
        assert_eq!(main_part("<nav><p>kept"), "<nav><p>kept");
    }

    #[test]
    fn depth_goes_and_words_stay() {
        let page = format!(
            "{}deep{}",
            "<div>".repeat(100_000),
            "</div>".repeat(100_000)
        );
        let trimmed = trim(&page);
        assert!(trimmed.too_deep && trimmed.markup.contains("deep"));
        assert_eq!(trimmed.markup.matches("<div>").count(), DEEPEST);
        assert_eq!(trimmed.markup.matches("</div>").count(), DEEPEST);
        assert!(!trim(&"<p>one<br>".repeat(10_000)).too_deep);
    }

    #[test]
    fn cut_markup_ends() {
        for page in [
            "<",
            "<p",
            "<script>a",
            "<!-- a",
            "</",
            "<p a=\"",
            "é<é",
            "<img src=\"data:image/é",
        ] {
            trim(page);
        }
    }
}
