//! The reader corrects who is who, on screen, and the file of corrections wins over the machine.
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
use std::path::Path;

use rashomon::library::Subject;
use rashomon::library::sources::Source;
use session::Session;

fn again(file: &Path) -> Session {
    Session::working(Source::Starter, file, 120, 40)
}

/// The rules in the file, without the notes behind them.
fn rules(file: &Path) -> Vec<String> {
    let text = fs::read_to_string(file).unwrap_or_default();
    let rules = text.lines().map(|line| line.split(" # ").next().unwrap());
    rules.map(str::to_owned).collect()
}

/// How often the actors of that name stand in all articles.
fn places(session: &Session, name: &str) -> Vec<usize> {
    let library = session.app.library();
    let named = library.actors_called(name);
    named
        .iter()
        .map(|actor| library.places(actor.id).len())
        .filter(|count| *count > 0)
        .collect()
}

fn chosen(session: &Session) -> String {
    let Some(Subject::Actor(id)) = session.app.subject() else {
        panic!("no actor is chosen")
    };
    session.app.library().actor(*id).unwrap().name.clone()
}

#[test]
fn a_merge_joins_two_and_undo_and_redo_change_the_file() {
    let (mut session, file, _folder) = Session::correcting();
    let (one, other) = (
        places(&session, "Jared Kushner")[0],
        places(&session, "Steve Witkoff")[0],
    );
    session.press("pwitkoff<Enter>gmkushner<Enter>");
    assert_eq!(
        rules(&file),
        ["merge person \"Jared Kushner\" = \"Steve Witkoff\""]
    );
    assert_eq!(places(&session, "Jared Kushner"), [one + other]);
    assert!(places(&session, "Steve Witkoff").is_empty());
    assert_eq!(chosen(&session), "Jared Kushner");
    assert_eq!(places(&again(&file), "Jared Kushner"), [one + other]);
    session.press("u");
    assert!(rules(&file).is_empty());
    assert_eq!(places(&session, "Steve Witkoff"), [other]);
    session.press("<C-r>");
    assert_eq!(places(&session, "Jared Kushner"), [one + other]);
    session.press("uu");
    assert!(session.screen().contains("nothing to undo"));
}

#[test]
fn a_split_makes_somebody_else_with_a_name_of_their_own() {
    let (mut session, file, _folder) = Session::correcting();
    let before = places(&session, "Emmanuel Macron")[0];
    session.press("pmacron<Enter>gs");
    assert!(session.screen().contains("every mention in this article"));
    session.press("<Enter><C-u>Another<Space>Macron<Enter>");
    let rule = &rules(&file)[0];
    assert!(
        rule.starts_with("split person \"Emmanuel Macron\" in article "),
        "{rule}"
    );
    assert!(rule.ends_with(" as \"Another Macron\""), "{rule}");
    let text = fs::read_to_string(&file).unwrap();
    assert!(
        text.contains(" # US joins Kyiv"),
        "the note tells the article: {text}"
    );
    assert_eq!(chosen(&session), "Another Macron");
    let (other, rest) = (
        places(&session, "Another Macron")[0],
        places(&session, "Emmanuel Macron")[0],
    );
    assert_eq!(other + rest, before);
    assert!(other > 0 && rest > 0);
}

#[test]
fn who_is_no_actor_leaves_the_panel_everywhere() {
    let (mut session, file, _folder) = Session::correcting();
    session.press("<C-p>telegram<Enter>gx<Enter>");
    assert_eq!(rules(&file), ["not an actor organisation \"Telegram\""]);
    assert!(places(&session, "Telegram").is_empty());
    session.press("<C-p>telegram");
    assert!(!session.screen().contains("& Telegram"));
}

#[test]
fn a_new_name_is_shown_everywhere() {
    let (mut session, file, _folder) = Session::correcting();
    session.press("pzelen<Enter>gr<C-u>Wolodymyr<Space>Selenskyj<Enter>");
    assert_eq!(
        rules(&file),
        ["rename person \"Volodymyr Zelenskyy\" to \"Wolodymyr Selenskyj\""]
    );
    assert_eq!(chosen(&session), "Wolodymyr Selenskyj");
    assert!(
        session
            .press("<Tab>")
            .screen()
            .contains("Wolodymyr Selenskyj")
    );
}

