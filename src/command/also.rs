//! Keys that commands have in places other than their own row of the table says.

use super::CommandId as Id;
use super::scope::Scope::{
    self, Actors, Article, Beside, Compare, Corrections, Line, List, Menu, Note, Notes, Picker,
    Problems, Saved, Search, Select, View, Words,
};

/// Further keys of a command.
#[derive(Debug, Clone, Copy)]
pub struct Also {
    /// The command.
    pub id: Id,
    /// Where the keys hold.
    pub scope: Scope,
    /// The key sequences, in the notation of [`key::parse`](super::key::parse).
    pub keys: &'static [&'static str],
}

const fn also(scope: Scope, id: Id, keys: &'static [&'static str]) -> Also {
    Also { id, scope, keys }
}

/// Every further key, by place.
pub const ALSO: &[Also] = &[
    also(List, Id::Cancel, &["<Esc>"]),
    // What one types after these is text in every pane: where they meant nothing, it ran as commands.
    also(List, Id::Note, &["i"]),
    also(List, Id::NoteOutside, &["I"]),
    also(Actors, Id::Note, &["i"]),
    also(Actors, Id::NoteOutside, &["I"]),
    also(Article, Id::Filter, &["F"]),
    also(Actors, Id::Filter, &["F"]),
    also(View, Id::BackOrQuit, &["<C-c>"]),
    also(View, Id::HalfPageDown, &["d"]),
    also(View, Id::PageDown, &["<Space>"]),
    also(View, Id::PageUp, &["b"]),
    also(Problems, Id::Down, &["n"]),
    also(Problems, Id::Up, &["p"]),
    also(Problems, Id::HalfPageUp, &["u"]),
    also(Corrections, Id::Down, &["n"]),
    also(Corrections, Id::Up, &["p"]),
    also(Corrections, Id::HalfPageUp, &["u"]),
    also(Corrections, Id::Redo, &["<C-r>"]),
    also(Saved, Id::Down, &["n"]),
    also(Saved, Id::Up, &["p"]),
    also(Saved, Id::Undo, &["u"]),
    also(Saved, Id::Redo, &["<C-r>"]),
    also(Saved, Id::BackOrQuit, &["W"]),
    also(Select, Id::Highlight, &["x"]),
    also(Select, Id::Note, &["i"]),
    also(Select, Id::NoteOutside, &["I"]),
    also(Select, Id::Undo, &["u"]),
    also(Select, Id::Redo, &["<C-r>"]),
    also(Select, Id::BackOrQuit, &["v", "<C-c>"]),
    also(Notes, Id::Filter, &["/", "F"]),
    also(Notes, Id::Note, &["i"]),
    also(Notes, Id::Remove, &["D", "x"]),
    also(Notes, Id::Export, &["e"]),
    also(Notes, Id::Undo, &["u"]),
    also(Notes, Id::Redo, &["<C-r>"]),
    also(Note, Id::NoteOutside, &["<C-o>"]),
    also(Note, Id::CaretLeft, &["<Left>"]),
    also(Note, Id::CaretRight, &["<Right>"]),
    also(Note, Id::Up, &["<Up>"]),
    also(Note, Id::Down, &["<Down>"]),
    also(Note, Id::PageUp, &["<PageUp>"]),
    also(Note, Id::PageDown, &["<PageDown>"]),
    also(Note, Id::RowStart, &["<Home>", "<C-a>"]),
    also(Note, Id::RowEnd, &["<End>", "<C-e>"]),
    also(Menu, Id::Down, &["n"]),
    also(Menu, Id::Up, &["p"]),
    also(Beside, Id::HalfPageUp, &["u"]),
    also(Words, Id::BackOrQuit, &["w"]),
    also(Compare, Id::PageDown, &["f"]),
    also(Compare, Id::NextDifference, &["]d"]),
    also(Compare, Id::PreviousDifference, &["[d"]),
    also(Compare, Id::RepeatStep, &["."]),
    also(Compare, Id::Unbind, &["B"]),
    also(Compare, Id::CompareAll, &["C"]),
    also(Compare, Id::Export, &["e"]),
    also(Line, Id::Help, &["<F1>"]),
    also(Picker, Id::Down, &["<C-j>", "<C-n>", "<Down>"]),
    also(Picker, Id::Up, &["<C-k>", "<C-p>", "<Up>"]),
    also(Picker, Id::HalfPageDown, &["<C-d>"]),
    also(Picker, Id::PageDown, &["<PageDown>"]),
    also(Picker, Id::PageUp, &["<PageUp>"]),
    also(Picker, Id::Top, &["<Home>"]),
    also(Picker, Id::Bottom, &["<End>"]),
    also(Search, Id::Cancel, &["<C-o>"]),
    also(Search, Id::SaveSearch, &["<C-s>"]),
];
