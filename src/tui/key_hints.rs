//! The keys that matter now, for the foot of the screen: those of the key map in force, of the focused pane or of what lies
//! over it.

use std::borrow::Cow;

use super::app::{App, Overlay};
use super::correcting::Correcting;
use super::exporting::Stage;
use super::focus::Focus;
use super::picker::kind::PickerKind;
use super::sheet::Sheet;
use super::versions::Versions;
use crate::command::also;
use crate::command::{COMMANDS, CommandId as Id};
use crate::config::keymap::Call;
use crate::model::query::Order;

/// Commands whose keys stand together, and what they do there.
type Hint = (&'static [Id], &'static str);

const MOVE: Hint = (&[Id::Down, Id::Up], "move");
const CLOSE: Hint = (&[Id::BackOrQuit], "close");
const CLEAR: Hint = (&[Id::ClearLine], "clear");
const EXPORT: Hint = (&[Id::Export], "export");
const LEAVE: Hint = (&[Id::Cancel], "leave it");

/// A hint as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The keys.
    pub keys: String,
    /// What they do.
    pub told: &'static str,
    /// Whether one gets out by them.
    pub leads_out: bool,
}

/// The keys and what they do, the most needed first.
pub fn of(app: &App) -> Vec<Shown> {
    let scope = app.scope();
    let shown = |(commands, told): Hint| {
        let keys = commands.iter().map(|id| {
            let keys = app.keys.shown_in(scope, *id).into_iter();
            // Where several stand together, the shortest do.
            let length = |keys: &String| if commands.len() > 1 { keys.len() } else { 0 };
            keys.min_by_key(length)
        });
        let keys: Option<Vec<String>> = keys.collect();
        let leads_out = matches!(
            commands,
            [Id::BackOrQuit | Id::Back | Id::Cancel | Id::LeaveNote]
        );
        keys.map(|keys| Shown {
            keys: keys.join(" "),
            told,
            leads_out,
        })
    };
    hints(app).into_iter().filter_map(shown).collect()
}

/// Every key that holds over the view that is open, and what it does; what matters there comes first. Where the command has
/// words of its own there, they are told, else those of the foot.
pub fn all(app: &App) -> Vec<(String, Cow<'_, str>)> {
    let (scope, hints) = (app.scope(), hints(app));
    let hinted = |run: &[Call]| {
        let mut commands = hints.iter().flat_map(|(commands, _)| commands.iter());
        commands.any(|command| run == [*command])
    };
    let others = app.keys.holding(scope).into_iter();
    let others = others.filter(|(_, binding)| !hinted(&binding.run));
    let shown = |(commands, told): &Hint| {
        let keys = commands.iter().map(|id| app.keys.shown_in(scope, *id));
        let keys = keys.flatten().collect::<Vec<_>>().join(" ");
        let own = commands.iter().find_map(|id| also::own_words(*id, scope));
        let told = own.filter(|_| commands.len() == 1).unwrap_or(*told);
        (!keys.is_empty()).then_some((keys, Cow::Borrowed(told)))
    };
    let others = others.map(|(keys, binding)| (keys, binding.told_in(scope)));
    let mut rows: Vec<(String, Cow<'_, str>)> = Vec::new();
    for (keys, told) in hints.iter().filter_map(shown).chain(others) {
        match rows.iter_mut().find(|(_, other)| *other == told) {
            Some((shown, _)) => *shown = format!("{shown} {keys}"),
            None => rows.push((keys, told)),
        }
    }
    rows
}

fn hints(app: &App) -> Vec<Hint> {
    match &app.overlay {
        Some(overlay) => over(overlay),
        None => in_pane(app),
    }
}

/// What is needed first stands first, because what does not fit is left out.
fn in_pane(app: &App) -> Vec<Hint> {
    let leave = match app.focus {
        Focus::List => "quit",
        Focus::Article | Focus::Actors => "back",
    };
    let mut hints = vec![MOVE];
    let hint = |id: &'static Id| {
        let row = COMMANDS.iter().find(|row| row.id == *id);
        row.and_then(|row| Some((std::slice::from_ref(id), row.hint?)))
    };
    hints.extend([&Id::Open, &Id::Help].into_iter().filter_map(hint));
    hints.push((&[Id::BackOrQuit], leave));
    let others = COMMANDS.iter().filter(|row| {
        let holds = app.scope().chain().any(|scope| scope == row.scope);
        holds && !matches!(row.id, Id::Open | Id::Help)
    });
    hints.extend(others.filter_map(|row| Some((std::slice::from_ref(&row.id), row.hint?))));
    hints
}