#[test]
fn a_description_is_given_to_whom_it_means() {
    let folder = tempfile::tempdir().unwrap();
    let (articles, file) = (folder.path().join("articles"), folder.path().join("mine"));
    fs::create_dir(&articles).unwrap();
    let text = "Harbour votes on the pier\n\nJane Doe and Richard Roe met in the harbour on Monday to talk about \
                the pier. The special envoy left the room before the vote was over, and nobody would say why.\n";
    fs::write(articles.join("a.txt"), text).unwrap();
    let mut session = Session::working(Source::Paths(vec![articles]), &file, 120, 40);
    session.press("<Enter>");
    while !session.screen().contains("▎ Jane Doe") {
        session.press("j");
    }
    session.press("gd");
    assert!(
        session
            .screen()
            .contains("“The special envoy” in this article"),
        "{}",
        session.screen()
    );
    session.press("<Enter>roe<Enter>");
    let rule = &rules(&file)[0];
    assert!(
        rule.starts_with("\"The special envoy\" means \"Richard Roe\" in article "),
        "{rule}"
    );
    assert_eq!(places(&session, "Richard Roe"), [2]);
    session.press("proe<Enter><Tab><Enter>G");
    assert!(
        session.screen().contains("your own rule, line 1"),
        "{}",
        session.screen()
    );
}

#[test]
fn the_list_of_corrections_takes_rules_back() {
    let (mut session, file, _folder) = Session::correcting();
    session.press("gc");
    assert!(session.screen().contains("No corrections yet"));
    session.press("qpwitkoff<Enter>gr<C-u>W.<Enter>pkellogg<Enter>gr<C-u>K.<Enter>gc");
    let screen = session.screen();
    assert!(screen.contains("YOUR CORRECTIONS  2"), "{screen}");
    assert!(
        screen.contains("mine.txt") && screen.contains("5 mentions"),
        "{screen}"
    );
    session.press("x");
    assert_eq!(rules(&file), ["rename person \"Keith Kellogg\" to \"K.\""]);
    assert_eq!(places(&session, "Steve Witkoff").len(), 1);
    session.press("<C-r>q");
    assert_eq!(rules(&file).len(), 2);
}

#[test]
fn what_is_edited_outside_is_read_again_and_wins() {
    let (mut session, file, _folder) = Session::correcting();
    fs::write(
        &file,
        "# mine\nrename \"Steve Witkoff\" to \"The envoy\"\nnonsense\n",
    )
    .unwrap();
    session.press("R");
    assert_eq!(places(&session, "The envoy").len(), 1);
    let problems = session.app.library().problems();
    assert!(problems[0].to_string().contains("nonsense") || problems[0].line == Some(3));
    session.press("pkellogg<Enter>gr<C-u>K.<Enter>");
    let text = fs::read_to_string(&file).unwrap();
    assert!(
        text.starts_with("# mine\nrename \"Steve Witkoff\""),
        "{text}"
    );
}

#[test]
fn a_rule_that_fits_nothing_says_so_and_a_file_that_cannot_be_written_is_told() {
    let (mut session, file, folder) = Session::correcting();
    session.press("<Enter>gs");
    assert!(session.screen().contains("no one is chosen"));
    // A folder in the place of the file.
    drop(fs::remove_file(&file));
    fs::create_dir(folder.path().join("mine.txt")).unwrap();
    session.press("pwitkoff<Enter>gr<C-u>W.<Enter>");
    let screen = session.screen();
    assert!(
        screen.contains("not kept: cannot change") && screen.contains("mine.txt"),
        "{screen}"
    );
    assert_eq!(places(&session, "Steve Witkoff").len(), 1);
}

#[test]
fn escape_leaves_everything_as_it_was() {
    let (mut session, file, _folder) = Session::correcting();
    session.press("pwitkoff<Enter>");
    let before = session.screen();
    for keys in [
        "gm<Esc>",
        "gs<Esc>",
        "gs<Enter><Esc>",
        "gx<Esc>",
        "gr<Esc>",
        "gd<Esc>",
        "gd<Enter><Esc>",
        "gc<Esc>",
    ] {
        session.press(keys);
        assert_eq!(session.screen(), before, "{keys}");
    }
    assert!(!file.exists());
}

