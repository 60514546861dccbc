use proptest::prelude::*;

use super::*;

fn all<const N: usize>(parts: [Query; N]) -> Query {
    Query::All(Vec::from(parts))
}

fn any<const N: usize>(parts: [Query; N]) -> Query {
    Query::Any(Vec::from(parts))
}

fn not(query: Query) -> Query {
    Query::Not(Box::new(query))
}

fn word(word: &str) -> Query {
    Query::Text(Text::word(word))
}

#[test]
fn queries_are_read() {
    let january = Day {
        year: 2026,
        month: Some(1),
        day: None,
    };
    let cases = [
        ("", Query::default()),
        (" \t\n ", Query::default()),
        ("harbour", word("harbour")),
        ("  harbour  ", word("harbour")),
        ("vice-mayor", word("vice-mayor")),
        ("17:30", word("17:30")),
        ("order", word("order")),
        ("harb*", Query::Text(Text::prefix("harb"))),
        (
            "“port authority”",
            Query::Text(Text::phrase("port authority")),
        ),
        ("\"or\"", Query::Text(Text::phrase("or"))),
        ("a b", all([word("a"), word("b")])),
        ("a b or c", any([all([word("a"), word("b")]), word("c")])),
        ("a (b OR c)", all([word("a"), any([word("b"), word("c")])])),
        ("((a))", word("a")),
        ("a(b)c", all([word("a"), word("b"), word("c")])),
        ("-a", not(word("a"))),
        ("--a", not(not(word("a")))),
        (
            "-(a b) c",
            all([not(all([word("a"), word("b")])), word("c")]),
        ),
        ("actor:doe", Query::Actor(Text::word("doe"))),
        ("says:\"ilka doe\"", Query::Says(Text::phrase("ilka doe"))),
        ("-tag:later", not(Query::Tag(Text::word("later")))),
        ("place:velm*", Query::Place(Text::prefix("velm"))),
        ("date:2026-01", Query::On(january)),
        (
            "before:2024-02-29",
            Query::Before(Day {
                year: 2024,
                month: Some(2),
                day: Some(29),
            }),
        ),
        (
            "newer:36h",
            Query::Newer(Span {
                count: 36,
                unit: Unit::Hour,
            }),
        ),
        (
            "is:unread kind:caption",
            all([Query::Is(State::Unread), Query::Kind(Part::Caption)]),
        ),
    ];
    for (text, query) in cases {
        assert_eq!(parse(text), Ok(query), "{text}");
    }
}

#[test]
fn mistakes_are_pointed_at() {
    let cases = [
        ("a )", "  ^", "closes nothing"),
        ("(a", "^", "not closed"),
        ("a (b (c)", "  ^", "not closed"),
        ("a ()", "   ^", "must stand here"),
        ("or a", "^^", "must stand here"),
        ("a or", "    ^", "must stand here"),
        ("a or or b", "     ^^", "must stand here"),
        ("é -", "   ^", "behind the -"),
        ("a - b", "   ^", "no space"),
        ("say \"port", "    ^", "not closed"),
        ("\"—\"", "^^^", "no letter or digit"),
        ("a & b", "  ^", "no letter or digit"),
        ("*", "^", "no letter or digit"),
        ("a*b", "^^^", "end of a word"),
        ("actr:doe", "^^^^^", "no field is called “actr”"),
        ("actor: doe", "^^^^^^", "a value must follow actor:"),
        ("date:2026-13", "     ^^^^^^^", "a day, month or year"),
        ("date:2025-02-29", "     ^^^^^^^^^^", "a day, month or year"),
        ("newer:7", "      ^", "a number and h, d"),
        ("newer:d", "      ^", "a number and h, d"),
        ("is:red", "   ^^^", "unread, starred or noted"),
        ("kind:\"a\"", "     ^", "headline, prose or caption"),
    ];
    for (text, pointer, reason) in cases {
        let error = parse(text).expect_err(text);
        assert_eq!(error.pointer(text), pointer, "{text}: {error}");
        assert!(error.reason.contains(reason), "{text}: {error}");
    }
}

#[test]
fn queries_beyond_all_measure_are_refused() {
    let terms = "a ".repeat(MOST_TERMS);
    assert!(parse(&terms).is_ok());
    assert!(parse(&format!("{terms} b")).is_err());
    let groups = |depth: usize| format!("{}a{}", "(".repeat(depth), ")".repeat(depth));
    assert!(parse(&groups(DEEPEST)).is_ok());
    assert!(parse(&groups(DEEPEST + 1)).is_err());
    assert!(parse(&"(".repeat(100_000)).is_err());
    assert!(parse(&"-".repeat(100_000)).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn no_text_makes_it_fall_over_and_what_is_read_is_written_back(text in "(\\PC|[ ()\"*:-]|or |actor:|is:unread|newer:7d|date:2026| a| b){0,20}") {
        match parse(&text) {
            Ok(query) => {
                let written = query.to_string();
                prop_assert_eq!(parse(&written), Ok(query), "{} -> {}", text, written);
            }
            Err(error) => {
                prop_assert!(text.get(error.range.start..error.range.end).is_some());
                prop_assert!(!error.reason.is_empty());
            }
        }
    }
}

/// Found by fuzzing: the mark below a mistake began or ended within a character.
#[test]
fn a_mistake_is_made_of_whole_characters() {
    for text in ["is:”Pres", "is:é", "newer:”7d", "date:”", "is:", "kind:”x"] {
        let error = parse(text).unwrap_err();
        let marked = text.get(error.range.start..error.range.end);
        assert!(marked.is_some(), "{text}: {error:?}");
        assert!(!error.pointer(text).is_empty(), "{text}");
    }
}
