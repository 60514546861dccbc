//! What is packed: gzip, as whatever its name says without `.gz`.

use std::io::Read;

use flate2::read::MultiGzDecoder;

/// Tells a gzip file by its first bytes.
pub(super) fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1f, 0x8b])
}

/// What was unpacked, and why it is not all.
#[derive(Debug, Default)]
pub(super) struct Unpacked {
    /// The bytes.
    pub(super) bytes: Vec<u8>,
    /// The reason, where something is missing because the file is wrong.
    pub(super) damaged: Option<String>,
    /// The reason, where more is packed than is unpacked.
    pub(super) cut: Option<String>,
}

/// Unpacks a gzip file of one part or many, as far as it goes and at most so many bytes.
pub(super) fn gunzip(bytes: &[u8], most: u64) -> Unpacked {
    let mut unpacked = Unpacked::default();
    let mut reader = MultiGzDecoder::new(bytes).take(most + 1);
    if let Err(error) = reader.read_to_end(&mut unpacked.bytes) {
        unpacked.damaged = Some(format!(
            "packed badly or cut: {error}; read as far as it goes"
        ));
    }
    if unpacked.bytes.len() as u64 > most {
        unpacked
            .bytes
            .truncate(usize::try_from(most).unwrap_or(usize::MAX));
        unpacked.cut = Some(format!(
            "more than {} MiB when unpacked; what is behind that is not read",
            most >> 20
        ));
    }
    unpacked
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn several_parts_are_one_file_and_a_cut_one_is_read_as_far_as_it_goes() {
        let (one, two) = (packed(b"one "), packed(b"two"));
        assert_eq!(
            gunzip(&[one.as_slice(), &two].concat(), 1 << 20).bytes,
            b"one two"
        );
        let long = packed("The council met again on Monday. ".repeat(500).as_bytes());
        let cut = gunzip(&long[..long.len() - 12], 1 << 20);
        assert!(cut.damaged.is_some() && cut.cut.is_none());
        assert!(gunzip(b"\x1f\x8b", 1 << 20).damaged.is_some());
    }

    #[test]
    fn what_grows_without_end_is_cut_off() {
        let bomb = packed(&vec![b'a'; 1 << 20]);
        let unpacked = gunzip(&bomb, 1 << 16);
        assert_eq!(unpacked.bytes.len(), 1 << 16);
        assert!(unpacked.cut.is_some());
    }
}
