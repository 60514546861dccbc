//! Which file keeps which library.

use std::path::{Path, PathBuf};

use crate::ingest;

/// Where a library is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shelfmark {
    /// In the file of that name.
    File(PathBuf),
    /// Nowhere: in a file that goes with the program.
    Temporary,
}

impl Shelfmark {
    /// The reader's own library below `data`, the folder of rashomon's data.
    pub fn own(data: &Path) -> PathBuf {
        data.join("own.library")
    }

    /// The library of the starter's digests, for as long as the reader has none.
    pub fn starter(data: &Path) -> PathBuf {
        data.join("starter.library")
    }

    /// The library of these files and folders: one file for each set of real paths, however they are written.
    pub fn of(data: &Path, paths: &[PathBuf]) -> PathBuf {
        let real = |path: &PathBuf| path.canonicalize().unwrap_or_else(|_| path.clone());
        let mut real: Vec<PathBuf> = paths.iter().map(real).collect();
        real.sort();
        real.dedup();
        let mut bytes = Vec::new();
        for path in &real {
            bytes.extend(path.as_os_str().as_encoded_bytes());
            // No path has this byte.
            bytes.push(0);
        }
        let name = real.first().and_then(|path| path.file_name());
        let name = name.map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        // The name is only for whoever looks into the folder.
        let letters = name.chars().filter(char::is_ascii_alphanumeric);
        let short: String = letters.take(NAMED).collect();
        let hash = ingest::hash(&bytes);
        data.join("folders")
            .join(format!("{short}-{hash:016x}.library"))
    }
}

/// How many letters of a folder's name its library carries.
const NAMED: usize = 24;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_has_one_library_however_it_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let data = Path::new("/data");
        let below = folder.path().join("below");
        std::fs::create_dir(&below).unwrap();
        let library = |path: PathBuf| Shelfmark::of(data, &[path]);
        let own = library(below.clone());
        assert_eq!(own, library(below.join(".")));
        assert_eq!(own, library(folder.path().join("below/../below/")));
        assert_eq!(own, Shelfmark::of(data, &[below.clone(), below.clone()]));
        assert_ne!(own, library(folder.path().to_owned()));
        assert_ne!(own, Shelfmark::of(data, &[below, folder.path().to_owned()]));
        let name = own.file_name().unwrap().to_str().unwrap();
        assert!(
            name.starts_with("below-") && name.ends_with(".library"),
            "{name}"
        );
    }

    #[test]
    fn the_order_of_paths_makes_no_difference() {
        let data = Path::new("/data");
        let [one, two] = ["/none/a", "/none/b"].map(PathBuf::from);
        let both = Shelfmark::of(data, &[one.clone(), two.clone()]);
        assert_eq!(both, Shelfmark::of(data, &[two.clone(), one.clone()]));
        assert_ne!(
            both,
            Shelfmark::of(data, &[PathBuf::from("/none/a/none/b")])
        );
        assert_ne!(Shelfmark::of(data, &[one]), Shelfmark::of(data, &[two]));
    }
}
