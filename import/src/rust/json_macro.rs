//! `json!({ "code": ..., "message": ... })`: the members of an object, in their order.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::{Expr, LitStr, Macro};

use super::said::Said;
use super::scope::Scope;
use super::values;

/// What the members say that are no objects.
pub fn said(call: &Macro, scope: &Scope<'_>) -> Said {
    let members = members(call);
    let said = members.into_iter().map(|(name, value)| {
        let value = value.map_or(Said::COMPUTED, |value| values::said(&value, scope));
        Said::Member(name, Box::new(value))
    });
    Said::Several(said.collect())
}

/// The members of the object and of the objects in it.
pub fn members(call: &Macro) -> Vec<(String, Option<Expr>)> {
    let mut found = Vec::new();
    collect(call.tokens.clone(), &mut found);
    found
}

fn collect(tokens: TokenStream, found: &mut Vec<(String, Option<Expr>)>) {
    let mut tokens = tokens.into_iter();
    let Some(TokenTree::Group(object)) = tokens.next() else { return };
    if object.delimiter() != Delimiter::Brace {
        return;
    }
    let mut member: Vec<TokenTree> = Vec::new();
    for token in object.stream() {
        match token {
            TokenTree::Punct(comma) if comma.as_char() == ',' => {
                push(std::mem::take(&mut member), found);
            }
            token => member.push(token),
        }
    }
    push(member, found);
}

/// `"name": value`
fn push(member: Vec<TokenTree>, found: &mut Vec<(String, Option<Expr>)>) {
    let mut tokens = member.into_iter();
    let name = tokens.next().map(|name| syn::parse2::<LitStr>(TokenStream::from(name)));
    let (Some(Ok(name)), Some(TokenTree::Punct(_))) = (name, tokens.next()) else { return };
    let value: TokenStream = tokens.collect();
    let is_object = matches!(
        value.clone().into_iter().next(),
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace
    );
    match is_object {
        true => collect(value, found),
        false => found.push((name.value(), syn::parse2(value).ok())),
    }
}
