//! The reader's corrections as a plain text file that the reader owns.
//!
//! One rule a line; lines that begin with `#` and empty lines are the reader's notes. Rules are followed in the order of
//! the file, so that a later one wins. What is no rule is told as a problem and left alone: the writer here changes
//! nothing but the one line that it adds or takes out.
//!
//! ```text
//! merge "Jane Doe" = "J. Doe"
//! split "Doe" in outlet "Harbour Post" as "Richard Doe"
//! not an actor place "Victory"
//! rename "Jane Doe" to "Dame Jane Doe"
//! "the iron mayor" means "Jane Doe" in article 00000000000000ff
//! merge story of article 00000000000000ff = article 000000000000000a
//! move article 00000000000000ff to story of article 000000000000000a
//! split article 00000000000000ff from story of article 000000000000000a
//! pin story "A dam bursts" = article 00000000000000ff, article 000000000000000a
//! rename story of article 00000000000000ff to "A dam bursts"
//! ```

use crate::model::actor::{ACTOR_KINDS, ActorKind};
use crate::model::article::ArticleId;
use crate::model::correction::{Correction, Corrections, Numbered, Scope, StoryRule};
use crate::model::problem::{Problem, Severity};

/// Reads the file's text; `source` names the file in problems.
pub fn parse(text: &str, source: &str) -> Corrections {
    let mut corrections = Corrections {
        source: source.to_owned(),
        ..Corrections::default()
    };
    for (index, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
        match rule(line) {
            Ok(rule) => corrections.rules.push(Numbered { line: number, rule }),
            Err(reason) => corrections.problems.push(Problem {
                source: source.to_owned(),
                line: Some(number),
                severity: Severity::Skipped,
                reason,
            }),
        }
    }
    corrections
}

/// `text` with `rule` as its last line, and the number of that line; `note` stands behind it for whoever reads the file. All else stays byte for byte, the style of its line
/// ends and a missing last one included, so that [`without`] gives back what was there.
pub fn with(text: &str, rule: &Correction, note: &str) -> (String, u32) {
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let whole = text.is_empty() || text.ends_with('\n');
    let mut changed = text.to_owned();
    if !whole {
        changed.push_str(end);
    }
    changed.push_str(&rule.to_string());
    if !note.is_empty() {
        changed.push_str(" # ");
        changed.extend(note.chars().filter(|c| !c.is_control()));
    }
    if whole {
        changed.push_str(end);
    }
    let line = changed.lines().count();
    (changed, u32::try_from(line).unwrap_or(u32::MAX))
}

/// `text` without the line that reads as `rule`: the one numbered `line` if it still does, else the last such. Nothing
/// where there is none.
pub fn without(text: &str, line: u32, rule: &Correction) -> Option<String> {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let reads = |index: &usize| {
        let written = lines
            .get(*index)
            .map(|line| line.trim_start_matches('\u{feff}').trim());
        written.is_some_and(|written| self::rule(written).as_ref() == Ok(rule))
    };
    let told = (line as usize).checked_sub(1).filter(reads);
    let index = told.or_else(|| (0..lines.len()).rev().find(reads))?;
    let mut changed: String = lines.get(..index)?.concat();
    let rest = lines.get(index + 1..)?;
    let open_end = rest.is_empty() && !text.ends_with('\n');
    if open_end {
        // The line before was only ended to make room, in the style of the others.
        let trimmed = changed.strip_suffix('\n').unwrap_or(&changed);
        let bare = trimmed
            .strip_suffix('\r')
            .filter(|bare| bare.contains("\r\n"));
        let kept = bare.unwrap_or(trimmed).len();
        changed.truncate(kept);
    } else {
        changed.push_str(&rest.concat());
    }
    Some(changed)
}

