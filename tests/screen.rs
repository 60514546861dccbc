//! The real app on the starter library, fed keys and drawn on a test backend.
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
use proptest::prelude::*;
use rashomon::command::COMMANDS;
use rashomon::library::keeper::Progress;
use rashomon::library::loader::load;
use rashomon::library::round::Far;
use rashomon::library::sources::Source;
use rashomon::library::worker::{News, Request};
use rashomon::model::actor::ActorKind;
use rashomon::tui::effect::Effect;
use rashomon::tui::event::Event;
use rashomon::tui::focus::Focus;
use ratatui::style::{Color, Modifier};
use session::Session;

fn starter(width: u16, height: u16) -> Session {
    Session::starter(width, height)
}

/// Every view at the three usual sizes.
#[test]
fn every_view_at_three_sizes() {
    let views = [
        ("start", ""),
        ("reading", "<Enter>jjjj"),
        ("opened fold", "<Enter>G<Enter>"),
        ("where it is from", "<Enter><Enter>"),
        ("actors", "<Enter><Tab>j"),
        ("mentions", "<Enter><Tab>jj<Enter>jj"),
        ("jump", "<C-p>zelen"),
        ("topics", "t"),
        ("help", "?jump"),
        ("command line", ":zen"),
        ("search", "<Enter>/kyiv"),
        ("problems", "gp"),
        ("prefix", "]"),
        ("zen", "<Enter>z"),
        ("words", "pzelen<Enter>wl"),
        ("corrections", "pwitkoff<Enter>gs"),
        ("quotation", "pzelen<Enter>]q]q"),
    ];
    for (width, height) in [(120, 40), (80, 24), (40, 12)] {
        for (view, keys) in views {
            let mut session = starter(width, height);
            if !keys.is_empty() {
                session.press(keys);
            }
            assert_snapshot!(
                format!("{}-{width}x{height}", view.replace(' ', "-")),
                session.screen()
            );
        }
    }
}

/// Two versions side by side, at the sizes at which they are laid out differently.
#[test]
fn a_comparison_at_four_sizes() {
    for (width, height) in [(200, 50), (120, 40), (80, 24), (40, 12)] {
        let mut session = starter(width, height);
        session.press("<Enter>c<Enter>jjj");
        assert_snapshot!(format!("compare-{width}x{height}"), session.screen());
        session.press("<Tab><Tab>");
        assert_snapshot!(format!("differences-{width}x{height}"), session.screen());
    }
}

#[test]
fn a_screen_of_nearly_no_size_is_no_trouble() {
    for (width, height) in [(0, 0), (1, 1), (5, 0), (0, 5), (2, 2), (3, 1)] {
        let mut session = starter(width, height);
        for keys in [
            "j", "<Enter>", "G", "<Tab>", "<C-p>", "a", "<Esc>", "?", "<Esc>", "gp", "q", "]",
            "<Esc>", "/x", "<Esc>",
        ] {
            session.press(keys).screen();
        }
        assert!(!session.app.is_done());
    }
}

#[test]
fn the_first_frame_needs_no_article() {
    let mut session = Session::waiting(120, 40);
    assert!(session.screen().contains("Reading …"));
    session.press("jj<Enter><Tab><C-p>x<Esc>?<Esc>gpq]a");
    session.screen();
}

#[test]
fn one_person_has_one_colour_in_every_pane_and_article() {
    let mut session = starter(120, 40);
    session.press("<Enter>");
    let in_text = session.cells("Emmanuel Macron")[0].clone();
    session.press("<Tab><Tab>J");
    session.press("*");
    let panel_rows = session.screen();
    assert!(panel_rows.contains("Emmanuel Macron"));
    let elsewhere = session.cells("Emmanuel Macron")[0].clone();
    assert_eq!(in_text.fg, elsewhere.fg);
    assert_ne!(in_text.fg, Color::Reset);
}

#[test]
fn people_of_one_article_are_told_apart_by_their_looks() {
    let mut session = starter(120, 40);
    session.press("<Enter>");
    let look = |session: &mut Session, name: &str| {
        let cell = session.cells(name)[0].clone();
        (cell.fg, cell.modifier - Modifier::DIM)
    };
    let names = [
        "Volodymyr Zelensky",
        "Emmanuel Macron",
        "Steve Witkoff",
        "Keir Starmer",
        "Jared Kushner",
    ];
    let looks: std::collections::HashSet<_> =
        names.iter().map(|name| look(&mut session, name)).collect();
    assert_eq!(looks.len(), names.len());
}

#[test]
fn the_selection_and_the_chosen_name_are_marked() {
    let mut session = starter(120, 40);
    assert!(
        session.cells("Paris in backing securit…")[0]
            .modifier
            .contains(Modifier::REVERSED)
    );
    session.press("<Enter><Tab>j");
    let chosen = session.cells("Macron, the US")[0].clone();
    assert!(
        chosen.modifier.contains(Modifier::REVERSED),
        "the chosen name stands out in the text"
    );
}

#[test]
fn matched_letters_are_marked_in_the_picker() {
    let mut session = starter(120, 40);
    session.press("pkellogg");
    let marked = session.cells("Keith Kellogg")[6].clone();
    assert_eq!((marked.fg, marked.bg), (Color::Black, Color::Yellow));
    assert_ne!(session.cells("Keith Kellogg")[0].bg, Color::Yellow);
}

