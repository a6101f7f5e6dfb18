//! XML, both ways.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use downstream::flat::{Error, ErrorCode, Received, Reply, Success};
use errspec::{DecodeError, xml};
use proptest::prelude::*;
use serde::Serialize;

use crate::shop::{Keys, Strict, bombs, closed, damaged, soup, text};

fn sent(error: &Error) -> String {
    String::from_utf8(xml::encode(error)).unwrap()
}

#[track_caller]
fn success<T: serde::de::DeserializeOwned>(body: &str) -> Success<T> {
    match xml::decode(200, body.as_bytes()) {
        Ok(Reply::Success(success)) => success,
        other => panic!("200 is a success: {:?}", other.err()),
    }
}

#[test]
fn the_envelope_says_what_is_sent_under_which_name_and_in_which_order() {
    let xml = concat!(
        "<Error><Id>r-1</Id><Code>Order.NotFound</Code><Text>There is no order 7 in Bern.</Text>",
        "<Host>shop.example</Host><See>https://shop.example/orders</See>",
        "<Denied><Policy>&lt;none&gt;</Policy></Denied></Error>"
    );
    assert_eq!(sent(&closed()), xml);
}

#[test]
fn a_carriage_return_is_a_reference_so_that_no_reader_takes_it_for_a_line_end() {
    let error = sent(&ErrorCode::shop_order_not_found(7, "a\rb"));
    assert!(error.contains("<Text>There is no order 7 in a&#13;b.</Text>"), "{error}");
}

#[test]
fn members_come_in_any_order_and_unknown_ones_are_kept() {
    let body = "<Any><X><a>1</a><a/></X><Text><![CDATA[m&]]>&#33;</Text><Code>order-not-found</Code>\
                <Y/></Any>";
    let received: Received = xml::decode_error(404, body.as_bytes()).unwrap();
    assert_eq!(received.code, ErrorCode::ShopOrderNotFound, "an alias is its code");
    assert_eq!(received.message, "m&!");
    let members = [("X", "<a>1</a><a/>"), ("Y", "")];
    assert_eq!(received.members, members.map(|(name, value)| (name.to_owned(), value.to_owned())));
}

#[test]
fn what_is_no_error_response_says_why() {
    fn refused(body: &str) -> DecodeError {
        xml::decode_error::<ErrorCode>(400, body.as_bytes()).unwrap_err()
    }
    let missing = DecodeError::Missing { members: vec!["Code".into(), "Text".into()] };
    assert_eq!(refused("<Error><Id>x</Id></Error>"), missing);
    let wrong = DecodeError::WrongType { member: "Code".to_owned() };
    assert_eq!(refused("<E><Code><b>x</b></Code></E>"), wrong);
    let twice = DecodeError::Duplicate { member: "Code".into() };
    assert_eq!(refused("<E><Code>A</Code><Code>B</Code></E>"), twice);
    assert_eq!(refused("<!DOCTYPE E><E/>"), DecodeError::DocumentType);
    for body in ["", " \n ", "\u{feff}"] {
        assert_eq!(refused(body), DecodeError::Empty);
    }
    for body in [
        "<E>",
        "<E></F>",
        "<E/><E/>",
        "x",
        "<E>&nbsp;</E>",
        "<E><Code>&x;</Code></E>",
        "<E>x</E>",
        "<E a='1' a='2'/>",
        "<a b=<c>",
        "<<a/>",
        "\u{a0}<E/>",
        "<E><Code>\u{1}</Code></E>",
        "<E/><?xml version='1.0'?>",
        "{}",
    ] {
        assert!(matches!(refused(body), DecodeError::Syntax(_)), "{body}");
    }
}

#[test]
fn hostile_bodies_are_errors_in_bounded_time() {
    for body in bombs() {
        let start = Instant::now();
        xml::decode_error::<ErrorCode>(502, body.as_bytes()).unwrap_err();
        xml::decode::<ErrorCode, Keys>(200, body.as_bytes()).unwrap_err();
        assert!(start.elapsed() < Duration::from_secs(5), "{body:.20}");
    }
}

#[test]
fn data_stands_beside_the_request_id() {
    let data = Keys::of(["a", "<b>\r\u{1}"]);
    let sent = Success::new("ListKeys", data).with_request_id("r");
    let xml = String::from_utf8(xml::encode_success(&sent).unwrap()).unwrap();
    let expected = concat!(
        r#"<?xml version="1.0" encoding="UTF-8"?><ListKeysResponse><Id>r</Id><Keys>"#,
        "<Key><KeyId>a</KeyId></Key><Key><KeyId>&lt;b&gt;&#13;\u{fffd}</KeyId></Key></Keys>",
        "<TotalCount>2</TotalCount></ListKeysResponse>"
    );
    assert_eq!(xml, expected);
    let read = success::<Keys>(&xml);
    assert_eq!((read.action.as_ref(), read.request_id.as_deref()), ("ListKeys", Some("r")));
    assert_eq!(read.data, Keys::of(["a", "<b>\r\u{fffd}"]));
}

