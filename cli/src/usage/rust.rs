//! The tokens of Rust, as its macros get them, and what of them is compiled for tests alone.

use std::borrow::Cow;

use proc_macro2::{Delimiter, LexError, Literal, Span, TokenStream, TokenTree, extra};
use syn::Lit;

use super::lexer::is_joined;
use super::tokens::{Kind, Token, Tokens};

/// The tokens, or why the text is no Rust. How deep its brackets are does not matter: nothing
/// here calls itself.
pub fn tokens(source: &str) -> Result<Tokens<'_>, String> {
    // `#!/usr/bin/env` is for the shell, and the parser takes a byte order mark away.
    let is_script = source.starts_with("#!") && !source.starts_with("#![");
    let skipped = match is_script {
        true => source.find('\n').unwrap_or(source.len()),
        false => source.len() - source.trim_start_matches('\u{feff}').len(),
    };
    extra::invalidate_current_thread_spans();
    let code = &source[skipped..];
    let parsed: Result<TokenStream, LexError> = code.parse();
    let stream = parsed.map_err(|error| {
        let start = error.span().start();
        format!("{error} (line {}, column {})", start.line, start.column + 1)
    })?;
    let mut flat = Flat { source, skipped, tokens: Vec::new() };
    flat.add(stream);
    let mut tokens = Tokens::of(flat.tokens);
    mark_tests(&mut tokens);
    Ok(tokens)
}

struct Flat<'s> {
    source: &'s str,
    skipped: usize,
    tokens: Vec<Token<'s>>,
}

impl<'s> Flat<'s> {
    fn add(&mut self, stream: TokenStream) {
        let mut levels = vec![(stream.into_iter(), None)];
        while let Some((level, close)) = levels.last_mut() {
            match level.next() {
                Some(TokenTree::Group(group)) => {
                    let is_shown = group.delimiter() != Delimiter::None;
                    if is_shown && !self.take_doc(&group.stream()) {
                        self.push(Kind::Open, group.span_open());
                        levels.push((group.stream().into_iter(), Some(group.span_close())));
                    }
                }
                Some(TokenTree::Ident(word)) => self.push(Kind::Word, word.span()),
                Some(TokenTree::Punct(sign)) => self.sign(sign.as_char(), sign.span()),
                Some(TokenTree::Literal(literal)) => self.literal(literal),
                None => {
                    if let Some(close) = close.take() {
                        self.push(Kind::Close, close);
                    }
                    levels.pop();
                }
            }
        }
    }

    /// Whether these are the brackets of `#[doc = ".."]`, which is what a comment becomes: then
    /// the signs before them go, too.
    fn take_doc(&mut self, inside: &TokenStream) -> bool {
        let is_sign = |token: &Token<'_>, sign: &str| {
            token.kind == Kind::Sign && token.text.starts_with(sign)
        };
        let first = inside.clone().into_iter().next();
        let is_doc = matches!(first, Some(TokenTree::Ident(word)) if word == "doc");
        let inner = self.tokens.last().is_some_and(|last| is_sign(last, "!"));
        let signs = 1 + usize::from(inner);
        let mark = self.tokens.len().checked_sub(signs).map(|at| &self.tokens[at]);
        let is_doc = is_doc && mark.is_some_and(|mark| is_sign(mark, "#"));
        if is_doc {
            self.tokens.truncate(self.tokens.len() - signs);
        }
        is_doc
    }

    fn span(&self, span: Span) -> std::ops::Range<usize> {
        let span = span.byte_range();
        span.start + self.skipped..span.end + self.skipped
    }

    fn push(&mut self, kind: Kind, span: Span) {
        let span = self.span(span);
        let text = Cow::Borrowed(&self.source[span.clone()]);
        self.tokens.push(Token { kind, text, span, is_test: false, begins_line: false });
    }

    /// A sign, or the rest of one.
    fn sign(&mut self, sign: char, span: Span) {
        let at = self.span(span);
        let last = self.tokens.last_mut().filter(|last| {
            let is_joined = last.text.chars().all(is_joined);
            last.kind == Kind::Sign && last.span.end == at.start && is_joined
        });
        match last.filter(|_| is_joined(sign)) {
            Some(last) => {
                last.span.end = at.end;
                last.text = Cow::Borrowed(&self.source[last.span.clone()]);
            }
            // A sign that a comment became has the comment's place.
            None => {
                let text = Cow::Owned(sign.to_string());
                self.tokens.push(Token {
                    kind: Kind::Sign,
                    text,
                    span: at,
                    is_test: false,
                    begins_line: false,
                });
            }
        }
    }

    fn literal(&mut self, literal: Literal) {
        let span = self.span(literal.span());
        let text = match Lit::new(literal) {
            Lit::Str(text) => text.value(),
            Lit::ByteStr(bytes) => String::from_utf8_lossy(&bytes.value()).into_owned(),
            Lit::Char(_) => return,
            other => return self.push(Kind::Word, other.span()),
        };
        let text = Cow::Owned(text);
        self.tokens.push(Token {
            kind: Kind::Quoted,
            text,
            span,
            is_test: false,
            begins_line: false,
        });
    }
}

