//! A side as sentences of terms.
//!
//! A term is a word without its ending, or what stands for it whatever its wording: an actor, a day, a figure. So `the
//! Ukrainian president` and `Zelensky`, `15-year` and `fifteen years`, `Tuesday` and `Jan 6` are one term each.

use std::collections::HashMap;

use crate::compare::claim;
use crate::compare::day::{Day, days};
use crate::compare::side::{Side, Span, Standing};
use crate::model::actor::{ActorId, ActorKind};
use crate::model::article::BlockKind;
use crate::model::comparison::Passage;
use crate::model::findings::MentionForm;
use crate::model::quote::Speaker;
use crate::text::figure::{Figure, Unit, cut_at_hyphens, figures};
use crate::text::range::TextRange;
use crate::text::stem::{cut_endings, fold_into, is_function};
use crate::text::token::{Token, TokenKind, tokens};

/// Longer words are no words, and as many letters of them are enough to tell them apart.
const LONGEST_WORD: usize = 64;

/// More figures, days or actors of one sentence are not compared: nothing that has them is one statement.
const DETAILS: usize = 64;

/// The number of a term; terms of both sides are numbered together.
pub(super) type Term = u32;

/// What stands behind a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Thing {
    Actor(ActorId),
    Day(Option<i8>, Option<i8>, Option<i16>),
    Weekday(i8),
    Figure(Unit, i64),
}

/// What is known of a word.
#[derive(Debug, Clone, Copy)]
struct Word {
    term: Term,
    /// Whether a mark of strength may begin with it.
    begins_mark: bool,
}

/// All terms of a comparison.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    /// By stem; function words as they are.
    words: HashMap<String, Term>,
    /// By word as it is written, folded, so that each is stemmed once.
    read: HashMap<String, Word>,
    things: HashMap<Thing, Term>,
    /// By actor: the last word of the first name of it that was read.
    last_names: HashMap<ActorId, Term>,
    /// By term: whether it tells something.
    content: Vec<bool>,
}

impl Vocabulary {
    /// How many terms there are.
    pub(super) fn len(&self) -> usize {
        self.content.len()
    }

    /// Tells whether the term is more than a function word.
    pub(super) fn tells(&self, term: Term) -> bool {
        self.content.get(term as usize).copied().unwrap_or(false)
    }

    fn word(&mut self, folded: &mut String) -> Word {
        if let Some(word) = self.read.get(folded.as_str()) {
            return *word;
        }
        let written = folded.clone();
        let tells = !is_function(folded);
        if tells {
            cut_endings(folded);
        }
        let known = self.words.get(folded.as_str()).copied();
        let term = known.unwrap_or_else(|| {
            let term = self.add(tells);
            self.words.insert(folded.clone(), term);
            term
        });
        let begins_mark = claim::begins(&written);
        let word = Word { term, begins_mark };
        self.read.insert(written, word);
        word
    }

    fn thing(&mut self, thing: Thing) -> Term {
        if let Some(term) = self.things.get(&thing) {
            return *term;
        }
        let term = self.add(true);
        self.things.insert(thing, term);
        term
    }

    fn add(&mut self, tells: bool) -> Term {
        let term = Term::try_from(self.content.len()).unwrap_or(Term::MAX);
        self.content.push(tells);
        term
    }
}

/// A term and the words that it is made of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placed {
    pub(super) term: Term,
    pub(super) range: TextRange,
    /// Whether it is part of a name, or of the office that goes with one.
    pub(super) of_name: bool,
}

/// A figure of a sentence, with the term of what it counts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Amount {
    pub(super) figure: Figure,
    pub(super) noun: Option<Term>,
}

/// A sentence as what it says.
#[derive(Debug, Default)]
pub(super) struct Sentence {
    /// Its terms in order, function words included; an actor is one term.
    pub(super) terms: Vec<Placed>,
    /// The same with the words of names and descriptions as they are written.
    pub(super) written: Vec<Placed>,
    /// The actors whom it names or describes, and who says what stands in it, each once.
    pub(super) meant: Vec<Term>,
    pub(super) figures: Vec<Amount>,
    pub(super) days: Vec<Day>,
    /// Whom and what it names or means, in order.
    pub(super) actors: Vec<Span>,
    /// The people among them, sorted, each once.
    pub(super) people: Vec<ActorId>,
    /// Who says what stands in it, where it is somebody's words.
    pub(super) source: Option<Source>,
    /// Where the words end with which a mark of strength may begin.
    pub(super) marks: Vec<usize>,
    /// Its terms, put in order once for all sentences with which it is compared.
    pub(super) gist: Gist,
}

/// More terms of a sentence are not compared: nothing that long is one statement.
const READ: usize = 256;

