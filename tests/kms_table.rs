//! The crate against the document that KMS publishes, row by row.

use kms_errors::{Error, ErrorCode};

/// The table of "Key Management Service: Sample responses" (last updated
/// Jun 09, 2023): code, description and HTTP status, a blank line between cells.
const PUBLISHED: &str = include_str!("kms_table/common_error_codes.txt");

fn published() -> Vec<(&'static str, &'static str, u16)> {
    let cells: Vec<&str> = PUBLISHED.trim().split("\n\n").collect();
    let rows = cells.chunks_exact(3);
    assert!(rows.remainder().is_empty());
    rows.map(|row| (row[0], row[1], row[2].parse().unwrap())).collect()
}

#[test]
fn every_published_row_is_there_to_the_letter() {
    let rows = published();
    assert_eq!(rows.len(), 32);
    let ours: Vec<_> =
        ErrorCode::ALL.iter().map(|code| (code.code(), code.message(), code.status())).collect();
    assert_eq!(ours, rows);
}

#[test]
fn the_two_messages_with_a_parameter_take_it() {
    let missing = ErrorCode::missing_parameter("KeyId");
    assert_eq!(missing.message(), "The parameter \"KeyId\" is needed but not provided.");
    let invalid = ErrorCode::invalid_parameter(String::from("KeyId"));
    assert_eq!(invalid.message(), "The specified parameter \"KeyId\" is not valid.");
}

#[test]
fn only_what_passes_is_retryable() {
    let retryable: Vec<_> = ErrorCode::ALL.iter().filter(|code| code.is_retryable()).collect();
    let passes = [ErrorCode::InternalFailure, ErrorCode::ServiceUnavailableTemporary];
    assert_eq!(retryable, passes.iter().collect::<Vec<_>>());
}

#[test]
fn every_code_says_why_and_what_to_do() {
    for code in ErrorCode::ALL {
        assert!(code.cause().is_some_and(|cause| cause.ends_with('.')), "{code}");
        assert!(code.fix().is_some_and(|fix| fix.ends_with('.')), "{code}");
    }
}

#[test]
fn a_code_is_an_error_with_its_documented_message() {
    let error = Error::from(ErrorCode::ForbiddenKeyNotFound);
    assert_eq!(error.to_string(), "Forbidden.KeyNotFound: The specified Key is not found.");
}
