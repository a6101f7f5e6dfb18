//! Where a quoted text stands: what it is compared with, the value or the case of what it is,
//! whose argument, in which list.

use super::expression::{FAR, name_from, name_up_to};
use super::tokens::{Kind, Tokens};

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// It is compared with this name, or the value of it.
    Name(String),
    /// It is a case in the brackets that open here, of what has this name.
    Case {
        block: Option<usize>,
        of: Option<String>,
    },
    /// It is the argument with this index of this function.
    Argument {
        of: String,
        index: usize,
    },
    /// It stands between others in the brackets that open here.
    Item(usize),
    Elsewhere,
}

const COMPARISONS: [&str; 5] = ["==", "===", "!=", "!==", "=~"];
const COMPARING: [&str; 6] =
    ["equals", "equalsIgnoreCase", "eq", "eq_ignore_ascii_case", "Equal", "isEqual"];
const CONTAINING: [&str; 5] = ["includes", "contains", "include", "Contains", "indexOf"];

/// Where the quoted text stands that is this token.
pub fn of(tokens: &Tokens<'_>, at: usize) -> Place {
    let (first, last) = without_some(tokens, at);
    compared(tokens, first, last)
        .or_else(|| case(tokens, first, last))
        .or_else(|| value(tokens, first))
        .or_else(|| argument(tokens, first, last))
        .or_else(|| tokens.around(first).map(Place::Item))
        .unwrap_or(Place::Elsewhere)
}

/// `Some("text")` stands where the text does; and `&"text"`.
fn without_some(tokens: &Tokens<'_>, at: usize) -> (usize, usize) {
    let (mut first, mut last) = (at, at);
    loop {
        let is_in_some = first >= 2
            && tokens.is(first - 1, Kind::Open, "(")
            && tokens.word(first - 2) == Some("Some")
            && tokens.partner(first - 1) == Some(last + 1);
        if is_in_some {
            (first, last) = (first - 2, last + 1);
        } else if first > 0 && tokens.is_sign(first - 1, &["&", "*", "@"]) {
            first -= 1;
        } else {
            return (first, last);
        }
    }
}

fn compared(tokens: &Tokens<'_>, first: usize, last: usize) -> Option<Place> {
    let name = compared_by_sign(tokens, first, last)
        .or_else(|| compared_by_method(tokens, first, last))
        .or_else(|| among(tokens, first));
    name.map(Place::Name)
}

/// `name == "text"` and `"text" == name`
fn compared_by_sign(tokens: &Tokens<'_>, first: usize, last: usize) -> Option<String> {
    match first.checked_sub(1) {
        Some(sign) if tokens.is_sign(sign, &COMPARISONS) => {
            name_up_to(tokens, sign.checked_sub(1)?)
        }
        _ if tokens.is_sign(last + 1, &COMPARISONS) => name_from(tokens, last + 2),
        _ => None,
    }
}

/// `"text".equals(name)` and `name.equals("text")`
fn compared_by_method(tokens: &Tokens<'_>, first: usize, last: usize) -> Option<String> {
    let compares = |at: usize| {
        tokens.is_sign(at, &["."])
            && tokens.word(at + 1).is_some_and(|word| COMPARING.contains(&word))
    };
    if compares(last + 1) {
        return name_from(tokens, last + 4);
    }
    let dot = first.checked_sub(3).filter(|dot| compares(*dot))?;
    let is_argument = tokens.is(first - 1, Kind::Open, "(");
    name_up_to(tokens, dot.checked_sub(1).filter(|_| is_argument)?)
}

/// `name in ("text", ..)` and `["text", ..].includes(name)`
fn among(tokens: &Tokens<'_>, at: usize) -> Option<String> {
    let open = tokens.around(at)?;
    let close = tokens.partner(open)?;
    let of_in = open.checked_sub(2).filter(|_| tokens.word(open - 1) == Some("in"));
    let includes = tokens.is_sign(close + 1, &["."])
        && tokens.word(close + 2).is_some_and(|word| CONTAINING.contains(&word));
    match of_in {
        Some(name) => name_up_to(tokens, name),
        None if includes => name_from(tokens, close + 4),
        None => None,
    }
}

/// A case of `match`, `switch`, `when` or `case`.
fn case(tokens: &Tokens<'_>, first: usize, last: usize) -> Option<Place> {
    let is_next = |at: usize| tokens.is_sign(at, &["|", ","]) && tokens.quoted(at + 1).is_some();
    let mut after = last + 1;
    while is_next(after) && after < last + FAR {
        after += 2;
    }
    let is_guard = tokens.word(after) == Some("if")
        && (after..after + FAR).any(|at| tokens.is_sign(at, &["=>"]));
    let mut before = first;
    while before >= 2
        && tokens.is_sign(before - 1, &["|", ","])
        && tokens.quoted(before - 2).is_some()
        && before + FAR > first
    {
        before -= 2;
    }
    let word_before = before.checked_sub(1).and_then(|at| tokens.word(at));
    let is_case = matches!(word_before, Some("case" | "when"));
    let is_arm = tokens.is_sign(after, &["=>", "->"]) || is_guard;
    if !is_case && !is_arm {
        return None;
    }
    let block = tokens.around(first);
    let of = block.and_then(|block| name_up_to(tokens, block.checked_sub(1)?));
    Some(Place::Case { block, of })
}

