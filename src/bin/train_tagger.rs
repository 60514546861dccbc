//! Makes `assets/tagger.bin`: `train_tagger OUT FILE.bio...`. The same files in the same order give the same bytes.
#![expect(
    clippy::print_stdout,
    reason = "a tool for the makers of the program that tells how it goes"
)]

use std::fs;

use anyhow::{Context, bail};
use rashomon::extract::tagger::training::corpus::parse;
use rashomon::extract::tagger::training::train;

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some((out, files)) = arguments
        .split_first()
        .filter(|(_, files)| !files.is_empty())
    else {
        bail!("usage: train_tagger OUT FILE.bio...");
    };
    let mut documents = Vec::new();
    for file in files {
        let text = fs::read_to_string(file).with_context(|| format!("{file}: cannot be read"))?;
        let found = parse(&text).map_err(|problem| anyhow::anyhow!("{file}: {problem}"))?;
        println!("{file}: {} documents", found.len());
        documents.extend(found);
    }
    let bytes = train(&documents, &mut |line| println!("{line}"));
    fs::write(out, bytes).with_context(|| format!("{out}: cannot be written"))?;
    Ok(())
}
