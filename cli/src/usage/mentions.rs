//! What the source says of codes, file by file.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::path::PathBuf;

use super::files::File;
use super::make::Make;
use super::names::{Named, Names};
use super::place::{self, Place};
use super::tokens::{Kind, Tokens};
use super::{lexer, rust, rust_names};

/// What all files say.
#[derive(Default)]
pub struct Mentions {
    /// The rows that source outside tests names.
    pub used: HashSet<usize>,
    /// The rows that tests name, each with the first file that does.
    pub tested: HashMap<usize, PathBuf>,
    /// What each place holds of the table's codes, and of other texts that are made like them.
    pub places: HashMap<(usize, Place), Held>,
    /// The files in which there is something to judge.
    pub files: Vec<Source>,
    /// Rust files that are not read as Rust, each with the reason.
    pub broken: Vec<(PathBuf, String)>,
    /// How many files were read.
    read: usize,
}

/// The texts in places of one kind.
#[derive(Default)]
pub struct Held {
    pub known: HashSet<Named>,
    pub unknown: HashSet<String>,
}

/// A file with texts that may be codes.
pub struct Source {
    pub path: PathBuf,
    pub text: String,
    /// Which file it is, of all that were read.
    pub number: usize,
    pub quoted: Vec<Quoted>,
}

/// A text that is a retired code, or that could be a code and is none.
pub struct Quoted {
    pub text: String,
    pub span: Range<usize>,
    pub place: Place,
    pub named: Option<Named>,
}

/// The number of the file where a place is, or of none where it is the same in all files.
pub fn scope(place: &Place, file: usize) -> usize {
    match place {
        Place::Argument { .. } => usize::MAX,
        _ => file,
    }
}

/// Where two texts are in places of one kind: a case's, whatever decides.
pub fn kind(place: &Place) -> Place {
    match place {
        Place::Case { block, .. } => Place::Case { block: *block, of: None },
        other => other.clone(),
    }
}

impl Mentions {
    /// Reads one more file.
    pub fn add(&mut self, file: File, names: &Names<'_>, make: &Make<'_>) {
        self.read += 1;
        let rust = file.language.is_rust().then(|| rust::tokens(&file.text));
        let (tokens, found) = match rust {
            Some(Ok(tokens)) => {
                let found = rust_names::find(&tokens, names);
                (tokens, found)
            }
            broken => {
                if let Some(Err(problem)) = broken {
                    self.broken.push((file.path.clone(), problem));
                }
                let tokens = Tokens::of(lexer::tokens(&file.text, file.language));
                let used = client_names(&tokens, names);
                let is_definition = vec![false; tokens.len()];
                (tokens, rust_names::Found { used, is_definition })
            }
        };
        let mut used = found.used;
        let mut quoted = Vec::new();
        for at in (0..tokens.len()).filter(|at| !is_documentation(&tokens, *at, &file)) {
            if let Some(text) = tokens.quoted(at) {
                let rows = rows_in(text, names).filter(|_| !found.is_definition[at]);
                used.extend(rows.map(|row| (at, row)));
                quoted.extend(self.quoted(&tokens, at, &file, names, make));
            }
        }
        for (at, row) in used {
            if file.is_test || tokens.is_test(at) {
                self.tested.entry(row).or_insert_with(|| file.path.clone());
            } else {
                self.used.insert(row);
            }
        }
        if !quoted.is_empty() {
            let (path, text, number) = (file.path, file.text, self.read);
            self.files.push(Source { path, text, number, quoted });
        }
    }

    /// Learns from a text, and gives it back where it is to be judged.
    fn quoted(
        &mut self,
        tokens: &Tokens<'_>,
        at: usize,
        file: &File,
        names: &Names<'_>,
        make: &Make<'_>,
    ) -> Option<Quoted> {
        let token = tokens.get(at)?;
        let text = &*token.text;
        let named = names.text(text);
        let is_test = file.is_test || token.is_test;
        if named.is_none() && (is_test || !make.fits(text)) {
            return None;
        }
        let place = place::of(tokens, at);
        let held = self.places.entry((scope(&place, self.read), kind(&place))).or_default();
        match named {
            Some(named) => _ = held.known.insert(named),
            None => _ = held.unknown.insert(text.to_owned()),
        }
        let is_judged = !is_test && !matches!(named, Some(Named::Row(_)));
        let (text, span) = (text.to_owned(), token.span.clone());
        is_judged.then_some(Quoted { text, span, place, named })
    }
}

