//! A few operations of a KMS-like service on actix-web: handlers return
//! `Result<Success<T>, Failure>`, and [`contract`] answers what they do not.
#![forbid(unsafe_code)]

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use actix_web::dev::{ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::middleware::from_fn;
use actix_web::web::{self, Data, Json, Path};
use actix_web::{App, Error};
use kms_errors::errspec::actix_web::contract;
use kms_errors::{ErrorCode, Failure, Plain, ResultExt, Success};
use serde::{Deserialize, Serialize};

/// The keys by id, each as the text that a database would have of it.
pub type Keys = Arc<Mutex<BTreeMap<String, String>>>;

/// The service, on these keys.
pub fn app(
    keys: Keys,
) -> App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse,
        Error = Error,
        InitError = (),
    >,
> {
    App::new()
        .app_data(Data::new(keys))
        .service(
            web::resource("/keys/{key_id}")
                .route(web::get().to(describe_key))
                .route(web::put().to(create_key)),
        )
        .wrap(from_fn(contract::<ErrorCode>))
}

/// A key, as it is kept and as it is sent.
#[derive(Deserialize, Serialize)]
#[serde(rename_all = "PascalCase")]
struct Key {
    key_id: String,
    description: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct NewKey {
    description: Option<String>,
}

async fn create_key(
    keys: Data<Keys>,
    key_id: Path<String>,
    new: Json<NewKey>,
) -> Result<Success<Key>, Failure> {
    let description = new.into_inner().description;
    let description = description.ok_or_else(|| ErrorCode::missing_parameter("Description"))?;
    let key = Key { key_id: key_id.into_inner(), description };
    let row = serde_json::to_string(&key)?;
    let mut keys = keys.lock().unwrap_or_else(PoisonError::into_inner);
    keys.insert(key.key_id.clone(), row);
    Ok(Success::new("CreateKey", key))
}

async fn describe_key(keys: Data<Keys>, key_id: Path<String>) -> Result<Success<Key>, Failure> {
    let keys = keys.lock().unwrap_or_else(PoisonError::into_inner);
    let row = keys.get(&*key_id).or_code(Plain::ForbiddenKeyNotFound)?;
    // A row that cannot be read is no fault of the caller's: `[fallback] internal`.
    let key = serde_json::from_str(row)?;
    Ok(Success::new("DescribeKey", key))
}
