//! rashomon: read every side of a story, in your terminal.

pub mod extract;
pub mod ingest;
pub mod link;
pub mod model;
pub mod text;
