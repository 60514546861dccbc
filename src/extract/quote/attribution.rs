//! Whose a quotation is, and why.

use super::speaker::Subject;
use crate::model::quote::QuoteKind;

/// Why a quotation is given to its speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Attribution {
    pub(super) subject: Option<Subject>,
    /// The words of the cue.
    pub(super) cue: Option<(usize, usize)>,
    pub(super) rule: &'static str,
}

/// A quotation in words.
pub(super) struct Draught {
    pub(super) kind: QuoteKind,
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) attribution: Option<Attribution>,
    pub(super) goes_on: bool,
}
