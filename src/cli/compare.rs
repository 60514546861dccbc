//! `rashomon compare`: articles side by side, as text, JSON, Markdown or a page.

use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::Args;

use super::answers::{Answer, narrowed, rows_of};
use super::surroundings::data_folder;
use super::wanted::{self, Unfit};
use crate::cli::lines;
use crate::export::compile::dossier;
use crate::export::dossier::Dossier;
use crate::export::html::html;
use crate::export::markdown::markdown;
use crate::export::plain::plain;
use crate::export::terminal::Look;
use crate::library::Library;
use crate::library::loader::load;
use crate::library::shelfmark::Shelfmark;
use crate::library::sources::Source;
use crate::model::problem::Severity;
use crate::text::count::counted;
use crate::text::sanitize::clean_line;

/// What stands below the options. A paragraph is one line, so that it is wrapped to the terminal.
pub(super) const HELP: &str = "\
An ARTICLE is, in this order: the path of a file, or of a folder with one article in it; the id of an article, 16 digits \
as in the file of corrections; or words that are all in one headline only, in any order, case and accents aside, or in \
headline and outlet together. What is no path is looked for in what --in names, else in your own library, else in the \
starter library; with --query only among the articles that fit. --query alone compares those that fit, the newest first, 4 of them \
unless --limit says otherwise. Of three and more articles, each is laid beside the first.

Told are the passages that belong together, = for the same fact and ≈ for the same thing told differently; · what only \
one has, and where the other perhaps speaks of it; then in what they differ, with paragraph (¶) and words of each: \
strength of claim, who does what, figures, dates, places, people and sources, sources without a name, quotations, \
wording; and what both have in the same words. Nothing is weighed: no outlet is right, no wording is better.

Of two versions of one article (one address, or one outlet with nearly the same headline) it tells what became of the \
text instead: - what is gone, + what is new, ± what was changed, ↕ what was moved, and how many words are left. Without \
colours, [-words that are gone-] and {+words that are new+} are marked so. Sentences that stayed, and tiny edits, are \
counted.

Text is as wide as the terminal, else 80 columns; from 110 on the sides stand next to each other. It has colours on a \
terminal unless NO_COLOR is set, or as --color says; without them, *stars* stand around the words in question.

