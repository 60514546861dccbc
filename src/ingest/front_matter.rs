//! The metadata block at the top of a Markdown file: YAML between `---`, TOML between `+++`.

use std::borrow::Cow;
use std::collections::HashSet;

use saphyr::{LoadableYamlNode, MarkedYaml, Scalar, YamlData};
use toml::de::{DeTable, DeValue};

use crate::model::given::GivenKind;
use crate::model::sourced::Certainty;
use crate::text::sanitize;

/// A field that rashomon knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    Title,
    Author,
    Outlet,
    Agency,
    Date,
    Url,
    /// What sums the article up.
    Summary,
    /// What a newsroom names.
    Given(GivenKind),
    /// A field that rashomon does not know.
    Other,
}

/// The names of the fields, in lower case.
const KEYS: &[(&str, Key)] = &[
    ("title", Key::Title),
    ("headline", Key::Title),
    ("author", Key::Author),
    ("authors", Key::Author),
    ("byline", Key::Author),
    ("outlet", Key::Outlet),
    ("source", Key::Outlet),
    ("publisher", Key::Outlet),
    ("publication", Key::Outlet),
    ("site", Key::Outlet),
    ("agency", Key::Agency),
    ("date", Key::Date),
    ("published", Key::Date),
    ("url", Key::Url),
    ("link", Key::Url),
    ("description", Key::Summary),
    ("summary", Key::Summary),
    ("subtitle", Key::Summary),
    ("standfirst", Key::Summary),
    ("excerpt", Key::Summary),
    ("dek", Key::Summary),
];

/// Who tells the fields of a front matter.
pub(super) const FRONT_MATTER: &str = "front matter";

/// One field that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Field {
    pub(super) key: Key,
    /// Where in the file it stands: [`FRONT_MATTER`], or what takes its place in other formats.
    pub(super) teller: &'static str,
    /// Whether it is told in so many words, or was worked out.
    pub(super) certainty: Certainty,
    /// Its name as the file writes it.
    pub(super) name: String,
    /// Its values, clean and not empty; none for an unknown field.
    pub(super) values: Vec<String>,
    /// All that it says, clean, in one line.
    pub(super) whole: String,
    /// Whether the values are all that it says.
    pub(super) is_whole: bool,
    /// The line of the file, counted from 1.
    pub(super) line: u32,
}

/// What the front matter of a file says, or what takes its place in other formats: the head of a page or message, the
/// fields of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct FrontMatter {
    pub(super) fields: Vec<Field>,
    /// The line and reason of a mistake.
    pub(super) mistake: Option<(u32, String)>,
}

impl FrontMatter {
    /// The first field of that meaning.
    pub(super) fn get(&self, key: Key) -> Option<&Field> {
        self.fields.iter().find(|field| field.key == key)
    }

    /// All that the fields of that name say.
    pub(super) fn all(&self, name: &str) -> Vec<&str> {
        let named = self.fields.iter();
        let named = named.filter(|field| field.name.eq_ignore_ascii_case(name));
        named.map(|field| field.whole.as_str()).collect()
    }

    /// The first field of that meaning that is told in so many words.
    pub(super) fn sure(&self, key: Key) -> Option<&Field> {
        let sure = |field: &&Field| field.key == key && field.certainty == Certainty::Known;
        self.fields.iter().find(sure)
    }