/// Marks each item under `#[test]`, `#[tokio::test]`, `#[cfg(test)]` and the like, and the whole
/// file under `#![cfg(test)]`.
fn mark_tests(tokens: &mut Tokens<'_>) {
    let mut at = 0;
    while at < tokens.len() {
        let is_attribute = tokens.is_sign(at, &["#"]);
        at += 1;
        let of_file = tokens.is_sign(at, &["!"]);
        let bracket = at + usize::from(of_file);
        let Some(end) = tokens.partner(bracket).filter(|end| is_attribute && *end > bracket) else {
            continue;
        };
        at = end + 1;
        if says_test(tokens, bracket + 1, end) {
            at = if of_file { tokens.len() } else { end_of_item(tokens, at) };
            tokens.mark_as_test(bracket..at);
        }
    }
}

/// Whether an attribute says that what follows is for tests.
fn says_test(tokens: &Tokens<'_>, start: usize, end: usize) -> bool {
    let words = || (start..end).filter_map(|at| tokens.word(at));
    let is_cfg = tokens.word(start) == Some("cfg");
    let is_test = |word: &str| matches!(word, "test" | "rstest" | "test_case" | "proptest");
    match is_cfg {
        true => words().any(|word| word == "test") && !words().any(|word| word == "not"),
        false => {
            let path = (start..end).take_while(|at| {
                tokens.get(*at).is_some_and(|token| token.kind == Kind::Word || token.text == "::")
            });
            path.filter_map(|at| tokens.word(at)).last().is_some_and(is_test)
        }
    }
}

/// Behind the item that begins here: its `;` or its braces.
fn end_of_item(tokens: &Tokens<'_>, start: usize) -> usize {
    let mut at = start;
    while let Some(token) = tokens.get(at) {
        match (token.kind, tokens.partner(at)) {
            (Kind::Open, Some(end)) if token.text == "{" => return end + 1,
            (Kind::Open, Some(end)) => at = end,
            (Kind::Close, _) => return at,
            (Kind::Sign, _) if token.text == ";" => return at + 1,
            _ => {}
        }
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(source: &str) -> String {
        let tokens = tokens(source).unwrap();
        let shown = (0..tokens.len()).filter_map(|at| tokens.get(at));
        shown
            .map(|token| format!("{}{}", token.text, if token.is_test { "?" } else { "" }))
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn comments_are_gone_and_brackets_fit() {
        let source = "//! a\n/// b \"c\"\nenum E {\n    /// d ( [\n    F(#[g] /* h */ H), // i\n}";
        assert_eq!(shown(source), "enum E { F ( # [ g ] H ) , }");
        let tokens = tokens(source).unwrap();
        assert_eq!(tokens.partner(2), Some(tokens.len() - 1));
    }

    #[test]
    fn signs_that_belong_together_are_one() {
        assert_eq!(shown("a::b == &'c' && \"d\" => [1]"), "a :: b == & && d => [ 1 ]");
    }

    #[test]
    fn places_count_from_the_head_of_the_file() {
        for head in ["", "\u{feff}", "#!/bin/rust\n", "// é\n"] {
            let source = format!("{head}f(\"é\", \"g\")");
            let tokens = tokens(&source).unwrap();
            let text = tokens.get(4).unwrap();
            assert_eq!((&*text.text, &source[text.span.clone()]), ("g", "\"g\""));
        }
    }

    #[test]
    fn what_is_compiled_for_tests_alone_is_known() {
        for (source, expected) in [
            ("#[test] fn f() { g } fn h() {}", "# [? test? ]? fn? f? (? )? {? g? }? fn h ( ) { }"),
            ("#[cfg(test)] #[a] mod b; c", "# [? cfg? (? test? )? ]? #? [? a? ]? mod? b? ;? c"),
            ("#[tokio::test(b)] fn f() {}", "# [? tokio? ::? test? (? b? )? ]? fn? f? (? )? {? }?"),
            ("#![cfg(test)] a", "# ! [? cfg? (? test? )? ]? a?"),
            ("#[cfg(not(test))] a;", "# [ cfg ( not ( test ) ) ] a ;"),
            ("#[cfg(feature = \"test\")] a;", "# [ cfg ( feature = test ) ] a ;"),
            ("#[contest] a;", "# [ contest ] a ;"),
        ] {
            assert_eq!(shown(source), expected);
        }
    }
}
