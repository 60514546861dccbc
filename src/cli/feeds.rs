//! `rashomon feeds`: the feeds that a library follows.

use std::fmt::Write as _;
use std::io::{self, Read as _, Write, stdin};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand};
use jiff::Timestamp;
use serde::Serialize;

use super::lines;
use super::opening::own_library;
use super::surroundings::{data_folder, now, tell};
use crate::export::opml::opml;
use crate::library::feeds::{self, Listed, USUAL_INTERVAL};
use crate::library::keeper::Keeper;
use crate::library::shelfmark::Shelfmark;
use crate::model::feed::{Feed, Subscription};
use crate::text::count::counted;
use crate::text::sanitize::clean_line;

/// What is done with feeds.
#[derive(Debug, Clone, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct Feeds {
    #[command(subcommand)]
    deed: Option<Deed>,

    /// The feeds of this library file instead of your own
    #[arg(long, value_name = "FILE", global = true)]
    library: Option<PathBuf>,

    /// Write one JSON object a line
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Clone, Subcommand)]
enum Deed {
    /// Follow feeds: addresses, or lists of feeds in OPML
    #[command(after_help = ADD)]
    Add(Add),
    /// Follow a feed no more; the articles that came from it stay
    Remove {
        /// The address of a feed, or what it is called
        #[arg(value_name = "FEED", required = true)]
        feeds: Vec<String>,
    },
    /// Write the feeds as a list in OPML, which every reader of feeds takes
    Export {
        /// The file to write instead of standard output
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
}

/// What is followed from now on.
#[derive(Debug, Clone, Args)]
struct Add {
    /// The address of a feed, a file of OPML, or `-` for OPML on standard input
    #[arg(value_name = "URL|FILE", required = true)]
    feeds: Vec<String>,

    /// Ask them so often: minutes, or hours or days as in 6h and 1d
    #[arg(long, value_name = "TIME", default_value = "1h", value_parser = interval)]
    every: u32,

    /// Call the feed so, whatever it calls itself
    #[arg(long, value_name = "NAME")]
    title: Option<String>,

