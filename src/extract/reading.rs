//! An article made ready for the rules: the words of its prose, headline and captions, with what each can be.

mod language;

use std::collections::HashMap;

use crate::extract::lexicon::{Kinds, look_up};
use crate::model::article::{Article, BlockKind};
use crate::model::given::{self, GivenKind};
use crate::text::fold::folded;
use crate::text::range::TextRange;
use crate::text::sentence::sentences;
use crate::text::token::{TokenKind, tokens};

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Begins in lower case, or belongs to a script that knows no case.
    Lower,
    /// Begins with a capital letter.
    Capital,
    /// Two or more letters, all capitals.
    Upper,
    /// A single capital letter, with or without its full stop.
    Initial,
    /// A number.
    Number,
    /// A possessive or contracted ending.
    Ending,
    /// Punctuation.
    Mark,
}

/// One token of the article.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    /// Where it is in the article's text.
    pub(super) range: TextRange,
    /// How it is written.
    pub(super) shape: Shape,
    /// What it can be.
    pub(super) kinds: Kinds,
    /// The number of its sentence within the reading.
    pub(super) sentence: u32,
    /// The number of its form within the reading.
    pub(super) form: u32,
}

/// One spelling, however often it stands in the article: what it tells by itself is found out once.
#[derive(Debug, Clone, Copy)]
pub(super) struct Form<'a> {
    /// How it is written.
    pub(super) text: &'a str,
    shape: Shape,
    kinds: Kinds,
    /// Where the hyphen stands at which it is parted into words of their own.
    hyphen: Option<usize>,
    /// The same where the form opens a line.
    opening_hyphen: Option<usize>,
}

impl<'a> Form<'a> {
    fn new(text: &'a str) -> Self {
        let shape = shape(text);
        let hyphen = joined_place(text).or_else(|| numbered(text));
        Self {
            text,
            shape,
            kinds: kinds(text, shape),
            hyphen,
            opening_hyphen: hyphen.or_else(|| topic(text)),
        }
    }
}

/// One sentence of the article.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sentence {
    /// Where it is in the article's text.
    pub(super) range: TextRange,
    /// The number of its block in the article.
    pub(super) paragraph: usize,
    /// Whether its words carry capitals for show, as headlines do, so that a capital tells nothing.
    pub(super) headline_case: bool,
}

/// The words and sentences of one article that may hold actors.
pub(super) struct Reading<'a> {
    /// The article's text.
    pub(super) text: &'a str,
    /// The words of all sentences, in order.
    pub(super) words: Vec<Word>,
    /// Every spelling, in the order met.
    pub(super) forms: Vec<Form<'a>>,
    /// The number of each spelling.
    numbers: HashMap<&'a str, u32>,
    /// The sentences, in order.
    pub(super) sentences: Vec<Sentence>,
    /// What the newsroom gives with the article, and where.
    pub(super) given: Vec<(GivenKind, TextRange)>,
    /// Whether the text is English, as far as one can tell.
    pub(super) english: bool,
}

impl<'a> Reading<'a> {
    /// Reads the blocks of `article` that may hold actors.
    pub(super) fn new(article: &'a Article) -> Self {
        let mut reading = Self {
            text: &article.text,
            words: Vec::with_capacity(article.text.len() / 5),
            forms: Vec::with_capacity(article.text.len() / 12),
            numbers: HashMap::with_capacity(article.text.len() / 12),
            sentences: Vec::new(),
            given: Vec::new(),
            english: true,
        };
        for (number, block) in article.blocks.iter().enumerate() {
            if block.kind.has_actors() {
                reading.read_block(block.range, block.kind, number);
            } else if block.kind == BlockKind::Given {
                reading
                    .given
                    .extend(given::read(&article.text, block.range));
            }
        }
        reading.english = reading.is_english();
        if !reading.english {
            for sentence in &mut reading.sentences {
                sentence.headline_case = true;
            }
        }
        reading
    }

