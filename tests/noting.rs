//! A reader who selects, marks, notes, copies and exports: the real app, fed keys, with the real library behind it.
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
use std::path::PathBuf;

use insta::assert_snapshot;
use rashomon::config::settings::{Reading, Settings};
use rashomon::export::request::{Form, Subject};
use rashomon::library::sources::Source;
use rashomon::tui::effect::Effect;
use rashomon::tui::event::Event;
use rashomon::tui::exporting::{Exported, Order};
use rashomon::tui::focus::Focus;
use rashomon::tui::noting::Written;
use ratatui::style::{Color, Modifier};
use session::Session;
use tempfile::TempDir;

const PIER: &str = "---\ntitle: Pier stays open\noutlet: Quay Radio\nauthor: Ann Author\ndate: 2026-03-09\nurl: https://quay.example/pier\n---\n\n\
# Pier stays open\n\n\
Nobody had counted the planks of the pier before the storm came over the harbour that night. They were counted at dawn.\n\n\
“It holds,” Mayor Ilka Doe said on Monday. “We looked at every plank.”\n\n\
The 新聞 of Velmora wrote 👩\u{200d}🚀 and nothing else.\n";

const LAMPS: &str = "---\ntitle: Lamps lit\noutlet: Dorvane Times\ndate: 2026-03-07\n---\n\n# Lamps lit\n\nAll lamps of the quay were lit by Richard Roe.\n";

struct Desk {
    session: Session,
    folder: TempDir,
}

fn desk(width: u16, height: u16) -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let news = folder.path().join("news");
    fs::create_dir(&news).unwrap();
    fs::write(news.join("pier.md"), PIER).unwrap();
    fs::write(news.join("lamps.md"), LAMPS).unwrap();
    let source = Source::Paths(vec![news]);
    let corrections = folder.path().join("mine.txt");
    let mut session = Session::working(source, &corrections, width, height);
    // Into the article, to its first paragraph.
    session.press("<Enter>jj");
    Desk { session, folder }
}

impl Desk {
    fn press(&mut self, keys: &str) -> &mut Self {
        self.session.press(keys);
        self
    }

    fn write(&mut self, text: &str) -> &mut Self {
        self.session.write(text);
        self
    }

    fn shows(&mut self, text: &str) -> &mut Self {
        let screen = self.session.screen();
        assert!(screen.contains(text), "no `{text}` in\n{screen}");
        self
    }

    fn hides(&mut self, text: &str) -> &mut Self {
        let screen = self.session.screen();
        assert!(!screen.contains(text), "`{text}` in\n{screen}");
        self
    }

    /// What is drawn reversed in the reading pane, row by row.
    fn reversed(&mut self) -> String {
        let buffer = self.session.buffer();
        let mut rows = Vec::new();
        for y in 0..buffer.area.height - 2 {
            let cells = (0..buffer.area.width).map(|x| &buffer[(x, y)]);
            let marked = cells.filter(|cell| cell.modifier.contains(Modifier::REVERSED));
            let row: String = marked.map(ratatui::buffer::Cell::symbol).collect();
            if !row.is_empty() {
                rows.push(row);
            }
        }
        rows.join("|")
    }

    /// What the loop was asked to copy last.
    fn copied(&self) -> &str {
        let copies = self.session.effects.iter().rev();
        let mut copies = copies.filter_map(|effect| match effect {
            Effect::Copy(text, _) => Some(text.as_str()),
            _ => None,
        });
        copies.next().expect("nothing was copied")
    }

    fn background(&mut self, text: &str) -> Color {
        self.session.cells(text)[0].bg
    }

    fn written(&mut self, text: Option<&str>, failed: Option<&str>) -> &mut Self {
        let written = Written {
            text: text.map(str::to_owned),
            failed: failed.map(str::to_owned),
        };
        self.session.happen(Event::Edited(written));
        self
    }
}