    /// Adds what a part of the file other than a front matter tells, unless it is empty.
    pub(super) fn tell(
        &mut self,
        key: Key,
        (teller, name): (&'static str, &str),
        values: &[String],
        line: u32,
        certainty: Certainty,
    ) {
        let values: Vec<String> = values
            .iter()
            .map(|value| sanitize::clean_line(value))
            .filter(|value| !value.is_empty())
            .collect();
        if values.is_empty() {
            return;
        }
        self.fields.push(Field {
            key,
            teller,
            certainty,
            name: sanitize::clean_line(name),
            whole: values.join(", "),
            is_whole: true,
            values,
            line,
        });
    }

    fn add(&mut self, name: &str, values: &[String], whole: &str, line: u32) {
        let name = sanitize::clean_line(name);
        let low = name.to_lowercase();
        let known = KEYS.iter().find(|(known, _)| *known == low);
        let values: Vec<String> = values
            .iter()
            .map(|value| sanitize::clean_line(value))
            .filter(|value| !value.is_empty())
            .collect();
        let whole = sanitize::clean_line(whole);
        let (key, values) = match known {
            Some((_, key)) if !values.is_empty() => (*key, values),
            _ => (Key::Other, Vec::new()),
        };
        self.fields.push(Field {
            key,
            teller: FRONT_MATTER,
            certainty: Certainty::Known,
            name,
            is_whole: values.join(", ") == whole,
            values,
            whole,
            line,
        });
    }
}

impl Field {
    /// `name: all that it says`; a line that could not be read is what it was.
    pub(super) fn line_of_text(&self) -> String {
        match (self.name.as_str(), self.whole.as_str()) {
            ("", whole) => whole.to_owned(),
            (name, "") => format!("{name}:"),
            (name, whole) => format!("{name}: {whole}"),
        }
    }
}

/// A front matter of more bytes than this is none.
const LARGEST: usize = 64 * 1024;

/// More brackets than this, or more list marks on one line, would nest deeper than any metadata.
const DEEPEST: usize = 256;

/// Takes the front matter off the clean `text` of a file; what is left is the body.
pub(super) fn split(text: &str) -> (FrontMatter, &str) {
    let text = text.trim_start_matches('\n');
    for fence in ["---", "+++"] {
        let Some(inner) = text
            .strip_prefix(fence)
            .and_then(|rest| rest.trim_start_matches(' ').strip_prefix('\n'))
        else {
            continue;
        };
        if !opens(inner) {
            return (FrontMatter::default(), text);
        }
        return match closing(inner, fence) {
            Some((matter, body)) if fence == "---" => (yaml(matter), body),
            Some((matter, body)) => (toml(matter), body),
            None => {
                let mistake = Some((
                    1,
                    format!("the front matter is not closed by a line `{fence}`; read as text"),
                ));
                (
                    FrontMatter {
                        mistake,
                        ..FrontMatter::default()
                    },
                    inner,
                )
            }
        };
    }
    (FrontMatter::default(), text)
}

/// A rule at the top of a text is no front matter: its first line of words must be a field or a comment.
fn opens(inner: &str) -> bool {
    let first = inner
        .lines()
        .map(str::trim)
        .find(|line| !line.is_empty())
        .unwrap_or("");
    first.starts_with('#')
        || first.starts_with('[')
        || first.starts_with("---")
        || first.starts_with("+++")
        || first.split_once([':', '=']).is_some_and(|(name, _)| {
            !name.trim().is_empty() && name.split_whitespace().count() <= 2
        })
}

fn closing<'a>(inner: &'a str, fence: &str) -> Option<(&'a str, &'a str)> {
    let mut at = 0;
    for line in inner.split_inclusive('\n') {
        if at > LARGEST {
            return None;
        }
        let words = line.trim_end();
        if words == fence || (words == "..." && fence == "---") {
            return Some((inner.get(..at)?, inner.get(at + line.len()..)?));
        }
        at += line.len();
    }
    None
}

fn too_deep(matter: &str) -> bool {
    let brackets = matter
        .bytes()
        .filter(|byte| matches!(byte, b'[' | b'{'))
        .count();
    let marks = matter
        .lines()
        .map(|line| line.matches("- ").count() + line.matches("? ").count())
        .max();
    brackets > DEEPEST || marks.unwrap_or(0) > DEEPEST / 4
}

fn yaml(matter: &str) -> FrontMatter {
    if too_deep(matter) {
        return salvage(matter, ':', 2, "nested too deeply");
    }
    let documents = match MarkedYaml::load_from_str(matter) {
        Ok(documents) => documents,
        Err(error) => {
            let line = u32::try_from(error.marker().line()).unwrap_or(0) + 1;
            return salvage(matter, ':', line, error.info());
        }
    };
    let mut front = FrontMatter::default();
    let mut length = 0;
    let Some(YamlData::Mapping(fields)) = documents.into_iter().next().map(|node| node.data) else {
        return salvage(matter, ':', 2, "not a list of fields");
    };
    for (key, value) in &fields {
        let line = u32::try_from(key.span.start.line()).unwrap_or(0) + 1;
        let (mut name, mut whole) = (String::new(), String::new());
        yaml_whole(key, 0, &mut name);
        yaml_whole(value, 0, &mut whole);
        length += name.len() + whole.len();
        // Aliases make a small file say a lot.
        if length > 2 * LARGEST {
            return salvage(matter, ':', line, "it repeats itself too often");
        }
        front.add(&name, &yaml_values(value), &whole, line);
    }
    front
}

