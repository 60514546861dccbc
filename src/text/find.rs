//! Looking for typed text in a text.

use memchr::memmem;

use crate::text::fold::{Folded, has_upper_case};
use crate::text::range::TextRange;

/// What a reader looks for in an article. Lower case finds every case and accent; a query with an upper-case letter
/// respects case, though not accents ("smart case").
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Needle {
    query: String,
    exact: bool,
}

impl Needle {
    /// The needle for `query`, or nothing for an empty query.
    pub fn new(query: &str) -> Option<Self> {
        let exact = has_upper_case(query);
        let folded = if exact {
            Folded::keeping_case(query)
        } else {
            Folded::new(query)
        };
        let query = folded.text;
        (!query.is_empty()).then_some(Self { query, exact })
    }

    /// All matches in `text`, in order, without overlaps. Linear in the length of `text`.
    pub fn all_in(&self, text: &str) -> Vec<TextRange> {
        let length = self.query.len();
        let folded = if self.exact {
            Folded::keeping_case(text)
        } else {
            Folded::new(text)
        };
        memmem::find_iter(folded.text.as_bytes(), self.query.as_bytes())
            .map(|start| folded.original(start, start + length))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Kyiv waits. In KYIV, José said. Kyiv again.";

    #[test]
    fn case_matters_only_once_typed() {
        assert_eq!(Needle::new("kyiv").unwrap().all_in(TEXT).len(), 3);
        assert_eq!(Needle::new("Kyiv").unwrap().all_in(TEXT).len(), 2);
        assert_eq!(
            Needle::new("jose").unwrap().all_in(TEXT)[0].of(TEXT),
            "José"
        );
        assert_eq!(Needle::new("Jose").unwrap().all_in(TEXT).len(), 1);
        assert_eq!(Needle::new("jOse").unwrap().all_in(TEXT).len(), 0);
        assert_eq!(Needle::new(""), None);
        assert_eq!(Needle::new("lviv").unwrap().all_in(TEXT), []);
    }
}
