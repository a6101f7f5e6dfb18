//! What tests saw, as `errspec drift` reads it: a JSON object a line.

use std::io::{self, Write};
use std::{env, fs};

use serde_json::json;

use super::Response;
use alloc::string::String;

/// Names the file.
pub(super) const VARIABLE: &str = "ERRSPEC_COVERAGE";

/// Appends a response to the file, if one is named. It is written at once, so that lines of
/// several tests do not mix.
pub(super) fn append(response: &Response<'_>) -> io::Result<()> {
    let Some(path) = env::var_os(VARIABLE).filter(|path| !path.is_empty()) else {
        return Ok(());
    };
    let record = json!({
        "status": response.status,
        "headers": { "content-type": response.content_type },
        "body": String::from_utf8_lossy(response.body),
    });
    let mut file = fs::OpenOptions::new().create(true).append(true).open(path)?;
    file.write_all(alloc::format!("{record}\n").as_bytes())
}
