//! Random edits of known level on a random spec: the bump that the diff asks for
//! is the highest of theirs.

use std::fmt::Write;

use errspec_codegen::diff::{Bump, bump, diff};
use errspec_codegen::{Catalog, compile};
use proptest::prelude::*;

/// A row that every edit can be made on.
#[derive(Clone, Debug)]
struct Row {
    code: String,
    variant: Option<String>,
    status: u16,
    message: String,
    number: i64,
    retryable: bool,
    retry_after: Option<u32>,
    cause: String,
    aliases: Vec<String>,
    deprecated: bool,
}

/// A spec: live rows, and the codes that are retired.
#[derive(Clone, Debug, Default)]
struct Spec {
    rows: Vec<Row>,
    retired: Vec<String>,
}

#[derive(Clone, Copy, Debug)]
enum Edit {
    Nothing,
    Reword,
    Explain,
    Alias,
    GainRetry,
    Wait,
    Deprecate,
    Add,
    Variant,
    Param,
    Retire,
    Remove,
    Rename,
    Status,
    Fault,
    Number,
    LoseRetry,
}

impl Edit {
    fn bump(self) -> Option<Bump> {
        match self {
            Self::Nothing => None,
            Self::Reword | Self::Explain => Some(Bump::Patch),
            Self::Alias | Self::GainRetry | Self::Wait | Self::Deprecate | Self::Add => {
                Some(Bump::Minor)
            }
            _ => Some(Bump::Major),
        }
    }

    fn apply(self, index: usize, spec: &mut Spec) {
        let row = &mut spec.rows[index];
        match self {
            Self::Nothing => {}
            Self::Reword => row.message += " Really.",
            Self::Explain => row.cause += " It did.",
            Self::Alias => row.aliases.push(format!("alias-{index}")),
            Self::GainRetry => row.retryable = true,
            Self::Wait => row.retry_after = Some(7),
            Self::Deprecate => row.deprecated = true,
            Self::Variant => row.variant = Some(format!("Other{index}")),
            Self::Param => row.message += " {extra}.",
            Self::Rename => row.code += ".New",
            Self::Status => row.status = 499,
            Self::Fault => row.status = 500,
            Self::Number => row.number += 1_000,
            Self::LoseRetry => row.retryable = false,
            Self::Add => {
                let new = Row {
                    code: format!("Added{index}"),
                    number: 5_000 + index as i64,
                    ..row.clone()
                };
                spec.rows.push(Row {
                    message: format!("Added {index}."),
                    aliases: Vec::new(),
                    ..new
                });
            }
            // What is empty is taken out when the edits are done.
            Self::Retire | Self::Remove => {
                let code = std::mem::take(&mut row.code);
                if matches!(self, Self::Retire) {
                    spec.retired.push(code);
                }
            }
        }
    }
}

fn spec(retryable: &[bool]) -> Spec {
    let row = |(index, &retryable): (usize, &bool)| Row {
        code: format!("Code{index}"),
        variant: None,
        status: 409,
        message: format!("Number {index} failed."),
        number: index as i64,
        retryable,
        retry_after: None,
        cause: "It happened.".to_owned(),
        aliases: vec![format!("old-{index}")],
        deprecated: false,
    };
    Spec { rows: retryable.iter().enumerate().map(row).collect(), retired: Vec::new() }
}

fn catalog(spec: &Spec, layout: &str) -> Catalog {
    let mut toml = String::new();
    for row in &spec.rows {
        let _ = write!(toml, "{layout}[[error]]\nnumber = {}\ncode = {:?}\n", row.number, row.code);
        let _ = write!(toml, "status   =  {}\nmessage = {:?}\n{layout}", row.status, row.message);
        let _ = write!(toml, "retryable = {}\ncause = {:?}\n", row.retryable, row.cause);
        let _ = writeln!(toml, "aliases = {:?}", row.aliases);
        if let Some(variant) = &row.variant {
            let _ = writeln!(toml, "variant = {variant:?}");
        }
        if let Some(seconds) = row.retry_after {
            let _ = writeln!(toml, "retry_after = {seconds}");
        }
        if row.deprecated {
            let _ = writeln!(toml, "deprecated = {{ since = \"2\" }}");
        }
    }
    for code in &spec.retired {
        let _ = write!(toml, "[[retired]]\ncode = {code:?}\n");
    }
    let (catalog, report) = compile(&toml);
    catalog.unwrap_or_else(|| panic!("{}", report.render("random.toml", &toml, false)))
}

fn edit() -> impl Strategy<Value = Edit> {
    use Edit::*;
    prop::sample::select(vec![
        Nothing, Nothing, Nothing, Reword, Explain, Alias, GainRetry, Wait, Deprecate, Add,
        Variant, Param, Retire, Remove, Rename, Status, Fault, Number, LoseRetry,
    ])
}

proptest! {
    #[test]
    fn the_bump_is_the_highest_of_the_edits(
        rows in prop::collection::vec((any::<bool>(), edit()), 1..12),
        seed in any::<u64>(),
    ) {
        let retryable: Vec<bool> = rows.iter().map(|(retryable, _)| *retryable).collect();
        let old = spec(&retryable);
        let mut new = old.clone();
        let mut expected = None;
        for (index, (retryable, edit)) in rows.iter().enumerate() {
            let edit = match (edit, retryable) {
                (Edit::GainRetry, true) | (Edit::LoseRetry, false) => Edit::Nothing,
                (edit, _) => *edit,
            };
            edit.apply(index, &mut new);
            let gone = matches!(edit, Edit::Retire | Edit::Remove);
            // An alias goes with its code.
            expected = expected.max(edit.bump()).max(gone.then_some(Bump::Major));
        }
        new.rows.retain(|row| !row.code.is_empty());
        new.rows.push(Row { code: "Last".to_owned(), aliases: Vec::new(), number: -1, ..spec(&[false]).rows.remove(0) });
        let mut old = old;
        old.rows.push(new.rows[new.rows.len() - 1].clone());

        let (old, new_catalog) = (catalog(&old, ""), catalog(&new, ""));
        let changes = diff(&old, &new_catalog);
        prop_assert_eq!(bump(&changes), expected, "{:#?}", changes);
        prop_assert!(diff(&new_catalog, &new_catalog).is_empty());

        // Order and layout are no change.
        let mut shuffled = new.clone();
        let len = shuffled.rows.len();
        shuffled.rows.rotate_left(seed as usize % len);
        let shuffled = catalog(&shuffled, "\n  # a comment\n");
        prop_assert!(diff(&new_catalog, &shuffled).is_empty());
        prop_assert_eq!(bump(&diff(&old, &shuffled)), expected);
    }
}
