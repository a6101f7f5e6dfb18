//! Every table, by its name.

use axum::Router;
use errspec::ApiError;
use serde_json::json;

use crate::table::Table;

/// A table, with the codes whose messages have parameters, and a call that succeeds.
macro_rules! table {
    ($table:ident { $($code:ident => $error:expr,)* }, $action:literal, $data:tt) => {{
        use $table::ErrorCode;
        let error = |code| match code {
            $(ErrorCode::$code => $error,)*
            code => ApiError::documented(code),
        };
        Table { error, action: $action, data: json!($data) }
    }};
}

/// The tables of `tests/downstream/styles`, which have the same four rows.
pub fn styles(is_detailed: bool) -> Router {
    use downstream::styles::*;
    macro_rules! style {
        ($style:ident) => {
            table!($style {
                InvalidParameter => ErrorCode::invalid_parameter("KeyId"),
                Throttling => ErrorCode::throttling(5),
            }, "ListKeys", { "Keys": 2 })
            .router(is_detailed)
        };
    }
    Router::new()
        .nest("/alibaba", style!(alibaba))
        .nest("/aws-json", style!(aws_json))
        .nest("/aws-query", style!(aws_query))
        .nest("/azure", style!(azure))
        .nest("/github", style!(github))
        .nest("/google", style!(google))
        .nest("/problem", style!(problem))
        .nest("/s3", style!(s3))
        .nest("/stripe", style!(stripe))
}

/// The tables of real services. Parameters are the examples of the spec.
pub fn services(is_detailed: bool) -> Router {
    use crate::services::*;
    let azure = table!(azure {
        InvalidInput => ErrorCode::invalid_input("maxresults"),
    }, "ListBlobs", { "name": "blob" });
    let github = table!(github {
        RateLimited => ErrorCode::rate_limited("user ID 7"),
    }, "GetRepository", { "id": 7, "full_name": "octocat/hello" });
    let google = table!(google {
        InvalidArgument => ErrorCode::invalid_argument("book.<title> & \"b\""),
        OutOfRange => ErrorCode::out_of_range(7),
        ServiceDisabled => ErrorCode::service_disabled("example.googleapis.com", "projects/123"),
    }, "GetBook", { "name": "shelves/1/books/2" });
    let kms = table!(kms {
        NotFoundException => {
            ErrorCode::not_found_exception("arn:aws:kms:eu-west-1:111122223333:key/key-1")
        },
        AlreadyExistsException => ErrorCode::already_exists_exception("alias/<ä> & \"b\""),
    }, "DescribeKey", { "KeyMetadata": { "KeyId": "key-1", "Enabled": true } });
    let s3 = table!(s3 {
        InvalidObjectState => ErrorCode::invalid_object_state("<GLACIER> & \"DEEP_ARCHIVE\""),
        InvalidArgument => ErrorCode::invalid_argument("max-keys"),
        EntityTooLarge => ErrorCode::entity_too_large(5_368_709_120),
    }, "ListAllMyBuckets", { "Buckets": { "Bucket": [{ "Name": "a" }, { "Name": "b" }] } });
    let stripe = table!(stripe {
        ParameterMissing => ErrorCode::parameter_missing("<amount> & \"currency\""),
        ResourceMissing => ErrorCode::resource_missing("cus_1"),
    }, "GetCustomer", { "id": "cus_1", "object": "customer" });
    let sts = table!(sts {
        MalformedPolicyDocument => {
            ErrorCode::malformed_policy_document("<Statement> & \"Effect\"")
        },
        PackedPolicyTooLarge => ErrorCode::packed_policy_too_large(7),
    }, "GetCallerIdentity", { "Account": "111122223333", "UserId": "<u> & \"v\"" });
    Router::new()
        .nest("/azure", azure.router(is_detailed))
        .nest("/github", github.router(is_detailed))
        .nest("/google", google.router(is_detailed))
        .nest("/kms", kms.router(is_detailed))
        .nest("/s3", s3.router(is_detailed))
        .nest("/stripe", stripe.router(is_detailed))
        .nest("/sts", sts.router(is_detailed))
}