    fn read_block(&mut self, range: TextRange, block: BlockKind, number: usize) {
        let text = range.of(self.text);
        let split = tokens(text);
        let mut next = 0;
        for sentence in sentences(text) {
            let first = self.words.len();
            let index = u32::try_from(self.sentences.len()).unwrap_or(u32::MAX);
            while let Some(token) = split
                .get(next)
                .filter(|token| token.range.start < sentence.end)
            {
                self.read_word(token.range.shifted(range.start), token.kind, index);
                next += 1;
            }
            self.join_demonyms(first);
            self.hide_credits(first, block == BlockKind::Dateline);
            let headline_case = self.is_headline_case(first, block);
            self.sentences.push(Sentence {
                range: sentence.shifted(range.start),
                paragraph: number,
                headline_case,
            });
        }
    }

    fn read_word(&mut self, range: TextRange, kind: TokenKind, sentence: u32) {
        let number = self.number(range.of(self.text));
        let form = self.forms[number as usize];
        let opens = self
            .words
            .last()
            .is_none_or(|last| last.sentence != sentence);
        let head = if opens {
            form.opening_hyphen
        } else {
            form.hyphen
        };
        if let Some(head) = head {
            let hyphen = range.start + head;
            self.read_word(TextRange::new(range.start, hyphen), kind, sentence);
            self.read_word(
                TextRange::new(hyphen, hyphen + 1),
                TokenKind::Mark,
                sentence,
            );
            self.read_word(TextRange::new(hyphen + 1, range.end), kind, sentence);
            return;
        }
        let (shape, kinds) = match kind {
            TokenKind::Word => (form.shape, form.kinds),
            TokenKind::Number => (Shape::Number, Kinds::NONE),
            TokenKind::Ending => (Shape::Ending, Kinds::NONE),
            TokenKind::Mark => (Shape::Mark, Kinds::NONE),
        };
        self.words.push(Word {
            range,
            shape,
            kinds,
            sentence,
            form: number,
        });
    }

    /// The number of the form that is written so, a new one where it has not been met before.
    fn number(&mut self, written: &'a str) -> u32 {
        let next = u32::try_from(self.forms.len()).unwrap_or(u32::MAX);
        let number = *self.numbers.entry(written).or_insert(next);
        if number == next {
            self.forms.push(Form::new(written));
        }
        number
    }

    /// The number of the form of the word at `index`; behind the last word, one that no form has.
    pub(super) fn form(&self, index: usize) -> usize {
        self.word(index).form as usize
    }

    /// The number of the form that is written so, where the article has it.
    pub(super) fn form_of(&self, written: &str) -> Option<usize> {
        self.numbers.get(written).map(|&number| number as usize)
    }

    /// Marks both words of `South Korean` as what they are together.
    fn join_demonyms(&mut self, first: usize) {
        for index in first + 1..self.words.len() {
            if self.words[index].kinds.any(Kinds::DEMONYM)
                || !self.kinds(index - 1).any(Kinds::BEGINS)
            {
                if self.kinds(index).any(Kinds::DEMONYM)
                    && is_direction(self.text_at(index - 1))
                    && self.is_capital(index - 1)
                {
                    self.words[index - 1].kinds = Kinds::DEMONYM;
                }
                continue;
            }
            if self.is_capital(index - 1)
                && self.is_capital(index)
                && self.entry(index - 1, index).any(Kinds::DEMONYM)
            {
                self.words[index - 1].kinds = Kinds::DEMONYM;
                self.words[index].kinds = Kinds::DEMONYM;
            }
        }
    }

