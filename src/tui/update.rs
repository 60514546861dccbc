//! `update(&mut App, Event) -> Vec<Effect>`: what each event does. Every key goes through the key map.

mod marks;
mod outside;
mod over;
mod panes;

use self::over::Ran;
use super::app::{App, Overlay};
use super::effect::Effect;
use super::event::Event;
use super::output::Output;
use super::pointer::Pointer;
use super::tour;
use super::typed::Meaning;
use crate::command::key::{self, Key, KeyCode};
use crate::command::scope::Scope;
use crate::command::{CommandId as Id, command};
use crate::config::keymap::{Call, Lookup};
use crate::library::worker::News;

/// Lets `event` happen to `app`, and tells what the loop has to do about it.
pub fn update(app: &mut App, event: Event) -> Vec<Effect> {
    let mut effects = Vec::new();
    match event {
        Event::Key(key) => press(app, key, &mut effects),
        Event::Pointed(pointer) => point(app, pointer, &mut effects),
        Event::Paste(text) => type_in(app, &text, &mut effects),
        Event::Resize(width, height) => {
            app.resize(width, height);
            // A size that went and came back leaves the terminal with less than we have drawn.
            effects.push(Effect::Redraw);
        }
        Event::News(news) => hear(app, news, &mut effects),
        Event::Answered(answer) => effects.extend(app.take_answer(&answer)),
        Event::Compared(library, ids, found) => app.take_comparison(&library, ids, &found),
        Event::GoOn => app.work_on(),
        Event::Gathered(picture, names) => app.take_names(picture, names),
        Event::Copied(outcome) => app.take_copied(outcome),
        Event::Exported(exported) => app.take_exported(exported),
        Event::Edited(written) => {
            effects.push(Effect::Redraw);
            app.take_written(written);
        }
        Event::Reported(report) => outside::reported(app, report, &mut effects),
        Event::FilesChanged => effects.extend(app.follow_files()),
        Event::Terminate => app.quit(),
        Event::Resumed => effects.push(Effect::Redraw),
    }
    app.settle();
    app.gather();
    effects.extend(app.post());
    effects
}

/// What the worker of the library tells. What is side by side follows a library that has changed.
fn hear(app: &mut App, news: News, effects: &mut Vec<Effect>) {
    let (before, loading) = (app.library.clone(), app.loading);
    match news {
        News::Progress(load, progress) => app.take_progress(load, progress),
        News::Far(load, far) => app.take_far(load, far),
        News::Corrected(change, outcome) => effects.extend(app.take_correction(change, outcome)),
        News::Done(deed, outcome) => {
            effects.extend(app.take_done(&deed, outcome));
            effects.extend(app.show_saved_again());
            effects.extend(app.show_notes_again());
        }
        News::Followed(news) => app.tell_news(&news),
        News::Failed(reason) => app.warn(&reason),
        News::Broke => app.fail(),
    }
    let changed = !app.library.is_same(&before);
    if !app.loading && changed {
        effects.extend(app.compare_again());
    }
    if !app.loading && (changed || loading) {
        effects.extend(app.sift_again());
    }
    effects.extend(app.catch_up_with_files());
}

/// A key: a character for the line that is being typed, else a part of a command.
fn press(app: &mut App, key: Key, effects: &mut Vec<Effect>) {
    app.message = None;
    app.touched = true;
    if app.touring.is_on() && app.overlay.is_none() && tour::leaves(key) {
        return app.leave_tour();
    }
    let had_help = app.typed.end_help();
    if app.chooses_ink(key) {
        return;
    }
    let scope = app.scope();
    if scope.is_typed_in()
        && app.typed.is_empty()
        && let Some(character) = key.character()
    {
        return type_in(app, &character.to_string(), effects);
    }
    match app.typed.press(key, &app.keys, scope) {
        Meaning::Wait => {}
        // The keys of a view are there until the next key, which does what it does; only closing them closes no more.
        Meaning::Run(commands, _) if had_help && closes_help(&commands, key) => {}
        Meaning::Run(calls, count) => run(app, calls, count, effects),
        Meaning::Nothing(typed) => {
            app.leave_tour();
            app.say(nothing(app, scope, &typed));
        }
    }
}

/// What is said of keys that mean nothing in `scope`: in which pane they do, else where all keys are shown.
fn nothing(app: &App, scope: Scope, typed: &[Key]) -> String {
    let shown = key::display(typed);
    let first = |id| app.keys.shown_in(scope, id).into_iter().next();
    let is_bound = |pane: &Scope| matches!(app.keys.lookup(*pane, typed), Lookup::Bound(_));
    let panes = [Scope::Article, Scope::List, Scope::Actors].into_iter();
    let pane = panes.filter(|_| app.overlay.is_none()).find(is_bound);
    if let (Some(pane), Some(next)) = (pane, first(Id::NextPane)) {
        let (pane, here) = (pane.told(), scope.told());
        return format!("{shown} is for the {pane}, not the {here}: {next} goes to the next pane");
    }
    let help = first(Id::Help).unwrap_or_default();
    let leads_to = match app.overlay {
        Some(_) => "shows the keys",
        None => "lists every key",
    };
    format!("{shown} does nothing here; {help} {leads_to}")
}

