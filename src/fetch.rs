//! The one room that opens a connection: it fetches a document over HTTP, within limits, when it is asked to.
//!
//! Whoever serves a feed is a stranger. A document is taken up to a size and for a time, also where it is packed or drips in
//! byte by byte; redirects are followed by count, and never in a circle; and no address of this machine or of a private
//! network is asked unless that is allowed. The very address that was looked at is the one that is connected to, at every
//! redirect anew, so that no name can stand for one address when it is looked at and for another when it is used.
//!
//! There is no proxy: behind one, nobody here would know what is connected to.

pub mod client;
mod known;
pub mod refusal;
pub mod reply;
mod reserved;
