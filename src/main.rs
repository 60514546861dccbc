//! The rashomon program: arguments in, errors out; everything else is in the library.

use std::io::{Write as _, stderr};
use std::process::ExitCode;

use rashomon::cli::{self, Arguments, Ending};
use rashomon::text::sanitize::{clean, clean_line};

fn main() -> ExitCode {
    let arguments = match Arguments::read() {
        Ok(arguments) => arguments,
        Err(told) if !told.use_stderr() => told.exit(),
        // It repeats what was typed, or what a `*` of the shell made of the names of files.
        Err(error) => {
            say(clean(&error.render().to_string()).text.trim_end());
            return ExitCode::from(2);
        }
    };
    match cli::run(arguments) {
        Ok(Ending::Done) => ExitCode::SUCCESS,
        Ok(Ending::WithComplaints) => ExitCode::FAILURE,
        Ok(Ending::Misunderstood) => ExitCode::from(2),
        Ok(Ending::NoTerminal) => {
            say(
                "rashomon: needs a terminal to read on; standard input and output must both be one",
            );
            ExitCode::from(2)
        }
        Err(error) => {
            say(&format!("rashomon: {}", clean_line(&format!("{error:#}"))));
            ExitCode::FAILURE
        }
    }
}

/// Writes a line on standard error, whether or not anybody listens.
fn say(line: &str) {
    let _ = writeln!(stderr(), "{line}");
}
