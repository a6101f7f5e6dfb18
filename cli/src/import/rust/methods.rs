//! What functions return for each variant: the arms of `match self`, and `matches!`.

use syn::parse::ParseStream;
use syn::visit::{self, Visit};
use syn::{
    Block, Expr, ExprMatch, File, FnArg, ImplItemFn, ItemFn, ItemImpl, Local, Macro, Member, Pat,
    Signature, Stmt, Token,
};

use super::super::columns::key_of;
use super::super::report::counted;
use super::enums::{Enum, Field, Remark, Variant, bare, type_name};
use super::format::Arguments;
use super::said::{Said, Source, Statement};
use super::values::said;

/// Reads every function of the file that takes one of the enums.
pub fn read(file: &File, enums: &mut [Enum]) {
    let mut reader = Functions { enums, self_type: None, of_trait: None };
    reader.visit_file(file);
}

struct Functions<'e> {
    enums: &'e mut [Enum],
    self_type: Option<String>,
    of_trait: Option<String>,
}

impl<'ast> Visit<'ast> for Functions<'_> {
    fn visit_item_impl(&mut self, item: &'ast ItemImpl) {
        let of_trait = item.trait_.as_ref().and_then(|(path, _)| path.segments.last());
        self.of_trait = of_trait.map(|last| last.ident.to_string());
        self.self_type = type_name(&item.self_ty);
        visit::visit_item_impl(self, item);
        (self.of_trait, self.self_type) = (None, None);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast ImplItemFn) {
        self.function(&item.sig, &item.block);
    }

    fn visit_item_fn(&mut self, item: &'ast ItemFn) {
        self.function(&item.sig, &item.block);
        visit::visit_item_fn(self, item);
    }
}

impl Functions<'_> {
    fn function(&mut self, signature: &Signature, block: &Block) {
        let self_type = self.self_type.clone();
        let Some((subject, of)) = subject(signature, self_type.as_deref(), self.enums) else {
            return;
        };
        // What an error was made from says nothing of its table.
        if matches!(&*signature.ident.to_string(), "source" | "cause" | "provide")
            && self.of_trait.is_some()
        {
            return;
        }
        let function = Function {
            name: bare(&signature.ident),
            of_trait: self.of_trait.clone(),
            to_text: self_type.is_some_and(|name| matches!(&*name, "str" | "String")),
            subject,
        };
        let mut found = Bodies { subject: &function.subject, bodies: Vec::new() };
        found.visit_block(block);
        let mut bodies = found.bodies;
        if let (true, [Stmt::Expr(expr, None)]) = (bodies.is_empty(), &block.stmts[..]) {
            bodies.push(Body::Constant { expr, line: signature.ident.span().start().line });
        }
        for body in &bodies {
            function.read(body, &mut self.enums[of]);
        }
    }
}

/// The parameter that is one of the enums, and which.
fn subject(
    signature: &Signature,
    self_type: Option<&str>,
    enums: &[Enum],
) -> Option<(String, usize)> {
    let position = |name: &str| enums.iter().position(|found| found.name == name);
    signature.inputs.iter().find_map(|input| match input {
        FnArg::Receiver(_) => Some(("self".to_owned(), position(self_type?)?)),
        FnArg::Typed(typed) => {
            let Pat::Ident(name) = &*typed.pat else {
                return None;
            };
            let of = type_name(&typed.ty)?;
            let of = if of == "Self" { self_type?.to_owned() } else { of };
            Some((name.ident.to_string(), position(&of)?))
        }
        // A parameter of a kind that is not known yet.
        #[allow(unreachable_patterns)]
        _ => None,
    })
}

/// Where a function decides by the variant.
enum Body<'b> {
    Match {
        of: &'b ExprMatch,
        names: Vec<String>,
    },
    Matches {
        pattern: Pat,
        line: usize,
    },
    /// The same for every variant.
    Constant {
        expr: &'b Expr,
        line: usize,
    },
}

struct Bodies<'b, 's> {
    subject: &'s str,
    bodies: Vec<Body<'b>>,
}

