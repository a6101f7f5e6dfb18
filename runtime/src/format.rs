/// A format of responses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// `application/json`, the default.
    #[default]
    Json,
    /// `application/xml`. It is not sent unasked where a spec does not say so, since
    /// several SDKs cannot read it.
    Xml,
    /// `application/problem+json` (RFC 9457) for errors, `application/json` for successes.
    Problem,
}

impl Format {
    /// The media type of an error.
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Xml => "application/xml",
            Self::Problem => "application/problem+json",
        }
    }
}
