//! Feeds that a library follows: where they are, how often they are asked, and what came of it.

/// Names a feed within one library.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FeedKey(pub i64);

/// A feed as a reader subscribes to it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Subscription {
    /// Where it is.
    pub url: String,
    /// What it is called; empty until it is known.
    pub title: String,
    /// The page that it belongs to.
    pub page: Option<String>,
    /// The folder in which it stands, by the names of those around it, the outermost first; empty where it stands in none.
    pub folder: Vec<String>,
}

/// What tells a server which version of a document is known, in its own words (RFC 9110, section 8.8).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mark {
    /// The entity tag.
    pub etag: Option<String>,
    /// When it was last modified.
    pub modified: Option<String>,
}

/// How it went with a feed so far. Times are seconds since 1970.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Standing {
    /// When it was asked last.
    pub asked: Option<i64>,
    /// When it answered last.
    pub answered: Option<i64>,
    /// When it is to be asked again.
    pub due: i64,
    /// How often it has failed since it answered last.
    pub failures: u32,
    /// What is wrong with it, or with what came last.
    pub trouble: Option<String>,
    /// Whether its server says that it is gone for ever: it is asked no more by itself.
    pub gone: bool,
}

/// A feed that a library follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// Its name in the library.
    pub key: FeedKey,
    /// What the reader subscribed to.
    pub subscription: Subscription,
    /// How many minutes lie between two times at which it is asked.
    pub every: u32,
    /// Which version of it is known.
    pub mark: Mark,
    /// How it went.
    pub standing: Standing,
}

impl Feed {
    /// What to call it: its title, or its address.
    pub fn name(&self) -> &str {
        if self.subscription.title.is_empty() {
            &self.subscription.url
        } else {
            &self.subscription.title
        }
    }
}
