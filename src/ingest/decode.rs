//! Bytes to text: byte order marks, UTF-8, the old encodings of saved pages, and what is no text at all.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// The text of a file, and what had to be done to get it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Decoded {
    /// The text, not yet cleaned.
    pub(super) text: String,
    /// Why the text may not be quite what was meant.
    pub(super) repair: Option<String>,
}

/// How the files begin that are often met under a wrong name, and what to call them.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"\x89PNG", "a PNG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (
        b"%PDF-",
        "a PDF document; `rashomon add FILE` takes its text out where rashomon has the feature `pdf`",
    ),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x7fELF", "a program"),
];

/// How many bytes are looked at to tell text from what is none.
const SAMPLE: usize = 64 * 1024;

/// Turns `bytes` into text. What the source itself names as its encoding is `label`: it is believed where the bytes are
/// neither marked otherwise nor plainly UTF-8, and have a meaning in it.
///
/// # Errors
/// A sentence when the bytes are empty or are no text.
pub(super) fn decode(bytes: &[u8], label: Option<&str>) -> Result<Decoded, String> {
    if bytes.is_empty() {
        return Err("empty".to_owned());
    }
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(length..).unwrap_or_default();
        let name = (encoding != encoding_rs::UTF_8).then(|| encoding.name());
        return Ok(with_encoding(encoding, rest, name));
    }
    if let Some((_, name)) = SIGNATURES
        .iter()
        .find(|(start, _)| bytes.starts_with(start))
    {
        return Err(format!("not text but {name}"));
    }
    if let Some(encoding) = unmarked_utf_16(bytes) {
        return Ok(with_encoding(encoding, bytes, Some(encoding.name())));
    }
    if is_binary(bytes) {
        return Err("not text: too many control bytes".to_owned());
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Decoded {
            text: text.to_owned(),
            repair: None,
        });
    }
    let labelled = label.and_then(|label| Encoding::for_label(label.as_bytes()));
    let text = labelled
        .and_then(|encoding| encoding.decode_without_bom_handling_and_without_replacement(bytes));
    if let Some(text) = text {
        return Ok(Decoded {
            text: text.into_owned(),
            repair: None,
        });
    }
    Ok(detected(bytes))
}

/// The encoding that a page or an XML document itself names.
pub(super) fn label(bytes: &[u8]) -> Option<String> {
    let start = bytes.get(..bytes.len().min(LABELLED)).unwrap_or_default();
    let start: String = start
        .iter()
        .map(|&byte| char::from(byte).to_ascii_lowercase())
        .collect();
    let named = start
        .match_indices("charset=")
        .map(|(at, word)| at + word.len());
    let declared = start
        .starts_with("<?xml")
        .then(|| start.find("encoding="))
        .flatten();
    let named = declared
        .map(|at| at + "encoding=".len())
        .into_iter()
        .chain(named);
    named.take(8).find_map(|at| {
        let rest = start.get(at..)?.trim_start_matches(['"', '\'', ' ']);
        let end =
            rest.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | ':' | '.'));
        let name = rest.get(..end.unwrap_or(rest.len()))?;
        (!name.is_empty()).then(|| name.to_owned())
    })
}

/// So much of a page is looked through for the name of its encoding.
const LABELLED: usize = 8 * 1024;

fn with_encoding(encoding: &'static Encoding, bytes: &[u8], name: Option<&str>) -> Decoded {
    let (text, malformed) = encoding.decode_without_bom_handling(bytes);
    let broken = if malformed {
        "; some bytes had no meaning and are shown as \u{fffd}"
    } else {
        ""
    };
    Decoded {
        text: text.into_owned(),
        repair: match (name, malformed) {
            (Some(name), _) => Some(format!("read as {name}, not UTF-8{broken}")),
            (None, true) => Some(format!("marked as UTF-8{broken}")),
            (None, false) => None,
        },
    }
}

