//! The canonical statuses of gRPC and of Google's APIs: `google.rpc.Code`.

/// One of them.
pub(crate) struct RpcStatus {
    /// As `error.status` has it.
    pub name: &'static str,
    /// As gRPC has it.
    pub number: i32,
    /// What `google/rpc/code.proto` gives it.
    pub http: u16,
}

/// All but `OK`. Of several with one status of HTTP the first is the one that Google's own
/// clients take for it.
#[rustfmt::skip]
static ALL: [RpcStatus; 16] = [
    RpcStatus { name: "INVALID_ARGUMENT", number: 3, http: 400 },
    RpcStatus { name: "FAILED_PRECONDITION", number: 9, http: 400 },
    RpcStatus { name: "OUT_OF_RANGE", number: 11, http: 400 },
    RpcStatus { name: "UNAUTHENTICATED", number: 16, http: 401 },
    RpcStatus { name: "PERMISSION_DENIED", number: 7, http: 403 },
    RpcStatus { name: "NOT_FOUND", number: 5, http: 404 },
    RpcStatus { name: "ABORTED", number: 10, http: 409 },
    RpcStatus { name: "ALREADY_EXISTS", number: 6, http: 409 },
    RpcStatus { name: "RESOURCE_EXHAUSTED", number: 8, http: 429 },
    RpcStatus { name: "CANCELLED", number: 1, http: 499 },
    RpcStatus { name: "INTERNAL", number: 13, http: 500 },
    RpcStatus { name: "UNKNOWN", number: 2, http: 500 },
    RpcStatus { name: "DATA_LOSS", number: 15, http: 500 },
    RpcStatus { name: "UNIMPLEMENTED", number: 12, http: 501 },
    RpcStatus { name: "UNAVAILABLE", number: 14, http: 503 },
    RpcStatus { name: "DEADLINE_EXCEEDED", number: 4, http: 504 },
];

/// The one that fits a status of HTTP. For statuses that none has it is what Google's own
/// clients take.
pub(crate) fn of_http(status: u16) -> &'static RpcStatus {
    let find = |fits: &dyn Fn(&RpcStatus) -> bool| ALL.iter().find(|known| fits(known));
    let number = match status {
        416 => 11,
        ..500 => 9,
        _ => 13,
    };
    let exact = find(&|known| known.http == status);
    exact.or_else(|| find(&|known| known.number == number)).unwrap_or(&ALL[0])
}

/// The name in `google.rpc.Code` that fits a code and its HTTP status: a code that is one
/// of these names is its own.
pub fn rpc_status(code: &str, status: u16) -> &'static str {
    ALL.iter().find(|known| known.name == code).unwrap_or_else(|| of_http(status)).name
}

/// The status of HTTP that fits one of gRPC.
#[cfg(feature = "tonic")]
pub(crate) fn http_of(number: i32) -> Option<u16> {
    ALL.iter().find(|known| known.number == number).map(|known| known.http)
}
