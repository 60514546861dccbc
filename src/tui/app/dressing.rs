//! Choosing a theme: each is worn while the cursor is on it, and the one before comes back unless another is kept.

use super::{App, Overlay};
use crate::config::theme::Theme;
use crate::config::themes::Choice;
use crate::tui::effect::Effect;
use crate::tui::errand::Errand;
use crate::tui::looks::Looks;
use crate::tui::session::Picked;
use crate::tui::wardrobe::Wardrobe;

impl App {
    /// Takes what the looks hang on.
    pub fn set_looks(&mut self, looks: Looks) {
        self.looks = looks;
    }

    /// Has all but the paragraph at the place stand back, or no more.
    pub fn toggle_spotlight(&mut self) {
        self.panes.spotlight = !self.panes.spotlight;
        self.say(if self.panes.spotlight {
            "only the paragraph at the place stands out"
        } else {
            "all paragraphs stand out alike"
        });
    }

    /// Asks for the themes there are.
    pub fn begin_dressing(&mut self) -> Effect {
        Effect::Errand(Errand::Themes(self.looks.folder.clone()))
    }

    /// Shows the themes there are, unless the reader is busy with something else by now.
    pub(in crate::tui) fn take_themes(&mut self, choices: Vec<Choice>) {
        if self.overlay.is_none() {
            let wardrobe = Wardrobe::new(choices, &self.theme);
            self.overlay = Some(Overlay::Themes(Box::new(wardrobe)));
            self.wear();
        }
    }

    /// Moves the cursor among the themes.
    pub(in crate::tui) fn step_theme(&mut self, steps: isize) {
        if let Some(Overlay::Themes(wardrobe)) = &mut self.overlay {
            wardrobe.step(steps);
        }
        self.wear();
    }

    /// Keeps the theme under the cursor, or puts the one from before on again.
    pub(in crate::tui) fn end_dressing(&mut self, keep: bool) {
        let Some(Overlay::Themes(wardrobe)) = self.overlay.take() else {
            return;
        };
        if !keep {
            self.theme = wardrobe.before().clone();
        } else if let Some(choice) = wardrobe.chosen() {
            let name = choice.theme.name.clone();
            self.say(format!("theme {name}"));
            self.picked = Some(Picked {
                theme: name,
                instead: self.looks.set.clone(),
            });
        }
    }

    /// Puts on what was picked in an earlier session.
    pub(in crate::tui) fn wear_again(&mut self, picked: Picked, theme: Theme) {
        self.theme = theme;
        self.picked = Some(picked);
    }

    /// Puts on the theme under the cursor, as far as the terminal can show it.
    fn wear(&mut self) {
        if let Some(Overlay::Themes(wardrobe)) = &self.overlay
            && let Some(choice) = wardrobe.chosen()
        {
            let theme: Theme = choice.theme.clone();
            self.theme = theme.at(self.looks.depth);
        }
    }
}
