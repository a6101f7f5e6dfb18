//! Messages with placeholders.

use std::collections::HashMap;

use crate::catalog::{Message, Param, Part};
use crate::names::{identifier, is_snake};

/// Reads `{name}` placeholders, `{{` and `}}`. `param` knows what the row says
/// of a name. The errors are clauses for diagnostics, one a brace that is wrong.
pub(super) fn parse(text: &str, param: impl Fn(&str) -> Param) -> Result<Message, Vec<String>> {
    let mut message = Message::default();
    let mut indices = HashMap::new();
    let mut problems = Vec::new();
    let mut literal = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        literal.push_str(&rest[..at]);
        let brace = &rest[at..=at];
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix(brace) {
            literal.push_str(brace);
            rest = after;
            continue;
        }
        if brace == "}" {
            problems.push("a `}` closes no placeholder".to_owned());
            continue;
        }
        let Some((name, after)) = rest.split_once('}') else {
            problems.push("a `{` is never closed by a `}`".to_owned());
            break;
        };
        rest = after;
        problems.extend(problem_of(name));
        if !literal.is_empty() {
            message.parts.push(Part::Text(std::mem::take(&mut literal)));
        }
        let index = *indices.entry(name).or_insert_with(|| {
            message.params.push(param(name));
            message.params.len() - 1
        });
        message.parts.push(Part::Param(index));
    }
    literal.push_str(rest);
    if !literal.is_empty() {
        message.parts.push(Part::Text(literal));
    }
    if problems.is_empty() { Ok(message) } else { Err(problems) }
}

fn problem_of(name: &str) -> Option<String> {
    if name.is_empty() {
        Some("`{}` has no name".to_owned())
    } else if !is_snake(name) {
        Some(format!("`{{{name}}}` is not a name in snake_case"))
    } else if identifier(name).is_none() {
        Some(format!("`{name}` is a word of Rust that cannot name a parameter: choose another"))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Message, Vec<String>> {
        parse(text, Param::new)
    }

    #[test]
    fn placeholders_keep_their_order_and_repeat() {
        let message = read("{b}{a}{b} {{x}}").unwrap();
        let names: Vec<&str> = message.params.iter().map(|p| p.name.as_str()).collect();
        assert_eq!(names, ["b", "a"]);
        assert_eq!(message.template(), "{b}{a}{b} {{x}}");
        assert_eq!(message.documented(), "< b >< a >< b > {x}");
    }

    #[test]
    fn braces_that_make_no_placeholder_are_refused() {
        for text in ["{", "}", "{1x}", "{a b}", "{}", "{A}", "{self}", "{a", "a}", "{a{b}}"] {
            assert!(read(text).is_err(), "{text}");
        }
        assert_eq!(read("{A} } {} {ok} {").unwrap_err().len(), 4);
    }
}
