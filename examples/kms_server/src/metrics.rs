//! How often the service answered what, for Prometheus.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use kms_errors::Failure;
use kms_errors::errspec::axum::code;
use prometheus_client::encoding::{EncodeLabelSet, text};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::registry::Registry;

/// What the responses are told apart by: no more than the table has rows, and nothing of
/// what a client sent.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Labels {
    /// Empty for a success.
    code: Option<&'static str>,
    status: u16,
}

#[derive(Clone)]
pub(crate) struct Metrics {
    responses: Family<Labels, Counter>,
    registry: Arc<Registry>,
}

impl Default for Metrics {
    fn default() -> Self {
        let responses = Family::default();
        let mut registry = Registry::with_prefix("kms");
        registry.register("responses", "Responses by code and status", responses.clone());
        Self { responses, registry: Arc::new(registry) }
    }
}

/// Counts a response.
pub(crate) async fn count(
    State(metrics): State<Metrics>,
    request: Request,
    next: Next,
) -> Response {
    let response = next.run(request).await;
    let labels = Labels { code: code(&response), status: response.status().as_u16() };
    metrics.responses.get_or_create(&labels).inc();
    response
}

/// What Prometheus reads.
pub(crate) async fn page(State(metrics): State<Metrics>) -> Result<impl IntoResponse, Failure> {
    let mut page = String::new();
    text::encode(&mut page, &metrics.registry)?;
    let media_type = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    Ok(([(CONTENT_TYPE, media_type)], page))
}
