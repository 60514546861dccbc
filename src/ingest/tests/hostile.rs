//! Sizes, depths and tricks that no format may choke on. What takes the square of a size would show here as a test that does
//! not end.

use std::fmt::Write;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::*;

const SENTENCE: &str =
    "The harbour council voted on Monday to widen the northern pier, which storms have damaged.";

fn read_all(file: &str, text: &str) -> Reading {
    let reading = read(file, text.as_bytes());
    reading.articles.iter().for_each(check);
    assert!(
        !reading.articles.is_empty() || !reading.problems.is_empty(),
        "{file}"
    );
    reading
}

#[test]
fn pages_that_nest_without_end_keep_their_words() {
    for tag in [
        "div",
        "b",
        "font",
        "ul><li",
        "table><tr><td",
        "select",
        "svg",
        "q",
        "blockquote",
    ] {
        let page = format!("<html>{}<p>{SENTENCE}", format!("<{tag}>").repeat(2_000));
        read_all("a.html", &page);
    }
    let page = format!(
        "<html>{}<p>{SENTENCE}</p>{}",
        "<div>".repeat(100_000),
        "</div>".repeat(100_000)
    );
    let reading = read_all("a.html", &page);
    assert!(reading.articles[0].text.contains(SENTENCE));
    assert!(reading.problems[0].reason.contains("nests deeper"));
}

#[test]
fn pages_beyond_the_limits_are_read_by_their_words() {
    for page in [
        format!(
            "<html><article>{}</article>",
            format!("<p>{SENTENCE}</p>").repeat(25_000)
        ),
        format!("<html><p>{}</p>", format!("{SENTENCE} ").repeat(60_000)),
    ] {
        let reading = read_all("a.html", &page);
        assert!(
            reading
                .problems
                .iter()
                .any(|problem| problem.reason.contains("very large page"))
        );
        assert!(reading.articles[0].text.contains(SENTENCE));
    }
}

#[test]
fn broken_pages_end() {
    for scrap in [
        "<p title=\"x",
        "<script>",
        "<!--",
        "<p a=b ",
        "</p>",
        "<b><p>x",
        "&#27;&amp;<",
        "<title>",
        "<img src=\"data:image/png;base64,AAAA",
    ] {
        read_all(
            "a.html",
            &format!("<html><p>{SENTENCE}</p>{}", scrap.repeat(1_000)),
        );
    }
    let deep = format!(
        "<html><script type='application/ld+json'>{}</script><p>{SENTENCE}</p>",
        "[".repeat(100_000)
    );
    assert_eq!(read_all("a.html", &deep).articles.len(), 1);
}

#[test]
fn a_feed_of_many_entries_is_as_many_articles() {
    let mut feed = String::from("<rss><channel><title>The Packet</title>");
    for number in 0..50_000 {
        write!(
            feed,
            "<item><title>Vote {number}</title><description>No.</description></item>"
        )
        .unwrap();
    }
    let reading = read("a.rss", feed.as_bytes());
    assert_eq!(reading.articles.len(), 50_000);
    assert!(reading.problems.len() <= 2);
    let ids: HashSet<_> = reading.articles.iter().map(|article| article.id).collect();
    assert_eq!(ids.len(), 50_000);
}

#[test]
fn an_entry_keeps_its_name_when_its_feed_grows() {
    let item = format!(
        "<item><guid>1</guid><title>Vote</title><description>{SENTENCE}</description></item>"
    );
    let other = item.replace("Vote", "Count");
    let feed = |items: &[&String]| {
        let items: Vec<&str> = items.iter().map(|item| item.as_str()).collect();
        format!("<rss><channel>{}</channel></rss>", items.concat())
    };
    let before = read("a.rss", feed(&[&item]).as_bytes());
    let after = read("a.rss", feed(&[&other, &item]).as_bytes());
    assert_eq!(before.articles[0].id, after.articles[1].id);
    let twice = read("a.rss", feed(&[&item, &item]).as_bytes());
    assert_ne!(twice.articles[0].id, twice.articles[1].id);
}

