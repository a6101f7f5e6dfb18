//! How responses are built: their formats, and what stands under which name.

use std::fmt;

use serde::Serialize;

use super::Entry;
use crate::words::words;

/// How responses are built.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Envelope {
    /// The formats that are sent, the one for who asks for none first; at least one.
    pub formats: Vec<Format>,
    /// The media type of the first format, where it is not the usual one.
    pub content_type: Option<String>,
    /// The XML root of an error response.
    pub xml_root: String,
    /// The namespace of the XML root, and of all that is inside.
    pub xml_namespace: Option<String>,
    /// Whether an error response in XML begins with a declaration.
    pub xml_declaration: bool,
    /// The members that are sent, in this order, each with its place.
    pub members: Vec<(Member, Path)>,
    /// What is always the same, each with its place.
    pub constants: Vec<(Path, Scalar)>,
    /// The places where codes have constants of their own.
    pub of_codes: Vec<Path>,
    /// What is sent of a detail, in this order.
    pub detail: Vec<(DetailMember, String)>,
    /// What [`Member::Fault`] says where the caller is at fault, and where the service is.
    pub fault: [String; 2],
    /// The HTTP header that repeats the request's id.
    pub request_id_header: String,
    /// The HTTP header that repeats the code.
    pub code_header: Option<String>,
    /// The extension members of problem details that are not sent unasked.
    pub problem_extensions: Vec<Extension>,
    /// How a success is built.
    pub success: Success,
}

/// How the response to a call that succeeded is built.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Success {
    /// Where the request's id stands, if it is sent.
    pub request_id: Option<Path>,
    /// Where the data stands; at the top, if this is nowhere. `{action}` is the operation.
    pub data: Option<Path>,
}

impl Envelope {
    /// The name of [`request_id_header`](Self::request_id_header) where a spec has none.
    pub const REQUEST_ID_HEADER: &'static str = "x-request-id";

    /// The name of [`Success::request_id`] where nothing says another.
    pub(crate) const REQUEST_ID: &'static str = "RequestId";

    /// The members that are sent where a spec does not say: the seed's, in its order.
    pub fn default_members() -> impl Iterator<Item = (Member, &'static str)> {
        [
            (Member::Status, "HttpStatus"),
            (Member::Code, "Code"),
            (Member::Message, "Message"),
            (Member::RequestId, Self::REQUEST_ID),
        ]
        .into_iter()
    }

    /// Where a success has the request's id if nobody says another place: it is named as
    /// in an error response.
    pub fn usual_success_id(&self) -> Path {
        let of_error = self.members.iter().find(|(member, _)| *member == Member::RequestId);
        Path::of(of_error.map_or(Self::REQUEST_ID, |(_, path)| path.name()))
    }

    /// What an error response is made of.
    pub fn tree(&self) -> Vec<(&str, Node<'_>)> {
        let mut tree = Vec::new();
        for (member, path) in &self.members {
            insert(&mut tree, path, Node::Member(*member));
        }
        for (path, constant) in &self.constants {
            let own = self.of_codes.iter().position(|of_code| of_code == path);
            let node = own.map_or(Node::Constant(constant), Node::OfCode);
            insert(&mut tree, path, node);
        }
        for (index, path) in self.of_codes.iter().enumerate() {
            if !self.constants.iter().any(|(other, _)| other == path) {
                insert(&mut tree, path, Node::OfCode(index));
            }
        }
        tree
    }

    /// What a code says at the place of [`of_codes`](Self::of_codes) with this index.
    pub fn constant<'e>(&'e self, index: usize, entry: &'e Entry) -> Option<&'e Scalar> {
        let path = &self.of_codes[index];
        let constants = entry.constants.iter().chain(&self.constants);
        constants.into_iter().find(|(other, _)| other == path).map(|(_, constant)| constant)
    }
}

/// What stands under a name of an error response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node<'e> {
    /// What the error says.
    Member(Member),
    /// What is always the same.
    Constant(&'e Scalar),
    /// What the code says, by the index of its place in [`Envelope::of_codes`].
    OfCode(usize),
    /// An object of names.
    Object(Vec<(&'e str, Node<'e>)>),
    /// A list of such objects.
    List(Vec<Vec<(&'e str, Node<'e>)>>),
}

impl Node<'_> {
    fn is_constant(&self) -> bool {
        matches!(self, Self::Constant(_) | Self::OfCode(_))
    }
}

/// Constants stand at the head of their object, in their order.
fn insert<'e>(tree: &mut Vec<(&'e str, Node<'e>)>, path: &'e Path, leaf: Node<'e>) {
    let (last, outer) = path.0.split_last().expect("a path has a step");
    let mut object = tree;
    for step in outer {
        let at = object.iter().position(|(name, _)| *name == step.name).unwrap_or_else(|| {
            let empty = match step.item {
                Some(_) => Node::List(Vec::new()),
                None => Node::Object(Vec::new()),
            };
            object.push((&step.name, empty));
            object.len() - 1
        });
        object = match &mut object[at].1 {
            Node::Object(members) => members,
            Node::List(items) => {
                let item = step.item.unwrap_or_default();
                if items.len() <= item {
                    items.resize(item + 1, Vec::new());
                }
                &mut items[item]
            }
            _ => return, // `check` lets no member stand inside of another
        };
    }
    let at = match leaf.is_constant() {
        true => object.iter().take_while(|(_, node)| node.is_constant()).count(),
        false => object.len(),
    };
    object.insert(at, (&last.name, leaf));
}

