//! Looking at the files of the library again: because the reader wants it, or because some have changed.

use super::App;
use crate::command::CommandId;
use crate::library::round::Far;
use crate::library::sync::Synced;
use crate::library::worker::Request;
use crate::text::count::{counted, grouped};
use crate::tui::effect::Effect;

impl App {
    /// Reads the sources again.
    pub fn rescan(&mut self) -> Effect {
        self.load += 1;
        self.loading = true;
        self.say("reading the files again");
        Effect::Ask(Request::Load(self.load))
    }

    /// Asks the feeds, unless they are being asked.
    pub fn sync(&mut self) -> Option<Effect> {
        if self.files.asking {
            self.say("the feeds are being asked");
            return None;
        }
        self.files.asking = true;
        self.say("asking the feeds …");
        Some(Effect::Sync)
    }

    /// Takes how the asking went; what came is looked at.
    pub fn take_synced(&mut self, synced: Result<Synced, String>) -> Option<Effect> {
        self.files.asking = false;
        let synced = match synced {
            Ok(synced) => synced,
            Err(reason) => {
                self.alarm(reason);
                return None;
            }
        };
        if synced.asked + synced.left == 0 {
            self.warn("no feeds are followed; rashomon feeds add URL follows one");
            return None;
        }
        let told = synced.to_string();
        if synced.troubled > 0 {
            self.warn(&told);
        } else {
            self.say(told);
        }
        (synced.new > 0).then(|| self.follow_files()).flatten()
    }

    /// Looks at the files again because some have changed, without a word; while they are being looked at, afterwards.
    pub fn follow_files(&mut self) -> Option<Effect> {
        self.files.behind = self.loading;
        if self.loading {
            return None;
        }
        self.load += 1;
        self.loading = true;
        self.files.quiet = true;
        Some(Effect::Ask(Request::Load(self.load)))
    }

    /// Looks at the files again where some have changed while they were being looked at.
    pub fn catch_up_with_files(&mut self) -> Option<Effect> {
        let due = self.files.behind && !self.loading;
        due.then(|| self.follow_files()).flatten()
    }

    /// Takes how far the load job of number `load` has come.
    pub fn take_far(&mut self, load: u64, far: Far) {
        if matches!(far, Far::Linking { .. }) && self.history.is_correcting() {
            self.say("linking all articles anew …");
        }
        if load == self.load && self.loading {
            self.far = Some(far);
        }
    }

    /// `reading 1,240 of 10,000`, or `reading 1,240 of 10,000, linking …`; where it takes no time, or nobody knows how long,
    /// `reading …`.
    pub(in crate::tui) fn told_far(&self) -> String {
        let read = |files: usize, of: Option<usize>| match of {
            Some(of) => format!("reading {} of {}", grouped(files), grouped(of)),
            None => format!("reading {} …", grouped(files)),
        };
        match self.far {
            None => "reading …".to_owned(),
            Some(Far::Looking { files, of }) => read(files, of),
            // Nothing is left to be read, or nothing was to be.
            Some(Far::Linking { files, of }) if files == 0 || of == Some(files) => {
                "linking …".to_owned()
            }
            Some(Far::Linking { files, of: None }) => {
                format!("reading {}, linking …", grouped(files))
            }
            Some(Far::Linking { files, of }) => format!("{}, linking …", read(files, of)),
        }
    }

    /// Tells what has been read; where nobody asked for it, only how many articles have come.
    pub(super) fn tell_read(&mut self, before: usize) {
        if !std::mem::take(&mut self.files.quiet) {
            return self.tell_problems(before);
        }
        let more = self.library.len().saturating_sub(before);
        if more > 0 {
            self.say(format!("{} more", counted(more, "article")));
        }
    }

    /// Tells how many articles there are, which of the reader's corrections fit none of them, what could not be read, and
    /// after another look what that has brought. That they were read is not said, since that is what a reader does with them.
    fn tell_problems(&mut self, before: usize) {
        let all = counted(self.library.len(), "article");
        let count = self.library.problem_count();
        let corrections = self.library.corrections();
        let idle = corrections
            .rules
            .iter()
            .filter(|rule| self.library.ruled(rule.line) == 0)
            .count();
        if idle > 0 {
            let key = self.key(CommandId::Corrections);
            return self.say(format!(
                "{all}; {} of yours fit nothing here: {key} shows",
                counted(idle, "correction")
            ));
        }
        if count > 0 {
            let key = self.key(CommandId::Problems);
            self.say(format!("{all}, {}: {key} shows", counted(count, "problem")));
        } else if self.load > 0 {
            let news = match self.library.len().checked_sub(before) {
                Some(0) => "nothing new".to_owned(),
                Some(more) => format!("{} more", grouped(more)),
                None => format!("{} fewer", grouped(before - self.library.len())),
            };
            self.say(format!("{all}, {news}"));
        }
    }
}
