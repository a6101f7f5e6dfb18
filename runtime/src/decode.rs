//! What the decoders of all formats share.

use alloc::borrow::{Cow, ToOwned};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
#[cfg(feature = "json")]
use core::fmt::Write;
use core::mem::replace;

use crate::said::id_of_instance;
use crate::{
    Code, Constant, DecodeError, Detail, DetailMember, ErrorCode, Filling, MAX_BODY, Member,
    Members, Node, Received, Templates, Text, Value,
};

/// Whether a status is a success, as the SDKs judge it: 200 to 299 is.
pub(crate) fn is_success(status: u16) -> bool {
    matches!(status, 200..=299)
}

/// The body as text, if it may be decoded at all.
pub(crate) fn text(body: &[u8]) -> Result<&str, DecodeError> {
    if body.len() > MAX_BODY {
        return Err(DecodeError::TooLarge { bytes: body.len() });
    }
    let text = core::str::from_utf8(body).map_err(|_| DecodeError::NotUtf8)?;
    let text = text.trim_start_matches('\u{feff}');
    if text.trim().is_empty() {
        return Err(DecodeError::Empty);
    }
    Ok(text)
}

/// What stands under this name, if the envelope has it.
#[inline]
pub(crate) fn node(members: Members, name: &str) -> Option<&'static (&'static str, Node)> {
    members.iter().find(|(known, _)| *known == name)
}

/// Whether a client makes something of the member; the others are kept as they are.
pub(crate) fn is_read(member: Member) -> bool {
    match member {
        Member::Status
        | Member::StatusText
        | Member::Code
        | Member::Message
        | Member::RequestId
        | Member::ProblemInstance
        | Member::Retryable
        | Member::RetryAfter
        | Member::Fix
        | Member::Params
        | Member::ParamsText
        | Member::Details => true,
        Member::RpcStatus
        | Member::HostId
        | Member::Title
        | Member::DocUrl
        | Member::Recommend
        | Member::Number
        | Member::Fault
        | Member::Field
        | Member::AccessDeniedDetail
        | Member::ProblemType
        | Member::ProblemTitle => false,
    }
}

/// An error response, while it is read.
pub(crate) struct Reading<C> {
    received: Received<C>,
    has_code: bool,
    has_message: bool,
    /// A status that is a number, and parameters with their types: an envelope may have
    /// them as texts, too, before or behind.
    has_status: bool,
    has_params: bool,
    /// Those that came beside the message.
    params: Option<Vec<(Text, Value)>>,
    /// The objects around what is read, each with a dot behind it.
    path: String,
    /// Of each list of objects that is read element by element, by its place: which objects
    /// were found, and how many elements there were.
    #[cfg(feature = "xml")]
    lists: Vec<(String, Vec<bool>, usize)>,
}

impl<C: ErrorCode> Reading<C> {
    pub(crate) fn new(status: u16) -> Self {
        Self {
            received: Received::empty(status),
            has_code: false,
            has_message: false,
            has_status: false,
            has_params: false,
            params: None,
            path: String::new(),
            #[cfg(feature = "xml")]
            lists: Vec::new(),
        }
    }

    /// What the member with this name is called by whoever reads the whole body.
    pub(crate) fn place(&self, name: &str) -> String {
        [&self.path, name].concat()
    }

    /// Goes into an object; [`leave`](Self::leave) with what this gives.
    pub(crate) fn enter(&mut self, name: &str) -> usize {
        let outer = self.path.len();
        self.path.push_str(name);
        self.path.push('.');
        outer
    }

    /// Goes into an object of a list.
    #[cfg(feature = "json")]
    pub(crate) fn enter_item(&mut self, name: &str, index: usize) -> usize {
        let outer = self.path.len();
        write!(self.path, "{name}[{index}].").expect("memory takes every write");
        outer
    }

    pub(crate) fn leave(&mut self, outer: usize) {
        self.path.truncate(outer);
    }

