//! What clients go by in an envelope, as facts: each with a name, so that a change can
//! be told by it.

use std::collections::BTreeMap;

use crate::catalog::{Envelope, Format, Member, Path, Scalar};
use crate::maps::map;
use crate::rules::{ENVELOPE_CHANGED, MEMBER_ADDED, Rule};

/// What is said in an envelope. What is as usual and was not said in earlier versions is
/// not among the facts.
#[derive(Debug, Default)]
pub(super) struct Spoken {
    pub xml_root: String,
    pub request_id_header: String,
    /// The members in their order, each with its place.
    pub members: Vec<(String, String)>,
    pub facts: BTreeMap<String, String>,
}

impl Spoken {
    pub(super) fn of(envelope: &Envelope) -> Self {
        let Envelope {
            formats,
            content_type,
            xml_root,
            xml_namespace,
            xml_declaration,
            members,
            constants,
            // Codes have them, and each is compared by itself.
            of_codes: _,
            detail,
            fault,
            request_id_header,
            code_header,
            problem_extensions,
            success,
        } = envelope;
        let mut facts = BTreeMap::new();
        let mut say = |name: &str, value: String| facts.insert(name.to_owned(), value);
        if formats != Format::USUAL {
            say("formats", words(formats.iter().map(|format| format.name())));
        }
        for (name, value) in [
            ("content_type", content_type),
            ("xml_namespace", xml_namespace),
            ("code_header", code_header),
        ] {
            if let Some(value) = value {
                say(name, value.clone());
            }
        }
        if *xml_declaration {
            say("xml_declaration", true.to_string());
        }
        for (path, value) in constants {
            say(&format!("constant {path}"), written(value));
        }
        let sends = |member| members.iter().any(|(other, _)| *other == member);
        if sends(Member::Details) {
            for (member, name) in detail {
                say(&format!("detail {}", member.name()), name.clone());
            }
        }
        if sends(Member::Fault) {
            say("fault", words(fault.iter().map(String::as_str)));
        }
        for extension in problem_extensions {
            say(&format!("problem_extensions {}", extension.name()), true.to_string());
        }
        if success.request_id != Some(envelope.usual_success_id()) {
            say("success.request_id", place(success.request_id.as_ref()));
        }
        if success.data.is_some() {
            say("success.data", place(success.data.as_ref()));
        }
        Self {
            xml_root: xml_root.clone(),
            request_id_header: request_id_header.clone(),
            members: members
                .iter()
                .map(|(member, path)| (member.name().to_owned(), path.to_string()))
                .collect(),
            facts,
        }
    }

    /// What changed, a sentence each.
    pub(super) fn changes(&self, new: &Self, root_follows_name: bool) -> Vec<Told> {
        let mut changes = Vec::new();
        let mut tell = |sentence| changes.push((&ENVELOPE_CHANGED, sentence));
        if self.xml_root != new.xml_root && !root_follows_name {
            tell(format!("the XML root `{}` is `{}` now", self.xml_root, new.xml_root));
        }
        if self.request_id_header != new.request_id_header {
            let (was, is) = (&self.request_id_header, &new.request_id_header);
            tell(format!("the header `{was}` is `{is}` now"));
        }
        let by_key = |spoken: &Self| -> BTreeMap<String, String> {
            let members = spoken.members.iter();
            map(members.map(|(key, path)| (format!("member {key}"), path.clone())))
        };
        compare(&by_key(self), &by_key(new), &mut changes);
        let kept = |spoken: &Self, other: &Self| -> Vec<String> {
            let keys = spoken.members.iter().map(|(key, _)| key.clone());
            keys.filter(|key| other.members.iter().any(|(known, _)| known == key)).collect()
        };
        let (was, is) = (kept(self, new), kept(new, self));
        if was != is {
            let (was, is) = (was.join("`, `"), is.join("`, `"));
            changes
                .push((&ENVELOPE_CHANGED, format!("the members `{was}` are sent as `{is}` now")));
        }
        compare(&self.facts, &new.facts, &mut changes);
        changes
    }

    /// The words of a lock's line.
    pub(super) fn line(&self) -> String {
        let mut line = format!("{} {}", self.xml_root, self.request_id_header);
        for (key, path) in &self.members {
            line.push_str(&format!(" {key}={}", escaped(path)));
        }
        for (name, value) in &self.facts {
            line.push_str(&format!(" {}:{}", escaped(name), escaped(value)));
        }
        line
    }

