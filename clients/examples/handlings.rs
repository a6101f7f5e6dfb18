//! `handlings LANGUAGE SPEC`: how a caller handles each code of a spec, as one source file
//! beside the client, for the compilers and checkers of the language.

use errspec_clients::handling;
use errspec_codegen::catalog::ClientLanguage;
use errspec_codegen::compile;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [name, spec] = &*arguments else { return Err("say a language and a spec".into()) };
    let (catalog, _) = compile(&std::fs::read_to_string(spec)?);
    let catalog = catalog.ok_or("the spec breaks a rule")?;
    let language = ClientLanguage::ALL.iter().find(|language| language.name() == name);
    let language = *language.ok_or("there is no client in this language")?;
    let pieces = catalog.entries.iter().map(|entry| handling(&catalog, entry, language));
    match language {
        ClientLanguage::Python => {
            println!("import time\nfrom errors import *\n\n");
            println!("def handle(failure: Exception) -> None:\n    try:\n        raise failure");
            pieces.for_each(|piece| print!("{}", indented(&piece, "    ")));
        }
        ClientLanguage::Typescript => {
            println!("import type {{ ApiError }} from \"./errors.js\";\n");
            println!("declare function sleep(seconds: number): Promise<void>;\n");
            println!("export async function handle(error: ApiError): Promise<void> {{");
            pieces.for_each(|piece| print!("{}", indented(&piece, "  ")));
            println!("}}");
        }
        ClientLanguage::Go => {
            println!("package handlings\n\nimport (\n\t\"errors\"\n\t\"fmt\"\n\t\"time\"\n");
            println!("\tkms \"clients/kms\"\n)\n");
            println!("func handle(err error) {{\n\tfmt.Print()\n\ttime.Sleep(0)");
            pieces.for_each(|piece| println!("\t{{\n{}\t}}", indented(&piece, "\t\t")));
            println!("}}");
        }
    }
    Ok(())
}

fn indented(piece: &str, by: &str) -> String {
    piece.lines().map(|line| format!("{by}{line}\n")).collect()
}