/// A desk on an article of one paragraph whose long words are broken at the ends of lines, where that is known of its language.
fn narrow(paragraph: &str) -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("talks.md");
    fs::write(
        &file,
        format!("---\ntitle: Talks\n---\n\n# Talks\n\n{paragraph}\n"),
    )
    .unwrap();
    let corrections = folder.path().join("mine.txt");
    let mut session = Session::waiting(40, 30);
    session.app.set_up(Settings {
        text_width: 30,
        reading: Reading {
            hyphenate: true,
            ..Reading::default()
        },
        ..Settings::default()
    });
    let source = Source::Paths(vec![file]);
    session.serve(source, &corrections);
    session.press("<Enter>jj");
    Desk { session, folder }
}

#[test]
fn words_are_broken_on_screen_and_whole_wherever_they_go() {
    let told = "The negotiations about international monitoring were continued in the administration of the harbour.";
    let mut desk = narrow(told);
    desk.shows("The negotiations about inter-")
        .shows(" national monitoring were con-");
    assert_eq!(desk.press("yp").copied(), told);
    // What was selected, marked or found over a break is so on both rows, the hyphen too.
    desk.press("v3w").press("e");
    assert_eq!(desk.reversed(), "The negotiations about inter-|national");
    let copied = desk.press("y").copied().to_owned();
    assert_eq!(
        copied.lines().next(),
        Some("“The negotiations about international”")
    );
    desk.press("v3wex<Esc>").shows("▎!The");
    for part in ["inter-", "national"] {
        let cells = desk.session.cells(part);
        assert!(cells.iter().all(|cell| cell.bg == Color::Cyan), "{part}");
    }
    desk.press("/").write("international").press("<Enter>");
    let found = desk.session.cells("inter-")[0].clone();
    for part in ["inter-", "national"] {
        for cell in desk.session.cells(part) {
            assert_eq!(
                (cell.fg, cell.bg, cell.modifier),
                (found.fg, found.bg, found.modifier)
            );
        }
    }
}

#[test]
fn words_of_a_language_that_is_not_known_are_left_whole() {
    let mut desk = narrow(
        "Die Verhandlungen über die internationale Beobachtung wurden in der Hafenverwaltung fortgesetzt, und niemand weiß, \
         wie lange sie noch dauern werden, weil die Ministerpräsidentin sich dazu nicht äußern wollte, als man sie fragte.",
    );
    desk.shows("Verhandlungen").hides("-\n");
}

#[test]
fn a_caret_selects_by_characters_words_sentences_and_paragraphs() {
    let mut desk = desk(120, 40);
    desk.press("v").shows("1 word selected");
    assert_eq!(desk.reversed(), "N");
    assert_eq!(desk.press("e").reversed(), "Nobody");
    assert_eq!(desk.press("2w").reversed(), "Nobody had c");
    assert_eq!(desk.press("h").reversed(), "Nobody had ");
    assert_eq!(desk.press("b").reversed(), "Nobody h");
    desk.press("<Esc>jv)").shows("8 words selected");
    // Over two rows of the text.
    desk.press("<Esc>kvs").shows("17 words selected");
    desk.press("s").shows("22 words selected");
    desk.press("p").shows("35 words selected");
    desk.press("op").shows("22 words selected");
    desk.press("<Esc>");
    assert_eq!(desk.reversed(), "");
    desk.press("v}").shows("22 words selected");
}

#[test]
fn what_is_one_character_on_screen_is_one_step() {
    let mut desk = desk(120, 40);
    desk.press("v2}o3w").press("<Esc>jjv");
    assert_eq!(desk.reversed(), "T");
    desk.press("wo");
    assert_eq!(desk.press("o").reversed(), "The 新");
    assert_eq!(desk.press("l").reversed(), "The 新聞");
    let selected = desk.press("3we").reversed();
    assert!(selected.ends_with("wrote"), "{selected}");
    desk.press("ll");
    assert!(
        desk.reversed().ends_with("👩\u{200d}🚀"),
        "{}",
        desk.reversed()
    );
}

