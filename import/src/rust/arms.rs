//! What the branches of a function say of each variant.

use std::collections::HashMap;

use syn::Block;

use super::blocks::block_said;
use super::branches::{Branch, Returned};
use super::model::{Enum, Field};
use super::patterns::{Matched, is_irrefutable, patterns};
use super::said::Said;
use super::scope::Scope;
use super::values::said;

/// What one branch says of one variant.
pub struct Arm {
    pub variant: usize,
    pub said: Said,
    pub line: usize,
    /// Whether the branch names no variant, as `_` does; what `matches!` does not is clear.
    pub is_rest: bool,
}

impl Arm {
    /// How many values there are: those of a tuple, or one.
    pub fn width(&self) -> usize {
        match self.said.taken() {
            Said::Several(values) => values.len(),
            _ => 1,
        }
    }

    /// What a position is called in JSON.
    pub fn member(&self, position: usize) -> Option<&str> {
        match self.said.taken() {
            Said::Several(values) => match values.get(position)?.taken() {
                Said::Member(name, _) => Some(name),
                _ => None,
            },
            _ => None,
        }
    }

    /// What stands at a position of a tuple, and what stands there under a condition. What
    /// is no tuple has one.
    pub fn at(&self, position: usize) -> Option<Said> {
        let at = |said: &Said| match said {
            Said::Several(values) => values.get(position).cloned(),
            said => (position == 0).then(|| said.clone()),
        };
        let Said::Depends(taken, others) = &self.said else { return at(&self.said) };
        let taken = at(taken)?;
        Some(taken.unless(others.iter().filter_map(at).collect()))
    }
}

/// What a function returns whatever the variant.
pub fn of_constant(block: &Block, line: usize, of: &Enum, scope: &Scope<'_>) -> Vec<Arm> {
    let said = block_said(block, scope);
    let arm = |variant| Arm { variant, said: said.clone(), line, is_rest: true };
    (0..of.variants.len()).map(arm).collect()
}

/// What each branch says of each variant that it is the first to match for certain, and
/// what those before it say under a condition.
pub fn of_branches(branches: &[Branch<'_>], of: &Enum, scope: &Scope<'_>) -> Vec<Arm> {
    let mut arms: Vec<Arm> = Vec::new();
    let mut is_new = vec![true; of.variants.len()];
    let mut under_conditions: Vec<Vec<Said>> = vec![Vec::new(); of.variants.len()];
    let mut last_line = 0;
    for branch in branches {
        let mut matched = Vec::new();
        if let Some(pat) = &branch.pat {
            patterns(pat, of, &mut matched);
        }
        let is_rest = matched.is_empty() && branch.pat.as_deref().is_none_or(is_irrefutable);
        if is_rest {
            let rest = (0..of.variants.len()).filter(|variant| is_new[*variant]);
            matched.extend(rest.map(Matched::whole));
        }
        last_line = branch.line;
        // Where it has no field, all variants of a branch are told the same.
        let mut shared: Option<Said> = None;
        for Matched { variant, bindings, is_conditional } in matched {
            if !is_new[variant] {
                continue;
            }
            let said = match bindings.is_empty() {
                true => shared
                    .get_or_insert_with(|| returned(&branch.returned, &HashMap::new(), scope))
                    .clone(),
                false => returned(&branch.returned, &bindings, scope),
            };
            if is_conditional || branch.is_guarded {
                under_conditions[variant].push(said);
                continue;
            }
            is_new[variant] = false;
            let said = said.unless(std::mem::take(&mut under_conditions[variant]));
            let is_rest = is_rest && !matches!(branch.returned, Returned::Boolean(_));
            arms.push(Arm { variant, said, line: branch.line, is_rest });
        }
    }
    // Patterns of fields may leave nothing over without a branch for the rest.
    let unsure = under_conditions.into_iter().enumerate().filter(|(_, values)| !values.is_empty());
    arms.extend(unsure.map(|(variant, values)| {
        let said = Said::one_of(values, false);
        Arm { variant, said, line: last_line, is_rest: false }
    }));
    arms
}

fn returned(returned: &Returned<'_>, fields: &HashMap<String, Field>, scope: &Scope<'_>) -> Said {
    let scope = scope.with_fields(fields);
    match returned {
        Returned::Expr(expr) => said(expr, &scope),
        Returned::Block(block) => block_said(block, &scope),
        Returned::Boolean(value) => Said::Boolean(*value),
    }
}
