//! The reader's corrections: asking for them, sending them to be written, taking them back.

use std::sync::Arc;

use super::{App, Overlay};
use crate::command::CommandId;
use crate::library::corrections::Change;
use crate::library::entry::Entry;
use crate::library::keeper::Corrected;
use crate::library::worker::Request;
use crate::library::{Found, Subject};
use crate::model::actor::{Actor, ActorKind};
use crate::model::article::ArticleId;
use crate::model::correction::{Correction, Scope};
use crate::text::count::counted;
use crate::tui::correcting::{Choice, Correcting};
use crate::tui::effect::Effect;
use crate::tui::history::{Act, Next};
use crate::tui::reader::Reader;

/// Where corrections of the chosen one are to hold: the article that they are made in.
struct Site {
    article: ArticleId,
    outlet: Option<String>,
}

impl Site {
    /// The places in which a rule can hold, each with the words for it: the article, its outlet.
    fn scopes(&self) -> Vec<(Scope, String)> {
        let mut scopes = vec![(Scope::Article(self.article), "in this article".to_owned())];
        if let Some(outlet) = &self.outlet {
            let told = format!("in all articles of {outlet}");
            scopes.push((Scope::Outlet(outlet.clone()), told));
        }
        scopes
    }

    fn all_scopes(&self) -> Vec<(Scope, String)> {
        let mut scopes = self.scopes();
        scopes.push((Scope::Everywhere, "everywhere".to_owned()));
        scopes
    }
}

impl App {
    /// Asks with whom the chosen one is the same.
    pub fn begin_merge(&mut self) {
        let Some(actor) = self.chosen_actor() else {
            return self.say(NOBODY);
        };
        let draft = Correction::Merge {
            kind: Some(actor.kind),
            name: String::new(),
            other: actor.name.clone(),
        };
        let title = format!("{} is the same as …", actor.name);
        let asked = Correcting::who_else(title, draft, actor.id, &self.library);
        self.ask(asked);
    }

    /// Asks where the chosen one is somebody else.
    pub fn begin_split(&mut self) {
        let (Some(actor), Some(entry)) = (self.chosen_actor(), self.site_entry()) else {
            return self.say(NOBODY);
        };
        let names = names_here(&actor, &entry);
        let mut choices = Vec::new();
        for name in names {
            for (scope, place) in site(&entry).scopes() {
                let label = if name == actor.name {
                    format!("every mention {place}")
                } else {
                    format!("“{name}” {place}")
                };
                choices.push(Choice {
                    label,
                    draft: Correction::Split {
                        kind: Some(actor.kind),
                        name: name.clone(),
                        scope,
                        to: None,
                    },
                });
            }
        }
        let title = format!("not this {} …", actor.name);
        self.ask(Correcting::which(title, choices));
    }

    /// Asks where the chosen one is no actor at all.
    pub fn begin_dismissal(&mut self) {
        let (Some(actor), Some(entry)) = (self.chosen_actor(), self.site_entry()) else {
            return self.say(NOBODY);
        };
        let draft = |scope| Correction::NotAnActor {
            kind: Some(actor.kind),
            name: actor.name.clone(),
            scope,
        };
        let choices = site(&entry).all_scopes().into_iter().rev();
        let choices = choices.map(|(scope, place)| Choice {
            label: format!("“{}” is no {} {place}", actor.name, actor.kind.name()),
            draft: draft(scope),
        });
        let choices = choices.collect();
        self.ask(Correcting::which("not an actor …".to_owned(), choices));
    }

    /// Asks what the chosen one is to be called.
    pub fn begin_rename(&mut self) {
        let Some(actor) = self.chosen_actor() else {
            return self.say(NOBODY);
        };
        let name = actor.name.clone();
        let draft = Correction::Rename {
            kind: Some(actor.kind),
            name: name.clone(),
            to: String::new(),
        };
        self.ask(Correcting::name("call it: ".to_owned(), &name, draft));
    }

