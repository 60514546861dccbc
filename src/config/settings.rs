//! The settings of the reader: one table of them, from which the file is read and the default one is written.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use toml::Spanned;
use toml::de::DeValue;

use super::commands::{self, UserCommand};
use super::document::{Document, entries, kind, texts};
use super::mistake::{Mistake, meant};

/// Every setting of a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The name of the theme.
    pub theme: String,
    /// Whether everything is drawn in ASCII.
    pub ascii: When,
    /// The width of lines, in cells.
    pub text_width: u16,
    /// The order of the list, by its name.
    pub order: String,
    /// Which stories of the list are folded until they are opened.
    pub stories: Stories,
    /// What is there when a session begins.
    pub start: Start,
    /// How articles are shown.
    pub reading: Reading,
    /// Whether the mouse is listened to.
    pub mouse: bool,
    /// Whether links on screen are links of the terminal.
    pub hyperlinks: When,
    /// How text is copied.
    pub clipboard: Clipboard,
    /// The program that opens links and its arguments; empty for the usual one.
    pub browser: Vec<String>,
    /// The kinds of links that may be opened.
    pub schemes: Vec<String>,
    /// The editor and its arguments; empty for that of the environment.
    pub editor: Vec<String>,
    /// The reader's own commands, by name.
    pub commands: BTreeMap<String, UserCommand>,
}

/// What is there when a session begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Start {
    /// Whether it takes up where the last one ended.
    pub resume: bool,
    /// Whether the actor panel is shown.
    pub actors: bool,
    /// Whether a first session shows around.
    pub tour: bool,
}

/// How articles are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reading {
    /// Whether all but the paragraph at the place stands back whenever a session begins.
    pub spotlight: bool,
    /// Whether long words are broken at the ends of lines.
    pub hyphenate: bool,
}

/// Which stories of the list are folded until they are opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Stories {
    /// Those of a list that is too long to be looked over with all its articles.
    #[default]
    Auto,
    /// All.
    Folded,
    /// None.
    Open,
}

/// When something is done that hangs on the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// As the environment suggests.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// How text is copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clipboard {
    /// By a program where there is one, else by the terminal.
    Auto,
    /// By the terminal, which also works from afar.
    Osc52,
    /// By a program of the desktop.
    Native,
    /// Not at all.
    Never,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: "terminal".to_owned(),
            ascii: When::Auto,
            text_width: 72,
            order: "story".to_owned(),
            stories: Stories::Auto,
            start: Start {
                resume: true,
                actors: true,
                tour: true,
            },
            reading: Reading::default(),
            mouse: false,
            hyperlinks: When::Auto,
            clipboard: Clipboard::Auto,
            browser: Vec::new(),
            schemes: ["http", "https"].map(str::to_owned).to_vec(),
            editor: Vec::new(),
            commands: BTreeMap::new(),
        }
    }
}

/// A value of a setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// On or off.
    Switch(bool),
    /// A number.
    Number(u16),
    /// A text, or one of a few words.
    Text(String),
    /// A list of texts.
    Texts(Vec<String>),
}

/// The values that a setting can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Allowed {
    /// `true` or `false`.
    Switch,
    /// A number from the first to the second.
    Number(u16, u16),
    /// One of these words.
    Words(&'static [&'static str]),
    /// Any text.
    Text,
    /// A list of texts.
    Texts,
}

/// One row of the table of settings.
#[derive(Debug, Clone, Copy)]
pub struct Setting {
    /// What it is called in the file.
    pub name: &'static str,
    /// What it does: whole sentences, as the default file tells them.
    pub doc: &'static str,
    /// What it can be.
    pub allowed: Allowed,
    get: fn(&Settings) -> Value,
    set: fn(&mut Settings, Value),
}

