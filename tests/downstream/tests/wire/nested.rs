//! An envelope of which nothing is flat.

use downstream::nested::{Error, ErrorCode};
use errspec::{DecodeError, Format, Received, Reply, Success, Value, json, problem, xml};
use expect_test::{Expect, expect};
use proptest::prelude::*;

use crate::shop::{bombs, damaged, soup, text};

type Decode = fn(u16, &[u8]) -> Result<Received<ErrorCode>, DecodeError>;

const FORMATS: [(Format, Decode); 3] = [
    (Format::Json, json::decode_error),
    (Format::Xml, xml::decode_error),
    (Format::Problem, problem::decode_error),
];

fn closed() -> Error {
    ErrorCode::order_not_found(7, "Bern")
        .with_request_id("r-1")
        .with_host_id("shop.example")
        .with_access_denied_detail("Policy", "<none>")
        .with_detail("order", "It is old.")
        .with_detail("shop", ErrorCode::Busy)
        .with_detail("<b>", ErrorCode::order_not_found(8, "Thun"))
}

fn body(error: &Error, format: Format) -> Vec<u8> {
    errspec::http::error_response(error, format).into_body()
}

fn check(error: &Error, format: Format, expected: Expect) {
    expected.assert_eq(&String::from_utf8(body(error, format)).unwrap());
}

#[test]
fn everything_is_sent_in_its_place() {
    check(
        &closed(),
        Format::Json,
        expect![[
            r#"{"ok":false,"error":{"version":3,"type":"not_found","code":"Order.NotFound","message":"There is no order 7 in Bern.","http":{"status":404,"text":"404"},"rpc":"NOT_FOUND","title":"No such order","advice":{"fix":"Look again.","more":"https://shop.example/errors#Order.NotFound","retryable":false},"number":7,"by":"you"},"meta":{"id":"r-1","host":"shop.example"},"field":"order","info":[{"kind":"params","params":{"order_id":7,"shop":"Bern"}},{"kind":"fields","fields":[{"name":"order","text":"It is old."},{"name":"shop","why":"Busy","text":"Wait."},{"name":"<b>","why":"Order.NotFound","text":"There is no order 8 in Thun."}]},{"kind":"access","denied":{"Policy":"<none>"}}]}"#
        ]],
    );
    check(
        &closed(),
        Format::Xml,
        expect![[
            r#"<?xml version="1.0" encoding="UTF-8"?><Shop xmlns="https://shop.example/errors"><ok>false</ok><error><version>3</version><type>not_found</type><code>Order.NotFound</code><message>There is no order 7 in Bern.</message><http><status>404</status><text>404</text></http><rpc>NOT_FOUND</rpc><title>No such order</title><advice><fix>Look again.</fix><more>https://shop.example/errors#Order.NotFound</more><retryable>false</retryable></advice><number>7</number><by>you</by></error><meta><id>r-1</id><host>shop.example</host></meta><field>order</field><info><kind>params</kind><params><order_id>7</order_id><shop>Bern</shop></params></info><info><kind>fields</kind><fields><name>order</name><text>It is old.</text></fields><fields><name>shop</name><why>Busy</why><text>Wait.</text></fields><fields><name>&lt;b&gt;</name><why>Order.NotFound</why><text>There is no order 8 in Thun.</text></fields></info><info><kind>access</kind><denied><Policy>&lt;none&gt;</Policy></denied></info></Shop>"#
        ]],
    );
    check(
        &closed(),
        Format::Problem,
        expect![[
            r#"{"type":"https://shop.example/errors#Order.NotFound","title":"No such order","status":404,"detail":"There is no order 7 in Bern.","instance":"r-1","code":"Order.NotFound","params":{"order_id":7,"shop":"Bern"},"errors":[{"name":"order","text":"It is old."},{"name":"shop","why":"Busy","text":"Wait."},{"name":"<b>","why":"Order.NotFound","text":"There is no order 8 in Thun."}],"retryable":false,"fix":"Look again."}"#
        ]],
    );
}

/// A list without objects is not sent, and neither is an object of which all that could
/// say anything is silent.
#[test]
fn what_has_nothing_to_say_is_not_sent() {
    let busy = Error::documented(ErrorCode::Busy);
    check(
        &busy,
        Format::Json,
        expect![[
            r#"{"ok":false,"error":{"version":2,"type":true,"code":"Busy","message":"Wait.","http":{"status":503,"text":"503"},"rpc":"UNAVAILABLE","advice":{"more":"https://shop.example/errors#Busy","retryable":true,"after":3},"by":"us"}}"#
        ]],
    );
    check(
        &busy,
        Format::Xml,
        expect![[
            r#"<?xml version="1.0" encoding="UTF-8"?><Shop xmlns="https://shop.example/errors"><ok>false</ok><error><version>2</version><type>true</type><code>Busy</code><message>Wait.</message><http><status>503</status><text>503</text></http><rpc>UNAVAILABLE</rpc><advice><more>https://shop.example/errors#Busy</more><retryable>true</retryable><after>3</after></advice><by>us</by></error></Shop>"#
        ]],
    );
}

