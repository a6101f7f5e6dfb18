//! The schema of an error response, by the envelope.

use alloc::borrow::ToOwned;
use alloc::collections::BTreeMap;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use ::utoipa::openapi::schema::{AnyOfBuilder, ArrayBuilder, SchemaType};
use ::utoipa::openapi::xml::XmlBuilder;
use ::utoipa::openapi::{Object, ObjectBuilder, RefOr, Schema, SchemaFormat, Type};
use serde_json::Value;

use crate::problem;
use crate::{Constant, DetailMember, Envelope, ErrorCode, Format, Member, Members, Node};

/// The body in a format.
pub(super) fn of<C: ErrorCode>(format: Format) -> Schema {
    let envelope = C::ENVELOPE;
    let (members, description) = match format {
        Format::Json | Format::Xml => {
            (envelope.members, "What every error response says. Further members may be added.")
        }
        Format::Problem => (problem::MEMBERS, "Problem details (RFC 9457)."),
    };
    let mut schema = object::<C>(members).schema.description(Some(description));
    if format != Format::Problem {
        let mut xml = XmlBuilder::new().name(Some(envelope.xml_root));
        xml = xml.namespace(envelope.xml_namespace);
        schema = schema.xml(Some(xml.build()));
    }
    schema.build().into()
}

/// What stands under a name, and whether it always does.
struct Part<S> {
    schema: S,
    is_required: bool,
}

fn object<C: ErrorCode>(members: Members) -> Part<ObjectBuilder> {
    let mut schema = ObjectBuilder::new().schema_type(Type::Object);
    let mut is_required = false;
    for (name, node) in members {
        let Some(part) = part::<C>(node) else { continue };
        schema = schema.property(*name, part.schema);
        if part.is_required {
            schema = schema.required(*name);
            is_required = true;
        }
    }
    Part { schema, is_required }
}

/// Nothing for an extension member that the spec does not ask for.
fn part<C: ErrorCode>(node: &Node) -> Option<Part<Schema>> {
    let envelope = &C::ENVELOPE;
    Some(match *node {
        Node::Member(said) => {
            Part { schema: member(envelope, said), is_required: is_always_sent(said) }
        }
        Node::Extension(said) if envelope.problem_extensions.contains(&said) => {
            Part { schema: member(envelope, said), is_required: false }
        }
        Node::Extension(_) => return None,
        Node::Constant(constant) => {
            let only = ObjectBuilder::new().schema_type(SchemaType::AnyValue);
            let schema = only.enum_values(Some([value(constant)])).into();
            Part { schema, is_required: true }
        }
        Node::OfCode(index) => of_code::<C>(index),
        // An object with a silent member and constants alone is not sent.
        Node::Object(members) => {
            let Part { schema, is_required } = object::<C>(members);
            Part { schema: schema.into(), is_required: is_required && speaks(members) }
        }
        Node::List(items) => list::<C>(items),
    })
}

fn list<C: ErrorCode>(items: &[Members]) -> Part<Schema> {
    let mut objects: Vec<Object> =
        items.iter().map(|members| object::<C>(members).schema.build()).collect();
    let item: Schema = match objects.len() {
        1 => objects.remove(0).into(),
        _ => objects.into_iter().fold(AnyOfBuilder::new(), AnyOfBuilder::item).into(),
    };
    Part {
        schema: ArrayBuilder::new().items(RefOr::T(item)).into(),
        is_required: items.iter().any(|members| speaks(members)),
    }
}

/// Whether an object is always sent.
fn speaks(members: Members) -> bool {
    let is_constant = |node: &Node| matches!(node, Node::Constant(_) | Node::OfCode(_));
    let is_silent = |node: &Node| match *node {
        Node::Member(member) => !is_always_sent(member),
        Node::Extension(_) => true,
        Node::Constant(_) | Node::OfCode(_) => false,
        Node::Object(members) => !speaks(members),
        Node::List(items) => !items.iter().any(|members| speaks(members)),
    };
    let has_voice = members.iter().any(|(_, node)| !is_constant(node) && !is_silent(node));
    has_voice || !members.iter().any(|(_, node)| is_silent(node))
}

