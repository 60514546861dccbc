//! Searching everything, filters, orders and saved searches: the real app on the starter library in a library file.
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
use rashomon::library::Library;
use rashomon::library::keeper::Progress;
use session::Session;

/// Every view at the three usual sizes.
#[test]
fn every_view_at_three_sizes() {
    for (width, height) in [(120, 40), (80, 24), (40, 12)] {
        let show = |view: &str, keys: &str| {
            let (mut session, _folder) = Session::working_starter(width, height);
            session.press(keys);
            assert_snapshot!(format!("{view}-{width}x{height}"), session.screen());
        };
        show("empty", "g/");
        show("results", "g/guarant<C-j>");
        show("unfinished", "g/guarantees<Space>actor:");
        show("mistake", "g/guarantees<Space>colour:red<Space>");
        show(
            "nothing",
            "g/\"security<Space>gurantees\"<Space>before:2020",
        );
        show("opened", "g/coalition<C-j><Enter>");
        show("filter", "Foutlet:arca");
        show(
            "filter-mistake",
            "Foutlet:arca<Space>or<Space>date:tomorrow<Enter>",
        );
        show("by-outlet", "OO");
        show("naming", "Foutlet:arca<Enter>gw");
        show(
            "saved",
            "Foutlet:arca<Enter>gwAt<Space>sea<Enter>g/tusk<C-s>Tusk<Enter><Esc>W",
        );
    }
}

fn heading(session: &mut Session) -> String {
    let screen = session.screen();
    screen.lines().next().unwrap_or_default().to_owned()
}

#[test]
fn a_result_opens_at_the_words_and_the_way_back_leads_to_the_results_as_they_were() {
    let (mut session, _folder) = Session::working_starter(120, 40);
    session.press("g/guarantees<C-j><C-j>");
    let results = session.screen();
    session.press("<Enter>");
    assert!(!session.screen().contains("SEARCH"));
    let opened = session.app.reader().unwrap();
    let place = opened.arrived().unwrap();
    let words = place.of(&opened.entry().article.text).to_lowercase();
    assert!(words.starts_with("guarantee"), "{words}");
    let walked: Vec<_> = (0..3)
        .map(|_| {
            session.press("n");
            session.app.reader().unwrap().arrived().unwrap()
        })
        .collect();
    assert!(walked.iter().all(|range| *range != place) && walked[0] != walked[1]);
    session.press("NNN");
    assert_eq!(session.app.reader().unwrap().arrived(), Some(place));
    for back in ["<Esc>", "<C-o>", "q"] {
        session.press(back);
        let read_by_now = results.replace("5 unread", "4 unread").replace("▸•", "▸ ");
        assert_eq!(session.screen(), read_by_now, "{back}");
        session.press("<Enter>");
    }
    // Closed and opened again, it is the same search.
    session.press("<C-o><Esc>jg/");
    assert!(session.screen().contains(" > guarantees\n"));
    session.press("<C-j><C-j><C-u>");
    assert!(session.screen().contains("Three letters of a word"));
}

#[test]
fn a_search_opened_again_gives_way_to_what_is_typed_and_stays_with_what_is_not() {
    let (mut session, _folder) = Session::working_starter(120, 40);
    session.press("g/guarantees<Esc>g/");
    let screen = session.screen();
    assert!(screen.contains("typing begins anew"), "{screen}");
    let selected = session.cells(" > guarantees")[5].clone();
    assert_eq!(selected.bg, session.cells(" > guarantees")[11].bg);
    assert_ne!(selected, session.cells(" > guarantees")[1]);
    assert!(session.press("tusk").screen().contains(" > tusk\n"));
    // A key that is about the results goes on with the words.
    session.press("<Esc>g/<C-j><Space>leaders");
    let screen = session.screen();
    assert!(screen.contains(" > tusk leaders\n"), "{screen}");
    assert!(!screen.contains("typing begins anew"), "{screen}");
    // The way back from a result is to the words as they were typed.
    let screen = session.press("<C-u>tusk<Enter><Esc><Space>x").screen();
    assert!(screen.contains(" > tusk x\n"), "{screen}");
}