#[test]
fn everything_comes_back() {
    for (format, decode) in FORMATS {
        let error = closed();
        let received = decode(404, &body(&error, format)).unwrap();
        assert_eq!(received.code, ErrorCode::OrderNotFound);
        assert_eq!(received.message, error.message());
        assert_eq!(received.request_id.as_deref(), Some("r-1"));
        assert_eq!(received.status_in_body, Some(404));
        assert_eq!(received.details(), error.details(), "{format:?}");
        assert_eq!(received.is_retryable(), Some(false));
        assert_eq!(received.fix(), Some("Look again."));
        let params: Vec<String> = received.params().iter().map(|(_, v)| v.to_string()).collect();
        assert_eq!(params, ["7", "Bern"]);
        assert_eq!(received.param("order_id"), Some(&Value::Integer(7)), "{format:?}");
    }
    let received = json::decode_error::<ErrorCode>(404, &json::encode(&closed())).unwrap();
    assert_eq!(received.member("error.version"), Some("3"));
    assert_eq!(received.member("meta.host"), Some("shop.example"));
    assert_eq!(received.member("info[2].denied"), Some(r#"{"Policy":"<none>"}"#));
}

/// A program can act on an answer whose code its table does not have.
#[test]
fn advice_is_read_from_the_body() {
    let body = br#"{"title":"Slow down","status":429,"code":"New","retryable":true,"retry_after":9,"fix":"Wait."}"#;
    let received = problem::decode_error::<ErrorCode>(429, body).unwrap();
    assert_eq!(received.is_retryable(), Some(true));
    assert_eq!((received.retry_after(), received.fix()), (Some(9), Some("Wait.")));
    assert_eq!(received.message, "");
    assert_eq!(received.member("title"), Some("Slow down"));
}

/// Objects of a list are told by their constants, in whatever order they come; others,
/// and what else nobody knows, are kept under their place.
#[test]
fn what_is_unknown_is_kept() {
    let body = r#"{"info":[{"kind":"new","a":1},{"kind":"fields","fields":[{"name":"a","text":"b","x":2}],"y":3},7,{"kind":"params","params":{"order_id":4,"z":1.5}}],
        "error":{"code":"Order.NotFound","message":"m","more":{"deep":[1]},"http":null}, "ok": false, "top": "t"}"#;
    let received = json::decode_error::<ErrorCode>(404, body.as_bytes()).unwrap();
    assert_eq!(received.details().len(), 1);
    assert_eq!(received.param("order_id"), Some(&Value::Integer(4)));
    assert_eq!(received.param("z").map(ToString::to_string).as_deref(), Some("1.5"));
    for (place, value) in [
        ("info[0]", r#"{"kind":"new","a":1}"#),
        ("info[1].y", "3"),
        ("info[1].fields[0].x", "2"),
        ("info[2]", "7"),
        ("error.more", r#"{"deep":[1]}"#),
        ("ok", "false"),
        ("top", "t"),
    ] {
        assert_eq!(received.member(place), Some(value), "{place}");
    }
    let body = "<E xmlns='urn:e'><info><kind>new</kind></info><error><message>m</message><code>Busy</code>\
        <more><deep>1</deep></more></error><info><params><order_id>4</order_id></params><kind>params</kind></info></E>";
    let received = xml::decode_error::<ErrorCode>(503, body.as_bytes()).unwrap();
    assert_eq!(received.param("order_id").map(ToString::to_string).as_deref(), Some("4"));
    assert_eq!(received.member("info[0]"), Some("<kind>new</kind>"));
    assert_eq!(received.member("error.more"), Some("<deep>1</deep>"));
}

#[test]
fn what_is_wrong_is_named_by_its_place() {
    let json = |body: &str| json::decode_error::<ErrorCode>(400, body.as_bytes()).unwrap_err();
    let xml = |body: &str| xml::decode_error::<ErrorCode>(400, body.as_bytes()).unwrap_err();
    let missing = |places: &[&str]| DecodeError::Missing {
        members: places.iter().map(|place| (*place).to_owned()).collect(),
    };
    let wrong = |place: &str| DecodeError::WrongType { member: place.to_owned() };
    let twice = |place: &str| DecodeError::Duplicate { member: place.to_owned() };
    assert_eq!(json("{}"), missing(&["error.code", "error.message"]));
    assert_eq!(json(r#"{"error":null}"#), missing(&["error.code", "error.message"]));
    assert_eq!(json(r#"{"error":"no"}"#), wrong("error"));
    assert_eq!(json(r#"{"error":{"code":1}}"#), wrong("error.code"));
    assert_eq!(json(r#"{"error":{"code":"a","http":{"status":"x"}}}"#), wrong("error.http.status"));
    assert_eq!(json(r#"{"error":{"code":"a","code":"b"}}"#), twice("error.code"));
    assert_eq!(json(r#"{"info":1}"#), wrong("info"));
    assert_eq!(json(r#"{"info":[{"kind":"fields","fields":[1]}]}"#), wrong("info[0].fields"));
    assert_eq!(xml("<E/>"), missing(&["error.code", "error.message"]));
    assert_eq!(xml("<E><error><code>a</code></error></E>"), missing(&["error.message"]));
    assert_eq!(xml("<E><error><code><a/></code></error></E>"), wrong("error.code"));
    assert_eq!(xml("<E><error><code>a</code><code>b</code></error></E>"), twice("error.code"));
    assert_eq!(
        xml("<E><info><kind>fields</kind><fields>x</fields></info></E>"),
        wrong("info[0].fields")
    );
}

/// Data has a place of its own, so it may be anything.
#[test]
fn successes_are_anything_that_serde_writes() {
    let success = |data: Vec<u32>| Success::<ErrorCode, _>::new("List", data).with_request_id("r");
    assert_eq!(
        json::encode_success(&success(vec![1, 2])).unwrap(),
        br#"{"meta":{"id":"r","data":[1,2]}}"#
    );
    let text = json::encode_success(&Success::<ErrorCode, _>::new("List", "a")).unwrap();
    assert_eq!(text, br#"{"meta":{"data":"a"}}"#);
    let xml = xml::encode_success(&success(vec![1, 2])).unwrap();
    assert_eq!(
        String::from_utf8(xml.clone()).unwrap(),
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><ListResponse xmlns=\"https://shop.example/errors\">\
         <meta><id>r</id><data>1</data><data>2</data></meta></ListResponse>"
    );
    for numbers in [vec![], vec![1], vec![1, 2, 3]] {
        let sent = success(numbers.clone());
        let Reply::Success(back) =
            json::decode::<ErrorCode, Vec<u32>>(200, &json::encode_success(&sent).unwrap())
                .unwrap()
        else {
            panic!("it is a success");
        };
        assert_eq!((back.data, back.request_id.as_deref()), (numbers.clone(), Some("r")));
        let Reply::Success(back) =
            xml::decode::<ErrorCode, Vec<u32>>(200, &xml::encode_success(&sent).unwrap()).unwrap()
        else {
            panic!("it is a success");
        };
        assert_eq!(back, sent);
    }
}

#[test]
fn hostile_bodies_end_soon() {
    for bomb in bombs() {
        for (_, decode) in FORMATS {
            assert!(decode(500, bomb.as_bytes()).is_err());
        }
    }
    let deep = 50_000;
    let list = format!(r#"{{"info":{}1{}}}"#, "[".repeat(deep), "]".repeat(deep));
    let items = format!(r#"{{"info":[{}1]}}"#, "{\"kind\":\"fields\"},".repeat(deep));
    let nested = format!(r#"{{"error":{}1{}}}"#, "{\"error\":".repeat(deep), "}".repeat(deep));
    let elements = format!("<E>{}</E>", "<info><kind>fields</kind></info>".repeat(20_000));
    for body in [list, items, nested, elements] {
        for (_, decode) in FORMATS {
            assert!(decode(500, body.as_bytes()).is_err());
        }
    }
}

proptest! {
    #[test]
    fn whatever_is_sent_comes_back(
        number in any::<i64>(),
        texts in [text(), text(), text(), text()],
        details in prop::collection::vec((text(), text()), 0..3),
    ) {
        let [shop, id, host, policy] = texts;
        let mut error = ErrorCode::order_not_found(number, shop)
            .with_request_id(id)
            .with_host_id(host)
            .with_access_denied_detail("Policy", policy);
        for (field, text) in details {
            error = error.with_detail(field, text);
        }
        let received = json::decode_error(404, &json::encode(&error)).unwrap();
        prop_assert_eq!(received.code.known(), Some(ErrorCode::OrderNotFound));
        prop_assert_eq!(&received.message, error.message());
        prop_assert_eq!(received.request_id.as_deref(), error.request_id());
        prop_assert_eq!(received.details(), error.details());
        let sent: Vec<_> = error.params().iter().map(|(n, v)| ((*n).into(), v.clone())).collect();
        prop_assert_eq!(received.params(), &sent[..]);

        let received = xml::decode_error(404, &xml::encode(&error)).unwrap();
        let carried = |text: &str| -> String {
            let is_carried = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..);
            text.chars().map(|c| if is_carried(c) { c } else { '\u{fffd}' }).collect()
        };
        prop_assert_eq!(received.code.known(), Some(ErrorCode::OrderNotFound));
        prop_assert_eq!(&received.message, &carried(error.message()));
        for (got, sent) in received.details().iter().zip(error.details()) {
            prop_assert_eq!(&*got.field, &carried(&sent.field));
            let message = sent.message.as_deref().map(carried);
            prop_assert_eq!(got.message.as_deref(), message.as_deref());
        }
        prop_assert_eq!(received.details().len(), error.details().len());

        let received: Received<ErrorCode> = problem::decode_error(404, &problem::encode(&error)).unwrap();
        prop_assert_eq!(received.request_id.as_deref(), error.request_id());
        prop_assert_eq!(received.details(), error.details());
    }

    #[test]
    fn no_soup_makes_a_decoder_panic(body in soup(), at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        for (format, decode) in FORMATS {
            let _ = decode(400, body.as_bytes());
            for body in damaged(&self::body(&closed(), format), at, byte) {
                let _ = decode(400, &body);
            }
        }
    }
}
