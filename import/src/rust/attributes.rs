//! What the attributes of thiserror, strum, serde and their like say of a variant.

use errspec_codegen::keys::{Key, Shape};
use syn::{Attribute, Expr, ExprLit, Lit, Meta, Token};
use toml_edit::InlineTable;

use super::casing::rename;
use super::display::display;
use super::model::Variant;
use super::said::{Said, Source, Statement};
use super::scope::Scope;
use super::values::said;
use crate::headers::key_of;
use crate::status;

/// How an enum's attributes rename all variants.
#[derive(Default)]
pub struct Styles {
    serde: Option<String>,
    strum: Option<String>,
}

impl Styles {
    pub fn of(attributes: &[Attribute]) -> Self {
        let mut styles = Self::default();
        for attribute in attributes {
            for (name, value) in strings(attribute) {
                match (path(attribute).as_str(), name.as_str()) {
                    ("serde", "rename_all" | "rename_all.serialize") => styles.serde = Some(value),
                    ("strum", "serialize_all") => styles.strum = Some(value),
                    _ => {}
                }
            }
        }
        styles
    }

    /// What serde and strum call a variant that has no name of its own.
    fn codes(&self, variant: &str) -> Vec<Found> {
        let styles = [
            (&self.serde, Source::Serde, "#[serde(rename_all)]"),
            (&self.strum, Source::Strum, "#[strum(serialize_all)]"),
        ];
        let found = |(style, source, of): (&Option<String>, Source, &str)| {
            let code = rename(variant, style.as_ref()?, source == Source::Serde)?;
            Some(("code", Said::Text(code), source, of.to_owned()))
        };
        styles.into_iter().filter_map(found).collect()
    }
}

