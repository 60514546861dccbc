//! What the tagger looks at: each word and its surroundings as a few dozen numbers of rows in the table of weights.
//!
//! Training and tagging share this file, so that both see the same. A feature is a template and the one or two things
//! that fill it, hashed to the number of a row; two features may share a row by chance, which training takes into account.

use super::seen;
use super::sign::{Sign, Signs};

/// How many rows the table has, as a power of two.
pub(super) const ROW_BITS: u32 = 17;

/// How many rows the table has.
pub(super) const ROWS: usize = 1 << ROW_BITS;

/// The most features that one word has; the sum of as many 8-bit weights fits 16 bits.
pub(super) const MOST: usize = 160;

/// Where the number of the template stands in an entry of [`Rows`]; the row's own number is below.
pub(super) const TEMPLATE_SHIFT: u32 = 24;

/// The rows of one word, each with the number of its template.
pub(super) struct Rows {
    rows: [u32; MOST],
    count: usize,
}

impl Rows {
    /// No rows yet.
    pub(super) fn new() -> Self {
        Self {
            rows: [0; MOST],
            count: 0,
        }
    }

    /// The rows added so far.
    pub(super) fn as_slice(&self) -> &[u32] {
        &self.rows[..self.count]
    }

    fn add(&mut self, template: u32, first: u32, second: u32) {
        if let Some(slot) = self.rows.get_mut(self.count) {
            *slot = template << TEMPLATE_SHIFT | row(template, first, second);
            self.count += 1;
        }
    }
}

