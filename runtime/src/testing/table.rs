//! What responses are held against.

use alloc::vec::Vec;
use core::marker::PhantomData;

use crate::{Constant, Envelope, ErrorCode, Member, Templates, Text, Value};

/// A table of error codes, as far as responses show it.
///
/// [`Generated`] is the one of a generated enum; the command `errspec drift` makes one of a
/// spec that it reads.
pub trait Table {
    /// A code of the table.
    type Row: Copy;

    /// How responses are built.
    fn envelope(&self) -> &Envelope;

    /// The row that has this text as its code or as one of its aliases.
    fn row(&self, code: &str) -> Option<Self::Row>;

    /// The text on the wire.
    fn code(&self, row: Self::Row) -> &str;

    /// The HTTP status.
    fn status(&self, row: Self::Row) -> u16;

    /// The parameters that a message was filled with, none where that can be more than one
    /// thing; `None` where it is no message of the row.
    fn params(&self, row: Self::Row, message: &str) -> Option<Vec<(Text, Value)>>;

    /// Whether the row has something to say in a member that not every row has.
    fn says(&self, row: Self::Row, member: Member) -> bool;

    /// What the row says at a place where codes have constants of their own.
    fn constant(&self, row: Self::Row, index: usize) -> Option<Constant>;
}

/// The table of a generated enum.
#[derive(Clone, Copy, Debug)]
pub struct Generated<C> {
    envelope: Envelope,
    codes: PhantomData<C>,
}

impl<C: ErrorCode> Generated<C> {
    /// The one there is.
    pub const TABLE: Self = Self { envelope: C::ENVELOPE, codes: PhantomData };
}

impl<C: ErrorCode> Table for Generated<C> {
    type Row = C;

    fn envelope(&self) -> &Envelope {
        &self.envelope
    }

    fn row(&self, code: &str) -> Option<C> {
        C::from_code(code)
    }

    fn code(&self, row: C) -> &str {
        row.code()
    }

    fn status(&self, row: C) -> u16 {
        row.status()
    }

    fn params(&self, row: C, message: &str) -> Option<Vec<(Text, Value)>> {
        match row.templates() {
            _ if message == row.message() => Some(Vec::new()),
            Templates::NONE => None,
            templates => templates.params_of(message),
        }
    }

    fn says(&self, row: C, member: Member) -> bool {
        match member {
            Member::Title => row.title().is_some(),
            Member::Fix => row.fix().is_some(),
            Member::DocUrl | Member::Recommend => row.doc_url().is_some(),
            Member::Number => row.number().is_some(),
            Member::RetryAfter => row.retry_after().is_some(),
            _ => false,
        }
    }

    fn constant(&self, row: C, index: usize) -> Option<Constant> {
        row.constant(index)
    }
}
