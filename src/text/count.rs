//! Numbers of things, as English says them.

/// `1,240`: digits in threes.
pub fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut told = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            told.push(',');
        }
        told.push(digit);
    }
    told
}

/// `1 article`, `2 articles`, `2,998 articles`: the count with its noun, which takes a plain `s`.
pub fn counted(count: usize, noun: &str) -> String {
    let told = grouped(count);
    format!("{told} {noun}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_stand_in_threes() {
        for (count, told) in [
            (0, "0"),
            (999, "999"),
            (1_240, "1,240"),
            (10_000, "10,000"),
            (1_234_567, "1,234,567"),
        ] {
            assert_eq!(grouped(count), told);
        }
    }

    #[test]
    fn a_count_stands_with_its_noun() {
        assert_eq!(counted(1, "article"), "1 article");
        assert_eq!(counted(2_998, "article"), "2,998 articles");
    }
}