    /// Asks whom a description in the paragraph at the place means.
    pub fn begin_meaning(&mut self) {
        let Some(entry) = self.site_entry() else {
            return self.say("nothing to read yet");
        };
        let mut choices = Vec::new();
        for wording in self.wordings(&entry) {
            for (scope, place) in site(&entry).all_scopes() {
                choices.push(Choice {
                    label: format!("“{wording}” {place}"),
                    draft: Correction::Means {
                        wording: wording.clone(),
                        name: String::new(),
                        scope,
                    },
                });
            }
        }
        if choices.is_empty() {
            return self.say("no description and no name in this paragraph");
        }
        self.ask(Correcting::which(
            "these words mean somebody …".to_owned(),
            choices,
        ));
    }

    /// Shows the reader's corrections.
    pub fn show_corrections(&mut self) {
        self.overlay = Some(Overlay::Corrections(0));
    }

    /// Has `rule` written.
    pub fn correct(&mut self, rule: Correction) -> Option<Effect> {
        if let Correction::Merge { name, other, .. } = &rule
            && name == other
        {
            self.say("that is the same one already");
            return None;
        }
        let note = self.library.note(&rule);
        self.change(Change::Add(rule, note))
    }

    /// Has the rule number `number` of the reader's file taken out.
    pub fn take_back(&mut self, number: usize) -> Option<Effect> {
        let rule = self.library.corrections().rules.get(number)?.clone();
        self.change(Change::TakeBack(rule))
    }

    /// Takes back what was done last: a correction of this session, or a deed of whatever session.
    pub fn undo(&mut self) -> Option<Effect> {
        if self.history.is_writing() {
            self.history.later(Next::Undo);
            self.say("taking back, once what was done before is kept …");
            return None;
        }
        if let Some(Act::Rule(last)) = self.history.last_done() {
            return self.change(Change::TakeBack(last));
        }
        self.undo_deed();
        None
    }

    /// Does again what was last taken back.
    pub fn redo(&mut self) -> Option<Effect> {
        if self.history.is_writing() {
            self.history.later(Next::Redo);
            self.say("doing again, once what was done before is kept …");
            return None;
        }
        if let Some(Act::Rule(rule)) = self.history.last_undone() {
            let note = self.library.note(&rule);
            return self.change(Change::Add(rule, note));
        }
        self.redo_deed();
        None
    }

    /// One change at a time: what the next one is about depends on what became of this one.
    fn change(&mut self, change: Change) -> Option<Effect> {
        if self.history.is_correcting() {
            self.say("still at the last correction: once more, please");
            return None;
        }
        self.history.write(&change);
        self.say("writing …");
        Some(Effect::Ask(Request::Correct(change)))
    }

    /// Takes what a change of the corrections came to.
    pub fn take_correction(
        &mut self,
        change: Change,
        outcome: Result<Corrected, String>,
    ) -> Option<Effect> {
        let next = self.history.end();
        match outcome {
            Ok(corrected) => self.take_corrected(change, corrected),
            Err(why) => self.alarm(why),
        }
        self.go_on(next?)
    }

    /// Does what was asked for while something else was on its way.
    pub(super) fn go_on(&mut self, next: Next) -> Option<Effect> {
        match next {
            Next::Undo => self.undo(),
            Next::Redo => self.redo(),
        }
    }

    fn take_corrected(&mut self, change: Change, corrected: Corrected) {
        self.history.record(&change, corrected.line);
        let witness = self.witness();
        self.replace_library(corrected.library);
        if let Some(witness) = witness {
            self.subject = self.subject_at(witness);
        }
        let [undo, redo] = [CommandId::Undo, CommandId::Redo].map(|id| self.key(id));
        let told = match change {
            Change::Add(rule, _) => {
                let (count, told) = (self.library.ruled(corrected.line), self.library.told(&rule));
                match count {
                    0 => format!("fits nothing here, {undo} takes it back: {told}"),
                    _ => format!(
                        "{}, {undo} takes it back: {told}",
                        counted(count, rule.unit())
                    ),
                }
            }
            Change::TakeBack(taken) => {
                format!(
                    "taken back, {redo} makes it again: {}",
                    self.library.told(&taken.rule)
                )
            }
        };
        self.say(told);
    }

