//! What reaches the world outside: links, letters on links and names, programs that work on an article.
#![expect(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    clippy::panic,
    clippy::string_slice,
    reason = "a test says what is wrong by failing"
)]

#[path = "support/session.rs"]
pub mod session;

use std::fs;
use std::sync::atomic::Ordering;

use insta::assert_snapshot;
use rashomon::config::commands::UserCommand;
use rashomon::config::keys::KeysFile;
use rashomon::config::settings::SettingsFile;
use rashomon::config::themes;
use rashomon::library::sources::Source;
use rashomon::tui::app::App;
use rashomon::tui::effect::Effect;
use rashomon::tui::errand::{Errand, Report};
use rashomon::tui::event::Event;
use rashomon::tui::outward::Outward;
use rashomon::tui::signs::UNICODE;
use session::Session;
use tempfile::TempDir;

const ARTICLE: &str = "---\ntitle: Harbour board says yes; rm -rf ~\noutlet: Quay Post\nurl: https://example.org/quay?a=1&b=2\n---\n\n\
    Anna Berg opened the harbour on Monday. The plan is at https://example.org/plan.pdf, she said.\n\n\
    Ben Holm said that he would not come.\n";

/// A session on that one article, opened, and the folder that holds it.
fn reading(text: &str, width: u16, height: u16) -> (Session, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("quay.md"), text).unwrap();
    let source = Source::Paths(vec![folder.path().join("quay.md")]);
    let corrections = folder.path().join("corrections.txt");
    let mut session = Session::working(source, &corrections, width, height);
    session.press("<Enter>");
    (session, folder)
}

/// What the programs to open a link are, where one was asked for.
fn openers(effects: &[Effect]) -> Option<&Vec<Vec<String>>> {
    effects.iter().find_map(|effect| match effect {
        Effect::Errand(Errand::Open(openers)) => Some(openers),
        _ => None,
    })
}

fn with_browser() -> Outward {
    Outward {
        // It comes to nothing, so that no test opens a browser.
        browsers: vec![vec!["true".to_owned(), "--new".to_owned()]],
        ..Outward::default()
    }
}

#[test]
fn o_opens_the_link_with_the_readers_browser() {
    let (mut session, _folder) = reading(ARTICLE, 120, 40);
    session.app.set_outward(with_browser());
    session.press("o");
    assert_eq!(
        openers(&session.effects),
        Some(&vec![vec![
            "true".to_owned(),
            "--new".to_owned(),
            "https://example.org/quay?a=1&b=2".to_owned()
        ]])
    );
    assert!(
        session
            .screen()
            .contains("opening https://example.org/quay")
    );
}

#[test]
fn a_link_of_another_kind_is_told_and_not_opened() {
    let text = ARTICLE.replace("https://example.org/quay?a=1&b=2", "javascript:alert(1)");
    let (mut session, _folder) = reading(&text, 120, 40);
    session.app.set_outward(with_browser());
    session.press("o");
    assert_eq!(openers(&session.effects), None);
    let screen = session.screen();
    assert!(
        screen.contains("not opened") || screen.contains("tells no address"),
        "{screen}"
    );
}

#[test]
fn from_afar_the_address_is_told() {
    let (mut session, _folder) = reading(ARTICLE, 120, 40);
    session.app.set_outward(Outward {
        remote: true,
        ..with_browser()
    });
    session.press("o");
    assert_eq!(openers(&session.effects), None);
    assert!(
        session
            .screen()
            .contains("https://example.org/quay?a=1&b=2")
    );
}

#[test]
fn a_browser_that_is_not_there_is_told_with_what_to_do() {
    let (mut session, _folder) = reading(ARTICLE, 120, 40);
    session.app.set_outward(Outward {
        browsers: vec![vec!["no-such-browser-anywhere".to_owned()]],
        ..Outward::default()
    });
    session.press("o");
    assert!(session.screen().contains("the setting browser names one"));
}

#[test]
fn letters_lead_to_links_and_names() {
    for (width, height) in [(120, 40), (80, 24), (40, 12)] {
        let (mut session, _folder) = reading(ARTICLE, width, height);
        session.press(";");
        assert_snapshot!(format!("hints-{width}x{height}"), session.screen());
    }
    let (mut session, _folder) = reading(ARTICLE, 120, 40);
    session.app.set_outward(with_browser());
    // The headline, Anna Berg, the plan, Ben Holm.
    session.press(";d");
    let opened = openers(&session.effects).unwrap();
    assert_eq!(opened[0].last().unwrap(), "https://example.org/plan.pdf");
    session.press(";s");
    assert!(
        session.screen().contains("▸● Anna Berg"),
        "{}",
        session.screen()
    );
    session.press("<Esc>;f");
    assert!(
        session.screen().contains("▸● Ben Holm"),
        "{}",
        session.screen()
    );
    session.press(";x");
    assert!(session.screen().contains("no hint has these letters"));
    let before = session.press("<Esc>").screen();
    session.press(";<Esc>");
    assert_eq!(session.screen(), before);
}

