//! Plain data: what rashomon knows about articles and the actors in them. No behaviour beyond reading and showing one's
//! own fields.

pub mod actor;
pub mod article;
pub mod comparison;
pub mod correction;
pub mod date;
pub mod edits;
pub mod effort;
pub mod feed;
pub mod findings;
pub mod given;
pub mod ink;
pub mod link;
pub mod note;
pub mod problem;
pub mod query;
pub mod quote;
pub mod sourced;
pub mod state;