/// The words for [`When`], [`Stories`] and [`Clipboard`].
const WHEN: [(&str, When); 3] = [
    ("auto", When::Auto),
    ("always", When::Always),
    ("never", When::Never),
];
const STORIES: [(&str, Stories); 3] = [
    ("auto", Stories::Auto),
    ("folded", Stories::Folded),
    ("open", Stories::Open),
];
const CLIPBOARD: [(&str, Clipboard); 4] = [
    ("auto", Clipboard::Auto),
    ("osc52", Clipboard::Osc52),
    ("native", Clipboard::Native),
    ("none", Clipboard::Never),
];

/// Every setting, in the order of the default file.
pub const SETTINGS: &[Setting] = &[
    Setting {
        name: "theme",
        doc: "The theme, by the name of its file.",
        allowed: Allowed::Text,
        get: |settings| Value::Text(settings.theme.clone()),
        set: |settings, value| put_text(&mut settings.theme, value),
    },
    Setting {
        name: "ascii",
        doc: "Whether everything is drawn in ASCII: auto does so where the locale shows nothing else.",
        allowed: Allowed::Words(&["auto", "always", "never"]),
        get: |settings| word(&WHEN, settings.ascii),
        set: |settings, value| put_word(&WHEN, &mut settings.ascii, &value),
    },
    Setting {
        name: "text-width",
        doc: "The width of lines of text, in columns; + and - change it while one reads.",
        allowed: Allowed::Number(30, 160),
        get: |settings| Value::Number(settings.text_width),
        set: |settings, value| {
            if let Value::Number(columns) = value {
                settings.text_width = columns;
            }
        },
    },
    Setting {
        name: "hyphenate",
        doc: "Whether long words are broken at the ends of lines, with a hyphen, in articles in English.",
        allowed: Allowed::Switch,
        get: |settings| Value::Switch(settings.reading.hyphenate),
        set: |settings, value| put_switch(&mut settings.reading.hyphenate, &value),
    },
    Setting {
        name: "order",
        doc: "The order of the list.",
        allowed: Allowed::Words(&["story", "newest", "outlet", "actors", "unread"]),
        get: |settings| Value::Text(settings.order.clone()),
        set: |settings, value| put_text(&mut settings.order, value),
    },
    Setting {
        name: "stories",
        doc: "Which stories are folded in the list until opened: auto folds them where it has more than 50 articles.",
        allowed: Allowed::Words(&["auto", "folded", "open"]),
        get: |settings| word(&STORIES, settings.stories),
        set: |settings, value| put_word(&STORIES, &mut settings.stories, &value),
    },
    Setting {
        name: "spotlight",
        doc: "Whether every session begins with all but the paragraph at the place standing back, as gz does; else as the last one ended.",
        allowed: Allowed::Switch,
        get: |settings| Value::Switch(settings.reading.spotlight),
        set: |settings, value| put_switch(&mut settings.reading.spotlight, &value),
    },
    Setting {
        name: "actor-panel",
        doc: "Whether the actor panel is shown at the start.",
        allowed: Allowed::Switch,
        get: |settings| Value::Switch(settings.start.actors),
        set: |settings, value| put_switch(&mut settings.start.actors, &value),
    },
    Setting {
        name: "resume",
        doc: "Whether a session takes up panes, article and place of the last one; --fresh does not, once.",
        allowed: Allowed::Switch,
        get: |settings| Value::Switch(settings.start.resume),
        set: |settings, value| put_switch(&mut settings.start.resume, &value),
    },
    Setting {
        name: "tour",
        doc: "Whether a first session shows around.",
        allowed: Allowed::Switch,
        get: |settings| Value::Switch(settings.start.tour),
        set: |settings, value| put_switch(&mut settings.start.tour, &value),
    },
    Setting {
        name: "mouse",
        doc: "Whether the mouse is listened to: clicks, the wheel. The terminal then selects text with Shift only.",
        allowed: Allowed::Switch,
        get: |settings| Value::Switch(settings.mouse),
        set: |settings, value| put_switch(&mut settings.mouse, &value),
    },
    Setting {
        name: "hyperlinks",
        doc: "Whether links on screen are links of the terminal: auto has them where it is known to have them.",
        allowed: Allowed::Words(&["auto", "always", "never"]),
        get: |settings| word(&WHEN, settings.hyperlinks),
        set: |settings, value| put_word(&WHEN, &mut settings.hyperlinks, &value),
    },
    Setting {
        name: "clipboard",
        doc: "How text is copied: osc52 by the terminal, also from afar; native by a program of the desktop.",
        allowed: Allowed::Words(&["auto", "osc52", "native", "none"]),
        get: |settings| word(&CLIPBOARD, settings.clipboard),
        set: |settings, value| put_word(&CLIPBOARD, &mut settings.clipboard, &value),
    },
    Setting {
        name: "browser",
        doc: "The program that opens links, and its arguments; the link comes last. Empty: the usual one.",
        allowed: Allowed::Texts,
        get: |settings| Value::Texts(settings.browser.clone()),
        set: |settings, value| put_texts(&mut settings.browser, value),
    },
    Setting {
        name: "link-schemes",
        doc: "The kinds of links that may be opened.",
        allowed: Allowed::Texts,
        get: |settings| Value::Texts(settings.schemes.clone()),
        set: |settings, value| put_texts(&mut settings.schemes, value),
    },
    Setting {
        name: "editor",
        doc: "The editor for notes, and its arguments; the file comes last. Empty: that of VISUAL or EDITOR.",
        allowed: Allowed::Texts,
        get: |settings| Value::Texts(settings.editor.clone()),
        set: |settings, value| put_texts(&mut settings.editor, value),
    },
];

