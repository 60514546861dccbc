//! The number of the engine goes up whenever articles are read or understood differently, or libraries would keep what an
//! older rashomon found.

use std::fmt::Write as _;
use std::path::Path;

use rashomon::library::starter::STARTER;
use rashomon::{extract, ingest};

/// What the engine of that number made of the digests of the starter library, as a number.
const KEPT: &str = "tests/cases/engine.txt";

#[test]
fn another_understanding_has_another_number() {
    let mut understood = String::new();
    for (name, content) in STARTER {
        for article in ingest::read(name, content.as_bytes()).articles {
            let findings = extract::find(&article);
            write!(understood, "{article:?}{findings:?}").unwrap();
        }
    }
    let now = format!(
        "{} {:016x}\n",
        extract::ENGINE,
        ingest::hash(understood.as_bytes())
    );
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(KEPT);
    let kept = std::fs::read_to_string(&file).unwrap_or_default();
    if kept == now {
        return;
    }
    let number = |line: &str| line.split(' ').next().map(str::to_owned);
    assert_ne!(
        number(&kept),
        number(&now),
        "articles are understood differently: raise extract::ENGINE by one, then run this with RASHOMON_BLESS=1"
    );
    assert!(
        std::env::var_os("RASHOMON_BLESS").is_some(),
        "a new engine: run this once with RASHOMON_BLESS=1"
    );
    std::fs::write(&file, now).unwrap();
}
