//! An article as bytes.

use crate::model::article::{Article, ArticleId, BLOCK_KINDS, Block, BlockKind};
use crate::model::date::{NewsDate, Relation};
use crate::model::sourced::{Certainty, Origin, Sourced};
use crate::store::codec::{Damaged, Decoder, Encoder, unpack};
use crate::text::date::PartialDay;

/// Writes all of an article but its id, which has a column of its own.
pub(super) fn encode(article: &Article) -> Vec<u8> {
    let mut encoder = Encoder::default();
    encoder.text(&article.text);
    encoder.list(&article.blocks, |encoder, block| {
        encoder.number(kind_number(block.kind));
        encoder.range(block.range);
    });
    encoder.text(&article.source);
    let text = |encoder: &mut Encoder<'_>, text: &String| encoder.text(text);
    let mut encode = |value: Option<&Sourced<String>>| {
        encoder.option(value, |encoder, value| encode_sourced(encoder, value, text));
    };
    encode(article.headline.as_ref());
    encode(article.outlet.as_ref());
    encode(article.agency.as_ref());
    encode(article.url.as_ref());
    encoder.option(article.byline.as_ref(), |encoder, value| {
        encode_sourced(encoder, value, |encoder, names| encoder.list(names, text));
    });
    encoder.option(article.published.as_ref(), |encoder, value| {
        encode_sourced(encoder, value, encode_day);
    });
    encoder.packed_text()
}

/// Reads the article called `id` back.
pub(super) fn decode(id: ArticleId, packed: &[u8]) -> Result<Article, Damaged> {
    let bytes = unpack(packed)?;
    let mut decoder = Decoder::new(&bytes);
    let text = decoder.text()?;
    let blocks = decode_blocks(&mut decoder)?;
    let source = decoder.text()?;
    let mut sourced = || decoder.option(decode_told);
    let (headline, outlet, agency, url) = (sourced()?, sourced()?, sourced()?, sourced()?);
    let byline =
        decoder.option(|decoder| decode_sourced(decoder, |decoder| decoder.list(Decoder::text)))?;
    let published = decoder.option(|decoder| decode_sourced(decoder, decode_day))?;
    decoder.end()?;
    let fits = |block: &Block| text.get(block.range.start..block.range.end).is_some();
    if !blocks.iter().all(fits) {
        return Err(Damaged);
    }
    Ok(Article {
        id,
        source,
        text,
        blocks,
        headline,
        byline,
        outlet,
        agency,
        published,
        url,
    })
}

/// Reads only the text and its blocks, which stand first.
pub(super) fn decode_text(packed: &[u8]) -> Result<(String, Vec<Block>), Damaged> {
    let bytes = unpack(packed)?;
    let mut decoder = Decoder::new(&bytes);
    Ok((decoder.text()?, decode_blocks(&mut decoder)?))
}

fn decode_blocks(decoder: &mut Decoder<'_>) -> Result<Vec<Block>, Damaged> {
    decoder.list(|decoder| {
        let number = decoder.number()?;
        let mut kinds = BLOCK_KINDS.iter().copied();
        Ok(Block {
            kind: kinds
                .find(|&kind| kind_number(kind) == number)
                .ok_or(Damaged)?,
            range: decoder.range()?,
        })
    })
}

/// A date with how it is known, for a column of its own.
pub(super) fn encode_date(date: &Sourced<NewsDate>) -> Vec<u8> {
    let mut encoder = Encoder::default();
    encode_sourced(&mut encoder, date, encode_day);
    encoder.plain()
}

/// Reads the date back.
pub(super) fn decode_date(bytes: &[u8]) -> Result<Sourced<NewsDate>, Damaged> {
    decode_sourced(&mut Decoder::new(bytes), decode_day)
}

fn decode_told(decoder: &mut Decoder<'_>) -> Result<Sourced<String>, Damaged> {
    decode_sourced(decoder, Decoder::text)
}

