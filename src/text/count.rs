//! Numbers of things, as English says them.

/// `1 article`, `2 articles`: the count with its noun, which takes a plain `s`.
pub fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
