//! The lower part of the actor panel: each outlet's words for the chosen one, what it says, who is named with it, and every
//! place where it stands.

use std::sync::Arc;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::canvas::{put, row_of};
use super::style::{self, Painted, actor_style};
use crate::library::coverage::{Coverage, Covering};
use crate::library::entry::Entry;
use crate::library::head::Head;
use crate::library::jump::UNNAMED;
use crate::library::occurrences::Occurrence;
use crate::library::sayings::Voice;
use crate::library::{Found, Subject};
use crate::model::actor::{ActorId, ActorKind};
use crate::model::article::BlockKind;
use crate::model::findings::MentionForm;
use crate::model::given;
use crate::model::quote::{Quote, QuoteKind};
use crate::text::count::counted;
use crate::text::range::TextRange;
use crate::text::width::{cells, pad, shorten, to_cells};
use crate::text::wrap;
use crate::tui::app::App;
use crate::tui::detail::{Detail, Item, ROWS_OF_REASON, SILENT, Section};
use crate::tui::focus::Focus;
use crate::tui::layout::{Below, panel_rows};
use crate::tui::panel::Part;

/// The space at which no line is broken.
const TIED: &str = "\u{a0}";

/// Rows that a quotation and a sentence take.
const ROWS_OF_TEXT: usize = 2;

/// The fewest cells in which an outlet is still known.
const LEAST: usize = 6;

/// Draws everything about the chosen subject into the lower part of the panel's `area`.
pub fn render(app: &App, frame: &mut Frame<'_>, area: Rect) {
    let Some(detail) = app.panel.detail().filter(|_| !area.is_empty()) else {
        return;
    };
    let (above, height) = panel_rows(area.height, app.panel.company().len(), app.panel.shows());
    let area = Rect {
        y: area.y + above,
        height,
        ..area
    };
    if area.is_empty() {
        return;
    }
    let width = usize::from(area.width);
    let (above, look) =
        if app.panel.shows() == Below::DetailFirst && area.height == app.areas.actors.height {
            ("CHOSEN".to_owned(), app.theme.accent)
        } else {
            (app.signs.line.repeat(width), app.theme.rule)
        };
    put(frame, row_of(area, 0), Span::styled(above, style::of(look)));
    let (name, name_style, spread) = heading(app, detail);
    let mut about = detail.what_in(width);
    about.push(spread);
    let followed = if app.follows(&detail.subject) {
        "  followed"
    } else {
        ""
    };
    let name = shorten(&name, width.saturating_sub(followed.len()));
    let line = Line::from(vec![
        Span::styled(name, name_style),
        Span::styled(followed, style::of(app.theme.secondary)),
    ]);
    let at = row_of(area, 1);
    frame.buffer_mut().set_line(at.x, at.y, &line, at.width);
    for (row, line) in (2..).zip(about) {
        put(
            frame,
            row_of(area, row),
            Span::styled(shorten(&line, width), style::of(app.theme.secondary)),
        );
    }
    let mut y = to_cells(detail.heading(width));
    for number in detail.top..detail.len() {
        if y >= area.height {
            break;
        }
        let drawing = Drawing {
            app,
            detail,
            width,
            selected: app.focus == Focus::Actors
                && app.panel.part() == Part::Detail
                && number == detail.cursor,
        };
        for line in drawing.lines(number) {
            let at = row_of(area, y);
            if at.width > 0 {
                frame.buffer_mut().set_line(at.x, at.y, &line, at.width);
            }
            y += 1;
        }
    }
}

