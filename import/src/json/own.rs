//! `errors.json`, as `errspec generate` writes it: every member that is not
//! made from another one comes back into the spec.

use errspec_codegen::catalog::{Envelope, expand_docs_url};
use errspec_codegen::{constructor_name, keys, variant_name};
use toml_edit::{InlineTable, Value};

use crate::draft::Draft;
use crate::node::{Json, Node};
use crate::report::Report;
use crate::row::{Row, key};

/// The version of the schema that is read here.
const SCHEMA_VERSION: i64 = 1;

/// The name of a catalog that has none.
const DEFAULT_NAME: &str = "Error";

pub fn read(document: &Node, report: &mut Report) -> Result<Draft, String> {
    match document.member("schema_version").map(|version| &version.json) {
        Some(Json::Number(version)) if version.as_i64() == Some(SCHEMA_VERSION) => {}
        _ => {
            return Err(format!(
                "only version {SCHEMA_VERSION} of the schema of errors.json is known: import it with \
                 the errspec that wrote it, or take its spec"
            ));
        }
    }
    let rows = |name: &str| document.member(name).and_then(Node::array).unwrap_or_default();
    let known = [
        "schema_version",
        "name",
        "title",
        "api_version",
        "docs_url",
        "envelope",
        "fallback",
        "common",
        "operations",
        "errors",
        "retired",
    ];
    report_unknown(document, &known, "the document", report);
    let docs_url = document.member("docs_url").and_then(Node::text);
    let prefix = variant_prefix(rows("errors")).unwrap_or_default();
    Ok(Draft {
        catalog: catalog(document, prefix),
        envelope: document
            .member("envelope")
            .and_then(|envelope| self::envelope(envelope, document, report)),
        common: common(document),
        lints: Vec::new(),
        operations: rows("operations").iter().map(|node| operation(node, report)).collect(),
        fallback: document.member("fallback").and_then(|node| fallback(node, report)),
        errors: rows("errors").iter().map(|node| error(node, prefix, docs_url, report)).collect(),
        retired: rows("retired").iter().map(|node| retired(node, report)).collect(),
        is_addition: false,
    })
}

fn report_unknown(node: &Node, known: &[&str], of: &str, report: &mut Report) {
    let Some(members) = node.object() else {
        report.part_left_out(node.line, format!("{of}: it is not an object"));
        return;
    };
    for (name, node) in members.iter().filter(|(name, _)| !known.contains(&name.as_str())) {
        report.part_left_out(node.line, format!("{of}: the member \"{name}\" is not known"));
    }
}

/// Takes over the members that go by a key's name.
fn set_all(row: &mut Row, node: &Node, keys: &'static [keys::Key]) {
    for key in keys {
        if let Some(value) = node.member(key.name).and_then(Node::value) {
            row.set(key.name, value);
        }
    }
}

/// The row, unless it says nothing.
fn spoken(row: Row) -> Option<Row> {
    (!row.values().is_empty()).then_some(row)
}

/// The `variant_prefix` of the spec, which shows in the Rust names alone: a row that
/// has a `variant` of its own has constructors named after it, the others have them
/// named after the prefix and the code.
fn variant_prefix(errors: &[Node]) -> Option<&str> {
    errors.iter().find_map(|node| {
        let [code, variant] = ["code", "variant"].map(|name| node.member(name)?.text());
        let (code, variant) = (code?, variant?);
        let prefix = variant.strip_suffix(&derived(code)?)?;
        let is_own = has_constructors(node, &constructor_name(variant));
        (!prefix.is_empty() && !is_own && follows(node, prefix)).then_some(prefix)
    })
}

/// Whether the Rust names of a row follow from its code, behind the prefix.
fn follows(node: &Node, prefix: &str) -> bool {
    let [code, variant] =
        ["code", "variant"].map(|name| node.member(name).and_then(Node::text).unwrap_or_default());
    let is_derived = derived(code).is_some_and(|name| format!("{prefix}{name}") == variant);
    is_derived && has_constructors(node, &constructor_name(&format!("{prefix}.{code}")))
}

/// What follows from a code where a prefix makes a name of it, as of `42P01`.
fn derived(code: &str) -> Option<String> {
    Some(variant_name(&format!("X.{code}"))?.split_off(1))
}

/// Whether all constructors of a row begin with this name.
fn has_constructors(node: &Node, base: &str) -> bool {
    let constructors = node.member("constructors").and_then(Node::array).unwrap_or_default();
    constructors.iter().all(|made| {
        let [name, case] = ["name", "case"].map(|name| made.member(name).and_then(Node::text));
        let name = name.map(|name| name.trim_start_matches("r#"));
        name == Some(&case.map_or(base.to_owned(), |case| format!("{base}_{case}")))
    })
}

fn catalog(document: &Node, prefix: &str) -> Option<Row> {
    let mut row = Row::new(document.line);
    set_all(&mut row, document, keys::CATALOG);
    if !prefix.is_empty() {
        row.set("variant_prefix", prefix);
    }
    if row.text("name") == Some(DEFAULT_NAME) {
        row.remove("name");
    }
    spoken(row)
}

/// What every operation may answer with.
fn common(document: &Node) -> Option<Row> {
    let errors = document.member("common")?.value()?;
    let mut row = Row::new(document.line);
    row.set("errors", errors);
    Some(row)
}

fn operation(node: &Node, report: &mut Report) -> Row {
    let mut row = Row::new(node.line);
    set_all(&mut row, node, keys::OPERATION);
    let known: Vec<&str> = keys::OPERATION.iter().map(|key| key.name).collect();
    report_unknown(node, &known, "an operation", report);
    row
}