#[test]
fn an_article_is_given_to_a_command_and_what_that_writes_is_shown() {
    for (width, height) in [(120, 40), (80, 24), (40, 12)] {
        let (mut session, _folder) = reading(ARTICLE, width, height);
        session.press("|").write("grep -n Berg").press("<Enter>");
        assert_snapshot!(format!("output-{width}x{height}"), session.screen());
        assert!(!session.press("q").screen().contains("grep"));
    }
    let (mut session, _folder) = reading(ARTICLE, 120, 40);
    for (typed, told) in [
        ("true", "the command wrote nothing"),
        ("false", "false ended with 1"),
        (
            "no-such-program-anywhere",
            "there is no program no-such-program-anywhere",
        ),
        ("echo $HOME; id", "$HOME; id"),
        ("printf '\\033[31mred\\033]0;x\\007'", "red"),
    ] {
        session.press("|").write(typed).press("<Enter>");
        let screen = session.screen();
        assert!(screen.contains(told), "{typed}:\n{screen}");
        assert!(!screen.contains('\u{1b}') && !screen.contains('\u{7}'));
        session.press("<Esc>");
    }
    session.press("|").write("grep 'x").press("<Enter>");
    assert!(session.screen().contains("a quotation mark is not closed"));
}

#[test]
fn a_command_that_is_left_is_stopped_and_its_late_words_are_dropped() {
    let (mut session, _folder) = reading(ARTICLE, 120, 40);
    session.press("|").write("cat");
    // As the loop has it: asked for, not done yet.
    let effects = rashomon::tui::update::update(
        &mut session.app,
        Event::Key(rashomon::command::key::parse("<Enter>").unwrap()[0]),
    );
    let run = effects.iter().find_map(|effect| match effect {
        Effect::Errand(Errand::Run(run)) => Some(run.clone()),
        _ => None,
    });
    let run = run.unwrap();
    assert!(session.screen().contains("q stops it"));
    session.press("<Esc>");
    assert!(run.cancelled.load(Ordering::Relaxed));
    let report = Errand::Run(run).run();
    assert!(matches!(report, Report::Ran(..)));
    let before = session.screen();
    session.happen(Event::Reported(report));
    assert_eq!(session.screen(), before);
}

#[test]
fn a_command_of_the_readers_own_gets_what_the_article_says_word_by_word() {
    let (mut session, folder) = reading(ARTICLE, 120, 40);
    session.press("!");
    assert!(session.screen().contains("[commands.NAME]"));
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    let command = |run: Vec<String>, takes_article| UserCommand {
        run,
        description: String::new(),
        takes_article,
    };
    let mut outward = with_browser();
    outward.commands.insert(
        "cite".to_owned(),
        command(
            words(&["printf", "<%s>", "{title}", "{link}", "{path}"]),
            false,
        ),
    );
    outward
        .commands
        .insert("count".to_owned(), command(words(&["wc", "-w"]), true));
    outward.commands.insert(
        "who".to_owned(),
        command(words(&["echo", "{actor}"]), false),
    );
    session.app.set_outward(outward);
    session.press("!");
    assert_snapshot!("own-commands-120x40", session.screen());
    session.press("<Enter>");
    let screen = session.screen();
    let path = folder.path().join("quay.md");
    for said in [
        "<Harbour board says yes; rm -rf ~>".to_owned(),
        "<https://example.org/quay?a=1&b=2>".to_owned(),
        path.file_name().unwrap().to_string_lossy().into_owned(),
    ] {
        assert!(screen.contains(&said), "{said}\n{screen}");
    }
    session.press("q!j<Enter>");
    let counted = session.screen();
    assert!(
        counted
            .lines()
            .nth(1)
            .unwrap()
            .trim()
            .parse::<usize>()
            .unwrap()
            > 20,
        "{counted}"
    );
    session.press("q!jj<Enter>");
    assert!(
        session
            .screen()
            .contains("nobody is chosen; the command is not run")
    );
}

#[test]
fn two_commands_of_the_readers_own_on_one_key_show_both_what_they_wrote() {
    let (mut session, folder) = reading(ARTICLE, 80, 24);
    let settings = "[commands.count]\nrun = [\"wc\", \"-w\"]\ninput = \"article\"\n\
        [commands.say]\nrun = [\"echo\", \"said\"]\n\
        [commands.quiet]\nrun = [\"true\"]\n";
    let settings = SettingsFile::read(settings);
    assert!(settings.mistakes.is_empty(), "{:?}", settings.mistakes);
    let commands = settings.settings.commands;
    let keys =
        "[any]\nX = [\"!say\", \"!quiet\", \"down\", \"!count\"]\nY = [\"!quiet\", \"!quiet\"]\n";
    let keys = KeysFile::read(keys, &commands);
    assert!(keys.mistakes.is_empty(), "{:?}", keys.mistakes);
    session.app = App::new(keys.map, themes::terminal(), UNICODE);
    session.app.resize(80, 24);
    let source = Source::Paths(vec![folder.path().join("quay.md")]);
    session.serve(source, &folder.path().join("corrections.txt"));
    let outward = Outward {
        commands,
        ..with_browser()
    };
    session.app.set_outward(outward);
    session.press("<Enter>X");
    assert_snapshot!("two-outputs-80x24", session.screen());
    session.press("qY");
    assert!(session.screen().contains("done; the command wrote nothing"));
}