#[test]
fn the_way_back_leads_to_the_results_only_from_what_was_opened_there() {
    let (mut session, _folder) = Session::working_starter(120, 40);
    session.press("g/guarantees<Enter>J<Esc>");
    assert!(!session.screen().contains("SEARCH"));
    session.press("<Enter>]a<C-o>");
    assert!(!session.screen().contains("SEARCH"));
    session.press("<C-o>");
    assert!(session.screen().contains("SEARCH"));
}

#[test]
fn read_articles_are_found_and_marked_as_read() {
    let (mut session, _folder) = Session::working_starter(120, 40);
    session.press("<Enter>g/guarantees");
    let screen = session.screen();
    assert!(screen.contains("5 found"), "{screen}");
    assert_eq!(screen.matches('•').count(), 4);
}

#[test]
fn relevance_is_a_key_away_and_the_footer_says_which() {
    let (mut session, _folder) = Session::working_starter(120, 40);
    session.press("g/envoy<Space>witkoff");
    assert!(heading(&mut session).starts_with("SEARCH  newest first"));
    assert!(session.screen().contains("^r by relevance"));
    session.press("<C-r>");
    assert!(heading(&mut session).starts_with("SEARCH  by relevance"));
    assert!(session.screen().contains("^r newest first"));
}

#[test]
fn what_is_found_is_marked_in_headline_and_snippet() {
    let (mut session, _folder) = Session::working_starter(120, 40);
    session.press("g/backing");
    let snippet = session.cells("Washington’s backing");
    let (plain, found) = (snippet[0].style(), snippet[13].style());
    assert_ne!(plain, found);
    let second = session.press("<C-j>").cells("in Paris in backing security");
    assert_ne!(second[0].style(), second[12].style());
    assert_eq!(second[0].style(), second[20].style());
}

#[test]
fn a_search_that_is_half_typed_shows_what_is_understood_of_it() {
    let (mut session, _folder) = Session::working_starter(120, 40);
    session.press("g/guarantees<Space>");
    let all = session.screen();
    assert!(all.contains("5 found"));
    session.press("outlet:");
    assert!(session.screen().contains("a value must follow outlet:"));
    assert!(session.screen().contains("5 found"));
    session.press("arca");
    assert!(session.screen().contains("1 found"));
    session.press("max<Space>\"security<Space>guar");
    assert!(
        session
            .screen()
            .contains("this quotation mark is not closed")
    );
    assert!(session.screen().contains("1 found"), "{}", session.screen());
    session.press("antees\"");
    assert!(session.screen().contains("1 found"), "{}", session.screen());
}

#[test]
fn the_list_shows_what_fits_and_everything_again() {
    let (mut session, _folder) = Session::working_starter(120, 40);
    session.press("gl");
    let all = session.screen();
    session.press("Foutlet:arca");
    assert!(heading(&mut session).starts_with("1 of 5  outlet:arca*"));
    session.press("<Enter>");
    assert!(heading(&mut session).starts_with("1 of 5  outlet:arca*"));
    // The field holds the filter in force; the empty one is none.
    session.press("F<C-u><Enter>");
    assert!(heading(&mut session).starts_with("ARTICLES  newest first  5"));
    session.press("gg");
    let restored = |screen: String| -> Vec<String> {
        screen
            .lines()
            .map(|line| line.chars().take(30).collect())
            .collect()
    };
    assert_eq!(restored(session.screen())[..30], restored(all)[..30]);
    session.press("Fnoword<Enter>");
    assert!(session.screen().contains("No article fits."));
    session.press("jk<Enter>mJ");
    session.press("<Esc>F<Esc>");
    assert!(heading(&mut session).starts_with("ARTICLES  newest first  5"));
}

