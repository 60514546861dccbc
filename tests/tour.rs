//! The tour: it goes on with each key that it asks for, and any other leaves it.
#![expect(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    clippy::panic,
    clippy::string_slice,
    reason = "a test says what is wrong by failing"
)]

#[path = "support/session.rs"]
pub mod session;

use insta::assert_snapshot;
use session::Session;

fn touring(width: u16, height: u16) -> Session {
    let mut session = Session::starter(width, height);
    session.press("g?");
    session
}

#[test]
fn the_first_step_at_three_sizes() {
    for (width, height) in [(120, 40), (80, 24), (40, 12)] {
        let mut session = touring(width, height);
        assert_snapshot!(format!("tour-{width}x{height}"), session.screen());
    }
}

#[test]
fn each_step_is_done_on_the_real_screen() {
    let mut session = touring(120, 40);
    for (number, keys) in [
        (1, "j"),
        (2, "<Enter>"),
        (3, "j<Space>"),
        (4, "<Tab>"),
        (5, "jj]a"),
    ] {
        let place = format!("tour {number} of 6");
        assert!(
            session.screen().contains(&place),
            "{place}\n{}",
            session.screen()
        );
        session.press(keys);
    }
    assert!(session.screen().contains("tour 6 of 6"));
    // The last one ends with any key, which does what it does.
    session.press("<C-p>");
    let screen = session.screen();
    assert!(
        screen.contains("┌ jump") && !screen.contains("tour 6"),
        "{screen}"
    );
    assert!(!session.press("<Esc>").screen().contains("tour "));
}

#[test]
fn any_other_key_leaves_it_and_does_what_it_does_and_escape_does_nothing_else() {
    let mut session = touring(120, 40);
    assert!(session.press("t").screen().contains("jump to a topic"));
    assert!(!session.press("<Esc>").screen().contains("tour "));
    let mut session = touring(120, 40);
    session.press("j<Enter>");
    let focus = session.app.focus();
    assert!(!session.press("<Esc>").screen().contains("tour "));
    assert_eq!(session.app.focus(), focus);
    // What closes a view closes the tour alone, and not the program.
    let mut session = touring(120, 40);
    assert!(!session.press("q").screen().contains("tour "));
    assert!(!session.app.is_done());
    assert!(session.press("q").app.is_done());
    // A key that means nothing leaves it too.
    let mut session = touring(120, 40);
    assert!(!session.press("<C-x>").screen().contains("tour "));
    // By its name it begins again.
    let again = session.press(":tutor<Enter>").screen();
    assert!(again.contains("tour 1 of 6"), "{again}");
}
