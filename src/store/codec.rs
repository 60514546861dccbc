//! Numbers and texts as bytes: how the columns of a library that hold more than one value are written.
//!
//! A packed value is one byte that names the encoding, its length, a checksum that tells damage from what was written, and
//! behind these a deflate stream (RFC 1951). A text of news is too short to teach the stream its words, so that texts are packed
//! as if a list of such words stood ahead of each ([`ENGLISH`]); that saves a seventh of an English text, and costs one of
//! another language nothing. Inside, numbers are variable-length (LEB128), seven bits to a byte; positions in a text are told as the way
//! from the one before, which is short and so costs a byte or two. The encoding of a value says nothing of itself: what
//! reads it must know what was written.

use std::sync::LazyLock;

use miniz_oxide::DataFormat;
use miniz_oxide::deflate::core::{CompressorOxide, TDEFLFlush, compress_to_output};
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress, inflate_flags};

use crate::text::range::TextRange;

/// The encoding of values by themselves.
const ALONE: u8 = 1;

/// The encoding of texts behind [`ENGLISH`].
const BEHIND_ENGLISH: u8 = 2;

/// Words of news, those that come most often last. Libraries rest on it: it is never changed; another list would be another
/// encoding.
const ENGLISH: &str = include_str!("../../assets/dictionary.txt");

/// How hard a value is pressed together: beyond that next to nothing is saved.
const EFFORT: u8 = 6;

/// The most that a packed value may unpack to: some four times the largest file that is read.
const LARGEST: usize = 256 << 20;

/// Why bytes cannot be read: damaged, or written by a later rashomon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Damaged;

/// How a word is told that is told for the first time: by itself, or by where it stands in the text that both sides have.
const NEW: usize = 0;
const IN_TEXT: usize = 1;

/// Behind these, every other number is that of a word told before, and every other that of a word that both sides know.
const FIRST: usize = 2;

/// Values on their way into bytes.
#[derive(Debug, Default)]
pub(super) struct Encoder<'a> {
    bytes: Vec<u8>,
    /// The byte of the text up to which has been told.
    at: usize,
    /// A text that the decoder will have too.
    text: &'a str,
    /// Words that the decoder will know too.
    known: &'a [&'a str],
    /// The words that have been told.
    words: Vec<String>,
}

impl<'a> Encoder<'a> {
    /// Tells words by where they stand in `text`, if they do.
    pub(super) fn over(text: &'a str) -> Self {
        Self {
            text,
            ..Self::default()
        }
    }

    /// Tells the `known` words by their number. Others can be put behind them later, and nothing else.
    pub(super) fn knowing(known: &'a [&'a str]) -> Self {
        Self {
            known,
            ..Self::default()
        }
    }

    /// The values as written.
    pub(super) fn plain(self) -> Vec<u8> {
        self.bytes
    }

    /// The values pressed together, with a checksum.
    pub(super) fn packed(self) -> Vec<u8> {
        pack(&self.bytes, ALONE)
    }

    /// The same for what is mostly text.
    pub(super) fn packed_text(self) -> Vec<u8> {
        pack(&self.bytes, BEHIND_ENGLISH)
    }

    pub(super) fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.bytes.push(number.to_le_bytes()[0] | 0x80);
            number >>= 7;
        }
        self.bytes.push(number.to_le_bytes()[0]);
    }

    pub(super) fn count(&mut self, count: usize) {
        self.number(count as u64);
    }

    /// Small numbers of either sign.
    pub(super) fn signed(&mut self, number: i64) {
        let folded = (number << 1) ^ (number >> 63);
        self.number(u64::from_ne_bytes(folded.to_ne_bytes()));
    }

    pub(super) fn flag(&mut self, flag: bool) {
        self.number(u64::from(flag));
    }

    pub(super) fn text(&mut self, text: &str) {
        self.count(text.len());
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// A text that is likely to come again: each time but the first it is its number.
    pub(super) fn word(&mut self, word: &str) {
        if let Some(number) = self.words.iter().position(|told| told == word) {
            return self.count(FIRST + 2 * number);
        }
        if let Some(number) = self.known.iter().position(|known| *known == word) {
            return self.count(FIRST + 2 * number + 1);
        }
        if let Some(start) = self.text.find(word) {
            self.count(IN_TEXT);
            self.count(start);
            self.count(word.len());
        } else {
            self.count(NEW);
            self.text(word);
        }
        self.words.push(word.to_owned());
    }

    /// As many places in the text as the decoder asks for: where each begins, seen from the end of the one before, and behind
    /// all of these how long each is. What is alike stands together so, and is pressed the better.
    pub(super) fn ranges(&mut self, ranges: impl Iterator<Item = TextRange> + Clone) {
        let mut at = 0;
        for range in ranges.clone() {
            self.step(at, range.start);
            at = range.end;
        }
        for range in ranges {
            self.count(range.len());
        }
    }

    /// A place near to `at`.
    pub(super) fn near(&mut self, at: usize, range: TextRange) {
        self.step(at, range.start);
        self.count(range.len());
    }

    /// The way from one number to another.
    pub(super) fn step(&mut self, from: usize, to: usize) {
        let whole = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        self.signed(whole(to) - whole(from));
    }

    /// A place in the text, told from the one before.
    pub(super) fn range(&mut self, range: TextRange) {
        self.near(self.at, range);
        self.at = range.end;
    }

    /// Says whether there is one, and if so, writes it.
    pub(super) fn option<T>(&mut self, option: Option<T>, write: impl FnOnce(&mut Self, T)) {
        self.flag(option.is_some());
        if let Some(value) = option {
            write(self, value);
        }
    }

    /// Says how many there are, and writes each.
    pub(super) fn list<T>(&mut self, list: &[T], mut write: impl FnMut(&mut Self, &T)) {
        self.count(list.len());
        for value in list {
            write(self, value);
        }
    }
}

