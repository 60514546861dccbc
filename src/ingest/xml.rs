//! XML to a tree, whatever is wrong with it: feeds, books and newsroom files.
//!
//! Nothing is fetched and no entity of the file's own is expanded, so that no document grows in reading. A file that is cut
//! or nested wrongly gives what was read up to there, and the line of the first mistake.

use std::fmt::Write;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::ingest::entity;
use crate::text::sanitize;

/// Deeper elements are left out; what stands in them goes to the one above.
const DEEPEST: usize = 200;

/// Behind so many elements and attributes a document is not read on: each takes as much memory as a line of text.
const MOST: usize = 3_000_000;

/// An element and all that is in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Element {
    /// Its name with its prefix, in lower case.
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    nodes: Vec<Node>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Node {
    Element(Element),
    Text(String),
    /// Markup as it is written, of which no tree was made.
    Written(String),
}

/// A document as far as it could be read.
#[derive(Debug, Default)]
pub(super) struct Parsed {
    /// Holds the document's own root.
    pub(super) root: Element,
    /// The line and the reason of the first mistake.
    pub(super) mistake: Option<(u32, String)>,
    /// Whether there are more elements than are read.
    pub(super) cut: bool,
    /// The names of the elements inside of which it ends, the outermost first.
    pub(super) open: Vec<String>,
}

/// Reads a document.
pub(super) fn parse(text: &str) -> Parsed {
    parse_but(text, |_| false)
}

/// Reads a document, and leaves the markup as it is written in the elements of which `is_left` says so, where it is plain enough
/// to be the same in HTML.
pub(super) fn parse_but(text: &str, is_left: fn(&Element) -> bool) -> Parsed {
    // A sign that opens no tag is text.
    let escaped = text.contains("< ").then(|| text.replace("< ", "&lt; "));
    let text = escaped.as_deref().unwrap_or(text);
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut builder = Builder::default();
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => break,
            Ok(_) if builder.count > MOST => {
                let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
                builder.cut = true;
                builder.mistake(
                    text,
                    at,
                    "more than three million elements; what is behind them is not read",
                );
                break;
            }
            Ok(Event::Start(start)) => {
                let left = builder.start(&start, is_left);
                let mut ahead = reader.clone();
                if left
                    && let Ok(markup) = ahead.read_text(start.name())
                    && is_plain(&markup)
                {
                    builder
                        .nodes()
                        .push(Node::Written(markup.into_inner().into_owned()));
                    builder.close(&start.name().as_ref().to_lowercase());
                    reader = ahead;
                }
            }
            Ok(event) => builder.take(event),
            Err(error) => {
                let at = usize::try_from(reader.error_position()).unwrap_or(usize::MAX);
                builder.mistake(text, at, &error.to_string());
                // Of text that is written as it is, there is what there is.
                let rest = text.get(at..).unwrap_or_default();
                if let Some(rest) = rest.strip_prefix("<![CDATA[") {
                    builder.text(rest);
                }
                // A mistake of syntax ends at the end of the file; behind any other the next tag is looked for.
                if builder.mistakes > MISTAKES {
                    break;
                }
            }
        }
    }
    builder.finish(text)
}

/// Behind so many mistakes a file is not read on.
const MISTAKES: usize = 1_000;

#[derive(Default)]
struct Builder {
    root: Element,
    open: Vec<Element>,
    /// How many open elements stand too deep to be kept.
    beyond: usize,
    mistakes: usize,
    cut: bool,
    /// How many elements and attributes have been read.
    count: usize,
    first: Option<(u32, String)>,
}