/// Writes all that the node says: the items of a list with commas between them, the fields of a mapping as
/// `name: value`, in brackets where they lie inside another node. Stops at what is far too long.
fn yaml_whole(node: &MarkedYaml<'_>, depth: usize, out: &mut String) {
    match &node.data {
        YamlData::Sequence(items) => {
            enclose(depth, ['[', ']'], out, |out| {
                for (index, item) in items.iter().enumerate() {
                    out.push_str(if index == 0 { "" } else { ", " });
                    yaml_whole(item, depth + 1, out);
                    if out.len() > 2 * LARGEST {
                        break;
                    }
                }
            });
        }
        YamlData::Mapping(fields) => enclose(depth, ['{', '}'], out, |out| {
            for (index, (key, value)) in fields.iter().enumerate() {
                out.push_str(if index == 0 { "" } else { ", " });
                yaml_whole(key, depth + 1, out);
                out.push_str(": ");
                yaml_whole(value, depth + 1, out);
                if out.len() > 2 * LARGEST {
                    break;
                }
            }
        }),
        YamlData::Tagged(_, inner) => yaml_whole(inner, depth, out),
        _ => out.push_str(&scalar(node).unwrap_or_default()),
    }
}

/// Writes brackets around what lies inside another node.
fn enclose(depth: usize, brackets: [char; 2], out: &mut String, write: impl FnOnce(&mut String)) {
    let [open, close] = brackets;
    if depth > 0 {
        out.push(open);
    }
    write(out);
    if depth > 0 {
        out.push(close);
    }
}

/// A plain value, the items of a list, or the `name` of a nested field.
fn yaml_values(node: &MarkedYaml<'_>) -> Vec<String> {
    match &node.data {
        YamlData::Sequence(items) => items.iter().filter_map(yaml_value).collect(),
        _ => yaml_value(node).into_iter().collect(),
    }
}

fn yaml_value(node: &MarkedYaml<'_>) -> Option<String> {
    match &node.data {
        YamlData::Mapping(fields) => fields
            .iter()
            .find(|(key, _)| scalar(key).as_deref() == Some("name"))
            .and_then(|(_, value)| scalar(value)),
        _ => scalar(node),
    }
}

fn scalar(node: &MarkedYaml<'_>) -> Option<String> {
    match &node.data {
        YamlData::Value(Scalar::String(text)) | YamlData::Representation(text, ..) => {
            Some(text.clone().into_owned())
        }
        YamlData::Value(Scalar::Integer(number)) => Some(number.to_string()),
        YamlData::Value(Scalar::FloatingPoint(number)) => Some(number.to_string()),
        YamlData::Value(Scalar::Boolean(value)) => Some(value.to_string()),
        _ => None,
    }
}

fn toml(matter: &str) -> FrontMatter {
    if too_deep(matter) {
        return salvage(matter, '=', 2, "nested too deeply");
    }
    let table = match DeTable::parse(matter) {
        Ok(table) => table,
        Err(error) => {
            let line = error.span().map_or(2, |span| line_at(matter, span.start));
            return salvage(matter, '=', line, error.message());
        }
    };
    let mut front = FrontMatter::default();
    for (key, value) in table.get_ref() {
        let values: Vec<String> = match value.get_ref() {
            DeValue::Array(items) => items
                .iter()
                .filter_map(|item| toml_value(item.get_ref()))
                .collect(),
            value => toml_value(value).into_iter().collect(),
        };
        let mut whole = String::new();
        toml_whole(value.get_ref(), 0, &mut whole);
        front.add(
            key.get_ref(),
            &values,
            &whole,
            line_at(matter, key.span().start),
        );
    }
    front.fields.sort_by_key(|field| field.line);
    front
}

/// Writes all that the value says, as [`yaml_whole`] does.
fn toml_whole(value: &DeValue<'_>, depth: usize, out: &mut String) {
    match value {
        DeValue::Array(items) => enclose(depth, ['[', ']'], out, |out| {
            for (index, item) in items.iter().enumerate() {
                out.push_str(if index == 0 { "" } else { ", " });
                toml_whole(item.get_ref(), depth + 1, out);
            }
        }),
        DeValue::Table(fields) => enclose(depth, ['{', '}'], out, |out| {
            for (index, (key, value)) in fields.iter().enumerate() {
                out.push_str(if index == 0 { "" } else { ", " });
                out.push_str(key.get_ref());
                out.push_str(": ");
                toml_whole(value.get_ref(), depth + 1, out);
            }
        }),
        DeValue::Float(number) => out.push_str(number.as_str()),
        DeValue::Boolean(value) => out.push_str(if *value { "true" } else { "false" }),
        value => out.push_str(&toml_value(value).unwrap_or_default()),
    }
}

fn toml_value(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.clone().into_owned()),
        DeValue::Integer(number) => Some(number.to_string()),
        DeValue::Datetime(date) => Some(date.to_string()),
        DeValue::Table(fields) => fields.get("name").and_then(|name| match name.get_ref() {
            DeValue::String(text) => Some(Cow::clone(text).into_owned()),
            _ => None,
        }),
        _ => None,
    }
}

