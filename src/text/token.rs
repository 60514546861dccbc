//! Words and punctuation with their places.
