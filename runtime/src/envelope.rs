//! How a service builds its responses: the spec's `[envelope]`.

use crate::Format;

/// How one service builds its responses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// The formats that are sent, the one for who asks for none first; at least one.
    pub formats: &'static [Format],
    /// The media type of the first format, where it is not the usual one.
    pub content_type: Option<&'static str>,
    /// The root element of an error response in XML.
    pub xml_root: &'static str,
    /// The namespace of that element, and of all that is inside.
    pub xml_namespace: Option<&'static str>,
    /// Whether a declaration stands before that element.
    pub xml_declaration: bool,
    /// What an error response is made of, in this order.
    pub members: Members,
    /// What is sent of a detail, each with its name, in this order.
    pub detail: &'static [(DetailMember, &'static str)],
    /// What [`Member::Fault`] says where the caller is at fault, and where the service is.
    pub fault: [&'static str; 2],
    /// The HTTP header that repeats the request's id.
    pub request_id_header: &'static str,
    /// The HTTP header that repeats the code.
    pub code_header: Option<&'static str>,
    /// The extension members of problem details that are not sent unasked.
    pub problem_extensions: &'static [Member],
    /// How a success is built.
    pub success: SuccessEnvelope,
}

/// How the response to a call that succeeded is built: each place as the names that lead
/// to it, from the outside in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SuccessEnvelope {
    /// Where the request's id stands, if it is sent.
    pub request_id: Option<&'static [&'static str]>,
    /// Where the data stands; at the top, if this is nowhere. `{action}` in a name is the
    /// operation.
    pub data: Option<&'static [&'static str]>,
}

impl Envelope {
    /// What a spec without `[envelope]` says.
    pub const USUAL: Self = Self {
        formats: &[Format::Json, Format::Xml, Format::Problem],
        content_type: None,
        xml_root: "Error",
        xml_namespace: None,
        xml_declaration: false,
        members: &[
            ("HttpStatus", Node::Member(Member::Status)),
            ("Code", Node::Member(Member::Code)),
            ("Message", Node::Member(Member::Message)),
            ("RequestId", Node::Member(Member::RequestId)),
        ],
        detail: &[
            (DetailMember::Field, "field"),
            (DetailMember::Code, "code"),
            (DetailMember::Message, "message"),
        ],
        fault: ["client", "server"],
        request_id_header: "x-request-id",
        code_header: None,
        problem_extensions: &[],
        success: SuccessEnvelope { request_id: Some(&["RequestId"]), data: None },
    };

    /// The media type of errors in a format.
    pub fn content_type(&self, format: Format) -> &'static str {
        let own = self.content_type.filter(|_| self.formats.first() == Some(&format));
        own.unwrap_or(format.content_type())
    }

    /// The format for who asks for none.
    pub fn first_format(&self) -> Format {
        self.formats.first().copied().unwrap_or_default()
    }

    /// The format, if it is sent; else the one for who asks for none.
    pub fn sent(&self, format: Format) -> Format {
        match self.formats.contains(&format) {
            true => format,
            false => self.first_format(),
        }
    }
}

/// Names, each with what stands under it.
pub type Members = &'static [(&'static str, Node)];

/// What stands under a name of an error response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Node {
    /// What the error says.
    Member(Member),
    /// What is always the same.
    Constant(Constant),
    /// What the code says: [`ErrorCode::constant`](crate::ErrorCode::constant) of this index.
    OfCode(usize),
    /// What the error says, where [`Envelope::problem_extensions`] has it.
    Extension(Member),
    /// An object. One whose members have nothing to say is not sent, with its constants.
    Object(Members),
    /// A list of such objects. In XML it is an element for each.
    List(&'static [Members]),
}

/// A value that an envelope or a code always says at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Constant {
    /// A text.
    Text(&'static str),
    /// A number.
    Integer(i64),
    /// `true` or `false`.
    Boolean(bool),
}

/// A member of an error response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Member {
    /// The HTTP status, a number in JSON.
    Status,
    /// The HTTP status, a text.
    StatusText,
    /// The name in `google.rpc.Code` that fits the status; a code that is one of these
    /// names is its own.
    RpcStatus,
    /// The code's text.
    Code,
    /// The finished message.
    Message,
    /// The request's id.
    RequestId,
    /// The host that answered.
    HostId,
    /// The code's `title`.
    Title,
    /// The code's `fix`.
    Fix,
    /// Where the code is documented: its `doc_url`.
    DocUrl,
    /// The same, by its name in Alibaba Cloud's responses.
    Recommend,
    /// Whether the same request may be sent again.
    Retryable,
    /// The seconds to wait before the next try.
    RetryAfter,
    /// The code's `number`.
    Number,
    /// Who is at fault, in one of the words of [`Envelope::fault`].
    Fault,
    /// The field of the first detail.
    Field,
    /// The message's parameters: an object.
    Params,
    /// The same, each value a text.
    ParamsText,
    /// What is wrong with which field: a list of objects.
    Details,
    /// Why access was denied: names and values.
    AccessDeniedDetail,
    /// `type` of problem details: where the code is documented, or `about:blank`.
    ProblemType,
    /// `title` of problem details: the code's, or the status phrase.
    ProblemTitle,
    /// `instance` of problem details: the request's id as a URI reference.
    ProblemInstance,
}

/// What is sent of a [`Detail`](crate::Detail).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DetailMember {
    /// The field that is wrong.
    Field,
    /// The code of what is wrong with it.
    Code,
    /// What is wrong with it, for a person.
    Message,
}
