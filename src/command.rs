//! The command table: every action a reader can call by key, by name or from the help, in one list.
//!
//! Dispatch, footer hints, help, the command line and the README's key table all read [`COMMANDS`]; adding a row here and
//! an arm in the screen's `update` is all that a new command needs.

pub mod also;
pub mod key;
pub mod scope;

use Command as C;
use CommandId as Id;

use self::scope::Scope::{
    self, Any, Article, Beside, Compare, Corrections, Everywhere, Line, List, Note, Picker, Saved,
    Search, Select, Tags,
};

/// Names a command inside the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(
    missing_docs,
    reason = "the doc of each command is its row in COMMANDS"
)]
pub enum CommandId {
    Down,
    Up,
    Top,
    Bottom,
    HalfPageDown,
    HalfPageUp,
    PageDown,
    PageUp,
    ReadOn,
    ReadBack,
    NextArticle,
    PreviousArticle,
    Open,
    Back,
    BackOrQuit,
    Quit,
    NextPane,
    PreviousPane,
    ToggleActors,
    ShrinkPane,
    GrowPane,
    NextMention,
    PreviousMention,
    NextSaying,
    PreviousSaying,
    NextVersion,
    PreviousVersion,
    NextStory,
    PreviousStory,
    NextInThread,
    PreviousInThread,
    NextUnread,
    PreviousUnread,
    RepeatStep,
    Version(u8),
    Words,
    Compare,
    CompareAll,
    Unbind,
    NextDifference,
    PreviousDifference,
    Jump,
    JumpPerson,
    JumpTopic,
    JumpStory,
    JumpOutlet,
    LastPicker,
    SearchAll,
    SavedSearches,
    Problems,
    ToggleStories,
    ToggleRead,
    ReadAll,
    ToggleStar,
    Tags,
    Remove,
    Follow,
    JumpBack,
    JumpForward,
    CommandLine,
    Help,
    Rescan,
    Sync,
    Suspend,
    Redraw,
    Merge,
    Split,
    Dismiss,
    Rename,
    Means,
    MergeStory,
    SplitStory,
    PinStory,
    RenameStory,
    Corrections,
    Undo,
    Redo,
    Filter,
    ClearFilter,
    SortOrder,
    SaveSearch,
    FindInList,
    FindInArticle,
    FindNext,
    FindPrevious,
    WalkName,
    WidenText,
    NarrowText,
    ResetText,
    Zen,
    Accept,
    Cancel,
    DeleteBack,
    DeleteWord,
    ClearLine,
    Complete,
    ChooseBeside,
    Tick,
    ResultOrder,
    SearchSaved,
    RenameSaved,
    ForgetSaved,
    TakeBack,
    NextSide,
    PreviousSide,
    SwapSides,
    ComparePair,
    Select,
    CaretLeft,
    CaretRight,
    NextWord,
    PreviousWord,
    WordEnd,
    SentenceEnd,
    SentenceStart,
    ParagraphEnd,
    ParagraphStart,
    RowStart,
    RowEnd,
    TakeSentence,
    TakeParagraph,
    OtherEnd,
    CopySelection,
    Highlight,
    NextHighlight,
    PreviousHighlight,
    Note,
    NoteOutside,
    Notes,
    CopyLink,
    CopyQuotation,
    CopyParagraph,
    CopyTitle,
    Export,
    SaveNote,
    LeaveNote,
    NewLine,
    DeleteForward,
    Theme,
    OpenLink,
    Hints,
    Pipe,
    OwnCommands,
    Tutor,
    Spotlight,
}

/// One row of the command table.
#[derive(Debug, Clone, Copy)]
pub struct Command {
    /// The command.
    pub id: CommandId,
    /// What it is called on the command line: lower-case words joined by `-`.
    pub name: &'static str,
    /// What it does, in one line, as help and README show it.
    pub doc: &'static str,
    /// The default key sequences, in the notation of [`key::parse`].
    pub keys: &'static [&'static str],
    /// Where these keys hold.
    pub scope: Scope,
    /// One or two words for the footer, where the command is worth a place there.
    pub hint: Option<&'static str>,
}