impl Builder {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Empty(start) => {
                let element = self.element(&start);
                self.nodes().push(Node::Element(element));
            }
            Event::End(_) if self.beyond > 0 => self.beyond -= 1,
            Event::End(end) => self.close(&end.name().as_ref().to_lowercase()),
            Event::Text(text) => self.text(&text.into_inner()),
            Event::CData(text) => self.text(&text.into_inner()),
            Event::GeneralRef(reference) => {
                let written = format!("&{};", reference.into_inner());
                match entity::whole(&written) {
                    Some(character) => self.text(character.encode_utf8(&mut [0; 4])),
                    None => self.text(&written),
                }
            }
            _ => {}
        }
    }

    /// Opens an element; tells whether that is one of those of which `is_left` says so.
    fn start(&mut self, start: &BytesStart<'_>, is_left: fn(&Element) -> bool) -> bool {
        if self.open.len() >= DEEPEST {
            self.beyond += 1;
            return false;
        }
        let element = self.element(start);
        let left = is_left(&element);
        self.open.push(element);
        left
    }

    fn element(&mut self, start: &BytesStart<'_>) -> Element {
        let element = element(start);
        self.count += 1 + element.attributes.len();
        element
    }

    fn nodes(&mut self) -> &mut Vec<Node> {
        &mut self.open.last_mut().unwrap_or(&mut self.root).nodes
    }

    fn text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let nodes = self.nodes();
        if let Some(Node::Text(last)) = nodes.last_mut() {
            last.push_str(text);
        } else {
            nodes.push(Node::Text(text.to_owned()));
        }
    }

    /// Closes the innermost element of that name with all that is open in it; an end without a start closes nothing.
    fn close(&mut self, name: &str) {
        let Some(at) = self.open.iter().rposition(|element| element.name == name) else {
            return;
        };
        while self.open.len() > at {
            let Some(element) = self.open.pop() else {
                break;
            };
            self.nodes().push(Node::Element(element));
        }
    }

    fn mistake(&mut self, text: &str, at: usize, reason: &str) {
        self.mistakes += 1;
        if self.first.is_none() {
            // It may repeat what is in the file.
            self.first = Some((line_at(text, at), sanitize::clean_line(reason)));
        }
    }

    fn finish(mut self, text: &str) -> Parsed {
        if let Some(cut) = self.open.last().map(|element| element.name.clone()) {
            self.mistake(text, text.len(), &format!("the file ends inside <{cut}>"));
        }
        let open = self.open.iter().map(|element| element.name.clone());
        let open = open.collect();
        while let Some(element) = self.open.pop() {
            self.nodes().push(Node::Element(element));
        }
        Parsed {
            root: self.root,
            mistake: self.first,
            cut: self.cut,
            open,
        }
    }
}

/// Tells whether the document that begins so has that root, behind its declaration, comments and document type.
pub(super) fn begins_with(start: &str, root: &str) -> bool {
    let mut rest = start.trim_start_matches(['\u{feff}', '\0']).trim_start();
    loop {
        let end = if rest.starts_with("<!--") {
            "-->"
        } else if rest.starts_with("<?") {
            "?>"
        } else if rest.starts_with("<!") {
            // A document type may hold declarations of its own, in brackets.
            let inner = rest
                .find('[')
                .is_some_and(|bracket| rest.find('>').is_some_and(|end| bracket < end));
            if inner { "]>" } else { ">" }
        } else {
            break;
        };
        rest = rest
            .split_once(end)
            .map_or("", |(_, rest)| rest)
            .trim_start();
    }
    let behind = rest
        .get(..root.len())
        .filter(|start| start.eq_ignore_ascii_case(root))
        .and_then(|_| rest.get(root.len()..));
    behind.is_some_and(|behind| {
        behind.starts_with(|c: char| c.is_whitespace() || c == '>' || c == '/')
    })
}

fn line_at(text: &str, at: usize) -> u32 {
    let before = text
        .as_bytes()
        .get(..at.min(text.len()))
        .unwrap_or_default();
    u32::try_from(memchr::memchr_iter(b'\n', before).count() + 1).unwrap_or(u32::MAX)
}

fn element(start: &BytesStart<'_>) -> Element {
    let mut attributes = Vec::new();
    for attribute in start.html_attributes().with_checks(false).flatten() {
        let value = attribute.value.as_ref();
        attributes.push((
            attribute.key.as_ref().to_lowercase(),
            entity::decoded(value),
        ));
    }
    Element {
        name: start.name().as_ref().to_lowercase(),
        attributes,
        nodes: Vec::new(),
    }
}