/// The mouse: over what lies over the panes, the wheel moves as the keys do.
fn point(app: &mut App, pointer: Pointer, effects: &mut Vec<Effect>) {
    let opens = match pointer {
        _ if app.overlay.is_none() => app.point(pointer).then_some(Id::Open),
        Pointer::Press(x, y) => app.point_in_picker(x, y).then_some(Id::Accept),
        Pointer::WheelDown(..) => Some(Id::Down),
        Pointer::WheelUp(..) => Some(Id::Up),
        Pointer::Drag(..) | Pointer::Release => None,
    };
    if let Some(command) = opens {
        call(app, command, None, effects);
    }
}

fn closes_help(commands: &[Call], key: Key) -> bool {
    matches!(commands, [call] if *call == Id::Help || *call == Id::BackOrQuit)
        || key.code == KeyCode::Esc
}

/// Typed or pasted text, for the line that is being typed.
fn type_in(app: &mut App, text: &str, effects: &mut Vec<Effect>) {
    match &mut app.overlay {
        Some(Overlay::Search(search)) => {
            let outcome = search.paste(text);
            effects.extend(app.searched(outcome));
        }
        Some(Overlay::Filter(filtering)) => {
            filtering.field.insert(text);
            effects.extend(app.filter_typed());
        }
        Some(Overlay::Saving(saving, _)) => {
            saving.field.insert(text);
        }
        Some(Overlay::Picker(picker)) => {
            picker.paste(text);
            effects.extend(app.ask_for_picker());
        }
        Some(Overlay::Find(find)) => {
            find.field.insert(text);
            app.find_typed();
        }
        Some(Overlay::Tags(tagging)) => tagging.paste(text),
        Some(Overlay::Hints(_)) => effects.extend(app.type_hint(text)),
        Some(Overlay::Pipe(field)) => {
            field.insert(text);
        }
        Some(Overlay::Note(..)) => app.write_in_note(text),
        Some(Overlay::Notes(notes)) => notes.paste(text),
        Some(Overlay::Export(exporting, _)) => exporting.paste(text),
        Some(Overlay::Correct(asked)) => asked.paste(text),
        _ => {}
    }
}

/// Runs commands one after the other. What programs of the reader's own write is shown when all have been run, one behind the
/// other: the other commands are meant for the place at which the key was pressed.
fn run(app: &mut App, calls: Vec<Call>, count: Option<usize>, effects: &mut Vec<Effect>) {
    let mut output: Option<Box<Output>> = None;
    for one in calls {
        match one {
            Call::Own(name) => {
                effects.extend(app.run_own(&name));
                output = match (output, app.lay_output_aside()) {
                    (Some(first), Some(next)) => Some(Box::new(first.with(*next))),
                    (first, next) => first.or(next),
                };
            }
            Call::Command(id) => {
                let touring = app.touring.is_on() && id != Id::Tutor;
                if touring && app.overlay.is_none() && id == Id::BackOrQuit {
                    // What closes a view closes the tour, and not the program behind it.
                    app.leave_tour();
                    continue;
                }
                call(app, id, count, effects);
                if touring {
                    app.tour_sees(id);
                }
            }
        }
    }
    app.show_output_again(output);
}

/// Runs the command `id`, `count` times or at that number where a count makes sense: over what lies over the panes, else in
/// them.
fn call(app: &mut App, id: Id, count: Option<usize>, effects: &mut Vec<Effect>) {
    if id == Id::RepeatStep {
        return match app.last_step() {
            Some((step, times)) => call(app, step, count.or(times), effects),
            None => app.say("no ] or [ step to repeat yet"),
        };
    }
    if is_step(id) {
        app.remember_step(id, count);
    }
    let holds = match over::run(app, id, count, effects) {
        Ran::Done => true,
        Ran::Chosen(calls) => return run(app, calls, None, effects),
        Ran::NotHere => false,
        Ran::InPanes => panes::run(app, id, count, effects),
    };
    if !holds && let Some(row) = command(id) {
        let (name, place) = (row.name, row.scope.told());
        app.say(format!("{name} does nothing here: it is for {place}"));
    }
}

fn is_step(id: Id) -> bool {
    let sequence = command(id)
        .and_then(|command| command.keys.first())
        .copied()
        .unwrap_or("");
    (sequence.starts_with(']') || sequence.starts_with('[')) && sequence.len() > 1
}
