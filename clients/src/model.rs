//! What the template of a client gets: `errors.json`, with every optional member there and
//! what a client needs beside it. `docs/clients.md` describes it.

use std::collections::HashSet;

use errspec_codegen::catalog::{
    Catalog, Constructor, Entry, Extension, Format, Member, Message, Node, ParamType, Part,
};
use errspec_codegen::{constructor_name, display_name, json_document};
use serde_json::{Map, Value, json};

/// The model, with the codes' names by `name_of`.
pub fn of(catalog: &Catalog, name_of: impl Fn(&Entry) -> &str) -> Value {
    let document = serde_json::to_value(json_document(catalog));
    let mut model = document.expect("the keys of every object are texts");
    model["display_name"] = display_name(catalog).into();
    complete(&mut model, &["title", "api_version", "docs_url"], &[]);
    complete(&mut model, &[], &["fallback"]);
    complete_lists(&mut model, &["common", "operations"]);
    for operation in items(&mut model["operations"]) {
        complete(operation, &["doc"], &[]);
    }
    envelope(catalog, &mut model["envelope"]);
    let errors = catalog.entries.iter().zip(items(&mut model["errors"]));
    for ((entry, error), constant) in errors.zip(code_constants(catalog, &name_of)) {
        error["variant"] = name_of(entry).into();
        error["constant"] = constant.into();
        error["is_client_fault"] = (entry.status < 500).into();
        error["texts"] = texts(entry).into();
        self::error(error);
    }
    for retired in items(&mut model["retired"]) {
        complete(retired, &["since", "reason"], &[]);
    }
    model
}

/// Gives an object the members that `errors.json` leaves out: `null`, or an empty object.
fn complete(object: &mut Value, nulls: &[&str], objects: &[&str]) {
    let nulls = nulls.iter().map(|name| (*name, Value::Null));
    let objects = objects.iter().map(|name| (*name, json!({})));
    for (name, usual) in nulls.chain(objects) {
        if object.get(name).is_none() {
            object[name] = usual;
        }
    }
}

/// The same for lists.
fn complete_lists(object: &mut Value, names: &[&str]) {
    for name in names {
        if object.get(name).is_none() {
            object[name] = json!([]);
        }
    }
}

fn items(list: &mut Value) -> impl Iterator<Item = &mut Value> {
    list.as_array_mut().into_iter().flatten()
}

fn envelope(catalog: &Catalog, model: &mut Value) {
    let envelope = &catalog.envelope;
    let formats: Vec<_> = envelope.formats.iter().map(|format| format.name()).collect();
    let detail = envelope.detail.iter();
    let detail = detail.map(|(member, name)| json!({ "member": member.name(), "name": name }));
    model["formats"] = formats.into();
    model["detail"] = detail.collect::<Vec<_>>().into();
    complete(model, &["content_type", "xml_namespace", "code_header", "fault"], &["constants"]);
    complete(model, &[], &["success"]);
    complete_lists(model, &["problem_extensions"]);
    if model.get("xml_declaration").is_none() {
        model["xml_declaration"] = false.into();
    }
    // What is not sent in any format is not looked for.
    let sends_own = envelope.formats.iter().any(|format| *format != Format::Problem);
    let mut own = Vec::new();
    if sends_own {
        places(&envelope.tree(), &mut Vec::new(), &mut own);
    }
    model["places"] = own.into();
    let sends_problem = envelope.formats.contains(&Format::Problem);
    model["problem_places"] = if sends_problem { problem_places() } else { Vec::new() }.into();
}

/// The members of problem details, RFC 9457, as the runtime sends them.
fn problem_places() -> Vec<Value> {
    let standard = [
        ("status", Member::Status.name()),
        ("detail", Member::Message.name()),
        (INSTANCE, INSTANCE),
        ("code", Member::Code.name()),
        ("params", Member::Params.name()),
        ("errors", Member::Details.name()),
    ];
    let extensions = Extension::ALL.iter().map(|extension| (extension.name(), extension.name()));
    let members = standard.into_iter().chain(extensions);
    members.map(|(name, member)| place(member, &[name.into()])).collect()
}

