//! Looks, and what reaches the world outside: what commands and errands do about them.

use crate::command::CommandId as Id;
use crate::tui::app::App;
use crate::tui::effect::Effect;
use crate::tui::errand::Report;

/// Runs the command `id` in the panes. Tells whether it means something there.
pub(super) fn run(app: &mut App, id: Id, effects: &mut Vec<Effect>) -> bool {
    match id {
        Id::Theme => effects.push(app.begin_dressing()),
        _ => return false,
    }
    true
}

/// Takes what has come of an errand.
pub(super) fn reported(app: &mut App, report: Report) {
    match report {
        Report::Themes(choices) => app.take_themes(choices),
        Report::Failed(reason) => app.alarm(reason),
    }
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
