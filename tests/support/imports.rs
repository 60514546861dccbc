//! What Rust sources name: every path of every file, followed to where it leads.
//!
//! The sources are parsed, not searched. Read are `use` trees, paths of expressions, types and patterns, the names of
//! macros and the paths among their tokens. `crate`, `self`, `super` and what a `use` brought in, under another name or
//! by a `*` too, are resolved. Items only for tests are left out. Not seen: what a macro of ours puts together, and names
//! behind a value or a type (methods, fields), for which the compiler has to know the type.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Attribute, Ident, ImplItem, Item, ItemMod, ItemUse, Meta, UseTree, Visibility};

/// The segments of a path: `["crate", "tui", "app"]`, `["std", "env"]`. The first of a resolved one is `crate` for the
/// library, the name of the file for a program beside it, else that of another crate.
type Path = Vec<String>;

/// One thing that a file names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Naming {
    /// The file that names it: `tui/view/list`.
    pub file: String,
    /// The line there, from 1.
    pub line: usize,
    /// What is named, resolved.
    pub path: Path,
}

impl Naming {
    /// Tells whether this is `word`, written `std::env`, or something in it.
    pub fn is_in(&self, word: &str) -> bool {
        let word: Vec<&str> = word.split("::").collect();
        self.path.len() >= word.len() && self.path.iter().zip(word).all(|(have, want)| have == want)
    }
}

impl std::fmt::Display for Naming {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "src/{}.rs:{}", self.file, self.line)
    }
}

/// All sources together.
pub struct House {
    /// The files by name, `tui/view/list`, with their number of lines.
    pub files: BTreeMap<String, usize>,
    /// Everything that they name outside tests, once a line.
    pub namings: BTreeSet<Naming>,
    /// `pub use` and `#[path]`, which give a thing a second name or a module a second place: where, and what.
    pub detours: Vec<(String, &'static str)>,
}

impl House {
    /// Reads `sources`: the name of each file below `src`, without its ending, and its text.
    pub fn read<'a>(sources: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut reader = Reader::default();
        let mut files = BTreeMap::new();
        for (name, text) in sources {
            files.insert(name.to_owned(), text.lines().count());
            reader.file(name, text);
        }
        let tests = std::mem::take(&mut reader.tests);
        let is_test = |scope: &Path| tests.iter().any(|test| scope.starts_with(test));
        reader.scopes.retain(|scope, _| !is_test(scope));
        reader.named.retain(|named| !is_test(&named.scope));
        files.retain(|name, _| !is_test(&scope_of(name)));
        let mut namings = BTreeSet::new();
        for named in &reader.named {
            for path in reader.resolve(&named.scope, &named.path, &mut BTreeSet::new()) {
                namings.insert(Naming {
                    file: reader.scopes[&named.scope].file.clone(),
                    line: named.line,
                    path,
                });
            }
        }
        Self {
            files,
            namings,
            detours: reader.detours,
        }
    }

    /// The file of the library in which what `naming` names has its home, and the name that it has there (nothing when the
    /// module itself is named).
    pub fn home<'a>(&self, naming: &'a Naming) -> Option<(String, &'a str)> {
        let (first, rest) = naming.path.split_first()?;
        if first != "crate" {
            return None;
        }
        let depth = (1..=rest.len())
            .rev()
            .find(|&depth| self.files.contains_key(&rest[..depth].join("/")))?;
        Some((
            rest[..depth].join("/"),
            rest.get(depth).map_or("", String::as_str),
        ))
    }
}

/// A module: a file, or a `mod` with braces in one.
#[derive(Default)]
struct Scope {
    file: String,
    /// The names that `use` brought in, and the paths behind them as written.
    imports: BTreeMap<String, Vec<Path>>,
    /// The modules of which `use` brought in everything.
    globs: Vec<Path>,
}

/// A path as it was written; the first segment is empty where it began with `::`.
struct Named {
    scope: Path,
    line: usize,
    path: Path,
}

