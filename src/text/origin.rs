//! The way back from a clean text to the text that it was made of.

use crate::text::range::TextRange;

/// A half-open range of Unicode code points of a text as it was given, before it was cleaned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Points {
    /// Number of the first code point, counted from 0.
    pub start: usize,
    /// Number behind the last code point.
    pub end: usize,
}

/// For every character of a text, which code points of the given text it was made of.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Origins {
    /// Runs of characters that follow each other here as there, in order.
    runs: Vec<Run>,
    /// Length in bytes.
    length: usize,
}

/// A run of characters, each one code point in the given text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    /// Offset of its first byte.
    byte: usize,
    /// Where its first character comes from.
    from: Points,
    /// The length in bytes of each of its characters.
    width: usize,
    /// How many there are.
    count: usize,
}

impl Origins {
    /// Adds the character `c`, made of the code points `from`.
    pub fn push(&mut self, c: char, from: Points) {
        self.push_run(c.len_utf8(), 1, from);
    }

    /// Adds `count` characters of `width` bytes each, of which the first is made of the code points `from` and each other
    /// of those one further on.
    pub fn push_run(&mut self, width: usize, count: usize, from: Points) {
        if count == 0 {
            return;
        }
        let plain = from.end == from.start + 1;
        match self.runs.last_mut() {
            Some(run)
                if plain
                    && run.width == width
                    && run.from.end == run.from.start + 1
                    && run.from.start + run.count == from.start =>
            {
                run.count += count;
            }
            _ => self.runs.push(Run {
                byte: self.length,
                from,
                width,
                count,
            }),
        }
        self.length += width * count;
    }

    /// Adds the characters of `range` of another text, which come from where they come from there.
    pub fn extend(&mut self, other: &Self, range: TextRange) {
        let first = other.runs.partition_point(|run| run.byte <= range.start);
        let runs = other
            .runs
            .get(first.saturating_sub(1)..)
            .unwrap_or_default();
        for run in runs.iter().take_while(|run| run.byte < range.end) {
            let skipped = range.start.saturating_sub(run.byte) / run.width;
            let kept = (range.end - run.byte).div_ceil(run.width).min(run.count);
            let from = Points {
                start: run.from.start + skipped,
                end: run.from.end + skipped,
            };
            self.push_run(run.width, kept.saturating_sub(skipped), from);
        }
    }

    /// The code points that the characters of `range` were made of, from the first to the last; an empty range is
    /// empty there too. Logarithmic in the length of the text.
    pub fn of(&self, range: TextRange) -> Points {
        let start = self
            .at(range.start)
            .map_or_else(|| self.end(), |from| from.start);
        let last = range.end.checked_sub(1).filter(|_| !range.is_empty());
        let end = last
            .and_then(|last| self.at(last))
            .map_or(start, |from| from.end);
        Points {
            start,
            end: end.max(start),
        }
    }

    /// Where the character around byte `offset` comes from.
    pub fn at(&self, offset: usize) -> Option<Points> {
        let index = self.runs.partition_point(|run| run.byte <= offset);
        let run = self.runs.get(index.checked_sub(1)?)?;
        let number = (offset - run.byte) / run.width;
        (number < run.count).then(|| Points {
            start: run.from.start + number,
            end: run.from.end + number,
        })
    }

    /// The number behind the last code point that anything was made of.
    pub fn end(&self) -> usize {
        self.runs
            .last()
            .map_or(0, |run| run.from.end + run.count - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_of_several_bytes_and_several_origins_are_found_again() {
        let mut origins = Origins::default();
        for (c, start, end) in [
            ('a', 0, 1),
            ('é', 1, 3),
            ('–', 3, 4),
            ('b', 7, 8),
            ('c', 8, 9),
        ] {
            origins.push(c, Points { start, end });
        }
        let of = |start, end| {
            let points = origins.of(TextRange::new(start, end));
            (points.start, points.end)
        };
        assert_eq!(of(0, 1), (0, 1));
        assert_eq!(of(1, 3), (1, 3));
        assert_eq!(of(0, 6), (0, 4));
        assert_eq!(of(3, 8), (3, 9));
        assert_eq!(of(3, 3), (3, 3));
        assert_eq!(of(8, 8), (9, 9));
        for start in [0, 1, 3, 6, 7, 8] {
            for end in [1, 3, 6, 7, 8].into_iter().filter(|&end| end > start) {
                let mut part = Origins::default();
                part.extend(&origins, TextRange::new(start, end));
                let all = part.of(TextRange::new(0, end - start));
                assert_eq!((all.start, all.end), of(start, end));
                assert_eq!(part.at(end - start), None);
            }
        }
    }
}
