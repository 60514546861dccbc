//! A correction on its way: what the reader is still asked before the rule is written.

use super::field::Field;
use super::layout::first_shown;
use super::picker::Picker;
use super::picker::kind::PickerKind;
use super::steps::stepped;
use crate::command::CommandId;
use crate::command::scope::Scope;
use crate::library::jump::JumpTarget;
use crate::library::{Library, Subject};
use crate::model::actor::ActorId;
use crate::model::article::ArticleId;
use crate::model::correction::{Correction, StoryRule};

/// The next thing to ask.
#[derive(Debug, Clone)]
pub enum Correcting {
    /// Which of a few rules.
    Which(Menu),
    /// Which actor, or which story, the rule is about, to be put into the rule.
    Who(Box<Picker>, Correction),
    /// A name, to be put into the rule.
    Name(Naming),
}

/// A few rules to choose from.
#[derive(Debug, Clone)]
pub struct Menu {
    /// What is asked.
    pub title: String,
    /// What can be chosen.
    pub choices: Vec<Choice>,
    /// The choice with the cursor.
    pub cursor: usize,
    /// The first choice on screen.
    pub top: usize,
}

/// A rule that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What it means, in words.
    pub label: String,
    /// The rule; parts of it may still be asked for.
    pub draft: Correction,
}

/// A name being typed.
#[derive(Debug, Clone)]
pub struct Naming {
    /// What is asked.
    pub title: String,
    /// What has been typed.
    pub field: Field,
    /// The rule that the name completes.
    pub draft: Correction,
}

/// What a command did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// There is still something to ask.
    Stay,
    /// The reader thinks better of it.
    Close,
    /// The rule is complete.
    Write(Correction),
}

impl Correcting {
    /// Asks which of `choices` is meant; where there is only one, goes on with it.
    pub fn which(title: String, choices: Vec<Choice>) -> Self {
        Self::Which(Menu {
            title,
            choices,
            cursor: 0,
            top: 0,
        })
    }

    /// Asks who is meant in `draft`.
    pub fn who(title: String, draft: Correction, library: &Library) -> Self {
        let picker = Picker::titled(PickerKind::Actors, title, library);
        Self::Who(Box::new(picker), draft)
    }

    /// Asks who is meant in `draft`, other than `actor`.
    pub fn who_else(title: String, draft: Correction, actor: ActorId, library: &Library) -> Self {
        let own = JumpTarget::Subject(Subject::Actor(actor));
        let picker = Picker::titled(PickerKind::Actors, title, library).without(own, library);
        Self::Who(Box::new(picker), draft)
    }

    /// Asks for the name in `draft`, with `name` typed already.
    pub fn name(title: String, name: &str, draft: Correction) -> Self {
        let mut field = Field::default();
        field.insert(name);
        Self::Name(Naming {
            title,
            field,
            draft,
        })
    }

    /// Where its keys are looked up.
    pub fn scope(&self) -> Scope {
        match self {
            Self::Which(_) => Scope::Menu,
            Self::Who(..) => Scope::Picker,
            Self::Name(_) => Scope::Name,
        }
    }

    /// Does what a command asks; none where it means nothing here.
    pub fn run(
        &mut self,
        command: CommandId,
        steps: &[isize],
        library: &Library,
    ) -> Option<Outcome> {
        match (&mut *self, command) {
            (_, CommandId::Cancel | CommandId::Back | CommandId::BackOrQuit) => {
                Some(Outcome::Close)
            }
            (Self::Which(menu), CommandId::Open) => {
                let draft = menu.choices.get(menu.cursor)?.draft.clone();
                Some(self.go_on(draft, library))
            }
            (Self::Which(menu), _) if !steps.is_empty() => {
                menu.cursor = stepped(menu.cursor, steps, menu.choices.len());
                Some(Outcome::Stay)
            }
            (Self::Which(_), _) | (Self::Who(..), CommandId::Tick) => None,
            (Self::Who(picker, draft), _) => Some(match picker.run(command, steps)? {
                super::picker::Outcome::Go(target) => {
                    picked(draft, &target, library).map_or(Outcome::Stay, Outcome::Write)
                }
                super::picker::Outcome::Close => Outcome::Close,
                _ => Outcome::Stay,
            }),
            (Self::Name(naming), _) => naming.run(command),
        }
    }

