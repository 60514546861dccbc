//! Lists of feeds in OPML (<http://opml.org/spec2.opml>), as every reader of feeds gives out and takes.

use std::collections::HashSet;

use crate::ingest::decode;
use crate::ingest::xml::{self, Element};
use crate::model::feed::Subscription;
use crate::text::sanitize::clean_line;

/// What a list holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outline {
    /// The feeds, in its order.
    pub subscriptions: Vec<Subscription>,
    /// The line and the reason from which on it may not be what was meant.
    pub mistake: Option<(u32, String)>,
}

/// Reads a list. A feed that stands in it twice is told once.
///
/// # Errors
/// A sentence where it is no list of feeds.
pub fn read(bytes: &[u8]) -> Result<Outline, String> {
    let decoded = decode::decode(bytes, decode::label(bytes).as_deref())?;
    let parsed = xml::parse(&decoded.text);
    let body = parsed
        .root
        .child("opml")
        .map(|opml| opml.child("body").unwrap_or(opml));
    let Some(body) = body else {
        return Err("no list of feeds: it has no <opml>".to_owned());
    };
    let mut subscriptions = Vec::new();
    gather(body, &mut Vec::new(), &mut subscriptions);
    let mut met = HashSet::new();
    subscriptions.retain(|subscription| met.insert(subscription.url.clone()));
    if subscriptions.is_empty() {
        return Err("a list without feeds: no <outline> in it has an xmlUrl".to_owned());
    }
    Ok(Outline {
        subscriptions,
        mistake: parsed.mistake,
    })
}

/// Gathers the feeds below an outline that stands in `folder`. The tree is no deeper than [`xml::parse`] lets it be.
fn gather(outline: &Element, folder: &mut Vec<String>, found: &mut Vec<Subscription>) {
    for inner in outline.children("outline") {
        let title = title(inner);
        if let Some(url) = said(inner, "xmlurl") {
            let subscription = Subscription {
                url,
                title,
                page: said(inner, "htmlurl"),
                folder: if folder.is_empty() {
                    category(inner)
                } else {
                    folder.clone()
                },
            };
            found.push(subscription);
            gather(inner, folder, found);
        } else {
            let is_folder = !title.is_empty();
            if is_folder {
                folder.push(title);
            }
            gather(inner, folder, found);
            if is_folder {
                folder.pop();
            }
        }
    }
}

fn title(outline: &Element) -> String {
    let title = said(outline, "title").or_else(|| said(outline, "text"));
    title.unwrap_or_default()
}

/// The folder that a flat list tells as a category: the first of `/News/Coast,/Work`.
fn category(outline: &Element) -> Vec<String> {
    let written = said(outline, "category").unwrap_or_default();
    let first = written.split(',').next().unwrap_or_default();
    let names = first.split('/').map(str::trim);
    names
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

fn said(outline: &Element, name: &str) -> Option<String> {
    let value = clean_line(outline.attribute(name)?);
    let value = value.trim();
    (!value.is_empty()).then(|| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(opml: &str) -> Vec<String> {
        let outline = read(opml.as_bytes()).unwrap();
        let told = outline.subscriptions.into_iter().map(|subscription| {
            let page = subscription.page.unwrap_or_default();
            format!(
                "{} | {} | {} | {page}",
                subscription.folder.join(" > "),
                subscription.title,
                subscription.url
            )
        });
        told.collect()
    }

    #[test]
    fn folders_titles_and_pages_are_kept() {
        let opml = r#"<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body>
            <outline text="Coast"><outline text="Harbours" >
              <outline type="rss" text="Packet" title="The Packet &amp; Post" xmlUrl="https://packet.example/rss" htmlUrl="https://packet.example/"/>
            </outline>
            <outline text="Quay Radio" xmlURL='https://quay.example/atom'/></outline>
            <outline text="Alone" xmlUrl="https://alone.example/" category="/Work/Ports,/Other"/>
            <outline text="Again" xmlUrl="https://alone.example/"/>
            </body></opml>"#;
        assert_eq!(
            told(opml),
            [
                "Coast > Harbours | The Packet & Post | https://packet.example/rss | https://packet.example/",
                "Coast | Quay Radio | https://quay.example/atom | ",
                "Work > Ports | Alone | https://alone.example/ | ",
            ]
        );
    }

    #[test]
    fn a_list_that_is_old_sloppy_or_cut_is_read_as_far_as_it_goes() {
        let old = "<opml><body><outline xmlUrl='https://a.example/'><outline xmlUrl='https://b.example/'/></outline></body></opml>";
        assert_eq!(
            told(old),
            [" |  | https://a.example/ | ", " |  | https://b.example/ | "]
        );
        let bare = "<opml><outline xmlUrl='https://a.example/' text='\u{1b}[2JRed'/></opml>";
        assert_eq!(told(bare), [" | Red | https://a.example/ | "]);
        let cut = read(
            b"<opml><body>\n<outline text='A' xmlUrl='https://a.example/'/>\n<outline text='B",
        )
        .unwrap();
        assert_eq!(cut.subscriptions.len(), 1);
        assert!(cut.mistake.is_some_and(|(line, _)| line == 3));
    }

    #[test]
    fn what_is_no_list_is_told() {
        let refused = |bytes: &[u8]| read(bytes).unwrap_err();
        assert!(refused(b"<rss><channel/></rss>").contains("no <opml>"));
        assert!(refused(b"<opml><body><outline text='x'/></body></opml>").contains("xmlUrl"));
        assert!(refused(b"\x89PNG").contains("PNG"));
    }

    #[test]
    fn folders_nest_as_deep_as_anybody_likes() {
        let deep = format!(
            "<opml><body>{}<outline xmlUrl='https://a.example/'/>",
            "<outline text='f'>".repeat(100_000)
        );
        assert!(read(deep.as_bytes()).is_ok_and(|outline| outline.subscriptions.len() == 1));
    }
}
