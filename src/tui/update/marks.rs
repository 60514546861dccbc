//! What commands do with a selection, a note being written, the list of all notes, and an export.

use crate::command::CommandId as Id;
use crate::library::Direction::{Backward, Forward};
use crate::text::motion::Motion;
use crate::tui::app::App;
use crate::tui::effect::Effect;
use crate::tui::select::Whole;

/// Runs the command `id` on the selection; `steps` are the rows that it goes. Tells whether it means something there.
pub(super) fn select(
    app: &mut App,
    id: Id,
    count: Option<usize>,
    steps: &[isize],
    effects: &mut Vec<Effect>,
) -> bool {
    let times = count.unwrap_or(1);
    match id {
        Id::Top => app.move_caret(Motion::Start, 1),
        Id::Bottom => app.move_caret(Motion::End, 1),
        Id::RowStart => app.move_caret_in_row(false),
        Id::RowEnd => app.move_caret_in_row(true),
        Id::TakeSentence => app.select_whole(Whole::Sentence, times),
        Id::TakeParagraph => app.select_whole(Whole::Paragraph, times),
        Id::OtherEnd => app.turn_selection(),
        Id::CopySelection => effects.extend(app.copy_selection()),
        Id::Highlight => app.ink_selection(count),
        Id::Note => effects.extend(app.note_selection(false)),
        Id::NoteOutside => effects.extend(app.note_selection(true)),
        Id::Undo => effects.extend(app.undo()),
        Id::Redo => effects.extend(app.redo()),
        _ => match motion(id) {
            Some(motion) => app.move_caret(motion, times),
            None if steps.is_empty() => return false,
            None => steps.iter().for_each(|rows| app.move_caret_by_rows(*rows)),
        },
    }
    true
}

/// Runs a command in the panes that marks, notes, copies or exports. Tells whether it is one.
pub(super) fn in_panes(
    app: &mut App,
    id: Id,
    count: Option<usize>,
    effects: &mut Vec<Effect>,
) -> bool {
    match id {
        Id::Select => app.begin_selecting(),
        Id::Highlight => app.ink_here(count),
        Id::Note => effects.extend(app.begin_note(false)),
        Id::NoteOutside => effects.extend(app.begin_note(true)),
        Id::NextHighlight => effects.extend(app.step_note(Forward, count.unwrap_or(1))),
        Id::PreviousHighlight => effects.extend(app.step_note(Backward, count.unwrap_or(1))),
        Id::Notes => effects.push(app.show_notes()),
        Id::CopyLink => effects.extend(app.copy_link()),
        Id::CopyQuotation => effects.extend(app.copy_quotation()),
        Id::CopyParagraph => effects.extend(app.copy_paragraph()),
        Id::CopyTitle => effects.extend(app.copy_title()),
        Id::Export => app.begin_export(),
        _ => return false,
    }
    true
}

fn motion(id: Id) -> Option<Motion> {
    Some(match id {
        Id::CaretLeft => Motion::Left,
        Id::CaretRight => Motion::Right,
        Id::NextWord => Motion::NextWord,
        Id::PreviousWord => Motion::PreviousWord,
        Id::WordEnd => Motion::WordEnd,
        Id::SentenceEnd => Motion::SentenceEnd,
        Id::SentenceStart => Motion::SentenceStart,
        Id::ParagraphEnd => Motion::ParagraphEnd,
        Id::ParagraphStart => Motion::ParagraphStart,
        _ => return None,
    })
}

/// Runs the command `id` on the list of all notes. Tells whether it means something there.
pub(super) fn notes(app: &mut App, id: Id, steps: &[isize], effects: &mut Vec<Effect>) -> bool {
    let Some(notes) = app.all_notes() else {
        return false;
    };
    if notes.typing {
        return notes.run(id);
    }
    match id {
        Id::Open => app.open_note(),
        Id::Note => effects.extend(app.change_note()),
        Id::Remove => app.erase_note(),
        Id::Export => app.begin_export(),
        Id::Filter => notes.typing = true,
        Id::Undo => effects.extend(app.undo()),
        Id::Redo => effects.extend(app.redo()),
        _ if steps.is_empty() => return false,
        _ => steps.iter().for_each(|step| notes.step(*step)),
    }
    true
}

/// Runs the command `id` on an export that is being asked for. Tells whether it means something there.
pub(super) fn export(app: &mut App, id: Id, steps: &[isize], effects: &mut Vec<Effect>) -> bool {
    let Some(exporting) = app.exporting() else {
        return false;
    };
    match id {
        Id::Open | Id::Accept => effects.extend(app.accept_export()),
        Id::Back | Id::BackOrQuit | Id::Cancel => app.leave_export(),
        Id::DeleteBack | Id::DeleteWord | Id::ClearLine => exporting.take_back(id),
        _ if steps.is_empty() => return false,
        _ => steps.iter().for_each(|step| exporting.step(*step)),
    }
    true
}
