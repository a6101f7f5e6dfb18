//! Rust names from codes.

/// The words of a code: parted at other characters than letters and digits, and
/// where case changes (`UnsupportedHTTPMethod` is Unsupported, HTTP, Method). A
/// code of capitals and digits, such as the SQLSTATE `HV00B`, is one word.
pub(crate) fn words(text: &str) -> Vec<&str> {
    if is_symbol(text) {
        return vec![text];
    }
    text.split(|c: char| !c.is_ascii_alphanumeric()).flat_map(split_at_case).collect()
}

/// `word` holds ASCII letters and digits only; a digit counts as the case before it.
fn split_at_case(word: &str) -> Vec<&str> {
    let bytes = word.as_bytes();
    let mut words = Vec::new();
    let mut start = 0;
    let mut upper_before = false;
    for at in 0..bytes.len() {
        let upper = match bytes[at] {
            b'0'..=b'9' => upper_before,
            byte => byte.is_ascii_uppercase(),
        };
        let lower_after = bytes.get(at + 1).is_some_and(u8::is_ascii_lowercase);
        let begins = bytes[at].is_ascii_uppercase() && (!upper_before || lower_after);
        if begins && at > start && !bytes[start..at].iter().all(u8::is_ascii_digit) {
            words.push(&word[start..at]);
            start = at;
        }
        upper_before = upper;
    }
    if start < word.len() {
        words.push(&word[start..]);
    }
    words
}

fn is_symbol(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        && text.bytes().any(|byte| byte.is_ascii_digit())
}

/// `UpperCamelCase`. A word of capitals and digits stays as it is, since that is
/// what tells codes such as `42P01` apart.
pub(crate) fn upper_camel(words: &[&str]) -> String {
    let mut name = String::new();
    for word in words {
        if is_symbol(word) {
            name.push_str(word);
            continue;
        }
        let (first, rest) = word.split_at(1);
        name.push_str(&first.to_ascii_uppercase());
        name.push_str(&rest.to_ascii_lowercase());
    }
    name
}

/// The variant that follows from a code where nothing else names it. `None` where
/// that is no name of a variant, as of `42P01` or `self`.
///
/// ```
/// use errspec_codegen::variant_name;
///
/// assert_eq!(variant_name("Forbidden.KeyNotFound").as_deref(), Some("ForbiddenKeyNotFound"));
/// assert_eq!(variant_name("self"), None);
/// ```
pub fn variant_name(code: &str) -> Option<String> {
    let name = upper_camel(&words(code));
    let is_name = name.starts_with(|c: char| c.is_ascii_uppercase()) && name != "Self";
    is_name.then_some(name)
}

/// The constructor that follows from a code, or from the `variant` of a row that has
/// one: a keyword where the code is one, which Rust writes with `r#`.
///
/// ```
/// use errspec_codegen::constructor_name;
///
/// assert_eq!(constructor_name("Forbidden.KeyNotFound"), "forbidden_key_not_found");
/// ```
pub fn constructor_name(code: &str) -> String {
    snake(&words(code))
}

/// `snake_case`.
pub(crate) fn snake(words: &[&str]) -> String {
    words.join("_").to_ascii_lowercase()
}

/// Words of lower-case letters and digits joined by single underscores, a letter first.
pub(crate) fn is_snake(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.split('_').all(|word| {
            !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        })
}

/// The name as an identifier in Rust source, raw where it is a keyword. `None`
/// where Rust has no way to write it.
pub(crate) fn identifier(name: &str) -> Option<String> {
    let raw = format!("r#{name}");
    [name, &raw]
        .into_iter()
        // `gen` is reserved since edition 2024, and syn takes it for a name.
        .find(|name| *name != "gen" && syn::parse_str::<syn::Ident>(name).is_ok())
        .map(str::to_owned)
}

/// A name that JSON and XML can both carry: an XML `NCName` in ASCII.
pub(crate) fn is_element_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variants_follow_from_codes() {
        for (code, variant) in [
            ("Forbidden.KeyNotFound", "ForbiddenKeyNotFound"),
            ("UnsupportedHTTPMethod", "UnsupportedHttpMethod"),
            ("type", "Type"),
            ("a-b", "AB"),
            ("a_b:c/d", "ABCD"),
            ("NOT_FOUND", "NotFound"),
            ("HTTP2Error", "HTTP2Error"),
            ("Sha256Mismatch", "Sha256Mismatch"),
            ("E_42P01", "E42P01"),
            ("42P01", "42P01"),
            ("HV00B", "HV00B"),
            ("0LP01", "0LP01"),
            ("S3BucketXMLInvalid", "S3BucketXmlInvalid"),
        ] {
            assert_eq!(upper_camel(&words(code)), variant, "{code}");
        }
    }

    #[test]
    fn constructors_follow_from_codes() {
        for (code, constructor) in [
            ("Forbidden.KeyNotFound", "forbidden_key_not_found"),
            ("UnsupportedHTTPMethod", "unsupported_http_method"),
            ("a-b", "a_b"),
            ("NOT_FOUND", "not_found"),
        ] {
            assert_eq!(snake(&words(code)), constructor, "{code}");
        }
    }

    #[test]
    fn identifiers_are_raw_where_they_must_be() {
        assert_eq!(identifier("status").as_deref(), Some("status"));
        assert_eq!(identifier("type").as_deref(), Some("r#type"));
        assert_eq!(identifier("gen").as_deref(), Some("r#gen"));
        assert_eq!(identifier("self"), None);
        assert_eq!(identifier("42"), None);
    }
}
