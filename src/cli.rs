//! The command line: what `rashomon` was asked to do.

mod align;
mod annotate;
mod answers;
mod clean;
mod compare;
mod configuring;
mod feeds;
mod given;
mod hits;
mod keeping;
mod lines;
mod list;
mod looks;
mod manual;
mod notes;
mod opening;
mod order;
mod pager;
mod pdf;
mod search;
mod setup;
mod surroundings;
mod syncing;
mod wanted;

use std::io::{self, BufWriter, IsTerminal, stdin, stdout};
use std::path::PathBuf;

use anyhow::Result;
use clap::{CommandFactory as _, Parser, Subcommand};

use crate::cli::answers::export::Export;
use crate::cli::answers::quotes::Quotes;
use crate::cli::answers::show::Show;
use crate::cli::answers::stats::Stats;
use crate::cli::answers::stories::Stories;
use crate::cli::answers::topics::Topics;
use crate::cli::answers::who::Who;
use crate::cli::answers::{Answer, Asked};
use crate::cli::compare::Compare;
use crate::cli::configuring::{Config, Keys};
use crate::cli::feeds::Feeds;
use crate::cli::hits::Wished;
use crate::cli::keeping::{Add, Backup, Doctor};
use crate::cli::list::List;
use crate::cli::notes::Notes;
use crate::cli::opening::{
    library_there, open_library, own_library, read_all, read_below, readable_library,
    refuse_nothing,
};
use crate::cli::search::Search;
use crate::cli::surroundings::{Colour, around, look, say, shows_utf8, tell, usual_corrections};
use crate::cli::syncing::Sync;
use crate::config::settings::When;
use crate::export::marks;
use crate::export::terminal::Look;
use crate::library::Library;
use crate::library::seek::{self, lookup::Lookup};
use crate::model::query::QueryError;
use crate::text::sanitize::clean_line;
use crate::tui::{self, Options};

/// Read every side of a story, in your terminal.
///
/// Without arguments your own library opens, which `rashomon add` fills; until then the starter library: five digests of one
/// diplomatic affair.
#[derive(Debug, Parser)]
#[command(name = "rashomon", version, after_help = EXAMPLES)]
#[command(args_conflicts_with_subcommands = true, disable_help_subcommand = true)]
pub struct Arguments {
    /// What to do instead of reading.
    #[command(subcommand)]
    task: Option<Task>,

    /// Files and folders to read: saved pages, text and Markdown, feeds, mail, collections, archives, books; remembered for the
    /// next time, and watched while they are open
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Keep the library in this file instead of the usual one
    #[arg(long, value_name = "FILE")]
    library: Option<PathBuf>,

    /// Read and write your corrections in this file instead of the usual one
    #[arg(long, value_name = "FILE")]
    corrections: Option<PathBuf>,

    /// Wear this theme: dark, light, harbour, newsprint, high-contrast, colour-blind-safe, monochrome, terminal, auto, or one
    /// of your own
    #[arg(long, value_name = "NAME")]
    theme: Option<String>,

    /// When there are colours: on a terminal that has them unless `NO_COLOR` is set (auto), always, or never
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "WHEN",
        hide_possible_values = true,
        default_value = "auto"
    )]
    color: Colour,

    /// Read your settings from this file instead of the usual one
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,

    /// Read your keys from this file instead of the usual one
    #[arg(long, value_name = "FILE")]
    keys: Option<PathBuf>,

    /// Do not take up where the last session ended
    #[arg(long)]
    fresh: bool,

    /// Write what cannot be shown on screen to this file
    #[arg(long, value_name = "FILE")]
    log: Option<PathBuf>,
}