/// The subject's name with its style, and how much there is of it.
fn heading(app: &App, detail: &Detail) -> (String, Style, String) {
    let spread = |what: &str| {
        let (articles, places) = (detail.covering.len(), detail.places());
        let all = match detail.subject {
            Subject::Actor(id) => app.library.spread(id).articles,
            Subject::Topic(_) | Subject::Unnamed => articles,
        };
        let within = if all > articles {
            format!("the newest {articles} of {}", counted(all, "article"))
        } else {
            counted(articles, "article")
        };
        format!("{} in {within}", counted(places, what))
    };
    match &detail.subject {
        Subject::Actor(id) => match app.library.actor(*id) {
            Some(actor) => {
                let style = actor_style(&app.theme, app.library.colour(&actor), actor.kind);
                (actor.name.clone(), style, spread("mention"))
            }
            None => (String::new(), Style::new(), String::new()),
        },
        Subject::Topic(phrase) => (
            phrase.clone(),
            style::of(app.theme.heading),
            spread("mention"),
        ),
        Subject::Unnamed => (
            UNNAMED.to_owned(),
            style::of(app.theme.heading),
            // Somebody may be meant several times.
            spread("mention"),
        ),
    }
}

/// What is needed to draw one item.
struct Drawing<'a> {
    app: &'a App,
    detail: &'a Detail,
    width: usize,
    selected: bool,
}

