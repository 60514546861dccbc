//! `render(&App, frame)`: draws what the state says and changes nothing.

pub mod actors;
pub mod article;
mod canvas;
pub mod chosen;
pub mod compare;
pub mod edited;
pub mod footer;
pub mod lines;
pub mod list;
pub mod menu;
pub mod noting;
pub mod output;
pub mod picker;
pub mod search;
mod sheet;
pub mod style;
pub mod tour;
pub mod versions;
pub mod wardrobe;
pub mod words;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Color;
use ratatui::text::Span;

use self::canvas::put;
use super::app::{App, Overlay};
use super::correcting::Correcting;
use super::layout::Areas;
use crate::text::fold::fold;

/// Draws the whole screen. Where the state was laid out for another size than the frame has (the resize event is still
/// under way), a copy is laid out for this frame.
pub fn render(app: &App, frame: &mut Frame<'_>) {
    let area = frame.area();
    if app.screen() == area {
        draw(app, frame);
    } else {
        let mut copy = app.clone();
        copy.resize(area.width, area.height);
        draw(&copy, frame);
    }
}

fn draw(app: &App, frame: &mut Frame<'_>) {
    let areas = app.areas;
    if areas.screen.is_empty() {
        return;
    }
    rules(app, frame, areas);
    list::render(app, frame, areas.list);
    article::render(app, frame, areas.article);
    actors::render(app, frame, areas.actors);
    chosen::render(app, frame, areas.actors);
    footer::render(app, frame, areas.footer);
    if let Some(overlay) = &app.overlay {
        over(app, overlay, frame);
    }
    if let Some(tour) = app.touring.tour.as_ref().filter(|_| app.overlay.is_none()) {
        tour::render(app, tour, frame);
    }
    footer::long_message(app, frame);
    footer::continuations(app, frame);
    ground(app, frame.buffer_mut());
    if app.signs.ascii {
        to_ascii(frame.buffer_mut());
    }
}

/// Draws what lies over the panes; what is asked stands over what it is asked of.
fn over(app: &App, overlay: &Overlay, frame: &mut Frame<'_>) {
    match overlay {
        Overlay::Picker(open) => picker::render(app, open, frame),
        Overlay::Problems(cursor) => lines::problems(app, *cursor, frame),
        Overlay::Corrections(cursor) => lines::corrections(app, *cursor, frame),
        Overlay::Words(words) => words::render(app, words, frame),
        Overlay::Compare(open) => compare::render(app, open, frame),
        Overlay::Versions(open) => versions::render(app, open, frame),
        Overlay::Edited(open) => edited::render(app, open, frame),
        Overlay::Correct(asked) => match &**asked {
            Correcting::Which(menu) => menu::render(app, menu, frame),
            Correcting::Who(open, _) => picker::render(app, open, frame),
            Correcting::Name(_) => {}
        },
        Overlay::Search(search) => search::render(app, search, frame),
        Overlay::Saved(saved) => lines::saved(app, saved, frame),
        Overlay::Note(note, below) => {
            if let Some(below) = below {
                over(app, below, frame);
            }
            noting::render(app, note, frame);
        }
        Overlay::Export(export, below) => {
            if let Some(below) = below {
                over(app, below, frame);
            }
            menu::export(app, export, frame);
        }
        Overlay::Notes(notes) => lines::notes(app, notes, frame),
        Overlay::Saving(_, Some(below)) => over(app, below, frame),
        Overlay::Own(own) => output::own_commands(app, own, frame),
        Overlay::Output(written) => output::output(app, written, frame),
        Overlay::Themes(wardrobe) => wardrobe::render(app, wardrobe, frame),
        Overlay::Filter(filtering) => footer::filter(app, filtering, frame),
        Overlay::Hints(_)
        | Overlay::Pipe(_)
        | Overlay::Find(_)
        | Overlay::Tags(_)
        | Overlay::Select(_)
        | Overlay::Saving(_, None) => {}
    }
}

/// Lays the theme's own letters and ground under everything that was drawn in the terminal's.
fn ground(app: &App, buffer: &mut Buffer) {
    let text = style::of(app.theme.text);
    let Some((ink, ground)) = text.fg.zip(text.bg) else {
        return;
    };
    if (ink, ground) == (Color::Reset, Color::Reset) {
        return;
    }
    for cell in &mut buffer.content {
        if cell.fg == Color::Reset {
            cell.fg = ink;
        }
        if cell.bg == Color::Reset {
            cell.bg = ground;
        }
    }
}

/// Writes every cell in ASCII, for a locale that shows nothing else: the words of articles as well as our own signs.
fn to_ascii(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        if !cell.symbol().is_ascii() {
            let plain = fold(cell.symbol());
            let first = plain.chars().next().unwrap_or('?');
            let upper = cell.symbol().chars().next().is_some_and(char::is_uppercase);
            cell.set_char(if upper {
                first.to_ascii_uppercase()
            } else {
                first
            });
        }
    }
}

/// The thin rules between panes.
fn rules(app: &App, frame: &mut Frame<'_>, areas: Areas) {
    let style = style::of(app.theme.rule);
    for x in [areas.list.right(), areas.article.right()] {
        let between = [areas.list, areas.article, areas.actors]
            .iter()
            .any(|area| area.width > 0 && area.x == x + 1);
        if between {
            for y in areas.article.top()..areas.article.bottom() {
                put(
                    frame,
                    Rect::new(x, y, 1, 1),
                    Span::styled(app.signs.rule, style),
                );
            }
        }
    }
}