/// By encoding, a deflate stream that has the words ahead behind it.
static PRIMED: LazyLock<[CompressorOxide; 2]> = LazyLock::new(|| {
    [ALONE, BEHIND_ENGLISH].map(|encoding| {
        let mut compressor = CompressorOxide::default();
        compressor.set_format_and_level(DataFormat::Raw, EFFORT);
        if let Some(words) = ahead(encoding).filter(|words| !words.is_empty()) {
            compress_to_output(&mut compressor, words, TDEFLFlush::Sync, |_| true);
        }
        compressor
    })
});

/// What stands ahead of values of an encoding; none where that is not known.
fn ahead(encoding: u8) -> Option<&'static [u8]> {
    match encoding {
        ALONE => Some(&[]),
        BEHIND_ENGLISH => Some(ENGLISH.as_bytes()),
        _ => None,
    }
}

fn pack(bytes: &[u8], encoding: u8) -> Vec<u8> {
    let mut head = Encoder::default();
    head.bytes.push(encoding);
    head.count(bytes.len());
    let mut packed = head.bytes;
    packed.extend(checksum(bytes).to_le_bytes());
    let mut compressor = PRIMED[usize::from(encoding - ALONE)].clone();
    compress_to_output(&mut compressor, bytes, TDEFLFlush::Finish, |piece| {
        packed.extend_from_slice(piece);
        true
    });
    packed
}

/// Unpacks what [`Encoder::packed`] or [`Encoder::packed_text`] gave.
pub(super) fn unpack(packed: &[u8]) -> Result<Vec<u8>, Damaged> {
    let (&encoding, rest) = packed.split_first().ok_or(Damaged)?;
    let words = ahead(encoding).ok_or(Damaged)?;
    let mut head = Decoder::new(rest);
    let length = head.small::<usize>()?;
    let (sum, stream) = head.bytes.split_first_chunk().ok_or(Damaged)?;
    // No stream is pressed to less than a thousandth: a damaged length asks for no more room than that.
    if length > LARGEST.min(stream.len().saturating_mul(MOST)) {
        return Err(Damaged);
    }
    let mut bytes = vec![0; words.len() + length];
    bytes[..words.len()].copy_from_slice(words);
    let flags = inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
    let mut inflater = Box::<DecompressorOxide>::default();
    let (status, read, written) = decompress(&mut inflater, stream, &mut bytes, words.len(), flags);
    if status != TINFLStatus::Done || read != stream.len() || written != length {
        return Err(Damaged);
    }
    bytes.drain(..words.len());
    if checksum(&bytes) != u32::from_le_bytes(*sum) {
        return Err(Damaged);
    }
    Ok(bytes)
}

/// How many times smaller deflate can make anything: one bit for 129 bytes is its best.
const MOST: usize = 1_032;

