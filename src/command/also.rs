//! What commands are in places other than their own row of the table says: further keys, and words of their own.

use super::scope::Scope::{
    self, Actors, Article, Beside, Compare, Corrections, Filter, Find, Line, List, Menu, Note,
    Notes, Picker, Problems, Saved, Search, Select, Tags, Themes, View, Words,
};
use super::{CommandId as Id, command};

/// What a command is in another place.
#[derive(Debug, Clone, Copy)]
pub struct Also {
    /// The command.
    pub id: Id,
    /// The place.
    pub scope: Scope,
    /// The keys that it has there besides those that hold there anyway, in the notation of
    /// [`key::parse`](super::key::parse).
    pub keys: &'static [&'static str],
    /// What it does there, where that is not what its row of the table says.
    pub doc: Option<&'static str>,
}

impl Also {
    const fn doing(self, doc: &'static str) -> Self {
        Self {
            doc: Some(doc),
            ..self
        }
    }
}

const fn also(scope: Scope, id: Id, keys: &'static [&'static str]) -> Also {
    Also {
        id,
        scope,
        keys,
        doc: None,
    }
}

/// What a command does in a place, in one line: the words of the narrowest place around it that has some, else those of the
/// command table.
pub fn told(id: Id, scope: Scope) -> &'static str {
    own_words(id, scope).unwrap_or_else(|| command(id).map_or("", |row| row.doc))
}

/// What a command does in a place, where that is not what its row of the command table says.
pub fn own_words(id: Id, scope: Scope) -> Option<&'static str> {
    scope.chain().find_map(|place| {
        let mut rows = ALSO.iter().filter(|row| row.id == id && row.scope == place);
        rows.find_map(|row| row.doc)
    })
}

// What the two ways out do: `q`, and the keys that go one pane back.
const CLOSE: &str = "Close this view, or go back in it";
const UNDRESS: &str = "Close the list, with the theme as it was";
const DESELECT: &str = "End the selection";

