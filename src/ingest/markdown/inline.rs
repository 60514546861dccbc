//! Marks inside a Markdown paragraph: links, pictures, emphasis, code, escapes, simple tags and entities.

use memchr::memchr;

use crate::ingest::entity;

/// An address or title in brackets is not longer than this many bytes.
const LONGEST_TARGET: usize = 4096;

/// A tag is not longer than this many bytes.
const LONGEST_TAG: usize = 400;

/// Where a link or picture of the text leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Link {
    /// The first words of the text that it stands on.
    pub(super) label: String,
    /// Its address, with its title, as the file writes them; for a reference its name.
    pub(super) target: String,
    /// Whether the target is the name of a reference.
    pub(super) is_reference: bool,
}

/// So many bytes of a link's text are enough to tell which link is meant.
const LONGEST_LABEL: usize = 80;

/// `text` without its marks, and its links in order. Looks back only to what is already written and ahead only to the next bracket, so that its
/// time is linear even in text made of nothing but marks.
pub(super) fn plain(text: &str) -> (String, Vec<Link>) {
    let mut writer = Writer {
        text,
        at: 0,
        out: String::with_capacity(text.len()),
        open: Vec::new(),
        dropped: Vec::new(),
        links: Vec::new(),
        anchor: None,
        next_bracket: None,
        next_angle: None,
    };
    while let Some(c) = writer.rest().chars().next() {
        writer.step(c);
    }
    writer.finish()
}

/// What stands behind the text of a link.
struct Target<'a> {
    /// Where it ends.
    end: usize,
    /// What is in its brackets.
    words: &'a str,
    title: Option<&'a str>,
    is_reference: bool,
}

struct Writer<'a> {
    text: &'a str,
    at: usize,
    out: String,
    /// Where in `out` the brackets that are still open were written, and whether they open a picture.
    open: Vec<(usize, bool)>,
    /// The brackets in `out` that turned out to open a link; taken out at the end, all at once.
    dropped: Vec<usize>,
    links: Vec<Link>,
    /// Where in `out` the text of the HTML link that is open starts, and its address.
    anchor: Option<(usize, &'a str)>,
    /// The next `)` and `>` at or behind the place where they were last looked for; `usize::MAX` for none.
    next_bracket: Option<usize>,
    next_angle: Option<usize>,
}