fn over(overlay: &Overlay) -> Vec<Hint> {
    match overlay {
        Overlay::Picker(picker) => {
            let mut hints = vec![MOVE, (&[Id::Accept], "choose")];
            // Where one picks what to compare with, Enter does so already.
            if !picker.kind.is_commands() && picker.kind != PickerKind::Compare {
                hints.push((&[Id::ChooseBeside], "lay beside"));
            }
            if !picker.kind.is_commands() {
                hints.push((&[Id::Tick], "mark"));
            }
            hints.extend([CLEAR, (&[Id::Cancel], "close")]);
            hints
        }
        Overlay::Search(search) => vec![
            MOVE,
            (&[Id::Accept], "go there"),
            (
                &[Id::ResultOrder],
                match search.order {
                    Order::Relevance => "newest first",
                    _ => "by relevance",
                },
            ),
            (&[Id::SaveSearch], "save"),
            CLEAR,
            (&[Id::Cancel], "close"),
        ],
        Overlay::Filter(_) => vec![
            (&[Id::Accept], "keep"),
            CLEAR,
            (&[Id::Cancel], "take it off"),
        ],
        Overlay::Saved(_) => vec![
            MOVE,
            (&[Id::Open], "filter the list"),
            (&[Id::SearchSaved], "search"),
            (&[Id::RenameSaved], "rename"),
            (&[Id::ForgetSaved], "remove"),
            CLOSE,
        ],
        Overlay::Select(_) | Overlay::Note(..) | Overlay::Notes(_) | Overlay::Export(..) => {
            of_marks(overlay)
        }
        Overlay::Saving(..) => vec![(&[Id::Accept], "save"), CLEAR, LEAVE],
        Overlay::Tags(_) => vec![
            (&[Id::Complete], "complete"),
            (&[Id::Accept], "set"),
            CLEAR,
            LEAVE,
        ],
        Overlay::Find(_) => vec![
            (&[Id::Accept], "keep"),
            (&[Id::Cancel], "back to where it began"),
        ],
        Overlay::Problems(_) | Overlay::Output(_) => vec![MOVE, CLOSE],
        Overlay::Hints(_) => vec![LEAVE],
        Overlay::Pipe(_) => vec![(&[Id::Accept], "run"), CLEAR, LEAVE],
        Overlay::Own(_) => vec![MOVE, (&[Id::Open], "run"), (&[Id::BackOrQuit], "leave it")],
        Overlay::Themes(_) => vec![
            (&[Id::Down, Id::Up], "try on"),
            (&[Id::Open], "keep"),
            (&[Id::BackOrQuit], "as it was"),
        ],
        Overlay::Corrections(_) => vec![
            MOVE,
            (&[Id::TakeBack], "take back"),
            (&[Id::Redo], "make again"),
            CLOSE,
        ],
        Overlay::Compare(compare) => vec![
            MOVE,
            (&[Id::NextDifference], "next difference"),
            (&[Id::NextSide], "side, differences"),
            (&[Id::Open], "partner, or go there"),
            CLOSE,
            EXPORT,
            (&[Id::SwapSides], "swap"),
            (&[Id::Unbind], bound(&compare.sheet)),
            (&[Id::CompareAll], "all versions"),
        ],
        Overlay::Versions(versions) => of_versions(versions),
        Overlay::Edited(_) => vec![
            MOVE,
            (&[Id::NextDifference], "next change"),
            (&[Id::Open], "open the fold, or go there"),
            CLOSE,
            EXPORT,
            (&[Id::NextSide], "other version"),
            (&[Id::ComparePair], "as two articles"),
        ],
        Overlay::Words(_) => vec![
            (&[Id::PreviousSide, Id::NextSide], "outlet"),
            MOVE,
            (&[Id::Open], "go there"),
            CLOSE,
        ],
        Overlay::Correct(asked) => of_correcting(asked),
    }
}