/// Reads one line.
fn rule(line: &str) -> Result<Correction, String> {
    let mut rest = Rest(line);
    let rule = if let Some(rule) = story_rule(&mut rest)? {
        Correction::Story(rule)
    } else if line.starts_with('"') {
        let wording = rest.name()?;
        rest.word("means")?;
        Correction::Means {
            wording,
            name: rest.name()?,
            scope: rest.scope()?,
        }
    } else if rest.take("merge") {
        let kind = rest.kind();
        let name = rest.name()?;
        rest.word("=")?;
        Correction::Merge {
            kind,
            name,
            other: rest.name()?,
        }
    } else if rest.take("split") {
        let kind = rest.kind();
        let (name, scope) = (rest.name()?, rest.scope()?);
        if scope == Scope::Everywhere {
            return Err("split needs a place: in outlet \"NAME\", or in article NUMBER".to_owned());
        }
        let to = if rest.take("as") {
            Some(rest.name()?)
        } else {
            None
        };
        Correction::Split {
            kind,
            name,
            scope,
            to,
        }
    } else if rest.take("not an actor") {
        let kind = rest.kind();
        Correction::NotAnActor {
            kind,
            name: rest.name()?,
            scope: rest.scope()?,
        }
    } else if rest.take("rename") {
        let kind = rest.kind();
        let name = rest.name()?;
        rest.word("to")?;
        Correction::Rename {
            kind,
            name,
            to: rest.name()?,
        }
    } else {
        return Err(
            "no rule begins so; rules are merge, split, not an actor, rename, \"WORDS\" means, and \
             for stories merge story, move article, split article, pin story, rename story"
                .to_owned(),
        );
    };
    match rest.0.trim() {
        "" => Ok(rule),
        other if other.starts_with('#') => Ok(rule),
        other => Err(format!(
            "behind the rule stands what is no part of it: {other}"
        )),
    }
}

/// Reads a rule about stories, where the line begins as one.
fn story_rule(rest: &mut Rest<'_>) -> Result<Option<StoryRule>, String> {
    let rule = if rest.take("merge story of") {
        let article = rest.article()?;
        rest.word("=")?;
        StoryRule::Merge {
            article,
            other: rest.article()?,
        }
    } else if rest.take("rename story of") {
        let article = rest.article()?;
        rest.word("to")?;
        StoryRule::Rename {
            article,
            to: rest.name()?,
        }
    } else if rest.take("pin story") {
        let name = rest.name()?;
        rest.word("=")?;
        let mut articles = vec![rest.article()?];
        while rest.take(",") {
            articles.push(rest.article()?);
        }
        StoryRule::Pin { name, articles }
    } else if rest.take("move article") {
        let article = rest.number()?;
        rest.word("to story of")?;
        StoryRule::Move {
            article,
            to: rest.article()?,
        }
    } else if rest.take("split article") {
        let article = rest.number()?;
        rest.word("from story of")?;
        StoryRule::Split {
            article,
            from: rest.article()?,
        }
    } else {
        return Ok(None);
    };
    let named = rule.articles();
    let twice = named
        .iter()
        .enumerate()
        .find(|(at, article)| named.iter().take(*at).any(|other| other == *article));
    match twice {
        Some((_, article)) => Err(format!("article {article} is named twice")),
        None => Ok(Some(rule)),
    }
}

/// What is left of a line.
struct Rest<'a>(&'a str);

impl Rest<'_> {
    fn take(&mut self, word: &str) -> bool {
        let rest = self.0.trim_start();
        let behind = rest.strip_prefix(word);
        let whole = behind.filter(|behind| !behind.starts_with(char::is_alphanumeric));
        if let Some(behind) = whole {
            self.0 = behind;
        }
        whole.is_some()
    }

    fn word(&mut self, word: &str) -> Result<(), String> {
        if self.take(word) {
            Ok(())
        } else {
            Err(format!("here should stand {word}"))
        }
    }

    fn kind(&mut self) -> Option<ActorKind> {
        ACTOR_KINDS.into_iter().find(|kind| self.take(kind.name()))
    }

    /// A name between quotation marks; `\"` is a quotation mark inside. Control characters are spaces, as they are written.
    fn name(&mut self) -> Result<String, String> {
        let missing = || "here should stand a name between quotation marks".to_owned();
        let inside = self.0.trim_start().strip_prefix('"').ok_or_else(missing)?;
        let mut name = String::new();
        let mut chars = inside.char_indices();
        while let Some((at, c)) = chars.next() {
            match c {
                '"' => {
                    self.0 = inside.get(at + 1..).unwrap_or("");
                    let name = name.trim().to_owned();
                    return if name.is_empty() {
                        Err("a name is empty".to_owned())
                    } else {
                        Ok(name)
                    };
                }
                '\\' => name.extend(chars.next().map(|(_, c)| plain(c))),
                c => name.push(plain(c)),
            }
        }
        Err("a quotation mark is not closed".to_owned())
    }

    fn scope(&mut self) -> Result<Scope, String> {
        if !self.take("in") {
            return Ok(Scope::Everywhere);
        }
        if self.take("outlet") {
            return Ok(Scope::Outlet(self.name()?));
        }
        Ok(Scope::Article(self.article()?))
    }

    /// `article 00000000000000ff`.
    fn article(&mut self) -> Result<ArticleId, String> {
        self.word("article")?;
        self.number()
    }

    fn number(&mut self) -> Result<ArticleId, String> {
        let rest = self.0.trim_start();
        let ends = |c: char| c.is_whitespace() || c == ',';
        let (number, behind) = rest.split_at(rest.find(ends).unwrap_or(rest.len()));
        self.0 = behind;
        let number = u64::from_str_radix(number, 16)
            .map_err(|_| format!("{number} is no article’s number"))?;
        Ok(ArticleId(number))
    }
}