/// Adler-32, as in RFC 1950.
fn checksum(bytes: &[u8]) -> u32 {
    let (mut sum, mut sums) = (1_u32, 0_u32);
    // So many bytes fit before the sums of sums would overflow.
    for piece in bytes.chunks(5_552) {
        for byte in piece {
            sum += u32::from(*byte);
            sums += sum;
        }
        sum %= 65_521;
        sums %= 65_521;
    }
    sums << 16 | sum
}

/// Values on their way out of bytes.
#[derive(Debug)]
pub(super) struct Decoder<'a> {
    bytes: &'a [u8],
    at: usize,
    text: &'a str,
    known: &'a [&'a str],
    words: Vec<String>,
}

impl<'a> Decoder<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            at: 0,
            text: "",
            known: &[],
            words: Vec::new(),
        }
    }

    /// Reads what was told over a text.
    pub(super) fn over(bytes: &'a [u8], text: &'a str) -> Self {
        Self {
            text,
            ..Self::new(bytes)
        }
    }

    /// Reads what was told to one that knows words.
    pub(super) fn knowing(bytes: &'a [u8], known: &'a [&'a str]) -> Self {
        Self {
            known,
            ..Self::new(bytes)
        }
    }

    pub(super) fn number(&mut self) -> Result<u64, Damaged> {
        let mut number = 0_u64;
        for shift in (0..64).step_by(7) {
            let (&byte, rest) = self.bytes.split_first().ok_or(Damaged)?;
            self.bytes = rest;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(Damaged)
    }

    pub(super) fn small<T: TryFrom<u64>>(&mut self) -> Result<T, Damaged> {
        T::try_from(self.number()?).map_err(|_| Damaged)
    }

    pub(super) fn signed(&mut self) -> Result<i64, Damaged> {
        let number = self.number()?;
        let half = i64::try_from(number >> 1).map_err(|_| Damaged)?;
        Ok(if number & 1 == 0 { half } else { -half - 1 })
    }

    pub(super) fn small_signed<T: TryFrom<i64>>(&mut self) -> Result<T, Damaged> {
        T::try_from(self.signed()?).map_err(|_| Damaged)
    }

    pub(super) fn flag(&mut self) -> Result<bool, Damaged> {
        match self.number()? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(Damaged),
        }
    }

    pub(super) fn text(&mut self) -> Result<String, Damaged> {
        let length = self.small::<usize>()?;
        let (text, rest) = self.bytes.split_at_checked(length).ok_or(Damaged)?;
        self.bytes = rest;
        String::from_utf8(text.to_vec()).map_err(|_| Damaged)
    }

    pub(super) fn word(&mut self) -> Result<String, Damaged> {
        let word = match self.small::<usize>()? {
            NEW => self.text()?,
            IN_TEXT => {
                let start = self.small::<usize>()?;
                let end = start.checked_add(self.small()?).ok_or(Damaged)?;
                self.text.get(start..end).ok_or(Damaged)?.to_owned()
            }
            number if number % 2 == FIRST % 2 => {
                let told = self.words.get((number - FIRST) / 2);
                return told.cloned().ok_or(Damaged);
            }
            number => {
                let known = self.known.get((number - FIRST) / 2).ok_or(Damaged)?;
                return Ok((*known).to_owned());
            }
        };
        self.words.push(word.clone());
        Ok(word)
    }

    /// So many places, as [`Encoder::ranges`] writes them.
    pub(super) fn ranges(&mut self, count: usize) -> Result<Vec<TextRange>, Damaged> {
        // The way to each is told before the length of any, which must be known to go it.
        let steps = (0..count).map(|_| self.signed());
        let steps: Vec<i64> = steps.collect::<Result<_, _>>()?;
        let mut at = 0;
        let range = |step| {
            let start = forward(at, step)?;
            at = start.checked_add(self.small()?).ok_or(Damaged)?;
            Ok(TextRange::new(start, at))
        };
        steps.into_iter().map(range).collect()
    }

    /// A place near to `at`.
    pub(super) fn near(&mut self, at: usize) -> Result<TextRange, Damaged> {
        let start = self.step(at)?;
        let end = start.checked_add(self.small()?).ok_or(Damaged)?;
        Ok(TextRange::new(start, end))
    }

    /// The number to which a way leads.
    pub(super) fn step(&mut self, from: usize) -> Result<usize, Damaged> {
        let step = self.signed()?;
        forward(from, step)
    }

    pub(super) fn range(&mut self) -> Result<TextRange, Damaged> {
        let range = self.near(self.at)?;
        self.at = range.end;
        Ok(range)
    }

    pub(super) fn option<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, Damaged>,
    ) -> Result<Option<T>, Damaged> {
        if self.flag()? {
            read(self).map(Some)
        } else {
            Ok(None)
        }
    }

    pub(super) fn list<T>(
        &mut self,
        mut read: impl FnMut(&mut Self) -> Result<T, Damaged>,
    ) -> Result<Vec<T>, Damaged> {
        let count = self.small::<usize>()?;
        // Every value has at least a byte, so that a damaged count asks for no more room than there is.
        let mut list = Vec::with_capacity(count.min(self.bytes.len()));
        for _ in 0..count {
            list.push(read(self)?);
        }
        Ok(list)
    }

    /// Tells whether all has been read.
    pub(super) fn end(&self) -> Result<(), Damaged> {
        if self.bytes.is_empty() {
            Ok(())
        } else {
            Err(Damaged)
        }
    }
}