#[test]
fn mentions_are_walked_across_articles_and_ctrl_o_comes_back() {
    let mut session = starter(120, 40);
    session.press("pwitkoff<Enter>");
    let first = session.title();
    let mut seen = std::collections::BTreeSet::from([first.clone()]);
    for _ in 0..4 {
        session.press("]a");
        seen.insert(session.title());
    }
    assert_eq!(seen.len(), 3, "{seen:?}");
    session.press("<C-o><C-o><C-o><C-o>");
    assert_eq!(session.title(), first);
    session.press("....");
    assert_eq!(session.press("[a[a[a[a").app.focus(), Focus::Article);
    assert_eq!(session.title(), first);
}

#[test]
fn enter_on_a_mention_goes_to_its_sentence_and_back_returns_to_the_panel() {
    let mut session = starter(120, 40);
    session.press("<Enter><Tab>");
    while !session.screen().contains("▸● Steve Witkoff") {
        session.press("j");
    }
    session.press("<Enter>G<Enter>");
    assert_eq!(session.app.focus(), Focus::Article);
    let reader = session.app.reader().unwrap();
    let arrived = reader.arrived().unwrap();
    assert!(arrived.of(&reader.entry().article.text).contains("Witkoff"));
    session.press("<C-o>");
    assert_eq!(session.app.focus(), Focus::Actors);
}

#[test]
fn a_new_size_never_moves_the_reader() {
    let mut session = starter(120, 40);
    session.press("<Enter>").press(&"j".repeat(21));
    let word = first_word(&mut session);
    for (width, height) in [(80, 24), (40, 12), (200, 50), (120, 40)] {
        session.resize(width, height);
        let reader = session.app.reader().unwrap();
        let top = reader.visible_ranges()[0];
        assert!(
            top.start <= word && word < top.end + 1,
            "{width}x{height}: {top:?} does not show {word}"
        );
    }
}

#[test]
fn looking_at_another_pane_on_a_narrow_screen_moves_nothing() {
    let mut session = starter(40, 12);
    session.press("<Enter>jjjjjjjjjj");
    let before = session.screen();
    session.press("<Tab>").screen();
    session.press("<S-Tab>");
    assert_eq!(session.screen(), before);
}

#[test]
fn the_place_follows_and_opens_folds() {
    let mut session = starter(120, 40);
    session.press("<Enter>G");
    let closed = session.screen();
    assert!(closed.contains("of the page"));
    session.press("<Enter>");
    let opened = session.screen();
    assert_ne!(closed, opened);
    assert!(
        opened.contains('▾') && opened.contains("REUTERS"),
        "{opened}"
    );
    session.press("<Enter>");
    assert_eq!(session.screen(), closed);
}

#[test]
fn where_the_article_is_from_can_be_opened_at_its_headline() {
    let mut session = starter(120, 40);
    let closed = session.press("<Enter>").screen();
    let screen = session.press("<Enter>").screen();
    for told in [
        "outlet: The Straits Times (known:",
        "agency: Reuters (known:",
        "read from: starter library",
    ] {
        assert!(screen.contains(told), "{told}\n{screen}");
    }
    assert_eq!(session.press("<Enter>").screen(), closed);
}

#[test]
fn an_article_in_another_language_says_what_is_left_out() {
    let folder = tempfile::tempdir().unwrap();
    let text = "Der Hafenrat entscheidet\n\nDer Hafenrat hat am Dienstag beschlossen, die Mole im Norden zu verbreitern, weil zwei \
         Stürme sie beschädigt haben und weil die Schiffe immer größer werden, sagte der Hafenmeister nach der Sitzung. \
         Die Arbeiten beginnen im Frühjahr und sollen bis zum Herbst des nächsten Jahres dauern, hieß es aus dem Rathaus.\n";
    std::fs::write(folder.path().join("a.txt"), text).unwrap();
    let mut session = Session::waiting(120, 30);
    load(
        &Source::Paths(vec![folder.path().to_owned()]),
        None,
        |progress| {
            session.happen(Event::News(News::Progress(0, progress)));
        },
    )
    .unwrap();
    assert!(
        session
            .press("<Enter>")
            .screen()
            .contains("names only from lists"),
        "{}",
        session.screen()
    );
    assert!(
        session
            .press("<Enter>")
            .screen()
            .contains("language: not English")
    );
}

#[test]
fn closing_a_fold_from_within_keeps_it_on_screen() {
    let folder = tempfile::tempdir().unwrap();
    let related: Vec<String> = (0..60)
        .map(|number| format!("Another Headline About Matter Number {number}"))
        .collect();
    let related = related.join(
        "
",
    );
    let prose =
        "The harbour council met on Tuesday and agreed on the plan that it had made before. "
            .repeat(6);
    let text = format!(
        "A Headline for the Test\n\n{prose}\n\nMost Read from Harbour News\n{related}\n\n{prose}\n\n{prose}\n"
    );
    std::fs::write(folder.path().join("a.txt"), text).unwrap();
    let mut session = Session::waiting(80, 24);
    load(
        &Source::Paths(vec![folder.path().to_owned()]),
        None,
        |progress| {
            session.happen(Event::News(News::Progress(0, progress)));
        },
    )
    .unwrap();
    session.press("<Enter>");
    while !session.screen().contains("▎ ▸") {
        session.press("j");
    }
    session.press("<Enter>30j<Enter>");
    assert!(session.screen().contains("▎ ▸"), "{}", session.screen());
    let before = session.screen();
    assert_ne!(
        session.press("kkk").screen(),
        before,
        "the text moves again at once"
    );
}