    /// What a lock's line says.
    pub(super) fn read<'l>(mut words: impl Iterator<Item = &'l str>) -> Option<Self> {
        let mut spoken = Self {
            xml_root: words.next()?.to_owned(),
            request_id_header: words.next()?.to_owned(),
            ..Self::default()
        };
        for word in words {
            let (at, separator) = word.char_indices().find(|(_, c)| matches!(c, '=' | ':'))?;
            let (name, value) = (unescaped(&word[..at])?, unescaped(&word[at + 1..])?);
            match separator {
                '=' => spoken.members.push((Member::from_name(&name)?.name().to_owned(), value)),
                _ => {
                    spoken.facts.insert(name, value);
                }
            }
        }
        Some(spoken)
    }
}

/// A value, of which `1` and `"1"` are two.
pub(super) fn written(value: &Scalar) -> String {
    match value {
        Scalar::Text(text) => format!("\"{text}\""),
        other => other.to_string(),
    }
}

fn words<'w>(words: impl Iterator<Item = &'w str>) -> String {
    words.collect::<Vec<_>>().join(", ")
}

fn place(path: Option<&Path>) -> String {
    path.map_or("nowhere".to_owned(), Path::to_string)
}

/// A rule, and what to say.
type Told = (&'static Rule, String);

fn compare(was: &BTreeMap<String, String>, is: &BTreeMap<String, String>, to: &mut Vec<Told>) {
    for (name, was) in was {
        match is.get(name) {
            None => {
                to.push((&ENVELOPE_CHANGED, format!("the {} was `{was}` and is gone", told(name))));
            }
            Some(is) if is != was => {
                let sentence = format!("the {} was `{was}` and is `{is}` now", told(name));
                to.push((&ENVELOPE_CHANGED, sentence));
            }
            Some(_) => {}
        }
    }
    for (name, is) in is.iter().filter(|(name, _)| !was.contains_key(*name)) {
        let rule = if is_addition(name) { &MEMBER_ADDED } else { &ENVELOPE_CHANGED };
        to.push((rule, format!("the {} is `{is}` now", told(name))));
    }
}

/// Whether a fact that is new takes nothing away from clients.
fn is_addition(name: &str) -> bool {
    const KINDS: [&str; 5] = ["member", "constant", "detail", "problem_extensions", "code_header"];
    KINDS.contains(&name.split(' ').next().unwrap_or(name)) || name == "fault"
}

/// A fact's name in a sentence: a kind, and the key of what there are several of.
fn told(name: &str) -> String {
    match name.split_once(' ') {
        Some((kind, key)) => format!("{kind} `{key}`"),
        None => format!("`{name}`"),
    }
}

/// A text as one word of a lock, without what parts words.
pub(super) fn escaped(text: &str) -> String {
    let mut word = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '%' | ' ' | '=' | ':' | '\u{7f}' | '\0'..='\u{1f}' => {
                word.push_str(&format!("%{:02x}", u32::from(c)));
            }
            _ => word.push(c),
        }
    }
    word
}

/// The text of a word of a lock.
pub(super) fn unescaped(word: &str) -> Option<String> {
    let mut text = String::with_capacity(word.len());
    let mut parts = word.split('%');
    text.push_str(parts.next()?);
    for part in parts {
        let digits = part.get(..2)?;
        text.push(char::from(u8::from_str_radix(digits, 16).ok()?));
        text.push_str(&part[2..]);
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_all_of_it() {
        let member = |(key, path): (&str, &str)| (key.to_owned(), path.to_owned());
        let spoken = Spoken {
            xml_root: "A".to_owned(),
            request_id_header: "x-id".to_owned(),
            members: [("code", "error.code"), ("message", "a")].map(member).to_vec(),
            facts: BTreeMap::from([("constant error.a", "Text(\"x: 100 %\n=\")")].map(member)),
        };
        let line = spoken.line();
        let read = Spoken::read(line.split(' ')).unwrap();
        assert!(!line.contains('\n'));
        assert!(spoken.changes(&read, false).is_empty());
        assert_eq!(read.line(), line);
    }
}
