//! A search that is being typed, in the article or over the titles.

use super::field::Field;
use super::focus::Focus;
use super::jumps::Stop;
use super::reader::Reader;
use crate::text::find::Needle;

/// A search being typed, and everything that comes back when it is given up.
#[derive(Debug, Clone)]
pub struct Find {
    /// Which pane is searched: the list for titles, else the article.
    pub pane: Focus,
    /// What has been typed.
    pub field: Field,
    /// Where the reader was when it began.
    pub from: Stop,
    /// The selected row when it began.
    pub selected: usize,
    /// The open article as it was when it began, folds included.
    pub reader: Option<Reader>,
    /// The search before.
    pub needle: Option<Needle>,
    /// Whether what has been typed is there.
    pub found: bool,
}
