//! What is said at the foot of the screen: whole, in the keys in force, and what helps.
#![expect(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    clippy::panic,
    clippy::string_slice,
    reason = "a test says what is wrong by failing"
)]

#[path = "support/session.rs"]
pub mod session;

use rashomon::command::key;
use rashomon::config::keys::KeysFile;
use rashomon::config::themes;
use rashomon::library::deed::{Deed, Done};
use rashomon::library::sources::Source;
use rashomon::library::worker::{News, Request};
use rashomon::tui::app::App;
use rashomon::tui::effect::Effect;
use rashomon::tui::event::Event;
use rashomon::tui::signs::UNICODE;
use session::Session;

fn lines(session: &mut Session) -> Vec<String> {
    let screen = session.screen();
    screen.lines().map(str::to_owned).collect()
}

#[test]
fn a_message_that_is_too_long_for_a_row_takes_more_and_gives_them_back() {
    for (width, height) in [(80, 24), (40, 12)] {
        let mut session = Session::starter(width, height);
        let before = lines(&mut session);
        let message = lines(session.press("]d"));
        let begins = message
            .iter()
            .position(|row| row.starts_with(" no comparison"));
        let foot = message[begins.unwrap()..].join("");
        let told = "no comparison is open: c compares this article with another, C all versions of its story";
        let spoken = foot.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(spoken.starts_with(told), "{width}: {foot}");
        assert_eq!(lines(session.press("<C-l>")), before);
    }
}

#[test]
fn a_long_message_is_whole_over_a_view_too() {
    let mut session = Session::starter(40, 12);
    session.press("<Enter>c<Enter>");
    let before = lines(&mut session);
    // Half a count stands nowhere.
    assert!(
        !before[0].contains('…') && !before[1].contains('…'),
        "{before:?}"
    );
    let walked = lines(session.press("]d"));
    let told = walked.iter().skip(9).collect::<Vec<_>>();
    assert!(told[0].starts_with(" difference 1 of"), "{walked:?}");
    assert!(told.iter().all(|row| !row.contains('…')), "{walked:?}");
    assert_ne!(walked[11], before[11]);
}

#[test]
fn a_short_message_leaves_the_keys_where_they_are() {
    let mut session = Session::starter(80, 24);
    let keys = lines(&mut session).pop();
    assert!(keys.is_some());
    assert_eq!(lines(session.press("S")).pop(), keys);
}

#[test]
fn a_key_of_another_pane_says_of_which_and_how_to_get_there() {
    let mut session = Session::starter(120, 40);
    let said = "z is for the article, not the list: Tab goes to the next pane";
    assert!(session.press("z").screen().contains(said));
    let said = "O is for the list, not the article: Tab goes to the next pane";
    assert!(session.press("<Enter>O").screen().contains(said));
    assert!(!session.press("<Tab><Tab>").screen().contains(said));
    let said = "0 does nothing here; ? lists every key";
    assert!(session.press("0").screen().contains(said));
}

#[test]
fn what_is_typed_after_a_key_of_another_pane_that_begins_to_type_is_text() {
    // `D` would take an article out, `A` mark all read, `Q` quit.
    let (mut session, _folder) = Session::working_starter(120, 40);
    let screen = session.press("<Enter>FDenmark").screen();
    assert!(screen.contains("show only: Denmark"), "{screen}");
    let screen = session.press("<Esc>").screen();
    assert!(screen.contains("5 articles"), "{screen}");
    for (from, text) in [("", "Ask Quill"), ("<Tab>", "Dull")] {
        if !from.is_empty() {
            session.press(from);
        }
        session.press("i").write(text).press("<Esc>");
        let screen = session.screen();
        assert!(screen.contains("u takes it back"), "{screen}");
    }
    let notes = session.notes();
    assert_eq!(
        (notes.len(), notes[0].note.text.as_str()),
        (1, "Ask QuillDull")
    );
}

#[test]
fn the_comparison_says_what_its_signs_mean() {
    let mut session = Session::starter(80, 24);
    session.press("<Enter>c<Enter>");
    let told = "= same fact  ≈ told differently  · only here";
    assert!(session.screen().contains(told), "{}", session.screen());
}

/// A session in the keys of that file.
fn keyed(file: &str) -> Session {
    let mut session = Session::starter(80, 24);
    let read = KeysFile::read(file, &std::collections::BTreeMap::new());
    assert!(read.mistakes.is_empty());
    let mut app = App::new(read.map, themes::terminal(), UNICODE);
    app.resize(80, 24);
    std::mem::swap(&mut session.app, &mut app);
    session
}