/// The rows of a text: it is a code, or has codes in quotes of its own, as in JSON, XML or SQL.
fn rows_in(text: &str, names: &Names<'_>) -> impl Iterator<Item = usize> {
    let texts = text.split(['"', '\'', '<', '>']);
    texts.filter_map(|text| match names.text(text) {
        Some(Named::Row(row)) => Some(row),
        _ => None,
    })
}

/// A docstring of Python: a text that is nobody's value.
fn is_documentation(tokens: &Tokens<'_>, at: usize, file: &File) -> bool {
    let Some(token) = tokens.get(at).filter(|_| file.language.is_python()) else { return false };
    let is_long = file.text[token.span.clone()].ends_with("\"\"\"")
        || file.text[token.span.clone()].ends_with("'''");
    let is_value = tokens.before(at).is_some_and(|(before, token)| match token.kind {
        Kind::Open => true,
        Kind::Sign => token.text != ":" || tokens.around(before).is_some(),
        Kind::Word => matches!(&*token.text, "return" | "f" | "r" | "b" | "in" | "raise"),
        _ => false,
    });
    is_long && !is_value
}

/// The rows that names of a client stand for: `codes.KeyNotFound`, `Code.KEY_NOT_FOUND`,
/// `kms.KeyNotFound`; and a class or an imported constant, where the name has several words.
fn client_names(tokens: &Tokens<'_>, names: &Names<'_>) -> Vec<(usize, usize)> {
    let named = (0..tokens.len()).filter_map(|at| {
        let word = tokens.word(at)?;
        let row = names.client(word)?;
        let is_member = at > 0 && tokens.is_sign(at - 1, &[".", "::", "?."]);
        let qualifier = at.checked_sub(2).filter(|_| is_member).and_then(|at| tokens.word(at));
        // The status of the same name is no code.
        let is_status = qualifier.is_some_and(|name| name.to_lowercase().contains("status"));
        let is_clear = is_member || super::make::is_compound(word);
        (is_clear && !is_status).then_some((at, row))
    });
    named.collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use errspec_codegen::compile;
    use proptest::prelude::*;

    use super::super::language;
    use super::*;

    const SOUP: &[&str] = &[
        "\"A.B\"",
        "'A.B'",
        "\"",
        "'",
        "`",
        "\\",
        "\"\"\"",
        "R\"(",
        "r#\"",
        "@\"",
        "//",
        "/*",
        "*/",
        "#",
        "#[test]",
        "#![cfg(test)]",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        ".",
        "::",
        "==",
        "=>",
        "->",
        "=",
        ":",
        "!",
        "&",
        "|",
        ",",
        ";",
        "?",
        "use",
        "as",
        "self",
        "*",
        "type",
        "impl",
        "for",
        "where",
        "enum",
        "From",
        "match",
        "case",
        "in",
        "if",
        "Some",
        "code",
        "ErrorCode",
        "AB",
        "equals",
        "contains",
        "é",
        "\n",
        "/// a\n",
        "'a",
        "0x1",
        "\u{feff}",
    ];

    proptest! {
        #[test]
        fn no_soup_of_tokens_is_too_odd(
            soup in prop::collection::vec(prop::sample::select(SOUP), 0..40),
            gaps in any::<bool>(),
        ) {
            let spec = "[[error]]\ncode = \"A.B\"\nstatus = 400\nmessage = \"No.\"\n";
            let catalog = compile(spec).0.unwrap();
            let names = Names::of(&catalog, &[]);
            let make = Make::of(&names);
            let mut mentions = Mentions::default();
            for name in ["a.rs", "a.py", "a.ts", "a.cs", "a.cpp", "a.rb", "a.lua"] {
                let path = PathBuf::from(name);
                let language = language::of(Path::new(name)).unwrap();
                let text = soup.join(if gaps { " " } else { "" });
                mentions.add(File { path, text, language, is_test: false }, &names, &make);
            }
            for file in &mentions.files {
                for quoted in &file.quoted {
                    prop_assert!(file.text[quoted.span.clone()].contains(&quoted.text));
                }
            }
        }
    }
}
