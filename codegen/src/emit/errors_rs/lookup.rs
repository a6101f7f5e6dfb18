//! From text to code: a perfect hash over codes and aliases, read by
//! `errspec::lookup`.

use super::super::perfect_hash::PerfectHash;
use super::super::rust::index_type;
use super::tables::aliases;
use crate::catalog::Catalog;

/// The hash table. Its keys are the codes in the table's order, then the aliases.
pub(super) fn emit(catalog: &Catalog) -> String {
    let codes = catalog.entries.iter().map(|entry| entry.code.as_str());
    let keys: Vec<&str> = codes.chain(aliases(catalog).map(|(alias, _)| alias)).collect();
    let PerfectHash { seed, windows, cells } = PerfectHash::of(&keys);
    let (first, second) = cells.split_at(cells.len() / 2);
    let lengths = || keys.iter().map(|key| key.len());
    let [shortest, longest] = [lengths().min(), lengths().max()].map(Option::unwrap_or_default);
    let of_windows: Vec<String> =
        windows.iter().map(|window| format!("Window::{window:?}")).collect();
    format!(
        "\
/// The perfect hash behind `from_code`. Nothing here is for reading.
static LOOKUP: Lookup<{index}, {}, {}> = Lookup {{
    seed: {seed:#018x},
    windows: [{}],
    shortest: {shortest},
    longest: {longest},
    cells: [{}, {}],
}};
",
        windows.len(),
        first.len(),
        of_windows.join(", "),
        array(first),
        array(second),
        index = index_type(keys.len()),
    )
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