/// The number to which a step leads.
fn forward(from: usize, step: i64) -> Result<usize, Damaged> {
    let step = isize::try_from(step).map_err(|_| Damaged)?;
    from.checked_add_signed(step).ok_or(Damaged)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn values_come_back(numbers: Vec<u64>, signed: Vec<i64>, text: String, ranges: Vec<(u32, u16)>) {
            let ranges: Vec<TextRange> = ranges
                .into_iter()
                .map(|(start, length)| TextRange::new(start as usize, start as usize + usize::from(length)))
                .collect();
            let known = ["known", "a"];
            let mut encoder = Encoder {
                text: &text,
                known: &known,
                ..Encoder::default()
            };
            encoder.list(&numbers, |encoder, &number| encoder.number(number));
            encoder.list(&signed, |encoder, &number| encoder.signed(number));
            encoder.option(Some(&text), |encoder, text| encoder.text(text));
            encoder.option(None::<&str>, Encoder::text);
            let words = [text.as_str(), "a", text.as_str(), "a", "Ω", "known", "Ω", text.as_str()];
            encoder.list(&words, |encoder, word| encoder.word(word));
            encoder.list(&ranges, |encoder, &range| encoder.range(range));
            encoder.ranges(ranges.iter().copied());
            let bytes = unpack(&encoder.packed()).unwrap();
            let mut decoder = Decoder {
                text: &text,
                known: &known,
                ..Decoder::new(&bytes)
            };
            prop_assert_eq!(decoder.list(Decoder::number).unwrap(), numbers);
            prop_assert_eq!(decoder.list(Decoder::signed).unwrap(), signed);
            prop_assert_eq!(decoder.option(Decoder::text).unwrap(), Some(text.clone()));
            prop_assert_eq!(decoder.option(Decoder::text).unwrap(), None);
            prop_assert_eq!(decoder.list(Decoder::word).unwrap(), words);
            prop_assert_eq!(decoder.list(Decoder::range).unwrap(), &ranges[..]);
            prop_assert_eq!(decoder.ranges(ranges.len()).unwrap(), ranges);
            prop_assert_eq!(decoder.end(), Ok(()));
        }

        #[test]
        fn texts_come_back(bytes: Vec<u8>, times in 1_usize..300) {
            let bytes = bytes.repeat(times);
            for encoding in [ALONE, BEHIND_ENGLISH] {
                prop_assert_eq!(unpack(&pack(&bytes, encoding)), Ok(bytes.clone()));
            }
        }

        #[test]
        fn damaged_bytes_are_found_out(text in "[a-z ]{20,200}", at in 1_usize..1000, bit in 0_u32..8) {
            let mut encoder = Encoder::default();
            encoder.text(&text);
            let mut packed = encoder.packed_text();
            let at = at % packed.len();
            packed[at] ^= 1 << bit;
            let read = unpack(&packed).and_then(|bytes| Decoder::new(&bytes).text());
            // The last byte of a stream may have bits that mean nothing.
            prop_assert!(read.is_err() || read.unwrap() == text);
        }

        #[test]
        fn no_bytes_make_it_fall_over(bytes: Vec<u8>) {
            let mut decoder = Decoder::new(&bytes);
            while decoder.list(Decoder::range).is_ok() && decoder.text().is_ok() {}
            prop_assert!(unpack(&bytes).is_err() || ahead(bytes[0]).is_some());
        }
    }
}