    /// Put it into this folder, as in Coast/Harbours
    #[arg(long, value_name = "NAME")]
    folder: Option<String>,
}

/// What stands below the options of `rashomon feeds`.
pub(super) const HELP: &str = "\
Lists the feeds that your library follows, each with when it answered last and what is wrong with it. To follow a feed fetches \
nothing: rashomon sync does, when you run it.

--json writes one object a line, with these fields, none of which goes:
  {\"schema\": 3, \"url\", \"title\", \"folder\": [\"…\"], \"page\", \"every\": minutes, \"asked\", \"answered\", \"due\", \"failures\", \"trouble\", \"gone\"}

Ends with 1 when there is none.

Examples:
  rashomon feeds add https://packet.example/rss
  rashomon feeds add subscriptions.opml
  rashomon feeds
  rashomon feeds remove https://packet.example/rss
  rashomon feeds export > subscriptions.opml";

const ADD: &str = "\
The feeds of a list keep their titles and their folders. One that is followed already stays as it is. The articles of a feed get \
the names of its folders as tags when they come: tag:Coast finds them.

Examples:
  rashomon feeds add https://packet.example/rss --every 6h --folder Coast
  rashomon feeds add subscriptions.opml";

/// What is told where nothing is followed.
pub(super) const NONE: &str = "no feeds are followed; rashomon feeds add URL follows one";

impl Feeds {
    /// Does what is to be done; gives how much there is to complain of.
    ///
    /// # Errors
    /// When the library cannot be read or written, or what is meant cannot be told.
    pub(super) fn run(&self, output: &mut impl Write) -> Result<usize> {
        if let Some(Deed::Add(add)) = &self.deed {
            let mut keeper = own_library(self.library.clone(), Vec::new(), None)?;
            return add.run(&mut keeper, output);
        }
        let Some(mut keeper) = self.keeper()? else {
            tell(NONE);
            return Ok(1);
        };
        let all = keeper.feeds()?;
        if all.is_empty() {
            tell(NONE);
            return Ok(1);
        }
        match &self.deed {
            Some(Deed::Remove { feeds }) => remove(&mut keeper, &all, feeds, output)?,
            Some(Deed::Export { output: to }) => {
                let subscriptions: Vec<&Subscription> =
                    all.iter().map(|feed| &feed.subscription).collect();
                export(&opml(&subscriptions), to.as_deref(), output)?;
            }
            _ if self.json => {
                for feed in &all {
                    lines::tell(output, &Line::of(feed))?;
                }
            }
            _ => list(&all, now(), output)?,
        }
        output.flush()?;
        Ok(0)
    }

    /// Who keeps the library, if there is one.
    fn keeper(&self) -> Result<Option<Keeper>> {
        let own = || Some(Shelfmark::own(&data_folder()?));
        let there = self
            .library
            .clone()
            .or_else(own)
            .filter(|file| file.exists());
        there
            .map(|file| own_library(Some(file), Vec::new(), None))
            .transpose()
    }
}

impl Add {
    fn run(&self, keeper: &mut Keeper, output: &mut impl Write) -> Result<usize> {
        if self.title.is_some() && self.feeds.len() > 1 {
            bail!("--title names one feed; add the others without it");
        }
        let (mut added, mut known, mut complaints) = (0, 0, 0);
        for written in &self.feeds {
            let listed = listed(written).with_context(|| clean_line(written))?;
            for complaint in &listed.complaints {
                tell(&format!("{}: {complaint}", clean_line(written)));
                complaints += 1;
            }
            for subscription in listed.subscriptions {
                let is_new = keeper.follow_feed(&self.named(subscription), self.every)?;
                *(if is_new { &mut added } else { &mut known }) += 1;
            }
        }
        write!(output, "{} added", counted(added, "feed"))?;
        if known > 0 {
            write!(output, ", {known} followed already")?;
        }
        let next = if added > 0 {
            "; rashomon sync asks for what is new"
        } else {
            ""
        };
        writeln!(output, "{next}")?;
        output.flush()?;
        Ok(complaints)
    }

    /// The feed under the name and in the folder that are wished for.
    fn named(&self, mut subscription: Subscription) -> Subscription {
        if let Some(title) = &self.title {
            subscription.title = clean_line(title);
        }
        if let Some(folder) = &self.folder {
            let names = folder
                .split('/')
                .map(|name| clean_line(name).trim().to_owned());
            subscription.folder = names.filter(|name| !name.is_empty()).collect();
        }
        subscription
    }
}

/// The feeds that are meant by an address or a file.
fn listed(written: &str) -> Result<Listed> {
    if feeds::is_address(written) {
        let subscription = feeds::subscription(written).map_err(anyhow::Error::msg)?;
        return Ok(Listed {
            subscriptions: vec![subscription],
            complaints: Vec::new(),
        });
    }
    let bytes = if written == "-" {
        let mut bytes = Vec::new();
        stdin().lock().take(LARGEST_LIST).read_to_end(&mut bytes)?;
        bytes
    } else {
        let read = std::fs::File::open(written).and_then(|file| {
            let mut bytes = Vec::new();
            file.take(LARGEST_LIST).read_to_end(&mut bytes)?;
            Ok(bytes)
        });
        match read {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                bail!("no such file; the address of a feed begins with https://")
            }
            read => read?,
        }
    };
    feeds::listed(&bytes).map_err(anyhow::Error::msg)
}

/// No more is read of a list of feeds.
const LARGEST_LIST: u64 = 16 << 20;

/// So many minutes: `90`, `30m`, `6h`, `1d`.
fn interval(written: &str) -> Result<u32, String> {
    let digits = written.trim_end_matches(char::is_alphabetic);
    let unit = match written.strip_prefix(digits) {
        Some("" | "m") => Some(1),
        Some("h") => Some(60),
        Some("d") => Some(24 * 60),
        _ => None,
    };
    let minutes = unit.and_then(|unit: u32| digits.parse::<u32>().ok()?.checked_mul(unit));
    let minutes = minutes.filter(|minutes| (SHORTEST..=LONGEST).contains(minutes));
    minutes.ok_or_else(|| "from 5m to 30d, such as 30m, 6h or 1d".to_owned())
}

/// No feed is asked more often, or more seldom.
const SHORTEST: u32 = 5;
const LONGEST: u32 = 30 * 24 * 60;

/// Follows those feeds no more, each of which is named by its address or its title; where one is unclear, none.
fn remove(
    keeper: &mut Keeper,
    all: &[Feed],
    names: &[String],
    output: &mut impl Write,
) -> Result<()> {
    let mut gone = Vec::new();
    for name in names {
        let address = feeds::subscription(name).map(|subscription| subscription.url);
        let is_meant = |feed: &&Feed| {
            let subscription = &feed.subscription;
            address.as_ref() == Ok(&subscription.url)
                || subscription.title.to_lowercase() == name.to_lowercase()
        };
        let meant: Vec<&Feed> = all.iter().filter(is_meant).collect();
        let shown = clean_line(name);
        match meant.as_slice() {
            [] => bail!("no feed is called {shown}; rashomon feeds lists them"),
            [feed] => gone.push(*feed),
            _ => bail!(
                "{} are called {shown}; name one by its address",
                counted(meant.len(), "feed")
            ),
        }
    }
    for feed in gone {
        keeper.drop_feed(feed.key)?;
        writeln!(
            output,
            "{} is followed no more; its articles stay",
            clean_line(feed.name())
        )?;
    }
    Ok(())
}

fn export(opml: &str, to: Option<&Path>, output: &mut impl Write) -> Result<()> {
    let Some(path) = to else {
        return Ok(output.write_all(opml.as_bytes())?);
    };
    let shown = || clean_line(&path.to_string_lossy());
    if path.exists() {
        bail!("{} is there already; name a file that is not", shown());
    }
    std::fs::write(path, opml).with_context(|| format!("cannot write {}", shown()))
}

/// Lists feeds, those of one folder together.
fn list(all: &[Feed], now: i64, output: &mut impl Write) -> Result<()> {
    let mut folders: Vec<&[String]> = Vec::new();
    for feed in all {
        if !folders.contains(&feed.subscription.folder.as_slice()) {
            folders.push(&feed.subscription.folder);
        }
    }
    folders.sort_unstable();
    for folder in folders {
        if !folder.is_empty() {
            writeln!(output, "{}", clean_line(&folder.join(" / ")))?;
        }
        let inset = if folder.is_empty() { "" } else { "  " };
        for feed in all.iter().filter(|feed| feed.subscription.folder == folder) {
            tell_feed(feed, inset, now, output)?;
        }
    }
    Ok(())
}

fn tell_feed(feed: &Feed, inset: &str, now: i64, output: &mut impl Write) -> Result<()> {
    let subscription = &feed.subscription;
    writeln!(output, "{inset}{}", clean_line(feed.name()))?;
    if !subscription.title.is_empty() {
        writeln!(output, "{inset}  {}", clean_line(&subscription.url))?;
    }
    let standing = &feed.standing;
    let mut about = match standing.answered {
        Some(answered) => format!("answered {} ago", span(now - answered)),
        None if standing.asked.is_some() => "never answered".to_owned(),
        None => "not asked yet".to_owned(),
    };
    if standing.gone {
        about.push_str("; asked no more");
    } else if standing.asked.is_some() && standing.due > now {
        let _ = write!(about, "; due in {}", span(standing.due - now));
    } else {
        about.push_str("; due");
    }
    if feed.every != USUAL_INTERVAL {
        let _ = write!(about, "; every {}", span(i64::from(feed.every) * 60));
    }
    writeln!(output, "{inset}  {about}")?;
    if let Some(trouble) = &standing.trouble {
        let times = match standing.failures {
            0 | 1 => String::new(),
            more => format!(" ({more} times)"),
        };
        writeln!(output, "{inset}  ! {}{times}", clean_line(trouble))?;
    }
    Ok(())
}

/// So long, in one unit: `40 s`, `12 min`, `3 h`, `2 d`.
fn span(seconds: i64) -> String {
    match seconds.max(0) {
        seconds @ 0..60 => format!("{seconds} s"),
        seconds @ 60..3_600 => format!("{} min", seconds / 60),
        seconds @ 3_600..172_800 => format!("{} h", seconds / 3_600),
        seconds => format!("{} d", seconds / 86_400),
    }
}

/// A feed as JSON.
#[derive(Serialize)]
struct Line<'a> {
    url: &'a str,
    title: &'a str,
    folder: &'a [String],
    page: Option<&'a str>,
    every: u32,
    asked: Option<String>,
    answered: Option<String>,
    due: Option<String>,
    failures: u32,
    trouble: Option<&'a str>,
    gone: bool,
}

