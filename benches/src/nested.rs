//! Encoding and decoding an error whose members are nested, against structs that a person
//! would write by hand for the same bytes.

use std::collections::BTreeMap;

use downstream::styles::{azure, google};
use kms_errors::errspec::{ErrorCode, Received, json};
use serde::{Deserialize, Serialize};

use crate::figures::{Figures, take_turns};
use crate::wire::{ROUNDS, time};

pub fn measure() -> Figures {
    let plain = &azure::Error::from(azure::Plain::KeyNotFound);
    let listed = &google::ErrorCode::invalid_parameter("KeyId")
        .with_request_id("e85db688-a2d3-44ca-9790-4259f59e90d8");
    let (object, list) = (&json::encode(plain), &json::encode(listed));
    assert_eq!(*object, written_object(plain));
    assert_eq!(*list, written_list(listed));

    let ours = move || {
        vec![
            time(|| json::encode(plain)),
            time(|| decoded::<azure::ErrorCode>(object)),
            time(|| json::encode(listed)),
            time(|| decoded::<google::ErrorCode>(list)),
        ]
    };
    let by_hand = move || {
        vec![
            time(|| written_object(plain)),
            time(|| read_object(object)),
            time(|| written_list(listed)),
            time(|| read_list(list)),
        ]
    };
    let ours: &dyn Fn() -> Vec<f64> = &ours;
    let ways = vec![("errspec", Ok(ours)), ("by hand", Ok(&by_hand))];
    Figures {
        title: "ns of an error in an object, as Azure's, and in a list, as Google's",
        columns: &["encode object", "decode object", "encode list", "decode list"],
        lines: take_turns(google::ErrorCode::ALL.len(), ROUNDS, ways, |run| Some(run())),
    }
}

fn decoded<C: ErrorCode>(body: &[u8]) -> Received<C> {
    json::decode_error(400, body).expect("it is one")
}

#[derive(Serialize, Deserialize)]
struct Body<T> {
    error: T,
}

#[derive(Serialize)]
struct WrittenObject<'e> {
    code: &'e str,
    message: &'e str,
}

#[derive(Deserialize)]
struct ReadObject {
    code: String,
    message: String,
}

fn written_object(error: &azure::Error) -> Vec<u8> {
    let error = WrittenObject { code: error.code().code(), message: error.message() };
    serde_json::to_vec(&Body { error }).expect("texts")
}

fn read_object(body: &[u8]) -> (Option<azure::ErrorCode>, String, String) {
    let Body { error }: Body<ReadObject> = serde_json::from_slice(body).expect("it is one");
    (azure::ErrorCode::from_code(&error.code), error.code, error.message)
}

#[derive(Serialize)]
struct WrittenList<'e> {
    code: u16,
    message: &'e str,
    status: &'e str,
    details: Vec<WrittenDetail<'e>>,
}

#[derive(Serialize)]
#[serde(tag = "@type")]
enum WrittenDetail<'e> {
    #[serde(rename = "type.googleapis.com/google.rpc.ErrorInfo")]
    ErrorInfo { domain: &'e str, reason: &'e str, metadata: BTreeMap<&'e str, String> },
    #[serde(rename = "type.googleapis.com/google.rpc.RequestInfo", rename_all = "camelCase")]
    RequestInfo { request_id: &'e str },
}

#[derive(Deserialize)]
struct ReadList {
    code: u16,
    message: String,
    status: String,
    details: Vec<ReadDetail>,
}

#[derive(Deserialize)]
#[serde(tag = "@type")]
enum ReadDetail {
    #[serde(rename = "type.googleapis.com/google.rpc.ErrorInfo")]
    ErrorInfo { domain: String, reason: String, metadata: BTreeMap<String, String> },
    #[serde(rename = "type.googleapis.com/google.rpc.RequestInfo", rename_all = "camelCase")]
    RequestInfo { request_id: String },
}

fn written_list(error: &google::Error) -> Vec<u8> {
    let metadata = error.params().iter().map(|(name, value)| (*name, value.to_string()));
    let mut details = vec![WrittenDetail::ErrorInfo {
        domain: "keys.example.com",
        reason: error.code().code(),
        metadata: metadata.collect(),
    }];
    details.extend(error.request_id().map(|request_id| WrittenDetail::RequestInfo { request_id }));
    let error = WrittenList {
        code: error.status(),
        message: error.message(),
        status: canonical(error.status()),
        details,
    };
    serde_json::to_vec(&Body { error }).expect("texts and numbers")
}

fn canonical(status: u16) -> &'static str {
    match status {
        400 => "INVALID_ARGUMENT",
        404 => "NOT_FOUND",
        429 => "RESOURCE_EXHAUSTED",
        _ => "INTERNAL",
    }
}

fn read_list(body: &[u8]) -> (Option<google::ErrorCode>, ReadList) {
    let Body { error }: Body<ReadList> = serde_json::from_slice(body).expect("it is one");
    let reason = error.details.iter().find_map(|detail| match detail {
        ReadDetail::ErrorInfo { reason, domain, metadata } => {
            assert!(!domain.is_empty() && !metadata.is_empty());
            Some(reason)
        }
        ReadDetail::RequestInfo { request_id } => {
            assert!(!request_id.is_empty());
            None
        }
    });
    let code = google::ErrorCode::from_code(reason.expect("it has one"));
    assert!(error.code > 0 && !error.message.is_empty() && !error.status.is_empty());
    (code, error)
}
