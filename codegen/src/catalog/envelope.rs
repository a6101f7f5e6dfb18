//! How an error response names its members.

use crate::words::words;

/// How an error response names its members.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Envelope {
    /// The XML root of an error response.
    pub xml_root: String,
    /// The members that are sent, in this order, each with its name on the wire.
    pub members: Vec<(Member, String)>,
    /// The HTTP header that repeats the request's id.
    pub request_id_header: String,
}

impl Envelope {
    /// The name of [`request_id_header`](Self::request_id_header) where a spec has none.
    pub const REQUEST_ID_HEADER: &'static str = "x-request-id";

    /// The members that are sent where a spec does not say: the seed's, in its order.
    pub fn default_members() -> impl Iterator<Item = (Member, &'static str)> {
        [Member::Status, Member::Code, Member::Message, Member::RequestId]
            .into_iter()
            .map(|member| (member, member.usual_name()))
    }
}

words! {
    /// A member that an error response can have, by its key in the spec. Each is a
    /// member of [`errspec::Member`], too.
    pub enum Member {
        /// The HTTP status.
        Status "status",
        /// The code.
        Code "code",
        /// The finished message.
        Message "message",
        /// The request's id.
        RequestId "request_id",
        /// The host that answered.
        HostId "host_id",
        /// Where the code is documented: its `doc_url`.
        Recommend "recommend",
        /// Why access was denied: names and values.
        AccessDeniedDetail "access_denied_detail",
    }
}

impl Member {
    /// What the member is called on the wire, in the seed's manner.
    pub const fn usual_name(self) -> &'static str {
        match self {
            Self::Status => "HttpStatus",
            Self::Code => "Code",
            Self::Message => "Message",
            Self::RequestId => "RequestId",
            Self::HostId => "HostId",
            Self::Recommend => "Recommend",
            Self::AccessDeniedDetail => "AccessDeniedDetail",
        }
    }
}
