//! Tables of other people's with much of one thing.

use super::specs::list;

pub fn csv(rows: &str) -> String {
    format!("code,status,message\n{rows}")
}

/// A message repeats a text.
pub fn csv_of(text: &str, n: usize) -> String {
    csv(&format!("A,400,\"It failed: {}.\"\n", list(n, text)))
}

/// Columns that are of no key, and such as are of one that another has.
pub fn columns(n: usize) -> String {
    let (names, cells) = (list(n, ",error,colour @"), ",red,green".repeat(n));
    format!("code,status,message{names}\nA,400,It failed.{cells}\n")
}

pub fn markdown(tables: usize, rows: usize) -> String {
    let head = "\n| Code | Status | Message |\n| --- | --- | --- |\n";
    let table = |at: usize| {
        let row = format!("| `Code{at}.@` | 400 | It **failed**. |\n");
        head.to_owned() + &list(rows, &row)
    };
    (0..tables).map(table).collect()
}

pub fn markdown_of(text: &str, n: usize) -> String {
    markdown(1, 1).replace("It **failed**", &text.repeat(n))
}

pub fn json(rows: usize, members: usize) -> String {
    let members = list(members, r#", "member @": 1"#).replace("member 0", "cause");
    let row = format!(r#"{{"code": "Code@", "status": 400, "message": "It failed."{members}}},"#);
    format!("[{}]", list(rows, &row).trim_end_matches(','))
}

/// Each code is replaced by the next, and the last by one that there is, or not.
pub fn own_json(n: usize, last: &str) -> String {
    let row = |at: usize| {
        let next = if at + 1 < n { format!("Code{}", at + 1) } else { last.to_owned() };
        format!(
            r#"{{"code": "Code{at}", "status": 400, "template": "It failed.",
            "deprecated": {{"replaced_by": "{next}"}}}}"#
        )
    };
    let rows: String = (0..n).map(row).map(|row| row + ",").collect();
    let other = r#"{"code": "Other", "status": 400, "template": "It failed."}"#;
    format!(r#"{{"schema_version": 1, "name": "Error", "errors": [{rows}{other}]}}"#)
}

fn enum_of(at: usize, variants: &str) -> String {
    format!("#[derive(thiserror::Error)]\npub enum E{at} {{\n{variants}}}\n")
}

fn status_of(at: usize, function: &str, arms: &str) -> String {
    format!("impl E{at} {{ fn {function}(&self) -> u16 {{ match self {{ {arms} }} }} }}\n")
}

pub fn variants(n: usize) -> String {
    let variants = list(n, "#[error(\"Thing {a} failed in way @.\")]\nV@ { a: String },\n");
    enum_of(0, &variants) + &status_of(0, "status", &list(n, "Self::V@ { .. } => 400,\n"))
}

/// Each with a function of its own.
pub fn enums(n: usize) -> String {
    let one = |at| {
        enum_of(at, "#[error(\"It failed.\")] V,\n") + &status_of(at, "status", "Self::V => 400")
    };
    (0..n).map(one).collect()
}

pub fn functions(n: usize) -> String {
    let one = |at| status_of(0, &format!("f{at}"), "Self::V => 400");
    enum_of(0, "#[error(\"It failed.\")] V,\n")
        + &status_of(0, "status", "Self::V => 400")
        + &(0..n).map(one).collect::<String>()
}

pub fn arguments(n: usize) -> String {
    let (used, given) = (list(n, "{a@} "), list(n, ", a@ = b@.c()"));
    let fields = list(n, "b@: String, ");
    let variant = format!("#[error(\"{used}.\"{given})]\nV {{ {fields} }},\n");
    enum_of(0, &variant) + &status_of(0, "status", "_ => 400")
}

/// Which `match` binds all.
pub fn fields(n: usize) -> String {
    let fields = list(n, "b@: String, ");
    let (bound, used) = (list(n, "b@, "), list(n, "{b@} "));
    enum_of(0, &format!("V {{ {fields} }},\n"))
        + &status_of(0, "status", "_ => 400")
        + &format!(
            "impl std::fmt::Display for E0 {{ fn fmt(&self, f: &mut F) -> R {{ match self {{ \
             Self::V {{ {bound} }} => write!(f, \"{used}.\"), }} }} }}\n"
        )
}

/// All variants have one status.
pub fn pattern(n: usize) -> String {
    let variants = list(n, "#[error(\"It failed.\")]\nV@,\n");
    let either = list(n, "Self::V@ | ");
    enum_of(0, &variants)
        + &status_of(0, "status", &format!("{} => 400", either.trim_end_matches(" | ")))
}
