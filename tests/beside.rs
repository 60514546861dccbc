//! Articles side by side on screen: two of them, all versions of a story, and the versions of one article.
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

use std::path::Path;
use std::sync::Arc;

use insta::assert_snapshot;
use proptest::prelude::*;
use rashomon::library::loader::load;
use rashomon::library::sources::Source;
use rashomon::library::worker::News;
use rashomon::library::{Direction, Library};
use rashomon::tui::compare::Compare;
use rashomon::tui::edited::Edited;
use rashomon::tui::effect::Effect;
use rashomon::tui::event::Event;
use rashomon::tui::focus::Focus;
use rashomon::tui::sheet::{Piece, Sheet};
use rashomon::tui::versions::Versions;
use rashomon::{extract, ingest};
use ratatui::style::Modifier;
use session::Session;

/// A session on the files of a folder, read in full.
fn on(folder: &Path, width: u16, height: u16) -> Session {
    let mut session = Session::waiting(width, height);
    read(&mut session, folder);
    session
}

fn read(session: &mut Session, folder: &Path) {
    load(&Source::Paths(vec![folder.to_owned()]), None, |progress| {
        session.happen(Event::News(News::Progress(0, progress)));
    })
    .unwrap();
}

/// A session on a story that `count` outlets tell.
fn harbour(count: usize, width: u16, height: u16) -> Session {
    let folder = tempfile::tempdir().unwrap();
    harbour::story(folder.path(), count);
    let session = on(folder.path(), width, height);
    assert_eq!(
        session.app.library().story(0).unwrap().articles.len(),
        count
    );
    session
}

fn comparisons(session: &Session) -> usize {
    let asked = session.effects.iter().map(|effect| match effect {
        Effect::Compare(_, pairs) => pairs.len(),
        _ => 0,
    });
    asked.sum()
}

fn outlet(session: &Session) -> String {
    session.app.reader().unwrap().entry().head.outlet_label()
}

fn holds(session: &mut Session, told: &[&str]) {
    let screen = session.screen();
    for told in told {
        assert!(screen.contains(told), "{told}\n{screen}");
    }
}

/// The topmost row of the screen.
fn heading(session: &mut Session) -> String {
    session.screen().lines().next().unwrap().to_owned()
}

/// The row of the screen with the cursor of a text.
fn at_cursor(session: &mut Session) -> String {
    let screen = session.screen();
    let line = screen.lines().find(|line| line.contains('▎'));
    line.unwrap_or_else(|| panic!("no cursor\n{screen}"))
        .to_owned()
}

/// All versions of a story, at the sizes at which they are laid out differently.
#[test]
fn a_story_of_three_at_four_sizes() {
    for (width, height) in [(200, 50), (120, 40), (80, 24), (40, 12)] {
        let mut session = Session::starter(width, height);
        session.press("<Enter>Cjj");
        assert_snapshot!(format!("versions-{width}x{height}"), session.screen());
        session.press("<Enter>");
        assert_snapshot!(format!("voices-{width}x{height}"), session.screen());
    }
}

#[test]
fn a_story_of_five_has_four_panes_and_a_window_over_the_rest() {
    let mut session = harbour(5, 200, 50);
    session.press("<Enter>C");
    assert_snapshot!("versions-of-five-200x50", session.screen());
    holds(
        &mut session,
        &["base", "4 of 5 versions: h l for the others"],
    );
    let first = outlet(&session);
    assert_eq!(first, "Morning Gull");
    assert!(!heading(&mut session).contains("Velmora Post"));
    session.press("llll");
    let shown = heading(&mut session);
    assert!(shown.contains("Velmora Post") && shown.contains("Morning Gull"));
    // The pane with the cursor becomes the base, and its text what the others are measured by.
    session.press("x");
    let heading = heading(&mut session);
    assert!(
        heading.trim_start().starts_with("base  Velmora Post"),
        "{heading}"
    );
}

