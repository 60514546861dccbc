//! The account of a story, a topic or a search as a document.

use super::super::account::MatterAccount;
use super::{Body, Document, part, passages, sayings};
use crate::text::count::counted;

/// The account as a document.
pub fn document(account: &MatterAccount) -> Document {
    let told = account.sources.len();
    let articles = match part(told, account.articles) {
        Some(part) => format!("{part} articles"),
        None => counted(told, "article"),
    };
    let outlets = counted(account.outlets.len(), "outlet");
    let mut lead = vec![format!("{} · {articles} · {outlets}", account.about)];
    lead.extend(
        account
            .because
            .iter()
            .map(|why| format!("one story because: {why}")),
    );
    // Of a search, the query is the title.
    let query = account.query.as_deref();
    lead.extend(super::kept_to(
        query.filter(|query| *query != account.title),
    ));
    let mut document = Document {
        title: account.title.clone(),
        lead,
        sections: Vec::new(),
        sources: account.sources.clone(),
    };
    document.add("Outlets", None, Body::Bars(account.outlets.clone()));
    let actors = account.actors.iter();
    let actors = actors.map(|present| (present.name.name.clone(), present.articles));
    document.add("Who is in it", None, Body::Bars(actors.collect()));
    document.add("Passages", None, passages(&account.passages));
    let note = part(account.quotations.len(), account.all_quotations);
    document.add("Who says what", note, sayings(&account.quotations, true));
    if let Some(timeline) = &account.timeline {
        document.add("When", None, Body::Time(timeline.clone()));
    }
    document
}
