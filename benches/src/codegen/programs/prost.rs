//! From a .proto file with one enum to a file of Rust.

mod process;
#[allow(dead_code)]
mod table;

use std::fmt::Write;
use std::fs;

fn main() {
    process::measure(write_proto, |()| {
        let files = protox::compile(["table.proto"], ["."]).expect("it is valid");
        let mut config = prost_build::Config::new();
        config.out_dir(".").compile_fds(files).expect("it compiles");
        fs::read("bench.rs").expect("it was written").len()
    });
}

/// An enum with a comment a value, as a team would document its codes.
fn write_proto(codes: usize) {
    let mut proto = String::from("syntax = \"proto3\";\npackage bench;\nenum ErrorCode {\n");
    for index in 0..codes {
        let (code, message) = (table::code(index), table::message(index));
        let name = code.replace('.', "_").to_uppercase();
        let _ = writeln!(proto, "  // `{code}` ({}): {message}", table::status(index));
        let _ = writeln!(proto, "  {name} = {index};");
    }
    proto.push_str("}\n");
    fs::write("table.proto", proto).expect("the folder can be written");
}
