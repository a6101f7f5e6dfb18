//! What stands before the rows: `[catalog]`, `[envelope]` and `[fallback]`.

use std::collections::BTreeMap;

use super::envelope::{self, Places, element_name};
use crate::catalog::{Envelope, Occasion};
use crate::maps::map;
use crate::parse::{Broken, Spec};
use crate::report::{Finding, Report};
use crate::rules;

pub(super) struct Head<'s> {
    pub name: String,
    /// `None` where it cannot be known.
    pub variant_prefix: Option<&'s str>,
    pub envelope: Envelope,
    pub places: Places,
    pub fallback: BTreeMap<Occasion, String>,
}

pub(super) fn check<'s>(spec: &'s Spec, broken: Broken, report: &mut Report) -> Head<'s> {
    let name = spec.catalog.name.as_ref();
    if let Some(name) = name {
        element_name(name, report);
    }
    let name = name.map_or("Error", |name| name.get_ref());
    let (envelope, places) = envelope::check(spec, name, report);
    Head {
        name: name.to_owned(),
        variant_prefix: variant_prefix(spec, broken, report),
        envelope,
        places,
        // `table` looks whether they are codes.
        fallback: map(spec
            .fallback
            .iter()
            .map(|(occasion, code)| (*occasion.get_ref(), code.get_ref().clone()))),
    }
}

fn variant_prefix<'s>(spec: &'s Spec, broken: Broken, report: &mut Report) -> Option<&'s str> {
    let Some(prefix) = &spec.catalog.variant_prefix else {
        return (broken < Broken::Head).then_some("");
    };
    let valid = prefix.get_ref().is_empty()
        || prefix.get_ref().starts_with(|c: char| c.is_ascii_uppercase())
            && prefix.get_ref().bytes().all(|b| b.is_ascii_alphanumeric());
    if !valid {
        let message = format!("`{}` cannot begin the name of a variant", prefix.get_ref());
        report.push(
            Finding::new(&rules::INVALID_NAME, prefix.span(), message)
                .help("write a capital letter, then letters and digits"),
        );
        return None;
    }
    Some(prefix.get_ref())
}