#[test]
fn what_the_base_has_not_is_folded_and_opens() {
    let mut session = harbour(3, 200, 50);
    session.press("<Enter>C");
    let screen = session.screen();
    assert!(screen.contains("+ 1 not in"), "{screen}");
    assert!(!screen.contains("The lamps of the pier"), "{screen}");
    session.press("lG");
    for _ in 0..20 {
        if at_cursor(&mut session).contains("+ 1 not in") {
            break;
        }
        session.press("k");
    }
    session.press("<Enter>");
    let screen = session.screen();
    assert!(
        screen.contains("The lamps of the pier") || screen.contains("called the piles"),
        "{screen}"
    );
}

#[test]
fn only_here_is_walked_and_every_outlets_words_are_one_key_away() {
    let mut session = harbour(4, 100, 40);
    session.press("<Enter>C");
    let heading = session.screen().lines().nth(1).unwrap().to_owned();
    assert!(heading.contains("only here"), "{heading}");
    session.press("]d");
    let alone = at_cursor(&mut session);
    assert!(alone.contains("·   ·   ·"), "{alone}");
    for _ in 0..9 {
        session.press("]d");
    }
    holds(
        &mut session,
        &["no passage below that only The Northern Bell has"],
    );
    session.press("ggj");
    assert!(at_cursor(&mut session).contains("$14 million"));
    session.press("<Enter>");
    holds(
        &mut session,
        &[
            "every outlet's words",
            "1   The Northern Bell",
            "Velmora Post",
            "Quay Radio",
            "too dear at $14 million",
        ],
    );
    session.press("<Esc>");
    assert!(!session.screen().contains("every outlet's words"));
    session.press("<Enter>2<Enter>");
    let reader = session.app.reader().unwrap();
    assert_ne!(reader.entry().head.outlet_label(), "The Northern Bell");
    let arrived = reader.arrived().unwrap().of(&reader.entry().article.text);
    assert!(arrived.contains("$14 million"), "{arrived}");
    session.press("<C-o>");
    assert_eq!(outlet(&session), "The Northern Bell");
}

#[test]
fn another_base_stands_at_what_it_has_of_the_passage() {
    let mut session = harbour(4, 100, 40);
    session.press("<Enter>Cj");
    assert!(at_cursor(&mut session).contains("put the cost of repairs at"));
    session.press("<Tab>");
    let heading = heading(&mut session);
    assert!(!heading.contains("Northern Bell"), "{heading}");
    assert!(at_cursor(&mut session).contains("$14 million"));
    session.press("<Tab><Tab><Tab>");
    assert!(at_cursor(&mut session).contains("put the cost of repairs at"));
    // From all versions to two of them, and back.
    session.press("c");
    holds(&mut session, &["matched", "The Northern Bell"]);
    session.press("C");
    holds(&mut session, &["base  The Northern Bell"]);
}

#[test]
fn a_story_of_two_is_laid_side_by_side_and_no_story_says_what_to_do() {
    let mut session = harbour(2, 160, 40);
    session.press("<Enter>C");
    holds(
        &mut session,
        &["DIFFERENCES", "Velmora Post", "Coast Herald"],
    );
    let folder = tempfile::tempdir().unwrap();
    let text = harbour::article(
        "A lone tale",
        "Quay Radio",
        3,
        "Nobody else told of the goat.",
    );
    std::fs::write(folder.path().join("a.md"), text).unwrap();
    let mut session = on(folder.path(), 160, 40);
    session.press("<Enter>C");
    holds(&mut session, &["in no story", "c compares it"]);
}

#[test]
fn sides_scroll_by_themselves_until_they_are_bound_at_the_cursor() {
    for (width, height) in [(120, 40), (80, 24)] {
        let mut session = Session::starter(width, height);
        session.press("<Enter>c<Enter>B");
        holds(
            &mut session,
            &["unbound: each side scrolls by itself, B binds"],
        );
        session.press("<Tab>G");
        let last = at_cursor(&mut session);
        // The other side stands where it was.
        holds(&mut session, &["For the first time, the United States"]);
        session.press("B");
        assert!(!session.screen().contains("unbound"));
        assert_eq!(words(&at_cursor(&mut session)), words(&last));
        assert!(!session.screen().contains("At the coalition summit"));
    }
}

