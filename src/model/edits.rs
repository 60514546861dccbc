//! What became of the text of an article from one version of it to another.

use crate::text::range::TextRange;

/// Two versions of one article, sentence by sentence. All ranges are bytes of the text of their side; `0` is side a, `1`
/// side b, as they were given, whichever is older.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edits {
    /// The number of the side of the earlier version.
    pub older: usize,
    /// Whether their dates say so; else the order is a guess.
    pub dated: bool,
    /// The sentences of headline, prose, subheadings and captions, in reading order: what was taken out stands where it
    /// stood.
    pub lines: Vec<Line>,
    /// How many words of the earlier version the later one still has in their place, or moved with their sentence.
    pub kept: usize,
    /// How many words the earlier version has.
    pub words: usize,
}

/// A sentence and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What became of it.
    pub kind: EditKind,
    /// By side, where it stands.
    pub at: [Option<TextRange>; 2],
    /// By side, the words that the other has not, in text order; only where both have the sentence.
    pub changed: [Vec<TextRange>; 2],
}

/// What became of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EditKind {
    /// Nothing.
    Unchanged,
    /// Only punctuation, white space, capitals or a slip of the pen were changed.
    Small,
    /// Words were changed.
    Changed,
    /// The earlier version alone has it.
    Removed,
    /// The later version alone has it.
    Added,
    /// It stands elsewhere, with all or nearly all of its words.
    Moved,
}

/// Every kind, with its name in the program's output.
pub const EDIT_KINDS: [(EditKind, &str); 6] = [
    (EditKind::Unchanged, "unchanged"),
    (EditKind::Small, "small"),
    (EditKind::Changed, "changed"),
    (EditKind::Removed, "removed"),
    (EditKind::Added, "added"),
    (EditKind::Moved, "moved"),
];

impl EditKind {
    /// The kind's name in the program's output.
    pub fn name(self) -> &'static str {
        let named = EDIT_KINDS.iter().find(|(kind, _)| *kind == self);
        named.map_or("", |(_, name)| name)
    }

    /// Tells whether a reader of the earlier version misses something.
    pub fn tells(self) -> bool {
        !matches!(self, Self::Unchanged | Self::Small)
    }
}

impl Edits {
    /// How many sentences are of that kind.
    pub fn count(&self, kind: EditKind) -> usize {
        let lines = self.lines.iter();
        lines.filter(|line| line.kind == kind).count()
    }

    /// Tells whether a reader of the earlier version misses something.
    pub fn tell(&self) -> bool {
        self.lines.iter().any(|line| line.kind.tells())
    }

    /// How many words in a hundred of the earlier version the later one still has.
    pub fn share(&self) -> usize {
        (self.kept * 100).checked_div(self.words).unwrap_or(100)
    }

    /// Tells whether less than half of the words are left.
    pub fn is_rewritten(&self) -> bool {
        self.share() < 50
    }

    /// `92 % of the words kept · 3 sentences changed, 1 new, 1 gone, 1 moved, 4 small edits`.
    pub fn summary(&self) -> String {
        self.told("of the words kept", "sentences: ")
    }

    /// The same for narrow places: `92 % kept · 3 changed, 1 new`.
    pub fn short_summary(&self) -> String {
        self.told("kept", "")
    }

    fn told(&self, kept: &str, sentences: &str) -> String {
        let counted = [
            (EditKind::Changed, "changed"),
            (EditKind::Added, "new"),
            (EditKind::Removed, "gone"),
            (EditKind::Moved, "moved"),
        ];
        let mut parts: Vec<String> = counted
            .iter()
            .map(|(kind, told)| (self.count(*kind), told))
            .filter(|(count, _)| *count > 0)
            .map(|(count, told)| format!("{count} {told}"))
            .collect();
        match self.count(EditKind::Small) {
            0 => {}
            1 => parts.push("1 small edit".to_owned()),
            count => parts.push(format!("{count} small edits")),
        }
        if parts.is_empty() {
            return "no word changed".to_owned();
        }
        let rewritten = if self.is_rewritten() {
            "rewritten: "
        } else {
            ""
        };
        let share = self.share();
        format!(
            "{rewritten}{share} % {kept} · {sentences}{}",
            parts.join(", ")
        )
    }
}
