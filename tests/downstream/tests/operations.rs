//! What a handler that is typed by its operation can fail with, and what it cannot.

use axum::response::IntoResponse;
use downstream::nested::operation::{get_order, known, shop_close_shop};
use downstream::nested::{
    Error, ErrorCode, Failure, GetOrderError, Operation, Plain, ShopCloseShopError,
};
use errspec::ResultExt;

#[test]
fn operations_know_their_codes() {
    assert_eq!(Operation::ALL, [Operation::GetOrder, Operation::ShopCloseShop]);
    assert_eq!(Operation::from_name("shop.CloseShop"), Some(Operation::ShopCloseShop));
    assert_eq!(Operation::from_name("ShopCloseShop"), None);
    let codes: Vec<_> = Operation::GetOrder.errors().collect();
    assert_eq!(codes, [ErrorCode::OrderNotFound, ErrorCode::Busy, ErrorCode::Broken]);
    assert!(!Operation::ShopCloseShop.allows(ErrorCode::Busy));
    let of_busy: Vec<_> = ErrorCode::Busy.operations().map(Operation::name).collect();
    assert_eq!(of_busy, ["GetOrder"]);
    assert_eq!(ErrorCode::Broken.operations().count(), 2);
}

/// As a client does that treats every code of the operation.
fn advice(code: ErrorCode) -> &'static str {
    match known(code) {
        Some(get_order::Known::OrderNotFound) => "look again",
        Some(get_order::Known::Busy) => "wait",
        Some(get_order::Known::Broken) => "call us",
        None => "newer, or of another operation",
    }
}

#[test]
fn a_client_matches_on_the_codes_of_an_operation() {
    assert_eq!(advice(ErrorCode::Busy), "wait");
    assert_eq!(advice(ErrorCode::Broken), "call us");
    for code in ErrorCode::ALL {
        let is_listed = Operation::ShopCloseShop.allows(*code);
        assert_eq!(known::<shop_close_shop::Known>(*code).is_some(), is_listed, "{code}");
    }
}

fn not_found() -> Result<(), GetOrderError> {
    Err(get_order::ErrorCode::order_not_found(7, "Bern"))?;
    Ok(())
}

fn busy() -> Result<(), get_order::Error> {
    Err(get_order::Plain::Busy)?
}

fn late() -> Result<(), GetOrderError> {
    Ok(Err(std::fmt::Error).or_code(get_order::Plain::Busy)?)
}

fn foreign() -> Result<(), GetOrderError> {
    Ok("no number".parse::<u8>().map(drop)?)
}

#[test]
fn a_handler_fails_with_its_codes_and_with_internal_errors() {
    let error = not_found().unwrap_err();
    assert_eq!(error.code(), ErrorCode::OrderNotFound);
    assert_eq!(error.to_string(), "Order.NotFound: There is no order 7 in Bern.");
    assert_eq!(busy().unwrap_err().code(), ErrorCode::Busy);
    let error = late().unwrap_err().into_error();
    assert_eq!(error.code(), ErrorCode::Busy);
    assert!(std::error::Error::source(&error).is_some());
    let error = foreign().unwrap_err().into_error();
    assert_eq!((error.code(), error.message()), (ErrorCode::Broken, "It broke."));
}

/// An error that was made without its operation may have any code: one that the operation
/// does not list is not sent.
#[test]
fn a_code_that_is_not_listed_never_leaves() {
    let close = |error: Error| -> Result<(), ShopCloseShopError> { Err(error)? };
    let error = close(Plain::Busy.into()).unwrap_err().into_error();
    assert_eq!(error.code(), ErrorCode::Broken);
    let source = std::error::Error::source(&error).unwrap().downcast_ref::<Error>();
    assert_eq!(source.unwrap().code(), ErrorCode::Busy);
    assert_eq!(close(Plain::Broken.into()).unwrap_err().code(), ErrorCode::Broken);
    let refused = ShopCloseShopError::of(Plain::Busy.into()).unwrap_err();
    assert_eq!(refused.code(), ErrorCode::Busy);
}

#[test]
fn it_becomes_what_others_take() {
    let error: Error = busy().unwrap_err().with_detail("order", "It is old.").into();
    assert_eq!(error.details().len(), 1);
    let failure: Failure = not_found().unwrap_err().into();
    assert_eq!(failure.into_error().code(), ErrorCode::OrderNotFound);
    let response = not_found().unwrap_err().with_retry_after(3).into_response();
    assert_eq!(response.status(), 404);
    assert_eq!(errspec::axum::code(&response), Some("Order.NotFound"));
    assert_eq!(response.headers()["retry-after"], "3");
}
