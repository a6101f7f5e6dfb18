//! The crate against the document that KMS publishes, row by row.

use kms_errors::{Error, ErrorCode, Plain};

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
fn every_published_row_is_there_to_the_letter_and_in_order() {
    let rows = published();
    assert_eq!(rows.len(), 32);
    for (code, message, status) in &rows {
        let ours = ErrorCode::from_code(code).unwrap_or_else(|| panic!("the table lacks {code}"));
        assert_eq!((ours.code(), ours.message(), ours.status()), (*code, *message, *status));
    }
    let published: Vec<&str> = rows.iter().map(|(code, ..)| *code).collect();
    let ours: Vec<&str> = ErrorCode::ALL.iter().map(|code| code.code()).collect();
    assert_eq!(ours[..32], published, "new rows come after the published ones");
}

#[test]
fn the_two_messages_with_a_parameter_take_it() {
    let missing = ErrorCode::missing_parameter("KeyId");
    assert_eq!(missing.message(), "The parameter \"KeyId\" is needed but not provided.");
    let invalid = ErrorCode::invalid_parameter(String::from("KeyId"));
    assert_eq!(invalid.message(), "The specified parameter \"KeyId\" is not valid.");
}

#[test]
fn of_what_is_published_only_what_passes_is_retryable() {
    let published = published();
    let codes = published.iter().filter_map(|(code, ..)| ErrorCode::from_code(code));
    let retryable: Vec<_> = codes.filter(|code| code.is_retryable()).collect();
    assert_eq!(retryable, [ErrorCode::InternalFailure, ErrorCode::ServiceUnavailableTemporary]);
}

#[test]
fn every_published_code_says_why_and_what_to_do() {
    for (text, ..) in published() {
        let code = ErrorCode::from_code(text).unwrap();
        assert!(code.cause().is_some_and(|cause| cause.ends_with('.')), "{text}");
        assert!(code.fix().is_some_and(|fix| fix.ends_with('.')), "{text}");
    }
}

#[test]
fn a_code_is_an_error_with_its_documented_message() {
    let error = Error::from(Plain::ForbiddenKeyNotFound);
    assert_eq!(error.to_string(), "Forbidden.KeyNotFound: The specified Key is not found.");
}

#[test]
fn every_published_code_has_a_chinese_message() {
    for (text, ..) in published() {
        let code = ErrorCode::from_code(text).unwrap();
        let chinese = code.message_in("zh-CN");
        assert!(chinese.ends_with('。') && chinese != code.message(), "{text}: {chinese}");
        assert_eq!(code.message_in("zh-cn-x-private"), chinese, "by the lookup of RFC 4647");
        assert_eq!(code.message_in("fr"), code.message());
    }
    assert_eq!(
        ErrorCode::MissingParameter.message_in("zh-CN"),
        "需要参数“< parameter name >”，但未提供。"
    );
}
