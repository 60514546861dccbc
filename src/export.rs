//! What leaves rashomon: a comparison as text, Markdown, HTML and JSON; articles, actors and the reader's marks likewise.
//!
//! [`compile`] puts a comparison into plain words, once: a [`dossier`]. The other files lay that out, each in one form, and
//! find out nothing by themselves, so that all forms say the same. JSON is the dossier as it is.

pub mod actor;
pub mod article;
pub mod compile;
pub mod dossier;
pub mod edited;
pub mod html;
pub mod markdown;
pub mod marks;
pub mod paper;
pub mod plain;
pub mod request;
mod spot;
