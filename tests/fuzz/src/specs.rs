//! Specs: compiled, mended, and compared.

use std::path::Path;

use errspec_codegen::diff::{Bump, diff};
use errspec_codegen::{Artifact, Artifacts, Catalog, Lock, Report, apply_fixes, compile, decode};

/// What parts the two specs of [`changes`].
pub const AND_THEN: &str = "\n# and then\n";

/// A spec is refused at places that it has, or becomes what its readers can read.
pub fn spec(source: &[u8]) {
    let Ok(source) = decode(Path::new("spec"), source.to_vec()) else { return };
    let (catalog, report) = compile(&source);
    for finding in report.findings() {
        let related = finding.related.iter().map(|(span, _)| span);
        let fixed = finding.fix.iter().map(|fix| &fix.span);
        for span in [&finding.span].into_iter().chain(related).chain(fixed) {
            assert!(source.get(span.clone()).is_some(), "{finding:?}");
        }
    }
    let shown = report.render("spec", &source, false);
    assert!(!shown.contains(|c: char| c.is_control() && c != '\n'), "{shown:?}");
    assert_eq!(catalog.is_none(), report.errors() > 0, "{shown}");
    if let Some(catalog) = catalog {
        let artifacts = Artifacts::of(&catalog, &Artifact::unasked());
        let json = artifacts.get("errors.json").expect("it is made unasked");
        assert!(serde_json::from_str::<serde_json::Value>(json).is_ok(), "{json}");
    }
}

/// What fixes make of TOML is TOML.
pub fn fix(source: &[u8]) {
    let Ok(source) = decode(Path::new("spec"), source.to_vec()) else { return };
    let is_toml = |text: &str| text.parse::<toml::Table>().is_ok();
    let (_, report) = compile(&source);
    for finding in report.findings() {
        let (mended, _) = apply_fixes(&source, std::slice::from_ref(finding));
        assert!(is_toml(&mended) || !is_toml(&source), "{finding:?} makes {mended:?}");
    }
}

/// A lock refuses what the comparison calls major on the wire, and nothing else.
pub fn changes(source: &[u8]) {
    let Ok(source) = decode(Path::new("spec"), source.to_vec()) else { return };
    let Some((old, new)) = source.split_once(AND_THEN) else { return };
    let (Some(old), Some(new)) = (compile(old).0, compile(new).0) else { return };
    for catalog in [&old, &new] {
        assert!(diff(catalog, catalog).is_empty());
        assert_eq!(refused(catalog, catalog), 0);
    }
    let changes = diff(&old, &new);
    let major = changes.iter().filter(|change| change.rule.wire() == Some(Bump::Major)).count();
    if new.accept.is_empty() {
        assert_eq!(refused(&old, &new), major, "{changes:#?}");
    }
}

/// How much of the new spec a lock of the old one refuses.
fn refused(old: &Catalog, new: &Catalog) -> usize {
    let mut report = Report::default();
    let lock = Lock::read(&Lock::text(old)).expect("a lock is read as it was written");
    lock.check(new, &mut report);
    report.findings().len()
}