#[test]
fn rows_are_walked_in_their_column_and_the_caret_stays_on_screen() {
    let mut desk = desk(80, 24);
    desk.press("v4l");
    let first = desk.reversed();
    assert_eq!(first, "Nobod");
    let two = desk.press("j").reversed();
    let (_, second) = two.split_once('|').unwrap();
    assert_eq!(second.chars().count(), 5, "{two}");
    assert_eq!(desk.press("k").reversed(), first);
    let mut small = self::desk(40, 12);
    small.press("vG").shows("else.");
    assert_eq!(small.press("gg").reversed(), "Pier stays open|N");
    assert_eq!(small.press("$").reversed(), "n|N");
    assert_eq!(small.press("0").reversed(), "Pier stays open|N");
}

#[test]
fn a_selection_is_marked_and_the_mark_is_another_with_each_key() {
    let mut desk = desk(120, 40);
    desk.press("vex").shows("marked as important");
    desk.press("<Esc>");
    assert_eq!(desk.background("Nobody"), Color::Cyan);
    desk.shows("▎!Nobody");
    desk.press("vexx").shows("marked as doubtful");
    desk.press("4").shows("marked as to quote");
    desk.press("<Esc>").shows("▎\"Nobody");
    desk.press("ve2x<Esc>").shows("▎?Nobody");
    // Taken back one by one, also after the selection.
    desk.press("u").shows("▎\"Nobody");
    desk.press("uuu").shows("▎!Nobody");
    desk.press("u").shows("▎ Nobody");
    desk.press("<C-r>").shows("▎!Nobody");
    desk.press("ve9x").shows("there are four");
    // Behind the last one it goes.
    desk.press("<Esc>ve4x").press("x").shows("highlight erased");
    desk.press("<Esc>").shows("▎ Nobody");
}

#[test]
fn a_highlight_is_walked_to_changed_and_taken_away() {
    let mut desk = desk(120, 40);
    desk.press("]h").shows("no highlight in any article");
    desk.press("vex<Esc>jvw3x<Esc>gg");
    desk.press("]h").shows("highlight 1 of 2 in this article");
    desk.press("]h").shows("highlight 2 of 2 in this article");
    desk.press("]h").shows("no more highlights; gn shows");
    desk.press("[h").shows("highlight 1 of 2 in this article");
    desk.press("[h").shows("no highlights before; gn shows");
    desk.press("2x")
        .shows("marked as to check")
        .shows("▎?Nobody");
    desk.press("x").shows("highlight erased").shows("▎ Nobody");
    desk.press("u").shows("▎?Nobody");
    desk.press("]h").shows("highlight 2 of 2 in this article");
    // What repeats a step repeats this one.
    desk.press("[h.").shows("no highlights before");
}

#[test]
fn highlights_are_walked_across_articles_in_the_order_of_their_list() {
    let mut desk = desk(120, 40);
    desk.press("vex<Esc>jvwx<Esc>J").shows("All lamps");
    // From an article that has none it begins at the first.
    desk.press("]h")
        .shows("another article: highlight 1 of 2 in it");
    desk.shows("Nobody had counted")
        .press("J")
        .shows("All lamps");
    // What has the newest highlight is first.
    desk.press("jvex<Esc>").shows("▎!");
    desk.press("gg]h").shows("highlight 1 of 1 in this article");
    desk.press("]h")
        .shows("another article: highlight 1 of 2 in it");
    desk.shows("Nobody had counted");
    desk.press("]h").shows("highlight 2 of 2 in this article");
    desk.press("]h").shows("no more highlights; gn shows");
    desk.press("2[h")
        .shows("another article: highlight 1 of 1 in it");
    desk.shows("All lamps");
    desk.press("[h").shows("no highlights before");
    // The way of jumps leads back.
    desk.press("<C-o>").shows("Nobody had counted");
    desk.press("<C-o>").shows("All lamps");
    desk.press("2]h").shows("highlight 2 of 2 in this article");
    desk.shows("Nobody had counted");
}

