//! How a caller handles one code.

use errspec_codegen::catalog::{Catalog, ClientLanguage, Entry};

use crate::filters::{json_string, package, unlike};
use crate::language::taken;

/// How a caller handles the code with the client in a language, as a piece of its source: what
/// it does is to read the parameters, or to wait where the same request may be sent again.
pub fn handling(catalog: &Catalog, entry: &Entry, language: ClientLanguage) -> String {
    let name = unlike(entry.client_name(language), taken(language));
    match language {
        ClientLanguage::Python => Handling {
            open: format!("except {name} as error:\n"),
            read: |param| format!("    print(error.params.get(\"{param}\"))\n"),
            wait: "    time.sleep(error.retry_after or 1)\n",
            show: "    print(error.message, error.request_id)\n",
            close: "",
        },
        ClientLanguage::Typescript => Handling {
            open: format!("if (error.is({})) {{\n", json_string(&entry.code)),
            read: |param| format!("  console.log(error.params.{param});\n"),
            wait: "  await sleep(error.retryAfter ?? 1);\n",
            show: "  console.log(error.message, error.requestId);\n",
            close: "}\n",
        },
        ClientLanguage::Go => {
            let package = package(&catalog.name);
            let is = format!("errors.Is(err, {package}.{name}) && errors.As(err, &e)");
            Handling {
                open: format!("var e *{package}.Error\nif {is} {{\n"),
                read: |param| format!("\tfmt.Println(e.Params[\"{param}\"])\n"),
                wait: "\ttime.Sleep(time.Second + e.RetryAfter)\n",
                show: "\tfmt.Println(e.Message, e.RequestID)\n",
                close: "}\n",
            }
        }
    }
    .of(entry)
}

/// The same with the generated Rust.
pub fn handling_in_rust(entry: &Entry) -> String {
    let code = format!("Some(ErrorCode::{})", entry.variant);
    Handling {
        open: format!("if received.code.known() == {code} {{\n"),
        read: |param| format!("    println!(\"{{:?}}\", received.param(\"{param}\"));\n"),
        wait: "    sleep(Duration::from_secs(received.retry_after().unwrap_or(1).into()));\n",
        show: "    println!(\"{} {:?}\", received.message, received.request_id);\n",
        close: "}\n",
    }
    .of(entry)
}

/// What a language says, each with the ends of its lines.
struct Handling {
    open: String,
    /// A parameter of the message.
    read: fn(&str) -> String,
    /// Where the same request may be sent again.
    wait: &'static str,
    /// Where it may not.
    show: &'static str,
    close: &'static str,
}

impl Handling {
    fn of(self, entry: &Entry) -> String {
        let params = entry.params.iter().map(|param| (self.read)(&param.name));
        let answer = if entry.retryable { self.wait } else { self.show };
        format!("{}{}{answer}{}", self.open, params.collect::<String>(), self.close)
    }
}
