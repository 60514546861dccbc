//! A parsed page to its pieces, in the order of the page: what a browser would put on lines of their own.

use ego_tree::NodeRef;
use ego_tree::iter::Edge;
use scraper::Node;
use scraper::node::Element;

use crate::ingest::page::Role;
use crate::text::sanitize;

/// A line or paragraph of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// Its clean words in one line.
    pub(super) text: String,
    /// What the markup says about it.
    pub(super) role: Role,
    /// Whether it stands in a menu, a foot or a box beside the text, by the markup's own word.
    pub(super) aside: bool,
    /// The links in it: their words and where they lead.
    pub(super) links: Vec<(String, String)>,
}

impl Piece {
    /// Tells whether all its words are those of links.
    pub(super) fn is_link(&self) -> bool {
        let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
        let linked: usize = self.links.iter().map(|(label, _)| letters(label)).sum();
        linked > 0 && linked >= letters(&self.text)
    }
}

/// The pieces of a page.
#[derive(Debug, Default)]
pub(super) struct Walked {
    /// In order.
    pub(super) pieces: Vec<Piece>,
    /// How many characters were taken out because they act or hide.
    pub(super) removed: usize,
}

/// Elements that hold nothing to read.
const SILENT: &[&str] = &[
    "head", "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed",
    "video", "audio", "canvas", "map", "select", "button", "textarea", "datalist", "noframes",
];

/// Elements that stand inside a line.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "img", "input", "ins", "kbd", "label", "mark", "nobr", "picture", "q", "rb", "rp",
    "rt", "ruby", "s", "samp", "small", "source", "span", "strike", "strong", "sub", "sup", "time",
    "tt", "u", "var", "wbr",
];

/// Elements beside the text.
const ASIDE: &[&str] = &["nav", "footer", "aside", "form", "dialog", "menu"];

/// Takes the tree apart.
pub(super) fn walk(root: NodeRef<'_, Node>) -> Walked {
    let mut walker = Walker::default();
    for edge in root.traverse() {
        match edge {
            Edge::Open(node) => walker.open(node),
            Edge::Close(node) => walker.close(node),
        }
    }
    walker.finish()
}

/// The pieces of a page as its elements come.
#[derive(Default)]
pub(super) struct Walker {
    walked: Walked,
    /// The words of the piece at hand.
    words: String,
    links: Vec<(String, String)>,
    /// Where in `words` the open link begins, and where it leads.
    link: Option<(usize, String)>,
    silent: usize,
    aside: usize,
    caption: usize,
    quote: usize,
    item: usize,
    raw: usize,
    heading: Option<u8>,
    /// How many rows of a table of plain words are open.
    row: usize,
}

impl Walker {
    fn open(&mut self, node: NodeRef<'_, Node>) {
        let element = match node.value() {
            Node::Text(text) => return self.push(text),
            Node::Element(element) => element,
            _ => return,
        };
        let name = element.name();
        if self.silent > 0 || SILENT.contains(&name) {
            self.silent += 1;
        } else if !self.begin(name, element.attr("href").unwrap_or("")) {
            self.flush();
            self.row += usize::from(name == "tr" && is_plain_row(node));
            self.count(name, is_caption(node, element), 1);
        }
    }

    fn close(&mut self, node: NodeRef<'_, Node>) {
        let Node::Element(element) = node.value() else {
            return;
        };
        let name = element.name();
        if self.silent > 0 {
            self.silent -= 1;
        } else if !self.end(name) {
            self.flush();
            self.row -= usize::from(name == "tr" && is_plain_row(node));
            self.count(name, is_caption(node, element), -1);
        }
    }

    /// Begins an element that stands in a line, and a link of it at `target`; false for any other, which begins a line.
    pub(super) fn begin(&mut self, name: &str, target: &str) -> bool {
        match name {
            "br" => self.flush(),
            "a" => self.link = Some((self.words.len(), target.to_owned())),
            "q" => self.words.push('“'),
            "td" | "th" if self.row > 0 => {
                let parts = !self.words.trim().is_empty();
                self.words.push_str(if parts { " | " } else { "" });
            }
            name => return INLINE.contains(&name),
        }
        true
    }

    /// Ends an element that stands in a line; false for any other.
    pub(super) fn end(&mut self, name: &str) -> bool {
        match name {
            "a" => {
                if let Some((start, target)) = self.link.take() {
                    let label = self.words.get(start..).unwrap_or("").to_owned();
                    if !label.trim().is_empty() {
                        self.links.push((label, target));
                    }
                }
            }
            "q" => self.words.push('”'),
            "td" | "th" => return self.row > 0,
            name => return INLINE.contains(&name),
        }
        true
    }

    /// Enters or leaves what the element means for the pieces in it.
    pub(super) fn count(&mut self, name: &str, is_caption: bool, step: isize) {
        let turn = |count: &mut usize, is: bool| {
            if is {
                *count = count.saturating_add_signed(step);
            }
        };
        turn(&mut self.aside, ASIDE.contains(&name));
        turn(&mut self.caption, is_caption);
        turn(&mut self.quote, name == "blockquote");
        turn(&mut self.item, name == "li" || name == "tr");
        turn(&mut self.raw, name == "pre");
        if let Some(level) = heading_level(name) {
            self.heading = (step > 0).then_some(level);
        }
    }

