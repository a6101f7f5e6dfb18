//! A crate with a table of its own.
#![forbid(unsafe_code)]

mod errors {
    include!(concat!(env!("OUT_DIR"), "/errors.rs"));
}

use errors::{GetOrderError, Operation, get_order};

const CSV: &str = include_str!(concat!(env!("OUT_DIR"), "/errors.csv"));

/// It can fail with the codes of its operation, and with no other.
fn get(id: i64) -> Result<(), GetOrderError> {
    Err(get_order::ErrorCode::order_not_found(id))
}

fn main() {
    if let Err(error) = get(7) {
        println!("{} {error}", error.error().status());
    }
    for operation in Operation::ALL {
        let codes: Vec<&str> = operation.errors().map(|code| code.code()).collect();
        println!("{} may answer with {}", operation.name(), codes.join(", "));
    }
    print!("{CSV}");
}
