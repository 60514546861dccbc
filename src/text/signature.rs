//! Signatures: a text as a few hundred bytes, by which reprints of it are found among any number of others.
//!
//! One-permutation `MinHash` over runs of three words (Li, Owen and Zhang, "One Permutation Hashing", 2012): every
//! run is hashed once; of each of 128 bins the least hash is kept, and an empty bin borrows from the next full one to
//! its right (Shrivastava and Li, "Densifying One Permutation Hashing", 2014). The share of equal bins estimates how
//! much of their runs two texts share (Jaccard). Equal words give equal signatures on every machine and in every
//! version of this file: they may be stored.

use std::collections::HashMap;

/// How many bins a signature has.
const BINS: usize = 128;

/// How many bins make a band: two texts are neighbours where all bins of one band are equal. With 32 bands of 4,
/// texts that share half of their runs meet with probability 0.87, seven tenths 0.9999, a fifth 0.05.
const BAND: usize = 4;

/// How many words make a run.
const RUN: usize = 3;

/// From which share of equal bins two texts are reprints of each other.
pub const REPRINT: f32 = 0.5;

/// An empty bin of a text without any run.
const NOTHING: u32 = u32::MAX;

/// What is kept of a text to find its reprints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    bins: [u32; BINS],
}

impl Signature {
    /// The signature of a text given as its words, folded; a text of fewer than three words has an empty one, which
    /// is like nothing.
    pub fn of<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        let mut bins = [NOTHING; BINS];
        let mut run = [0u64; RUN];
        for (count, word) in words.enumerate() {
            run.rotate_left(1);
            run[RUN - 1] = hash_word(word);
            if count + 1 < RUN {
                continue;
            }
            let hash = run.iter().fold(SEED, |hash, word| mix(hash ^ word));
            let bin = (hash >> 57) as usize;
            let value = u32::try_from(hash & 0xffff_ffff)
                .unwrap_or(0)
                .min(NOTHING - 1);
            bins[bin] = bins[bin].min(value);
        }
        Self { bins: dense(&bins) }
    }

    /// The signature that [`Self::bytes`] told, or nothing where these are not of one.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut bins = [NOTHING; BINS];
        let (told, rest) = bytes.as_chunks::<4>();
        if told.len() != BINS || !rest.is_empty() {
            return None;
        }
        for (bin, told) in bins.iter_mut().zip(told) {
            *bin = u32::from_le_bytes(*told);
        }
        Some(Self { bins })
    }

    /// The signature as 512 bytes, to be stored.
    pub fn bytes(&self) -> Vec<u8> {
        self.bins.iter().flat_map(|bin| bin.to_le_bytes()).collect()
    }

    /// Tells whether there was too little text for a signature.
    pub fn is_empty(&self) -> bool {
        self.bins[0] == NOTHING
    }

    /// The estimated share of runs that the two texts have in common, 0 to 1, give or take 0.09.
    pub fn likeness(&self, other: &Self) -> f32 {
        if self.is_empty() {
            return 0.0;
        }
        let equal = self
            .bins
            .iter()
            .zip(&other.bins)
            .filter(|(a, b)| a == b)
            .count();
        f32::from(u8::try_from(equal).unwrap_or(u8::MAX)) / 128.0
    }

    /// One number for each band; texts that share one may be reprints.
    fn bands(&self) -> impl Iterator<Item = u64> {
        let bands = self.bins.chunks_exact(BAND).zip(0u64..);
        bands.map(|(bins, band)| {
            bins.iter()
                .fold(mix(band), |hash, bin| mix(hash ^ u64::from(*bin)))
        })
    }
}

/// Signatures among which reprints are found, each under the number in which it came. An arriving text is compared in
/// a time that does not grow with their number, as long as few of them are reprints of each other.
#[derive(Debug, Clone, Default)]
pub struct Reprints {
    signatures: Vec<Signature>,
    /// For each band: by 32 bits of its number, the first text that has it.
    first: [HashMap<u32, u32>; BANDS],
    /// By text and band, the next text that has it, or [`NOTHING`].
    next: Vec<[u32; BANDS]>,
}

/// How many bands there are.
const BANDS: usize = BINS / BAND;

/// How many texts of one band are compared; a page that a thousand files hold needs no more to be known.
const COMPARED: usize = 64;

impl Reprints {
    /// Adds `signature` and gives the numbers of those that came before of which it is a reprint, in rising order.
    pub fn add(&mut self, signature: Signature) -> Vec<usize> {
        let found = self.like(&signature);
        let number = u32::try_from(self.signatures.len()).unwrap_or(u32::MAX);
        self.next.push([NOTHING; BANDS]);
        if !signature.is_empty() {
            for (band, told) in signature.bands().enumerate() {
                self.put(band, told, number);
            }
        }
        self.signatures.push(signature);
        found
    }

    /// Puts a text behind those that have the same band; none where enough have it.
    fn put(&mut self, band: usize, told: u64, number: u32) {
        match self.having(band, told).enumerate().last() {
            None => {
                self.first[band].insert(short(told), number);
            }
            Some((before, last)) if before + 1 < COMPARED => {
                self.next[last as usize][band] = number;
            }
            Some(_) => {}
        }
    }

    /// The texts that have a band, as far as they are compared, in rising order.
    fn having(&self, band: usize, told: u64) -> impl Iterator<Item = u32> {
        let first = self.first[band].get(&short(told)).copied();
        let behind = move |text: &u32| {
            let next = self.next[*text as usize][band];
            (next != NOTHING).then_some(next)
        };
        std::iter::successors(first, behind)
    }

