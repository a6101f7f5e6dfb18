//! Odd tables, and what a table may cost.

use errspec::lookup::cells;
use proptest::prelude::*;

use super::*;

/// Makes the tables and checks that every key is found where a lookup goes.
fn perfect_hash(keys: &[String]) -> PerfectHash {
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    let tables = PerfectHash::of(&keys);
    let half = tables.cells.len() / 2;
    for (index, key) in (0..).zip(&keys) {
        let hash = hash(key.as_bytes(), &tables.windows, tables.seed);
        let [first, second] = cells(hash, half);
        let found = tables.cells[first] ^ tables.cells[half + second];
        assert_eq!(found, index, "{key} of {}", keys.len());
    }
    tables
}

/// Codes like those of a real service.
fn dotted(count: usize) -> Vec<String> {
    const AREAS: [&str; 4] = ["Forbidden", "Invalid", "Unsupported", "Limit"];
    const THINGS: [&str; 8] =
        ["Key", "KeyVersion", "Alias", "Token", "Volume", "Instance", "Policy", "Snapshot"];
    const STATES: [&str; 8] =
        ["NotFound", "Disabled", "Deleted", "Pending", "Exceeded", "Damaged", "Foreign", "Stale"];
    let code = |index: usize| {
        let (area, rest) = (AREAS[index % 4], index / 4);
        let (thing, rest) = (THINGS[rest % 8], rest / 8);
        let (owner, rest) = (THINGS[rest % 8], rest / 8);
        format!("{area}.{thing}{owner}{}{}", STATES[rest % 8], ["", "Again"][rest / 8 % 2])
    };
    (0..count).map(code).collect()
}

#[test]
fn codes_of_every_make_have_indices() {
    let mixed = |index: usize| match index % 4 {
        0 => format!("Forbidden.Key{index}NotFound"),
        1 => format!("E{index}"),
        2 => "x".repeat(1 + index / 4 % 100) + &index.to_string(),
        _ => format!("{index}.Forbidden.KeyNotFound"),
    };
    for count in (1..200).chain([2_048, 20_000]) {
        perfect_hash(&(0..count).map(mixed).collect::<Vec<_>>());
        perfect_hash(&(10_000..10_000 + count).map(|n| n.to_string()).collect::<Vec<_>>());
    }
    for count in 1..=4_096_usize {
        if count.is_power_of_two() || count % 97 == 0 {
            perfect_hash(&dotted(count));
        }
    }
}

#[test]
fn prefixes_of_each_other_have_indices() {
    perfect_hash(&(1..=128).map(|len| "a".repeat(len)).collect::<Vec<_>>());
    // What one has in its length, the other has in its first byte.
    perfect_hash(&["c".to_owned() + &"a".repeat(15), "a".repeat(18)]);
    perfect_hash(&["xAabhaAHa".to_owned(), "x".repeat(87) + "76X-2--X"]);
}

#[test]
fn long_codes_that_differ_in_one_byte_anywhere_are_hashed_whole() {
    let base = "a".repeat(128);
    let differ = |place: usize| base[..place].to_owned() + "b" + &base[place + 1..];
    let keys: Vec<String> = (0..128).map(differ).chain([base.clone()]).collect();
    assert_eq!(perfect_hash(&keys).windows, []);
}

#[test]
fn one_byte_in_the_middle_needs_one_window() {
    let keys: Vec<String> = ('a'..='z').map(|c| format!("Forbidden.{c}.NotFound")).collect();
    assert_eq!(perfect_hash(&keys).windows.len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_keys_have_indices(
        keys in proptest::collection::hash_set("[ab.]{1,12}|[a-c]{120,128}", 1..300)
    ) {
        perfect_hash(&Vec::from_iter(keys));
    }
}

/// What a lookup pays for, counted rather than timed.
#[test]
fn real_codes_need_few_windows_and_few_bytes() {
    for (count, windows, bytes) in [(32, 1, 2.0), (256, 2, 2.0), (2_048, 3, 4.0)] {
        let tables = perfect_hash(&dotted(count));
        let index = if count <= 256 { 1 } else { 2 };
        let each = (tables.cells.len() * index) as f64 / count as f64;
        assert!(tables.windows.len() <= windows, "{:?} for {count} codes", tables.windows);
        assert!(each <= bytes, "{each} bytes a code for {count} codes");
    }
}
