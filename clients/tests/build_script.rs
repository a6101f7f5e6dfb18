//! Clients as artifacts of a build script.

use errspec_clients::{client, file_name, fill_in};
use errspec_codegen::catalog::ClientLanguage;
use errspec_codegen::{Builder, compile};

const KMS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../spec/errors.toml");

#[test]
fn a_build_keeps_them_fresh() {
    let out = tempfile::tempdir().unwrap();
    let builder = Builder::new(KMS)
        .out_dir(out.path())
        .artifacts([])
        .artifact("errors.py", errspec_clients::python)
        .artifact("errors.ts", errspec_clients::typescript)
        .artifact("errors.go", errspec_clients::go);
    builder.build().unwrap();
    let (catalog, _) = compile(&std::fs::read_to_string(KMS).unwrap());
    for language in ClientLanguage::ALL.iter().copied() {
        let path = out.path().join(file_name(language));
        let written = std::fs::read_to_string(&path).unwrap();
        assert_eq!(written, client(catalog.as_ref().unwrap(), language));
        assert!(written.contains(errspec_clients::MARK));
        std::fs::write(&path, "stale").unwrap();
    }
    assert_eq!(builder.build().unwrap().written.len(), 3);
}

#[test]
fn a_language_has_names_of_its_own() {
    let row = "[[error]]\ncode = \"A\"\nstatus = 400\nmessage = \"It failed.\"\n";
    let (catalog, _) = compile(&format!("{row}names = {{ go = \"OtherName\" }}\n"));
    let catalog = catalog.unwrap();
    let go = client(&catalog, ClientLanguage::Go);
    assert!(go.contains("\tOtherName Code = \"A\"\n"), "{go}");
    assert!(client(&catalog, ClientLanguage::Python).contains("class A(ClientError)"));
    let template = "{{ errors[0].variant }} {{ errors[0].names.go }}";
    assert_eq!(fill_in(&catalog, template, "own").unwrap(), "A OtherName");
}

#[test]
fn a_template_fails_with_its_line() {
    let (catalog, _) = compile("[[error]]\ncode = \"A\"\nstatus = 400\nmessage = \"It failed.\"\n");
    let catalog = catalog.unwrap();
    let filled_in = fill_in(&catalog, "{{ errors[0].code }}\n", "codes.txt");
    assert_eq!(filled_in.unwrap(), "A\n");
    let error = fill_in(&catalog, "\n{{ errors[0].kode }}\n", "codes.txt").unwrap_err();
    assert!(error.to_string().starts_with("codes.txt:2: "), "{error}");
}
