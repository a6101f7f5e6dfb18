//! A handler names a code that its operation does not list.

use downstream::nested::operation::shop_close_shop;
use downstream::nested::{Plain, ShopCloseShopError};

fn plain() -> Result<(), ShopCloseShopError> {
    Err(shop_close_shop::Plain::Busy)?
}

fn filled_in() -> Result<(), ShopCloseShopError> {
    Err(shop_close_shop::ErrorCode::order_not_found(7, "Bern"))?
}

fn of_the_table() -> Result<(), ShopCloseShopError> {
    Err(Plain::Busy)?
}

fn main() {
    let _ = (plain(), filled_in(), of_the_table());
}
