//! Pronouns: whom `he` or `she` most likely stands for.
//!
//! Who was spoken of last, and at the head of a sentence, is nearest; with every sentence the others fade, less with one
//! that names nobody. Where two of that gender are about equally near, a pronoun stays open. Its link is never sure, and
//! no actor is made or joined by it.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::link::register::Register;
use crate::link::report::Report;
use crate::link::role::Gender;
use crate::model::actor::{ActorId, ActorKind};
use crate::model::article::BlockKind;
use crate::model::findings::{Mention, MentionForm, Reference};
use crate::model::link::{Link, Reason};
use crate::text::range::TextRange;

/// How much who opens a sentence weighs against who else is in it.
const OPENING: f32 = 1.0;

/// The weight of everybody else in it.
const INSIDE: f32 = 0.6;

/// What a sentence leaves of the weight of those before it.
const FADING: f32 = 0.5;

/// The same for a sentence that names nobody.
const PASSING: f32 = 0.75;

/// More such sentences in a row change nothing: the text speaks of nobody any more.
const PASSED: usize = 6;

/// How much of the smaller of two weights is added to the larger where somebody is named again in the same sentence; in
/// another one it is [`FADING`]. That a sentence says a name twice makes it no more about them.
const REPEATED: f32 = 0.25;

/// What is left of a person of unknown gender beside one who is known to fit.
const UNKNOWN: f32 = 0.7;

/// How near the second may come to the first for a pronoun to stay open.
const TOO_NEAR: f32 = 0.8;

/// No more people than this are near at once.
const NEAREST: usize = 24;

/// Below this weight nobody is near.
const FAINT: f32 = 0.12;

/// A person named at some place of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Named {
    /// Where.
    at: usize,
    /// Where the office or the form of address before it begins.
    lead: usize,
    /// Who.
    actor: ActorId,
}

/// No clause is longer, in bytes.
const CLAUSE_BYTES: usize = 300;

/// Words that begin another clause, in which `him` may be the subject of the first.
const CLAUSE: &[&str] = &[
    " that ", " who ", " but ", " when ", " if ", " as ", " which ",
];

/// Further words that begin a clause in front of its subject.
const SUBORDINATE: &[&str] = &[
    " after",
    " although",
    " because",
    " before",
    " since",
    " though",
    " unless",
    " whether",
    " while",
];

/// Words that part clauses of which one is not what the other says.
const PARTING: &[&str] = &[" and ", " or ", " so ", " than ", " until ", " where "];

/// What is known of who is a man and who a woman.
pub(crate) type Genders = HashMap<ActorId, Gender>;

/// Completes `found`, the links of the descriptions of one article, with those of its pronouns.
pub(crate) fn resolve(
    report: &Report,
    actors: &Register,
    links: &[Link],
    mut found: Vec<Option<Link>>,
    genders: &Genders,
) -> Vec<Option<Link>> {
    let references = &report.findings.references;
    if !references
        .iter()
        .any(|reference| reference.form == MentionForm::Pronoun)
    {
        return found;
    }
    let mut near = Near::new(report, genders);
    let roles = roles(report);
    let mut names = report
        .findings
        .mentions
        .iter()
        .zip(links)
        .filter(|(mention, _)| mention.kind == ActorKind::Person)
        // Who is only named in another's role is not spoken of: `Doe’s envoy, Richard Roe, came. He …`
        .filter(|(mention, _)| !is_inside(&roles, mention.name))
        .map(|(mention, link)| Named {
            at: mention.name.start,
            lead: lead(mention),
            actor: link.actor,
        })
        .peekable();
    for (reference, link) in references.iter().zip(&mut found) {
        while let Some(name) = names.next_if(|name| name.at < reference.range.start) {
            near.name(name);
        }
        if reference.form == MentionForm::Pronoun {
            *link = near.meant(reference).map(|actor| Link {
                actor,
                reason: Arc::new(Reason::PronounFor {
                    full: actors
                        .actor(actor)
                        .map_or_else(String::new, |actor| actor.name.clone()),
                }),
                sure: false,
            });
        }
        if let Some(link) = link.as_ref().filter(|link| {
            let actor = actors.actor(link.actor);
            actor.is_some_and(|actor| actor.kind == ActorKind::Person)
        }) && reference.beside.is_none()
        {
            near.name(Named {
                at: reference.range.start,
                lead: reference.range.start,
                actor: link.actor,
            });
        }
    }
    found
}

/// Where the name begins with what stands before it: `Mr`, `French President`.
fn lead(mention: &Mention) -> usize {
    let role = mention.role.filter(|role| role.end <= mention.name.start);
    role.map_or(mention.form().start, |role| role.start)
}

/// Where the roles of all people stand, in text order.
fn roles(report: &Report) -> Vec<TextRange> {
    let mentions = report.findings.mentions.iter();
    let mut roles: Vec<TextRange> = mentions.filter_map(|mention| mention.role).collect();
    roles.sort_unstable_by_key(|role| role.start);
    roles
}

/// Tells whether one of `roles` holds the `name`.
fn is_inside(roles: &[TextRange], name: TextRange) -> bool {
    let next = roles.partition_point(|role| role.start <= name.start);
    let role = next.checked_sub(1).and_then(|last| roles.get(last));
    role.is_some_and(|role| role.covers(name))
}

/// How near somebody is.
#[derive(Debug, Clone, Copy, Default)]
struct Weight {
    sum: f32,
    /// The number of the sentence, counted from one, that named them last.
    sentence: usize,
}

