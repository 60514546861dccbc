//! Pure text: what every other room needs to know about characters, and nothing about articles.
//!
//! All positions are byte offsets into valid UTF-8. No function here prints, keeps state or fails: text that cannot be
//! understood is passed through.

pub mod anchor;
pub mod count;
pub mod date;
pub mod figure;
pub mod find;
pub mod fold;
pub mod hyphen;
pub mod motion;
pub mod origin;
pub mod range;
pub mod sanitize;
pub mod sentence;
pub mod signature;
pub mod stem;
pub mod token;
pub mod width;
pub mod word_list;
pub mod wrap;
