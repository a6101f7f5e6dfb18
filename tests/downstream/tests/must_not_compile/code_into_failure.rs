//! A `Failure` takes every error, and a code is none.

use kms_errors::{ErrorCode, Failure};

fn fails() -> Result<(), Failure> {
    Err(ErrorCode::MissingParameter)?
}

fn main() {
    let _ = fails();
}
