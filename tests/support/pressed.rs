//! What a random hand does at the keyboard, and how it is written down so that it can be done again.

use std::fmt::{self, Display, Formatter};

use proptest::prelude::*;
use proptest::sample::select;
use rashomon::command::COMMANDS;
use rashomon::command::key::{self, Key, KeyCode};
use rashomon::tui::pointer::Pointer;

use super::hostile;

/// The largest screen.
const LARGEST: (u16, u16) = (220, 60);

/// Sizes where something changes: panes come and go, rows are too few for borders.
const SIZES: &[(u16, u16)] = &[
    (0, 0),
    (1, 1),
    (5, 0),
    (0, 7),
    (2, 60),
    (40, 12),
    (69, 24),
    (70, 15),
    (80, 24),
    (109, 30),
    (110, 14),
    (120, 40),
    (220, 4),
    (160, 50),
];

/// Words that lead somewhere where one types.
const WORDS: &[&str] = &[
    "zelensky",
    "macron",
    "special envoy",
    "@ada",
    "!norvale",
    "#security",
    ":theme",
    "is:unread",
    "outlet:post",
    "date:2026",
    "\"norvale\"",
    "quay, pier",
    "港",
    "(((",
    "cat -A",
];

/// The library that a walk begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shelf {
    /// That of the starter.
    Starter,
    /// Hostile articles only.
    Hostile,
    /// Both.
    Both,
}

/// Something that happens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Happening {
    /// Keys are pressed, one after the other.
    Keys(Vec<Key>),
    /// Text is pasted.
    Paste(String),
    /// The mouse does something.
    Point(Pointer),
    /// The terminal gets another size.
    Resize(u16, u16),
    /// It gets another size, and then the one that it had.
    ThereAndBack(u16, u16),
    /// Files of the library have changed.
    FilesChange,
}

/// All that happens, on a library and a screen.
#[derive(Clone, PartialEq, Eq)]
pub struct Walk {
    /// The library.
    pub shelf: Shelf,
    /// The columns and rows of the screen.
    pub size: (u16, u16),
    /// What happens.
    pub happenings: Vec<Happening>,
}

/// Any walk, of that length on average.
pub fn any_walk(length: usize) -> impl Strategy<Value = Walk> {
    let shelf = select(vec![Shelf::Starter, Shelf::Hostile, Shelf::Both]);
    let happenings = proptest::collection::vec(any_happening(), 0..=2 * length);
    (shelf, any_size(), happenings).prop_map(|(shelf, size, happenings)| Walk {
        shelf,
        size,
        happenings,
    })
}

fn any_size() -> impl Strategy<Value = (u16, u16)> {
    prop_oneof![select(SIZES.to_vec()), (1..=LARGEST.0, 1..=LARGEST.1)]
}

fn any_happening() -> impl Strategy<Value = Happening> {
    let commands = COMMANDS.iter().flat_map(|command| command.keys);
    let commands: Vec<_> = commands.map(|keys| key::parse(keys).unwrap()).collect();
    let one = |key: Key| Happening::Keys(vec![key]);
    let plain = move |code| one(Key::plain(code));
    let digits = ('0'..='9').map(KeyCode::Char).collect::<Vec<_>>();
    let letters = ('!'..='~').map(KeyCode::Char).collect::<Vec<_>>();
    let strange = [
        'é', '漢', '\u{301}', '\u{202e}', '\u{9b}', '\u{7}', '\u{200d}',
    ];
    let words = WORDS.iter().map(|word| {
        let keys = word.chars().map(|c| Key::plain(KeyCode::Char(c)));
        Happening::Keys(keys.collect())
    });
    let pastes = [
        hostile::TEXT,
        "Ada Brook",
        "\n\n",
        "\u{301}\u{1f468}\u{200d}",
    ];
    let pastes = pastes.map(|text| Happening::Paste(text.to_owned()));
    prop_oneof![
        40 => select(commands).prop_map(Happening::Keys),
        12 => select(named()).prop_map(plain),
        10 => select(letters.clone()).prop_map(plain),
        6 => select(digits).prop_map(plain),
        6 => select(words.collect::<Vec<_>>()),
        4 => (select(letters), any::<bool>()).prop_map(move |(code, ctrl)| one(Key { code, ctrl, alt: !ctrl })),
        1 => select(strange.map(KeyCode::Char).to_vec()).prop_map(plain),
        2 => select(pastes.to_vec()),
        4 => any_pointer().prop_map(Happening::Point),
        3 => any_size().prop_map(|(width, height)| Happening::Resize(width, height)),
        3 => any_size().prop_map(|(width, height)| Happening::ThereAndBack(width, height)),
        1 => Just(Happening::FilesChange),
    ]
}

