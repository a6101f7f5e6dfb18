//! How a service builds its errors, of which nothing is known but some that it sent.

use std::cmp::Reverse;
use std::sync::LazyLock;

use errspec::testing::{Judged, Response, Table, judge};
use errspec::{Constant, Envelope, Member, Text, Value};
use errspec_codegen::catalog::Style;
use errspec_codegen::compile;
use serde_json::Value as Json;
use toml_edit::InlineTable;

use super::envelope;
use crate::row::Row;

/// A response that was kept to guess by.
pub struct Kept {
    pub line: usize,
    pub status: u16,
    pub content_type: Option<String>,
    pub retry_after: Option<u32>,
    pub body: Vec<u8>,
}

impl Kept {
    /// What a client reads by an envelope.
    pub fn judged(&self, envelope: &Guessed) -> Judged<()> {
        let content_type = self.content_type.as_deref();
        judge(envelope, &Response { status: self.status, content_type, body: &self.body })
    }
}

/// An envelope: a table without rows.
pub struct Guessed {
    envelope: Envelope,
    /// What a spec says of it, where it is not the usual one.
    pub row: Option<Row>,
}

impl Guessed {
    /// The style of a well-known service, or members by their names: what most responses
    /// can be read by. `None` where hardly any can be.
    pub fn of(kept: &[Kept]) -> Option<Self> {
        let styles = STYLES.iter().map(|(style, envelope)| {
            let mut row = Row::new(1);
            row.set("style", style.name());
            let row = (*style != Style::Alibaba).then_some(row);
            Self { envelope: *envelope, row }
        });
        let by_names = by_names(kept).and_then(Self::said);
        let fit = |guessed: &Self| {
            let judged = kept.iter().map(|kept| kept.judged(guessed));
            let judged: Vec<_> = judged.filter(|judged| judged.received.is_some()).collect();
            let differences: usize = judged.iter().map(|judged| judged.differences.len()).sum();
            (judged.len(), Reverse(differences))
        };
        let mut scored: Vec<_> =
            styles.chain(by_names).map(|guessed| (fit(&guessed), guessed)).collect();
        // Of those that fit alike, a style before names, and of styles the first that sends
        // fewest formats.
        scored.sort_by_key(|(fit, guessed)| {
            let is_named = guessed.row.as_ref().is_some_and(|row| row.get("members").is_some());
            (Reverse(*fit), is_named, guessed.envelope.formats.len())
        });
        let ((read, _), best) = scored.into_iter().next()?;
        (2 * read >= kept.len() && read > 0).then_some(best)
    }

    /// Of what a spec says.
    fn said(row: Row) -> Option<Self> {
        let said = row.values().iter().map(|(key, value)| format!("{key} = {value}\n"));
        let envelope = envelope(&said.collect::<String>())?;
        Some(Self { envelope, row: Some(row) })
    }
}

/// The styles of well-known services; the first is that of a spec which says nothing.
static STYLES: LazyLock<Vec<(Style, Envelope)>> = LazyLock::new(|| {
    let styles = Style::ALL.iter().copied();
    let known = |style: Style| Some((style, envelope(&format!("style = '{}'", style.name()))?));
    styles.filter_map(known).collect()
});

/// The envelope that a spec has which says this of it.
fn envelope(said: &str) -> Option<Envelope> {
    let row = "[[error]]\ncode = 'A'\nstatus = 400\nmessage = 'A.'\n";
    let (catalog, _) = compile(&format!("[envelope]\n{said}\n{row}"));
    Some(envelope::of(&catalog?.envelope))
}

/// The names that members have in the wild, without what parts their words.
#[rustfmt::skip]
const NAMES: [(&str, &[&str]); 4] = [
    ("code", &["code", "errorcode", "errcode", "errorid", "key", "type", "error", "reason"]),
    ("message", &["message", "errormessage", "errmsg", "msg", "detail", "description", "errordescription", "title"]),
    ("request_id", &["requestid", "traceid", "correlationid", "xrequestid"]),
    ("status", &["status", "statuscode", "httpstatus", "httpcode"]),
];

/// `members`, by the names in the first body of JSON that has a code and a message.
fn by_names(kept: &[Kept]) -> Option<Row> {
    let of_body = |kept: &Kept| {
        let body: Json = serde_json::from_slice(&kept.body).ok()?;
        let mut leaves = Vec::new();
        flatten(&body, "", &mut leaves);
        let mut members = InlineTable::new();
        for (member, names) in NAMES {
            let is_number = member == "status";
            let fits = |(place, value): &&(String, Json), name: &str| {
                value.is_number() == is_number && bare(place) == name
            };
            let found = names.iter().find_map(|name| leaves.iter().find(|leaf| fits(leaf, name)));
            if let Some((place, _)) = found {
                members.insert(member, place.as_str().into());
            }
        }
        (members.contains_key("code") && members.contains_key("message")).then_some(members)
    };
    let mut row = Row::new(1);
    row.set("formats", toml_edit::Array::from_iter(["json"]));
    row.set("members", kept.iter().find_map(of_body)?);
    Some(row)
}

/// The texts and numbers of an object, and of objects in it, each with its place.
fn flatten(json: &Json, outer: &str, leaves: &mut Vec<(String, Json)>) {
    for (name, value) in json.as_object().into_iter().flatten() {
        let place = format!("{outer}{name}");
        match value {
            Json::Object(_) if outer.is_empty() => flatten(value, &format!("{place}."), leaves),
            Json::String(_) | Json::Number(_) => leaves.push((place, value.clone())),
            _ => {}
        }
    }
}

/// The last name of a place, in lower case and without what parts its words.
fn bare(place: &str) -> String {
    let name = place.rsplit('.').next().unwrap_or("");
    let letters = name.chars().filter(|c| c.is_alphanumeric());
    letters.map(|c| c.to_ascii_lowercase()).collect()
}

impl Table for Guessed {
    type Row = ();

    fn envelope(&self) -> &Envelope {
        &self.envelope
    }

    fn row(&self, _: &str) -> Option<()> {
        None
    }

    fn code(&self, (): ()) -> &str {
        ""
    }

    fn status(&self, (): ()) -> u16 {
        0
    }

    fn params(&self, (): (), _: &str) -> Option<Vec<(Text, Value)>> {
        None
    }

    fn says(&self, (): (), _: Member) -> bool {
        false
    }

    fn constant(&self, (): (), _: usize) -> Option<Constant> {
        None
    }
}
