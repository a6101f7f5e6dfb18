//! `or_code` takes a code that needs no parameters: a `Plain`, or a finished error.

use kms_errors::{Error, ErrorCode, ResultExt};

fn number(text: &str) -> Result<u8, Error> {
    text.parse::<u8>().or_code(ErrorCode::InvalidParameter)
}

fn main() {
    let _ = number("");
}
