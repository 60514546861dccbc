//! A library on disk, from the outside: what is put in comes out, whatever happens in between.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::missing_panics_doc,
    reason = "a test says what is wrong by failing"
)]

#[path = "../../benches/generate.rs"]
pub mod generate;
#[path = "../support/shelf.rs"]
pub mod shelf;

mod doctor;
mod first;
mod keeping;
mod lists;
mod opening;
mod people;
mod searching;
mod state;
mod together;
mod window;
