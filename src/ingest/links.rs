//! Where links lead, as it is told behind an article.

use crate::text::sanitize;

/// `text: address`, unless the text is the address or there is none.
pub(super) fn told(label: &str, target: &str) -> Option<String> {
    let label = sanitize::clean_line(label);
    let target = sanitize::clean_line(target);
    let bare = |address: &str| {
        let address = ["https://", "http://", "mailto:"]
            .iter()
            .find_map(|scheme| address.strip_prefix(scheme))
            .unwrap_or(address);
        address.trim_end_matches('/').to_owned()
    };
    if target.is_empty() || bare(&label) == bare(&target) {
        return None;
    }
    Some(if label.is_empty() {
        target
    } else {
        format!("{label}: {target}")
    })
}

/// The same for a link of the page at `address`, where links within it, of scripts and around pictures lead nowhere.
pub(super) fn told_of_page(label: &str, target: &str, address: Option<&str>) -> Option<String> {
    let target = target.trim();
    let nowhere = target.starts_with('#')
        || target.to_ascii_lowercase().starts_with("javascript:")
        || target.starts_with("data:")
        || label.trim().is_empty();
    if nowhere {
        return None;
    }
    told(label, &absolute(target, address))
}

/// The target as a full address, where it begins with its host or is a path from the root of the page's own.
fn absolute(target: &str, address: Option<&str>) -> String {
    let scheme = address.and_then(|address| address.split_once("://"));
    match scheme {
        Some((scheme, _)) if target.starts_with("//") => format!("{scheme}:{target}"),
        Some((scheme, rest)) if target.starts_with('/') => {
            let host = rest.split(['/', '?', '#']).next().unwrap_or("");
            format!("{scheme}://{host}{target}")
        }
        _ => target.to_owned(),
    }
}
