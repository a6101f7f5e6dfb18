use axum::{Json, http::StatusCode, response::{IntoResponse, Response}};
use serde_json::json;

pub enum AppError {
    UserRepo(UserRepoError),
    InvalidUsername,
    Locked { until: u64 },
    Busy,
}

impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        let (status, error_message) = match self {
            AppError::UserRepo(UserRepoError::NotFound) => (StatusCode::NOT_FOUND, "User not found"),
            AppError::UserRepo(_) => (StatusCode::BAD_GATEWAY, "The store failed"),
            AppError::InvalidUsername => (StatusCode::UNPROCESSABLE_ENTITY, "Invalid username"),
            AppError::Locked { until } => (StatusCode::LOCKED, &*format!("Locked until {until}")),
            AppError::Busy => (StatusCode::SERVICE_UNAVAILABLE, "Busy"),
        };
        (status, Json(json!({ "error": error_message }))).into_response()
    }
}

impl AppError {
    fn is_retryable(&self) -> bool {
        !matches!(self, Self::InvalidUsername | Self::Locked { until: 0 })
    }

    fn is_throttling(&self) -> bool {
        matches!(self, Self::Busy) && load() > 3
    }

    fn kind(&self) -> &str {
        match self {
            Self::UserRepo(error) if error.is_known() => "known",
            _ => "other",
        }
    }
}

#[derive(derive_more::Display)]
enum UserRepoError {
    #[display(fmt = "not found")]
    NotFound,
}

impl std::fmt::Display for AppError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "app: ")?;
        match self {
            Self::Busy => write!(f, "busy"),
            _ => write!(f, "other"),
        }
    }
}

impl std::fmt::Debug for AppError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            _ => f.write_str("for programmers"),
        }
    }
}
