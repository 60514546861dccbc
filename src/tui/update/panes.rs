//! What commands do in the panes: one arm and one call each.

use super::marks;
use super::outside;
use crate::command::CommandId as Id;
use crate::library::Direction::{Backward, Forward};
use crate::tui::app::{App, Overlay};
use crate::tui::effect::Effect;
use crate::tui::focus::Focus;
use crate::tui::picker::kind::PickerKind;

/// Runs the command `id`, `count` times or at that number where a count makes sense. Tells whether it means something in the
/// panes.
pub(super) fn run(app: &mut App, id: Id, count: Option<usize>, effects: &mut Vec<Effect>) -> bool {
    let times = count.unwrap_or(1).cast_signed();
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
        Id::Cancel => app.stay_in_list(),
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
        Id::Version(number) => app.step_version(Forward, Some(usize::from(number))),
        Id::Words => app.show_words(),
        Id::Jump => app.pick(PickerKind::Anything),
        Id::JumpPerson => app.pick(PickerKind::People),
        Id::JumpTopic => app.pick(PickerKind::Topics),
        Id::JumpStory => app.pick(PickerKind::Stories),
        Id::JumpOutlet => app.pick(PickerKind::Outlets),
        Id::LastPicker => effects.extend(app.pick_again()),
        Id::Problems => app.overlay = Some(Overlay::Problems(0)),
        Id::ToggleStories => effects.extend(app.toggle_stories()),
        Id::JumpBack => repeat(app, count, App::jump_back),
        Id::JumpForward => repeat(app, count, App::jump_forward),
        Id::CommandLine => app.pick(PickerKind::CommandLine),
        Id::Help => app.pick(PickerKind::Help),
        Id::Rescan => effects.push(app.rescan()),
        Id::Sync => effects.extend(app.sync()),
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
        _ => return run_on_library(app, id, count, effects),
    }
    true
}

/// The commands that ask the library something or changes what the reader has in it.
fn run_on_library(app: &mut App, id: Id, count: Option<usize>, effects: &mut Vec<Effect>) -> bool {
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
        Id::ClearFilter => effects.extend(app.clear_filter()),
        Id::SortOrder => effects.extend(app.turn_order(count.unwrap_or(1))),
        Id::SaveSearch => app.save_search(),
        Id::SearchAll => effects.extend(app.begin_search()),
        Id::SavedSearches => effects.push(app.show_saved()),
        _ => {
            return marks::in_panes(app, id, count, effects) || outside::run(app, id, effects);
        }
    }
    true
}

fn repeat(app: &mut App, count: Option<usize>, action: impl Fn(&mut App)) {
    for _ in 0..count.unwrap_or(1).min(100) {
        action(app);
    }
}
