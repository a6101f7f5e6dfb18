//! The members of a response, held against the envelope.
//!
//! Which objects of a list are sent, and which one of them an object is, depends on the error
//! and on all that the others say. So of lists it is known alone which members there are in
//! any of their objects: their places are one.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use serde_json::Value as Json;

use super::{AsSent, Difference, Table};
use crate::xml::carried;
use crate::{Constant, Format, Member, Members, Node, Received, Text, Value};
use crate::{problem, said};

/// What was sent.
pub(super) struct Sent<'s> {
    pub format: Format,
    pub received: &'s Received<AsSent>,
    /// Those that the message was filled with.
    pub params: &'s [(Text, Value)],
    pub body: &'s [u8],
}

/// The members that are missing, are not known, or have another value than they may have.
pub(super) fn differences<T: Table>(
    table: &T,
    row: Option<T::Row>,
    sent: &Sent<'_>,
) -> Vec<Difference> {
    let members = match sent.format {
        Format::Problem => problem::MEMBERS,
        Format::Json | Format::Xml => table.envelope().members,
    };
    let unread = sent.received.members.iter();
    let unread: Vec<_> = unread.map(|(place, value)| (unindexed(place), value.as_str())).collect();
    let json = match sent.format {
        Format::Xml => None,
        Format::Json | Format::Problem => serde_json::from_slice(sent.body).ok(),
    };
    let mut walk =
        Walk { table, row, sent, unread, json, known: Vec::new(), differences: Vec::new() };
    walk.object(members, "", true);
    walk.unknown();
    walk.differences
}

/// A place without the numbers of objects of lists.
fn unindexed(place: &str) -> String {
    let mut parts = place.split('[');
    let mut without = parts.next().unwrap_or("").to_owned();
    for part in parts {
        without.push('[');
        let behind = part.trim_start_matches(|c: char| c.is_ascii_digit());
        without.push_str(if behind.starts_with(']') { behind } else { part });
    }
    without
}

struct Walk<'w, T: Table> {
    table: &'w T,
    row: Option<T::Row>,
    sent: &'w Sent<'w>,
    /// The members of which a client makes nothing.
    unread: Vec<(String, &'w str)>,
    /// In JSON the whole body: types show there alone.
    json: Option<Json>,
    /// The places that the envelope has.
    known: Vec<String>,
    differences: Vec<Difference>,
}

