//! The names of keys: how they are written, and in which order.

use errspec_codegen::keys::{self, Key, Shape};
use toml_edit::Key as Name;

/// Names with dots between them, in quotes where they must be.
pub fn dotted(path: &[String]) -> String {
    let names: Vec<String> =
        path.iter().map(|name| Name::new(name).display_repr().into_owned()).collect();
    names.join(".")
}

/// The place of a key in the list of its table; the last one for what is not in it.
pub fn rank(table: &[&str], name: &str) -> usize {
    let Some(keys) = keys_of(table) else {
        return 0;
    };
    keys.iter().position(|key| key.name == name).unwrap_or(keys.len())
}

/// The keys of the table at a path; `None` where the author orders them.
fn keys_of(path: &[&str]) -> Option<&'static [Key]> {
    let mut keys = keys::SPEC;
    let mut path = path.iter();
    while let Some(name) = path.next() {
        keys = match keys.iter().find(|key| key.name == *name)?.shape {
            Shape::Table(keys) | Shape::Tables(keys) => keys,
            Shape::TableByName(keys) => {
                path.next()?;
                keys
            }
            _ => return None,
        };
    }
    Some(keys)
}
