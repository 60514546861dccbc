//! Markdown: the part of it that news files use, read line by line.
//!
//! Headings, block quotations, lists, pictures, links, emphasis and code; the marks go, the words stay. A line of its own
//! stays a line of its own unless the file was wrapped by hand, because saved pages keep one button or headline a line.
//! Tables and footnotes are left as text. Everything is done in one pass, whatever the nesting.

use std::collections::{HashMap, HashSet};

use crate::ingest::links::told;
use crate::ingest::markdown::inline::Link;
use crate::ingest::page::{Role, Unit};
use crate::ingest::plain;
use crate::text::fold::fold;
use crate::text::sanitize;

mod inline;

/// Reads the clean `text` of a Markdown file behind its front matter: its pieces, and a line `text: address` for each
/// link whose address its text does not say.
pub(super) fn units(text: &str) -> (Vec<Unit>, Vec<String>) {
    let mut reader = Reader {
        links: Vec::new(),
        definitions: Vec::new(),
        units: Vec::new(),
        lines: Vec::new(),
        role: Role::Plain,
        gap: false,
        indented: false,
        fence: None,
        column: plain::column(text),
    };
    for line in text.lines() {
        reader.indented = line.starts_with(' ');
        reader.line(line.trim());
    }
    reader.flush();
    let links = addresses(&reader.links, &reader.definitions);
    (reader.units, links)
}

/// The lines that say where the links lead, each once. A reference leads where its definition says; a definition that
/// nothing refers to is told as well.
fn addresses(links: &[Link], definitions: &[(&str, &str)]) -> Vec<String> {
    let defined: HashMap<String, &str> = definitions
        .iter()
        .rev()
        .map(|(name, address)| (fold(name), *address))
        .collect();
    let mut used: HashSet<String> = HashSet::new();
    let mut told_once: Vec<String> = Vec::new();
    for link in links {
        let name = fold(&link.target);
        let target = match defined.get(&name).filter(|_| link.is_reference) {
            Some(address) => {
                used.insert(name);
                (*address).to_owned()
            }
            None if link.is_reference => format!("[{}]", link.target),
            None => link.target.clone(),
        };
        told_once.extend(told(&link.label, &target));
    }
    let unused = definitions
        .iter()
        .filter(|(name, _)| !used.contains(&fold(name)));
    told_once.extend(unused.filter_map(|(name, address)| told(name, address)));
    let mut seen: HashSet<String> = HashSet::new();
    told_once.retain(|line| seen.insert(line.clone()));
    told_once
}

struct Reader<'a> {
    units: Vec<Unit>,
    links: Vec<Link>,
    /// The names of references and where they lead.
    definitions: Vec<(&'a str, &'a str)>,
    /// The lines of the paragraph that is being read.
    lines: Vec<&'a str>,
    role: Role,
    gap: bool,
    /// Whether the line at hand is indented.
    indented: bool,
    fence: Option<&'a str>,
    column: Option<usize>,
}

impl<'a> Reader<'a> {
    fn line(&mut self, line: &'a str) {
        if let Some(fence) = self.fence {
            if line.starts_with(fence) {
                self.fence = None;
                self.flush();
            } else if !line.is_empty() {
                self.push_raw(line);
            }
            return;
        }
        if line.is_empty() {
            self.flush();
            self.gap = true;
        } else if let Some(fence) = ["```", "~~~"]
            .into_iter()
            .find(|fence| line.starts_with(fence))
        {
            self.flush();
            self.fence = Some(fence);
        } else if let Some(definition) = definition(line) {
            self.flush();
            self.definitions.push(definition);
        } else if let Some(quoted) = line.strip_prefix('>') {
            self.quote(quoted.trim_start_matches(['>', ' ']));
        } else if let Some((level, words)) = heading(line) {
            self.single(words, Role::Heading(level));
        } else if self.role == Role::Plain && self.lines.len() == 1 && is_underline(line) {
            self.role = Role::Heading(if line.starts_with('=') { 1 } else { 2 });
            self.flush();
        } else if let Some(words) = item(line) {
            self.start(Role::Item);
            self.lines.push(words);
        } else if is_picture(line) {
            self.single(line, Role::Image);
        } else {
            self.plain(line);
        }
    }