/// The terms of a sentence in the orders in which two sentences are compared.
#[derive(Debug, Default)]
pub(super) struct Gist {
    /// As they are written.
    pub(super) written: Vec<Term>,
    /// The same, sorted.
    pub(super) sorted: Vec<Term>,
    /// All two that stand next to each other, sorted.
    pub(super) pairs: Vec<(Term, Term)>,
    /// Those that tell something and are of no name, sorted, each once.
    pub(super) plain: Vec<Term>,
    /// Those that tell something, an actor being one, with the place where each stands first; sorted.
    pub(super) telling: Vec<(Term, TextRange)>,
}

impl Gist {
    fn new(sentence: &Sentence, vocabulary: &Vocabulary) -> Self {
        let written = sentence.written.iter().take(READ);
        let written: Vec<Term> = written.map(|placed| placed.term).collect();
        let mut sorted = written.clone();
        sorted.sort_unstable();
        let mut pairs: Vec<(Term, Term)> = written.windows(2).map(|two| (two[0], two[1])).collect();
        pairs.sort_unstable();
        let plain = sentence.written.iter();
        let plain = plain.filter(|placed| !placed.of_name && vocabulary.tells(placed.term));
        let mut plain: Vec<Term> = plain.map(|placed| placed.term).collect();
        plain.sort_unstable();
        plain.dedup();
        let telling = sentence.terms.iter().take(READ);
        let telling = telling.filter(|placed| vocabulary.tells(placed.term));
        let mut telling: Vec<(Term, TextRange)> =
            telling.map(|placed| (placed.term, placed.range)).collect();
        telling.sort_unstable();
        telling.dedup_by_key(|(term, _)| *term);
        Self {
            written,
            sorted,
            pairs,
            plain,
            telling,
        }
    }
}

/// Who says something.
#[derive(Debug, Default)]
pub(super) struct Source {
    /// The actor, where it is known.
    pub(super) actor: Option<ActorId>,
    /// The telling words of the description, where it is not.
    pub(super) words: Vec<Term>,
}

/// A side as sentences.
#[derive(Debug)]
pub(super) struct Reading<'a> {
    pub(super) side: Side<'a>,
    pub(super) passages: Vec<Passage>,
    /// By passage.
    pub(super) sentences: Vec<Sentence>,
    /// All words that stand for actors in the article.
    pub(super) spans: Vec<Span>,
}

impl<'a> Reading<'a> {
    /// Reads the sentences of `side`, in time linear in its text.
    pub(super) fn new(side: Side<'a>, vocabulary: &mut Vocabulary) -> Self {
        let spans = side.spans();
        let mut reading = Self {
            side,
            passages: passages(side),
            sentences: Vec::new(),
            spans: Vec::new(),
        };
        let people = people(side);
        let roles = roles(side);
        let mut speakers = Speakers::new(side);
        let mut word = String::new();
        for passage in &reading.passages {
            let from = spans.partition_point(|span| span.range.end <= passage.range.start);
            let to = spans.partition_point(|span| span.range.start < passage.range.end);
            let here = spans.get(from..to).unwrap_or(&[]);
            let mut sentence = sentence(side, passage.range, here, &roles, vocabulary, &mut word);
            sentence.people = sentence.actors.iter().map(|span| span.actor).collect();
            sentence.people.sort_unstable();
            sentence.people.dedup();
            sentence
                .people
                .retain(|actor| people.binary_search(actor).is_ok());
            let described =
                |span: &&Span| span.standing != Standing::Reference(MentionForm::Pronoun);
            let named = sentence
                .actors
                .iter()
                .filter(described)
                .map(|span| span.actor);
            sentence.source = speakers.of(passage.range, vocabulary);
            let speaker = sentence.source.as_ref().and_then(|source| source.actor);
            let mut meant: Vec<ActorId> = named.chain(speaker).collect();
            meant.sort_unstable();
            meant.dedup();
            sentence.meant = meant
                .into_iter()
                .map(|actor| vocabulary.thing(Thing::Actor(actor)))
                .collect();
            reading.sentences.push(sentence);
        }
        reading.spans = spans;
        reading
    }
}

/// The sentences that are compared.
fn passages(side: Side<'_>) -> Vec<Passage> {
    let sentences = side.findings.sentences.iter();
    sentences
        .filter_map(|&range| {
            let kind = side.article.kind_at(range.start)?;
            let told =
                kind == BlockKind::Caption || (kind.is_prose() && kind != BlockKind::Dateline);
            (told && !range.is_empty()).then_some(Passage { range, kind })
        })
        .collect()
}

