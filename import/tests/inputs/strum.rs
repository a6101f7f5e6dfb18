use strum::{Display, EnumMessage, EnumString};

#[derive(Clone, Copy, Debug, Display, EnumMessage, EnumString)]
#[strum(serialize_all = "SCREAMING_SNAKE_CASE")]
pub enum ErrorKind {
    #[strum(message = "The key is not found.", detailed_message = "Keys live for a day.")]
    KeyNotFound,
    #[strum(serialize = "E_BUSY", message = "Try again, {later}.")]
    Busy,
    /// The disk has no room.
    DiskFull,
    #[strum(to_string = "teapot", message = "Short and stout.")]
    Teapot,
    #[strum(message = "Unused.")]
    Unused,
}

impl From<ErrorKind> for http::StatusCode {
    fn from(kind: ErrorKind) -> Self {
        match kind {
            ErrorKind::KeyNotFound => http::StatusCode::NOT_FOUND,
            ErrorKind::Busy => http::StatusCode::TOO_MANY_REQUESTS,
            ErrorKind::DiskFull => http::StatusCode::INSUFFICIENT_STORAGE,
            ErrorKind::Teapot => http::StatusCode::IM_A_TEAPOT,
            ErrorKind::Unused => unreachable!(),
        }
    }
}
