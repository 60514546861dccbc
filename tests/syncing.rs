//! Following feeds and asking them, from the command line, against a server that serves well and badly.
#![expect(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    clippy::panic,
    clippy::string_slice,
    reason = "a test says what is wrong by failing"
)]

#[path = "support/server.rs"]
pub mod server;
#[path = "support/session.rs"]
pub mod session;

use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use assert_cmd::Command;
use rashomon::library::sync::{self, Synced};
use rashomon::library::worker::Request;
use rashomon::tui::effect::Effect;
use rashomon::tui::errand::Report;
use rashomon::tui::event::Event;
use serde_json::Value;
use server::{Answer, Server, answer, head};
use session::Session;
use tempfile::TempDir;

/// A reader with a folder of its own.
struct Reader(TempDir);

/// What a command came to: its exit code, standard output, standard error.
type Told = (Option<i32>, String, String);

impl Reader {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn at(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> Told {
        let output = Command::new(env!("CARGO_BIN_EXE_rashomon"))
            .env("XDG_DATA_HOME", self.at("data"))
            .env("XDG_CONFIG_HOME", self.at("config"))
            .current_dir(self.0.path())
            .args(arguments)
            .output()
            .unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (
            output.status.code(),
            text(output.stdout),
            text(output.stderr),
        )
    }

    /// Asks all feeds on this machine.
    fn sync(&self, more: &[&str]) -> Told {
        self.run(&[&["sync", "--allow-private", "--force"], more].concat())
    }

    fn feeds(&self) -> Vec<Value> {
        let lines = self.run(&["feeds", "--json"]).1;
        lines
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    /// The library's articles.
    fn articles(&self) -> Vec<Value> {
        let lines = self.run(&["list", "--json"]).1;
        lines
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    /// Their titles, sorted.
    fn titles(&self) -> Vec<String> {
        let articles = self.articles().into_iter();
        let mut titles: Vec<String> = articles
            .map(|article| article["title"].as_str().unwrap().to_owned())
            .collect();
        titles.sort();
        titles
    }

    /// The ids of those of that title.
    fn ids(&self, title: &str) -> Vec<String> {
        let articles = self.articles().into_iter();
        let called = articles.filter(|article| article["title"] == title);
        called
            .map(|article| article["id"].as_str().unwrap().to_owned())
            .collect()
    }
}

/// A feed of these entries: id, title, text.
fn rss(entries: &[(&str, &str, &str)]) -> String {
    let mut items = String::new();
    for (id, title, text) in entries {
        write!(
            items,
            "<item><guid>{id}</guid><title>{title}</title><link>/{id}.html</link><description>{text}</description>\
             <pubDate>Wed, 04 Mar 2026 10:00:00 GMT</pubDate></item>"
        )
        .unwrap();
    }
    format!("<rss version='2.0'><channel><title>Quay Radio</title>{items}</channel></rss>")
}

fn ok(body: &str) -> Answer {
    answer(
        "200 OK",
        &["content-type: application/rss+xml"],
        body.as_bytes(),
    )
}

const PIER: (&str, &str, &str) = (
    "pier",
    "Pier to close",
    "The old pier of Velmora closes in June.",
);
const LAMPS: (&str, &str, &str) = (
    "lamps",
    "Lamps for the quay",
    "The lamps of the new quay come by ship.",
);

#[test]
fn feeds_are_followed_listed_exported_and_removed_without_asking_anybody() {
    let server = Server::start(|_| ok(""));
    let reader = Reader::new();
    let (code, _, errors) = reader.run(&["feeds"]);
    assert_eq!(code, Some(1));
    assert!(errors.contains("rashomon feeds add URL"), "{errors}");
    let opml = format!(
        "<opml><body><outline text='Coast'><outline text='Packet' xmlUrl='{}'/></outline>\
         <outline text='Old' xmlUrl='gopher://old.example/'/></body></opml>",
        server.url("/packet")
    );
    std::fs::write(reader.at("mine.opml"), opml).unwrap();
    let (code, told, errors) = reader.run(&["feeds", "add", "mine.opml"]);
    assert_eq!(
        (code, told.as_str()),
        (
            Some(1),
            "1 feed added; rashomon sync asks for what is new\n"
        )
    );
    assert!(
        errors.contains("Old: only http and https are fetched, not gopher"),
        "{errors}"
    );
    let quay = server.url("/quay");
    let (code, told, _) = reader.run(&[
        "feeds",
        "add",
        &quay,
        &server.url("/packet"),
        "--every",
        "6h",
        "--folder",
        "Coast/Radio",
    ]);
    assert_eq!(code, Some(0));
    assert!(
        told.starts_with("1 feed added, 1 followed already"),
        "{told}"
    );
    let told = reader.run(&["feeds"]).1;
    assert!(
        told.contains("Coast / Radio\n") && told.contains("not asked yet; due; every 6 h"),
        "{told}"
    );
    let feeds = reader.feeds();
    assert_eq!(feeds[0]["title"], "Packet");
    assert_eq!(feeds[1]["folder"], serde_json::json!(["Coast", "Radio"]));
    assert_eq!(feeds[1]["every"], 360);
    let list = reader.run(&["feeds", "export"]).1;
    let other = Reader::new();
    std::fs::write(other.at("list.opml"), list).unwrap();
    assert!(
        other
            .run(&["feeds", "add", "list.opml"])
            .1
            .starts_with("2 feeds added")
    );
    assert_eq!(other.feeds()[1]["folder"], feeds[1]["folder"]);
    let (code, _, errors) = reader.run(&["feeds", "remove", "packet", "nobody"]);
    assert_eq!(code, Some(1));
    assert!(errors.contains("no feed is called nobody"), "{errors}");
    assert_eq!(reader.feeds().len(), 2);
    assert_eq!(reader.run(&["feeds", "remove", "packet", &quay]).0, Some(0));
    assert_eq!(reader.run(&["feeds"]).0, Some(1));
    for wrong in [
        "quay radio",
        "file:///etc/hostname",
        "https://ann:secret@a.example/",
    ] {
        assert_eq!(reader.run(&["feeds", "add", wrong]).0, Some(1), "{wrong}");
    }
    assert_eq!(server.asked(), []);
}

#[test]
fn what_is_new_comes_once_and_what_changes_is_another_version() {
    let feed = Arc::new(Mutex::new(rss(&[PIER])));
    let told = Arc::clone(&feed);
    let server = Server::start(move |_| ok(&told.lock().unwrap()));
    let reader = Reader::new();
    reader.run(&["feeds", "add", &server.url("/rss")]);
    let (code, told, errors) = reader.sync(&[]);
    assert_eq!((code, errors.as_str()), (Some(0), ""));
    assert!(
        told.starts_with("1 feed asked; 1 new\n1 article added; 1 in "),
        "{told}"
    );
    assert_eq!(reader.feeds()[0]["title"], "Quay Radio");
    assert!(
        reader
            .sync(&[])
            .1
            .starts_with("1 feed asked; 0 new\n0 articles")
    );
    // The first entry is let go, and comes back changed.
    *feed.lock().unwrap() = rss(&[LAMPS]);
    assert!(
        reader
            .sync(&[])
            .1
            .starts_with("1 feed asked; 1 new\n1 article")
    );
    assert_eq!(reader.titles(), ["Lamps for the quay", "Pier to close"]);
    let changed = "The old pier of Velmora closes in May, and not in June.";
    *feed.lock().unwrap() = rss(&[(PIER.0, PIER.1, changed), LAMPS]);
    assert!(
        reader
            .sync(&[])
            .1
            .starts_with("1 feed asked; 1 new\n1 article")
    );
    assert_eq!(
        reader.titles(),
        ["Lamps for the quay", "Pier to close", "Pier to close"]
    );
    let ids = reader.ids("Pier to close");
    let kept = reader.at("data/rashomon/given/feeds");
    let kept = kept.to_str().unwrap();
    let told = reader
        .run(&["compare", &ids[0], &ids[1], "--json", "--in", kept])
        .1;
    assert!(told.contains("\"edits\":{"), "{told}");
    assert_eq!(reader.run(&["doctor"]).0, Some(0));
    // The library can be made anew from what was kept.
    let own = reader.at("data/rashomon/own.library");
    for ending in ["", "-wal", "-shm"] {
        std::fs::remove_file(own.with_file_name(format!("own.library{ending}"))).ok();
    }
    assert_eq!(reader.run(&["add", kept]).0, Some(0));
    assert_eq!(reader.titles().len(), 3);
    // And a feed that is followed again tells it nothing that it has.
    reader.run(&["feeds", "add", &server.url("/rss")]);
    let (code, told, _) = reader.sync(&[]);
    assert_eq!(code, Some(0));
    assert!(
        told.starts_with("1 feed asked; 0 new\n0 articles added; 3 in"),
        "{told}"
    );
}

#[test]
fn the_folders_of_a_list_of_feeds_are_tags_of_what_comes_from_them() {
    let server = Server::start(|asked| {
        match asked.path.as_str() {
        "/lamps.html" => ok(&format!(
            "<html><head><title>Lamps for the quay</title><meta property='article:published_time' content='2026-03-04'></head>\
             <body><article><h1>Lamps for the quay</h1>{}</article></body></html>",
            "<p>The lamps of the new quay come by ship, and the council has paid for all of them.</p>".repeat(6)
        )),
        "/rss" => ok(&rss(&[PIER])),
        _ => ok(&rss(&[LAMPS])),
    }
    });
    let reader = Reader::new();
    let opml = format!(
        "<opml><body><outline text='Coast'><outline text='Harbours, quays'><outline text='Quay' xmlUrl='{}'/></outline></outline>\
         <outline text='Lights' xmlUrl='{}' category='/Night'/></body></opml>",
        server.url("/rss"),
        server.url("/lights")
    );
    std::fs::write(reader.at("mine.opml"), opml).unwrap();
    assert_eq!(reader.run(&["feeds", "add", "mine.opml"]).0, Some(0));
    assert_eq!(reader.sync(&["--full-text"]).0, Some(0));
    let tagged = |query: &str| {
        let lines = reader.run(&["list", "--json", query]).1;
        let articles = lines.lines();
        let articles = articles.map(|line| serde_json::from_str::<Value>(line).unwrap());
        articles
            .map(|article| format!("{} {}", article["title"], article["tags"]))
            .collect::<Vec<_>>()
    };
    let pier = ["\"Pier to close\" [\"Coast\",\"Harbours quays\"]"];
    assert_eq!(tagged("tag:coast"), pier);
    assert_eq!(tagged("tag:\"harbours quays\""), pier);
    // Of this one the page was fetched.
    assert_eq!(tagged("tag:night"), ["\"Lamps for the quay\" [\"Night\"]"]);
    let pages = std::fs::read_dir(reader.at("data/rashomon/given/feeds")).unwrap();
    let pages = pages.map(|page| page.unwrap().file_name().into_string().unwrap());
    assert_eq!(pages.filter(|page| page.ends_with(".warc.gz")).count(), 1);
    let list = reader.run(&["feeds", "export"]).1;
    assert!(
        list.contains("<outline text=\"Harbours, quays\">"),
        "{list}"
    );
    // A library made anew from what was kept has them too.
    let kept = reader.at("data/rashomon/given/feeds");
    let anew = reader.at("anew.library");
    let anew = anew.to_str().unwrap();
    reader.run(&["add", "--library", anew, kept.to_str().unwrap()]);
    let told = reader
        .run(&["list", "--library", anew, "tag:night or tag:coast"])
        .1;
    assert!(
        told.contains("Pier to close") && told.contains("Lamps for the quay"),
        "{told}"
    );
}

#[test]
fn a_feed_is_asked_on_condition_and_when_it_is_due() {
    let server = Server::start(|asked| {
        if asked.says("if-none-match") == "\"v1\"" {
            return Answer::Bytes(head("304 Not Modified", &[]));
        }
        answer("200 OK", &["ETag: \"v1\""], rss(&[PIER]).as_bytes())
    });
    let reader = Reader::new();
    reader.run(&["feeds", "add", &server.url("/rss")]);
    let due = ["sync", "--allow-private"];
    assert!(reader.run(&due).1.starts_with("1 feed asked; 1 new"));
    assert!(
        reader
            .run(&due)
            .1
            .starts_with("0 feeds asked, 1 not due; 0 new")
    );
    assert!(reader.sync(&[]).1.starts_with("1 feed asked; 0 new"));
    let asked = server.asked();
    assert_eq!(asked.len(), 2);
    assert_eq!(asked[0].says("if-none-match"), "");
    assert_eq!(asked[1].says("if-none-match"), "\"v1\"");
}

/// Half of the feeds say so themselves, and one server does; an answer that nothing has changed changes nothing of that.
#[test]
fn a_feed_is_left_alone_for_as_long_as_it_wants_but_for_no_more_than_a_day() {
    let told = |said: &str| rss(&[PIER]).replacen("<channel>", &format!("<channel>{said}"), 1);
    let server = Server::start(move |asked| {
        if asked.says("if-none-match") == "\"v1\"" {
            return Answer::Bytes(head("304 Not Modified", &[]));
        }
        let (head, said) = match asked.path.as_str() {
            "/ttl" => ("ETag: \"v1\"", "<ttl>240</ttl>"),
            "/period" => (
                "X: y",
                "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>",
            ),
            "/fresh" => ("Cache-Control: max-age=10800", ""),
            "/long" => ("X: y", "<ttl>100000</ttl>"),
            _ => ("Cache-Control: max-age=60", "<ttl>5</ttl>"),
        };
        answer("200 OK", &[head], told(said).as_bytes())
    });
    let reader = Reader::new();
    let names = ["ttl", "period", "fresh", "long", "short"];
    for name in names {
        let url = server.url(&format!("/{name}"));
        reader.run(&["feeds", "add", &url, "--title", name, "--every", "1h"]);
    }
    let seconds = |value: &Value| {
        let moment: jiff::Timestamp = value.as_str().unwrap().parse().unwrap();
        moment.as_second()
    };
    for _ in 0..2 {
        reader.sync(&[]);
        let feeds = reader.feeds();
        let pauses = feeds.iter().map(|feed| {
            let pause = seconds(&feed["due"]) - seconds(&feed["asked"]);
            (feed["title"].as_str().unwrap(), pause / 3_600)
        });
        let expected = names.into_iter().zip([4, 12, 3, 24, 1]);
        assert_eq!(pauses.collect::<Vec<_>>(), expected.collect::<Vec<_>>());
    }
}

#[test]
fn one_bad_feed_costs_no_other_and_says_what_is_wrong_with_it() {
    let whole = rss(&[PIER, LAMPS]);
    let end = whole.find("The lamps").unwrap() + 9;
    let server = Server::start(move |asked| match asked.path.as_str() {
        "/good" => ok(&rss(&[("g", "Good news", "The quay is open again.")])),
        "/cut" => ok(whole.get(..end).unwrap()),
        "/gone" => answer("410 Gone", &[], b""),
        "/busy" => answer("429 Too Many Requests", &["Retry-After: 86400"], b""),
        "/page" => {
            ok("<!doctype html><link rel=alternate type=application/atom+xml href=/good><p>Home")
        }
        "/moved" => answer("301 Moved Permanently", &["location: /new"], b""),
        "/new" => ok(&rss(&[("n", "New place", "The feed has moved here.")])),
        "/file" => answer("302 Found", &["location: file:///etc/hostname"], b""),
        "/drip" => Answer::Drip(head("200 OK", &[]), b" ".to_vec()),
        "/garbage" => Answer::Bytes(b"\x1b]0;x\x07 no web\r\n\r\n".to_vec()),
        _ => answer("200 OK", &[], &[0; 4096]),
    });
    let reader = Reader::new();
    let names = [
        "good", "cut", "gone", "busy", "page", "moved", "file", "drip", "garbage", "binary",
    ];
    let urls: Vec<String> = names
        .iter()
        .map(|name| server.url(&format!("/{name}")))
        .collect();
    for (name, url) in names.iter().zip(&urls) {
        reader.run(&["feeds", "add", url, "--title", name]);
    }
    let (code, told, errors) = reader.sync(&["--patience", "1"]);
    assert_eq!(code, Some(1), "{told}{errors}");
    assert!(
        told.starts_with("10 feeds asked; 3 new; 8 with trouble"),
        "{told}"
    );
    assert_eq!(reader.titles(), ["Good news", "New place", "Pier to close"]);
    let feeds = reader.feeds();
    let trouble = |name: &str| {
        let feed = feeds.iter().find(|feed| feed["title"] == name).unwrap();
        feed["trouble"].as_str().unwrap_or("none").to_owned()
    };
    for (name, words) in [
        ("good", "none"),
        ("moved", "none"),
        ("cut", "not all could be read"),
        ("gone", "gone for ever"),
        (
            "busy",
            "asked too often, to be asked again in 86400 seconds",
        ),
        ("page", "no feed but a page; its feed is http"),
        ("file", "leads on to another: only http and https"),
        ("drip", "no"),
        ("garbage", "no answer of a web server"),
        ("binary", "not text"),
    ] {
        assert!(trouble(name).contains(words), "{name}: {}", trouble(name));
        assert!(
            words == "none" || errors.contains(&format!("{name}: ")),
            "{errors}"
        );
    }
    assert!(!errors.contains('\u{1b}'));
    let feed = |name: &str| feeds.iter().find(|feed| feed["title"] == name).unwrap();
    assert_eq!(feed("moved")["url"], server.url("/new"));
    assert_eq!(feed("gone")["due"], Value::Null);
    let told = reader.run(&["feeds"]).1;
    assert!(told.contains("! the server answers 429"), "{told}");
    assert!(told.contains("asked no more"), "{told}");
}

#[test]
fn a_feed_of_fifty_thousand_entries_is_read_to_its_end() {
    let entries: Vec<(String, String)> = (0..50_000)
        .map(|number| (format!("e{number}"), format!("Tide table {number}")))
        .collect();
    let entries: Vec<(&str, &str, &str)> = entries
        .iter()
        .map(|(id, title)| (id.as_str(), title.as_str(), ""))
        .collect();
    let feed = rss(&entries);
    let bulletin =
        rashomon::ingest::bulletin::read(feed.as_bytes(), None, "https://quay.example/rss")
            .unwrap();
    assert_eq!(bulletin.items.len(), 50_000);
    assert_eq!(bulletin.cut, None);
}

#[test]
fn pages_of_entries_that_only_sum_up_are_fetched_when_that_is_wished() {
    let page = "<!doctype html><html><head><title>Pier to close</title><meta property='article:published_time' content='2026-03-04T10:00:00Z'></head>\
                <body><article><h1>Pier to close</h1><p>The old pier of Velmora closes in June, the council decided.</p>\
                <p>Repairs were too dear, said Odile Farrant, who leads the council of the town.</p>\
                <p>Fishermen move to the new quay, where a hall is being built for them.</p></article></body></html>";
    let server = Server::start(move |asked| match asked.path.as_str() {
        "/rss" => ok(&rss(&[PIER, LAMPS])),
        "/pier.html" => answer("200 OK", &["content-type: text/html"], page.as_bytes()),
        _ => answer("404 Not Found", &[], b""),
    });
    let reader = Reader::new();
    reader.run(&["feeds", "add", &server.url("/rss")]);
    let (code, told, errors) = reader.sync(&["--full-text"]);
    assert_eq!((code, errors.as_str()), (Some(0), ""), "{told}");
    assert!(
        told.starts_with("1 feed asked; 2 new\n2 articles added"),
        "{told}"
    );
    let shown = reader.run(&["show", "pier", "--json"]).1;
    assert!(shown.contains("Odile Farrant"), "{shown}");
    assert!(shown.contains(&server.url("/pier.html")), "{shown}");
    // What was fetched is not fetched again; what could not be is tried again.
    let before = server.asked().len();
    assert!(
        reader
            .sync(&["--full-text"])
            .1
            .starts_with("1 feed asked; 0 new")
    );
    let paths: Vec<String> = server
        .asked()
        .drain(before..)
        .map(|asked| asked.path)
        .collect();
    assert_eq!(paths, ["/rss", "/lamps.html"]);
}

#[test]
fn one_page_is_added_by_its_address_in_the_encoding_that_its_server_names() {
    let (old, _, _) = encoding_rs::WINDOWS_1251.encode(
        "<html><head><title>Причал закрыт</title></head><body><h1>Причал закрыт</h1><p>Старый причал Вельморы закрыт с июня, сообщает совет города.</p></body></html>",
    );
    let page = old.into_owned();
    let server = Server::start(move |asked| match asked.path.as_str() {
        "/pier" => answer(
            "200 OK",
            &["content-type: text/html; charset=windows-1251"],
            &page,
        ),
        "/away" => answer("302 Found", &["location: /pier"], b""),
        _ => answer("404 Not Found", &[], b""),
    });
    let reader = Reader::new();
    let (code, _, errors) = reader.run(&["add", &server.url("/pier")]);
    assert_eq!(code, Some(1));
    assert!(errors.contains("--allow-private"), "{errors}");
    assert_eq!(server.asked(), []);
    let (code, told, errors) = reader.run(&["add", "--allow-private", &server.url("/away")]);
    assert_eq!((code, errors.as_str()), (Some(0), ""));
    assert!(told.starts_with("1 article added"), "{told}");
    let shown = reader.run(&["show", "Причал", "--json"]).1;
    assert!(shown.contains("Старый причал Вельморы"), "{shown}");
    assert!(shown.contains(&server.url("/pier")), "{shown}");
    assert!(
        reader
            .run(&["add", "--allow-private", &server.url("/pier")])
            .1
            .starts_with("0 articles added")
    );
    let (code, _, errors) = reader.run(&["add", "--allow-private", &server.url("/none")]);
    assert_eq!(code, Some(1));
    assert!(
        errors.contains("404: there is nothing at this address"),
        "{errors}"
    );
}

#[test]
fn the_screen_asks_once_and_tells_how_it_went() {
    let mut session = Session::starter(100, 24);
    let asked = |session: &Session| {
        let effects = session.effects.iter();
        effects
            .filter(|effect| matches!(effect, Effect::Sync))
            .count()
    };
    session.press("gR");
    assert!(session.screen().contains("asking the feeds"));
    session.press("gR");
    assert_eq!(asked(&session), 1);
    let done = Synced {
        asked: 2,
        left: 1,
        new: 3,
        troubled: 0,
    };
    let effects = session.happen(Event::Reported(Report::Synced(Ok(done))));
    let looks = |effect: &Effect| matches!(effect, Effect::Ask(Request::Load(_)));
    assert!(effects.iter().any(looks));
    assert!(session.screen().contains("2 feeds asked, 1 not due; 3 new"));
    session.press("gR");
    assert_eq!(asked(&session), 2);
    let none = Event::Reported(Report::Synced(Ok(Synced::default())));
    assert!(!session.happen(none).iter().any(looks));
    assert!(session.screen().contains("rashomon feeds add URL"));
    session.press("gR");
    session.happen(Event::Reported(Report::Synced(Err("no room".to_owned()))));
    assert!(session.screen().contains("no room"));
}

#[test]
fn feeds_are_asked_beside_whoever_reads_the_library_and_at_no_private_address() {
    let server = Server::start(|_| ok(&rss(&[PIER])));
    let reader = Reader::new();
    reader.run(&["feeds", "add", &server.url("/rss")]);
    let own = reader.at("data/rashomon/own.library");
    let synced = sync::beside(&own, reader.at("kept")).unwrap();
    assert_eq!((synced.asked, synced.new, synced.troubled), (1, 0, 1));
    assert_eq!(server.asked(), []);
    let trouble = reader.feeds()[0]["trouble"].as_str().unwrap().to_owned();
    assert!(trouble.contains("private network"), "{trouble}");
}

#[test]
fn the_network_recipes_of_the_readme_work() {
    let page = "<html><head><title>Pier closes</title></head><body><h1>Pier closes</h1><p>The old pier of Velmora closes in June.</p></body></html>";
    let server = Server::start(move |asked| match asked.path.as_str() {
        "/rss" => ok(&rss(&[PIER])),
        "/pier-closes" => answer("200 OK", &["content-type: text/html"], page.as_bytes()),
        _ => ok(&rss(&[LAMPS])),
    });
    let reader = Reader::new();
    let list = format!(
        "<opml><body><outline xmlUrl='{}'/></body></opml>",
        server.url("/other")
    );
    std::fs::write(reader.at("subscriptions.opml"), list).unwrap();
    let readme = include_str!("../README.md");
    let recipes = readme.split("<!-- network recipes: ").nth(1).unwrap();
    let recipes = recipes.split("```sh\n").nth(1).unwrap();
    let recipes = recipes.split("```").next().unwrap();
    for recipe in recipes.lines() {
        // What is asked stands on this machine here.
        let command = recipe
            .split('#')
            .next()
            .unwrap()
            .replace("https://packet.example", &server.url(""));
        let mut words: Vec<&str> = command.split_whitespace().skip(1).collect();
        if words[0] == "sync" || words[0] == "add" {
            words.push("--allow-private");
        }
        let (code, told, errors) = reader.run(&words);
        assert_eq!((code, errors.as_str()), (Some(0), ""), "{recipe}: {told}");
    }
    assert_eq!(
        reader.titles(),
        ["Lamps for the quay", "Pier closes", "Pier to close"]
    );
}
