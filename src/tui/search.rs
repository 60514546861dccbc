//! Searching everything: the line that is typed, the results as one types, and where in them the cursor is.

use super::field::Field;
use super::layout::first_shown_of;
use super::steps::stepped;
use crate::command::CommandId;
use crate::library::seek::question::{Hit, Place, Results, Told, Wanted};
use crate::library::seek::{needle, read_typed};
use crate::model::article::ArticleId;
use crate::model::query::{Form, Order, Query, QueryError};
use crate::text::count::grouped;
use crate::text::find::Needle;
use crate::text::range::TextRange;
use crate::text::width::{cells, shorten};
use crate::text::wrap;

/// How many results a page has.
const PAGE: usize = 30;

/// How near its end the cursor may come before the next page is fetched.
const AHEAD: usize = 12;

/// From how many cells on outlet and date stand beside the headline of a result, not below it.
pub const BESIDE: usize = 60;

/// How many rows of a snippet are shown.
const SNIPPET: usize = 2;

/// Rows above the results: the heading and the line that is typed; the row for what is wrong with it comes on top.
const ABOVE: usize = 2;

/// A search of everything.
#[derive(Debug, Clone)]
pub struct Search {
    /// What has been typed.
    pub field: Field,
    /// In which order the results come.
    pub order: Order,
    /// What is asked for, where what has been typed asks for anything.
    pub query: Option<Query>,
    /// What is wrong with what has been typed; the query is what can be understood of it, else that from before.
    pub mistake: Option<QueryError>,
    /// What the query looks for, to be marked.
    pub needle: Option<Needle>,
    /// The results so far.
    pub hits: Vec<Hit>,
    /// Where the next page begins.
    pub next: Option<Place>,
    /// Where only so many of the newest matches were sorted: how many.
    pub within: Option<usize>,
    /// Why there is no answer.
    pub failed: Option<String>,
    /// The result with the cursor.
    pub cursor: usize,
    /// The first result on screen.
    pub top: usize,
    /// The article that was opened from here last.
    pub opened: Option<ArticleId>,
    /// The question that is still to be answered, and whether the results begin anew with it.
    awaited: Option<(u64, bool)>,
}

/// What a command did.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// Nothing that others have to know.
    Stay,
    /// The reader wants to go back.
    Close,
    /// There is something to ask.
    Ask(Wanted),
    /// The result with the cursor is to be opened.
    Open,
    /// That article is to be laid beside the open one.
    Beside(ArticleId),
    /// The search is to be saved.
    Save,
}

impl Default for Search {
    fn default() -> Self {
        Self {
            field: Field::default(),
            order: Order::Newest,
            query: None,
            mistake: None,
            needle: None,
            hits: Vec::new(),
            next: None,
            within: None,
            failed: None,
            cursor: 0,
            top: 0,
            opened: None,
            awaited: None,
        }
    }
}

impl Search {
    /// Does what a command asks; none where it means nothing here.
    pub fn run(&mut self, command: CommandId, steps: &[isize]) -> Option<Outcome> {
        let changed = self.field.run(command);
        match command {
            CommandId::Cancel => return Some(Outcome::Close),
            CommandId::DeleteBack if !changed => return Some(Outcome::Close),
            CommandId::Accept => return Some(Outcome::Open),
            CommandId::ChooseBeside => return self.chosen().map(|hit| Outcome::Beside(hit.id)),
            CommandId::SaveSearch => return Some(Outcome::Save),
            CommandId::ResultOrder => return Some(self.turn_order()),
            CommandId::DeleteBack | CommandId::DeleteWord | CommandId::ClearLine => {
                if changed {
                    return Some(self.typed());
                }
            }
            _ if steps.is_empty() => return None,
            _ => self.cursor = stepped(self.cursor, steps, self.hits.len()),
        }
        Some(self.towards_end(self.cursor))
    }

    /// Takes typed or pasted text.
    pub fn paste(&mut self, text: &str) -> Outcome {
        if self.field.insert(text) {
            self.typed()
        } else {
            Outcome::Stay
        }
    }

    /// Searches for `text` in place of what has been typed.
    pub fn look_for(&mut self, text: &str) -> Outcome {
        self.field = Field::default();
        self.paste(text)
    }

    /// Will take the answer to the question of that number.
    pub fn await_answer(&mut self, number: u64, wanted: &Wanted) {
        let anew = matches!(wanted, Wanted::Page { after: None, .. });
        self.awaited = Some((number, anew));
    }

