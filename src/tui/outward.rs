//! What may reach the world outside, and how: links, and the words with which programs are started.
//!
//! A program is started with a list of arguments and never through a shell, and what an article says is one argument or
//! none: whatever stands in it, it stays that.

use std::collections::BTreeMap;

use crate::config::commands::UserCommand;

/// The reader's wishes about the world outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outward {
    /// The programs that may open a link, each with its arguments; the first that is there does.
    pub browsers: Vec<Vec<String>>,
    /// The kinds of links that may be opened.
    pub schemes: Vec<String>,
    /// Whether links on screen are links of the terminal.
    pub links: bool,
    /// Whether the screen is far from the machine, so that a browser here would open out of sight.
    pub remote: bool,
    /// The reader's own commands, by name.
    pub commands: BTreeMap<String, UserCommand>,
}

/// What stands for the address in the arguments of a browser.
const ADDRESS: &str = "%s";

/// The most bytes of an address that is opened.
const LONGEST: usize = 4096;

impl Default for Outward {
    fn default() -> Self {
        Self {
            browsers: Vec::new(),
            schemes: ["http", "https"].map(str::to_owned).to_vec(),
            links: false,
            remote: false,
            commands: BTreeMap::new(),
        }
    }
}

impl Outward {
    /// The address, if it may be opened.
    ///
    /// # Errors
    /// Why it may not.
    pub fn allowed<'a>(&self, address: &'a str) -> Result<&'a str, String> {
        let address = address.trim();
        let odd = |c: char| c.is_control() || c.is_whitespace() || "\"<>\\^`{|}".contains(c);
        if address.len() > LONGEST || address.contains(odd) {
            return Err("this address is not well formed; it is not opened".to_owned());
        }
        let Some((scheme, rest)) = address.split_once(':') else {
            return Err("this address has no http or https in front; it is not opened".to_owned());
        };
        let known = self.schemes.iter();
        if !known
            .into_iter()
            .any(|known| known.eq_ignore_ascii_case(scheme))
        {
            return Err(format!(
                "{scheme} links are not opened; the setting link-schemes allows more than {}",
                self.schemes.join(" and ")
            ));
        }
        if rest.trim_start_matches('/').is_empty() {
            return Err("this address leads nowhere".to_owned());
        }
        Ok(address)
    }

    /// The programs with arguments that open `address`, the first choice first.
    pub fn openers(&self, address: &str) -> Vec<Vec<String>> {
        let openers = self.browsers.iter().filter(|words| !words.is_empty());
        openers.map(|words| with_address(words, address)).collect()
    }
}

/// The arguments of a browser with the address in its place, else behind them.
fn with_address(words: &[String], address: &str) -> Vec<String> {
    if words.iter().any(|word| word.contains(ADDRESS)) {
        let put = |word: &String| word.replace(ADDRESS, address);
        return words.iter().map(put).collect();
    }
    let address = std::iter::once(address.to_owned());
    words.iter().cloned().chain(address).collect()
}

/// The browsers that the variable `BROWSER` names: command lines with colons between them, as programs have agreed on.
pub fn browsers(variable: &str) -> Vec<Vec<String>> {
    let lines = variable.split(':').filter(|line| !line.trim().is_empty());
    let read = lines.filter_map(|line| shell_words::split(line).ok());
    read.filter(|words| !words.is_empty()).collect()
}

/// What an article says of itself, for the places in a command.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    /// Its address, if it tells one.
    pub link: Option<String>,
    /// Its headline.
    pub title: String,
    /// Who published it.
    pub outlet: String,
    /// The file it was read from.
    pub path: String,
    /// The one that is chosen, if there is one.
    pub actor: Option<String>,
}

impl Facts {
    /// The words of a command with what the article says in their places: `{link}`, `{title}`, `{outlet}`, `{path}` and
    /// `{actor}`. One word stays one. Braces around anything else stay as they are.
    ///
    /// # Errors
    /// What the article does not say.
    pub fn fill(&self, words: &[String]) -> Result<Vec<String>, String> {
        words.iter().map(|word| self.fill_word(word)).collect()
    }

    fn fill_word(&self, word: &str) -> Result<String, String> {
        let mut filled = String::new();
        let mut rest = word;
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let end = after.split_once('}');
            let (name, behind) = end.unwrap_or(("", after));
            let said = match name {
                "link" => Some(
                    self.link
                        .as_deref()
                        .ok_or("this article tells no address")?,
                ),
                "actor" => Some(self.actor.as_deref().ok_or("nobody is chosen")?),
                "title" => Some(self.title.as_str()),
                "outlet" => Some(self.outlet.as_str()),
                "path" => Some(self.path.as_str()),
                _ => None,
            };
            if let Some(said) = said {
                filled.push_str(said);
                rest = behind;
            } else {
                filled.push('{');
                rest = after;
            }
        }
        filled.push_str(rest);
        Ok(filled)
    }
}

