//! The way from what lies over the panes into an article, and back to it.

use super::{App, Left, Overlay};
use crate::text::range::TextRange;
use crate::tui::jumps::{Over, Stop};
use crate::tui::words::Words;

impl App {
    /// Goes from what lies over the panes to a place in an article; the way back leads to it, as it is now.
    pub(super) fn go_from_view(&mut self, row: usize, range: Option<TextRange>) {
        let opened = self.library.id_of(row);
        if let (Some(view), Some(opened)) = (self.overlay.take(), opened) {
            self.leave_over(Over::View);
            self.left = Some(Left {
                view: Box::new(view),
                opened,
                outdated: false,
            });
        }
        self.open_at(row, range);
    }

    /// Remembers where the reader is and what lies over it.
    pub(super) fn leave_over(&mut self, over: Over) {
        if let Some(here) = self.here() {
            self.jumps.leave(Stop { over, ..here });
        }
    }

    /// Whether the open article was opened from what the way back leads to: the results of a search, or another view.
    pub(super) fn came_from_view(&self) -> bool {
        let opened = match self.jumps.lead_to() {
            Over::Nothing => None,
            Over::Results => self.last_search.as_ref().and_then(|search| search.opened),
            Over::View => self.left.as_ref().map(|left| left.opened),
        };
        let open = self.reader.as_ref().map(|reader| reader.entry().article.id);
        open.is_some() && open == opened
    }

    /// Lays what lay there over the panes again.
    pub(super) fn show_again(&mut self, over: Over) {
        match over {
            Over::Nothing => {}
            Over::Results => {
                if let Some(search) = self.last_search.take() {
                    self.overlay = Some(Overlay::Search(search));
                }
            }
            Over::View => {
                let Some(left) = self.left.take() else { return };
                self.overlay = Some(*left.view);
                if left.outdated {
                    self.lay_words_anew();
                    let effect = self.compare_again();
                    self.outbox.extend(effect);
                }
                let effect = self.show_notes_again();
                self.outbox.extend(effect);
            }
        }
    }

    /// Has what was worked out from an older picture of the library worked out anew, and holds on to none of that picture: as long
    /// as somebody looks at it, the log of the library cannot be begun anew.
    pub(super) fn outdate_views(&mut self) {
        self.compared.follow(&self.library);
        if let Some(left) = &mut self.left {
            left.outdated = true;
        }
        self.lay_words_anew();
    }

    /// Gathers every outlet's words anew where they are on screen: their places are rows, which change when articles come.
    pub(super) fn lay_words_anew(&mut self) {
        let open = self.open_row();
        if let Some(Overlay::Words(words)) = &mut self.overlay {
            let column = words.column;
            **words = Words::new(&self.library, words.actor, open);
            words.turn(column.cast_signed());
        }
    }
}