#[test]
fn a_note_is_written_shown_changed_and_emptied() {
    let mut desk = desk(120, 40);
    desk.press("i").shows("Note on “Nobody had counted");
    desk.write("who\ncounts?").press("<Esc>");
    desk.shows("note written, u takes it back")
        .shows("▎✎Nobody");
    desk.press("<C-l>").shows("✎ who counts?");
    desk.press("i<C-u><Backspace>")
        .write(" was it?")
        .press("<C-s>");
    desk.shows("note rewritten")
        .press("<C-l>")
        .shows("✎ who was it?");
    desk.press("i<C-u><Esc>")
        .shows("note erased")
        .shows("▎ Nobody");
    desk.press("u").shows("▎✎Nobody");
    desk.press("i<Esc>").shows("nothing has changed");
}

#[test]
fn words_of_an_article_are_noted_and_marked_at_once() {
    let mut desk = desk(120, 40);
    desk.press("vei").write("counted by whom?").press("<Esc>");
    desk.press("vex<Esc>").shows("▎✎Nobody");
    assert_eq!(desk.background("Nobody"), Color::Cyan);
    desk.press("gn").shows("NOTES AND HIGHLIGHTS  1");
    desk.shows("! counted by whom? – “Nobody”");
    // The mark goes, the words stay.
    desk.press("q").press("]hx").shows("no longer marked");
    assert_eq!(desk.background("Nobody"), Color::Reset);
    desk.shows("▎✎Nobody");
}

#[test]
fn what_is_left_is_a_draft_until_it_is_kept() {
    let mut desk = desk(120, 40);
    desk.press("i").write("not done").press("<C-c>");
    desk.shows("left as a draft").shows("▎ Nobody");
    desk.press("j").press("i").hides("not done").press("<Esc>");
    desk.press("k")
        .press("i")
        .shows("not done")
        .shows("begun and not kept yet");
    desk.press("<Esc>").shows("note written").press("<C-l>");
    desk.shows("✎ not done");
}

#[test]
fn the_readers_own_editor_changes_a_note_and_loses_none() {
    let mut desk = desk(120, 40);
    desk.press("i").write("words").press("<Esc>");
    desk.press("I");
    let asked = desk.session.effects.iter().rev();
    let mut asked = asked.filter(|effect| matches!(effect, Effect::Edit(_)));
    assert!(matches!(asked.next(), Some(Effect::Edit(text)) if text == "words"));
    desk.written(Some("words\n"), None)
        .shows("nothing has changed");
    desk.press("I")
        .written(Some("other \u{1b}[31mwords\n"), None);
    desk.shows("note rewritten")
        .press("<C-l>")
        .shows("✎ other words");
    desk.press("I")
        .written(Some("other words"), Some("ed ended with 1"));
    desk.shows("ed ended with 1; the note is as it was");
    desk.press("I")
        .written(Some("half"), Some("ed ended with 1"));
    desk.shows("what was written stands here").shows("│ half");
    desk.press("<Esc>").shows("note rewritten");
    desk.press("I").written(None, Some("no file"));
    desk.shows("no file; the note is as it was");
    // From the editor inside.
    desk.press("i").write("!").press("<C-o>");
    desk.written(Some("half!?"), None)
        .press("<C-l>")
        .shows("✎ half!?");
}

