use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, ResponseError};

pub const MAX_ITEMS: usize = 50;
const RATE_LIMITED: &str = "rate_limited";

mod codes {
    pub const NOT_FOUND: &str = "not_found";
    pub const CONFLICT: &'static str = "conflict";
}

#[derive(Debug, thiserror::Error)]
pub enum ShopError {
    #[error("no item {0}")]
    NotFound(u64),
    #[error("a cart holds at most {} items and {}", MAX_ITEMS, Self::MOST_GIFTS)]
    CartFull,
    #[error("{have:.2} EUR are less than {need:>8}")]
    Poor { have: f64, need: String },
    #[error("the item changed: {source}")]
    Conflict { source: sqlx::Error },
    #[error("slow down")]
    RateLimited(Limit),
    #[cfg(feature = "gifts")]
    #[error("gifts are sold out")]
    NoGifts,
    #[error("see the other shop")]
    Moved,
    #[error("the store is away")]
    Store(#[from] StoreError),
    #[error("something is odd")]
    Odd(Oddity),
}

impl ShopError {
    const MOST_GIFTS: u8 = 3;
    const CART_FULL: &'static str = "cart_full";

    fn error_code(&self) -> String {
        match self {
            Self::NotFound(..) => codes::NOT_FOUND.to_owned(),
            Self::CartFull => String::from(Self::CART_FULL),
            ShopError::Poor { .. } => {
                tracing::debug!("poor");
                let code = "poor";
                code.into()
            }
            Self::Conflict { .. } => codes::CONFLICT.into(),
            Self::RateLimited(limit) if limit.is_global() => RATE_LIMITED.to_string(),
            Self::RateLimited(_) => RATE_LIMITED.to_string(),
            #[cfg(feature = "gifts")]
            Self::NoGifts => "no_gifts".to_string(),
            Self::Moved => "moved".to_string(),
            Self::Store(error) => error.code(),
            Self::Odd(Oddity::Known) | Self::Odd(Oddity::Unknown) => "odd".to_string(),
        }
    }

    fn is_retryable(&self) -> bool {
        if matches!(self, Self::RateLimited(_)) {
            true
        } else if let Self::Store(_) = self {
            true
        } else {
            false
        }
    }
}

impl ResponseError for ShopError {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::NotFound(_) => StatusCode::NOT_FOUND,
            Self::CartFull | Self::Poor { .. } => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Conflict { .. } => StatusCode::CONFLICT,
            Self::RateLimited(limit) => match limit {
                Limit::Global => StatusCode::SERVICE_UNAVAILABLE,
                _ => StatusCode::TOO_MANY_REQUESTS,
            },
            Self::Store(error) => {
                if error.is_timeout() {
                    StatusCode::GATEWAY_TIMEOUT
                } else {
                    StatusCode::BAD_GATEWAY
                }
            }
            Self::Moved => StatusCode::TEMPORARY_REDIRECT,
            _ => {
                tracing::error!(error = ?self, "no status for it");
                StatusCode::INTERNAL_SERVER_ERROR
            }
        }
    }

    fn error_response(&self) -> HttpResponse {
        HttpResponse::build(self.status_code())
            .insert_header((header::RETRY_AFTER, "5"))
            .json(json!({ "error": { "code": self.error_code(), "message": self.to_string(), "trace": trace() } }))
    }
}

// The items of a macro are not of this file.
shop_errors! { Late, Lost => NOT_FOUND, Broken }

#[cfg(test)]
mod tests {
    enum Fake {
        Complete,
    }
}
