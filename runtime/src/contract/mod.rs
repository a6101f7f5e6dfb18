//! What the contracts of the frameworks share: what a request asks for, and what stands
//! for an answer that is not of the table.

mod asked;
mod caught;
mod said;

pub(crate) use self::asked::{Asked, LONGEST_FORM, is_form, parameter};
pub(crate) use self::caught::caught;
pub(crate) use self::said::{LONGEST_REASON, OF_THE_BODY, Said};