#[test]
fn entities_that_multiply_stay_as_they_are_written() {
    let mut laughs = String::from("<!DOCTYPE l [<!ENTITY l0 \"ha\">");
    for level in 1..12 {
        write!(
            laughs,
            "<!ENTITY l{level} \"{}\">",
            format!("&l{};", level - 1).repeat(10)
        )
        .unwrap();
    }
    laughs.push_str("<!ENTITY f SYSTEM \"file:///etc/passwd\">]><rss><channel><item><title>One &l11; &f;</title><description>Two</description></item></channel></rss>");
    let reading = read_all("a.rss", &laughs);
    assert_eq!(
        reading.articles[0].headline.as_ref().unwrap().value,
        "One &l11; &f;"
    );
}

#[test]
fn messages_in_messages_and_endless_rows_end() {
    let head = "From: a@b.example\nSubject: x\nMIME-Version: 1.0\n";
    let part = "--b\nContent-Type: multipart/mixed; boundary=b\n\n";
    read_all(
        "a.eml",
        &format!(
            "{head}Content-Type: multipart/mixed; boundary=b\n\n{}",
            part.repeat(10_000)
        ),
    );
    read_all(
        "a.eml",
        &format!(
            "{head}{}",
            "Content-Type: message/rfc822\n\nSubject: y\n".repeat(10_000)
        ),
    );
    read_all(
        "a.csv",
        &format!("title,text\n\"{}", "a,b\n".repeat(50_000)),
    );
    read_all("a.json", &format!("[{{\"title\":{}", "[".repeat(100_000)));
    assert_eq!(
        read_all("a.csv", &format!("title,text\n{}", "a,b\n".repeat(2_000)))
            .articles
            .len(),
        2_000
    );
}

#[test]
fn a_json_file_that_holds_no_articles_is_left_alone() {
    let reading = read("package.json", b"{\"name\": \"a\"}");
    assert!(reading.articles.is_empty());
    assert_eq!(reading.problems[0].severity, Severity::Skipped);
}

#[test]
fn a_format_is_known_by_its_first_bytes_whatever_it_is_called() {
    let page = format!("<!doctype html><title>Pier</title><h1>Pier</h1><p>{SENTENCE}</p>");
    for name in ["a.txt", "a", "a.md", "a.xml"] {
        let id = format_for(name, page.as_bytes()).unwrap().id;
        assert_eq!(id, "html", "{name}");
    }
    assert_eq!(
        format_for("a.html", b"<?xml version='1.0'?><!-- x --><rss>")
            .unwrap()
            .id,
        "feed"
    );
    assert_eq!(format_for("a.html", b"no tag at all").unwrap().id, "html");
    assert_eq!(
        format_for("a.txt", b"[{\"a\": 1}]").unwrap().id,
        "json-list"
    );
}

#[test]
fn what_nests_a_hundred_thousand_deep_ends() {
    let (open, close) = ("<b>".repeat(100_000), "</b>".repeat(100_000));
    let deep = format!("{open}{SENTENCE}{close}");
    let feed = format!("<rss><channel><item><title>Vote</title>{deep}</item></channel></rss>");
    assert_eq!(read_all("a.rss", &feed).articles.len(), 1);
    let nitf = format!("<nitf><body><body.content><p>{deep}</p></body.content></body></nitf>");
    let reading = read_all("a.nitf", &nitf);
    assert!(reading.articles[0].text.contains(SENTENCE));
    let lists = ["[", "{\"a\":"].map(|open| open.repeat(100_000));
    for list in &lists {
        read_all("a.json", list);
        read_all(
            "a.json",
            &format!("{{\"version\":\"https://jsonfeed.org/version/1\",\"items\":{list}"),
        );
        let good = format!("{{\"title\": \"Vote\", \"text\": \"{SENTENCE}\"}}");
        let reading = read_all("a.jsonl", &format!("{good}\n{{\"title\": {list}\n{good}\n"));
        assert_eq!(reading.articles.len(), 2, "one bad line costs no other");
    }
}