impl<'ast> Visit<'ast> for Bodies<'ast, '_> {
    /// `let status = match self`, `let (status, code) = match self`
    fn visit_local(&mut self, local: &'ast Local) {
        if let Some(init) = &local.init
            && let Expr::Match(of) = &*init.expr
            && is_subject(&of.expr, self.subject)
        {
            self.bodies.push(Body::Match { of, names: binding_names(&local.pat) });
            return;
        }
        visit::visit_local(self, local);
    }

    fn visit_expr_match(&mut self, of: &'ast ExprMatch) {
        if is_subject(&of.expr, self.subject) {
            self.bodies.push(Body::Match { of, names: Vec::new() });
        } else {
            visit::visit_expr_match(self, of);
        }
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        if !call.path.is_ident("matches") {
            return;
        }
        let parsed = call.parse_body_with(|input: ParseStream<'_>| {
            let expr: Expr = input.parse()?;
            input.parse::<Token![,]>()?;
            let pattern = Pat::parse_multi_with_leading_vert(input)?;
            input.parse::<Option<Token![,]>>()?;
            Ok((expr, pattern))
        });
        if let Ok((expr, pattern)) = parsed
            && is_subject(&expr, self.subject)
        {
            let line =
                call.path.segments.first().map_or(1, |first| first.ident.span().start().line);
            self.bodies.push(Body::Matches { pattern, line });
        }
    }
}

/// `self`, `*self`, `&self`
fn is_subject(expr: &Expr, subject: &str) -> bool {
    match expr {
        Expr::Path(path) => path.path.is_ident(subject),
        Expr::Unary(unary) => is_subject(&unary.expr, subject),
        Expr::Reference(reference) => is_subject(&reference.expr, subject),
        Expr::Paren(paren) => is_subject(&paren.expr, subject),
        _ => false,
    }
}

fn binding_names(pat: &Pat) -> Vec<String> {
    match pat {
        Pat::Ident(name) => vec![name.ident.to_string()],
        Pat::Tuple(tuple) => tuple.elems.iter().flat_map(binding_names).collect(),
        Pat::Type(typed) => binding_names(&typed.pat),
        _ => vec![String::new()],
    }
}

struct Function {
    name: String,
    of_trait: Option<String>,
    /// `impl From<Enum> for String`
    to_text: bool,
    subject: String,
}

/// What one arm says of one variant.
struct Arm {
    variant: usize,
    said: Said,
    line: usize,
}

impl Function {
    fn read(&self, body: &Body<'_>, of: &mut Enum) {
        let (arms, names) = match body {
            Body::Match { of: found, names } => (self.arms(found, of), names.clone()),
            Body::Matches { pattern, line } => (matches_arms(pattern, *line, of), Vec::new()),
            Body::Constant { expr, line } => {
                let value = said(expr, &Arguments::default());
                if matches!(value, Said::Unreadable(_)) {
                    return; // it says nothing of a variant that could be read
                }
                let all = 0..of.variants.len();
                (
                    all.map(|variant| Arm { variant, said: value.clone(), line: *line }).collect(),
                    Vec::new(),
                )
            }
        };
        let count = arms.iter().map(|arm| arm.width()).max().unwrap_or(0);
        let mut known = false;
        for position in 0..count {
            let name = names.get(position).or(names.first().filter(|_| count == 1));
            let name = name.cloned().unwrap_or_else(|| self.name.clone());
            known |= self.take(&arms, position, &name, names.is_empty(), of);
        }
        let says_something =
            arms.iter().any(|arm| !matches!(arm.said, Said::Unreadable(_) | Said::Several(_)));
        if let (false, true, Some(first)) = (known, says_something, arms.first()) {
            of.remarks.push(Remark {
                line: first.line,
                text: format!("what `{}()` says has no place in a spec", self.name),
                is_omission: false,
            });
        }
    }

