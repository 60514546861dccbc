//! The mouse, where the reader wants it: presses, the wheel, and borders that are dragged.
#![expect(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    clippy::panic,
    clippy::string_slice,
    reason = "a test says what is wrong by failing"
)]

#[path = "support/session.rs"]
pub mod session;

use proptest::prelude::*;
use rashomon::tui::event::Event;
use rashomon::tui::focus::Focus;
use rashomon::tui::pointer::Pointer;
use session::Session;

fn point(session: &mut Session, pointer: Pointer) -> &mut Session {
    session.happen(Event::Pointed(pointer));
    session
}

/// Where `text` stands on screen.
fn place(session: &mut Session, text: &str) -> (u16, u16) {
    let screen = session.screen();
    let found = screen.lines().enumerate().find_map(|(y, line)| {
        let at = line.find(text)?;
        Some((line[..at].chars().count(), y))
    });
    let (x, y) = found.unwrap_or_else(|| panic!("{text} is not in\n{screen}"));
    (x.try_into().unwrap(), y.try_into().unwrap())
}

fn press(session: &mut Session, text: &str) {
    let (x, y) = place(session, text);
    point(session, Pointer::Press(x, y));
    point(session, Pointer::Release);
}

#[test]
fn a_press_selects_in_the_list_and_another_opens() {
    let mut session = Session::starter(120, 40);
    press(&mut session, "Europe Presses");
    assert_eq!(session.app.focus(), Focus::List);
    assert!(
        session.screen().contains("▸• Europe Presses"),
        "{}",
        session.screen()
    );
    press(&mut session, "Take a Part");
    assert_eq!(session.app.focus(), Focus::Article);
    let title = session.title();
    assert!(title.starts_with("Europe Presses"), "{title}");
}

#[test]
fn a_press_on_a_name_in_the_text_chooses_it() {
    let mut session = Session::starter(120, 40);
    press(&mut session, "Keir Starmer and");
    assert_eq!(session.app.focus(), Focus::Article);
    assert!(
        session.screen().contains("▸● Keir Starmer"),
        "{}",
        session.screen()
    );
    press(&mut session, "● Donald Trump");
    assert_eq!(session.app.focus(), Focus::Actors);
    assert!(
        session.screen().contains("▸● Donald Trump"),
        "{}",
        session.screen()
    );
}

#[test]
fn the_wheel_scrolls_the_pane_under_it_and_the_keyboard_stays() {
    let mut session = Session::starter(120, 40);
    let (x, y) = place(&mut session, "PARIS - ");
    point(&mut session, Pointer::WheelDown(x, y));
    let (_, scrolled) = place(&mut session, "PARIS - ");
    assert_eq!(scrolled, y - 3);
    assert_eq!(session.app.focus(), Focus::List);
    point(&mut session, Pointer::WheelUp(x, y));
    assert_eq!(place(&mut session, "PARIS - "), (x, y));
    session.press("<Enter>");
    let selected = session.app.selected();
    point(&mut session, Pointer::WheelDown(3, 3));
    assert_ne!(session.app.selected(), selected);
}

#[test]
fn borders_between_panes_are_dragged() {
    let mut session = Session::starter(160, 40);
    let border = |session: &mut Session, pane: &str| place(session, pane).0 - 1;
    let (x, _) = place(&mut session, "│");
    point(&mut session, Pointer::Press(x, 5));
    point(&mut session, Pointer::Drag(x + 7, 9));
    assert_eq!(place(&mut session, "│").0, x + 7);
    // Only while the button is held.
    point(&mut session, Pointer::Release);
    point(&mut session, Pointer::Drag(x, 9));
    assert_eq!(place(&mut session, "│").0, x + 7);
    let before = border(&mut session, "ACTORS");
    point(&mut session, Pointer::Press(before, 5));
    point(&mut session, Pointer::Drag(before - 4, 5));
    assert_eq!(border(&mut session, "ACTORS"), before - 4);
    // No pane is dragged away.
    point(&mut session, Pointer::Drag(0, 5));
    assert!(session.screen().contains("ACTORS"));
}

#[test]
fn in_a_picker_a_press_moves_the_cursor_and_another_chooses() {
    let mut session = Session::starter(120, 40);
    session.press("p");
    let (x, y) = place(&mut session, "@ Keir Starmer");
    point(&mut session, Pointer::Press(x, y));
    assert!(
        session.screen().contains("▸ @ Keir Starmer"),
        "{}",
        session.screen()
    );
    point(&mut session, Pointer::WheelUp(x, y));
    assert!(!session.screen().contains("▸ @ Keir Starmer"));
    point(&mut session, Pointer::Press(x, y));
    point(&mut session, Pointer::Press(x, y));
    assert!(
        session.screen().contains("▸● Keir Starmer"),
        "{}",
        session.screen()
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn wherever_it_points_nothing_breaks(
        size in (0u16..130, 0u16..45),
        done in prop::collection::vec((0..5, 0u16..140, 0u16..50), 1..20),
        keys in prop::sample::select(vec!["", "<Enter>", "<C-p>", "c<Enter>", "gT", "z", ";", "g?"]),
    ) {
        let mut session = Session::starter(size.0, size.1);
        if !keys.is_empty() {
            session.press(keys);
        }
        for (what, x, y) in done {
            let pointer = match what {
                0 => Pointer::Press(x, y),
                1 => Pointer::Drag(x, y),
                2 => Pointer::Release,
                3 => Pointer::WheelDown(x, y),
                _ => Pointer::WheelUp(x, y),
            };
            point(&mut session, pointer);
            session.screen();
        }
    }
}
