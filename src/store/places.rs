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
    for place in places {
        let loose = if place.loose { LOOSE } else { 0 };
        let unsure = if place.sure { 0 } else { UNSURE };
        encoder.number(place.part_bit().cast_unsigned() | loose | unsure);
        encoder.range(place.range);
    }
    encoder.plain()
}

pub(super) fn decode(bytes: &[u8]) -> Result<Vec<Place>, Damaged> {
    let mut decoder = Decoder::new(bytes);
    let mut places = Vec::new();
    while decoder.end().is_err() {
        let kind = decoder.number()?;
        places.push(Place {
            range: decoder.range()?,
            part: part(kind.cast_signed()),
            loose: kind & LOOSE != 0,
            sure: kind & UNSURE == 0,
        });
    }
    Ok(places)
}
