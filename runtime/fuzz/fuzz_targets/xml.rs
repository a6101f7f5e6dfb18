//! No body makes the XML decoder panic.
#![no_main]

use std::collections::BTreeMap;

use errspec::xml;
use kms_errors::ErrorCode;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|body: &[u8]| {
    let _ = xml::decode::<ErrorCode, BTreeMap<String, String>>(200, body);
    let _ = xml::decode_error::<ErrorCode>(400, body);
});
