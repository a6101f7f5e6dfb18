//! What a table adds to a program: bytes beyond its strings, and relocations,
//! as readelf tells them of the whole program less one without a table.

use std::path::Path;
use std::process::Command;

use super::program;
use crate::figures::{Figures, Line};
use crate::peers::{Peer, strings};
use crate::table;

pub const SIZES: [usize; 3] = [256, 2_048, 16_384];

const WAYS: [(Peer, &str); 3] =
    [(Peer::Errspec, "errspec"), (Peer::Strum, "strum + thiserror"), (Peer::Phf, "phf + match")];

pub fn measure() -> Figures {
    let line = |codes, (peer, way)| {
        let values = of(peer, codes);
        let values = values.map(|size| vec![size.tables, size.with_code, size.relocations as f64]);
        Line { codes, way, values }
    };
    let lines = SIZES.into_iter().flat_map(|codes| WAYS.map(|way| line(codes, way)));
    Figures {
        title: "bytes a code beyond its strings, and relocations of the program",
        columns: &["tables", "with code", "relocations"],
        lines: lines.collect(),
    }
}

/// What a table costs.
pub struct Size {
    /// Bytes of data a code.
    pub tables: f64,
    /// Bytes a code of everything that is loaded, code and relocations too.
    pub with_code: f64,
    pub relocations: usize,
}

pub fn of(peer: Peer, codes: usize) -> Result<Size, &'static str> {
    let with = Sections::of(&program::whole(peer, codes)?)?;
    let without = Sections::of(&program::whole(Peer::Nothing, 1)?)?;
    let strings = strings(&table::codes(codes));
    let each = |with: usize, without: usize| {
        (with as f64 - without as f64 - strings as f64) / codes as f64
    };
    Ok(Size {
        tables: each(with.data, without.data),
        with_code: each(with.loaded, without.loaded),
        relocations: with.relocations.saturating_sub(without.relocations),
    })
}

/// Sums over the sections of a program.
struct Sections {
    data: usize,
    loaded: usize,
    relocations: usize,
}

impl Sections {
    fn of(program: &Path) -> Result<Self, &'static str> {
        let sections = readelf("-SW", program)?;
        let mut sums = Self { data: 0, loaded: 0, relocations: 0 };
        for line in sections.lines() {
            // [Nr] Name Type Address Off Size ES Flg ...
            let Some((_, line)) = line.split_once(']') else { continue };
            let columns: Vec<&str> = line.split_whitespace().collect();
            let [name, _, _, _, size, _, flags, ..] = columns[..] else { continue };
            let size = usize::from_str_radix(size, 16).unwrap_or_default();
            if flags.contains('A') {
                sums.loaded += size;
            }
            if [".rodata", ".data.rel.ro", ".data"].contains(&name) {
                sums.data += size;
            }
        }
        let relocations = readelf("-rW", program)?;
        sums.relocations = relocations.lines().filter(|line| line.contains(" R_")).count();
        Ok(sums)
    }
}

fn readelf(option: &str, program: &Path) -> Result<String, &'static str> {
    let output = Command::new("readelf").arg(option).arg(program).output();
    let output = output.map_err(|_| "not measured: it needs readelf")?;
    String::from_utf8(output.stdout).map_err(|_| "not measured: readelf says what is no text")
}