#[test]
fn from_the_end_the_next_mention_is_in_the_next_article() {
    let mut session = starter(120, 40);
    session.press("pmacron<Enter>");
    let first = session.title();
    session.press("G]a");
    assert_ne!(session.title(), first);
}

#[test]
fn each_step_from_a_mention_goes_on_to_another() {
    let mut session = starter(120, 40);
    session.press("pzelen<Enter>");
    let mut places = Vec::new();
    for _ in 0..9 {
        places.push((session.title(), session.app.reader().unwrap().arrived()));
        session.press("]a");
    }
    let different: std::collections::HashSet<_> = places.iter().collect();
    assert_eq!(different.len(), places.len(), "{places:#?}");
    assert!(session.screen().contains("Volodymyr Zelenskyy: mention"));
}

#[test]
fn a_large_count_is_one_jump_and_opens_one_article() {
    let mut session = starter(120, 40);
    session.press("pmacron<Enter>");
    let start = session.title();
    let read = session.press("k").screen().matches("unread").count();
    session.press("5]a<C-o>");
    assert_eq!(session.title(), start);
    assert_eq!(read, 1);
}

#[test]
fn a_chosen_topic_has_its_mentions_in_the_panel() {
    let mut session = starter(120, 40);
    session.press("tsecurity<Space>guar<Enter><Tab>");
    let screen = session.screen();
    assert!(screen.contains("security guarantees"), "{screen}");
    session.press("<Enter>jj<Enter>");
    let reader = session.app.reader().unwrap();
    let arrived = reader
        .arrived()
        .unwrap()
        .of(&reader.entry().article.text)
        .to_lowercase();
    assert_eq!(arrived, "security guarantees");
}

#[test]
fn the_pane_with_the_keyboard_is_always_on_screen() {
    for keys in [
        "<Enter>za",
        "<Enter><Tab>j<Enter><Enter>a<C-o>",
        "<Enter>z<Tab>",
        "<Enter>zjjjjjj<Enter>",
        "<Tab>a",
        "a<Tab><Tab>",
    ] {
        for width in [120, 80, 40] {
            let mut session = starter(width, 30);
            session.press(keys).screen();
            let text = session.screen();
            let shown = match session.app.focus() {
                Focus::List => text.contains("ARTICLES"),
                Focus::Article => text.contains('▎'),
                Focus::Actors => text.contains("ACTORS") || text.contains("MENTIONS"),
            };
            assert!(
                shown,
                "{keys} at {width}: {:?}\n{text}",
                session.app.focus()
            );
        }
    }
}

#[test]
fn space_in_the_list_of_a_narrow_screen_opens_the_article_at_its_start() {
    let mut session = starter(40, 12);
    let screen = session.press("<Space>").screen();
    assert!(screen.contains("▎ US joins Kyiv"), "{screen}");
}

#[test]
fn reading_the_files_again_keeps_the_reader_where_they_were() {
    let folder = tempfile::tempdir().unwrap();
    let name = |number: usize| folder.path().join(format!("{number:02}.txt"));
    let text = |number: usize, more: &str| {
        let line =
            "Anna Berg spoke at length about the case and about what it means for the town. ";
        format!(
            "Headline number {number}\n\n{}\n\n{more}{}\n",
            line.repeat(12),
            line.repeat(12)
        )
    };
    for number in 0..40 {
        std::fs::write(name(number), text(number, "")).unwrap();
    }
    let mut session = Session::waiting(80, 24);
    let read = |session: &mut Session, number| {
        load(
            &Source::Paths(vec![folder.path().to_owned()]),
            None,
            |progress| {
                session.happen(Event::News(News::Progress(number, progress)));
            },
        )
        .unwrap();
    };
    read(&mut session, 0);
    session.press("30j<Enter>jjjj");
    let (chosen, before) = (session.title(), session.screen());
    session.press("R");
    read(&mut session, 1);
    assert_eq!(session.title(), chosen);
    assert_eq!(
        session.press("<Esc><Enter>").screen().lines().next(),
        before.lines().next()
    );
    // The open file itself changes on disk.
    let number: usize = chosen.rsplit(' ').next().unwrap().parse().unwrap();
    std::fs::write(name(number), text(number, "New words. ")).unwrap();
    session.press("R");
    read(&mut session, 2);
    assert_eq!(session.title(), chosen);
}

#[test]
fn names_on_the_command_line_are_not_guessed() {
    let mut session = starter(120, 40);
    session.press(":reload");
    assert!(session.screen().contains("nothing fits"));
    session.press("<C-u>res");
    assert!(session.screen().contains("Read the files again"));
}

