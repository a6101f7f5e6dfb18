//! Uses every column of a table, so that the linker keeps all of it.

mod peer;

fn main() {
    for text in std::env::args() {
        if let Some(code) = peer::find(&text) {
            println!("{} {} {}", peer::code(code), peer::status(code), peer::message(code));
        }
    }
}