#[derive(Default)]
struct Reader {
    scope: Path,
    scopes: BTreeMap<Path, Scope>,
    named: Vec<Named>,
    tests: BTreeSet<Path>,
    detours: Vec<(String, &'static str)>,
}

impl Reader {
    fn file(&mut self, name: &str, text: &str) {
        self.scope = scope_of(name);
        name.clone_into(&mut self.here().file);
        let parsed = syn::parse_file(text).unwrap_or_else(|error| panic!("src/{name}.rs: {error}"));
        self.visit_file(&parsed);
    }

    fn here(&mut self) -> &mut Scope {
        self.scopes.entry(self.scope.clone()).or_default()
    }

    fn place(&self, line: usize) -> String {
        format!("src/{}.rs:{line}", self.scopes[&self.scope].file)
    }

    fn name(&mut self, path: Path, line: usize) {
        self.named.push(Named {
            scope: self.scope.clone(),
            line,
            path,
        });
    }

    /// A macro is named by its path, and one without a path may be of the standard library.
    fn name_macro(&mut self, path: Path, line: usize) {
        if let [word] = &path[..] {
            self.name(vec![String::new(), "std".to_owned(), word.clone()], line);
        }
        self.name(path, line);
    }

    fn use_tree(&mut self, tree: &UseTree, before: &[String]) {
        let with = |ident: &Ident| [before, &[text(ident)]].concat();
        match tree {
            UseTree::Path(path) => self.use_tree(&path.tree, &with(&path.ident)),
            UseTree::Group(group) => group
                .items
                .iter()
                .for_each(|tree| self.use_tree(tree, before)),
            UseTree::Name(name) if name.ident == "self" => {
                self.import(before.last().cloned(), before.to_vec(), name.span());
            }
            UseTree::Name(name) => {
                self.import(Some(text(&name.ident)), with(&name.ident), name.span());
            }
            UseTree::Rename(name) if name.ident == "self" => {
                self.import(Some(text(&name.rename)), before.to_vec(), name.span());
            }
            UseTree::Rename(name) => {
                self.import(Some(text(&name.rename)), with(&name.ident), name.span());
            }
            UseTree::Glob(star) => {
                self.here().globs.push(before.to_vec());
                self.name([before, &["*".to_owned()]].concat(), line(star));
            }
        }
    }

    fn import(&mut self, name: Option<String>, path: Path, span: proc_macro2::Span) {
        if let Some(name) = name {
            self.here()
                .imports
                .entry(name)
                .or_default()
                .push(path.clone());
        }
        self.name(path, span.start().line);
    }

    /// Collects the paths among the tokens of a macro: `a::b`, and `a::{b, c}` when a `use` stands there.
    fn tokens(&mut self, tokens: TokenStream, before: &[String]) {
        let trees: Vec<TokenTree> = tokens.into_iter().collect();
        let mut at = 0;
        while let Some(tree) = trees.get(at) {
            let line = tree.span().start().line;
            let behind_type =
                at > 0 && matches!(&trees[at - 1], TokenTree::Punct(sign) if sign.as_char() == '>');
            let mut path = before.to_vec();
            match tree {
                TokenTree::Ident(word) => {
                    path.push(text(word));
                    at += 1;
                }
                TokenTree::Punct(_) if colons(&trees, at) && !behind_type && path.is_empty() => {
                    path.push(String::new());
                }
                TokenTree::Group(group) => {
                    self.tokens(group.stream(), &[]);
                    at += 1;
                    continue;
                }
                _ => {
                    at += 1;
                    continue;
                }
            }
            while colons(&trees, at) {
                match trees.get(at + 2) {
                    Some(TokenTree::Ident(word)) => path.push(text(word)),
                    Some(TokenTree::Group(group)) => self.tokens(group.stream(), &path),
                    _ => {}
                }
                at += 3;
            }
            let is_macro = matches!((trees.get(at), trees.get(at + 1)),
                (Some(TokenTree::Punct(sign)), Some(TokenTree::Group(_))) if sign.as_char() == '!');
            if is_macro {
                self.name_macro(path, line);
            } else if path.len() > 1 {
                self.name(path, line);
            }
        }
    }

