//! Which pane has the keyboard.

use serde::{Deserialize, Serialize};

use crate::command::scope::Scope;

/// The pane that has the keyboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Focus {
    /// The article list.
    #[default]
    List,
    /// The reading pane.
    Article,
    /// The actor panel.
    Actors,
}

impl Focus {
    /// The scope of the keys while this pane has the keyboard.
    pub fn scope(self) -> Scope {
        match self {
            Self::List => Scope::List,
            Self::Article => Scope::Article,
            Self::Actors => Scope::Actors,
        }
    }
}