/// The character, or a space for one that would act on a terminal.
fn plain(c: char) -> char {
    if c.is_control() { ' ' } else { c }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn rules_are_read_with_notes_between_them() {
        let text = "\u{feff}# mine\n\nmerge \"Jane Doe\" = \"J. \\\"JD\\\" Doe\"\r\n  not an actor place \"Victory\" # a ship\n\
            split person \"Doe\" in outlet \"Post\"\n\"the mayor\" means \"Jane Doe\" in article 00000000000000ff\n\
            rename \"Doe\" to \"Roe\"\n";
        let read = parse(text, "corrections");
        assert_eq!(read.problems, []);
        let lines: Vec<u32> = read.rules.iter().map(|rule| rule.line).collect();
        assert_eq!(lines, [3, 4, 5, 6, 7]);
        assert_eq!(
            read.rules[0].rule,
            Correction::Merge {
                kind: None,
                name: "Jane Doe".to_owned(),
                other: "J. \"JD\" Doe".to_owned()
            }
        );
    }

    #[test]
    fn what_is_no_rule_is_told_with_its_line_and_the_rest_is_read() {
        for (line, said) in [
            ("marge \"A\" = \"B\"", "no rule"),
            ("merge \"A\" \"B\"", "="),
            ("merge \"A\" = \"B", "not closed"),
            ("merge A = B", "quotation marks"),
            ("split \"A\"", "place"),
            ("split \"A\" in article xyz", "xyz"),
            ("rename \"A\" to \"B\" today", "today"),
            ("\"a\" means \"\"", "empty"),
            ("merged \"A\" = \"B\"", "no rule"),
        ] {
            let read = parse(&format!("# note\n{line}\nrename \"A\" to \"B\"\n"), "mine");
            assert_eq!(read.rules.len(), 1, "{line}");
            assert_eq!(read.problems[0].line, Some(2));
            assert!(
                read.problems[0].reason.contains(said),
                "{}",
                read.problems[0]
            );
        }
    }

    #[test]
    fn rules_about_stories_are_read_and_bad_ones_told() {
        let id = |number: u64| ArticleId(number).to_string();
        let read = parse(
            &format!(
                "merge story of article {0} = article {1} # a note\nmove article {0} to story of article {1}\n\
                 split article {0} from story of article {1}\npin story \"A dam, bursting\" = article {0}, article {1}\n\
                 rename story of article {0} to \"It bursts\"\n",
                id(1),
                id(2)
            ),
            "mine",
        );
        assert_eq!(read.problems, []);
        let articles = [ArticleId(1), ArticleId(2)];
        for numbered in &read.rules[..4] {
            assert_eq!(numbered.rule.articles(), articles);
        }
        let [.., pin, rename] = &read.rules[..] else {
            unreachable!("five rules are there");
        };
        assert_eq!(
            pin.rule,
            Correction::Story(StoryRule::Pin {
                name: "A dam, bursting".to_owned(),
                articles: articles.to_vec()
            })
        );
        assert_eq!(rename.rule.articles(), articles[..1]);
        for (line, said) in [
            ("merge story of article 1", "="),
            ("merge story of article 1 = article 1", "twice"),
            ("move article 1 to article 2", "to story of"),
            ("split article 1 from story of article x2", "x2"),
            ("pin story = article 1", "quotation marks"),
            ("pin story \"A\"", "="),
            ("pin story \"A\" = article 1, article 1", "twice"),
            ("pin story \"A\" = article 1 article 2", "no part"),
        ] {
            let read = parse(&format!("{line}\n"), "mine");
            assert_eq!((read.rules.len(), read.problems.len()), (0, 1), "{line}");
            assert!(
                read.problems[0].reason.contains(said),
                "{}",
                read.problems[0]
            );
        }
    }

    fn any_story_rule() -> impl Strategy<Value = StoryRule> {
        let articles = proptest::collection::hash_set(any::<u64>(), 2..5);
        (articles, "[A-Za-zé\"\\\\#=, ]{0,12}x", 0..5).prop_map(|(articles, name, which)| {
            let articles: Vec<ArticleId> = articles.into_iter().map(ArticleId).collect();
            let (article, other) = (articles[0], articles[1]);
            let name = name.trim().to_owned();
            match which {
                0 => StoryRule::Merge { article, other },
                1 => StoryRule::Move { article, to: other },
                2 => StoryRule::Split {
                    article,
                    from: other,
                },
                3 => StoryRule::Pin { name, articles },
                _ => StoryRule::Rename { article, to: name },
            }
        })
    }

    fn any_rule() -> impl Strategy<Value = Correction> {
        prop_oneof![
            any_actor_rule(),
            any_story_rule().prop_map(Correction::Story)
        ]
    }

    fn any_actor_rule() -> impl Strategy<Value = Correction> {
        let name = || "[A-Za-zé\"\\\\#=’ ]{0,12}x";
        let kind = proptest::option::of(proptest::sample::select(&ACTOR_KINDS[..]));
        let scope = prop_oneof![
            Just(Scope::Everywhere),
            name().prop_map(|name| Scope::Outlet(name.trim().to_owned())),
            any::<u64>().prop_map(|number| Scope::Article(ArticleId(number))),
        ];
        (kind, name(), name(), scope, 0..6).prop_map(|(kind, a, b, scope, which)| {
            let (name, other) = (a.trim().to_owned(), b.trim().to_owned());
            match which {
                0 => Correction::Merge { kind, name, other },
                1 => Correction::Rename {
                    kind,
                    name,
                    to: other,
                },
                2 => Correction::Means {
                    wording: name,
                    name: other,
                    scope,
                },
                3 | 4 if scope != Scope::Everywhere => Correction::Split {
                    kind,
                    name,
                    scope,
                    to: (which == 4).then_some(other),
                },
                _ => Correction::NotAnActor { kind, name, scope },
            }
        })
    }

    proptest! {
        #[test]
        fn a_rule_is_read_as_it_was_written(rule in any_rule()) {
            let read = parse(&rule.to_string(), "mine");
            prop_assert_eq!(read.problems, []);
            prop_assert_eq!(&read.rules[0].rule, &rule);
        }

        #[test]
        fn taking_a_rule_back_leaves_every_byte_as_it_was(
            text in "(# note|merge|\"|\\PC|\r\n|\n|\r){0,12}",
            rule in any_rule(),
            note in "\\PC{0,9}",
        ) {
            let (changed, line) = with(&text, &rule, &note);
            prop_assert!(changed.starts_with(&text));
            let read = parse(&changed, "mine");
            prop_assert!(read.rules.iter().any(|found| found.line == line && found.rule == rule));
            prop_assert_eq!(without(&changed, line, &rule), Some(text));
        }

        #[test]
        fn any_text_is_read_without_harm(text in "\\PC{0,60}") {
            let read = parse(&text, "mine");
            prop_assert!(read.rules.len() + read.problems.len() <= 1);
        }
    }

    #[test]
    fn a_name_with_control_characters_is_read_as_it_is_written() {
        let read = parse("not an actor \"Doe\u{1b}[31m\"\n", "mine");
        let rule = &read.rules[0].rule;
        assert_eq!(rule.to_string(), "not an actor \"Doe [31m\"");
        assert_eq!(parse(&rule.to_string(), "mine").rules[0].rule, *rule);
    }

    #[test]
    fn a_rule_that_moved_is_found_and_one_that_is_gone_changes_nothing() {
        let rule = Correction::Rename {
            kind: None,
            name: "A".to_owned(),
            to: "B".to_owned(),
        };
        assert_eq!(
            without("# new\nrename \"A\"  to \"B\"\n# end\n", 1, &rule).as_deref(),
            Some("# new\n# end\n")
        );
        assert_eq!(without("# new\n", 1, &rule), None);
    }
}