--json writes one object:
  {\"schema\": 3, \"articles\": [ARTICLE, ...],
   \"comparisons\": [{\"articles\": [0, i], \"state\", \"pairs\": [PAIR, ...],
     \"only_a\": [LONE, ...], \"only_b\": [LONE, ...],
     \"differences\": [DIFFERENCE, ...], \"shared\": [SHARED, ...],
     \"edits\": EDITS}, ...]}
  ARTICLE     {\"letter\", \"id\", \"title\", \"outlet\", \"date\", \"day\", \"source\", \"url\"}
              date is in words, day as 2026-01-06, 2026-01 or 2026
  state       comparable; same-text (nothing is listed); nothing (one has no
              text); other-language (not both are English)
  PASSAGE     {\"block\", \"paragraph\", \"text\"}
              block is paragraph, caption and so on; paragraph counts from 1
  PAIR        {\"label\", \"a\": PASSAGE, \"b\": PASSAGE, \"score\", \"against\"}
              label is same, near or perhaps; score, 0 to 1, is the weight that
              both share; against lists what speaks against one fact: denial,
              claim, figure, day, people, speaker, occasion; a passage can be in
              several pairs
  LONE        a PASSAGE that has no pair, or none but perhaps, with
              \"perhaps\": [{\"block\", \"paragraph\"}, ...] of the other article
  DIFFERENCE  {\"kind\", \"actor\", \"pair\", \"a\": [SPOT, ...], \"b\": [SPOT, ...]}
              kind is claim, part, figure, date, place, person, source, unnamed,
              quote-in-both, quote-cut, quote-turned, quote-only-here, name,
              description, term or saying; pair counts from 0
  SPOT        {\"places\": [{\"block\", \"paragraph\"}, ...],
               \"before\", \"words\", \"after\"}
              before and after are of the sentence, where the words need it
  SHARED      {\"words\", \"quoted\", \"a\": PASSAGE, \"b\": PASSAGE}
              how many words, and whether both quote them
  EDITS       {\"older\", \"dated\", \"kept\", \"words\",
               \"lines\": [{\"kind\", \"a\": SENTENCE, \"b\": SENTENCE}, ...]}
              of two versions of one article, else null; older is a or b, dated
              whether their dates say so; kept of the words of the older one are
              left; kind is unchanged, small, changed, removed, added or moved
  SENTENCE    {\"block\", \"paragraph\", \"pieces\": [{\"text\", \"changed\"}, ...]}
  What is not known, or does not apply, is null. Fields may be added; none goes.

--markdown is CommonMark with tables. --html is one page with its own styles, light and dark, without script, that can \
be sent to somebody else. In neither is a word of an article taken for markup.

Ends with 0 when all was told; with 1 when an article was not found or cannot be read, when several fit (they are \
listed), when one was asked for twice, or fewer than two fit; with 2 when the query cannot be understood, or the command line is \
wrong, as with one article only. Other files of \
--in that cannot be read are told on standard error and change nothing else.

Examples:
  rashomon compare arcamax straits
  rashomon compare --query 'story:summit newer:2d' --limit 3
  rashomon compare one.txt two.txt three.txt --html > story.html
  rashomon compare \"paris summit\" 96967f5e32339f37 --in ~/articles --json";

/// How many articles that fit a query are compared where nothing is said about it.
const USUAL: usize = 4;

/// What is compared, and how it is told.
#[derive(Debug, Clone, Args)]
pub(super) struct Compare {
    /// Two or more articles: a path, an id, or words that only one headline has
    #[arg(value_name = "ARTICLE", required_unless_present = "query", num_args = 2..)]
    articles: Vec<OsString>,

    /// Look for the articles among those that fit, in the language of the search; alone, compare those
    #[arg(long, value_name = "QUERY", allow_hyphen_values = true)]
    query: Option<String>,

    /// Compare at most so many of those that fit; 0 for all
    #[arg(long, value_name = "N", default_value_t = USUAL, conflicts_with = "articles")]
    limit: usize,

    /// Look for the articles in this file or folder instead of your own library; may stand several times
    #[arg(long = "in", value_name = "PATH")]
    places: Vec<PathBuf>,

    /// Look for the articles in this library file
    #[arg(long, value_name = "FILE", conflicts_with_all = ["places", "corrections"])]
    library: Option<PathBuf>,

    #[command(flatten)]
    form: Form,

    /// Read your corrections from this file instead of the usual one
    #[arg(long, value_name = "FILE")]
    pub(super) corrections: Option<PathBuf>,
}

/// The form in which a comparison is told; none of them is text for a terminal.
#[derive(Debug, Clone, Copy, Args)]
#[group(multiple = false)]
struct Form {
    /// Write one JSON object
    #[arg(long)]
    json: bool,

    /// Write Markdown
    #[arg(long)]
    markdown: bool,

    /// Write one HTML page that needs nothing else
    #[arg(long)]
    html: bool,
}

impl Compare {
    /// Compares, under the corrections in the file of that name. What goes wrong with files is told to `complain`, line by line.
    ///
    /// # Errors
    /// That of writing, and where there is nothing to look in or one article is asked for twice.
    pub(super) fn run(
        &self,
        output: &mut dyn Write,
        look: Look,
        corrections: Option<&Path>,
        mut complain: impl FnMut(&str),
    ) -> Result<Answer> {
        let library = self.read(corrections)?;
        let narrowed = match narrowed(&library, self.query.as_deref()) {
            Ok(narrowed) => narrowed,
            Err(answer) => return Ok(answer),
        };
        if self.articles.is_empty() {
            let mut rows = rows_of(&library, narrowed);
            rows.truncate(if self.limit == 0 {
                usize::MAX
            } else {
                self.limit
            });
            if rows.len() < 2 {
                let fit = counted(rows.len(), "article");
                let why = format!("{fit} to compare; it takes two that fit");
                return Ok(Answer::Nothing(vec![why]));
            }
            self.write(output, &dossier(&library, &rows), look)?;
            return Ok(Answer::Told(rows.len()));
        }
        let among = narrowed.map(|narrowed| narrowed.rows);
        let articles = self.articles.iter();
        let found: Vec<_> = articles
            .map(|article| wanted::row_among(&library, article, among.as_deref()))
            .collect();
        let unfit: Vec<&Unfit> = found.iter().filter_map(|row| row.as_ref().err()).collect();
        let lines: Vec<String> = unfit.iter().flat_map(|unfit| unfit.lines()).collect();
        let problems = library.problems();
        let failed = problems
            .iter()
            .filter(|problem| problem.severity == Severity::Failed);
        let failed = failed.map(ToString::to_string);
        // What keeps an article from being read is told as such, and once.
        failed
            .filter(|line| !lines.contains(line))
            .chain(lines.iter().cloned())
            .for_each(|line| complain(&line));
        if !unfit.is_empty() {
            return Ok(Answer::Nothing(Vec::new()));
        }
        let rows: Vec<usize> = found.into_iter().flatten().collect();
        self.refuse_twins(&library, &rows)?;
        self.write(output, &dossier(&library, &rows), look)?;
        Ok(Answer::Told(rows.len()))
    }

    /// Everything among which the articles are looked for. Those that are given as paths come first, so that they keep
    /// their names where the same bytes are found again.
    fn read(&self, corrections: Option<&Path>) -> Result<Library> {
        if let Some(missing) = self.places.iter().find(|path| !path.exists()) {
            bail!(
                "{}: no such file or folder",
                clean_line(&missing.to_string_lossy())
            );
        }
        let paths = self.articles.iter().map(PathBuf::from);
        let mut paths: Vec<PathBuf> = paths.filter(|path| path.exists()).collect();
        let all_given = !paths.is_empty() && paths.len() == self.articles.len();
        let kept = if all_given || !self.places.is_empty() {
            None
        } else {
            self.kept()?
        };
        let source = match kept {
            Some(kept) if paths.is_empty() => return Ok(kept),
            Some(kept) => {
                paths.extend(self.files_in(&kept));
                Source::Paths(paths)
            }
            None if all_given || !self.places.is_empty() => {
                paths.extend(self.places.iter().cloned());
                Source::Paths(paths)
            }
            None => Source::PathsAndStarter(paths),
        };
        let mut library = Library::default();
        load(&source, corrections, |progress| library = progress.library)?;
        Ok(library)
    }

    /// The library that is named, or the reader's own where there is one, as it is.
    fn kept(&self) -> Result<Option<Library>> {
        let own = || {
            let own = Shelfmark::own(&data_folder()?);
            own.exists().then_some(own)
        };
        let file = self.library.clone().or_else(own);
        Ok(file.map(|file| Library::look_into(&file)).transpose()?)
    }

    /// The files in which a library has those of the articles that are no paths.
    fn files_in(&self, kept: &Library) -> Vec<PathBuf> {
        let others = self.articles.iter();
        let others = others.filter(|article| !Path::new(article).exists());
        let rows = others.filter_map(|article| wanted::row(kept, article).ok());
        let sources = rows.filter_map(|row| Some(kept.entry(row)?.article.source.clone()));
        let files = sources.map(PathBuf::from);
        files.filter(|file| file.exists()).collect()
    }

    fn refuse_twins(&self, library: &Library, rows: &[usize]) -> Result<()> {
        for (number, row) in rows.iter().enumerate() {
            let first = rows.iter().position(|other| other == row).unwrap_or(number);
            if first == number {
                continue;
            }
            let title = library.head(*row);
            let title = title.as_ref().map_or("", |head| head.title.as_str());
            let [a, b] = [first, number].map(|number| self.articles[number].to_string_lossy());
            bail!("“{a}” and “{b}” are the same article: {title}");
        }
        Ok(())
    }

    fn write(&self, output: &mut dyn Write, dossier: &Dossier, look: Look) -> Result<()> {
        if self.form.json {
            lines::tell(output, dossier)?;
            return Ok(());
        }
        let told = if self.form.markdown {
            markdown(dossier)
        } else if self.form.html {
            html(dossier)
        } else {
            plain(dossier, look)
        };
        output.write_all(told.as_bytes())?;
        Ok(())
    }
}
