//! Whose code is known at run time alone has no parameters for it: `Error::documented`
//! says so.

use kms_errors::{Error, ErrorCode};

fn replay(text: &str) -> Option<Error> {
    ErrorCode::from_code(text).map(Error::from)
}

fn main() {
    replay("MissingParameter");
}
