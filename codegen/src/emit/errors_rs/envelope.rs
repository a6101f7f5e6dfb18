//! How responses are built: the envelope, as far as it is not the usual one, and what
//! codes say at places of their own.

use std::fmt::Write;

use super::super::rust::{literal, row_comment};
use crate::catalog::{Catalog, DetailMember, Envelope, Format, Node, Path, Scalar, Success};

/// The constant `ENVELOPE`, and the tables behind [`constant_of`].
pub(super) fn emit(catalog: &Catalog) -> String {
    let Envelope {
        formats,
        content_type,
        xml_root,
        xml_namespace,
        xml_declaration,
        members: _,
        constants: _,
        of_codes,
        detail,
        fault,
        request_id_header,
        code_header,
        problem_extensions,
        success,
    } = &catalog.envelope;
    let mut fields = Vec::new();
    let mut field = |name: &str, value: String| fields.push(format!("    {name}: {value},\n"));
    if formats != Format::USUAL {
        field("formats", list(formats.iter().map(|format| format!("Format::{format:?}"))));
    }
    let optional = |text: &Option<String>| text.as_deref().map(|text| some(&literal(text)));
    optional(content_type).into_iter().for_each(|text| field("content_type", text));
    field("xml_root", literal(xml_root));
    optional(xml_namespace).into_iter().for_each(|text| field("xml_namespace", text));
    if *xml_declaration {
        field("xml_declaration", true.to_string());
    }
    field("members", members(&catalog.envelope.tree(), 1));
    if !detail.iter().all(|(member, name)| member.name() == name)
        || detail.len() != DetailMember::ALL.len()
    {
        let detail = detail.iter();
        field(
            "detail",
            list(
                detail
                    .map(|(member, name)| format!("(DetailMember::{member:?}, {})", literal(name))),
            ),
        );
    }
    if fault != &["client", "server"] {
        field("fault", format!("[{}, {}]", literal(&fault[0]), literal(&fault[1])));
    }
    field("request_id_header", literal(request_id_header));
    optional(code_header).into_iter().for_each(|text| field("code_header", text));
    if !problem_extensions.is_empty() {
        let extensions = problem_extensions.iter();
        field("problem_extensions", list(extensions.map(|one| format!("Member::{one:?}"))));
    }
    let usual = Success { request_id: Some(Path::of(Envelope::REQUEST_ID)), data: None };
    if *success != usual {
        let place = |path: &Option<Path>| match path {
            None => "None".to_owned(),
            Some(path) => some(&list(path.0.iter().map(|step| literal(&step.name)))),
        };
        let (id, data) = (place(&success.request_id), place(&success.data));
        field("success", format!("SuccessEnvelope {{ request_id: {id}, data: {data} }}"));
    }
    let fields = fields.concat();
    let tables = (0..of_codes.len()).map(|index| table(catalog, index));
    format!(
        "\
/// How responses are built.
const ENVELOPE: Envelope = Envelope {{
{fields}    ..Envelope::USUAL
}};
{}",
        tables.collect::<String>()
    )
}

/// What a code says at the place with an index, where codes say anything.
pub(super) fn constant_of(catalog: &Catalog) -> Option<String> {
    let arms = (0..catalog.envelope.of_codes.len()).map(|index| {
        format!("{index} => CONSTANTS_{index}[CONSTANT_{index}[code as usize] as usize], ")
    });
    let arms: String = arms.collect();
    (!arms.is_empty()).then(|| format!("|code, index| match index {{ {arms}_ => None }}"))
}

/// The different constants of one place, and which of them each code has.
fn table(catalog: &Catalog, index: usize) -> String {
    let path = &catalog.envelope.of_codes[index];
    let of_entries: Vec<_> =
        catalog.entries.iter().map(|entry| catalog.envelope.constant(index, entry)).collect();
    let mut different = of_entries.clone();
    different.sort_unstable();
    different.dedup();
    let unsigned = match different.len() {
        0..=0x100 => "u8",
        0x101..=0x1_0000 => "u16",
        _ => "u32",
    };
    let values = different.iter().map(|value| match value {
        None => "    None,\n".to_owned(),
        Some(value) => format!("    {},\n", some(&constant(value))),
    });
    let (count, values) = (different.len(), values.collect::<String>());
    let mut text = format!(
        "
/// What codes say at `{path}`.
static CONSTANTS_{index}: [Option<Constant>; {count}] = [
{values}];

/// Which of it each code says.
static CONSTANT_{index}: [{unsigned}; N] = [
"
    );
    for (value, entry) in of_entries.iter().zip(&catalog.entries) {
        let at = different.binary_search(value).expect("each value is among the different ones");
        let _ = writeln!(text, "    {at}, {}", row_comment(entry));
    }
    text + "];\n"
}

/// Names with what stands under each, a line each.
fn members(tree: &[(&str, Node<'_>)], depth: usize) -> String {
    let indent = "    ".repeat(depth);
    let mut text = "&[\n".to_owned();
    for (name, node) in tree {
        let node = match node {
            Node::Member(member) => format!("Member(Member::{member:?})"),
            Node::Constant(value) => format!("Constant({})", constant(value)),
            Node::OfCode(index) => format!("OfCode({index})"),
            Node::Object(inner) => format!("Object({})", members(inner, depth + 1)),
            Node::List(items) => {
                let items = items.iter().map(|item| members(item, depth + 1));
                format!("List({})", list(items))
            }
        };
        let _ = writeln!(text, "{indent}    ({}, Node::{node}),", literal(name));
    }
    text + &indent + "]"
}

fn constant(value: &Scalar) -> String {
    match value {
        Scalar::Boolean(truth) => format!("Constant::Boolean({truth})"),
        Scalar::Integer(number) => format!("Constant::Integer({number})"),
        Scalar::Text(text) => format!("Constant::Text({})", literal(text)),
    }
}

fn some(value: &str) -> String {
    format!("Some({value})")
}

fn list(items: impl Iterator<Item = String>) -> String {
    format!("&[{}]", items.collect::<Vec<_>>().join(", "))
}
