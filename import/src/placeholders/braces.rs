//! `{name}`, `${name}`, `%{name}`, `{{name}}`, `{0}` and `{}`.

use super::template::{Name, ParamType, Placeholder, until};

/// The placeholder at the beginning of `rest`, and its length.
pub fn at(before: &str, rest: &str) -> Option<(Placeholder, usize)> {
    if let Some(after) = rest.strip_prefix("{{") {
        let (inside, _) = until(after, "}}")?;
        let is_name = is_name(inside.trim()) && !before.ends_with('{');
        let length = inside.len() + 4;
        return is_name.then(|| (named(inside.trim(), &rest[..length]), length));
    }
    let sigil = rest.bytes().take(2).take_while(|byte| matches!(byte, b'$' | b'%')).count();
    if sigil > 1 || (rest.starts_with('%') && before.ends_with(|c: char| c.is_ascii_digit())) {
        return None;
    }
    let (inside, _) = until(rest[sigil..].strip_prefix('{')?, "}")?;
    let length = sigil + inside.len() + 2;
    let placeholder = placeholder(inside, &rest[..length])?;
    match placeholder.name {
        // `[a-z]{3}` is a regular expression, `\p{L}` as well.
        Name::Given(_) if is_escape(before) => None,
        Name::Position(_)
            if before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ']' | ')')) =>
        {
            None
        }
        // `${}` is nothing that anybody writes.
        Name::Position(_) | Name::None if sigil > 0 => None,
        _ => Some((placeholder, length)),
    }
}

fn placeholder(inside: &str, written: &str) -> Option<Placeholder> {
    let name = inside.trim();
    if name.is_empty() {
        return (inside.is_empty()).then(|| Placeholder::new(Name::None, written));
    }
    if name.len() == 1 && name.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(Placeholder::new(Name::Position(name.parse().ok()?), written));
    }
    if is_name(name) {
        return Some(named(name, written));
    }
    // Python: `{name!r}`, `{count:d}`, `{share:.2f}`.
    let (name, format) = name.split_once(['!', ':'])?;
    let digits = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '<' | '>' | '^');
    let verb = format.trim_start_matches(digits);
    let mut placeholder = matches!(verb, "d" | "s" | "r" | "f" | "x")
        .then(|| is_name(name).then(|| named(name, written)))??;
    if verb == "d" {
        placeholder.r#type = ParamType::Integer;
    }
    Some(placeholder)
}

fn named(name: &str, written: &str) -> Placeholder {
    Placeholder::new(Name::Given(name.to_owned()), written)
}

fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && text.contains(|c: char| c.is_ascii_alphanumeric())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.'))
        && !text.ends_with(['-', '.'])
}

/// Whether the text ends in a backslash and a letter.
fn is_escape(before: &str) -> bool {
    before
        .strip_suffix(|c: char| c.is_ascii_alphabetic())
        .is_some_and(|before| before.ends_with('\\'))
}