    /// The pieces, when all has been read.
    pub(super) fn finish(mut self) -> Walked {
        self.flush();
        self.walked
    }

    /// Takes text.
    pub(super) fn push(&mut self, text: &str) {
        if self.silent > 0 {
            return;
        }
        if self.raw == 0 {
            self.words.push_str(text);
            return;
        }
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.flush();
            }
            self.words.push_str(line);
        }
    }

    /// Ends the piece at hand.
    pub(super) fn flush(&mut self) {
        if let Some((start, target)) = self.link.take() {
            // A link around several blocks leads there from the first of them.
            let label = self.words.get(start..).unwrap_or("").to_owned();
            if label.trim().is_empty() {
                self.link = Some((0, target));
            } else {
                self.links.push((label, target));
            }
        }
        let links = std::mem::take(&mut self.links);
        let cleaned = sanitize::clean(&self.words);
        self.walked.removed += cleaned.removed;
        let text = sanitize::in_one_line(cleaned.text);
        self.words.clear();
        if text.is_empty() {
            return;
        }
        let role = match self.heading {
            _ if self.caption > 0 => Role::Image,
            Some(level) => Role::Heading(level),
            None if self.quote > 0 => Role::Quote,
            None if self.item > 0 => Role::Item,
            None => Role::Plain,
        };
        self.walked.pieces.push(Piece {
            text,
            role,
            aside: self.aside > 0,
            links,
        });
    }
}

fn heading_level(name: &str) -> Option<u8> {
    let level = name.strip_prefix('h')?.parse().ok()?;
    (1..=6).contains(&level).then_some(level)
}

/// A caption by its element or its class; a class on a whole article says something else.
fn is_caption(node: NodeRef<'_, Node>, element: &Element) -> bool {
    let classed = || {
        element.classes().any(|class| {
            let class = class.to_ascii_lowercase();
            class
                .split(['-', '_'])
                .any(|word| word == "caption" || word == "captions")
        })
    };
    element.name() == "figcaption" || (classed() && node.descendants().nth(CAPTION_NODES).is_none())
}

/// No caption has so many nodes.
const CAPTION_NODES: usize = 24;

/// More nodes than this in a row of a table are a page that was laid out by one.
const ROW_NODES: usize = 120;

/// Tells whether the cells of the table row hold plain words.
fn is_plain_row(row: NodeRef<'_, Node>) -> bool {
    let mut nodes = 0;
    row.descendants().skip(1).all(|node| {
        nodes += 1;
        let inline = match node.value() {
            Node::Element(element) => {
                matches!(element.name(), "td" | "th") || INLINE.contains(&element.name())
            }
            _ => true,
        };
        inline && nodes <= ROW_NODES
    })
}

#[cfg(test)]
mod tests {
    use scraper::Html;

    use super::*;

    fn shown(page: &str) -> Vec<(Role, String)> {
        let html = Html::parse_document(page);
        let pieces = walk(html.tree.root()).pieces.into_iter();
        pieces.map(|piece| (piece.role, piece.text)).collect()
    }

    #[test]
    fn blocks_are_pieces_and_what_stands_in_a_line_is_not() {
        let page = "<h2>The <i>old</i> pier</h2><p>One\n <b>bold</b> <a href=/x>link</a>.<br>Two &amp; three</p><ul><li>an item</ul><blockquote><p>Words.</p></blockquote><figure><img alt=no><figcaption>Boats <span class=credit>Ann/AFP</span></figcaption></figure><script>no()</script><table><tr><td>Oslo<td>3</tr></table><pre>a\nb</pre>loose";
        let expected = [
            (Role::Heading(2), "The old pier"),
            (Role::Plain, "One bold link."),
            (Role::Plain, "Two & three"),
            (Role::Item, "an item"),
            (Role::Quote, "Words."),
            (Role::Image, "Boats Ann/AFP"),
            (Role::Item, "Oslo | 3"),
            (Role::Plain, "a"),
            (Role::Plain, "b"),
            (Role::Plain, "loose"),
        ];
        let expected: Vec<_> = expected
            .into_iter()
            .map(|(role, words)| (role, words.to_owned()))
            .collect();
        assert_eq!(shown(page), expected);
    }

    #[test]
    fn links_keep_their_words_and_address() {
        let html = Html::parse_document(
            "<p>The <a href='/m'>minutes</a> say <a href=/n><div>so</div></a>",
        );
        let walked = walk(html.tree.root());
        let links: Vec<_> = walked
            .pieces
            .into_iter()
            .flat_map(|piece| piece.links)
            .collect();
        assert_eq!(
            links,
            [
                ("minutes".to_owned(), "/m".to_owned()),
                ("so".to_owned(), "/n".to_owned())
            ]
        );
    }
}
