//! One article as plain text for other programs: headline, where it is from, and its running text.

use crate::library::entry::Entry;
use crate::model::article::BlockKind;

/// The article as text: headline, origin and address each in a line, then its parts with an empty line between them. What
/// belongs to the page is left out.
pub fn running(entry: &Entry) -> String {
    let article = &entry.article;
    let date = entry.head.date.as_ref();
    let date = date.map(|date| format!("{}{}", date.mark(), date.value));
    let origin = [Some(entry.head.outlet_label()), date];
    let origin: Vec<String> = origin.into_iter().flatten().collect();
    let mut head = vec![article.title().to_owned(), origin.join(", ")];
    head.extend(article.url.as_ref().map(|url| url.value.clone()));
    let shown = article.blocks.iter().filter(|block| {
        let kind = block.kind;
        !kind.is_furniture() && kind != BlockKind::Headline
    });
    let parts = shown.map(|block| block.range.of(&article.text).to_owned());
    let parts: Vec<String> = std::iter::once(head.join("\n")).chain(parts).collect();
    parts.join("\n\n") + "\n"
}
