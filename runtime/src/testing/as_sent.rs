use core::fmt;

use crate::{Envelope, ErrorCode};

/// The codes of no table: decoded by it, each code keeps the text that was sent, where a
/// table would make its code of an alias.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AsSent {}

impl fmt::Display for AsSent {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {}
    }
}

impl ErrorCode for AsSent {
    const ALL: &'static [Self] = &[];

    // Details keep all their members, too.
    const ENVELOPE: Envelope = Envelope { detail: &[], ..Envelope::USUAL };

    fn from_code(_: &str) -> Option<Self> {
        None
    }

    fn code(self) -> &'static str {
        match self {}
    }

    fn status(self) -> u16 {
        match self {}
    }

    fn message(self) -> &'static str {
        match self {}
    }
}
