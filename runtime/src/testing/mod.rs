//! Error responses held against the table, in a service's own tests.
//!
//! ```
//! # fn holds<ErrorCode: errspec::ErrorCode>(response: &http::Response<Vec<u8>>) {
//! errspec::testing::assert_in_table::<ErrorCode>(response);
//! # }
//! ```
//!
//! Where the environment variable `ERRSPEC_COVERAGE` names a file, each response that is held
//! against the table is appended to it: `errspec drift --require-seen FILE` then says which
//! codes no test ever saw.

mod as_sent;
mod coverage;
mod difference;
mod judge;
mod members;
mod table;

use alloc::string::String;

use http::header::CONTENT_TYPE;

pub use self::as_sent::AsSent;
pub use self::difference::Difference;
pub use self::judge::{Judged, Response, judge, judge_code};
pub use self::table::{Generated, Table};
use crate::ErrorCode;

/// Asserts that a response with status 4xx or 5xx is an error of the table: its code, the
/// code's status and one of its messages, in the envelope and with its content type.
///
/// # Panics
///
/// Where it is not, with everything in which it differs; where its status is no error's; and
/// where the file that `ERRSPEC_COVERAGE` names cannot be written.
#[track_caller]
pub fn assert_in_table<C: ErrorCode>(response: &http::Response<impl AsRef<[u8]>>) {
    let status = response.status().as_u16();
    assert!((400..600).contains(&status), "status {status} is no error's");
    let content_type = response.headers().get(CONTENT_TYPE);
    let content_type = content_type.and_then(|value| value.to_str().ok());
    let response = Response { status, content_type, body: response.body().as_ref() };
    if let Err(error) = coverage::append(&response) {
        panic!("cannot write the file that {} names: {error}", coverage::VARIABLE);
    }
    let differences = judge(&Generated::<C>::TABLE, &response).differences;
    let lines = differences.iter().map(|difference| alloc::format!("\n- {difference}"));
    assert!(
        differences.is_empty(),
        "the response is not an error of the table:{}\nits body: {}",
        lines.collect::<String>(),
        String::from_utf8_lossy(response.body).escape_debug()
    );
}
