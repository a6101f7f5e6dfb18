//! The Rust name of a code, for tools that make specs.

use crate::check::names::{upper_camel, words};

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
