//! JSON, both ways.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use downstream::flat::{Error, ErrorCode, Plain, Received, Reply, Success};
use errspec::{Code, DecodeError, json};
use proptest::prelude::*;
use serde::Serialize;

use crate::shop::{Keys, Strict, bombs, closed, damaged, soup, text};

fn sent(error: &Error) -> String {
    String::from_utf8(json::encode(error)).unwrap()
}

#[track_caller]
fn success<T: serde::de::DeserializeOwned>(body: &str) -> Success<T> {
    match json::decode(200, body.as_bytes()) {
        Ok(Reply::Success(success)) => success,
        other => panic!("200 is a success: {:?}", other.err()),
    }
}

#[test]
fn the_envelope_says_what_is_sent_under_which_name_and_in_which_order() {
    let json = concat!(
        r#"{"Id":"r-1","Code":"Order.NotFound","Text":"There is no order 7 in Bern.","#,
        r#""Host":"shop.example","See":"https://shop.example/orders","#,
        r#""Denied":{"Policy":"<none>","not a name":"x"}}"#
    );
    assert_eq!(sent(&closed()), json);
    let bare =
        r#"{"Code":"Busy","Text":"Too many requests.","See":"https://shop.example/errors#Busy"}"#;
    let busy = Error::from(Plain::ShopBusy);
    assert_eq!(sent(&busy), bare, "what there is nothing to say of is not sent");
}

