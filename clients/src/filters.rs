//! The filters of the templates: text from a spec as a literal, a name or a comment.

use std::borrow::Cow;

use errspec_codegen::prose::folded;
use errspec_codegen::{constructor_name, visible};
use minijinja::value::{Value, ValueKind};
use minijinja::{Environment, Error, ErrorKind};

pub fn add(environment: &mut Environment<'_>) {
    environment.add_filter("python", |value: &Value| literal(value, &PYTHON));
    environment.add_filter("typescript", |value: &Value| literal(value, &TYPESCRIPT));
    environment.add_filter("go", |value: &Value| literal(value, &GO));
    environment.add_filter("json", |value: &Value| literal(value, &JSON));
    environment.add_filter("comment", comment);
    environment.add_filter("docstring", docstring);
    environment.add_filter("jsdoc", jsdoc);
    environment.add_filter("snake", |name: &str| constructor_name(name));
    environment.add_filter("camel", camel);
    environment.add_filter("package", package);
    environment.add_filter("unlike", |name: &str, taken: Vec<String>| unlike(name, &taken));
}

/// How a language writes what it has literals for.
struct Literals {
    null: &'static str,
    booleans: [&'static str; 2],
    string: fn(&str) -> String,
}

const PYTHON: Literals =
    Literals { null: "None", booleans: ["False", "True"], string: python_string };
const TYPESCRIPT: Literals =
    Literals { null: "undefined", booleans: ["false", "true"], string: json_string };
const GO: Literals = Literals { null: "nil", booleans: ["false", "true"], string: go_string };
const JSON: Literals = Literals { null: "null", booleans: ["false", "true"], string: json_string };

fn literal(value: &Value, literals: &Literals) -> Result<String, Error> {
    match value.kind() {
        ValueKind::None => Ok(literals.null.to_owned()),
        ValueKind::Bool => Ok(literals.booleans[usize::from(value.is_true())].to_owned()),
        ValueKind::Number => Ok(value.to_string()),
        ValueKind::String => Ok((literals.string)(value.as_str().unwrap_or_default())),
        kind => {
            let problem = format!("{kind} is no text, number, boolean or none");
            Err(Error::new(ErrorKind::InvalidOperation, problem))
        }
    }
}

/// In the quotes that need fewer escapes, as Python's formatters have it.
fn python_string(text: &str) -> String {
    let quote = if text.contains('"') && !text.contains('\'') { '\'' } else { '"' };
    quoted(text, quote, by_eight_digits)
}

fn go_string(text: &str) -> String {
    quoted(text, '"', by_eight_digits)
}

pub fn json_string(text: &str) -> String {
    quoted(text, '"', by_utf_16)
}

fn quoted(text: &str, quote: char, escape: fn(char) -> String) -> String {
    let inside = escaped(text, escape).replace(quote, &format!("\\{quote}"));
    format!("{quote}{inside}{quote}")
}

/// What stands between quotes, which are left as they are. Printable ASCII stands for itself,
/// and so does every letter; `escape` writes the rest.
fn escaped(text: &str, escape: fn(char) -> String) -> String {
    let mut escaped = String::with_capacity(text.len() + 2);
    for c in text.chars() {
        match c {
            '\n' => escaped.push_str("\\n"),
            '\r' => escaped.push_str("\\r"),
            '\t' => escaped.push_str("\\t"),
            '\\' => escaped.push_str("\\\\"),
            ' '..='~' => escaped.push(c),
            c if c.is_alphanumeric() => escaped.push(c),
            c => escaped.push_str(&escape(c)),
        }
    }
    escaped
}

fn by_eight_digits(c: char) -> String {
    match u32::from(c) {
        number @ ..0x10000 => format!("\\u{number:04x}"),
        number => format!("\\U{number:08x}"),
    }
}

fn by_utf_16(c: char) -> String {
    c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect()
}

/// One line that ends no comment of any kind, `//`, `#` or `/* */`, and in which no tool
/// sees an instruction, or Java one of its escapes.
fn comment(text: &str) -> String {
    let mut shown = String::new();
    for c in folded(text).chars() {
        match visible(c.encode_utf8(&mut [0; 4])) {
            Cow::Borrowed(c) => shown.push_str(c),
            Cow::Owned(_) => shown.push_str(&format!("U+{:04X}", u32::from(c))),
        }
    }
    shown.replace("*/", "* /").replace('@', "(at)").replace("\\u", "\\ u")
}

/// One line between the quotes of a docstring.
fn docstring(text: &str) -> String {
    let mut escaped = escaped(&folded(text), by_eight_digits).replace("\"\"\"", "\\\"\\\"\\\"");
    if escaped.ends_with('"') {
        escaped.insert(escaped.len() - 1, '\\');
    }
    escaped
}

/// One line of Markdown in a `/** */`, with the marks escaped.
fn jsdoc(text: &str) -> String {
    let mut escaped = String::new();
    for c in visible(&folded(text)).chars() {
        if matches!(c, '!'..='~') && !c.is_alphanumeric() && !"\"',.:;?()-=%+/".contains(c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped.replace("*/", "*\\/")
}

/// `lowerCamelCase`.
fn camel(name: &str) -> String {
    let snake = constructor_name(name);
    let mut words = snake.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |camel, word| {
        let (initial, rest) = word.split_at(word.chars().next().map_or(0, char::len_utf8));
        camel + &initial.to_uppercase() + rest
    })
}

/// Names that mean something else in a Go file: keywords, and what is declared everywhere
/// (The Go Programming Language Specification, "Keywords" and "Predeclared identifiers"), and
/// the package of programs.
#[rustfmt::skip]
const GO_NAMES: &[&str] = &[
    "any", "append", "bool", "break", "byte", "cap", "case", "chan", "clear", "close",
    "comparable", "complex", "complex128", "complex64", "const", "continue", "copy", "default",
    "defer", "delete", "else", "error", "fallthrough", "false", "float32", "float64", "for",
    "func", "go", "goto", "if", "imag", "import", "init", "int", "int16", "int32", "int64", "int8",
    "interface", "iota", "len", "main", "make", "map", "max", "min", "new", "nil", "package",
    "panic", "print", "println", "range", "real", "recover", "return", "rune", "select", "string",
    "struct", "switch", "true", "type", "uint", "uint16", "uint32", "uint64", "uint8", "uintptr",
    "var",
];

/// A name as that of a package in Go: lower-case letters and digits.
pub fn package(name: &str) -> String {
    let name = name.to_lowercase();
    let is_part = |c: &char| c.is_ascii_lowercase() || c.is_ascii_digit();
    let package: String = name.chars().filter(is_part).collect();
    let is_name = package.starts_with(|c: char| c.is_ascii_lowercase());
    match is_name && !GO_NAMES.contains(&package.as_str()) {
        true => package,
        false => format!("api{package}"),
    }
}

/// The name, with an underscore behind it where it is one of those that are taken.
pub fn unlike<T: AsRef<str>>(name: &str, taken: &[T]) -> String {
    match taken.iter().any(|other| other.as_ref() == name) {
        true => format!("{name}_"),
        false => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_literal_is_one_line_of_what_a_reader_sees() {
        let text = Value::from("\"\\ \n\u{0}\u{202e}é\u{2028}\u{1f469}");
        let utf_16 = r#""\"\\ \n\u0000\u202eé\u2028\ud83d\udc69""#;
        let digits = r#""\"\\ \n\u0000\u202eé\u2028\U0001f469""#;
        assert_eq!(literal(&text, &TYPESCRIPT).unwrap(), utf_16);
        assert_eq!(literal(&text, &JSON).unwrap(), utf_16);
        assert_eq!(literal(&text, &GO).unwrap(), digits);
        let single = digits.replace("\"\\\"", "'\"").replace("9\"", "9'");
        assert_eq!(literal(&text, &PYTHON).unwrap(), single);
    }

    #[test]
    fn a_docstring_ends_where_its_line_does() {
        assert_eq!(docstring("a \"b\" \"\"\" \\ \u{0}\nc\""), r#"a "b" \"\"\" \\ \u0000 c\""#);
    }

    #[test]
    fn a_comment_ends_where_its_line_does() {
        let text = "a */ b\n// c \u{202e}@x \\u002a/";
        assert_eq!(comment(text), "a * / b // c U+202E(at)x \\ u002a/");
    }

    #[test]
    fn a_doc_comment_has_no_marks() {
        let text = "a */ <b> `c` @d [e](f)\n_g_";
        assert_eq!(jsdoc(text), r"a \*\/ \<b\> \`c\` \@d \[e\](f) \_g\_");
    }

    #[test]
    fn packages_have_names_that_go_knows() {
        for (name, expected) in [
            ("KMS", "kms"),
            ("My-Shop 2", "myshop2"),
            ("2", "api2"),
            ("é", "api"),
            ("Error", "apierror"),
        ] {
            assert_eq!(package(name), expected);
        }
    }
}
