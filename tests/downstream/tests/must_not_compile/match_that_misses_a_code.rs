//! A client matches on the codes of an operation and forgets one.

use downstream::nested::ErrorCode;
use downstream::nested::operation::get_order::Known;
use downstream::nested::operation::known;

fn advice(code: ErrorCode) -> &'static str {
    match known(code) {
        Some(Known::OrderNotFound) => "look again",
        Some(Known::Broken) => "call us",
        None => "newer, or of another operation",
    }
}

fn main() {
    let _ = advice(ErrorCode::Busy);
}
