//! The signs drawn beside text: one set for UTF-8 terminals, one in ASCII.

/// A set of signs, each one cell wide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say what the signs stand for")]
pub struct Signs {
    /// Whether everything on screen has to be ASCII.
    pub ascii: bool,
    pub rule: &'static str,
    pub line: &'static str,
    pub place: &'static str,
    pub caption: &'static str,
    pub quotation: &'static str,
    pub closed: &'static str,
    pub opened: &'static str,
    pub unread: &'static str,
    pub starred: &'static str,
    pub cursor: &'static str,
    /// People, governments, organisations and places that are on screen.
    pub on_screen: [&'static str; 4],
    /// The same off screen.
    pub off_screen: [&'static str; 4],
    /// Sources without a name.
    pub unnamed: &'static str,
    pub corners: [&'static str; 4],
    /// The same fact, told differently, only on one side.
    pub same: &'static str,
    pub near: &'static str,
    pub only: &'static str,
    /// What became of a sentence from one version to the next.
    pub removed: &'static str,
    pub added: &'static str,
    pub small: &'static str,
    pub moved: &'static str,
    /// From little to much.
    pub levels: [&'static str; 8],
    pub more: &'static str,
    /// A note in the margin.
    pub note: &'static str,
}

/// For terminals that show UTF-8; every sign is in the fonts that terminals come with.
pub const UNICODE: Signs = Signs {
    ascii: false,
    rule: "│",
    line: "─",
    place: "▎",
    caption: "▒",
    quotation: "┃",
    closed: "▸",
    opened: "▾",
    unread: "•",
    starred: "★",
    cursor: "▸",
    on_screen: ["●", "◆", "■", "▲"],
    off_screen: ["○", "◇", "□", "△"],
    unnamed: "?",
    corners: ["┌", "┐", "└", "┘"],
    same: "=",
    near: "≈",
    only: "·",
    removed: "-",
    added: "+",
    small: "~",
    moved: "↕",
    levels: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
    more: "…",
    note: "✎",
};

/// For locales without UTF-8.
pub const ASCII: Signs = Signs {
    ascii: true,
    rule: "|",
    line: "-",
    place: "|",
    caption: ":",
    quotation: ">",
    closed: "+",
    opened: "-",
    unread: "*",
    starred: "*",
    cursor: ">",
    on_screen: ["@", "*", "&", "%"],
    off_screen: ["o", "+", "n", "^"],
    unnamed: "?",
    corners: ["+", "+", "+", "+"],
    same: "=",
    near: "~",
    only: ".",
    removed: "-",
    added: "+",
    small: "~",
    moved: "^",
    levels: [".", ":", "-", "=", "+", "*", "%", "#"],
    more: "~",
    note: "#",
};
