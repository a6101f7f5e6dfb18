//! Without `[fallback] internal` a table does not say what other errors become.

use downstream::everything::ErrorCode;
use errspec::Failure;

fn fails() -> Result<(), Failure<ErrorCode>> {
    std::fs::remove_file("a.txt")?;
    Err(Failure::new("hunter2"))
}

fn main() {
    let _ = fails();
}
