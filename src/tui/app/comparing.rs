//! Laying articles side by side: two of them, or all versions of a story.

use std::sync::Arc;

use super::{App, Overlay};
use crate::library::jump::JumpTarget;
use crate::library::{Direction, Library};
use crate::model::article::ArticleId;
use crate::model::comparison::Comparison;
use crate::text::range::TextRange;
use crate::tui::compare::{Compare, index};
use crate::tui::edited::Edited;
use crate::tui::effect::Effect;
use crate::tui::picker::Picker;
use crate::tui::picker::kind::PickerKind;
use crate::tui::versions::{MOST, Versions};

impl App {
    /// Asks with which article the open one is to be compared: the other versions of its story come first.
    pub fn begin_compare(&mut self) {
        let Some(row) = self.open_row() else {
            return self.say("nothing to compare yet");
        };
        let own = self.library.revisions(row);
        let story = self.library.story(row);
        let story = story.iter().flat_map(|story| &story.articles);
        let ahead = own.iter().rev().chain(story);
        let ahead = ahead.filter(|version| **version != row);
        let ahead: Vec<ArticleId> = ahead.filter_map(|&row| self.library.id_of(row)).collect();
        let own = self.library.id_of(row).map(JumpTarget::Article);
        let mut picker = Picker::with_first(PickerKind::Compare, ahead, &self.library);
        if let Some(own) = own {
            picker = picker.without(own, &self.library);
        }
        self.overlay = Some(Overlay::Picker(Box::new(picker)));
    }

    /// Lays the open article beside what was picked: one article or several. What they have in common is worked out elsewhere.
    pub fn compare_with(&mut self, targets: &[JumpTarget]) -> Option<Effect> {
        let Some(open) = self.open_row() else {
            self.say("nothing to compare yet");
            return None;
        };
        self.lay_together(Some(open), targets)
    }

    /// Lays what was picked side by side, the first of it as the base.
    pub fn compare_together(&mut self, targets: &[JumpTarget]) -> Option<Effect> {
        self.lay_together(None, targets)
    }

    /// Lays articles side by side: the one that is `open`, where there is one, and of each target the version of the same story,
    /// else the newest that is not there yet.
    fn lay_together(&mut self, open: Option<usize>, targets: &[JumpTarget]) -> Option<Effect> {
        let mut rows: Vec<usize> = open.into_iter().collect();
        for target in targets {
            let others = self.rows_of(target).into_iter();
            let others: Vec<usize> = others.filter(|row| !rows.contains(row)).collect();
            let story = rows.first().map(|first| self.versions_of(*first));
            let version = others
                .iter()
                .find(|row| story.as_ref().is_some_and(|story| story.contains(row)));
            rows.extend(version.or(others.first()));
        }
        match rows[..] {
            [a, b] => return self.lay_beside([a, b]),
            [_] if open.is_none() => self.say("what is marked is in one article only"),
            [] | [_] => self.say(self.why_alone(targets)),
            _ => return self.lay_all(&rows),
        }
        None
    }

