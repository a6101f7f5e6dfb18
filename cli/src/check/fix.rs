//! `errspec check --fix`: the findings that have one certain fix, mended in place.

use std::error::Error;

use errspec_codegen::{Finding, Lock, Report, apply_fixes, compile_published, counted};

use crate::spec::Source;
use crate::terminal::Terminal;

/// A fix can bring another to light: a key that is known now has a value. And of fixes
/// that do harm together, those are looked for that do none. What takes more checks
/// than this is left to the author.
const MOST_CHECKS: usize = 50;

/// Applies fixes until there are none, and replaces the file where there were any.
pub fn apply(source: &mut Source, terminal: &Terminal) -> Result<(), Box<dyn Error>> {
    if source.is_stdin() {
        return Err("name the spec: --fix edits it in place".into());
    }
    let lock = source.lock()?;
    let (text, count) = mended(&source.text, lock.as_ref());
    if count > 0 {
        source.text = text;
        source.replace()?;
        terminal.diagnose(&format!("{}: mended {}\n", source.shown(), counted(count, "finding")));
    }
    Ok(())
}

/// The text with every fix that does no harm, and how many these are.
fn mended(source: &str, lock: Option<&Lock>) -> (String, usize) {
    let mut text = source.to_owned();
    let mut checks = MOST_CHECKS;
    let mut count = 0;
    loop {
        let (_, report) = compile_published(&text, lock);
        let fixable = report.findings().iter().filter(|finding| finding.fix.is_some());
        let fixable: Vec<Finding> = fixable.cloned().collect();
        let badness = Badness::of(&text, &report);
        let mut round = Round { text: &text, lock, checks, taken: Vec::new(), badness };
        round.take(&fixable);
        let (better, applied) = apply_fixes(&text, &round.taken);
        if applied == 0 {
            return (text, count);
        }
        checks = round.checks;
        count += applied;
        text = better;
    }
}

/// The fixes of one text that leave it no worse.
struct Round<'a> {
    text: &'a str,
    lock: Option<&'a Lock>,
    /// How many more texts may be checked.
    checks: usize,
    taken: Vec<Finding>,
    /// How bad the text is with what is taken.
    badness: Badness,
}

/// A spec that cannot be read hides what else is wrong with it.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Badness {
    is_unreadable: bool,
    errors: usize,
}

impl Badness {
    fn of(text: &str, report: &Report) -> Self {
        let is_unreadable = toml::from_str::<toml::Table>(text).is_err();
        Self { is_unreadable, errors: report.errors() }
    }
}

impl Round<'_> {
    /// Takes these fixes, or those among them that do no harm.
    fn take(&mut self, fixes: &[Finding]) {
        if fixes.is_empty() || self.checks == 0 {
            return;
        }
        self.checks -= 1;
        let taken = [&self.taken, fixes].concat();
        let (text, _) = apply_fixes(self.text, &taken);
        let (_, report) = compile_published(&text, self.lock);
        let badness = Badness::of(&text, &report);
        if badness <= self.badness {
            (self.taken, self.badness) = (taken, badness);
        } else if fixes.len() > 1 {
            let (first, second) = fixes.split_at(fixes.len() / 2);
            self.take(first);
            self.take(second);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "[[error]]\ncode = 'A'\nstatus = 400\nmessage = 'It failed.'\n";

    fn badness(text: &str) -> Badness {
        Badness::of(text, &compile_published(text, None).1)
    }

    #[test]
    fn no_spec_is_worse_for_it() {
        for strange in [
            "[[retird]]\na.type = 'x'\ndeprecatd.since = '1'\n",
            "fallback = { interal = 'B' }\n[[retird]]\nreplaced_by = 'A'\n",
            "[[eror]]\ncode = 'B'\nparams = { a = { typ = 'integr' } }\n",
            "[error]\na.type = 'x'\n[error]\n[error.params.a]\ntype = 'x'\n",
            "\u{feff}\u{feff}[error]\n\u{feff}[[error]]\n",
        ] {
            let text = format!("{strange}{GOOD}");
            let (mended, _) = mended(&text, None);
            assert!(badness(&mended) <= badness(&text), "{text}\n=>\n{mended}");
        }
    }

    #[test]
    fn what_does_no_harm_is_mended_beside_what_does() {
        let harmful = "[[eror]]\ncode = 'B'\n";
        let text = format!("catalog.titel = 'x'\n{GOOD}{harmful}[catalgo]\n");
        let text = text.replace("status = 400", "staus = '400'");
        let (mended, count) = mended(&text, None);
        assert_eq!([&text, &mended].map(|text| badness(text).errors), [4, 2], "{mended}");
        assert_eq!(count, 3);
        assert!(mended.contains("catalog.title") && mended.contains("status = 400"));
        assert!(mended.ends_with("[[eror]]\ncode = 'B'\n[catalgo]\n"));
    }

    /// Whatever is in the spec.
    #[test]
    fn what_is_mended_has_no_more_errors() {
        fuzz_checks::inputs::check(&fuzz_checks::inputs::specs(), 1_000, |spec| {
            let spec = String::from_utf8_lossy(spec);
            let (better, count) = mended(&spec, None);
            let errors = |spec: &str| compile_published(spec, None).1.errors();
            assert!(errors(&better) <= errors(&spec), "{spec:?} becomes {better:?}");
            assert_eq!(count == 0, better == spec, "{spec:?}");
        });
    }
}
