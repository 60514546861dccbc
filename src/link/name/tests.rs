use super::*;

fn parts(written: &str) -> (String, String, String, String) {
    let name = Name::parse(written);
    (
        name.given.join(" "),
        name.particles.join(" "),
        name.surname,
        name.suffix.unwrap_or_default(),
    )
}

#[test]
fn names_fall_into_their_parts() {
    for (written, given, particles, surname, suffix) in [
        ("Ursula von der Leyen", "ursula", "von der", "leyen", ""),
        ("Emmanuel Macron", "emmanuel", "", "macron", ""),
        ("Bashar al-Assad", "bashar", "al", "assad", ""),
        ("Mohammed bin Salman", "mohammed", "bin", "salman", ""),
        ("Marine Le Pen", "marine", "le", "pen", ""),
        ("Le Pen", "", "le", "pen", ""),
        ("Ben Wallace", "ben", "", "wallace", ""),
        ("Donald J. Trump Jr.", "donald j", "", "trump", "jr"),
        ("Donald Trump, Jr.", "donald", "", "trump", "jr"),
        ("George H.W. Bush", "george h w", "", "bush", ""),
        ("Charles III", "", "", "charles", "iii"),
        ("Malcolm X", "", "", "malcolm", "x"),
        ("Kim Jong-un", "jong-un", "", "kim", ""),
        ("Kim Jong Un", "jongun", "", "kim", ""),
        ("Xi Jinping", "jinping", "", "xi", ""),
        ("Wang Yi", "yi", "", "wang", ""),
        ("Pham Minh Chinh", "minhchinh", "", "pham", ""),
        ("Kim Kardashian", "kim", "", "kardashian", ""),
        ("Kim Clijsters", "kim", "", "clijsters", ""),
        ("Lee Harvey Oswald", "lee harvey", "", "oswald", ""),
        ("Ma Ying-jeou", "ying-jeou", "", "ma", ""),
        ("Trump’s", "", "", "trump", ""),
        ("Chancellor Friedrich Merz", "friedrich", "", "merz", ""),
        ("U.S. President Donald Trump", "donald", "", "trump", ""),
        ("Martin Luther King Jr.", "martin luther", "", "king", "jr"),
        ("Claudia Major", "claudia", "", "major", ""),
        ("Major", "", "", "major", ""),
        ("Merkel, Angela", "angela", "", "merkel", ""),
        ("", "", "", "", ""),
        ("--", "", "", "", ""),
    ] {
        let want = (
            given.replace('-', ""),
            particles.to_owned(),
            surname.to_owned(),
            suffix.to_owned(),
        );
        let (given, particles, surname, suffix) = parts(written);
        assert_eq!(
            (given.replace('-', ""), particles, surname, suffix),
            want,
            "{written}"
        );
    }
}

#[test]
fn given_names_agree_or_clash() {
    let names = GivenNames::known();
    for (a, b, agreement) in [
        ("Donald Trump", "Donald J. Trump", Agreement::Shorter),
        ("Donald Trump", "Melania Trump", Agreement::Clash),
        ("Joe Biden", "Joseph Biden", Agreement::Form),
        ("J. Smith", "John Smith", Agreement::Initial),
        ("George W. Bush", "George H.W. Bush", Agreement::Clash),
        ("George Bush", "George W. Bush", Agreement::Shorter),
        ("Trump", "Donald Trump", Agreement::Open),
        ("Ben Gvir", "Itamar Ben-Gvir", Agreement::Open),
        ("Kim Jong-un", "Kim Jong Un", Agreement::Same),
        ("Kim Jong-un", "Kim Yo-jong", Agreement::Clash),
        (
            "Wolodymyr Selenskyj",
            "Volodymyr Zelenskyy",
            Agreement::Spelling,
        ),
    ] {
        let (a, b) = (Name::parse(a), Name::parse(b));
        assert_eq!(a.agreement(&b, names), agreement, "{a:?} {b:?}");
        assert_eq!(b.agreement(&a, names), agreement, "{b:?} {a:?}");
    }
}

#[test]
fn junior_is_not_his_father() {
    let clash = |a: &str, b: &str| Name::parse(a).suffix_clashes(&Name::parse(b));
    assert!(clash("Donald Trump Jr.", "Donald Trump"));
    assert!(clash("Charles III", "Charles I"));
    assert!(!clash("Donald Trump Sr.", "Donald Trump"));
    assert!(!clash("Charles III", "Charles"));
}
