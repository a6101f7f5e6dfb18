//! Takes out of a parsed table what `keys` does not allow, reporting each.

use toml::Spanned;
use toml::de::{DeArray, DeString, DeTable, DeValue};

use super::from_toml::integer;
use super::keys::{Key, Presence, Shape, are_of_an_array_of_tables};
use crate::report::{Finding, Report, Span};
use crate::rules::{self, Level};
use crate::text::closest;

/// Leaves in `table` only keys of the list with values of their shape.
///
/// `header` is where a missing key is reported. Of a spec with `broken` blocks
/// it is not known what they held, so its top level misses nothing.
pub(super) fn conform(
    table: &mut DeTable<'_>,
    header: Span,
    keys: &'static [Key],
    broken: bool,
    report: &mut Report,
) {
    for key in keys.iter().filter(|_| !broken) {
        let satisfied = match key.presence {
            Presence::Optional => true,
            Presence::Required => has(table, key.name),
            Presence::RequiredUnless(other) => has(table, key.name) || has(table, other),
        };
        if !satisfied && !is_misspelt(key, keys, table) {
            report.push(missing(key, header.clone()));
        }
    }
    let mut taken: Vec<&str> =
        keys.iter().map(|key| key.name).filter(|name| table.contains_key(*name)).collect();
    retain(table, &mut |name, value| match keys.iter().find(|key| key.name == name.get_ref()) {
        Some(key) => fits(Place::At(key.name), key.shape, value, report),
        None => {
            let taken = may_stand_once(value.get_ref()).then_some(&mut taken);
            report.push(unknown(name, keys, taken));
            false
        }
    });
}

/// Whether a value can be renamed by an edit in one place: tables of one name and
/// dotted keys may be all over the file.
fn may_stand_once(value: &DeValue<'_>) -> bool {
    let is_table = |item: &Spanned<DeValue<'_>>| matches!(item.get_ref(), DeValue::Table(_));
    match value {
        DeValue::Array(items) => items.len() < 2 || !items.iter().all(is_table),
        DeValue::Table(table) => table.len() < 2,
        _ => true,
    }
}

/// Whether an unknown key is reported that was probably meant to be this one.
fn is_misspelt(key: &Key, keys: &'static [Key], table: &DeTable<'_>) -> bool {
    table.keys().any(|name| suggestion(name.get_ref(), keys) == Some(key.name))
}

/// The key that an unknown one was probably meant to be.
fn suggestion(name: &str, keys: &'static [Key]) -> Option<&'static str> {
    let is_known = keys.iter().any(|key| key.name == name);
    if is_known { None } else { closest(name, keys.iter().map(|key| key.name)) }
}

// Both take a `dyn`: they are compiled once, and not for each of those that call them.
fn retain<'i>(
    table: &mut DeTable<'i>,
    keep: &mut dyn FnMut(&Spanned<DeString<'i>>, &mut Spanned<DeValue<'i>>) -> bool,
) {
    for (name, mut value) in std::mem::take(table) {
        if keep(&name, &mut value) {
            table.insert(name, value);
        }
    }
}

fn retain_items<'i>(
    items: &mut DeArray<'i>,
    keep: &mut dyn FnMut(&mut Spanned<DeValue<'i>>) -> bool,
) {
    let all = std::mem::replace(items, DeArray::from_iter([]));
    *items = all.into_iter().filter_map(|mut item| keep(&mut item).then_some(item)).collect();
}

fn has(table: &DeTable<'_>, name: &str) -> bool {
    match table.get(name).map(Spanned::get_ref) {
        Some(DeValue::Array(items)) => !items.is_empty(),
        value => value.is_some(),
    }
}

/// Where a value stands.
#[derive(Clone, Copy)]
enum Place<'n> {
    At(&'n str),
    ItemOf(&'n str),
}

impl std::fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::At(name) => write!(f, "`{name}`"),
            Self::ItemOf(name) => write!(f, "each item of `{name}`"),
        }
    }
}

/// Whether the value has the shape, after what is wrong inside was taken out.
fn fits(
    place: Place<'_>,
    shape: Shape,
    value: &mut Spanned<DeValue<'_>>,
    report: &mut Report,
) -> bool {
    let span = value.span();
    let (Place::At(name) | Place::ItemOf(name)) = place;
    let fits = match (shape, value.get_mut()) {
        (Shape::OneOf(words), DeValue::String(text)) if !words.contains(&text.as_ref()) => {
            report.push(not_one_of(place, words, text, span));
            return false;
        }
        (Shape::String | Shape::OneOf(_), DeValue::String(_))
        | (Shape::Boolean, DeValue::Boolean(_)) => true,
        (Shape::Scalar, DeValue::String(_) | DeValue::Boolean(_)) => true,
        (Shape::Integer | Shape::Scalar, DeValue::Integer(digits)) => integer(digits).is_some(),
        (Shape::Strings, DeValue::Array(items)) => {
            retain_items(items, &mut |item| fits(Place::ItemOf(name), Shape::String, item, report));
            true
        }
        (Shape::ManyOf(words), DeValue::Array(items)) => {
            retain_items(items, &mut |item| {
                fits(Place::ItemOf(name), Shape::OneOf(words), item, report)
            });
            true
        }
        (Shape::ScalarByPath, DeValue::Table(table)) => {
            retain(table, &mut |name, value| {
                fits(Place::At(name.get_ref()), Shape::Scalar, value, report)
            });
            true
        }
        (Shape::Table(keys) | Shape::OrderedTable(keys), DeValue::Table(table)) => {
            conform(table, span.clone(), keys, false, report);
            true
        }
        (Shape::Tables(keys), DeValue::Array(items)) => {
            retain_items(items, &mut |item| {
                fits(Place::ItemOf(name), Shape::Table(keys), item, report)
            });
            true
        }
        (Shape::TableByName(keys), DeValue::Table(table)) => {
            retain(table, &mut |name, value| {
                fits(Place::At(name.get_ref()), Shape::Table(keys), value, report)
            });
            true
        }
        (Shape::LevelByLint, DeValue::Table(table)) => {
            retain(table, &mut |name, value| {
                fits(Place::At(name.get_ref()), Shape::OneOf(Level::WORDS), value, report)
            });
            true
        }
        _ => false,
    };
    if !fits {
        report.push(wrong_type(place, shape, value.get_ref(), span));
    }
    fits
}

