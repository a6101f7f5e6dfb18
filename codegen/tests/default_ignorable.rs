//! `src/default_ignorable.rs` is Unicode's property, as `icu_properties` has it.
//!
//! `UPDATE_EXPECT=1 cargo test -p errspec-codegen` writes it anew.

use expect_test::expect_file;
use icu_properties::CodePointSetData;
use icu_properties::props::DefaultIgnorableCodePoint;

#[test]
fn the_table_is_the_property() {
    let ranges = CodePointSetData::new::<DefaultIgnorableCodePoint>().iter_ranges();
    let ranges: Vec<String> = ranges
        .map(|range| format!("    '\\u{{{:x}}}'..='\\u{{{:x}}}',\n", range.start(), range.end()))
        .collect();
    let table = format!(
        "//! Unicode's Default_Ignorable_Code_Point: `tests/default_ignorable.rs` writes and\n\
         //! checks it.\n\n\
         use std::ops::RangeInclusive;\n\n\
         pub(crate) const DEFAULT_IGNORABLE: [RangeInclusive<char>; {}] = [\n{}];\n",
        ranges.len(),
        ranges.concat(),
    );
    expect_file!["../src/default_ignorable.rs"].assert_eq(&table);
}