#[test]
fn a_filter_that_cannot_be_read_keeps_the_one_before() {
    let (mut session, _folder) = Session::working_starter(120, 40);
    session.press("Foutlet:arca<Enter>F<C-u>colour:red<Enter>");
    let screen = session.screen();
    assert!(screen.contains("no field is called “colour”"), "{screen}");
    assert!(heading(&mut session).starts_with("1 of 5  outlet:arca*"));
    // What can be understood of a filter holds already.
    session.press("<C-u>is:unread<Space>colour:red");
    assert!(heading(&mut session).starts_with("5 of 5  is:unread"));
    session.press("<Esc>");
    assert!(heading(&mut session).starts_with("ARTICLES  by story  5"));
}

#[test]
fn the_orders_come_one_after_the_other() {
    let (mut session, _folder) = Session::working_starter(120, 40);
    let mut seen = Vec::new();
    for _ in 0..5 {
        session.press("O");
        let heading = heading(&mut session);
        let order = heading.split("  ").nth(1).unwrap().trim().to_owned();
        seen.push(order);
    }
    let told = [
        "newest first",
        "by outlet",
        "most actors first",
        "unread first",
        "by story",
    ];
    assert_eq!(seen, told);
    session.press("2O");
    assert!(heading(&mut session).contains("by outlet"));
    // By story, a filter keeps the articles of a story together.
    session.press("glF-outlet:arca<Enter>");
    let screen = session.screen();
    assert!(
        screen.contains("4 of 5") && screen.contains("▾ Paris"),
        "{screen}"
    );
    assert!(!screen.contains("ArcaMax  "), "{screen}");
}

#[test]
fn a_search_is_saved_opened_renamed_and_removed() {
    let (mut session, _folder) = Session::working_starter(120, 40);
    session.press("g/witkoff<C-s>");
    assert!(session.screen().contains("save “witkoff*” as:"));
    session.press("Envoy<Enter>");
    assert!(
        session
            .screen()
            .contains("search “Envoy” saved, u takes it back")
    );
    assert!(session.screen().contains(" > witkoff"));
    session.press("<Esc>W");
    assert!(
        session.screen().contains("▸ Envoy      3  witkoff*"),
        "{}",
        session.screen()
    );
    session.press("<Enter>");
    assert!(heading(&mut session).starts_with("3 of 5  witkoff*"));
    session.press("Wr<C-u>The<Space>envoy<Enter>");
    assert!(
        session.screen().contains("▸ The envoy      3  witkoff*"),
        "{}",
        session.screen()
    );
    assert!(!session.screen().contains("▸ Envoy"));
    session.press("/");
    assert!(session.screen().contains("SEARCH") && session.screen().contains("3 found"));
    session.press("<Esc>Wx");
    assert!(session.screen().contains("None yet"));
    session.press("u");
    assert!(
        session.screen().contains("▸ The envoy"),
        "{}",
        session.screen()
    );
    session.press("x");
    session.press("qF<Esc>g/<C-u><Esc>gw");
    assert!(
        session.screen().contains("nothing to save"),
        "{}",
        session.screen()
    );
}

#[test]
fn without_a_library_file_nothing_breaks() {
    let mut session = Session::starter(80, 24);
    session.press("g/guarantees<C-j><Enter><C-r><Esc>OFabc<Enter>WxrEnter<Esc>gw");
    session.screen();
    for (width, height) in [(0, 0), (1, 1), (5, 0), (0, 5), (2, 2), (9, 3)] {
        let (mut session, _folder) = Session::working_starter(width, height);
        for keys in [
            "g/guarantees",
            "<Space>colour:x",
            "<Esc>",
            "Fcolour:x<Enter>",
            "<Esc>",
            "W",
            "<Esc>",
            "gwx",
        ] {
            session.press(keys).screen();
        }
    }
}

