//! An export on its way: what, in which form, to which file.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write as _};
use std::path::{self, Path, PathBuf};

use super::field::Field;
use crate::command::CommandId;
use crate::command::scope::Scope;
use crate::export::request::{FORMS, Form, Subject, written};
use crate::library::Library;
use crate::library::jotting::Jotting;
use crate::text::sanitize::clean_line;

/// How many letters of a title go into the name of a file.
const NAMED: usize = 40;

/// The next thing to ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// What is to be exported.
    What,
    /// In which form.
    Form,
    /// To which file.
    Name,
    /// Whether what is there may be written over.
    Over,
}

/// Something that can be exported, with what it is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What it is.
    pub subject: Subject,
    /// What the choice says: `this article: Pier stays open`.
    pub label: String,
    /// What the name of the file is made of.
    pub title: String,
}

/// An export being asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exporting {
    /// What can be exported; never empty.
    offers: Vec<Offer>,
    what: usize,
    form: usize,
    /// The next thing to ask.
    pub stage: Stage,
    /// The name of the file, as far as it has been typed.
    pub field: Field,
    /// Why the file could not be written.
    pub trouble: Option<String>,
    /// Where a file goes of which only a name is typed.
    folder: PathBuf,
}

/// A file to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// What goes into it.
    pub subject: Subject,
    /// In which form.
    pub form: Form,
    /// Where it is.
    pub path: PathBuf,
    /// Whether it may be written over.
    pub over: bool,
}

/// What came of an export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Exported {
    /// It is in that file.
    Done(PathBuf),
    /// There is a file already, which was left alone.
    Exists,
    /// It could not be written: why.
    Failed(String),
}

impl Exporting {
    /// Asks which of `offers`, of which there is one at least, goes to a file in `folder`.
    pub fn new(offers: Vec<Offer>, folder: PathBuf) -> Self {
        let stage = if offers.len() > 1 {
            Stage::What
        } else {
            Stage::Form
        };
        Self {
            offers,
            what: 0,
            form: 0,
            stage,
            field: Field::default(),
            trouble: None,
            folder,
        }
    }

    /// Where its keys are looked up.
    pub fn scope(&self) -> Scope {
        match self.stage {
            Stage::What | Stage::Form => Scope::Menu,
            Stage::Name | Stage::Over => Scope::Name,
        }
    }

    /// Adds typed or pasted text to the name of the file; what is there under another name is not asked about any more.
    pub fn paste(&mut self, text: &str) {
        if matches!(self.stage, Stage::Name | Stage::Over) && self.field.insert(text) {
            self.ask_name();
        }
    }

    /// Takes a part of the name of the file back.
    pub fn take_back(&mut self, command: CommandId) {
        self.field.run(command);
        self.ask_name();
    }

    fn ask_name(&mut self) {
        self.stage = Stage::Name;
        self.trouble = None;
    }

    /// Asks for another name, since the file could not be written.
    pub fn fail(&mut self, reason: String) {
        self.stage = Stage::Name;
        self.trouble = Some(reason);
    }

    /// What stands ahead of the name while it is typed, on a screen of that width; nothing while something is chosen.
    pub fn label(&self, width: u16) -> Option<String> {
        Some(match (&self.stage, &self.trouble) {
            (Stage::What | Stage::Form, _) => return None,
            (Stage::Name, Some(trouble)) => format!(" {trouble}: "),
            (Stage::Name, None) if width < 50 => " to: ".to_owned(),
            (Stage::Name, None) => " export to the file: ".to_owned(),
            (Stage::Over, _) => " is there already, Enter writes over it: ".to_owned(),
        })
    }

    /// What can be chosen now; nothing where a name is typed.
    pub fn choices(&self) -> Vec<String> {
        match self.stage {
            Stage::What => self
                .offers
                .iter()
                .map(|offer| offer.label.clone())
                .collect(),
            Stage::Form => FORMS.map(|form| form.name().to_owned()).to_vec(),
            Stage::Name | Stage::Over => Vec::new(),
        }
    }

