//! What rashomon makes of texts that no newsroom would send out: it reads them without harm, and claims nothing that they do
//! not bear out. `benches/growth.rs` shows what they cost.
#![expect(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    reason = "a test says what is wrong by failing"
)]

#[path = "support/broken.rs"]
pub mod broken;
#[path = "support/holds.rs"]
pub mod holds;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use proptest::prelude::*;
use rashomon::extract;
use rashomon::library::annotate::Annotation;
use rashomon::model::actor::ActorKind;
use rashomon::model::quote::QuoteKind;

/// The text of that kind, and what is found in it.
fn found(kind: &str, times: usize) -> (String, Annotation) {
    let (_, make) = broken::KINDS
        .iter()
        .find(|(name, _)| *name == kind)
        .unwrap();
    let text = make(times);
    let found = holds::annotated(&[&text]).remove(0);
    (text, found)
}

fn actors(found: &Annotation) -> usize {
    let actors: BTreeSet<_> = found.mentions.iter().map(|name| name.actor).collect();
    actors.len()
}

#[test]
fn every_kind_is_read_as_a_text_and_as_a_file() {
    for (_, make) in broken::KINDS {
        let text = make(300);
        holds::sanitized(&text);
        holds::annotated(&[
            text.as_str(),
            "Doenko Roe left. He was late.",
            text.as_str(),
        ]);
        for file in ["a.txt", "a.md"] {
            holds::ingest(file, text.as_bytes());
        }
    }
}

#[test]
fn a_file_of_one_line_of_ten_megabytes_is_one_article() {
    let (_, make) = broken::KINDS[0];
    let line = make(100_000);
    assert!(line.len() > 10_000_000);
    let reading = rashomon::ingest::read("a.txt", line.as_bytes());
    assert_eq!(reading.problems, []);
    let [article] = &reading.articles[..] else {
        unreachable!("one file is one article");
    };
    holds::article(article);
    assert_eq!(article.text.len(), line.trim().len());
}

#[test]
fn a_line_without_end_tells_the_same_in_every_sentence() {
    let (_, found) = found("one line of prose", 1_000);
    assert_eq!((found.mentions.len(), actors(&found)), (2_000, 2));
    assert_eq!(found.sentences.len(), 1_000);
}

/// How many people are named in a text of that kind.
fn people(kind: &str, times: usize) -> usize {
    let (_, found) = found(kind, times);
    assert_eq!(found.references, [], "{kind}");
    let names = found.mentions.iter();
    names.filter(|name| name.kind == ActorKind::Person).count()
}

#[test]
fn a_row_of_names_or_titles_is_nobody() {
    for kind in ["one name in a row", "titles in a row"] {
        assert_eq!(people(kind, 10_000), 0, "{kind}");
    }
}

/// The tagger sees somebody in one row of unknown words or another, but not in one of a thousand words.
#[test]
fn a_row_of_unknown_capitals_is_hardly_anybody() {
    let people = people("unknown capitals in a row", 10_000);
    assert!(people <= 10, "{people} people");
}

#[test]
fn people_of_different_names_stay_apart() {
    let (_, found) = found("people, all different", 1_000);
    assert_eq!((found.mentions.len(), actors(&found)), (1_000, 1_000));
}

#[test]
fn marks_without_words_are_no_quotations() {
    for kind in [
        "open marks",
        "open marks of all kinds",
        "full stops",
        "brackets",
    ] {
        let (_, found) = found(kind, 10_000);
        assert_eq!((found.quotes.len(), found.mentions.len()), (0, 0), "{kind}");
    }
}

#[test]
fn marks_between_letters_are_no_names() {
    for text in ["*V*V", "V*V", "Doe said *V*V.", "X/*/X (A/B) *A/B*"] {
        holds::annotated(&[text]);
    }
}

#[test]
fn quotations_that_never_end_have_no_speaker_and_reach_no_further_than_their_sentence() {
    let (_, found) = found("open quotations with words", 10_000);
    for quote in &found.quotes {
        assert_eq!(quote.speaker, None);
        let holds = |sentence: &rashomon::text::origin::Points| {
            sentence.start <= quote.at.start && quote.at.end <= sentence.end
        };
        let near = found
            .sentences
            .partition_point(|sentence| sentence.end < quote.at.end);
        assert!(found.sentences.get(near).is_some_and(holds), "{quote:?}");
    }
}

