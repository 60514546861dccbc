use super::*;
use crate::config::theme::Look;
use crate::config::theme::colour::{Colour, Depth, distance, linear};

type Light = (u8, u8, u8);

/// What a terminal's own background may be, where a theme leaves it as it is.
const DARK: [Light; 2] = [(0, 0, 0), (48, 48, 48)];
const LIGHT: [Light; 2] = [(255, 255, 255), (238, 238, 238)];

/// The least contrast of text (Web Content Accessibility Guidelines 2.1, criterion 1.4.3).
const READABLE: f32 = 4.5;

/// The least contrast of what is not read but seen, as a rule between panes, there.
const SEEN: f32 = 1.9;

/// How different the looks of two people must be: several times what is just noticed (about 0.02 in Oklab).
const APART: f32 = 0.12;

#[test]
fn the_themes_that_come_with_it_say_everything_and_nothing_wrong() {
    for (name, file) in BUILT_IN {
        let (theme, mistakes) = Theme::read(name, file, &Theme::default(), |_| None);
        assert_eq!(mistakes, [], "{name}");
        assert_eq!(theme.name, name);
        assert!(
            !theme.about.is_empty() && !theme.people.is_empty(),
            "{name}"
        );
        for (role, _) in theme.looks().filter(|(role, _)| *role != "people") {
            assert!(file.contains(&format!("[{role}]")), "{name}: {role}");
        }
    }
}

#[test]
fn without_colours_there_are_none() {
    let theme = built_in(MONOCHROME).unwrap();
    let plain = |look: Look| (look.fg, look.bg) == (Colour::Default, Colour::Default);
    assert!(theme.looks().all(|(_, look)| plain(look)));
    // A selection, a match and a chosen name are seen all the same.
    for look in [theme.selection, theme.found, theme.chosen] {
        assert!(look.reverse);
    }
}

#[test]
fn only_the_terminals_own_colours_are_in_the_usual_theme() {
    for (role, look) in terminal().looks() {
        for colour in [look.fg, look.bg] {
            let own = !matches!(colour, Colour::Indexed(_) | Colour::True(..));
            assert!(own, "{role}");
        }
    }
}

#[test]
fn every_text_can_be_read_on_its_ground() {
    for theme in coloured() {
        for depth in [Depth::True, Depth::Indexed] {
            let theme = theme.clone().at(depth);
            for (role, look) in theme.looks() {
                let least = if role == "rule" { SEEN } else { READABLE };
                for (ink, ground) in pairs(&theme, look) {
                    let contrast = contrast(ink, ground);
                    let name = &theme.name;
                    assert!(contrast >= least, "{name}: {role} at {depth:?}: {contrast}");
                }
                // Looks that are told apart from the text by their colour are not also made dim.
                let dim = look.dim && look.fg != Colour::Default;
                assert!(!dim, "{}: {role}", theme.name);
            }
        }
    }
}

#[test]
fn what_stands_on_the_selected_row_can_be_read_there() {
    for theme in coloured() {
        let ground = theme.selection.bg;
        for (role, look) in [("secondary", theme.secondary), ("accent", theme.accent)] {
            // Where the row is turned round, everything on it is.
            let (Some(ink), Some(ground)) = (look.fg.light(), ground.light()) else {
                assert!(theme.selection.reverse, "{}", theme.name);
                continue;
            };
            let contrast = contrast(ink, ground);
            assert!(contrast >= READABLE, "{}: {role}: {contrast}", theme.name);
        }
    }
}

#[test]
fn people_are_told_apart_by_their_looks() {
    for theme in coloured() {
        let near = nearest_people(&theme, |light| light);
        assert!(near >= APART, "{}: {near}", theme.name);
        let fewer = theme.clone().at(Depth::Indexed);
        let near = nearest_people(&fewer, |light| light);
        assert!(near >= APART / 2.0, "{} in 256 colours: {near}", theme.name);
    }
}

#[test]
fn people_are_told_apart_without_red_or_green_cones() {
    let theme = built_in("colour-blind-safe").unwrap();
    for (kind, mixing) in [("protanopia", PROTANOPIA), ("deuteranopia", DEUTERANOPIA)] {
        let near = nearest_people(&theme, |light| seen(light, mixing));
        assert!(near >= APART, "{kind}: {near}");
    }
    // The measure is worth something: the colours of another theme run together.
    let harbour = built_in("harbour").unwrap();
    assert!(nearest_people(&harbour, |light| seen(light, DEUTERANOPIA)) < APART / 2.0);
}

