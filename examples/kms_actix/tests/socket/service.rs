//! The service as it is.

use kms_actix::{Keys, app};
use kms_errors::ErrorCode;
use ureq::http::Request;

use crate::ask::{get, send};
use crate::serve::serve;

#[test]
fn a_key_is_made_and_described() {
    let keys = Keys::default();
    let service = serve(move || app(keys.clone()));
    let url = format!("{service}/keys/key-1");
    let put = |body| send(Request::put(&url).header("content-type", "application/json"), body);

    let missing = get(&url);
    assert_eq!(missing.status, 404);
    assert_eq!(missing.error().code, ErrorCode::ForbiddenKeyNotFound.code());

    let nameless = put("{}");
    assert_eq!(nameless.status, 400);
    let message = nameless.error().message;
    assert_eq!(message, "The parameter \"Description\" is needed but not provided.");

    let made = put(r#"{"Description":"a & b"}"#);
    let id = made.header("x-acs-request-id").unwrap();
    let body = format!(r#"{{"RequestId":"{id}","KeyId":"key-1","Description":"a & b"}}"#);
    assert_eq!((made.status, &made.body), (200, &body));

    let found = get(format!("{url}?Format=XML"));
    assert_eq!(found.status, 200);
    assert!(found.body.contains("<Description>a &amp; b</Description>"), "{}", found.body);
}

#[test]
fn a_row_that_cannot_be_read_is_the_services_fault() {
    let keys = Keys::default();
    keys.lock().unwrap().insert("key-1".to_owned(), "hunter2".to_owned());
    let service = serve(move || app(keys.clone()));
    let answer = get(format!("{service}/keys/key-1"));
    assert_eq!(answer.status, 500);
    assert_eq!(answer.error().message, ErrorCode::InternalFailure.message());
}
