//! What the mouse does: a press chooses or opens, the wheel scrolls the pane under it, borders between panes are dragged.

use std::sync::Arc;

use ratatui::layout::{Position, Rect};

use super::{App, Overlay};
use crate::library::Subject;
use crate::text::range::TextRange;
use crate::text::width::clip;
use crate::tui::focus::Focus;
use crate::tui::layout;
use crate::tui::passage::Passage;
use crate::tui::pointer::{Border, Pointer};

/// How many rows of text a notch of the wheel scrolls.
const NOTCH: isize = 3;

impl App {
    /// Takes what the mouse did in the panes. Tells whether what it points at is to be opened.
    pub(in crate::tui) fn point(&mut self, pointer: Pointer) -> bool {
        self.touched = true;
        match pointer {
            Pointer::Press(x, y) => return self.press_at(Position::new(x, y)),
            Pointer::Drag(x, _) => self.drag_to(x),
            Pointer::Release => self.dragged = None,
            Pointer::WheelDown(x, y) => self.wheel(Position::new(x, y), 1),
            Pointer::WheelUp(x, y) => self.wheel(Position::new(x, y), -1),
        }
        false
    }

    /// Takes a press over a picker: the hit under it gets the cursor. Tells whether it had it already.
    pub(in crate::tui) fn point_in_picker(&mut self, x: u16, y: u16) -> bool {
        let area = layout::picker(self.areas.screen);
        let Some(Overlay::Picker(picker)) = &mut self.overlay else {
            return false;
        };
        let rows = Rect {
            y: area.y + 2,
            height: area.height.saturating_sub(3),
            ..area
        };
        let hit = picker.top + usize::from(y.saturating_sub(rows.y));
        if !rows.contains(Position::new(x, y)) || hit >= picker.count() {
            return false;
        }
        let again = picker.cursor == hit;
        picker.cursor = hit;
        again
    }

    fn press_at(&mut self, at: Position) -> bool {
        self.message = None;
        let areas = self.areas;
        let within = (areas.article.top()..areas.article.bottom()).contains(&at.y);
        let border = |pane: Rect, x: u16| pane.width > 0 && within && at.x == x;
        if border(areas.list, areas.list.right()) {
            self.dragged = Some(Border::List);
        } else if border(areas.actors, areas.actors.left().wrapping_sub(1)) {
            self.dragged = Some(Border::Actors);
        } else if areas.list.contains(at) {
            return self.press_list(at.y - areas.list.y);
        } else if areas.article.contains(at) {
            self.press_article(at);
        } else if areas.actors.contains(at) {
            return self.press_actors(at.y - areas.actors.y);
        }
        false
    }

    /// Selects the item at a row of the list; one that is selected is to be opened.
    fn press_list(&mut self, row: u16) -> bool {
        let here = self.focus == Focus::List;
        self.set_focus(Focus::List);
        // The first row is the heading.
        let mut left = usize::from(row).checked_sub(1);
        let (mut pressed, mut chosen) = (None, None);
        for (number, (item, selected)) in self.list.window(&self.library).enumerate() {
            if selected {
                chosen = Some(number);
            }
            if let Some(rows) = left {
                if rows < item.height() {
                    pressed = Some(number);
                }
                left = rows.checked_sub(item.height());
            }
        }
        let (Some(pressed), Some(chosen)) = (pressed, chosen) else {
            return false;
        };
        self.step(pressed.cast_signed() - chosen.cast_signed());
        here && pressed == chosen
    }

    /// Makes the paragraph under the mouse the place, and chooses the name under it.
    fn press_article(&mut self, at: Position) {
        self.set_focus(Focus::Article);
        let column = layout::text_column(self.areas.article, self.measure);
        let Some(reader) = &mut self.reader else {
            return;
        };
        let lines = reader.lines();
        let Some(line) = lines.get(usize::from(at.y - column.y)) else {
            return;
        };
        reader.put_place(line.passage);
        let row = reader.rows(line.passage).get(line.row).copied();
        let Some(row) = row.filter(|row| !row.label) else {
            return;
        };
        let passage = reader.passages().get(line.passage);
        let set_in = if passage.is_some_and(Passage::is_set_in) {
            2
        } else {
            0
        };
        let Some(cells) = at.x.checked_sub(column.x + 2 + set_in) else {
            return;
        };
        let entry = Arc::clone(reader.entry());
        let shown = row.range.of(&entry.article.text);
        let before = clip(shown, usize::from(cells));
        if before.len() == shown.len() {
            return;
        }
        let byte = row.range.start + before.len();
        let mut mentions = entry.mentions_in(TextRange::new(byte, byte + 1));
        let under = mentions.find(|index| {
            let mention = entry.findings.mentions.get(*index);
            mention.is_some_and(|mention| mention.name.contains(byte))
        });
        let actor = under.and_then(|index| self.library.link_of(&entry, index));
        if let Some((actor, _)) = actor {
            self.subject = Some(Subject::Actor(actor.id));
        }
    }

    /// Chooses the actor at a row of the panel; one that is chosen is to be opened.
    fn press_actors(&mut self, row: u16) -> bool {
        let chosen = self.subject.clone();
        let member = usize::from(row).checked_sub(1);
        let member = member.and_then(|row| self.panel.company().get(self.panel.top() + row));
        let subject = member.map(|member| member.subject.clone());
        let here = self.focus == Focus::Actors;
        let (list, _) = layout::panel_rows(
            self.areas.actors.height,
            self.panel.company().len(),
            self.panel.shows(),
        );
        self.set_focus(Focus::Actors);
        match subject {
            Some(subject) if row < list => {
                let again = here && chosen.as_ref() == Some(&subject);
                self.subject = Some(subject);
                again
            }
            _ => false,
        }
    }

    /// Makes the pane whose border is dragged reach to column `x`.
    fn drag_to(&mut self, x: u16) {
        let screen = self.areas.screen.width;
        match self.dragged {
            Some(Border::List) => self.panes.list_more = layout::list_more(screen, x),
            Some(Border::Actors) => {
                let width = screen.saturating_sub(x.saturating_add(1));
                self.panes.actors_more = layout::actors_more(screen, width);
            }
            None => {}
        }
    }

    /// Scrolls the pane under the mouse; the keyboard stays where it is.
    fn wheel(&mut self, at: Position, way: isize) {
        if self.areas.article.contains(at) {
            self.scroll(way * NOTCH);
        } else if self.areas.list.contains(at) {
            self.list.step(&self.library, way);
            self.preview();
        } else if self.areas.actors.contains(at)
            && let Some(subject) = self.panel.step(way)
        {
            self.subject = Some(subject);
        }
    }
}
