//! A parameter that is new in a message breaks who does not fill it in.

use kms_errors::{Error, ErrorCode};

fn missing() -> Error {
    ErrorCode::missing_parameter()
}

fn main() {
    missing();
}
