//! Numbers and texts as bytes: how the columns of a library that hold more than one value are written.
//!
//! A packed value is one byte that names the encoding, and behind it a zlib stream (RFC 1950), whose checksum tells damage
//! from what was written. Inside, numbers are variable-length (LEB128), seven bits to a byte; positions in a text are told as the way
//! from the one before, which is short and so costs a byte or two. The encoding of a value says nothing of itself: what
//! reads it must know what was written.

use crate::text::range::TextRange;

/// The encoding that this rashomon writes.
const ENCODING: u8 = 1;

/// How hard a value is pressed together: beyond that it costs twice the time for a hundredth of the size.
const EFFORT: u8 = 3;

/// The most that a packed value may unpack to: some four times the largest file that is read.
const LARGEST: usize = 256 << 20;

/// Why bytes cannot be read: damaged, or written by a later rashomon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Damaged;

/// Values on their way into bytes.
#[derive(Debug, Default)]
pub(super) struct Encoder {
    bytes: Vec<u8>,
    /// The byte of the text up to which has been told.
    at: usize,
    /// The words that have been told.
    words: Vec<String>,
}

impl Encoder {
    /// The values as written.
    pub(super) fn plain(self) -> Vec<u8> {
        self.bytes
    }

    /// The values pressed together, with a checksum.
    pub(super) fn packed(self) -> Vec<u8> {
        let mut packed = vec![ENCODING];
        packed.extend(miniz_oxide::deflate::compress_to_vec_zlib(
            &self.bytes,
            EFFORT,
        ));
        packed
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
            self.count(number + 1);
            return;
        }
        self.count(0);
        self.text(word);
        self.words.push(word.to_owned());
    }

    /// A place in the text, told from the one before.
    pub(super) fn range(&mut self, range: TextRange) {
        let start = i64::try_from(range.start).unwrap_or(i64::MAX);
        let at = i64::try_from(self.at).unwrap_or(i64::MAX);
        self.signed(start - at);
        self.count(range.len());
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

/// Unpacks what [`Encoder::packed`] gave.
pub(super) fn unpack(packed: &[u8]) -> Result<Vec<u8>, Damaged> {
    let (&encoding, stream) = packed.split_first().ok_or(Damaged)?;
    if encoding != ENCODING {
        return Err(Damaged);
    }
    miniz_oxide::inflate::decompress_to_vec_zlib_with_limit(stream, LARGEST).map_err(|_| Damaged)
}

/// Values on their way out of bytes.
#[derive(Debug)]
pub(super) struct Decoder<'a> {
    bytes: &'a [u8],
    at: usize,
    words: Vec<String>,
}

impl<'a> Decoder<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            at: 0,
            words: Vec::new(),
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
        let number = self.small::<usize>()?;
        if let Some(number) = number.checked_sub(1) {
            return self.words.get(number).cloned().ok_or(Damaged);
        }
        let word = self.text()?;
        self.words.push(word.clone());
        Ok(word)
    }

    pub(super) fn range(&mut self) -> Result<TextRange, Damaged> {
        let at = i64::try_from(self.at).map_err(|_| Damaged)?;
        let start = at.checked_add(self.signed()?).ok_or(Damaged)?;
        let start = usize::try_from(start).map_err(|_| Damaged)?;
        let end = start.checked_add(self.small()?).ok_or(Damaged)?;
        self.at = end;
        Ok(TextRange::new(start, end))
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
            let mut encoder = Encoder::default();
            encoder.list(&numbers, |encoder, &number| encoder.number(number));
            encoder.list(&signed, |encoder, &number| encoder.signed(number));
            encoder.option(Some(&text), |encoder, text| encoder.text(text));
            encoder.option(None::<&str>, Encoder::text);
            encoder.list(&[text.as_str(), "a", text.as_str(), "a"], |encoder, word| encoder.word(word));
            encoder.list(&ranges, |encoder, &range| encoder.range(range));
            let bytes = unpack(&encoder.packed()).unwrap();
            let mut decoder = Decoder::new(&bytes);
            prop_assert_eq!(decoder.list(Decoder::number).unwrap(), numbers);
            prop_assert_eq!(decoder.list(Decoder::signed).unwrap(), signed);
            prop_assert_eq!(decoder.option(Decoder::text).unwrap(), Some(text.clone()));
            prop_assert_eq!(decoder.option(Decoder::text).unwrap(), None);
            prop_assert_eq!(decoder.list(Decoder::word).unwrap(), [&text, "a", &text, "a"]);
            prop_assert_eq!(decoder.list(Decoder::range).unwrap(), ranges);
            prop_assert_eq!(decoder.end(), Ok(()));
        }

        #[test]
        fn damaged_bytes_are_found_out(text in "[a-z ]{20,200}", at in 1_usize..1000, bit in 0_u32..8) {
            let mut encoder = Encoder::default();
            encoder.text(&text);
            let mut packed = encoder.packed();
            let at = 1 + at % (packed.len() - 1);
            packed[at] ^= 1 << bit;
            let read = unpack(&packed).and_then(|bytes| Decoder::new(&bytes).text());
            // The two header bytes of a zlib stream hold a hint that changes nothing.
            prop_assert!(read.is_err() || read.unwrap() == text);
        }

        #[test]
        fn no_bytes_make_it_fall_over(bytes: Vec<u8>) {
            let mut decoder = Decoder::new(&bytes);
            while decoder.list(Decoder::range).is_ok() && decoder.text().is_ok() {}
            prop_assert!(unpack(&bytes).is_err() || bytes.first() == Some(&ENCODING));
        }
    }
}
