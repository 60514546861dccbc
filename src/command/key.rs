//! Keys as rashomon names them, apart from any terminal library.

use std::fmt;
use std::fmt::Write as _;

/// A key of the keyboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names are those printed on the keys")]
pub enum KeyCode {
    /// A character as typed, Shift already applied.
    Char(char),
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
    /// `F1` to `F12`.
    Function(u8),
}

/// A key together with the modifiers that matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// The key.
    pub code: KeyCode,
    /// Whether Control was held.
    pub ctrl: bool,
    /// Whether Alt was held.
    pub alt: bool,
}

impl Key {
    /// The key alone.
    pub fn plain(code: KeyCode) -> Self {
        Self {
            code,
            ctrl: false,
            alt: false,
        }
    }

    /// The character, if the key types one and no modifier changes its meaning.
    pub fn character(self) -> Option<char> {
        match self.code {
            KeyCode::Char(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }
}

const NAMED: &[(&str, KeyCode)] = &[
    ("Space", KeyCode::Char(' ')),
    ("lt", KeyCode::Char('<')),
    ("Enter", KeyCode::Enter),
    ("Esc", KeyCode::Esc),
    ("Tab", KeyCode::Tab),
    ("S-Tab", KeyCode::BackTab),
    ("Backspace", KeyCode::Backspace),
    ("Delete", KeyCode::Delete),
    ("Up", KeyCode::Up),
    ("Down", KeyCode::Down),
    ("Left", KeyCode::Left),
    ("Right", KeyCode::Right),
    ("Home", KeyCode::Home),
    ("End", KeyCode::End),
    ("PageUp", KeyCode::PageUp),
    ("PageDown", KeyCode::PageDown),
];

/// Reads a key sequence: characters stand for themselves; names and modifiers stand in angle brackets: `gg`, `]a`,
/// `<C-p>`, `<A-x>`, `<Space>`, `<S-Tab>`, `<F1>`, and `<lt>` for the bracket itself.
///
/// # Errors
/// A sentence that names the part that is no key.
pub fn parse(notation: &str) -> Result<Vec<Key>, String> {
    let mut keys = Vec::new();
    let mut rest = notation;
    while let Some(c) = rest.chars().next() {
        if c == '<' {
            let (name, after) = rest
                .strip_prefix('<')
                .and_then(|inside| inside.split_once('>'))
                .ok_or_else(|| format!("`{rest}` opens a key name with < and does not close it"))?;
            keys.push(named(name)?);
            rest = after;
        } else if c.is_control() {
            return Err("a control character is no key; the keys with names are written <Esc>, <Tab>, <C-x>".to_owned());
        } else {
            keys.push(Key::plain(KeyCode::Char(c)));
            rest = rest.get(c.len_utf8()..).unwrap_or("");
        }
    }
    if keys.is_empty() {
        Err("an empty key sequence".to_owned())
    } else {
        Ok(keys)
    }
}

fn named(name: &str) -> Result<Key, String> {
    if let Some(&(_, code)) = NAMED
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(name))
    {
        return Ok(Key::plain(code));
    }
    if let Some(inner) = name.strip_prefix("C-") {
        return Ok(Key {
            ctrl: true,
            ..single(inner)?
        });
    }
    if let Some(inner) = name.strip_prefix("A-") {
        return Ok(Key {
            alt: true,
            ..single(inner)?
        });
    }
    match name
        .strip_prefix('F')
        .and_then(|number| number.parse().ok())
    {
        Some(number @ 1..=12) => Ok(Key::plain(KeyCode::Function(number))),
        _ => Err(format!("`<{name}>` is not the name of a key")),
    }
}

fn single(name: &str) -> Result<Key, String> {
    let mut chars = name.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => Ok(Key::plain(KeyCode::Char(c))),
        _ => named(name),
    }
}

impl fmt::Display for Key {
    /// The form that help and footer show: `j`, `^p`, `Enter`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_char('^')?;
        }
        if self.alt {
            f.write_str("A-")?;
        }
        match self.code {
            KeyCode::Char(' ') => f.write_str("Space"),
            KeyCode::Char(c) => f.write_char(c),
            KeyCode::Function(number) => write!(f, "F{number}"),
            code => f.write_str(
                NAMED
                    .iter()
                    .find(|(_, known)| *known == code)
                    .map_or("?", |(name, _)| name),
            ),
        }
    }
}

/// A key sequence as help and footer show it: `]a`, `^p`.
pub fn display(keys: &[Key]) -> String {
    keys.iter().map(ToString::to_string).collect()
}

/// A key sequence in the notation of [`parse`]: `]a`, `<C-p>`.
pub fn written(keys: &[Key]) -> String {
    let one = |key: &Key| {
        let named = NAMED.iter().find(|(_, code)| *code == key.code);
        let (name, long) = match (named, key.code) {
            (Some((name, _)), _) => ((*name).to_owned(), true),
            (None, KeyCode::Function(number)) => (format!("F{number}"), true),
            (None, KeyCode::Char(c)) => (c.to_string(), false),
            (None, _) => (String::new(), false),
        };
        match (key.ctrl, key.alt) {
            (false, false) if !long => name,
            (ctrl, alt) => {
                let ctrl = if ctrl { "C-" } else { "" };
                let alt = if alt { "A-" } else { "" };
                format!("<{ctrl}{alt}{name}>")
            }
        }
    };
    keys.iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sequences_are_read_and_shown() {
        for (notation, shown) in [
            ("gg", "gg"),
            ("]a", "]a"),
            ("<C-p>", "^p"),
            ("<Space>", "Space"),
            ("<lt>", "<"),
            ("<C-A-x>", "^A-x"),
            ("<F1>", "F1"),
            ("g<Tab>", "gTab"),
        ] {
            assert_eq!(display(&parse(notation).unwrap()), shown);
            assert_eq!(written(&parse(notation).unwrap()), notation);
        }
    }

    #[test]
    fn what_is_no_key_is_named() {
        assert_eq!(
            parse("<Hyper>").unwrap_err(),
            "`<Hyper>` is not the name of a key"
        );
        assert!(parse("<C-p").unwrap_err().contains("does not close"));
        assert!(parse("").is_err());
        assert!(parse("<F13>").is_err());
    }
}