/// The last words of a row of the screen.
fn words(row: &str) -> Vec<&str> {
    let mut words: Vec<&str> = row.split_whitespace().rev().take(3).collect();
    words.reverse();
    words
}

#[test]
fn a_comparison_that_was_made_is_not_made_again_until_the_library_changes() {
    let folder = tempfile::tempdir().unwrap();
    harbour::story(folder.path(), 4);
    let mut session = on(folder.path(), 160, 40);
    session.press("<Enter>C");
    assert_eq!(comparisons(&session), 3);
    session.press("q");
    session.press("C");
    assert_eq!(comparisons(&session), 3);
    holds(&mut session, &["also in"]);
    // The other way round is another comparison, once.
    session.press("cxxx");
    assert_eq!(comparisons(&session), 4);
    session.press("q");
    read(&mut session, folder.path());
    session.press("C");
    assert_eq!(comparisons(&session), 7);
}

#[test]
fn what_is_side_by_side_follows_the_library() {
    let folder = tempfile::tempdir().unwrap();
    harbour::story(folder.path(), 4);
    let mut session = on(folder.path(), 160, 40);
    session.press("<Enter>Cjj");
    let before = session.screen();
    let asked = comparisons(&session);
    let mut effects = Vec::new();
    load(
        &Source::Paths(vec![folder.path().to_owned()]),
        None,
        |progress| {
            effects.extend(session.happen(Event::News(News::Progress(0, progress))));
        },
    )
    .unwrap();
    let again = effects
        .iter()
        .filter(|effect| matches!(effect, Effect::Compare(..)));
    assert_eq!((again.count(), asked), (1, 3));
    assert_eq!(session.screen(), before);
}

/// A session on an article that was fetched twice.
fn fetched_twice(width: u16, height: u16) -> Session {
    let folder = tempfile::tempdir().unwrap();
    harbour::twice(folder.path());
    on(folder.path(), width, height)
}

#[test]
fn what_became_of_an_article_is_marked_walked_and_opened() {
    let mut session = fetched_twice(120, 40);
    holds(&mut session, &["v2 Mar 9 '26", "version 2 of 2, earlier"]);
    session.press("<Enter>c");
    let picker = session.screen();
    let first = picker.lines().find(|line| line.contains("│▸")).unwrap();
    assert!(first.contains("version 1 of 2"), "{picker}");
    session.press("<Enter>");
    let modifiers = |session: &mut Session, words: &str| session.cells(words)[0].modifier;
    assert!(modifiers(&mut session, "will decide").contains(Modifier::CROSSED_OUT));
    assert!(modifiers(&mut session, "council of Velmora voted").is_empty());
    assert!(modifiers(&mut session, "14 million").contains(Modifier::UNDERLINED));
    assert!(modifiers(&mut session, "Nine of 15").contains(Modifier::UNDERLINED));
    // The earlier version is on the left, whichever was open, and signs say what the colours do.
    let heading = heading(&mut session);
    assert!(heading.find("Mar 8") < heading.find("Mar 9"), "{heading}");
    holds(
        &mut session,
        &["- Repairs would cost", "+ Repairs would have cost"],
    );
    session.press("]d");
    assert!(at_cursor(&mut session).contains("voted on Monday"));
    for _ in 0..20 {
        session.press("]d");
    }
    holds(&mut session, &["no change further down"]);
    session.press("gg<Tab>j<Enter>");
    let reader = session.app.reader().unwrap();
    assert!(reader.entry().article.text.contains("will decide"));
    assert!(reader.arrived().is_some());
    // As two articles, and back: kept, so that nothing is worked out twice.
    session.press("<C-o>c");
    holds(&mut session, &["matched"]);
    session.press("c");
    holds(&mut session, &["of the words kept"]);
    assert_eq!(comparisons(&session), 1);
}

