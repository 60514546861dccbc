//! A folder of invented articles and the library that remembers them, opened again and again.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use rashomon::library::Library;
use rashomon::library::deed::Deed;
use rashomon::library::keeper::Keeper;
use rashomon::library::shelfmark::Shelfmark;
use rashomon::library::sources::Source;
use rashomon::model::article::ArticleId;
use rashomon::model::problem::Problem;
use rashomon::model::state::Flag;
use rashomon::store::sqlite::Sqlite;
use tempfile::TempDir;

/// An article as a file.
pub fn article(title: &str, body: &str) -> String {
    format!(
        "---\ntitle: {title}\noutlet: Velmora Post\ndate: 2026-03-05\n---\n\n# {title}\n\n{body}\n"
    )
}

/// A folder of articles with a place for their library.
pub struct Place {
    folder: TempDir,
}

impl Place {
    /// A folder of three articles.
    pub fn harbour() -> Self {
        let place = Self::empty();
        place.write(
            "pier.md",
            &article("Pier reopens", "Mayor Ilka Doe said the pier was sound."),
        );
        place.write(
            "ferry.md",
            &article("Ferry late", "The ferry to Norport left after dusk."),
        );
        place.write(
            "lamps.md",
            &article("Lamps lit", "Richard Roe lit all lamps of the quay."),
        );
        place
    }

    /// A folder without articles.
    pub fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("news")).unwrap();
        Self { folder }
    }

    /// The folder of the articles.
    pub fn news(&self) -> PathBuf {
        self.folder.path().join("news")
    }

    /// A file of that name in it.
    pub fn file(&self, name: &str) -> PathBuf {
        self.news().join(name)
    }

    /// Something beside the folder of the articles.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file, an hour later than it was written before, if it was.
    pub fn write(&self, name: &str, text: &str) {
        let path = self.file(name);
        let before = fs::metadata(&path).and_then(|data| data.modified()).ok();
        fs::write(&path, text).unwrap();
        if let Some(before) = before {
            set_time(&path, before + Duration::from_hours(1));
        }
    }

    /// Writes a file so that neither its size nor its time tells.
    pub fn write_unseen(&self, name: &str, text: &str) {
        let path = self.file(name);
        let before = fs::metadata(&path).unwrap();
        assert_eq!(before.len(), text.len() as u64, "the size would tell");
        fs::write(&path, text).unwrap();
        set_time(&path, before.modified().unwrap());
    }

    /// Fails where anything in the library does not fit together.
    pub fn is_sound(&self) {
        let mut store = Sqlite::open(&self.beside("a.library")).unwrap();
        assert_eq!(store.examine(false).unwrap(), []);
    }

    /// Opens the library as a new start of the program does, and looks at all files.
    pub fn open(&self) -> Kept {
        let mark = Shelfmark::File(self.beside("a.library"));
        let source = Source::Paths(vec![self.news()]);
        let mut keeper = Keeper::open(&mark, source, Some(self.beside("mine.txt"))).unwrap();
        let library = keeper.progress().library;
        let mut kept = Kept { keeper, library };
        kept.look();
        kept
    }
}

fn set_time(path: &Path, time: SystemTime) {
    let file = fs::File::options().write(true).open(path).unwrap();
    file.set_modified(time).unwrap();
}

/// A library that is open.
pub struct Kept {
    /// Who keeps it.
    pub keeper: Keeper,
    /// Its last picture.
    pub library: Library,
}

impl Kept {
    /// Looks at all files once more.
    pub fn look(&mut self) {
        self.keeper.begin().unwrap();
        while let Some(progress) = self.keeper.read_next() {
            if let Some(progress) = progress {
                self.library = progress.library;
            }
        }
    }

    /// The titles of all articles, by letter.
    pub fn titles(&self) -> Vec<String> {
        let rows = 0..self.library.len();
        let mut titles: Vec<String> = rows
            .map(|row| self.library.head(row).unwrap().title.clone())
            .collect();
        titles.sort();
        titles
    }

    fn row(&self, title: &str) -> usize {
        let mut rows = 0..self.library.len();
        let is_it = |row: &usize| self.library.head(*row).unwrap().title == title;
        rows.find(is_it)
            .unwrap_or_else(|| panic!("no “{title}” in {:?}", self.titles()))
    }

    /// What the article of that title is called as long as its bytes are what they are.
    pub fn id(&self, title: &str) -> ArticleId {
        self.library.id_of(self.row(title)).unwrap()
    }

    /// The text of the article of that title.
    pub fn text(&self, title: &str) -> String {
        let entry = self.library.entry(self.row(title)).unwrap();
        entry.article.text.clone()
    }

    /// What went wrong with the files.
    pub fn problems(&self) -> Vec<Problem> {
        self.library.problems().to_vec()
    }

    /// Does something, and gives what it is called.
    pub fn act(&mut self, deed: &Deed) -> Option<String> {
        let done = self.keeper.act(deed).unwrap();
        if let Some(library) = done.library {
            self.library = library;
        }
        done.label
    }

    /// Sets or clears a flag of the article of that title.
    pub fn flag(&mut self, title: &str, flag: Flag, on: bool) {
        let articles = vec![self.id(title)];
        self.act(&Deed::Flag { articles, flag, on });
    }

    /// Gives the article of that title a tag.
    pub fn tag(&mut self, title: &str, tag: &str) {
        let deed = Deed::Tag {
            articles: vec![self.id(title)],
            tag: tag.to_owned(),
            on: true,
        };
        self.act(&deed);
    }

    /// Puts everything on the article of that title that a reader can, and goes 20 bytes into it.
    pub fn mark(&mut self, title: &str) {
        self.keeper.opened(self.id(title)).unwrap();
        self.flag(title, Flag::Starred, true);
        self.tag(title, "quay");
        self.tag(title, "tide");
        self.keeper.set_position(self.id(title), 20).unwrap();
    }

    /// What there is on the article of that title: `read`, `starred`, tags, where the reader is.
    pub fn marks(&self, title: &str) -> Vec<String> {
        let (id, marks) = (self.id(title), self.keeper.marks().unwrap());
        let mut told = Vec::new();
        if marks.read.contains(&id) {
            told.push("read".to_owned());
        }
        if marks.starred.contains(&id) {
            told.push("starred".to_owned());
        }
        told.extend(marks.tags.get(&id).into_iter().flatten().cloned());
        let place = marks.positions.get(&id);
        told.extend(place.map(|place| format!("at {place}")));
        told
    }
}

/// Everything that [`Kept::mark`] puts on an article.
pub const MARKED: [&str; 5] = ["read", "starred", "quay", "tide", "at 20"];
