//! Statuses of HTTP as codes of gRPC, and back.

use tonic::Code as GrpcCode;

use crate::rpc_status;

/// The code of a call that failed with this HTTP status.
pub(super) fn grpc_code(status: u16) -> GrpcCode {
    GrpcCode::from_i32(rpc_status::of_http(status).number)
}

/// The other way, by the same pairs.
pub(super) fn http_status(code: GrpcCode) -> u16 {
    rpc_status::http_of(code.into()).unwrap_or(200)
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