#[test]
fn the_readers_own_themes_are_found_and_theirs_are_the_names() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write(
        "fog.toml",
        "like = \"newsprint\"\n[acent]\nfg = \"red\"\n[rule]\nfg = 1\nbold = 1\n",
    );
    write("dark.toml", "about = \"mine\"\n");
    write("notes.txt", "");
    write("od\u{1b}d.toml", "");
    std::fs::create_dir(folder.path().join("folder.toml")).unwrap();
    let all = all(Some(folder.path()));
    let names: Vec<_> = all
        .iter()
        .map(|choice| choice.theme.name.as_str())
        .collect();
    assert_eq!(names.iter().filter(|name| **name == "dark").count(), 1);
    assert_eq!(names.last(), Some(&"fog"));
    assert_eq!(all.len(), BUILT_IN.len() + 1, "{names:?}");
    let fog = find("fog", Some(folder.path())).unwrap();
    assert_eq!(fog.theme.text, built_in("newsprint").unwrap().text);
    let told = fog.trouble().unwrap();
    assert!(
        told.ends_with(
            "fog.toml, line 2, column 2: unknown key acent; did you mean `accent`? (and 1 more)"
        ),
        "{told}"
    );
    assert_eq!(
        find("dark", Some(folder.path())).unwrap().theme.about,
        "mine"
    );
    assert_eq!(find("dark", None).unwrap().trouble(), None);
}

#[test]
fn a_theme_that_is_not_there_is_told_with_what_is_meant() {
    assert_eq!(
        find("harbor", None).unwrap_err(),
        "there is no theme harbor; did you mean `harbour`?"
    );
    let folder = tempfile::tempdir().unwrap();
    let told = find("../secret", Some(folder.path())).unwrap_err();
    assert_eq!(
        told,
        "there is no theme ../secret; :theme shows those there are"
    );
}

#[test]
fn the_terminals_background_decides_where_it_is_known() {
    assert_eq!(fitting(Background::Light).name, "light");
    assert_eq!(fitting(Background::Dark).name, "dark");
    assert_eq!(fitting(Background::Any).name, TERMINAL);
}

/// The themes whose colours are known: all but those of the terminal's own.
fn coloured() -> Vec<Theme> {
    let names = BUILT_IN.iter().map(|(name, _)| *name);
    let names = names.filter(|name| ![TERMINAL, MONOCHROME].contains(name));
    names.filter_map(built_in).collect()
}

/// The letters of a look and what is behind them, on every ground that the theme may stand on.
fn pairs(theme: &Theme, look: Look) -> Vec<(Light, Light)> {
    let (usual, grounds) = match theme.background {
        Background::Light => ((0, 0, 0), LIGHT),
        _ => ((255, 255, 255), DARK),
    };
    let ink = look.fg.light().or(theme.text.fg.light()).unwrap_or(usual);
    let painted = look.bg.light().or(theme.text.bg.light());
    let on = painted.map_or(grounds.to_vec(), |ground| vec![ground]);
    on.into_iter().map(|ground| (ink, ground)).collect()
}

fn contrast(one: Light, other: Light) -> f32 {
    let luminance = |light| {
        let [red, green, blue] = linear(light);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    };
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// How different the most alike of the first twelve people are, as `seen`; those with other lines and weights are.
fn nearest_people(theme: &Theme, seen: impl Fn(Light) -> Light) -> f32 {
    let shape = |look: Look| (look.bold, look.underline);
    let all = &theme.people;
    let mut near = f32::MAX;
    for (index, one) in all.iter().enumerate() {
        for other in all
            .iter()
            .skip(index + 1)
            .filter(|other| shape(**other) == shape(*one))
        {
            let [one, other] = [one, other].map(|look| seen(look.fg.light().unwrap()));
            near = near.min(distance(one, other));
        }
    }
    near
}

type Mixing = [[f32; 3]; 3];

/// What is left of red, green and blue light for those without one kind of cones (Machado, Oliveira and Fernandes, 2009,
/// severity 1).
const PROTANOPIA: Mixing = [
    [0.152_286, 1.052_583, -0.204_868],
    [0.114_503, 0.786_281, 0.099_216],
    [-0.003_882, -0.048_116, 1.051_998],
];
const DEUTERANOPIA: Mixing = [
    [0.367_322, 0.860_646, -0.227_968],
    [0.280_085, 0.672_501, 0.047_413],
    [-0.011_820, 0.042_940, 0.968_881],
];

fn seen(light: Light, mixing: Mixing) -> Light {
    let parts = linear(light);
    let [red, green, blue] = mixing.map(|row| {
        let mixed: f32 = row
            .iter()
            .zip(parts)
            .map(|(weight, part)| weight * part)
            .sum();
        encoded(mixed)
    });
    (red, green, blue)
}

/// An amount of light as the number that a screen takes for it: the one whose light is nearest.
fn encoded(light: f32) -> u8 {
    let far = |number: u8| (linear((number, 0, 0))[0] - light).abs();
    let all = 0..=255_u8;
    all.min_by(|one, other| far(*one).total_cmp(&far(*other)))
        .unwrap()
}
