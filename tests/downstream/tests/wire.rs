//! Responses that make the round trip, whatever is in them.

use std::collections::BTreeMap;

use downstream::everything;
use errspec::{Code, DecodeError, json, problem, xml};
use everything::{Error, ErrorCode, Received, Reply, Success};
use proptest::prelude::*;
use serde::{Deserialize, Serialize};

fn json_of(error: &Error) -> String {
    String::from_utf8(json::encode(error)).unwrap()
}

fn xml_of(error: &Error) -> String {
    String::from_utf8(xml::encode(error)).unwrap()
}

fn closed() -> Error {
    ErrorCode::shop_order_not_found(7, "Bern")
        .with_request_id("r-1")
        .with_host_id("shop.example")
        .with_access_denied_detail("Policy", "replaced")
        .with_access_denied_detail("Policy", "<none>")
        .with_access_denied_detail("not a name", "x")
        .with_source("password is hunter2")
}

#[test]
fn the_envelope_says_what_is_sent_under_which_name_and_in_which_order() {
    let json = concat!(
        r#"{"Id":"r-1","Code":"Order.NotFound","Text":"There is no order 7 in Bern.","#,
        r#""Host":"shop.example","See":"https://shop.example/orders","#,
        r#""Denied":{"Policy":"<none>","not a name":"x"}}"#
    );
    assert_eq!(json_of(&closed()), json);
    let xml = concat!(
        "<Error><Id>r-1</Id><Code>Order.NotFound</Code><Text>There is no order 7 in Bern.</Text>",
        "<Host>shop.example</Host><See>https://shop.example/orders</See>",
        "<Denied><Policy>&lt;none&gt;</Policy></Denied></Error>"
    );
    assert_eq!(xml_of(&closed()), xml);
    let bare = Error::from(ErrorCode::ShopBusy);
    let sent =
        r#"{"Code":"Busy","Text":"Too many requests.","See":"https://shop.example/errors#Busy"}"#;
    assert_eq!(json_of(&bare), sent, "what there is nothing to say of is not sent");
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
    fn json(body: &str) -> DecodeError {
        json::decode_error::<ErrorCode>(400, body.as_bytes()).unwrap_err()
    }
    fn xml(body: &str) -> DecodeError {
        xml::decode_error::<ErrorCode>(400, body.as_bytes()).unwrap_err()
    }
    let missing = DecodeError::Missing { members: vec!["Code", "Text"] };
    assert_eq!(json(r#"{"Id":"x"}"#), missing);
    assert_eq!(xml("<Error><Id>x</Id></Error>"), missing);
    assert_eq!(missing.to_string(), "the body lacks Code, Text");
    let wrong = DecodeError::WrongType { member: "Code".to_owned() };
    assert_eq!(json(r#"{"Code":42,"Text":"m"}"#), wrong);
    assert_eq!(xml("<E><Code><b>x</b></Code></E>"), wrong);
    let twice = DecodeError::Duplicate { member: "Code" };
    assert_eq!(json(r#"{"Code":"A","Code":"B","Text":"m"}"#), twice);
    assert_eq!(xml("<E><Code>A</Code><Code>B</Code></E>"), twice);
    assert_eq!(xml("<!DOCTYPE E><E/>"), DecodeError::DocumentType);
    for body in ["", " \n ", "\u{feff}"] {
        assert_eq!((json(body), xml(body)), (DecodeError::Empty, DecodeError::Empty));
    }
    let is_syntax = |error| matches!(error, DecodeError::Syntax(_));
    for body in ["[]", "null", "{", r#"{"Code":"A"}x"#, "<html>", r#"{"Code":"A","#] {
        assert!(is_syntax(json(body)), "{body}");
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
        assert!(is_syntax(xml(body)), "{body}");
    }
}

#[test]
fn hostile_bodies_are_errors_in_bounded_time() {
    let deep = 100_000;
    let bombs = [
        "x".repeat(10_000_000),
        "[".repeat(deep),
        format!("{{\"a\":{}{}}}", "[".repeat(deep), "]".repeat(deep)),
        format!("{}{}", "{\"a\":".repeat(deep), "}".repeat(deep)),
        format!("{}{}", "<a>".repeat(deep), "</a>".repeat(deep)),
        "<a>".repeat(deep),
        format!("<E>{}</E>", "<a/>".repeat(deep)),
        "<!DOCTYPE l [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;\">]><l>&b;</l>"
            .to_owned(),
        "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>".to_owned(),
        "<E ".to_owned() + &"a='b' ".repeat(deep) + "/>",
    ];
    for body in &bombs {
        let start = std::time::Instant::now();
        json::decode_error::<ErrorCode>(502, body.as_bytes()).unwrap_err();
        xml::decode_error::<ErrorCode>(502, body.as_bytes()).unwrap_err();
        json::decode::<ErrorCode, BTreeMap<String, String>>(200, body.as_bytes()).unwrap_err();
        xml::decode::<ErrorCode, Keys>(200, body.as_bytes()).unwrap_err();
        assert!(start.elapsed().as_secs() < 5, "{body:.20}");
    }
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
fn problem_details_keep_parameters_to_themselves() {
    let problem = |error: &Error| -> serde_json::Value {
        serde_json::from_slice(&problem::encode(error)).unwrap()
    };
    let found = problem(&closed().with_request_id("3b237773-bc2c-4bea-95fc-319a1a5baa68"));
    let expected = serde_json::json!({
        "type": "https://shop.example/orders",
        "title": "Order not found",
        "status": 404,
        "detail": "There is no order 7 in Bern.",
        "instance": "urn:uuid:3b237773-bc2c-4bea-95fc-319a1a5baa68",
        "code": "Order.NotFound",
        "params": { "order_id": 7, "shop": "Bern" }
    });
    assert_eq!(found, expected);
    let titled = downstream::names::Error::from(downstream::names::ErrorCode::AB);
    let titled: serde_json::Value = serde_json::from_slice(&problem::encode(&titled)).unwrap();
    assert_eq!(titled["title"], "Bad Request", "with about:blank it is the status phrase");
    let blank = kms_errors::Error::from(kms_errors::ErrorCode::IllegalTimestamp);
    let blank: serde_json::Value =
        serde_json::from_slice(&problem::encode(&blank.with_request_id("a b/ü"))).unwrap();
    assert_eq!((&blank["type"], &blank["title"]), (&"about:blank".into(), &"Bad Request".into()));
    assert_eq!(blank["instance"], "a%20b%2F%C3%BC");
}

#[test]
fn no_output_shows_the_internal_source() {
    for body in [json::encode(&closed()), xml::encode(&closed()), problem::encode(&closed())] {
        assert!(!String::from_utf8(body).unwrap().contains("hunter2"));
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Keys {
    keys: KeyList,
    total_count: u32,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct KeyList {
    key: Vec<Key>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Key {
    key_id: String,
}

#[test]
fn data_stands_beside_the_request_id() {
    let key = |id: &str| Key { key_id: id.to_owned() };
    let data = Keys { keys: KeyList { key: vec![key("a"), key("<b>\r\u{1}")] }, total_count: 2 };
    let success = Success::new("ListKeys", data.clone()).with_request_id("r");
    let json = String::from_utf8(json::encode_success(&success).unwrap()).unwrap();
    let expected =
        r#"{"Id":"r","Keys":{"Key":[{"KeyId":"a"},{"KeyId":"<b>\r\u0001"}]},"TotalCount":2}"#;
    assert_eq!(json, expected);
    let Ok(Reply::Success(read)) = json::decode::<ErrorCode, Keys>(200, json.as_bytes()) else {
        panic!("200 is a success")
    };
    assert_eq!((read.data, read.request_id.as_deref()), (data, Some("r")));

    let xml = String::from_utf8(xml::encode_success(&success).unwrap()).unwrap();
    let expected = concat!(
        r#"<?xml version="1.0" encoding="UTF-8"?><ListKeysResponse><Id>r</Id><Keys>"#,
        "<Key><KeyId>a</KeyId></Key><Key><KeyId>&lt;b&gt;&#13;\u{fffd}</KeyId></Key></Keys>",
        "<TotalCount>2</TotalCount></ListKeysResponse>"
    );
    assert_eq!(xml, expected);
    let Ok(Reply::Success(read)) = xml::decode::<ErrorCode, Keys>(200, xml.as_bytes()) else {
        panic!("200 is a success")
    };
    assert_eq!((read.action.as_ref(), read.data.total_count), ("ListKeys", 2));
    assert_eq!(read.data.keys.key[1].key_id, "<b>\r\u{fffd}");
}

#[test]
fn data_that_a_format_cannot_hold_is_refused() {
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
    fn refused<T: Serialize>(action: &'static str, data: T) -> [bool; 2] {
        let success = Success::new(action, data).with_request_id("r");
        [json::encode_success(&success).is_err(), xml::encode_success(&success).is_err()]
    }
    let map = |name: &str| BTreeMap::from([(name.to_owned(), "x")]);
    assert_eq!(refused("Get", map("fine")), [false, false]);
    assert_eq!(refused("Get", map("Id")), [true, true], "the id has this name");
    for name in ["", "a b", "a:b", "1", "<"] {
        assert_eq!(refused("Get", map(name)), [false, true], "{name:?}");
        assert_eq!(refused("Get", BTreeMap::from([("a", map(name))])), [false, true], "{name:?}");
    }
    // What quick-xml takes for attributes and text has no place in the root.
    for name in ["@x", "@xmlns", "$text", "$value"] {
        assert_eq!(refused("Get", map(name)), [false, true], "{name:?}");
    }
    for action in ["a:b", "a b", "", "<"] {
        assert_eq!(refused(action, map("a"))[1], !action.is_empty(), "{action:?}");
    }
    assert_eq!(refused("Get", Attribute { version: 1 }), [false, true]);
    assert!(refused("Get", Choice::Struct { a: 1 })[1]);
    assert!(refused("Get", Choice::Newtype(1))[1]);
    assert_eq!(refused("Get", vec![1, 2]), [true, true]);
    assert_eq!(refused("Get", "text"), [true, true]);
}

#[test]
fn a_success_is_its_data_and_nothing_else() {
    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(deny_unknown_fields)]
    struct Strict {
        a: u8,
    }
    let json = r#"{"a":1,"Id":"r"}"#;
    let xml = "<GetResponse><a>1</a><Id>r</Id></GetResponse>";
    let replies: [Reply<Strict>; 2] =
        [json::decode(200, json.as_bytes()).unwrap(), xml::decode(200, xml.as_bytes()).unwrap()];
    for reply in replies {
        let Reply::Success(success) = reply else { panic!("200 is a success") };
        assert_eq!((success.data, success.request_id.as_deref()), (Strict { a: 1 }, Some("r")));
    }
    let Ok(Reply::Success(map)) =
        json::decode::<ErrorCode, BTreeMap<String, u8>>(200, json.as_bytes())
    else {
        panic!("200 is a success")
    };
    assert_eq!(json::encode_success(&map).unwrap(), br#"{"Id":"r","a":1}"#, "and back");
    let twice = Err(DecodeError::Duplicate { member: "Id" });
    assert_eq!(json::decode::<ErrorCode, Strict>(200, br#"{"Id":"a","Id":"b","a":1}"#), twice);
    let body = "<R><Id>a</Id><Id>b</Id><a>1</a></R>";
    assert_eq!(xml::decode::<ErrorCode, Strict>(200, body.as_bytes()), twice);
}

#[test]
fn what_is_optional_may_be_null() {
    let body = r#"{"Code":"Busy","Text":"m","Id":null}"#;
    let received: Received = json::decode_error(429, body.as_bytes()).unwrap();
    assert_eq!(received.request_id, None);
    assert!(json::decode_error::<ErrorCode>(429, br#"{"Code":null,"Text":"m"}"#).is_err());
}

/// What arrives of a text that goes through XML 1.0.
fn through_xml(text: &str) -> String {
    let carried = |c: char| match c {
        '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'.. => c,
        _ => '\u{fffd}',
    };
    text.chars().map(carried).collect()
}

/// Any text, control characters included.
fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(any::<char>(), 0..40).prop_map(String::from_iter)
}

proptest! {
    #[test]
    fn everything_arrives(
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
        let json: Received = json::decode_error(404, &json::encode(&error)).unwrap();
        prop_assert_eq!(json.code.known(), Some(ErrorCode::ShopOrderNotFound));
        prop_assert_eq!(json.status, 404);
        prop_assert_eq!(&json.message, error.message());
        prop_assert_eq!(&json.request_id, &id);
        prop_assert_eq!(json.member("Host"), host.as_deref());

        let xml: Received = xml::decode_error(404, &xml::encode(&error)).unwrap();
        prop_assert_eq!(xml.code.known(), Some(ErrorCode::ShopOrderNotFound));
        prop_assert_eq!(&xml.message, &through_xml(error.message()));
        prop_assert_eq!(&xml.request_id, &id.as_deref().map(through_xml));
        let host = host.as_deref().map(through_xml);
        prop_assert_eq!(xml.member("Host"), host.as_deref());
    }

    #[test]
    fn successes_arrive(
        keys in prop::collection::vec(text(), 1..4),
        total_count in any::<u32>(),
        id in text(),
    ) {
        let key = keys.iter().map(|key| Key { key_id: key.clone() }).collect();
        let data = Keys { keys: KeyList { key }, total_count };
        let success = Success::new("ListKeys", data.clone()).with_request_id(id.clone());
        let json = json::encode_success(&success).unwrap();
        let Reply::Success(read) = json::decode::<ErrorCode, Keys>(200, &json).unwrap() else {
            panic!("200 is a success")
        };
        prop_assert_eq!((&read.data, read.request_id.as_deref()), (&data, Some(id.as_str())));

        let xml = xml::encode_success(&success).unwrap();
        let Reply::Success(read) = xml::decode::<ErrorCode, Keys>(200, &xml).unwrap() else {
            panic!("200 is a success")
        };
        let expected: Vec<String> = keys.iter().map(|key| through_xml(key)).collect();
        let found: Vec<String> = read.data.keys.key.into_iter().map(|key| key.key_id).collect();
        prop_assert_eq!(found, expected);
        prop_assert_eq!(read.request_id.as_deref().map(str::to_owned), Some(through_xml(&id)));
    }

    #[test]
    fn reasons_of_denied_access_arrive(value in text(), other in text()) {
        let error = Error::from(ErrorCode::ShopBusy)
            .with_access_denied_detail("Policy", value.clone())
            .with_access_denied_detail("Action", other.clone());
        let json: Received = json::decode_error(429, &json::encode(&error)).unwrap();
        let detail: BTreeMap<String, String> =
            serde_json::from_str(json.member("Denied").unwrap()).unwrap();
        let expected = [("Action".to_owned(), other), ("Policy".to_owned(), value)];
        prop_assert_eq!(detail, BTreeMap::from(expected));
    }

    /// Pieces of JSON and XML, well and badly put together.
    #[test]
    fn no_soup_of_tokens_makes_a_decoder_panic(
        tokens in prop::collection::vec(prop::sample::select(&[
            "{", "}", "[", "]", ":", ",", "\"", "\"Code\"", "\"Text\"", "\"Id\"", "null", "1", "\\u00",
            "<", "/", ">", "Code", "<Code>", "</Code>", "<Id>", "</Id>", "<a/>", "<a b='", "'", "&", ";",
            "&#1;", "&lt;", "<![CDATA[", "]]>", "<!--", "-->", "<?xml ", "?>", "<!DOCTYPE", " ", "é", "\u{1}",
        ][..]), 0..60),
        status in prop::sample::select(vec![200_u16, 400]),
    ) {
        let body = tokens.concat();
        let _ = json::decode::<ErrorCode, BTreeMap<String, String>>(status, body.as_bytes());
        let _ = xml::decode::<ErrorCode, BTreeMap<String, String>>(status, body.as_bytes());
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
    fn no_damage_makes_a_decoder_panic(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        for mut body in [json::encode(&closed()), xml::encode(&closed())] {
            let at = at.index(body.len());
            body[at] = byte;
            let _ = json::decode_error::<ErrorCode>(400, &body);
            let _ = xml::decode_error::<ErrorCode>(400, &body);
            body.truncate(at);
            prop_assert!(json::decode_error::<ErrorCode>(400, &body).is_err());
            prop_assert!(xml::decode_error::<ErrorCode>(400, &body).is_err());
        }
    }
}
