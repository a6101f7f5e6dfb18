//! An error on its way through `?`.

use std::error::Error as _;
use std::time::Duration;

use downstream::everything;
use downstream::files::{Error, ErrorCode, Failure, Plain, ResultExt};
use proptest::prelude::*;

fn through(result: Result<(), Error>) -> Result<(), Failure> {
    result?;
    Ok(())
}

fn source_of(error: &Error) -> String {
    error.source().expect("there is a source").to_string()
}

proptest! {
    #[test]
    fn an_error_of_the_table_stays_whole(
        name in ".*",
        id in ".*",
        host in ".*",
        denied in prop::collection::vec((".*", ".*"), 0..3),
        seconds in any::<u32>(),
        source in ".*",
    ) {
        let make = || {
            let error = ErrorCode::file_missing(name.clone());
            let error = error.with_request_id(id.clone()).with_host_id(host.clone());
            let error = denied.iter().cloned().fold(error, |error, (name, value)| {
                error.with_access_denied_detail(name, value)
            });
            error.with_retry_after(seconds).with_source(source.clone())
        };
        let whole = make();
        let carried = [
            through(Err(make())).unwrap_err(),
            Failure::new(make()),
            Failure::new(Box::<dyn std::error::Error + Send + Sync>::from(make())),
            Failure::new(Box::new(make())),
        ];
        for failure in carried {
            prop_assert_eq!(failure.error(), &whole);
            prop_assert_eq!(failure.to_string(), whole.to_string());
            prop_assert_eq!(source_of(failure.error()), source.clone());
            prop_assert_eq!(Error::from(failure), make());
        }
    }
}

#[test]
fn any_other_is_internal_and_the_source() {
    let carried = |failure: Failure| failure.into_error();
    let error = carried("seven".parse::<u8>().unwrap_err().into());
    assert_eq!(error.code(), ErrorCode::InternalError);
    assert_eq!(error.message(), "The service failed.");
    assert_eq!(source_of(&error), "invalid digit found in string");
    assert!(error.source().unwrap().is::<std::num::ParseIntError>());

    let error = carried(everything::Error::from(everything::Plain::ShopBusy).into());
    assert_eq!(error.code(), ErrorCode::InternalError);
    assert_eq!(source_of(&error), "Busy: Too many requests.");

    assert_eq!(source_of(&carried(Failure::new("hunter2"))), "hunter2");
}

#[test]
fn a_plain_code_is_one_by_a_question_mark() {
    fn fails() -> Result<(), Failure> {
        Err(Plain::FileLocked)?
    }
    let error = fails().unwrap_err().into_error();
    assert_eq!(error, Error::from(Plain::FileLocked));
    assert_eq!((error.code(), error.message()), (ErrorCode::FileLocked, "The file is locked."));
    assert_eq!(format!("{:?}", Plain::FileLocked), r#"Plain("File.Locked")"#);
}

#[test]
fn a_code_for_what_is_missing_or_went_wrong() {
    fn number(text: Option<&str>) -> Result<u8, Failure> {
        let text = text.or_code(ErrorCode::file_missing("a.txt"))?;
        Ok(text.parse::<u8>().or_code(Plain::FileLocked)?)
    }
    assert_eq!(number(Some("7")).unwrap(), 7);
    let missing = number(None).unwrap_err().into_error();
    assert_eq!(missing, ErrorCode::file_missing("a.txt"));
    assert!(missing.source().is_none());
    let locked = number(Some("seven")).unwrap_err().into_error();
    assert_eq!(locked, Error::from(Plain::FileLocked));
    assert!(locked.source().unwrap().is::<std::num::ParseIntError>());

    let boxed: Result<(), Box<dyn std::error::Error + Send + Sync>> = Err("hunter2".into());
    let error: Error = boxed.or_code(Plain::FileLocked).unwrap_err();
    assert_eq!(source_of(&error), "hunter2");
}

/// What a service says of one error and what the table says of its code.
#[test]
fn an_error_says_how_long_to_wait() {
    use errspec::http::{Format, error_response};
    let unavailable = || Error::from(Plain::Unavailable);
    let part = Duration::from_nanos(1);
    for (error, expected) in [
        (unavailable(), Some("30")),
        (Error::from(Plain::FileLocked), None),
        (unavailable().with_retry_after(5), Some("5")),
        (unavailable().with_retry_after(0), Some("0")),
        (unavailable().with_retry_after(Duration::ZERO), Some("0")),
        (unavailable().with_retry_after(part), Some("1")),
        (Error::from(Plain::FileLocked).with_retry_after(Duration::from_secs(7)), Some("7")),
        (unavailable().with_retry_after(Duration::from_secs(7) + part), Some("8")),
        (unavailable().with_retry_after(Duration::MAX), Some("4294967295")),
        (ErrorCode::file_missing("a.txt").with_retry_after(1).with_retry_after(2), Some("2")),
    ] {
        for format in [Format::Json, Format::Xml, Format::Problem] {
            let response = error_response(&error, format);
            let sent = response.headers().get("retry-after").map(|value| value.to_str().unwrap());
            assert_eq!(sent, expected, "{error:?}");
        }
        assert_eq!(error.retry_after().map(|seconds| seconds.to_string()).as_deref(), expected);
    }
}
