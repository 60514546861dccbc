//! Reaching out: the article's link in a browser, letters on links and names, and programs that work on the article.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::{App, Overlay};
use crate::config::commands::UserCommand;
use crate::export::running::running;
use crate::library::Subject;
use crate::library::entry::Entry;
use crate::text::sanitize::clean_line;
use crate::tui::effect::Effect;
use crate::tui::errand::{Errand, Run, Written};
use crate::tui::field::Field;
use crate::tui::focus::Focus;
use crate::tui::hints::{Hints, Lead, Pressed};
use crate::tui::output::Output;
use crate::tui::outward::{Facts, Outward, addresses, split};
use crate::tui::own::OwnCommands;

impl App {
    /// Takes the reader's wishes about the world outside.
    pub fn set_outward(&mut self, outward: Outward) {
        self.outward = outward;
    }

    /// Opens the article's link in a browser.
    pub fn open_link(&mut self) -> Option<Effect> {
        let Some(entry) = self.article_at_hand() else {
            self.say("no article is open: Enter opens one");
            return None;
        };
        if let Some(url) = &entry.article.url {
            return self.open_address(&url.value);
        }
        self.say("this article tells no address; Enter at its headline names its file");
        None
    }

    /// The address, if it may be opened.
    pub(in crate::tui) fn may_open<'a>(&self, address: &'a str) -> Option<&'a str> {
        self.outward.allowed(address).ok()
    }

    /// Opens an address in a browser, or tells it where a browser would open out of sight.
    fn open_address(&mut self, address: &str) -> Option<Effect> {
        let address = match self.outward.allowed(address) {
            Ok(address) => address.to_owned(),
            Err(reason) => {
                self.alarm(reason);
                return None;
            }
        };
        if self.outward.remote {
            self.say(format!("this screen is far from the browser: {address}"));
            return None;
        }
        self.say(format!("opening {address}"));
        let openers = self.outward.openers(&address);
        Some(Effect::Errand(Errand::Open(openers)))
    }

    /// Puts letters on the links and names of the article that are on screen.
    pub fn show_hints(&mut self) {
        let leads = self.leads();
        if leads.is_empty() {
            return self.say("no link and no name is on screen");
        }
        self.overlay = Some(Overlay::Hints(Box::new(Hints::new(leads))));
    }

    /// What hints can lead to, in reading order.
    fn leads(&self) -> Vec<(Option<usize>, Lead)> {
        let Some(reader) = self
            .reader
            .as_ref()
            .filter(|_| !self.areas.article.is_empty())
        else {
            return Vec::new();
        };
        let entry = reader.entry();
        let url = entry.article.url.as_ref();
        let mut leads: Vec<_> = url
            .map(|url| (None, Lead::Address(url.value.clone())))
            .into_iter()
            .collect();
        for row in reader.visible_ranges() {
            let mut here: Vec<_> = addresses(row.of(&entry.article.text))
                .map(|(start, address)| (row.start + start, Lead::Address(address.to_owned())))
                .collect();
            let mentions = entry.mentions_in(row).filter_map(|index| {
                let start = entry.findings.mentions.get(index)?.name.start;
                let (actor, _) = self.library.link_of(entry, index)?;
                row.contains(start).then(|| {
                    let subject = Subject::Actor(actor.id);
                    (start, Lead::Subject(subject))
                })
            });
            here.extend(mentions);
            here.sort_by_key(|(start, _)| *start);
            here.dedup_by_key(|(start, _)| *start);
            leads.extend(here.into_iter().map(|(start, lead)| (Some(start), lead)));
        }
        leads
    }

    /// Takes letters of a hint; a complete one leads somewhere.
    pub(in crate::tui) fn type_hint(&mut self, text: &str) -> Option<Effect> {
        for letter in text.chars() {
            let Some(Overlay::Hints(hints)) = &mut self.overlay else {
                return None;
            };
            match hints.press(letter) {
                Pressed::More => {}
                Pressed::Leads(lead) => {
                    self.overlay = None;
                    return self.follow_lead(lead);
                }
                Pressed::Nowhere => {
                    self.overlay = None;
                    self.say("no hint has these letters");
                }
            }
        }
        None
    }

    fn follow_lead(&mut self, lead: Lead) -> Option<Effect> {
        match lead {
            Lead::Address(address) => self.open_address(&address),
            Lead::Subject(subject) => {
                self.subject = Some(subject);
                self.set_focus(Focus::Actors);
                None
            }
        }
    }

    /// Asks for a command that the article is given to.
    pub fn begin_pipe(&mut self) {
        if self.article_at_hand().is_some() {
            self.overlay = Some(Overlay::Pipe(Box::default()));
        } else {
            self.say("no article is open: Enter opens one");
        }
    }

    /// Runs the command that was typed on the article.
    pub(in crate::tui) fn end_pipe(&mut self) -> Option<Effect> {
        let (Some(Overlay::Pipe(field)), Some(entry)) = (&self.overlay, self.article_at_hand())
        else {
            return None;
        };
        match split(field.text()) {
            Ok(words) => Some(self.run_on(words, &running(&entry))),
            Err(reason) => {
                self.alarm(reason);
                None
            }
        }
    }

    /// The line in which a command is typed.
    pub(in crate::tui) fn pipe_field(&mut self) -> Option<&mut Field> {
        match &mut self.overlay {
            Some(Overlay::Pipe(field)) => Some(field),
            _ => None,
        }
    }

    /// Shows the reader's own commands.
    pub fn show_own_commands(&mut self) {
        if self.outward.commands.is_empty() {
            return self
                .say("no commands of your own yet: [commands.NAME] in config.toml makes one");
        }
        let own = OwnCommands::new(&self.outward);
        self.overlay = Some(Overlay::Own(Box::new(own)));
    }

    /// Runs the reader's own command under the cursor on the article.
    pub(in crate::tui) fn run_own_command(&mut self) -> Option<Effect> {
        let Some(Overlay::Own(own)) = &self.overlay else {
            return None;
        };
        let (name, _) = own.chosen()?.clone();
        self.overlay = None;
        self.run_own(&name)
    }

    /// Runs the reader's own command of that name on the article.
    pub(in crate::tui) fn run_own(&mut self, name: &str) -> Option<Effect> {
        let UserCommand {
            run, takes_article, ..
        } = self.outward.commands.get(name)?.clone();
        let Some(entry) = self.article_at_hand() else {
            self.say("no article is open: Enter opens one");
            return None;
        };
        match self.facts(&entry).fill(&run) {
            Ok(words) => {
                let input = if takes_article {
                    running(&entry)
                } else {
                    String::new()
                };
                Some(self.run_on(words, &input))
            }
            Err(reason) => {
                self.alarm(format!("{reason}; the command is not run"));
                None
            }
        }
    }

    fn facts(&self, entry: &Entry) -> Facts {
        let article = &entry.article;
        let actor = match &self.subject {
            Some(Subject::Actor(id)) => self.library.actor(*id).map(|actor| actor.name.clone()),
            _ => None,
        };
        Facts {
            link: article.url.as_ref().map(|url| url.value.clone()),
            title: article.title().to_owned(),
            outlet: entry.head.outlet_label(),
            path: article.source.clone(),
            actor,
        }
    }

    /// Runs a program on a text, and shows what it writes.
    fn run_on(&mut self, words: Vec<String>, input: &str) -> Effect {
        self.runs += 1;
        let cancelled = Arc::new(AtomicBool::new(false));
        let title = clean_line(&words.join(" "));
        let output = Output::waiting(self.runs, title, Arc::clone(&cancelled));
        self.overlay = Some(Overlay::Output(Box::new(output)));
        Effect::Errand(Errand::Run(Run {
            number: self.runs,
            words,
            input: Arc::from(input),
            cancelled,
        }))
    }

    /// Takes what a program writes from the screen, so that other commands find the panes.
    pub(in crate::tui) fn lay_output_aside(&mut self) -> Option<Box<Output>> {
        match self.overlay.take() {
            Some(Overlay::Output(output)) => Some(output),
            other => {
                self.overlay = other;
                None
            }
        }
    }

    /// Shows again what was laid aside, unless something else lies over the panes by now.
    pub(in crate::tui) fn show_output_again(&mut self, output: Option<Box<Output>>) {
        if self.overlay.is_none() {
            self.overlay = output.map(Overlay::Output);
        }
    }

    /// Takes what the program of that number has written. Where none that was begun with it wrote anything, there is nothing
    /// to show.
    pub(in crate::tui) fn take_output(&mut self, number: u64, written: Written) {
        let Some(Overlay::Output(output)) = &mut self.overlay else {
            return;
        };
        if !output.take(number, written) {
            return;
        }
        if let Some(trouble) = output.is_nothing() {
            let trouble = trouble.map(clean_line);
            self.overlay = None;
            match trouble {
                Some(trouble) => self.alarm(trouble),
                None => self.say("done; the command wrote nothing"),
            }
        }
    }

    /// Closes what a program has written, or stops it.
    pub(in crate::tui) fn close_output(&mut self) {
        if let Some(Overlay::Output(output)) = &self.overlay {
            output.give_up();
        }
        self.overlay = None;
    }

    /// The open article.
    fn article_at_hand(&self) -> Option<Arc<Entry>> {
        self.reader
            .as_ref()
            .map(|reader| Arc::clone(reader.entry()))
    }
}
