//! HTML entities: `&amp;`, `&#8217;`, `&#x2019;`.

/// The named entities of the upper half of Latin-1, in the order of their characters from U+00A0 (HTML 4.01, section 24.2).
const LATIN: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";

/// The other names that news pages use: marks of the syntax, and of typesetting (HTML 4.01, section 24.4).
const OTHERS: &[(&str, char)] = &[
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("OElig", 'Œ'),
    ("oelig", 'œ'),
    ("Scaron", 'Š'),
    ("scaron", 'š'),
    ("Yuml", 'Ÿ'),
    ("ensp", ' '),
    ("emsp", ' '),
    ("thinsp", ' '),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("dagger", '†'),
    ("bull", '•'),
    ("hellip", '…'),
    ("permil", '‰'),
    ("prime", '′'),
    ("lsaquo", '‹'),
    ("rsaquo", '›'),
    ("euro", '€'),
    ("trade", '™'),
    ("larr", '←'),
    ("rarr", '→'),
    ("minus", '−'),
];

/// The longest entity that is looked for, in bytes.
const LONGEST: usize = 12;

/// The character that the entity at the start of `text` stands for, and the entity's length in bytes.
pub(super) fn decode(text: &str) -> Option<(char, usize)> {
    let inner = text.strip_prefix('&')?;
    let end = inner.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let name = inner.get(..end)?;
    let c = match name.strip_prefix('#') {
        Some(number) => numbered(number)?,
        None => named(name)?,
    };
    Some((c, end + 2))
}

fn named(name: &str) -> Option<char> {
    if name == "nbsp" {
        return Some(' ');
    }
    let latin = || {
        let place = LATIN.split(' ').position(|latin| latin == name)?;
        char::from_u32(0xa0 + u32::try_from(place).ok()?)
    };
    OTHERS
        .iter()
        .find(|(other, _)| *other == name)
        .map(|&(_, c)| c)
        .or_else(latin)
}

/// Numbers from 128 to 159 mean the characters of Windows-1252 (HTML standard, "numeric character reference end state").
fn numbered(number: &str) -> Option<char> {
    let value = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => number.parse().ok()?,
    };
    match u8::try_from(value) {
        Ok(0) => None,
        Ok(byte @ 0x80..=0x9f) => encoding_rs::WINDOWS_1252
            .decode_without_bom_handling(&[byte])
            .0
            .chars()
            .next(),
        _ => char::from_u32(value),
    }
}

/// The character that `&name;` or `&#number;` stands for.
pub(super) fn whole(written: &str) -> Option<char> {
    let (character, length) = decode(written)?;
    (length == written.len()).then_some(character)
}

/// The text with the characters that its entities stand for.
pub(super) fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, _)) = rest.split_once('&') {
        out.push_str(before);
        rest = rest.get(before.len()..).unwrap_or("");
        let (character, length) = decode(rest).unwrap_or(('&', 1));
        out.push(character);
        rest = rest.get(length..).unwrap_or("");
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_numbers_give_their_characters() {
        for (text, expected) in [
            ("&amp;lt;", Some(('&', 5))),
            ("&#8217;s", Some(('’', 7))),
            ("&#x2019;", Some(('’', 8))),
            ("&#146;", Some(('’', 6))),
            ("&eacute;", Some(('é', 8))),
            ("&yuml;", Some(('ÿ', 6))),
            ("&nbsp;", Some((' ', 6))),
            ("&#0;", None),
            ("&#xD800;", None),
            ("&#99999999;", None),
            ("&nosuch;", None),
            ("&é;", None),
            ("& co;", None),
            ("&", None),
        ] {
            assert_eq!(decode(text), expected, "{text}");
        }
    }
}
