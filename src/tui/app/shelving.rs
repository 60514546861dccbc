//! The reader's corrections of stories: what belongs together, what does not, and what it is called.

use super::App;
use crate::library::jump::JumpTarget;
use crate::model::article::ArticleId;
use crate::model::correction::{Correction, StoryRule};
use crate::tui::correcting::{Choice, Correcting};
use crate::tui::effect::Effect;
use crate::tui::picker::Picker;
use crate::tui::picker::kind::PickerKind;

impl App {
    /// Asks to which story the selected article belongs, or with which the selected story is one: the nearest come first.
    pub fn begin_story_merge(&mut self) {
        let row = self.selected();
        let Some(own) = self.id_of(row) else {
            return self.say(NOTHING);
        };
        let members = self.members(row);
        let (title, rule) = match self.list.selected_story(&self.library) {
            Some(story) => (
                format!("{} is one story with …", self.library.story_name(story)),
                StoryRule::Merge {
                    article: own,
                    other: own,
                },
            ),
            None => (
                "this article belongs to the story of …".to_owned(),
                StoryRule::Move {
                    article: own,
                    to: own,
                },
            ),
        };
        let own = match members[..] {
            [] => JumpTarget::Article(own),
            _ => JumpTarget::Story(members),
        };
        let near = self.library.nearest(row);
        let picker = Picker::with_first(PickerKind::Belongs, near, &self.library)
            .without(own, &self.library)
            .under(title);
        self.ask(Correcting::Who(Box::new(picker), Correction::Story(rule)));
    }

    /// Says that the selected article is not of its story; where a whole story is selected, asks which one is not.
    pub fn split_story(&mut self) -> Option<Effect> {
        let row = self.selected();
        let members = self.members(row);
        let rule = |article: ArticleId| {
            let from = members.iter().copied().find(|other| *other != article)?;
            Some(Correction::Story(StoryRule::Split { article, from }))
        };
        if self.list.selected_story(&self.library).is_none() {
            match self.id_of(row).and_then(rule) {
                Some(rule) => return self.correct(rule),
                None => self.say("this article stands alone: there is no story to take it out of"),
            }
            return None;
        }
        let choices = members.iter().filter_map(|&article| {
            let head = self.library.head(self.library.row_of(article)?)?;
            Some(Choice {
                label: format!("{}, {}", head.outlet_label(), head.title),
                draft: rule(article)?,
            })
        });
        let choices = choices.collect();
        self.ask(Correcting::which("not of this story …".to_owned(), choices));
        None
    }

    /// Says that the selected story stays as it is, name and articles; an article alone stays alone.
    pub fn pin_story(&mut self) -> Option<Effect> {
        let row = self.selected();
        let Some(own) = self.id_of(row) else {
            self.say(NOTHING);
            return None;
        };
        let mut articles = self.members(row);
        if articles.is_empty() {
            articles.push(own);
        }
        let name = match (self.library.story_of(row), self.library.head(row)) {
            (Some(story), _) => self.library.story_name(story),
            (None, Some(head)) => head.title.clone(),
            (None, None) => String::new(),
        };
        let rule = StoryRule::Pin { name, articles };
        self.correct(Correction::Story(rule))
    }

    /// Asks what the selected story is to be called.
    pub fn begin_story_rename(&mut self) {
        let row = self.selected();
        let (Some(article), Some(story)) = (self.id_of(row), self.library.story_of(row)) else {
            return self.say("this article stands alone: only stories have names");
        };
        let name = self.library.story_name(story);
        let draft = Correction::Story(StoryRule::Rename {
            article,
            to: String::new(),
        });
        self.ask(Correcting::name(
            "call the story: ".to_owned(),
            &name,
            draft,
        ));
    }

    fn id_of(&self, row: usize) -> Option<ArticleId> {
        self.library.id_of(row)
    }

    /// The articles of the story of the article at `row`, newest first; none where it stands alone.
    fn members(&self, row: usize) -> Vec<ArticleId> {
        let story = self.library.story(row);
        let rows = story.iter().flat_map(|story| &story.articles);
        rows.filter_map(|&row| self.id_of(row)).collect()
    }
}

/// What is said where nothing is selected.
const NOTHING: &str = "nothing is selected: there is no article yet";
