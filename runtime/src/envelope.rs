//! How a service names the members of its error responses: the spec's `[envelope]`.

/// The names of one service, in the order in which they are sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// The root element of an error response in XML.
    pub xml_root: &'static str,
    /// The members that are sent, each with its name on the wire.
    pub members: &'static [(Member, &'static str)],
    /// The HTTP header that repeats the request's id.
    pub request_id_header: &'static str,
}

impl Envelope {
    /// What [`Member::RequestId`] is called, also in a success response.
    pub fn request_id(&self) -> &'static str {
        let name = self.members.iter().find(|(member, _)| *member == Member::RequestId);
        name.map_or("RequestId", |(_, name)| name)
    }
}

/// A member of an error response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Member {
    /// The HTTP status, a number in JSON.
    Status,
    /// The code's text.
    Code,
    /// The finished message.
    Message,
    /// The request's id.
    RequestId,
    /// The host that answered.
    HostId,
    /// Where the code is documented: its `doc_url`.
    Recommend,
    /// Why access was denied: names and values.
    AccessDeniedDetail,
}
