//! Subscribing: what a reader names as a feed, checked before it is kept.

use crate::fetch::client;
use crate::ingest::opml;
use crate::model::feed::Subscription;
use crate::text::sanitize::clean_line;

/// How many minutes lie between two times at which a feed is asked, unless the reader says otherwise.
pub const USUAL_INTERVAL: u32 = 60;

/// The feed at an address, which is not asked for that.
///
/// # Errors
/// A sentence where that is none that can be fetched.
pub fn subscription(address: &str) -> Result<Subscription, String> {
    Ok(Subscription {
        url: client::address(plain(address)).map_err(|refusal| refusal.to_string())?,
        ..Subscription::default()
    })
}

/// Tells whether that is meant as an address, and not as a file.
pub fn is_address(written: &str) -> bool {
    let scheme = written.split_once("://").map(|(scheme, _)| scheme);
    let is_scheme =
        |scheme: &str| !scheme.is_empty() && scheme.chars().all(|c| c.is_ascii_alphanumeric());
    scheme.is_some_and(is_scheme) || written.starts_with("feed:")
}

/// `feed://` and `feed:https://` are written for programs that read feeds.
fn plain(address: &str) -> &str {
    let address = address.trim();
    match address.strip_prefix("feed:") {
        Some(rest) if rest.starts_with("http") => rest,
        _ => address,
    }
}

/// What a list of feeds holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Listed {
    /// The feeds that can be fetched.
    pub subscriptions: Vec<Subscription>,
    /// What is wrong with the others, or with the list.
    pub complaints: Vec<String>,
}

/// Reads a list of feeds in OPML.
///
/// # Errors
/// A sentence where it is none.
pub fn listed(bytes: &[u8]) -> Result<Listed, String> {
    let outline = opml::read(bytes)?;
    let mut listed = Listed::default();
    if let Some((line, reason)) = outline.mistake {
        let feeds = outline.subscriptions.len();
        listed.complaints.push(format!(
            "line {line}: {reason}; read as far as feed {feeds}"
        ));
    }
    for feed in outline.subscriptions {
        match subscription(&feed.url) {
            Ok(checked) => listed.subscriptions.push(Subscription {
                url: checked.url,
                ..feed
            }),
            Err(reason) => {
                let name = if feed.title.is_empty() {
                    feed.url
                } else {
                    feed.title
                };
                listed
                    .complaints
                    .push(format!("{}: {reason}", clean_line(&name)));
            }
        }
    }
    Ok(listed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_from_files_and_those_for_other_programs_are_read() {
        for address in ["https://a.example", "feed:https://a.example/x", "file:///a"] {
            assert!(is_address(address), "{address}");
        }
        for path in ["feeds.opml", "/a/b.xml", "a://b c/../x://"] {
            assert_eq!(is_address(path), path.starts_with("a:"), "{path}");
        }
        let url = |written: &str| subscription(written).map(|feed| feed.url);
        assert_eq!(
            url(" feed:https://A.example/x ").unwrap(),
            "https://a.example/x"
        );
        assert!(url("file:///etc/hostname").unwrap_err().contains("http"));
    }

    #[test]
    fn one_feed_that_cannot_be_fetched_costs_no_other() {
        let opml = b"<opml><body><outline text='A' xmlUrl='https://a.example/'/><outline text='Bad' xmlUrl='gopher://b.example/'/>\
                     <outline text='C' xmlUrl='https://c.example/'/></body></opml>";
        let listed = listed(opml).unwrap();
        assert_eq!(listed.subscriptions.len(), 2);
        assert_eq!(
            listed.complaints,
            ["Bad: only http and https are fetched, not gopher"]
        );
    }
}
