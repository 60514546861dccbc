//! Mentions to actors across articles, articles to stories.
//!
//! Everything is a rule that a reader can be told; nothing is learnt here. A person, a place and an organisation of one name
//! are three actors, and the government that a place’s name stands for is a fourth.
//!
//! # Steps
//!
//! Each rests on those before it, and each keeps what it has worked out, so that a change of the library costs what it
//! touches; [`linker`] leads through them.
//!
//! | step | what it does | what makes it do some of it again |
//! |---|---|---|
//! | `reading`: `chain`, `names` | joins the mentions of a person inside one article, reads names | a new article: that article |
//! | `story` | finds the articles of one event | a new article: the stories of its like; one that goes: the connected part of the net of likely pairs that it was in; all when the sample of `words` takes a step |
//! | `ruled` | lays the reader's corrections of stories over that | every time, and costs what the rules touch |
//! | `thread` | finds the stories of one topic at different times | stories that changed, and the ties between all |
//! | `merge`, `bare` | joins chains to people | the buckets of the surnames in articles that are new, change their story, or lose a member of their company to fame |
//! | `variants` | joins people whose names are written otherwise | people who share a key with one who changed |
//! | `groups` | joins names of governments, places and organisations | the names of articles that are new, change their story, or use an acronym that is explained otherwise |
//! | `roster` | gives every mention to an actor in the making, with its reason | people and groups that changed |
//! | `ruling` | lays the reader's corrections over that | every time, and costs what the rules touch |
//! | `register` | puts actors in order and gives them lasting ids | actors that changed, and their namesakes |
//! | `reference`, `pronoun` | say whom descriptions and pronouns stand for, which changes nothing of the actors | see there |
//! | `dates`, `tell` | let the articles of a story complete each other's dates, say why it is one | stories that changed |
//!
//! An article's place is a number that only grows, and nothing depends on more of it than its order; so does every result
//! depend on the list of articles alone, never on how it was added.
//!
//! # What one more article costs
//!
//! - Itself: its words, names and chains, once and for good.
//! - Its stories: some forty lists of a telling word, at most twenty-four comparisons, and the stories of those that it is
//!   found like, which are made anew. Which words tell is counted in the first articles of the library, as many as the last
//!   of the steps 128, 192, 256, 384 … that it has reached. A step makes all stories anew; since each is a third or a half
//!   more than the one before, that is a few times the work of telling each article once, however far the library grows.
//! - Its names: the buckets of its surnames and the groups of its places and organisations are gone through as a whole, one
//!   short step for each mention there. So a library in which one article of three names a president pays for that third.
//!   What comes out of it is compared with what was there, and only what differs goes on.
//! - Fame: who is in more than twenty articles tells nothing of company any more; that happens to a name once, and touches
//!   those twenty. In how many articles an actor is, and in how many an office is said, goes into reasons by its first digit
//!   or power of two alone, so that it seldom changes any.
//! - Handing out: two pointers for every article, one for every actor.
//!
//! Taking an article out costs more: the connected part of the net of likely pairs that it was in is gone through once more, and
//! where it was in the sample, all stories are told anew.

mod alias;
mod bare;
mod calendar;
mod called;
mod cast;
mod chain;
pub(crate) mod cores;
pub mod corrections;
mod dates;
mod entry;
mod event;
mod fnv;
mod given;
mod groups;
mod held;
mod imprint;
mod index;
pub mod likeness;
pub mod linker;
mod merge;
mod name;
mod names;
mod net;
mod office;
mod person;
mod pronoun;
mod reading;
mod reference;
mod referring;
mod register;
pub mod report;
mod role;
mod roster;
mod ruled;
mod ruling;
mod sketch;
mod spelling;
mod story;
mod tell;
mod thread;
mod variants;
mod wording;
mod words;

use crate::link::linker::Linker;
use crate::link::report::Report;
use crate::model::correction::Corrections;
use crate::model::link::Linked;

/// Links the mentions of all `reports` to actors, and the articles to stories. Every mention gets one link, to an actor
/// of its own kind; an actor has at least one mention. The same reports in the same order always give the same answer.
pub fn link(reports: &[Report]) -> Linked {
    link_with(reports, &Corrections::default())
}

/// Links as [`link`] does, and follows the reader's `corrections` wherever they say otherwise.
pub fn link_with(reports: &[Report], corrections: &Corrections) -> Linked {
    let mut linker = Linker::default();
    for report in reports {
        linker.add(report);
    }
    linker.linked(corrections, &reports)
}

#[cfg(test)]
mod tests;
