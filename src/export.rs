//! What leaves rashomon: comparisons and accounts as text, Markdown, HTML and JSON; articles and the reader's marks likewise.
//!
//! [`compile`] puts a comparison into plain words, once: a [`dossier`]. An [`account`] does the same for an actor, a story, a
//! topic or a search. The other files lay these out, each in one form, and find out nothing by themselves, so that all forms
//! say the same: comparisons directly, accounts by way of a [`document`]. JSON is the dossier or the account as it is.

pub mod account;
pub mod article;
pub mod compile;
pub mod document;
pub mod dossier;
pub mod edited;
pub mod html;
pub mod markdown;
pub mod marks;
pub mod opml;
pub mod paper;
pub mod plain;
pub mod request;
pub mod running;
mod spot;
pub mod terminal;
