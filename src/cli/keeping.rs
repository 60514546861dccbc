//! `rashomon add`, `doctor` and `backup`: looking after a library.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::Args;

use crate::library::keeper::Keeper;
use crate::model::effort::Effort;
use crate::text::count::{counted, grouped};
use crate::text::sanitize::clean_line;

/// What is added, and to which library.
#[derive(Debug, Clone, Args)]
pub(super) struct Add {
    /// Files and folders to add, addresses of pages, or `-` for standard input; folders are looked into again at every start, and
    /// watched while rashomon is open
    #[arg(value_name = "PATH", required = true)]
    pub(super) paths: Vec<PathBuf>,

    /// Add to this library file instead of your own
    #[arg(long, value_name = "FILE")]
    pub(super) library: Option<PathBuf>,

    /// Link what is added under your corrections in this file instead of the usual one
    #[arg(long, value_name = "FILE")]
    pub(super) corrections: Option<PathBuf>,

    /// In these collections the column or field NAME is the title, author, outlet, date, url, summary or text
    #[arg(long, value_name = "FIELD=NAME")]
    pub(super) map: Vec<String>,

    /// Fetch pages from this machine and from private networks too
    #[arg(long)]
    pub(super) allow_private: bool,

    /// Read saved pages in two thirds of the time, for thousands of them: what is found on a page is not held against other ways of looking
    #[arg(long)]
    pub(super) bulk: bool,
}

impl Add {
    /// How much the reading of a page may take.
    pub(super) fn effort(&self) -> Effort {
        if self.bulk {
            Effort::Bulk
        } else {
            Effort::Best
        }
    }
}

/// What stands below the options of `rashomon add`.
pub(super) const ADD: &str = "\
Reads what is new in these files and folders into your own library, which `rashomon` alone opens from then on. What is there \
already is not read again. What comes on standard input, a collection whose columns are \
mapped, and the text of a PDF document is kept beside the library as it was then. Ends with 1 when something could not be read, or no further than a limit, which is told on standard error with the file and why.

Examples:
  rashomon add ~/articles
  rashomon add https://packet.example/pier-closes
  rashomon add - < page.html
  rashomon add --map title=headline --map text=story clippings.csv
  rashomon add --bulk ~/archive/2019
  rashomon add report.md --library ~/archive.library";

/// Which library is looked over, and how.
#[derive(Debug, Clone, Args)]
pub(super) struct Doctor {
    /// Look over the library of these files and folders instead of your own
    #[arg(value_name = "PATH", conflicts_with = "library")]
    pub(super) paths: Vec<PathBuf>,

    /// Look over this library file
    #[arg(long, value_name = "FILE")]
    pub(super) library: Option<PathBuf>,

    /// Only look, and change nothing
    #[arg(long)]
    look: bool,
}

/// What stands below the options of `rashomon doctor`.
pub(super) const DOCTOR: &str = "\
Reads all of a library, tells what is wrong with it, and makes anew what can be: indexes, counts, links. What you did (marks, \
notes, tags, saved searches) is never made anew, and never thrown away. A file that is no library, or too damaged to be read, \
is left as it is. Ends with 1 when something stays wrong.";

/// Where a library is copied to, and which.
#[derive(Debug, Clone, Args)]
pub(super) struct Backup {
    /// The file to write; nothing must be there yet
    #[arg(value_name = "FILE")]
    to: PathBuf,

    /// Copy the library of these files and folders instead of your own
    #[arg(value_name = "PATH", conflicts_with = "library")]
    pub(super) paths: Vec<PathBuf>,

    /// Copy this library file
    #[arg(long, value_name = "FILE")]
    pub(super) library: Option<PathBuf>,
}

/// What stands below the options of `rashomon backup`.
pub(super) const BACKUP: &str = "\
Writes a whole library, with all that you did in it, to one new file, also while rashomon is running on it. Open the copy with \
--library FILE.";

/// Tells what has been added to the library of that `keeper`, of which so many articles were there `before`.
///
/// # Errors
/// That of writing, or of reading the library.
pub(super) fn added(keeper: &Keeper, before: usize, output: &mut impl Write) -> Result<()> {
    let now = keeper.count()?;
    let path = clean_line(&keeper.path().to_string_lossy());
    let more = counted(now.saturating_sub(before), "article");
    writeln!(output, "{more} added; {} in {path}", grouped(now))?;
    output.flush()?;
    Ok(())
}

impl Doctor {
    /// Looks the library of that `keeper` over, and gives how much stays wrong.
    ///
    /// # Errors
    /// That of writing, or where the library cannot even be looked at.
    pub(super) fn run(&self, keeper: &mut Keeper, output: &mut impl Write) -> Result<usize> {
        let checked = keeper.examine(!self.look)?;
        let path = clean_line(&keeper.path().to_string_lossy());
        if checked.is_empty() {
            let articles = counted(keeper.count()?, "article");
            writeln!(output, "{path}: {articles}, nothing is wrong")?;
        }
        for complaint in &checked {
            let what = clean_line(&complaint.what);
            writeln!(output, "{path}: {what}: {}", complaint.outcome)?;
        }
        output.flush()?;
        Ok(checked.iter().filter(|complaint| complaint.stays).count())
    }
}

impl Backup {
    /// Copies the library of that `keeper`.
    ///
    /// # Errors
    /// When something is there already, or it cannot be written.
    pub(super) fn run(&self, keeper: &Keeper, output: &mut impl Write) -> Result<()> {
        if self.to.exists() {
            bail!(
                "{} is there already; name a file that is not",
                clean_line(&self.to.to_string_lossy())
            );
        }
        keeper.backup(&self.to)?;
        let articles = counted(keeper.count()?, "article");
        writeln!(
            output,
            "{articles} in {}",
            clean_line(&self.to.to_string_lossy())
        )?;
        output.flush()?;
        Ok(())
    }
}
