//! Jumping: to texts, to saved searches, and to where the reader has been; the real app on the starter library.
#![expect(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    clippy::panic,
    clippy::string_slice,
    reason = "a test says what is wrong by failing"
)]

#[path = "support/session.rs"]
pub mod session;

use std::sync::Arc;

use insta::assert_snapshot;
use rashomon::command::key;
use rashomon::library::loader::load;
use rashomon::library::sources::Source;
use rashomon::library::worker::{News, Request};
use rashomon::tui::effect::Effect;
use rashomon::tui::event::Event;
use rashomon::tui::session::Session as Left;
use rashomon::tui::update::update;
use ratatui::style::Color;
use session::Session;

/// What stands in the first row of the picker.
fn first(session: &mut Session) -> String {
    let screen = session.screen();
    let mut lines = screen.lines();
    let line = lines.find(|line| line.contains("│▸ ")).unwrap_or_default();
    let (_, row) = line.split_once("│▸ ").unwrap_or_default();
    let (row, _) = row.split_once('│').unwrap_or((row, ""));
    row.trim().to_owned()
}

/// The words that look like something found, row by row.
fn found(session: &mut Session) -> Vec<String> {
    let buffer = session.buffer();
    let mut words = Vec::new();
    for y in 0..buffer.area.height {
        let looks = |x: u16| {
            let cell = &buffer[(x, y)];
            cell.bg == Color::Yellow && cell.symbol() != " "
        };
        let row: String = (0..buffer.area.width)
            .map(|x| {
                if looks(x) {
                    buffer[(x, y)].symbol()
                } else {
                    " "
                }
            })
            .collect();
        words.extend(row.split_whitespace().map(str::to_owned));
    }
    words
}

#[test]
fn texts_are_searched_from_the_picker_at_three_sizes() {
    for (width, height) in [(120, 40), (80, 24), (40, 12)] {
        let (mut session, _folder) = Session::working_starter(width, height);
        session.press("<C-p>/guarant<C-j>");
        assert_snapshot!(format!("text-{width}x{height}"), session.screen());
    }
}

#[test]
fn what_is_wrong_with_a_text_search_is_told_in_the_picker() {
    let (mut session, _folder) = Session::working_starter(120, 40);
    session.press("<C-p>/");
    assert!(session.screen().contains("newest first"));
    session.press("date:tomorrow<Space>");
    assert!(session.screen().contains("tomorrow"));
    session.press("<C-u>/zzyzx");
    assert!(session.screen().contains("no article has these words"));
    session.press("<Backspace><Backspace><Backspace><Backspace><Backspace><Backspace>");
    assert!(first(&mut session).starts_with('@'), "{}", session.screen());
}

#[test]
fn words_found_are_marked_in_the_row_and_in_the_preview() {
    let (mut session, _folder) = Session::working_starter(120, 40);
    session.press("<C-p>/protocols");
    let marked = found(&mut session);
    assert_eq!(marked, ["protocols"; 2], "{}", session.screen());
}

#[test]
fn a_text_opens_at_its_words_and_the_way_back_leads_to_where_the_reader_was() {
    let (mut session, _folder) = Session::working_starter(120, 40);
    session.press("<Enter>jjj");
    let before = session.app.reader().unwrap().entry().article.id;
    session.press("<C-p>/guarantees<C-j><Enter>");
    let opened = session.app.reader().unwrap();
    let place = opened.arrived().unwrap();
    let words = place.of(&opened.entry().article.text).to_lowercase();
    assert!(words.starts_with("guarantee"), "{words}");
    assert_ne!(opened.entry().article.id, before);
    session.press("<C-o>");
    assert_eq!(session.app.reader().unwrap().entry().article.id, before);
    session.press("'");
    assert!(session.screen().contains("> /guarantees "));
}

#[test]
fn a_picker_of_texts_and_the_search_do_not_take_each_others_answers() {
    let (mut session, _folder) = Session::working_starter(120, 40);
    session.press("g/tusk<Esc><C-p>/guarantees<Esc>g/");
    assert!(session.screen().contains("1 found"), "{}", session.screen());
    session.press("<Esc>'");
    assert!(session.screen().contains("5 found"), "{}", session.screen());
}

