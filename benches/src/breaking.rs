//! What it costs to find the changes between two versions of a spec.

use std::time::Instant;

use errspec_codegen::compile;
use errspec_codegen::diff::diff;

use crate::{median, table};

pub fn report() {
    println!("changes between two specs, TOML text to sorted changes");
    println!("{:>8} {:>20} {:>10}", "codes", "edit", "ms");
    for codes in [2_048, 16_384] {
        let old = table::spec(codes);
        let edits = [
            ("none", old.clone()),
            ("every status", old.replace("status = 409", "status = 412")),
            ("every code renamed", old.replace("code = \"", "code = \"New.")),
        ];
        for (name, new) in edits {
            let times = (0..7).map(|_| {
                let start = Instant::now();
                let catalogs = [&old, &new].map(|spec| compile(spec).0.expect("it breaks no rule"));
                std::hint::black_box(diff(&catalogs[0], &catalogs[1]));
                start.elapsed().as_secs_f64() * 1e3
            });
            println!("{codes:>8} {name:>20} {:>10.1}", median(times.collect()));
        }
    }
}
