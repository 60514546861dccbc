//! What leaves rashomon: a comparison as text, Markdown, HTML and JSON.
//!
//! [`compile`] puts a comparison into plain words, once: a [`dossier`]. The other files lay that out, each in one form, and
//! find out nothing by themselves, so that all forms say the same. JSON is the dossier as it is.

pub mod compile;
pub mod dossier;
pub mod edited;
pub mod html;
pub mod markdown;
pub mod plain;
mod spot;
