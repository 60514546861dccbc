//! The panel of actors and the list, in few columns: what matters there is whole.
#![expect(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    clippy::panic,
    clippy::string_slice,
    reason = "a test says what is wrong by failing"
)]

#[path = "support/session.rs"]
pub mod session;

use rashomon::library::sources::Source;
use session::Session;

fn holds(session: &mut Session, told: &[&str]) {
    let screen = session.screen();
    for told in told {
        assert!(screen.contains(told), "{told}\n{screen}");
    }
}

#[test]
fn everybody_who_leaves_the_chosen_one_out_is_named() {
    let mut session = Session::starter(80, 24);
    session.press("p").write("meloni").press("<Enter>");
    holds(
        &mut session,
        &["│ not in ArcaMax", "│        (outlet unknown)"],
    );
}

#[test]
fn the_date_of_an_article_is_whole_where_its_outlet_is_cut() {
    let mut session = Session::starter(120, 40);
    session.press("p").write("trump").press("<Enter>");
    let screen = session.screen();
    let cut = screen.lines().filter_map(|line| line.rsplit('│').next());
    let cut: Vec<&str> = cut.filter(|row| row.contains("… · ")).collect();
    assert!(!cut.is_empty(), "{screen}");
    for row in cut {
        let date = row.split("… · ").nth(1).unwrap();
        assert!(date.contains(" '2"), "{row}");
    }
}

#[test]
fn a_thread_is_told_without_its_days_rather_than_with_half_of_them() {
    for width in [72, 76, 80, 100, 120] {
        let mut session = Session::starter(width, 30);
        let screen = session.screen();
        let threads = screen.lines().filter(|line| line.contains("thread"));
        let threads = threads.filter_map(|line| line.split('│').next());
        let mut count = 0;
        for thread in threads {
            assert!(!thread.contains('…'), "{width}: {thread}");
            count += 1;
        }
        assert!(count > 1, "{width}\n{screen}");
    }
}

#[test]
fn escape_pressed_once_too_often_changes_nothing_in_the_list() {
    let mut session = Session::starter(120, 40);
    session.press("<Enter><Esc>");
    let before = session.screen();
    session.press("<Esc>");
    assert_eq!(session.screen(), before);
    // The other keys of the way out fold the story.
    session.press("h");
    assert_ne!(session.screen(), before);
}

#[test]
fn escape_takes_no_filter_off_but_says_what_does() {
    let (mut session, _folder) = Session::working_starter(120, 40);
    session
        .press("F")
        .write("outlet:arcamax")
        .press("<Enter><C-l>");
    holds(&mut session, &["1 of 5"]);
    session.press("<Esc>");
    holds(&mut session, &["1 of 5", "gF shows all articles again"]);
}

#[test]
fn whom_one_follows_is_told_by_name() {
    let (mut session, _folder) = Session::working_starter(120, 40);
    session.press("p").write("meloni").press("<Enter>gf");
    holds(&mut session, &["Giorgia Meloni followed, u takes it back"]);
    session.press("gf");
    holds(&mut session, &["Giorgia Meloni no longer followed"]);
}

#[test]
fn how_many_articles_there_are_stands_over_the_list_in_every_order() {
    let (mut session, _folder) = Session::working_starter(80, 24);
    for order in [
        "newest first",
        "by outlet",
        "most actors first",
        "unread first",
        "by story",
    ] {
        let screen = session.press("O").screen();
        let heading = screen.lines().next().unwrap();
        let heading = heading.split('│').next().unwrap().trim();
        assert!(
            heading.contains(order) && heading.ends_with("  5"),
            "{heading}"
        );
    }
}

#[test]
fn a_title_that_is_found_in_a_folded_story_is_seen() {
    let mut session = Session::starter(120, 40);
    session.press("h");
    let folded = session.screen();
    assert!(!folded.contains("US set to pledge"), "{folded}");
    session.press("/").write("pledge");
    session.press("<Enter>");
    holds(&mut session, &["▸  • US set to pledge"]);
    session.press("hn");
    holds(&mut session, &["▸  • US set to pledge"]);
}

#[test]
fn what_the_chosen_one_is_stands_whole_on_a_narrow_screen() {
    let folder = tempfile::tempdir().unwrap();
    let text = "Ferry sails again\n\nBram Oskeler, deputy director of the Velmora harbour police, said it.\n";
    std::fs::write(folder.path().join("ferry.txt"), text).unwrap();
    let source = Source::Paths(vec![folder.path().to_owned()]);
    for width in [30, 40] {
        let mut session = Session::working(source.clone(), &folder.path().join("none"), width, 24);
        let screen = session.press("<Enter><Tab>gg").screen();
        let told: Vec<&str> = screen
            .lines()
            .skip_while(|line| !line.starts_with("Bram"))
            .collect();
        let told = told[1..]
            .join(" ")
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        assert!(
            told.to_lowercase()
                .starts_with("deputy director of the velmora harbour police 1 mention"),
            "{screen}"
        );
    }
}

#[test]
fn an_open_story_is_folded_from_its_own_row_as_from_an_article_below_it() {
    for keys in ["kh", "h", "kl", "k<Enter>"] {
        let mut session = Session::starter(80, 24);
        holds(&mut session, &["▾ Paris"]);
        session.press(keys);
        holds(&mut session, &["▸ Paris"]);
        session.press("h<Esc>");
        holds(&mut session, &["▸ Paris"]);
    }
}

#[test]
fn who_is_followed_is_seen_in_the_panel() {
    let (mut session, _folder) = Session::working_starter(120, 40);
    session.press("pwitkoff<Enter>");
    assert!(!session.screen().contains('★'));
    session.press("gf");
    holds(
        &mut session,
        &["Steve Witkoff ★", "Steve Witkoff  followed"],
    );
    session.press("u");
    assert!(!session.screen().contains("Witkoff ★"));
    assert!(!session.screen().contains("Witkoff  followed"));
}