impl Element {
    /// Tells whether it is called so, whatever its prefix, unless `name` has one.
    pub(super) fn is(&self, name: &str) -> bool {
        self.name == name || (!name.contains(':') && self.local() == name)
    }

    /// Its name without its prefix.
    pub(super) fn local(&self) -> &str {
        self.name.rsplit(':').next().unwrap_or("")
    }

    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The elements directly in it.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.nodes.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) | Node::Written(_) => None,
        })
    }

    /// Those of them that are called so.
    pub(super) fn children(&self, name: &str) -> impl Iterator<Item = &Element> {
        self.elements().filter(move |element| element.is(name))
    }

    /// The first of them.
    pub(super) fn child(&self, name: &str) -> Option<&Element> {
        self.children(name).next()
    }

    /// The text of the first of them, cleaned of white space, unless it is empty.
    pub(super) fn text_of(&self, name: &str) -> Option<String> {
        self.children(name)
            .map(Element::words)
            .find(|text| !text.is_empty())
    }

    /// Everything in it of one of these names, in order; what lies in one of them is left out.
    pub(super) fn all<'a>(&'a self, names: &[&str]) -> Vec<&'a Element> {
        let mut found = Vec::new();
        let mut left: Vec<&Element> = vec![self];
        while let Some(element) = left.pop() {
            if names.iter().any(|name| element.is(name)) {
                found.push(element);
                continue;
            }
            let below: Vec<&Element> = element.elements().collect();
            left.extend(below.into_iter().rev());
        }
        found
    }

    /// The first of that name in it, at any depth.
    pub(super) fn find(&self, name: &str) -> Option<&Element> {
        self.all(&[name]).into_iter().next()
    }

    /// All its text as it stands.
    pub(super) fn text(&self) -> String {
        let mut out = String::new();
        self.write_text(&mut out);
        out
    }

    fn write_text(&self, out: &mut String) {
        for node in &self.nodes {
            match node {
                Node::Text(text) => out.push_str(text),
                Node::Written(markup) => parse(markup).root.write_text(out),
                Node::Element(element) => element.write_text(out),
            }
        }
    }

    /// All its words, clean and with one space between them.
    pub(super) fn words(&self) -> String {
        sanitize::clean_line(&self.text())
    }

    /// What is in it as markup of HTML, each element under the name that `in_html` gives it.
    pub(super) fn markup(&self, in_html: fn(&str) -> &str) -> String {
        let mut out = String::new();
        self.write_markup(in_html, &mut out);
        out
    }

    fn write_markup(&self, in_html: fn(&str) -> &str, out: &mut String) {
        for node in &self.nodes {
            let element = match node {
                Node::Text(text) => {
                    write_escaped(text, out);
                    continue;
                }
                Node::Written(markup) => {
                    out.push_str(markup);
                    continue;
                }
                Node::Element(element) => element,
            };
            let name = in_html(element.local());
            out.push('<');
            out.push_str(name);
            for (key, value) in &element.attributes {
                let value = value.replace('&', "&amp;").replace('"', "&quot;");
                let _ = write!(out, " {key}=\"{value}\"");
            }
            out.push('>');
            element.write_markup(in_html, out);
            if !matches!(name, "br" | "img" | "hr") {
                out.push_str("</");
                out.push_str(name);
                out.push('>');
            }
        }
    }
}

/// Tells whether markup means the same in HTML: it has only tags and text, none of which is of another language or ends itself.
fn is_plain(markup: &str) -> bool {
    let bytes = markup.as_bytes();
    memchr::memchr_iter(b'<', bytes).all(|at| {
        let tag = bytes.get(at + 1..).unwrap_or_default();
        let end = memchr::memchr(b'>', tag).unwrap_or(tag.len());
        let tag = tag.get(..end).unwrap_or_default();
        let name = tag.split(u8::is_ascii_whitespace).next();
        let is_tag = tag
            .first()
            .is_some_and(|&byte| byte == b'/' || byte.is_ascii_alphabetic());
        is_tag && !tag.ends_with(b"/") && name.is_some_and(|name| !name.contains(&b':'))
    })
}

