//! Showing a newcomer around.

use super::App;
use crate::command::CommandId;
use crate::tui::focus::Focus;
use crate::tui::tour::Tour;

impl App {
    /// Begins the tour, with the list in front.
    pub fn begin_tour(&mut self) {
        self.overlay = None;
        self.touring.tour = Some(Tour::default());
        self.set_focus(Focus::List);
    }

    /// Lets the tour see a command that was run; another one than its step asks for ends it.
    pub(in crate::tui) fn tour_sees(&mut self, id: CommandId) {
        if let Some(tour) = &mut self.touring.tour
            && !tour.sees(id)
        {
            self.leave_tour();
        }
    }

    /// Ends the tour, for good: it begins by itself only once.
    pub(in crate::tui) fn leave_tour(&mut self) {
        if self.touring.tour.take().is_some() {
            self.touring.left = true;
        }
    }
}