#[test]
fn a_person_is_found_by_what_they_are_called() {
    let mut session = starter(120, 40);
    session.press("pspecial<Space>envoy");
    let screen = session.screen();
    assert!(
        screen.contains("@ Steve Witkoff") && screen.contains("@ Keith Kellogg"),
        "{screen}"
    );
}

#[test]
fn a_line_that_every_page_carries_is_no_topic() {
    let session = starter(120, 40);
    let topics = session.app.library().topics();
    let topics: Vec<_> = topics.iter().map(|topic| topic.phrase.as_str()).collect();
    assert!(topics.contains(&"security guarantees"));
    assert!(
        topics.iter().all(|topic| !topic.contains("digest")),
        "{topics:?}"
    );
}

#[test]
fn a_search_is_incremental_goes_round_and_escape_returns() {
    let mut session = starter(120, 40);
    session.press("<Enter>");
    let before = session.screen();
    session.press("/telegram");
    assert!(session.screen().contains("search the article: telegram"));
    let found = session.cells("Telegram, ")[0].clone();
    assert!(found.modifier.contains(Modifier::REVERSED) || found.bg == Color::Yellow);
    session.press("<Esc>");
    assert_eq!(session.screen(), before);
    session.press("/us<Enter>n");
    let first = session.app.reader().unwrap().arrived();
    session.press("n");
    assert_ne!(session.app.reader().unwrap().arrived(), first);
    session.press("N");
    assert_eq!(session.app.reader().unwrap().arrived(), first);
    let kept = session.screen();
    session.press("/zzz<Enter>");
    assert!(session.screen().contains("no match for zzz"));
    // The search before and the place are as they were.
    assert_eq!(session.app.reader().unwrap().arrived(), first);
    session.press("nN");
    assert_eq!(session.screen(), kept);
}

#[test]
fn upper_case_is_respected_once_typed() {
    let mut session = starter(120, 40);
    session.press("<Enter>/PARIS<Enter>");
    let reader = session.app.reader().unwrap();
    assert_eq!(
        reader.arrived().unwrap().of(&reader.entry().article.text),
        "PARIS"
    );
}

#[test]
fn titles_are_searched_in_the_list() {
    let mut session = starter(120, 40);
    session.press("/bloomberg<Enter>");
    let outlet = |session: &Session| {
        session
            .app
            .library()
            .head(session.app.selected())
            .unwrap()
            .outlet_label()
    };
    assert!(outlet(&session).contains("Bloomberg"));
    let first = session.app.selected();
    session.press("n");
    assert_ne!(session.app.selected(), first);
}

#[test]
fn a_pending_prefix_shows_what_may_follow_and_escape_cancels_it() {
    let mut session = starter(120, 40);
    session.press("]");
    assert!(session.screen().contains("Next mention of the chosen name"));
    session.press("<Esc>");
    assert!(!session.screen().contains("Next mention of the chosen name"));
    session.press("]z");
    assert!(session.screen().contains("]z does nothing here"));
}

#[test]
fn digits_are_counts() {
    let mut session = starter(120, 40);
    session.press("3j");
    assert_eq!(session.app.selected(), 3);
    session.press("2k");
    assert_eq!(session.app.selected(), 1);
    session.press("5G");
    assert_eq!(session.app.selected(), 4);
    session.press("99999999999j1<Esc>k");
    assert_eq!(session.app.selected(), 3);
}

#[test]
fn versions_of_the_story_are_one_key_away() {
    let mut session = starter(120, 40);
    session.press("<Enter>");
    let outlets: Vec<String> = ["", "]o", "]o"]
        .iter()
        .map(|keys| {
            if !keys.is_empty() {
                session.press(keys);
            }
            session.app.reader().unwrap().entry().head.outlet_label()
        })
        .collect();
    assert_eq!(
        outlets,
        ["The Straits Times", "ArcaMax", "(outlet unknown)"]
    );
    session.press("g2");
    assert_eq!(
        session.app.reader().unwrap().entry().head.outlet_label(),
        "ArcaMax"
    );
    session.press("g9");
    assert!(session.screen().contains("this story has 3 versions"));
}

#[test]
fn space_reads_everything_once() {
    let mut session = starter(120, 40);
    for _ in 0..60 {
        session.press("<Space>");
    }
    session.press("k");
    assert!(
        session.screen().contains("0 unread"),
        "{}",
        session.screen()
    );
}

#[test]
fn help_runs_what_is_chosen_and_the_command_line_takes_a_name() {
    let mut session = starter(120, 40);
    session.press("?problems<Enter>");
    assert!(session.screen().contains("PROBLEMS"));
    session.press("q:zen<Enter>");
    assert!(!session.screen().contains("ARTICLES"));
    session.press(":zen<Enter>:rescan<Enter>");
    let rescans = |effect: &&Effect| matches!(effect, Effect::Ask(Request::Load(1)));
    assert_eq!(session.effects.iter().filter(rescans).count(), 1);
    session.press(":quit<Enter>");
    assert!(session.app.is_done());
}

#[test]
fn every_command_is_found_by_its_name_and_in_the_help() {
    for command in COMMANDS {
        let mut session = starter(120, 40);
        session.press(&format!(":{}", command.name.replace(' ', "<Space>")));
        let screen = session.screen();
        let first = screen
            .lines()
            .find(|line| line.contains("│▸"))
            .unwrap_or_default();
        assert!(
            first.contains(command.doc.split(['…', ';']).next().unwrap()),
            "{}: {first}",
            command.name
        );
    }
}