impl<T: Table> Walk<'_, T> {
    /// The members of an object, and whether it must be there.
    fn object(&mut self, members: Members, outer: &str, is_sent: bool) {
        for (name, node) in members {
            let place = format!("{outer}{name}");
            match *node {
                Node::Member(member) => self.member(member, place, is_sent),
                Node::Extension(_) => self.known.push(place),
                Node::Constant(constant) => self.constant(Some(constant), place, is_sent),
                Node::OfCode(index) => {
                    let constant = self.row.and_then(|row| self.table.constant(row, index));
                    self.constant(constant, place, is_sent);
                }
                Node::Object(inner) => {
                    let is_sent = is_sent && self.is_object_sent(inner);
                    self.object(inner, &format!("{place}."), is_sent);
                }
                Node::List(items) => {
                    for inner in items {
                        self.object(inner, &format!("{place}[]."), false);
                    }
                }
            }
        }
    }

    /// Whether an object must be there.
    fn is_object_sent(&self, members: Members) -> bool {
        self.speaks(members) || said::is_constant(members)
    }

    /// Whether a member inside must be there.
    fn speaks(&self, members: Members) -> bool {
        members.iter().any(|(_, node)| match node {
            Node::Member(member) => self.is_needed(*member),
            Node::Object(members) => self.speaks(members),
            Node::List(items) => items.iter().any(|members| self.speaks(members)),
            Node::Constant(_) | Node::OfCode(_) | Node::Extension(_) => false,
        })
    }

    fn member(&mut self, member: Member, place: String, is_sent: bool) {
        let is_there = self.is_there(member, &place);
        if is_sent && !is_there && self.is_needed(member) {
            self.differences.push(Difference::MissingMember { member: place.clone() });
        }
        if is_there && !self.has_type(member, &place) {
            self.differences.push(Difference::WrongMemberType { member: place.clone() });
        }
        let is_map = matches!(member, Member::Params | Member::ParamsText);
        if is_map && is_there {
            for (name, _) in self.sent.params {
                if self.sent.received.param(name).is_none() {
                    let member = format!("{place}.{name}");
                    self.differences.push(Difference::MissingMember { member });
                }
            }
        }
        if member == Member::Details {
            let names = self.table.envelope().detail.iter();
            self.known.extend(names.map(|(_, name)| format!("{place}[].{name}")));
        }
        self.known.push(place);
    }

    fn constant(&mut self, constant: Option<Constant>, place: String, is_sent: bool) {
        let said = self.unread.iter().find(|(known, _)| *known == place);
        let member = place.clone();
        match (constant, said) {
            (Some(_), None) if is_sent => {
                self.differences.push(Difference::MissingMember { member });
            }
            (Some(constant), Some((_, value)))
                if !is_of_list(&place) && !is(value, constant, self.sent.format) =>
            {
                self.differences.push(Difference::WrongMemberType { member });
            }
            _ => {}
        }
        self.known.push(place);
    }

    /// Whether every response of the row has the member.
    fn is_needed(&self, member: Member) -> bool {
        let is_problem = self.sent.format == Format::Problem;
        match member {
            Member::Code | Member::Message => true,
            // RFC 9457 leaves it to the service (section 3.1.2).
            Member::Status => !is_problem,
            Member::StatusText
            | Member::RpcStatus
            | Member::RequestId
            | Member::Retryable
            | Member::Fault => true,
            Member::Params | Member::ParamsText => !self.sent.params.is_empty(),
            Member::Title
            | Member::Fix
            | Member::DocUrl
            | Member::Recommend
            | Member::Number
            | Member::RetryAfter => self.row.is_some_and(|row| self.table.says(row, member)),
            Member::HostId
            | Member::Field
            | Member::Details
            | Member::AccessDeniedDetail
            | Member::ProblemType
            | Member::ProblemTitle
            | Member::ProblemInstance => false,
        }
    }

    fn is_there(&self, member: Member, place: &str) -> bool {
        let received = self.sent.received;
        match member {
            Member::Code => true,
            // Where there must be one, it was decoded.
            Member::Message => self.sent.format != Format::Problem || !received.message.is_empty(),
            Member::Status | Member::StatusText => received.status_in_body.is_some(),
            Member::RequestId | Member::ProblemInstance => received.request_id.is_some(),
            Member::Retryable => received.is_retryable().is_some(),
            Member::RetryAfter => received.retry_after().is_some(),
            Member::Fix => received.fix().is_some(),
            Member::Params | Member::ParamsText => !received.params().is_empty(),
            Member::Details => !received.details().is_empty(),
            _ => self.unread.iter().any(|(known, _)| known == place),
        }
    }

    /// Whether a member of which a client makes nothing has a value of its type.
    fn has_type(&self, member: Member, place: &str) -> bool {
        let written = self.unread.iter().find(|(known, _)| known == place);
        let Some((_, written)) = written.filter(|_| !is_of_list(place)) else { return true };
        let value = self.json.as_ref().and_then(|json| at(json, place));
        match member {
            Member::Number => {
                value.is_none_or(Json::is_i64) && written.trim().parse::<i64>().is_ok()
            }
            Member::AccessDeniedDetail => value.is_none_or(|value| value.is_object()),
            _ => value.is_none_or(|value| value.is_string() || value.is_null()),
        }
    }

    /// The members that the envelope does not have.
    fn unknown(&mut self) {
        let mut unknown: Vec<&String> = self
            .unread
            .iter()
            .map(|(place, _)| place)
            .filter(|place| !self.known.contains(place))
            .collect();
        unknown.sort_unstable();
        unknown.dedup();
        let unknown = unknown.into_iter().cloned();
        let unknown = unknown.map(|member| Difference::UnknownMember { member });
        self.differences.extend(unknown);
    }
}

/// Whether a place is in an object of a list.
fn is_of_list(place: &str) -> bool {
    place.contains("[].")
}

/// What stands at a place that is in no list.
fn at<'j>(json: &'j Json, place: &str) -> Option<&'j Json> {
    place.split('.').try_fold(json, |json, step| json.get(step))
}

fn is(value: &str, constant: Constant, format: Format) -> bool {
    match constant {
        Constant::Text(text) if format == Format::Xml => {
            value.chars().eq(text.chars().map(carried))
        }
        Constant::Text(text) => value == text,
        Constant::Integer(number) => value.trim().parse() == Ok(number),
        Constant::Boolean(truth) => value.trim().parse() == Ok(truth),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_of_a_list_are_not_told_apart() {
        assert_eq!(unindexed("error.details[12].links[0].url"), "error.details[].links[].url");
        assert_eq!(unindexed("[a[7[1]"), "[a[7[]");
    }
}
