//! A reading session without a terminal: the real app, fed keys, drawn on a test backend.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, LazyLock};

use rashomon::command::key;
use rashomon::config::keymap::KeyMap;
use rashomon::config::theme::Theme;
use rashomon::config::themes;
use rashomon::library::jotting::Jotting;
use rashomon::library::keeper::Keeper;
use rashomon::library::keeper::Progress;
use rashomon::library::loader::load;
use rashomon::library::seek::lookup::Lookup;
use rashomon::library::shelfmark::Shelfmark;
use rashomon::library::sources::Source;
use rashomon::library::worker::{News, Request, Worker};
use rashomon::text::width::cells;
use rashomon::tui::app::App;
use rashomon::tui::effect::Effect;
use rashomon::tui::errand::{Errand, Report};
use rashomon::tui::event::Event;
use rashomon::tui::signs::{Signs, UNICODE};
use rashomon::tui::update::update;
use rashomon::tui::view::render;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};
use tempfile::TempDir;

/// A session at a screen of a fixed size until it is resized.
pub struct Session {
    /// The app.
    pub app: App,
    /// What the app asked of the loop so far.
    pub effects: Vec<Effect>,
    terminal: Terminal<TestBackend>,
    /// Where there is one, it does at once what the app asks for.
    worker: Option<(Worker, Receiver<News>)>,
    /// Answers at once what the app asks the library file; its clock stands still.
    lookup: Option<Lookup>,
    /// Does the errands in the world outside.
    outside: fn(Errand) -> Report,
}

impl Session {
    /// Opens the starter library, read in full, on a screen of `width` by `height` cells.
    pub fn starter(width: u16, height: u16) -> Self {
        Self::starter_in(themes::terminal(), &UNICODE, (width, height))
    }

    /// The same with another theme and other signs.
    pub fn starter_in(theme: Theme, signs: &Signs, (width, height): (u16, u16)) -> Self {
        static STARTER: LazyLock<Progress> = LazyLock::new(|| {
            let mut last = None;
            load(&Source::Starter, None, |progress| {
                last = Some(progress);
            })
            .unwrap();
            last.unwrap()
        });
        let mut session = Self::waiting_in(theme, signs, (width, height));
        session.happen(Event::News(News::Progress(0, STARTER.clone())));
        session
    }

    /// A session that has read nothing yet.
    pub fn waiting(width: u16, height: u16) -> Self {
        Self::waiting_in(themes::terminal(), &UNICODE, (width, height))
    }

    fn waiting_in(theme: Theme, signs: &Signs, (width, height): (u16, u16)) -> Self {
        let mut app = App::new(KeyMap::default(), theme, *signs);
        app.resize(width, height);
        let terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        Self {
            app,
            effects: Vec::new(),
            terminal,
            worker: None,
            lookup: None,
            outside: Errand::run,
        }
    }

    /// Opens `source` with a worker that keeps the reader's corrections in the file `corrections`.
    pub fn working(source: Source, corrections: &Path, width: u16, height: u16) -> Self {
        let corrections = Some(corrections.to_owned());
        let keeper = Keeper::open(&Shelfmark::Temporary, source, corrections).unwrap();
        Self::on(keeper, width, height)
    }

    /// Opens the library of that keeper, where the last session on it ended.
    pub fn on(keeper: Keeper, width: u16, height: u16) -> Self {
        let mut session = Self::waiting(width, height);
        session.open(keeper);
        session
    }

    /// Opens `source` as [`working`](Self::working) does, in a session that has been set up.
    pub fn serve(&mut self, source: Source, corrections: &Path) {
        let corrections = Some(corrections.to_owned());
        self.open(Keeper::open(&Shelfmark::Temporary, source, corrections).unwrap());
    }

    fn open(&mut self, keeper: Keeper) {
        let last = keeper.last_session().unwrap();
        if let Some(last) = last
            .as_deref()
            .and_then(rashomon::tui::session::Session::read)
        {
            self.app.resume(last);
        }
        let (sender, news) = channel();
        let tell = move |told| {
            sender.send(told).ok();
        };
        self.lookup = Some(Lookup::new(keeper.path(), || {
            jiff::civil::date(2026, 1, 10).at(12, 0, 0, 0)
        }));
        let worker = Worker::start(keeper, tell).unwrap();
        self.worker = Some((worker, news));
        self.ask(Request::Load(0));
    }

    /// A session of that size on the starter library in a library file, and the folder that it needs.
    pub fn working_starter(width: u16, height: u16) -> (Self, TempDir) {
        let folder = tempfile::tempdir().unwrap();
        let corrections = folder.path().join("mine.txt");
        let session = Self::working(Source::Starter, &corrections, width, height);
        (session, folder)
    }

