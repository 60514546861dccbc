//! Texts that no newsroom would send out, at any length: for tests that they are read without harm, and for the bench that
//! shows what they cost.

use std::fmt::Write as _;

/// One kind of text: what it is, and how to make `times` of its pieces.
pub type Kind = (&'static str, fn(usize) -> String);

/// Every kind.
pub const KINDS: &[Kind] = &[
    ("one line of prose", |times| PROSE.repeat(times)),
    ("prose without a full stop", |times| {
        PROSE.replace(". ", " and ").repeat(times)
    }),
    ("prose, a line each word", |times| {
        PROSE.replace(' ', "\n").repeat(times)
    }),
    ("letters without a space", |times| "harbour".repeat(times)),
    ("one name in a row", |times| "Doenko ".repeat(times)),
    ("unknown capitals in a row", capitals),
    ("known names in a row", |times| {
        "Jane Paris Doe NATO ".repeat(times)
    }),
    ("capital letters only", |times| {
        capitals(times).to_uppercase()
    }),
    ("people, all different", people),
    ("titles in a row", |times| {
        "President Mr Prime Minister ".repeat(times)
    }),
    ("open marks", |times| "“".repeat(times)),
    ("open marks of all kinds", |times| "“\"‘'«„``".repeat(times)),
    ("open quotations with words", |times| {
        "“It holds, said Doe. ".repeat(times)
    }),
    ("quotations in quotations", |times| {
        format!("{}{}", "“It ‘holds ".repeat(times), "’ ” ".repeat(times))
    }),
    ("brackets", |times| {
        format!("{}{}", "(".repeat(times), ")".repeat(times))
    }),
    ("full stops", |times| "...?! ".repeat(times)),
    ("initials", |times| "J. R. ".repeat(times)),
    ("pronouns", |times| "he she his her they ".repeat(times)),
    ("descriptions", |times| {
        "the president of the mayor of the minister of ".repeat(times)
    }),
    ("figures and dates", |times| {
        "6 Jan 2025 12.5 8:30 ".repeat(times)
    }),
    ("emoji", |times| "😀👩\u{200d}🚀🇺🇦✊🏽 ".repeat(times)),
    ("scripts by turns", |times| {
        "Doe Київ 北京 القاهرة ירושלים ทะเล Αθήνα दिल्ली ".repeat(times)
    }),
    ("scripts within a word", |times| "Dоеπ北ка".repeat(times)),
    ("marks piled up", |times| {
        "Z\u{336}\u{301}\u{489}".repeat(times)
    }),
    ("escape sequences", |times| {
        "\u{1b}[31mDoe\u{1b}]0;a\u{7}\u{202e}".repeat(times)
    }),
    ("Markdown marks", |times| "[](*_`<&![ ".repeat(times)),
];

const PROSE: &str = "The harbour was quiet when Doenko Roe, the mayor of Velmora, said on Monday that it would stay open. ";

/// `times` words with a capital that no list knows, hardly one of them twice.
fn capitals(times: usize) -> String {
    let mut text = String::new();
    for number in 0..times {
        let _ = write!(text, "{} ", word(number));
    }
    text
}

/// `times` people of different names who say something.
fn people(times: usize) -> String {
    let mut text = String::new();
    for number in 0..times {
        let (given, surname) = (word(number * 7 + 3), word(number));
        let _ = write!(text, "{given} {surname} said it was late. ");
    }
    text
}

/// The word of that number: syllables for its digits.
fn word(number: usize) -> String {
    const SYLLABLES: [&str; 16] = [
        "zu", "ve", "qua", "mor", "il", "dro", "ken", "ta", "wy", "bos", "fel", "gri", "hul",
        "jap", "nex", "pol",
    ];
    let mut word = String::from("X");
    let mut rest = number + 16;
    while rest > 0 {
        word.push_str(SYLLABLES[rest % SYLLABLES.len()]);
        rest /= SYLLABLES.len();
    }
    word
}

/// Pieces of the files of every format, to be put together at will.
pub const SCRAPS: &[&str] = &[
    "<html><body>",
    "<!doctype html>",
    "<article><h1>A pier</h1>",
    "<p>The council met again on Monday, the mayor said.</p>",
    "<script type=application/ld+json>",
    "{\"@type\":\"NewsArticle\",\"headline\":\"A pier\"}",
    "</script>",
    "<table><tr><td>",
    "<b><i>",
    "</b>",
    "<figure><figcaption>Boats",
    "<a href=/x>",
    "<!--",
    "-->",
    "<title>A pier | News</title>",
    "&#27;[2J",
    "\u{0}",
    "<rss><channel><title>News</title>",
    "<item><title>A pier</title>",
    "<description><![CDATA[<p>Words.</p>",
    "]]>",
    "</item>",
    "<feed><entry>",
    "<content type=\"xhtml\">",
    "<?xml version='1.0' encoding='latin1'?>",
    "<!DOCTYPE x [<!ENTITY a 'b'>]>",
    "&a;",
    "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[",
    "{\"title\":\"A pier\",\"content_text\":\"Words.\"}",
    ",",
    "]}",
    "[{\"",
    "From a@b.example Mon Mar  4 07:15:00 2024\n",
    "From: Ann <a@b.example>\nSubject: A pier\nMIME-Version: 1.0\n",
    "Content-Type: multipart/mixed; boundary=b\n\n--b\n",
    "Content-Type: text/html; charset=x\nContent-Transfer-Encoding: base64\n\n",
    "\n\n",
    "--b--\n",
    "title,text,url\n",
    "\"A \"\"pier\"\"\",words,\n",
    "=?utf-8?q?A_pier?=",
    "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 60\r\n\r\n",
    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
    "<nitf><body><body.content>",
    "<media><media-caption>",
    "<newsItem><contentSet><inlineXML>",
    "PK\u{3}\u{4}",
];