    /// Takes one position of what the arms say. `false` where it is about no key.
    fn take(
        &self,
        arms: &[Arm],
        position: usize,
        name: &str,
        is_own_name: bool,
        of: &mut Enum,
    ) -> bool {
        let values: Vec<&Said> = arms.iter().filter_map(|arm| arm.at(position)).collect();
        let Some(key) = self.key(&values, name, is_own_name && values.len() == arms.len()) else {
            return false;
        };
        let is_display = matches!(self.of_trait.as_deref(), Some("Display")) || self.name == "fmt";
        let source = if is_display { Source::Display } else { Source::Method };
        for arm in arms {
            let Some(value) = arm.at(position).cloned() else { continue };
            let value = match value {
                Said::Integer(integer) if key == "status" => match u16::try_from(integer) {
                    Ok(status) => Said::Status(status),
                    Err(_) => Said::Unreadable("it is no HTTP status"),
                },
                // A number on the wire.
                Said::Integer(integer) if key == "code" => Said::Text(integer.to_string()),
                Said::Nothing => continue,
                value => value,
            };
            let of_function = format!("{}()", self.name);
            of.variants[arm.variant].said.push(Statement {
                key,
                value,
                source,
                of: of_function,
                line: arm.line,
            });
        }
        true
    }

    /// The key that the values are about: by what they are, then by the name.
    fn key(&self, values: &[&Said], name: &str, is_whole: bool) -> Option<&'static str> {
        let any = |holds: fn(&Said) -> bool| values.iter().any(|value| holds(value));
        let stripped = ["get_", "as_", "to_", "is_", "into_"]
            .iter()
            .find_map(|prefix| name.strip_prefix(prefix));
        let named = key_of(name).or_else(|| key_of(stripped?)).map(|key| key.name);
        if any(|value| matches!(value, Said::Status(_))) {
            return Some("status");
        }
        if any(|value| matches!(value, Said::Integer(_))) {
            let are_statuses = values
                .iter()
                .all(|value| matches!(value, Said::Integer(400..=599) | Said::Unreadable(_)));
            return match named {
                Some("code" | "status") if are_statuses => Some("status"),
                None if are_statuses && name.contains("status") => Some("status"),
                named => {
                    named.filter(|key| matches!(*key, "code" | "status" | "number" | "retry_after"))
                }
            };
        }
        if any(|value| matches!(value, Said::Boolean(_))) {
            let is_retry = name.contains("retry") || name.contains("transient");
            return named
                .filter(|key| matches!(*key, "retryable" | "throttling"))
                .or(is_retry.then_some("retryable"));
        }
        if !any(Said::is_text) {
            // Nothing could be read: the name alone says what is missing.
            let computed = any(|value| matches!(value, Said::Unreadable(_)));
            let is_status = name.contains("status").then_some("status");
            return named.or(is_status).filter(|_| computed && is_whole);
        }
        let by_text = if any(Said::is_sentence) { "message" } else { "code" };
        let is_general = matches!(
            stripped.unwrap_or(name),
            "str" | "ref" | "string" | "fmt" | "name" | "from" | "static_str" | "into" | "response"
        ) || self.to_text
            || matches!(name, "into_response" | "error_response" | "as_str");
        match named {
            _ if is_general => Some(by_text),
            // `let (status, x) = match self` says by its place what it is.
            None if !is_whole => Some(by_text),
            named => named.filter(|key| !matches!(*key, "status" | "number" | "retryable")),
        }
    }

    /// What each arm says of each variant that it is the first to match.
    fn arms(&self, of: &ExprMatch, of_enum: &mut Enum) -> Vec<Arm> {
        let mut arms: Vec<Arm> = Vec::new();
        for arm in &of.arms {
            let line = arm.fat_arrow_token.spans[0].start().line;
            let (pat, is_guarded) = match &arm.pat {
                Pat::Guard(guard) => (&*guard.pat, true),
                pat => (pat, false),
            };
            let is_new = |variant: &usize| !arms.iter().any(|arm| arm.variant == *variant);
            let mut matched = Vec::new();
            patterns(pat, of_enum, &mut matched);
            let is_rest = matched.is_empty() && is_irrefutable(pat);
            if is_rest {
                matched =
                    (0..of_enum.variants.len()).filter(is_new).map(|at| (at, Vec::new())).collect();
            }
            if is_guarded {
                let names: Vec<String> = matched
                    .iter()
                    .map(|(at, _)| format!("`{}`", of_enum.variants[*at].name))
                    .collect();
                let text = format!(
                    "{}: what `{}()` returns under a condition",
                    names.join(", "),
                    self.name
                );
                of_enum.remarks.push(Remark { line, text, is_omission: true });
                continue;
            }
            let new: Vec<_> = matched.into_iter().filter(|(at, _)| is_new(at)).collect();
            if is_rest && !new.is_empty() {
                let count = counted(new.len(), "variant");
                let text = format!("`_` of `{}()` stands for {count} here", self.name);
                of_enum.remarks.push(Remark { line, text, is_omission: false });
            }
            for (variant, bindings) in new {
                let scope = Arguments { bindings, ..Arguments::default() };
                arms.push(Arm { variant, said: said(&arm.body, &scope), line });
            }
        }
        arms
    }
}

