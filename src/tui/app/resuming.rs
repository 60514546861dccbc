//! Taking up where the last session ended, and remembering where this one is.

use super::App;
use crate::library::Subject;
use crate::library::worker::Request;
use crate::tui::effect::Effect;
use crate::tui::focus::Focus;
use crate::tui::reader::Reader;
use crate::tui::session::{Chosen, Session};
use crate::tui::sieve::Sieve;

impl App {
    /// Will take up what the last session left, as soon as its article is there.
    pub fn resume(&mut self, session: Session) {
        self.touring.left = session.toured;
        self.panes = session.panes;
        self.panes.spotlight |= self.settings.reading.spotlight;
        self.drafts.clone_from(&session.drafts);
        self.visits.clone_from(&session.visits);
        if let Some(measure) = session.measure {
            self.measure = measure;
        }
        self.wish_for(Sieve::read(&session.order, &session.filter));
        self.remembered = session.clone();
        self.resuming = Some(session);
    }

    /// Goes to where the last session ended, unless the reader has begun something else.
    pub(super) fn take_up(&mut self, untouched: bool, finished: bool) {
        let Some(session) = &self.resuming else {
            return;
        };
        let row = session.article.and_then(|id| self.library.row_of(id));
        if let Some(row) = row.filter(|_| untouched) {
            let session = session.clone();
            session
                .jumps
                .into_iter()
                .for_each(|stop| self.jumps.leave(stop));
            self.list.select(&self.library, row);
            let chosen = session.chosen.map(Subject::from);
            self.subject = chosen.filter(|chosen| match chosen {
                Subject::Actor(id) => self.library.actor(*id).is_some(),
                Subject::Topic(phrase) => self.library.topic(phrase).is_some(),
                Subject::Unnamed => true,
            });
            self.show(row);
            if let Some((reader, place)) = self.reader.as_mut().zip(session.place) {
                reader.stand_at(place);
            }
            self.set_focus(session.focus);
            self.resuming = None;
            self.go_on_writing();
        } else if finished || !untouched {
            self.resuming = None;
            self.go_on_writing();
        }
    }

    /// What would be left, should the session end now.
    fn session(&self) -> Session {
        Session {
            article: self.reader.as_ref().map(|reader| reader.entry().article.id),
            place: self
                .reader
                .as_ref()
                .and_then(|reader| self.lasting_place(reader)),
            chosen: self.subject.as_ref().map(Chosen::from),
            focus: self.focus,
            panes: self.panes,
            measure: (self.measure != self.settings.text_width).then_some(self.measure),
            order: self.wished().order_name().to_owned(),
            filter: self.wished().filter().unwrap_or_default(),
            theme: self.picked.clone(),
            toured: self.touring.left,
            jumps: self.jumps.behind().to_vec(),
            visits: self.visits.clone(),
            drafts: self.drafts.clone(),
        }
    }

    /// The place of the reader, where the part of the article that is on screen will be so again.
    fn lasting_place(&self, reader: &Reader) -> Option<usize> {
        let kept = self
            .marks
            .position(&self.library, reader.entry().article.id);
        let place = reader.place_range().filter(|_| reader.top_byte() == kept);
        place.map(|place| place.start)
    }

    /// Tells the worker what has changed of what is to be remembered; gives all that it is to be asked.
    pub(in crate::tui) fn post(&mut self) -> Vec<Effect> {
        if self.resuming.is_none() && !self.library.is_empty() {
            self.remember_position();
            let session = self.session();
            if session != self.remembered {
                self.outbox
                    .push(Effect::Ask(Request::Remember(session.write())));
                self.remembered = session;
            }
        }
        std::mem::take(&mut self.outbox)
    }

    fn remember_position(&mut self) {
        let Some(reader) = &self.reader else { return };
        let id = reader.entry().article.id;
        let offset = reader.top_byte();
        let known = self.marks.position(&self.library, id);
        // What is only looked at from the list is not being read.
        if self.focus == Focus::List || offset == known {
            return;
        }
        self.marks
            .change(&self.library, id, |marks| marks.position = offset);
        self.outbox.push(Effect::Ask(Request::Position(id, offset)));
    }
}