    /// The choice with the cursor.
    pub fn cursor(&self) -> usize {
        match self.stage {
            Stage::What => self.what,
            _ => self.form,
        }
    }

    /// What is asked.
    pub fn title(&self) -> String {
        match (&self.stage, self.offers.get(self.what)) {
            (Stage::What, _) => "Export".to_owned(),
            (_, Some(offer)) => format!("Export {} as", offer.label),
            (_, None) => "Export as".to_owned(),
        }
    }

    /// Moves the cursor by `steps`.
    pub fn step(&mut self, steps: isize) {
        let last = self.choices().len().saturating_sub(1);
        let cursor = match self.stage {
            Stage::What => &mut self.what,
            Stage::Form => &mut self.form,
            Stage::Name | Stage::Over => return,
        };
        *cursor = cursor.saturating_add_signed(steps).min(last);
    }

    /// Takes what has been chosen or typed; gives the file to write once all is known.
    pub fn accept(&mut self) -> Option<Order> {
        match self.stage {
            Stage::What => self.stage = Stage::Form,
            Stage::Form => {
                self.stage = Stage::Name;
                self.field = Field::default();
                let name = self.usual_name();
                self.field.insert(&name);
            }
            Stage::Name => return self.order(false),
            Stage::Over => return self.order(true),
        }
        None
    }

    /// Goes back to the question before; tells whether there is one.
    pub fn back(&mut self) -> bool {
        self.stage = match self.stage {
            Stage::Over => Stage::Name,
            Stage::Name => Stage::Form,
            Stage::Form if self.offers.len() > 1 => Stage::What,
            Stage::Form | Stage::What => return false,
        };
        true
    }

    /// `~/Documents/pier-stays-open.md`.
    fn usual_name(&self) -> String {
        let title = self.offers.get(self.what).map_or("", |offer| &offer.title);
        let mut name = String::new();
        for word in title.split(|c: char| !c.is_alphanumeric()) {
            if word.is_empty() {
                continue;
            }
            if !name.is_empty() {
                name.push('-');
            }
            name.push_str(&word.to_lowercase());
            if name.len() > NAMED {
                break;
            }
        }
        if name.is_empty() {
            name.push_str("export");
        }
        let file = format!("{name}.{}", FORMS[self.form].ending());
        let path = self.folder.join(&file);
        // A folder whose name cannot be typed is left out: the file then goes where the program runs.
        path.to_str().map_or(file, str::to_owned)
    }

    fn order(&self, over: bool) -> Option<Order> {
        let name = self.field.text().trim();
        let offer = self.offers.get(self.what)?;
        let path = PathBuf::from(name);
        // A name that ends as those of another form do is meant.
        let named = |form: &Form| path.extension().is_some_and(|end| end == form.ending());
        let form = FORMS.into_iter().find(named);
        (!name.is_empty()).then(|| Order {
            subject: offer.subject.clone(),
            form: form.unwrap_or(FORMS[self.form]),
            path: path.clone(),
            over,
        })
    }
}

