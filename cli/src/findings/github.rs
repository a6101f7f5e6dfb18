//! Annotations of a GitHub workflow, for findings and changes alike.

use errspec_codegen::visible;

/// A remark at a place in a file.
pub struct Annotation<'a> {
    /// "error" or "warning".
    pub level: &'a str,
    pub path: &'a str,
    pub line: usize,
    pub column: usize,
    pub title: &'a str,
    pub message: String,
}

/// The workflow command. What would end it early is percent-encoded, as GitHub's
/// own toolkit does it.
pub fn annotation(annotation: &Annotation<'_>) -> String {
    let data = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |text: &str| data(text).replace(':', "%3A").replace(',', "%2C");
    let Annotation { level, path, line, column, title, message } = annotation;
    let (path, message) = (property(&visible(path)), data(message));
    format!("::{level} file={path},line={line},col={column},title={title}::{message}\n")
}
