//! Where Rust names a code: `ErrorCode::Variant`, `Plain::Variant`, a constructor, `Self::` in
//! an `impl` of theirs, and what `use` and `type` make of these names.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::names::Names;
use super::tokens::{Kind, Tokens};

/// The names of codes in a file, each with its row.
pub fn find(tokens: &Tokens<'_>, names: &Names<'_>) -> Vec<(usize, usize)> {
    let scope = Scope::of(tokens, names);
    let named = (0..tokens.len()).filter_map(|at| {
        let word = tokens.word(at)?;
        let qualifier = at.checked_sub(2).filter(|_| tokens.is_sign(at - 1, &["::"]));
        let row = match qualifier {
            Some(qualifier) if scope.is_enum(tokens, qualifier) => names.rust(word)?,
            Some(_) => return None,
            None if scope.has_all => scope.imported.get(word).copied().or(names.rust(word))?,
            None => scope.imported.get(word).copied()?,
        };
        Some((at, row))
    });
    named.chain(scope.renamed.iter().copied()).collect()
}

/// What the names of a file stand for.
struct Scope {
    enums: HashSet<String>,
    imported: HashMap<String, usize>,
    /// Where a variant gets another name, and which row it has.
    renamed: Vec<(usize, usize)>,
    /// Whether every variant is imported.
    has_all: bool,
    /// The inside of `impl`s of the enums.
    impls: Vec<Range<usize>>,
}

impl Scope {
    fn of(tokens: &Tokens<'_>, names: &Names<'_>) -> Self {
        let mut scope = Self {
            enums: names.enums().iter().map(|name| (*name).to_owned()).collect(),
            imported: HashMap::new(),
            renamed: Vec::new(),
            has_all: false,
            impls: Vec::new(),
        };
        for at in 0..tokens.len() {
            match tokens.word(at) {
                Some("use") => scope.import(tokens, at + 1, names),
                Some("type") => scope.alias(tokens, at + 1),
                Some("impl") => scope.implementation(tokens, at + 1),
                _ => {}
            }
        }
        scope
    }

    fn is_enum(&self, tokens: &Tokens<'_>, at: usize) -> bool {
        match tokens.word(at) {
            Some("Self") => self.impls.iter().any(|range| range.contains(&at)),
            Some(name) => self.enums.contains(name),
            None => false,
        }
    }

    /// The tree behind `use`, up to its `;`.
    fn import(&mut self, tokens: &Tokens<'_>, start: usize, names: &Names<'_>) {
        let mut prefixes: Vec<Option<usize>> = Vec::new();
        let mut parent = None;
        let mut last = None;
        for at in start..tokens.len() {
            let Some(token) = tokens.get(at) else { return };
            match (token.kind, &*token.text) {
                (Kind::Sign, ";") => return,
                (Kind::Sign, "::") => parent = last,
                (Kind::Sign, "*") => {
                    self.has_all |= parent.is_some_and(|parent| self.is_enum(tokens, parent));
                }
                (Kind::Sign, ",") | (Kind::Close, _) => {
                    if token.kind == Kind::Close {
                        prefixes.pop();
                    }
                    parent = prefixes.last().copied().flatten();
                    last = None;
                }
                (Kind::Open, _) => prefixes.push(parent),
                (Kind::Word, "as") => {
                    let (Some(name), Some(new)) = (last, tokens.word(at + 1)) else { continue };
                    let name = if tokens.word(name) == Some("self") { parent } else { Some(name) };
                    self.rename(tokens, parent, name, new, names);
                }
                (Kind::Word, _) if tokens.word(at.wrapping_sub(1)) == Some("as") => {}
                (Kind::Word, word) => {
                    last = Some(at);
                    if let Some(row) = self.variant(tokens, parent, word, names) {
                        self.imported.insert(word.to_owned(), row);
                    }
                }
                _ => {}
            }
        }
    }

    fn variant(
        &self,
        tokens: &Tokens<'_>,
        parent: Option<usize>,
        word: &str,
        names: &Names<'_>,
    ) -> Option<usize> {
        parent.filter(|parent| self.is_enum(tokens, *parent)).and_then(|_| names.rust(word))
    }

    fn rename(
        &mut self,
        tokens: &Tokens<'_>,
        parent: Option<usize>,
        name: Option<usize>,
        new: &str,
        names: &Names<'_>,
    ) {
        let Some((at, word)) = name.and_then(|at| Some((at, tokens.word(at)?))) else { return };
        if self.enums.contains(word) {
            self.enums.insert(new.to_owned());
        } else if let Some(row) = self.variant(tokens, parent, word, names) {
            self.imported.insert(new.to_owned(), row);
            self.imported.remove(word);
            self.renamed.push((at, row));
        }
    }

    /// `type Code = crate::ErrorCode;`
    fn alias(&mut self, tokens: &Tokens<'_>, start: usize) {
        let Some(new) = tokens.word(start).filter(|_| tokens.is_sign(start + 1, &["="])) else {
            return;
        };
        let path = (start + 2..tokens.len())
            .take_while(|at| tokens.word(*at).is_some() || tokens.is_sign(*at, &["::"]));
        if let Some(last) = path.last()
            && tokens.word(last).is_some_and(|word| self.enums.contains(word))
        {
            self.enums.insert(new.to_owned());
        }
    }

    /// The braces of `impl Trait for ErrorCode {`.
    fn implementation(&mut self, tokens: &Tokens<'_>, start: usize) {
        let mut of = None;
        for at in start..tokens.len() {
            let Some(token) = tokens.get(at) else { return };
            match (token.kind, &*token.text) {
                (Kind::Open, "{") => {
                    if of.is_some_and(|of| self.is_enum(tokens, of))
                        && let Some(end) = tokens.partner(at)
                    {
                        self.impls.push(at..end);
                    }
                    return;
                }
                (Kind::Word, "where") | (Kind::Close, _) | (Kind::Sign, ";" | "," | "=" | "=>") => {
                    if token.text != "where" {
                        return;
                    }
                }
                (Kind::Word, _) => of = Some(at),
                _ => {}
            }
        }
    }
}
