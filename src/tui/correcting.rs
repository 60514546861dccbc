//! A correction on its way: what the reader is still asked before the rule is written.

use super::field::Field;
use super::layout::first_shown;
use super::picker::{Picker, PickerKind};
use crate::command::key::{Key, KeyCode};
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

/// What a key did.
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

    /// Takes a key.
    pub fn press(&mut self, key: Key, library: &Library) -> Outcome {
        if key.code == KeyCode::Esc || (key.ctrl && key.code == KeyCode::Char('c')) {
            return Outcome::Close;
        }
        match self {
            Self::Which(menu) => match menu.press(key) {
                Pressed::Chosen(draft) => self.go_on(draft, library),
                Pressed::Moved => Outcome::Stay,
                Pressed::Closed => Outcome::Close,
            },
            Self::Who(picker, draft) => match picker.press(key) {
                super::picker::Outcome::Go(target) => {
                    picked(draft, &target, library).map_or(Outcome::Stay, Outcome::Write)
                }
                super::picker::Outcome::Close => Outcome::Close,
                _ => Outcome::Stay,
            },
            Self::Name(naming) => match key.code {
                KeyCode::Enter if naming.field.text().trim().is_empty() => Outcome::Stay,
                KeyCode::Enter => Outcome::Write(filled(&naming.draft, naming.field.text().trim())),
                _ => {
                    naming.field.press(key);
                    Outcome::Stay
                }
            },
        }
    }

    /// Takes pasted text.
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

enum Pressed {
    Moved,
    Closed,
    Chosen(Correction),
}

impl Menu {
    fn press(&mut self, key: Key) -> Pressed {
        let last = self.choices.len().saturating_sub(1);
        match key.code {
            KeyCode::Char('j' | 'n') | KeyCode::Down => self.cursor = (self.cursor + 1).min(last),
            KeyCode::Char('k' | 'p') | KeyCode::Up => self.cursor = self.cursor.saturating_sub(1),
            KeyCode::Char('G') | KeyCode::End => self.cursor = last,
            KeyCode::Char('g') | KeyCode::Home => self.cursor = 0,
            KeyCode::Char('q' | 'h') | KeyCode::Left => return Pressed::Closed,
            KeyCode::Enter | KeyCode::Char('l') | KeyCode::Right => {
                if let Some(choice) = self.choices.get(self.cursor) {
                    return Pressed::Chosen(choice.draft.clone());
                }
            }
            _ => {}
        }
        Pressed::Moved
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
