//! The contract among the layers of tower-http, in every order.

use axum::Router;
use axum::middleware::from_fn;
use downstream::files::ErrorCode;
use errspec::axum::contract;
use errspec::http::Format;
use http::Method;
use tower::ServiceBuilder;
use tower_http::compression::CompressionLayer;
use tower_http::cors::CorsLayer;
use tower_http::decompression::DecompressionLayer;
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer};
use tower_http::trace::TraceLayer;

use crate::client::{Asks, send};
use crate::service::routes;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Layer {
    Contract,
    Compression,
    Cors,
    Trace,
}

const LAYERS: [Layer; 4] = [Layer::Contract, Layer::Compression, Layer::Cors, Layer::Trace];

/// Every order of the layers, the innermost first.
fn orders() -> impl Iterator<Item = [Layer; 4]> {
    let picks = (0..4_usize.pow(4)).map(|n| [n, n / 4, n / 16, n / 64].map(|n| LAYERS[n % 4]));
    picks.filter(|order| LAYERS.iter().all(|layer| order.contains(layer)))
}

fn app(order: [Layer; 4]) -> Router {
    order.into_iter().fold(routes(), |app, layer| match layer {
        Layer::Contract => app.layer(from_fn(contract::<ErrorCode>)),
        Layer::Compression => app.layer(CompressionLayer::new()),
        Layer::Cors => app.layer(CorsLayer::permissive()),
        Layer::Trace => app.layer(TraceLayer::new_for_http()),
    })
}

#[tokio::test]
async fn what_the_docs_of_the_contract_say_of_orders() {
    for order in orders() {
        let at = |layer| order.iter().position(|other| *other == layer);
        let is_outside = |layer| at(layer) > at(Layer::Contract);
        for asks in Asks::ALL {
            for (path, code) in [
                ("/missing", ErrorCode::FileMissing),
                ("/nowhere", ErrorCode::NotFound),
                ("/status/502", ErrorCode::InternalError),
                ("/panic/late", ErrorCode::InternalError),
            ] {
                let request = asks.request(Method::GET, path).header("origin", "https://a.example");
                let app =
                    ServiceBuilder::new().layer(DecompressionLayer::new()).service(app(order));
                let answer = send(app, request, "").await;
                // What is compressed already stays in the format that it had.
                let is_late = path == "/missing" && !is_outside(Layer::Compression);
                let format = if is_late { Format::Json } else { asks.format() };
                assert_eq!(answer.error(format).code, code, "{order:?} {path} {asks:?}");
                // A layer that a panic went through had nothing to say.
                let is_allowed = is_outside(Layer::Cors) || path != "/panic/late";
                let allowed = answer.header("access-control-allow-origin");
                assert_eq!(allowed, is_allowed.then_some("*"), "{order:?} {path}");
            }
        }
    }
}

#[tokio::test]
async fn an_error_is_compressed_on_its_way_out() {
    let order = [Layer::Trace, Layer::Contract, Layer::Compression, Layer::Cors];
    for path in ["/missing", "/nowhere"] {
        let request = Asks::XmlByAccept.request(Method::GET, path);
        let answer = send(app(order), request.header("accept-encoding", "gzip"), "").await;
        assert_eq!(answer.header("content-encoding"), Some("gzip"), "{path}");
        assert_eq!(answer.body[..2], [0x1f, 0x8b], "{path}");
    }
}

#[tokio::test]
async fn request_ids_of_tower_are_the_contracts() {
    let set = || SetRequestIdLayer::x_request_id(MakeRequestUuid);
    let propagate = PropagateRequestIdLayer::x_request_id;
    let contract = || from_fn(contract::<ErrorCode>);
    let outside = routes().layer(contract()).layer(propagate()).layer(set());
    let inside = routes().layer(propagate()).layer(set()).layer(contract());
    for app in [outside, inside] {
        for path in ["/missing", "/nowhere", "/panic/early"] {
            let request = Asks::Nothing.request(Method::GET, path);
            send(app.clone(), request, "").await.error(Format::Json);
        }
    }
}
