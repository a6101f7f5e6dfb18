//! `errspec check --fix`: the findings that have one certain fix, mended in place.

use std::error::Error;

use errspec_codegen::{apply_fixes, compile_published, counted};

use crate::spec::Source;
use crate::terminal::Terminal;

/// A fix can bring another to light: a key that is known now has a value. What
/// takes more rounds than this is left to the author.
const MOST_ROUNDS: usize = 10;

fn is_toml(text: &str) -> bool {
    toml::from_str::<toml::Table>(text).is_ok()
}

/// Applies fixes until there are none, and replaces the file where there were any.
pub fn apply(source: &mut Source, terminal: &Terminal) -> Result<(), Box<dyn Error>> {
    if source.is_stdin() {
        return Err("name the spec: --fix edits it in place".into());
    }
    let lock = source.lock()?;
    let mut all = 0;
    for _ in 0..MOST_ROUNDS {
        let (_, report) = compile_published(&source.text, lock.as_ref());
        let (text, applied) = apply_fixes(&source.text, report.findings());
        // No finding is worth a spec that cannot be read any more.
        let is_worse = is_toml(&source.text) && !is_toml(&text);
        if applied == 0 || is_worse {
            break;
        }
        source.text = text;
        all += applied;
    }
    if all > 0 {
        source.replace()?;
        terminal.diagnose(&format!("{}: mended {}\n", source.shown(), counted(all, "finding")));
    }
    Ok(())
}
