//! `update(&mut App, Event) -> Vec<Effect>`: what each event does, one arm and one call each.

use super::app::{App, Overlay};
use super::correcting;
use super::effect::Effect;
use super::event::Event;
use super::focus::Focus;
use super::picker::{Outcome, PickerKind};
use super::tagging;
use crate::command::key::{Key, KeyCode};
use crate::command::{CommandId as Id, command};
use crate::config::keymap::Lookup;
use crate::library::Direction::{Backward, Forward};
use crate::library::worker::News;

/// The largest count that can be typed before a command.
const MOST: usize = 99_999;

/// Lets `event` happen to `app`, and tells what the loop has to do about it.
pub fn update(app: &mut App, event: Event) -> Vec<Effect> {
    let mut effects = Vec::new();
    match event {
        Event::Key(key) => press(app, key, &mut effects),
        Event::Paste(text) => paste(app, &text, &mut effects),
        Event::Resize(width, height) => {
            app.resize(width, height);
            // A size that went and came back leaves the terminal with less than we have drawn.
            effects.push(Effect::Redraw);
        }
        Event::News(news) => hear(app, news, &mut effects),
        Event::Answered(answer) => app.take_answer(&answer),
        Event::Compared(library, ids, found) => app.take_comparison(&library, ids, &found),
        Event::GoOn => app.work_on(),
        Event::Gathered(picture, names) => app.take_names(picture, names),
        Event::Copied(outcome) => app.take_copied(outcome),
        Event::Exported(exported) => app.take_exported(exported),
        Event::Edited(written) => {
            effects.push(Effect::Redraw);
            app.take_written(written);
        }
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

fn press(app: &mut App, key: Key, effects: &mut Vec<Effect>) {
    app.message = None;
    app.touched = true;
    if asks_for_keys(app, key) {
        return;
    }
    match &mut app.overlay {
        Some(Overlay::Picker(picker)) => {
            let outcome = picker.press(key);
            picked(app, &outcome, effects);
        }
        Some(Overlay::Find(_)) => press_find(app, key),
        Some(Overlay::Search(search)) => {
            let outcome = search.press(key);
            effects.extend(app.searched(outcome));
        }
        Some(Overlay::Filter(_)) => effects.extend(press_filter(app, key)),
        Some(Overlay::Saving(..)) => press_saving(app, key),
        Some(Overlay::Saved(_)) => press_saved(app, key, effects),
        Some(Overlay::Problems(_) | Overlay::Corrections(_)) => press_lines(app, key, effects),
        Some(Overlay::Words(_)) => press_words(app, key),
        Some(Overlay::Compare(_) | Overlay::Versions(_) | Overlay::Edited(_)) => {
            press_beside(app, key, effects);
        }
        Some(Overlay::Tags(tagging)) => match tagging.press(key) {
            tagging::Outcome::Stay => {}
            tagging::Outcome::Close => app.overlay = None,
            tagging::Outcome::Set => app.set_tags(),
        },
        Some(Overlay::Correct(asked)) => {
            let outcome = asked.press(key, &app.library);
            asked_for(app, outcome, effects);
        }
        Some(Overlay::Select(_)) => {}
        Some(Overlay::Notes(_) | Overlay::Export(_)) => {}
        Some(Overlay::Note(_)) => effects.extend(app.press_note(key)),
        None => press_pane(app, key, effects),
    }
}

/// Over a view in which nothing is typed, the key for help shows the keys of that view until the next key; tells whether
/// that is all the key does.
fn asks_for_keys(app: &mut App, key: Key) -> bool {
    if !app.overlay.as_ref().is_some_and(Overlay::has_keys) {
        return false;
    }
    let asks = app.asks_for_help(&[key]);
    let shown = app.asks_for_help(&app.pending);
    if shown {
        app.pending.clear();
    } else if asks {
        app.pending = vec![key];
    }
    asks || shown && key.code == KeyCode::Esc
}

/// Tells that the key does nothing over the view that is open.
fn nothing_here(app: &mut App, key: Key) {
    let help = app.keys.shown(Id::Help);
    let typed = crate::command::key::display(&[key]);
    app.say(format!("{typed} does nothing here; {help} shows the keys"));
}

fn paste(app: &mut App, text: &str, effects: &mut Vec<Effect>) {
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
        Some(Overlay::Picker(picker)) => picker.paste(text),
        Some(Overlay::Find(find)) => {
            find.field.insert(text);
            app.find_typed();
        }
        Some(Overlay::Tags(tagging)) => tagging.paste(text),
        Some(Overlay::Note(_)) => app.paste_note(text),
        Some(Overlay::Correct(asked)) => asked.paste(text),
        _ => {}
    }
}

fn asked_for(app: &mut App, outcome: correcting::Outcome, effects: &mut Vec<Effect>) {
    match outcome {
        correcting::Outcome::Stay => {}
        correcting::Outcome::Close => app.close_overlay(),
        correcting::Outcome::Write(rule) => {
            app.close_overlay();
            effects.extend(app.correct(rule));
        }
    }
}

fn picked(app: &mut App, outcome: &Outcome, effects: &mut Vec<Effect>) {
    match outcome {
        Outcome::Stay => {}
        Outcome::Close => app.close_overlay(),
        Outcome::Go(target) => {
            app.close_overlay();
            app.go(target);
        }
        Outcome::Beside(target) => {
            app.close_overlay();
            effects.extend(app.compare_with(target));
        }
        Outcome::Run(id) => {
            app.close_overlay();
            run(app, *id, None, effects);
        }
    }
}

fn press_find(app: &mut App, key: Key) {
    match key.code {
        KeyCode::Enter => app.end_find(true),
        KeyCode::Esc => app.end_find(false),
        KeyCode::Char('c') if key.ctrl => app.end_find(false),
        _ => {
            if let Some(Overlay::Find(find)) = &mut app.overlay {
                if key.code == KeyCode::Backspace && find.field.text().is_empty() {
                    app.end_find(false);
                } else if find.field.press(key) {
                    app.find_typed();
                }
            }
        }
    }
}

/// A key over the line in which a filter is typed.
fn press_filter(app: &mut App, key: Key) -> Option<Effect> {
    match key.code {
        KeyCode::Enter => return app.end_filter(true),
        KeyCode::Esc => return app.end_filter(false),
        KeyCode::Char('c') if key.ctrl => return app.end_filter(false),
        _ => {}
    }
    let Some(Overlay::Filter(filtering)) = &mut app.overlay else {
        return None;
    };
    if key.code == KeyCode::Backspace && filtering.field.text().is_empty() {
        app.end_filter(false)
    } else if filtering.field.press(key) {
        app.filter_typed()
    } else {
        None
    }
}

/// A key over the line in which a name for a search is typed.
fn press_saving(app: &mut App, key: Key) {
    match key.code {
        KeyCode::Enter => app.end_saving(),
        KeyCode::Esc => app.close_overlay(),
        KeyCode::Char('c') if key.ctrl => app.close_overlay(),
        _ => {
            if let Some(Overlay::Saving(saving, _)) = &mut app.overlay {
                saving.field.press(key);
            }
        }
    }
}

/// A key over the saved searches.
fn press_saved(app: &mut App, key: Key, effects: &mut Vec<Effect>) {
    let Some(Overlay::Saved(saved)) = &mut app.overlay else {
        return;
    };
    match key.code {
        KeyCode::Char('c') if key.ctrl => app.close_overlay(),
        KeyCode::Char('r') if key.ctrl => effects.extend(app.redo()),
        KeyCode::Char('j' | 'n') | KeyCode::Down => saved.step(1),
        KeyCode::Char('k' | 'p') | KeyCode::Up => saved.step(-1),
        KeyCode::Char('d') | KeyCode::PageDown => saved.step(10),
        KeyCode::Char('u') if key.ctrl => saved.step(-10),
        KeyCode::PageUp => saved.step(-10),
        KeyCode::Char('g') | KeyCode::Home => saved.step(isize::MIN),
        KeyCode::Char('G') | KeyCode::End => saved.step(isize::MAX),
        KeyCode::Enter | KeyCode::Char('l') | KeyCode::Right => effects.extend(app.open_saved()),
        KeyCode::Char('/') => effects.extend(app.search_saved()),
        KeyCode::Char('r') => app.rename_saved(),
        KeyCode::Char('x' | 'D') => app.forget_saved(),
        KeyCode::Char('u') => effects.extend(app.undo()),
        KeyCode::Char('q' | 'h' | 'W') | KeyCode::Esc | KeyCode::Left => app.close_overlay(),
        KeyCode::Char('Q') => app.quit(),
        _ => nothing_here(app, key),
    }
}

/// A key over one of the lists of lines: the problems or the corrections.
fn press_lines(app: &mut App, key: Key, effects: &mut Vec<Effect>) {
    let (cursor, count, corrections) = match &mut app.overlay {
        Some(Overlay::Problems(cursor)) => (cursor, app.library.problems().len(), false),
        Some(Overlay::Corrections(cursor)) => (cursor, app.library.corrections().rules.len(), true),
        _ => return,
    };
    let last = count.saturating_sub(1);
    match key.code {
        KeyCode::Char('j' | 'n') | KeyCode::Down => *cursor = (*cursor + 1).min(last),
        KeyCode::Char('k' | 'p') | KeyCode::Up => *cursor = cursor.saturating_sub(1),
        KeyCode::Char('G') | KeyCode::End => *cursor = last,
        KeyCode::Char('g') | KeyCode::Home => *cursor = 0,
        KeyCode::Char('d') | KeyCode::PageDown => *cursor = (*cursor + 10).min(last),
        KeyCode::Char('u') | KeyCode::PageUp => *cursor = cursor.saturating_sub(10),
        KeyCode::Char('x') if corrections => {
            let number = *cursor;
            effects.extend(app.take_back(number));
        }
        KeyCode::Char('r') if key.ctrl => effects.extend(app.redo()),
        KeyCode::Char('c') if key.ctrl => app.close_overlay(),
        KeyCode::Char('q' | 'h') | KeyCode::Esc | KeyCode::Left | KeyCode::Enter => {
            app.close_overlay();
        }
        KeyCode::Char('Q') => app.quit(),
        _ => nothing_here(app, key),
    }
}

/// A key over the words of the outlets.
fn press_words(app: &mut App, key: Key) {
    let Some(Overlay::Words(words)) = &mut app.overlay else {
        return;
    };
    match key.code {
        KeyCode::Char('c') if key.ctrl => app.close_overlay(),
        KeyCode::Char('j') | KeyCode::Down => words.step(1),
        KeyCode::Char('k') | KeyCode::Up => words.step(-1),
        KeyCode::Char('d' | ' ') | KeyCode::PageDown => words.step(10),
        KeyCode::Char('u' | 'b') | KeyCode::PageUp => words.step(-10),
        KeyCode::Char('g') | KeyCode::Home => words.step(isize::MIN),
        KeyCode::Char('G') | KeyCode::End => words.step(isize::MAX),
        KeyCode::Char('l') | KeyCode::Right | KeyCode::Tab => words.turn(1),
        KeyCode::Char('h') | KeyCode::Left | KeyCode::BackTab => words.turn(-1),
        KeyCode::Enter => app.go_to_words(),
        KeyCode::Char('q' | 'w') | KeyCode::Esc => app.close_overlay(),
        KeyCode::Char('Q') => app.quit(),
        _ => nothing_here(app, key),
    }
}

/// A key over articles side by side.
fn press_beside(app: &mut App, key: Key, effects: &mut Vec<Effect>) {
    if let Some(begun) = app.pending.pop() {
        match (begun.code, key.code) {
            (KeyCode::Char(']'), KeyCode::Char('d')) => app.walk_differences(Forward, 1),
            (KeyCode::Char('['), KeyCode::Char('d')) => app.walk_differences(Backward, 1),
            (_, KeyCode::Esc) => {}
            _ => nothing_here(app, key),
        }
        return;
    }
    match key.code {
        KeyCode::Char('c') if key.ctrl => app.close_overlay(),
        KeyCode::Char(']' | '[') => app.pending.push(key),
        KeyCode::Char('j') | KeyCode::Down => app.step_beside(1),
        KeyCode::Char('k') | KeyCode::Up => app.step_beside(-1),
        KeyCode::Char('d' | 'f' | ' ') | KeyCode::PageDown => app.page_beside(Forward),
        KeyCode::Char('u' | 'b') | KeyCode::PageUp => app.page_beside(Backward),
        KeyCode::Char('g') | KeyCode::Home => app.step_beside(isize::MIN),
        KeyCode::Char('G') | KeyCode::End => app.step_beside(isize::MAX),
        KeyCode::Tab | KeyCode::Char('l') | KeyCode::Right => {
            effects.extend(app.turn_side(Forward));
        }
        KeyCode::BackTab | KeyCode::Char('h') | KeyCode::Left => {
            effects.extend(app.turn_side(Backward));
        }
        KeyCode::Char('x') => effects.extend(app.swap_sides()),
        KeyCode::Char('B') => app.toggle_bound(),
        KeyCode::Char('C') => effects.extend(app.compare_all()),
        KeyCode::Char('c') => effects.extend(app.compare_pair()),
        KeyCode::Char(digit @ '1'..='9') => {
            app.open_voice(digit.to_digit(10).map(|digit| digit as usize - 1));
        }
        KeyCode::Enter => app.open_passage(),
        KeyCode::Char('q') | KeyCode::Esc => app.close_voices(),
        KeyCode::Char('Q') => app.quit(),
        _ => nothing_here(app, key),
    }
}

fn press_pane(app: &mut App, key: Key, effects: &mut Vec<Effect>) {
    let begun = !app.pending.is_empty() || app.count.is_some();
    if begun && key.code == KeyCode::Esc {
        app.pending.clear();
        app.count = None;
        return;
    }
    // Quitting at once must work in the middle of anything.
    if key.code == KeyCode::Char('c') && key.ctrl {
        app.pending.clear();
    }
    if app.pending.is_empty()
        && let Some(digit) = key.character().and_then(|c| c.to_digit(10))
        && (digit > 0 || app.count.is_some())
    {
        app.count = Some((app.count.unwrap_or(0) * 10 + digit as usize).min(MOST));
        return;
    }
    app.pending.push(key);
    match app.keys.lookup(app.focus.scope(), &app.pending) {
        Lookup::Command(id) => {
            app.pending.clear();
            let count = app.count.take();
            run(app, id, count, effects);
        }
        Lookup::Prefix => {}
        Lookup::Nothing => {
            let typed = crate::command::key::display(&app.pending);
            app.pending.clear();
            app.count = None;
            app.say(format!("{typed} does nothing here; ? lists every key"));
        }
    }
}

/// Runs the command `id`, `count` times or at that number where a count makes sense.
fn run(app: &mut App, id: Id, count: Option<usize>, effects: &mut Vec<Effect>) {
    let times = count.unwrap_or(1).cast_signed();
    if is_step(id) {
        app.remember_step(id);
    }
    match id {
        Id::Down => app.step(times),
        Id::Up => app.step(-times),
        Id::Top => app.to_end(Backward, count),
        Id::Bottom => app.to_end(Forward, count),
        Id::HalfPageDown => app.page(times),
        Id::HalfPageUp => app.page(-times),
        Id::PageDown => app.page(times.saturating_mul(2)),
        Id::PageUp => app.page(times.saturating_mul(-2)),
        Id::ReadOn => app.read_on(),
        Id::ReadBack => app.read_back(),
        Id::NextArticle => app.step_article(times),
        Id::PreviousArticle => app.step_article(-times),
        Id::Open => app.open(),
        Id::Back => app.go_out(),
        Id::BackOrQuit => app.back_or_quit(),
        Id::Quit => app.quit(),
        Id::NextPane => app.cycle_focus(Forward),
        Id::PreviousPane => app.cycle_focus(Backward),
        Id::ToggleActors => app.toggle_actors(),
        Id::ShrinkPane => app.grow_pane(-2),
        Id::GrowPane => app.grow_pane(2),
        Id::NextMention => app.step_mention(Forward, count.unwrap_or(1)),
        Id::PreviousMention => app.step_mention(Backward, count.unwrap_or(1)),
        Id::NextSaying => app.step_saying(Forward, count.unwrap_or(1)),
        Id::PreviousSaying => app.step_saying(Backward, count.unwrap_or(1)),
        Id::NextVersion => repeat(app, count, |app| app.step_version(Forward, None)),
        Id::PreviousVersion => repeat(app, count, |app| app.step_version(Backward, None)),
        Id::NextStory => repeat(app, count, |app| app.step_story(Forward)),
        Id::PreviousStory => repeat(app, count, |app| app.step_story(Backward)),
        Id::NextInThread => repeat(app, count, |app| app.step_thread(Forward)),
        Id::PreviousInThread => repeat(app, count, |app| app.step_thread(Backward)),
        Id::NextUnread => repeat(app, count, |app| app.step_unread(Forward)),
        Id::PreviousUnread => repeat(app, count, |app| app.step_unread(Backward)),
        Id::RepeatStep => match app.last_step() {
            Some(step) => run(app, step, count, effects),
            None => app.say("no ] or [ step to repeat yet"),
        },
        Id::Version(number) => app.step_version(Forward, Some(usize::from(number))),
        Id::Words => app.show_words(),
        Id::Jump => app.pick(PickerKind::Anything),
        Id::JumpPerson => app.pick(PickerKind::People),
        Id::JumpTopic => app.pick(PickerKind::Topics),
        Id::JumpStory => app.pick(PickerKind::Stories),
        Id::JumpOutlet => app.pick(PickerKind::Outlets),
        Id::LastPicker => app.pick_again(),
        Id::Problems => app.overlay = Some(Overlay::Problems(0)),
        Id::ToggleStories => effects.extend(app.toggle_stories()),
        Id::JumpBack => repeat(app, count, App::jump_back),
        Id::JumpForward => repeat(app, count, App::jump_forward),
        Id::CommandLine => app.pick(PickerKind::CommandLine),
        Id::Help => app.pick(PickerKind::Help),
        Id::Rescan => effects.push(app.rescan()),
        Id::Suspend => effects.push(Effect::Suspend),
        Id::Redraw => effects.push(Effect::Redraw),
        Id::Compare => app.begin_compare(),
        Id::CompareAll => effects.extend(app.compare_all()),
        Id::Unbind => app.toggle_bound(),
        Id::NextDifference => app.walk_differences(Forward, count.unwrap_or(1)),
        Id::PreviousDifference => app.walk_differences(Backward, count.unwrap_or(1)),
        Id::FindInList => app.begin_find(Focus::List),
        Id::FindInArticle => app.begin_find(Focus::Article),
        Id::FindNext => repeat(app, count, |app| app.find_next(Forward)),
        Id::FindPrevious => repeat(app, count, |app| app.find_next(Backward)),
        Id::WalkName => app.walk_name(),
        Id::WidenText => app.set_measure(Some(4)),
        Id::NarrowText => app.set_measure(Some(-4)),
        Id::ResetText => app.set_measure(None),
        Id::Zen => app.toggle_zen(),
        _ => run_on_library(app, id, count, effects),
    }
}

/// Runs a command that asks the library something or changes what the reader has in it.
fn run_on_library(app: &mut App, id: Id, count: Option<usize>, effects: &mut Vec<Effect>) {
    match id {
        Id::Merge => app.begin_merge(),
        Id::Split => app.begin_split(),
        Id::Dismiss => app.begin_dismissal(),
        Id::Rename => app.begin_rename(),
        Id::Means => app.begin_meaning(),
        Id::MergeStory => app.begin_story_merge(),
        Id::SplitStory => effects.extend(app.split_story()),
        Id::PinStory => effects.extend(app.pin_story()),
        Id::RenameStory => app.begin_story_rename(),
        Id::Corrections => app.show_corrections(),
        Id::Undo => effects.extend(app.undo()),
        Id::Redo => effects.extend(app.redo()),
        Id::ToggleRead => app.toggle_read(),
        Id::ReadAll => app.read_all(),
        Id::ToggleStar => app.toggle_star(),
        Id::Tags => app.begin_tagging(),
        Id::Remove => app.remove(),
        Id::Follow => app.toggle_follow(),
        Id::Filter => app.begin_filter(),
        Id::SortOrder => effects.extend(app.turn_order(count.unwrap_or(1))),
        Id::SaveSearch => app.save_search(),
        Id::SearchAll => app.begin_search(),
        Id::SavedSearches => effects.push(app.show_saved()),
        _ => {}
    }
}

fn repeat(app: &mut App, count: Option<usize>, action: impl Fn(&mut App)) {
    for _ in 0..count.unwrap_or(1).min(100) {
        action(app);
    }
}

fn is_step(id: Id) -> bool {
    let sequence = command(id)
        .and_then(|command| command.keys.first())
        .copied()
        .unwrap_or("");
    (sequence.starts_with(']') || sequence.starts_with('[')) && sequence.len() > 1
}