#[test]
fn all_notes_are_listed_filtered_gone_to_and_removed() {
    let mut desk = desk(120, 40);
    desk.press("vex<Esc>")
        .press("ji")
        .write("ask her")
        .press("<Esc>");
    desk.press("Ji").write("which lamps?").press("<Esc>");
    desk.press("ggJ").press("K");
    desk.press("gn").shows("NOTES AND HIGHLIGHTS  3");
    let screen = desk.session.screen();
    let at = |text: &str| {
        screen
            .find(text)
            .unwrap_or_else(|| panic!("no {text}\n{screen}"))
    };
    assert!(at("which lamps?") < at("“Nobody”"), "{screen}");
    assert!(at("“Nobody”") < at("ask her"), "{screen}");
    desk.press("/")
        .write("HÉR ask")
        .shows("1 of 3 with “HÉR ask”");
    desk.press("<Enter><Enter>").shows("“It holds,” Mayor");
    assert_eq!(desk.session.app.focus(), Focus::Article);
    desk.press("<C-l>").shows("✎ ask her");
    desk.press("gn").press("D").shows("NOTES AND HIGHLIGHTS  2");
    desk.press("u").shows("NOTES AND HIGHLIGHTS  3");
    desk.press("/")
        .write("none such")
        .shows("None has these words");
    desk.press("<Esc>").shows("NOTES AND HIGHLIGHTS  3");
}

#[test]
fn a_note_of_the_list_is_changed_over_the_list() {
    let mut desk = desk(120, 40);
    desk.press("ji").write("ask her").press("<Esc>");
    desk.press("Ji").write("which lamps?").press("<Esc>");
    let open = "All lamps of the quay";
    desk.shows(open).press("gnj").hides(open);
    // That of another article than the open one, which stays open.
    desk.press("i")
        .shows("Note on ““It holds,” Mayor")
        .shows("│ ask her");
    desk.shows("NOTES AND HIGHLIGHTS  2");
    desk.write(" again").press("<Esc>");
    desk.shows("NOTES AND HIGHLIGHTS  2").shows("ask her again");
    // What is left unfinished, and what comes back from elsewhere, too.
    desk.press("i").write(", today").press("<C-c>");
    desk.shows("left as a draft")
        .shows("NOTES AND HIGHLIGHTS  2");
    desk.press("i").shows("│ ask her again, today");
    desk.press("<C-o>").written(Some("ask her tomorrow"), None);
    desk.shows("NOTES AND HIGHLIGHTS  2")
        .shows("ask her tomorrow");
    desk.press("q").shows(open);
}

#[test]
fn a_place_that_is_gone_is_told_and_the_note_is_kept() {
    let mut desk = desk(120, 40);
    desk.press("vexi").press("<Esc>");
    desk.press("vei").write("who?").press("<Esc>");
    let file = desk.folder.path().join("news/pier.md");
    fs::write(&file, PIER.replace("Nobody had counted", "They counted")).unwrap();
    desk.session.reload();
    desk.press("<C-l>").shows("1 note without its place");
    desk.press("gn").shows("place lost: who? – “Nobody”");
    desk.shows("not in the article any more");
    desk.press("<Enter>")
        .shows("the place of this note is not in the article any more");
    // The words come back, and the note with them.
    fs::write(
        &file,
        PIER.replace("Nobody had", "It is so: nobody. Nobody had"),
    )
    .unwrap();
    desk.session.reload();
    desk.hides("without its place");
    assert_eq!(desk.background("Nobody had"), Color::Cyan);
}

#[test]
fn what_is_copied_says_where_it_comes_from() {
    let mut desk = desk(120, 40);
    let source = "Quay Radio, Ann Author, Mar 9, 2026: “Pier stays open”";
    let link = "https://quay.example/pier";
    assert_eq!(desk.press("yy").copied(), link);
    assert_eq!(desk.press("yt").copied(), "Pier stays open");
    assert!(desk.press("yp").copied().starts_with("Nobody had counted"));
    desk.press("yq").shows("no quotation in this paragraph");
    desk.press("jyq");
    let quoted = format!("“It holds,” – Ilka Doe\n{source}, ¶2, {link}");
    assert_eq!(desk.copied(), quoted);
    desk.press("vwwey");
    assert_eq!(desk.copied(), format!("““It holds”\n{source}, ¶2, {link}"));
    desk.hides("selected");
    // In the list it is the selected article; where that tells no link, where it was read from.
    desk.press("hj").press("yy");
    assert!(
        desk.copied().ends_with("news/lamps.md"),
        "{}",
        desk.copied()
    );
    let told = Event::Copied(Err("none is here".to_owned()));
    desk.session.happen(told);
    desk.shows("not copied: none is here");
}

