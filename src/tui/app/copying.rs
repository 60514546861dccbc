//! Copying: the link, a quotation, the paragraph, the title.

use std::sync::Arc;

use super::App;
use crate::command::CommandId;
use crate::command::scope::Scope;
use crate::library::citation::Citation;
use crate::library::entry::Entry;
use crate::library::sayings::Voice;
use crate::model::quote::QuoteKind;
use crate::text::range::TextRange;
use crate::tui::effect::Effect;
use crate::tui::focus::Focus;

impl App {
    /// The article that a key is about: in the list the selected one, else the open one.
    fn cited(&mut self) -> Option<Arc<Entry>> {
        let entry = if self.focus == Focus::List {
            self.library.entry(self.selected())
        } else {
            self.reader
                .as_ref()
                .map(|reader| Arc::clone(reader.entry()))
        };
        if entry.is_none() {
            self.say("no article is selected");
        }
        entry
    }

    /// Copies the article's address; where it tells none, where it was read from.
    pub fn copy_link(&mut self) -> Option<Effect> {
        let citation = Citation::of(self.cited()?.as_ref());
        let what = if citation.url.is_some() {
            "link"
        } else {
            "path, as the article tells no link"
        };
        Some(Effect::Copy(citation.link().to_owned(), what))
    }

    /// Copies the article's title.
    pub fn copy_title(&mut self) -> Option<Effect> {
        let citation = Citation::of(self.cited()?.as_ref());
        Some(Effect::Copy(citation.title, "title"))
    }

    /// Copies the paragraph at the place.
    pub fn copy_paragraph(&mut self) -> Option<Effect> {
        let reader = self.reader.as_ref()?;
        let Some(place) = reader.place_range() else {
            self.say("there is no text of the article here");
            return None;
        };
        let words = reader.entry().article.words_in(place);
        Some(Effect::Copy(words, "paragraph"))
    }

    /// Copies the quotation at the place, with who says it and where it stands.
    pub fn copy_quotation(&mut self) -> Option<Effect> {
        let reader = self.reader.as_ref()?;
        let entry = Arc::clone(reader.entry());
        let place = reader.place_range();
        // What was gone to comes before the rest of the paragraph, and of both a quotation before what is said in other words.
        let spots: Vec<TextRange> = reader.arrived().into_iter().chain(place).collect();
        let quotes = spots.iter().flat_map(|spot| {
            let quotes = entry.quotes_in(*spot).iter();
            quotes.filter(|quote| quote.range.overlaps(*spot))
        });
        let mut direct = quotes
            .clone()
            .filter(|quote| quote.kind == QuoteKind::Direct);
        let Some(quote) = direct.next().or_else(|| quotes.clone().next()) else {
            let key = self.key_in(Scope::Article, CommandId::Select);
            self.say(format!(
                "no quotation in this paragraph; {key} selects any words"
            ));
            return None;
        };
        let article = &entry.article;
        let speaker = match self.library.voice(&entry, quote) {
            Voice::Actor(actor, _) => format!(" – {}", actor.name),
            Voice::Together(range) | Voice::Described(range) | Voice::Unnamed(range) => {
                format!(" – {}", range.of(&article.text))
            }
            Voice::Unknown => String::new(),
        };
        let source = Citation::of(&entry).told(article.paragraph_number(quote.range.start));
        let words = quote.range.of(&article.text);
        let text = format!("{words}{speaker}\n{source}");
        Some(Effect::Copy(
            text,
            match quote.kind {
                QuoteKind::Direct => "quotation with its source",
                _ => "what is said, with its source",
            },
        ))
    }

    /// Tells what has been copied, or why nothing was.
    pub fn take_copied(&mut self, outcome: Result<String, String>) {
        match outcome {
            Ok(told) => self.say(format!("copied {told}")),
            Err(reason) => self.alarm(format!("not copied: {reason}")),
        }
    }
}
