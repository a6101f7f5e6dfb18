//! The name of a catalog: once published it cannot change, since it is the XML root of
//! every error response.

use toml_edit::{DocumentMut, Item, value};

/// Whether the spec gives its catalog a name.
pub fn is_given(spec: &str) -> bool {
    let document = spec.parse::<DocumentMut>();
    document.is_ok_and(|document| document.get("catalog").is_some_and(has_name))
}

/// The spec with this name for its catalog, unless it has one.
pub fn given(spec: String, name: &str) -> String {
    let Ok(mut document) = spec.parse::<DocumentMut>() else { return spec };
    match document.get_mut("catalog") {
        Some(catalog) if has_name(catalog) => return spec,
        Some(catalog) => catalog["name"] = value(name),
        None => {
            let before = "[catalog]\nname = ";
            return format!("{before}{}\n\n{spec}", toml_edit::Value::from(name));
        }
    }
    document.to_string()
}

fn has_name(catalog: &Item) -> bool {
    catalog.as_table_like().is_some_and(|catalog| catalog.contains_key("name"))
}
