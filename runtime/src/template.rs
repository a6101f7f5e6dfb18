use alloc::string::String;
use core::fmt::Write;

use crate::Value;

/// Fills `{name}` with the parameter's value; `{{` and `}}` are braces.
///
/// Templates come from generated code, so each name is among the parameters;
/// one that is not stands as it is written.
pub(crate) fn fill(template: &str, params: &[(&'static str, Value)]) -> String {
    let mut message = String::with_capacity(template.len() + 16 * params.len());
    let mut rest = template;
    while let Some(at) = rest.find(['{', '}']) {
        message.push_str(&rest[..at]);
        let brace = &rest[at..=at];
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix(brace) {
            message.push_str(brace);
            rest = after;
            continue;
        }
        let placeholder = rest.split_once('}').and_then(|(name, after)| {
            let (_, value) = params.iter().find(|(param, _)| *param == name)?;
            Some((value, after))
        });
        match placeholder {
            Some((value, after)) => {
                let _ = write!(message, "{value}"); // writing to a String cannot fail
                rest = after;
            }
            None => message.push_str(brace),
        }
    }
    message.push_str(rest);
    message
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_text_and_never_templates() {
        let params = [("a", Value::from("{b}}")), ("b", Value::from(7))];
        assert_eq!(fill("{a} {b} {a} {{a}}", &params), "{b}} 7 {b}} {a}");
    }

    #[test]
    fn a_name_without_a_value_stands_as_written() {
        assert_eq!(fill("é {x} } {", &[]), "é {x} } {");
    }
}