    #[cold]
    fn wrong_type(&self, name: &str) -> DecodeError {
        DecodeError::WrongType { member: self.place(name) }
    }

    #[inline]
    fn once(&self, name: &str, is_second: bool) -> Result<(), DecodeError> {
        if is_second { Err(self.duplicate(name)) } else { Ok(()) }
    }

    #[cold]
    fn duplicate(&self, name: &str) -> DecodeError {
        DecodeError::Duplicate { member: self.place(name) }
    }

    /// A member whose value is a text, or is written as one.
    #[inline]
    pub(crate) fn set_text(
        &mut self,
        (member, name): (Member, &str),
        text: Cow<'_, str>,
    ) -> Result<(), DecodeError> {
        let received = &mut self.received;
        let is_second = match member {
            Member::Code => return self.set_code(name, Code::from_text(&text)),
            Member::Message => {
                received.message = text.into_owned();
                replace(&mut self.has_message, true)
            }
            Member::RequestId => received.request_id.replace(text.into_owned()).is_some(),
            Member::ProblemInstance => received.request_id.replace(id_of_instance(&text)).is_some(),
            Member::Fix => {
                let extra = received.extra.get_or_insert_default();
                extra.fix.replace(text.into_owned()).is_some()
            }
            Member::Retryable => match text.trim() {
                "true" => return self.set_retryable(name, true),
                "false" => return self.set_retryable(name, false),
                _ => return Err(self.wrong_type(name)),
            },
            Member::RetryAfter => match text.trim().parse() {
                Ok(seconds) => return self.set_retry_after(name, seconds),
                Err(_) => return Err(self.wrong_type(name)),
            },
            _ => match text.trim().parse() {
                Ok(status) if member == Member::StatusText => {
                    received.status_in_body.get_or_insert(status);
                    false
                }
                Ok(status) => return self.set_status(name, status),
                Err(_) => return Err(self.wrong_type(name)),
            },
        };
        self.once(name, is_second)
    }

    pub(crate) fn set_code(&mut self, name: &str, code: Code<C>) -> Result<(), DecodeError> {
        self.received.code = code;
        let is_second = replace(&mut self.has_code, true);
        self.once(name, is_second)
    }

    pub(crate) fn set_status(&mut self, name: &str, status: u16) -> Result<(), DecodeError> {
        self.received.status_in_body = Some(status);
        let is_second = replace(&mut self.has_status, true);
        self.once(name, is_second)
    }

    pub(crate) fn set_retryable(&mut self, name: &str, truth: bool) -> Result<(), DecodeError> {
        let extra = self.received.extra.get_or_insert_default();
        let is_second = extra.retryable.replace(truth).is_some();
        self.once(name, is_second)
    }

    pub(crate) fn set_retry_after(&mut self, name: &str, after: u32) -> Result<(), DecodeError> {
        let extra = self.received.extra.get_or_insert_default();
        let is_second = extra.retry_after.replace(after).is_some();
        self.once(name, is_second)
    }

    pub(crate) fn set_params(
        &mut self,
        (member, name): (Member, &str),
        params: Vec<(Text, Value)>,
    ) -> Result<(), DecodeError> {
        if member == Member::ParamsText {
            self.params.get_or_insert(params);
            return Ok(());
        }
        self.params = Some(params);
        let is_second = replace(&mut self.has_params, true);
        self.once(name, is_second)
    }

    /// One detail, of which these members came: those that are not known are kept.
    pub(crate) fn push_detail(&mut self, name: &str, members: Vec<(String, String)>) {
        let mut detail = Detail::default();
        let place = format!("{}[{}]", self.place(name), self.received.details().len());
        for (name, value) in members {
            let known = C::ENVELOPE.detail.iter().find(|(_, known)| *known == name);
            match known {
                Some((DetailMember::Field, _)) => detail.field = value.into(),
                Some((DetailMember::Code, _)) => detail.code = Some(value.into()),
                Some((DetailMember::Message, _)) => detail.message = Some(value.into()),
                None => self.received.members.push((format!("{place}.{name}"), value)),
            }
        }
        self.received.extra.get_or_insert_default().details.push(detail);
    }