impl<'a> Line<'a> {
    fn of(feed: &'a Feed) -> Self {
        let time = |seconds: i64| {
            Timestamp::from_second(seconds)
                .map(|time| time.to_string())
                .ok()
        };
        let (subscription, standing) = (&feed.subscription, &feed.standing);
        Self {
            url: &subscription.url,
            title: &subscription.title,
            folder: &subscription.folder,
            page: subscription.page.as_deref(),
            every: feed.every,
            asked: standing.asked.and_then(time),
            answered: standing.answered.and_then(time),
            due: Some(standing.due).filter(|_| !standing.gone).and_then(time),
            failures: standing.failures,
            trouble: standing.trouble.as_deref(),
            gone: standing.gone,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_are_read_within_reason() {
        for (written, minutes) in [("90", 90), ("30m", 30), ("6h", 360), ("1d", 1_440)] {
            assert_eq!(interval(written), Ok(minutes), "{written}");
        }
        for written in ["", "h", "1m", "31d", "1w", "-5", "9999999999d", "6 h"] {
            assert!(interval(written).is_err(), "{written}");
        }
    }

    #[test]
    fn spans_are_told_in_one_unit() {
        for (seconds, told) in [
            (-5, "0 s"),
            (59, "59 s"),
            (3_599, "59 min"),
            (7_200, "2 h"),
            (172_800, "2 d"),
        ] {
            assert_eq!(span(seconds), told);
        }
    }
}