#[test]
fn a_file_outside_is_never_read_for_an_entity() {
    let secret = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(secret.path(), "nobody is to see this").unwrap();
    let outside = secret.path().display();
    let head = format!(
        "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a SYSTEM \"file://{outside}\"><!ENTITY % b SYSTEM \"file://{outside}\"> %b;]>"
    );
    for (file, body) in [
        (
            "a.rss",
            "<rss><channel><item><title>One</title><description>&a; two</description></item></channel></rss>",
        ),
        (
            "a.nitf",
            "<nitf><body><body.content><p>&a; two</p></body.content></body></nitf>",
        ),
        (
            "a.newsml",
            "<newsItem><contentSet><inlineXML><p>&a; two</p></inlineXML></contentSet></newsItem>",
        ),
        ("a.xhtml", "<html><body><p>&a; two</p></body></html>"),
    ] {
        let reading = read_all(file, &format!("{head}{body}"));
        assert!(reading.articles[0].text.contains("two"), "{file}");
        assert!(!format!("{reading:?}").contains("nobody is"), "{file}");
    }
}

#[test]
fn a_wrong_label_does_not_spoil_the_letters() {
    let text = "Der Bürgermeister von Köln sagte am Montag, die Brücke über den Kanal werde für zwei Jahre geschlossen – “leider”.";
    for label in ["iso-8859-1", "utf-16", "shift_jis", "no-such-thing", ""] {
        let page = format!("<!doctype html><meta charset=\"{label}\"><p>{text}</p>");
        assert!(
            read_all("a.html", &page).articles[0].text.contains(text),
            "{label}"
        );
        let feed = format!(
            "<?xml version='1.0' encoding='{label}'?><rss><channel><item><title>K</title><description>{text}</description></item></channel></rss>"
        );
        assert!(
            read_all("a.rss", &feed).articles[0].text.contains(text),
            "{label}"
        );
    }
    // The other way round: an old encoding under the label of the new one.
    let page = format!("<!doctype html><meta charset=\"utf-8\"><p>{text}</p>");
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(&page);
    let reading = read("a.html", &bytes);
    assert!(reading.articles[0].text.contains("Bürgermeister von Köln"));
    assert!(!reading.problems.is_empty(), "what was repaired is told");
}