impl Arm {
    fn width(&self) -> usize {
        match &self.said {
            Said::Several(values) => values.len(),
            _ => 1,
        }
    }

    /// What stands at a position of a tuple. What is no tuple has one.
    fn at(&self, position: usize) -> Option<&Said> {
        match &self.said {
            Said::Several(values) => values.get(position),
            said => (position == 0).then_some(said),
        }
    }
}

fn matches_arms(pattern: &Pat, line: usize, of: &Enum) -> Vec<Arm> {
    if matches!(pattern, Pat::Guard(_)) {
        return Vec::new();
    }
    let mut matched = Vec::new();
    patterns(pattern, of, &mut matched);
    let is_matched = |variant| matched.iter().any(|(at, _)| *at == variant);
    let all = 0..of.variants.len();
    all.map(|variant| Arm { variant, said: Said::Boolean(is_matched(variant)), line }).collect()
}

/// The variants that a pattern names, each with its bindings.
fn patterns(pat: &Pat, of: &Enum, found: &mut Vec<(usize, Vec<(String, Field)>)>) {
    let mut push = |path: &syn::Path, bindings: &dyn Fn(&Variant) -> Vec<(String, Field)>| {
        if let Some(at) = position(path, of) {
            found.push((at, bindings(&of.variants[at])));
        }
    };
    match pat {
        Pat::Or(or) => or.cases.iter().for_each(|case| patterns(case, of, found)),
        Pat::Paren(paren) => patterns(&paren.pat, of, found),
        Pat::Reference(reference) => patterns(&reference.pat, of, found),
        Pat::Path(path) => push(&path.path, &|_| Vec::new()),
        Pat::Ident(name) => match &name.subpat {
            Some((_, pat)) => patterns(pat, of, found),
            None => push(&name.ident.clone().into(), &|_| Vec::new()),
        },
        Pat::TupleStruct(tuple) => push(&tuple.path, &|variant| {
            let names = tuple.elems.iter().zip(&variant.fields);
            names.filter_map(|(pat, field)| Some((binding(pat)?, field.clone()))).collect()
        }),
        Pat::Struct(named) => push(&named.path, &|variant| {
            let binding = |field: &syn::FieldPat| {
                let Member::Named(name) = &field.member else { return None };
                let known = variant
                    .fields
                    .iter()
                    .find(|known| known.name.as_ref().is_some_and(|known| name == known));
                Some((binding(&field.pat)?, known?.clone()))
            };
            named.fields.iter().filter_map(binding).collect()
        }),
        _ => {}
    }
}

/// `Enum::A`, `Self::A`, `A`
fn position(path: &syn::Path, of: &Enum) -> Option<usize> {
    let mut segments = path.segments.iter().rev();
    let variant = bare(&segments.next()?.ident);
    match segments.next() {
        Some(owner) if owner.ident != "Self" && owner.ident != of.name => None,
        _ => of.position(&variant),
    }
}

fn binding(pat: &Pat) -> Option<String> {
    match pat {
        Pat::Ident(name) => Some(bare(&name.ident)),
        Pat::Reference(reference) => binding(&reference.pat),
        _ => None,
    }
}

fn is_irrefutable(pat: &Pat) -> bool {
    match pat {
        Pat::Wild(_) => true,
        Pat::Ident(name) => name.subpat.is_none(),
        Pat::Paren(paren) => is_irrefutable(&paren.pat),
        Pat::Reference(reference) => is_irrefutable(&reference.pat),
        _ => false,
    }
}