#[test]
fn nobody_is_named_in_emoji_and_mixed_scripts() {
    for kind in [
        "emoji",
        "scripts by turns",
        "scripts within a word",
        "marks piled up",
        "figures and dates",
        "pronouns",
    ] {
        let (_, found) = found(kind, 1_000);
        assert_eq!(
            (
                found.mentions.len(),
                found.quotes.len(),
                found.references.len()
            ),
            (0, 0, 0),
            "{kind}"
        );
    }
}

/// The same news in other languages, long enough to tell which.
const LANGUAGES: &[(&str, &str)] = &[
    (
        "German",
        "Der Hafen bleibt offen, sagte die Bürgermeisterin Doenka Roe am Montag. Sie hat den Rat nicht gefragt, und er will nun wissen, wer die Arbeiten bezahlt. Die Fischer warten seit dem Morgen auf das Boot. Niemand weiß, ob es noch einmal ablegen wird, denn das Wasser steht hoch, und auf dem Kai liegt seit Tagen das Holz vom letzten Sturm.",
    ),
    (
        "French",
        "Le port restera ouvert, a déclaré lundi la maire Doenka Roe. Elle n’a pas consulté le conseil, qui veut savoir qui paiera les travaux. Les pêcheurs attendent le bateau depuis le matin. Personne ne sait s’il partira encore, car l’eau est haute et le bois de la dernière tempête couvre toujours le quai.",
    ),
    (
        "Spanish",
        "El puerto seguirá abierto, dijo el lunes la alcaldesa Doenka Roe. Ella no consultó al consejo, que quiere saber quién pagará las obras. Los pescadores esperan el barco desde la mañana. Nadie sabe si volverá a salir, porque el agua está alta y la madera de la última tormenta sigue en el muelle.",
    ),
    (
        "Italian",
        "Il porto resterà aperto, ha detto lunedì la sindaca Doenka Roe. Non ha chiesto nulla al consiglio, che vuole sapere chi pagherà i lavori. I pescatori aspettano la barca dalla mattina. Nessuno sa se partirà ancora, perché l’acqua è alta e il legno dell’ultima tempesta copre sempre il molo.",
    ),
    (
        "Polish",
        "Port pozostanie otwarty, powiedziała w poniedziałek burmistrz Doenka Roe. Nie zapytała rady, która chce wiedzieć, kto zapłaci za roboty. Rybacy czekają na łódź od rana. Nikt nie wie, czy jeszcze wypłynie, bo woda stoi wysoko, a na nabrzeżu od kilku dni leży drewno, które przyniosła ostatnia burza.",
    ),
    (
        "Ukrainian",
        "Порт залишиться відкритим, сказала в понеділок мер Доенка Роу. Вона не питала ради, яка хоче знати, хто заплатить за роботи. Рибалки чекають на човен із самого ранку. Ніхто не знає, чи він іще вийде, бо вода стоїть високо, а на причалі вже кілька днів лежить дерево, яке принесла остання буря.",
    ),
    (
        "Greek",
        "Το λιμάνι θα μείνει ανοιχτό, είπε τη Δευτέρα η δήμαρχος Ντοένκα Ρόου. Δεν ρώτησε το συμβούλιο, που θέλει να μάθει ποιος θα πληρώσει τα έργα. Οι ψαράδες περιμένουν το καΐκι από το πρωί. Κανείς δεν ξέρει αν θα φύγει ξανά, γιατί το νερό είναι ψηλά και τα ξύλα της καταιγίδας σκεπάζουν την προβλήτα.",
    ),
];

#[test]
fn in_other_languages_it_says_what_is_left_out_and_names_nobody() {
    for (language, text) in LANGUAGES {
        let reading = holds::ingest("a.txt", text.as_bytes());
        let [article] = &reading.articles[..] else {
            unreachable!("one file is one article");
        };
        let findings = extract::find(article);
        assert!(findings.skipped.is_some(), "{language}");
        assert_eq!(findings.references, [], "{language}");
        let people = findings
            .mentions
            .iter()
            .filter(|name| name.kind == ActorKind::Person);
        let people: Vec<&str> = people.map(|name| name.name.of(&article.text)).collect();
        assert_eq!(people, [""; 0], "{language}");
        let statements = findings
            .quotes
            .iter()
            .filter(|quote| quote.kind == QuoteKind::Indirect);
        assert_eq!(statements.count(), 0, "{language}");
    }
}

