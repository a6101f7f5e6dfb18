//! The public interface of generated code.

use std::collections::BTreeMap;
use std::error::Error as _;

use downstream::{CODES, everything, hostile, long, names, smallest};
use errspec::{Code, Value};
use everything::{Error, ErrorCode, Plain};

#[test]
fn every_column_reaches_its_accessor() {
    let [order, busy, closed, ty] = ErrorCode::ALL else { panic!("four codes") };
    assert_eq!(order.code(), "Order.NotFound");
    assert_eq!(order.status(), 404);
    assert_eq!(order.message(), "There is no order < order id > in < shop >.");
    assert_eq!(order.number(), Some(-32001));
    assert_eq!(order.title(), Some("Order not found"));
    let cause = "The order was never placed,\nor it is older than a year.\n\n\
                 `GET /orders` lists those that exist.";
    assert_eq!(order.cause(), Some(cause));
    assert_eq!(order.fix(), Some("Check the number."));
    assert_eq!(order.doc_url(), Some("https://shop.example/orders"));
    assert_eq!(order.deprecated(), None);
    assert!(!order.is_retryable() && !order.is_throttling() && order.is_client_fault());
    assert_eq!(order.retry_after(), None);

    assert!(busy.is_retryable() && busy.is_throttling());
    assert_eq!(busy.retry_after(), Some(30));
    assert_eq!(busy.number(), Some(2));
    assert_eq!(busy.title(), None);
    assert_eq!(busy.doc_url(), Some("https://shop.example/errors#Busy"));

    let deprecated = closed.deprecated().expect("it is deprecated");
    assert_eq!(deprecated.since, Some("3"));
    assert_eq!(deprecated.replaced_by, Some("Busy"));
    assert_eq!(deprecated.note, Some("The shop never closes."));
    assert_eq!(closed.message(), "The shop is closed today.", "the first case is documented");
    let bare = ty.deprecated().expect("it is deprecated too");
    assert_eq!((bare.since, bare.replaced_by, bare.note), (None, None, None));
    assert!(!smallest::ErrorCode::A.is_client_fault());
}

#[test]
fn accessors_are_constants() {
    const STATUS: u16 = ErrorCode::ShopBusy.status();
    const CODE: &str = ErrorCode::ShopBusy.code();
    const FIX: Option<&str> = ErrorCode::ShopBusy.fix();
    assert_eq!((STATUS, CODE, FIX), (429, "Busy", Some("Wait.")));
}

#[test]
fn codes_are_found_by_text_and_by_alias_alone() {
    for &code in ErrorCode::ALL {
        assert_eq!(ErrorCode::from_code(code.code()), Some(code));
    }
    for &code in long::ErrorCode::ALL {
        assert_eq!(long::ErrorCode::from_code(code.code()), Some(code));
    }
    for alias in ["OrderNotFound", "order-not-found"] {
        assert_eq!(ErrorCode::from_code(alias), Some(ErrorCode::ShopOrderNotFound));
    }
    for miss in ["", "busy", "Busy ", "Bus", "Order.Lost", &"x".repeat(100_000)] {
        assert_eq!(ErrorCode::from_code(miss), None, "{miss:.10}");
    }
}

