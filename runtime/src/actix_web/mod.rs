//! Handlers of actix-web that return `Result<Success<T>, Failure>` and are done.
//!
//! Errors and successes are responses in the envelope's first format. Behind [`contract`] they come in the
//! format that the client asks for, and what no handler answered is answered by the
//! table, too:
//!
//! ```
//! # use actix_web::{App, middleware::from_fn, web};
//! # async fn handler() -> &'static str { "" }
//! # fn app<ErrorCode: errspec::ErrorCode>() {
//! App::new()
//!     .service(web::resource("/").route(web::get().to(handler)))
//!     .wrap(from_fn(errspec::actix_web::contract::<ErrorCode>))
//! # ;
//! # }
//! ```
//!
//! An error's internal source is never in the response. Logs find it through
//! [`source`], or with the feature `tracing` as an event.

mod asked;
mod made;
mod table;

use core::error::Error as StdError;
use core::pin::pin;
use std::panic::resume_unwind;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::error::InternalError;
use actix_web::http::header::HeaderValue;
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, HttpResponse};

use self::asked::asked;
use self::made::Made;
use crate::contract::{Said, caught};
use crate::log::Request as Logged;
pub use crate::request_id::RequestId;
use crate::{ApiError, ErrorCode};

/// The code of the table that a response was made for, for metrics and logs.
pub fn code(response: &HttpResponse<impl MessageBody>) -> Option<&'static str> {
    response.extensions().get::<Made>().map(|made| made.code)
}

/// What logs should have of a response: the internal source of its error, or why
/// its data could not be written.
pub fn source<C: ErrorCode>(
    response: &HttpResponse<impl MessageBody>,
) -> Option<&(dyn StdError + 'static)> {
    made::source::<C>(response.error()?)
}

/// As a middleware, sends errors and successes in the format that the client asks for,
/// and lets every 4xx and 5xx that leaves the app be an error of the table.
///
/// The format is that of the parameter `Format` of the query or of a form that says how
/// long it is, or of `Accept`.
///
/// What a handler or another middleware answered without the table (an extractor's
/// rejection, an unknown route, a method that a resource does not have, a bare status),
/// data that cannot be written, and a panic become the codes that the spec's
/// `[fallback]` names for them. `Allow`, `WWW-Authenticate` and other headers that are
/// not about the body stay. A status for which the spec names no code stays as it is;
/// where it names none for `internal`, a panic goes on.
///
/// The id of the request that came in the envelope's header is the response's, where it
/// is 1 to 128 characters of visible ASCII; else one is made up. Handlers have it as
/// `ReqData<`[`RequestId`]`>`; an id that a handler set itself counts instead.
///
/// It belongs outside of every middleware that answers requests, and inside of those
/// that change bodies (`Compress`) or look at what was answered (`Logger`, metrics,
/// CORS). actix-web runs the one that is wrapped last first.
///
/// What actix-web answers before an app has the request stays as actix-web sends it: 400
/// to what is not HTTP, and 408 to a client that does not send its headers in time. It
/// gives back no request where a handler panicked or a middleware failed with an
/// [`Error`]. The answer then leaves as an `Error` with the whole response: middlewares
/// further out see an `Err`.
///
/// # Errors
///
/// Where a handler panicked or a middleware inside of this one failed; the error is the
/// response that a client gets.
pub async fn contract<C: ErrorCode>(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse, Error> {
    let asked = asked(&mut request).await;
    let sent = request.headers().get(C::ENVELOPE.request_id_header);
    let id = RequestId::of(sent.map(HeaderValue::as_bytes));
    let logged = Logged::of(request.method().as_str(), request.path());
    request.extensions_mut().insert(asked);
    request.extensions_mut().insert(id.clone());
    let finish = async |response: HttpResponse, error: Option<&Error>| {
        let response = table::of_the_table::<C>(response, error).await;
        let response = table::in_format::<C>(response, error, &asked, id.text());
        let source = response.error().or(error).and_then(made::source::<C>);
        if let Some(request) = &logged {
            request.answered(code(&response), response.status().as_u16(), id.as_str(), source);
        }
        response
    };
    let mut answer = pin!(next.call(request));
    let error = match caught(|context| answer.as_mut().poll(context)).await {
        Ok(Ok(response)) => {
            let (request, response) = response.into_parts();
            let response = finish(response.map_into_boxed_body(), None).await;
            return Ok(ServiceResponse::new(request, response));
        }
        Ok(Err(error)) => error,
        Err(panic) => match C::FALLBACK.internal {
            Some(code) => ApiError::documented(code).with_source(Said::in_panic(&*panic)).into(),
            None => resume_unwind(panic),
        },
    };
    let response = finish(error.error_response(), Some(&error)).await;
    Err(InternalError::from_response(error, response).into())
}
