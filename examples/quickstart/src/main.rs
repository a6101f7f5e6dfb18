//! The two ends of an API: a handler that fails with codes of the table, and a
//! client that decides by code what to do. `cargo run -p quickstart -- CODE`
//! plays the client that met this code.
#![forbid(unsafe_code)]

use kms_errors::{Code, Error, ErrorCode};

/// What a server does: fail with a code, or with a message that has parameters.
fn describe_key(key_id: Option<&str>) -> Result<String, Error> {
    match key_id {
        None => Err(ErrorCode::missing_parameter("KeyId")),
        Some("key-1") => Ok("key-1 is enabled".to_owned()),
        Some(_) => Err(ErrorCode::ForbiddenKeyNotFound)?,
    }
}

/// What a client does, also with a code that was added after it was built.
fn advice(code: &Code<ErrorCode>) -> String {
    match code.known() {
        Some(ErrorCode::ForbiddenKeyNotFound) => "create the key, then call again".to_owned(),
        Some(code) if code.is_retryable() => "send the same request again, later".to_owned(),
        Some(code) => code.fix().unwrap_or("read the message").to_owned(),
        None => "unknown here: judge by the HTTP status".to_owned(),
    }
}

fn main() {
    if let Some(text) = std::env::args().nth(1) {
        println!("{}", advice(&Code::from_text(&text)));
        return;
    }
    for key_id in [None, Some("key-1"), Some("key-2")] {
        match describe_key(key_id) {
            Ok(key) => println!("200 {key}"),
            Err(error) => {
                println!("{} {error}", error.status());
                println!("    {}", advice(&error.code().into()));
            }
        }
    }
}