/// Adds text as markup that says it.
fn write_escaped(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = memchr::memchr2(b'&', b'<', rest.as_bytes()) {
        let (before, sign) = rest.split_at(at);
        out.push_str(before);
        out.push_str(if sign.starts_with('&') {
            "&amp;"
        } else {
            "&lt;"
        });
        rest = sign.get(1..).unwrap_or("");
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_left_as_it_is_written_where_that_is_the_same_in_html() {
        let is_text = |element: &Element| element.is("content");
        for (inside, markup) in [
            (
                "<p id='1'>A &amp; <b>b</b>&nbsp;c</p> d",
                "<p id='1'>A &amp; <b>b</b>&nbsp;c</p> d",
            ),
            ("<content>in</content>", "<content>in</content>"),
            ("a<br/>b", "a<br>b"),
            ("<x:p>a</x:p>", "<p>a</p>"),
            ("<p>a<![CDATA[<b>]]></p>", "<p>a&lt;b></p>"),
            ("<p>a<!-- b --></p>", "<p>a</p>"),
        ] {
            let text = format!("<feed><content>{inside}</content><id>1</id></feed>");
            let parsed = parse_but(&text, is_text);
            assert_eq!(parsed.mistake, None, "{inside}");
            let feed = parsed.root.child("feed").unwrap();
            let content = feed.child("content").unwrap();
            assert_eq!(content.markup(|name| name), markup, "{inside}");
            assert_eq!(feed.text_of("id").as_deref(), Some("1"), "{inside}");
            let plain = parse(&text);
            let tree = plain.root.find("content").unwrap();
            assert_eq!(content.words(), tree.words(), "{inside}");
        }
        // What is cut there is read as far as it goes.
        let cut = parse_but("<feed><content><p>The tide came.</p><p>It we", is_text);
        let content = cut.root.find("content").unwrap();
        assert_eq!(content.words(), "The tide came.It we");
        assert!(cut.mistake.is_some());
    }

    #[test]
    fn a_tree_is_read_with_its_text_and_attributes() {
        let parsed = parse(
            "<?xml version='1.0'?><a:Feed x='1 &amp; 2'><b>T &#65;&lt;<![CDATA[<i>c</i>]]></b><b/></a:Feed>",
        );
        assert_eq!(parsed.mistake, None);
        let feed = parsed.root.child("feed").unwrap();
        assert_eq!(feed.attribute("x"), Some("1 & 2"));
        assert_eq!(feed.text_of("b").as_deref(), Some("T A<<i>c</i>"));
        assert_eq!(feed.children("b").count(), 2);
    }

    #[test]
    fn entities_of_the_file_are_neither_expanded_nor_fetched() {
        let laughs = "<!DOCTYPE l [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'><!ENTITY c SYSTEM 'file:///etc/hostname'>]><l>&b; &c; &nbsp;</l>";
        assert_eq!(parse(laughs).root.text_of("l").as_deref(), Some("&b; &c;"));
    }

    #[test]
    fn what_is_cut_or_crossed_is_kept_and_told() {
        let parsed = parse("<a>\n<b>one</b>\n<c>two<![CDATA[three");
        let a = parsed.root.child("a").unwrap();
        assert_eq!(a.text_of("b").as_deref(), Some("one"));
        assert_eq!(a.text_of("c").as_deref(), Some("twothree"));
        assert!(parsed.mistake.is_some_and(|(line, _)| line == 3));
        let crossed = parse("<a><b>one</a><c>two</b></c>");
        assert_eq!(crossed.root.text_of("c").as_deref(), Some("two"));
        assert_eq!(crossed.mistake, None);
    }

    #[test]
    fn depth_is_left_out_and_words_stay() {
        let deep = format!("{}deep{}", "<a>".repeat(100_000), "</a>".repeat(100_000));
        assert_eq!(parse(&deep).root.words(), "deep");
    }
}