    /// Makes marks of the words in brackets that hold nothing but a credit, `(Jane Doe/AFP/Some Images)`, in a `dateline`
    /// any, `DOEVILLE (Doe News) -`: who took a picture or sends a report is no actor.
    fn hide_credits(&mut self, first: usize, dateline: bool) {
        let mut opening = None;
        let mut slashes = 0;
        for index in first..self.words.len() {
            let word = self.words[index];
            match self.text_at(index) {
                "(" => (opening, slashes) = (Some(index), 0),
                "/" => slashes += 1,
                ")" => {
                    if let Some(opening) = opening.filter(|_| dateline || slashes > 0) {
                        for hidden in &mut self.words[opening..index] {
                            hidden.shape = Shape::Mark;
                            hidden.kinds = Kinds::NONE;
                        }
                    }
                    opening = None;
                }
                _ if word.shape == Shape::Lower && !dateline => opening = None,
                _ => {}
            }
        }
    }

    /// Tells whether the words from `first` on carry capitals for show: a title, or a line that is all but written like
    /// one. A headline does unless most of its longer words are in lower case.
    fn is_headline_case(&self, first: usize, block: BlockKind) -> bool {
        let words = self.words.get(first..).unwrap_or_default();
        let long = |word: &&Word| word.range.len() > 3;
        let count = |shape: Shape| {
            let of_shape = |word: &&Word| word.shape == shape;
            words.iter().filter(long).filter(of_shape).count()
        };
        let (lower, upper) = (count(Shape::Lower), count(Shape::Upper));
        let capital = upper + count(Shape::Capital);
        if matches!(block, BlockKind::Headline | BlockKind::Subheading) {
            return lower < 3 || lower <= capital;
        }
        let closed = words
            .last()
            .is_some_and(|word| matches!(word.range.of(self.text), "." | "”" | "\"" | "?" | "!"));
        let is_common = |word: &&Word| word.shape != Shape::Lower && word.kinds.any(Kinds::COMMON);
        let common = words.iter().filter(long).filter(is_common).count();
        let enough = lower + capital >= 4;
        let shown = common >= 2 && !closed && capital >= 4 * lower;
        enough && (shown || upper * 5 >= (lower + capital) * 4)
    }

    /// The word at `index`; behind the last word, an empty mark.
    pub(super) fn word(&self, index: usize) -> Word {
        self.words.get(index).copied().unwrap_or(Word {
            range: TextRange::new(self.text.len(), self.text.len()),
            shape: Shape::Mark,
            kinds: Kinds::NONE,
            sentence: u32::MAX,
            form: u32::MAX,
        })
    }

    /// What the word at `index` can be.
    pub(super) fn kinds(&self, index: usize) -> Kinds {
        self.word(index).kinds
    }

    /// The text of the word at `index`.
    pub(super) fn text_at(&self, index: usize) -> &'a str {
        self.word(index).range.of(self.text)
    }

    /// Tells whether the word at `index` reads `expected`, case aside.
    pub(super) fn is(&self, index: usize, expected: &str) -> bool {
        self.text_at(index).eq_ignore_ascii_case(expected)
    }

    /// Tells whether the word at `index` is one of `expected`, case aside.
    pub(super) fn is_any(&self, index: usize, expected: &[&str]) -> bool {
        let word = self.text_at(index);
        expected
            .iter()
            .any(|expected| word.eq_ignore_ascii_case(expected))
    }

    /// The index before `index`, if it belongs to the same sentence.
    pub(super) fn before(&self, index: usize) -> Option<usize> {
        let before = index.checked_sub(1)?;
        (self.word(before).sentence == self.word(index).sentence).then_some(before)
    }

    /// The index behind `index`, if it belongs to the same sentence.
    pub(super) fn behind(&self, index: usize) -> Option<usize> {
        (self.word(index + 1).sentence == self.word(index).sentence).then_some(index + 1)
    }

    /// Tells whether the word opens its sentence, quotes and brackets aside.
    pub(super) fn opens(&self, index: usize) -> bool {
        match self.before(index) {
            None => true,
            Some(before) => {
                let mark = self.word(before);
                mark.shape == Shape::Mark
                    && matches!(
                        self.text_at(before),
                        "“" | "\"" | "‘" | "«" | "•" | ":" | "-" | "–" | "—"
                    )
            }
        }
    }

    /// Tells whether the word stands where capitals tell nothing.
    pub(super) fn in_headline_case(&self, index: usize) -> bool {
        self.sentence_of(index)
            .is_some_and(|sentence| sentence.headline_case)
    }

    /// The sentence of the word at `index`.
    pub(super) fn sentence_of(&self, index: usize) -> Option<&Sentence> {
        self.sentences.get(self.word(index).sentence as usize)
    }

    /// Tells whether the word begins with a capital letter.
    pub(super) fn is_capital(&self, index: usize) -> bool {
        matches!(
            self.word(index).shape,
            Shape::Capital | Shape::Upper | Shape::Initial
        )
    }

    /// Tells whether the word is the possessive ending or the apostrophe of a plural.
    pub(super) fn is_possessive(&self, index: usize) -> bool {
        let word = self.word(index);
        word.shape == Shape::Ending && self.text_at(index).ends_with(['s', 'S'])
    }

    /// The text from the word `first` to the word `last`.
    pub(super) fn span(&self, first: usize, last: usize) -> TextRange {
        TextRange::new(self.word(first).range.start, self.word(last).range.end)
    }

    /// What the words from `first` to `last` can be as one entry of the list; they must stand one space apart.
    pub(super) fn entry(&self, first: usize, last: usize) -> Kinds {
        let written = self.span(first, last).of(self.text);
        if written.len() > 60 {
            return Kinds::NONE;
        }
        spelled(written, look_up(&folded(written)))
    }
}

