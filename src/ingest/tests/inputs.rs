//! The files under `tests/cases/inputs`, one or more of every format, and beside each what it has to give as JSON.
//!
//! `RASHOMON_BLESS=1 cargo test inputs` writes what is given now; read the difference before it is kept.

use serde_json::{Value, json};

use super::*;
use crate::model::sourced::Sourced;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/inputs")
}

#[test]
fn a_picture_below_the_last_paragraph_is_of_the_article_unless_it_leads_elsewhere() {
    let paragraph =
        "<p>The council voted on Monday to widen the northern pier, which storms have damaged.</p>";
    let page = |end: &str| {
        format!(
            "<html><nav><a href=/>Home</a></nav><article><h1>Pier widened</h1>{}{end}</article><footer>© Packet</footer></html>",
            paragraph.repeat(3)
        )
    };
    for (end, kind) in [
        (
            "<figure><img src=a><figcaption>Boats wait beside the pier.</figcaption></figure>",
            "caption",
        ),
        (
            "<figure><a href=/b><img src=b><figcaption>Boats wait beside the pier.</figcaption></a></figure>",
            "navigation",
        ),
    ] {
        let reading = read("a.html", page(end).as_bytes());
        let article = &reading.articles[0];
        let mut blocks = article.blocks.iter();
        let picture = blocks.find(|block| block.range.of(&article.text).starts_with("Boats"));
        assert_eq!(picture.map(|block| block.kind.name()), Some(kind), "{end}");
    }
}

/// The files that are read, in order.
fn files() -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| !path.to_string_lossy().ends_with(".expected.json"))
        .collect();
    paths.sort();
    paths
}

fn told<T>(sourced: Option<&Sourced<T>>, value: impl Fn(&T) -> Value) -> Value {
    sourced.map_or(Value::Null, |sourced| {
        json!({
            "is": value(&sourced.value),
            "because": sourced.because,
            "inferred": sourced.is_inferred(),
        })
    })
}

/// A reading as JSON, a line for each block.
fn shown(reading: &Reading) -> Value {
    let articles = reading.articles.iter().map(|article| {
        let text = |value: &String| json!(value);
        let block = |block: &crate::model::article::Block| {
            format!("{}: {}", block.kind.name(), block.range.of(&article.text))
        };
        let mut told = json!({
            "headline": told(article.headline.as_ref(), text),
            "byline": told(article.byline.as_ref(), |names| json!(names)),
            "outlet": told(article.outlet.as_ref(), text),
            "agency": told(article.agency.as_ref(), text),
            "published": told(article.published.as_ref(), |date| json!(date.to_string())),
            "url": told(article.url.as_ref(), text),
            "blocks": article.blocks.iter().map(block).collect::<Vec<_>>(),
        });
        if let Some(tags) = reading.tags.get(&article.id) {
            told["tags"] = json!(tags);
        }
        told
    });
    let problem = |problem: &Problem| match problem.line {
        Some(line) => format!(
            "{}, line {line}: {}",
            problem.severity.name(),
            problem.reason
        ),
        None => format!("{}: {}", problem.severity.name(), problem.reason),
    };
    json!({
        "articles": articles.collect::<Vec<_>>(),
        "problems": reading.problems.iter().map(problem).collect::<Vec<_>>(),
    })
}

#[test]
fn every_file_gives_what_is_expected_of_it() {
    let mut wrong = String::new();
    for path in files() {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let reading = read(&name, &std::fs::read(&path).unwrap());
        reading.articles.iter().for_each(check);
        let got = format!(
            "{}\n",
            serde_json::to_string_pretty(&shown(&reading)).unwrap()
        );
        let expected = folder().join(format!("{name}.expected.json"));
        if std::env::var_os("RASHOMON_BLESS").is_some() {
            std::fs::write(&expected, &got).unwrap();
        }
        let wanted = std::fs::read_to_string(&expected).unwrap_or_default();
        if wanted != got {
            write!(wrong, "\n{name}\n--- expected\n{wanted}--- got\n{got}").unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_format_has_a_file() {
    let files = files();
    for format in FORMATS {
        let is_read = |path: &PathBuf| {
            let name = path.file_name().unwrap().to_string_lossy();
            format_for(&name, &std::fs::read(path).unwrap())
                .is_some_and(|found| found.id == format.id)
        };
        let by_case = matches!(format.id, "plain" | "markdown");
        assert!(
            by_case || files.iter().any(is_read),
            "no file for format {}",
            format.id
        );
    }
}

#[test]
fn what_is_cut_anywhere_is_read_as_far_as_it_goes() {
    for path in files() {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).unwrap();
        let step = (bytes.len() / 40).max(1);
        for end in (0..bytes.len()).step_by(step) {
            let reading = read(&name, bytes.get(..end).unwrap());
            reading.articles.iter().for_each(check);
            assert!(
                !reading.articles.is_empty() || !reading.problems.is_empty(),
                "{name} cut at {end}"
            );
        }
    }
}
