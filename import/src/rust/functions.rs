//! What a function says of each variant becomes statements.

use super::arms::{self, Arm};
use super::bodies::Body;
use super::model::Enum;
use super::roles::{self, Role};
use super::said::{Said, Source, Statement};
use super::scope::Scope;
use crate::report::{Kind, Remark};

pub struct Function {
    pub name: String,
    pub of_trait: Option<String>,
    /// `impl From<Enum> for String`
    pub to_text: bool,
}

impl Function {
    pub fn read(&self, body: &Body<'_>, scope: &Scope<'_>, of: &mut Enum) {
        let (arms, names) = match body {
            Body::Decision { branches, names } => {
                (arms::of_branches(branches, of, scope), &names[..])
            }
            Body::Constant { block, line } => match arms::of_constant(block, *line, of, scope) {
                arms if arms.iter().any(|arm| matches!(arm.said, Said::Unreadable(_))) => {
                    return self.computed(*line, of);
                }
                arms => (arms, &[][..]),
            },
            Body::Computed { line } => return self.computed(*line, of),
        };
        let count = arms.iter().map(Arm::width).max().unwrap_or(0);
        let mut is_known = false;
        for position in 0..count {
            let bound = names.get(position).or(names.first().filter(|_| count == 1));
            let column = Column::of(&arms, position, bound, &self.name);
            is_known |= self.take(&arms, column, names.is_empty(), of);
        }
        self.remark(&arms, is_known, of);
    }

    /// Says what `_` was taken for, or that the whole function is about no key.
    fn remark(&self, arms: &[Arm], is_known: bool, of: &mut Enum) {
        let is_silent = |arm: &&Arm| {
            matches!(arm.said.taken(), Said::Unreadable(_) | Said::Several(_) | Said::Nothing)
        };
        let function = &self.name;
        if !is_known {
            let telling = arms.iter().find(|arm| !is_silent(arm));
            let text = format!("what `{function}()` says has no place in a spec");
            let remark = telling.map(|first| Remark::new(first.line, Kind::Note, text));
            of.remarks.extend(remark);
            return;
        }
        let is_rest =
            |arm: &&Arm| arm.is_rest && !matches!(arm.said, Said::Nothing | Said::Boolean(false));
        let rest: Vec<&Arm> = arms.iter().filter(is_rest).collect();
        if let Some(first) = rest.first()
            && rest.len() < of.variants.len()
        {
            let names = of.named(rest.iter().map(|arm| arm.variant));
            let text = format!("{names}: taken from what `{function}()` says of all others");
            of.remarks.push(Remark::new(first.line, Kind::Note, text));
        }
    }

    /// Takes one position of what the arms say. `false` where it is about no key.
    fn take(&self, arms: &[Arm], column: Column<'_>, is_own_name: bool, of: &mut Enum) -> bool {
        let values: Vec<&Said> = column.values.iter().flatten().map(Said::taken).collect();
        let is_whole = is_own_name && !column.is_member && values.len() == arms.len();
        let Some(Role { key, is_like }) = roles::role(&values, column.name, is_whole, self.to_text)
        else {
            return false;
        };
        let is_display = matches!(self.of_trait.as_deref(), Some("Display")) || self.name == "fmt";
        let source = match (is_display, is_like) {
            (true, _) => Source::Display,
            (false, true) => Source::LikeMethod,
            (false, false) => Source::Method,
        };
        self.remark_conditions(arms, &column, of);
        for (arm, value) in arms.iter().zip(&column.values) {
            // Advice that depends is none.
            if matches!(value, Some(Said::Depends(taken, _)) if matches!(**taken, Said::Boolean(_)))
            {
                continue;
            }
            let value = match value.as_ref().map(Said::taken) {
                None | Some(Said::Nothing) => continue,
                Some(Said::Integer(integer)) if key == "status" => match u16::try_from(*integer) {
                    Ok(status) => Said::Status(status),
                    Err(_) => Said::unreadable("it is no HTTP status"),
                },
                // A number on the wire.
                Some(Said::Integer(integer)) if key == "code" => Said::Text(integer.to_string()),
                Some(value) => value.clone(),
            };
            let of_function = format!("{}()", self.name);
            let line = arm.line;
            let statement = Statement { key, value, source, of: of_function, line };
            of.variants[arm.variant].said.push(statement);
        }
        true
    }

    /// Says what is returned under a condition, once for neighbours of which the same holds.
    fn remark_conditions(&self, arms: &[Arm], column: &Column<'_>, of: &mut Enum) {
        let mut last: Option<(String, Vec<usize>, usize)> = None;
        let mut found = Vec::new();
        for (arm, value) in arms.iter().zip(&column.values) {
            let Some(Said::Depends(taken, others)) = value else { continue };
            let mut shown: Vec<String> = others.iter().take(MOST_SHOWN).map(Said::shown).collect();
            if let Some(more) = others.len().checked_sub(MOST_SHOWN).filter(|more| *more > 0) {
                shown.push(format!("{more} others"));
            }
            let others = shown.join(" or ");
            let text = match &**taken {
                Said::Boolean(_) => format!("{others} under a condition"),
                taken => format!("{others} under a condition, {} is taken", taken.shown()),
            };
            match &mut last {
                Some((known, variants, line)) if *known == text && *line == arm.line => {
                    variants.push(arm.variant);
                }
                _ => found.extend(last.replace((text, vec![arm.variant], arm.line))),
            }
        }
        for (text, variants, line) in found.into_iter().chain(last) {
            let names = of.named(variants.into_iter());
            let text = format!("what `{}()` says of {names}: {text}", self.name);
            of.remarks.push(Remark::new(line, Kind::PartLeftOut, text));
        }
    }

    /// A remark on a function that is about a key, and decides by more than the variant.
    fn computed(&self, line: usize, of: &mut Enum) {
        let computed = [&Said::COMPUTED];
        let boolean = [&Said::Boolean(true)];
        let role = |values| roles::role(values, &self.name, true, self.to_text);
        if self.name == "fmt" || role(&computed).or(role(&boolean)).is_some() {
            let text = format!("what `{}()` returns is computed", self.name);
            of.remarks.push(Remark::new(line, Kind::PartLeftOut, text));
        }
    }
}

/// A sentence shows no more values.
const MOST_SHOWN: usize = 4;

/// One position of what the arms say, and what it is called.
struct Column<'a> {
    name: &'a str,
    /// Whether it is called so in JSON.
    is_member: bool,
    values: Vec<Option<Said>>,
}

impl<'a> Column<'a> {
    fn of(arms: &'a [Arm], position: usize, bound: Option<&'a String>, function: &'a str) -> Self {
        let member = arms.iter().find_map(|arm| arm.member(position));
        let unnamed = |value| match value {
            Said::Member(_, value) => *value,
            value => value,
        };
        Self {
            name: member.or(bound.map(String::as_str)).unwrap_or(function),
            is_member: member.is_some(),
            values: arms.iter().map(|arm| arm.at(position).map(unnamed)).collect(),
        }
    }
}
