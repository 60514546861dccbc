//! What commands do over what lies over the panes: one function for each view and each line that is typed.

use super::marks;
use super::outside;
use crate::command::scope::Scope;
use crate::command::{CommandId as Id, command};
use crate::config::keymap::Call;
use crate::library::Direction::{Backward, Forward};
use crate::tui::app::{App, Overlay};
use crate::tui::correcting;
use crate::tui::effect::Effect;
use crate::tui::picker;
use crate::tui::steps::{stepped, steps};
use crate::tui::tagging;

/// What became of a command.
pub(super) enum Ran {
    /// It was run.
    Done,
    /// It chose others, which are to be run one after the other.
    Chosen(Vec<Call>),
    /// It means nothing over what lies over the panes.
    NotHere,
    /// It is for the panes to run: nothing lies over them, or it is the same everywhere.
    InPanes,
}

/// Runs the command `id` over what lies over the panes.
pub(super) fn run(app: &mut App, id: Id, count: Option<usize>, effects: &mut Vec<Effect>) -> Ran {
    let Some(overlay) = &app.overlay else {
        return Ran::InPanes;
    };
    if id == Id::Help {
        app.typed.show_help();
        return Ran::Done;
    }
    let steps = steps(id, count, app.rows_over());
    let done = match overlay {
        Overlay::Picker(_) => return in_picker(app, id, &steps, effects),
        Overlay::Correct(_) => correct(app, id, &steps, effects),
        Overlay::Search(_) => search(app, id, &steps, effects),
        Overlay::Find(_) => find(app, id),
        Overlay::Filter(_) => filter(app, id, effects),
        Overlay::Select(_) => marks::select(app, id, count, &steps, effects),
        Overlay::Notes(_) => marks::notes(app, id, &steps, effects),
        Overlay::Export(..) => marks::export(app, id, &steps, effects),
        Overlay::Note(..) => match app.run_in_note(id) {
            Some(effect) => {
                effects.extend(effect);
                true
            }
            None => false,
        },
        Overlay::Saving(..) => name(app, id),
        Overlay::Tags(_) => tags(app, id),
        Overlay::Saved(_) => saved(app, id, &steps, effects),
        Overlay::Problems(_) | Overlay::Corrections(_) => lines(app, id, &steps, effects),
        Overlay::Themes(_) => outside::themes(app, id, &steps),
        Overlay::Hints(_) => outside::hints(app, id),
        Overlay::Pipe(_) => outside::pipe(app, id, effects),
        Overlay::Own(_) => outside::own_commands(app, id, &steps, effects),
        Overlay::Output(_) => outside::output(app, id, &steps),
        Overlay::Words(_) => words(app, id, count, &steps),
        Overlay::Compare(_) | Overlay::Versions(_) | Overlay::Edited(_) => {
            beside(app, id, count, &steps, effects)
        }
    };
    if done {
        return Ran::Done;
    }
    let everywhere = command(id).is_some_and(|row| row.scope == Scope::Everywhere);
    match id {
        Id::Back | Id::BackOrQuit => app.close_overlay(),
        _ if everywhere && steps.is_empty() && id != Id::Open => return Ran::InPanes,
        _ => return Ran::NotHere,
    }
    Ran::Done
}

fn in_picker(app: &mut App, id: Id, steps: &[isize], effects: &mut Vec<Effect>) -> Ran {
    let Some(Overlay::Picker(picker)) = &mut app.overlay else {
        return Ran::NotHere;
    };
    let Some(outcome) = picker.run(id, steps) else {
        return Ran::NotHere;
    };
    effects.extend(app.ask_for_picker());
    if outcome != picker::Outcome::Stay {
        app.close_overlay();
    }
    match outcome {
        picker::Outcome::Stay | picker::Outcome::Close => {}
        picker::Outcome::Go(target) => effects.extend(app.go(&target)),
        picker::Outcome::Text(hit, query) => app.go_to_text(&hit, &query),
        picker::Outcome::Beside(targets) => effects.extend(app.compare_with(&targets)),
        picker::Outcome::Together(targets) => effects.extend(app.compare_together(&targets)),
        picker::Outcome::Run(calls) => return Ran::Chosen(calls),
    }
    Ran::Done
}

fn correct(app: &mut App, id: Id, steps: &[isize], effects: &mut Vec<Effect>) -> bool {
    let Some(Overlay::Correct(asked)) = &mut app.overlay else {
        return false;
    };
    let Some(outcome) = asked.run(id, steps, &app.library) else {
        return false;
    };
    match outcome {
        correcting::Outcome::Stay => {}
        correcting::Outcome::Close => app.close_overlay(),
        correcting::Outcome::Write(rule) => {
            app.close_overlay();
            effects.extend(app.correct(rule));
        }
    }
    true
}

fn search(app: &mut App, id: Id, steps: &[isize], effects: &mut Vec<Effect>) -> bool {
    let Some(Overlay::Search(search)) = &mut app.overlay else {
        return false;
    };
    let Some(outcome) = search.run(id, steps) else {
        return false;
    };
    effects.extend(app.searched(outcome));
    true
}

