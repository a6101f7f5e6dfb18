//! The members of an object: of the whole body they are known when a program is compiled,
//! so that their names are compared and written without a look at a table.

use core::marker::PhantomData;

use crate::{ErrorCode, Members};

pub(crate) trait Names: Copy {
    fn members(self) -> Members;
}

impl Names for Members {
    fn members(self) -> Members {
        self
    }
}

/// What is known when a program is compiled.
pub(crate) trait Known {
    const MEMBERS: Members;
}

/// The members of an envelope.
pub(crate) struct OfEnvelope<C>(PhantomData<C>);

impl<C: ErrorCode> Known for OfEnvelope<C> {
    const MEMBERS: Members = C::ENVELOPE.members;
}

/// Members that are known when a program is compiled.
pub(crate) struct Compiled<K>(PhantomData<K>);

impl<K> Compiled<K> {
    pub(crate) const NEW: Self = Self(PhantomData);
}

impl<K> Clone for Compiled<K> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<K> Copy for Compiled<K> {}

impl<K: Known> Names for Compiled<K> {
    #[inline]
    fn members(self) -> Members {
        const { K::MEMBERS }
    }
}
