//! A few operations of a KMS-like service over gRPC: what a method fails with becomes a
//! [`Status`] by `?`, and a client gets code and parameters back out of it.
#![forbid(unsafe_code)]

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use kms_errors::{ErrorCode, Failure, Plain};
use prost::Message;
use tonic::{Request, Response, Status};

use self::kms::kms_server::Kms;

/// What tonic generates of the service: its trait and its client.
#[allow(missing_docs)]
pub mod kms {
    include!(concat!(env!("OUT_DIR"), "/kms.Kms.rs"));
}

/// A key.
#[derive(Clone, PartialEq, Message)]
pub struct Key {
    /// Its id.
    #[prost(string, tag = "1")]
    pub key_id: String,
    /// What it is for.
    #[prost(string, tag = "2")]
    pub description: String,
}

/// Asks for a key.
#[derive(Clone, PartialEq, Message)]
pub struct DescribeKeyRequest {
    /// Its id.
    #[prost(string, tag = "1")]
    pub key_id: String,
}

/// How many keys there may be.
const MOST_KEYS: usize = 10_000;

/// The keys by id, each as the bytes that a database would have of it.
#[derive(Default)]
pub struct Keys(pub Mutex<BTreeMap<String, Vec<u8>>>);

#[tonic::async_trait]
impl Kms for Keys {
    async fn create_key(&self, request: Request<Key>) -> Result<Response<Key>, Status> {
        let key = request.into_inner();
        if key.description.is_empty() {
            return Err(ErrorCode::missing_parameter("Description"))?;
        }
        let mut keys = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if keys.len() >= MOST_KEYS {
            return Err(Plain::RejectedLimitExceeded)?;
        }
        keys.insert(key.key_id.clone(), key.encode_to_vec());
        Ok(Response::new(key))
    }

    async fn describe_key(
        &self,
        request: Request<DescribeKeyRequest>,
    ) -> Result<Response<Key>, Status> {
        Ok(Response::new(self.describe(&request.get_ref().key_id)?))
    }
}

impl Keys {
    /// As a function of its own it takes `?` on errors of every kind.
    fn describe(&self, key_id: &str) -> Result<Key, Failure> {
        let keys = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let row = keys.get(key_id).ok_or(Plain::ForbiddenKeyNotFound)?;
        // A row that cannot be read is no fault of the caller's: `[fallback] internal`.
        Ok(Key::decode(row.as_slice())?)
    }
}
