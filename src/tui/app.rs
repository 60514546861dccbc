//! The one struct that holds every bit of screen state. Its methods say what the reader does.

mod arranging;
mod browsing;
mod comparing;
mod copying;
mod correcting;
mod dressing;
mod exporting;
mod finding;
mod following;
mod jumping;
mod marking;
mod moving;
mod noting;
mod pointing;
mod reaching;
mod rereading;
mod resuming;
mod returning;
mod searching;
mod selecting;
mod setting_up;
mod settling;
mod shelving;
mod sifting;
mod touring;
mod walking;

use std::collections::HashMap;
use std::path::PathBuf;

use ratatui::layout::Rect;

use super::compare::Compare;
use super::compared::Compared;
use super::correcting::Correcting;
use super::edited::Edited;
use super::effect::Effect;
use super::exporting::Exporting;
use super::field::Field;
use super::files::Files;
use super::find::Find;
use super::focus::Focus;
use super::gathering::Gathering;
use super::hints::Hints;
use super::history::History;
use super::jumps::Jumps;
use super::layout::{self, Areas, Panes};
use super::list::ListPane;
use super::looks::Looks;
use super::marked::Marked;
use super::noted::Noted;
use super::notes::AllNotes;
use super::noting::{Draft, Noting};
use super::output::Output;
use super::outward::Outward;
use super::own::OwnCommands;
use super::panel::ActorPanel;
use super::picker::Picker;
use super::pointer::Border;
use super::reader::{Bookmark, Reader};
use super::saved::{SavedSearches, Saving};
use super::search::Search;
use super::select::Select;
use super::session::{Picked, Session};
use super::sieve::{Filtering, Wish};
use super::signs::Signs;
use super::tagging::Tagging;
use super::tour::Touring;
use super::typed::Typed;
use super::versions::Versions;
use super::visits::Visits;
use super::walk::Walk;
use super::wardrobe::Wardrobe;
use super::words::Words;
use crate::command::scope::Scope;
use crate::command::{CommandId, command};
use crate::config::keymap::KeyMap;
use crate::config::settings::Settings;
use crate::config::theme::Theme;
use crate::library::head::Head;
use crate::library::keeper::Progress;
use crate::library::round::Far;
use crate::library::{Library, Subject};
use crate::model::article::ArticleId;
use crate::model::problem::Problem;
use crate::text::find::Needle;

/// The narrowest and the widest lines that can be asked for, in cells.
const MEASURES: (u16, u16) = (30, 160);

/// What lies over the panes and takes the keys first.
#[derive(Debug, Clone)]
pub enum Overlay {
    /// A picker: jump, help or command line.
    Picker(Box<Picker>),
    /// A search being typed, in the article or over the titles.
    Find(Box<Find>),
    /// What could not be read.
    Problems(usize),
    /// A correction on its way.
    Correct(Box<Correcting>),
    /// The reader's corrections.
    Corrections(usize),
    /// Every outlet's words for the chosen one.
    Words(Box<Words>),
    /// Two articles side by side.
    Compare(Box<Compare>),
    /// All versions of a story side by side.
    Versions(Box<Versions>),
    /// Two versions of one article side by side.
    Edited(Box<Edited>),
    /// A search of everything.
    Search(Box<Search>),
    /// A filter of the list being typed.
    Filter(Box<Filtering>),
    /// The saved searches.
    Saved(Box<SavedSearches>),
    /// A name being typed for a search, and what lies over the panes again afterwards.
    Saving(Box<Saving>, Option<Box<Overlay>>),
    /// Tags being typed.
    Tags(Box<Tagging>),
    /// A part of the open article being selected.
    Select(Box<Select>),
    /// A note being written, and what lies over the panes again afterwards.
    Note(Box<Noting>, Option<Box<Overlay>>),
    /// All notes and highlights.
    Notes(Box<AllNotes>),
    /// An export being asked for, and what lies over the panes again afterwards.
    Export(Box<Exporting>, Option<Box<Overlay>>),
    /// The themes there are.
    Themes(Box<Wardrobe>),
    /// Letters on links and names.
    Hints(Box<Hints>),
    /// A command being typed that the article is given to.
    Pipe(Box<Field>),
    /// The reader's own commands.
    Own(Box<OwnCommands>),
    /// What a program has written.
    Output(Box<Output>),
}