fn of_marks(overlay: &Overlay) -> Vec<Hint> {
    match overlay {
        Overlay::Select(_) => vec![
            (&[Id::CaretLeft, Id::Down, Id::Up, Id::CaretRight], "move"),
            (&[Id::CopySelection], "copy"),
            (&[Id::Highlight], "mark"),
            (&[Id::Note], "note"),
            (
                &[Id::TakeSentence, Id::TakeParagraph],
                "sentence, paragraph",
            ),
            (&[Id::NextWord, Id::PreviousWord, Id::WordEnd], "by words"),
            (&[Id::OtherEnd], "other end"),
            (&[Id::Back], "leave"),
        ],
        Overlay::Note(..) => vec![
            (&[Id::SaveNote], "keep"),
            (&[Id::NoteOutside], "your editor"),
            (&[Id::LeaveNote], "leave as a draft"),
        ],
        Overlay::Notes(notes) if notes.typing => {
            vec![(&[Id::Accept], "keep"), CLEAR, (&[Id::Cancel], "show all")]
        }
        Overlay::Notes(_) => vec![
            MOVE,
            (&[Id::Open], "go there"),
            (&[Id::Filter], "filter"),
            (&[Id::Note], "change"),
            (&[Id::Remove], "remove"),
            EXPORT,
            CLOSE,
        ],
        Overlay::Export(exporting, _) => match exporting.stage {
            Stage::What | Stage::Form => {
                vec![MOVE, (&[Id::Open], "choose"), (&[Id::BackOrQuit], "back")]
            }
            Stage::Name => vec![(&[Id::Accept], "write"), CLEAR, (&[Id::Cancel], "back")],
            Stage::Over => vec![
                (&[Id::Accept], "write over it"),
                (&[Id::Cancel], "another name"),
            ],
        },
        _ => Vec::new(),
    }
}

fn of_correcting(asked: &Correcting) -> Vec<Hint> {
    match asked {
        Correcting::Which(_) => {
            vec![
                MOVE,
                (&[Id::Open], "choose"),
                (&[Id::BackOrQuit], "leave it"),
            ]
        }
        Correcting::Who(..) => vec![MOVE, (&[Id::Accept], "choose"), LEAVE],
        Correcting::Name(_) => vec![(&[Id::Accept], "write"), CLEAR, LEAVE],
    }
}

fn of_versions(versions: &Versions) -> Vec<Hint> {
    if versions.voices.is_some() {
        return vec![
            MOVE,
            (&[Id::Open], "go there; a number first: to that one"),
            (&[Id::ComparePair], "compare the two"),
            (&[Id::BackOrQuit], "back"),
        ];
    }
    let mut hints = vec![
        MOVE,
        (&[Id::NextDifference], "next only here"),
        (&[Id::Open], "their words"),
        CLOSE,
        EXPORT,
    ];
    if versions.has_panes() {
        hints.extend([
            (&[Id::PreviousSide, Id::NextSide][..], "pane"),
            (&[Id::SwapSides], "as the base"),
            (&[Id::ComparePair], "compare the two"),
            (&[Id::Unbind], bound(&versions.sheet)),
        ]);
    } else {
        hints.push((&[Id::NextSide], "another base"));
    }
    hints
}

fn bound(sheet: &Sheet) -> &'static str {
    if sheet.is_bound() { "unbind" } else { "bind" }
}