    /// Where `path`, written in `scope`, may lead. More than one place where a name is a module and something else.
    fn resolve(&self, scope: &[String], path: &[String], seen: &mut Seen) -> BTreeSet<Path> {
        let Some((first, rest)) = path.split_first() else {
            return BTreeSet::new();
        };
        match first.as_str() {
            "" => BTreeSet::from([foreign(rest)]),
            "Self" => BTreeSet::new(),
            "crate" => self.follow(&[&scope[..1], rest].concat(), seen),
            "self" | "super" => {
                let mut from = scope.to_vec();
                let words = path
                    .iter()
                    .take_while(|word| matches!(word.as_str(), "self" | "super"));
                let count = words.clone().count();
                for _ in words.filter(|word| *word == "super") {
                    from.truncate((from.len() - 1).max(1));
                }
                self.follow(&[&from, &path[count..]].concat(), seen)
            }
            _ => {
                let found = self.inside(scope, first, rest, seen);
                if found.is_empty() {
                    BTreeSet::from([foreign(path)])
                } else {
                    found
                }
            }
        }
    }

    /// Follows a path from the root of its crate, through names that a `use` on the way brought in.
    fn follow(&self, path: &[String], seen: &mut Seen) -> BTreeSet<Path> {
        let depth = (1..=path.len())
            .rev()
            .find(|&depth| self.scopes.contains_key(&path[..depth]))
            .unwrap_or(1);
        let mut found = BTreeSet::new();
        if let Some((name, rest)) = path[depth..].split_first() {
            found = self.inside(&path[..depth], name, rest, seen);
        }
        if found.is_empty() {
            found.insert(path.to_vec());
        }
        found
    }

    /// Where `name` of the module `scope`, with `rest` behind it, leads; nowhere if the module has no such name from
    /// outside itself and no such module in it.
    fn inside(
        &self,
        scope: &[String],
        name: &String,
        rest: &[String],
        seen: &mut Seen,
    ) -> BTreeSet<Path> {
        let mut found = BTreeSet::new();
        let Some(module) = self.scopes.get(scope) else {
            return found;
        };
        if !seen.insert((scope.to_vec(), name.clone())) {
            return found;
        }
        let inner = [scope, std::slice::from_ref(name)].concat();
        if self.scopes.contains_key(&inner) {
            found.extend(self.follow(&[&inner, rest].concat(), seen));
        }
        for import in module.imports.get(name).into_iter().flatten() {
            found.extend(self.resolve(scope, &[import, rest].concat(), seen));
        }
        for glob in &module.globs {
            for from in self.resolve(scope, glob, seen) {
                found.extend(self.inside(&from, name, rest, seen));
            }
        }
        seen.remove(&(scope.to_vec(), name.clone()));
        found
    }
}

/// The names being looked up, so that two modules that import from each other end.
type Seen = BTreeSet<(Path, String)>;

impl<'ast> Visit<'ast> for Reader {
    fn visit_item(&mut self, item: &'ast Item) {
        if !only_for_tests(attributes(item)) {
            visit::visit_item(self, item);
        } else if let Item::Mod(module) = item {
            self.tests
                .insert([&self.scope[..], &[text(&module.ident)]].concat());
        }
    }

    fn visit_impl_item(&mut self, item: &'ast ImplItem) {
        let attributes = match item {
            ImplItem::Fn(item) => &item.attrs[..],
            ImplItem::Const(item) => &item.attrs,
            _ => &[],
        };
        if !only_for_tests(attributes) {
            visit::visit_impl_item(self, item);
        }
    }