#[test]
fn codes_are_ordered_shown_and_parsed() {
    let sorted: BTreeMap<ErrorCode, &str> =
        ErrorCode::ALL.iter().rev().map(|&code| (code, code.code())).collect();
    let order: Vec<&str> = sorted.into_values().collect();
    assert_eq!(order.join("\n") + "\n", CODES);
    assert_eq!(format!("{:>6}|", ErrorCode::ShopBusy), "  Busy|");
    assert_eq!(format!("{:?}", ErrorCode::ShopBusy), r#"ErrorCode("Busy")"#);
    assert_eq!("Busy".parse(), Ok(ErrorCode::ShopBusy));
    let error = "Bu\u{1b}sy".parse::<ErrorCode>().unwrap_err();
    assert_eq!(error.to_string(), r#"unknown error code "Bu\u{1b}sy""#);
    assert_eq!(error.text(), "Bu\u{1b}sy");
}

#[test]
#[allow(deprecated)]
fn constructors_fill_the_message_and_keep_the_parameters() {
    let error = ErrorCode::shop_order_not_found(7, String::from("{shop} 北"));
    assert_eq!(error.code(), ErrorCode::ShopOrderNotFound);
    assert_eq!(error.message(), "There is no order 7 in {shop} 北.");
    let params: Vec<_> =
        error.params().iter().map(|(name, value)| (*name, value.to_string())).collect();
    assert_eq!(params, [("order_id", "7".to_owned()), ("shop", "{shop} 北".to_owned())]);
    assert_eq!(error.param("order_id"), Some(&Value::Integer(7)));
    assert_eq!(error.param("nope"), None);

    assert_eq!(ErrorCode::closed_today().message(), "The shop is closed today.");
    assert_eq!(ErrorCode::closed_until(9, true).message(), "The shop is closed until 9, true.");
    assert_eq!(ErrorCode::shop_type("x").message(), "{x} is no type: x.");
    assert_eq!(names::ErrorCode::r#type("a", "b").message(), "aa b.");
}

#[test]
#[allow(deprecated)]
fn an_error_carries_what_belongs_to_a_request_and_hides_its_source() {
    fn fails() -> Result<(), Error> {
        Err(Plain::ShopBusy)?
    }
    let error = fails().unwrap_err().with_request_id("r-1").with_source("password is hunter2");
    assert_eq!((error.status(), error.request_id()), (429, Some("r-1")));
    assert_eq!(error.to_string(), "Busy: Too many requests.");
    assert_eq!(error.source().unwrap().to_string(), "password is hunter2");
    assert!(Error::from(Plain::ShopBusy).source().is_none());

    assert_eq!(error, Error::from(Plain::ShopBusy).with_request_id("r-1"));
    assert_ne!(error, Error::from(Plain::ShopBusy));
    assert_ne!(ErrorCode::shop_type("a"), ErrorCode::shop_type("b"));
}

#[test]
fn a_client_survives_codes_that_it_does_not_know() {
    let known: Code<ErrorCode> = Code::from_text("order-not-found");
    assert_eq!(known.known(), Some(ErrorCode::ShopOrderNotFound));
    assert_eq!(known.as_str(), "Order.NotFound", "an alias becomes its code");
    assert_eq!(known, ErrorCode::ShopOrderNotFound);
    let unknown: Code<ErrorCode> = Code::from_text("Order.Ünknown\0");
    assert_eq!((unknown.known(), unknown.as_str()), (None, "Order.Ünknown\0"));
    assert_eq!(unknown.to_string(), "Order.Ünknown\0");
    assert_eq!("Order.Ünknown\0".parse(), Ok(unknown.clone()));
    assert_ne!(known, unknown);
    assert_eq!((known.label(), unknown.label()), ("Order.NotFound", "_OTHER"));
}

#[test]
fn on_the_wire_a_code_is_a_string() {
    let json = serde_json::to_string(ErrorCode::ALL).unwrap();
    assert_eq!(json, r#"["Order.NotFound","Busy","42P01","type"]"#);
    assert_eq!(serde_json::from_str::<Vec<ErrorCode>>(&json).unwrap(), ErrorCode::ALL);
    let error = serde_json::from_str::<ErrorCode>(r#""Nope""#).unwrap_err();
    assert!(error.to_string().starts_with(r#"unknown error code "Nope""#), "{error}");
    let unknown: Code<ErrorCode> = serde_json::from_str(r#""Nope""#).unwrap();
    assert_eq!(serde_json::to_string(&unknown).unwrap(), r#""Nope""#);
}

#[test]
fn generic_code_sees_the_same_as_the_enum() {
    assert_eq!(<ErrorCode as errspec::ErrorCode>::ALL, ErrorCode::ALL);
    assert_eq!(<ErrorCode as errspec::ErrorCode>::from_code("Busy"), Some(ErrorCode::ShopBusy));
    macro_rules! same {
        ($($accessor:ident($($argument:expr)?))*) => {
            $(for &code in ErrorCode::ALL {
                let generic = errspec::ErrorCode::$accessor(code $(, $argument)?);
                assert_eq!(generic, code.$accessor($($argument)?), "{code} {}", stringify!($accessor));
            })*
        };
    }
    same! {
        code() status() message() message_in("de-CH") is_retryable() is_throttling()
        is_client_fault() retry_after() number() title() cause() fix() doc_url() deprecated()
    }
}

#[test]
#[expect(deprecated)]
fn text_of_the_spec_arrives_to_the_letter() {
    assert_eq!(hostile::ErrorCode::H4.message(), "<script>alert(1)</script> &lt; &#60; <!-- -->");
    assert_eq!(hostile::ErrorCode::H9.message(), "{{}} {x} %s %d ${x} \\u{202e}");
    assert_eq!(hostile::ErrorCode::h9_with_param("}").message(), "{{}} {x} %s %d ${x} \\u{202e} }");
    assert!(hostile::ErrorCode::H5.message().contains("ESC \u{1b}[31m"));
    assert_eq!(hostile::ErrorCode::H14.message(), "\r\n\t\u{b} tab\ttab ");
}