/// Where something stands in a response: names from the outside in, parted by dots.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Path(pub Vec<Step>);

/// A name in a [`Path`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Step {
    /// What it is called.
    pub name: String,
    /// Which object it is, where it is a list of them.
    pub item: Option<usize>,
}

impl Path {
    /// The place of one name at the top.
    pub fn of(name: impl Into<String>) -> Self {
        Self(vec![Step { name: name.into(), item: None }])
    }

    /// The innermost name.
    pub fn name(&self) -> &str {
        self.0.last().map_or("", |step| &step.name)
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, step) in self.0.iter().enumerate() {
            f.write_str(if index == 0 { "" } else { "." })?;
            f.write_str(&step.name)?;
            if let Some(item) = step.item {
                write!(f, "[{item}]")?;
            }
        }
        Ok(())
    }
}

impl Serialize for Path {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A text, a number or a boolean of a spec.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(untagged)]
pub enum Scalar {
    /// `true` or `false`.
    Boolean(bool),
    /// A number.
    Integer(i64),
    /// A text.
    Text(String),
}

impl fmt::Display for Scalar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Boolean(truth) => truth.fmt(f),
            Self::Integer(number) => number.fmt(f),
            Self::Text(text) => text.fmt(f),
        }
    }
}

words! {
    /// An envelope of a well-known service, to start from.
    pub enum Style {
        /// Alibaba Cloud's.
        Alibaba "alibaba",
        /// AWS's JSON protocols.
        AwsJson "aws-json",
        /// AWS's query protocol.
        AwsQuery "aws-query",
        /// Amazon S3's.
        S3 "s3",
        /// Google's APIs'.
        Google "google",
        /// Azure's.
        Azure "azure",
        /// Stripe's.
        Stripe "stripe",
        /// GitHub's REST API's.
        Github "github",
        /// Problem details, RFC 9457.
        Problem "problem",
    }
}

words! {
    /// A format of responses, one of [`errspec::Format`].
    pub enum Format {
        /// JSON.
        Json "json",
        /// XML.
        Xml "xml",
        /// Problem details in JSON, RFC 9457.
        Problem "problem",
    }
}

impl Format {
    /// Every format, JSON first: what is sent where a spec does not say.
    pub const USUAL: &'static [Self] = Self::ALL;

    /// The language that it is written in.
    pub fn language(self) -> &'static str {
        match self {
            Self::Json | Self::Problem => "JSON",
            Self::Xml => "XML",
        }
    }
}

impl From<Format> for errspec::Format {
    fn from(format: Format) -> Self {
        match format {
            Format::Json => Self::Json,
            Format::Xml => Self::Xml,
            Format::Problem => Self::Problem,
        }
    }
}

words! {
    /// A member that an error response can have, by its key in the spec. Each is a
    /// member of [`errspec::Member`], too.
    pub enum Member {
        /// The HTTP status.
        Status "status",
        /// The HTTP status as a text.
        StatusText "status_text",
        /// The name in `google.rpc.Code` that fits the status.
        RpcStatus "rpc_status",
        /// The code.
        Code "code",
        /// The finished message.
        Message "message",
        /// The request's id.
        RequestId "request_id",
        /// The host that answered.
        HostId "host_id",
        /// The code's name for people.
        Title "title",
        /// What the caller can do.
        Fix "fix",
        /// Where the code is documented.
        DocUrl "doc_url",
        /// The same, by its name in the seed.
        Recommend "recommend",
        /// Whether the same request may be sent again.
        Retryable "retryable",
        /// Seconds to wait before the next try.
        RetryAfter "retry_after",
        /// The stable number.
        Number "number",
        /// Who is at fault, in one of two words.
        Fault "fault",
        /// The field of the first detail.
        Field "field",
        /// The parameters by name.
        Params "params",
        /// The parameters by name, each as a text.
        ParamsText "params_text",
        /// What is wrong with which field.
        Details "details",
        /// Why access was denied: names and values.
        AccessDeniedDetail "access_denied_detail",
    }
}

words! {
    /// What is sent of a detail.
    pub enum DetailMember {
        /// The field that is wrong.
        Field "field",
        /// The code of what is wrong with it.
        Code "code",
        /// What is wrong with it, for a person.
        Message "message",
    }
}

words! {
    /// An extension member of problem details that is not sent unasked.
    pub enum Extension {
        /// Whether the same request may be sent again.
        Retryable "retryable",
        /// Seconds to wait before the next try.
        RetryAfter "retry_after",
        /// What the caller can do.
        Fix "fix",
    }
}

impl Extension {
    /// What it says.
    pub const fn member(self) -> Member {
        match self {
            Self::Retryable => Member::Retryable,
            Self::RetryAfter => Member::RetryAfter,
            Self::Fix => Member::Fix,
        }
    }
}