    /// Why what was picked comes to no second article.
    fn why_alone(&self, targets: &[JumpTarget]) -> &'static str {
        let [target, ..] = targets else {
            return "nothing to compare yet";
        };
        match (target, self.rows_of(target).is_empty()) {
            (JumpTarget::Saved(_), _) => "a saved search cannot be laid beside; Enter lists it",
            (_, true) => "that article is no longer here",
            (JumpTarget::Article(_), false) => "that is the open article itself",
            (_, false) => "only the open article has it: there is nothing to lay beside",
        }
    }

    /// Lays these articles side by side as versions, the first of them as the base.
    fn lay_all(&mut self, rows: &[usize]) -> Option<Effect> {
        let entries = rows.iter().take(MOST);
        let entries = entries.filter_map(|row| self.library.entry(*row));
        let left_out = rows.len().saturating_sub(MOST);
        let versions = Versions::new(entries.collect(), left_out);
        self.overlay = Some(Overlay::Versions(Box::new(versions)));
        self.fill()
    }

    /// The articles that a target of a jump is about.
    fn rows_of(&self, target: &JumpTarget) -> Vec<usize> {
        let known = |ids: &[ArticleId]| {
            let rows = ids.iter().filter_map(|id| self.library.row_of(*id));
            rows.collect()
        };
        match target {
            JumpTarget::Article(id) => known(&[*id]),
            JumpTarget::Story(ids) | JumpTarget::Outlet(_, ids) => known(ids),
            JumpTarget::Subject(subject) => {
                let covering = self.library.covering(subject, None).into_iter();
                covering.map(|covering| covering.row).collect()
            }
            JumpTarget::Saved(_) | JumpTarget::Command(_) | JumpTarget::Own(_) => Vec::new(),
        }
    }

    /// Lays all versions of a story side by side: that of the open article, or of the one that is compared. Two are laid
    /// beside each other as any two are.
    pub fn compare_all(&mut self) -> Option<Effect> {
        let row = match &self.overlay {
            Some(Overlay::Compare(compare)) => self.library.row_of(compare.ids()[0]),
            Some(Overlay::Edited(edited)) => self.library.row_of(edited.ids()[1]),
            _ => self.open_row(),
        };
        let Some(row) = row else {
            self.say("nothing to compare yet");
            return None;
        };
        let versions = self.versions_of(row);
        match versions.as_slice() {
            [] | [_] => {
                self.say(
                    "this article is in no story: c compares it with an article of your choice",
                );
                None
            }
            [_, other] => self.lay_beside([row, *other]),
            all => self.lay_all(all),
        }
    }

    /// The versions of the story of the article at `row`, that one first.
    fn versions_of(&self, row: usize) -> Vec<usize> {
        let story = self.library.story(row);
        let others = story
            .iter()
            .flat_map(|story| story.articles.iter().copied());
        std::iter::once(row)
            .chain(others.filter(|other| *other != row))
            .collect()
    }

    /// Exchanges the two sides, or takes the next version as the base.
    pub fn swap_sides(&mut self) -> Option<Effect> {
        match &mut self.overlay {
            Some(Overlay::Compare(compare)) => {
                let [a, b] = compare.ids();
                let rows = [self.library.row_of(b)?, self.library.row_of(a)?];
                self.lay_as_two(rows)
            }
            Some(Overlay::Versions(versions)) => {
                let chosen = versions.sheet.column();
                if chosen == versions.base() {
                    versions.turn_base(Direction::Forward);
                } else {
                    versions.take_base(chosen);
                }
                self.fill()
            }
            _ => None,
        }
    }

    /// Gives the cursor to the next or previous side, pane or list of what is side by side.
    pub fn turn_side(&mut self, way: Direction) -> Option<Effect> {
        let has_new_base = match &mut self.overlay {
            Some(Overlay::Compare(compare)) => {
                compare.turn(way);
                false
            }
            Some(Overlay::Edited(edited)) => {
                edited.sheet.focus(1 - edited.sheet.column().min(1));
                false
            }
            Some(Overlay::Versions(versions)) => versions.turn(way),
            _ => false,
        };
        has_new_base.then(|| self.fill()).flatten()
    }

    /// Moves the cursor by `steps` passages, differences or words.
    pub fn step_beside(&mut self, steps: isize) {
        match &mut self.overlay {
            Some(Overlay::Compare(compare)) => compare.step(steps),
            Some(Overlay::Versions(versions)) => versions.step(steps),
            Some(Overlay::Edited(edited)) => edited.sheet.step(steps),
            _ => {}
        }
    }

    /// Lets each side scroll by itself, or binds them again at the passage with the cursor.
    pub fn toggle_bound(&mut self) {
        match &mut self.overlay {
            Some(Overlay::Compare(compare)) => {
                if compare.sheet.is_bound() {
                    compare.sheet.unbind();
                } else {
                    compare.sheet.bind();
                }
            }
            Some(Overlay::Versions(versions)) if versions.has_panes() => versions.toggle_bound(),
            Some(Overlay::Versions(_)) => self.say("one text alone has nothing to be bound to"),
            Some(Overlay::Edited(_)) => self.say("versions of one article are read together"),
            _ => self.say(NO_COMPARISON),
        }
    }

    /// Lays two articles beside each other: of versions of one article, what became of it.
    fn lay_beside(&mut self, rows: [usize; 2]) -> Option<Effect> {
        let Some(edited) = Edited::new(&self.library, rows) else {
            return self.lay_as_two(rows);
        };
        self.overlay = Some(Overlay::Edited(Box::new(edited)));
        self.fill()
    }

    /// Lays two articles beside each other by what they say.
    fn lay_as_two(&mut self, rows: [usize; 2]) -> Option<Effect> {
        let compare = Compare::new(&self.library, rows)?;
        self.overlay = Some(Overlay::Compare(Box::new(compare)));
        self.fill()
    }

    /// Puts in what is known of the comparisons on screen, and asks for the rest.
    fn fill(&mut self) -> Option<Effect> {
        for ids in self.wanted() {
            if let Some(found) = self.compared.get(&self.library, ids) {
                self.put(ids, &found);
            }
        }
        let wanted = self.wanted();
        (!wanted.is_empty()).then(|| Effect::Compare(self.library.clone(), wanted))
    }

    /// The comparisons that the screen lacks.
    fn wanted(&self) -> Vec<[ArticleId; 2]> {
        match self.overlay.as_ref().map(Overlay::read) {
            Some(Overlay::Compare(compare)) if compare.found.is_none() => vec![compare.ids()],
            Some(Overlay::Edited(edited)) if !edited.is_known() => vec![edited.ids()],
            Some(Overlay::Versions(versions)) => versions.wanted(),
            _ => Vec::new(),
        }
    }

    /// Puts a comparison into what is on screen, where it belongs to that.
    fn put(&mut self, ids: [ArticleId; 2], found: &Arc<Comparison>) {
        match self.overlay.as_mut().map(Overlay::read_mut) {
            Some(Overlay::Compare(compare)) if compare.ids() == ids => {
                compare.take(Arc::clone(found));
            }
            Some(Overlay::Edited(edited)) if edited.ids() == ids => edited.take(Arc::clone(found)),
            Some(Overlay::Versions(versions)) => versions.take(ids, found),
            _ => {}
        }
    }

    /// Lays the base and the version at the cursor beside each other; of two versions of an article, shows them as two
    /// articles, and the other way round.
    pub fn compare_pair(&mut self) -> Option<Effect> {
        let (ids, as_two) = match &self.overlay {
            Some(Overlay::Versions(versions)) => (versions.ids(versions.other_at()?), false),
            Some(Overlay::Edited(edited)) => (edited.ids(), true),
            Some(Overlay::Compare(compare)) => (compare.ids(), false),
            _ => return None,
        };
        let rows = [self.library.row_of(ids[0])?, self.library.row_of(ids[1])?];
        if as_two {
            self.lay_as_two(rows)
        } else {
            self.lay_beside(rows)
        }
    }

    /// Takes what the comparison of two articles of `library` came to: it is kept while that is the library on screen.
    pub fn take_comparison(
        &mut self,
        library: &Library,
        ids: [ArticleId; 2],
        found: &Arc<Comparison>,
    ) {
        if self.library.is_same(library) {
            self.compared.keep(library, ids, Arc::clone(found));
        }
        self.put(ids, found);
    }

    /// Asks anew for the comparison on screen, after the library has changed.
    pub fn compare_again(&mut self) -> Option<Effect> {
        let pairs = match self.overlay.as_ref().map(Overlay::read) {
            Some(Overlay::Compare(compare)) => vec![compare.ids()],
            Some(Overlay::Edited(edited)) => vec![edited.ids()],
            Some(Overlay::Versions(versions)) => {
                versions.others().map(|other| versions.ids(other)).collect()
            }
            _ => return None,
        };
        Some(Effect::Compare(self.library.clone(), pairs))
    }

    /// Walks the differences of the comparison on screen; of all versions, the passages that only the base has.
    pub fn walk_differences(&mut self, way: Direction, times: usize) {
        match &mut self.overlay {
            Some(Overlay::Compare(compare)) => {
                let told = if compare.walk(way, times) {
                    compare.chosen_unlisted(self.signs.rule)
                } else {
                    Some(compare.no_further(way).to_owned())
                };
                if let Some(told) = told {
                    self.say(told);
                }
            }
            Some(Overlay::Edited(edited)) => {
                if !edited.walk(way, times) {
                    self.say(match way {
                        Direction::Forward => "no change further down",
                        Direction::Backward => "no change further up",
                    });
                }
            }
            Some(Overlay::Versions(versions)) => {
                if !versions.walk(way, times) {
                    let outlet = versions.sheet.entries[versions.base()].head.outlet_label();
                    self.say(match way {
                        Direction::Forward => format!("no passage below that only {outlet} has"),
                        Direction::Backward => format!("no passage above that only {outlet} has"),
                    });
                }
            }
            _ => self.say(NO_COMPARISON),
        }
    }

    /// Goes to the partner of the passage at the cursor; where that stands beside it already, into the article there. Of all
    /// versions, opens what is folded away, or shows every outlet's words for the passage.
    pub fn open_passage(&mut self) {
        let place = match &mut self.overlay {
            Some(Overlay::Compare(compare)) => {
                if !compare.listing && compare.to_partner() {
                    return;
                }
                let place = compare.place();
                place.map(|(which, range)| (compare.ids()[index(which)], range))
            }
            Some(Overlay::Edited(edited)) => {
                if edited.open() {
                    return;
                }
                let place = edited.place();
                place.map(|(side, range)| (edited.ids()[side], range))
            }
            Some(Overlay::Versions(versions)) if versions.voices.is_none() => {
                return versions.open();
            }
            Some(Overlay::Versions(_)) => return self.open_voice(None),
            _ => return,
        };
        self.go_to_passage(place);
    }

    /// Goes to the words at the cursor of the list of every outlet's words, or to those of that number.
    pub fn open_voice(&mut self, number: Option<usize>) {
        let Some(Overlay::Versions(versions)) = &self.overlay else {
            return;
        };
        let voice = versions.voice(number);
        let place = voice.map(|(version, range)| {
            let entry = &versions.sheet.entries[version];
            (entry.article.id, range)
        });
        self.go_to_passage(place);
    }

    /// Closes the list of words, or all that lies over the panes.
    pub fn close_voices(&mut self) {
        match &mut self.overlay {
            Some(Overlay::Versions(versions)) if versions.voices.is_some() => {
                versions.voices = None;
            }
            _ => self.close_overlay(),
        }
    }

    fn go_to_passage(&mut self, place: Option<(ArticleId, TextRange)>) {
        let Some((id, range)) = place else { return };
        match self.library.row_of(id) {
            Some(row) => self.go_from_view(row, Some(range)),
            None => self.miss_article(),
        }
    }
}

const NO_COMPARISON: &str =
    "no comparison is open: c compares this article with another, C all versions of its story";
