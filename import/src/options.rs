//! What the input does not say.

/// What a reader needs to know beside the input.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The HTTP status of rows that have none, 400 to 599.
    pub default_status: Option<u16>,
    /// The enum of a Rust file that has several; without it the first that has the
    /// most readable rows.
    pub enum_name: Option<String>,
    /// A JSON Pointer to what is read of a JSON document, such as "/data/errors".
    pub at: Option<String>,
}