/// Scripts without capitals.
const WITHOUT_CAPITALS: &[&str] = &[
    "قالت رئيسة البلدية دوينكا رو يوم الاثنين إن الميناء سيبقى مفتوحا. ولم تسأل المجلس الذي يريد أن يعرف من سيدفع ثمن الأعمال.",
    "ראשת העיר אמרה ביום שני שהנמל יישאר פתוח. היא לא שאלה את המועצה, שרוצה לדעת מי ישלם על העבודות.",
    "市长周一说，港口将继续开放。她没有询问议会，议会想知道谁来支付工程费用。渔民们从早上起就在等船。",
    "市長は月曜日、港は開いたままだと述べた。議会には相談していない。漁師たちは朝から船を待っている。",
];

#[test]
fn a_script_without_capitals_names_nobody() {
    for text in WITHOUT_CAPITALS {
        let text = format!("{text} ").repeat(20);
        let found = holds::annotated(&[&text]).remove(0);
        assert_eq!(
            (found.mentions.len(), found.references.len()),
            (0, 0),
            "{text}"
        );
    }
}

/// Scraps of every kind, one behind another.
fn scraps() -> impl Strategy<Value = String> {
    let piece = (0..broken::KINDS.len(), 1usize..4, 0usize..60);
    let piece = piece.prop_map(|(kind, times, length)| {
        let text = (broken::KINDS[kind].1)(times);
        text.chars().take(length).collect::<String>()
    });
    prop::collection::vec(
        prop_oneof![piece, Just("\n\n".to_owned()), Just("\u{c}".to_owned())],
        0..12,
    )
    .prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn scraps_of_every_kind_are_read_without_harm(text in scraps(), markdown in any::<bool>()) {
        holds::sanitized(&text);
        let texts: Vec<&str> = text.split('\u{c}').collect();
        holds::annotated(&texts);
        holds::ingest(if markdown { "a.md" } else { "a.txt" }, text.as_bytes());
    }

    #[test]
    fn lines_of_corrections_are_read_as_they_are_written(lines in prop::collection::vec(
        "(merge|split|rename|not an actor|\"Doe\") ?(person|place|organisation)? ?\"[^\n\r]{0,6}\" ?(=|to|means|in outlet|in article ff)? ?(\"\\PC{0,6}\")?|\\PC{0,20}", 0..6)) {
        holds::corrections(&lines.join("\n"));
    }
}

proptest! {
    // A page costs more than a text does.
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// The entry that the fuzz targets have as well.
    #[test]
    fn scraps_of_files_are_read_without_harm(picks in prop::collection::vec((0usize..60, "[a-z<>&;\"',: \n]{0,8}"), 0..12)) {
        let scraps: Vec<&str> = picks.iter().map(|(pick, words)| broken::SCRAPS.get(*pick).copied().unwrap_or(words.as_str())).collect();
        let scraps = scraps.concat();
        for target in holds::targets() {
            holds::target(target, scraps.as_bytes());
        }
        holds::ingest("a", scraps.as_bytes());
    }
}

/// The files of `tests/cases/inputs` are what the fuzz targets begin with: damaged, each is read by each of them.
#[test]
fn every_fuzz_target_holds_for_every_file_of_the_corpus() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/inputs");
    for entry in fs::read_dir(folder).unwrap() {
        let mut bytes = fs::read(entry.unwrap().path()).unwrap();
        let length = bytes.len();
        let places = bytes.iter_mut().step_by(length / 30 + 1);
        for (place, byte) in places.enumerate() {
            *byte = [0, 0x1b, *byte ^ 0x80][place % 3];
        }
        for target in holds::targets() {
            holds::target(target, &bytes);
        }
    }
}

/// Whatever can be fuzzed has a target of its own, which goes in where the tests here do.
#[test]
fn everything_that_reads_has_a_fuzz_target() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz");
    let list = fs::read_to_string(folder.join("Cargo.toml")).unwrap();
    let mut named: Vec<&str> = list
        .split("[[bin]]")
        .skip(1)
        .filter_map(|bin| bin.split('"').nth(1))
        .collect();
    named.sort_unstable();
    let mut targets = holds::targets();
    targets.sort_unstable();
    assert_eq!(named, targets);
    for target in targets {
        let file = format!("targets/{}.rs", target.replace('-', "_"));
        let code = fs::read_to_string(folder.join(&file)).unwrap();
        assert!(
            code.contains(&format!("target({target:?}, bytes)")),
            "{file}"
        );
    }
}
