//! Where keys hold: the panes, what can lie over them, and the lines in which one types.

use std::iter::successors;

/// A place in which keys have a meaning of their own. Each lies in a wider one, whose keys hold there too unless it has its
/// own for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Every pane, and every view over them in which nothing is typed.
    Everywhere,
    /// Every pane.
    Any,
    /// The article list.
    List,
    /// The reading pane.
    Article,
    /// The actor panel.
    Actors,
    /// A selection in the text.
    Select,
    /// Every view over the panes in which nothing is typed.
    View,
    /// What could not be read.
    Problems,
    /// The reader's corrections.
    Corrections,
    /// The saved searches.
    Saved,
    /// The themes.
    Themes,
    /// Notes and highlights.
    Notes,
    /// A few rules to choose from.
    Menu,
    /// Everything that stands side by side.
    Beside,
    /// Every outlet's words for an actor.
    Words,
    /// Articles, versions or all of a story side by side.
    Compare,
    /// Every line in which one types.
    Line,
    /// A picker.
    Picker,
    /// The search of everything.
    Search,
    /// A search in the article or over the titles.
    Find,
    /// A filter of the list.
    Filter,
    /// Tags being typed.
    Tags,
    /// A name being typed.
    Name,
    /// A note being written, on several lines.
    Note,
}

/// Every scope, in the order in which key maps tell them.
pub const SCOPES: [Scope; 24] = [
    Scope::Everywhere,
    Scope::Any,
    Scope::List,
    Scope::Article,
    Scope::Actors,
    Scope::Select,
    Scope::View,
    Scope::Problems,
    Scope::Corrections,
    Scope::Saved,
    Scope::Themes,
    Scope::Notes,
    Scope::Menu,
    Scope::Beside,
    Scope::Words,
    Scope::Compare,
    Scope::Line,
    Scope::Picker,
    Scope::Search,
    Scope::Find,
    Scope::Filter,
    Scope::Tags,
    Scope::Name,
    Scope::Note,
];

impl Scope {
    /// What the scope is called in a key map file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Everywhere => "everywhere",
            Self::Any => "any",
            Self::List => "list",
            Self::Article => "article",
            Self::Actors => "actors",
            Self::Select => "select",
            Self::View => "view",
            Self::Problems => "problems",
            Self::Corrections => "corrections",
            Self::Saved => "saved",
            Self::Themes => "themes",
            Self::Notes => "notes",
            Self::Menu => "menu",
            Self::Beside => "beside",
            Self::Words => "words",
            Self::Compare => "compare",
            Self::Line => "line",
            Self::Picker => "picker",
            Self::Search => "search",
            Self::Find => "find",
            Self::Filter => "filter",
            Self::Tags => "tags",
            Self::Name => "name",
            Self::Note => "note",
        }
    }

    /// What help and README call it.
    pub fn told(self) -> &'static str {
        match self {
            Self::Any => "any pane",
            Self::Actors => "actor panel",
            Self::Select => "selection",
            Self::View => "over the panes",
            Self::Saved => "saved searches",
            Self::Menu => "choice",
            Self::Beside => "side by side",
            Self::Compare => "comparison",
            Self::Line => "where one types",
            Self::Search => "search of everything",
            other => other.name(),
        }
    }

    /// The scope of that name.
    pub fn by_name(name: &str) -> Option<Self> {
        SCOPES.into_iter().find(|scope| scope.name() == name)
    }

    /// The scope in which it lies.
    pub fn wider(self) -> Option<Self> {
        match self {
            Self::Everywhere | Self::Line => None,
            Self::Any | Self::View | Self::Select => Some(Self::Everywhere),
            Self::List | Self::Article | Self::Actors => Some(Self::Any),
            Self::Problems
            | Self::Corrections
            | Self::Saved
            | Self::Themes
            | Self::Notes
            | Self::Menu
            | Self::Beside => Some(Self::View),
            Self::Words | Self::Compare => Some(Self::Beside),
            Self::Picker | Self::Find | Self::Filter | Self::Tags | Self::Name | Self::Note => {
                Some(Self::Line)
            }
            Self::Search => Some(Self::Picker),
        }
    }

    /// The scope and all in which it lies, the narrowest first.
    pub fn chain(self) -> impl Iterator<Item = Self> {
        successors(Some(self), |scope| scope.wider())
    }

    /// Tells whether what is typed there is text first, and keys only otherwise.
    pub fn is_typed_in(self) -> bool {
        self.chain().any(|scope| scope == Self::Line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_scope_is_found_by_its_name_and_lies_in_one_of_two_wholes() {
        for scope in SCOPES {
            assert_eq!(Scope::by_name(scope.name()), Some(scope));
            let widest = scope.chain().last();
            assert!(matches!(widest, Some(Scope::Everywhere | Scope::Line)));
        }
        assert!(Scope::Search.is_typed_in());
        assert!(!Scope::Compare.is_typed_in());
    }
}