impl Overlay {
    /// Where its keys are looked up.
    pub fn scope(&self) -> Scope {
        match self {
            Self::Picker(_) => Scope::Picker,
            Self::Find(_) => Scope::Find,
            Self::Problems(_) => Scope::Problems,
            Self::Correct(asked) => asked.scope(),
            Self::Corrections(_) => Scope::Corrections,
            Self::Words(_) => Scope::Words,
            Self::Compare(_) | Self::Versions(_) | Self::Edited(_) => Scope::Compare,
            Self::Search(_) => Scope::Search,
            Self::Filter(_) => Scope::Filter,
            Self::Saved(_) => Scope::Saved,
            Self::Saving(..) | Self::Hints(_) | Self::Pipe(_) => Scope::Name,
            Self::Tags(_) => Scope::Tags,
            Self::Select(_) => Scope::Select,
            Self::Note(..) => Scope::Note,
            Self::Notes(notes) if notes.typing => Scope::Filter,
            Self::Notes(_) => Scope::Notes,
            Self::Export(export, _) => export.scope(),
            Self::Themes(_) => Scope::Themes,
            Self::Own(_) => Scope::Menu,
            Self::Output(_) => Scope::View,
        }
    }

    /// What is read there: where a name or an export is asked for, what that is asked over.
    pub fn read(&self) -> &Self {
        match self {
            Self::Export(_, Some(over)) | Self::Saving(_, Some(over)) => over,
            other => other,
        }
    }

    /// The same, to be changed.
    pub fn read_mut(&mut self) -> &mut Self {
        match self {
            Self::Export(_, Some(over)) | Self::Saving(_, Some(over)) => over,
            other => other,
        }
    }
}

/// A line for the reader at the bottom of the screen, until the next key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// What it says.
    pub text: String,
    /// Whether something went wrong.
    pub alarm: bool,
}

/// What the reader has gone into an article from.
#[derive(Debug, Clone)]
struct Left {
    /// What lay over the panes there: what stood side by side, or all notes.
    view: Box<Overlay>,
    opened: ArticleId,
    /// Whether there has been another picture of the library since.
    outdated: bool,
}