/// A file of settings that has been read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SettingsFile {
    /// The settings; what the file does not say, or not in a way that can be understood, is as usual.
    pub settings: Settings,
    /// The names of the settings that the file sets, with their lines.
    pub lines: BTreeMap<String, usize>,
    /// What is wrong with the file.
    pub mistakes: Vec<Mistake>,
}

impl SettingsFile {
    /// Reads a file.
    pub fn read(file: &str) -> Self {
        let (mut document, table) = Document::read(file);
        let mut read = Self::default();
        for (name, span, value) in entries(&table) {
            if document.is_doubtful(value.span().start) {
                continue;
            }
            if let (commands::NAME, DeValue::Table(table)) = (name, value.get_ref()) {
                read.settings.commands = commands::read(&mut document, table);
            } else if let Some(setting) = SETTINGS.iter().find(|setting| setting.name == name) {
                match setting.allowed.read(value) {
                    Ok(value) => {
                        (setting.set)(&mut read.settings, value);
                        let (line, _) = document.place(span.start);
                        read.lines.insert(name.to_owned(), line);
                    }
                    Err(reason) => document.report(value.span().start, &format!("{name} {reason}")),
                }
            } else {
                document.report(span.start, &unknown_setting(name));
            }
        }
        read.mistakes = document.into_mistakes();
        read
    }
}

impl Setting {
    /// Its value, as the file writes it.
    pub fn written(&self, settings: &Settings) -> String {
        match (self.get)(settings) {
            Value::Switch(on) => on.to_string(),
            Value::Number(number) => number.to_string(),
            Value::Text(text) => toml::Value::String(text).to_string(),
            Value::Texts(texts) => {
                let texts = texts.into_iter().map(toml::Value::String);
                toml::Value::Array(texts.collect()).to_string()
            }
        }
    }
}

impl Allowed {
    /// What it can be, in words.
    pub fn told(self) -> String {
        match self {
            Self::Switch => "true or false".to_owned(),
            Self::Number(least, most) => format!("a number from {least} to {most}"),
            Self::Words(words) => {
                let words: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
                format!("one of {}", words.join(", "))
            }
            Self::Text => "a text".to_owned(),
            Self::Texts => "a list of texts".to_owned(),
        }
    }

