//! The trained weights: one read-only table inside the program, used as it stands.
//!
//! The file is eight bytes of name and version, a checksum of all that follows (FNV-1a, 64 bits, little-endian), the
//! scores from label to label as 16-bit integers, then one row of sixteen 8-bit integers for each number that a feature
//! can have. Nothing is parsed, allocated or copied at start; the checksum is held by a test, since a program cannot
//! lose bytes of itself.

use super::feature::ROWS;
use super::label::{LABELS, LANES, Steps};

/// What a file of weights begins with.
#[cfg(any(test, feature = "train"))]
pub(super) const NAME: &[u8; 8] = b"rashtag1";

/// Where the scores from label to label begin.
const STEPS_AT: usize = 16;

/// Where the rows begin.
const ROWS_AT: usize = STEPS_AT + 2 * LABELS * LABELS;

/// How long a file of weights is.
#[cfg(any(test, feature = "train"))]
pub(super) const LENGTH: usize = ROWS_AT + ROWS * LANES;

static FILE: &[u8] = include_bytes!("../../../assets/tagger.bin");

/// The scores from label to label.
pub(super) fn steps() -> Steps {
    let mut steps = [[0; LABELS]; LABELS];
    for (index, pair) in FILE
        .get(STEPS_AT..ROWS_AT)
        .unwrap_or_default()
        .chunks_exact(2)
        .enumerate()
    {
        steps[index / LABELS][index % LABELS] = i32::from(i16::from_le_bytes([pair[0], pair[1]]));
    }
    steps
}

/// How many rows are fetched together.
const FETCHED: usize = 32;

/// Adds up the rows of one word. The rows lie all over a table that no near cache holds: they are fetched together before
/// they are added, so that the waits for them overlap.
pub(super) fn sum(rows: &[u32]) -> [i32; LANES] {
    let mut sum = [0_i16; LANES];
    let (table, _) = FILE.get(ROWS_AT..).unwrap_or_default().as_chunks::<LANES>();
    for rows in rows.chunks(FETCHED) {
        let mut fetched = [[0; LANES]; FETCHED];
        for (slot, &row) in fetched.iter_mut().zip(rows) {
            *slot = table[row as usize % ROWS];
        }
        for row in &fetched {
            for (lane, &weight) in sum.iter_mut().zip(row) {
                *lane += i16::from(weight.cast_signed());
            }
        }
    }
    sum.map(i32::from)
}

/// The checksum of `bytes`.
#[cfg(any(test, feature = "train"))]
pub(super) fn checksum(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |sum, &byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weights_are_whole() {
        assert_eq!(FILE.len(), LENGTH);
        assert!(FILE.starts_with(NAME));
        assert_eq!(FILE[8..16], checksum(&FILE[16..]).to_le_bytes());
    }
}
