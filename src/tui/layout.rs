//! Terminal size and visible panels to areas. Pure; called in `update`, before drawing.

use serde::{Deserialize, Serialize};

use ratatui::layout::Rect;

use super::focus::Focus;
use crate::text::width::to_cells;

/// From this width on, all three panes stand side by side.
pub const WIDE: u16 = 110;

/// The narrowest a side pane may be made, and what always stays for the text, in cells.
const SIDE_LEAST: u16 = 20;
const TEXT_LEAST: u16 = 44;

/// Below this width, one pane stands alone.
pub const NARROW: u16 = 70;

/// Where everything is on screen. A pane that is not shown has an empty area.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Areas {
    /// The whole screen.
    pub screen: Rect,
    /// The article list.
    pub list: Rect,
    /// The reading pane.
    pub article: Rect,
    /// The actor panel.
    pub actors: Rect,
    /// The lines at the bottom.
    pub footer: Rect,
}

/// What the reader has chosen to see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Panes {
    /// Whether the actor panel is panes.
    pub actors: bool,
    /// Only the text.
    pub zen: bool,
    /// All but the paragraph at the place stands back.
    pub spotlight: bool,
    /// How many cells wider than usual the reader has made the list; negative for narrower.
    pub list_more: i16,
    /// The same for the actor panel.
    pub actors_more: i16,
}

impl Default for Panes {
    fn default() -> Self {
        Self {
            actors: true,
            zen: false,
            spotlight: false,
            list_more: 0,
            actors_more: 0,
        }
    }
}

/// Lays out a screen of that size while `focus` has the keyboard.
pub fn areas(screen: Rect, focus: Focus, panes: Panes) -> Areas {
    let footer_height = match screen.height {
        0..=3 => 0,
        4..=14 => 1,
        _ => 2,
    };
    let body = Rect {
        height: screen.height - footer_height,
        ..screen
    };
    let footer = Rect {
        y: body.bottom(),
        height: footer_height,
        ..screen
    };
    let (list, actors) = sides(screen.width, focus, panes);
    let used = [list, actors]
        .into_iter()
        .filter(|width| *width > 0)
        .map(|width| width + 1)
        .sum();
    let middle = screen.width.saturating_sub(used);
    let mut areas = Areas {
        screen,
        footer,
        ..Areas::default()
    };
    if screen.width < NARROW && !panes.zen {
        match focus {
            Focus::List => areas.list = body,
            Focus::Article => areas.article = body,
            Focus::Actors => areas.actors = body,
        }
        return areas;
    }
    let from = if list > 0 { list + 1 } else { 0 };
    areas.list = Rect {
        width: list,
        ..body
    };
    areas.article = Rect {
        x: body.x + from,
        width: middle,
        ..body
    };
    areas.actors = Rect {
        x: body.right().saturating_sub(actors),
        width: actors,
        ..body
    };
    areas
}

/// The narrowest that the list and the actor panel are usually.
const USUAL_LEAST: (u16, u16) = (28, 30);

/// The usual width of a side pane: a quarter of the screen, so that the text keeps the half of it.
fn usual(screen: u16, least: u16) -> u16 {
    (screen / 4).max(least).min(44)
}

/// How much wider than usual a list of `width` cells is.
pub fn list_more(screen: u16, width: u16) -> i16 {
    more(width, usual(screen, USUAL_LEAST.0))
}

/// The same for the actor panel.
pub fn actors_more(screen: u16, width: u16) -> i16 {
    more(width, usual(screen, USUAL_LEAST.1))
}

fn more(width: u16, usual: u16) -> i16 {
    let more = i32::from(width) - i32::from(usual);
    i16::try_from(more.clamp(-60, 60)).unwrap_or(0)
}

/// The widths of the list and the actor panel; 0 where one is not shown.
fn sides(width: u16, focus: Focus, panes: Panes) -> (u16, u16) {
    if panes.zen || width < NARROW {
        return (0, 0);
    }
    // Never less for the text than it needs.
    let side = |least: u16, more: i16, most: u16| {
        let wish = usual(width, least).saturating_add_signed(more);
        wish.clamp(SIDE_LEAST, most.max(SIDE_LEAST))
    };
    let most = (width - TEXT_LEAST) / if width >= WIDE { 2 } else { 1 };
    let list = side(USUAL_LEAST.0, panes.list_more, most);
    let actors = side(USUAL_LEAST.1, panes.actors_more, most);
    if width >= WIDE {
        return (list, if panes.actors { actors } else { 0 });
    }
    let show_actors = focus == Focus::Actors || (focus == Focus::Article && panes.actors);
    if show_actors { (0, actors) } else { (list, 0) }
}

/// The largest size of a picker.
const PICKER: (u16, u16) = (112, 26);

/// The area of a picker on a screen of that size.
pub fn picker(screen: Rect) -> Rect {
    window(screen, PICKER.0, PICKER.1)
}

/// How many hits a picker shows on a screen of that size: all but its border and the line that is typed.
pub fn hit_rows(screen: Rect) -> usize {
    usize::from(picker(screen).height.saturating_sub(3))
}

/// The area of a picker or another window over the screen: most of it, but never more than `width` by `height`.
fn window(screen: Rect, width: u16, height: u16) -> Rect {
    let margin = if screen.width < NARROW { 0 } else { 4 };
    let width = width.min(screen.width.saturating_sub(margin));
    let height = height.min(
        screen
            .height
            .saturating_sub(u16::from(screen.height > 20) * 4),
    );
    Rect {
        x: screen.x + (screen.width - width) / 2,
        y: screen.y + (screen.height - height) / 3,
        width,
        height,
    }
}

