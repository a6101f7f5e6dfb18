//! No body makes the JSON decoder panic, and what it reads it reads the same again.
#![no_main]

use errspec::json;
use kms_errors::{ErrorCode, Received};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|body: &[u8]| {
    let _ = json::decode::<ErrorCode, serde_json::Value>(200, body);
    let received: Result<Received, _> = json::decode_error(400, body);
    if let Ok(received) = received {
        let again = serde_json::json!({
            "Code": received.code.as_str(),
            "Message": received.message,
        });
        let again: Received = json::decode_error(400, again.to_string().as_bytes()).unwrap();
        assert_eq!((again.code, again.message), (received.code, received.message));
    }
});
