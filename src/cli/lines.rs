//! JSON Lines in and out: one document a line, and a bad line does not stop the rest.

use std::io::{self, BufRead, Write};

use anyhow::{Context, Result};
use serde::Serialize;
use serde_json::{Map, Value};

use crate::export::account::Versioned;

/// What is wrong with a document that holds no text.
pub(super) const NO_TEXT: &str = "no field `text` that holds a text";

/// A document: the fields of a JSON object.
#[derive(Debug)]
pub(super) struct Document {
    fields: Map<String, Value>,
}

impl Document {
    /// The document's name, as it was given: mostly a string.
    pub(super) fn id(&self) -> &Value {
        self.fields.get("id").unwrap_or(&Value::Null)
    }

    /// The text of the field `name`, if there is one.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.fields.get(name)?.as_str()
    }

    /// The texts of the list in the field `name`, if it is a list of nothing else.
    pub(super) fn texts(&self, name: &str) -> Option<Vec<&str>> {
        let list = self.fields.get(name)?.as_array()?;
        list.iter().map(Value::as_str).collect()
    }

    /// The group that the document belongs to, if any.
    pub(super) fn group(&self) -> Option<&Value> {
        self.fields.get("group").filter(|group| !group.is_null())
    }

    fn read(written: &[u8]) -> Result<Self, String> {
        let value = serde_json::from_slice(written).map_err(|error| error.to_string())?;
        let Value::Object(fields) = value else {
            return Err("not a JSON object".to_owned());
        };
        if !fields.contains_key("id") {
            return Err("no field `id`".to_owned());
        }
        Ok(Self { fields })
    }
}

/// Reads the documents of `input` and hands them to `take` in order, which may say what is wrong with one. A line that
/// is no document, or a wrong one, is told to `complain`; blank lines are no lines. Gives the number of complaints.
///
/// # Errors
/// That of reading, or the first that `take` gives.
pub(super) fn read(
    input: &mut impl BufRead,
    mut complain: impl FnMut(usize, &str),
    mut take: impl FnMut(Document) -> Result<Option<&'static str>>,
) -> Result<usize> {
    let mut complaints = 0;
    let mut written = Vec::new();
    for line in 1.. {
        written.clear();
        let length = input
            .read_until(b'\n', &mut written)
            .with_context(|| format!("cannot read line {line} of the input"))?;
        if length == 0 {
            break;
        }
        let wrong = match Document::read(written.trim_ascii()) {
            _ if written.trim_ascii().is_empty() => None,
            Ok(document) => take(document)?.map(str::to_owned),
            Err(reason) => Some(reason),
        };
        if let Some(reason) = wrong {
            complaints += 1;
            complain(line, &reason);
        }
    }
    Ok(complaints)
}

/// Writes what is told of a library as one line, with the version of its fields.
///
/// # Errors
/// That of writing.
pub(super) fn tell(output: &mut (impl Write + ?Sized), told: &impl Serialize) -> io::Result<()> {
    write(output, &Versioned::of(told))
}

/// Writes `value` as one line.
///
/// # Errors
/// That of writing.
pub(super) fn write(output: &mut (impl Write + ?Sized), value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *output, value)?;
    output.write_all(b"\n")
}
