//! Words, signs and quoted texts of any language, by its table of comments and quotes.
//!
//! A quote that does not end where its language says is a sign: an apostrophe in markup or
//! in a pattern hides nothing behind it.

use std::borrow::Cow;

use super::language::{Escapes, Language, Quote};
use super::tokens::{Kind, Token};

/// The tokens of a text.
pub fn tokens<'s>(source: &'s str, language: &Language) -> Vec<Token<'s>> {
    let mut tokens = Vec::new();
    let mut unclosed = Unclosed::default();
    let mut at = 0;
    let mut begins_line = true;
    while let Some(first) = source[at..].chars().next() {
        if let Some(length) = comment(&source[at..], language) {
            at += length;
            continue;
        }
        let quoted = unclosed.quoted(source, at, language, &tokens);
        let (kind, text, length) = match quoted {
            Some((text, length)) => (Some(Kind::Quoted), text, length),
            None => {
                let (kind, length) = unquoted(&source[at..], first);
                (kind, Cow::Borrowed(&source[at..at + length]), length)
            }
        };
        let span = at..at + length;
        match kind {
            Some(kind) => {
                tokens.push(Token { kind, text, span, is_test: false, begins_line });
                begins_line = false;
            }
            None => begins_line |= first == '\n',
        }
        at += length;
    }
    tokens
}

/// What begins with this character, and how long it is; white space is nothing.
fn unquoted(text: &str, first: char) -> (Option<Kind>, usize) {
    match first {
        '(' | '[' | '{' => (Some(Kind::Open), 1),
        ')' | ']' | '}' => (Some(Kind::Close), 1),
        c if is_word(c) => (Some(Kind::Word), prefix(text, is_word)),
        c if is_joined(c) => (Some(Kind::Sign), prefix(text, is_joined)),
        c if c.is_whitespace() => (None, c.len_utf8()),
        c => (Some(Kind::Sign), c.len_utf8()),
    }
}

fn prefix(text: &str, is_part: fn(char) -> bool) -> usize {
    text.find(|c| !is_part(c)).unwrap_or(text.len())
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '$')
}

/// Signs that make one with those beside them.
pub fn is_joined(c: char) -> bool {
    matches!(c, '=' | '!' | '<' | '>' | '&' | '|' | ':' | '+' | '-' | '?')
}

fn comment(text: &str, language: &Language) -> Option<usize> {
    if language.line_comments.iter().any(|mark| text.starts_with(mark)) {
        return Some(text.find('\n').unwrap_or(text.len()));
    }
    let (open, close) = language.block_comment?;
    let inside = text.strip_prefix(open)?;
    Some(inside.find(close).map_or(text.len(), |end| open.len() + end + close.len()))
}

/// The quotes that open somewhere and do not close up to a place: before it there is no use
/// in looking for the end of another.
#[derive(Default)]
struct Unclosed {
    opens: Vec<(&'static str, usize)>,
}

impl Unclosed {
    /// The text that begins here, and how long it is with its quotes.
    fn quoted<'s>(
        &mut self,
        source: &'s str,
        at: usize,
        language: &Language,
        before: &[Token<'s>],
    ) -> Option<(Cow<'s, str>, usize)> {
        let quote = language.quotes.iter().find(|quote| source[at..].starts_with(quote.open))?;
        if self.opens.iter().any(|(open, until)| *open == quote.open && at < *until) {
            return None;
        }
        let inside = &source[at + quote.open.len()..];
        let prefix = before.last().filter(|word| word.kind == Kind::Word && word.span.end == at);
        let prefix = prefix.map_or("", |word| &word.text);
        let is_raw = language.is_python() && prefix.len() <= 2 && prefix.contains(['r', 'R']);
        let Some(end) = end(inside, quote) else {
            let line_end = inside.find('\n').map_or(source.len(), |end| at + end);
            let until = if quote.is_multiline { source.len() } else { line_end };
            self.opens.retain(|(open, _)| *open != quote.open);
            self.opens.push((quote.open, until));
            return None;
        };
        let text = &inside[..end];
        let text = match quote.escapes {
            Escapes::Backslash if !is_raw => unescaped(text),
            _ => Cow::Borrowed(text),
        };
        Some((text, quote.open.len() + end + quote.close.len()))
    }
}

/// Where the text ends that follows an opening quote.
fn end(inside: &str, quote: &Quote) -> Option<usize> {
    let mut at = 0;
    loop {
        let rest = &inside[at..];
        let c = rest.chars().next()?;
        let doubled = quote.escapes == Escapes::Doubled && rest.starts_with("\"\"");
        at += match c {
            '\\' if quote.escapes == Escapes::Backslash => 1 + rest[1..].chars().next()?.len_utf8(),
            _ if doubled => 2,
            _ if rest.starts_with(quote.close) => return Some(at),
            '\n' if !quote.is_multiline => return None,
            c => c.len_utf8(),
        };
    }
}

/// The text with its quotes in place of `\"`. What else is escaped is in no code.
fn unescaped(text: &str) -> Cow<'_, str> {
    match text.contains('\\') {
        true => Cow::Owned(text.replace("\\\"", "\"").replace("\\'", "'")),
        false => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::language;
    use super::*;

    fn quoted(file: &str, source: &str) -> Vec<String> {
        let tokens = tokens(source, language::of(Path::new(file)).unwrap());
        let quoted = tokens.into_iter().filter(|token| token.kind == Kind::Quoted);
        quoted.map(|token| token.text.into_owned()).collect()
    }

    #[test]
    fn comments_hold_no_texts() {
        assert_eq!(quoted("a.ts", "// \"a\"\n/* 'b'\n`c` */ d(\"e\")"), ["e"]);
        assert_eq!(quoted("a.py", "# 'a'\nb('c # d') # \"e\""), ["c # d"]);
        assert_eq!(quoted("a.rb", "=begin\n'a'\n=end\nb 'c'"), ["c"]);
        assert_eq!(quoted("a.lua", "-- 'a'\nb = [[c]]"), ["c"]);
        assert_eq!(quoted("a.php", "<?php # 'a'\n$b = 'c';"), ["c"]);
    }

    #[test]
    fn each_language_has_its_quotes() {
        assert_eq!(quoted("a.go", "a(`b\\`, \"c\\\"d\", '\\'')"), ["b\\", "c\"d", "'"]);
        assert_eq!(quoted("a.py", "a('''b'c''', r'\\d', \"\")"), ["b'c", "\\d", ""]);
        assert_eq!(quoted("a.cs", "a(@\"b\"\"c\", $\"d\")"), ["b\"\"c", "d"]);
        assert_eq!(quoted("a.kt", "a(\"\"\"b \"c\" d\"\"\")"), ["b \"c\" d"]);
        assert_eq!(quoted("a.cpp", "a(R\"(b \"c\")\", \"d\")"), ["b \"c\"", "d"]);
    }

    #[test]
    fn an_apostrophe_hides_nothing() {
        assert_eq!(quoted("a.tsx", "<p>Don't</p>\na(\"b\")"), ["b"]);
        assert_eq!(quoted("a.js", "/[`]/; a('b')"), ["b"]);
        assert_eq!(quoted("a.rs", "fn f<'a>() { g(\"b\") }"), ["b"]);
    }
}
