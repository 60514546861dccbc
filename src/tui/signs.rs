//! The signs drawn beside text: one set for UTF-8 terminals, one in ASCII.

/// A set of signs, each one cell wide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say what the signs stand for")]
pub struct Signs {
    /// Whether everything on screen has to be ASCII.
    pub ascii: bool,
    pub rule: &'static str,
    pub line: &'static str,
    pub place: &'static str,
    pub caption: &'static str,
    pub quotation: &'static str,
    pub closed: &'static str,
    pub opened: &'static str,
    pub unread: &'static str,
    pub starred: &'static str,
    pub cursor: &'static str,
    /// People, governments, organisations and places that are on screen.
    pub on_screen: [&'static str; 4],
    /// The same off screen.
    pub off_screen: [&'static str; 4],
    /// Sources without a name.
    pub unnamed: &'static str,
    pub corners: [&'static str; 4],
    /// The same fact, told differently, only on one side.
    pub same: &'static str,
    pub near: &'static str,
    pub only: &'static str,
    /// What became of a sentence from one version to the next.
    pub removed: &'static str,
    pub added: &'static str,
    pub small: &'static str,
    pub moved: &'static str,
    /// From little to much.
    pub levels: [&'static str; 8],
    pub more: &'static str,
    /// A note in the margin.
    pub note: &'static str,
    /// What is marked in a picker.
    pub ticked: &'static str,
}

/// For terminals that show UTF-8; every sign is in the fonts that terminals come with.
pub const UNICODE: Signs = Signs {
    ascii: false,
    rule: "│",
    line: "─",
    place: "▎",
    caption: "▒",
    quotation: "┃",
    closed: "▸",
    opened: "▾",
    unread: "•",
    starred: "★",
    cursor: "▸",
    on_screen: ["●", "◆", "■", "▲"],
    off_screen: ["○", "◇", "□", "△"],
    unnamed: "?",
    corners: ["┌", "┐", "└", "┘"],
    same: "=",
    near: "≈",
    only: "·",
    removed: "-",
    added: "+",
    small: "~",
    moved: "↕",
    levels: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
    more: "…",
    note: "✎",
    ticked: "√",
};

/// For locales without UTF-8.
pub const ASCII: Signs = Signs {
    ascii: true,
    rule: "|",
    line: "-",
    place: "|",
    caption: ":",
    quotation: ">",
    closed: "+",
    opened: "-",
    unread: "*",
    starred: "#",
    cursor: ">",
    on_screen: ["@", "*", "&", "%"],
    off_screen: ["o", "+", "n", "^"],
    unnamed: "?",
    corners: ["+", "+", "+", "+"],
    same: "=",
    near: "~",
    only: ".",
    removed: "-",
    added: "+",
    small: "~",
    moved: "^",
    levels: [".", ":", "-", "=", "+", "*", "%", "#"],
    more: "~",
    note: "#",
    ticked: "x",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::width::cells;

    /// Every sign of a set, by what it stands for.
    fn all(signs: &Signs) -> Vec<(&'static str, &'static str)> {
        // Taken apart by name, so that a sign that is added cannot be forgotten here.
        let Signs {
            ascii: _,
            rule,
            line,
            place,
            caption,
            quotation,
            closed,
            opened,
            unread,
            starred,
            cursor,
            on_screen,
            off_screen,
            unnamed,
            corners,
            same,
            near,
            only,
            removed,
            added,
            small,
            moved,
            levels,
            more,
            note,
            ticked,
        } = *signs;
        let mut all = vec![
            ("rule", rule),
            ("line", line),
            ("place", place),
            ("caption", caption),
            ("quotation", quotation),
            ("closed", closed),
            ("opened", opened),
            ("unread", unread),
            ("starred", starred),
            ("cursor", cursor),
            ("unnamed", unnamed),
            ("same", same),
            ("near", near),
            ("only", only),
            ("removed", removed),
            ("added", added),
            ("small", small),
            ("moved", moved),
            ("more", more),
            ("note", note),
            ("ticked", ticked),
        ];
        all.extend(on_screen.map(|sign| ("on screen", sign)));
        all.extend(off_screen.map(|sign| ("off screen", sign)));
        all.extend(corners.map(|sign| ("corner", sign)));
        all.extend(levels.map(|sign| ("level", sign)));
        all
    }

    #[test]
    fn every_sign_has_a_stand_in_of_one_cell() {
        for (plain, sign) in all(&ASCII).into_iter().zip(all(&UNICODE)) {
            assert_eq!(plain.0, sign.0);
            assert!(plain.1.is_ascii(), "{}", plain.0);
            assert_eq!((cells(plain.1), cells(sign.1)), (1, 1), "{}", plain.0);
        }
    }

    #[test]
    fn signs_that_stand_in_one_place_are_told_apart() {
        for signs in [UNICODE, ASCII] {
            let places = [
                vec![signs.closed, signs.opened],
                vec![signs.unread, signs.starred],
                [signs.on_screen, signs.off_screen].concat(),
                vec![signs.same, signs.near, signs.only],
                vec![signs.removed, signs.added, signs.small, signs.moved],
                signs.levels.to_vec(),
            ];
            for place in places {
                let mut different = place.clone();
                different.sort_unstable();
                different.dedup();
                assert_eq!(different.len(), place.len(), "{place:?}");
            }
        }
    }
}
