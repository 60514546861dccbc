//! `rashomon clean`: pages in, the running text of their articles out.

use std::io::{BufRead, Write};

use anyhow::Result;
use serde_json::json;

use crate::cli::lines;
use crate::library::annotate::body;

/// Cleans every page of `input`; gives the number of complaints.
pub(super) fn run(
    input: &mut impl BufRead,
    output: &mut impl Write,
    complain: impl FnMut(usize, &str),
) -> Result<usize> {
    lines::read(input, complain, |document| {
        let text = document.text("text");
        let body = text.map(body).unwrap_or_default();
        lines::write(output, &json!({ "id": document.id(), "body": body }))?;
        output.flush()?;
        Ok(match (text, document.text("html")) {
            (Some(_), _) => None,
            (None, Some(_)) => Some("HTML is not read yet; its body is left empty"),
            (None, None) => Some(lines::NO_TEXT),
        })
    })
}