#[test]
fn members_come_in_any_order_and_unknown_ones_are_kept() {
    let body =
        r#" {"X":{"a":[1,"b"]},"Text":"m","Y":"\u00e9","Code":"New.Code","Z":1e400,"Id":"i"} "#;
    let received: Received = json::decode_error(418, body.as_bytes()).unwrap();
    assert_eq!(received.code.known(), None);
    assert_eq!(received.code.as_str(), "New.Code");
    assert_eq!((received.status, received.message.as_str()), (418, "m"));
    let members = [("X", r#"{"a":[1,"b"]}"#), ("Y", "é"), ("Z", "1e400")];
    assert_eq!(received.members, members.map(|(name, value)| (name.to_owned(), value.to_owned())));
    assert_eq!(received.member("Y"), Some("é"));
}

#[test]
fn what_is_optional_may_be_null() {
    let body = r#"{"Code":"Busy","Text":"m","Id":null}"#;
    let received: Received = json::decode_error(429, body.as_bytes()).unwrap();
    assert_eq!(received.request_id, None);
    assert!(json::decode_error::<ErrorCode>(429, br#"{"Code":null,"Text":"m"}"#).is_err());
}

#[test]
fn what_is_no_error_response_says_why() {
    fn refused(body: &str) -> DecodeError {
        json::decode_error::<ErrorCode>(400, body.as_bytes()).unwrap_err()
    }
    let missing = DecodeError::Missing { members: vec!["Code".into(), "Text".into()] };
    assert_eq!(refused(r#"{"Id":"x"}"#), missing);
    assert_eq!(missing.to_string(), "the body lacks Code, Text");
    let wrong = DecodeError::WrongType { member: "Code".to_owned() };
    assert_eq!(refused(r#"{"Code":42,"Text":"m"}"#), wrong);
    let twice = DecodeError::Duplicate { member: "Code".into() };
    assert_eq!(refused(r#"{"Code":"A","Code":"B","Text":"m"}"#), twice);
    for body in ["", " \n ", "\u{feff}"] {
        assert_eq!(refused(body), DecodeError::Empty);
    }
    for body in ["[]", "null", "{", r#"{"Code":"A"}x"#, "<html>", r#"{"Code":"A","#] {
        assert!(matches!(refused(body), DecodeError::Syntax(_)), "{body}");
    }
}

#[test]
fn hostile_bodies_are_errors_in_bounded_time() {
    for body in bombs() {
        let start = Instant::now();
        json::decode_error::<ErrorCode>(502, body.as_bytes()).unwrap_err();
        json::decode::<ErrorCode, BTreeMap<String, String>>(200, body.as_bytes()).unwrap_err();
        assert!(start.elapsed() < Duration::from_secs(5), "{body:.20}");
    }
}

#[test]
fn a_body_is_short_and_utf_8() {
    let long = format!(r#"{{"Code":"A","Text":"{}"}}"#, "x".repeat(10_000_000));
    let too_large = DecodeError::TooLarge { bytes: long.len() };
    assert_eq!(json::decode_error::<ErrorCode>(400, long.as_bytes()), Err(too_large));
    let utf16: Vec<u8> =
        "{}".encode_utf16().flat_map(|unit| (unit | 0x8000).to_le_bytes()).collect();
    assert_eq!(json::decode_error::<ErrorCode>(400, &utf16), Err(DecodeError::NotUtf8));
    let bom = "\u{feff}{\"Code\":\"A\",\"Text\":\"m\"}";
    assert!(json::decode_error::<ErrorCode>(400, bom.as_bytes()).is_ok());
}

#[test]
fn data_stands_beside_the_request_id() {
    let data = Keys::of(["a", "<b>\r\u{1}"]);
    let sent = Success::new("ListKeys", data.clone()).with_request_id("r");
    let json = String::from_utf8(json::encode_success(&sent).unwrap()).unwrap();
    let expected =
        r#"{"Id":"r","Keys":{"Key":[{"KeyId":"a"},{"KeyId":"<b>\r\u0001"}]},"TotalCount":2}"#;
    assert_eq!(json, expected);
    let read = success::<Keys>(&json);
    assert_eq!((read.data, read.request_id.as_deref()), (data, Some("r")));
}

#[test]
fn data_that_is_no_object_of_its_own_is_refused() {
    fn is_refused<T: Serialize>(data: T) -> bool {
        json::encode_success(&Success::new("Get", data).with_request_id("r")).is_err()
    }
    let map = |name: &str| BTreeMap::from([(name.to_owned(), "x")]);
    for name in ["fine", "", "a b", "a:b", "1", "<", "@x", "@xmlns", "$text", "$value"] {
        assert!(!is_refused(map(name)), "{name:?}");
        assert!(!is_refused(BTreeMap::from([("a", map(name))])), "{name:?}");
    }
    assert!(is_refused(map("Id")), "the id has this name");
    assert!(is_refused(vec![1, 2]));
    assert!(is_refused("text"));
}

#[test]
fn a_success_is_its_data_and_nothing_else() {
    let body = r#"{"a":1,"Id":"r"}"#;
    let read = success::<Strict>(body);
    assert_eq!((read.data, read.request_id.as_deref()), (Strict { a: 1 }, Some("r")));
    let map = success::<BTreeMap<String, u8>>(body);
    assert_eq!(json::encode_success(&map).unwrap(), br#"{"Id":"r","a":1}"#, "and back");
    let twice = Err(DecodeError::Duplicate { member: "Id".into() });
    assert_eq!(json::decode::<ErrorCode, Strict>(200, br#"{"Id":"a","Id":"b","a":1}"#), twice);
}

proptest! {
    #[test]
    fn errors_arrive(
        order in any::<i64>(),
        shop in text(),
        id in prop::option::of(text()),
        host in prop::option::of(text()),
    ) {
        let mut error = ErrorCode::shop_order_not_found(order, shop);
        if let Some(id) = id.clone() {
            error = error.with_request_id(id);
        }
        if let Some(host) = host.clone() {
            error = error.with_host_id(host);
        }
        let received: Received = json::decode_error(404, &json::encode(&error)).unwrap();
        prop_assert_eq!(received.code.known(), Some(ErrorCode::ShopOrderNotFound));
        prop_assert_eq!(received.status, 404);
        prop_assert_eq!(&received.message, error.message());
        prop_assert_eq!(&received.request_id, &id);
        prop_assert_eq!(received.member("Host"), host.as_deref());
    }

    #[test]
    fn unknown_codes_arrive(code in text()) {
        let body = serde_json::json!({ "Code": code, "Text": "m" }).to_string();
        let received: Received = json::decode_error(400, body.as_bytes()).unwrap();
        let expected = Code::from_text(&code);
        prop_assert_eq!(&received.code, &expected);
        prop_assert_eq!(received.code.as_str(), expected.as_str());
    }

    #[test]
    fn reasons_of_denied_access_arrive(value in text(), other in text()) {
        let error = Error::from(Plain::ShopBusy)
            .with_access_denied_detail("Policy", value.clone())
            .with_access_denied_detail("Action", other.clone());
        let received: Received = json::decode_error(429, &json::encode(&error)).unwrap();
        let detail: BTreeMap<String, String> =
            serde_json::from_str(received.member("Denied").unwrap()).unwrap();
        let expected = [("Action".to_owned(), other), ("Policy".to_owned(), value)];
        prop_assert_eq!(detail, BTreeMap::from(expected));
    }

    #[test]
    fn successes_arrive(
        ids in prop::collection::vec(text(), 1..4),
        total_count in any::<u32>(),
        id in text(),
    ) {
        let data = Keys { total_count, ..Keys::of(ids.iter().map(String::as_str)) };
        let sent = Success::new("ListKeys", data.clone()).with_request_id(id.clone());
        let body = String::from_utf8(json::encode_success(&sent).unwrap()).unwrap();
        let read = success::<Keys>(&body);
        prop_assert_eq!((read.data, read.request_id.as_deref()), (data, Some(id.as_str())));
    }

    #[test]
    fn no_soup_of_tokens_makes_the_decoder_panic(body in soup()) {
        for status in [200, 400] {
            let _ = json::decode::<ErrorCode, BTreeMap<String, String>>(status, body.as_bytes());
        }
    }

    #[test]
    fn no_damage_makes_the_decoder_panic(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let [changed, cut] = damaged(&json::encode(&closed()), at, byte);
        let _ = json::decode_error::<ErrorCode>(400, &changed);
        prop_assert!(json::decode_error::<ErrorCode>(400, &cut).is_err());
    }
}