    /// Whether an answer is on its way.
    pub fn is_waiting(&self) -> bool {
        self.awaited.is_some()
    }

    /// Takes the answer to the question of that number, if it is the one that is awaited.
    pub fn take(&mut self, number: u64, told: &Result<Told, String>) {
        let Some((_, anew)) = self.awaited.filter(|(awaited, _)| *awaited == number) else {
            return;
        };
        self.awaited = None;
        self.failed = told.as_ref().err().cloned();
        if let Ok(Told::Page(results)) = told {
            self.awaited = results.unfinished.then_some((number, false));
            self.take_page(results.clone(), anew);
        }
    }

    fn take_page(&mut self, results: Results, anew: bool) {
        if anew {
            self.hits.clear();
            (self.cursor, self.top) = (0, 0);
        }
        self.hits.extend(results.hits);
        (self.next, self.within) = (results.next, results.within);
    }

    /// The result with the cursor.
    pub fn chosen(&self) -> Option<&Hit> {
        self.hits.get(self.cursor)
    }

    /// What has to be asked again, where an answer is awaited that another question may have taken the place of.
    pub fn ask_again(&mut self) -> Outcome {
        if self.is_waiting() {
            self.begin()
        } else {
            Outcome::Stay
        }
    }

    /// What has to be asked after what has been typed changed.
    fn typed(&mut self) -> Outcome {
        let (query, mistake) = read_typed(self.field.text());
        // What is shown stays while nothing of a query can be understood.
        let keep = mistake.is_some() && query.is_none();
        self.mistake = mistake;
        if keep || query == self.query && self.failed.is_none() {
            return Outcome::Stay;
        }
        self.needle = query.as_ref().and_then(needle);
        self.query = query;
        self.begin()
    }

    /// Asks for the first page.
    fn begin(&mut self) -> Outcome {
        self.awaited = None;
        self.next = None;
        let Some(query) = &self.query else {
            self.take_page(Results::default(), true);
            self.failed = None;
            return Outcome::Stay;
        };
        Outcome::Ask(Wanted::Page {
            query: query.clone(),
            order: self.order,
            after: None,
            count: PAGE,
        })
    }

    /// By relevance, or the newest first again.
    fn turn_order(&mut self) -> Outcome {
        self.order = match self.order {
            Order::Relevance => Order::Newest,
            _ => Order::Relevance,
        };
        self.begin()
    }

    /// Asks for the next page where the cursor, at that result, comes near the end of those there are.
    pub fn towards_end(&mut self, cursor: usize) -> Outcome {
        let near = cursor + AHEAD >= self.hits.len();
        match (&self.query, &self.next) {
            (Some(query), Some(next)) if near && !self.is_waiting() => Outcome::Ask(Wanted::Page {
                query: query.clone(),
                order: self.order,
                after: Some(next.clone()),
                count: PAGE,
            }),
            _ => Outcome::Stay,
        }
    }

    /// Keeps the cursor on a screen of that size.
    pub fn settle(&mut self, width: usize, height: usize) {
        let rows = height.saturating_sub(ABOVE + self.below_line(width).len().max(1));
        let tall = |number: usize| self.hits.get(number).map_or(0, |hit| tall(hit, width));
        self.top = first_shown_of(self.top, self.cursor, rows, self.hits.len(), tall);
    }

    /// What stands under the line that is typed: what is wrong with it.
    pub fn below_line(&self, width: usize) -> Vec<String> {
        let mistake = self.mistake.as_ref();
        match mistake {
            Some(mistake) => pointed(mistake, self.field.text(), cells(PROMPT), width),
            None if self.field.is_selected() => {
                vec![shorten("   typing begins anew, End goes on with it", width)]
            }
            None => Vec::new(),
        }
    }

    /// How many results there are, and among what they were sorted.
    pub fn told(&self) -> String {
        let count = self.hits.len();
        let more = if self.next.is_some() { "+" } else { "" };
        match (&self.query, self.within) {
            (None, _) => String::new(),
            (Some(_), _) if count == 0 && self.is_waiting() => "searching …".to_owned(),
            (Some(_), None) => format!("{count}{more} found"),
            (Some(_), Some(newest)) => {
                format!("{count}{more} found within the newest {}", grouped(newest))
            }
        }
    }
}

/// What stands before the line that is typed.
pub const PROMPT: &str = " > ";

/// The rows of the screen that a result takes.
pub fn tall(hit: &Hit, width: usize) -> usize {
    let about = usize::from(width < BESIDE);
    1 + about + Snippet::of(hit, width.saturating_sub(5)).rows.len()
}

