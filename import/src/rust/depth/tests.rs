use super::*;
use crate::rust::{LIMITS, read_items};

/// What stands around something that stands in itself, and the two sides of that:
/// before, open, middle, close, after.
#[rustfmt::skip]
const SHAPES: &[(&str, &str, &str, &str, &str)] = &[
    ("type X = ", "fn() -> ", "u8", "", ";"),
    ("type X = ", "&", "u8", "", ";"),
    ("type X = ", "*const ", "u8", "", ";"),
    ("type X = ", "<", "u8", " as T>::U", ";"),
    ("type X = ", "impl Fn() -> ", "u8", "", ";"),
    ("type X = ", "dyn Fn(u8) -> ", "u8", "", ";"),
    ("type X = ", "(", "u8", ",)", ";"),
    ("type X = ", "[", "u8", "]", ";"),
    ("type X = ", "A<A, ", "u8", ">", ";"),
    ("type X = ", "A<{ ", "1", " }>", ";"),
    ("type X = ", "a::", "b", "", ";"),
    ("use ", "a::", "b", "", ";"),
    ("fn f() { let x = ", "|a| ", "1", "", "; }"),
    ("fn f() { let x = ", "move || ", "1", "", "; }"),
    ("fn f() { ", "return ", "1", "", "; }"),
    ("fn f() { ", "break ", "1", "", "; }"),
    ("fn f() { ", "yield ", "1", "", "; }"),
    ("fn f() { ", "if let a = ", "1", " {}", " }"),
    ("fn f() { ", "{", "1", "}", " }"),
    ("fn f() { ", "unsafe {", "1", "}", " }"),
    ("fn f() { ", "async {", "1", "}", " }"),
    ("fn f() { ", "loop {", "1", "}", " }"),
    ("fn f() { ", "'a: {", "1", "}", " }"),
    ("fn f() { let x = 1", "+ 1", "", "", "; }"),
    ("fn f() { let x = a", ".b()", "", "", "; }"),
    ("fn f() { let x = 1", " as u8", "", "", "; }"),
    ("fn f() { let x = ", "(", "1", ")", "; }"),
    ("fn f() { let x = ", "[", "1", "]", "; }"),
    ("fn f() { let x = ", "a(", "1", ")", "; }"),
    ("fn f() { let ", "(", "a", ",)", " = 1; }"),
    ("fn f() { let ", "A(", "a", ")", " = 1; }"),
    ("fn f() { let ", "[", "a", "]", " = 1; }"),
    ("", "mod m { ", "", "}", ""),
    ("", "fn f() { ", "", "}", ""),
    ("", "impl A { fn f() { ", "", "}}", ""),
    ("", "trait A { fn f() { ", "", "}}", ""),
    ("fn f() ", "-> impl Fn() ", "", "", "{}"),
    ("struct A<", "T: A<", "u8", ">", ">;"),
    ("struct A { a: ", "fn() -> ", "u8", "", "}"),
    ("enum E { A } impl E { fn message(&self) -> &str { match self { E::A => ", "return ", r#""a""#, "", "} } }"),
    ("enum E { A } impl E { fn message(&self) -> String { match self { E::A => ", "Some(", r#""a""#, ")", "} } }"),
    ("enum E { A } impl E { fn message(&self) -> String { match self { E::A => ", "concat!(", r#""a""#, ")", "} } }"),
    ("enum E { A } impl E { fn message(&self) -> String { match self { E::A => ", r#"format!("{}", "#, r#""a""#, ")", "} } }"),
    ("enum E { A } impl E { fn message(&self) -> String { match self { E::A => ", "{", r#""a""#, "}", "} } }"),
    ("enum E { A } impl E { fn retry(&self) -> bool { ", "!", "matches!(self, E::A)", "", "} }"),
    ("enum E { A } impl E { fn retry(&self) -> bool { ", "match (1, ", "match self { E::A => 1 }", ") {}", " } }"),
    ("enum E { #[status(", "return ", "1", "", ")] A }"),
    (r#"enum E { #[error("{}", "#, ".0", "", "", ")] A(u8) }"),
    (r#"enum E { #[error("{}", "#, "a(", ".0", ")", ")] A(u8) }"),
    ("fn f() { a::<", "A<A, ", "u8", ">", ">(); }"),
    ("fn f() { let x = ", "const { ", "1", "}", "; }"),
    ("fn f() { let x = ", "<[u8; {", "1", "}]>", "; }"),
    ("type X = ", "<dyn Fn() -> ", "u8", ">::A", ";"),
    ("type X = ", "<(", "u8", ")>::A", ";"),
    ("fn f() { ", "{ <A<{", "1", "}>>::A }", " }"),
    ("type X = ", "[u8; { <", "u8", "> }]", ";"),
    ("fn f() { ", "{ match ", "1", " {} }", " }"),
];

fn file(shape: usize, times: usize) -> String {
    let (before, open, middle, close, after) = SHAPES[shape];
    [before, &open.repeat(times), middle, &close.repeat(times), after].concat()
}

fn is_within_limits(file: &str) -> bool {
    check(file.parse().unwrap(), LIMITS).is_ok()
}

/// An overflow would end the whole process.
#[test]
fn no_shape_overflows_the_stack() {
    for shape in 0..SHAPES.len() {
        let most = (0..=LIMITS.tokens.ilog2()).rev().fold(0, |most, bit| {
            let more = most + (1 << bit);
            if is_within_limits(&file(shape, more)) { more } else { most }
        });
        for times in [most, most * 20] {
            let _ = read_items(&file(shape, times));
        }
    }
}

#[test]
fn too_deep_a_file_is_refused_with_its_place_and_a_way_out() {
    let refused = |file: String| read_items(&file).err().unwrap_or_default();
    assert_eq!(
        refused(format!("fn f() {{\n    {} }}", "return ".repeat(5_000))),
        "it has more than 4096 words and signs without an end between them \
         (line 2, column 28649): name a file with the enum and its `impl`s alone"
    );
    assert_eq!(
        refused(format!("type X =\n{}u8{};", "(".repeat(129), ")".repeat(129))),
        "it has more than 128 brackets in each other (line 2, column 129): name a file \
         with the enum and its `impl`s alone"
    );
}

/// Where levels end, files may be of any length.
#[test]
fn long_files_are_not_deep() {
    for (before, repeated, after) in [
        ("", "/// A.\npub fn f<A, B>(a: A) -> u8 { a + 1 }\n", ""),
        ("", "impl From<A> for B { }\n", ""),
        ("", "use a::{b, c};\n", ""),
        ("enum E { ", "#[error(\"{a}\", a = 1 < 2)]\n/// A.\nA { b: C<D, E> },\n", "}"),
        ("enum E { ", "A = 0x404,\n", "}"),
        ("fn f(e: E) { match e { ", "E::A | E::B(_) if 1 < 2 => (1, \"a\"),\n", "} }"),
        ("fn f(e: E) { match e { ", "E::A => { return Some(1) }\n", "} }"),
        ("const A: &[u8] = &[", "1, a(2, 3), ", "];"),
    ] {
        let file = format!("{before}{}{after}", repeated.repeat(20_000));
        assert!(is_within_limits(&file), "{repeated}");
    }
}