#[test]
fn tiny_edits_and_what_stayed_are_folded_until_opened() {
    let sentences: Vec<String> = (0..9)
        .map(|number| format!("Lamp number {number} of the pier was lit at dusk."))
        .collect();
    let earlier = sentences.join(" ");
    let later = earlier.replace("2 of the pier was", "2 of the pier, was");
    let folder = tempfile::tempdir().unwrap();
    for (name, day, body) in [("a.md", 3, &earlier), ("b.md", 4, &later)] {
        let text = harbour::article("The lamps of Velmora", "Quay Radio", day, body);
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let mut session = on(folder.path(), 120, 40);
    session.press("<Enter>c<Enter>");
    holds(
        &mut session,
        &[
            "9 sentences as before, 1 small edit",
            "100 % of the words kept",
        ],
    );
    assert!(!session.screen().contains("Lamp number 2"));
    session.press("<Enter>");
    holds(&mut session, &["~ Lamp number 2 of the pier, was lit"]);
}

#[test]
fn the_versions_of_an_article_at_four_sizes() {
    for (width, height) in [(200, 50), (120, 40), (80, 24), (40, 12)] {
        let mut session = fetched_twice(width, height);
        session.press("<Enter>c<Enter>");
        assert_snapshot!(format!("edits-{width}x{height}"), session.screen());
    }
}

/// Articles that are hard to lay side by side: one without text, one in another language, a very long one and a short one;
/// with `address`, as versions of one article.
fn uneven(address: Option<&str>) -> Library {
    let lamps = (0..5_000).map(|number| {
        let name = ["Tern", "Gull", "Heron", "Plover"][number % 4];
        format!("Lamp {number} of the {name} Pier was lit at dusk by its keeper.")
    });
    let long = lamps.collect::<Vec<_>>().join(" ");
    let bodies = [
        "",
        "Der Hafenrat von Velmora hat am Montag beschlossen, die alte Brücke zu schließen und nicht zu erneuern.",
        &long,
        "The council voted on Monday to close the old pier. Repairs were too dear, said Odile Farrant.",
    ];
    let read = bodies.iter().zip(1..).flat_map(|(body, day)| {
        let text = harbour::article("The pier of Velmora is to close", "Quay Radio", day, body);
        let url = address.map_or_else(
            || format!("https://quay.example/{day}"),
            |address| format!("https://quay.example/{address}"),
        );
        let text = text.replacen("---\n", &format!("---\nurl: {url}\n"), 1);
        ingest::read(&format!("{day}.md"), text.as_bytes()).articles
    });
    let read: Vec<_> = read
        .map(|article| {
            let findings = extract::find(&article);
            (Arc::new(article), Arc::new(findings))
        })
        .collect();
    assert_eq!(read.len(), 4);
    Library::build(&read, Vec::new())
}

const SIZES: [(usize, usize); 5] = [(200, 50), (120, 40), (80, 24), (40, 12), (3, 2)];

#[test]
fn uneven_articles_are_laid_side_by_side_whichever_is_the_base() {
    let library = uneven(None);
    for base in 0..4 {
        let order = (0..4).map(|number| (base + number) % 4);
        let entries = order.map(|row| library.entry(row).unwrap());
        let mut versions = Versions::new(entries.collect(), 0);
        for ids in versions.wanted() {
            let rows = ids.map(|id| library.row_of(id).unwrap());
            let found = library.compare(rows[0], rows[1]).unwrap();
            versions.take(ids, &Arc::new(found));
        }
        assert!(versions.wanted().is_empty());
        let words = library.entry(base).unwrap().article.text.len();
        assert_eq!(versions.sheet.is_empty(), words < 60, "{words}");
        for (width, height) in SIZES {
            versions.settle(width, height);
            versions.walk(Direction::Forward, 1);
            versions.open();
            versions.voices = None;
            versions.step(isize::MAX);
            versions.toggle_bound();
            versions.settle(width, height);
            on_screen(&versions.sheet, width, height);
            versions.toggle_bound();
        }
    }
}

#[test]
fn uneven_versions_of_an_article_say_how_much_is_left() {
    let library = uneven(Some("pier"));
    for (first, second) in [(0, 1), (0, 2), (0, 3), (1, 2), (2, 3)] {
        let mut edited = Edited::new(&library, [first, second]).unwrap();
        let rows = edited.ids().map(|id| library.row_of(id).unwrap());
        assert_eq!(rows, [second, first], "the earlier one stands first");
        let found = library.compare(rows[0], rows[1]).unwrap();
        edited.take(Arc::new(found));
        let edits = edited.edits().unwrap();
        assert!(edits.dated && edits.kept <= edits.words);
        let is_long = |row: usize| library.entry(row).unwrap().article.text.len() > 10_000;
        if is_long(rows[0]) {
            assert!(
                edits.summary().starts_with("rewritten: 0 % of"),
                "{}",
                edits.summary()
            );
        }
        for (width, height) in SIZES {
            edited.settle(width, height);
            edited.walk(Direction::Forward, 1);
            edited.sheet.step(isize::MAX);
            edited.open();
            edited.settle(width, height);
            on_screen(&edited.sheet, width, height);
        }
    }
    assert!(Edited::new(&uneven(None), [0, 1]).is_none());
}

/// Every piece is on screen, beside no other of its column, and the cursor is on one.
fn on_screen(sheet: &Sheet, width: usize, height: usize) {
    let pieces = sheet.pieces();
    let shape = sheet.shape();
    for piece in &pieces {
        let (x, y) = piece.at;
        assert!(
            y + piece.lines.len() <= height.max(1),
            "{piece:?} of {shape:?}"
        );
        assert!(x <= width.max(1), "{piece:?} of {shape:?}");
    }
    let room = height > 5 && !sheet.is_empty();
    let cursor = |piece: &Piece| (piece.row, piece.column) == (sheet.row(), sheet.column());
    assert!(
        !room || pieces.iter().any(cursor),
        "{} {}",
        sheet.row(),
        sheet.column()
    );
}

/// What can be typed over articles side by side, but for what leaves them.
fn any_keys() -> impl Strategy<Value = Vec<&'static str>> {
    let keys = vec![
        "j", "k", "g", "G", "d", "u", "<Space>", "<Tab>", "<S-Tab>", "h", "l", "x", "B", "C", "c",
        "]d", "[d", "]", "<Enter>", "<Esc>", "1", "3", "9", "é", "<Down>", "<PageUp>", "<C-o>",
        "c<Enter>",
    ];
    proptest::collection::vec(proptest::sample::select(keys), 1..40)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_keys_on_any_size_keep_what_is_side_by_side_in_range(
        keys in any_keys(),
        sizes in proptest::collection::vec((0u16..220, 0u16..55), 1..4),
        (which, begin) in (0usize..4, proptest::sample::select(vec!["C", "c<Enter>"])),
    ) {
        let (width, height) = sizes[0];
        let mut session = match which {
            0 => Session::starter(width, height),
            1 => harbour(5, width, height),
            2 => harbour(2, width, height),
            _ => fetched_twice(width, height),
        };
        session.press("<Enter>").press(begin);
        let every = keys.len() / sizes.len() + 1;
        for (index, keys) in keys.iter().enumerate() {
            if index % every == 0 {
                let (width, height) = sizes[index / every % sizes.len()];
                session.resize(width, height);
            }
            session.press(keys);
            session.screen();
            prop_assert!(!session.app.is_done());
            prop_assert!(session.app.selected() < session.app.library().len());
        }
    }
}

