//! A crate with a table of its own.
#![forbid(unsafe_code)]

mod errors {
    include!(concat!(env!("OUT_DIR"), "/errors.rs"));
}

use errors::{Error, ErrorCode};

const CSV: &str = include_str!(concat!(env!("OUT_DIR"), "/errors.csv"));

fn order(id: i64) -> Result<(), Error> {
    Err(ErrorCode::order_not_found(id))
}

fn main() {
    if let Err(error) = order(7) {
        println!("{} {error}", error.status());
    }
    print!("{CSV}");
}
