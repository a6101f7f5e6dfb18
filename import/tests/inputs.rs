//! Inputs and what becomes of them.
//!
//! Each input in `tests/inputs/` stands beside the spec that is expected, `NAME.toml`,
//! and what is to be said of it, `NAME.report`. They are written anew with
//! `UPDATE_EXPECT=1 cargo test -p errspec-import`.

use std::fs;
use std::path::{Path, PathBuf};

use errspec_codegen::catalog::Entry;
use errspec_codegen::{compile, counted, generate};
use errspec_import::{Format, Imported, Kind, Options, import};
use expect_test::expect_file;

fn path(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(file)
}

fn text(file: &str) -> String {
    fs::read_to_string(path(file)).unwrap()
}

fn imported(input: &str, options: &Options) -> Imported {
    let input = format!("inputs/{input}");
    import(&text(&input), Format::of_path(Path::new(&input)).unwrap(), options)
}

/// How much of an input is in the spec.
#[derive(Debug, PartialEq)]
enum Amount {
    All,
    Some,
    Nothing,
}

#[track_caller]
fn golden(amount: &Amount, inputs: &[&str]) {
    for input in inputs {
        let Imported { spec, report, .. } = imported(input, &Options::default());
        let found = match &spec {
            Ok(_) if report.is_complete() => Amount::All,
            Ok(_) => Amount::Some,
            Err(_) => Amount::Nothing,
        };
        assert_eq!(found, *amount, "{input}: {spec:?}\n{report}");
        let last = match &spec {
            Ok(spec) => {
                let (catalog, found) = compile(&spec.text);
                match report.count(Kind::Question) {
                    0 => {
                        assert_eq!(catalog.map(|it| it.entries.len()), Some(spec.codes), "{input}")
                    }
                    // Nobody builds a table that has a question.
                    questions => assert_eq!(found.errors(), questions, "{input}: {}", spec.text),
                }
                assert!(found.warnings() == 0, "{input}: {}", spec.text);
                expect_file![path("inputs").join(input).with_extension("toml")]
                    .assert_eq(&spec.text);
                format!("{} imported, {}", counted(spec.codes, "code"), report.omissions())
            }
            Err(error) => format!("error: {error}"),
        };
        expect_file![path("inputs").join(input).with_extension("report")]
            .assert_eq(&format!("{report}{last}\n"));
    }
}

#[test]
fn everything_of_a_good_file_is_imported() {
    golden(&Amount::All, &["seed.md", "tables.md", "cases.csv", "crlf.csv", "numbers.tsv"]);
    golden(&Amount::All, &["names_and_numbers.csv", "placeholders.csv", "own_json.json"]);
}

#[test]
fn what_cannot_be_used_is_listed_with_its_line() {
    golden(&Amount::Some, &["blank_lines.csv", "quoted.csv", "unusable_rows.csv"]);
    golden(&Amount::Some, &["hostile.csv", "own_csv.csv", "replaced.json"]);
    golden(&Amount::Some, &["uneven.md", "entities.md", "list.json", "by_code.json"]);
}

#[test]
fn a_rust_enum_is_read_by_its_attributes_and_matches() {
    golden(&Amount::All, &["own_attributes.rs"]);
    golden(&Amount::Some, &["axum.rs", "thiserror.rs", "strum.rs", "display.rs"]);
    golden(&Amount::Some, &["service.rs", "responses.rs"]);
}

/// Told by what is in them.
#[test]
fn documents_of_other_tools_are_read() {
    golden(&Amount::All, &["botocore.json", "in_yaml.yaml"]);
    golden(&Amount::Some, &["smithy.json", "openapi.json", "conditions.json", "errcodes.txt"]);
}

#[test]
fn traffic_is_read_by_the_envelope_that_fits_most_of_it() {
    golden(&Amount::All, &["azure.har"]);
    golden(&Amount::Some, &["named.ndjson"]);
}

#[test]
fn what_cannot_be_imported_at_all_is_one_sentence() {
    golden(&Amount::Nothing, &["no_header.csv", "no_status.csv", "unclosed_quote.csv"]);
    golden(&Amount::Nothing, &["empty.csv", "no_table.md", "other_tables.md"]);
    golden(&Amount::Nothing, &["broken_json.json", "no_objects.json", "messages.json"]);
    golden(&Amount::Nothing, &["no_enum.rs", "broken_rust.rs", "bare_enum.rs", "alias.yaml"]);
    golden(&Amount::Nothing, &["no_errors.ndjson"]);
}