#[test]
fn a_link_in_an_archive_leads_nowhere() {
    use std::io::{Cursor, Write as _};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    let secret = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(secret.path(), format!("<p>{SENTENCE}</p>")).unwrap();
    let outside = secret.path().display().to_string();
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let plain = SimpleFileOptions::default();
    let climbing = format!("../../../../../../../..{outside}");
    for (name, text) in [
        ("mimetype", "application/epub+zip".to_owned()),
        (
            "META-INF/container.xml",
            "<container><rootfiles><rootfile full-path='p.opf'/></rootfiles></container>"
                .to_owned(),
        ),
        (
            "p.opf",
            format!(
                "<package><manifest><item id='a' href='{climbing}'/><item id='b' href='link.xhtml'/><item id='c' href='file://{outside}'/></manifest><spine><itemref idref='a'/><itemref idref='b'/><itemref idref='c'/></spine></package>"
            ),
        ),
        (climbing.as_str(), "<p>evil</p>".repeat(60)),
    ] {
        archive.start_file(name, plain).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.add_symlink("link.xhtml", &outside, plain).unwrap();
    let bytes = archive.finish().unwrap().into_inner();
    let reading = read("a.epub", &bytes);
    assert!(!format!("{reading:?}").contains(SENTENCE));
    assert_eq!(
        std::fs::read_to_string(secret.path()).unwrap(),
        format!("<p>{SENTENCE}</p>")
    );
}

/// Found by fuzzing: what an element says was put into the text as it stood.
#[test]
fn control_characters_in_a_dateline_are_taken_out() {
    let page = format!(
        "<nitf><body><body.head><dateline><location>PORT\u{1}\0\u{1b}[2J\u{202e}HAVEN</location></dateline></body.head><body.content><p>{SENTENCE}</p></body.content></body></nitf>"
    );
    let reading = read_all("a.nitf", &page);
    assert!(
        reading.articles[0]
            .text
            .starts_with("PORTHAVEN - The harbour")
    );
}

/// Found by fuzzing: what is told of a mistake repeats names of elements and of packed files.
#[test]
fn control_characters_in_a_name_reach_no_problem() {
    let cut = "<rss><channel><item><title>Vote</title><d\u{1}\0\u{1b}[2J\u{90}";
    for file in ["a.rss", "a.nitf", "a.epub"] {
        let reading = read_all(file, cut);
        assert!(!reading.problems.is_empty(), "{file}");
        for problem in &reading.problems {
            let reason = &problem.reason;
            assert_eq!(*reason, sanitize::clean_line(reason), "{file}");
        }
    }
}

#[test]
fn a_feed_in_json_may_name_itself_behind_all_its_entries() {
    let entry = format!(
        "{{\"content_text\": \"{}\", \"id\": \"1\", \"title\": \"Pier\"}}",
        format!("{SENTENCE} ").repeat(400)
    );
    let feed = format!(
        "\n{{\"items\": [{entry}, {entry}], \"title\": \"News\", \"version\": \"https://jsonfeed.org/version/1.1\"}}"
    );
    let reading = read_all("a.json", &feed);
    assert_eq!(reading.articles[0].title(), "Pier");
    assert!(reading.problems.is_empty(), "{:?}", reading.problems);
}

/// Each would take gigabytes of memory, or hours, if all of it were read.
#[test]
fn what_is_small_on_disk_and_large_in_memory_is_read_as_far_as_that_is_sane() {
    let articles = limit::MOST_ARTICLES;
    let lines = "{\"title\":\"Tide\",\"url\":\"t\"}\n".repeat(articles + 1);
    let mut notes = Notes::new("tides.jsonl");
    let format = format_for("tides.jsonl", lines.as_bytes()).unwrap();
    let documents = (format.parse)(lines.as_bytes(), &mut notes).unwrap();
    assert_eq!(documents.len(), articles);
    let problems = notes.into_problems();
    assert_eq!(problems.len(), 1);
    assert!(
        problems[0].reason.contains("more than 100000 articles"),
        "{problems:?}"
    );
    assert_eq!(problems[0].severity, Severity::Cut);
    let values = format!("[{{\"title\":[{}1]}}]", "0,".repeat(4_000_000));
    let refused = read_all("values.json", &values);
    assert!(
        refused.problems[0].reason.contains("4 million values"),
        "{:?}",
        refused.problems
    );
    let elements = format!(
        "<rss><channel><item><title>Tide</title></item>{}",
        "<a b=''/>".repeat(1_500_001)
    );
    let cut = read_all("elements.rss", &elements);
    assert_eq!(cut.articles.len(), 1);
    assert!(
        cut.problems[0].reason.contains("three million elements"),
        "{:?}",
        cut.problems
    );
    assert_eq!(cut.problems[0].severity, Severity::Cut);
}

#[test]
fn of_a_page_eight_mebibytes_are_read_and_the_rest_is_told() {
    let article = |title: &str, fill: usize| {
        let fill = "x".repeat(fill);
        format!(
            "<html><article><h1>{title}</h1><p>{SENTENCE}</p><p>{fill}</p><p>Behind all that.</p></article>"
        )
    };
    let most = 8 << 20;
    for (fill, is_cut) in [(most - 1000, false), (most, true)] {
        let reading = read_all("tide.html", &article("Tide", fill));
        let text = &reading.articles[0].text;
        assert!(text.contains(SENTENCE));
        assert_eq!(text.contains("Behind all that."), !is_cut);
        let told = reading
            .problems
            .iter()
            .find(|problem| problem.severity == Severity::Cut);
        assert_eq!(told.is_some(), is_cut, "{:?}", reading.problems);
        assert!(told.is_none_or(|told| told.reason.contains("more than 8 MiB of markup")));
    }
    // What acts on the page, and never shows, does not count.
    let script = format!("<script>{}</script>", "x;".repeat(most / 2));
    let reading = read_all("tide.html", &format!("{script}{}", article("Tide", 10)));
    assert!(reading.articles[0].text.contains("Behind all that."));
}

#[test]
fn a_packed_file_is_unpacked_as_far_as_one_is_read_that_is_not_packed() {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    let piece = vec![b'a'; 1 << 20];
    for _ in 0..80 {
        encoder.write_all(&piece).unwrap();
    }
    let packed = encoder.finish().unwrap();
    let reading = read("bomb.txt.gz", &packed);
    assert_eq!(reading.articles[0].text.len(), 64 << 20);
    assert!(
        reading.problems[0]
            .reason
            .contains("more than 64 MiB when unpacked"),
        "{:?}",
        reading.problems
    );
    assert_eq!(reading.problems[0].severity, Severity::Cut);
}
