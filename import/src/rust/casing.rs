//! `rename_all` of serde and `serialize_all` of strum.

use crate::names::words;

/// A variant's name in a style. serde parts words at every capital letter, strum
/// where people would. `None` for a style that is not known.
pub fn rename(variant: &str, style: &str, is_serde: bool) -> Option<String> {
    let words = if is_serde { at_capitals(variant) } else { words(variant) };
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let capital: Vec<String> = lower.iter().map(|word| capitalized(word)).collect();
    let camel = || {
        let (first, rest) = lower.split_first()?;
        let rest = rest.iter().map(|word| capitalized(word));
        Some([first.clone()].into_iter().chain(rest).collect())
    };
    match style {
        "lowercase" => Some(variant.to_lowercase()),
        "UPPERCASE" => Some(variant.to_uppercase()),
        "PascalCase" if is_serde => Some(variant.to_owned()),
        "PascalCase" | "CamelCase" => Some(capital.concat()),
        "camelCase" | "mixed_case" => camel(),
        "snake_case" => Some(lower.join("_")),
        "SCREAMING_SNAKE_CASE" | "shouty_snake_case" => Some(lower.join("_").to_uppercase()),
        "kebab-case" | "kebab_case" => Some(lower.join("-")),
        "SCREAMING-KEBAB-CASE" => Some(lower.join("-").to_uppercase()),
        "Train-Case" => Some(capital.join("-")),
        "title_case" | "Title Case" => Some(capital.join(" ")),
        "verbatim" => Some(variant.to_owned()),
        _ => None,
    }
}

fn at_capitals(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for c in name.chars() {
        match words.last_mut() {
            Some(word) if !c.is_uppercase() => word.push(c),
            _ => words.push(c.to_string()),
        }
    }
    words
}

fn capitalized(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serde_and_strum_part_words_differently() {
        assert_eq!(rename("NotFound", "SCREAMING_SNAKE_CASE", true).as_deref(), Some("NOT_FOUND"));
        assert_eq!(rename("NotFound", "kebab-case", false).as_deref(), Some("not-found"));
        assert_eq!(rename("NotFound", "camelCase", true).as_deref(), Some("notFound"));
        assert_eq!(rename("HTTPError", "snake_case", true).as_deref(), Some("h_t_t_p_error"));
        assert_eq!(rename("HTTPError", "snake_case", false).as_deref(), Some("http_error"));
        assert_eq!(rename("A", "nope", true), None);
    }
}