/// Every such place of every command.
pub const ALSO: &[Also] = &[
    also(List, Id::Cancel, &["<Esc>"])
        .doing("Stay in the list; under a filter, say which key takes it off"),
    // What one types after these is text in every pane: where they meant nothing, it ran as commands.
    also(List, Id::Note, &["i"]),
    also(List, Id::NoteOutside, &["I"]),
    also(Actors, Id::Note, &["i"]),
    also(Actors, Id::NoteOutside, &["I"]),
    also(Article, Id::Filter, &["F"]),
    also(Actors, Id::Filter, &["F"]),
    also(View, Id::BackOrQuit, &["<C-c>"]).doing(CLOSE),
    also(View, Id::Back, &[]).doing(CLOSE),
    also(View, Id::HalfPageDown, &["d"]),
    also(View, Id::PageDown, &["<Space>"]),
    also(View, Id::PageUp, &["b"]),
    also(Problems, Id::Down, &["n"]),
    also(Problems, Id::Up, &["p"]),
    also(Problems, Id::HalfPageUp, &["u"]),
    also(Problems, Id::Open, &[]).doing("Close the list"),
    also(Corrections, Id::Down, &["n"]),
    also(Corrections, Id::Up, &["p"]),
    also(Corrections, Id::HalfPageUp, &["u"]),
    also(Corrections, Id::Open, &[]).doing("Close the list"),
    also(Corrections, Id::Redo, &["<C-r>"]),
    also(Saved, Id::Down, &["n"]),
    also(Saved, Id::Up, &["p"]),
    also(Saved, Id::Open, &[]).doing("Filter the list of articles by the saved search"),
    also(Saved, Id::Undo, &["u"]),
    also(Saved, Id::Redo, &["<C-r>"]),
    also(Saved, Id::BackOrQuit, &["W"]),
    also(Themes, Id::Down, &[]).doing("Try on the next theme"),
    also(Themes, Id::Up, &[]).doing("Try on the previous theme"),
    also(Themes, Id::Open, &[]).doing("Keep the theme"),
    also(Themes, Id::BackOrQuit, &[]).doing(UNDRESS),
    also(Themes, Id::Back, &[]).doing(UNDRESS),
    also(Select, Id::Down, &[]).doing("Caret a row down"),
    also(Select, Id::Up, &[]).doing("Caret a row up"),
    also(Select, Id::Highlight, &["x"]).doing("Mark what is selected, again: the next mark"),
    also(Select, Id::Note, &["i"]).doing("Write a note on what is selected"),
    also(Select, Id::NoteOutside, &["I"])
        .doing("Write a note on what is selected in your own editor"),
    also(Select, Id::Undo, &["u"]),
    also(Select, Id::Redo, &["<C-r>"]),
    also(Select, Id::BackOrQuit, &["v", "<C-c>"]).doing(DESELECT),
    also(Select, Id::Back, &[]).doing(DESELECT),
    also(Notes, Id::Filter, &["/", "F"]).doing("Filter the notes by words in them"),
    also(Notes, Id::Open, &[]).doing("Go to the note"),
    also(Notes, Id::Note, &["i"]).doing("Change the note"),
    also(Notes, Id::Remove, &["D", "x"]).doing("Remove the note or highlight"),
    also(Notes, Id::Export, &["e"]).doing("Export all notes"),
    also(Notes, Id::Undo, &["u"]),
    also(Notes, Id::Redo, &["<C-r>"]),
    also(Note, Id::NoteOutside, &["<C-o>"])
        .doing("Go on writing in your own editor, $VISUAL or $EDITOR"),
    also(Note, Id::CaretLeft, &["<Left>"]),
    also(Note, Id::CaretRight, &["<Right>"]),
    also(Note, Id::Up, &["<Up>"]).doing("Caret a row up"),
    also(Note, Id::Down, &["<Down>"]).doing("Caret a row down"),
    also(Note, Id::PageUp, &["<PageUp>"]).doing("Caret a page up"),
    also(Note, Id::PageDown, &["<PageDown>"]).doing("Caret a page down"),
    also(Note, Id::RowStart, &["<Home>", "<C-a>"]),
    also(Note, Id::RowEnd, &["<End>", "<C-e>"]),
    also(Menu, Id::Down, &["n"]),
    also(Menu, Id::Up, &["p"]),
    also(Menu, Id::Open, &[]).doing("Choose it"),
    also(Beside, Id::HalfPageUp, &["u"]),
    also(Words, Id::BackOrQuit, &["w"]),
    also(Words, Id::Open, &[]).doing("Go to it in its article"),
    also(Compare, Id::PageDown, &["f"]),
    also(Compare, Id::NextDifference, &["]d"]),
    also(Compare, Id::PreviousDifference, &["[d"]),
    also(Compare, Id::RepeatStep, &["."]),
    also(Compare, Id::Unbind, &["B"]),
    also(Compare, Id::CompareAll, &["C"]),
    also(Compare, Id::Export, &["e"]).doing("Export what is compared"),
    also(Line, Id::Help, &["<F1>"]),
    also(Filter, Id::Cancel, &[]).doing("Take the filter off"),
    also(Find, Id::Cancel, &[]).doing("Go back to where the search began"),
    also(Tags, Id::Accept, &[]).doing("Give the article these tags"),
    also(Picker, Id::Down, &["<C-j>", "<C-n>", "<Down>"]),
    also(Picker, Id::Up, &["<C-k>", "<C-p>", "<Up>"]),
    also(Picker, Id::HalfPageDown, &["<C-d>"]),
    also(Picker, Id::PageDown, &["<PageDown>"]),
    also(Picker, Id::PageUp, &["<PageUp>"]),
    also(Picker, Id::Top, &["<Home>"]),
    also(Picker, Id::Bottom, &["<End>"]),
    also(Picker, Id::Cancel, &[]).doing("Close the picker"),
    also(Search, Id::Cancel, &["<C-o>"]).doing("Close the search"),
    also(Search, Id::SaveSearch, &["<C-s>"]).doing("Save this search under a name"),
    also(Search, Id::Accept, &[]).doing("Open the article at the words that were found"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::scope::SCOPES;

    #[test]
    fn a_command_is_told_by_what_it_does_in_the_place() {
        for (scope, id, wanted) in [
            (Notes, Id::Remove, "Remove the note or highlight"),
            (List, Id::Remove, "Take the article out of the library"),
            (Words, Id::BackOrQuit, "Close this view"),
            (List, Id::BackOrQuit, "Go back; in the list, quit"),
            (Search, Id::Cancel, "Close the search"),
            (Notes, Id::Filter, "Filter the notes"),
            (Actors, Id::Filter, "Show only the articles that fit"),
        ] {
            let told = told(id, scope);
            assert!(told.starts_with(wanted), "{scope:?} {id:?}: {told}");
        }
    }

    #[test]
    fn every_row_has_keys_or_words_and_no_place_has_words_for_a_command_twice() {
        for row in ALSO {
            let words = row.doc.map_or(40, str::len);
            assert!((5..80).contains(&words), "{row:?}");
            assert!(!row.keys.is_empty() || row.doc.is_some(), "{row:?}");
        }
        for scope in SCOPES {
            for row in ALSO.iter().filter(|row| row.scope == scope) {
                let same = |other: &&Also| other.scope == scope && other.id == row.id;
                assert_eq!(ALSO.iter().filter(same).count(), 1, "{row:?}");
            }
        }
    }
}
