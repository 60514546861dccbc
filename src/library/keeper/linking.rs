//! Linking what is new: at once for whoever waits for it, else on a thread of its own while the keeper goes on.

use std::time::Instant;

use super::{Keeper, Progress};
use crate::library::corrections::{self, Change};
use crate::library::desk::{NAMED_BY, Task};
use crate::library::seat::{Broken, Seat, Worked};
use crate::store::error::StoreError;
use crate::store::linking::Linking;
use crate::store::sqlite::Sqlite;
use crate::store::traits::{Catalogue as _, Store as _};

/// The value of the session that tells under which corrections the links in the store were made; while it has none, something
/// is not linked.
const LINKED_UNDER: &str = "corrections";

/// Why nothing can be written where no file was named.
const NO_PLACE: &str =
    "no place for corrections: --corrections FILE names one, or set HOME or XDG_DATA_HOME";

impl Keeper {
    /// Everything there is so far, linked.
    pub fn progress(&mut self) -> Progress {
        let begun = Instant::now();
        self.catch_up();
        let progress = self.as_it_is();
        if let Some(round) = &mut self.round {
            round.showing += begun.elapsed();
        }
        progress
    }

    /// Everything there is so far, linked or not.
    pub(in crate::library) fn as_it_is(&mut self) -> Progress {
        self.settle();
        Progress {
            library: self.picture(),
            finished: self.round.is_none(),
        }
    }

    /// Links what is not linked, and waits for that.
    fn catch_up(&mut self) {
        self.end_linking().ok();
        if !self.is_behind() {
            return;
        }
        let mut task = self.task();
        let catalogue = self.store.catalogue();
        let Some(desk) = self.seat.here() else { return };
        let laid = desk
            .work(catalogue, &mut task)
            .and_then(|linking| lay(&mut self.store, &linking, &task));
        self.conclude(&task, laid);
    }

    /// Begins to link what is not linked, on a thread of its own; tells whether there is such a thread now.
    pub(in crate::library) fn begin_linking(&mut self) -> bool {
        if self.seat.is_away() {
            return true;
        }
        if !self.is_behind() {
            return false;
        }
        match self.store.reader() {
            Ok(reader) => {
                let task = self.task();
                self.seat.send(reader, task);
            }
            Err(error) => self.complain(&error),
        }
        self.seat.is_away()
    }

    /// Whether there is a thread that links.
    pub(in crate::library) fn is_linking(&self) -> bool {
        self.seat.is_away()
    }

    /// Whether that thread has come to its end, so that [`Self::end_linking`] waits for nothing.
    pub(in crate::library) fn has_linked(&self) -> bool {
        self.seat.is_back()
    }

    /// Waits for the thread that links, if there is one, and writes down what it has found.
    ///
    /// # Errors
    /// When the program failed at linking. What was to be linked then waits for something new.
    pub(in crate::library) fn end_linking(&mut self) -> Result<(), Broken> {
        let Some(worked) = self.seat.fetch() else {
            return Ok(());
        };
        let begun = Instant::now();
        let Worked { desk, linked, took } = worked?;
        self.seat = Seat::from(desk);
        if let Some((task, linking)) = linked {
            let laid = linking.and_then(|linking| lay(&mut self.store, &linking, &task));
            self.conclude(&task, laid);
        }
        if let Some(round) = &mut self.round {
            round.showing += took + begun.elapsed();
        }
        Ok(())
    }

    /// Puts on the desk what waits for it, and waits for the desk where it is away.
    pub(super) fn put_on_desk(&mut self) {
        self.end_linking().ok();
        if let Some(desk) = self.seat.here() {
            desk.take_in(std::mem::take(&mut self.arrivals));
        }
    }

    /// Has the desk take in what waits for it, on a thread of its own, if it is not away.
    pub(super) fn hand_over(&mut self) {
        if !self.seat.is_away() {
            self.seat.send_for(std::mem::take(&mut self.arrivals));
        }
    }

    /// Takes note of what came of linking.
    fn conclude(&mut self, task: &Task, laid: Result<(), StoreError>) {
        let noted = laid.and_then(|()| self.store.set_value(LINKED_UNDER, Some(&task.print)));
        if let Err(error) = noted {
            self.moved |= task.moved;
            if let Some(desk) = self.seat.here() {
                desk.forget_laid();
            }
            self.complain(&error);
        }
    }

    /// Whether something is not linked, or under other corrections than the reader has now. Whoever links knows that no better.
    fn is_behind(&mut self) -> bool {
        let has_news = self.seat.here().is_some_and(|desk| desk.has_news());
        has_news || !self.arrivals.is_empty() || self.linked_under() != Some(self.rulebook.print())
    }

    fn task(&mut self) -> Task {
        let print = self.rulebook.print();
        Task {
            arrivals: std::mem::take(&mut self.arrivals),
            corrections: self.rulebook.read().0,
            print,
            moved: std::mem::take(&mut self.moved),
        }
    }

    /// The corrections under which the links in the store were made.
    fn linked_under(&self) -> Option<String> {
        self.store.catalogue().value(LINKED_UNDER).ok().flatten()
    }