/// The line of the file that holds the byte `offset` of the front matter; the fence is line 1.
fn line_at(matter: &str, offset: usize) -> u32 {
    let lines = matter
        .bytes()
        .take(offset)
        .filter(|&byte| byte == b'\n')
        .count();
    u32::try_from(lines).unwrap_or(u32::MAX - 2) + 2
}

/// Where the whole cannot be read, the lines that are plainly `name: value` still can; the others are kept as they are.
fn salvage(matter: &str, sign: char, line: u32, reason: &str) -> FrontMatter {
    let mut front = FrontMatter::default();
    let mut names: HashSet<&str> = HashSet::new();
    for (index, row) in matter.lines().enumerate() {
        let line = u32::try_from(index).unwrap_or(u32::MAX - 2) + 2;
        match plain_field(row, sign).filter(|(name, _)| names.insert(name)) {
            Some((name, value)) => front.add(name, &[value.to_owned()], value, line),
            None if row.trim().is_empty() => {}
            None => front.add("", &[], row, line),
        }
    }
    let reason = sanitize::clean_line(reason);
    front.mistake = Some((
        line,
        format!("front matter: {reason}; only its plain lines were read"),
    ));
    front
}

fn plain_field(row: &str, sign: char) -> Option<(&str, &str)> {
    if row.starts_with([' ', '#', '-', '[']) {
        return None;
    }
    let (name, value) = row.split_once(sign)?;
    let value = value.trim();
    let bare = value
        .strip_prefix(['"', '\''])
        .and_then(|value| value.strip_suffix(['"', '\'']))
        .unwrap_or(value);
    let plain = !bare.starts_with(['[', '{', '|', '>', '&', '*', '!']);
    (plain && !name.trim().is_empty()).then_some((name.trim(), bare))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(front: &FrontMatter, key: Key) -> Vec<&str> {
        front
            .get(key)
            .map(|field| field.values.iter().map(String::as_str).collect())
            .unwrap_or_default()
    }

    #[test]
    fn both_kinds_are_read_with_their_lines() {
        let yaml = "---\ntitle: \"A pier: widened\"\nauthors:\n  - Ann Author\n  - name: Bo Writer\ndate: 2026-01-06\nmood: calm\n---\nBody.\n";
        let toml = "+++\ntitle = \"A pier: widened\"\nauthors = [\"Ann Author\", { name = \"Bo Writer\" }]\n\n\ndate = 2026-01-06\n+++\nBody.\n";
        for text in [yaml, toml] {
            let (front, body) = split(text);
            let other = front.get(Key::Other).map(Field::line_of_text);
            assert!(other.is_none_or(|line| line == "mood: calm"));
            assert_eq!(front.mistake, None);
            assert_eq!(values(&front, Key::Title), ["A pier: widened"]);
            assert_eq!(values(&front, Key::Author), ["Ann Author", "Bo Writer"]);
            assert_eq!(values(&front, Key::Date), ["2026-01-06"]);
            assert_eq!(
                front.get(Key::Date).map(|field| field.line),
                Some(6),
                "{text}"
            );
            assert_eq!(body, "Body.\n");
        }
    }

    #[test]
    fn a_mistake_is_told_with_its_line_and_the_rest_is_kept() {
        let (front, body) =
            split("---\ntitle: A pier: widened\nsource: Harbour News\ntags: [a\n---\nBody.");
        let (line, reason) = front.mistake.clone().unwrap();
        assert!((2..=5).contains(&line), "{line} {reason}");
        assert_eq!(values(&front, Key::Title), ["A pier: widened"]);
        assert_eq!(values(&front, Key::Outlet), ["Harbour News"]);
        assert_eq!(body, "Body.");
        let (front, _) = split("+++\ntitle = \"A\"\ndate = = 3\n+++\n");
        assert_eq!(front.mistake.map(|(line, _)| line), Some(3));
    }

    #[test]
    fn a_rule_at_the_top_is_no_front_matter() {
        let text = "---\n\nThe harbour council met on a wet evening.\n\n---\n";
        assert_eq!(split(text), (FrontMatter::default(), text));
    }

    #[test]
    fn an_unclosed_one_is_told_and_its_text_kept() {
        let (front, body) = split("---\ntitle: A\n\nBody.");
        assert!(front.mistake.is_some());
        assert!(body.contains("Body."));
    }

    #[test]
    fn nesting_bombs_are_refused() {
        for bomb in [
            "[".repeat(60_000),
            "- ".repeat(30_000),
            "{a: ".repeat(9_000),
        ] {
            let (front, _) = split(&format!("---\ntitle: A\nx: {bomb}\n---\nBody."));
            assert!(front.mistake.is_some());
            assert_eq!(values(&front, Key::Title), ["A"]);
        }
    }
}
