//! How well names, actors, quotations, sentences and article texts are found: `cargo bench --bench quality -- FOLDER`.
//! Prints the rows of a table and asserts nothing.
//!
//! FOLDER holds annotated collections as JSON Lines, in files named and made as `quality/sets.rs` tells. A second argument
//! and further ones choose among them: `-- FOLDER names_ golden` measures only sets in whose names one of these stands.
//! What is measured is what `rashomon annotate` and `rashomon clean` hand out.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a bench prints")]

#[path = "quality/heads.rs"]
pub mod heads;
#[path = "quality/metrics.rs"]
pub mod metrics;
#[path = "quality/sets.rs"]
pub mod sets;
#[path = "quality/tasks.rs"]
pub mod tasks;

use std::io;
use std::path::Path;
use std::process::ExitCode;

use tasks::{Row, TASKS, Task};

fn main() -> ExitCode {
    // Cargo adds `--bench`.
    let mut arguments = std::env::args().skip(1).filter(|word| word != "--bench");
    let Some(folder) = arguments.next() else {
        tell("which folder? cargo bench --bench quality -- FOLDER [NAME...]");
        return ExitCode::from(2);
    };
    let chosen: Vec<String> = arguments.collect();
    match measure(Path::new(&folder), &chosen) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tell(&format!("cannot measure {folder}: {error}"));
            ExitCode::FAILURE
        }
    }
}

/// Prints a row for everything that can be measured on the sets in `folder`.
fn measure(folder: &Path, chosen: &[String]) -> io::Result<()> {
    println!("| what | set | figure | precision | recall |\n|---|---|---|---|---|");
    for task in TASKS {
        measure_task(task, folder, chosen)?;
    }
    Ok(())
}

fn measure_task(task: &Task, folder: &Path, chosen: &[String]) -> io::Result<()> {
    let files = sets::files(folder, task.prefix)?;
    if files.is_empty() && chosen.is_empty() {
        tell(&format!("no set {}*.jsonl: skipped", task.prefix));
    }
    for (rest, path) in files {
        let name = format!("{}{rest}", task.prefix);
        if chosen.is_empty() || chosen.iter().any(|part| name.contains(part)) {
            for row in (task.measure)(&path)? {
                print(&name, &row);
            }
        }
    }
    Ok(())
}

fn print(set: &str, row: &Row) {
    let shown = |part: fn(&metrics::Score) -> f64| {
        let part = row.score.as_ref().map(part);
        part.map_or_else(String::new, |part| format!("{part:.3}"))
    };
    let (precision, recall) = (shown(|score| score.precision), shown(|score| score.recall));
    println!(
        "| {} | {set} | {:.3} | {precision} | {recall} |",
        row.what, row.figure
    );
}

/// Tells something beside the table.
pub fn tell(what: &str) {
    eprintln!("{what}");
}
