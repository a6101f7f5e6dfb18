//! Names from texts of the input.

use std::collections::{HashMap, HashSet};

/// Words of letters and digits, parted where case changes: `keyID` is key, ID.
pub fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for run in text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|run| !run.is_empty()) {
        let bytes = run.as_bytes();
        let mut start = 0;
        for at in 1..bytes.len() {
            let (before, here) = (bytes[at - 1], bytes[at]);
            let lower_after = bytes.get(at + 1).is_some_and(u8::is_ascii_lowercase);
            let begins = here.is_ascii_uppercase() && (!before.is_ascii_uppercase() || lower_after);
            if begins {
                words.push(run[start..at].to_owned());
                start = at;
            }
        }
        words.push(run[start..].to_owned());
    }
    words
}

/// Letters and digits in lower case: all that counts in a header or a reason phrase.
pub fn normal(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// `snake_case`, such as a placeholder's name. `None` where the text has no letter or digit.
pub fn snake(text: &str) -> Option<String> {
    let name = words(text).join("_").to_ascii_lowercase();
    match name.bytes().next()? {
        b'0'..=b'9' => Some(format!("value_{name}")),
        // Rust has no way to write these as names.
        _ if matches!(name.as_str(), "self" | "super" | "crate") => Some(format!("{name}_value")),
        _ => Some(name),
    }
}

/// Names that are given already.
#[derive(Default)]
pub struct Taken {
    names: HashSet<String>,
    /// The last number behind a name: the search for a free one goes on from there.
    last: HashMap<String, usize>,
}

impl Taken {
    pub fn insert(&mut self, name: String) {
        self.names.insert(name);
    }

    /// Takes the name, or the name with the first number from 2 that makes it differ
    /// from all others.
    pub fn take(&mut self, name: &str, separator: &str) -> String {
        let mut free = name.to_owned();
        let last = self.last.entry(format!("{name}{separator}")).or_insert(1);
        while !self.names.insert(free.clone()) {
            *last += 1;
            free = format!("{name}{separator}{last}");
        }
        free
    }
}

impl FromIterator<String> for Taken {
    fn from_iter<I: IntoIterator<Item = String>>(names: I) -> Self {
        Self { names: names.into_iter().collect(), last: HashMap::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn snake_case_follows_from_every_spelling() {
        for (text, name) in [
            ("parameter name", "parameter_name"),
            ("keyID", "key_id"),
            ("KeyId", "key_id"),
            ("HTTPMethod", "http_method"),
            ("user.name-x", "user_name_x"),
            ("2fa", "value_2fa"),
            ("self", "self_value"),
        ] {
            assert_eq!(snake(text).as_deref(), Some(name), "{text}");
        }
        assert_eq!(snake("--"), None);
    }
}