impl<'a> Drawing<'a> {
    /// The lines of item number `number`: as many as [`Detail::rows`] says, and its reason below it where it is selected.
    fn lines(&self, number: usize) -> Vec<Line<'a>> {
        let Some(item) = self.detail.item(number) else {
            return Vec::new();
        };
        let mut lines = Vec::new();
        if let Some(heading) = self
            .detail
            .begins(number)
            .and_then(|part| self.section(part))
        {
            lines.push(Line::styled(heading, style::of(self.app.theme.accent)));
        }
        lines.extend(match item {
            Item::Outlet(article) => self.outlet(article),
            Item::Saying(number) => self.saying(number),
            Item::Companion(number) => self.companion(number),
            Item::Place(article, place) => self.place(article, place),
        });
        lines
    }

    fn section(&self, part: Section) -> Option<String> {
        let (what, count) = match part {
            Section::Outlets => return None,
            Section::Sayings => ("SAYS", self.detail.sayings.len()),
            Section::Companions => return Some("NAMED WITH".to_owned()),
            Section::Places => ("WHERE", self.detail.places()),
        };
        Some(format!("{what} {count}"))
    }

    fn base(&self) -> Style {
        style::of(if self.selected {
            self.app.theme.selection
        } else {
            self.app.theme.heading
        })
    }

    /// Outlet and date, and below them the exact words used there.
    fn outlet(&self, article: usize) -> Vec<Line<'a>> {
        let Some((covering, entry)) = self.article(article) else {
            return Vec::new();
        };
        let coverage = self.app.library.coverage(&self.detail.subject, covering);
        let counts = coverage.counts.to_string();
        let cursor = if self.selected {
            self.app.signs.cursor
        } else {
            " "
        };
        let inner = self.width.saturating_sub(cells(&counts) + 3);
        let first = format!(
            "{cursor}{} {counts} ",
            pad(&self.told(covering, &entry.head, inner), inner)
        );
        let secondary = style::of(self.app.theme.secondary);
        let words = words(&coverage);
        let mut lines = vec![Line::styled(first, self.base())];
        if self.selected {
            // All of them, for which the rows of a reason are kept free.
            let mut words = words.clone();
            words.push_str(&self.pronouns(&entry));
            let rows = wrap::rows(&words, self.inner()).into_iter();
            let told = rows.map(|row| format!("   {}", row.of(&words).replace(TIED, " ")));
            lines.extend(
                told.take(1 + ROWS_OF_REASON)
                    .map(|row| Line::styled(row, secondary)),
            );
        } else {
            let told = format!("   {}", words.replace(TIED, " "));
            lines.push(Line::styled(shorten(&told, self.width), secondary));
        }
        if article + 1 == self.detail.covering.len() {
            let silent = self.silent().into_iter();
            lines.extend(silent.map(|told| Line::styled(shorten(&told, self.width), secondary)));
        }
        lines
    }

    /// Who leaves the subject out, one below the other; behind the last of the rows, how many more.
    fn silent(&self) -> Vec<String> {
        let silent = &self.detail.silent;
        let label = |row: &usize| self.app.library.head(*row).map(|head| head.outlet_label());
        let shown = silent.iter().take(SILENT).enumerate().map(|(number, row)| {
            let lead = if number == 0 { " not in " } else { "        " };
            let more = match silent.len() - SILENT.min(silent.len()) {
                more if more > 0 && number + 1 == SILENT => format!(" and {more} more"),
                _ => String::new(),
            };
            let room = self.width.saturating_sub(cells(lead) + cells(&more));
            let outlet = shorten(&label(row).unwrap_or_default(), room);
            format!("{lead}{outlet}{more}")
        });
        shown.collect()
    }

    /// Which pronouns stand for the subject in an article, and why that is thought: `: he ¶2, his ¶5, perhaps: …`.
    fn pronouns(&self, entry: &Entry) -> String {
        let Subject::Actor(id) = &self.detail.subject else {
            return String::new();
        };
        let own = || {
            let pronouns = entry.referring(MentionForm::Pronoun);
            pronouns.filter(|(_, link)| link.actor == *id)
        };
        let told = own().filter_map(|(index, _)| {
            let range = entry.findings.references.get(index)?.range;
            let written = range.of(&entry.article.text);
            Some(format!("{written} {}", paragraph(entry, range)))
        });
        let told: Vec<String> = told.collect();
        match own().next() {
            Some((_, link)) => format!(": {}, perhaps: {}", told.join(", "), link.reason),
            None => String::new(),
        }
    }

    /// What is said, and below it where; with the cursor on it, also how the speaker is known.
    fn saying(&self, number: usize) -> Vec<Line<'a>> {
        let found = self.detail.sayings.get(number).and_then(|saying| {
            let entry = self.app.library.entry(saying.row)?;
            let quote = *entry.findings.quotes.get(saying.quote)?;
            Some((saying, entry, quote))
        });
        let Some((saying, entry, quote)) = found else {
            return Vec::new();
        };
        let text = entry.article.text.as_str();
        let look = match quote.kind {
            QuoteKind::Direct => self.app.theme.text,
            _ => self.app.theme.secondary,
        };
        let rows = self.rows_of(text, quote.range);
        let mut lines = Vec::new();
        for index in 0..ROWS_OF_TEXT.min(rows.len().max(1)) {
            let row = rows.get(index).map_or("", |row| row.of(text));
            let shown = if index + 1 == ROWS_OF_TEXT && rows.len() > ROWS_OF_TEXT {
                shorten(&format!("{row} {}", self.app.signs.more), self.inner())
            } else {
                row.to_owned()
            };
            let shown = Line::styled(shown, style::of(look));
            lines.push(self.with_sign(shown, index == 0, false));
        }
        let outlet = if self.is_open(saying.row) {
            "here".to_owned()
        } else {
            entry.head.outlet_label()
        };
        let who = match self.app.library.voice(&entry, &quote) {
            Voice::Actor(_, link) => perhaps(link.sure).to_owned(),
            Voice::Unnamed(words) | Voice::Together(words) => {
                format!("{}, ", words.of(text).replace('\n', " "))
            }
            _ => String::new(),
        };
        let told = format!("   {who}{outlet} {}", paragraph(&entry, quote.range));
        lines.push(Line::styled(
            shorten(&told, self.width),
            style::of(self.app.theme.secondary),
        ));
        lines.resize(ROWS_OF_TEXT + 1, Line::default());
        if self.selected {
            lines.extend(self.reason(&speaker(self.app, &entry, &quote)));
        }
        lines
    }

    /// Somebody named in the same articles.
    fn companion(&self, number: usize) -> Vec<Line<'a>> {
        let found: Option<&(ActorId, usize)> = self.detail.companions.get(number);
        let Some((actor, articles)) =
            found.and_then(|(id, articles)| Some((self.app.library.actor(*id)?, articles)))
        else {
            return Vec::new();
        };
        let base = if self.selected {
            style::of(self.app.theme.selection)
        } else {
            Style::new()
        };
        let told = counted(*articles, "article");
        let inner = self.width.saturating_sub(cells(&told) + 5);
        let look = actor_style(&self.app.theme, self.app.library.colour(&actor), actor.kind);
        let cursor = if self.selected {
            self.app.signs.cursor
        } else {
            " "
        };
        vec![Line::from(vec![
            Span::styled(
                format!(" {cursor} "),
                style::over(base, self.app.theme.accent),
            ),
            Span::styled(pad(&actor.name, inner), base.patch(look)),
            Span::styled(
                format!(" {told} "),
                style::over(base, self.app.theme.secondary),
            ),
        ])]
    }

    /// The part of the sentence around a place; with the cursor on it, also why it is linked.
    fn place(&self, article: usize, number: usize) -> Vec<Line<'a>> {
        let place = self.detail.place(&self.app.library, article, number);
        let (Some((covering, entry)), Some(place)) = (self.article(article), place) else {
            return Vec::new();
        };
        let text = entry.article.text.as_str();
        let mut lines = Vec::new();
        if number == 0 {
            let told = self.told(covering, &entry.head, self.width.saturating_sub(1));
            let told = format!(" {told}");
            lines.push(Line::styled(told, style::of(self.app.theme.heading)));
        }
        let rows = self.rows_of(text, entry.sentence_around(place.range));
        let at = rows
            .iter()
            .position(|row| row.end > place.range.start)
            .unwrap_or(0);
        let first = at.min(rows.len().saturating_sub(ROWS_OF_TEXT));
        let base = style::of(if self.selected {
            self.app.theme.text
        } else {
            self.app.theme.secondary
        });
        let layers: Vec<Painted> = vec![(place.range, self.look(&entry, &place))];
        for index in 0..ROWS_OF_TEXT {
            let shown = rows.get(first + index).map_or_else(Line::default, |row| {
                style::owned(style::painted(text, *row, base, &layers))
            });
            lines.push(self.with_sign(shown, index == 0, index == 0 && first > 0));
        }
        if self.selected {
            lines.extend(self.reason(&why(&entry, &place)));
        }
        lines
    }

    fn look(&self, entry: &Entry, place: &Occurrence) -> crate::config::theme::Look {
        let link = place.found.and_then(|found| entry.link(found));
        let actor = link.and_then(|link| self.app.library.actor(link.actor));
        let person = actor.filter(|actor| actor.kind == ActorKind::Person);
        match (person, place.found) {
            (Some(actor), Some(Found::Description(_))) => {
                self.app.theme.meant(self.app.library.colour(&actor))
            }
            (Some(actor), _) => self.app.theme.person(self.app.library.colour(&actor)),
            (None, _) => self.app.theme.heading,
        }
    }

    fn article(&self, number: usize) -> Option<(&'a Covering, Arc<Entry>)> {
        let covering = self.detail.covering.get(number)?;
        Some((covering, self.app.library.entry(covering.row)?))
    }

    fn is_open(&self, row: usize) -> bool {
        self.app.open_row() == Some(row)
    }

    /// `here · ArcaMax`, or outlet and date.
    /// Outlet and date in so many cells: it is the outlet that is cut, since it stands for many articles and the date for one.
    fn told(&self, covering: &Covering, head: &Head, width: usize) -> String {
        let outlet = head.outlet_label();
        if self.is_open(covering.row) {
            return shorten(&format!("here · {outlet}"), width);
        }
        let date = format!(" · {}", head.date_label());
        let room = width.saturating_sub(cells(&date));
        if room < LEAST {
            return shorten(&format!("{outlet}{date}"), width);
        }
        format!("{}{date}", shorten(&outlet, room))
    }

    fn rows_of(&self, text: &str, range: TextRange) -> Vec<TextRange> {
        let rows = wrap::rows(range.of(text), self.inner()).into_iter();
        rows.map(|row| row.shifted(range.start)).collect()
    }

    fn inner(&self) -> usize {
        self.width.saturating_sub(3).max(1)
    }

    /// The line behind its sign: the cursor on the first one, dots where text is left out before it.
    fn with_sign(&self, mut line: Line<'a>, first: bool, cut: bool) -> Line<'a> {
        let sign = match (self.selected && first, cut) {
            (true, _) => self.app.signs.cursor,
            (false, true) => self.app.signs.more,
            (false, false) => " ",
        };
        let accent = style::of(self.app.theme.accent);
        line.spans
            .insert(0, Span::styled(format!(" {sign} "), accent));
        line
    }

    fn reason(&self, why: &str) -> Vec<Line<'a>> {
        let rows = wrap::rows(why, self.inner())
            .into_iter()
            .take(ROWS_OF_REASON);
        rows.map(|row| {
            let told = format!("   {}", row.of(why));
            Line::styled(told, style::of(self.app.theme.accent))
        })
        .collect()
    }
}

