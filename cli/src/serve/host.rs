//! Refuses pages of elsewhere that point a name of theirs at this machine (DNS
//! rebinding): to a browser those are of one origin with us.

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::HOST;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// How a browser on this machine may call us.
const NAMES: [&str; 3] = ["127.0.0.1", "localhost", "[::1]"];

/// The port of a `Host` that names none.
const HTTP_PORT: u16 = 80;

pub async fn refuse_foreign(State(port): State<u16>, request: Request, next: Next) -> Response {
    let host = request.headers().get(HOST).and_then(|host| host.to_str().ok());
    if host.is_some_and(|host| is_ours(host, port)) {
        return next.run(request).await;
    }
    let sentence = format!("This server is called http://127.0.0.1:{port}/ and nothing else.\n");
    (StatusCode::FORBIDDEN, sentence).into_response()
}

fn is_ours(host: &str, port: u16) -> bool {
    NAMES.iter().any(|name| {
        let is_default = port == HTTP_PORT && host.eq_ignore_ascii_case(name);
        is_default || host.eq_ignore_ascii_case(&format!("{name}:{port}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_ours_by_name_and_port() {
        for host in ["127.0.0.1:4404", "localhost:4404", "LocalHost:4404", "[::1]:4404"] {
            assert!(is_ours(host, 4404), "{host}");
        }
        let foreign =
            ["", "localhost", "localhost:4405", "evil.example:4404", "127.0.0.1.evil.example:4404"];
        for host in foreign {
            assert!(!is_ours(host, 4404), "{host}");
        }
        assert!(is_ours("localhost", 80));
    }
}
