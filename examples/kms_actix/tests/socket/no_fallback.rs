//! A table whose spec has no `[fallback]`, beside another table.

use std::fmt;

use actix_web::middleware::from_fn;
use actix_web::{App, HttpResponse, web};
use kms_errors::errspec::actix_web::contract;
use kms_errors::errspec::{Envelope, ErrorCode, Member, Node};
use kms_errors::{Failure, Plain, Success};

use crate::ask::get;
use crate::serve::serve;

/// A table of one code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Gone;

impl fmt::Display for Gone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl ErrorCode for Gone {
    const ALL: &'static [Self] = &[Self];
    const ENVELOPE: Envelope = Envelope {
        xml_root: "Gone",
        members: &[("error", Node::Member(Member::Code))],
        ..Envelope::USUAL
    };

    fn from_code(code: &str) -> Option<Self> {
        (code == "Gone").then_some(Self)
    }

    fn code(self) -> &'static str {
        "Gone"
    }

    fn status(self) -> u16 {
        410
    }

    fn message(self) -> &'static str {
        "Gone."
    }
}

#[test]
fn what_the_spec_names_no_code_for_stays_as_it_is() {
    let service = serve(|| {
        let teapot = async || HttpResponse::ImATeapot().body("tea");
        let refuses = async || Err::<Success<()>, Failure>(Plain::RejectedDisabled.into());
        App::new()
            .route("/teapot", web::get().to(teapot))
            .route("/panics", web::get().to(async || -> &'static str { panic!("no code for it") }))
            .route("/other-table", web::get().to(refuses))
            .wrap(from_fn(contract::<Gone>))
    });
    let answer = get(format!("{service}/teapot"));
    assert_eq!((answer.status, &*answer.body), (418, "tea"));
    assert!(ureq::get(format!("{service}/panics")).call().is_err(), "the connection breaks off");
    let answer = get(format!("{service}/other-table"));
    assert_eq!((answer.status, &*answer.error().code), (409, "Rejected.Disabled"));
}