#[test]
fn every_view_tells_its_keys_and_what_a_key_does_not_do() {
    let views = [
        ("c<Enter>", "swap"),
        ("C", "their words"),
        ("w", "outlet"),
        ("gc", "take back"),
    ];
    for (open, told) in views {
        for (width, height) in [(120, 40), (40, 12)] {
            let mut session = Session::starter(width, height);
            session.press("<Enter>");
            session.press(open);
            session.press("?");
            holds(&mut session, &["keys here", told]);
            // What closes and the key itself put it away and nothing below it, any other key does what it does.
            let below = session.press("<Esc>").screen();
            assert!(!below.contains("keys here"));
            assert_eq!(session.press("?q").screen(), below);
            session.press("?j");
            assert!(!session.screen().contains("keys here"));
            session.press("??");
            assert!(!session.screen().contains("keys here"));
            session.press("Z");
            holds(&mut session, &["Z does nothing here; ? shows the"]);
        }
    }
}

#[test]
fn a_prefix_over_two_articles_shows_what_may_follow_there() {
    let mut session = Session::starter(80, 24);
    session.press("<Enter>c<Enter>]");
    holds(&mut session, &["Next difference"]);
    assert!(!session.screen().contains("Next article not yet opened"));
    session.press("u");
    holds(&mut session, &["u does nothing here"]);
}

