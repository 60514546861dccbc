//! Colours: how a theme writes them, and the nearest that a terminal with fewer of them has.

/// A colour as a theme asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
#[expect(missing_docs, reason = "the names are the terminal's own")]
pub enum Colour {
    /// Whatever the terminal writes in.
    #[default]
    Default,
    Black,
    Red,
    Green,
    Yellow,
    Blue,
    Magenta,
    Cyan,
    White,
    BrightBlack,
    BrightRed,
    BrightGreen,
    BrightYellow,
    BrightBlue,
    BrightMagenta,
    BrightCyan,
    BrightWhite,
    /// One of the 256 that most terminals have.
    Indexed(u8),
    /// Any: red, green and blue.
    True(u8, u8, u8),
}

/// How many colours a terminal shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// The sixteen that the reader has set the terminal to.
    Sixteen,
    /// 256: those, a cube of 6 × 6 × 6, and 24 greys.
    Indexed,
    /// All that a theme asks for.
    True,
}

/// The terminal's own colours by name, in the order of their numbers.
const NAMED: [(&str, Colour); 16] = [
    ("black", Colour::Black),
    ("red", Colour::Red),
    ("green", Colour::Green),
    ("yellow", Colour::Yellow),
    ("blue", Colour::Blue),
    ("magenta", Colour::Magenta),
    ("cyan", Colour::Cyan),
    ("white", Colour::White),
    ("bright-black", Colour::BrightBlack),
    ("bright-red", Colour::BrightRed),
    ("bright-green", Colour::BrightGreen),
    ("bright-yellow", Colour::BrightYellow),
    ("bright-blue", Colour::BrightBlue),
    ("bright-magenta", Colour::BrightMagenta),
    ("bright-cyan", Colour::BrightCyan),
    ("bright-white", Colour::BrightWhite),
];

/// The sixteen as xterm has them, while the reader has set nothing else.
const XTERM: [(u8, u8, u8); 16] = [
    (0, 0, 0),
    (205, 0, 0),
    (0, 205, 0),
    (205, 205, 0),
    (0, 0, 238),
    (205, 0, 205),
    (0, 205, 205),
    (229, 229, 229),
    (127, 127, 127),
    (255, 0, 0),
    (0, 255, 0),
    (255, 255, 0),
    (92, 92, 255),
    (255, 0, 255),
    (0, 255, 255),
    (255, 255, 255),
];

/// The steps of the cube among the 256.
const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];

impl Colour {
    /// The colour that a theme writes so: a name, a number up to 255, or `#rrggbb`.
    pub fn read(written: &str) -> Option<Self> {
        if written == "default" {
            return Some(Self::Default);
        }
        if let Some((_, named)) = NAMED.iter().find(|(name, _)| *name == written) {
            return Some(*named);
        }
        let Some(digits) = written.strip_prefix('#') else {
            return written.parse().ok().map(Self::Indexed);
        };
        let all = u32::from_str_radix(digits, 16).ok();
        let all = all.filter(|_| digits.len() == 6 && !digits.starts_with('+'))?;
        let [_, red, green, blue] = all.to_be_bytes();
        Some(Self::True(red, green, blue))
    }

    /// The names that a theme may write.
    pub fn names() -> impl Iterator<Item = &'static str> {
        std::iter::once("default").chain(NAMED.iter().map(|(name, _)| *name))
    }

    /// The nearest that a terminal of that depth has.
    #[must_use]
    pub fn at(self, depth: Depth) -> Self {
        let Some(wanted) = self.light() else {
            return self;
        };
        let cube = 16..=255_u8;
        match (self, depth) {
            (Self::True(..), Depth::Indexed) => {
                let all = cube.map(Self::Indexed);
                nearest(wanted, all).unwrap_or(self)
            }
            (Self::True(..) | Self::Indexed(16..), Depth::Sixteen) => {
                let all = NAMED.iter().map(|(_, named)| *named);
                nearest(wanted, all).unwrap_or(self)
            }
            (Self::Indexed(number @ 0..=15), Depth::Sixteen) => NAMED[usize::from(number)].1,
            _ => self,
        }
    }

    /// Red, green and blue; those of the sixteen as they are while the reader has set nothing else. None for the terminal's
    /// default.
    pub fn light(self) -> Option<(u8, u8, u8)> {
        let step = |number: u8| STEPS[usize::from(number % 6)];
        match self {
            Self::Default => None,
            Self::True(red, green, blue) => Some((red, green, blue)),
            Self::Indexed(number @ 0..=15) => Some(XTERM[usize::from(number)]),
            Self::Indexed(number @ 16..=231) => {
                let cube = number - 16;
                Some((step(cube / 36), step(cube / 6), step(cube)))
            }
            Self::Indexed(number) => {
                let grey = 8 + 10 * (number - 232);
                Some((grey, grey, grey))
            }
            named => {
                let number = NAMED.iter().position(|(_, other)| *other == named)?;
                Some(XTERM[number])
            }
        }
    }
}

