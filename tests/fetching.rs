//! Fetching from a server that misbehaves in every way. How long is waited is a setting of the client, and made short here.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test says what is wrong by failing"
)]

#[path = "support/server.rs"]
pub mod server;

use std::io::Write as _;
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;
use rashomon::fetch::client::{Client, Limits};
use rashomon::fetch::refusal::Refusal;
use rashomon::fetch::reply::{Document, Reply};
use rashomon::model::feed::Mark;

use server::{Answer, Server, answer, head};

/// Limits within which a server on this machine can be asked.
const NEAR: Limits = Limits {
    bytes: 1 << 20,
    time: Duration::from_mins(1),
    redirects: 5,
    allow_private: true,
};

/// The same for a server of which nothing is to be had: so long a test waits.
const SHORT: Limits = Limits {
    time: Duration::from_millis(500),
    ..NEAR
};

fn fetch(server: &Server, path: &str) -> Result<Document, Refusal> {
    fetch_within(NEAR, server, path)
}

fn fetch_within(limits: Limits, server: &Server, path: &str) -> Result<Document, Refusal> {
    match Client::new(limits).fetch(&server.url(path), &Mark::default())? {
        Reply::Document(document) => Ok(document),
        Reply::Unchanged => panic!("nothing was known"),
    }
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn a_document_comes_with_what_the_server_says_of_it() {
    let server = Server::start(|_| {
        let fields = [
            "Content-Type: Text/HTML; charset=ISO-8859-2",
            "ETag: \"v1\"",
            "Last-Modified: Wed, 04 Mar 2026 10:00:00 GMT",
        ];
        answer("200 OK", &fields, b"<p>The quay")
    });
    let document = fetch(&server, "/a#part").unwrap();
    assert_eq!(document.url, server.url("/a"));
    assert_eq!(document.kind, "text/html");
    assert_eq!(document.charset.as_deref(), Some("ISO-8859-2"));
    assert_eq!(document.bytes, b"<p>The quay");
    assert_eq!(document.cut, None);
    assert_eq!(document.mark.etag.as_deref(), Some("\"v1\""));
    let asked = server.asked().pop().unwrap();
    assert_eq!(asked.says("user-agent"), "rashomon");
    assert_eq!(asked.says("cookie"), "");
}

#[test]
fn what_is_known_is_asked_for_on_condition() {
    let server = Server::start(|asked| {
        if asked.says("if-none-match") == "\"v1\"" && !asked.says("if-modified-since").is_empty() {
            return Answer::Bytes(head("304 Not Modified", &[]));
        }
        answer("200 OK", &["ETag: \"v2\""], b"new")
    });
    let known = Mark {
        etag: Some("\"v1\"".to_owned()),
        modified: Some("Wed, 04 Mar 2026 10:00:00 GMT".to_owned()),
    };
    let client = Client::new(NEAR);
    let reply = client.fetch(&server.url("/"), &known).unwrap();
    assert_eq!(reply, Reply::Unchanged);
    assert_eq!(fetch(&server, "/").unwrap().bytes, b"new");
}

#[test]
fn a_server_that_drips_is_given_up_and_what_came_is_kept() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/head" => Answer::Drip(b"HTTP/1.1 200 OK\r\n".to_vec(), b"x-a: b\r\n".to_vec()),
        "/body" => Answer::Drip(head("200 OK", &[]), b"<item>".to_vec()),
        _ => Answer::Silence,
    });
    assert_eq!(
        fetch_within(SHORT, &server, "/head"),
        Err(Refusal::Slow(SHORT.time))
    );
    assert_eq!(
        fetch_within(SHORT, &server, "/silence"),
        Err(Refusal::Slow(SHORT.time))
    );
    let document = fetch_within(SHORT, &server, "/body").unwrap();
    assert!(document.bytes.starts_with(b"<item>"));
    assert!(document.cut.unwrap().contains("no answer within 1 seconds"));
}

#[test]
fn a_body_without_an_end_is_cut() {
    let server = Server::start(|_| Answer::Endless(head("200 OK", &[]), vec![b'a'; 4096]));
    let document = fetch(&server, "/").unwrap();
    assert_eq!(document.bytes.len(), 1 << 20);
    assert!(document.cut.unwrap().contains("longer than 1 MiB"));
}

