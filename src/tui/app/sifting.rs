//! What the list shows: filters, orders, and saved searches.

use super::{App, Overlay};
use crate::command::CommandId;
use crate::command::scope::Scope;
use crate::library::deed::Deed;
use crate::library::seek::question::{Part, Saved, Told, Wanted};
use crate::library::seek::{read, read_typed};
use crate::model::query::{Order, Query};
use crate::text::count::grouped;
use crate::tui::effect::Effect;
use crate::tui::field::Field;
use crate::tui::focus::Focus;
use crate::tui::saved::{SavedSearches, Saving};
use crate::tui::sequence::Given;
use crate::tui::sieve::{Filtering, Sieve, Wish};

impl App {
    /// Begins to type a filter of the list, from the one in force on.
    pub fn begin_filter(&mut self) {
        let wished = self.wished();
        let mut field = Field::default();
        field.insert(&wished.filter().unwrap_or_default());
        let filtering = Filtering {
            field,
            mistake: None,
            before: wished.query,
        };
        self.set_focus(Focus::List);
        self.overlay = Some(Overlay::Filter(Box::new(filtering)));
    }

    /// Filters by what has been typed so far, as far as it can be read; while nothing of it can, by the filter from before.
    pub fn filter_typed(&mut self) -> Option<Effect> {
        let Some(Overlay::Filter(filtering)) = &mut self.overlay else {
            return None;
        };
        let (query, mistake) = read_typed(filtering.field.text());
        let query = match (query, &mistake) {
            (Some(query), _) => query,
            (None, Some(_)) => filtering.before.clone(),
            (None, None) => Query::default(),
        };
        filtering.mistake = mistake;
        self.filter(query)
    }

    /// Ends the typing: keeps the filter, or takes it off. What cannot be read is told, and waits to be mended.
    pub fn end_filter(&mut self, keep: bool) -> Option<Effect> {
        let Some(Overlay::Filter(filtering)) = &mut self.overlay else {
            return None;
        };
        let mistake = filtering.mistake.as_mut();
        if let Some(mistake) = mistake.filter(|_| keep) {
            // Enter says that there is no more to come.
            mistake.unfinished = false;
            return None;
        }
        self.overlay = None;
        if keep {
            return None;
        }
        self.filter(Query::default())
    }

    /// Shows the articles that fit `query`, in the order of the list.
    pub fn filter(&mut self, query: Query) -> Option<Effect> {
        let sieve = Sieve {
            query,
            ..self.wished()
        };
        self.sift(sieve)
    }

    /// Shows all articles again.
    pub fn clear_filter(&mut self) -> Option<Effect> {
        if self.wished().filter().is_none() {
            let key = self.key_in(Scope::List, CommandId::Filter);
            self.say(format!("no filter is on: {key} filters the list"));
        }
        self.filter(Query::default())
    }

    /// Shows the list in its next order, `steps` further.
    pub fn turn_order(&mut self, steps: usize) -> Option<Effect> {
        let sieve = self.wished().turned(steps);
        self.say(match sieve.order {
            Order::Story => "articles by story; Enter on a story folds it".to_owned(),
            order => format!("articles {}", order.told()),
        });
        self.sift(sieve)
    }

    /// Shows the list by story, or all articles in one row.
    pub fn toggle_stories(&mut self) -> Option<Effect> {
        let wished = self.wished();
        let (order, told) = match wished.order {
            Order::Story => (Order::Newest, "all articles, newest first"),
            _ => (Order::Story, "articles by story; Enter on a story folds it"),
        };
        self.say(told);
        self.sift(Sieve { order, ..wished })
    }

    /// Asks again for a list that another library may have other articles for.
    pub fn sift_again(&mut self) -> Option<Effect> {
        let wish = self.wish.take();
        if wish.is_none() && !self.list.is_given() {
            return None;
        }
        let quietly = wish.as_ref().is_none_or(|wish| wish.gathered.is_some());
        let sieve = wish.map_or_else(|| self.list.sieve().clone(), |wish| wish.sieve);
        Some(self.ask_for(sieve, quietly))
    }

    /// Will show what the sieve lets through, as soon as the library is there.
    pub(super) fn wish_for(&mut self, sieve: Sieve) {
        if sieve.is_plain() {
            self.list.sift(&self.library, sieve, None);
        } else {
            self.wish = Some(Wish {
                number: self.asked,
                sieve,
                gathered: None,
            });
        }
    }

    /// What the list is to show: what has been asked for last.
    pub(super) fn wished(&self) -> Sieve {
        let wish = self.wish.as_ref().map(|wish| &wish.sieve);
        wish.unwrap_or(self.list.sieve()).clone()
    }

    pub(super) fn sift(&mut self, sieve: Sieve) -> Option<Effect> {
        if sieve == self.wished() {
            return None;
        }
        if sieve.is_plain() {
            self.wish = None;
            self.list.sift(&self.library, sieve, None);
            self.follow_selection();
            return None;
        }
        Some(self.ask_for(sieve, false))
    }

    fn ask_for(&mut self, sieve: Sieve, quietly: bool) -> Effect {
        let question = self.question(Wanted::list(sieve.query.clone(), sieve.order));
        self.wish = Some(Wish {
            number: question.number,
            sieve,
            gathered: quietly.then(Vec::new),
        });
        Effect::Seek(question)
    }