#[test]
fn differences_are_walked_down_the_rows_as_eyes_go() {
    let session = Session::starter(80, 24);
    let library = session.app.library();
    let mut compare = Compare::new(library, [0, 1]).unwrap();
    assert!(!compare.walk(Direction::Forward, 1), "nothing is known yet");
    compare.take(Arc::new(library.compare(0, 1).unwrap()));
    compare.settle(80, 24);
    let mut down = Vec::new();
    while compare.walk(Direction::Forward, 1) {
        down.push((compare.sheet.row(), compare.difference.unwrap()));
    }
    assert!(down.is_sorted_by_key(|(row, _)| row), "{down:?}");
    let mut each: Vec<usize> = down.iter().map(|(_, number)| *number).collect();
    assert!(!each.is_sorted(), "the list has them by sort: {down:?}");
    each.sort_unstable();
    assert_eq!(each, (0..compare.differences().count()).collect::<Vec<_>>());
    // The same back, and by as many at once.
    for expected in down.iter().rev().skip(1) {
        assert!(compare.walk(Direction::Backward, 1));
        assert_eq!(
            (compare.sheet.row(), compare.difference.unwrap()),
            *expected
        );
    }
    assert!(!compare.walk(Direction::Backward, 1));
    assert!(compare.walk(Direction::Forward, down.len() - 1));
    assert_eq!(compare.difference, down.last().map(|(_, number)| *number));
    assert!(!compare.walk(Direction::Backward, down.len()));
    // From a row that the reader has gone to, the first one there.
    let (row, _) = down[down.len() / 2];
    compare.sheet.go(row, compare.sheet.column());
    compare.difference = None;
    assert!(compare.walk(Direction::Forward, 1));
    assert_eq!(compare.sheet.row(), row);
}

#[test]
fn the_ends_of_the_differences_are_told() {
    let mut session = Session::starter(120, 40);
    session.press("<Enter>c<Enter>[d");
    holds(&mut session, &["no difference further up"]);
    session.press("]d");
    holds(&mut session, &[" difference 1 of "]);
    session.press("999]d");
    holds(&mut session, &["no difference further down"]);
}

#[test]
fn the_way_back_from_a_passage_leads_to_what_stood_side_by_side_as_it_was() {
    for (open, walk) in [
        ("c<Enter>", "]d]d<Tab><Tab>jj"),
        ("C", "]djj<Enter>j"),
        ("pzelen<Enter>w", "ljj"),
    ] {
        for back in ["<Esc>", "<C-o>", "q"] {
            let mut session = Session::starter(120, 40);
            let before = session.press("<Enter>").press(open).press(walk).screen();
            let article = session.press("<Enter>").screen();
            assert!(!article.contains("q close"), "{article}");
            let again = session.press("jj").press(back).screen();
            let read = |screen: &str| {
                let lines = screen.lines().map(str::to_owned).collect::<Vec<_>>();
                lines[..lines.len() - 2].join("\n")
            };
            assert_eq!(read(&again), read(&before), "{open} {back}");
            // From there, the way leads on to where the view was opened.
            let out = if open == "C" { "qq" } else { "q" };
            let closed = session.press(out).screen();
            assert!(!closed.contains("q close"), "{open} {back}\n{closed}");
            assert_eq!(
                session.press("<Esc>").app.focus(),
                Focus::List,
                "{open} {back}"
            );
        }
    }
}