#[test]
fn a_head_without_an_end_is_no_answer() {
    let field = format!("x-field: {}\r\n", "a".repeat(4096));
    let server = Server::start(move |_| {
        Answer::Endless(b"HTTP/1.1 200 OK\r\n".to_vec(), field.clone().into_bytes())
    });
    let refusal = fetch(&server, "/").unwrap_err();
    assert!(matches!(refusal, Refusal::NoAnswer(_)), "{refusal}");
}

#[test]
fn a_body_that_ends_early_is_kept_and_told() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/short" => {
            Answer::Bytes([head("200 OK", &["content-length: 90"]), b"<rss>".to_vec()].concat())
        }
        "/chunk" => Answer::Bytes(
            [
                head("200 OK", &["transfer-encoding: chunked"]),
                b"5\r\n<rss>\r\nff\r\nx".to_vec(),
            ]
            .concat(),
        ),
        "/packed" => {
            let whole = packed("The council met on Monday. ".repeat(300).as_bytes());
            answer(
                "200 OK",
                &["content-encoding: gzip"],
                &whole[..whole.len() - 9],
            )
        }
        _ => Answer::Bytes([head("200 OK", &["content-length: 3"]), b"<rss>".to_vec()].concat()),
    });
    for path in ["/short", "/chunk"] {
        let document = fetch(&server, path).unwrap();
        assert!(document.bytes.starts_with(b"<rss>"), "{path}");
        assert!(document.cut.is_some(), "{path}");
    }
    let document = fetch(&server, "/packed").unwrap();
    assert!(document.bytes.starts_with(b"The council met"));
    assert!(document.cut.is_some());
    // What is behind the length that was told belongs to no answer.
    assert_eq!(fetch(&server, "/long").unwrap().bytes, b"<rs");
}

#[test]
fn what_is_packed_is_unpacked_and_does_not_grow_without_end() {
    let bomb = packed(&vec![0; 32 << 20]);
    let server = Server::start(move |asked| match asked.path.as_str() {
        "/bomb" => answer("200 OK", &["content-encoding: gzip"], &bomb),
        "/false" => answer("200 OK", &["content-encoding: gzip"], b"not packed"),
        "/other" => answer("200 OK", &["content-encoding: br"], b"?"),
        _ => answer("200 OK", &["content-encoding: gzip"], &packed(b"the quay")),
    });
    assert_eq!(fetch(&server, "/").unwrap().bytes, b"the quay");
    let bomb = fetch(&server, "/bomb").unwrap();
    assert_eq!(bomb.bytes.len(), 1 << 20);
    assert!(bomb.cut.is_some());
    assert!(matches!(
        fetch(&server, "/false"),
        Err(Refusal::NoAnswer(_) | Refusal::Unreachable(_))
    ));
    assert!(matches!(
        fetch(&server, "/other"),
        Err(Refusal::NoAnswer(_))
    ));
}

#[test]
fn redirects_are_followed_so_far_and_in_no_circle() {
    let server = Server::start(|asked| {
        let to = |status, place: &str| answer(status, &[&format!("location: {place}")], b"");
        match asked.path.as_str() {
            "/moved" => to("301 Moved Permanently", "/moved/on"),
            "/moved/on" => to("308 Permanent Redirect", "there?x=1"),
            "/today" => to("302 Found", "/moved/on"),
            "/circle" => to("302 Found", "/circle/b"),
            "/circle/b" => to("302 Found", "/circle"),
            "/nowhere" => answer("302 Found", &[], b""),
            path if path.starts_with("/on") => to("302 Found", &format!("{path}n")),
            path => answer("200 OK", &[], path.as_bytes()),
        }
    });
    let document = fetch(&server, "/moved").unwrap();
    assert_eq!(document.bytes, b"/moved/there?x=1");
    assert_eq!(document.url, server.url("/moved/there?x=1"));
    assert!(document.moved);
    assert!(!fetch(&server, "/today").unwrap().moved);
    assert!(!fetch(&server, "/plain").unwrap().moved);
    let before = server.asked().len();
    assert_eq!(fetch(&server, "/circle"), Err(Refusal::Redirects));
    assert_eq!(server.asked().len() - before, 2);
    assert_eq!(fetch(&server, "/on"), Err(Refusal::Redirects));
    assert_eq!(server.asked().len() - before, 2 + 1 + NEAR.redirects);
    assert!(matches!(
        fetch(&server, "/nowhere"),
        Err(Refusal::Status { code: 302, .. })
    ));
}