    pub(super) fn ask(&mut self, asked: Correcting) {
        self.overlay = Some(Overlay::Correct(Box::new(asked)));
    }

    fn chosen_actor(&self) -> Option<Arc<Actor>> {
        match &self.subject {
            Some(Subject::Actor(id)) => self.library.actor(*id),
            _ => None,
        }
    }

    /// The article in which a correction is made: the one under the panel's cursor, else the open one.
    fn site_entry(&self) -> Option<Arc<Entry>> {
        let row = self.panel.row_at_cursor().or_else(|| self.open_row())?;
        self.library.entry(row)
    }

    /// The descriptions, and then the names of people, in the paragraph at the place; in another article than the open one, those of
    /// the sentence under the panel's cursor.
    fn wordings(&self, entry: &Entry) -> Vec<String> {
        let at_cursor = self.panel.destination_at_cursor(&self.library);
        let place = self.reader.as_ref().and_then(Reader::place_range);
        let Some(range) = at_cursor
            .map(|(_, range)| entry.sentence_around(range))
            .or(place)
        else {
            return Vec::new();
        };
        let text = &entry.article.text;
        let described = entry.references_in(range).filter_map(|index| {
            let reference = entry.findings.references.get(index)?;
            let whole = reference.form == crate::model::findings::MentionForm::Description;
            (whole && reference.beside.is_none()).then_some(reference.range)
        });
        let named = entry.mentions_in(range).filter_map(|index| {
            let mention = entry.findings.mentions.get(index)?;
            (mention.kind == ActorKind::Person).then(|| mention.form())
        });
        let mut wordings: Vec<String> = Vec::new();
        for range in described.chain(named) {
            let wording = range.of(text).replace('\n', " ");
            if !wordings.contains(&wording) {
                wordings.push(wording);
            }
        }
        wordings
    }

    /// A place of the chosen actor, by which it is known again when it has got another name or identity: in the article
    /// that the correction is made in, if it stands there.
    fn witness(&self) -> Option<(ArticleId, usize)> {
        let Some(Subject::Actor(id)) = &self.subject else {
            return None;
        };
        let places = self.library.places(*id);
        let site = self.panel.row_at_cursor().or_else(|| self.open_row());
        let named = || {
            places
                .iter()
                .filter(|place| matches!(place.found, Found::Name(_)))
        };
        let place = named()
            .find(|place| Some(place.row) == site)
            .or_else(|| named().next())?;
        let entry = self.library.entry(place.row)?;
        Some((entry.article.id, entry.range_of(place.found)?.start))
    }

    /// Who stands there now.
    fn subject_at(&self, (article, offset): (ArticleId, usize)) -> Option<Subject> {
        let entry = self.library.entry(self.library.row_of(article)?)?;
        let mentions = &entry.findings.mentions;
        let index = mentions.partition_point(|mention| mention.form().start < offset);
        let found = mentions.get(index)?;
        let (actor, _) = self.library.link_of(&entry, index)?;
        (found.form().start == offset).then_some(Subject::Actor(actor.id))
    }
}

/// What is said where no actor is chosen.
pub(super) const NOBODY: &str =
    "no one is chosen: choose somebody in the actor panel, or press * on a paragraph";

fn site(entry: &Entry) -> Site {
    Site {
        article: entry.article.id,
        outlet: entry
            .article
            .outlet
            .as_ref()
            .map(|outlet| outlet.value.clone()),
    }
}

/// What the actor is called in that article: by its whole name first, then by each form there.
fn names_here(actor: &Actor, entry: &Entry) -> Vec<String> {
    let mut names = vec![actor.name.clone()];
    for (mention, link) in entry.findings.mentions.iter().zip(entry.links.iter()) {
        let is_it = link.actor == actor.id;
        let form = mention.form().of(&entry.article.text).replace('\n', " ");
        if is_it && !names.contains(&form) {
            names.push(form);
        }
    }
    names
}