/// Where the hyphen stands that parts a place from what is made of it: `Tokyo-based`, `US-led`, `India-Africa`.
fn joined_place(word: &str) -> Option<usize> {
    let (head, rest) = word.split_once('-')?;
    if head.len() > 24 || rest.len() > 24 || !is_latin(word) || rest.contains('-') {
        return None;
    }
    let place = |part: &str| {
        let kinds = kinds(part, shape(part));
        kinds.any(Kinds::PLACE) && !kinds.any(Kinds::FUNCTION)
    };
    let made = rest.starts_with(char::is_lowercase) && rest.len() > 2;
    let squad = |rest: &str| {
        let named = kinds(rest, shape(rest)).any(Kinds::GIVEN);
        named && kinds(head, shape(head)).any(Kinds::COUNTRY)
    };
    let splits = place(head) && (made || place(rest) || squad(rest))
        || place(rest) && matches!(head, "anti" | "pro" | "non" | "ex");
    (splits && kinds(word, Shape::Capital) == Kinds::NONE).then_some(head.len())
}

/// Where the hyphen stands that parts a number from a name: `12-Roe`, as lists of results and of players have it.
fn numbered(word: &str) -> Option<usize> {
    let (head, rest) = word.split_once('-')?;
    let splits = head.len() <= 3
        && head.bytes().all(|byte| byte.is_ascii_digit())
        && rest.len() > 2
        && rest.starts_with(char::is_uppercase);
    splits.then_some(head.len())
}

/// Where the hyphen stands that parts the topic of an agency's headline from its first word: `FOOTBALL-ROE LEAVES`.
fn topic(word: &str) -> Option<usize> {
    let (head, rest) = word.split_once('-')?;
    let upper = |part: &str| part.len() > 2 && !part.chars().any(char::is_lowercase);
    let plain = Kinds::COMMON
        .or(Kinds::ORGANISATION_HEAD)
        .or(Kinds::PLACE_HEAD);
    let splits = head.len() <= 24
        && upper(head)
        && upper(rest)
        && rest.starts_with(char::is_uppercase)
        && (look_up(&folded(head)).any(plain) || TOPICS.contains(&head));
    splits.then_some(head.len())
}

/// Topics of headlines that are no common words of the list.
const TOPICS: &[&str] = &[
    "SOCCER",
    "RUGBY",
    "CRICKET",
    "TENNIS",
    "GOLF",
    "BASEBALL",
    "BASKETBALL",
    "HOCKEY",
    "NHL",
    "NBA",
    "NFL",
    "ATHLETICS",
    "CYCLING",
    "BOXING",
    "SWIMMING",
    "ROWING",
    "SKIING",
    "BADMINTON",
    "SQUASH",
    "VOLLEYBALL",
    "OLYMPICS",
    "FOOTBALL",
    "MOTORCYCLING",
    "ROUNDUP",
    "UPDATE",
    "FEATURE",
    "FOCUS",
    "PROFILE",
    "ADVISORY",
];

