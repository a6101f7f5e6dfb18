//! The envelope of a spec as the runtime's decoders take it.
//!
//! They are written for tables that are known when a program is compiled, and borrow for as
//! long as it runs. So what they borrow of a spec that is read at run time is never freed;
//! it is made once for each run of the command.

use errspec::{Constant, Node};
use errspec_codegen::catalog::{self, DetailMember, Format, Member, Scalar};

type Members = Vec<(&'static str, Node)>;

/// The whole of it.
pub fn of(envelope: &catalog::Envelope) -> errspec::Envelope {
    let detail = envelope.detail.iter().map(|(member, name)| (detail(*member), text(name)));
    errspec::Envelope {
        formats: forever(envelope.formats.iter().map(|named| format(*named)).collect()),
        content_type: envelope.content_type.as_deref().map(text),
        xml_root: text(&envelope.xml_root),
        xml_namespace: envelope.xml_namespace.as_deref().map(text),
        xml_declaration: envelope.xml_declaration,
        members: forever(members(envelope.tree())),
        detail: forever(detail.collect()),
        fault: [text(&envelope.fault[0]), text(&envelope.fault[1])],
        request_id_header: text(&envelope.request_id_header),
        code_header: envelope.code_header.as_deref().map(text),
        problem_extensions: forever(
            envelope
                .problem_extensions
                .iter()
                .map(|extension| member(extension.member()))
                .collect(),
        ),
        // Successes are not read.
        success: errspec::Envelope::USUAL.success,
    }
}

/// What lives as long as the program.
fn forever<T>(items: Vec<T>) -> &'static [T] {
    items.leak()
}

/// A text that lives as long as the program.
pub fn text(text: &str) -> &'static str {
    text.to_owned().leak()
}

fn members(tree: Vec<(&str, catalog::Node<'_>)>) -> Members {
    let node = |node| match node {
        catalog::Node::Member(said) => Node::Member(member(said)),
        catalog::Node::Constant(scalar) => Node::Constant(constant(scalar)),
        catalog::Node::OfCode(index) => Node::OfCode(index),
        catalog::Node::Object(inner) => Node::Object(forever(members(inner))),
        catalog::Node::List(items) => {
            let items = items.into_iter().map(|inner| forever(members(inner)));
            Node::List(forever(items.collect()))
        }
    };
    tree.into_iter().map(|(name, under)| (text(name), node(under))).collect()
}

/// What is always the same.
pub fn constant(scalar: &Scalar) -> Constant {
    match scalar {
        Scalar::Boolean(truth) => Constant::Boolean(*truth),
        Scalar::Integer(number) => Constant::Integer(*number),
        Scalar::Text(said) => Constant::Text(text(said)),
    }
}

fn format(format: Format) -> errspec::Format {
    match format {
        Format::Json => errspec::Format::Json,
        Format::Xml => errspec::Format::Xml,
        Format::Problem => errspec::Format::Problem,
    }
}

fn detail(member: DetailMember) -> errspec::DetailMember {
    match member {
        DetailMember::Field => errspec::DetailMember::Field,
        DetailMember::Code => errspec::DetailMember::Code,
        DetailMember::Message => errspec::DetailMember::Message,
    }
}

fn member(member: Member) -> errspec::Member {
    match member {
        Member::Status => errspec::Member::Status,
        Member::StatusText => errspec::Member::StatusText,
        Member::RpcStatus => errspec::Member::RpcStatus,
        Member::Code => errspec::Member::Code,
        Member::Message => errspec::Member::Message,
        Member::RequestId => errspec::Member::RequestId,
        Member::HostId => errspec::Member::HostId,
        Member::Title => errspec::Member::Title,
        Member::Fix => errspec::Member::Fix,
        Member::DocUrl => errspec::Member::DocUrl,
        Member::Recommend => errspec::Member::Recommend,
        Member::Retryable => errspec::Member::Retryable,
        Member::RetryAfter => errspec::Member::RetryAfter,
        Member::Number => errspec::Member::Number,
        Member::Fault => errspec::Member::Fault,
        Member::Field => errspec::Member::Field,
        Member::Params => errspec::Member::Params,
        Member::ParamsText => errspec::Member::ParamsText,
        Member::Details => errspec::Member::Details,
        Member::AccessDeniedDetail => errspec::Member::AccessDeniedDetail,
    }
}