    /// A session on the starter library with a file of corrections, and the folder that holds it.
    pub fn correcting() -> (Self, PathBuf, TempDir) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("mine.txt");
        let session = Self::working(Source::Starter, &file, 120, 40);
        (session, file, folder)
    }

    /// Has the errands of this session done by somebody else than the system.
    #[must_use]
    pub fn with_outside(mut self, outside: fn(Errand) -> Report) -> Self {
        self.outside = outside;
        self
    }

    /// Has the worker read everything again under the number of the load that the app waits for: the first.
    pub fn reload(&mut self) {
        self.ask(Request::Load(0));
    }

    /// Has the worker do what is asked, and gives the app its news until that is done.
    fn ask(&mut self, request: Request) {
        let Some((worker, news)) = &self.worker else {
            return;
        };
        let loads = matches!(request, Request::Load(_));
        let answered = loads || matches!(request, Request::Correct(_) | Request::Do(_));
        worker.ask(request);
        if !answered {
            return;
        }
        let mut heard = Vec::new();
        loop {
            let told = news.recv().unwrap();
            let done = match &told {
                News::Progress(_, progress) => loads && progress.finished,
                News::Corrected(..) | News::Done(..) | News::Failed(_) | News::Broke => true,
                News::Followed(_) | News::Far(..) => false,
            };
            heard.push(told);
            if done {
                break;
            }
        }
        for told in heard {
            self.happen(Event::News(told));
        }
    }

    /// All notes of the library.
    pub fn notes(&mut self) -> Vec<Jotting> {
        self.lookup.as_mut().unwrap().notes().unwrap()
    }

    /// Presses the keys of a sequence such as `jj<Enter>]a`.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        for key in key::parse(keys).unwrap() {
            let effects = self.happen(Event::Key(key));
            self.effects.extend(effects);
        }
        self
    }

    /// Types a text, whatever keys it takes.
    pub fn write(&mut self, text: &str) -> &mut Self {
        let effects = self.happen(Event::Paste(text.to_owned()));
        self.effects.extend(effects);
        self
    }

    /// Lets something happen, does what the app asks of the loop about it, and gives that.
    pub fn happen(&mut self, event: Event) -> Vec<Effect> {
        let effects = update(&mut self.app, event);
        for effect in &effects {
            match effect {
                Effect::Ask(request) => self.ask(request.clone()),
                Effect::Seek(question) => {
                    let mut answers = Vec::new();
                    if let Some(lookup) = &mut self.lookup {
                        lookup.answer(question.clone(), |answer| answers.push(answer));
                    }
                    for answer in answers {
                        self.happen(Event::Answered(answer));
                    }
                }
                Effect::Compare(library, pairs) => {
                    for ids in pairs {
                        let [Some(a), Some(b)] = ids.map(|id| library.row_of(id)) else {
                            continue;
                        };
                        let found = library.compare(a, b).unwrap();
                        let compared = Event::Compared(library.clone(), *ids, Arc::new(found));
                        self.happen(compared);
                    }
                }
                Effect::Gather(library, picture) => {
                    let saved = self.lookup.as_mut().map(|lookup| lookup.saved().unwrap());
                    let names = library.gather(&saved.unwrap_or_default());
                    let names = Some(Arc::new(names));
                    self.happen(Event::Gathered(*picture, names));
                }
                Effect::Errand(errand) => {
                    let report = (self.outside)(errand.clone());
                    self.happen(Event::Reported(report));
                }
                Effect::Suspend
                | Effect::Sync
                | Effect::Redraw
                | Effect::Copy(..)
                | Effect::Edit(_)
                | Effect::Export(..) => {}
            }
        }
        while self.app.is_busy() {
            update(&mut self.app, Event::GoOn);
        }
        effects
    }

    /// Gives the screen a new size.
    pub fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.terminal.backend_mut().resize(width, height);
        self.happen(Event::Resize(width, height));
        self
    }

    /// Draws and gives what is on screen.
    pub fn buffer(&mut self) -> &Buffer {
        self.terminal
            .draw(|frame| render(&self.app, frame))
            .unwrap();
        self.terminal.backend().buffer()
    }

    /// Draws and gives what was drawn, apart from what a terminal makes of it.
    pub fn drawn(&mut self) -> &Buffer {
        let drawn = self.terminal.draw(|frame| render(&self.app, frame));
        drawn.unwrap().buffer
    }

    /// The title of the open article.
    pub fn title(&self) -> String {
        let open = self.app.reader().unwrap().entry();
        open.article.title().to_owned()
    }

    /// The text on screen, a line a row, without the spaces at the ends.
    pub fn screen(&mut self) -> String {
        let buffer = self.buffer();
        // What was drawn in the second cell of a wide letter before is not seen behind it.
        let hidden = |x: u16, y| x > 0 && cells(buffer[(x - 1, y)].symbol()) > 1;
        let row = |y| {
            (0..buffer.area.width)
                .filter(|x| !hidden(*x, y))
                .map(|x| buffer[(x, y)].symbol())
                .collect::<String>()
        };
        (0..buffer.area.height)
            .map(|y| row(y).trim_end().to_owned() + "\n")
            .collect()
    }

    /// The cells of the first place on screen, row by row, that shows `text` in one row.
    pub fn cells(&mut self, text: &str) -> Vec<Cell> {
        let buffer = self.buffer();
        for y in 0..buffer.area.height {
            let cells: Vec<Cell> = (0..buffer.area.width)
                .map(|x| buffer[(x, y)].clone())
                .collect();
            let row: String = cells.iter().map(Cell::symbol).collect();
            if let Some(at) = row.find(text) {
                let first = row[..at].chars().count();
                return cells
                    .into_iter()
                    .skip(first)
                    .take(text.chars().count())
                    .collect();
            }
        }
        panic!("`{text}` is not on screen:\n{}", self.screen());
    }
}