#[test]
fn the_last_picker_opens_as_it_was() {
    let mut session = starter(120, 40);
    session.press("<C-p>mac<C-n><Esc>'");
    assert!(session.screen().contains("> mac"));
}

#[test]
fn a_sign_typed_first_narrows_the_picker() {
    let mut session = starter(120, 40);
    let kinds = |session: &mut Session, typed: &str| {
        session.press(typed);
        let screen = session.screen();
        let hits = screen.lines().filter_map(|line| line.split('│').nth(1));
        let signs = hits.filter_map(|hit| hit.trim_start_matches(['▸', ' ']).chars().next());
        let signs: std::collections::BTreeSet<char> =
            signs.filter(|c| "@*&%?#+!=".contains(*c)).collect();
        session.press("<Esc>");
        signs.into_iter().collect::<String>()
    };
    assert_eq!(kinds(&mut session, "<C-p>!"), "!");
    assert_eq!(kinds(&mut session, "<C-p>@mac"), "@");
    assert!(kinds(&mut session, "<C-p>").len() > 2);
    session.press("<C-p>:help<Enter>");
    assert!(session.screen().contains("help: keys and commands"));
}

#[test]
fn until_there_is_a_library_the_picker_says_so_and_has_the_commands() {
    let mut session = Session::waiting(120, 40);
    session.press("<C-p>a");
    assert!(session.screen().contains("still being gathered"));
    session.press("<Esc>?jump");
    assert!(session.screen().contains("Jump to a person"));
}

#[test]
fn who_was_jumped_to_lately_comes_first() {
    let mut session = starter(120, 40);
    session.press("pkellogg<Enter>pwitkoff<Enter><C-p>");
    let screen = session.screen();
    let at = |name: &str| screen.find(name).unwrap();
    assert!(at("@ Steve Witkoff") < at("@ Keith Kellogg"));
    let first = screen.lines().find(|line| line.contains("│▸")).unwrap();
    assert!(first.contains("Steve Witkoff"), "{screen}");
}

#[test]
fn a_hit_by_other_words_tells_them() {
    let mut session = starter(120, 40);
    session.press("pspecial<Space>env");
    let screen = session.screen();
    let line = screen.lines().find(|line| line.contains("@ Steve Witkoff"));
    assert!(line.unwrap().contains("Special envoy   3 art"), "{screen}");
    let told = session.cells("Special envoy   3 art");
    let marked: Vec<bool> = told.iter().map(|cell| cell.bg == Color::Yellow).collect();
    assert!(
        marked[..7]
            .iter()
            .chain(&marked[8..11])
            .all(|marked| *marked)
    );
    assert!(marked[11..].iter().all(|marked| !marked));
}

#[test]
fn the_cursor_of_a_picker_stays_on_what_it_is_on_when_articles_come() {
    let (mut session, _, _folder) = Session::correcting();
    session.press("<C-p>a<C-n><C-n><C-n>");
    let under = |session: &mut Session| {
        let screen = session.screen();
        let line = screen.lines().find(|line| line.contains("│▸"));
        line.unwrap().to_owned()
    };
    let before = under(&mut session);
    session.reload();
    assert_eq!(under(&mut session), before);
}

#[test]
fn a_topic_is_followed_like_a_person() {
    let mut session = starter(120, 40);
    session.press("tsecurity<Space>guar<Enter>");
    let first = session.title();
    let mut others = 0;
    for _ in 0..12 {
        session.press("]a");
        others += usize::from(session.title() != first);
    }
    assert!(others > 0);
    assert!(session.screen().contains("security guarantees"));
}

#[test]
fn q_goes_back_pane_by_pane_and_quits_at_the_root() {
    let mut session = starter(120, 40);
    session.press("<Enter><Tab>j<Enter>");
    for _ in 0..3 {
        session.press("q");
        assert!(!session.app.is_done());
    }
    assert_eq!(session.app.focus(), Focus::List);
    session.press("q");
    assert!(session.app.is_done());
}

#[test]
fn articles_that_come_later_do_not_move_what_is_selected() {
    let mut states: Vec<Progress> = Vec::new();
    let folder = tempfile::tempdir().unwrap();
    for number in 0..40 {
        let text = format!(
            "Headline number {number}\n\nPARIS - Anna Berg spoke on Jan {}, 2026, about the case.\n",
            number % 28 + 1
        );
        std::fs::write(folder.path().join(format!("{number:02}.txt")), text).unwrap();
    }
    load(
        &Source::Paths(vec![folder.path().to_owned()]),
        None,
        |progress| {
            states.push(progress);
        },
    )
    .unwrap();
    assert!(states.len() > 1);
    let mut session = Session::waiting(120, 40);
    let mut states = states.into_iter();
    session.happen(Event::News(News::Progress(0, states.next().unwrap())));
    session.press("jjj<Enter>");
    let chosen = session.title();
    for state in states {
        session.happen(Event::News(News::Progress(0, state)));
        assert_eq!(session.title(), chosen);
        let selected = session
            .app
            .library()
            .entry(session.app.selected())
            .unwrap()
            .article
            .title()
            .to_owned();
        assert_eq!(selected, chosen);
    }
    assert_eq!(session.app.library().len(), 40);
}