/// A snippet cut to what is shown of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Snippet {
    /// The text, with an ellipsis where it has been cut.
    pub text: String,
    /// What was found in it.
    pub marks: Vec<TextRange>,
    /// Its rows.
    pub rows: Vec<TextRange>,
}

impl Snippet {
    /// As much of the snippet of `hit` as fits, the first words found among it.
    pub fn of(hit: &Hit, width: usize) -> Self {
        let width = width.max(1);
        let mut snippet = Self {
            text: hit.snippet.clone(),
            marks: hit.marks.clone(),
            rows: Vec::new(),
        };
        if snippet.text.is_empty() {
            return snippet;
        }
        let room = width * SNIPPET;
        let end = hit.marks.first().map_or(0, |mark| mark.end);
        let ahead = hit.snippet.get(..end).unwrap_or("");
        if cells(ahead) + width / 4 > room {
            snippet.cut(end.saturating_sub(room / 2));
        }
        snippet.rows = wrap::rows(&snippet.text, width);
        snippet.rows.truncate(SNIPPET);
        snippet
    }

    /// The text from the row on in which the first words found stand, in one row of `width` cells, and what was found in it.
    pub fn one_row(&self, width: usize) -> (String, Vec<TextRange>) {
        let first = self.marks.first().map_or(0, |mark| mark.start);
        let row = self.rows.iter().find(|row| row.contains(first));
        let start = row.map_or(first, |row| row.start);
        let ahead = if start > 0 { "…" } else { "" };
        let rest = self.text.get(start..).unwrap_or("");
        let text = shorten(&format!("{ahead}{rest}"), width);
        let shown = TextRange::new(start, self.text.len());
        let found = self
            .marks
            .iter()
            .filter_map(|mark| mark.intersection(shown));
        let moved = found.map(|mark| {
            let [start, end] = [mark.start, mark.end].map(|at| at - start + ahead.len());
            TextRange::new(start.min(text.len()), end.min(text.len()))
        });
        let marks = moved.filter(|mark| mark.start < mark.end).collect();
        (text, marks)
    }

    /// Leaves out what stands before the first word behind the byte `from`.
    fn cut(&mut self, from: usize) {
        let from = self.text.ceil_char_boundary(from);
        let rest = self.text.get(from..).unwrap_or("");
        let first = self.marks.first().map_or(0, |mark| mark.start);
        let start = rest.find(' ').map_or(from, |space| from + space + 1);
        let start = start.min(first);
        self.text = format!("…{}", self.text.get(start..).unwrap_or(""));
        for mark in &mut self.marks {
            let moved = |at: usize| (at + '…'.len_utf8()).saturating_sub(start);
            *mark = TextRange::new(moved(mark.start), moved(mark.end));
        }
    }
}

/// What is wrong with a query, under the line in which it was typed behind a label of so many cells: a sign that points at
/// it, and the reason, beside it where there is room. What typing on may mend takes one row, so that nothing moves.
pub fn pointed(mistake: &QueryError, typed: &str, label: usize, width: usize) -> Vec<String> {
    let pointer = mistake.pointer(typed);
    let before = cells(&pointer) - cells(pointer.trim_start());
    let marks = cells(pointer.trim_start());
    // The line shows its end where it is too long.
    let hidden = cells(typed).saturating_sub(width.saturating_sub(label + 1));
    let at = (label + before)
        .saturating_sub(hidden)
        .min(width.saturating_sub(1));
    let pointer = format!("{}{}", " ".repeat(at), "^".repeat(marks.min(width - at)));
    let both = format!("{pointer} {mistake}");
    if cells(&both) <= width {
        return vec![both];
    }
    if mistake.unfinished {
        let room = width.saturating_sub(at + 2);
        let enough = room * 2 > cells(&mistake.reason);
        let reason = if enough {
            format!("{}^ {}", " ".repeat(at), shorten(&mistake.reason, room))
        } else {
            shorten(&format!(" {mistake}"), width)
        };
        return vec![reason];
    }
    let reason = wrap::rows(&mistake.reason, width.saturating_sub(2).max(1));
    let reason = reason
        .into_iter()
        .map(|row| format!(" {}", row.of(&mistake.reason)));
    std::iter::once(pointer).chain(reason).collect()
}