    /// Takes note that there will be something that is not linked, so that a later session learns of it should this one end first.
    pub(super) fn expect_news(&mut self) -> Result<(), StoreError> {
        match self.linked_under() {
            Some(_) => self.store.set_value(LINKED_UNDER, None),
            None => Ok(()),
        }
    }

    /// Writes a change into the reader's file of corrections; gives the line that was written or taken out.
    ///
    /// # Errors
    /// Why nothing was written.
    pub(in crate::library) fn write_rule(&mut self, change: &Change) -> Result<u32, String> {
        let file = self.rulebook.file().ok_or(NO_PLACE)?;
        corrections::make(file, change).map_err(|error| format!("not kept: {}", error.told()))
    }
}

/// Writes down what has been linked, and what gave the stories their names; whoever comes between the two knows nothing of that.
fn lay(store: &mut Sqlite, linking: &Linking, task: &Task) -> Result<(), StoreError> {
    let names = task.names();
    if store.catalogue().value(NAMED_BY)?.as_ref() != Some(&names) {
        store.set_value(NAMED_BY, None)?;
    }
    store.lay_links(linking)?;
    store.set_value(NAMED_BY, Some(&names))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::library::deed::Deed;
    use crate::library::desk::Desk;
    use crate::library::shelfmark::Shelfmark;
    use crate::library::sources::Source;
    use crate::model::state::Flag;

    fn keeper(file: &Path, source: Source) -> Keeper {
        let mark = Shelfmark::File(file.to_owned());
        Keeper::open(&mark, source, None).unwrap()
    }

    /// Looks at all files of the starter library, and links nothing.
    fn looked_through(file: &Path) -> Keeper {
        let mut keeper = keeper(file, Source::Starter);
        keeper.begin().unwrap();
        while keeper.look().is_some() {}
        assert_eq!(
            keeper.as_it_is().library.actors_named("zelenskyy", 1).len(),
            0
        );
        keeper
    }

    #[test]
    fn what_is_done_while_something_is_linked_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let mut keeper = looked_through(&folder.path().join("a.library"));
        assert!(keeper.begin_linking());
        let first = keeper.as_it_is().library.head(0).unwrap().id;
        let star = Deed::Flag {
            articles: vec![first],
            flag: Flag::Starred,
            on: true,
        };
        let label = keeper.act(&star).unwrap().label;
        assert_eq!(label.as_deref(), Some("1 article starred"));
        assert!(keeper.is_linking(), "it is at work until it is fetched");
        keeper.end_linking().unwrap();
        assert!(!keeper.begin_linking(), "there is nothing more to link");
        let library = keeper.as_it_is().library;
        assert_eq!(library.actors_named("zelenskyy", 1).len(), 1);
        assert!(keeper.marks().unwrap().starred.contains(&first));
    }

    /// A folder of the articles of the starter, of one of which there is a reprint and a later version.
    fn folder_of_many_kinds() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
        let mut texts = BTreeMap::new();
        for seed in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/seeds")).unwrap() {
            let seed = seed.unwrap();
            let name = seed.file_name().into_string().unwrap();
            texts.insert(name, fs::read_to_string(seed.path()).unwrap());
        }
        for (name, text) in &texts {
            write(name, text);
        }
        let text = &texts["straits-times-us-backs-guarantees.md"];
        let reprint = text.replace("outlet: The Straits Times", "outlet: Quay Radio");
        write("reprint.md", &reprint);
        write("later.md", &format!("{text}\nThe talks go on in June.\n"));
        folder
    }

    #[test]
    fn a_later_session_lays_only_what_is_other_than_before() {
        let folder = folder_of_many_kinds();
        let place = tempfile::tempdir().unwrap();
        let mut keeper = keeper(
            &place.path().join("a.library"),
            Source::Paths(vec![folder.path().to_owned()]),
        );
        keeper.begin().unwrap();
        assert!(keeper.fill().finished);
        let bonds = keeper.store.catalogue().bonds().unwrap();
        let groups = [
            bonds.stories.len(),
            bonds.texts.len(),
            bonds.series.len(),
            bonds.threads.len(),
        ];
        assert_eq!(groups, [1, 1, 1, 1], "{bonds:?}");
        let mut task = keeper.task();
        let mut later = |desk: &mut Desk| desk.work(keeper.store.catalogue(), &mut task).unwrap();
        let mut desk = Desk::default();
        for linking in [later(&mut desk), later(&mut desk)] {
            let nothing = Linking {
                dismissed: linking.dismissed.clone(),
                ruled: linking.ruled.clone(),
                ..Linking::default()
            };
            assert_eq!(linking, nothing);
        }
        let kept = keeper.store.catalogue().bonds().unwrap();
        assert_eq!(kept, bonds);
    }

    #[test]
    fn what_was_not_linked_when_the_program_ended_is_linked_by_the_next() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.library");
        drop(looked_through(&file));
        let mut next = keeper(&file, Source::Kept);
        assert!(next.begin_linking());
        next.end_linking().unwrap();
        let library = next.as_it_is().library;
        assert_eq!(library.actors_named("zelenskyy", 1).len(), 1);
    }
}