/// All screen state.
#[derive(Debug, Clone)]
pub struct App {
    pub(in crate::tui) library: Library,
    pub(in crate::tui) keys: KeyMap,
    pub(in crate::tui) theme: Theme,
    pub(in crate::tui) signs: Signs,
    pub(in crate::tui) areas: Areas,
    pub(in crate::tui) focus: Focus,
    pub(in crate::tui) overlay: Option<Overlay>,
    pub(in crate::tui) list: ListPane,
    pub(in crate::tui) reader: Option<Reader>,
    pub(in crate::tui) panel: ActorPanel,
    pub(in crate::tui) subject: Option<Subject>,
    pub(in crate::tui) needle: Option<Needle>,
    pub(in crate::tui) marks: Marked,
    pub(in crate::tui) typed: Typed,
    pub(in crate::tui) message: Option<Message>,
    pub(in crate::tui) loading: bool,
    /// How far the files have been read.
    far: Option<Far>,
    pub(in crate::tui) progress: usize,
    pub(in crate::tui) panes: Panes,
    pub(in crate::tui) measure: u16,
    pub(in crate::tui) settings: Settings,
    /// What is wrong with what the reader has set.
    complaints: Vec<Problem>,
    compared: Compared,
    bookmarks: HashMap<ArticleId, Bookmark>,
    jumps: Jumps,
    last_step: Option<(CommandId, Option<usize>)>,
    last_picker: Option<Box<Picker>>,
    gathering: Gathering,
    /// Where the reader has jumped to.
    visits: Visits,
    /// What lay over the panes when the reader went from it into an article.
    left: Option<Left>,
    /// The last search of everything, while it is not on screen.
    last_search: Option<Box<Search>>,
    /// The list that has been asked for.
    wish: Option<Wish>,
    /// The number of the last question to the library file.
    asked: u64,
    load: u64,
    history: History,
    /// The notes and highlights of the open article.
    pub(in crate::tui) noted: Noted,
    /// Notes that have been begun and are not kept yet.
    drafts: Vec<Draft>,
    /// Where files go of which only a name is typed.
    folder: PathBuf,
    /// A walk along notes that waits for those of other articles.
    walk: Option<Walk>,
    /// The draft that is with the reader's own editor.
    outside: Option<Draft>,
    /// What the loop is still to be asked for.
    outbox: Vec<Effect>,
    /// Whether the reader has pressed a key yet.
    pub(in crate::tui) touched: bool,
    /// What the looks hang on besides the theme.
    pub(in crate::tui) looks: Looks,
    /// The border between panes that the mouse drags.
    dragged: Option<Border>,
    /// The tour.
    pub(in crate::tui) touring: Touring,
    /// What may reach the world outside, and how often a program was run.
    outward: Outward,
    runs: u64,
    /// The theme that the reader has picked, where it is not the one of the settings.
    picked: Option<Picked>,
    /// What is known of files that change while they are read.
    files: Files,
    /// What the last session left, until it has been taken up.
    resuming: Option<Session>,
    /// What the worker knows of this session.
    remembered: Session,
    quit: bool,
}

impl App {
    /// An app with nothing read yet. The first load job, of number 0, is expected to be under way.
    pub fn new(keys: KeyMap, theme: Theme, signs: Signs) -> Self {
        Self {
            library: Library::default(),
            keys,
            theme,
            signs,
            areas: Areas::default(),
            focus: Focus::List,
            overlay: None,
            list: ListPane::default(),
            reader: None,
            panel: ActorPanel::default(),
            subject: None,
            needle: None,
            marks: Marked::default(),
            typed: Typed::default(),
            message: None,
            loading: true,
            far: None,
            progress: 0,
            panes: Panes::default(),
            measure: Settings::default().text_width,
            settings: Settings::default(),
            complaints: Vec::new(),
            compared: Compared::default(),
            bookmarks: HashMap::new(),
            jumps: Jumps::default(),
            last_step: None,
            last_picker: None,
            gathering: Gathering::default(),
            visits: Visits::default(),
            left: None,
            last_search: None,
            wish: None,
            asked: 0,
            load: 0,
            history: History::default(),
            noted: Noted::default(),
            drafts: Vec::new(),
            folder: PathBuf::new(),
            walk: None,
            outside: None,
            outbox: Vec::new(),
            touched: false,
            looks: Looks::default(),
            dragged: None,
            touring: Touring::default(),
            outward: Outward::default(),
            runs: 0,
            picked: None,
            files: Files::default(),
            resuming: None,
            remembered: Session::default(),
            quit: false,
        }
    }

    /// Whether the program is to end.
    pub fn is_done(&self) -> bool {
        self.quit
    }

    /// The pane that has the keyboard.
    pub fn focus(&self) -> Focus {
        self.focus
    }

    /// The area of that pane.
    pub fn focused_area(&self) -> Rect {
        match self.focus {
            Focus::List => self.areas.list,
            Focus::Article => self.areas.article,
            Focus::Actors => self.areas.actors,
        }
    }

    /// The library on screen.
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// The open article.
    pub fn reader(&self) -> Option<&Reader> {
        self.reader.as_ref()
    }

