//! The rashomon program: arguments in, errors out; everything else is in the library.

use std::process::ExitCode;

use clap::Parser;
use rashomon::cli::{self, Arguments, Ending};

fn main() -> ExitCode {
    match cli::run(Arguments::parse()) {
        Ok(Ending::Done) => ExitCode::SUCCESS,
        Ok(Ending::WithComplaints) => ExitCode::FAILURE,
        Ok(Ending::NoTerminal) => {
            eprintln!(
                "rashomon: needs a terminal to read on; standard input and output must both be one"
            );
            ExitCode::from(2)
        }
        Err(error) => {
            eprintln!("rashomon: {error:#}");
            ExitCode::FAILURE
        }
    }
}