/// A value, the key that it is about, and where it stands.
type Found = (&'static str, Said, Source, String);

/// Everything that the attributes of a variant say.
pub fn statements(
    attributes: &[Attribute],
    variant: &Variant,
    styles: &Styles,
    scope: &Scope<'_>,
) -> Vec<Statement> {
    let mut found: Vec<Found> = Vec::new();
    for attribute in attributes {
        let name = path(attribute);
        match name.as_str() {
            "error" | "display" | "snafu" => {
                let message = display(attribute, variant, scope);
                found.extend(
                    message.map(|value| ("message", value, Source::Display, format!("#[{name}]"))),
                );
            }
            "serde" => found.extend(serde(attribute)),
            "strum" => found.extend(strings(attribute).into_iter().filter_map(strum)),
            "doc" | "deprecated" => {}
            _ => found.extend(own(attribute, &name, scope)),
        }
    }
    found.extend(styles.codes(&variant.name));
    let statement =
        |(key, value, source, of)| Statement { key, value, source, of, line: variant.line };
    found.into_iter().map(statement).collect()
}

/// `#[deprecated]`, with the `since` and `note` that it has.
pub fn deprecated(attributes: &[Attribute]) -> Option<InlineTable> {
    let attribute = attributes.iter().find(|attribute| path(attribute) == "deprecated")?;
    let note = match &attribute.meta {
        Meta::NameValue(pair) => text_of(&pair.value).map(|note| ("note".to_owned(), note)),
        _ => None,
    };
    let said = strings(attribute).into_iter().chain(note);
    Some(said.filter(|(name, _)| matches!(&**name, "since" | "note")).collect())
}

fn text_of(value: &Expr) -> Option<String> {
    match value {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
        _ => None,
    }
}

fn serde(attribute: &Attribute) -> Option<Found> {
    let mut names = strings(attribute).into_iter();
    let (_, code) = names.find(|(name, _)| matches!(&**name, "rename" | "rename.serialize"))?;
    Some(("code", Said::Text(code), Source::Serde, "#[serde(rename)]".to_owned()))
}

fn strum((name, text): (String, String)) -> Option<Found> {
    let text = Said::Text(text);
    let (key, value) = match name.as_str() {
        "message" => ("message", text),
        "detailed_message" => ("cause", text),
        "serialize" | "to_string" if text.is_sentence() => ("message", text),
        "serialize" | "to_string" => ("code", text),
        name => {
            let key = key_of(name.strip_prefix("props.")?)?;
            (key.name, property(&text, key)?)
        }
    };
    Some((key, value, Source::Strum, format!("#[strum({name})]")))
}

/// A property is always a text, whatever it means.
fn property(value: &Said, key: &Key) -> Option<Said> {
    let Said::Text(text) = value else { return None };
    match (key.name, key.shape) {
        ("status", _) => Some(Said::Status(u16::try_from(status::read(text)?).ok()?)),
        (_, Shape::Boolean) => text.parse().ok().map(Said::Boolean),
        (_, Shape::Integer) => text.parse().ok().map(Said::Integer),
        (_, Shape::String) => Some(value.clone()),
        _ => None,
    }
}

/// An attribute of a derive of the team's own: `#[status(404)]`, `#[code = "X"]`.
fn own(attribute: &Attribute, name: &str, scope: &Scope<'_>) -> Option<Found> {
    let key = key_of(name)?;
    let value = match &attribute.meta {
        Meta::NameValue(pair) => said(&pair.value, scope),
        Meta::List(list) => said(&list.parse_args().ok()?, scope),
        Meta::Path(_) => Said::Boolean(true),
    };
    let value = match (value, key.shape) {
        (Said::Integer(status), _) if key.name == "status" => {
            Said::Status(u16::try_from(status).ok()?)
        }
        (value @ Said::Status(_), _) if key.name == "status" => value,
        (value @ Said::Boolean(_), Shape::Boolean) => value,
        (value @ Said::Integer(_), Shape::Integer) => value,
        (value @ Said::Text(_), Shape::String) => value,
        _ => return None,
    };
    Some((key.name, value, Source::Attribute, format!("#[{name}]")))
}

/// `#[source]`, `#[from]`, and err-derive's `#[error(source)]`.
pub fn is_source(attribute: &Attribute) -> bool {
    let inner = match &attribute.meta {
        Meta::List(list) if list.path.is_ident("error") => list.tokens.to_string(),
        _ => path(attribute),
    };
    matches!(inner.as_str(), "source" | "from")
}

fn path(attribute: &Attribute) -> String {
    attribute.path().segments.last().map(|last| last.ident.to_string()).unwrap_or_default()
}

/// `name = "text"` in an attribute's parentheses, `outer.name` one level deeper.
fn strings(attribute: &Attribute) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let name = |meta: &syn::meta::ParseNestedMeta<'_>| {
        meta.path.get_ident().map(ToString::to_string).unwrap_or_default()
    };
    // What cannot be read ends the list: it belongs to a derive of another kind.
    let _ = attribute.parse_nested_meta(|meta| {
        let outer = name(&meta);
        if meta.input.peek(syn::token::Paren) {
            meta.parse_nested_meta(|inner| {
                let value = value(&inner)?;
                found.extend(value.map(|value| (format!("{outer}.{}", name(&inner)), value)));
                Ok(())
            })
        } else {
            found.extend(value(&meta)?.map(|value| (outer, value)));
            Ok(())
        }
    });
    found
}

/// The text behind `=`, if there is one.
fn value(meta: &syn::meta::ParseNestedMeta<'_>) -> syn::Result<Option<String>> {
    if !meta.input.peek(Token![=]) {
        return Ok(None);
    }
    Ok(text_of(&meta.value()?.parse()?))
}

/// The doc comment: its paragraphs, each on one line.
pub fn doc(attributes: &[Attribute]) -> Option<String> {
    let mut text = String::new();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("doc")) {
        if let Meta::NameValue(pair) = &attribute.meta
            && let Some(line) = text_of(&pair.value)
        {
            text.push_str(&line);
            text.push('\n');
        }
    }
    let lines: Vec<&str> = text.lines().map(|line| line.trim().trim_start_matches("* ")).collect();
    let parts = lines.split(|line| line.is_empty()).filter(|lines| !lines.is_empty());
    let paragraphs: Vec<String> = parts.map(|lines| lines.join(" ")).collect();
    (!paragraphs.is_empty()).then(|| paragraphs.join("\n\n"))
}