/// Every command, in the order in which help and README show them.
#[rustfmt::skip]
pub const COMMANDS: &[Command] = &[
    C { id: Id::Down, name: "down", doc: "Move down, scroll down", keys: &["j", "<Down>"], scope: Everywhere, hint: None },
    C { id: Id::Up, name: "up", doc: "Move up, scroll up", keys: &["k", "<Up>"], scope: Everywhere, hint: None },
    C { id: Id::Top, name: "top", doc: "Go to the top", keys: &["gg", "<Home>"], scope: Everywhere, hint: None },
    C { id: Id::Bottom, name: "bottom", doc: "Go to the end", keys: &["G", "<End>"], scope: Everywhere, hint: None },
    C { id: Id::HalfPageDown, name: "half-page-down", doc: "Half a page down", keys: &["<C-d>"], scope: Everywhere, hint: None },
    C { id: Id::HalfPageUp, name: "half-page-up", doc: "Half a page up", keys: &["<C-u>"], scope: Everywhere, hint: None },
    C { id: Id::PageDown, name: "page-down", doc: "A page down", keys: &["<C-f>", "<PageDown>"], scope: Everywhere, hint: None },
    C { id: Id::PageUp, name: "page-up", doc: "A page up", keys: &["<C-b>", "<PageUp>"], scope: Everywhere, hint: None },
    C { id: Id::ReadOn, name: "read-on", doc: "A page down in the article, at its end the next unread one", keys: &["<Space>"], scope: Any, hint: Some("read on") },
    C { id: Id::ReadBack, name: "read-back", doc: "A page up in the article", keys: &["b"], scope: Any, hint: None },
    C { id: Id::NextArticle, name: "next-article", doc: "Open the next article of the list", keys: &["J"], scope: Any, hint: None },
    C { id: Id::PreviousArticle, name: "previous-article", doc: "Open the previous article of the list", keys: &["K"], scope: Any, hint: None },
    C { id: Id::Open, name: "open", doc: "Open, go in, open a fold, go to a mention", keys: &["<Enter>", "l", "<Right>"], scope: Everywhere, hint: Some("open") },
    C { id: Id::Back, name: "back", doc: "Go out, one pane back", keys: &["h", "<Left>", "<Esc>"], scope: Everywhere, hint: None },
    C { id: Id::BackOrQuit, name: "close", doc: "Go back; in the list, quit", keys: &["q"], scope: Everywhere, hint: None },
    C { id: Id::Quit, name: "quit", doc: "Quit at once", keys: &["Q", "<C-c>"], scope: Everywhere, hint: None },
    C { id: Id::NextPane, name: "next-pane", doc: "Go to the next pane", keys: &["<Tab>"], scope: Any, hint: Some("pane") },
    C { id: Id::PreviousPane, name: "previous-pane", doc: "Go to the previous pane", keys: &["<S-Tab>"], scope: Any, hint: None },
    C { id: Id::ToggleActors, name: "toggle-actors", doc: "Show or hide the actor panel", keys: &["a"], scope: Any, hint: Some("actors") },
    C { id: Id::ShrinkPane, name: "shrink-pane", doc: "Make the focused pane narrower", keys: &["<lt>"], scope: Any, hint: None },
    C { id: Id::GrowPane, name: "grow-pane", doc: "Make the focused pane wider", keys: &[">"], scope: Any, hint: None },
    C { id: Id::NextMention, name: "next-mention", doc: "Next mention of the chosen name or topic, across articles", keys: &["]a"], scope: Any, hint: Some("next mention") },
    C { id: Id::PreviousMention, name: "previous-mention", doc: "Previous mention of the chosen name or topic, across articles", keys: &["[a"], scope: Any, hint: None },
    C { id: Id::NextSaying, name: "next-quotation", doc: "Next quotation of the chosen one, across articles; of anybody where none is", keys: &["]q"], scope: Any, hint: None },
    C { id: Id::PreviousSaying, name: "previous-quotation", doc: "Previous quotation of the chosen one, or of anybody", keys: &["[q"], scope: Any, hint: None },
    C { id: Id::NextVersion, name: "next-version", doc: "Next outlet's version of this story", keys: &["]o"], scope: Any, hint: None },
    C { id: Id::PreviousVersion, name: "previous-version", doc: "Previous outlet's version of this story", keys: &["[o"], scope: Any, hint: None },
    C { id: Id::NextStory, name: "next-story", doc: "Newest article of the next story", keys: &["]s"], scope: Any, hint: None },
    C { id: Id::PreviousStory, name: "previous-story", doc: "Newest article of the previous story", keys: &["[s"], scope: Any, hint: None },
    C { id: Id::NextInThread, name: "next-in-thread", doc: "Next story of this thread: the same topic, later", keys: &["]t"], scope: Any, hint: None },
    C { id: Id::PreviousInThread, name: "previous-in-thread", doc: "Previous story of this thread: the same topic, earlier", keys: &["[t"], scope: Any, hint: None },
    C { id: Id::NextUnread, name: "next-unread", doc: "Next article not yet opened", keys: &["]u"], scope: Any, hint: None },
    C { id: Id::PreviousUnread, name: "previous-unread", doc: "Previous article not yet opened", keys: &["[u"], scope: Any, hint: None },
    C { id: Id::NextHighlight, name: "next-highlight", doc: "Next highlight or note, across articles", keys: &["]h"], scope: Any, hint: None },
    C { id: Id::PreviousHighlight, name: "previous-highlight", doc: "Previous highlight or note, across articles", keys: &["[h"], scope: Any, hint: None },
    C { id: Id::RepeatStep, name: "repeat-step", doc: "Repeat the last ] or [ step", keys: &["."], scope: Any, hint: None },
    C { id: Id::Version(1), name: "version-1", doc: "First version of this story", keys: &["g1"], scope: Any, hint: None },
    C { id: Id::Version(2), name: "version-2", doc: "Second version of this story", keys: &["g2"], scope: Any, hint: None },
    C { id: Id::Version(3), name: "version-3", doc: "Third version of this story", keys: &["g3"], scope: Any, hint: None },
    C { id: Id::Version(4), name: "version-4", doc: "Fourth version of this story", keys: &["g4"], scope: Any, hint: None },
    C { id: Id::Version(5), name: "version-5", doc: "Fifth version of this story", keys: &["g5"], scope: Any, hint: None },
    C { id: Id::Version(6), name: "version-6", doc: "Sixth version of this story", keys: &["g6"], scope: Any, hint: None },
    C { id: Id::Version(7), name: "version-7", doc: "Seventh version of this story", keys: &["g7"], scope: Any, hint: None },
    C { id: Id::Version(8), name: "version-8", doc: "Eighth version of this story", keys: &["g8"], scope: Any, hint: None },
    C { id: Id::Version(9), name: "version-9", doc: "Ninth version of this story", keys: &["g9"], scope: Any, hint: None },
    C { id: Id::Words, name: "words", doc: "Every outlet's words for the chosen one, side by side", keys: &["w"], scope: Any, hint: Some("words") },
    C { id: Id::Compare, name: "compare", doc: "Compare this article with another, side by side", keys: &["c"], scope: Any, hint: Some("compare") },
    C { id: Id::CompareAll, name: "compare-all", doc: "Compare all versions of this story", keys: &["C"], scope: Any, hint: None },
    C { id: Id::Unbind, name: "unbind", doc: "Side by side: let each side scroll by itself, or bind them again", keys: &["B"], scope: Any, hint: None },
    C { id: Id::NextDifference, name: "next-difference", doc: "Next difference of what stands side by side", keys: &["]d"], scope: Any, hint: None },
    C { id: Id::PreviousDifference, name: "previous-difference", doc: "Previous difference of what stands side by side", keys: &["[d"], scope: Any, hint: None },
    C { id: Id::Jump, name: "jump", doc: "Jump to any person, organisation, place, topic, story, outlet or article", keys: &["<C-p>"], scope: Any, hint: Some("jump") },
    C { id: Id::JumpPerson, name: "jump-person", doc: "Jump to a person", keys: &["p"], scope: Any, hint: None },
    C { id: Id::JumpTopic, name: "jump-topic", doc: "Jump to a topic", keys: &["t"], scope: Any, hint: None },
    C { id: Id::JumpStory, name: "jump-story", doc: "Jump to a story", keys: &["s"], scope: Any, hint: None },
    C { id: Id::JumpOutlet, name: "jump-outlet", doc: "Jump to an outlet", keys: &["f"], scope: Any, hint: None },
    C { id: Id::LastPicker, name: "last-picker", doc: "Open the last picker as it was", keys: &["'"], scope: Any, hint: None },
    C { id: Id::SearchAll, name: "search", doc: "Search everything: words, phrases, names, outlets, dates", keys: &["g/"], scope: Any, hint: Some("search all") },
    C { id: Id::SavedSearches, name: "saved-searches", doc: "Saved searches with how many articles fit; Enter filters the list by one", keys: &["W"], scope: Any, hint: None },
    C { id: Id::Problems, name: "problems", doc: "Show what could not be read, and why", keys: &["gp"], scope: Any, hint: None },
    C { id: Id::ToggleStories, name: "stories", doc: "Show the articles by story, or all in one row", keys: &["gl"], scope: Any, hint: None },
    C { id: Id::ToggleRead, name: "toggle-read", doc: "Mark the article read or unread", keys: &["m"], scope: Any, hint: None },
    C { id: Id::ReadAll, name: "read-all", doc: "Mark everything that the list shows read", keys: &["A"], scope: Any, hint: None },
    C { id: Id::ToggleStar, name: "star", doc: "Star the article, or take its star away", keys: &["S"], scope: Any, hint: None },
    C { id: Id::Tags, name: "tags", doc: "Give the article tags, or take them away", keys: &["T"], scope: Any, hint: None },
    C { id: Id::Remove, name: "remove", doc: "Take the article out of the library; its file stays", keys: &["D"], scope: Any, hint: None },
    C { id: Id::Follow, name: "follow", doc: "Follow the chosen one, or no more: what is new is told at the start", keys: &["gf"], scope: Any, hint: None },
    C { id: Id::Notes, name: "notes", doc: "All notes and highlights", keys: &["gn"], scope: Any, hint: None },
    C { id: Id::CopyLink, name: "copy-link", doc: "Copy the link of the article, or its path", keys: &["yy"], scope: Any, hint: None },
    C { id: Id::CopyQuotation, name: "copy-quotation", doc: "Copy the quotation here with its source", keys: &["yq"], scope: Any, hint: None },
    C { id: Id::CopyParagraph, name: "copy-paragraph", doc: "Copy the paragraph", keys: &["yp"], scope: Any, hint: None },
    C { id: Id::CopyTitle, name: "copy-title", doc: "Copy the title", keys: &["yt"], scope: Any, hint: None },
    C { id: Id::Export, name: "export", doc: "Export what is compared, the article, its story, the chosen one or all notes", keys: &["e"], scope: Any, hint: None },
    C { id: Id::JumpBack, name: "jump-back", doc: "Back to where the last jump started", keys: &["<C-o>", "H"], scope: Any, hint: Some("back") },
    C { id: Id::JumpForward, name: "jump-forward", doc: "Forward again in the jump list", keys: &["L"], scope: Any, hint: None },
    C { id: Id::CommandLine, name: "command-line", doc: "Call a command by its name", keys: &[":"], scope: Any, hint: None },
    C { id: Id::Help, name: "help", doc: "Every key and command; searchable, Enter runs what is chosen", keys: &["?", "<F1>"], scope: Everywhere, hint: Some("help") },
    C { id: Id::Sync, name: "sync", doc: "Ask the feeds that are due for what is new", keys: &["gR"], scope: Any, hint: None },
    C { id: Id::Rescan, name: "rescan", doc: "Read the files again", keys: &["R"], scope: Any, hint: None },
    C { id: Id::Suspend, name: "suspend", doc: "Put rashomon into the background", keys: &["<C-z>"], scope: Everywhere, hint: None },
    C { id: Id::Redraw, name: "redraw", doc: "Draw the screen anew", keys: &["<C-l>"], scope: Everywhere, hint: None },
    C { id: Id::Merge, name: "merge", doc: "The chosen one is the same as another: pick whom", keys: &["gm"], scope: Any, hint: None },
    C { id: Id::Split, name: "split", doc: "The chosen one is somebody else in this article or outlet", keys: &["gs"], scope: Any, hint: None },
    C { id: Id::Dismiss, name: "not-an-actor", doc: "The chosen one is no actor at all", keys: &["gx"], scope: Any, hint: None },
    C { id: Id::Rename, name: "rename", doc: "Give the chosen one another name", keys: &["gr"], scope: Any, hint: None },
    C { id: Id::Means, name: "means", doc: "A description in this paragraph means somebody: pick whom", keys: &["gd"], scope: Any, hint: None },
    C { id: Id::MergeStory, name: "merge-story", doc: "This article or story belongs to the story of another: pick which", keys: &["gm"], scope: List, hint: None },
    C { id: Id::SplitStory, name: "split-story", doc: "This article is not of its story", keys: &["gs"], scope: List, hint: None },
    C { id: Id::PinStory, name: "pin-story", doc: "This story stays as it is, whatever comes", keys: &["gP"], scope: List, hint: None },
    C { id: Id::RenameStory, name: "rename-story", doc: "Give this story another name", keys: &["gr"], scope: List, hint: None },
    C { id: Id::Corrections, name: "corrections", doc: "Show your corrections, and take some back", keys: &["gc"], scope: Any, hint: None },
    C { id: Id::Undo, name: "undo", doc: "Take back what was done last: a correction, a mark, a removal", keys: &["u"], scope: Any, hint: None },
    C { id: Id::Redo, name: "redo", doc: "Do again what was taken back", keys: &["<C-r>"], scope: Any, hint: None },
    C { id: Id::Filter, name: "filter", doc: "Show only the articles that fit, in the language of the search", keys: &["F"], scope: List, hint: Some("filter") },
    C { id: Id::ClearFilter, name: "clear-filter", doc: "Show all articles again", keys: &["gF"], scope: Any, hint: None },
    C { id: Id::SortOrder, name: "sort", doc: "Next order: by story, newest, by outlet, most actors, unread first", keys: &["O"], scope: List, hint: Some("order") },
    C { id: Id::SaveSearch, name: "save-search", doc: "Save the filter, else the last search, under a name", keys: &["gw"], scope: Any, hint: None },
    C { id: Id::FindInList, name: "find-title", doc: "Search the titles", keys: &["/"], scope: List, hint: Some("search") },
    C { id: Id::FindInArticle, name: "find-text", doc: "Search in the article; upper case is respected once typed", keys: &["/"], scope: Any, hint: Some("search") },
    C { id: Id::FindNext, name: "find-next", doc: "Next match of the search", keys: &["n"], scope: Any, hint: None },
    C { id: Id::FindPrevious, name: "find-previous", doc: "Previous match of the search", keys: &["N"], scope: Any, hint: None },
    C { id: Id::WalkName, name: "walk-name", doc: "Choose the name at the place; again: its next mention", keys: &["*"], scope: Article, hint: Some("choose name") },
    C { id: Id::WidenText, name: "widen-text", doc: "Wider lines", keys: &["+"], scope: Article, hint: None },
    C { id: Id::NarrowText, name: "narrow-text", doc: "Narrower lines", keys: &["-"], scope: Article, hint: None },
    C { id: Id::ResetText, name: "reset-text", doc: "Lines as wide as usual again", keys: &["="], scope: Article, hint: None },
    C { id: Id::Zen, name: "zen", doc: "Only the text; again: everything", keys: &["z"], scope: Article, hint: None },
    C { id: Id::Select, name: "select", doc: "Select: a caret, to mark, copy or note any words", keys: &["v"], scope: Article, hint: Some("select") },
    C { id: Id::Highlight, name: "highlight", doc: "Mark what is selected, again: the next mark; at a highlight: take it away", keys: &["x"], scope: Article, hint: None },
    C { id: Id::Note, name: "note", doc: "Write a note on the paragraph, or change the one that is there", keys: &["i"], scope: Article, hint: Some("note") },
    C { id: Id::NoteOutside, name: "note-in-editor", doc: "Write the note in your own editor, $VISUAL or $EDITOR", keys: &["I"], scope: Article, hint: None },
    C { id: Id::CaretLeft, name: "caret-left", doc: "Caret to the previous character", keys: &["h", "<Left>"], scope: Select, hint: None },
    C { id: Id::CaretRight, name: "caret-right", doc: "Caret to the next character", keys: &["l", "<Right>"], scope: Select, hint: None },
    C { id: Id::NextWord, name: "next-word", doc: "Caret to the next word", keys: &["w"], scope: Select, hint: None },
    C { id: Id::PreviousWord, name: "previous-word", doc: "Caret to the start of the word, or of the previous one", keys: &["b"], scope: Select, hint: None },
    C { id: Id::WordEnd, name: "word-end", doc: "Caret to the end of the word, or of the next one", keys: &["e"], scope: Select, hint: None },
    C { id: Id::SentenceEnd, name: "sentence-end", doc: "Caret to the end of the sentence, or of the next one", keys: &[")"], scope: Select, hint: None },
    C { id: Id::SentenceStart, name: "sentence-start", doc: "Caret to the start of the sentence, or of the previous one", keys: &["("], scope: Select, hint: None },
    C { id: Id::ParagraphEnd, name: "paragraph-end", doc: "Caret to the end of the paragraph, or of the next one", keys: &["}"], scope: Select, hint: None },
    C { id: Id::ParagraphStart, name: "paragraph-start", doc: "Caret to the start of the paragraph, or of the previous one", keys: &["{"], scope: Select, hint: None },
    C { id: Id::RowStart, name: "row-start", doc: "Caret to the start of the row", keys: &["0"], scope: Select, hint: None },
    C { id: Id::RowEnd, name: "row-end", doc: "Caret to the end of the row", keys: &["$"], scope: Select, hint: None },
    C { id: Id::TakeSentence, name: "take-sentence", doc: "Select the whole sentence; again: the next one too", keys: &["s"], scope: Select, hint: None },
    C { id: Id::TakeParagraph, name: "take-paragraph", doc: "Select the whole paragraph; again: the next one too", keys: &["p"], scope: Select, hint: None },
    C { id: Id::OtherEnd, name: "other-end", doc: "Move the other end of the selection", keys: &["o"], scope: Select, hint: None },
    C { id: Id::CopySelection, name: "copy-selection", doc: "Copy what is selected, with where it comes from", keys: &["y"], scope: Select, hint: None },
    C { id: Id::SaveNote, name: "save-note", doc: "Keep the note; an emptied one goes", keys: &["<C-s>", "<Esc>"], scope: Note, hint: None },
    C { id: Id::LeaveNote, name: "leave-note", doc: "Leave what is written as a draft", keys: &["<C-c>"], scope: Note, hint: None },
    C { id: Id::NewLine, name: "new-line", doc: "Begin a new line", keys: &["<Enter>"], scope: Note, hint: None },
    C { id: Id::DeleteForward, name: "delete-forward", doc: "Delete the character at the caret", keys: &["<Delete>"], scope: Note, hint: None },
    C { id: Id::NextSide, name: "next-side", doc: "Next side, outlet or list", keys: &["<Tab>", "l", "<Right>"], scope: Beside, hint: None },
    C { id: Id::PreviousSide, name: "previous-side", doc: "Previous side, outlet or list", keys: &["<S-Tab>", "h", "<Left>"], scope: Beside, hint: None },
    C { id: Id::SwapSides, name: "swap-sides", doc: "Exchange the sides, or take the chosen version as the base", keys: &["x"], scope: Compare, hint: None },
    C { id: Id::ComparePair, name: "compare-pair", doc: "The base and the chosen version alone, or versions as two articles", keys: &["c"], scope: Compare, hint: None },
    C { id: Id::SearchSaved, name: "search-saved", doc: "Search everything for the saved search", keys: &["/"], scope: Saved, hint: None },
    C { id: Id::RenameSaved, name: "rename-saved", doc: "Give the saved search another name", keys: &["r"], scope: Saved, hint: None },
    C { id: Id::ForgetSaved, name: "forget-saved", doc: "Save the search no more", keys: &["x", "D"], scope: Saved, hint: None },
    C { id: Id::TakeBack, name: "take-back", doc: "Take the correction back", keys: &["x"], scope: Corrections, hint: None },
    C { id: Id::Accept, name: "accept", doc: "Take what has been typed or chosen", keys: &["<Enter>"], scope: Line, hint: None },
    C { id: Id::Cancel, name: "cancel", doc: "Leave what is being typed", keys: &["<Esc>", "<C-c>"], scope: Line, hint: None },
    C { id: Id::DeleteBack, name: "delete-back", doc: "Delete the character before the caret; where there is none, leave it", keys: &["<Backspace>", "<C-h>"], scope: Line, hint: None },
    C { id: Id::DeleteWord, name: "delete-word", doc: "Delete the word before the caret", keys: &["<C-w>"], scope: Line, hint: None },
    C { id: Id::ClearLine, name: "clear-line", doc: "Delete everything that has been typed", keys: &["<C-u>"], scope: Line, hint: None },
    C { id: Id::ChooseBeside, name: "choose-beside", doc: "Open it beside the open article", keys: &["<C-v>"], scope: Picker, hint: None },
    C { id: Id::Tick, name: "mark", doc: "Mark it, or take the mark off: what is marked is laid side by side", keys: &["<Tab>"], scope: Picker, hint: None },
    C { id: Id::ResultOrder, name: "result-order", doc: "By relevance, or the newest first", keys: &["<C-r>"], scope: Search, hint: None },
    C { id: Id::Complete, name: "complete", doc: "Complete the tag", keys: &["<Tab>"], scope: Tags, hint: None },
    C { id: Id::Theme, name: "theme", doc: "Choose a theme; each is worn while the cursor is on it", keys: &["gT"], scope: Any, hint: None },
    C { id: Id::OpenLink, name: "open-link", doc: "Open the article's link in a browser", keys: &["o"], scope: Any, hint: None },
    C { id: Id::Hints, name: "hints", doc: "Letters on the links and names on screen; typing one goes there", keys: &[";"], scope: Any, hint: None },
    C { id: Id::Pipe, name: "pipe", doc: "Give the article as text to a command, and show what that writes", keys: &["|"], scope: Any, hint: None },
    C { id: Id::OwnCommands, name: "commands", doc: "Run one of your own commands on the article", keys: &["!"], scope: Any, hint: None },
    C { id: Id::Spotlight, name: "spotlight", doc: "Let all but the paragraph at the place stand back", keys: &["gz"], scope: Article, hint: None },
    C { id: Id::Tutor, name: "tutor", doc: "Show around, in six steps over the screen as it is", keys: &["g?"], scope: Any, hint: None },
];