fn encode_sourced<T>(
    encoder: &mut Encoder<'_>,
    value: &Sourced<T>,
    encode: impl FnOnce(&mut Encoder, &T),
) {
    encode(encoder, &value.value);
    encoder.flag(value.certainty == Certainty::Known);
    match value.origin {
        Origin::FrontMatter { line } => {
            encoder.number(0);
            encoder.number(u64::from(line));
        }
        Origin::Text(range) => {
            encoder.number(1);
            encoder.range(range);
        }
        Origin::Several => encoder.number(2),
        Origin::Story => encoder.number(3),
    }
    encoder.text(&value.because);
}

fn decode_sourced<'a, T>(
    decoder: &mut Decoder<'a>,
    decode: impl FnOnce(&mut Decoder<'a>) -> Result<T, Damaged>,
) -> Result<Sourced<T>, Damaged> {
    Ok(Sourced {
        value: decode(decoder)?,
        certainty: if decoder.flag()? {
            Certainty::Known
        } else {
            Certainty::Inferred
        },
        origin: match decoder.number()? {
            0 => Origin::FrontMatter {
                line: decoder.small()?,
            },
            1 => Origin::Text(decoder.range()?),
            2 => Origin::Several,
            3 => Origin::Story,
            _ => return Err(Damaged),
        },
        because: decoder.text()?,
    })
}

fn encode_day(encoder: &mut Encoder<'_>, date: &NewsDate) {
    encoder.number(match date.relation {
        Relation::On => 0,
        Relation::About => 1,
        Relation::Before => 2,
        Relation::NotBefore => 3,
    });
    encode_partial(encoder, date.first);
    encoder.option(date.last, encode_partial);
    encoder.option(date.weekday, |encoder, day| encoder.signed(i64::from(day)));
    encoder.option(date.minute, |encoder, minute| {
        encoder.number(u64::from(minute));
    });
    encoder.flag(date.year_inferred);
}

fn decode_day(decoder: &mut Decoder<'_>) -> Result<NewsDate, Damaged> {
    Ok(NewsDate {
        relation: match decoder.number()? {
            0 => Relation::On,
            1 => Relation::About,
            2 => Relation::Before,
            3 => Relation::NotBefore,
            _ => return Err(Damaged),
        },
        first: decode_partial(decoder)?,
        last: decoder.option(decode_partial)?,
        weekday: decoder.option(Decoder::small_signed)?,
        minute: decoder.option(Decoder::small)?,
        year_inferred: decoder.flag()?,
    })
}

fn encode_partial(encoder: &mut Encoder<'_>, day: PartialDay) {
    encoder.option(day.year, |encoder, year| encoder.signed(i64::from(year)));
    encoder.option(day.month, |encoder, month| {
        encoder.signed(i64::from(month));
    });
    encoder.option(day.day, |encoder, day| encoder.signed(i64::from(day)));
}

fn decode_partial(decoder: &mut Decoder<'_>) -> Result<PartialDay, Damaged> {
    Ok(PartialDay {
        year: decoder.option(Decoder::small_signed)?,
        month: decoder.option(Decoder::small_signed)?,
        day: decoder.option(Decoder::small_signed)?,
    })
}

/// The number that stands for a kind of block in every library; a number is never given to another kind.
fn kind_number(kind: BlockKind) -> u64 {
    match kind {
        BlockKind::Headline => 0,
        BlockKind::Standfirst => 1,
        BlockKind::Byline => 2,
        BlockKind::Dateline => 3,
        BlockKind::Paragraph => 4,
        BlockKind::Subheading => 5,
        BlockKind::Quotation => 6,
        BlockKind::Caption => 7,
        BlockKind::PhotoCredit => 8,
        BlockKind::AgencyCredit => 9,
        BlockKind::Contributors => 10,
        BlockKind::UpdateNote => 11,
        BlockKind::Navigation => 12,
        BlockKind::RelatedHeadlines => 13,
        BlockKind::Advertisement => 14,
        BlockKind::MachineSummary => 15,
        BlockKind::Given => 16,
    }
}