impl<'a> Writer<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn step(&mut self, c: char) {
        let rest = self.rest();
        match c {
            '\\' if rest
                .chars()
                .nth(1)
                .is_some_and(|next| next.is_ascii_punctuation()) =>
            {
                self.at += 1;
                self.copy(self.rest().chars().next().unwrap_or('\\'));
            }
            '!' if rest.starts_with("![") => {
                self.open.push((self.out.len(), true));
                self.at += 2;
            }
            '[' => {
                self.open.push((self.out.len(), false));
                self.copy('[');
            }
            ']' => self.close(),
            '*' | '`' | '~' => self.mark(c),
            '_' => self.underscore(),
            '<' => self.angle(),
            '&' => self.entity(),
            _ => self.copy(c),
        }
    }

    /// The text without the brackets of its links.
    fn finish(mut self) -> (String, Vec<Link>) {
        self.end_anchor();
        self.dropped.sort_unstable();
        let mut kept = String::with_capacity(self.out.len());
        let mut at = 0;
        for bracket in self.dropped {
            kept.push_str(self.out.get(at..bracket).unwrap_or(""));
            at = bracket + 1;
        }
        kept.push_str(self.out.get(at..).unwrap_or(""));
        (kept, self.links)
    }

    /// Notes where the text that starts at `start` of what is written leads to.
    fn link(&mut self, start: usize, target: &str, is_reference: bool) {
        let label = self.out.get(start..).unwrap_or("");
        let label = label
            .get(..label.floor_char_boundary(LONGEST_LABEL))
            .unwrap_or("")
            .replace(['[', ']'], "");
        // `[text][]` is its own reference.
        let target = if is_reference && target.trim().is_empty() {
            label.clone()
        } else {
            target.trim().to_owned()
        };
        if !target.is_empty() {
            self.links.push(Link {
                label,
                target,
                is_reference,
            });
        }
    }

    fn end_anchor(&mut self) {
        if let Some((start, address)) = self.anchor.take() {
            self.link(start, address, false);
        }
    }

    fn copy(&mut self, c: char) {
        self.out.push(c);
        self.at += c.len_utf8();
    }

    /// A run of marks goes where it can open or close; between spaces it is a sign of the text: `3 * 4`, `~ 20`.
    fn mark(&mut self, c: char) {
        let run = self
            .rest()
            .bytes()
            .take_while(|&byte| byte == c as u8)
            .count();
        let before = self.out.chars().next_back();
        let after = self.rest().chars().nth(run);
        let free = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let sign = (free(before) && free(after)) || (c == '~' && run == 1);
        if sign {
            self.out.extend(std::iter::repeat_n(c, run));
        }
        self.at += run;
    }

    /// An underscore inside a word belongs to it: `snake_case`.
    fn underscore(&mut self) {
        let run = self.rest().bytes().take_while(|&byte| byte == b'_').count();
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let inside = letter(self.out.chars().next_back()) && letter(self.rest().chars().nth(run));
        if inside {
            self.out.extend(std::iter::repeat_n('_', run));
        }
        self.at += run;
    }

    /// The end of a link or picture text: with an address or reference behind it, both brackets go.
    fn close(&mut self) {
        let target = self.target();
        match (self.open.pop(), target) {
            (
                Some((start, picture)),
                Some(Target {
                    end,
                    words,
                    title,
                    is_reference,
                }),
            ) => {
                if picture {
                    // The title of a picture goes into the text, below.
                    let address = words.split_whitespace().next().unwrap_or("");
                    self.link(
                        start,
                        if is_reference { words } else { address },
                        is_reference,
                    );
                } else {
                    self.dropped.push(start);
                    self.link(start + 1, words, is_reference);
                }
                if let Some(title) = title.filter(|title| picture && !title.is_empty()) {
                    let same = self.out.get(start..).is_some_and(|alt| alt.trim() == title);
                    if !same {
                        self.out.push('\n');
                        self.out.push_str(title);
                    }
                }
                self.at = end;
            }
            (Some((_, true)), None) => self.at += 1,
            _ => self.copy(']'),
        }
    }

    /// The `(address "title")` or `[reference]` behind a closing bracket.
    fn target(&mut self) -> Option<Target<'a>> {
        let start = self.at + 1;
        let behind = self.text.get(start..)?;
        if behind.starts_with('(') {
            let end = self.bracket(start)?;
            let inner = self.text.get(start + 1..end)?;
            // An address may hold one pair of brackets of its own.
            let end = if inner.contains('(') && self.text.as_bytes().get(end + 1) == Some(&b')') {
                end + 1
            } else {
                end
            };
            let title = inner
                .split_once([' ', '\n'])
                .map(|(_, title)| title.trim().trim_matches(['"', '\'']));
            return Some(Target {
                end: end + 1,
                words: self.text.get(start + 1..end)?,
                title,
                is_reference: false,
            });
        }
        let reference = behind.strip_prefix('[')?;
        let near = reference.bytes().take(80).position(|byte| byte == b']')?;
        Some(Target {
            end: start + near + 2,
            words: reference.get(..near)?,
            title: None,
            is_reference: true,
        })
    }

    fn bracket(&mut self, from: usize) -> Option<usize> {
        next(self.text, b')', from, &mut self.next_bracket)
            .filter(|&end| end - from <= LONGEST_TARGET)
    }

    /// `<https://…>` gives its address; a tag goes, but for where it leads to and what its picture shows.
    fn angle(&mut self) {
        let end = next(self.text, b'>', self.at, &mut self.next_angle)
            .filter(|&end| end - self.at <= LONGEST_TAG);
        let inner = end.and_then(|end| Some((end, self.text.get(self.at + 1..end)?)));
        match inner {
            Some((end, address)) if address.starts_with("http") => {
                self.out.push_str(address);
                self.at = end + 1;
            }
            Some((end, tag)) => match tag_name(tag) {
                Some(name) => {
                    self.tag(&name, tag);
                    self.at = end + 1;
                }
                None => self.copy('<'),
            },
            None => self.copy('<'),
        }
    }

    fn tag(&mut self, name: &str, tag: &'a str) {
        match name {
            "br" => self.out.push('\n'),
            "a" => {
                self.end_anchor();
                self.anchor = attribute(tag, "href").map(|address| (self.out.len(), address));
            }
            _ => {
                let start = self.out.len();
                self.out.push_str(attribute(tag, "alt").unwrap_or(""));
                if let Some(address) = attribute(tag, "src") {
                    self.link(start, address, false);
                }
            }
        }
    }

    fn entity(&mut self) {
        match entity::decode(self.rest()) {
            Some((c, length)) => {
                self.out.push(c);
                self.at += length;
            }
            None => self.copy('&'),
        }
    }
}