/// The row of a template filled with two numbers.
fn row(template: u32, first: u32, second: u32) -> u32 {
    let both = u64::from(first) << 32 | u64::from(second);
    let mixed = (both ^ u64::from(template).wrapping_mul(0x9e37_79b9_7f4a_7c15))
        .wrapping_mul(0xd6e8_feb8_6659_fd93);
    let mixed = (mixed ^ (mixed >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    u32::try_from(mixed >> (64 - ROW_BITS)).unwrap_or(0)
}

/// The rows of the word at `index`, in a fixed order.
pub(super) fn rows(signs: &Signs, index: usize) -> Rows {
    let mut rows = Rows::new();
    let own = signs.at(index, 0);
    let (back, before) = (signs.at(index, -2), signs.at(index, -1));
    let (behind, ahead) = (signs.at(index, 1), signs.at(index, 2));
    words(&mut rows, own, (back, before), (behind, ahead));
    lists(&mut rows, own, (back, before), (behind, ahead));
    drafts(&mut rows, own, before, behind);
    runs(&mut rows, signs, index, own);
    rows
}

/// The run of capitals around the word: how long it is, what closes it, what stands before and behind it.
fn runs(rows: &mut Rows, signs: &Signs, index: usize, own: &Sign) {
    let position = u32::try_from(index).unwrap_or(u32::MAX);
    for (template, (first, last)) in [(100, own.run), (110, own.span)] {
        let place =
            (position.saturating_sub(first)).min(3) | (last.saturating_sub(position)).min(3) << 2;
        let (head, end) = (signs.of(first), signs.of(last));
        let before = signs.at(first as usize, -1);
        let behind = signs.at(last as usize, 1);
        rows.add(template, place, own.place);
        rows.add(template + 1, end.letters.lower, place.min(1));
        rows.add(template + 2, before.letters.lower, place);
        rows.add(template + 3, behind.letters.lower, place);
        rows.add(template + 4, end.kinds, head.kinds);
        rows.add(template + 5, before.kinds, behind.kinds);
        rows.add(
            template + 6,
            before.letters.shape ^ place.rotate_left(20),
            behind.letters.shape,
        );
        rows.add(template + 7, end.letters.tail[2], place);
        rows.add(template + 8, own.kinds, place);
    }
}

/// The word itself, its letters and its neighbours.
fn words(
    rows: &mut Rows,
    own: &Sign,
    (back, before): (&Sign, &Sign),
    (behind, ahead): (&Sign, &Sign),
) {
    rows.add(1, 0, 0);
    rows.add(2, own.letters.exact, 0);
    rows.add(3, own.letters.lower, 0);
    rows.add(4, before.letters.lower, 0);
    rows.add(5, behind.letters.lower, 0);
    rows.add(6, back.letters.lower, 0);
    rows.add(7, ahead.letters.lower, 0);
    rows.add(8, before.letters.lower, own.letters.lower);
    rows.add(9, own.letters.lower, behind.letters.lower);
    rows.add(10, before.letters.lower, behind.letters.lower);
    rows.add(11, back.letters.lower, before.letters.lower);
    rows.add(12, behind.letters.lower, ahead.letters.lower);
    rows.add(13, own.letters.shape, 0);
    rows.add(14, before.letters.shape, own.letters.shape);
    rows.add(15, own.letters.shape, behind.letters.shape);
    rows.add(
        16,
        before.letters.shape.rotate_left(7) ^ own.letters.shape,
        behind.letters.shape,
    );
    rows.add(
        17,
        back.letters.shape.rotate_left(7) ^ before.letters.shape,
        own.letters.shape.rotate_left(14)
            ^ behind.letters.shape.rotate_left(7)
            ^ ahead.letters.shape,
    );
    rows.add(18, before.letters.lower, own.letters.shape);
    rows.add(19, behind.letters.lower, own.letters.shape);
    for (template, &letters) in (20..).zip(&own.letters.head) {
        rows.add(template, letters, 0);
    }
    for (template, &letters) in (23..).zip(&own.letters.tail) {
        rows.add(template, letters, 0);
    }
    rows.add(27, before.letters.tail[2], 0);
    rows.add(28, behind.letters.tail[2], 0);
    rows.add(29, own.place, 0);
    rows.add(30, own.place, own.letters.shape);
    rows.add(31, own.place, own.letters.lower);
}

/// What the word list says of the word and its neighbours.
fn lists(
    rows: &mut Rows,
    own: &Sign,
    (back, before): (&Sign, &Sign),
    (behind, ahead): (&Sign, &Sign),
) {
    rows.add(40, own.kinds, 0);
    rows.add(41, before.kinds, 0);
    rows.add(42, behind.kinds, 0);
    rows.add(43, before.kinds, own.kinds);
    rows.add(44, own.kinds, behind.kinds);
    rows.add(45, before.kinds.rotate_left(11) ^ own.kinds, behind.kinds);
    rows.add(46, own.kinds, own.letters.shape);
    rows.add(47, own.kinds, own.place);
    rows.add(48, back.kinds, before.kinds);
    rows.add(49, behind.kinds, ahead.kinds);
    rows.add(50, before.kinds, own.letters.shape);
    rows.add(51, own.letters.shape, behind.kinds);
    rows.add(52, own.kinds, before.letters.lower);
    rows.add(53, own.kinds, behind.letters.lower);
    let mut bits = own.kinds;
    while bits != 0 {
        rows.add(54, bits.trailing_zeros(), 0);
        bits &= bits - 1;
    }
}

/// What the rules have found here and elsewhere, and what the article shows of the word.
fn drafts(rows: &mut Rows, own: &Sign, before: &Sign, behind: &Sign) {
    rows.add(70, own.drafted, 0);
    rows.add(71, own.drafted, own.rule);
    rows.add(72, before.drafted, own.drafted);
    rows.add(73, own.drafted, behind.drafted);
    rows.add(74, before.drafted << 8 | own.drafted, behind.drafted);
    rows.add(75, own.drafted, own.kinds);
    rows.add(76, own.drafted, own.place);
    rows.add(77, own.drafted, before.letters.lower);
    rows.add(78, own.drafted, behind.letters.lower);
    rows.add(79, own.drafted, own.letters.shape);
    let drafted = own.seen & seen::DRAFT_BITS;
    rows.add(80, own.drafted, drafted);
    rows.add(81, own.seen, 0);
    rows.add(82, own.seen & !seen::DRAFT_BITS, own.drafted);
    rows.add(83, own.seen, own.letters.shape);
    rows.add(84, before.seen & seen::DRAFT_BITS, drafted);
    rows.add(85, drafted, behind.seen & seen::DRAFT_BITS);
    for bit in 0..seen::BITS {
        if own.seen & 1 << bit != 0 {
            rows.add(86, bit, 0);
        }
    }
}