fn of_code<C: ErrorCode>(index: usize) -> Part<Schema> {
    let said = C::ALL.iter().map(|code| code.constant(index));
    let is_required = said.clone().all(|constant| constant.is_some());
    let values: BTreeMap<String, Value> =
        said.flatten().map(value).map(|value| (value.to_string(), value)).collect();
    let schema = ObjectBuilder::new()
        .schema_type(SchemaType::AnyValue)
        .description(Some("What the code says."))
        .examples(values.into_values());
    Part { schema: schema.into(), is_required }
}

fn value(constant: Constant) -> Value {
    match constant {
        Constant::Text(text) => text.into(),
        Constant::Integer(number) => number.into(),
        Constant::Boolean(truth) => truth.into(),
    }
}

fn is_always_sent(member: Member) -> bool {
    matches!(
        member,
        Member::Status
            | Member::StatusText
            | Member::RpcStatus
            | Member::Code
            | Member::Message
            | Member::RequestId
            | Member::Retryable
            | Member::Fault
            | Member::ProblemType
            | Member::ProblemTitle
    )
}

fn member(envelope: &Envelope, member: Member) -> Schema {
    let schema = match member {
        Member::Status => typed(Type::Integer, "The HTTP status, as in the status line.")
            .minimum(Some(400))
            .maximum(Some(599)),
        Member::StatusText => text("The HTTP status, as in the status line."),
        Member::RpcStatus => text("The canonical status, as google.rpc.Code has it."),
        Member::Code => code(),
        Member::Message => text("What went wrong, for a person. The text is no contract."),
        Member::RequestId => text("Names the request, for support."),
        Member::HostId => text("The host that answered."),
        Member::Title | Member::ProblemTitle => text("A short name for people."),
        Member::Fix => text("What the caller can do."),
        Member::DocUrl | Member::Recommend => text("Where the code is documented."),
        Member::Retryable => typed(Type::Boolean, "May the same request be sent again?"),
        Member::RetryAfter => seconds("Seconds to wait before the next try."),
        Member::Number => typed(Type::Integer, "The code's number."),
        Member::Fault => text("Who is at fault.").enum_values(Some(envelope.fault)),
        Member::Field => text("The field that is wrong."),
        Member::Params => map(
            "The parameters of the message by name.",
            SchemaType::from_iter([Type::String, Type::Integer, Type::Boolean]),
        ),
        Member::ParamsText => {
            map("The parameters of the message by name.", SchemaType::new(Type::String))
        }
        Member::Details => return details(envelope),
        Member::AccessDeniedDetail => map("Why access was denied.", SchemaType::new(Type::String)),
        Member::ProblemType => uri("Where the code is documented, or about:blank."),
        Member::ProblemInstance => uri("Names the request."),
    };
    schema.into()
}

/// Clients must survive a code that is newer than they are, so there is no list.
pub(super) fn code() -> ObjectBuilder {
    text(
        "A code of the table, or one that is newer: a client must accept codes that it does not know.",
    )
}

pub(super) fn seconds(description: &str) -> ObjectBuilder {
    typed(Type::Integer, description).minimum(Some(0))
}

pub(super) fn text(description: &str) -> ObjectBuilder {
    typed(Type::String, description)
}

fn uri(description: &str) -> ObjectBuilder {
    text(description).format(Some(SchemaFormat::Custom("uri-reference".to_owned())))
}

fn typed(r#type: Type, description: &str) -> ObjectBuilder {
    let description = Some(description).filter(|text| !text.is_empty());
    ObjectBuilder::new().schema_type(r#type).description(description)
}

fn map(description: &str, values: SchemaType) -> ObjectBuilder {
    let values: Schema = ObjectBuilder::new().schema_type(values).into();
    typed(Type::Object, description).additional_properties(Some(values))
}

fn details(envelope: &Envelope) -> Schema {
    let mut item = ObjectBuilder::new().schema_type(Type::Object);
    for (member, name) in envelope.detail {
        let description = match member {
            DetailMember::Field => "The field that is wrong.",
            DetailMember::Code => "The code of what is wrong with it.",
            DetailMember::Message => "What is wrong with it, for a person.",
        };
        item = item.property(*name, text(description));
    }
    ArrayBuilder::new()
        .items(item)
        .description(Some("What is wrong with which field.".to_owned()))
        .into()
}
