//! Problem details, which are only sent.

use downstream::names;
use errspec::{ApiError, problem};
use serde_json::{Value, json};

use crate::shop::closed;

fn sent<C: errspec::ErrorCode>(error: &ApiError<C>) -> Value {
    serde_json::from_slice(&problem::encode(error)).unwrap()
}

#[test]
fn parameters_are_kept_to_themselves() {
    let found = sent(&closed().with_request_id("3b237773-bc2c-4bea-95fc-319a1a5baa68"));
    let expected = json!({
        "type": "https://shop.example/orders",
        "title": "Order not found",
        "status": 404,
        "detail": "There is no order 7 in Bern.",
        "instance": "urn:uuid:3b237773-bc2c-4bea-95fc-319a1a5baa68",
        "code": "Order.NotFound",
        "params": { "order_id": 7, "shop": "Bern" }
    });
    assert_eq!(found, expected);
}

#[test]
fn without_an_address_the_title_is_the_status_phrase() {
    let titled = sent(&names::Error::from(names::Plain::AB));
    assert_eq!(titled["title"], "Bad Request");
    let blank = kms_errors::Error::from(kms_errors::Plain::IllegalTimestamp);
    let blank = sent(&blank);
    assert_eq!((&blank["type"], &blank["title"]), (&"about:blank".into(), &"Bad Request".into()));
}

#[test]
fn an_id_that_is_no_uuid_is_a_uri_all_the_same() {
    assert_eq!(sent(&closed().with_request_id("a b/ü"))["instance"], "a%20b%2F%C3%BC");
}