/// `“Mr Zelensky” 1  “the president” 2  + 3 pronouns`, each of them tied together, so that no form is broken in two.
fn words(coverage: &Coverage) -> String {
    let quoted = |(form, count): &(String, usize)| format!("“{form}” {count}");
    let forms = coverage.forms.iter().chain(&coverage.descriptions);
    let mut words: Vec<String> = forms.map(quoted).collect();
    if coverage.pronouns > 0 {
        words.push(format!("+ {}", counted(coverage.pronouns, "pronoun")));
    }
    let tied: Vec<String> = words.iter().map(|word| word.replace(' ', TIED)).collect();
    tied.join("  ")
}

/// `¶7`, or the kind of block where that is no prose.
fn paragraph(entry: &Entry, range: TextRange) -> String {
    match entry.article.kind_at(range.start) {
        Some(kind) if !kind.is_prose() || kind == BlockKind::Standfirst => kind.name().to_owned(),
        _ => format!("¶{}", entry.article.paragraph_number(range.start)),
    }
}

/// `¶7 · perhaps: same first name …`.
fn why(entry: &Entry, place: &Occurrence) -> String {
    let at = paragraph(entry, place.range);
    let link = place.found.and_then(|found| entry.link(found));
    match link.zip(place.found.and_then(|found| entry.because(found))) {
        Some((link, because)) => format!("{at} · {}{because}", perhaps(link.sure)),
        None if entry.is_given(place.range) => format!("{} as a subject", given::TOLD),
        None => at,
    }
}

fn perhaps(sure: bool) -> &'static str {
    if sure { "" } else { "perhaps: " }
}

/// How it is known who speaks: `“he said”; perhaps: pronoun; …`.
fn speaker(app: &App, entry: &Entry, quote: &Quote) -> String {
    let text = &entry.article.text;
    let words = |range: TextRange| range.of(text).replace('\n', " ");
    let speaker = quote
        .speaker
        .and_then(|speaker| entry.findings.range_of(speaker))
        .map_or_else(String::new, words);
    let cue = quote.cue.map(words);
    let told = match cue {
        Some(cue) => format!("“{speaker}”, “{cue}”"),
        None => format!("“{speaker}”"),
    };
    match app.library.voice(entry, quote) {
        Voice::Actor(_, link) => format!("{told} · {}{}", perhaps(link.sure), link.reason),
        Voice::Unnamed(_) => format!("{told} · a source without a name"),
        Voice::Together(_) => format!("{told} · said together"),
        Voice::Described(_) | Voice::Unknown => told,
    }
}
