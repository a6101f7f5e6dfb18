//! Where a table does not say what other errors become, it has no `Failure` of its own.

use downstream::everything::Failure;

fn main() {
    let _: Option<Failure> = None;
}
