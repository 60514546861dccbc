//! What the reader puts on articles: read, star, tags, removal; and taking it back.

use std::collections::BTreeSet;

use super::{App, Overlay};
use crate::command::CommandId;
use crate::command::scope::Scope;
use crate::library::deed::{Deed, Done, NewMarks};
use crate::library::worker::Request;
use crate::library::{Library, Subject};
use crate::model::article::ArticleId;
use crate::model::state::Flag;
use crate::text::count::counted;
use crate::tui::effect::Effect;
use crate::tui::focus::Focus;
use crate::tui::marked::Marked;
use crate::tui::tagging::Tagging;

impl App {
    /// Takes what is followed, as the library has it.
    pub fn take_followed(&mut self, followed: BTreeSet<String>) {
        self.marks.followed = followed;
    }

    /// Tells whether an article has been read.
    pub(in crate::tui) fn is_read(&self, article: ArticleId) -> bool {
        self.marks.is_read(&self.library, article)
    }

    /// The articles that a key is about: in the list the selected one, or all of the selected story; else the open one.
    fn marked(&self) -> Vec<ArticleId> {
        let rows = if self.focus == Focus::List {
            let row = self.selected();
            let story = self.list.selected_story(&self.library);
            let story = story.and_then(|_| self.library.story(row));
            story.map_or_else(|| vec![row], |story| story.articles.clone())
        } else {
            self.open_row().into_iter().collect()
        };
        let ids = rows.into_iter().filter_map(|row| self.library.id_of(row));
        ids.collect()
    }

    /// Marks the article read, or unread again; of a story, all of its articles.
    pub fn toggle_read(&mut self) {
        self.toggle(Flag::Read, Marked::is_read);
    }

    /// Stars the article, or takes its star away.
    pub fn toggle_star(&mut self) {
        self.toggle(Flag::Starred, Marked::is_starred);
    }

    fn toggle(&mut self, flag: Flag, is_on: impl Fn(&Marked, &Library, ArticleId) -> bool) {
        let articles = self.marked();
        if articles.is_empty() {
            return self.say("no article is selected");
        }
        let is_on = |id: &ArticleId| is_on(&self.marks, &self.library, *id);
        let on = !articles.iter().all(is_on);
        self.flag(articles, flag, on);
    }

    /// Marks everything that the list shows read.
    pub fn read_all(&mut self) {
        let (list, library) = (&self.list, &self.library);
        let unread: Vec<ArticleId> = if list.is_given() {
            let rows = list.rows(library);
            let unread = rows.filter(|row| self.marks.is_unread_at(library, *row));
            unread.filter_map(|row| library.id_of(row)).collect()
        } else if let Some(unread) = self.marks.unread_since_sweep() {
            unread
        } else if self.unread() > 0 {
            self.marks.sweep();
            return self.act(Deed::ReadAll(self.library.last_come()));
        } else {
            Vec::new()
        };
        if unread.is_empty() {
            return self.say("everything is read");
        }
        self.flag(unread, Flag::Read, true);
    }

    /// Takes the article out of the library; of a story, all of its articles.
    pub fn remove(&mut self) {
        let articles = self.marked();
        if articles.is_empty() {
            return self.say("no article is selected");
        }
        self.history.remove(&articles);
        self.flag(articles, Flag::Removed, true);
    }

    /// Goes to what the reader has just got back: an article that had been taken out and is not in `before`.
    fn go_to_restored(&mut self, before: &Library) {
        let back = self
            .history
            .removed()
            .find(|id| before.row_of(*id).is_none() && self.library.row_of(*id).is_some());
        let row = back.and_then(|id| self.library.row_of(id));
        if let Some(row) = row.filter(|row| self.list.has(&self.library, *row)) {
            self.list.reveal(&self.library, row);
            self.preview();
        }
    }

