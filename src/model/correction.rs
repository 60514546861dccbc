//! The reader's corrections: what the reader knows better than the machine.

use std::fmt;

use crate::model::actor::ActorKind;
use crate::model::article::ArticleId;
use crate::model::problem::Problem;

/// Where a correction holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Scope {
    /// In every article.
    #[default]
    Everywhere,
    /// In the articles of one outlet, by its name.
    Outlet(String),
    /// In one article.
    Article(ArticleId),
}

/// One correction. Names are compared without regard to case and accents; a kind narrows them to people, governments,
/// organisations or places. The line that [`fmt::Display`] writes is the form in the reader's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Correction {
    /// Both names are one actor, known by the first: `merge "Jane Doe" = "J. Doe"`.
    Merge {
        /// What the first is, if that must be told.
        kind: Option<ActorKind>,
        /// The name that stays.
        name: String,
        /// The name that joins it.
        other: String,
    },
    /// In that place, the name is somebody else: `split "Doe" in outlet "Harbour Post" as "Richard Doe"`.
    Split {
        /// What it is, if that must be told.
        kind: Option<ActorKind>,
        /// The name or one of its forms.
        name: String,
        /// Where it is somebody else.
        scope: Scope,
        /// What that other one is called; the same name where nothing else is told.
        to: Option<String>,
    },
    /// The name is no actor at all: `not an actor "Doe Day"`.
    NotAnActor {
        /// What it was taken for, if that must be told.
        kind: Option<ActorKind>,
        /// The name or one of its forms.
        name: String,
        /// Where.
        scope: Scope,
    },
    /// The actor is shown under another name: `rename "Jane Doe" to "Dame Jane Doe"`.
    Rename {
        /// What it is, if that must be told.
        kind: Option<ActorKind>,
        /// The name that rashomon gives.
        name: String,
        /// The name that the reader gives.
        to: String,
    },
    /// A description or form stands for an actor: `"the iron mayor" means "Jane Doe"`.
    Means {
        /// The words, with or without their article.
        wording: String,
        /// The actor's name.
        name: String,
        /// Where.
        scope: Scope,
    },
    /// What articles are one story.
    Story(StoryRule),
}

/// A correction of stories. A story has no lasting name of its own, so a rule calls it by one of its articles: whatever the
/// machine puts with that one is meant too, articles yet to come included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoryRule {
    /// The stories of the two are one: `merge story of article 0…1 = article 0…2`.
    Merge {
        /// An article of the first story.
        article: ArticleId,
        /// An article of the other.
        other: ArticleId,
    },
    /// The article leaves its story, if it has one, and joins that of the other: `move article 0…1 to story of article 0…2`.
    Move {
        /// The article that moves.
        article: ArticleId,
        /// An article of the story that it belongs to.
        to: ArticleId,
    },
    /// The article is not of the story of the other: `split article 0…1 from story of article 0…2`.
    Split {
        /// The article that leaves.
        article: ArticleId,
        /// An article of the story that it leaves.
        from: ArticleId,
    },
    /// These articles and no others are one story of that name, until a later rule says otherwise:
    /// `pin story "A dam bursts" = article 0…1, article 0…2`. One article alone stands alone.
    Pin {
        /// What the story is called.
        name: String,
        /// Its articles; at least one.
        articles: Vec<ArticleId>,
    },
    /// The story is called so: `rename story of article 0…1 to "A dam bursts"`.
    Rename {
        /// An article of the story.
        article: ArticleId,
        /// What the reader calls it.
        to: String,
    },
}

impl StoryRule {
    /// The articles that the rule names, in its order.
    pub fn articles(&self) -> Vec<ArticleId> {
        match self {
            Self::Merge { article, other } => vec![*article, *other],
            Self::Move { article, to } => vec![*article, *to],
            Self::Split { article, from } => vec![*article, *from],
            Self::Pin { articles, .. } => articles.clone(),
            Self::Rename { article, .. } => vec![*article],
        }
    }
}

impl Correction {
    /// The articles that the rule names by number.
    pub fn articles(&self) -> Vec<ArticleId> {
        match self {
            Self::Split { scope, .. }
            | Self::NotAnActor { scope, .. }
            | Self::Means { scope, .. } => match scope {
                Scope::Article(article) => vec![*article],
                Scope::Everywhere | Scope::Outlet(_) => Vec::new(),
            },
            Self::Merge { .. } | Self::Rename { .. } => Vec::new(),
            Self::Story(rule) => rule.articles(),
        }
    }

    /// What is counted where it is told how much the rule changed.
    pub fn unit(&self) -> &'static str {
        match self {
            Self::Story(_) => "article",
            _ => "mention",
        }
    }
}

/// A correction and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbered {
    /// The line of the file, counted from 1.
    pub line: u32,
    /// The rule.
    pub rule: Correction,
}

/// Everything that the file says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Corrections {
    /// The file's name, as problems tell it; empty where there is no file.
    pub source: String,
    /// The rules, in the order of the file.
    pub rules: Vec<Numbered>,
    /// The lines that are no rules.
    pub problems: Vec<Problem>,
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Everywhere => Ok(()),
            Self::Outlet(outlet) => write!(f, " in outlet {}", Quoted(outlet)),
            Self::Article(article) => write!(f, " in article {article}"),
        }
    }
}

impl fmt::Display for Correction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let of = |kind: &Option<ActorKind>| {
            kind.map_or(String::new(), |kind| format!("{} ", kind.name()))
        };
        match self {
            Self::Merge { kind, name, other } => {
                write!(f, "merge {}{} = {}", of(kind), Quoted(name), Quoted(other))
            }
            Self::Split {
                kind,
                name,
                scope,
                to,
            } => {
                write!(f, "split {}{}{scope}", of(kind), Quoted(name))?;
                match to {
                    Some(to) => write!(f, " as {}", Quoted(to)),
                    None => Ok(()),
                }
            }
            Self::NotAnActor { kind, name, scope } => {
                write!(f, "not an actor {}{}{scope}", of(kind), Quoted(name))
            }
            Self::Rename { kind, name, to } => {
                write!(f, "rename {}{} to {}", of(kind), Quoted(name), Quoted(to))
            }
            Self::Means {
                wording,
                name,
                scope,
            } => {
                write!(f, "{} means {}{scope}", Quoted(wording), Quoted(name))
            }
            Self::Story(rule) => rule.fmt(f),
        }
    }
}

impl fmt::Display for StoryRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Merge { article, other } => {
                write!(f, "merge story of article {article} = article {other}")
            }
            Self::Move { article, to } => {
                write!(f, "move article {article} to story of article {to}")
            }
            Self::Split { article, from } => {
                write!(f, "split article {article} from story of article {from}")
            }
            Self::Pin { name, articles } => {
                write!(f, "pin story {} =", Quoted(name))?;
                for (number, article) in articles.iter().enumerate() {
                    let comma = if number == 0 { "" } else { "," };
                    write!(f, "{comma} article {article}")?;
                }
                Ok(())
            }
            Self::Rename { article, to } => {
                write!(f, "rename story of article {article} to {}", Quoted(to))
            }
        }
    }
}

/// A name between quotation marks, on one line.
struct Quoted<'a>(&'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\"")?;
        for c in self.0.chars() {
            match c {
                '"' | '\\' => write!(f, "\\{c}")?,
                c if c.is_control() => f.write_str(" ")?,
                c => write!(f, "{c}")?,
            }
        }
        f.write_str("\"")
    }
}