/// That of `all` which looks most like `wanted`.
fn nearest(wanted: (u8, u8, u8), all: impl Iterator<Item = Colour>) -> Option<Colour> {
    let far = |colour: &Colour| {
        let light = colour.light().unwrap_or_default();
        distance(wanted, light)
    };
    all.min_by(|one, other| far(one).total_cmp(&far(other)))
}

/// How different two colours look, 0 for none and 1 for black and white: their distance in Oklab (Björn Ottosson, 2020).
pub fn distance(one: (u8, u8, u8), other: (u8, u8, u8)) -> f32 {
    let [one, other] = [one, other].map(oklab);
    let squares = one.iter().zip(other).map(|(a, b)| (a - b).powi(2));
    squares.sum::<f32>().sqrt()
}

/// Red, green and blue as amounts of light, 0 to 1 (sRGB, IEC 61966-2-1).
pub fn linear((red, green, blue): (u8, u8, u8)) -> [f32; 3] {
    [red, green, blue].map(|part| {
        let part = f32::from(part) / 255.0;
        if part <= 0.040_45 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    })
}

fn oklab(colour: (u8, u8, u8)) -> [f32; 3] {
    let light = linear(colour);
    let mixed = |row: [f32; 3], parts: [f32; 3]| -> f32 {
        row.iter()
            .zip(parts)
            .map(|(weight, part)| weight * part)
            .sum()
    };
    let cones = [
        [0.412_221_46, 0.536_332_55, 0.051_445_995],
        [0.211_903_5, 0.680_699_5, 0.107_396_96],
        [0.088_302_46, 0.281_718_85, 0.629_978_7],
    ];
    let cones = cones.map(|row| mixed(row, light).cbrt());
    [
        mixed([0.210_454_26, 0.793_617_8, -0.004_072_047], cones),
        mixed([1.977_998_5, -2.428_592_2, 0.450_593_7], cones),
        mixed([0.025_904_037, 0.782_771_77, -0.808_675_77], cones),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_written_as_names_numbers_and_hexadecimals() {
        for (written, meant) in [
            ("default", Some(Colour::Default)),
            ("bright-blue", Some(Colour::BrightBlue)),
            ("0", Some(Colour::Indexed(0))),
            ("208", Some(Colour::Indexed(208))),
            ("#0a10fF", Some(Colour::True(10, 16, 255))),
            ("256", None),
            ("#0a10f", None),
            ("#0a10fff", None),
            ("#+a10ff", None),
            ("#żółty", None),
            ("Blue", None),
            ("", None),
        ] {
            assert_eq!(Colour::read(written), meant, "{written}");
        }
    }

    #[test]
    fn a_terminal_with_fewer_colours_gets_the_nearest() {
        let orange = Colour::True(255, 135, 0);
        assert_eq!(orange.at(Depth::True), orange);
        assert_eq!(orange.at(Depth::Indexed), Colour::Indexed(208));
        assert_eq!(
            Colour::Indexed(208).at(Depth::Indexed),
            Colour::Indexed(208)
        );
        let white = Colour::True(250, 250, 250);
        assert_eq!(white.at(Depth::Sixteen), Colour::BrightWhite);
        assert_eq!(Colour::Indexed(9).at(Depth::Sixteen), Colour::BrightRed);
        assert_eq!(Colour::Indexed(16).at(Depth::Sixteen), Colour::Black);
        for depth in [Depth::Sixteen, Depth::Indexed, Depth::True] {
            assert_eq!(Colour::Default.at(depth), Colour::Default);
            assert_eq!(Colour::Cyan.at(depth), Colour::Cyan);
        }
    }

    #[test]
    fn black_and_white_are_farthest_apart() {
        assert!((distance((0, 0, 0), (255, 255, 255)) - 1.0).abs() < 0.001);
        assert!(distance((9, 9, 9), (9, 9, 9)) < f32::EPSILON);
        assert!(distance((200, 0, 0), (0, 200, 0)) > distance((200, 0, 0), (200, 40, 0)));
    }
}
