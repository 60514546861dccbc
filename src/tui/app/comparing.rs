//! Laying two articles side by side.

use std::sync::Arc;

use super::{App, Overlay};
use crate::library::jump::JumpTarget;
use crate::library::{Direction, Library};
use crate::model::article::ArticleId;
use crate::model::comparison::Comparison;
use crate::tui::compare::{Compare, index};
use crate::tui::effect::Effect;
use crate::tui::picker::{Picker, PickerKind};

impl App {
    /// Asks with which article the open one is to be compared: the other versions of its story come first.
    pub fn begin_compare(&mut self) {
        let Some(row) = self.open_row() else {
            return self.say("nothing to compare yet");
        };
        let versions = self
            .library
            .story(row)
            .map_or(&[][..], |story| &story.articles);
        let id = |row: &usize| Some(self.library.entry(*row)?.article.id);
        let ahead = versions.iter().filter(|version| **version != row);
        let ahead: Vec<ArticleId> = ahead.filter_map(id).collect();
        let picker = Picker::with_first(PickerKind::Compare, ahead, &self.library);
        self.overlay = Some(Overlay::Picker(Box::new(picker)));
    }

    /// Lays the open article beside another; what they have in common is worked out elsewhere.
    pub fn compare_with(&mut self, target: &JumpTarget) -> Option<Effect> {
        let (JumpTarget::Article(id), Some(open)) = (target, self.open_row()) else {
            return None;
        };
        let other = self.library.row_of(*id)?;
        if other == open {
            self.say("that is the open article itself");
            return None;
        }
        self.lay_beside([open, other])
    }

    /// Exchanges the two sides.
    pub fn swap_sides(&mut self) -> Option<Effect> {
        let Some(Overlay::Compare(compare)) = &self.overlay else {
            return None;
        };
        let [a, b] = compare.ids();
        let rows = [self.library.row_of(b)?, self.library.row_of(a)?];
        self.lay_beside(rows)
    }

    fn lay_beside(&mut self, rows: [usize; 2]) -> Option<Effect> {
        let compare = Compare::new(&self.library, rows)?;
        let ids = compare.ids();
        self.overlay = Some(Overlay::Compare(Box::new(compare)));
        Some(Effect::Compare(self.library.clone(), ids))
    }

    /// Takes what the comparison of two articles came to, if they are still the ones on screen.
    pub fn take_comparison(&mut self, ids: [ArticleId; 2], found: Arc<Comparison>) {
        if let Some(Overlay::Compare(compare)) = &mut self.overlay
            && compare.ids() == ids
        {
            compare.take(found);
        }
    }

    /// Walks the differences of the comparison on screen.
    pub fn walk_differences(&mut self, way: Direction, times: usize) {
        match &mut self.overlay {
            Some(Overlay::Compare(compare)) => compare.walk(way, times),
            _ => self.say("no comparison is open: c compares this article with another"),
        }
    }

    /// Goes to the partner of the passage at the cursor; where that stands beside it already, into the article there.
    pub fn open_passage(&mut self) {
        let Some(Overlay::Compare(compare)) = &mut self.overlay else {
            return;
        };
        if !compare.listing && compare.to_partner() {
            return;
        }
        let place = compare
            .place()
            .map(|(which, range)| (compare.ids()[index(which)], range));
        let Some((id, range)) = place else { return };
        let row = Library::row_of(&self.library, id);
        self.close_overlay();
        if let Some(row) = row {
            self.jump_to(row, Some(range));
        }
    }
}
