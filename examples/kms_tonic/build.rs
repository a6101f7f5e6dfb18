//! The service and its client, as a `.proto` would say them; no protoc is needed.

use tonic_build::manual::{Builder, Method, Service};

fn main() {
    let method = |name: &str, route: &str, input: &str| {
        let method = Method::builder().name(name).route_name(route).input_type(input);
        method.output_type("crate::Key").codec_path("tonic_prost::ProstCodec").build()
    };
    let kms = Service::builder()
        .package("kms")
        .name("Kms")
        .comment("Keeps keys.")
        .method(method("create_key", "CreateKey", "crate::Key"))
        .method(method("describe_key", "DescribeKey", "crate::DescribeKeyRequest"))
        .build();
    Builder::new().compile(&[kms]);
}