/// What the clients here make something of, as `errspec::Received` does. They have the
/// status from the status line.
const READ: [&str; 10] = [
    Member::Code.name(),
    Member::Message.name(),
    Member::RequestId.name(),
    INSTANCE,
    Member::Params.name(),
    Member::ParamsText.name(),
    Member::Details.name(),
    Member::Retryable.name(),
    Member::RetryAfter.name(),
    Member::Fix.name(),
];

/// The request's id as a URI.
const INSTANCE: &str = "instance";

fn place(member: &str, path: &[Value]) -> Value {
    json!({ "member": member, "path": path, "is_read": READ.contains(&member) })
}

/// Each member of the tree with the steps to it from the outside in: the name of a member of
/// an object, or the constants by which an object is found in a list.
fn places(members: &[(&str, Node<'_>)], path: &mut Vec<Value>, places: &mut Vec<Value>) {
    for (name, node) in members {
        path.push((*name).into());
        match node {
            Node::Member(member) => places.push(place(member.name(), path)),
            Node::Object(members) => self::places(members, path, places),
            Node::List(items) => {
                for item in items {
                    path.push(constants(item).into());
                    self::places(item, path, places);
                    path.pop();
                }
            }
            Node::Constant(_) | Node::OfCode(_) => {}
        }
        path.pop();
    }
}

fn constants(members: &[(&str, Node<'_>)]) -> Map<String, Value> {
    let constant = |(name, node): &(&str, Node<'_>)| match node {
        Node::Constant(value) => Some(((*name).to_owned(), json!(value))),
        _ => None,
    };
    members.iter().filter_map(constant).collect()
}

fn error(error: &mut Value) {
    let texts = ["number", "title", "cause", "fix", "doc_url", "retry_after", "since"];
    complete(error, &texts, &["members", "names", "translations"]);
    complete(error, &["deprecated"], &[]);
    complete_lists(error, &["aliases", "params", "constructors"]);
    for param in items(&mut error["params"]) {
        complete(param, &["example", "doc"], &[]);
    }
    for constructor in items(&mut error["constructors"]) {
        complete(constructor, &["case"], &[]);
    }
    if !error["deprecated"].is_null() {
        complete(&mut error["deprecated"], &["since", "replaced_by", "note"], &[]);
    }
    for translation in error["translations"].as_object_mut().into_iter().flat_map(Map::values_mut) {
        complete(translation, &["message", "template", "title", "cause", "fix"], &[]);
    }
}

/// The name of each code where constants are `UPPER_SNAKE_CASE`.
pub fn code_constants(catalog: &Catalog, name_of: impl Fn(&Entry) -> &str) -> Vec<String> {
    let mut taken = HashSet::new();
    catalog.entries.iter().map(|entry| constant(name_of(entry), &mut taken)).collect()
}

/// The name as `UPPER_SNAKE_CASE`, which no other code has.
fn constant(name: &str, taken: &mut HashSet<String>) -> String {
    let mut name = constructor_name(name).to_uppercase();
    while !taken.insert(name.clone()) {
        name.push('_');
    }
    name
}

/// The texts out of which parameters can be read: none where no text has any, and none
/// where one leaves open which digits are an integer's own.
fn texts(entry: &Entry) -> Vec<String> {
    let made = entry.constructors.iter().map(|Constructor { message, .. }| message);
    let is_made = made.clone().any(|message| *message == entry.message);
    let own = (!is_made).then_some(&entry.message);
    let texts: Vec<&Message> = own.into_iter().chain(made).collect();
    let is_open = texts.iter().any(|text| leaves_digits_open(text));
    match entry.params.is_empty() || is_open {
        true => Vec::new(),
        false => texts.into_iter().map(Message::template).collect(),
    }
}

fn leaves_digits_open(message: &Message) -> bool {
    let is_integer = |part: &Part| match part {
        Part::Param(index) => message.params[*index].r#type == ParamType::Integer,
        Part::Text(_) => false,
    };
    message.parts.windows(2).any(|parts| {
        let may_be_digit = match &parts[1] {
            Part::Text(text) => text.starts_with(|c: char| c.is_ascii_digit()),
            part => is_integer(part),
        };
        is_integer(&parts[0]) && may_be_digit
    })
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use errspec_codegen::compile;

    use super::*;

    fn model(spec: &str) -> Value {
        of(&compile(spec).0.unwrap(), |entry| &entry.variant)
    }

    /// The places at which a value has members, each with their names.
    fn members(value: &Value, place: &str, found: &mut BTreeMap<String, BTreeSet<String>>) {
        match value {
            Value::Object(object) => {
                let known = found.entry(place.to_owned()).or_default();
                known.extend(object.keys().cloned());
                for (name, value) in object {
                    members(value, &format!("{place}.{name}"), found);
                }
            }
            Value::Array(items) => items.iter().for_each(|item| members(item, place, found)),
            _ => {}
        }
    }

    #[test]
    fn a_member_is_there_whatever_the_spec_says() {
        let of = |spec: &str| {
            let mut found = BTreeMap::new();
            members(&model(spec), "", &mut found);
            found
        };
        let everything = of(include_str!("../../codegen/tests/artifacts/everything.toml"));
        let smallest = of(include_str!("../../codegen/tests/artifacts/smallest.toml"));
        let is_by_name = |place: &str| {
            [".members", ".names", ".constants", ".translations", ".fallback", ".success", ".fault"]
                .iter()
                .any(|end| place.ends_with(end))
        };
        for (place, names) in &smallest {
            if !is_by_name(place) {
                assert_eq!(names, &everything[place], "{place}");
            }
        }
        assert!(smallest.len() > 3);
    }

    #[test]
    fn a_place_in_a_list_is_told_by_its_constants() {
        let model = model(
            "catalog.name = \"shop\"\nenvelope.style = \"google\"\n\
             [[error]]\ncode = \"A\"\nstatus = 400\nmessage = \"It failed.\"\n",
        );
        let places = model["envelope"]["places"].as_array().unwrap();
        let code = places.iter().find(|place| place["member"] == "code").unwrap();
        let info = json!({ "@type": "type.googleapis.com/google.rpc.ErrorInfo", "domain": "shop" });
        assert_eq!(code["path"], json!(["error", "details", info, "reason"]));
        assert_eq!(model["envelope"]["problem_places"], json!([]), "it is not sent");
    }

    #[test]
    fn constants_are_names_of_one_code_each() {
        let row = |code: &str, variant: &str| {
            format!(
                "[[error]]\ncode = \"{code}\"\nstatus = 400\nmessage = \"It failed.\"\nvariant = \"{variant}\"\n"
            )
        };
        let model = model(&[row("a", "Ab"), row("b", "AB"), row("c", "ABc")].concat());
        let errors = model["errors"].as_array().unwrap();
        let constants: Vec<_> = errors.iter().map(|error| &error["constant"]).collect();
        assert_eq!(constants, ["AB", "AB_", "A_BC"]);
    }

    #[test]
    fn texts_that_leave_digits_open_are_not_read() {
        let texts = |message: &str| {
            let types = "params.a.type = \"integer\"\nparams.b.type = \"integer\"";
            let spec = format!(
                "[[error]]\ncode = \"A\"\nstatus = 400\nmessage = \"{message}\"\n{types}\n"
            );
            model(&spec)["errors"][0]["texts"].clone()
        };
        assert_eq!(texts("{a}-{b}."), json!(["{a}-{b}."]));
        assert_eq!(texts("{a}{b}."), json!([]));
        assert_eq!(texts("{a}0 {b}."), json!([]));
    }
}