    /// The numbers of those that are reprints of `signature`, in rising order.
    pub fn like(&self, signature: &Signature) -> Vec<usize> {
        if signature.is_empty() {
            return Vec::new();
        }
        let mut near: Vec<u32> = Vec::new();
        for (band, told) in signature.bands().enumerate() {
            near.extend(self.having(band, told));
        }
        near.sort_unstable();
        near.dedup();
        let is_reprint = |number: &usize| {
            let other = self.signatures.get(*number);
            other.is_some_and(|other| other.likeness(signature) >= REPRINT)
        };
        near.into_iter()
            .map(|number| number as usize)
            .filter(is_reprint)
            .collect()
    }
}

/// As much of a band's number as is kept; two that agree by chance cost a look at the signatures.
fn short(told: u64) -> u32 {
    u32::try_from(told >> 32).unwrap_or(0)
}

/// Fills every empty bin from the next full one to its right, in a circle; how far that is goes into the value, so that
/// two bins that borrow from different places are not equal by it.
fn dense(bins: &[u32; BINS]) -> [u32; BINS] {
    let mut filled = *bins;
    for (at, bin) in filled.iter_mut().enumerate() {
        let mut ahead = 0..BINS;
        let lent = ahead.find(|far| bins[(at + far) % BINS] != NOTHING);
        if let Some(far @ 1..) = lent {
            let value = u64::from(bins[(at + far) % BINS]);
            let told = mix(value ^ (u64::try_from(far).unwrap_or(0) << 32));
            *bin = u32::try_from(told & 0xffff_ffff)
                .unwrap_or(0)
                .min(NOTHING - 1);
        }
    }
    filled
}

const SEED: u64 = 0x9e37_79b9_7f4a_7c15;

/// FNV-1a, finished by [`mix`].
fn hash_word(word: &str) -> u64 {
    let hash = word.bytes().fold(0xcbf2_9ce4_8422_2325u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    mix(hash)
}

/// The finishing steps of `SplitMix64` (Steele, Lea and Flood, 2014): every bit of the answer hangs on every bit given.
fn mix(value: u64) -> u64 {
    let value = value.wrapping_add(SEED);
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A text of `length` words that `seed` picks.
    fn text(seed: u64, length: u64) -> Vec<String> {
        (0..length)
            .map(|at| format!("w{}", mix(seed ^ mix(at)) % 5_000))
            .collect()
    }

    fn signature(words: &[String]) -> Signature {
        Signature::of(words.iter().map(String::as_str))
    }

    #[test]
    fn the_share_of_common_runs_is_estimated() {
        let whole = text(1, 800);
        let half: Vec<String> = whole.iter().take(400).cloned().collect();
        let alike = signature(&whole).likeness(&signature(&half));
        assert!((0.36..=0.64).contains(&alike), "{alike}");
        assert!(signature(&whole).likeness(&signature(&text(2, 800))) < 0.1);
    }

    #[test]
    fn planted_reprints_are_found_and_nothing_else() {
        let mut reprints = Reprints::default();
        for seed in 0..2_000 {
            assert!(reprints.add(signature(&text(seed, 300))).is_empty());
        }
        let (mut found, mut planted) = (0, 0);
        for seed in (0..2_000).step_by(10) {
            let original = text(seed, 300);
            let cut: Vec<String> = original.iter().take(220).cloned().collect();
            let mut framed = text(90_000 + seed, 40);
            framed.extend(original.iter().cloned());
            let edited: Vec<String> = original
                .iter()
                .zip(0u64..)
                .map(|(word, at)| {
                    if mix(at ^ seed).is_multiple_of(25) {
                        format!("{word}x")
                    } else {
                        word.clone()
                    }
                })
                .collect();
            for copy in [cut, framed, edited] {
                let like = reprints.like(&signature(&copy));
                assert!(
                    like.iter().all(|&number| number as u64 == seed),
                    "{seed}: {like:?}"
                );
                planted += 1;
                found += like.len();
            }
        }
        assert!(found * 100 >= planted * 99, "{found} of {planted}");
    }

    #[test]
    fn a_signature_is_the_same_for_ever() {
        assert_eq!(hash_word("pier"), 3_968_981_556_527_637_050);
        let told = Signature::of(["the", "pier", "is", "open"].into_iter());
        assert_eq!(Signature::from_bytes(&told.bytes()), Some(told));
    }

    #[test]
    fn too_little_text_is_like_nothing() {
        let short = Signature::of(["two", "words"].into_iter());
        assert!(short.is_empty());
        assert!(short.likeness(&short) < f32::EPSILON);
        let mut reprints = Reprints::default();
        assert!(reprints.add(short.clone()).is_empty());
        assert!(reprints.add(short).is_empty());
        assert_eq!(Signature::from_bytes(&[0; 5]), None);
    }

    proptest! {
        #[test]
        fn a_text_is_its_own_reprint(words in proptest::collection::vec("[a-z]{1,3}", 3..40)) {
            let signature = signature(&words);
            prop_assert!((signature.likeness(&signature) - 1.0).abs() < f32::EPSILON);
            prop_assert_eq!(Signature::from_bytes(&signature.bytes()), Some(signature.clone()));
            let mut reprints = Reprints::default();
            reprints.add(signature.clone());
            prop_assert_eq!(reprints.like(&signature), vec![0]);
        }
    }
}
