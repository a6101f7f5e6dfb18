//! What the arms of a function say of each variant.

use std::collections::HashSet;

use syn::{Expr, ExprMatch, Pat};

use super::bodies::Matches;
use super::format::Arguments;
use super::model::Enum;
use super::patterns::{Matched, is_irrefutable, patterns};
use super::said::Said;
use super::values::said;
use crate::report::{Kind, Remark};

/// What one arm says of one variant.
pub struct Arm {
    pub variant: usize,
    pub said: Said,
    pub line: usize,
    /// Whether the arm is `_`, so that it names no variant.
    pub is_rest: bool,
}

impl Arm {
    /// How many values there are: those of a tuple, or one.
    pub fn width(&self) -> usize {
        match &self.said {
            Said::Several(values) => values.len(),
            _ => 1,
        }
    }

    /// What stands at a position of a tuple. What is no tuple has one.
    pub fn at(&self, position: usize) -> Option<&Said> {
        match &self.said {
            Said::Several(values) => values.get(position),
            said => (position == 0).then_some(said),
        }
    }
}

/// What a function returns whatever the variant. What is computed says nothing
/// that could be read of any.
pub fn of_constant(expr: &Expr, line: usize, of: &Enum) -> Vec<Arm> {
    let said = said(expr, &Arguments::default());
    if let Said::Unreadable(_) = said {
        return Vec::new();
    }
    let arm = |variant| Arm { variant, said: said.clone(), line, is_rest: true };
    (0..of.variants.len()).map(arm).collect()
}

/// What each arm says of each variant that it is the first to match, and which
/// arms depend on more than the variant.
pub fn of_match(of: &ExprMatch, of_enum: &Enum, function: &str) -> (Vec<Arm>, Vec<Remark>) {
    let mut arms: Vec<Arm> = Vec::new();
    let mut conditions = Vec::new();
    let mut is_new = vec![true; of_enum.variants.len()];
    for arm in &of.arms {
        let line = arm.fat_arrow_token.spans[0].start().line;
        let (pat, is_guarded) = match &arm.pat {
            Pat::Guard(guard) => (&*guard.pat, true),
            pat => (pat, false),
        };
        let mut matched = Vec::new();
        patterns(pat, of_enum, &mut matched);
        let is_rest = matched.is_empty() && is_irrefutable(pat);
        if is_rest {
            let rest = (0..of_enum.variants.len()).filter(|variant| is_new[*variant]);
            matched.extend(rest.map(Matched::whole));
        }
        let (conditional, certain): (Vec<_>, Vec<_>) =
            matched.into_iter().partition(|found| is_guarded || found.is_conditional);
        conditions.extend(condition(&conditional, line, of_enum, function));
        let new: Vec<_> = certain.into_iter().filter(|found| is_new[found.variant]).collect();
        for Matched { variant, bindings, .. } in new {
            is_new[variant] = false;
            let scope = Arguments { bindings, ..Arguments::default() };
            arms.push(Arm { variant, said: said(&arm.body, &scope), line, is_rest });
        }
    }
    (arms, conditions)
}

/// What `matches!` says: true or false of each variant, unless it depends.
pub fn of_matches(found: &Matches, of: &Enum, function: &str) -> (Vec<Arm>, Vec<Remark>) {
    let mut matched = Vec::new();
    patterns(&found.pattern, of, &mut matched);
    let (conditional, certain): (Vec<_>, Vec<_>) =
        matched.into_iter().partition(|matched| found.is_guarded || matched.is_conditional);
    let variants = |of: &[Matched]| of.iter().map(|found| found.variant).collect::<HashSet<_>>();
    let (depends, is_matched) = (variants(&conditional), variants(&certain));
    let known = (0..of.variants.len()).filter(|variant| !depends.contains(variant));
    let arm = |variant| {
        let said = Said::Boolean(is_matched.contains(&variant) != found.is_negated);
        Arm { variant, said, line: found.line, is_rest: false }
    };
    let arms = known.map(arm).collect();
    (arms, condition(&conditional, found.line, of, function).into_iter().collect())
}

/// A remark on variants for which an arm depends on more than the variant.
fn condition(matched: &[Matched], line: usize, of: &Enum, function: &str) -> Option<Remark> {
    let names: Vec<String> =
        matched.iter().map(|found| format!("`{}`", of.variants[found.variant].name)).collect();
    let text = format!("{}: what `{}()` returns under a condition", names.join(", "), function);
    (!names.is_empty()).then(|| Remark::new(line, Kind::PartLeftOut, text))
}