#[test]
fn what_is_said_in_other_words_is_copied_where_nothing_is_quoted() {
    let mut desk = narrow("Mayor Ilka Doe said that the pier would stay closed until June.");
    desk.press("]q").shows("quotation 1 of 1");
    let copied = desk.press("yq").copied().to_owned();
    assert!(copied.contains("would stay closed until June"), "{copied}");
    assert!(copied.contains(" – Ilka Doe\n"), "{copied}");
    assert!(
        !copied.contains('“') || copied.contains("“Talks”"),
        "{copied}"
    );
}

#[test]
fn a_note_begun_here_is_kept_by_the_editor_that_adds_nothing() {
    let mut desk = desk(120, 40);
    desk.press("i").write("half a thought").press("<C-o>");
    desk.written(Some("half a thought\n"), None);
    desk.shows("note written, u takes it back");
    assert_eq!(desk.session.notes().len(), 1);
    desk.press("i").press("<C-o>");
    desk.written(Some("half a thought\n"), None)
        .shows("nothing has changed");
}

#[test]
fn keys_are_about_the_paragraph_on_screen_and_not_about_one_gone_to_before() {
    let mut desk = desk(60, 8);
    desk.press("i").write("about the first").press("<Esc><C-l>");
    desk.shows("✎ about the first");
    desk.press("G").hides("✎ about the first");
    let first = desk.session.notes().len();
    desk.press("i").hides("about the first");
    desk.write("about the last").press("<Esc>");
    assert_eq!(desk.session.notes().len(), first + 1);
    // Nor does taking a mark away reach one that is out of sight.
    desk.press("ggG").press("x");
    let notes = desk.session.notes();
    let left: Vec<&str> = notes
        .iter()
        .map(|jotting| jotting.note.text.as_str())
        .collect();
    assert!(left.contains(&"about the first"), "{left:?}");
    desk.press("gg]qG").press("yq");
    desk.hides("copied");
}

#[test]
fn an_export_asks_what_in_which_form_and_where_to() {
    let mut desk = desk(120, 40);
    desk.session.app.export_to(PathBuf::from("/papers"));
    desk.press("e")
        .shows("this article: Pier stays open")
        .shows("all notes and highlights");
    desk.press("j")
        .press("<Enter>")
        .shows("Export all notes and highlights as");
    desk.press("j<Enter>")
        .shows("export to the file: /papers/notes.json");
    desk.press("<C-u>").write("mine.json").press("<Enter>");
    let order = Order {
        subject: Subject::Marks,
        form: Form::Json,
        path: PathBuf::from("mine.json"),
        over: false,
    };
    let asked = |desk: &Desk| {
        let orders = desk.session.effects.iter().rev();
        let mut orders = orders.filter_map(|effect| match effect {
            Effect::Export(_, order) => Some(order.clone()),
            _ => None,
        });
        orders.next().unwrap()
    };
    assert_eq!(asked(&desk), order);
    desk.session.happen(Event::Exported(Exported::Exists));
    desk.shows("is there already, Enter writes over it: mine.json");
    desk.press("<Enter>");
    assert_eq!(
        asked(&desk),
        Order {
            over: true,
            ..order
        }
    );
    let failed = Exported::Failed("mine.json: no".to_owned());
    desk.session.happen(Event::Exported(failed));
    desk.shows("mine.json: no: mine.json");
    desk.session
        .happen(Event::Exported(Exported::Done(PathBuf::from("mine.json"))));
    desk.shows("written: mine.json").hides("export to the file");
    desk.press("e<Esc>").hides("Export");
}