#[test]
fn what_the_cursor_is_on_is_laid_beside() {
    let (mut session, _folder) = Session::working_starter(120, 40);
    for typed in ["/guarantees<C-j>", "!arca", "=pledge", "@Merz"] {
        session.press(&format!("<C-p>{typed}<C-v>"));
        let screen = session.screen();
        assert!(screen.contains("next difference"), "{typed}: {screen}");
        session.press("q");
    }
    session.press("<C-p>=joins<C-v>");
    assert!(session.screen().contains("the open article itself"));
}

#[test]
fn a_saved_search_is_found_by_name_and_by_what_it_asks_for() {
    let (mut session, _folder) = Session::working_starter(120, 40);
    session.press("Foutlet:arca<Enter>gwHarbour<Space>desk<Enter>gF");
    for typed in ["harbour", "$desk", "outlet:ar"] {
        session.press(&format!("<C-p>{typed}"));
        assert!(first(&mut session).starts_with("$ Harbour desk"), "{typed}");
        session.press("<Enter>");
        assert!(session.screen().contains("1 of 5"), "{}", session.screen());
        session.press("gF");
    }
    // One that is saved no more is not offered any more.
    session.press("u<C-p>$");
    assert!(
        !session.screen().contains("Harbour"),
        "{}",
        session.screen()
    );
}

#[test]
fn what_was_gone_to_lately_and_often_comes_first_also_after_a_restart() {
    let (mut session, _folder) = Session::working_starter(120, 40);
    for name in ["rutte", "kushner", "rutte", "meloni"] {
        session.press(&format!("<C-p>{name}<Enter>"));
    }
    session.press("<C-p>");
    assert!(first(&mut session).starts_with("@ Mark Rutte"));
    session.press("<Esc>");
    let asked = session.effects.iter().rev();
    let left = asked.into_iter().find_map(|effect| match effect {
        Effect::Ask(Request::Remember(json)) => Left::read(json),
        _ => None,
    });
    let (mut next, _folder) = Session::working_starter(120, 40);
    next.app.resume(left.unwrap());
    next.press("<C-p>");
    assert!(first(&mut next).starts_with("@ Mark Rutte"));
    next.press("<C-j>");
    assert!(first(&mut next).starts_with("@ Giorgia Meloni"));
}

#[test]
fn counts_stay_whole_where_other_spellings_have_no_room() {
    let (mut session, _folder) = Session::working_starter(120, 40);
    session.press("<C-p>united");
    let screen = session.screen();
    assert!(screen.contains("5 articles · 43 mentions"), "{screen}");
}

#[test]
fn the_open_article_is_not_offered_to_be_compared_with_itself() {
    for (width, height) in [(120, 40), (40, 12)] {
        let (mut session, _folder) = Session::working_starter(width, height);
        session.press("<Enter>c");
        let screen = session.screen();
        assert!(screen.contains("4 of 4"), "{screen}");
        // At every width, the outlet is seen.
        assert!(screen.contains("ArcaMax"), "{screen}");
        // Enter does what it would do elsewhere by another key.
        assert!(!screen.contains("lay beside"), "{screen}");
    }
}

#[test]
fn words_found_are_seen_on_the_narrowest_screens() {
    let (mut session, _folder) = Session::working_starter(40, 12);
    session.press("<C-p>/tusk");
    let row = first(&mut session);
    assert!(row.contains("Donald Tusk stress"), "{row}");
}

