//! Searching a library file: pages of results, lists narrowed or in another order, and saved searches.
//!
//! A [`Lookup`] answers one question at a time, step by step, on whatever thread it is asked; a [`Seeker`] does so on a thread
//! of its own, with a connection of its own. There, a question puts an end to what is going on: the one before it of
//! the same [`Lane`](question::Lane) is given up, those of other lanes go on behind it.

mod lanes;
pub mod lookup;
pub mod question;

use std::collections::BTreeSet;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use lanes::{Lanes, Watch};
use lookup::Lookup;
use question::{Answer, Question};

use super::Library;
use super::entry::Entry;
use crate::model::actor::ActorId;
use crate::model::query::{Form, Query, QueryError, Text};
use crate::search::{query, typing};
use crate::store::filter::Now;
use crate::store::sqlite::is_interrupted;
use crate::text::find::{Needle, Sought};

/// Reads a query; nothing but white space asks for every article.
///
/// # Errors
/// Where it cannot be understood.
pub fn read(text: &str) -> Result<Query, QueryError> {
    query::parse(text)
}

/// Reads a query that is still being typed: what it asks for so far, if anything, and what cannot be understood; then, what is
/// asked for stands ahead of that.
pub fn read_typed(text: &str) -> (Option<Query>, Option<QueryError>) {
    let typed = typing::typed(text);
    (typed.query, typed.mistake)
}

/// What to look for in the text of an article that fits `query`; nothing where the query names no words.
pub fn needle(query: &Query) -> Option<Needle> {
    let words = query.wanted().into_iter().filter_map(|term| match term {
        Query::Text(text)
        | Query::Topic(text)
        | Query::Actor(text)
        | Query::Says(text)
        | Query::Place(text) => sought(text),
        _ => None,
    });
    Needle::of_words(words.collect())
}

/// What to look for in an article that fits `query`: its words, and every name that the article gives the actors and places
/// asked for, in whatever spelling they were asked for.
pub fn needle_in(library: &Library, entry: &Entry, query: &Query) -> Option<Needle> {
    let Needle::Words(mut words) = needle(query)? else {
        return None;
    };
    let asked = query.wanted().into_iter().filter_map(|term| match term {
        Query::Actor(name) | Query::Says(name) | Query::Place(name) => sought(name),
        _ => None,
    });
    let asked = Needle::of_words(asked.collect());
    let here: BTreeSet<ActorId> = entry.links.iter().map(|link| link.actor).collect();
    for actor in here.iter().filter_map(|id| library.actor(*id)) {
        let forms = || actor.forms.iter().map(|(form, _)| form.as_str());
        let is_asked = |asked: &Needle| forms().any(|form| !asked.all_in(form).is_empty());
        if asked.as_ref().is_some_and(is_asked) {
            words.extend(forms().filter_map(|form| Sought::new(form, false)));
        }
    }
    Needle::of_words(words)
}

fn sought(text: &Text) -> Option<Sought> {
    Sought::new(&text.words, text.form == Form::Prefix)
}

/// The moment from which `newer:` counts back, by the clock of the world.
pub fn now() -> Now {
    let now = jiff::Timestamp::now();
    jiff::tz::Offset::UTC.to_datetime(now)
}

/// A thread that answers questions. It ends when this is dropped.
#[derive(Debug)]
pub struct Seeker {
    questions: Sender<Question>,
    watch: Arc<Watch>,
}

impl Seeker {
    /// Starts a thread that answers with `lookup` and tells `tell`.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(lookup: Lookup, tell: impl FnMut(Answer) + Send + 'static) -> io::Result<Self> {
        let (questions, asked) = channel();
        let watch = Arc::new(Watch::default());
        let watched = Arc::clone(&watch);
        thread::Builder::new()
            .name("seeker".to_owned())
            .spawn(move || work(lookup, &asked, &watched, tell))?;
        Ok(Self { questions, watch })
    }

    /// Asks a question. What is being answered is interrupted; where it is of another lane, it is taken up again later.
    pub fn ask(&self, question: Question) {
        self.watch.announce(question.wanted.lane(), question.number);
        if self.questions.send(question).is_ok() {
            self.watch.interrupt();
        }
    }
}

/// Answers what is asked until nobody can ask any more.
fn work(
    mut lookup: Lookup,
    asked: &Receiver<Question>,
    watch: &Watch,
    mut tell: impl FnMut(Answer),
) {
    let mut lanes = Lanes::default();
    while let Some(question) = lanes.next(asked) {
        let (lane, number) = (question.wanted.lane(), question.number);
        if !watch.is_newest(lane, number) {
            continue;
        }
        // A failure of the program itself must not take the session with it.
        let done = catch_unwind(AssertUnwindSafe(|| lookup.step(&question.wanted)));
        watch.can_interrupt(lookup.interrupter());
        let told = match done {
            Ok(Ok((told, more))) => {
                lanes.put(more.map(|wanted| Question { number, wanted }));
                Ok(told)
            }
            Ok(Err(error)) if is_interrupted(&error) => {
                lanes.put(Some(question));
                continue;
            }
            Ok(Err(error)) => Err(error.told()),
            Err(_) => Err(BROKE.to_owned()),
        };
        if watch.is_newest(lane, number) {
            tell(Answer { number, told });
        }
    }
}

const BROKE: &str = "stopped by an error of the program; --log FILE keeps the details";
