//! Colours and styles, apart from any terminal library, read from theme files.
//!
//! A theme file is TOML: a table for each kind of text, named as the fields of [`Theme`] are, with `-` between words. It
//! may say `like = "dark"` and then only what is different there. A mistake costs what it is about, nothing else.

pub mod colour;

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use self::colour::{Colour, Depth};
use super::mistake::Mistake;

/// The largest theme file that is read, in bytes.
const LARGEST: usize = 1 << 16;

/// How one kind of text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "these are the attributes that a terminal switches on and off one by one"
)]
pub struct Look {
    /// Colour of the letters.
    pub fg: Colour,
    /// Colour behind them.
    pub bg: Colour,
    /// Bold.
    pub bold: bool,
    /// Dim.
    pub dim: bool,
    /// Underlined.
    pub underline: bool,
    /// Letters and background exchanged.
    pub reverse: bool,
    /// Struck through.
    pub strike: bool,
}

impl Look {
    /// The look as a terminal of that depth can show it.
    fn at(self, depth: Depth) -> Self {
        Self {
            fg: self.fg.at(depth),
            bg: self.bg.at(depth),
            ..self
        }
    }
}

/// What a theme is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Background {
    /// A terminal with any background.
    #[default]
    Any,
    /// A light background, its own or the terminal's.
    Light,
    /// A dark one.
    Dark,
}

const BACKGROUNDS: [(&str, Background); 3] = [
    ("any", Background::Any),
    ("light", Background::Light),
    ("dark", Background::Dark),
];

/// The looks of everything on screen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Theme {
    /// The theme's name.
    pub name: String,
    /// What it is like, in a few words.
    pub about: String,
    /// The background that it is made for.
    pub background: Background,
    /// Running text; its background is that of the whole screen.
    pub text: Look,
    /// What is secondary: dates, outlets, hints.
    pub secondary: Look,
    /// Headlines and the names of panels.
    pub heading: Look,
    /// The thin rules between panes.
    pub rule: Look,
    /// The one accent: the focused pane, the place, prompts.
    pub accent: Look,
    /// The selected row of the focused list.
    pub selection: Look,
    /// The selected row of a list that has not the focus.
    pub selection_unfocused: Look,
    /// A match of a search or of a fuzzy query.
    pub found: Look,
    /// The chosen name or topic in the text.
    pub chosen: Look,
    /// The one mention that the reader has just gone to.
    pub arrived: Look,
    /// Photo captions.
    pub caption: Look,
    /// Folded and unfolded furniture of the page.
    pub furniture: Look,
    /// Names of organisations and places in the text.
    pub other_name: Look,
    /// Words of an earlier version that a later one has not.
    pub removed: Look,
    /// Words of a later version that an earlier one has not.
    pub added: Look,
    /// Errors and warnings.
    pub alarm: Look,
    /// The looks of highlights: important, to check, doubtful, to quote.
    pub marked: [Look; 4],
    /// What is told of words that mean a person without naming them, besides the person's colour.
    pub meant: Look,
    /// The looks among which people are spread.
    pub people: Vec<Look>,
}