#[test]
fn the_versions_of_a_story_can_be_picked_before_everything_has_been_gathered() {
    let mut last = None;
    load(&Source::Starter, None, |progress| last = Some(progress)).unwrap();
    let mut session = Session::waiting(120, 40);
    // What the app asks for is not done yet.
    let read = Event::News(News::Progress(0, last.unwrap()));
    let asked = update(&mut session.app, read);
    for key in key::parse("c").unwrap() {
        update(&mut session.app, Event::Key(key));
    }
    while session.app.is_busy() {
        update(&mut session.app, Event::GoOn);
    }
    let screen = session.screen();
    assert!(screen.contains("2 so far"), "{screen}");
    for outlet in ["ArcaMax", "(outlet unknown)"] {
        assert!(screen.contains(outlet), "{screen}");
    }
    // The others come behind them.
    let names = asked.into_iter().find_map(|effect| match effect {
        Effect::Gather(library, picture) => Some((picture, Arc::new(library.gather(&[])))),
        _ => None,
    });
    let (picture, names) = names.unwrap();
    session.happen(Event::Gathered(picture, Some(names)));
    let screen = session.screen();
    assert!(screen.contains("4 of 4"), "{screen}");
    assert!(screen.contains("▸ = US set to pledge backing"), "{screen}");
}

#[test]
fn the_preview_of_an_article_is_its_prose_and_says_its_headline_once() {
    let mut session = Session::starter(120, 40);
    session.press("<C-p>").write("=allies in paris");
    let preview = |screen: &str| {
        let rows = screen.lines().filter(|line| line.matches('│').count() >= 3);
        let right = rows.filter_map(|line| line.rsplit('│').nth(1));
        right.map(str::trim).collect::<Vec<_>>().join(" ")
    };
    let shown = preview(&session.screen());
    let headline = shown.matches("US joins Kyiv’s allies in Paris").count();
    assert_eq!(headline, 1, "{shown}");
    assert!(shown.contains("PARIS - For the first time"), "{shown}");
    session.press("<C-u>").write("=another russian attack");
    let shown = preview(&session.screen());
    assert!(
        shown.contains("The administration of") && !shown.contains("Current News"),
        "{shown}"
    );
}

#[test]
fn half_a_count_stands_nowhere() {
    for width in [72, 80, 96] {
        let mut session = Session::starter(width, 24);
        let screen = session.press("p").screen();
        let rows = screen.lines().filter(|line| line.contains(" @ "));
        let left = rows.map(|line| line.split('│').find(|part| part.contains(" @ ")).unwrap());
        let left: Vec<&str> = left.map(str::trim_end).collect();
        assert!(left.len() > 10, "{screen}");
        for row in left {
            assert!(!row.ends_with('…'), "{width}: {row}");
            assert!(row.contains("article"), "{width}: {row}");
        }
    }
}

#[test]
fn what_is_marked_is_laid_side_by_side() {
    let mut session = Session::starter(160, 50);
    // Of one story and of others, beside the open article.
    session.press("<Enter>c<Tab>");
    let screen = session.screen();
    assert!(
        screen.contains("√=") && screen.contains("1 marked"),
        "{screen}"
    );
    let screen = session.press("<Tab><Enter>").screen();
    for outlet in ["The Straits Times", "ArcaMax", "(outlet unknown)"] {
        assert!(
            screen.lines().take(3).any(|line| line.contains(outlet)),
            "{screen}"
        );
    }
    // Without the open article, from anywhere.
    session.press("q<C-p>=start<Tab><C-u>=presses<Tab>");
    assert!(session.screen().contains("2 marked"));
    let screen = session.press("<Enter>").screen();
    let heading = screen.lines().next().unwrap();
    assert!(
        heading.contains("(Bloomberg)") && heading.contains("Bloomberg · 2025"),
        "{screen}"
    );
    assert!(!heading.contains("Straits"), "{screen}");
    // Marked twice is not marked, and one alone is gone to.
    let screen = session.press("q<C-p>=start<Tab><C-k><Tab>").screen();
    assert!(!screen.contains("marked"), "{screen}");
    session.press("<C-k><Tab><Enter>");
    let open = session.title();
    assert!(open.contains("Start at Once"), "{open}");
    // Whom somebody is the same as, one picks one.
    session.press("pwitkoff<Enter>gm<Tab>");
    assert!(!session.screen().contains("marked"));
}
