//! The script of a page that shows itself anew.

use askama::Template;

use crate::docs::site::rendered;

/// Where it waits for events.
pub const EVENTS: &str = "/events";

#[derive(Template)]
#[template(path = "live.js", escape = "none")]
struct Script<'v> {
    version: &'v str,
}

/// The script of a page of this version, which is letters and digits.
pub fn of(version: &str) -> String {
    rendered(&Script { version })
}