/// A command line as it is typed, as a program and its arguments.
///
/// # Errors
/// Why it is none.
pub fn split(line: &str) -> Result<Vec<String>, String> {
    match shell_words::split(line) {
        Ok(words) if words.is_empty() => Err("type a command, as sort or wc -w".to_owned()),
        Ok(words) => Ok(words),
        Err(_) => Err("a quotation mark is not closed".to_owned()),
    }
}

/// The addresses in a text, with their bytes in it: from `http` on to the white space or the stop behind.
pub fn addresses(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let starts = text.match_indices("http").map(|(start, _)| start);
    starts.filter_map(|start| {
        let found = text.get(start..)?;
        let rest = found
            .strip_prefix("https://")
            .or(found.strip_prefix("http://"))?;
        let ends = |c: char| c.is_whitespace() || "<>\"“”‘’()[]{}|\\^`".contains(c);
        let end = rest.find(ends).unwrap_or(rest.len()) + (found.len() - rest.len());
        let address = found
            .get(..end)?
            .trim_end_matches(['.', ',', ';', ':', '!', '?', '\'']);
        (address.len() > "https://".len()).then_some((start, address))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<String> {
        shell_words::split(line).unwrap()
    }

    #[test]
    fn only_well_formed_addresses_of_known_kinds_are_opened() {
        let outward = Outward::default();
        for good in [
            "https://example.org/a?b=c&d=e#f",
            "http://example.org",
            "HTTPS://example.org/ж",
            " https://example.org/a;b'c$(d) ",
        ] {
            // What a shell would make of it does not matter: there is none.
            let opened = outward
                .allowed(good)
                .map_err(|reason| panic!("{good}: {reason}"));
            assert_eq!(opened.ok(), Some(good.trim()));
        }
        for bad in [
            "javascript:alert(1)",
            "file:///etc/passwd",
            "example.org",
            "--version",
            "https://",
            "https://example.org/a b",
            "https://example.org/\u{1b}]0;x\u{7}",
            "https://example.org/\u{9b}31m",
            "https://example.org/\n-x",
        ] {
            assert!(outward.allowed(bad).is_err(), "{bad:?}");
        }
        let mail = Outward {
            schemes: vec!["mailto".to_owned()],
            ..Outward::default()
        };
        assert!(mail.allowed("mailto:desk@example.org").is_ok());
        assert!(mail.allowed("https://example.org").is_err());
        assert!(
            outward
                .allowed(&format!("https://{}", "x".repeat(LONGEST)))
                .is_err()
        );
    }

    #[test]
    fn an_address_is_one_argument_wherever_it_stands() {
        let outward = Outward {
            browsers: browsers("fire 'new tab' %s:lynx -x::'open"),
            ..Outward::default()
        };
        let openers = outward.openers("https://example.org/a;b c");
        assert_eq!(
            openers,
            [
                vec!["fire", "new tab", "https://example.org/a;b c"],
                vec!["lynx", "-x", "https://example.org/a;b c"],
            ]
        );
    }

    #[test]
    fn what_an_article_says_stays_in_its_word() {
        let facts = Facts {
            link: Some("https://example.org/{title}".to_owned()),
            title: "A; rm -rf ~ \"x\" {link}".to_owned(),
            outlet: "Post".to_owned(),
            path: "/tmp/a b.txt".to_owned(),
            actor: None,
        };
        let filled = facts.fill(&words("note --from={outlet} {title} {path} '{x} {' {link}"));
        assert_eq!(
            filled.unwrap(),
            [
                "note",
                "--from=Post",
                "A; rm -rf ~ \"x\" {link}",
                "/tmp/a b.txt",
                "{x} {",
                "https://example.org/{title}",
            ]
        );
        assert_eq!(
            facts.fill(&words("who {actor}")).unwrap_err(),
            "nobody is chosen"
        );
        let without = Facts::default();
        assert!(without.fill(&words("get {link}")).is_err());
    }

    #[test]
    fn a_command_line_is_read_by_the_rules_of_a_shell_without_one() {
        assert_eq!(split("wc -w").unwrap(), ["wc", "-w"]);
        assert_eq!(
            split("grep 'a b' \"$HOME\" | sh").unwrap(),
            ["grep", "a b", "$HOME", "|", "sh"]
        );
        assert!(split("  ").is_err());
        assert!(split("grep 'a").is_err());
    }

    #[test]
    fn addresses_are_found_without_the_stop_behind_them() {
        let text = "See https://example.org/a_(b), http://x.test. Or “https://y.test/z”; not http nor https://.";
        let found: Vec<_> = addresses(text).map(|(_, address)| address).collect();
        assert_eq!(
            found,
            [
                "https://example.org/a_",
                "http://x.test",
                "https://y.test/z"
            ]
        );
        for (start, address) in addresses(text) {
            assert!(text.get(start..).unwrap().starts_with(address));
        }
    }
}