    fn visit_item_mod(&mut self, module: &'ast ItemMod) {
        if module
            .attrs
            .iter()
            .any(|attribute| attribute.path().is_ident("path"))
        {
            self.detours.push((self.place(line(module)), "`#[path]`"));
        }
        let file = self.here().file.clone();
        self.scope.push(text(&module.ident));
        if module.content.is_some() {
            self.here().file = file;
            visit::visit_item_mod(self, module);
        }
        self.scope.pop();
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        if !matches!(item.vis, Visibility::Inherited) {
            self.detours.push((self.place(line(item)), "`pub use`"));
        }
        let before = item.leading_colon.as_ref().map(|_| String::new());
        self.use_tree(&item.tree, before.as_slice());
    }

    fn visit_item_extern_crate(&mut self, item: &'ast syn::ItemExternCrate) {
        let name = item.rename.as_ref().map_or(&item.ident, |(_, name)| name);
        let path = vec![String::new(), text(&item.ident)];
        self.import(Some(text(name)), path, item.span());
    }

    /// How far a thing can be seen says nothing about what it knows.
    fn visit_visibility(&mut self, _: &'ast Visibility) {}

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        match &attribute.meta {
            Meta::List(list) => {
                visit::visit_path(self, &list.path);
                self.tokens(list.tokens.clone(), &[]);
            }
            _ => visit::visit_attribute(self, attribute),
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let written = segments(path);
        // A single name is a variable, or was brought in by a `use` that has been read.
        if written.len() > 1 {
            self.name(written, line(path));
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        self.name_macro(segments(&call.path), line(call));
        self.tokens(call.tokens.clone(), &[]);
    }
}

/// The module of a file: `tui/view/list` is `crate::tui::view::list`; a program has a root of its own.
fn scope_of(file: &str) -> Path {
    match file {
        "lib" => vec!["crate".to_owned()],
        "main" => vec!["main".to_owned()],
        _ if file.starts_with("bin/") => vec![file.to_owned()],
        _ => std::iter::once("crate")
            .chain(file.split('/'))
            .map(str::to_owned)
            .collect(),
    }
}

/// A path that begins with the name of a crate: ours, seen from a program, is the library; `core` is a part of `std`.
fn foreign(path: &[String]) -> Path {
    let mut path = path.to_vec();
    if let Some(first) = path.first_mut() {
        match first.as_str() {
            "rashomon" => "crate".clone_into(first),
            "core" | "alloc" => "std".clone_into(first),
            _ => {}
        }
    }
    path
}

fn segments(path: &syn::Path) -> Path {
    let start = path.leading_colon.as_ref().map(|_| String::new());
    let words = path.segments.iter().map(|segment| text(&segment.ident));
    start.into_iter().chain(words).collect()
}

fn text(ident: &Ident) -> String {
    ident.unraw().to_string()
}

fn line(node: &impl Spanned) -> usize {
    node.span().start().line
}

fn colons(trees: &[TokenTree], at: usize) -> bool {
    let colon = |tree: Option<&TokenTree>| matches!(tree, Some(TokenTree::Punct(sign)) if sign.as_char() == ':');
    colon(trees.get(at)) && colon(trees.get(at + 1))
}

/// Tells whether `cfg(test)`, alone or within `all`, or `test` stands on an item.
fn only_for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        Meta::List(list) if list.path.is_ident("cfg") => {
            let mut words = list.tokens.clone().into_iter();
            match (words.next(), words.next()) {
                (Some(TokenTree::Ident(word)), None) => word == "test",
                (Some(TokenTree::Ident(word)), Some(TokenTree::Group(group))) => {
                    let is_test = |tree| matches!(tree, TokenTree::Ident(word) if word == "test");
                    word == "all" && group.stream().into_iter().any(is_test)
                }
                _ => false,
            }
        }
        meta => meta.path().is_ident("test"),
    })
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::ExternCrate(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}