#[test]
fn what_a_former_load_still_sends_is_dropped() {
    let mut session = starter(120, 40);
    session.press("R");
    let late = Progress {
        library: rashomon::library::Library::default(),
        finished: true,
    };
    session.happen(Event::News(News::Progress(0, late.clone())));
    assert_eq!(session.app.library().len(), 5);
    session.happen(Event::News(News::Progress(1, late)));
    assert_eq!(session.app.library().len(), 0);
    assert!(session.screen().contains("No articles yet."));
}

#[test]
fn a_failed_worker_is_told_and_the_session_goes_on() {
    let mut session = starter(120, 40);
    session.happen(Event::News(News::Broke));
    assert!(session.screen().contains("an error of the program"));
    assert!(session.press("j").screen().contains("5 articles"));
}

#[test]
fn pasted_text_goes_into_the_picker_and_is_made_harmless() {
    let mut session = starter(120, 40);
    session.press("<C-p>");
    session.happen(Event::Paste("Mac\u{1b}[31mron\n".to_owned()));
    assert!(session.screen().contains("> Macron"));
}

#[test]
fn people_come_first_in_the_panel() {
    let session = starter(120, 40);
    for row in 0..session.app.library().len() {
        let company = session.app.library().company(row);
        let kinds: Vec<ActorKind> = company
            .iter()
            .map(|presence| session.app.library().actor(presence.actor).unwrap().kind)
            .collect();
        assert!(kinds.is_sorted(), "{kinds:?}");
    }
}

#[test]
fn quotations_of_the_chosen_one_are_walked_across_articles() {
    let mut session = starter(120, 40);
    session.press("pzelen<Enter>");
    let mut walked = std::collections::BTreeSet::new();
    let mut articles = std::collections::BTreeSet::new();
    session.press("]q");
    let screen = session.screen();
    let count = screen.split("Volodymyr Zelenskyy says: ").nth(1).unwrap();
    let count = count.split_whitespace().nth(2).unwrap().parse().unwrap();
    for _ in 0..count {
        walked.insert((session.title(), session.app.reader().unwrap().arrived()));
        articles.insert(session.title());
        session.press("]q");
    }
    assert_eq!(walked.len(), count);
    assert!(articles.len() >= 3, "{articles:?}");
    let first = session.app.reader().unwrap().arrived();
    session.press("]q[q");
    assert_eq!(session.app.reader().unwrap().arrived(), first);
}

#[test]
fn where_nobody_is_chosen_every_quotation_is_walked_and_its_speaker_told() {
    let mut session = starter(120, 40);
    session.press("<Enter>]q");
    assert!(
        session.screen().contains("quotation 1 of "),
        "{}",
        session.screen()
    );
    let mut speakers = std::collections::BTreeSet::new();
    for _ in 0..40 {
        let screen = session.screen();
        let told = screen.lines().find(|line| line.contains(": quotation "));
        let speaker = told.unwrap().split(": quotation").next().unwrap();
        speakers.insert(speaker.trim().to_owned());
        session.press("]q");
    }
    for speaker in ["Steve Witkoff", "people familiar with the matter"] {
        assert!(speakers.contains(speaker), "{speaker}: {speakers:?}");
    }
}

#[test]
fn sources_without_a_name_are_followed_together() {
    let mut session = starter(120, 40);
    session.press("<C-p>unnamed<Enter>");
    let screen = session.screen();
    assert!(screen.contains("mentions in"), "{screen}");
    assert!(screen.contains("people familiar"), "{screen}");
    let first = session.title();
    let mut others = 0;
    for _ in 0..10 {
        session.press("]a");
        others += usize::from(session.title() != first);
    }
    assert!(others > 0);
    let reader = session.app.reader().unwrap();
    let arrived = reader.arrived().unwrap().of(&reader.entry().article.text);
    assert!(
        ["official", "people", "diplomat", "sources", "person"]
            .iter()
            .any(|word| arrived.contains(word)),
        "{arrived}"
    );
}

#[test]
fn a_description_wears_the_colour_of_whom_it_means_but_dim() {
    let mut session = starter(120, 40);
    session.press("pputin<Enter>");
    while !session.title().starts_with("Europe Presses") {
        session.press("]a");
    }
    while !session.screen().contains("the Russian leader") {
        session.press("j");
    }
    let described = session.cells("the Russian leader")[5].clone();
    let named = session.cells("Vladimir Putin")[0].clone();
    assert_eq!(described.fg, named.fg);
    assert!(described.modifier.contains(Modifier::DIM));
    assert!(!named.modifier.contains(Modifier::DIM));
}

#[test]
fn what_the_chosen_one_says_stands_out_in_the_text() {
    let mut session = starter(120, 40);
    session.press("<Enter>");
    while !session.screen().contains("strongly stands") {
        session.press("j");
    }
    assert_eq!(session.cells("Trump “strongly stands")[10].fg, Color::Reset);
    session.press("pwitkoff<Enter>");
    while !session.screen().contains("strongly stands") {
        session.press("j");
    }
    let quoted = session.cells("Trump “strongly stands")[10].fg;
    assert_ne!(quoted, Color::Reset);
}

