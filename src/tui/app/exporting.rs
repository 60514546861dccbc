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

    /// Asks what is to be exported; what lies over the panes comes first: all notes, or what stands side by side.
    pub fn begin_export(&mut self) {
        let over = self.overlay.take().map(Box::new);
        let mut offers = self.offers();
        match over.as_deref() {
            Some(Overlay::Notes(_)) => offers.rotate_right(1),
            Some(over) => offers.splice(0..0, self.beside(over)).for_each(drop),
            None => {}
        }
        let exporting = Exporting::new(offers, self.folder.clone());
        self.overlay = Some(Overlay::Export(Box::new(exporting), over));
    }

    /// What stands side by side in `over`.
    fn beside(&self, over: &Overlay) -> Option<Offer> {
        let (ids, what) = match over {
            Overlay::Compare(compare) => (compare.ids().to_vec(), "these two side by side"),
            Overlay::Edited(edited) => (edited.ids().to_vec(), "what became of the text"),
            Overlay::Versions(versions) => (versions.all_ids(), "all versions side by side"),
            _ => return None,
        };
        let heads = ids
            .iter()
            .map(|id| self.library.head(self.library.row_of(*id)?));
        let outlets = heads.flatten().map(|head| head.outlet_label());
        let outlets = outlets.collect::<Vec<_>>().join(", ");
        Some(Offer {
            subject: Exportable::Beside(ids),
            label: format!("{what}: {outlets}"),
            title: outlets,
        })
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
            Some(Overlay::Export(exporting, _)) => Some(exporting),
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
            self.close_overlay();
        }
    }

    /// Takes what came of an export.
    pub fn take_exported(&mut self, exported: Exported) {
        match exported {
            Exported::Done(path) => {
                if matches!(self.overlay, Some(Overlay::Export(..))) {
                    self.close_overlay();
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
