//! Text from a spec on its way into a page.

use std::fmt;

use errspec_codegen::{prose, visible};

/// Text in which nothing is hidden. Templates escape it like any other text,
/// so what a reader sees is what the spec has.
pub struct Shown(String);

impl Shown {
    /// One line.
    pub fn line(text: &str) -> Self {
        Self::exactly(&prose::folded(text))
    }

    /// White space counts.
    pub fn exactly(text: &str) -> Self {
        Self(visible(text).into_owned())
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