    /// Takes typed or pasted text.
    pub fn paste(&mut self, text: &str) {
        match self {
            Self::Which(_) => {}
            Self::Who(picker, _) => picker.paste(text),
            Self::Name(naming) => {
                naming.field.insert(text);
            }
        }
    }

    /// The picker that is open.
    pub fn picker(&self) -> Option<&Picker> {
        match self {
            Self::Who(picker, _) => Some(picker),
            Self::Which(_) | Self::Name(_) => None,
        }
    }

    /// The same, to go on with.
    pub fn picker_mut(&mut self) -> Option<&mut Picker> {
        match self {
            Self::Who(picker, _) => Some(picker),
            Self::Which(_) | Self::Name(_) => None,
        }
    }

    /// Looks again, after the library has changed.
    pub fn refresh(&mut self, library: &Library) {
        if let Self::Who(picker, _) = self {
            picker.refresh(library);
        }
    }

    /// Keeps cursors on a screen of `height` rows.
    pub fn settle(&mut self, height: usize) {
        match self {
            Self::Which(menu) => {
                menu.top = first_shown(menu.top, menu.cursor, height, menu.choices.len());
            }
            Self::Who(picker, _) => picker.settle(height),
            Self::Name(_) => {}
        }
    }

    /// Asks what is still missing in the chosen rule.
    fn go_on(&mut self, draft: Correction, library: &Library) -> Outcome {
        match &draft {
            Correction::Means { wording, .. } => {
                *self = Self::who(format!("“{wording}” means …"), draft, library);
                Outcome::Stay
            }
            Correction::Split { name, .. } => {
                let name = format!("{name} (2)");
                *self = Self::name("that is somebody else, called: ".to_owned(), &name, draft);
                Outcome::Stay
            }
            _ => Outcome::Write(draft),
        }
    }
}

impl Naming {
    fn run(&mut self, command: CommandId) -> Option<Outcome> {
        let name = self.field.text().trim();
        match command {
            CommandId::Accept if !name.is_empty() => {
                return Some(Outcome::Write(filled(&self.draft, name)));
            }
            CommandId::Accept => {}
            CommandId::DeleteBack | CommandId::DeleteWord | CommandId::ClearLine => {
                self.field.run(command);
            }
            _ => return None,
        }
        Some(Outcome::Stay)
    }
}

/// `draft` with the actor or the story that was picked.
fn picked(draft: &Correction, target: &JumpTarget, library: &Library) -> Option<Correction> {
    match (draft, target) {
        (Correction::Story(rule), JumpTarget::Story(articles)) => {
            Some(Correction::Story(of_story(rule, *articles.first()?)))
        }
        (Correction::Story(rule), JumpTarget::Article(article)) => {
            Some(Correction::Story(of_story(rule, *article)))
        }
        (_, JumpTarget::Subject(Subject::Actor(id))) => {
            Some(filled(draft, &library.actor(*id)?.name))
        }
        _ => None,
    }
}

/// The rule about the story of that article.
fn of_story(rule: &StoryRule, picked: ArticleId) -> StoryRule {
    let mut rule = rule.clone();
    match &mut rule {
        // The story that was picked keeps its name.
        StoryRule::Merge { article, .. } => *article = picked,
        StoryRule::Move { to, .. } => *to = picked,
        StoryRule::Split { from, .. } => *from = picked,
        StoryRule::Pin { .. } | StoryRule::Rename { .. } => {}
    }
    rule
}

/// `draft` with the name that it lacked.
fn filled(draft: &Correction, given: &str) -> Correction {
    let mut rule = draft.clone();
    match &mut rule {
        Correction::Merge { name, .. } | Correction::Means { name, .. } => given.clone_into(name),
        Correction::Rename { to, .. } | Correction::Story(StoryRule::Rename { to, .. }) => {
            given.clone_into(to);
        }
        Correction::Split { name, to, .. } => *to = (name != given).then(|| given.to_owned()),
        Correction::NotAnActor { .. } | Correction::Story(_) => {}
    }
    rule
}
