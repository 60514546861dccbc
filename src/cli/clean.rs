//! `rashomon clean`: pages in, the running text of their articles out.

use std::io::{BufRead, Write};

use anyhow::Result;
use serde_json::json;

use crate::cli::lines;
use crate::library::annotate::{body, body_of_html};
use crate::model::effort::Effort;

/// Cleans every page of `input`; gives the number of complaints.
pub(super) fn run(
    input: &mut impl BufRead,
    output: &mut impl Write,
    complain: impl FnMut(usize, &str),
) -> Result<usize> {
    lines::read(input, complain, |document| {
        let found = document.text("text").map(body);
        let found = found.or_else(|| {
            document
                .text("html")
                .map(|page| body_of_html(page.as_bytes(), Effort::Best))
        });
        let complaint = found.is_none().then_some(lines::NO_TEXT);
        let body = found.unwrap_or_default();
        lines::write(output, &json!({ "id": document.id(), "body": body }))?;
        output.flush()?;
        Ok(complaint)
    })
}