#[test]
fn an_export_holds_what_the_library_has_with_its_source() {
    let mut desk = desk(120, 40);
    desk.press("vex<Esc>")
        .press("ji")
        .write("ask her")
        .press("<Esc>");
    let library = desk.session.app.library().clone();
    let notes = desk.session.notes();
    let pier = library.id_of(0).unwrap();
    let out = |subject: Subject, form| {
        rashomon::export::request::written(&library, &notes, &subject, form).unwrap()
    };
    let article = out(Subject::Article(pier), Form::Markdown);
    for part in [
        "# Pier stays open",
        "Quay Radio, Ann Author, Mar 9, 2026",
        "https\\://quay.example/pier",
        "“We looked at every plank.”",
        "## Notes and highlights",
        "*¶1 · important · ",
        "ask her",
    ] {
        assert!(article.contains(part), "no {part} in\n{article}");
    }
    let json = out(Subject::Article(pier), Form::Json);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["text"][0]["paragraph"], 1);
    assert_eq!(json["notes"][1]["note"], "ask her");
    let page = out(Subject::Article(pier), Form::Html);
    assert!(page.contains("<a href=\"https://quay.example/pier\""));
    let doe = library.actors_called("Ilka Doe").remove(0).id;
    let portrait = out(Subject::Actor(doe), Form::Markdown);
    assert!(portrait.contains("Ilka Doe") && portrait.contains("It holds"));
    let marks = out(Subject::Marks, Form::Json);
    assert_eq!(marks.lines().count(), 2);
    assert!(out(Subject::Marks, Form::Html).contains("ask her"));
    let gone = Subject::Story(pier);
    assert_eq!(
        rashomon::export::request::written(&library, &notes, &gone, Form::Html),
        None
    );
}

#[test]
fn the_views_look_like_this() {
    for (width, height) in [(120, 40), (80, 24), (40, 12)] {
        let mut desk = desk(width, height);
        let today = jiff::Timestamp::now().strftime("%Y-%m-%d").to_string();
        let shot = |desk: &mut Desk, name: &str| {
            let screen = desk.session.screen().replace(&today, "2026-03-10");
            assert_snapshot!(format!("{name}-{width}x{height}"), screen);
        };
        desk.press("v3wx");
        desk.press("<C-l>");
        shot(&mut desk, "select");
        desk.press("<Esc>ji").write("Was she asked?\nBy whom?");
        shot(&mut desk, "note");
        desk.press("<Esc><C-l>");
        shot(&mut desk, "noted");
        desk.press("gn");
        desk.shows("NOTES AND HIGHLIGHTS  2");
        shot(&mut desk, "notes");
        desk.press("qe");
        shot(&mut desk, "export");
    }
}

#[test]
fn the_way_back_from_a_note_leads_to_the_list_of_notes() {
    let mut desk = desk(120, 40);
    desk.press("i").write("Ask again").press("<Esc>");
    desk.press("Ji").write("Call the quay").press("<Esc>");
    for back in ["<Esc>", "<C-o>", "q"] {
        desk.press("gn").shows("NOTES AND HIGHLIGHTS  2");
        desk.press("j<Enter>").hides("NOTES AND HIGHLIGHTS");
        // What has been changed meanwhile is seen there, and the cursor stays.
        desk.press("i").write("!").press("<Esc>");
        desk.press(back).shows("NOTES AND HIGHLIGHTS  2");
        desk.press("<Enter>")
            .hides("NOTES AND HIGHLIGHTS")
            .press(back);
        desk.press("q").hides("NOTES AND HIGHLIGHTS");
    }
    desk.press("gn").shows("!!!");
}