#[test]
fn what_is_to_be_pressed_is_told_in_the_keys_of_the_reader() {
    let mut session = keyed("preset = \"newsboat\"\n");
    let screen = session.press("<C-p>").write("/").screen();
    assert!(screen.contains("as in /: newest first"), "{screen}");
    let mut session = keyed("[picker]\n\"<C-u>\" = false\n\"<C-x>\" = \"clear-line\"\n");
    let screen = session.press("<C-p>").write("xyzzyx").screen();
    assert!(!screen.contains("^u clears"), "{screen}");
    let mut session = keyed("[actors]\n\"gm\" = false\n\"g=\" = \"merge\"\n");
    let screen = session.press("gc").screen();
    assert!(
        screen.contains("No corrections yet: g= gs gx gr gd make them. q closes."),
        "{screen}"
    );
    assert!(key::parse("g=").is_ok());
}

#[test]
fn another_look_at_the_files_says_what_it_brought_and_not_that_articles_were_read() {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, title: &str| {
        let text = format!("{title}\n\nThe ferry to Velmora sails again, {name} said on Monday.\n");
        std::fs::write(folder.path().join(name), text).unwrap();
    };
    put("one.txt", "Ferry sails");
    let source = Source::Paths(vec![folder.path().to_owned()]);
    let mut session = Session::working(source, &folder.path().join("none"), 80, 24);
    let foot = |session: &mut Session| lines(session)[22].trim().to_owned();
    session.press("R");
    assert_eq!(foot(&mut session), "1 article, nothing new");
    put("two.txt", "Quay closes");
    session.press("R");
    assert_eq!(foot(&mut session), "2 articles, 1 more");
    std::fs::remove_file(folder.path().join("one.txt")).unwrap();
    session.press("R");
    assert_eq!(foot(&mut session), "1 article, 1 fewer");
}

#[test]
fn letters_on_links_say_that_they_are_to_be_typed() {
    let mut session = Session::starter(80, 24);
    session.press("<Enter>;");
    let told = "type the letters on a link or a name to go there";
    assert!(session.screen().contains(told), "{}", session.screen());
}

#[test]
fn what_has_no_room_at_the_foot_is_left_out_whole() {
    let mut session = Session::starter(40, 12);
    let foot = |session: &mut Session| lines(session).pop().unwrap();
    assert_eq!(
        foot(session.press("<Enter>"))
            .split_whitespace()
            .collect::<Vec<_>>(),
        ["5", "articles", "·", "4", "unread", "?", "help", "3", "%"]
    );
    session.resize(36, 12).screen();
    let told = foot(&mut session);
    assert!(
        told.starts_with(" 5 articles") && !told.contains('…'),
        "{told}"
    );
    assert!(told.contains("  ? help"), "{told}");
}

#[test]
fn everything_is_read_at_once_and_is_not_where_that_cannot_be_kept() {
    // Nobody answers what this session asks of the library file.
    let mut session = Session::starter(80, 24);
    let foot = |session: &mut Session| lines(session)[22].clone();
    session.press("jS");
    assert!(foot(&mut session).contains("5 unread"));
    let sweep = session.press("A").effects.iter().rev();
    let sweep = sweep.clone().find_map(|effect| match effect {
        Effect::Ask(Request::Do(deed @ Deed::ReadAll(_))) => Some(deed.clone()),
        _ => None,
    });
    assert!(foot(&mut session).contains("0 unread"));
    session.press("m");
    assert!(foot(&mut session).contains("1 unread"));
    let done = |outcome| Event::News(News::Done(Box::new(sweep.clone().unwrap()), outcome));
    session.happen(done(Err(("the disk is full".to_owned(), Vec::new()))));
    session.press("<Esc>");
    assert!(foot(&mut session).contains("5 unread"));
    session.press("A");
    assert!(foot(&mut session).contains("0 unread"));
    session.happen(done(Ok(Done {
        label: Some("5 articles read".to_owned()),
        marks: Some(Vec::new()),
        ..Done::default()
    })));
    assert!(
        session
            .screen()
            .contains("5 articles read, u takes it back")
    );
}

#[test]
fn how_to_get_out_is_told_at_any_width() {
    let views = [
        ("j", "q quit"),
        ("<Enter>", "q back"),
        ("<Enter>c<Enter>", "q close"),
        ("C", "q close"),
        ("pzel<Enter>w", "q close"),
        ("gn", "q close"),
        ("gc", "q close"),
        ("W", "q close"),
        ("<C-p>", "Esc close"),
        ("g/", "Esc close"),
    ];
    for (open, told) in views {
        let mut session = Session::starter(120, 24);
        session.press(open);
        for width in 40..=120 {
            session.resize(width, 24);
            let keys = lines(&mut session).pop().unwrap();
            assert!(keys.contains(told), "{width}: {keys}");
        }
    }
}

#[test]
fn why_a_version_is_of_the_story_is_told_to_its_end() {
    for (width, height) in [(100, 30), (80, 24)] {
        let mut session = Session::starter(width, height);
        let screen = session.press("<Enter>g2").screen();
        assert!(
            screen.contains("agree") && !screen.contains("agr…"),
            "{screen}"
        );
    }
}