#[test]
fn data_that_has_no_place_in_elements_is_refused() {
    #[derive(Serialize)]
    enum Choice {
        Struct { a: u8 },
        Newtype(u8),
    }
    #[derive(Serialize)]
    struct Attribute {
        #[serde(rename = "@version")]
        version: u8,
    }
    fn is_refused<T: Serialize>(action: &'static str, data: T) -> bool {
        xml::encode_success(&Success::new(action, data).with_request_id("r")).is_err()
    }
    let map = |name: &str| BTreeMap::from([(name.to_owned(), "x")]);
    assert!(!is_refused("Get", map("fine")));
    assert!(is_refused("Get", map("Id")), "the id has this name");
    for name in ["", "a b", "a:b", "1", "<"] {
        assert!(is_refused("Get", map(name)), "{name:?}");
        assert!(is_refused("Get", BTreeMap::from([("a", map(name))])), "{name:?}");
    }
    // What quick-xml takes for attributes and text has no place in the root.
    for name in ["@x", "@xmlns", "$text", "$value"] {
        assert!(is_refused("Get", map(name)), "{name:?}");
    }
    for action in ["a:b", "a b", "<"] {
        assert!(is_refused(action, map("a")), "{action:?}");
    }
    assert!(!is_refused("", map("a")), "without an action there is a root all the same");
    assert!(is_refused("Get", Attribute { version: 1 }));
    assert!(is_refused("Get", Choice::Struct { a: 1 }));
    assert!(is_refused("Get", Choice::Newtype(1)));
    assert!(is_refused("Get", vec![1, 2]));
    assert!(is_refused("Get", "text"));
}

#[test]
fn a_success_is_its_data_and_nothing_else() {
    let read = success::<Strict>("<GetResponse><a>1</a><Id>r</Id></GetResponse>");
    assert_eq!((read.data, read.request_id.as_deref()), (Strict { a: 1 }, Some("r")));
    let twice = Err(DecodeError::Duplicate { member: "Id".into() });
    let body = "<R><Id>a</Id><Id>b</Id><a>1</a></R>";
    assert_eq!(xml::decode::<ErrorCode, Strict>(200, body.as_bytes()), twice);
}

/// What arrives of a text that goes through XML 1.0.
fn through_xml(text: &str) -> String {
    let carried = |c: char| match c {
        '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'.. => c,
        _ => '\u{fffd}',
    };
    text.chars().map(carried).collect()
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
        let received: Received = xml::decode_error(404, &xml::encode(&error)).unwrap();
        prop_assert_eq!(received.code.known(), Some(ErrorCode::ShopOrderNotFound));
        prop_assert_eq!(received.status, 404);
        prop_assert_eq!(&received.message, &through_xml(error.message()));
        prop_assert_eq!(&received.request_id, &id.as_deref().map(through_xml));
        let host = host.as_deref().map(through_xml);
        prop_assert_eq!(received.member("Host"), host.as_deref());
    }

    #[test]
    fn successes_arrive(
        ids in prop::collection::vec(text(), 1..4),
        total_count in any::<u32>(),
        id in text(),
    ) {
        let data = Keys { total_count, ..Keys::of(ids.iter().map(String::as_str)) };
        let sent = Success::new("ListKeys", data).with_request_id(id.clone());
        let body = String::from_utf8(xml::encode_success(&sent).unwrap()).unwrap();
        let read = success::<Keys>(&body);
        let arrived: Vec<String> = ids.iter().map(|id| through_xml(id)).collect();
        let expected = Keys { total_count, ..Keys::of(arrived.iter().map(String::as_str)) };
        prop_assert_eq!(read.data, expected);
        prop_assert_eq!(read.request_id, Some(through_xml(&id).into()));
    }

    #[test]
    fn no_soup_of_tokens_makes_the_decoder_panic(body in soup()) {
        for status in [200, 400] {
            let _ = xml::decode::<ErrorCode, BTreeMap<String, String>>(status, body.as_bytes());
        }
    }

    #[test]
    fn no_damage_makes_the_decoder_panic(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let [changed, cut] = damaged(&xml::encode(&closed()), at, byte);
        let _ = xml::decode_error::<ErrorCode>(400, &changed);
        prop_assert!(xml::decode_error::<ErrorCode>(400, &cut).is_err());
    }
}