#[test]
fn nothing_leads_to_a_file_or_another_scheme() {
    let server = Server::start(|asked| {
        let target = asked.path.trim_start_matches('/');
        answer("302 Found", &[&format!("location: {target}")], b"")
    });
    for (target, scheme) in [
        ("file:///etc/hostname", "file"),
        ("ftp://a.example/", "ftp"),
        ("data:,x", "data"),
    ] {
        let refused = Refusal::LeadsTo(Box::new(Refusal::Scheme(scheme.to_owned())));
        assert_eq!(fetch(&server, &format!("/{target}")), Err(refused));
    }
    let refused = Refusal::LeadsTo(Box::new(Refusal::Credentials));
    assert_eq!(
        fetch(&server, "/http://ann:secret@a.example/"),
        Err(refused)
    );
}

#[test]
fn this_machine_and_private_networks_are_not_asked_unless_that_is_allowed() {
    let server = Server::start(|_| answer("200 OK", &[], b"secret"));
    let client = Client::new(Limits {
        allow_private: false,
        ..NEAR
    });
    let refused = |address: &str| client.fetch(address, &Mark::default()).unwrap_err();
    let port = server.url("").rsplit_once(':').unwrap().1.to_owned();
    // A name, and the ways to write the address that browsers know.
    for host in [
        "127.0.0.1",
        "localhost",
        "2130706433",
        "0x7f.1",
        "0177.0.0.1",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "0.0.0.0",
    ] {
        let refusal = refused(&format!("http://{host}:{port}/"));
        assert!(matches!(refusal, Refusal::Private(_)), "{host}: {refusal}");
        assert!(refusal.to_string().contains("--allow-private"));
    }
    for address in [
        "http://169.254.169.254/latest",
        "http://10.0.0.1/",
        "https://192.168.1.1/",
    ] {
        assert!(matches!(refused(address), Refusal::Private(_)), "{address}");
    }
    assert_eq!(server.asked(), []);
}

#[test]
fn answers_that_are_none_are_told_apart() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/404" => answer("404 Not Found", &[], b"<p>nothing"),
        "/410" => answer("410 Gone", &[], b""),
        "/500" => answer("500 Internal Server Error", &[], b""),
        "/429" => answer("429 Too Many Requests", &["Retry-After: 90"], b""),
        "/close" => Answer::Bytes(Vec::new()),
        "/half" => Answer::Bytes(b"HTTP/1.1 200 OK\r\ncontent-le".to_vec()),
        _ => Answer::Bytes(b"\x16\x03\x01\0\0\x1b[2J no web\r\n\r\n".to_vec()),
    });
    let status = |code, wait| Err(Refusal::Status { code, wait });
    assert_eq!(fetch(&server, "/404"), status(404, None));
    assert_eq!(fetch(&server, "/410"), Err(Refusal::Gone));
    assert_eq!(fetch(&server, "/500"), status(500, None));
    assert_eq!(fetch(&server, "/429"), status(429, Some(90)));
    for path in ["/close", "/half"] {
        let refusal = fetch(&server, path).unwrap_err();
        assert_eq!(refusal, Refusal::Closed, "{path}: {refusal:?}");
    }
    let refusal = fetch(&server, "/garbage").unwrap_err();
    assert!(matches!(refusal, Refusal::NoAnswer(_)), "{refusal:?}");
    assert!(!refusal.to_string().contains('\u{1b}'));
}

#[test]
fn what_is_no_address_is_told_without_asking_anybody() {
    let client = Client::new(NEAR);
    let refused = |address: &str| client.fetch(address, &Mark::default()).unwrap_err();
    assert!(matches!(refused("quay news"), Refusal::NoAddress(_)));
    assert!(matches!(refused("http://"), Refusal::NoAddress(_)));
    assert_eq!(
        refused("file:///etc/hostname"),
        Refusal::Scheme("file".to_owned())
    );
    assert_eq!(
        refused("https://ann:secret@a.example/feed"),
        Refusal::Credentials
    );
    let nobody = {
        let server = Server::start(|_| Answer::Silence);
        server.url("/")
    };
    let refusal = refused(&nobody);
    assert!(matches!(refusal, Refusal::Unreachable(_)), "{refusal:?}");
}
