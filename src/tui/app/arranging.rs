//! How the screen is divided: which panes there are, which has the keyboard, how wide they and the lines are.

use super::{App, MEASURES};
use crate::library::Direction;
use crate::tui::focus::Focus;
use crate::tui::layout;

impl App {
    /// Gives the keyboard to the next pane, or the previous one.
    pub fn cycle_focus(&mut self, way: Direction) {
        let mut order = vec![Focus::List, Focus::Article];
        // A panel that was put away stays away.
        if self.panes.actors || self.focus == Focus::Actors {
            order.push(Focus::Actors);
        }
        let at = order
            .iter()
            .position(|focus| *focus == self.focus)
            .unwrap_or(0);
        let next = if way == Direction::Forward {
            at + 1
        } else {
            at + order.len() - 1
        };
        self.set_focus(order[next % order.len()]);
    }

    /// Shows or hides the actor panel; where there is no room for it beside the text, goes to it or back.
    pub fn toggle_actors(&mut self) {
        let shown = self.areas.actors.width > 0;
        let alone = self.areas.screen.width < layout::NARROW;
        match (shown, self.focus) {
            (true, Focus::Actors) if alone => self.set_focus(Focus::Article),
            (true, focus) => {
                self.panes.actors = false;
                self.set_focus(if focus == Focus::Actors {
                    Focus::Article
                } else {
                    focus
                });
            }
            (false, _) => {
                self.panes.actors = true;
                self.panes.zen = false;
                if alone || self.areas.screen.width < layout::WIDE {
                    self.set_focus(Focus::Actors);
                }
            }
        }
    }

    /// Makes the focused pane wider by `cells`.
    pub fn grow_pane(&mut self, cells: i16) {
        match self.focus {
            Focus::List => self.panes.list_more = (self.panes.list_more + cells).clamp(-60, 60),
            Focus::Actors => {
                self.panes.actors_more = (self.panes.actors_more + cells).clamp(-60, 60);
            }
            Focus::Article => {
                self.panes.list_more = (self.panes.list_more - cells).clamp(-60, 60);
                self.panes.actors_more = (self.panes.actors_more - cells).clamp(-60, 60);
            }
        }
    }

    /// Makes the lines of the text longer by `cells`; without `cells`, as long as usual.
    pub fn set_measure(&mut self, cells: Option<i16>) {
        let (least, most) = MEASURES;
        self.measure = cells.map_or(self.settings.text_width, |cells| {
            self.measure.saturating_add_signed(cells).clamp(least, most)
        });
        let shown = usize::from(self.measure).min(self.reading_room());
        self.say(if shown < usize::from(self.measure) {
            format!(
                "lines of {} columns; there is room for {shown}",
                self.measure
            )
        } else {
            format!("lines of {shown} columns")
        });
    }

    /// Shows nothing but the text, or everything again.
    pub fn toggle_zen(&mut self) {
        self.panes.zen = !self.panes.zen;
    }

    /// The columns that lines of any length would have in the reading pane as it is.
    fn reading_room(&self) -> usize {
        usize::from(layout::text_width(self.areas.article.width, u16::MAX))
    }
}
