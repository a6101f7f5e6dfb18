//! From text to code: a perfect hash over codes and aliases, read by
//! `errspec::lookup`.

use super::super::perfect_hash::PerfectHash;
use super::tables::aliases;
use crate::catalog::Catalog;

/// The hash table. Its keys are the codes in the table's order, then the aliases.
pub(super) fn emit(catalog: &Catalog) -> String {
    let codes = catalog.entries.iter().map(|entry| entry.code.as_str());
    let keys: Vec<&str> = codes.chain(aliases(catalog).map(|(alias, _)| alias)).collect();
    let PerfectHash { seed, windows, displacements, fingerprints, slots } = PerfectHash::of(&keys);
    let lengths = || keys.iter().map(|key| key.len());
    let [shortest, longest] = [lengths().min(), lengths().max()].map(Option::unwrap_or_default);
    let of_windows: Vec<String> =
        windows.iter().map(|window| format!("Window::{window:?}")).collect();
    format!(
        "\
/// The perfect hash behind `from_code`. Nothing here is for reading.
static LOOKUP: Lookup<{index}, {}, {}, {}, {}> = Lookup {{
    seed: {seed},
    windows: [{}],
    shortest: {shortest},
    longest: {longest},
    displacements: {},
    fingerprints: {},
    slots: {},
}};
",
        windows.len(),
        displacements.len(),
        fingerprints.len(),
        slots.len(),
        of_windows.join(", "),
        array(&displacements),
        array(&fingerprints),
        array(&slots),
        index = index_type(keys.len()),
    )
}

/// The smallest type that holds every index.
fn index_type(count: usize) -> &'static str {
    match count {
        0..=0x100 => "u8",
        0x101..=0x1_0000 => "u16",
        _ => "u32",
    }
}

/// An array of numbers, as many to a line as fit.
fn array<T: ToString>(numbers: &[T]) -> String {
    if numbers.is_empty() {
        return "[]".to_owned();
    }
    let mut text = "[".to_owned();
    let mut width = usize::MAX;
    for number in numbers.iter().map(T::to_string) {
        if width.saturating_add(number.len()) > 80 {
            text.push_str("\n        ");
            width = 0;
        } else {
            text.push(' ');
        }
        text.push_str(&number);
        text.push(',');
        width += number.len() + 2;
    }
    text + "\n    ]"
}