fn find(app: &mut App, id: Id) -> bool {
    let Some(Overlay::Find(find)) = &mut app.overlay else {
        return false;
    };
    let field = &mut find.field;
    match id {
        Id::Accept => app.end_find(true),
        Id::Cancel => app.end_find(false),
        Id::DeleteBack if field.text().is_empty() => app.end_find(false),
        Id::DeleteBack | Id::DeleteWord | Id::ClearLine => {
            if field.run(id) {
                app.find_typed();
            }
        }
        _ => return false,
    }
    true
}

fn filter(app: &mut App, id: Id, effects: &mut Vec<Effect>) -> bool {
    let Some(Overlay::Filter(filtering)) = &mut app.overlay else {
        return false;
    };
    let field = &mut filtering.field;
    let effect = match id {
        Id::Accept => app.end_filter(true),
        Id::Cancel => app.end_filter(false),
        Id::DeleteBack if field.text().is_empty() => app.end_filter(false),
        Id::DeleteBack | Id::DeleteWord | Id::ClearLine if field.run(id) => app.filter_typed(),
        Id::DeleteBack | Id::DeleteWord | Id::ClearLine => None,
        _ => return false,
    };
    effects.extend(effect);
    true
}

/// The line in which a name for a search is typed.
fn name(app: &mut App, id: Id) -> bool {
    let Some(Overlay::Saving(saving, _)) = &mut app.overlay else {
        return false;
    };
    match id {
        Id::Accept => app.end_saving(),
        Id::Cancel => app.close_overlay(),
        Id::DeleteBack | Id::DeleteWord | Id::ClearLine => {
            saving.field.run(id);
        }
        _ => return false,
    }
    true
}

fn tags(app: &mut App, id: Id) -> bool {
    let Some(Overlay::Tags(tagging)) = &mut app.overlay else {
        return false;
    };
    match tagging.run(id) {
        None => return false,
        Some(tagging::Outcome::Stay) => {}
        Some(tagging::Outcome::Close) => app.close_overlay(),
        Some(tagging::Outcome::Set) => app.set_tags(),
    }
    true
}

fn saved(app: &mut App, id: Id, steps: &[isize], effects: &mut Vec<Effect>) -> bool {
    let Some(Overlay::Saved(saved)) = &mut app.overlay else {
        return false;
    };
    match id {
        Id::Open => effects.extend(app.open_saved()),
        Id::SearchSaved => effects.extend(app.search_saved()),
        Id::RenameSaved => app.rename_saved(),
        Id::ForgetSaved => app.forget_saved(),
        Id::Undo => effects.extend(app.undo()),
        Id::Redo => effects.extend(app.redo()),
        _ if steps.is_empty() => return false,
        _ => steps.iter().for_each(|step| saved.step(*step)),
    }
    true
}

/// The problems or the corrections.
fn lines(app: &mut App, id: Id, steps: &[isize], effects: &mut Vec<Effect>) -> bool {
    let problems = app.problem_count();
    let (cursor, count, corrections) = match &mut app.overlay {
        Some(Overlay::Problems(cursor)) => (cursor, problems, false),
        Some(Overlay::Corrections(cursor)) => (cursor, app.library.corrections().rules.len(), true),
        _ => return false,
    };
    match id {
        Id::TakeBack if corrections => {
            let number = *cursor;
            effects.extend(app.take_back(number));
        }
        Id::Undo if corrections => effects.extend(app.undo()),
        Id::Redo if corrections => effects.extend(app.redo()),
        Id::Open => app.close_overlay(),
        _ if steps.is_empty() => return false,
        _ => *cursor = stepped(*cursor, steps, count),
    }
    true
}

fn words(app: &mut App, id: Id, count: Option<usize>, steps: &[isize]) -> bool {
    let Some(Overlay::Words(words)) = &mut app.overlay else {
        return false;
    };
    let columns = count.unwrap_or(1).cast_signed();
    match id {
        Id::NextSide => words.turn(columns),
        Id::PreviousSide => words.turn(-columns),
        Id::Open => app.go_to_words(),
        _ if steps.is_empty() => return false,
        _ => steps.iter().for_each(|step| words.step(*step)),
    }
    true
}

/// Articles, versions of one, or all versions of a story.
fn beside(
    app: &mut App,
    id: Id,
    count: Option<usize>,
    steps: &[isize],
    effects: &mut Vec<Effect>,
) -> bool {
    match id {
        Id::NextSide => effects.extend(app.turn_side(Forward)),
        Id::PreviousSide => effects.extend(app.turn_side(Backward)),
        Id::NextDifference => app.walk_differences(Forward, count.unwrap_or(1)),
        Id::PreviousDifference => app.walk_differences(Backward, count.unwrap_or(1)),
        Id::SwapSides => effects.extend(app.swap_sides()),
        Id::Unbind => app.toggle_bound(),
        Id::Export => app.begin_export(),
        Id::CompareAll => effects.extend(app.compare_all()),
        Id::ComparePair => effects.extend(app.compare_pair()),
        Id::Version(number) => app.open_voice(Some(usize::from(number).saturating_sub(1))),
        Id::Open if count.is_some() => app.open_voice(count.map(|count| count.saturating_sub(1))),
        Id::Open => app.open_passage(),
        Id::Back | Id::BackOrQuit => app.close_voices(),
        _ if steps.is_empty() => return false,
        _ => steps.iter().for_each(|step| app.step_beside(*step)),
    }
    true
}
