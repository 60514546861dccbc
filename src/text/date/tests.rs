use proptest::prelude::*;

use super::*;

/// `YEAR-MONTH-DAY WEEKDAY MINUTE` with `?` for what is unsaid.
fn shown(mention: &DateMention) -> String {
    let part = |part: Option<i32>| part.map_or("?".to_owned(), |part| part.to_string());
    format!(
        "{}-{}-{} {} {}",
        part(mention.day.year.map(i32::from)),
        part(mention.day.month.map(i32::from)),
        part(mention.day.day.map(i32::from)),
        part(mention.weekday.map(i32::from)),
        part(mention.minute.map(i32::from)),
    )
}

#[test]
fn dates_are_read_as_news_writes_them() {
    let cases = [
        ("on Jan 6 for", "Jan 6", "?-1-6 ? ?"),
        ("on Jan. 6, 2026, at", "Jan. 6, 2026", "2026-1-6 ? ?"),
        ("(Aug. 18, 2025)", "Aug. 18, 2025", "2025-8-18 ? ?"),
        ("Sept. 3", "Sept. 3", "?-9-3 ? ?"),
        ("18 August 2025.", "18 August 2025", "2025-8-18 ? ?"),
        ("6 January", "6 January", "?-1-6 ? ?"),
        (
            "the 6th of January, 2026",
            "6th of January, 2026",
            "2026-1-6 ? ?",
        ),
        ("scheduled for January 6.", "January 6", "?-1-6 ? ?"),
        ("in January 2026", "January 2026", "2026-1-? ? ?"),
        ("2026-01-06", "2026-01-06", "2026-1-6 ? ?"),
        ("2026-01", "2026-01", "2026-1-? ? ?"),
        (
            "2026-01-06T17:30:00Z",
            "2026-01-06T17:30:00Z",
            "2026-1-6 ? 1050",
        ),
        (
            "2026-01-06 17:30+02:00",
            "2026-01-06 17:30+02:00",
            "2026-1-6 ? 1050",
        ),
        (
            "Tue, 6 Jan 2026 17:30:00 +0000",
            "Tue, 6 Jan 2026 17:30:00 +0000",
            "2026-1-6 2 1050",
        ),
        ("Tuesday’s talks", "Tuesday", "?-?-? 2 ?"),
        ("Tuesday, Jan. 6", "Tuesday, Jan. 6", "?-1-6 2 ?"),
        ("©2025 Some House", "2025", "2025-?-? ? ?"),
        ("invaded in 2014", "2014", "2014-?-? ? ?"),
        ("at 5:30 p.m. ET.", "5:30 p.m. ET", "?-?-? ? 1050"),
        (
            "Nov. 19, 2019 8:03 am ET",
            "Nov. 19, 2019 8:03 am ET",
            "2019-11-19 ? 483",
        ),
        (
            "November 19, 2019 / 10:07 AM / X",
            "November 19, 2019 / 10:07 AM",
            "2019-11-19 ? 607",
        ),
        (
            "1:39 am EST, Wednesday, November 20, 2019",
            "1:39 am EST, Wednesday, November 20, 2019",
            "2019-11-20 3 99",
        ),
        ("18/08/2025", "18/08/2025", "2025-8-18 ? ?"),
        ("8/18/2025", "8/18/2025", "2025-8-18 ? ?"),
        ("08/09/2025", "08/09/2025", "2025-?-? ? ?"),
    ];
    for (text, words, values) in cases {
        let found = mentions(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert_eq!(found[0].range.of(text), words, "{text}");
        assert_eq!(shown(&found[0]), values, "{text}");
    }
}

#[test]
fn what_only_looks_like_a_date_is_none() {
    for text in [
        "may 6",
        "a march 20 strong",
        "Jan Smith",
        "Sun set",
        "won 10:30",
        "March 6.5%",
        "1,500",
        "2026 people",
        "Mayor 6",
        "Feb 30",
        "version 1.2.3",
        "Sat down",
        "$2025",
    ] {
        assert_eq!(mentions(text), [], "{text}");
    }
}

#[test]
fn days_count_on_over_the_end_of_a_month() {
    let day = mentions("Feb. 28, 2024")[0].day;
    assert_eq!(days_after(day, 1).and_then(|day| day.day), Some(29));
    assert_eq!(days_after(day, 2).and_then(|day| day.month), Some(3));
    assert_eq!(weekday_of(day), Some(3));
}

proptest! {
    #[test]
    fn mentions_are_ordered_and_on_character_borders(text in "(Jan|Tue|Monday|May|©|6|18|2025|/|-|:|\\.|,| |T|p\\.m\\.|é|“|\n|[0-9]{1,5}){0,30}") {
        let mut last = 0;
        for mention in mentions(&text) {
            prop_assert!(mention.range.start >= last && !mention.range.is_empty());
            prop_assert!(!mention.range.of(&text).is_empty());
            last = mention.range.end;
        }
    }
}