fn is_direction(word: &str) -> bool {
    matches!(
        word,
        "North"
            | "South"
            | "East"
            | "West"
            | "Northern"
            | "Southern"
            | "Eastern"
            | "Western"
            | "Central"
            | "Latin"
    )
}

/// What `word` can be as it is written.
fn kinds(word: &str, shape: Shape) -> Kinds {
    if word.len() > 40 || !is_latin(word) {
        return Kinds::NONE;
    }
    let folded = folded(word);
    let mut kinds = look_up(&folded);
    if kinds == Kinds::NONE
        && let Some(stem) = folded.strip_suffix('.')
    {
        kinds = look_up(stem);
    }
    if kinds == Kinds::NONE && is_inflected(&folded) {
        kinds = Kinds::COMMON;
    }
    if shape == Shape::Lower {
        let names = Kinds::PLACE
            .or(Kinds::NAME)
            .or(Kinds::ORGANISATION)
            .or(Kinds::UNSURE_CITY);
        return kinds.without(names).without(Kinds::STATE_SHORT);
    }
    spelled(word, kinds)
}

/// Takes away what a form cannot be in this spelling: an entry for capitals that is not written in them.
fn spelled(written: &str, kinds: Kinds) -> Kinds {
    if !kinds.any(Kinds::CAPITALS) {
        return kinds;
    }
    if written.chars().any(char::is_lowercase) {
        kinds.without(Kinds::PLACE.or(Kinds::ORGANISATION).or(Kinds::STATE_SHORT))
    } else {
        kinds.without(
            Kinds::FUNCTION
                .or(Kinds::COMMON)
                .or(Kinds::NAME)
                .or(Kinds::HONORIFIC),
        )
    }
}

/// Tells whether the word is a form of a common word: `Defends`, `Slammed`.
fn is_inflected(folded: &str) -> bool {
    ["s", "es", "ed", "d", "ing"].iter().any(|ending| {
        let stem = folded.strip_suffix(ending).filter(|stem| stem.len() >= 4);
        stem.map(look_up)
            .is_some_and(|kinds| kinds.any(Kinds::COMMON) && !kinds.any(Kinds::NAME))
    })
}

/// Tells whether the word is the address of a site: `Example.com`.
fn is_address(word: &str) -> bool {
    word.rsplit_once('.')
        .is_some_and(|(site, end)| site.len() > 2 && matches!(end, "com" | "org" | "net"))
}

/// Tells whether the word is made of a name and a common word, and so is none: `Fox-style`, `Oscar-winner`.
fn is_made(word: &str) -> bool {
    word.rsplit_once('-').is_some_and(|(_, end)| {
        end.len() >= 4
            && end.starts_with(|c: char| c.is_ascii_lowercase())
            && look_up(end).any(Kinds::COMMON)
    })
}

fn is_latin(word: &str) -> bool {
    word.is_ascii()
        || word
            .chars()
            .all(|c| !c.is_alphabetic() || c < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&c))
}

fn shape(word: &str) -> Shape {
    if !is_latin(word) || is_made(word) || word.len() > 40 || is_address(word) {
        return Shape::Lower;
    }
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else {
        return Shape::Lower;
    };
    if !first.is_uppercase() || word.starts_with(|c: char| c.is_numeric()) {
        return Shape::Lower;
    }
    let mut upper = true;
    let mut count = 1;
    for letter in letters {
        count += 1;
        upper = upper && !letter.is_lowercase();
    }
    match (count, upper) {
        (1, _) => Shape::Initial,
        (_, true) => Shape::Upper,
        _ => Shape::Capital,
    }
}