    fn plain(&mut self, line: &'a str) {
        // A line in italics directly under a picture is its caption by wide convention.
        let under_picture = !self.gap
            && self.lines.is_empty()
            && self
                .units
                .last()
                .is_some_and(|unit| unit.role == Role::Image);
        if under_picture && is_emphasised(line) {
            self.single(line, Role::Image);
            return;
        }
        // A quotation or list item goes on without its mark where lines are wrapped or indented; a saved page keeps one
        // thing a line, and there the article would vanish into its first list.
        if self.role != Role::Plain && !self.indented && self.column.is_none() {
            self.flush();
        }
        if self.lines.is_empty() {
            self.role = Role::Plain;
        }
        self.lines.push(line);
    }

    fn quote(&mut self, words: &'a str) {
        if self.role != Role::Quote {
            self.flush();
        }
        if words.is_empty() {
            self.flush();
            self.gap = true;
            return;
        }
        self.role = Role::Quote;
        self.lines.push(words);
    }

    fn single(&mut self, words: &'a str, role: Role) {
        self.start(role);
        self.lines.push(words);
        self.flush();
    }

    fn start(&mut self, role: Role) {
        self.flush();
        self.role = role;
    }

    /// Ends the paragraph: one piece if its lines belong together, else one for each line.
    fn flush(&mut self) {
        let lines = std::mem::take(&mut self.lines);
        let role = std::mem::replace(&mut self.role, Role::Plain);
        match (role, self.column) {
            (Role::Plain, None) => lines.into_iter().for_each(|line| self.push(line, role)),
            (Role::Plain, Some(column)) => plain::joined(&lines, column)
                .iter()
                .for_each(|words| self.push(words, role)),
            _ if lines.is_empty() => {}
            _ => self.push(&lines.join(" "), role),
        }
    }

    /// Adds the words without their marks. A line end that the file asks for (`<br>`) starts a new piece; a heading and a
    /// quotation stay one.
    fn push(&mut self, words: &str, role: Role) {
        let (words, links) = inline::plain(words);
        self.links.extend(links);
        let words = sanitize::clean(&words).text;
        let rows = words
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(str::to_owned);
        let texts: Vec<String> = match role {
            Role::Heading(_) | Role::Quote => {
                let whole = rows.collect::<Vec<_>>().join(" ");
                [whole]
                    .into_iter()
                    .filter(|words| !words.is_empty())
                    .collect()
            }
            _ => rows.collect(),
        };
        for text in texts {
            let gap = std::mem::take(&mut self.gap);
            self.units.push(Unit::new(text, role, gap));
        }
    }

    fn push_raw(&mut self, words: &str) {
        self.units
            .push(Unit::new(words.to_owned(), Role::Item, self.gap));
        self.gap = false;
    }
}

/// `## Words ##`.
fn heading(line: &str) -> Option<(u8, &str)> {
    let level = line
        .bytes()
        .take(7)
        .take_while(|&byte| byte == b'#')
        .count();
    let words = line.get(level..)?.strip_prefix(' ')?;
    let level = u8::try_from(level)
        .ok()
        .filter(|level| (1..=6).contains(level))?;
    Some((level, words.trim().trim_end_matches('#').trim_end()))
}

/// `[name]: address "title"`.
fn definition(line: &str) -> Option<(&str, &str)> {
    let (name, rest) = line.strip_prefix('[')?.split_once("]:")?;
    let rest = rest.trim();
    let (address, title) = rest.split_once(' ').unwrap_or((rest, ""));
    let named = !name.is_empty() && !name.starts_with('^') && !name.contains(['[', ']']);
    let leads = address.contains(['/', '.', '#', '@']);
    let titled = title.is_empty() || title.trim_start().starts_with(['"', '\'', '(']);
    (named && leads && titled).then_some((name, rest))
}