/// Work that needs no terminal.
#[derive(Debug, Clone, Subcommand)]
enum Task {
    /// Lay articles side by side: what is the same, only in one, and where they differ
    #[command(after_help = compare::HELP)]
    Compare(Compare),
    /// Search a library: articles with the words found, as text or JSON Lines
    #[command(after_help = search::help())]
    Search(Search),
    /// Add files, folders and pages of the network to your library
    #[command(after_help = keeping::ADD)]
    Add(Add),
    /// Follow feeds: list, add, remove and export them; nothing is fetched before rashomon sync
    #[command(after_help = feeds::HELP)]
    Feeds(Feeds),
    /// Ask the feeds that you follow for what is new
    #[command(after_help = syncing::HELP)]
    Sync(Sync),
    /// Look a library over, and put right what can be
    #[command(after_help = keeping::DOCTOR)]
    Doctor(Doctor),
    /// Copy a library to a file, also while it is in use
    #[command(after_help = keeping::BACKUP)]
    Backup(Backup),
    /// Tell the notes and highlights of a library, as Markdown or JSON Lines
    #[command(after_help = notes::HELP)]
    Notes(Notes),
    /// List the articles of a library, or those that fit a query, as text or JSON Lines
    #[command(after_help = list::help())]
    List(List),
    /// Show one article
    #[command(after_help = answers::show::HELP)]
    Show(Show),
    /// Tell all that a library holds about somebody, each outlet's words apart
    #[command(after_help = answers::who::HELP)]
    Who(Who),
    /// Tell what is said, and by whom
    #[command(after_help = answers::quotes::HELP)]
    Quotes(Quotes),
    /// Tell what the articles talk about
    #[command(after_help = answers::topics::HELP)]
    Topics(Topics),
    /// Tell which articles are of one story, and why
    #[command(after_help = answers::stories::HELP)]
    Stories(Stories),
    /// Write a dossier of an actor, a topic, a story or a search, every sentence with its source
    #[command(after_help = answers::export::HELP)]
    Export(Export),
    /// Count what a library holds
    #[command(after_help = answers::stats::HELP)]
    Stats(Stats),
    /// Take the text out of the PDF document on standard input
    #[cfg(feature = "pdf")]
    #[command(hide = true)]
    PdfText,
    /// Write the completions of a shell to standard output
    #[command(after_help = manual::COMPLETIONS)]
    Completions {
        /// Which shell
        shell: clap_complete::Shell,
    },
    /// Write the manual page to standard output, or those of all commands to a folder
    #[command(after_help = manual::MAN)]
    Man {
        /// The folder; it is made if it is not there
        folder: Option<PathBuf>,
    },
    /// Show the settings in force and where they were set
    #[command(after_help = configuring::CONFIG)]
    Config(Config),
    /// Show the keys in force, what they do and where that was said; check a key map
    #[command(after_help = configuring::KEYS)]
    Keys(Keys),
    /// Find names, sentences and quotations in texts: JSON Lines in, JSON Lines out
    #[command(after_help = ANNOTATE)]
    Annotate,
    /// Keep the running text of saved pages: JSON Lines in, JSON Lines out
    #[command(after_help = CLEAN)]
    Clean,
    /// Tell which sentences of two articles say the same: JSON Lines in, JSON Lines out
    #[command(after_help = ALIGN)]
    Align {
        /// Take `a` and `b` as whole articles and say how likely they tell one story
        #[arg(long)]
        stories: bool,
    },
}

const ANNOTATE: &str = "\
Reads from standard input one JSON object a line: {\"id\": …, \"text\": \"…\", \"group\": …}. Lines that follow each other \
with the same \"group\" are linked together, and held until the group ends; a line without one stands alone. All of the \
text is read: a short first line as headline, the rest as paragraphs.

