//! What must not compile, and what rustc says to who tries. The messages are golden:
//! `TRYBUILD=overwrite cargo test -p downstream --test must_not_compile` writes them anew.

#[test]
fn an_error_that_is_not_filled_in() {
    trybuild::TestCases::new().compile_fail("tests/must_not_compile/*.rs");
}