/// Mostly UTF-8 with a few broken bytes stays UTF-8; anything else is what the detector takes it for.
fn detected(bytes: &[u8]) -> Decoded {
    let lossy = String::from_utf8_lossy(bytes);
    let lost = lossy.matches('\u{fffd}').count();
    let letters = lossy.chars().filter(|c| !c.is_ascii()).count();
    if lost * 4 < letters {
        let bytes = if lost == 1 {
            "one byte sequence is"
        } else {
            "some byte sequences are"
        };
        return Decoded {
            text: lossy.into_owned(),
            repair: Some(format!("{bytes} not valid UTF-8 and shown as \u{fffd}")),
        };
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    with_encoding(encoding, bytes, Some(encoding.name()))
}

/// UTF-16 without its mark: western text in it has a NUL in nearly every second place.
fn unmarked_utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..bytes.len().min(SAMPLE) & !1)?;
    let pairs = sample.len() / 2;
    let nuls = |from: usize| {
        sample
            .iter()
            .skip(from)
            .step_by(2)
            .filter(|&&byte| byte == 0)
            .count()
    };
    let (even, odd) = (nuls(0), nuls(1));
    let most =
        |one: usize, other: usize| pairs >= 4 && one * 10 >= pairs * 7 && other * 20 <= pairs;
    if most(odd, even) {
        Some(UTF_16LE)
    } else if most(even, odd) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Tells whether the bytes hold more control bytes than stray ones; the escape byte is left to the cleaner.
fn is_binary(bytes: &[u8]) -> bool {
    let sample = bytes.get(..bytes.len().min(SAMPLE)).unwrap_or_default();
    let controls = sample
        .iter()
        .filter(|&&byte| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c | 0x1b))
        .count();
    controls >= 8 && controls * 50 > sample.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf_8_needs_no_repair_with_or_without_its_mark() {
        for bytes in ["Köln".as_bytes(), b"\xef\xbb\xbfK\xc3\xb6ln"] {
            let decoded = decode(bytes, None).unwrap();
            assert_eq!((decoded.text.as_str(), decoded.repair), ("Köln", None));
        }
    }

    #[test]
    fn utf_16_is_read_in_both_orders_and_without_its_mark() {
        let units: Vec<u16> = "Paris: a summit".encode_utf16().collect();
        let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        for bytes in [
            [b"\xff\xfe".as_slice(), &little].concat(),
            [b"\xfe\xff".as_slice(), &big].concat(),
            little,
            big,
        ] {
            let decoded = decode(&bytes, None).unwrap();
            assert_eq!(decoded.text, "Paris: a summit");
            assert!(decoded.repair.unwrap().contains("UTF-16"));
        }
    }

    #[test]
    fn old_pages_are_read_in_their_encoding() {
        let decoded = decode(
            b"The \x93plan\x94 of M\xfcnchen \x96 a caf\xe9 owner\x92s view",
            None,
        )
        .unwrap();
        assert_eq!(decoded.text, "The “plan” of München – a café owner’s view");
        assert!(decoded.repair.unwrap().contains("windows-1252"));
    }

    #[test]
    fn one_broken_byte_does_not_change_the_encoding() {
        let decoded = decode(
            "Ärger über Köln und Łódź, “sehr” groß\u{2026} ".as_bytes(),
            None,
        )
        .map(|decoded| decoded.text)
        .unwrap();
        let decoded = decode(&[decoded.as_bytes(), b"\xff"].concat(), None).unwrap();
        assert!(decoded.text.starts_with("Ärger"));
        assert!(decoded.repair.unwrap().contains("UTF-8"));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(decode(b"", None), Err("empty".to_owned()));
        assert!(
            decode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", None)
                .unwrap_err()
                .contains("PNG")
        );
        assert!(decode(&[1; 400], None).is_err());
        assert!(decode(b"a\0b", None).is_ok());
    }
}