/// The value of a name, a key or a named argument; or of a case.
fn value(tokens: &Tokens<'_>, first: usize) -> Option<Place> {
    let sign = first.checked_sub(1)?;
    if tokens.is_sign(sign, &["=>"]) {
        let key = sign.checked_sub(1).and_then(|key| tokens.quoted(key));
        let item = || tokens.around(first).map(Place::Item);
        return key.map(|key| Place::Name(key.to_owned())).or_else(item);
    }
    if !tokens.is_sign(sign, &[":", "=", ":=", "??", "||"]) {
        return None;
    }
    let before = sign.checked_sub(1)?;
    let is_typed = |at: &usize| {
        tokens.word(*at).is_some() || tokens.is_sign(*at, &["&", "::", "<", ">", "?", "'", "*"])
    };
    let of_type = (before.saturating_sub(FAR)..=before).rev().take_while(is_typed).last();
    let colon = of_type.and_then(|at| at.checked_sub(1));
    let is_block = |at: usize| tokens.get(at + 1).is_some_and(|token| token.begins_line);
    let colon = colon.filter(|at| tokens.is_sign(sign, &["="]) && tokens.is_sign(*at, &[":"]));
    let colon = colon.filter(|at| !is_block(*at)); // `class A:`, and a name on the next line
    let name = match colon {
        Some(colon) => name_up_to(tokens, colon.checked_sub(1)?),
        None => name_up_to(tokens, before),
    };
    name.map(Place::Name)
}

fn argument(tokens: &Tokens<'_>, first: usize, last: usize) -> Option<Place> {
    let open = tokens.around(first).filter(|open| tokens.is(*open, Kind::Open, "("))?;
    let is_whole = tokens.is(last + 1, Kind::Close, ")") || tokens.is_sign(last + 1, &[",", "."]);
    let begins = first == open + 1 || tokens.is_sign(first - 1, &[","]);
    if !is_whole || !begins {
        return None;
    }
    let name = open.checked_sub(1)?;
    let name = if tokens.is_sign(name, &["!"]) { name.checked_sub(1)? } else { name };
    let mut of = tokens.word(name)?.to_owned();
    if name >= 2 && tokens.is_sign(name - 1, &["::", ".", "->"]) {
        let qualifier = tokens.word(name - 2).unwrap_or_default();
        of = format!("{qualifier}.{of}");
    }
    let commas = (open.max(first.saturating_sub(FAR))..first)
        .filter(|at| tokens.around(*at) == Some(open) && tokens.is_sign(*at, &[","]));
    Some(Place::Argument { of, index: commas.count() })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::{language, lexer, rust};
    use super::*;

    /// Where `"X"` stands.
    fn place(file: &str, source: &str) -> Place {
        let language = language::of(Path::new(file)).unwrap();
        let tokens = match language.is_rust() {
            true => rust::tokens(source).unwrap(),
            false => Tokens::of(lexer::tokens(source, language)),
        };
        let at = (0..tokens.len()).find(|at| tokens.quoted(*at) == Some("X")).unwrap();
        of(&tokens, at)
    }

    fn name(name: &str) -> Place {
        Place::Name(name.to_owned())
    }

    #[test]
    fn what_a_text_is_compared_with() {
        for (file, source) in [
            ("a.rs", "if error.code() == \"X\" {}"),
            ("a.rs", "if \"X\" != error.code.as_str() {}"),
            ("a.rs", "if body.get(\"code\") == Some(&\"X\") {}"),
            ("a.rs", "matches(body[\"error\"][\"code\"].as_str() == Some(\"X\"))"),
            ("a.ts", "if (error?.code === 'X') {}"),
            ("a.ts", "['Y', 'X'].includes(error.code)"),
            ("a.py", "if error.code in ('Y', 'X'):"),
            ("a.java", "if (\"X\".equals(error.code())) {}"),
            ("a.java", "if (error.code().equals(\"X\")) {}"),
        ] {
            assert_eq!(place(file, source), name("code"), "{source}");
        }
    }

    #[test]
    fn what_a_text_is_the_value_of() {
        for (file, source) in [
            ("a.rs", "json!({ \"code\": \"X\", \"status\": 404 })"),
            ("a.rs", "let code: &'static str = \"X\";"),
            ("a.rs", "Body { code: \"X\" }"),
            ("a.py", "raise ApiError(404, code='X')"),
            ("a.go", "code := \"X\""),
            ("a.py", "class A(B):\n    code = 'X'"),
            ("a.py", "code: str = 'X'"),
            ("a.php", "$a = ['code' => 'X'];"),
        ] {
            assert_eq!(place(file, source), name("code"), "{source}");
        }
    }

    #[test]
    fn what_a_text_is_a_case_of() {
        for (file, source) in [
            ("a.rs", "match error.code() { \"Y\" | \"X\" => 1, _ => 2 }"),
            ("a.rs", "match code.as_str() { Some(\"X\") if late => 1, _ => 2 }"),
            ("a.ts", "switch (error.code) { case 'Y': case 'X': break; }"),
            ("a.go", "switch err.code() {\ncase \"Y\", \"X\":\n}"),
            ("a.kt", "when (error.code) { \"X\" -> 1 }"),
        ] {
            let Place::Case { of, block } = place(file, source) else { panic!("{source}") };
            assert_eq!((of.as_deref(), block.is_some()), (Some("code"), true), "{source}");
        }
    }

    #[test]
    fn whose_argument_a_text_is() {
        for (file, source, of, index) in [
            ("a.rs", "Err(ApiError::new(404, \"X\".into()))", "ApiError.new", 1),
            ("a.rs", "bail!(\"X\")", "bail", 0),
            ("a.ts", "throw new ApiError('X', f(1, 2))", "ApiError", 0),
            ("a.py", "raise errors.Rejected(f(1, 2), 'X')", "errors.Rejected", 1),
        ] {
            assert_eq!(
                place(file, source),
                Place::Argument { of: of.to_owned(), index },
                "{source}"
            );
        }
        assert!(matches!(place("a.py", "CODES = ['Y', 'X']"), Place::Item(_)));
        assert_eq!(place("a.py", "print('a' + 'X')"), Place::Item(1));
    }
}