    /// The value, or what is wrong with it.
    fn read(self, value: &Spanned<DeValue<'_>>) -> Result<Value, String> {
        let value = value.get_ref();
        let read = match (self, value) {
            (Self::Switch, DeValue::Boolean(on)) => Some(Value::Switch(*on)),
            (Self::Number(least, most), DeValue::Integer(number)) => {
                let number = u16::from_str_radix(number.as_str(), number.radix()).ok();
                let number = number.filter(|number| (least..=most).contains(number));
                number.map(Value::Number)
            }
            (Self::Words(words), DeValue::String(word)) => {
                if !words.contains(&word.as_ref()) {
                    let near = meant(word, words.iter().copied());
                    return Err(format!("is {}, not \"{word}\"{near}", self.told()));
                }
                Some(Value::Text(word.to_string()))
            }
            (Self::Text, DeValue::String(text)) => Some(Value::Text(text.to_string())),
            (Self::Texts, DeValue::Array(_)) => texts(value).map(Value::Texts),
            _ => None,
        };
        read.ok_or_else(|| match (self, value) {
            (Self::Number(..), DeValue::Integer(number)) => {
                format!("is {}, not {}", self.told(), number.as_str())
            }
            (Self::Texts, DeValue::Array(_)) => {
                "is a list of texts, and something else is in it".to_owned()
            }
            _ => format!("is {}, not {}", self.told(), kind(value)),
        })
    }
}

/// The file with every setting as it is usually.
pub fn default_file() -> String {
    let usual = Settings::default();
    let mut file =
        "# Settings of rashomon. What is not set here, or left out, is as shown.\n".to_owned();
    for setting in SETTINGS {
        let Setting { name, doc, .. } = setting;
        let (allowed, value) = (setting.allowed.told(), setting.written(&usual));
        _ = write!(file, "\n# {doc}\n# {allowed}\n{name} = {value}\n");
    }
    format!("{file}\n{}", commands::DOC)
}

fn unknown_setting(name: &str) -> String {
    let names = SETTINGS.iter().map(|setting| setting.name);
    let near = meant(name, names.chain([commands::NAME]));
    format!("there is no setting `{name}`{near}")
}

fn word<T: Copy + PartialEq>(words: &[(&str, T)], value: T) -> Value {
    let word = words.iter().find(|(_, known)| *known == value);
    Value::Text(word.map_or("", |(word, _)| word).to_owned())
}

fn put_word<T: Copy>(words: &[(&str, T)], place: &mut T, value: &Value) {
    if let Value::Text(text) = value
        && let Some((_, known)) = words.iter().find(|(word, _)| word == text)
    {
        *place = *known;
    }
}

fn put_text(place: &mut String, value: Value) {
    if let Value::Text(text) = value {
        *place = text;
    }
}

fn put_texts(place: &mut Vec<String>, value: Value) {
    if let Value::Texts(texts) = value {
        *place = texts;
    }
}

fn put_switch(place: &mut bool, value: &Value) {
    if let Value::Switch(on) = value {
        *place = *on;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_file_is_read_without_a_mistake_and_says_what_is_usual() {
        let read = SettingsFile::read(&default_file());
        assert_eq!(read.mistakes, []);
        assert_eq!(read.settings, Settings::default());
        assert_eq!(read.lines.len(), SETTINGS.len());
        assert_eq!(SettingsFile::read("").settings, Settings::default());
    }

    #[test]
    fn every_setting_is_written_as_it_was_read() {
        let file = "theme = \"dark\"\nascii = \"always\"\ntext-width = 80\nhyphenate = true\norder = \"unread\"\nstories = \"folded\"\nspotlight = true\nactor-panel = false\n\
            resume = false\ntour = false\nmouse = true\nhyperlinks = \"never\"\nclipboard = \"none\"\nbrowser = [\"look\", \"-n\"]\n\
            link-schemes = [\"gemini\"]\neditor = [\"e\"]\n";
        let read = SettingsFile::read(file);
        assert_eq!(read.mistakes, []);
        let written = SETTINGS
            .iter()
            .map(|setting| format!("{} = {}", setting.name, setting.written(&read.settings)));
        let written: Vec<String> = written.collect();
        assert_eq!(written, file.lines().collect::<Vec<_>>());
    }
}