/// What to try where nothing fits `query`.
pub fn advice(query: &Query) -> Vec<&'static str> {
    let wanted = query.wanted();
    let has = |fits: fn(&Query) -> bool| wanted.iter().any(|term| fits(term));
    let mut advice = Vec::new();
    if has(|term| matches!(term, Query::Text(text) if text.form == Form::Phrase)) {
        advice.push("the same words without quotation marks");
    }
    if has(|term| matches!(term, Query::Text(text) if text.form == Form::Word)) {
        advice.push("the start of a word with a star: harb*");
    }
    if wanted.len() > 1 {
        advice.push("fewer words, or the word or between them");
    }
    if has(|term| matches!(term, Query::Actor(_) | Query::Says(_) | Query::Place(_))) {
        advice.push("the name alone, without what stands before its colon");
    }
    if has(|term| {
        matches!(
            term,
            Query::On(_) | Query::After(_) | Query::Before(_) | Query::Newer(_)
        )
    }) {
        advice.push("another time: articles without a date are in none");
    }
    if has(|term| {
        matches!(
            term,
            Query::Outlet(_) | Query::Story(_) | Query::Tag(_) | Query::Is(_) | Query::Kind(_)
        )
    }) {
        advice.push("without outlet: story: tag: is: kind:");
    }
    if advice.is_empty() {
        advice.push("another spelling, or fewer letters");
    }
    advice
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::seek::question::Hit;

    fn hit(number: u64) -> Hit {
        Hit {
            id: ArticleId(number),
            title: format!("Piece {number}"),
            outlet: String::new(),
            outlet_label: String::new(),
            date: None,
            words: 0,
            actors: 0,
            unread: true,
            starred: false,
            noted: false,
            snippet: String::new(),
            marks: Vec::new(),
        }
    }

    fn page(hits: &[u64], unfinished: bool) -> Told {
        Told::Page(Results {
            hits: hits.iter().map(|number| hit(*number)).collect(),
            unfinished,
            ..Results::default()
        })
    }

    #[test]
    fn a_page_may_come_in_parts_and_only_that_which_is_awaited_is_taken() {
        let mut search = Search::default();
        let Outcome::Ask(wanted) = search.paste("ferry") else {
            panic!("nothing is asked");
        };
        search.await_answer(2, &wanted);
        search.take(1, &Ok(page(&[9], false)));
        assert!(search.hits.is_empty() && search.is_waiting());
        search.take(2, &Ok(page(&[], true)));
        search.take(2, &Ok(page(&[1, 2], true)));
        assert!(search.is_waiting());
        search.take(2, &Ok(page(&[3], false)));
        assert!(!search.is_waiting());
        search.take(2, &Ok(page(&[4], false)));
        let titles: Vec<&str> = search.hits.iter().map(|hit| hit.title.as_str()).collect();
        assert_eq!(titles, ["Piece 1", "Piece 2", "Piece 3"]);
    }

    #[test]
    fn a_mistake_is_pointed_at_and_what_may_be_mended_takes_one_row() {
        let mut search = Search::default();
        search.paste("fog outlet:");
        let below = search.below_line(60);
        assert_eq!(below.len(), 1);
        assert_eq!(below[0].find('^'), Some(PROMPT.len() + "fog ".len()));
        assert_eq!(search.below_line(24).len(), 1);
        search.paste("post mood:bright ");
        let below = search.below_line(40);
        assert!(below.len() > 1);
        assert!(below.iter().all(|row| cells(row) <= 40), "{below:?}");
        for width in 0..12 {
            search.below_line(width);
            search.settle(width, 3);
        }
    }

    #[test]
    fn a_long_snippet_is_cut_so_that_what_was_found_is_seen() {
        let text = format!("{} the ferry {}", "word ".repeat(40), "behind ".repeat(10));
        let at = text.find("ferry").unwrap();
        let long = Hit {
            snippet: text,
            marks: vec![TextRange::new(at, at + 5)],
            ..hit(1)
        };
        for width in [12, 20, 40, 200] {
            let snippet = Snippet::of(&long, width);
            let mark = snippet.marks[0];
            assert_eq!(mark.of(&snippet.text), "ferry");
            assert!(
                snippet.rows.iter().any(|row| row.covers(mark)),
                "{width}: {snippet:?}"
            );
            assert!(snippet.rows.len() <= SNIPPET);
        }
    }

    #[test]
    fn thousands_stand_apart() {
        assert_eq!(
            ["5", "999", "5,000", "1,234,567"],
            [5, 999, 5_000, 1_234_567]
                .map(grouped)
                .each_ref()
                .map(String::as_str)
        );
    }
}
