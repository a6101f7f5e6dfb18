//! `:name`, as Laravel and SQL have it.

use super::template::{Name, Placeholder};

/// The placeholder at the beginning of `rest`, and its length.
pub fn at(before: &str, rest: &str) -> Option<(Placeholder, usize)> {
    let after = rest.strip_prefix(':')?;
    let name_end = after.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
    let (name, after) = after.split_at(name_end.unwrap_or(after.len()));
    let stands_alone = before.is_empty()
        || before.ends_with(|c: char| {
            c.is_whitespace() || matches!(c, '"' | '\'' | '`' | '(' | '[' | '{' | '<')
        });
    // `:D` is a face, `:tada:` a picture, `:a/b` a path.
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.len() > 1
        && !after.starts_with(|c: char| matches!(c, ':' | '/' | '-') || c.is_alphanumeric());
    let length = name.len() + 1;
    (stands_alone && is_name)
        .then(|| (Placeholder::new(Name::Given(name.to_owned()), &rest[..length]), length))
}