/// The table that this repository publishes, pasted from its source as Markdown.
#[test]
fn the_seed_is_imported_without_loss() {
    let rows = |spec: &str| -> Vec<(String, u16, String)> {
        let row = |entry: Entry| (entry.code, entry.status, entry.message.template());
        compile(spec).0.unwrap().entries.into_iter().map(row).collect()
    };
    let published = rows(&text("../../spec/errors.toml"));
    assert_eq!(published.len(), 32);
    assert_eq!(rows(&imported("seed.md", &Options::default()).spec.unwrap().text), published);
}

/// `errors.json` in, a spec out that has the same `errors.json`.
#[test]
fn own_json_is_imported_without_loss() {
    let json = |spec: &str| {
        let artifacts = generate(spec).artifacts.unwrap();
        artifacts.get("errors.json").unwrap().to_owned()
    };
    let specs = ["everything", "hostile", "names", "smallest"]
        .map(|name| (name, text(&format!("../../codegen/tests/artifacts/{name}.toml"))));
    let row = |keys: &str| format!("[[error]]\n{keys}\nstatus = 400\nmessage = \"{{p}}.\"\n");
    let [dashed, capital, number] =
        ["code = \"a-b-c\"", "code = \"a-b-d\"\nvariant = \"ABD\"", "code = \"42P01\""].map(row);
    let prefix = "[catalog]\nvariant_prefix = \"Err\"\n";
    let rust_names = [
        ("a prefix", format!("{prefix}{dashed}{capital}{number}")),
        ("a variant that follows, too", format!("{dashed}{capital}")),
    ];
    for (name, spec) in specs.into_iter().chain(rust_names) {
        let expected = json(&spec);
        let imported = import(&expected, Format::Json, &Options::default());
        assert!(imported.report.is_complete(), "{name}: {}", imported.report);
        assert_eq!(json(&imported.spec.unwrap().text), expected, "{name}");
    }
}

#[test]
fn a_default_status_is_for_rows_without_one() {
    let options = |status| Options { default_status: Some(status), ..Options::default() };
    let imported = imported("messages.json", &options(400));
    assert_eq!(imported.spec.unwrap().text.matches("status = 400").count(), 2);
    assert!(self::imported("bare_enum.rs", &options(200)).spec.is_err());
}

#[test]
fn an_enum_is_named_where_there_are_several() {
    let named = |name: &str| {
        let options = Options { enum_name: Some(name.to_owned()), ..Options::default() };
        imported("thiserror.rs", &options)
    };
    let sentence = "there is no enum `OrderStat`: its enums are `ApiError`, `OrderState`";
    assert_eq!(named("OrderStat").spec.unwrap_err().to_string(), sentence);
    let sentence = "nothing in it says the status of a variant of `OrderState`: --default-status \
                    gives all one, --enum takes another enum";
    assert_eq!(named("OrderState").spec.unwrap_err().to_string(), sentence);
}

#[test]
fn an_extension_tells_the_format() {
    let format = |path: &str| Format::of_path(Path::new(path));
    assert_eq!(format("a/Errors.TSV"), Some(Format::Csv));
    assert_eq!(format("docs/errors.markdown"), Some(Format::Markdown));
    assert_eq!((format("errors.xls"), format("csv")), (None, None));
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_input() {
    let list = "\u{feff}[{ \"code\": \"A\", \"status\": 400, \"message\": \"It failed.\" }]";
    let imported = import(list, Format::Json, &Options::default());
    assert!(imported.report.is_complete(), "{}", imported.report);
    assert_eq!(imported.spec.unwrap().codes, 1);
}

#[test]
fn objects_have_so_many_different_members_at_most() {
    let objects = |count: usize| {
        let object = |at| {
            format!(
                "{{\"code\":\"A{at}\",\"status\":400,\"message\":\"It failed.\",\n\"x{at}\":1}}"
            )
        };
        format!("[{}]", (0..count).map(object).collect::<Vec<_>>().join(","))
    };
    let spec = |count| import(&objects(count), Format::Json, &Options::default()).spec;
    assert_eq!(spec(253).unwrap().codes, 253);
    let sentence = "\"x253\" in line 255 is a member too many: the objects of a list have 256 \
                    different ones at most, so take out those that no row needs";
    assert_eq!(spec(254).unwrap_err().to_string(), sentence);
}
