//! A page in place of one that there is not.

use std::path::Path;

use askama::Template;

use crate::docs::security::policy;
use crate::docs::shown::Shown;
use crate::docs::site::{STYLE, rendered};

#[derive(Template)]
#[template(path = "notice.html")]
struct Notice<'l> {
    head: Head<'l>,
    heading: Shown,
    /// Line by line, as at a terminal.
    text: Vec<Shown>,
    has_index: bool,
}

struct Head<'l> {
    policy: String,
    live: Option<&'l str>,
}

/// What is wrong with a spec. It goes away by itself when that is mended.
pub fn broken(spec: &Path, problems: &str, live: &str) -> String {
    notice(&format!("{} is broken", spec.display()), problems, false, live)
}

/// A code may be back with the next edit, and then so is its page.
pub fn missing(path: &str, live: &str) -> String {
    notice("No such page", &format!("There is no /{path} here."), true, live)
}

fn notice(heading: &str, text: &str, has_index: bool, live: &str) -> String {
    rendered(&Notice {
        head: Head { policy: policy(&[STYLE], &[], Some(live)), live: Some(live) },
        heading: Shown::exactly(heading),
        text: text.lines().map(Shown::exactly).collect(),
        has_index,
    })
}
