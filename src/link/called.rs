//! Other names that a text gives to people: whose they are.

use crate::model::actor::ActorKind;
use crate::model::findings::Findings;

/// The mention of whose person the text says that it is called as this one, where it is still there.
pub(crate) fn caller(mention: usize, findings: &Findings) -> Option<usize> {
    let called = findings.mentions.get(mention)?.called?;
    let mentions = &findings.mentions;
    let index = mentions
        .binary_search_by_key(&called.start, |mention| mention.name.start)
        .ok()?;
    let own = &mentions[index];
    (own.kind == ActorKind::Person && own.called.is_none()).then_some(index)
}
