//! The operations, one function each: parameters in, `Result<Success<T>, Failure>` out.

use std::time::SystemTime;

use axum::response::{IntoResponse, Response};
use humantime::format_rfc3339_seconds;
use kms_errors::{ErrorCode, Failure, Success};
use serde::Serialize;

use crate::call::Call;
use crate::keys::{Key, KeyState, Keys};

/// Carries out a call.
pub fn answer(call: &Call, keys: &mut Keys) -> Response {
    match call.action.as_str() {
        "CreateKey" => create_key(call, keys).into_response(),
        "DescribeKey" => describe_key(call, keys).into_response(),
        "ListKeys" => list_keys(call, keys).into_response(),
        "EnableKey" => set_state(call, keys, KeyState::Enabled).into_response(),
        "DisableKey" => set_state(call, keys, KeyState::Disabled).into_response(),
        "ScheduleKeyDeletion" => schedule_key_deletion(call, keys).into_response(),
        "CancelKeyDeletion" => cancel_key_deletion(call, keys).into_response(),
        "CreateAlias" => create_alias(call, keys).into_response(),
        "DeleteAlias" => delete_alias(call, keys).into_response(),
        _ => ErrorCode::invalid_parameter("Action").into_response(),
    }
}

fn create_key(call: &Call, keys: &mut Keys) -> Result<Success<KeyAnswer>, Failure> {
    let description = call.optional("Description").unwrap_or_default();
    if description.chars().count() > 8192 {
        Err(ErrorCode::invalid_parameter("Description"))?;
    }
    let key = keys.create(description)?;
    Ok(success(call, KeyAnswer { key_metadata: KeyMetadata::of(key) }))
}

fn describe_key(call: &Call, keys: &mut Keys) -> Result<Success<KeyAnswer>, Failure> {
    let key = keys.get(call.required("KeyId")?)?;
    Ok(success(call, KeyAnswer { key_metadata: KeyMetadata::of(key) }))
}

fn list_keys(call: &Call, keys: &mut Keys) -> Result<Success<KeyPage>, Failure> {
    let page_number = call.number("PageNumber", 1..=usize::MAX, 1)?;
    let page_size = call.number("PageSize", 1..=100, 10)?;
    let skipped = (page_number - 1).saturating_mul(page_size);
    let page = keys.all().iter().skip(skipped).take(page_size);
    let key = page.map(|key| ListedKey { key_id: key.id.clone(), key_arn: arn(key) }).collect();
    let total_count = keys.all().len();
    Ok(success(call, KeyPage { keys: ListedKeys { key }, page_number, page_size, total_count }))
}

fn set_state(call: &Call, keys: &mut Keys, state: KeyState) -> Result<Success<Nothing>, Failure> {
    keys.set_state(call.required("KeyId")?, state)?;
    Ok(success(call, Nothing {}))
}

fn schedule_key_deletion(call: &Call, keys: &mut Keys) -> Result<Success<Nothing>, Failure> {
    let id = call.required("KeyId")?;
    call.required("PendingWindowInDays")?;
    let days = call.number("PendingWindowInDays", 7..=366, 7)?;
    keys.schedule_deletion(id, days)?;
    Ok(success(call, Nothing {}))
}

fn cancel_key_deletion(call: &Call, keys: &mut Keys) -> Result<Success<Nothing>, Failure> {
    keys.cancel_deletion(call.required("KeyId")?)?;
    Ok(success(call, Nothing {}))
}

fn create_alias(call: &Call, keys: &mut Keys) -> Result<Success<Nothing>, Failure> {
    keys.create_alias(call.required("AliasName")?, call.required("KeyId")?)?;
    Ok(success(call, Nothing {}))
}

fn delete_alias(call: &Call, keys: &mut Keys) -> Result<Success<Nothing>, Failure> {
    keys.delete_alias(call.required("AliasName")?)?;
    Ok(success(call, Nothing {}))
}

fn success<T>(call: &Call, data: T) -> Success<T> {
    Success::new(call.action.clone(), data)
}

fn arn(key: &Key) -> String {
    format!("acs:kms:local:0:key/{}", key.id)
}

#[derive(Serialize)]
struct Nothing {}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct KeyAnswer {
    key_metadata: KeyMetadata,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct KeyMetadata {
    key_id: String,
    arn: String,
    creation_date: String,
    description: String,
    key_state: &'static str,
    key_usage: &'static str,
    origin: &'static str,
    protection_level: &'static str,
    delete_date: String,
}

impl KeyMetadata {
    fn of(key: &Key) -> Self {
        let state = match key.state {
            KeyState::Enabled => "Enabled",
            KeyState::Disabled => "Disabled",
            KeyState::PendingDeletion => "PendingDeletion",
        };
        let date = |time: SystemTime| format_rfc3339_seconds(time).to_string();
        Self {
            key_id: key.id.clone(),
            arn: arn(key),
            creation_date: date(key.created),
            description: key.description.clone(),
            key_state: state,
            key_usage: "ENCRYPT/DECRYPT",
            origin: "Aliyun_KMS",
            protection_level: "SOFTWARE",
            delete_date: key.delete_date.map(date).unwrap_or_default(),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct KeyPage {
    keys: ListedKeys,
    page_number: usize,
    page_size: usize,
    total_count: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct ListedKeys {
    key: Vec<ListedKey>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct ListedKey {
    key_id: String,
    key_arn: String,
}
