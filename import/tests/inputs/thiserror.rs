//! The errors of an orders service.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use thiserror::Error;

#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ApiError {
    /// The id is well-formed, but nothing has it.
    ///
    /// It may have been deleted.
    #[error("order {0} was not found")]
    OrderNotFound(u64),
    #[error("user \"{name}\" was not found in {realm:?}")]
    UserNotFound { name: String, realm: String },
    #[error("the order is {state}, not open")]
    OrderClosed { state: OrderState },
    #[error("the body is not valid JSON: {{}} is the least")]
    InvalidBody,
    #[error("field {field} must be at most {max} characters, it has {}", .value.len())]
    FieldTooLong { field: &'static str, max: usize, value: String },
    #[error("the parameter `{0}` is missing")]
    MissingParameter(&'static str),
    #[error("sign in first")]
    Unauthorized,
    #[error("the token has expired")]
    TokenExpired,
    #[error("you may not do this")]
    Forbidden,
    #[error("too many requests, retry in {retry_after} seconds")]
    RateLimited { retry_after: u32 },
    #[error("the service is down for maintenance")]
    Maintenance,
    #[error("the payment provider did not answer: {0}")]
    PaymentProvider(#[source] reqwest::Error),
    #[error("archived: {archived}")]
    Archived { archived: bool },
    #[error(transparent)]
    Database(#[from] sqlx::Error),
    #[error("internal error")]
    Internal(#[from] anyhow::Error),
}

#[derive(Debug)]
pub enum OrderState {
    Open,
    Closed,
}

impl ApiError {
    pub fn code(&self) -> &'static str {
        use ApiError::*;
        match self {
            OrderNotFound(_) => "ORDER_NOT_FOUND",
            UserNotFound { .. } => "USER_NOT_FOUND",
            OrderClosed { .. } => "ORDER_CLOSED",
            InvalidBody => "INVALID_JSON",
            FieldTooLong { .. } => "FIELD_TOO_LONG",
            MissingParameter(..) => "MISSING_PARAMETER",
            Unauthorized => "UNAUTHORIZED",
            TokenExpired => "TOKEN_EXPIRED",
            Forbidden => "FORBIDDEN",
            RateLimited { .. } => "RATE_LIMITED",
            Maintenance => "MAINTENANCE",
            PaymentProvider(_) => "PAYMENT_PROVIDER",
            Archived { .. } => "ARCHIVED",
            Database(_) | Internal(_) => "INTERNAL",
        }
    }

    pub fn status(&self) -> StatusCode {
        match self {
            Self::OrderNotFound(_) | Self::UserNotFound { .. } => StatusCode::NOT_FOUND,
            ApiError::OrderClosed { .. } | Self::Archived { .. } => StatusCode::CONFLICT,
            Self::InvalidBody | Self::FieldTooLong { .. } => StatusCode::UNPROCESSABLE_ENTITY,
            Self::MissingParameter(_) => axum::http::StatusCode::BAD_REQUEST,
            Self::Unauthorized | Self::TokenExpired => StatusCode::UNAUTHORIZED,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::RateLimited { .. } => StatusCode::from_u16(429).unwrap(),
            Self::Maintenance => StatusCode::SERVICE_UNAVAILABLE,
            Self::PaymentProvider(error) if error.is_timeout() => StatusCode::GATEWAY_TIMEOUT,
            Self::PaymentProvider(_) => StatusCode::BAD_GATEWAY,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    pub fn is_retryable(&self) -> bool {
        matches!(self, Self::RateLimited { .. } | Self::Maintenance | Self::PaymentProvider(_))
    }

    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Unauthorized => Some("Send a bearer token."),
            Self::TokenExpired => Some("Refresh the token."),
            Self::OrderNotFound(id) => Some(hint_for(*id)),
            _ => None,
        }
    }

    pub fn log_level(&self) -> &'static str {
        match self {
            Self::Internal(_) | Self::Database(_) => "error",
            _ => "info",
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let body = Body { code: self.code(), message: self.to_string() };
        (self.status(), axum::Json(body)).into_response()
    }
}