/// The HTML elements whose tags are taken for tags; anything else between angle brackets is text.
const TAGS: &[&str] = &[
    "a",
    "abbr",
    "article",
    "aside",
    "b",
    "blockquote",
    "br",
    "caption",
    "center",
    "cite",
    "code",
    "dd",
    "del",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "font",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "i",
    "iframe",
    "img",
    "ins",
    "kbd",
    "li",
    "main",
    "mark",
    "nav",
    "ol",
    "p",
    "picture",
    "pre",
    "q",
    "s",
    "section",
    "small",
    "source",
    "span",
    "strike",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "tt",
    "u",
    "ul",
    "video",
    "wbr",
];

/// The lower-case name of the element whose tag stands between the angle brackets. Behind a name there is nothing or an
/// attribute with its value, so that `3 <b and the rate is 5> y` is a sum and no tag.
fn tag_name(tag: &str) -> Option<String> {
    let open = tag.strip_prefix('/').unwrap_or(tag);
    let length = open.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let name = open.get(..length)?.to_ascii_lowercase();
    let rest = open.get(length..)?;
    let ends = rest.trim().trim_end_matches('/').is_empty();
    let attributes =
        rest.starts_with(char::is_whitespace) && rest.contains('=') && open.len() == tag.len();
    (TAGS.contains(&name.as_str()) && (ends || attributes)).then_some(name)
}

/// The value of the attribute `name` of a tag.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let at = tag
        .match_indices(name)
        .find(|&(at, _)| {
            let before = tag.get(..at).and_then(|before| before.chars().next_back());
            let behind = tag.get(at + name.len()..).map(str::trim_start);
            before.is_some_and(|c| c.is_whitespace() || c == '"' || c == '\'')
                && behind.is_some_and(|behind| behind.starts_with('='))
        })?
        .0;
    let value = tag
        .get(at + name.len()..)?
        .trim_start()
        .strip_prefix('=')?
        .trim_start();
    let quoted = ['"', '\'']
        .iter()
        .find_map(|&quote| value.strip_prefix(quote)?.split(quote).next());
    quoted.or_else(|| value.split_whitespace().next())
}

/// The next `byte` at or behind `from`, remembered in `known` so that no stretch is searched twice.
fn next(text: &str, byte: u8, from: usize, known: &mut Option<usize>) -> Option<usize> {
    if known.is_none_or(|known| known < from) {
        let found = text
            .as_bytes()
            .get(from..)
            .and_then(|rest| memchr(byte, rest));
        *known = Some(found.map_or(usize::MAX, |found| from + found));
    }
    known.filter(|&known| known != usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_go_and_signs_stay() {
        for (text, expected) in [
            ("a **b** _c_ `d` ~~e~~", "a b c d e"),
            ("3 * 4 and snake_case ~20", "3 * 4 and snake_case ~20"),
            ("[a](b) ![c](d \"e\") [f][g] [h]", "a c\ne f [h]"),
            ("[wiki](https://x.example/a_(b))", "wiki"),
            (
                "<https://x.example> <b>bold</b> 1 < 2 &amp; \\*3",
                "https://x.example bold 1 < 2 & *3",
            ),
            ("[open (never closed", "[open (never closed"),
            ("3 <x and the rate is 5> y", "3 <x and the rate is 5> y"),
            ("3 <b and the rate is 5> y", "3 <b and the rate is 5> y"),
            (
                "<B>it&#8217;s</B> <span class=\"a\">R&amp;D</span><hr/>",
                "it’s R&D",
            ),
            ("<img src=a.jpg alt='Boats at dawn'>", "Boats at dawn"),
        ] {
            assert_eq!(plain(text).0.trim_end(), expected);
        }
    }

    #[test]
    fn the_targets_of_links_and_pictures_are_told() {
        let text = "[a](b \"c\") ![d](e \"f\") [g][h] [i][] <a href=\"j\">k</a> <img src='l'> [](m) [ä](n_(o))";
        let links: Vec<(String, String, bool)> = plain(text)
            .1
            .into_iter()
            .map(|link| (link.label, link.target, link.is_reference))
            .collect();
        let expected = [
            ("a", "b \"c\"", false),
            ("d", "e", false),
            ("g", "h", true),
            ("i", "i", true),
            ("k", "j", false),
            ("", "l", false),
            ("", "m", false),
            ("ä", "n_(o)", false),
        ];
        let expected: Vec<(String, String, bool)> = expected
            .into_iter()
            .map(|(label, target, is_reference)| {
                (label.to_owned(), target.to_owned(), is_reference)
            })
            .collect();
        assert_eq!(links, expected);
    }
}