    /// Takes a part of a list, if it is of the one that was asked for last.
    pub(super) fn take_list(&mut self, number: u64, told: &Result<Told, String>) {
        let Some(mut wish) = self.wish.take_if(|wish| wish.number == number) else {
            return;
        };
        match told {
            Ok(Told::List(part)) => {
                self.take_part(&mut wish, part);
                if !part.last {
                    self.wish = Some(wish);
                }
            }
            Ok(_) => {}
            Err(reason) => self.alarm(reason.clone()),
        }
    }

    fn take_part(&mut self, wish: &mut Wish, part: &Part) {
        if let Some(gathered) = &mut wish.gathered {
            if part.first {
                gathered.clear();
            }
            gathered.extend(&part.articles);
            if part.last {
                let given = Given {
                    articles: std::mem::take(gathered),
                    complete: true,
                };
                self.list
                    .sift(&self.library, wish.sieve.clone(), Some(given));
            }
        } else if part.first {
            let given = Given {
                articles: part.articles.clone(),
                complete: part.last,
            };
            self.list
                .sift(&self.library, wish.sieve.clone(), Some(given));
            self.follow_selection();
        } else {
            self.list.extend(&part.articles, part.last);
        }
    }

    /// Shows the selected article where the reader is in the list.
    fn follow_selection(&mut self) {
        if self.focus == Focus::List {
            self.preview();
        }
    }

    /// Asks for a name under which to save the search on screen, else the filter in force, else the last search.
    pub fn save_search(&mut self) {
        let of_search = |overlay: &Overlay| match overlay {
            Overlay::Search(search) => search.query.clone(),
            _ => None,
        };
        let on_screen = self.overlay.as_ref().and_then(of_search);
        let last = || self.last_search.as_ref()?.query.clone();
        let filter = || self.wished().filter();
        let query = on_screen.map(|query| query.to_string());
        let query = query.or_else(filter).or_else(|| Some(last()?.to_string()));
        let Some(query) = query else {
            let filter = self.key_in(Scope::List, CommandId::Filter);
            let search = self.key(CommandId::SearchAll);
            return self.say(format!(
                "nothing to save: {filter} filters the list, {search} searches"
            ));
        };
        let saving = Saving {
            field: Field::default(),
            query,
            before: None,
        };
        let over = self.overlay.take().map(Box::new);
        self.overlay = Some(Overlay::Saving(Box::new(saving), over));
    }

    /// Ends the typing of a name, and saves the search under it.
    pub fn end_saving(&mut self) {
        let deed = match &self.overlay {
            Some(Overlay::Saving(saving, _)) => saving.deed(),
            _ => None,
        };
        self.close_overlay();
        if let Some(deed) = deed {
            self.act(deed);
        }
    }

    /// Shows the saved searches.
    pub fn show_saved(&mut self) -> Effect {
        self.overlay = Some(Overlay::Saved(Box::default()));
        Effect::Seek(self.question(Wanted::Saved))
    }

    /// Asks again for the saved searches, where they are on screen.
    pub fn show_saved_again(&mut self) -> Option<Effect> {
        let shown = matches!(&self.overlay, Some(Overlay::Saved(_)));
        shown.then(|| Effect::Seek(self.question(Wanted::Saved)))
    }

    /// Filters the list by the saved search with the cursor.
    pub fn open_saved(&mut self) -> Option<Effect> {
        let saved = self.saved()?.chosen()?.clone();
        self.list_saved(&saved)
    }

    /// Filters the list by a saved search.
    pub(super) fn list_saved(&mut self, saved: &Saved) -> Option<Effect> {
        match read(&saved.query) {
            Ok(query) => {
                self.close_overlay();
                self.set_focus(Focus::List);
                let filter = self.key_in(Scope::List, CommandId::Filter);
                let clear = self.key(CommandId::ClearFilter);
                self.say(format!(
                    "“{}”: {filter} changes the filter, {clear} takes it off",
                    saved.name
                ));
                self.filter(query)
            }
            Err(mistake) => {
                self.alarm(format!("“{}” cannot be read: {mistake}", saved.name));
                None
            }
        }
    }

    /// Searches everything for the saved search with the cursor.
    pub fn search_saved(&mut self) -> Option<Effect> {
        let saved = self.saved()?.chosen()?.clone();
        self.search_for(&format!("{} ", saved.query))
    }

    /// Asks what the saved search with the cursor is to be called.
    pub fn rename_saved(&mut self) {
        let Some(saved) = self.saved().and_then(SavedSearches::chosen).cloned() else {
            return;
        };
        let mut field = Field::default();
        field.insert(&saved.name);
        let saving = Saving {
            field,
            query: saved.query,
            before: Some(saved.name),
        };
        let over = self.overlay.take().map(Box::new);
        self.overlay = Some(Overlay::Saving(Box::new(saving), over));
    }

    /// Saves the search with the cursor no more.
    pub fn forget_saved(&mut self) {
        if let Some(name) = self
            .saved()
            .and_then(SavedSearches::chosen)
            .map(|saved| saved.name.clone())
        {
            self.act(Deed::Save { name, query: None });
        }
    }

    fn saved(&self) -> Option<&SavedSearches> {
        match &self.overlay {
            Some(Overlay::Saved(saved)) => Some(saved),
            _ => None,
        }
    }

    /// What is said above the list: how many of all articles fit the filter.
    pub(in crate::tui) fn listed(&self) -> String {
        let (count, more) = self.list.count(&self.library);
        let more = if more { "+" } else { "" };
        match self.list.sieve().filter() {
            None => grouped(self.library.len()),
            Some(_) => format!(
                "{}{more} of {}",
                grouped(count),
                grouped(self.library.len())
            ),
        }
    }
}