    /// The place of the next element of a list that has so many objects.
    #[cfg(feature = "xml")]
    pub(crate) fn next_of_list(&mut self, name: &str, objects: usize) -> String {
        let place = self.place(name);
        let known = self.lists.iter().position(|(list, ..)| *list == place);
        let at = known.unwrap_or_else(|| {
            self.lists.push((place, alloc::vec![false; objects], 0));
            self.lists.len() - 1
        });
        let count = &mut self.lists[at].2;
        *count += 1;
        format!("{name}[{}]", *count - 1)
    }

    /// Which objects of this list were found.
    #[cfg(feature = "xml")]
    pub(crate) fn taken(&mut self, name: &str) -> &mut [bool] {
        let place = self.place(name);
        let list = self.lists.iter_mut().find(|(list, ..)| *list == place);
        list.map_or(&mut [], |(_, taken, _)| taken)
    }

    /// A member that is not known, by its name in the object that is read.
    pub(crate) fn keep(&mut self, name: Cow<'_, str>, value: String) {
        let name = if self.path.is_empty() { name.into_owned() } else { self.place(&name) };
        self.received.members.push((name, value));
    }

    /// The response, if it has a code and, where it must, a message.
    pub(crate) fn finish(
        self,
        members: Members,
        needs_message: bool,
    ) -> Result<Received<C>, DecodeError> {
        if !self.has_code || (needs_message && !self.has_message) {
            let missing = self.missing(members, needs_message);
            if !missing.is_empty() {
                return Err(DecodeError::Missing { members: missing });
            }
        }
        let Self { mut received, params, .. } = self;
        let templates = received.code.known().map_or(Templates::NONE, C::templates);
        let filling = match params {
            Some(params) => Some(templates.read_with(&received.message, params)),
            None => templates.read(&received.message),
        };
        if let Some(filling) = filling.filter(|filling| *filling != Filling::default()) {
            received.extra.get_or_insert_default().filling = filling;
        }
        Ok(received)
    }

    /// The places of members that must be there and were not.
    fn missing(&self, members: Members, needs_message: bool) -> Vec<String> {
        let mut missing = Vec::new();
        each_place(members, &mut String::new(), &mut |place, member| {
            let is_missing = match member {
                Member::Code => !self.has_code,
                Member::Message => needs_message && !self.has_message,
                _ => false,
            };
            if is_missing {
                missing.push(place.to_owned());
            }
        });
        missing
    }
}

fn each_place(members: Members, outer: &mut String, each: &mut dyn FnMut(&str, Member)) {
    let length = outer.len();
    for (name, node) in members {
        outer.push_str(name);
        match node {
            Node::Member(member) => each(outer, *member),
            Node::Object(members) => {
                outer.push('.');
                each_place(members, outer, each);
            }
            Node::List(items) => {
                let list = outer.len();
                for (index, members) in items.iter().enumerate() {
                    outer.push_str(&format!("[{index}]."));
                    each_place(members, outer, each);
                    outer.truncate(list);
                }
            }
            Node::Extension(_) | Node::Constant(_) | Node::OfCode(_) => {}
        }
        outer.truncate(length);
    }
}

/// Which of the objects of a list this is, by its texts and numbers: the first that is
/// not taken and whose constants are all there.
pub(crate) fn item(
    items: &'static [Members],
    taken: &[bool],
    has: impl Fn(&str, Constant) -> bool,
) -> Option<usize> {
    let fits = |members: Members| {
        members.iter().all(|(name, node)| match node {
            Node::Constant(constant) => has(name, *constant),
            _ => true,
        })
    };
    (0..items.len()).find(|index| !taken[*index] && fits(items[*index]))
}
