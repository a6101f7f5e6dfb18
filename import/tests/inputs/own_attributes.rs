#[derive(Debug, thiserror::Error)]
pub enum Own {
    #[error("it is gone")]
    #[status(410)]
    #[code = "E-GONE"]
    Gone,
    #[error("it is busy: {0}%")]
    #[http_status(StatusCode::SERVICE_UNAVAILABLE)]
    #[retryable]
    Busy(u8),
    #[error("it is odd")]
    #[strum(props(status = "500", retryable = "true"))]
    #[deprecated]
    Odd,
}