/// The offices and relations that stand with names, in order and without overlap.
fn roles(side: Side<'_>) -> Vec<TextRange> {
    let mentions = side.findings.mentions.iter();
    let mut roles: Vec<TextRange> = mentions.filter_map(|mention| mention.role).collect();
    roles.sort_unstable();
    let mut end = 0;
    roles.retain(|role| {
        let free = role.start >= end;
        end = end.max(role.end);
        free
    });
    roles
}

/// The actors that are named as people, sorted.
fn people(side: Side<'_>) -> Vec<ActorId> {
    let named = side.named();
    let mut people: Vec<ActorId> = named
        .filter(|(mention, _)| mention.kind == ActorKind::Person)
        .map(|(_, actor)| actor)
        .collect();
    people.sort_unstable();
    people.dedup();
    people
}

/// Who speaks where; asked in text order.
struct Speakers<'a> {
    side: Side<'a>,
    next: usize,
}

impl<'a> Speakers<'a> {
    fn new(side: Side<'a>) -> Self {
        Self { side, next: 0 }
    }

    /// Who says the first quotation in `range` of which that is known.
    fn of(&mut self, range: TextRange, vocabulary: &mut Vocabulary) -> Option<Source> {
        let quotes = &self.side.findings.quotes;
        while quotes
            .get(self.next)
            .is_some_and(|quote| quote.range.end <= range.start)
        {
            self.next += 1;
        }
        let here = quotes.iter().skip(self.next);
        let here = here
            .take_while(|quote| quote.range.start < range.end)
            .filter(|quote| quote.range.overlaps(range));
        if let Some(actor) = here.clone().find_map(|quote| self.side.speaker(quote)) {
            let actor = Some(actor);
            return Some(Source {
                actor,
                words: Vec::new(),
            });
        }
        let described = here.clone().find_map(|quote| match quote.speaker? {
            Speaker::Description(range) | Speaker::Anonymous(range) => Some(range),
            Speaker::Mention(_) | Speaker::Together(..) | Speaker::Pronoun(_) => None,
        })?;
        let mut word = String::new();
        let words = described.of(self.side.text()).split_whitespace();
        let terms = words.map(|raw| {
            fold_into(raw.trim_matches(|c: char| !c.is_alphanumeric()), &mut word);
            vocabulary.word(&mut word).term
        });
        let terms: Vec<Term> = terms.collect();
        Some(Source {
            actor: None,
            words: terms
                .into_iter()
                .filter(|term| vocabulary.tells(*term))
                .collect(),
        })
    }
}

/// What replaces the words of a stretch of a sentence by one term.
struct Whole {
    range: TextRange,
    thing: Thing,
}

fn sentence(
    side: Side<'_>,
    range: TextRange,
    spans: &[Span],
    roles: &[TextRange],
    vocabulary: &mut Vocabulary,
    word: &mut String,
) -> Sentence {
    let text = side.text();
    let written = range.of(text);
    let words: Vec<Token> = cut_at_hyphens(written, &tokens(written))
        .into_iter()
        .map(|token| Token {
            range: token.range.shifted(range.start),
            ..token
        })
        .collect();
    let days = days(text, range, side.date);
    let mut figures = figures(text, &words);
    figures.retain(|figure| {
        !overlapped(&days, |day| day.range, figure.range)
            && !overlapped(spans, |span| span.range, figure.range)
    });
    let mut sentence = Sentence {
        terms: Vec::with_capacity(words.len()),
        ..Sentence::default()
    };
    let wholes = wholes(spans, &days, &figures);
    let mut wholes = wholes.iter().peekable();
    for token in &words {
        while wholes
            .next_if(|whole| whole.range.end <= token.range.start)
            .is_some()
        {}
        let whole = wholes
            .peek()
            .filter(|whole| whole.range.overlaps(token.range));
        if let Some(whole) = whole
            && sentence
                .terms
                .last()
                .is_none_or(|last| last.range != whole.range)
        {
            let term = vocabulary.thing(whole.thing);
            sentence.terms.push(Placed {
                term,
                range: whole.range,
                of_name: matches!(whole.thing, Thing::Actor(_)),
            });
            if !matches!(whole.thing, Thing::Actor(_)) {
                sentence.written.push(Placed {
                    term,
                    range: whole.range,
                    of_name: false,
                });
            }
        }
        let replaced = whole.is_some_and(|whole| !matches!(whole.thing, Thing::Actor(_)));
        let Some(word) = (!replaced)
            .then(|| word_of(token, text, vocabulary, word))
            .flatten()
        else {
            continue;
        };
        if word.begins_mark {
            sentence.marks.push(token.range.end);
        }
        let placed = Placed {
            term: word.term,
            range: token.range,
            of_name: whole.is_some() || overlapped(roles, |role| *role, token.range),
        };
        sentence.written.push(placed);
        if whole.is_none() {
            sentence.terms.push(placed);
        }
    }
    use_last_names(&mut sentence.written, spans, vocabulary);
    figures.truncate(DETAILS);
    sentence.figures = amounts(figures, &sentence.terms, vocabulary);
    sentence.days = days.into_iter().take(DETAILS).collect();
    sentence.actors = spans.iter().take(DETAILS).copied().collect();
    sentence.gist = Gist::new(&sentence, vocabulary);
    sentence
}

