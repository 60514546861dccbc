//! What a reader exports from the screen: what stands side by side is what the command line tells of the same articles.
#![expect(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    clippy::panic,
    clippy::string_slice,
    reason = "a test says what is wrong by failing"
)]

#[path = "support/harbour.rs"]
pub mod harbour;
#[path = "support/session.rs"]
pub mod session;

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use rashomon::export::request::{FORMS, Form, Subject, written};
use rashomon::library::sources::Source;
use rashomon::model::article::ArticleId;
use rashomon::tui::effect::Effect;
use rashomon::tui::event::Event;
use rashomon::tui::exporting::{Exported, Order};
use session::Session;
use tempfile::TempDir;

/// The last export that was asked for.
fn ordered(session: &Session) -> Order {
    let orders = session.effects.iter().rev();
    let mut orders = orders.filter_map(|effect| match effect {
        Effect::Export(_, order) => Some(order.clone()),
        _ => None,
    });
    orders.next().unwrap()
}

/// What `rashomon compare` tells of these articles.
fn compared(ids: &[ArticleId], places: &[&str], form: Form) -> String {
    let home = tempfile::tempdir().unwrap();
    let option = match form {
        Form::Markdown => "--markdown",
        Form::Json => "--json",
        Form::Html => "--html",
    };
    let output = Command::cargo_bin("rashomon")
        .unwrap()
        .env("XDG_DATA_HOME", home.path())
        .arg("compare")
        .args(ids.iter().map(ToString::to_string))
        .arg(option)
        .args(places)
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

fn story(count: usize) -> (Session, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    harbour::story(folder.path(), count);
    let source = Source::Paths(vec![folder.path().to_owned()]);
    let session = Session::working(source, Path::new("none"), 120, 40);
    (session, folder)
}

#[test]
fn what_stands_side_by_side_is_exported_as_the_command_line_tells_it() {
    let mut session = Session::starter(120, 40);
    session.press("<Enter>c<Enter>e");
    assert!(
        session
            .screen()
            .contains("▸ these two side by side: The Straits Times, ArcaMax")
    );
    session.press("<Enter><Enter>");
    let name = "export to the file: the-straits-times-arcamax.md";
    assert!(session.screen().contains(name), "{}", session.screen());
    session.press("<Enter>");
    let order = ordered(&session);
    let Subject::Beside(ids) = &order.subject else {
        panic!("{order:?}");
    };
    assert_eq!(ids.len(), 2);
    for form in FORMS {
        let told = written(session.app.library(), &[], &order.subject, form).unwrap();
        assert_eq!(told, compared(ids, &[], form), "{form:?}");
    }
}

#[test]
fn all_versions_are_exported_with_the_base_first() {
    let (mut session, folder) = story(4);
    session.press("<Enter>C");
    session.press("<Tab>xe");
    assert!(session.screen().contains("▸ all versions side by side: "));
    session.press("<Enter>jj<Enter><Enter>");
    let order = ordered(&session);
    let Subject::Beside(ids) = &order.subject else {
        panic!("{order:?}");
    };
    assert_eq!((ids.len(), order.form), (4, Form::Html));
    let places = ["--in", folder.path().to_str().unwrap()];
    let page = written(session.app.library(), &[], &order.subject, Form::Html).unwrap();
    assert_eq!(page, compared(ids, &places, Form::Html));
    // It needs nothing else, and every side says whose it is.
    assert!(!page.contains("<script") && !page.contains("src="));
    assert!(page.contains("@media print"));
}

#[test]
fn a_side_by_side_table_names_the_outlets_and_every_sentence_its_paragraph() {
    let session = Session::starter(120, 40);
    let library = session.app.library();
    let ids = [0, 1].map(|row| library.id_of(row).unwrap());
    let told = written(library, &[], &Subject::Beside(ids.to_vec()), Form::Markdown).unwrap();
    assert!(
        told.contains("| | A The Straits Times | B ArcaMax |"),
        "{told}"
    );
    let matched = told.split("### ").find(|part| part.starts_with("Passages"));
    let rows = matched
        .unwrap()
        .lines()
        .filter(|line| line.starts_with("| ≈"));
    let mut count = 0;
    for row in rows {
        let cells: Vec<&str> = row.trim_matches('|').split(" | ").collect();
        for cell in &cells[1..] {
            assert!(cell.starts_with(['¶', '″']), "{row}");
        }
        count += 1;
    }
    assert!(count > 2, "{told}");
}

#[test]
fn an_export_ends_where_it_was_asked_for() {
    let mut session = Session::starter(120, 40);
    session.press("<Enter>c<Enter>jjj");
    let before = session.screen();
    session.press("e<Esc>");
    assert_eq!(session.screen(), before);
    session.press("e<Enter><Enter>").resize(90, 30).screen();
    session.resize(120, 40).press("<Enter>");
    let done = Exported::Done(PathBuf::from("/papers/x.md"));
    session.happen(Event::Exported(done));
    assert!(session.screen().contains("written: /papers/x.md"));
    session.press("<C-l>");
    assert_eq!(session.screen(), before);
    let (mut session, _folder) = Session::working_starter(120, 40);
    session.press("<Enter>i").write("why?").press("<Esc>gn");
    let before = session.screen();
    session.press("e<Esc>");
    assert_eq!(session.screen(), before);
}

#[test]
fn a_file_that_is_only_named_is_told_with_its_folder() {
    let session = Session::starter(120, 40);
    let order = Order {
        subject: Subject::Marks,
        form: Form::Markdown,
        path: PathBuf::from("no-such-folder-here/x.md"),
        over: false,
    };
    let failed = order.write(session.app.library(), &[], None);
    let whole = std::env::current_dir().unwrap().join(&order.path);
    let Exported::Failed(why) = failed else {
        panic!("{failed:?}");
    };
    assert!(why.starts_with(whole.to_str().unwrap()), "{why}");
}
