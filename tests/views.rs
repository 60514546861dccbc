//! What lies over the panes, what is asked and told at the foot, and what is there while there is nothing yet: at the three
//! usual sizes.
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
use rashomon::library::sources::Source;
use session::Session;

const SIZES: [(u16, u16); 3] = [(120, 40), (80, 24), (40, 12)];

/// Each view: what it is called, and the keys that lead there.
fn show(views: &[(&str, &str)]) {
    for (width, height) in SIZES {
        for (view, keys) in views {
            let (mut session, _folder) = Session::working_starter(width, height);
            let screen = session.press(keys).screen();
            assert_snapshot!(format!("{view}-{width}x{height}"), screen);
        }
    }
}

#[test]
fn the_list_otherwise() {
    show(&[
        ("flat-list", "gl"),
        ("folded-story", "kh"),
        ("unread-first", "4O"),
        ("titles-searched", "/ukraine"),
        ("marked-articles", "jmSjTcheck<Enter>"),
        ("filter-without-articles", "Fis:starred<Enter>"),
        ("the-reason-of-a-version", "<Enter>g2"),
    ]);
}

#[test]
fn pickers() {
    show(&[
        ("people", "p"),
        ("stories", "s"),
        ("outlets", "f"),
        ("commands-of-a-letter", ":co"),
        ("nobody-of-that-name", "<C-p>xyzzyx"),
        ("compare-with", "<Enter>c"),
        ("merge", "pwitkoff<Enter>gm"),
        ("means", "pwitkoff<Enter>gd"),
        ("merge-story", "gm"),
    ]);
}

#[test]
fn what_is_asked() {
    show(&[
        ("rename", "pwitkoff<Enter>gr"),
        ("not-an-actor", "pwitkoff<Enter>gx"),
        ("rename-story", "gr"),
        ("tags", "Tfr"),
        ("pipe", "<Enter>|wc<Space>-w"),
        ("save-search", "Ftusk<Enter>gw"),
        ("export-form", "<Enter>e<Enter>"),
        ("export-name", "<Enter>e<Enter><Enter>"),
        ("keys-of-a-comparison", "<Enter>c<Enter>?"),
        ("keys-of-notes", "gn?"),
    ]);
}

#[test]
fn where_there_is_nothing_yet() {
    show(&[
        ("no-notes", "gn"),
        ("no-saved-searches", "W"),
        ("no-problems", "gp"),
        ("nobody-chosen", "w"),
        ("no-own-commands", "!"),
    ]);
    for (width, height) in SIZES {
        let mut session = Session::waiting(width, height);
        assert_snapshot!(format!("waiting-{width}x{height}"), session.screen());
        let folder = tempfile::tempdir().unwrap();
        let source = Source::Paths(vec![folder.path().to_owned()]);
        let mut session = Session::working(source, &folder.path().join("none"), width, height);
        assert_snapshot!(format!("empty-library-{width}x{height}"), session.screen());
        let screen = session.press("<Enter>").screen();
        assert_snapshot!(format!("empty-article-{width}x{height}"), screen);
    }
}
