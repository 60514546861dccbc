//! Laying out what lies over the panes, for the screen as it is.

use super::{App, Overlay};
use crate::tui::layout;

impl App {
    /// Keeps the cursor of what lies over the panes on screen, and its rows as wide as there is room.
    pub(super) fn settle_over(&mut self) {
        let screen = self.areas.screen;
        let area = layout::over_panes(self.areas);
        let (width, height) = (usize::from(area.width), usize::from(area.height));
        match self.overlay.as_mut().map(Overlay::read_mut) {
            Some(Overlay::Picker(picker)) => picker.settle(layout::hit_rows(screen)),
            Some(Overlay::Compare(compare)) => compare.settle(width, height),
            Some(Overlay::Edited(edited)) => edited.settle(width, height),
            Some(Overlay::Versions(versions)) => versions.settle(width, height),
            Some(Overlay::Words(words)) => {
                let rows = layout::word_columns(area).height.saturating_sub(2);
                words.settle(width, usize::from(rows));
            }
            Some(Overlay::Search(search)) => search.settle(width, height),
            Some(Overlay::Themes(wardrobe)) => {
                let area = layout::wardrobe(self.areas, wardrobe.choices.len());
                wardrobe.settle(layout::wardrobe_rows(area));
            }
            Some(Overlay::Own(own)) => own.settle(layout::hit_rows(screen)),
            Some(Overlay::Output(output)) => {
                output.settle(width.saturating_sub(2), height.saturating_sub(1));
            }
            Some(Overlay::Note(noting, _)) => noting.settle(area),
            Some(Overlay::Correct(asked)) => asked.settle(layout::hit_rows(screen)),
            _ => {}
        }
    }
}