impl Order {
    /// Writes the file; `home` is what `~` stands for.
    pub fn write(&self, library: &Library, jottings: &[Jotting], home: Option<&Path>) -> Exported {
        let Some(text) = written(library, jottings, &self.subject, self.form) else {
            return Exported::Failed("that is not in the library any more".to_owned());
        };
        let path = match (self.path.strip_prefix("~"), home) {
            (Ok(rest), Some(home)) => home.join(rest),
            // The reader is told where it is, wherever the program runs.
            _ => path::absolute(&self.path).unwrap_or_else(|_| self.path.clone()),
        };
        // Without an ending no program knows how to open it.
        let path = match path.extension() {
            None if !path.is_dir() => path.with_extension(self.form.ending()),
            _ => path,
        };
        let put = if self.over {
            fs::write(&path, &text)
        } else {
            let file = OpenOptions::new().write(true).create_new(true).open(&path);
            file.and_then(|mut file| file.write_all(text.as_bytes()))
        };
        match put {
            Ok(()) => Exported::Done(path),
            Err(_) if path.is_dir() => {
                let path = clean_line(&path.to_string_lossy());
                Exported::Failed(format!("{path} is a folder: a name is missing"))
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Exported::Exists,
            Err(error) => {
                let path = clean_line(&path.to_string_lossy());
                Exported::Failed(format!("{path}: {error}"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exporting(folder: &Path) -> Exporting {
        let offer = Offer {
            subject: Subject::Marks,
            label: "all notes".to_owned(),
            title: "Pier: “open”?".to_owned(),
        };
        Exporting::new(vec![offer], folder.to_owned())
    }

    #[test]
    fn one_thing_is_asked_after_the_other_and_what_is_there_stays() {
        let folder = tempfile::tempdir().unwrap();
        let mut asked = exporting(folder.path());
        assert_eq!(asked.choices(), ["Markdown", "JSON", "HTML"]);
        asked.step(2);
        assert_eq!(asked.accept(), None);
        assert!(asked.field.text().ends_with("/pier-open.html"));
        let order = asked.accept().unwrap();
        let path = folder.path().join("pier-open.html");
        let write = |order: &Order| order.write(&Library::default(), &[], None);
        assert_eq!(write(&order), Exported::Done(path.clone()));
        fs::write(&path, "mine").unwrap();
        assert_eq!(write(&order), Exported::Exists);
        assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
        asked.stage = Stage::Over;
        let over = asked.accept().unwrap();
        assert_eq!(write(&over), Exported::Done(path.clone()));
        assert!(fs::read_to_string(&path).unwrap().starts_with("<!DOCTYPE"));
        assert!(asked.back() && asked.back() && !asked.back());
    }

    #[test]
    fn the_ending_of_a_typed_name_says_in_which_form() {
        for (name, form) in [
            ("x.html", Form::Html),
            ("x.md", Form::Markdown),
            ("x", Form::Json),
            ("x.txt", Form::Json),
        ] {
            let mut asked = exporting(Path::new("/papers"));
            asked.step(1);
            asked.accept();
            asked.take_back(CommandId::ClearLine);
            asked.paste(name);
            assert_eq!(asked.accept().unwrap().form, form, "{name}");
        }
    }

    #[test]
    fn a_name_without_an_ending_gets_one_and_a_folder_is_no_name() {
        let folder = tempfile::tempdir().unwrap();
        let order = |path: PathBuf| Order {
            subject: Subject::Marks,
            form: Form::Html,
            path,
            over: false,
        };
        let write = |order: &Order| order.write(&Library::default(), &[], None);
        let named = folder.path().join("dossier");
        let whole = folder.path().join("dossier.html");
        assert_eq!(write(&order(named.clone())), Exported::Done(whole.clone()));
        assert_eq!(write(&order(named)), Exported::Exists);
        fs::create_dir(folder.path().join("papers")).unwrap();
        let told = write(&order(folder.path().join("papers")));
        assert!(
            matches!(&told, Exported::Failed(why) if why.ends_with("papers is a folder: a name is missing")),
            "{told:?}"
        );
    }

    #[test]
    fn a_place_that_cannot_be_written_is_told() {
        let order = Order {
            subject: Subject::Marks,
            form: Form::Markdown,
            path: PathBuf::from("~/none/x.md"),
            over: false,
        };
        let home = Path::new("/nowhere");
        let failed = order.write(&Library::default(), &[], Some(home));
        assert!(
            matches!(&failed, Exported::Failed(why) if why.contains("/nowhere/none/x.md")),
            "{failed:?}"
        );
    }
}
