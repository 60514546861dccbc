//! Looking for typed text in a text.

use memchr::memmem;

use crate::text::fold::{Folded, has_upper_case};
use crate::text::range::TextRange;

/// What a reader looks for in an article. Lower case finds every case and accent; a query with an upper-case letter
/// respects case ("smart case").
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Needle {
    query: String,
    exact: bool,
}

impl Needle {
    /// The needle for `query`, or nothing for an empty query.
    pub fn new(query: &str) -> Option<Self> {
        let exact = has_upper_case(query);
        let query = if exact {
            query.to_owned()
        } else {
            Folded::new(query).text
        };
        (!query.is_empty()).then_some(Self { query, exact })
    }

    /// All matches in `text`, in order, without overlaps. Linear in the length of `text`.
    pub fn all_in(&self, text: &str) -> Vec<TextRange> {
        let length = self.query.len();
        if self.exact {
            let starts = memmem::find_iter(text.as_bytes(), self.query.as_bytes());
            return starts
                .map(|start| TextRange::new(start, start + length))
                .collect();
        }
        let folded = Folded::new(text);
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
        assert_eq!(Needle::new(""), None);
        assert_eq!(Needle::new("lviv").unwrap().all_in(TEXT), []);
    }
}