    fn flag(&mut self, articles: Vec<ArticleId>, flag: Flag, on: bool) {
        let deed = Deed::Flag { articles, flag, on };
        if let Deed::Flag { articles, .. } = &deed
            && !deed.is_sweeping()
        {
            for article in articles {
                self.marks.set(&self.library, *article, flag, on);
            }
        }
        self.act(deed);
    }

    /// Asks which tags the article is to have.
    pub fn begin_tagging(&mut self) {
        let articles = self.marked();
        let Some(first) = articles.first() else {
            return self.say("no article is selected");
        };
        let own = self.marks.of(&self.library, *first).tags;
        let all = self.marks.tags(&self.library).into_iter();
        let tagging = Tagging::new(articles.clone(), &own, all.collect());
        self.overlay = Some(Overlay::Tags(Box::new(tagging)));
    }

    /// Gives the articles the tags that were typed, and takes all others from them.
    pub fn set_tags(&mut self) {
        let Some(Overlay::Tags(tagging)) = self.overlay.take() else {
            return;
        };
        for (tag, on) in tagging.changes() {
            let articles = tagging.articles().to_vec();
            for article in &articles {
                self.marks.change(&self.library, *article, |marks| {
                    if on {
                        marks.tags.insert(tag.clone());
                    } else {
                        marks.tags.remove(&tag);
                    }
                });
            }
            self.act(Deed::Tag { articles, tag, on });
        }
    }

    /// Follows the chosen one, or follows it no more.
    pub fn toggle_follow(&mut self) {
        let Some(subject) = self
            .subject
            .as_ref()
            .and_then(|chosen| self.followed(chosen))
        else {
            return self.say("nobody is chosen who could be followed");
        };
        let on = !self.marks.followed.contains(&subject);
        if on {
            self.marks.followed.insert(subject.clone());
        } else {
            self.marks.followed.remove(&subject);
        }
        self.act(Deed::Follow { subject, on });
    }

    /// Whether the reader follows `subject`.
    pub(in crate::tui) fn follows(&self, subject: &Subject) -> bool {
        let query = self.followed(subject);
        query.is_some_and(|query| self.marks.followed.contains(&query))
    }

    /// The query by which a subject is followed.
    pub(in crate::tui) fn followed(&self, subject: &Subject) -> Option<String> {
        let quoted = |word: &str, name: &str| format!("{word}:\"{}\"", name.replace('"', ""));
        match subject {
            Subject::Actor(id) => Some(quoted("actor", &self.library.actor(*id)?.name)),
            Subject::Topic(phrase) => Some(quoted("topic", phrase)),
            Subject::Unnamed => None,
        }
    }

    pub(super) fn act(&mut self, deed: Deed) {
        self.history.begin_deed();
        self.outbox.push(Effect::Ask(Request::Do(deed)));
    }

    /// Takes back what was done last by the store.
    pub(super) fn undo_deed(&mut self) {
        self.act(Deed::Undo);
    }

    /// Has the store do again what was taken back last.
    pub(super) fn redo_deed(&mut self) {
        self.act(Deed::Redo);
    }