/// The row of `id` in the table.
pub fn command(id: CommandId) -> Option<&'static Command> {
    COMMANDS.iter().find(|command| command.id == id)
}

/// The command called `name`, if there is one.
pub fn by_name(name: &str) -> Option<&'static Command> {
    COMMANDS.iter().find(|command| command.name == name)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_command_is_named_once_and_told() {
        let names: BTreeSet<_> = COMMANDS.iter().map(|command| command.name).collect();
        let ids: BTreeSet<_> = COMMANDS.iter().map(|command| command.id).collect();
        assert_eq!((names.len(), ids.len()), (COMMANDS.len(), COMMANDS.len()));
        for command in COMMANDS {
            assert!(
                command.doc.len() > 5 && command.doc.len() < 80,
                "{}",
                command.name
            );
            assert!(
                command
                    .name
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c == '-' || c.is_ascii_digit())
            );
            assert!(!command.keys.is_empty(), "{} has no key", command.name);
            assert_eq!(
                by_name(command.name).map(|found| found.id),
                Some(command.id)
            );
        }
    }

    #[test]
    fn every_default_key_can_be_typed() {
        for command in COMMANDS {
            for keys in command.keys {
                assert!(key::parse(keys).is_ok(), "{} {keys}", command.name);
            }
        }
    }
}
