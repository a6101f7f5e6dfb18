//! The message of `MissingParameter` says which: it is made by its constructor.

use kms_errors::{Error, ErrorCode};

fn key_id(key_id: Option<String>) -> Result<String, Error> {
    match key_id {
        Some(key_id) => Ok(key_id),
        None => Err(ErrorCode::MissingParameter)?,
    }
}

fn main() {
    let _ = key_id(None);
}
