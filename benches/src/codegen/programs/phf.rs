//! From codes to the source of a map.

mod process;
#[allow(dead_code)]
mod table;

fn main() {
    process::measure(
        table::codes,
        |codes| {
            let mut map = phf_codegen::Map::new();
            for (index, code) in codes.iter().enumerate() {
                map.entry(code.as_str(), format!("ErrorCode::V{index}"));
            }
            map.build().to_string().len()
        },
    );
}
