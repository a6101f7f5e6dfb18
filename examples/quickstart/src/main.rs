//! The life of an error: a server makes it, it is sent, and a client handles it.
//! `cargo run -p quickstart -- CODE` is the client alone, that received this code.
#![forbid(unsafe_code)]

use kms_errors::errspec::{DecodeError, http_status, json};
use kms_errors::{Code, Error, ErrorCode, Plain, Received};

/// What a server does: fail with a code, or with a message that has parameters.
fn describe_key(key_id: Option<&str>) -> Result<(), Error> {
    match key_id {
        None => Err(ErrorCode::missing_parameter("KeyId")),
        Some("key-1") => Err(Plain::RejectedDisabled)?,
        Some("key-2") => Err(Plain::ServiceUnavailableTemporary)?,
        Some(_) => Ok(()),
    }
}

/// What a client does, also with a code that was added after it was built.
fn reaction(code: &Code<ErrorCode>) -> String {
    match code.known() {
        Some(ErrorCode::RejectedDisabled) => "enables the key and sends the request again".into(),
        Some(code) if code.is_retryable() => "sends the same request again, later".into(),
        Some(code) => format!("shows the table's advice: {}", code.fix().unwrap_or("none")),
        None => "judges by the HTTP status, as the code is newer than the client".into(),
    }
}

fn main() -> Result<(), DecodeError> {
    if let Some(text) = std::env::args().nth(1) {
        println!("The client {}", reaction(&Code::from_text(&text)));
        return Ok(());
    }
    println!("spec/errors.toml is a table of {} error codes of an HTTP API.", ErrorCode::ALL.len());
    println!("{BUILT}");
    for key_id in [None, Some("key-1"), Some("key-2")] {
        let Err(error) = describe_key(key_id) else { continue };
        let (status, body) = (error.status(), json::encode(&error));
        println!();
        println!("    request   DescribeKey of {}", key_id.unwrap_or("no key"));
        println!("    response  {status} {}", http_status::reason(status).unwrap_or_default());
        println!("              {}", String::from_utf8_lossy(&body));

        let received: Received = json::decode_error(status, &body)?;
        println!("    client    {}", reaction(&received.code));
    }
    println!("\n{NEXT}");
    Ok(())
}

const BUILT: &str = "From it the build has made, in generated/:

    errors.rs     the enum ErrorCode, with its tables and constructors
    ERRORS.md     the documentation
    errors.json   the whole table, for other tools

A server fails with its codes, and a client knows from it what to do:";

const NEXT: &str =
    "Next, edit a message in spec/errors.toml, or write `status = 200`, and run this again.
Then meet a code that the client does not know, and a whole service:

    cargo run -p quickstart -- Key.Frozen
    cargo run -p kms_server -- --port 0";
