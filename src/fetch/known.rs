//! From a name to the addresses that may be connected to, and to no others.

use std::fmt;

use ureq::Error;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

use crate::fetch::reserved::is_public;

/// Looks names up, and gives only addresses of the public network unless all are allowed. What it gives is what is connected
/// to: a name is looked up once for each connection.
#[derive(Debug)]
pub(super) struct Guarded {
    /// Whether every address is allowed.
    pub(super) allow_private: bool,
}

/// A name of which every address is of this machine or of a private network.
#[derive(Debug)]
pub(super) struct OnlyPrivate;

impl fmt::Display for OnlyPrivate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("only addresses of this machine or of a private network")
    }
}

impl std::error::Error for OnlyPrivate {}

impl Resolver for Guarded {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let found = DefaultResolver::default().resolve(uri, config, timeout)?;
        let mut allowed = self.empty();
        for address in &found {
            if self.allow_private || is_public(address.ip()) {
                allowed.push(*address);
            }
        }
        if allowed.is_empty() {
            return Err(Error::Other(Box::new(OnlyPrivate)));
        }
        Ok(allowed)
    }
}
