//! The places of one actor in one article as bytes.

use crate::model::query::Part;
use crate::store::codec::{Damaged, Decoder, Encoder};
use crate::store::parts::{bit, part};
use crate::text::range::TextRange;

/// Beside the bits of the part: a description rather than a name, or what is told in the words of the article.
const LOOSE: u64 = 8;

/// The same: rashomon would not bet on it.
const UNSURE: u64 = 16;

/// Where an actor stands, or what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) range: TextRange,
    /// Its index among the mentions, references or quotations of the findings.
    pub(super) index: usize,
    /// The part of the article; none where that is page furniture.
    pub(super) part: Option<Part>,
    /// A description rather than a name; of sayings, told in the words of the article.
    pub(super) loose: bool,
    pub(super) sure: bool,
}

impl Place {
    pub(super) fn part_bit(&self) -> i64 {
        self.part.map_or(0, bit)
    }
}

pub(super) fn encode(places: &[Place]) -> Vec<u8> {
    let mut encoder = Encoder::default();
    let mut ahead = Ahead::default();
    for place in places {
        let loose = if place.loose { LOOSE } else { 0 };
        let unsure = if place.sure { 0 } else { UNSURE };
        encoder.number(place.part_bit().cast_unsigned() | loose | unsure);
        encoder.step(*ahead.of(place.loose), place.index);
        *ahead.of(place.loose) = place.index;
        encoder.range(place.range);
    }
    encoder.plain()
}

/// The indices ahead, of names and of descriptions: one is told as the way from the one before.
#[derive(Default)]
struct Ahead {
    strict: usize,
    loose: usize,
}

impl Ahead {
    fn of(&mut self, loose: bool) -> &mut usize {
        if loose {
            &mut self.loose
        } else {
            &mut self.strict
        }
    }
}

pub(super) fn decode(bytes: &[u8]) -> Result<Vec<Place>, Damaged> {
    let mut decoder = Decoder::new(bytes);
    let mut places = Vec::new();
    let mut ahead = Ahead::default();
    while decoder.end().is_err() {
        let kind = decoder.number()?;
        let loose = kind & LOOSE != 0;
        let index = decoder.step(*ahead.of(loose))?;
        *ahead.of(loose) = index;
        places.push(Place {
            index,
            range: decoder.range()?,
            part: part(kind.cast_signed()),
            loose,
            sure: kind & UNSURE == 0,
        });
    }
    Ok(places)
}

/// How many places there are; of damaged bytes, as many as can be read.
pub(super) fn count(bytes: &[u8]) -> usize {
    heads(bytes).count()
}

/// The bits of all parts in which there are places.
pub(super) fn parts(bytes: &[u8]) -> i64 {
    let heads = heads(bytes).fold(0, |bits, head| bits | head);
    (heads & (LOOSE - 1)).cast_signed()
}

/// What stands ahead of each place.
fn heads(bytes: &[u8]) -> impl Iterator<Item = u64> {
    let mut decoder = Decoder::new(bytes);
    std::iter::from_fn(move || {
        let [head, index, start, length] = std::array::from_fn(|_| decoder.number());
        (index.is_ok() && start.is_ok() && length.is_ok()).then_some(head.ok()?)
    })
}