    /// The row that is selected in the list.
    pub fn selected(&self) -> usize {
        self.list.selected(&self.library)
    }

    /// Whether the list shows no article: there is none, or none that its filter lets through.
    pub fn lists_nothing(&self) -> bool {
        self.list.is_empty(&self.library)
    }

    /// The chosen actor or topic.
    pub fn subject(&self) -> Option<&Subject> {
        self.subject.as_ref()
    }

    /// Takes the size of the screen, in cells.
    pub fn resize(&mut self, width: u16, height: u16) {
        self.areas.screen = Rect::new(0, 0, width, height);
        self.settle();
    }

    /// The size of the screen.
    pub fn screen(&self) -> Rect {
        self.areas.screen
    }

    /// Brings everything that follows from the rest of the state up to date: areas, wrapped rows, cursors on screen, the
    /// actors on screen. Called once after every event.
    pub fn settle(&mut self) {
        self.areas = layout::areas(self.areas.screen, self.focus, self.panes);
        let height = self.areas.list.height.saturating_sub(1);
        self.list.settle(&self.library, usize::from(height));
        let (width, height) = self.reading_size();
        let mut visible = Vec::new();
        if let Some(reader) = &mut self.reader {
            reader.resize(width, height);
            visible = reader.visible_ranges();
            self.progress = reader.progress();
        }
        let entry = self.reader.as_ref().map(|reader| reader.entry().as_ref());
        self.noted.follow(&self.library, entry);
        let row = self.open_row();
        self.panel
            .follow(&self.library, row, &visible, self.subject.as_ref());
        let members = self.panel.company().len();
        let (list, detail) =
            layout::panel_rows(self.areas.actors.height, members, self.panel.shows());
        let width = usize::from(self.areas.actors.width);
        let heading = self
            .panel
            .detail()
            .map_or(0, |detail| detail.heading(width));
        let detail = usize::from(detail).saturating_sub(heading);
        self.panel
            .settle(usize::from(list.saturating_sub(1)), detail);
        self.settle_over();
    }

    /// The columns and rows of the text. While the reading pane is hidden behind another, those that it will have again,
    /// so that nothing is laid out anew by looking elsewhere.
    pub(in crate::tui) fn reading_size(&self) -> (usize, usize) {
        let shown = self.areas.article;
        let hidden = shown.is_empty();
        let area = if hidden {
            layout::areas(self.areas.screen, Focus::Article, self.panes).article
        } else {
            shown
        };
        (
            usize::from(layout::text_width(area.width, self.measure)),
            usize::from(area.height),
        )
    }

    /// Takes what the load job of number `load` has read.
    pub fn take_progress(&mut self, load: u64, progress: Progress) {
        if load != self.load {
            return;
        }
        // While the files are read again, the library from before stays: a half-read one would take the open article away.
        let again = self.load > 0 && !progress.finished && !self.library.is_empty();
        if again {
            return;
        }
        let before = self.library.len();
        self.loading = !progress.finished;
        self.far = self.far.filter(|_| self.loading);
        // Until the reader has done something, the newest article is the one to show.
        let untouched =
            self.focus == Focus::List && !self.touched && self.list.is_at_top(&self.library);
        self.replace_library(progress.library);
        if untouched {
            self.list.select(&self.library, 0);
            self.preview();
        }
        self.take_up(untouched, progress.finished);
        if progress.finished {
            self.tell_read(before);
        }
    }

    /// Shows another picture of the library: what is open and selected stays so.
    fn replace_library(&mut self, library: Library) {
        let selected = self.library.head(self.selected());
        let whole = self.list.selected_story(&self.library).is_some();
        // What can be jumped to is that of before, until it has been gathered anew.
        library.follow(&self.library);
        self.library = library.with_jump(self.library.jump());
        self.marks.follow(&self.library);
        self.gathering.next_picture();
        self.panel.forget();
        self.noted.next_picture();
        if let Some(reader) = &mut self.reader {
            let row = row_now(&self.library, &reader.entry().head);
            match row.and_then(|row| self.library.entry(row)) {
                Some(entry) => reader.refresh(entry),
                None => self.close_article(),
            }
        }
        let row = selected.and_then(|head| row_now(&self.library, &head));
        self.list.arrange(&self.library, row, whole);
        if self.reader.is_none() {
            self.preview();
        }
        self.leave_lost_selection();
        self.outdate_views();
    }

