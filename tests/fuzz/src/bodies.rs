//! Bodies of responses, and messages in them.

use std::collections::BTreeMap;

use downstream::{flat, messages, nested};
use errspec::{ErrorCode, Received, json, problem, xml};

/// What is read of JSON is read the same again from what it says.
pub fn json(body: &[u8]) {
    let _ = json::decode::<nested::ErrorCode, serde_json::Value>(200, body);
    let _ = json::decode_error::<nested::ErrorCode>(400, body);
    let received: Result<Received<flat::ErrorCode>, _> = json::decode_error(400, body);
    if let Ok(received) = received {
        let again = serde_json::json!({ "Code": received.code.as_str(), "Text": received.message });
        let again = json::decode_error::<flat::ErrorCode>(400, again.to_string().as_bytes());
        let again = again.expect("it has all that must be there");
        assert_eq!((again.code, again.message), (received.code, received.message));
    }
}

/// No body makes the reader of XML panic.
pub fn xml(body: &[u8]) {
    let _ = xml::decode::<nested::ErrorCode, BTreeMap<String, String>>(200, body);
    let _ = xml::decode_error::<nested::ErrorCode>(400, body);
    let _ = xml::decode_error::<flat::ErrorCode>(400, body);
}

/// What is read of problem details is in JSON.
pub fn problem(body: &[u8]) {
    let received = problem::decode_error::<nested::ErrorCode>(400, body);
    let is_json = || {
        let text = str::from_utf8(body).unwrap_or_default().trim_start_matches('\u{feff}');
        serde_json::from_str::<BTreeMap<String, serde_json::Value>>(text).is_ok()
    };
    assert!(received.is_err() || is_json(), "{received:?}");
}

/// What a message is made of is in it.
pub fn message(message: &[u8]) {
    let message = String::from_utf8_lossy(message);
    let codes = messages::ErrorCode::ALL.iter().map(|code| ErrorCode::templates(*code));
    for templates in codes.chain(nested::ErrorCode::ALL.iter().map(|code| code.templates())) {
        for (name, value) in templates.read(&message).unwrap_or_default().params {
            assert!(message.contains(&value.to_string()), "{name} is {value} in {message:?}");
        }
    }
}
