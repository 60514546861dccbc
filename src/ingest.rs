//! Bytes to articles: one file per format, one line each in the register.

use crate::model::article::Article;
use crate::model::problem::Problem;

/// What came out of one source.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// The articles, in the order of the source.
    pub articles: Vec<Article>,
    /// What went wrong, in the order met.
    pub problems: Vec<Problem>,
}

/// Reads the `bytes` of the file that is shown as `source` (its ending tells the format where the content does not).
/// Never fails: what cannot be read is a problem.
pub fn read(source: &str, bytes: &[u8]) -> Reading {
    let _ = (source, bytes);
    Reading::default()
}
