//! Where Rust names a code: `ErrorCode::Variant`, `Plain::Variant`, a constructor, `Self::` in
//! an `impl` of theirs, and what `use` and `type` make of these names.
//!
//! An enum that somebody wrote names every variant where it says what they are: what its own
//! file has between its braces, and those of its `impl`s, is no use. `impl From` is one: it
//! says what becomes a code.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::code_names;
use super::names::Names;
use super::tokens::{Kind, Tokens};

/// What a file says of codes by their names.
pub struct Found {
    /// Which tokens use a row.
    pub used: Vec<(usize, usize)>,
    /// Whether a token is of an enum of the codes itself.
    pub is_definition: Vec<bool>,
}

pub fn find(tokens: &Tokens<'_>, names: &Names<'_>) -> Found {
    let scope = Scope::of(tokens, names);
    let enums = (0..tokens.len()).filter_map(|at| scope.definition(tokens, at));
    let enums: Vec<Range<usize>> = enums.collect();
    let impls = scope.impls.iter().filter(|of| of.defines && !enums.is_empty());
    let mut is_definition = vec![false; tokens.len()];
    for range in enums.iter().chain(impls.map(|of| &of.inside)) {
        is_definition[range.clone()].fill(true);
    }
    let converted = enums.into_iter().flatten().filter(|at| is_converted_into(tokens, *at));
    let converted = converted.filter_map(|at| Some((at, names.rust(tokens.word(at)?)?)));
    let named = (0..tokens.len()).filter(|at| !is_definition[*at]);
    let named = named.filter_map(|at| Some((at, scope.row(tokens, at, names)?)));
    let used = named.chain(scope.renamed.iter().copied()).chain(converted).collect();
    Found { used, is_definition }
}

/// `api_error!(KeyNotFound, ..)`, of which the macro makes a path.
fn is_in_macro_of_errors(tokens: &Tokens<'_>, at: usize) -> bool {
    let mark = tokens.around(at).and_then(|open| open.checked_sub(1));
    let mark = mark.filter(|mark| *mark > 0 && tokens.is_sign(*mark, &["!"]));
    mark.and_then(|mark| tokens.word(mark - 1)).is_some_and(code_names::is_of_errors)
}

/// `Variant(#[from] io::Error)`, which `thiserror` and others make of that error.
fn is_converted_into(tokens: &Tokens<'_>, variant: usize) -> bool {
    tokens.is_sign(variant + 2, &["#"]) && tokens.word(variant + 4) == Some("from")
}

/// What the names of a file stand for.
struct Scope {
    enums: HashSet<String>,
    imported: HashMap<String, usize>,
    /// Where a variant gets another name, and which row it has.
    renamed: Vec<(usize, usize)>,
    /// Whether every variant is imported.
    has_all: bool,
    impls: Vec<Impl>,
    /// Whether a token is in one of them.
    is_in_impl: Vec<bool>,
}

/// An `impl` of one of the enums.
struct Impl {
    inside: Range<usize>,
    /// Whether it says what the variants are.
    defines: bool,
}

impl Scope {
    fn of(tokens: &Tokens<'_>, names: &Names<'_>) -> Self {
        let mut scope = Self {
            enums: names.enums().iter().map(|name| (*name).to_owned()).collect(),
            imported: HashMap::new(),
            renamed: Vec::new(),
            has_all: false,
            impls: Vec::new(),
            is_in_impl: vec![false; tokens.len()],
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

    /// The row that a token names.
    fn row(&self, tokens: &Tokens<'_>, at: usize, names: &Names<'_>) -> Option<usize> {
        let word = tokens.word(at)?;
        let qualifier = at.checked_sub(2).filter(|_| tokens.is_sign(at - 1, &["::"]));
        let imported = || self.imported.get(word).copied();
        match qualifier {
            Some(qualifier) if self.is_enum(tokens, qualifier) => names.rust(word),
            Some(_) => None,
            None if self.has_all || is_in_macro_of_errors(tokens, at) => {
                imported().or(names.rust(word))
            }
            None => imported(),
        }
    }

    fn is_enum(&self, tokens: &Tokens<'_>, at: usize) -> bool {
        match tokens.word(at) {
            Some("Self") => self.is_in_impl[at],
            Some(name) => self.enums.contains(name),
            None => false,
        }
    }

    /// The braces of an enum of codes.
    fn definition(&self, tokens: &Tokens<'_>, at: usize) -> Option<Range<usize>> {
        let is_enum = tokens.word(at) == Some("enum") && self.is_enum(tokens, at + 1);
        let open = at + 2;
        tokens.partner(open).filter(|end| is_enum && *end > open).map(|end| open..end)
    }

    /// The tree behind `use`, up to its `;`.
    fn import(&mut self, tokens: &Tokens<'_>, start: usize, names: &Names<'_>) {
        let mut prefixes: Vec<Option<usize>> = Vec::new();
        let mut parent = None;
        let mut last = None;
        for at in start..tokens.len() {
            let Some(token) = tokens.get(at) else { return };
            match (token.kind, &*token.text) {
                (Kind::Sign, ";") | (Kind::Word, "use") => return,
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
        let (mut defines, mut is_bound) = (true, false);
        for at in start..tokens.len() {
            let Some(token) = tokens.get(at) else { return };
            defines &= tokens.word(at) != Some("From");
            match (token.kind, &*token.text) {
                (Kind::Open, "{") => {
                    if of.is_some_and(|of| self.is_enum(tokens, of))
                        && let Some(end) = tokens.partner(at)
                    {
                        self.is_in_impl[at..end].fill(true);
                        self.impls.push(Impl { inside: at..end, defines });
                    }
                    return;
                }
                (Kind::Close, _) | (Kind::Sign, ";" | "=" | "=>") | (Kind::Word, "impl") => return,
                (Kind::Word, "where") => is_bound = true,
                (Kind::Word, _) if !is_bound => of = Some(at),
                _ => {}
            }
        }
    }
}