#[test]
fn a_companion_is_chosen_from_the_panel() {
    let mut session = starter(120, 60);
    session.press("pwitkoff<Enter><Tab><Enter>");
    while !session.screen().contains("▸ Emmanuel Macron") {
        session.press("j");
    }
    session.press("<Enter>");
    assert!(session.screen().contains("▸● Emmanuel Macron"));
}

#[test]
fn stories_are_folded_opened_and_put_aside() {
    let mut session = starter(120, 40);
    assert!(session.screen().contains("▾ Paris: security guarantees"));
    assert!(session.screen().contains("3 outlets, Jan 6 '26"));
    session.press("k<Enter>");
    let folded = session.screen();
    assert!(folded.contains("▸ Paris: security guarantees"), "{folded}");
    assert!(!folded.contains("ArcaMax"), "{folded}");
    // What is in a folded story is still there for everything else.
    session.press("J");
    assert_eq!(
        session.app.reader().unwrap().entry().head.outlet_label(),
        "ArcaMax"
    );
    session.press("<Esc><Enter>");
    assert!(session.screen().contains("▾ Paris: security guarantees"));
    session.press("jjh");
    assert!(session.screen().contains("▸ Paris: security guarantees"));
    assert_eq!(session.app.focus(), Focus::List);
    session.press("gl");
    let flat = session.screen();
    assert!(!flat.contains("Paris: security"), "{flat}");
    assert!(flat.contains("ArcaMax       ×3"), "{flat}");
    session.press("gl");
    assert!(session.screen().contains("Paris: security guarantees"));
}

#[test]
fn stories_are_walked_and_jumped_to() {
    let mut session = starter(120, 40);
    session.press("<Enter>]s");
    assert!(session.title().starts_with("US and Europe Start"));
    session.press("]s");
    assert!(session.title().starts_with("Europe Presses"));
    session.press("]s");
    assert!(session.title().starts_with("US joins"));
    assert!(
        session
            .screen()
            .contains("Paris: security guarantees: 3 outlets")
    );
    session.press("[s[s");
    assert!(session.title().starts_with("US and Europe Start"));
    session.press("sparis<Enter>");
    assert!(session.title().starts_with("US joins"));
    session.press("]o");
    let screen = session.screen();
    assert!(screen.contains("version 2 of 3: same"), "{screen}");
}

#[test]
fn the_words_of_every_outlet_stand_side_by_side_and_lead_to_their_places() {
    let mut session = starter(200, 50);
    session.press("pzelen<Enter>w");
    let screen = session.screen();
    for told in [
        "Volodymyr Zelensky ×3",
        "Volodymyr Zelenskyy",
        "Volodymyr Zelenskiy",
        "2025-08-19 to 2026-01-06",
        "VERBS",
        "SAYS",
    ] {
        assert!(screen.contains(told), "{told}\n{screen}");
    }
    session.press("lllll<Enter>");
    let reader = session.app.reader().unwrap();
    assert!(reader.entry().article.text.contains("Zelenskiy"));
    let arrived = reader.arrived().unwrap().of(&reader.entry().article.text);
    assert_eq!(arrived, "Ukrainian President");
    session.press("<C-o>wq");
    assert!(!session.screen().contains("VERBS"));
    session.press("tsecurity<Space>guar<Enter>w");
    assert!(
        session
            .screen()
            .contains("a topic is the same words everywhere")
    );
}

#[test]
fn two_versions_are_laid_side_by_side_and_their_differences_walked() {
    let mut session = starter(160, 50);
    session.press("<Enter>c");
    let picker = session.screen();
    let first = picker.lines().find(|line| line.contains("│▸")).unwrap();
    assert!(
        first.contains("US set to pledge"),
        "the story's versions come first\n{picker}"
    );
    session.press("<Enter>");
    let screen = session.screen();
    for told in [
        "The Straits Times",
        "ArcaMax",
        "matched",
        "DIFFERENCES",
        "people in the text of one side only",
        "Friedrich Merz (caption)",
        "> Mark Carney",
        "< Donald Tusk",
        "≈",
    ] {
        assert!(screen.contains(told), "{told}\n{screen}");
    }
    assert!(
        !screen.contains("A digest written for rashomon"),
        "a line that every page carries is no fact in common"
    );
    session.press("<Tab><Tab>jjj");
    let chosen = session.cells("Friedrich Merz, President")[1].clone();
    assert_eq!(
        chosen.bg,
        Color::Yellow,
        "the difference stands out in the text"
    );
    // Sides are exchanged, and a passage leads back into its article.
    session.press("x");
    let heading = session.screen().lines().next().unwrap().to_owned();
    assert!(
        heading.find("ArcaMax") < heading.find("The Straits Times"),
        "{heading}"
    );
    session.press("jjjj<Enter>");
    let reader = session.app.reader().unwrap();
    assert_eq!(reader.entry().head.outlet_label(), "ArcaMax");
    assert!(reader.arrived().is_some());
    session.press("<C-o>");
    assert_eq!(
        session.app.reader().unwrap().entry().head.outlet_label(),
        "The Straits Times"
    );
}

