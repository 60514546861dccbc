//! Where a page ends, so that the next one begins there however the library has grown.

use rusqlite::ToSql;
use rusqlite::types::ToSqlOutput;

/// The place behind the last row of a page, in its order. Valid for as long as the query and order stay the same; opaque
/// to all but the store that gave it.
#[derive(Debug, Clone, PartialEq)]
pub struct Cursor(pub(super) Vec<Mark>);

/// One value of a sort key.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Mark {
    Number(i64),
    Real(f64),
    Text(String),
}

impl ToSql for Mark {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        match self {
            Self::Number(number) => number.to_sql(),
            Self::Real(real) => real.to_sql(),
            Self::Text(text) => text.to_sql(),
        }
    }
}
