//! Plain markup to its pieces without a tree: paragraphs, headings, lists and what stands in a line, each closed where it was
//! opened, as nearly all feeds write their entries. Whatever else a browser has rules for is left to a browser's parser.

use memchr::{memchr, memchr2};

use crate::ingest::entity;
use crate::ingest::html::walk::{Walked, Walker};

/// Elements that are read here and stand inside a line.
const IN_LINE: &[&str] = &[
    "a", "abbr", "b", "cite", "code", "del", "em", "i", "ins", "mark", "q", "s", "small", "span",
    "strong", "sub", "sup", "time", "u",
];

/// Elements that are read here and stand on lines of their own.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "blockquote",
    "ul",
    "ol",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "figure",
    "figcaption",
];

/// Elements without an end.
const EMPTY: &[&str] = &["br", "img", "wbr"];

/// Plain markup nests no deeper.
const DEEPEST: usize = 32;

/// Takes the markup apart; none where it is not plain.
pub(super) fn walk(markup: &str) -> Option<Walked> {
    if memchr(0, markup.as_bytes()).is_some() {
        return None;
    }
    let mut reader = Reader {
        rest: markup,
        open: Vec::new(),
        walker: Walker::default(),
    };
    while let Some(at) = memchr2(b'<', b'&', reader.rest.as_bytes()) {
        let (text, rest) = reader.rest.split_at_checked(at)?;
        reader.walker.push(text);
        reader.rest = rest;
        if rest.starts_with('<') {
            reader.tag()?;
        } else {
            reader.reference()?;
        }
    }
    reader.walker.push(reader.rest);
    reader.open.is_empty().then(|| reader.walker.finish())
}

struct Reader<'a> {
    rest: &'a str,
    /// The open elements, the outermost first.
    open: Vec<&'static str>,
    walker: Walker,
}

/// The tag of an element that is read here.
struct Tag<'a> {
    name: &'static str,
    attributes: &'a str,
}

impl Reader<'_> {
    /// Takes the character reference that the rest begins with; a sign that begins none is text.
    fn reference(&mut self) -> Option<()> {
        let (character, length) = match entity::decode(self.rest) {
            Some(found) => found,
            None if self.rest.get(1..).is_some_and(|rest| rest.starts_with(' ')) => ('&', 1),
            None => return None,
        };
        self.walker.push(character.encode_utf8(&mut [0; 4]));
        self.rest = self.rest.get(length..)?;
        Some(())
    }

    /// Takes the tag that the rest begins with.
    fn tag(&mut self) -> Option<()> {
        let inner = self.rest.get(1..)?;
        let (inner, closes) = match inner.strip_prefix('/') {
            Some(inner) => (inner, true),
            None => (inner, false),
        };
        let end = tag_end(inner)?;
        let tag = known(inner.get(..end)?)?;
        self.rest = inner.get(end + 1..)?;
        if closes {
            return self.close(&tag);
        }
        self.open(&tag)
    }

    fn open(&mut self, tag: &Tag<'_>) -> Option<()> {
        let name = tag.name;
        if EMPTY.contains(&name) {
            self.walker.begin(name, "");
            return Some(());
        }
        if tag.attributes.ends_with('/') || self.open.len() >= DEEPEST {
            return None;
        }
        if IN_LINE.contains(&name) {
            if name == "a" && self.open.contains(&"a") {
                return None;
            }
            let target = if name == "a" {
                target(tag.attributes)?
            } else {
                ""
            };
            self.walker.begin(name, &entity::decoded(target));
        } else {
            // A browser ends some of these here, and goes on with others behind the block.
            let ends = |open: &&str| *open == "p" || is_heading(open) || IN_LINE.contains(open);
            let is_listed = matches!(self.open.last(), Some(&("ul" | "ol")));
            let may_be_caption = tag.attributes.to_ascii_lowercase().contains("caption");
            if self.open.iter().any(ends) || (name == "li" && !is_listed) || may_be_caption {
                return None;
            }
            self.walker.flush();
            self.walker.count(name, name == "figcaption", 1);
        }
        self.open.push(name);
        Some(())
    }

    fn close(&mut self, tag: &Tag<'_>) -> Option<()> {
        if self.open.pop()? != tag.name || !tag.attributes.trim().is_empty() {
            return None;
        }
        if IN_LINE.contains(&tag.name) {
            self.walker.end(tag.name);
        } else {
            self.walker.flush();
            self.walker.count(tag.name, tag.name == "figcaption", -1);
        }
        Some(())
    }
}