/// The area of the list of `count` themes: a corner, so that what wears them is seen.
pub fn wardrobe(areas: Areas, count: usize) -> Rect {
    let over = over_panes(areas);
    let width = 44.min(over.width);
    let height = to_cells(count + 3).min(over.height.saturating_sub(over.height / 3));
    Rect {
        x: over.right() - width,
        y: over.bottom() - height,
        width,
        height,
    }
}

/// How many themes that area shows: all but its border and the line that tells of one.
pub fn wardrobe_rows(area: Rect) -> usize {
    usize::from(area.height.saturating_sub(3))
}

/// The screen without the footer, for what lies over all panes.
pub fn over_panes(areas: Areas) -> Rect {
    Rect {
        height: areas.screen.height - areas.footer.height,
        ..areas.screen
    }
}

/// The part of `area` below the name and the line of time: the columns of words.
pub fn word_columns(area: Rect) -> Rect {
    let above = area.height.min(3);
    Rect {
        y: area.y + above,
        height: area.height - above,
        ..area
    }
}

/// The first of `count` rows to show so that `cursor` is among the `shown` ones, moving as little as possible from `top`,
/// and without empty rows behind the last.
pub fn first_shown(top: usize, cursor: usize, shown: usize, count: usize) -> usize {
    let shown = shown.max(1);
    top.min(cursor)
        .max((cursor + 1).saturating_sub(shown))
        .min(count.saturating_sub(shown))
}

/// The same for items of different heights: the first of `count` to show in `rows` rows so that all of the one with the
/// cursor is among them. `height` tells the rows of an item. Looks at no more items than fit.
pub fn first_shown_of(
    top: usize,
    cursor: usize,
    rows: usize,
    count: usize,
    height: impl Fn(usize) -> usize,
) -> usize {
    // The earliest item from which everything up to and with `last` fits.
    let earliest = |last: usize| {
        let (mut first, mut used) = (last, height(last));
        while let Some(before) = first.checked_sub(1) {
            used += height(before);
            if used > rows {
                break;
            }
            first = before;
        }
        first
    };
    let Some(last) = count.checked_sub(1) else {
        return 0;
    };
    let cursor = cursor.min(last);
    top.min(cursor).max(earliest(cursor)).min(earliest(last))
}

/// The width of the text in a reading pane of `width` cells, at most `measure`: two cells on the left are for marks and
/// one on the right stays free.
pub fn text_width(width: u16, measure: u16) -> u16 {
    width.saturating_sub(3).clamp(1, measure.max(1))
}

/// The part of a reading pane in which marks and text stand: centred where the lines are shorter than the pane is wide.
pub fn text_column(area: Rect, measure: u16) -> Rect {
    let left = area
        .width
        .saturating_sub(text_width(area.width, measure) + 2)
        / 2;
    Rect {
        x: area.x + left,
        width: area.width - left,
        ..area
    }
}

/// What the actor panel shows below its list of actors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Below {
    /// Nothing: no one is chosen.
    Nothing,
    /// Everything about the chosen one.
    Detail,
    /// The same, with the cursor in it: on a low screen it takes the whole panel.
    DetailFirst,
}

/// From this height on, an actor panel shows both of its parts even while the cursor is in the lower.
const BOTH_PARTS: u16 = 24;

/// The rows of an actor panel of `height`, divided: heading and list of `members` actors, then what is below.
pub fn panel_rows(height: u16, members: usize, below: Below) -> (u16, u16) {
    if below == Below::Nothing {
        return (height, 0);
    }
    if below == Below::DetailFirst && height < BOTH_PARTS {
        return (0, height);
    }
    let list = to_cells(members + 1)
        .min((height * 2 / 5).max(4))
        .min(height);
    (list, height - list)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn wide_medium_and_narrow_screens_show_three_two_and_one_pane() {
        let shown = |width, focus| {
            let areas = areas(Rect::new(0, 0, width, 40), focus, Panes::default());
            [areas.list, areas.article, areas.actors].map(|area| area.width > 0)
        };
        assert_eq!(shown(120, Focus::List), [true, true, true]);
        assert_eq!(shown(80, Focus::List), [true, true, false]);
        assert_eq!(shown(80, Focus::Article), [false, true, true]);
        assert_eq!(shown(40, Focus::Article), [false, true, false]);
        assert_eq!(shown(40, Focus::Actors), [false, false, true]);
    }

    proptest! {
        #[test]
        fn no_area_leaves_the_screen(width in 0u16..400, height in 0u16..100, zen: bool, actors: bool, list_more: i16, focus in 0..3) {
            let focus = [Focus::List, Focus::Article, Focus::Actors][usize::try_from(focus).unwrap()];
            let screen = Rect::new(0, 0, width, height);
            let areas = areas(screen, focus, Panes { actors, zen, list_more, ..Panes::default() });
            for area in [areas.list, areas.article, areas.actors, areas.footer] {
                prop_assert!(area.right() <= width && area.bottom() <= height);
            }
            let over = window(screen, 110, 30);
            prop_assert!(over.right() <= width && over.bottom() <= height);
        }
    }
}