/// Tells whether `range` overlaps one of `others`, which are in order and do not overlap each other.
fn overlapped<T>(others: &[T], range_of: impl Fn(&T) -> TextRange, range: TextRange) -> bool {
    let next = others.partition_point(|other| range_of(other).end <= range.start);
    others
        .get(next)
        .is_some_and(|other| range_of(other).overlaps(range))
}

/// Lets the last word of every name be that of the name by which its actor was met first: however outlets spell or
/// shorten a name, it is one word then.
fn use_last_names(written: &mut [Placed], spans: &[Span], vocabulary: &mut Vocabulary) {
    for span in spans {
        if !matches!(span.standing, Standing::Name(_)) {
            continue;
        }
        let end = written.partition_point(|placed| placed.range.start < span.range.end);
        let last = end.checked_sub(1).and_then(|last| written.get_mut(last));
        if let Some(last) = last.filter(|last| span.range.covers(last.range)) {
            last.term = *vocabulary.last_names.entry(span.actor).or_insert(last.term);
        }
    }
}

/// What is known of a word; of punctuation and possessive endings nothing.
fn word_of(
    token: &Token,
    text: &str,
    vocabulary: &mut Vocabulary,
    word: &mut String,
) -> Option<Word> {
    if token.kind == TokenKind::Mark
        || (token.kind == TokenKind::Ending && is_possessive(token, text))
    {
        return None;
    }
    let raw = token.range.of(text);
    let cut = raw
        .char_indices()
        .nth(LONGEST_WORD)
        .map_or(raw.len(), |(at, _)| at);
    fold_into(raw.get(..cut).unwrap_or(raw), word);
    (!word.is_empty()).then(|| vocabulary.word(word))
}

fn is_possessive(token: &Token, text: &str) -> bool {
    token.range.of(text).ends_with(['s', 'S'])
}

/// Actors, days and figures in text order; of two that overlap, the first.
fn wholes(spans: &[Span], days: &[Day], figures: &[Figure]) -> Vec<Whole> {
    let spans = spans.iter().map(|span| Whole {
        range: span.range,
        thing: Thing::Actor(span.actor),
    });
    let days = days.iter().map(|day| Whole {
        range: day.range,
        thing: day_thing(day),
    });
    let figures = figures.iter().map(|figure| Whole {
        range: figure.range,
        thing: Thing::Figure(figure.unit, rounded(figure.value)),
    });
    let mut wholes: Vec<Whole> = spans.chain(days).chain(figures).collect();
    wholes.sort_by_key(|whole| whole.range.start);
    let mut end = 0;
    wholes.retain(|whole| {
        let free = whole.range.start >= end;
        end = end.max(whole.range.end);
        free
    });
    wholes
}

/// The year goes with a day unsaid too often to be part of what is compared first.
fn day_thing(day: &Day) -> Thing {
    match (day.weekday, day.known.month) {
        (Some(weekday), _) => Thing::Weekday(weekday),
        (None, Some(month)) => Thing::Day(Some(month), day.known.day, None),
        (None, None) => Thing::Day(None, None, day.known.year),
    }
}

/// A value to two digits, as a number that can be looked up.
fn rounded(value: f64) -> i64 {
    if value == 0.0 {
        return 0;
    }
    let power = value.abs().log10().floor();
    let digits = (value / 10f64.powf(power - 1.0)).round();
    // Two digits and a power of ten between -400 and 400 fit by far.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "two digits and a power of ten"
    )]
    let number = (digits + power * 1_000.0) as i64;
    number
}

/// The figures with what they count: the next word that tells something.
fn amounts(figures: Vec<Figure>, terms: &[Placed], vocabulary: &Vocabulary) -> Vec<Amount> {
    figures
        .into_iter()
        .map(|figure| {
            let behind = terms.partition_point(|placed| placed.range.start < figure.range.end);
            let noun = terms.iter().skip(behind).take(2);
            let noun = noun
                .map(|placed| placed.term)
                .find(|term| vocabulary.tells(*term));
            Amount { figure, noun }
        })
        .collect()
}