/// The line of `=` or `-` under a heading.
fn is_underline(line: &str) -> bool {
    line.len() >= 2
        && (line.bytes().all(|byte| byte == b'=') || line.bytes().all(|byte| byte == b'-'))
}

/// `- words`, `* words`; a number is part of what the item says and stays.
fn item(line: &str) -> Option<&str> {
    if let Some(words) = ["- ", "* ", "+ ", "• "]
        .iter()
        .find_map(|mark| line.strip_prefix(mark))
    {
        // `* * *` is a rule and `- - -` too; they stay what they are.
        return words
            .chars()
            .any(char::is_alphanumeric)
            .then(|| words.trim_start());
    }
    let digits = line.bytes().take(4).take_while(u8::is_ascii_digit).count();
    let behind = line.get(digits..)?;
    ((1..=3).contains(&digits) && (behind.starts_with(". ") || behind.starts_with(") ")))
        .then_some(line)
}

fn is_picture(line: &str) -> bool {
    (line.starts_with("![") || line.starts_with("[!["))
        && line.ends_with([')', ']'])
        && line.matches("](").count() <= 2
}

fn is_emphasised(line: &str) -> bool {
    ['*', '_']
        .iter()
        .any(|&mark| line.len() > 2 && line.starts_with(mark) && line.ends_with(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<(Role, String)> {
        units(text)
            .0
            .into_iter()
            .map(|unit| (unit.role, unit.text))
            .collect()
    }

    #[test]
    fn the_marks_go_and_the_words_stay() {
        let text = "# A *bold* pier\n\nThe **council** met ([minutes](http://x.example \"t\")) and `voted`.\n\n> We paid\n> enough.\n\n![Boats at dawn](b.jpg \"Boats\")\n*Boats wait. (Ann Example/AFP)*\n\n## Fees\n\n- one\n- two\n\nOld style\n---------\n\n```\nlet x = *y*;\n```\n";
        let expected = [
            (Role::Heading(1), "A bold pier"),
            (Role::Plain, "The council met (minutes) and voted."),
            (Role::Quote, "We paid enough."),
            (Role::Image, "Boats at dawn"),
            (Role::Image, "Boats"),
            (Role::Image, "Boats wait. (Ann Example/AFP)"),
            (Role::Heading(2), "Fees"),
            (Role::Item, "one"),
            (Role::Item, "two"),
            (Role::Heading(2), "Old style"),
            (Role::Item, "let x = *y*;"),
        ];
        let expected: Vec<_> = expected
            .into_iter()
            .map(|(role, words)| (role, words.to_owned()))
            .collect();
        assert_eq!(shown(text), expected);
    }

    #[test]
    fn a_line_below_a_list_is_no_part_of_it_unless_indented() {
        let expected = [
            (Role::Item, "one more of one".to_owned()),
            (Role::Item, "two".to_owned()),
            (Role::Plain, "AI generated".to_owned()),
        ];
        assert_eq!(
            shown("- one\n  more of one\n- two\nAI generated\n"),
            expected
        );
    }

    #[test]
    fn addresses_that_the_text_does_not_say_are_told_once() {
        let text = "The [minutes](https://a.example/m) and the [minutes](https://a.example/m), <https://b.example>, [c.example](https://c.example/), [plan][1], ![boats](b.jpg), [lost][ref].\n\n[1]: https://d.example \"Plan\"\n[2]: https://e.example\n";
        let (units, links) = units(text);
        assert_eq!(
            units
                .iter()
                .map(|unit| unit.text.as_str())
                .collect::<Vec<_>>(),
            ["The minutes and the minutes, https://b.example, c.example, plan, boats, lost."]
        );
        assert_eq!(
            links,
            [
                "minutes: https://a.example/m",
                "plan: https://d.example \"Plan\"",
                "boats: b.jpg",
                "lost: [ref]",
                "2: https://e.example",
            ]
        );
    }

    #[test]
    fn deep_quotations_are_one_level() {
        let text = format!("{} deep", ">".repeat(10_000));
        assert_eq!(shown(&text), [(Role::Quote, "deep".to_owned())]);
    }
}