    /// Takes what a deed came to.
    pub fn take_done(
        &mut self,
        deed: &Deed,
        outcome: Result<Done, (String, NewMarks)>,
    ) -> Option<Effect> {
        let done = match outcome {
            Ok(done) => done,
            Err((why, marks)) => {
                if matches!(deed, Deed::ReadAll(_)) {
                    self.marks.end_sweep(&self.library, false);
                }
                self.marks.take(&self.library, marks);
                self.keep_draft(deed);
                self.alarm(format!("not kept: {why}"));
                return self.end_deed();
            }
        };
        if matches!(deed, Deed::ReadAll(_)) {
            self.marks.end_sweep(&self.library, true);
        }
        match done.marks {
            Some(marks) => self.marks.take(&self.library, marks),
            None if done.library.is_some() => self.marks.forget(),
            None => {}
        }
        if let Some(followed) = done.followed {
            self.marks.followed = followed;
        }
        if let Some(library) = done.library {
            let before = self.library.clone();
            self.replace_library(library);
            if *deed == Deed::Undo {
                self.go_to_restored(&before);
            }
        }
        if let Some((article, notes)) = done.notes {
            let open = self.reader.as_ref().map(|reader| reader.entry().as_ref());
            self.noted.take(article, notes, open);
        }
        if matches!(deed, Deed::Save { .. } | Deed::Undo | Deed::Redo) {
            // A saved search may have come or gone, which is to be found too.
            self.gathering.next_picture();
        }
        match (deed, done.label) {
            (Deed::Undo, None) => {
                let key = self.key(CommandId::Corrections);
                self.say(format!("nothing to undo; {key} shows all your corrections"));
            }
            (Deed::Redo, None) => self.say("nothing to redo"),
            (Deed::Undo, Some(label)) => {
                self.history.deed_undone();
                let key = self.key_here(CommandId::Redo);
                self.say(format!("taken back, {key} does it again: {label}"));
            }
            (Deed::Redo, Some(label)) => {
                self.history.deed_redone();
                let key = self.key_here(CommandId::Undo);
                self.say(format!("done again, {key} takes it back: {label}"));
            }
            (_, Some(label)) => {
                let label = self.named(deed, label);
                self.drop_draft(deed);
                self.history.deed_done();
                let more = match self.overlay {
                    Some(Overlay::Select(_)) => {
                        let key = self.key_in(Scope::Select, CommandId::Highlight);
                        format!("; {key} marks it as the next, 1 to 4 as which")
                    }
                    _ => String::new(),
                };
                let key = self.key_here(CommandId::Undo);
                let together = match deed {
                    Deed::Tag { .. } => self.history.tell(label),
                    _ => vec![label],
                };
                let back = match together.as_slice() {
                    [_] => "takes it back",
                    _ => "takes the last back",
                };
                let told = together.join("; ");
                self.say(format!("{told}, {key} {back}{more}"));
            }
            (_, None) => self.say("nothing has changed"),
        }
        self.end_deed()
    }

    /// What was done, with the name of the subject where it is about one.
    fn named(&self, deed: &Deed, label: String) -> String {
        let rest = label.strip_prefix("subject");
        match rest.filter(|_| matches!(deed, Deed::Follow { .. })) {
            Some(rest) => format!("{}{rest}", self.subject_name()),
            None => label,
        }
    }

    fn end_deed(&mut self) -> Option<Effect> {
        let next = self.history.end_deed()?;
        self.go_on(next)
    }

    /// How many articles have not been read.
    pub(in crate::tui) fn unread(&self) -> usize {
        self.marks.unread()
    }

    /// What the reader has put on the open article: `starred`, `#quay #tide`.
    pub(in crate::tui) fn open_marks(&self) -> Vec<String> {
        let Some(id) = self.reader.as_ref().map(|reader| reader.entry().article.id) else {
            return Vec::new();
        };
        let marks = self.marks.of(&self.library, id);
        let mut told = Vec::new();
        if marks.starred {
            told.push("starred".to_owned());
        }
        if !marks.tags.is_empty() {
            let tags: Vec<String> = marks.tags.iter().map(|tag| format!("#{tag}")).collect();
            told.push(tags.join(" "));
        }
        match self.noted.lost() {
            0 => {}
            lost => told.push(format!("{} without its place", counted(lost, "note"))),
        }
        told
    }

    /// Tells what is new about what is followed: `new about Ilka Doe: 3 articles`.
    pub fn tell_news(&mut self, news: &[(String, usize)]) {
        let told: Vec<String> = news
            .iter()
            .filter(|(_, count)| *count > 0)
            .map(|(subject, count)| {
                format!("{}: {}", named(subject), counted(*count, "new article"))
            })
            .collect();
        if !told.is_empty() {
            self.say(format!("followed: {}", told.join(", ")));
        }
    }
}

/// What a followed query is about.
fn named(subject: &str) -> &str {
    let name = subject.split_once(':').map_or(subject, |(_, name)| name);
    name.trim_matches('"')
}
