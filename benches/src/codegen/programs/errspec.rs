//! From TOML to every artifact.

mod process;
#[allow(dead_code)]
mod table;

fn main() {
    process::measure(table::spec, |spec| {
        let artifacts = errspec_codegen::generate(&spec).artifacts.expect("it breaks no rule");
        artifacts.iter().map(|(_, text)| text.len()).sum()
    });
}
