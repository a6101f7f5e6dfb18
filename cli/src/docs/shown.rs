//! Text from a spec on its way into a page.

use std::fmt;

use errspec_codegen::visible;

/// Text in which nothing is hidden. Templates escape it like any other text,
/// so what a reader sees is what the spec has.
pub struct Shown(String);

impl Shown {
    /// One line.
    pub fn line(text: &str) -> Self {
        Self::exactly(&folded(text))
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

/// White space folded, as HTML folds it: what HTML takes for none, such as a
/// line separator, stays to be seen.
pub fn folded(text: &str) -> String {
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}
