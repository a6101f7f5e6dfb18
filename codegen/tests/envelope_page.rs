//! The page about envelopes shows what is sent, to the letter.

use std::fs;

use errspec_codegen::{compile, sample};

#[test]
fn the_page_shows_what_is_sent() {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/envelope.md");
    let page = fs::read_to_string(page).unwrap();
    let mut blocks = page.split("```").skip(1).step_by(2);
    let row = blocks.find_map(|block| block.strip_prefix("toml\n")).unwrap();
    let mut shown = 0;
    while let Some(block) = blocks.next() {
        let Some(envelope) = block.strip_prefix("toml\n") else { continue };
        let spec = format!("{envelope}\n{row}");
        let (catalog, report) = compile(&spec);
        assert!(report.findings().is_empty(), "{}", report.render("page", &spec, false));
        let catalog = catalog.unwrap();
        let samples = sample::all(&catalog, &catalog.entries[0], sample::REQUEST_ID);
        let expected = blocks.next().and_then(|block| block.strip_prefix("json\n")).unwrap();
        assert_eq!(samples[0].1.lines() + "\n", expected, "{envelope}");
        shown += 1;
    }
    assert_eq!(shown, 5);
}
