//! Reads back what was exported, far enough to know that it is well formed.

use std::fmt::Write;

/// The elements and attributes that a page may have.
const ELEMENTS: &[&str] = &[
    "html", "head", "title", "style", "body", "h1", "h2", "h3", "ul", "li", "main", "section", "p",
    "strong", "small", "dl", "dt", "dd", "ol", "svg", "text", "span", "a", "table", "thead",
    "tbody", "tr", "th", "td", "mark", "del", "ins", "footer",
];
const EMPTY: &[&str] = &["meta", "br"];
/// Elements without content, closed where they open.
const SHAPES: &[&str] = &["rect"];
const ATTRIBUTES: &[&str] = &[
    "class",
    "content",
    "data-side",
    "dir",
    "href",
    "http-equiv",
    "charset",
    "height",
    "role",
    "text-anchor",
    "viewBox",
    "width",
    "x",
    "y",
    "colspan",
    "id",
    "lang",
    "name",
    "rel",
    "rowspan",
    "scope",
];

/// The body of a page: all but styles and head.
pub fn body(page: &str) -> &str {
    page.split_once("<body>").unwrap().1
}

/// Reads a page from tag to tag.
///
/// # Errors
/// What is wrong with the page: a tag or attribute that it should not have, one that is not closed, a bare `<`, `>`
/// or `&`.
pub fn check(page: &str) -> Result<(), String> {
    let mut rest = page
        .strip_prefix("<!DOCTYPE html>\n")
        .ok_or("no document type")?;
    let mut open: Vec<&str> = Vec::new();
    while let Some((text, behind)) = rest.split_once('<') {
        if open.last() != Some(&"style") {
            check_text(text)?;
        }
        let (tag, after) = behind.split_once('>').ok_or("a tag without end")?;
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return Err(format!("</{name}> closes another element"));
            }
            continue;
        }
        let (tag, is_shape) = tag
            .strip_suffix('/')
            .map_or((tag, false), |tag| (tag, true));
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        check_attributes(attributes)?;
        if is_shape != SHAPES.contains(&name) {
            return Err(format!("{name} closed in the wrong way"));
        }
        if is_shape {
            continue;
        }
        if ELEMENTS.contains(&name) {
            open.push(name);
        } else if !EMPTY.contains(&name) {
            return Err(format!("there is an element {name}"));
        }
    }
    if open.is_empty() && rest.trim().is_empty() {
        Ok(())
    } else {
        Err(format!("not closed: {open:?}"))
    }
}

fn check_text(text: &str) -> Result<(), String> {
    if text.contains('>') {
        return Err(format!("a bare > in: {text}"));
    }
    for behind in text.split('&').skip(1) {
        let known = ["lt;", "gt;", "amp;", "quot;", "#39;"];
        if !known.iter().any(|entity| behind.starts_with(entity)) {
            return Err(format!("a bare & before: {behind}"));
        }
    }
    Ok(())
}

fn check_attributes(mut rest: &str) -> Result<(), String> {
    while !rest.is_empty() {
        let (name, behind) = rest.split_once("=\"").ok_or("an attribute without value")?;
        let (value, after) = behind.split_once('"').ok_or("a value without end")?;
        if !ATTRIBUTES.contains(&name) {
            return Err(format!("there is an attribute {name}"));
        }
        if name == "href" && !value.starts_with("https://") && !value.starts_with('#') {
            return Err(format!("there is a link to {value}"));
        }
        check_text(value)?;
        rest = after.trim_start();
    }
    Ok(())
}

/// `text` without the sequences that colour it.
pub fn without_colours(text: &str) -> String {
    let mut out = text.to_owned();
    for code in ["0", "1", "2", "32", "33", "36", "31;9", "32;4"] {
        let mut sequence = String::new();
        write!(sequence, "\u{1b}[{code}m").unwrap();
        out = out.replace(&sequence, "");
    }
    out
}

/// Fails where a line of Markdown has markup that is not the program's: code, links, other cells than so many `columns`.
pub fn check_markdown_line(line: &str, columns: usize) {
    let mut escaped = false;
    let mut bars = 0;
    let mut chars = line.chars().peekable();
    let mut struck = false;
    while let Some(c) = chars.next() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '|' => {
                bars += 1;
                assert!(!struck, "struck through beyond its cell: {line}");
            }
            // Only whole words of an earlier version are struck through.
            '~' if chars.next_if_eq(&'~').is_some() => struck = !struck,
            '[' | ']' | '`' | '_' | '~' | '$' => panic!("{c} in: {line}"),
            _ => (),
        }
    }
    assert!(bars == 0 || bars == columns + 1, "{line}");
    assert!(
        !line.contains("http://") && !line.contains("www."),
        "{line}"
    );
}
