//! How strangers on the network are met.

use std::time::Duration;

use crate::fetch::client::{Client, Limits};

/// How long one document may take, unless the reader says otherwise.
pub const USUAL_PATIENCE: Duration = Duration::from_mins(1);

/// How a stranger is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reach {
    /// Whether addresses of this machine and of private networks are asked too.
    pub allow_private: bool,
    /// How long one document may take.
    pub patience: Duration,
}

impl Reach {
    /// A client that goes so far.
    pub(super) fn client(self) -> Client {
        Client::new(Limits {
            allow_private: self.allow_private,
            time: self.patience,
            ..Limits::default()
        })
    }
}
