//! The starter library: five digests that come with the program, so that a first start shows a real reading session.

/// The files of `seeds/`: name and content.
pub const STARTER: &[(&str, &str)] = &[
    (
        "arcamax-us-to-promise-support.md",
        include_str!("../../seeds/arcamax-us-to-promise-support.md"),
    ),
    (
        "bloomberg-europe-pushes-trump.md",
        include_str!("../../seeds/bloomberg-europe-pushes-trump.md"),
    ),
    (
        "bloomberg-tribune-work-on-security-plan.md",
        include_str!("../../seeds/bloomberg-tribune-work-on-security-plan.md"),
    ),
    (
        "straits-times-us-backs-guarantees.md",
        include_str!("../../seeds/straits-times-us-backs-guarantees.md"),
    ),
    (
        "unnamed-paris-summit-guarantees.md",
        include_str!("../../seeds/unnamed-paris-summit-guarantees.md"),
    ),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_file_of_the_folder_is_embedded_as_it_is() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
        let files: BTreeSet<_> = std::fs::read_dir(&folder)
            .unwrap()
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .collect();
        assert_eq!(
            files,
            STARTER.iter().map(|(name, _)| (*name).to_owned()).collect()
        );
        for (name, content) in STARTER {
            assert_eq!(
                std::fs::read_to_string(folder.join(name)).unwrap(),
                *content
            );
        }
    }
}
