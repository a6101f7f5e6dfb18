use crate::errors::{Error, ErrorCode, Plain};

/// Fails with "Order.Closed" never.
pub fn pay(order: &str) -> Result<(), Error> {
    match store::find(order) {
        None => Err(ErrorCode::order_not_found(order.to_owned())),
        Some(order) if order.is_paid() => Err(Plain::OrderPaid)?,
        Some(order) => order.pay(),
    }
}
