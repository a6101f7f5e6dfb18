//! Encoding and decoding an error, against what a person would write by hand
//! with the same libraries.

use std::hint::black_box;
use std::time::Instant;

use kms_errors::errspec::{json, xml};
use kms_errors::{Error, ErrorCode, Plain, Received};
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};
use quick_xml::{Reader, Writer};
use serde::{Deserialize, Serialize};

use crate::figures::{Figures, take_turns};

pub const ROUNDS: usize = 21;
const REPEATS: u32 = 20_000;

pub fn measure() -> Figures {
    let error = &Error::from(Plain::ForbiddenKeyNotFound)
        .with_request_id("e85db688-a2d3-44ca-9790-4259f59e90d8");
    let (json_body, xml_body) = (&json::encode(error), &xml::encode(error));
    assert_eq!(*json_body, hand_json(error));
    assert_eq!(*xml_body, hand_xml(error));

    let ours = move || {
        vec![
            time(|| json::encode(error)),
            time(|| xml::encode(error)),
            time(|| -> Received { json::decode_error(404, json_body).expect("it is one") }),
            time(|| -> Received { xml::decode_error(404, xml_body).expect("it is one") }),
        ]
    };
    let by_hand = move || {
        vec![
            time(|| hand_json(error)),
            time(|| hand_xml(error)),
            time(|| read_hand_json(json_body)),
            time(|| read_hand_xml(xml_body)),
        ]
    };
    let ours: &dyn Fn() -> Vec<f64> = &ours;
    let ways = vec![("errspec", Ok(ours)), ("by hand", Ok(&by_hand))];
    Figures {
        title: "ns of an error on the wire",
        columns: &["encode JSON", "encode XML", "decode JSON", "decode XML"],
        lines: take_turns(ErrorCode::ALL.len(), ROUNDS, ways, |run| Some(run())),
    }
}

/// Nanoseconds of one run.
pub fn time<T>(run: impl Fn() -> T) -> f64 {
    let start = Instant::now();
    for _ in 0..REPEATS {
        black_box(run());
    }
    start.elapsed().as_secs_f64() * 1e9 / f64::from(REPEATS)
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Written<'e> {
    http_status: u16,
    code: &'e str,
    message: &'e str,
    #[serde(skip_serializing_if = "Option::is_none")]
    request_id: Option<&'e str>,
}

fn hand_json(error: &Error) -> Vec<u8> {
    let body = Written {
        http_status: error.status(),
        code: error.code().code(),
        message: error.message(),
        request_id: error.request_id(),
    };
    serde_json::to_vec(&body).expect("texts and numbers")
}

/// What a client keeps of an error.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Read {
    http_status: u16,
    code: String,
    message: String,
    request_id: Option<String>,
}

fn read_hand_json(body: &[u8]) -> (Option<ErrorCode>, Read) {
    let read: Read = serde_json::from_slice(body).expect("it is one");
    (ErrorCode::from_code(&read.code), read)
}

fn hand_xml(error: &Error) -> Vec<u8> {
    let mut writer = Writer::new(Vec::new());
    let mut write = |event: Event<'_>| writer.write_event(event).expect("memory takes it");
    let status = error.status().to_string();
    write(Event::Start(BytesStart::new("KMS")));
    let mut member = |name: &str, text: &str| {
        write(Event::Start(BytesStart::new(name)));
        write(Event::Text(BytesText::from_escaped(quick_xml::escape::partial_escape(text))));
        write(Event::End(BytesEnd::new(name)));
    };
    member("HttpStatus", &status);
    member("Code", error.code().code());
    member("Message", error.message());
    if let Some(id) = error.request_id() {
        member("RequestId", id);
    }
    write(Event::End(BytesEnd::new("KMS")));
    writer.into_inner()
}

fn read_hand_xml(body: &[u8]) -> (Option<ErrorCode>, Read) {
    let text = std::str::from_utf8(body).expect("it is text");
    let mut reader = Reader::from_str(text);
    let mut read =
        Read { http_status: 0, code: String::new(), message: String::new(), request_id: None };
    let mut member = String::new();
    loop {
        match reader.read_event().expect("it is XML") {
            Event::Start(start) => start.name().as_ref().clone_into(&mut member),
            Event::Text(text) => match member.as_str() {
                "HttpStatus" => read.http_status = text.parse().expect("it is a number"),
                "Code" => read.code.push_str(&text.xml10_content()),
                "Message" => read.message.push_str(&text.xml10_content()),
                "RequestId" => read.request_id = Some(text.xml10_content().into_owned()),
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(read.http_status > 0 && !read.message.is_empty() && read.request_id.is_some());
    (ErrorCode::from_code(&read.code), read)
}
