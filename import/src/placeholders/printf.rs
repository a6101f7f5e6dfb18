//! `%s`, `%d`, `%v`, `%1$s`, `%5.2f`, `%(name)s`, `%<name>d`.

use super::template::{Name, ParamType, Placeholder, until};

const VERBS: &str = "sdivuqxXfgptT@c";

/// The placeholder at the beginning of `rest`, and its length.
pub fn at(before: &str, rest: &str) -> Option<(Placeholder, usize)> {
    let (name, format) = name(rest.strip_prefix('%')?);
    let plain = format.trim_start_matches(['+', '#', '-']);
    let flags = plain.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let verb = flags.trim_start_matches(['l', 'h', 'z']);
    let c = verb.chars().next().filter(|c| VERBS.contains(*c))?;
    let after = &verb[c.len_utf8()..];
    // `100%s` and `%discount` may be anything; `%5d` after a letter, too: `a%20d`.
    let touches = before.ends_with(|c: char| c.is_ascii_digit() || c == '%')
        || (flags.len() < plain.len() && before.ends_with(|c: char| c.is_alphanumeric()));
    if touches || after.starts_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    let length = rest.len() - after.len();
    let mut placeholder = Placeholder::new(name, &rest[..length]);
    if matches!(c, 'd' | 'i' | 'u') {
        placeholder.r#type = ParamType::Integer;
    }
    Some((placeholder, length))
}

/// `(name)`, `<name>` or `1$`, and what stands after it.
fn name(rest: &str) -> (Name, &str) {
    let between = |open, close| rest.strip_prefix(open).and_then(|rest| until(rest, close));
    if let Some((name, after)) = between('(', ")").or_else(|| between('<', ">")) {
        let is_name = |b: u8| b.is_ascii_alphanumeric() || b == b'_';
        if !name.is_empty() && name.bytes().all(is_name) {
            return (Name::Given(name.to_owned()), after);
        }
    }
    if let Some((position, after)) = until(rest, "$")
        && let Ok(position) = position.parse()
    {
        return (Name::Position(position), after);
    }
    (Name::None, rest)
}