fn fallback(node: &Node, report: &mut Report) -> Option<Row> {
    let known: Vec<&str> = keys::FALLBACK.iter().map(|key| key.name).collect();
    report_unknown(node, &known, "the fallback", report);
    let mut row = Row::new(node.line);
    set_all(&mut row, node, keys::FALLBACK);
    spoken(row)
}

fn envelope(node: &Node, document: &Node, report: &mut Report) -> Option<Row> {
    let known: Vec<&str> = keys::ENVELOPE.iter().map(|key| key.name).collect();
    report_unknown(node, &known, "the envelope", report);
    let mut row = Row::new(node.line);
    set_all(&mut row, node, keys::ENVELOPE);
    if row.text("xml_root") == document.member("name").and_then(Node::text) {
        row.remove("xml_root");
    }
    if row.text("request_id_header") == Some(Envelope::REQUEST_ID_HEADER) {
        row.remove("request_id_header");
    }
    row.remove("members");
    let members = names(node, "members");
    let defaults = Envelope::default_members().map(|(member, name)| (member.name(), name));
    if !members.is_empty()
        && !members.iter().map(|(key, name)| (key.as_str(), name.as_str())).eq(defaults)
    {
        row.set("members", members.into_iter().collect::<InlineTable>());
    }
    row.remove("detail");
    let detail = names(node, "detail");
    if !detail.is_empty() {
        row.set("detail", detail.into_iter().collect::<InlineTable>());
    }
    spoken(row)
}

/// Members, each by the spec's key with its name on the wire, in their order.
fn names(node: &Node, list: &str) -> Vec<(String, String)> {
    let members = node.member(list).and_then(Node::array).unwrap_or_default();
    let pair = |member: &Node| {
        let text = |name| member.member(name).and_then(Node::text).map(str::to_owned);
        Some((text("member")?, text("name")?))
    };
    members.iter().filter_map(pair).collect()
}

fn error(node: &Node, prefix: &str, docs_url: Option<&str>, report: &mut Report) -> Row {
    let mut row = Row::new(node.line);
    // `template` says what `message` shows, `constructors` the cases.
    set_all(&mut row, node, keys::ERROR);
    row.remove("message");
    let code = row.code().to_owned();
    let made = ["message", "template", "constructors"];
    let known: Vec<&str> = keys::ERROR.iter().map(|key| key.name).chain(made).collect();
    report_unknown(node, &known, &format!("`{code}`"), report);
    set_messages(&mut row, node);
    row.remove("params");
    set_params(&mut row, node);
    row.remove("translations");
    set_translations(&mut row, node);
    if follows(node, prefix) {
        row.remove("variant");
    }
    for name in ["retryable", "throttling"] {
        if row.get(name).and_then(Value::as_bool) == Some(false) {
            row.remove(name);
        }
    }
    let of_catalog = docs_url.map(|url| expand_docs_url(url, &code));
    if of_catalog.is_some() && row.text("doc_url") == of_catalog.as_deref() {
        row.remove("doc_url");
    }
    row
}

/// The row's own message, and its cases. A row whose own message is its first
/// case's needs none.
fn set_messages(row: &mut Row, node: &Node) {
    let constructors = node.member("constructors").and_then(Node::array).unwrap_or_default();
    let text = |node: &Node, name: &str| node.member(name).and_then(Node::text).map(str::to_owned);
    let case = |made: &Node| Some((text(made, "case")?, text(made, "template")?));
    let cases: Vec<(String, String)> = constructors.iter().filter_map(case).collect();
    let has_own = constructors.iter().any(|made| made.member("case").is_none());
    let own = text(node, "template");
    if (has_own || own.as_ref() != cases.first().map(|(_, template)| template))
        && let Some(own) = own
    {
        row.set("message", own);
    }
    for (name, template) in cases {
        row.push_case(&name, &template);
    }
}

/// What is said of a parameter beside its name.
fn set_params(row: &mut Row, node: &Node) {
    let mut params = InlineTable::new();
    for param in node.member("params").and_then(Node::array).unwrap_or_default() {
        let mut said = InlineTable::new();
        for key in keys::PARAM {
            let value = param.member(key.name).and_then(Node::value);
            let is_default =
                key.name == "type" && value.as_ref().and_then(Value::as_str) == Some("string");
            if let Some(value) = value.filter(|_| !is_default) {
                said.insert(key.name, value);
            }
        }
        if let Some(name) = param.member("name").and_then(Node::text).filter(|_| !said.is_empty()) {
            params.insert(name, said.into());
        }
    }
    if let Some(key) = key("params").filter(|_| !params.is_empty()) {
        row.set(key.name, params);
    }
}

/// The texts in other languages, whose `template` says what `message` shows.
fn set_translations(row: &mut Row, node: &Node) {
    let languages = node.member("translations").and_then(Node::object).unwrap_or_default();
    let mut translations = InlineTable::new();
    for (language, texts) in languages {
        let text = |name| texts.member(name).and_then(Node::text);
        let pairs = [
            ("message", text("template")),
            ("title", text("title")),
            ("cause", text("cause")),
            ("fix", text("fix")),
        ];
        let said = pairs.into_iter().filter_map(|(key, text)| Some((key, text?)));
        translations.insert(language, said.collect::<InlineTable>().into());
    }
    if let Some(key) = key("translations").filter(|_| !translations.is_empty()) {
        row.set(key.name, translations);
    }
}

fn retired(node: &Node, report: &mut Report) -> Row {
    let mut row = Row::new(node.line);
    set_all(&mut row, node, keys::RETIRED);
    let known: Vec<&str> = keys::RETIRED.iter().map(|key| key.name).collect();
    report_unknown(node, &known, &format!("the retired `{}`", row.code()), report);
    row
}
