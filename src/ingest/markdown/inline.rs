//! Marks inside a Markdown paragraph: links, pictures, emphasis, code, escapes, simple tags and entities.

use memchr::memchr;

/// An address or title in brackets is not longer than this many bytes.
const LONGEST_TARGET: usize = 4096;

/// A tag is not longer than this many bytes.
const LONGEST_TAG: usize = 400;

/// `text` without its marks. Looks back only to what is already written and ahead only to the next bracket, so that its
/// time is linear even in text made of nothing but marks.
pub(super) fn plain(text: &str) -> String {
    let mut writer = Writer {
        text,
        at: 0,
        out: String::with_capacity(text.len()),
        open: Vec::new(),
        dropped: Vec::new(),
        next_bracket: None,
        next_angle: None,
    };
    while let Some(c) = writer.rest().chars().next() {
        writer.step(c);
    }
    writer.finish()
}

struct Writer<'a> {
    text: &'a str,
    at: usize,
    out: String,
    /// Where in `out` the brackets that are still open were written, and whether they open a picture.
    open: Vec<(usize, bool)>,
    /// The brackets in `out` that turned out to open a link; taken out at the end, all at once.
    dropped: Vec<usize>,
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
    fn finish(mut self) -> String {
        self.dropped.sort_unstable();
        let mut kept = String::with_capacity(self.out.len());
        let mut at = 0;
        for bracket in self.dropped {
            kept.push_str(self.out.get(at..bracket).unwrap_or(""));
            at = bracket + 1;
        }
        kept.push_str(self.out.get(at..).unwrap_or(""));
        kept
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
            (Some((start, picture)), Some((end, title))) => {
                if !picture {
                    self.dropped.push(start);
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

    /// The `(address "title")` or `[reference]` behind a closing bracket: where it ends, and its title.
    fn target(&mut self) -> Option<(usize, Option<&'a str>)> {
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
            return Some((end + 1, title));
        }
        let reference = behind.strip_prefix('[')?;
        let near = reference.bytes().take(80).position(|byte| byte == b']')?;
        Some((start + near + 2, None))
    }

    fn bracket(&mut self, from: usize) -> Option<usize> {
        next(self.text, b')', from, &mut self.next_bracket)
            .filter(|&end| end - from <= LONGEST_TARGET)
    }

    /// `<https://…>` gives its address; another tag goes.
    fn angle(&mut self) {
        let end = next(self.text, b'>', self.at, &mut self.next_angle)
            .filter(|&end| end - self.at <= LONGEST_TAG);
        let inner = end.and_then(|end| Some((end, self.text.get(self.at + 1..end)?)));
        match inner {
            Some((end, address)) if address.starts_with("http") => {
                self.out.push_str(address);
                self.at = end + 1;
            }
            Some((end, tag)) if tag.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') => {
                if tag.starts_with("br") {
                    self.out.push('\n');
                }
                self.at = end + 1;
            }
            _ => self.copy('<'),
        }
    }

    fn entity(&mut self) {
        const ENTITIES: &[(&str, char)] = &[
            ("&amp;", '&'),
            ("&lt;", '<'),
            ("&gt;", '>'),
            ("&quot;", '"'),
            ("&#39;", '\''),
            ("&nbsp;", ' '),
            ("&mdash;", '—'),
            ("&ndash;", '–'),
            ("&copy;", '©'),
        ];
        let rest = self.rest();
        match ENTITIES.iter().find(|(name, _)| rest.starts_with(name)) {
            Some((name, c)) => {
                self.out.push(*c);
                self.at += name.len();
            }
            None => self.copy('&'),
        }
    }
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
        ] {
            assert_eq!(plain(text), expected);
        }
    }
}