#[test]
fn an_actor_is_walked_in_every_spelling_that_the_article_has() {
    let (mut session, _folder) = Session::working_starter(120, 40);
    session.press("g/actor:zelenskiy<Space>outlet:straits<C-j><Enter>");
    let reader = session.app.reader().unwrap();
    let found = reader.arrived().unwrap().of(&reader.entry().article.text);
    assert!(found.ends_with("Zelensky"), "{found}");
    session.press("nn");
    let reader = session.app.reader().unwrap();
    let found = reader.arrived().unwrap().of(&reader.entry().article.text);
    assert!(found.ends_with("Zelensky"), "{found}");
}

#[test]
fn a_headline_that_is_cut_does_not_touch_its_outlet() {
    let (mut session, _folder) = Session::working_starter(80, 24);
    session.press("g/guarantees<C-j>");
    let screen = session.screen();
    let cut: Vec<&str> = screen.lines().filter(|line| line.contains("…(")).collect();
    assert_eq!(cut, Vec::<&str>::new(), "{screen}");
    assert!(screen.contains("…  (outlet unknown)"), "{screen}");
}

#[test]
fn an_empty_list_names_the_keys_in_force() {
    let (mut session, _folder) = Session::working_starter(120, 40);
    session.press("Fis:starred<Enter>");
    let screen = session.screen();
    assert!(screen.contains("F changes the filter"), "{screen}");
    assert!(screen.contains("gF takes it off"), "{screen}");
}

#[test]
fn what_an_empty_list_says_to_press_is_seen_whole_on_the_narrowest_screens() {
    for keys in ["W", "gn", "gc", "gp"] {
        let (mut session, _folder) = Session::working_starter(40, 12);
        session.press(keys);
        let screen = session.screen();
        let words: Vec<&str> = screen.split_whitespace().collect();
        assert!(words.join(" ").contains("q closes."), "{keys}\n{screen}");
    }
}

#[test]
fn an_article_that_is_not_listed_yet_is_not_said_to_be_gone() {
    let (mut session, _folder) = Session::working_starter(120, 40);
    session.press("g/leaders");
    for (finished, told) in [
        (false, "not listed yet: the files are still being read"),
        (true, "that article is no longer here"),
    ] {
        let library = Library::default();
        let progress = Progress { library, finished };
        session.app.take_progress(0, progress);
        assert!(session.press("<Enter>").screen().contains(told), "{told}");
    }
}

#[test]
fn matches_that_begin_anew_at_the_other_end_are_told() {
    let mut session = Session::starter(120, 40);
    session.press("<Enter>/").write("Telegram").press("<Enter>");
    let told = "no further match: on from the";
    assert!(!session.screen().contains(told));
    assert!(
        session
            .press("n")
            .screen()
            .contains(&format!("{told} start"))
    );
    assert!(session.press("N").screen().contains(&format!("{told} end")));
    session.press("/").write("Paris").press("<Enter>n");
    assert!(!session.screen().contains(told));
}

#[test]
fn an_empty_search_takes_the_marks_of_the_last_one_off() {
    let mut session = Session::starter(120, 40);
    let said = |session: &mut Session, told: &str| assert!(session.screen().contains(told));
    session.press("<Enter>");
    let plain = session.cells("mostly European nations");
    session.press("/").write("nations").press("<Enter>/<Enter>");
    said(
        &mut session,
        "the search is over: nothing is marked any more",
    );
    session
        .press("/")
        .write("mostly European")
        .press("<Enter>jk");
    let marked = session.cells("mostly European nations");
    assert_ne!(marked, plain);
    session.press("/<Esc>");
    assert_eq!(session.cells("mostly European nations"), marked);
    session.press("/<Enter>");
    said(
        &mut session,
        "the search is over: nothing is marked any more",
    );
    assert_ne!(session.cells("mostly European nations"), marked);
    session.press("n");
    said(&mut session, "nothing searched yet: / searches");
}
