//! The screen: terminal, loop, jobs and views. The only room that names ratatui and crossterm.

pub mod app;
pub mod clipboard;
pub mod compare;
pub mod compared;
pub mod correcting;
pub mod detail;
pub mod edited;
pub mod editor;
pub mod effect;
pub mod errand;
pub mod event;
pub mod exporting;
pub mod field;
pub mod files;
pub mod find;
pub mod focus;
pub mod gathering;
pub mod hints;
pub mod history;
mod input;
mod job;
pub mod jumps;
pub mod key_hints;
pub mod layout;
pub mod links;
pub mod list;
pub mod log;
pub mod looks;
pub mod manual;
pub mod marked;
pub mod noted;
pub mod notes;
pub mod noting;
pub mod output;
pub mod outside;
pub mod outward;
pub mod own;
pub mod panel;
pub mod passage;
pub mod picker;
pub mod pointer;
pub mod preview;
pub mod reader;
pub mod saved;
pub mod search;
pub mod select;
pub mod sequence;
pub mod session;
pub mod sheet;
pub mod sieve;
pub mod signs;
pub mod steps;
pub mod tagging;
pub mod terminal;
pub mod tour;
pub mod typed;
pub mod update;
pub mod versions;
pub mod view;
pub mod visits;
pub mod walk;
pub mod wardrobe;
pub mod wire;
pub mod words;

use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};

use anyhow::Result;

use self::app::App;
use self::effect::Effect;
use self::event::Event;
use self::input::Gate;
use self::job::Jobs;
use self::log::Log;
use self::looks::Dress;
use self::noting::Written;
use self::outside::Surroundings;
use self::outward::Outward;
use self::session::Session;
use self::signs::{ASCII, UNICODE};
use self::terminal::Screen;
use crate::config::keymap::KeyMap;
use crate::config::settings::Settings;
use crate::library::keeper::Keeper;
use crate::library::watch::Watch;
use crate::library::worker::Request;
use crate::model::problem::Problem;

/// How a reading session is to be.
#[derive(Debug, Clone)]
pub struct Options {
    /// What the reader is told at the start.
    pub notice: Option<String>,
    /// What the reader has set.
    pub settings: Settings,
    /// The keys.
    pub keys: KeyMap,
    /// What is wrong with what the reader has set.
    pub complaints: Vec<Problem>,
    /// The file for what cannot be shown on screen.
    pub log: Option<std::path::PathBuf>,
    /// What may reach the world outside.
    pub outward: Outward,
    /// How everything is to look.
    pub dress: Dress,
    /// Whether signs may only be ASCII.
    pub ascii: bool,
    /// What there is around the program.
    pub surroundings: Surroundings,
}

/// Runs a reading session on the terminal, in the library of that `keeper`, until the reader quits.
///
/// # Errors
/// When the log file cannot be written or the terminal cannot be set up or written to; the terminal is restored first.
pub fn run(keeper: Keeper, options: &Options) -> Result<()> {
    let log = Log::open(options.log.as_deref())?;
    let signs = if options.ascii { ASCII } else { UNICODE };
    let mut app = App::new(options.keys.clone(), options.dress.theme.clone(), signs);
    app.set_up(options.settings.clone());
    app.set_looks(options.dress.looks.clone());
    app.set_outward(options.outward.clone());

    let (sender, events) = channel();
    let mut screen = Screen::enter(&log, options.settings.mouse, options.outward.links)?;
    let size = screen.size()?;
    app.resize(size.width, size.height);
    let last = keeper.last_session()?.as_deref().and_then(Session::read);
    let start = options.settings.start;
    // Where there is no room for the box beside what it tells of, it would only be in the way.
    let has_room = size.width >= 40 && size.height >= 12;
    if start.tour
        && has_room
        && keeper.is_starter()
        && !last.as_ref().is_some_and(|last| last.toured)
    {
        app.begin_tour();
    }
    if let Some(session) = last.filter(|_| start.resume) {
        if let Some((picked, theme)) = options.dress.looks.again(session.theme.as_ref()) {
            app.wear_again(picked, theme);
        }
        app.resume(session);
    }
    let around = &options.surroundings;
    app.export_to(around.documents.clone());
    for notice in options.dress.trouble.iter().chain(&options.notice) {
        app.warn(notice);
    }
    app.complain(options.complaints.clone());
    screen.draw(&app)?;

    app.take_followed(keeper.followed()?);
    // Behind the first frame: this grows with the library.
    let places = keeper.places()?;
    let gate = Arc::new(Gate::default());
    input::listen(
        sender.clone(),
        &log,
        (options.dress.looks.answer_due, &gate),
    )?;
    let jobs = Jobs::new(keeper, sender.clone(), log.clone())?;
    jobs.ask(Request::Load(0));
    let changed = sender.clone();
    // For as long as the session lasts.
    let _watch = Watch::start(&places, move || {
        changed.send(Event::FilesChanged).ok();
    });
    react(
        &mut app,
        &events,
        &mut screen,
        (&jobs, &gate, around),
        &sender,
    )
}

/// Has `text` written in the reader's own editor, which has terminal and keyboard meanwhile.
fn edit(screen: &mut Screen, gate: &Gate, editor: &[String], text: &str) -> Result<Written> {
    if let Err(error) = gate.close() {
        return Ok(Written {
            text: None,
            failed: Some(format!("no editor can be started: {error}")),
        });
    }
    let written = screen.lend(|| outside::edit(editor, text));
    gate.open();
    written
}

/// Waits for events, lets them happen and draws once for all that were waiting.
fn react(
    app: &mut App,
    events: &Receiver<Event>,
    screen: &mut Screen,
    (jobs, gate, around): (&Jobs, &Gate, &Surroundings),
    sender: &std::sync::mpsc::Sender<Event>,
) -> Result<()> {
    while !app.is_done() {
        let Ok(first) = events.recv() else { break };
        let waiting = std::iter::once(first).chain(std::iter::from_fn(|| events.try_recv().ok()));
        let effects: Vec<Effect> = waiting
            .flat_map(|event| update::update(app, event))
            .collect();
        if app.is_done() {
            break;
        }
        for effect in effects {
            match effect {
                Effect::Ask(request) => jobs.ask(request),
                Effect::Seek(question) => jobs.seek(question),
                Effect::Compare(library, pairs) => jobs.compare(library, pairs),
                Effect::Gather(library, picture) => jobs.gather(library, picture),
                Effect::Copy(text, what) => {
                    if let Some(text) = around.clipboard.copy(&text, what, sender) {
                        screen.copy(&text)?;
                    }
                }
                Effect::Export(library, order) => jobs.export(library, order, around.home.clone()),
                Effect::Edit(text) => {
                    let written = edit(screen, gate, &around.editor, &text)?;
                    sender.send(Event::Edited(written)).ok();
                }
                Effect::Errand(errand) => jobs.run(errand),
                Effect::Sync => jobs.sync(around.feeds.clone()),
                Effect::Redraw => screen.forget()?,
                Effect::Suspend => {
                    screen.suspend()?;
                    sender.send(Event::Resumed).ok();
                }
            }
        }
        // All that was waiting has been taken, so that there is one of these at a time, behind every key that is pressed
        // meanwhile.
        if app.is_busy() {
            sender.send(Event::GoOn).ok();
        }
        let size = screen.size()?;
        if app.screen() != size {
            app.resize(size.width, size.height);
        }
        screen.draw(app)?;
    }
    Ok(())
}