/// A look of a theme, by the name that a file has for it.
type Role = (&'static str, fn(&mut Theme) -> &mut Look);

const ROLES: [Role; 21] = [
    ("text", |theme| &mut theme.text),
    ("secondary", |theme| &mut theme.secondary),
    ("heading", |theme| &mut theme.heading),
    ("rule", |theme| &mut theme.rule),
    ("accent", |theme| &mut theme.accent),
    ("selection", |theme| &mut theme.selection),
    ("selection-unfocused", |theme| {
        &mut theme.selection_unfocused
    }),
    ("found", |theme| &mut theme.found),
    ("chosen", |theme| &mut theme.chosen),
    ("arrived", |theme| &mut theme.arrived),
    ("caption", |theme| &mut theme.caption),
    ("furniture", |theme| &mut theme.furniture),
    ("other-name", |theme| &mut theme.other_name),
    ("removed", |theme| &mut theme.removed),
    ("added", |theme| &mut theme.added),
    ("alarm", |theme| &mut theme.alarm),
    ("meant", |theme| &mut theme.meant),
    ("important", |theme| &mut theme.marked[0]),
    ("to-check", |theme| &mut theme.marked[1]),
    ("doubtful", |theme| &mut theme.marked[2]),
    ("to-quote", |theme| &mut theme.marked[3]),
];

/// An attribute of a look, by its name.
type Attribute = (&'static str, fn(&mut Look) -> &mut bool);

const ATTRIBUTES: [Attribute; 5] = [
    ("bold", |look| &mut look.bold),
    ("dim", |look| &mut look.dim),
    ("underline", |look| &mut look.underline),
    ("reverse", |look| &mut look.reverse),
    ("strike", |look| &mut look.strike),
];

/// What a theme file says besides its looks.
const OTHERS: [&str; 4] = ["like", "about", "background", "people"];

impl Theme {
    /// Reads the theme file of that `name`. What it does not say is as in the theme that it is `like`, which is asked of
    /// `known`; else as in `usual`. Tells what is wrong in it.
    pub fn read(
        name: &str,
        file: &str,
        usual: &Self,
        known: impl Fn(&str) -> Option<Self>,
    ) -> (Self, Vec<Mistake>) {
        let mut reading = Reading {
            file,
            theme: usual.clone(),
            mistakes: Vec::new(),
        };
        if file.len() > LARGEST {
            reading.wrong(&(0..0), "too large for a theme; it is not read");
        } else {
            match DeTable::parse(file) {
                Ok(table) => reading.all(table.get_ref(), known),
                Err(error) => {
                    let place = error.span().unwrap_or(0..0);
                    reading.wrong(&place, error.message());
                }
            }
        }
        name.clone_into(&mut reading.theme.name);
        (reading.theme, reading.mistakes)
    }

    /// The theme as a terminal of that depth can show it.
    #[must_use]
    pub fn at(mut self, depth: Depth) -> Self {
        for (_, look) in ROLES {
            let look = look(&mut self);
            *look = look.at(depth);
        }
        for look in &mut self.people {
            *look = look.at(depth);
        }
        self
    }

    /// All looks with their names: of each kind of text, then those of people.
    pub fn looks(&self) -> impl Iterator<Item = (&'static str, Look)> {
        let mut copy = self.clone();
        let people: Vec<_> = self.people.iter().map(|look| ("people", *look)).collect();
        let roles = ROLES.map(|(name, look)| (name, *look(&mut copy)));
        roles.into_iter().chain(people)
    }

    /// The look of the person who has colour number `colour`.
    pub fn person(&self, colour: usize) -> Look {
        self.people
            .get(colour % self.people.len().max(1))
            .copied()
            .unwrap_or_default()
    }

    /// The look of a highlight of that number, counted from 1.
    pub fn marked(&self, number: usize) -> Look {
        let look = self.marked.get(number.saturating_sub(1));
        look.copied().unwrap_or_default()
    }

    /// The look of words that mean the person of colour number `colour` without naming them: the same colour, and what the
    /// theme adds for them; where there are no colours, underlined.
    pub fn meant(&self, colour: usize) -> Look {
        let fg = self.person(colour).fg;
        Look {
            fg,
            underline: self.meant.underline || fg == Colour::Default,
            ..self.meant
        }
    }

    /// The look of what the chosen person of colour number `colour` says: the colour alone; where there are no colours,
    /// underlined.
    pub fn said(&self, colour: usize) -> Look {
        let fg = self.person(colour).fg;
        Look {
            fg,
            underline: fg == Colour::Default,
            ..Look::default()
        }
    }
}

/// A theme file that is being read.
struct Reading<'a> {
    file: &'a str,
    theme: Theme,
    mistakes: Vec<Mistake>,
}

impl Reading<'_> {
    fn wrong(&mut self, place: &Range<usize>, reason: impl AsRef<str>) {
        self.mistakes.push(Mistake::at(self.file, place, reason));
    }

    fn all(&mut self, table: &DeTable<'_>, known: impl Fn(&str) -> Option<Theme>) {
        if let Some(like) = table.get("like") {
            match like.get_ref().as_str().map(&known) {
                Some(Some(theme)) => self.theme = theme,
                _ => self.wrong(&like.span(), "like names no theme that comes with rashomon"),
            }
        }
        for (key, value) in table {
            let (name, place) = (key.get_ref().as_ref(), value.span());
            let role = ROLES.iter().find(|(role, _)| *role == name);
            match (name, role) {
                ("like", _) => {}
                (_, Some((_, look))) => {
                    let read = self.look(value.get_ref(), &place);
                    *look(&mut self.theme) = read;
                }
                ("about", _) => match value.get_ref().as_str() {
                    Some(about) => about.clone_into(&mut self.theme.about),
                    None => self.wrong(&place, "about is a text"),
                },
                ("background", _) => self.background(value.get_ref(), &place),
                ("people", _) => self.people(value.get_ref(), &place),
                _ => {
                    let roles = ROLES.iter().map(|(role, _)| *role);
                    let names = roles.chain(OTHERS);
                    let mistake = Mistake::unknown(self.file, &key.span(), "key", name, names);
                    self.mistakes.push(mistake);
                }
            }
        }
        self.mistakes.sort_by_key(|mistake| mistake.line);
    }

    fn background(&mut self, value: &DeValue<'_>, place: &Range<usize>) {
        let wanted = value.as_str();
        match BACKGROUNDS.iter().find(|(name, _)| Some(*name) == wanted) {
            Some((_, background)) => self.theme.background = *background,
            None => self.wrong(place, "background is any, light or dark"),
        }
    }

    fn people(&mut self, value: &DeValue<'_>, place: &Range<usize>) {
        let looks = value.as_array().filter(|looks| !looks.is_empty());
        let Some(looks) = looks else {
            self.wrong(place, "people is a list of one look or more");
            return;
        };
        let looks = looks.iter();
        let read = looks.map(|look| self.look(look.get_ref(), &look.span()));
        self.theme.people = read.collect();
    }

    /// The look that a table tells.
    fn look(&mut self, value: &DeValue<'_>, place: &Range<usize>) -> Look {
        let mut look = Look::default();
        let Some(table) = value.as_table() else {
            self.wrong(
                place,
                "a look is a table: fg, bg, bold, dim, underline, reverse, strike",
            );
            return look;
        };
        for (key, value) in table {
            let (name, place) = (key.get_ref().as_ref(), value.span());
            let attribute = ATTRIBUTES.iter().find(|(other, _)| *other == name);
            match (name, attribute) {
                ("fg", _) => look.fg = self.colour(value.get_ref(), &place),
                ("bg", _) => look.bg = self.colour(value.get_ref(), &place),
                (_, Some((_, attribute))) => match value.get_ref().as_bool() {
                    Some(on) => *attribute(&mut look) = on,
                    None => self.wrong(&place, format!("{name} is true or false")),
                },
                _ => {
                    let attributes = ATTRIBUTES.iter().map(|(name, _)| *name);
                    let names = ["fg", "bg"].into_iter().chain(attributes);
                    let mistake =
                        Mistake::unknown(self.file, &key.span(), "attribute", name, names);
                    self.mistakes.push(mistake);
                }
            }
        }
        look
    }

    fn colour(&mut self, value: &DeValue<'_>, place: &Range<usize>) -> Colour {
        let number = value.as_integer().map(|number| number.as_str().to_owned());
        let written = number.or_else(|| value.as_str().map(str::to_owned));
        let written = written.unwrap_or_default();
        Colour::read(&written).unwrap_or_else(|| {
            let names = Colour::names();
            let mut mistake = Mistake::unknown(self.file, place, "colour", &written, names);
            mistake.reason += " (a name such as bright-blue, a number up to 255, or \"#rrggbb\")";
            self.mistakes.push(mistake);
            Colour::Default
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(file: &str) -> (Theme, Vec<String>) {
        let usual = Theme {
            accent: Look {
                fg: Colour::Cyan,
                ..Look::default()
            },
            people: vec![Look::default()],
            ..Theme::default()
        };
        let known = |name: &str| {
            (name == "dark").then(|| Theme {
                background: Background::Dark,
                people: vec![Look::default(); 3],
                ..Theme::default()
            })
        };
        let (theme, mistakes) = Theme::read("mine", file, &usual, known);
        let told = mistakes.iter().map(ToString::to_string).collect();
        (theme, told)
    }

    #[test]
    fn a_theme_says_only_what_is_different() {
        let (theme, mistakes) = read("[text]\nfg = \"#102030\"\nbg = 230\n");
        assert_eq!(mistakes, [""; 0]);
        assert_eq!(
            (theme.name.as_str(), theme.accent.fg),
            ("mine", Colour::Cyan)
        );
        assert_eq!(theme.text.fg, Colour::True(16, 32, 48));
        assert_eq!(theme.text.bg, Colour::Indexed(230));
        let (theme, mistakes) = read("like = \"dark\"\nabout = \"for the night\"\n");
        assert_eq!(mistakes, [""; 0]);
        assert_eq!(
            (theme.background, theme.people.len()),
            (Background::Dark, 3)
        );
        assert_eq!(theme.about, "for the night");
    }

    #[test]
    fn a_mistake_is_told_with_its_line_and_costs_nothing_else() {
        let file = "like = \"drak\"\nbackground = \"grey\"\npeople = []\n\n[acent]\nfg = \"red\"\n[rule]\nfg = \"gren\"\n\
             bold = 1\nblink = true\nbg = 300\n[heading]\nunderlin = true\nbold = true\n[found]\n";
        let (theme, mistakes) = read(file);
        let parts = [
            "line 1, column 8: like names no theme",
            "line 2, column 14: background is any, light or dark",
            "line 3, column 10: people is a list",
            "line 5, column 2: unknown key acent; did you mean `accent`?",
            "line 8, column 6: unknown colour gren; did you mean `green`? (",
            "line 9, column 8: bold is true or false",
            "line 10, column 1: unknown attribute blink",
            "line 11, column 6: unknown colour 300 (a name",
            "line 13, column 1: unknown attribute underlin; did you mean `underline`?",
        ];
        assert_eq!(mistakes.len(), parts.len(), "{mistakes:#?}");
        for (told, start) in mistakes.iter().zip(parts) {
            assert!(told.starts_with(start), "{told}");
        }
        assert!(theme.heading.bold && theme.accent.fg == Colour::Cyan);
        assert_eq!(theme.people.len(), 1);
    }

    #[test]
    fn what_is_no_toml_is_told_with_its_line_and_leaves_the_usual() {
        let (theme, mistakes) = read("[text]\nfg = = 1\n");
        assert!(mistakes[0].starts_with("line 2, column "), "{mistakes:?}");
        assert_eq!(theme.accent.fg, Colour::Cyan);
        let (_, mistakes) = read(&"#\n".repeat(LARGEST));
        assert_eq!(mistakes.len(), 1);
    }
}
