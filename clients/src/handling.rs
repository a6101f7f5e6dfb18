//! How a caller handles one code.

use errspec_codegen::catalog::{Catalog, ClientLanguage, Entry};

use crate::filters::{json_string, package, unlike};
use crate::language::taken;

/// How a caller handles the code with the client in a language, as a piece of its source: what
/// it does is to read the parameters, or to wait where the same request may be sent again.
pub fn handling(catalog: &Catalog, entry: &Entry, language: ClientLanguage) -> String {
    let name = unlike(entry.client_name(language), taken(language));
    let lines = match language {
        ClientLanguage::Python => python(entry, &name),
        ClientLanguage::Typescript => typescript(entry),
        ClientLanguage::Go => go(catalog, entry, &name),
    };
    lines.join("\n") + "\n"
}

/// The same with the generated Rust.
pub fn handling_in_rust(entry: &Entry) -> String {
    let mut lines =
        vec![format!("if received.code.known() == Some(ErrorCode::{}) {{", entry.variant)];
    let read = |name| format!("    println!(\"{{:?}}\", received.param(\"{name}\"));");
    lines.extend(params(entry).map(read));
    lines.push(
        match entry.retryable {
            true => "    sleep(Duration::from_secs(received.retry_after().unwrap_or(1).into()));",
            false => "    println!(\"{} {:?}\", received.message, received.request_id);",
        }
        .to_owned(),
    );
    lines.push("}".to_owned());
    lines.join("\n") + "\n"
}

fn params(entry: &Entry) -> impl Iterator<Item = &str> {
    entry.params.iter().map(|param| param.name.as_str())
}

fn python(entry: &Entry, class: &str) -> Vec<String> {
    let mut lines = vec![format!("except {class} as error:")];
    lines.extend(params(entry).map(|name| format!("    print(error.params.get(\"{name}\"))")));
    lines.push(match entry.retryable {
        true => "    time.sleep(error.retry_after or 1)".to_owned(),
        false => "    print(error.message, error.request_id)".to_owned(),
    });
    lines
}

fn typescript(entry: &Entry) -> Vec<String> {
    let code = json_string(&entry.code);
    let mut lines = vec![format!("if (error.is({code})) {{")];
    lines.extend(params(entry).map(|name| format!("  console.log(error.params.{name});")));
    lines.push(match entry.retryable {
        true => "  await sleep(error.retryAfter ?? 1);".to_owned(),
        false => "  console.log(error.message, error.requestId);".to_owned(),
    });
    lines.push("}".to_owned());
    lines
}

fn go(catalog: &Catalog, entry: &Entry, name: &str) -> Vec<String> {
    let package = package(&catalog.name);
    let mut lines = vec![
        format!("var e *{package}.Error"),
        format!("if errors.Is(err, {package}.{name}) && errors.As(err, &e) {{"),
    ];
    lines.extend(params(entry).map(|name| format!("\tfmt.Println(e.Params[\"{name}\"])")));
    lines.push(match entry.retryable {
        true => "\ttime.Sleep(time.Second + e.RetryAfter)".to_owned(),
        false => "\tfmt.Println(e.Message, e.RequestID)".to_owned(),
    });
    lines.push("}".to_owned());
    lines
}
