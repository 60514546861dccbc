//! Looks, and what reaches the world outside: what commands and errands do about them.

use crate::command::CommandId as Id;
use crate::tui::app::{App, Overlay};
use crate::tui::effect::Effect;
use crate::tui::errand::Report;

/// Runs the command `id` in the panes. Tells whether it means something there.
pub(super) fn run(app: &mut App, id: Id, effects: &mut Vec<Effect>) -> bool {
    match id {
        Id::Theme => effects.push(app.begin_dressing()),
        Id::Spotlight => app.toggle_spotlight(),
        Id::Tutor => app.begin_tour(),
        Id::OpenLink => effects.extend(app.open_link()),
        Id::Hints => app.show_hints(),
        Id::Pipe => app.begin_pipe(),
        Id::OwnCommands => app.show_own_commands(),
        _ => return false,
    }
    true
}

/// Takes what has come of an errand.
pub(super) fn reported(app: &mut App, report: Report, effects: &mut Vec<Effect>) {
    match report {
        Report::Synced(synced) => effects.extend(app.take_synced(synced)),
        Report::Themes(choices) => app.take_themes(choices),
        Report::Ran(number, written) => app.take_output(number, written),
        Report::Done => {}
        Report::Failed(reason) => app.alarm(reason),
    }
}

/// Runs a command while there are letters on links and names.
pub(super) fn hints(app: &mut App, id: Id) -> bool {
    let Some(Overlay::Hints(hints)) = &mut app.overlay else {
        return false;
    };
    match id {
        Id::DeleteBack if hints.take_back() => {}
        Id::DeleteBack | Id::Cancel => app.close_overlay(),
        _ => return false,
    }
    true
}

/// Runs a command over the line in which a command for the article is typed.
pub(super) fn pipe(app: &mut App, id: Id, effects: &mut Vec<Effect>) -> bool {
    let Some(field) = app.pipe_field() else {
        return false;
    };
    match id {
        Id::Accept => effects.extend(app.end_pipe()),
        Id::Cancel => app.close_overlay(),
        Id::DeleteBack if field.text().is_empty() => app.close_overlay(),
        Id::DeleteBack | Id::DeleteWord | Id::ClearLine => {
            field.run(id);
        }
        _ => return false,
    }
    true
}

/// Runs a command over the reader's own commands.
pub(super) fn own_commands(
    app: &mut App,
    id: Id,
    steps: &[isize],
    effects: &mut Vec<Effect>,
) -> bool {
    let Some(Overlay::Own(own)) = &mut app.overlay else {
        return false;
    };
    match id {
        Id::Open => effects.extend(app.run_own_command()),
        _ if steps.is_empty() => return false,
        _ => steps.iter().for_each(|step| own.step(*step)),
    }
    true
}

/// Runs a command over what a program has written.
pub(super) fn output(app: &mut App, id: Id, steps: &[isize]) -> bool {
    let Some(Overlay::Output(output)) = &mut app.overlay else {
        return false;
    };
    match id {
        Id::Back | Id::BackOrQuit | Id::Cancel => app.close_output(),
        _ if steps.is_empty() => return false,
        _ => steps.iter().for_each(|step| output.step(*step)),
    }
    true
}

/// Runs a command over the themes.
pub(super) fn themes(app: &mut App, id: Id, steps: &[isize]) -> bool {
    match id {
        Id::Open => app.end_dressing(true),
        Id::Back | Id::BackOrQuit => app.end_dressing(false),
        _ if steps.is_empty() => return false,
        _ => steps.iter().for_each(|step| app.step_theme(*step)),
    }
    true
}
