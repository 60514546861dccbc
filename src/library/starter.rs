//! The starter library: five digests that come with the program, so that a first start shows a real reading session.

/// The files of `seeds/`: name and content.
pub const STARTER: &[(&str, &str)] = &[];
