//! What a shop sends, and what may be sent to it: the table `flat.toml`.

use downstream::flat::{Error, ErrorCode};
use proptest::prelude::*;
use serde::{Deserialize, Serialize};

/// An error with all that can be sent, and an internal source, which never is.
pub fn closed() -> Error {
    ErrorCode::shop_order_not_found(7, "Bern")
        .with_request_id("r-1")
        .with_host_id("shop.example")
        .with_access_denied_detail("Policy", "replaced")
        .with_access_denied_detail("Policy", "<none>")
        .with_access_denied_detail("not a name", "x")
        .with_source("password is hunter2")
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Keys {
    pub keys: KeyList,
    pub total_count: u32,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct KeyList {
    pub key: Vec<Key>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Key {
    pub key_id: String,
}

impl Keys {
    pub fn of<'k>(ids: impl IntoIterator<Item = &'k str>) -> Self {
        let key: Vec<Key> = ids.into_iter().map(|id| Key { key_id: id.to_owned() }).collect();
        Self { total_count: key.len().try_into().unwrap(), keys: KeyList { key } }
    }
}

/// Data that takes what is in a body and nothing else.
#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Strict {
    pub a: u8,
}

/// Bodies that no service means well.
pub fn bombs() -> impl Iterator<Item = String> {
    let deep = 100_000;
    [
        "x".repeat(10_000_000),
        "[".repeat(deep),
        format!("{{\"a\":{}{}}}", "[".repeat(deep), "]".repeat(deep)),
        format!("{}{}", "{\"a\":".repeat(deep), "}".repeat(deep)),
        format!("{}{}", "<a>".repeat(deep), "</a>".repeat(deep)),
        "<a>".repeat(deep),
        format!("<E>{}</E>", "<a/>".repeat(deep)),
        "<!DOCTYPE l [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;\">]><l>&b;</l>"
            .to_owned(),
        "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>".to_owned(),
        "<E ".to_owned() + &"a='b' ".repeat(deep) + "/>",
    ]
    .into_iter()
}

/// Any text, and in it often what a format escapes or cannot carry.
pub fn text() -> impl Strategy<Value = String> {
    let special =
        prop::sample::select(&['\r', '\n', '\t', '\0', '<', '>', '&', '"', '\\', ']'][..]);
    prop::collection::vec(prop_oneof![any::<char>(), special], 0..40).prop_map(String::from_iter)
}

/// Pieces of JSON and XML, well and badly put together.
pub fn soup() -> impl Strategy<Value = String> {
    #[rustfmt::skip]
    let tokens = prop::sample::select(&[
        "{", "}", "[", "]", ":", ",", "\"", "\"Code\"", "\"Text\"", "\"Id\"", "null", "1", "\\u00",
        "<", "/", ">", "Code", "<Code>", "</Code>", "<Id>", "</Id>", "<a/>", "<a b='", "'", "&", ";",
        "&#1;", "&lt;", "<![CDATA[", "]]>", "<!--", "-->", "<?xml ", "?>", "<!DOCTYPE", " ", "é", "\u{1}",
    ][..]);
    prop::collection::vec(tokens, 0..60).prop_map(|tokens| tokens.concat())
}

/// A body with one byte changed, and what is left of it before that byte.
pub fn damaged(body: &[u8], at: prop::sample::Index, byte: u8) -> [Vec<u8>; 2] {
    let at = at.index(body.len());
    let mut changed = body.to_vec();
    changed[at] = byte;
    [changed, body[..at].to_vec()]
}