/// Who is near at one place of an article.
struct Near<'a> {
    report: &'a Report,
    genders: &'a Genders,
    /// The block that was read last, and what it is.
    block: usize,
    /// The sentence that somebody was named in last.
    sentence: usize,
    /// Who opened that sentence.
    opener: Option<Named>,
    /// Who was named in it last.
    latest: Option<Named>,
    weights: BTreeMap<ActorId, Weight>,
}

impl<'a> Near<'a> {
    fn new(report: &'a Report, genders: &'a Genders) -> Self {
        Self {
            report,
            genders,
            block: usize::MAX,
            sentence: usize::MAX,
            opener: None,
            latest: None,
            weights: BTreeMap::new(),
        }
    }

    /// Moves on to `at`: headline and captions speak for themselves, and a sentence that names somebody lets the ones before
    /// fade.
    fn go_to(&mut self, at: usize) {
        let article = &self.report.article;
        let block = article.block_at(at).unwrap_or(0);
        if block != self.block {
            let prose = |block: usize| {
                article.blocks.get(block).is_some_and(|block| {
                    matches!(
                        block.kind,
                        BlockKind::Paragraph | BlockKind::Quotation | BlockKind::Dateline
                    )
                })
            };
            if !prose(block) || !prose(self.block) {
                self.weights.clear();
            }
            self.block = block;
        }
        let sentences = &self.report.findings.sentences;
        let sentence = sentences.partition_point(|sentence| sentence.start <= at);
        if sentence != self.sentence {
            let passed = sentence.saturating_sub(self.sentence.saturating_add(1));
            let left = (0..passed.min(PASSED)).fold(FADING, |left, _| left * PASSING);
            self.sentence = sentence;
            self.opener = None;
            self.latest = None;
            self.weights.retain(|_, weight| {
                weight.sum *= left;
                weight.sum > 0.01
            });
        }
    }

    fn name(&mut self, name: Named) {
        self.go_to(name.at);
        let weight = if self.opener.is_none() {
            OPENING
        } else {
            INSIDE
        };
        self.opener = self.opener.or(Some(name));
        self.latest = Some(name);
        let near = self.weights.entry(name.actor).or_default();
        let again = if near.sentence == self.sentence {
            REPEATED
        } else {
            FADING
        };
        *near = Weight {
            sum: weight.max(near.sum) + near.sum.min(weight) * again,
            sentence: self.sentence,
        };
        if self.weights.len() > NEAREST {
            let others = self
                .weights
                .iter()
                .filter(|(actor, _)| **actor != name.actor);
            let lightest = others.min_by(|(_, a), (_, b)| a.sum.total_cmp(&b.sum));
            if let Some(actor) = lightest.map(|(actor, _)| *actor) {
                self.weights.remove(&actor);
            }
        }
    }

    fn meant(&mut self, pronoun: &Reference) -> Option<ActorId> {
        let written = pronoun.range.of(&self.report.article.text);
        let text = written.to_ascii_lowercase();
        let gender = Gender::of_pronoun(written);
        self.go_to(pronoun.range.start);
        let opener = self.opener.map(|opener| opener.actor);
        let in_clause_of = |named: Named| self.is_one_clause(named, pronoun);
        let one_clause = self.opener.is_some_and(in_clause_of);
        let head = self
            .latest
            .filter(|&latest| self.opens_clause(latest) && in_clause_of(latest));
        let told = head.is_some_and(|head| self.is_told(head, pronoun));
        let head = head.map(|head| head.actor);
        let mut fitting: Vec<(f32, ActorId)> = self
            .weights
            .iter()
            .filter_map(|(&actor, weight)| {
                let known = match self.genders.get(&actor).copied() {
                    Some(other) if other != gender => return None,
                    Some(_) => 1.0,
                    None => UNKNOWN,
                };
                let own = match text.as_str() {
                    "him" if one_clause && opener == Some(actor) => 0.3,
                    "himself" | "herself" if opener == Some(actor) => 2.0,
                    "his" | "her" if head == Some(actor) => 3.0,
                    "he" | "she" if told && head == Some(actor) => 3.0,
                    _ => 1.0,
                };
                Some((weight.sum * known * own, actor))
            })
            .collect();
        fitting.sort_by(|(a, x), (b, y)| b.total_cmp(a).then(x.cmp(y)));
        let &(first, actor) = fitting.first()?;
        let second = fitting.get(1).map_or(0.0, |(weight, _)| *weight);
        (first >= FAINT && second < first * TOO_NEAR).then_some(actor)
    }

    /// Tells whether nothing between the name and the pronoun begins another clause.
    fn is_one_clause(&self, named: Named, pronoun: &Reference) -> bool {
        let range = TextRange::new(named.at, pronoun.range.start);
        let between = range.of(&self.report.article.text);
        between.len() < CLAUSE_BYTES
            && !between.contains(',')
            && !CLAUSE.iter().any(|word| between.contains(word))
    }

    /// Tells whether the pronoun is the subject of what the clause of the name says, with nothing to part them: `Doe has
    /// given no sign he would stay`.
    fn is_told(&self, named: Named, pronoun: &Reference) -> bool {
        let range = TextRange::new(named.at, pronoun.range.start);
        let between = range.of(&self.report.article.text);
        !SUBORDINATE
            .iter()
            .chain(PARTING)
            .any(|word| between.contains(word))
    }

    /// Tells whether a clause inside the sentence begins with the name: `…, though, Doe may …`, `… after Doe had …`.
    fn opens_clause(&self, named: Named) -> bool {
        let text = &self.report.article.text;
        let before = text.get(..named.lead).unwrap_or_default().trim_end();
        before.ends_with(',')
            || CLAUSE
                .iter()
                .chain(SUBORDINATE)
                .any(|word| before.ends_with(word.trim_end()))
    }
}