Writes for each, in the same order:
  {\"id\", \"mentions\": [{\"start\", \"end\", \"type\", \"cluster\"}],
   \"quotes\": [{\"start\", \"end\", \"speaker\": {\"start\", \"end\"} or null, \"rule\"}], \"sentences\": [\"…\"],
   \"pronouns\", \"single_quotes\", \"statements\", \"terms\"}
Offsets count Unicode code points of the text as given, the end not included. Types are PERSON, ORG and LOC; a \
description (the Ukrainian president) has none. The name of a town, a country or a house that stands for its government \
(Moscow said) keeps its own type, and carries the cluster of the government. Mentions of one actor carry one cluster, as do the \"pronouns\" that \
stand for it. \"quotes\" stand in double quotation marks, which belong to them; \"single_quotes\" in single \
ones, typed once or twice; \"statements\" are indirect speech; \"terms\" are names and titles in quotation marks.

A line that cannot be read is told on standard error with its number and left out; the rest goes on, and the program \
ends with 1 instead of 0.";

const CLEAN: &str = "\
Reads from standard input one JSON object a line: {\"id\": …, \"text\": \"…\"}, the text of a saved page. Writes for each, in \
the same order, {\"id\", \"body\": \"…\"}: the article's running text with its subheadings, without headline, \
standfirst, captions, credits and the page's own words. With \"html\" in place of \"text\" the page is read as HTML.

A line that cannot be read is told on standard error with its number and left out; the rest goes on, and the program \
ends with 1 instead of 0.";

const ALIGN: &str = "\
Reads from standard input one JSON object a line: {\"id\": …, \"a\": …, \"b\": …}. What is written depends on what \
\"a\" and \"b\" hold, which is the same in both:

  lists of sentences, each list one article in its order:
    {\"id\", \"pairs\": [[i, j], …], \"labels\": [\"same\", \"near\" or \"perhaps\", …], \"scores\": [0 to 1, …]}
    i counts the sentences of \"a\" from 0, j those of \"b\"; a sentence can be in several pairs, or in none. \"near\" is
    the same thing told differently, or with something that contradicts; \"perhaps\" is of the same matter, with little to
    show for it. The score is the weight that the two share.
  single sentences:
    {\"id\", \"label\": 1 or 0, \"score\": 0 to 1}
    1 where the two state the same fact, even if one has a detail of it wrong: a score of at least one half. A denial, other
    people, another figure or day make it less likely.
  whole articles, with --stories; a short first line is the headline:
    {\"id\", \"score\": 0 to 1}
    how likely the two tell of one event.

Names of both sides are linked, so that one actor counts as one however it is called. English only.

A line that cannot be read is told on standard error with its number and left out; the rest goes on, and the program \
ends with 1 instead of 0.";

/// What is told where nothing can be drawn.
const DUMB: &str = "this terminal says that nothing can be drawn on it (TERM=dumb); rashomon list, show, search and compare \
     write plain text";

const EXAMPLES: &str = "\
Examples:
  rashomon                   open your own library; at first the starter library
  rashomon ~/articles        read a folder of saved articles
  rashomon one.txt two.md    read these two
  rashomon ./clean           read the folder called like a command
  rashomon add ~/articles    add a folder to your own library, which rashomon alone opens
  rashomon --fresh           begin at the newest, not where you were
  rashomon keys              every key, what it does, and how to make it another
  rashomon config            every setting, and where it was set

What a command takes may stand ahead of it or behind it: rashomon --color never list.

Inside: j k move, Enter opens, Tab changes the pane, ^p jumps, ? shows every key, q goes back and quits.";

/// How a run ended, where that is not an error with a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// All was done.
    Done,
    /// There is no terminal to read on.
    NoTerminal,
    /// What was asked for cannot be understood; standard error tells why.
    Misunderstood,
    /// All was done that could be; standard error tells the rest.
    WithComplaints,
}

impl Arguments {
    /// Reads the command line of the program.
    ///
    /// # Errors
    /// What cannot be understood, or the help that was asked for.
    pub fn read() -> Result<Self, clap::Error> {
        let words = std::env::args_os().collect();
        Self::try_parse_from(order::behind_the_command(&Self::command(), words))
    }
}

/// Does what the `arguments` ask for.
///
/// # Errors
/// What stopped the reading session, with its causes.
pub fn run(arguments: Arguments) -> Result<Ending> {
    if let Some(task) = arguments.task {
        return finished(task.run(look(arguments.color)));
    }
    if !stdout().is_terminal() || !stdin().is_terminal() {
        return Ok(Ending::NoTerminal);
    }
    if looks::is_dumb() {
        tell(DUMB);
        return Ok(Ending::Misunderstood);
    }
    refuse_nothing(&arguments.paths)?;
    let corrections = arguments.corrections.or_else(usual_corrections);
    let own = arguments.library.is_some() || arguments.paths.is_empty();
    let kept = given::feeds_folder(arguments.library.as_deref());
    let (mut keeper, notice) = open_library(arguments.library, &arguments.paths, corrections)?;
    keeper.keep_copy(marks::copy);
    let setup = setup::read(arguments.config.as_deref(), arguments.keys.as_deref());
    let mut settings = setup.settings.settings;
    settings.start.resume &= !arguments.fresh;
    let options = Options {
        notice,
        keys: setup.keys.map,
        complaints: setup.complaints,
        log: arguments.log,
        dress: looks::wish(arguments.theme, arguments.color, &settings).dress(),
        outward: looks::outward(&settings),
        ascii: match settings.ascii {
            When::Auto => !shows_utf8(),
            When::Always => true,
            When::Never => false,
        },
        surroundings: around(&settings, kept.ok().filter(|_| own)),
        settings,
    };
    tui::run(keeper, &options)?;
    Ok(Ending::Done)
}

impl Task {
    /// Does the task, with text that looks so. Where it cannot be done in full, standard error tells.
    fn run(self, look: Look) -> Result<Ending> {
        let mut output = BufWriter::new(stdout());
        let complain = |line: usize, reason: &str| tell(&format!("line {line}: {reason}"));
        let complaints = match self {
            Self::Search(search) => {
                let (query, paths) = search.parts();
                let usual = (&paths[..], search::USUAL);
                return inquire(&query, &search.wished, usual, look);
            }
            Self::List(List { fitting, wished }) => {
                let query = fitting.query().unwrap_or_default();
                let paths = &wished.places;
                return inquire(query, &wished, (paths, 0), look);
            }
            Self::Notes(notes) => return list_notes(&notes, &mut output),
            Self::Show(show) => {
                return ask(&show.asked, |library, output| {
                    show.run(library, output, look)
                });
            }
            Self::Who(who) => {
                return ask(&who.asked, |library, output| {
                    who.run(library, output, look, tell)
                });
            }
            Self::Quotes(quotes) => {
                return ask(&quotes.asked, |library, output| {
                    quotes.run(library, output, look, tell)
                });
            }
            Self::Topics(topics) => {
                return ask(&topics.asked, |library, output| topics.run(library, output));
            }
            Self::Stories(stories) => {
                return ask(&stories.asked, |library, output| {
                    stories.run(library, output, look)
                });
            }
            Self::Export(export) => {
                return ask(&export.asked, |library, output| {
                    export.run(library, output, tell)
                });
            }
            Self::Stats(stats) => {
                return ask(&stats.asked, |library, output| stats.run(library, output));
            }
            Self::Feeds(feeds) => feeds.run(&mut output),
            Self::Sync(sync) => sync.run(&mut output),
            Self::Add(add) => {
                let paths = given::paths(&add)?;
                refuse_nothing(&paths)?;
                let effort = add.effort();
                let mut keeper = own_library(add.library, paths.clone(), add.corrections)?;
                keeper.spend(effort);
                let before = keeper.count()?;
                let failures = read_below(&mut keeper, &paths)?;
                keeping::added(&keeper, before, &mut output).map(|()| failures)
            }
            Self::Doctor(doctor) => {
                let mut keeper = library_there(doctor.library.clone(), &doctor.paths)?;
                doctor.run(&mut keeper, &mut output)
            }
            Self::Backup(backup) => {
                let keeper = library_there(backup.library.clone(), &backup.paths)?;
                backup.run(&keeper, &mut output).map(|()| 0)
            }
            #[cfg(feature = "pdf")]
            Self::PdfText => pdf::apart::run(&mut output).map(|()| 0),
            Self::Completions { shell } => {
                manual::completions(Arguments::command(), shell, &mut output).map(|()| 0)
            }
            Self::Man { folder } => {
                manual::pages(Arguments::command(), folder.as_deref(), &mut output).map(|()| 0)
            }
            Self::Config(config) => config.run(&mut output),
            Self::Keys(keys) => keys.run(&mut output),
            Self::Annotate => annotate::run(&mut stdin().lock(), &mut output, complain),
            Self::Clean => clean::run(&mut stdin().lock(), &mut output, complain),
            Self::Align { stories } => {
                align::run(&mut stdin().lock(), &mut output, stories, complain)
            }
            Self::Compare(compare) => {
                let corrections = compare.corrections.clone().or_else(usual_corrections);
                return pager::through(|output| {
                    compare.run(output, look, corrections.as_deref(), tell)
                })
                .map(|answer| ending(answer, 0));
            }
        }?;
        Ok(match complaints {
            0 => Ending::Done,
            _ => Ending::WithComplaints,
        })
    }
}

/// Tells the articles that fit the query: of these paths, else of the library that is wished for; `usual` many.
fn inquire(
    query: &str,
    wished: &Wished,
    (paths, usual): (&[PathBuf], usize),
    look: Look,
) -> Result<Ending> {
    // Cleaned first, so that the mark stands below the place.
    let written = clean_line(query);
    let query = match seek::read(&written) {
        Ok(query) => query,
        Err(mistake) => {
            point_out(&written, &mistake);
            return Ok(Ending::Misunderstood);
        }
    };
    refuse_nothing(paths)?;
    let (path, mut keeper) = readable_library(wished.library.clone(), paths)?;
    let failures = keeper.as_mut().map(read_all).transpose()?;
    let mut lookup = Lookup::new(&path, seek::now);
    let account = pager::through(|output| wished.tell(&mut lookup, (&query, usual), output, look))?;
    if let Some(within) = account.within {
        tell(&format!("sorted within the newest {within} matches"));
    }
    if account.count == 0 {
        tell("nothing fits");
    }
    let all_told = account.count > 0 && failures.unwrap_or(0) == 0;
    Ok(if all_told {
        Ending::Done
    } else {
        Ending::WithComplaints
    })
}

/// Tells the notes of the library that is asked for.
fn list_notes(notes: &Notes, output: &mut impl io::Write) -> Result<Ending> {
    let keeper = library_there(notes.library.clone(), &notes.paths)?;
    let mut lookup = Lookup::new(keeper.path(), seek::now);
    if notes.tell(&mut lookup, output)? > 0 {
        return Ok(Ending::Done);
    }
    tell("no notes and no highlights");
    Ok(Ending::WithComplaints)
}

/// Lets `answer` ask the library that is meant by what was `asked`.
fn ask(
    asked: &Asked,
    answer: impl FnOnce(&Library, &mut dyn io::Write) -> Result<Answer>,
) -> Result<Ending> {
    refuse_nothing(&asked.places)?;
    let (path, mut keeper) = readable_library(asked.library.clone(), &asked.places)?;
    let failures = keeper.as_mut().map(read_all).transpose()?;
    let library = Library::look_into(&path)?;
    let answer = pager::through(|output| answer(&library, output))?;
    Ok(ending(answer, failures.unwrap_or(0)))
}

/// How a task ends that gave this `answer`, after so many files could not be read; what is not told already is told.
fn ending(answer: Answer, failures: usize) -> Ending {
    match answer {
        Answer::Told(_) if failures == 0 => Ending::Done,
        Answer::Told(_) => Ending::WithComplaints,
        Answer::Nothing(why) => {
            for line in &why {
                tell(line);
            }
            Ending::WithComplaints
        }
        Answer::Misunderstood(written, mistake) => {
            point_out(&written, &mistake);
            Ending::Misunderstood
        }
    }
}

/// Tells what of a query cannot be understood, with a mark below the place.
fn point_out(written: &str, mistake: &QueryError) {
    tell(&mistake.reason);
    say(&format!("  {written}\n  {}", mistake.pointer(written)));
}

/// How a task ended that is `done`.
fn finished(done: Result<Ending>) -> Result<Ending> {
    match done {
        Err(error) if is_gone(&error) => Ok(Ending::Done),
        done => done,
    }
}

/// Tells whether `error` is nothing but the reader of our output having gone.
fn is_gone(error: &anyhow::Error) -> bool {
    let broken = |error: &io::Error| error.kind() == io::ErrorKind::BrokenPipe;
    error.downcast_ref::<io::Error>().is_some_and(broken)
}
