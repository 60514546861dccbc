//! Exporting: the article, its story, the chosen actor, all notes and highlights.

use std::path::PathBuf;

use super::{App, Overlay};
use crate::export::request::Subject as Exportable;
use crate::library::Subject;
use crate::text::sanitize::clean_line;
use crate::tui::effect::Effect;
use crate::tui::exporting::{Exported, Exporting, Offer, Stage};
use crate::tui::focus::Focus;

impl App {
    /// Files go to this folder where only a name is typed.
    pub fn export_to(&mut self, folder: PathBuf) {
        self.folder = folder;
    }

    /// Asks what is to be exported; over the list of all notes, these come first.
    pub fn begin_export(&mut self) {
        let from_notes = matches!(self.overlay, Some(Overlay::Notes(_)));
        let mut offers = self.offers();
        if from_notes {
            offers.rotate_right(1);
        }
        let exporting = Exporting::new(offers, self.folder.clone());
        self.overlay = Some(Overlay::Export(Box::new(exporting)));
    }

    fn offers(&self) -> Vec<Offer> {
        let row = match self.focus {
            Focus::List => Some(self.selected()),
            _ => self.open_row(),
        };
        let mut offers = Vec::new();
        if let Some(head) = row.and_then(|row| self.library.head(row)) {
            offers.push(Offer {
                subject: Exportable::Article(head.id),
                label: format!("this article: {}", head.title),
                title: head.title.clone(),
            });
        }
        if let Some(story) = row.and_then(|row| self.library.story(row)) {
            let name = self.library.story_name(story.id);
            let first = story.articles.first();
            let first = first.and_then(|&row| self.library.id_of(row));
            offers.extend(first.map(|id| Offer {
                subject: Exportable::Story(id),
                label: format!("its story: {name}"),
                title: name,
            }));
        }
        if let Some(Subject::Actor(id)) = &self.subject
            && let Some(actor) = self.library.actor(*id)
        {
            offers.push(Offer {
                subject: Exportable::Actor(*id),
                label: format!("the chosen one: {}", actor.name),
                title: actor.name.clone(),
            });
        }
        if let Some(Subject::Topic(phrase)) = &self.subject {
            offers.push(Offer {
                subject: Exportable::Topic(phrase.clone()),
                label: format!("the chosen topic: {phrase}"),
                title: phrase.clone(),
            });
        }
        offers.push(Offer {
            subject: Exportable::Marks,
            label: "all notes and highlights".to_owned(),
            title: "notes".to_owned(),
        });
        offers
    }

    pub(in crate::tui) fn exporting(&mut self) -> Option<&mut Exporting> {
        match &mut self.overlay {
            Some(Overlay::Export(exporting)) => Some(exporting),
            _ => None,
        }
    }

    /// Takes what has been chosen or typed for an export.
    pub fn accept_export(&mut self) -> Option<Effect> {
        let order = self.exporting()?.accept()?;
        Some(Effect::Export(self.library.clone(), order))
    }

    /// Goes back to the question before; behind the first, leaves it.
    pub fn leave_export(&mut self) {
        if !self.exporting().is_some_and(Exporting::back) {
            self.overlay = None;
        }
    }

    /// Takes what came of an export.
    pub fn take_exported(&mut self, exported: Exported) {
        match exported {
            Exported::Done(path) => {
                if matches!(self.overlay, Some(Overlay::Export(_))) {
                    self.overlay = None;
                }
                let path = clean_line(&path.to_string_lossy());
                self.say(format!("written: {path}"));
            }
            Exported::Exists => {
                if let Some(exporting) = self.exporting() {
                    exporting.stage = Stage::Over;
                }
            }
            Exported::Failed(reason) => match self.exporting() {
                Some(exporting) => exporting.fail(reason),
                None => self.alarm(format!("not exported: {reason}")),
            },
        }
    }
}