fn named() -> Vec<KeyCode> {
    let mut named = vec![
        KeyCode::Enter,
        KeyCode::Enter,
        KeyCode::Esc,
        KeyCode::Tab,
        KeyCode::BackTab,
        KeyCode::Backspace,
        KeyCode::Delete,
        KeyCode::Up,
        KeyCode::Down,
        KeyCode::Left,
        KeyCode::Right,
        KeyCode::Home,
        KeyCode::End,
        KeyCode::PageUp,
        KeyCode::PageDown,
    ];
    named.extend((1..=12).map(KeyCode::Function));
    named
}

fn any_pointer() -> impl Strategy<Value = Pointer> {
    let at = (0..=LARGEST.0, 0..=LARGEST.1);
    (0..6, at).prop_map(|(kind, (x, y))| match kind {
        0 | 1 => Pointer::Press(x, y),
        2 => Pointer::Drag(x, y),
        3 => Pointer::Release,
        4 => Pointer::WheelDown(x, y),
        _ => Pointer::WheelUp(x, y),
    })
}

impl Walk {
    /// How many keys are pressed, and other things done.
    pub fn len(&self) -> usize {
        let one = |happening: &Happening| match happening {
            Happening::Keys(keys) => keys.len(),
            _ => 1,
        };
        self.happenings.iter().map(one).sum()
    }

    /// Whether nothing happens.
    pub fn is_empty(&self) -> bool {
        self.happenings.is_empty()
    }

    /// Reads what [`Display`] has written.
    pub fn read(written: &str) -> Self {
        let mut words = written.split_whitespace();
        let shelf = match words.next() {
            Some("Starter") => Shelf::Starter,
            Some("Hostile") => Shelf::Hostile,
            _ => Shelf::Both,
        };
        let size = pair(words.next().unwrap());
        Self {
            shelf,
            size,
            happenings: words.map(happening).collect(),
        }
    }
}

impl Display for Walk {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {},{}", self.shelf, self.size.0, self.size.1)?;
        for happening in &self.happenings {
            write!(f, " {happening}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Walk {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        Display::fmt(self, f)
    }
}

impl Display for Happening {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Keys(keys) => match keys.as_slice() {
                [
                    Key {
                        code: KeyCode::Char(c),
                        ..
                    },
                ] if hostile::acts(*c) => {
                    write!(f, "@char:{:x}", u32::from(*c))
                }
                keys => f.write_str(&key::written(keys)),
            },
            Self::Paste(text) => {
                f.write_str("@paste:")?;
                text.bytes().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
            Self::Point(Pointer::Press(x, y)) => write!(f, "@press:{x},{y}"),
            Self::Point(Pointer::Drag(x, y)) => write!(f, "@drag:{x},{y}"),
            Self::Point(Pointer::Release) => f.write_str("@release:"),
            Self::Point(Pointer::WheelDown(x, y)) => write!(f, "@down:{x},{y}"),
            Self::Point(Pointer::WheelUp(x, y)) => write!(f, "@up:{x},{y}"),
            Self::Resize(width, height) => write!(f, "@size:{width},{height}"),
            Self::ThereAndBack(width, height) => write!(f, "@back:{width},{height}"),
            Self::FilesChange => f.write_str("@files:"),
        }
    }
}

fn happening(written: &str) -> Happening {
    let marked = written
        .strip_prefix('@')
        .and_then(|rest| rest.split_once(':'));
    let Some((kind, told)) = marked else {
        return Happening::Keys(key::parse(written).unwrap());
    };
    let at = || pair(told);
    match kind {
        "char" => {
            let c = char::from_u32(u32::from_str_radix(told, 16).unwrap()).unwrap();
            Happening::Keys(vec![Key::plain(KeyCode::Char(c))])
        }
        "paste" => {
            let digits: Vec<char> = told.chars().collect();
            let byte = |pair: &[char]| {
                let text: String = pair.iter().collect();
                u8::from_str_radix(&text, 16).unwrap()
            };
            let bytes = digits.chunks(2).map(byte).collect();
            Happening::Paste(String::from_utf8(bytes).unwrap())
        }
        "press" => Happening::Point(Pointer::Press(at().0, at().1)),
        "drag" => Happening::Point(Pointer::Drag(at().0, at().1)),
        "release" => Happening::Point(Pointer::Release),
        "down" => Happening::Point(Pointer::WheelDown(at().0, at().1)),
        "up" => Happening::Point(Pointer::WheelUp(at().0, at().1)),
        "size" => Happening::Resize(at().0, at().1),
        "back" => Happening::ThereAndBack(at().0, at().1),
        "files" => Happening::FilesChange,
        other => panic!("`{other}` is nothing that happens"),
    }
}

fn pair(written: &str) -> (u16, u16) {
    let (a, b) = written.split_once(',').unwrap();
    (a.parse().unwrap(), b.parse().unwrap())
}