fn missing(key: &Key, header: Span) -> Finding {
    let help = match key.shape {
        Shape::String if key.presence == Presence::RequiredUnless("case") => {
            "add `message = \"...\"`, or several as `[[error.case]]`".to_owned()
        }
        Shape::Tables(_) => format!("add a row that begins with `[[{}]]`", key.name),
        Shape::Integer => format!("add `{} = ...`. {}", key.name, key.doc),
        _ => format!("add `{} = \"...\"`. {}", key.name, key.doc),
    };
    Finding::new(&rules::MISSING_KEY, header, format!("missing key `{}`", key.name)).help(help)
}

/// `taken` are the keys that the table has, or gets by a fix.
fn unknown(
    name: &Spanned<DeString<'_>>,
    keys: &'static [Key],
    taken: Option<&mut Vec<&str>>,
) -> Finding {
    let finding =
        Finding::new(&rules::UNKNOWN_KEY, name.span(), format!("unknown key `{}`", name.get_ref()));
    match suggestion(name.get_ref(), keys) {
        Some(key) => {
            let finding = finding.help(format!("did you mean `{key}`?"));
            match taken {
                Some(taken) if !taken.contains(&key) => {
                    taken.push(key);
                    finding.fix(name.span(), key)
                }
                _ => finding,
            }
        }
        None => {
            let names: Vec<String> = keys.iter().map(|key| format!("`{}`", key.name)).collect();
            finding.help(format!("the keys here are {}", names.join(", ")))
        }
    }
}

fn not_one_of(place: Place<'_>, words: &'static [&'static str], text: &str, span: Span) -> Finding {
    let expected = Shape::OneOf(words).description();
    let finding =
        Finding::new(&rules::WRONG_TYPE, span.clone(), format!("{place} must be {expected}"));
    match closest(text, words.iter().copied()) {
        Some(word) => {
            finding.help(format!("did you mean \"{word}\"?")).fix(span, format!("\"{word}\""))
        }
        None => finding.help(format!("write {expected}")),
    }
}

fn wrong_type(place: Place<'_>, shape: Shape, value: &DeValue<'_>, span: Span) -> Finding {
    let found = match value {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) => "an integer",
        DeValue::Float(_) => "a float",
        DeValue::Boolean(_) => "a boolean",
        DeValue::Datetime(_) => "a date or time",
        DeValue::Array(_) => "an array",
        DeValue::Table(_) => "a table",
    };
    let help = match (shape, value, place) {
        (Shape::Integer | Shape::Scalar, DeValue::Integer(_), _) => {
            let message = format!("{place} does not fit into 64 bits");
            return Finding::new(&rules::WRONG_TYPE, span, message).help("write a smaller number");
        }
        (Shape::String | Shape::Scalar, DeValue::Table(inner), Place::At(name))
            if inner.len() == 1 && !inner.is_empty() =>
        {
            let inner = inner.keys().next().map_or("", |key| key.get_ref());
            format!("put a name with dots in quotes, as `\"{name}.{inner}\" = ...`")
        }
        (Shape::String, DeValue::Array(_) | DeValue::Table(_), _) => "write one string".to_owned(),
        (Shape::String, _, _) => "put it in quotes".to_owned(),
        (Shape::Integer, DeValue::String(text), _) if text.parse::<i64>().is_ok() => {
            "write it without quotes".to_owned()
        }
        (Shape::Integer, _, _) => "write a whole number, without quotes".to_owned(),
        (Shape::Boolean, _, _) => "write `true` or `false`, without quotes".to_owned(),
        (Shape::Tables(keys), DeValue::Table(_), Place::At(name))
            if are_of_an_array_of_tables(keys) =>
        {
            format!("begin each row with `[[{name}]]`, in double brackets")
        }
        _ => format!("write it as `{}`", shape.example()),
    };
    let message = format!("{place} must be {}", shape.description());
    let finding = Finding::new(&rules::WRONG_TYPE, span.clone(), message)
        .label(format!("this is {found}"))
        .help(help);
    match with_other_quotes(shape, value) {
        Some(replacement) => finding.fix(span, replacement),
        None => finding,
    }
}

/// The value with quotes or without them, where that is all that is wrong with it.
fn with_other_quotes(shape: Shape, value: &DeValue<'_>) -> Option<String> {
    match (shape, value) {
        (Shape::String, DeValue::Integer(digits)) if digits.radix() == 10 => {
            Some(format!("\"{}\"", digits.as_str()))
        }
        (Shape::String, DeValue::Float(digits)) => Some(format!("\"{}\"", digits.as_str())),
        (Shape::Integer, DeValue::String(text)) => Some(text.parse::<i64>().ok()?.to_string()),
        (Shape::Boolean, DeValue::String(text)) => Some(text.parse::<bool>().ok()?.to_string()),
        _ => None,
    }
}