    /// Tells that the worker was stopped by an error of the program.
    pub fn fail(&mut self) {
        self.loading = false;
        self.history.end();
        self.alarm("stopped by an error of the program; --log FILE keeps the details");
    }

    /// Tells that the library could not be read or written.
    pub fn warn(&mut self, reason: &str) {
        self.loading = false;
        self.alarm(reason);
    }

    /// Tells the reader something.
    pub fn say(&mut self, text: impl Into<String>) {
        self.message = Some(Message {
            text: text.into(),
            alarm: false,
        });
    }

    /// Tells the reader that something went wrong.
    pub fn alarm(&mut self, text: impl Into<String>) {
        self.message = Some(Message {
            text: text.into(),
            alarm: true,
        });
    }

    /// The key of a command in the pane that has the keyboard, for what the reader is told.
    pub(in crate::tui) fn key(&self, command: CommandId) -> String {
        self.key_in(self.focus.scope(), command)
    }

    /// The key of a command where keys are looked up now, or else in the pane below.
    pub(in crate::tui) fn key_here(&self, id: CommandId) -> String {
        let here = self.keys.shown_in(self.scope(), id).into_iter().next();
        here.unwrap_or_else(|| self.key(id))
    }

    /// The key of a command there; its name where it has none.
    pub(in crate::tui) fn key_in(&self, scope: Scope, id: CommandId) -> String {
        let keys = self.keys.shown_in(scope, id).into_iter().next();
        keys.unwrap_or_else(|| format!(":{}", command(id).map_or("", |row| row.name)))
    }

    /// Where keys are looked up now.
    pub fn scope(&self) -> Scope {
        let over = self.overlay.as_ref().map(Overlay::scope);
        over.unwrap_or_else(|| self.focus.scope())
    }

    /// The rows that a page has of what lies over the panes.
    pub(in crate::tui) fn rows_over(&self) -> usize {
        match &self.overlay {
            Some(Overlay::Compare(compare)) => compare.sheet.rows_shown().saturating_sub(1),
            Some(Overlay::Versions(versions)) => versions.sheet.rows_shown().saturating_sub(1),
            Some(Overlay::Edited(edited)) => edited.sheet.rows_shown().saturating_sub(1),
            Some(Overlay::Picker(_) | Overlay::Correct(_)) => layout::hit_rows(self.areas.screen),
            _ => usize::from(layout::over_panes(self.areas).height).saturating_sub(2),
        }
    }

    /// Ends the program.
    pub fn quit(&mut self) {
        self.quit = true;
    }

    /// Gives the keyboard to a pane, which is then on screen.
    pub(in crate::tui) fn set_focus(&mut self, focus: Focus) {
        self.focus = focus;
        if focus != Focus::Article {
            self.panes.zen = false;
        }
        if focus == Focus::Actors {
            self.panes.actors = true;
            if self.subject.is_none() {
                self.subject = self.panel.first();
            }
        }
        if focus != Focus::List {
            self.mark_opened();
        }
    }

    pub(in crate::tui) fn open_row(&self) -> Option<usize> {
        self.reader
            .as_ref()
            .and_then(|reader| self.library.row_of(reader.entry().article.id))
    }
}

/// The row at which an article of an earlier library now stands: the same one, or what its file says now.
fn row_now(library: &Library, head: &Head) -> Option<usize> {
    let same = library.row_of(head.id);
    same.or_else(|| library.row_of_key(head.key))
}