fn is_heading(name: &str) -> bool {
    name.len() == 2 && name.starts_with('h')
}

/// Where the tag ends whose inside `inner` begins with, if its values stand in double quotation marks.
fn tag_end(inner: &str) -> Option<usize> {
    let bytes = inner.as_bytes();
    let mut at = 0;
    loop {
        let sign = |byte: &u8| matches!(byte, b'>' | b'=' | b'<' | b'"' | b'\'');
        at += bytes.get(at..)?.iter().position(sign)?;
        if bytes.get(at) == Some(&b'>') {
            return Some(at);
        }
        let value = bytes.get(at..)?.strip_prefix(b"=\"")?;
        at += 2 + memchr(b'"', value)? + 1;
    }
}

/// The tag of that inside, if its element is read here.
fn known(inside: &str) -> Option<Tag<'_>> {
    let length = inside.bytes().take_while(u8::is_ascii_alphanumeric);
    let (name, attributes) = inside.split_at_checked(length.count())?;
    let names = IN_LINE.iter().chain(BLOCKS).chain(EMPTY);
    let name = names.copied().find(|known| *known == name)?;
    let is_parted = attributes.is_empty() || attributes.starts_with([' ', '\n', '/']);
    is_parted.then_some(Tag { name, attributes })
}

/// Where a link leads; none where only a browser can tell.
fn target(attributes: &str) -> Option<&str> {
    let Some((before, rest)) = attributes.split_once("href=\"") else {
        return Some("");
    };
    let target = rest.split('"').next()?;
    let refers = target.match_indices('&').all(|(at, _)| {
        target
            .get(at..)
            .is_some_and(|rest| rest.starts_with("&amp;"))
    });
    (before.ends_with([' ', '\n']) && refers && !rest.contains("href")).then_some(target)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use scraper::Html;

    use super::*;
    use crate::ingest::html::walk;

    fn told(walked: Walked) -> (Vec<walk::Piece>, usize) {
        (walked.pieces, walked.removed)
    }

    #[test]
    fn plain_markup_is_read_and_what_needs_a_browser_is_not() {
        for plain in [
            "",
            "words alone",
            "<p>The <a href=\"/m?a=1&amp;b=2\">minutes</a> &amp; <em>more</em>.<br/>Then</p>\n<p class=\"x\">Two</p>",
            "<h2>Over</h2><ul><li>one</li><li>two <b>three</b></li></ul><blockquote><p>Said.</p></blockquote>",
            "<figure><img src=\"a\" alt=\"b\"><figcaption>Boats</figcaption></figure>a & b",
        ] {
            let tree = walk::walk(Html::parse_document(plain).tree.root());
            assert_eq!(walk(plain).map(told), Some(told(tree)), "{plain}");
        }
        for other in [
            "<p>one<p>two",
            "<p><b>one</p>two</b>",
            "<table><tr><td>one</td></tr></table>",
            "<p><!-- no --></p>",
            "<script>no</script>",
            "<p>caf&eacute &nosuch;</p>",
            "<p class=\"caption\">x</p>",
            "<pre>a\nb</pre>",
            "<P>one</P>",
            "<a href=/x>one</a>",
            "<img src='a>b'>",
            "<li>one</li>",
            "<p>one",
            "<p>a\0b</p>",
        ] {
            assert!(walk(other).is_none(), "{other}");
        }
    }

    proptest! {
        #[test]
        fn what_is_read_is_what_a_browser_reads(parts in prop::collection::vec(prop::sample::select(vec![
            "<p>", "</p>", "<div>", "</div>", "<ul>", "</ul>", "<li>", "</li>", "<h2>", "</h2>", "<h3>", "</h3>", "<blockquote>", "</blockquote>",
            "<figure>", "</figure>", "<figcaption>", "</figcaption>", "<b>", "</b>", "<i class=\"x\">", "</i>", "<a href=\"/x\">", "</a>", "<q>", "</q>",
            "<span>", "</span>", "<br>", "<br/>", "<img src=\"a>b\">", "<p id=\"a\">", " ", "\n", "one", "two ", "&amp;", "&", "& ", "&lt;", "&#8217;", "“é", "<", ">", "\u{200b}", "\t",
        ]), 0..14)) {
            let markup = parts.concat();
            if let Some(plain) = walk(&markup) {
                let tree = walk::walk(Html::parse_document(&markup).tree.root());
                prop_assert_eq!(told(plain), told(tree), "{}", markup);
            }
        }
    }
}
