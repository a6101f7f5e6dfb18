//! Statuses of HTTP as codes of gRPC, and back.

use tonic::Code as GrpcCode;

/// The code of a call that failed with this HTTP status. `google/rpc/code.proto` has the
/// pairs. Of several codes with one status it is the one that Google's own clients take,
/// and what they take for statuses that no pair has.
pub(super) fn grpc_code(status: u16) -> GrpcCode {
    match status {
        400 => GrpcCode::InvalidArgument,
        401 => GrpcCode::Unauthenticated,
        403 => GrpcCode::PermissionDenied,
        404 => GrpcCode::NotFound,
        409 => GrpcCode::Aborted,
        416 => GrpcCode::OutOfRange,
        429 => GrpcCode::ResourceExhausted,
        499 => GrpcCode::Cancelled,
        501 => GrpcCode::Unimplemented,
        503 => GrpcCode::Unavailable,
        504 => GrpcCode::DeadlineExceeded,
        status if status < 500 => GrpcCode::FailedPrecondition,
        _ => GrpcCode::Internal,
    }
}

/// The other way, by the same pairs.
pub(super) fn http_status(code: GrpcCode) -> u16 {
    match code {
        GrpcCode::Ok => 200,
        GrpcCode::InvalidArgument | GrpcCode::FailedPrecondition | GrpcCode::OutOfRange => 400,
        GrpcCode::Unauthenticated => 401,
        GrpcCode::PermissionDenied => 403,
        GrpcCode::NotFound => 404,
        GrpcCode::AlreadyExists | GrpcCode::Aborted => 409,
        GrpcCode::ResourceExhausted => 429,
        GrpcCode::Cancelled => 499,
        GrpcCode::Unknown | GrpcCode::Internal | GrpcCode::DataLoss => 500,
        GrpcCode::Unimplemented => 501,
        GrpcCode::Unavailable => 503,
        GrpcCode::DeadlineExceeded => 504,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_the_status_that_it_came_from() {
        for status in [400, 401, 403, 404, 409, 429, 499, 500, 501, 503, 504] {
            assert_eq!(http_status(grpc_code(status)), status);
        }
        assert_eq!(grpc_code(416), GrpcCode::OutOfRange);
    }

    #[test]
    fn a_status_without_a_code_of_its_own_is_still_the_callers_or_the_services_fault() {
        assert_eq!(grpc_code(422), GrpcCode::FailedPrecondition);
        assert_eq!(grpc_code(507), GrpcCode::Internal);
    }
}