#[test]
fn what_is_asked_while_articles_still_come_is_about_what_is_shown() {
    let (mut session, file, _folder) = Session::correcting();
    session.press("pwitkoff<Enter>gmkushner");
    // The same library under other numbers: what was picked by its place would now be somebody else.
    fs::write(&file, "not an actor \"Donald Trump\"\n").unwrap();
    session.reload();
    session.press("<Enter>");
    let told = rules(&file);
    assert_eq!(
        told.last().unwrap(),
        "merge person \"Jared Kushner\" = \"Steve Witkoff\""
    );
}

#[test]
fn corrections_and_marks_are_taken_back_in_the_order_in_which_they_were_made() {
    let (mut session, file, _folder) = Session::correcting();
    session.press("S");
    assert!(session.screen().contains("1 article starred"));
    session.press("pwitkoff<Enter>gmkushner<Enter>");
    session.press("T").write("quay").press("<Enter>");
    session.press("<C-p>telegram<Enter>gx<Enter>");
    assert_eq!(rules(&file).len(), 2);
    let told = |session: &mut Session, keys: &str, told: &str| {
        let screen = session.press(keys).screen();
        assert!(screen.contains(told), "{keys} {told}\n{screen}");
    };
    told(&mut session, "u", "taken back, ^r makes it again");
    assert_eq!(rules(&file).len(), 1);
    told(&mut session, "u", "1 article tagged “quay”");
    assert_eq!(rules(&file).len(), 1);
    told(&mut session, "u", "taken back, ^r makes it again");
    assert!(rules(&file).is_empty());
    told(&mut session, "u", "1 article starred");
    told(&mut session, "u", "nothing to undo");
    told(
        &mut session,
        "<C-r>",
        "done again, u takes it back: 1 article starred",
    );
    told(&mut session, "<C-r>", "u takes it back");
    assert_eq!(rules(&file).len(), 1);
    told(
        &mut session,
        "<C-r>",
        "done again, u takes it back: 1 article tagged “quay”",
    );
    told(&mut session, "<C-r>", "u takes it back");
    assert_eq!(rules(&file).len(), 2);
}

#[test]
fn all_tags_that_are_set_at_once_are_told() {
    let (mut session, _file, _folder) = Session::correcting();
    let told = |session: &mut Session, told: &str| {
        let screen = session.screen();
        assert!(screen.contains(told), "no `{told}` in\n{screen}");
    };
    session.press("T").write("quay, tide").press("<Enter>");
    let both = "1 article tagged “quay”; 1 article tagged “tide”, u takes the last back";
    told(&mut session, both);
    session.press("u");
    told(
        &mut session,
        "taken back, ^r does it again: 1 article tagged “tide”",
    );
    // What is done later stands alone.
    session.press("T").write(", pier").press("<Enter>");
    told(&mut session, " 1 article tagged “pier”, u takes it back");
}

#[test]
fn what_comes_behind_an_article_that_is_taken_out_moves_up_and_the_way_back_leads_to_it() {
    let (mut session, _folder) = Session::working_starter(120, 40);
    let titles: Vec<String> = (0..5)
        .map(|number| {
            if number > 0 {
                session.press("j");
            }
            session.title()
        })
        .collect();
    session.press("k<Enter>jjj");
    let place = session.app.reader().unwrap().top_byte();
    assert_eq!(session.title(), titles[3]);
    session.press("D");
    assert_eq!(session.title(), titles[4], "what came behind it");
    session.press("D");
    assert_eq!(
        session.title(),
        titles[2],
        "at the end, what came before it"
    );
    session.press("u");
    assert_eq!(session.title(), titles[4]);
    session.press("u");
    assert_eq!(session.title(), titles[3]);
    assert_eq!(
        session.app.reader().unwrap().top_byte(),
        place,
        "where the reader was in it"
    );
    // Done again and taken back again, all the same.
    session.press("<C-r>");
    assert_eq!(session.title(), titles[4]);
    session.press("u");
    assert_eq!(session.title(), titles[3]);
    assert_eq!(session.app.library().len(), 5);
    // In a list that is filtered, too.
    session.press("<Esc>gg<Esc>").press("FBloomberg<Enter>ggj");
    let listed: Vec<String> = ["", "j"]
        .iter()
        .map(|keys| {
            if !keys.is_empty() {
                session.press(keys);
            }
            session.title()
        })
        .collect();
    session.press("kD");
    assert_eq!(session.title(), listed[1]);
}