#[test]
fn what_cannot_be_compared_says_so() {
    let mut session = starter(120, 40);
    session.press("<Enter><C-p>=us<Space>joins<C-v>");
    assert!(session.screen().contains("that is the open article itself"));
    session.press("]d");
    assert!(session.screen().contains("no comparison is open"));
    let folder = tempfile::tempdir().unwrap();
    let same = "Harbour votes on the pier\n\nThe council voted on Monday to close the pier for good, said Jane Doe.\n";
    std::fs::write(folder.path().join("a.txt"), same).unwrap();
    std::fs::write(folder.path().join("b.txt"), format!("{same}\n")).unwrap();
    std::fs::write(folder.path().join("c.txt"), "Only a title\n").unwrap();
    let mut session = Session::waiting(120, 30);
    load(
        &Source::Paths(vec![folder.path().to_owned()]),
        None,
        |progress| {
            session.happen(Event::News(News::Progress(0, progress)));
        },
    )
    .unwrap();
    for _ in 0..3 {
        session.press("<Enter>c<Enter>");
        session.screen();
        session.press("jG]dx<Tab><Tab><Enter><Esc>J");
    }
}

/// The byte of the article at the start of the first row on screen.
fn first_word(session: &mut Session) -> usize {
    session.app.reader().unwrap().visible_ranges()[0].start
}

fn any_keys() -> impl Strategy<Value = Vec<String>> {
    let named = COMMANDS
        .iter()
        .flat_map(|command| command.keys)
        .map(|keys| (*keys).to_owned());
    let typed = [
        "x",
        "z",
        "<Backspace>",
        "<C-u>",
        "<C-j>",
        "<C-k>",
        "<Enter>",
        "<Esc>",
        "7",
        "0",
        "é",
        "<A-x>",
    ];
    let all: Vec<String> = named
        .filter(|keys| !matches!(keys.as_str(), "Q" | "<C-c>" | "q"))
        .chain(typed.map(str::to_owned))
        .collect();
    proptest::collection::vec(proptest::sample::select(all), 1..60)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_keys_on_any_size_keep_everything_in_range(
        keys in any_keys(),
        sizes in proptest::collection::vec((0u16..140, 0u16..45), 1..5),
    ) {
        let mut session = starter(sizes[0].0, sizes[0].1);
        let every = keys.len() / sizes.len() + 1;
        for (index, keys) in keys.iter().enumerate() {
            if index % every == 0 {
                let (width, height) = sizes[index / every % sizes.len()];
                session.resize(width, height);
            }
            session.press(keys);
            session.screen();
            let library = session.app.library();
            prop_assert!(session.app.selected() < library.len());
            let reader = session.app.reader().unwrap();
            prop_assert!(reader.place() < reader.passages().len());
            for range in reader.visible_ranges() {
                prop_assert!(reader.entry().article.text.get(range.start..range.end).is_some());
            }
        }
    }
}

#[test]
fn where_differences_are_not_listed_the_one_that_was_gone_to_is_told() {
    let mut narrow = starter(120, 40);
    narrow.press("<Enter>c<Enter>]d");
    let screen = narrow.screen();
    assert!(screen.contains(" difference 1 of "), "{screen}");
    narrow.press("]d");
    assert!(narrow.screen().contains(" difference 2 of "));
    let mut wide = starter(140, 40);
    wide.press("<Enter>c<Enter>]d");
    let screen = wide.screen();
    assert!(screen.contains("DIFFERENCES") && !screen.contains(" difference 1 of "));
}

#[test]
fn the_foot_tells_how_far_the_files_have_been_read_also_while_they_are_linked() {
    for (far, told) in [
        (
            Far::Looking {
                files: 853,
                of: Some(3000),
            },
            "reading 853 of 3,000",
        ),
        (
            Far::Looking {
                files: 853,
                of: None,
            },
            "reading 853 …",
        ),
        (
            Far::Linking {
                files: 1853,
                of: Some(3000),
            },
            "reading 1,853 of 3,000, linking …",
        ),
        (
            Far::Linking {
                files: 853,
                of: None,
            },
            "reading 853, linking …",
        ),
        (
            Far::Linking {
                files: 3000,
                of: Some(3000),
            },
            "· linking …",
        ),
        (Far::Linking { files: 0, of: None }, "· linking …"),
    ] {
        let mut session = Session::waiting(120, 40);
        session.happen(Event::News(News::Far(0, far)));
        let screen = session.screen();
        let foot = screen.lines().rev().nth(1).unwrap();
        assert!(foot.ends_with(told), "{far:?}: {foot}");
    }
}

#[test]
fn the_help_tells_of_moving_down_the_keys_of_the_panes_alone() {
    let mut session = Session::starter(120, 40);
    session.press("?").write("move down");
    let screen = session.screen();
    let row = screen
        .lines()
        .find(|line| line.contains("Move down, scroll"));
    // What else goes down in lists over the panes stands in the help of those.
    let row = row.unwrap();
    assert!(row.contains(" j Down "), "{row}");
    for other in ["^j", "^n", " n "] {
        assert!(!row.contains(other), "{row}");
    }
}
