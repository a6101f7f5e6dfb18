//! A code whose message has parameters is not plain.

use kms_errors::{Error, Plain};

fn fails() -> Result<(), Error> {
    Err(Plain::MissingParameter)?
}

fn main() {
    let _ = fails();
}
