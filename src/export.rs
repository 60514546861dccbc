//! What leaves rashomon: a comparison as text, Markdown, HTML and JSON.
//!
//! [`dossier`] puts a comparison into plain words, once; the other files lay these out, each in one form, and find out
//! nothing by themselves, so that all forms say the same. JSON is the dossier as it is.

pub mod dossier;
pub mod html;
pub mod markdown;
pub mod plain;
mod spot;
