//! What the messages of a row are filled in from, and what a message says by that.

use alloc::vec::Vec;

use crate::template::{self, Unread};
#[cfg(any(feature = "json", feature = "xml", feature = "tonic"))]
use crate::{Code, ErrorCode};
use crate::{Text, Value};

/// The texts of a code that has parameters or cases, as templates.
///
/// ```
/// use errspec::{Templates, Value};
///
/// let templates = Templates::new("The {key} is locked.{case until}It is so for {hours:integer} hours.");
/// let filling = templates.read("It is so for 3 hours.").unwrap();
/// assert_eq!(filling.case, Some("until"));
/// assert_eq!(filling.params, [("hours".into(), Value::Integer(3))]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Templates(&'static str);

/// What a message was made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Filling {
    /// The name of the case whose text it is; `None` for the code's own text.
    pub case: Option<&'static str>,
    /// The parameters by name, in the order of their first appearance.
    pub params: Vec<(Text, Value)>,
}

impl Filling {
    /// Of a message that came alone.
    #[cfg(any(feature = "json", feature = "xml"))]
    pub(crate) fn of_message<C: ErrorCode>(code: &Code<C>, message: &str) -> Self {
        let read = |code: C| code.templates().read(message);
        code.known().and_then(read).unwrap_or_default()
    }

    /// Of a message whose parameters came beside it. Where they came as texts they get
    /// the types that the row says.
    #[cfg(feature = "tonic")]
    pub(crate) fn of_params<C: ErrorCode>(
        code: &Code<C>,
        message: &str,
        mut params: Vec<(Text, Value)>,
    ) -> Self {
        let templates = code.known().map_or(Templates::NONE, C::templates);
        for (name, value) in &mut params {
            let of_row = templates.params().find(|(known, _)| known == name);
            if let (Value::String(text), Some((_, r#type))) = (&*value, of_row)
                && let Some(typed) = r#type.value(text)
            {
                *value = typed;
            }
        }
        let order = |name: &Text| templates.params().position(|(known, _)| known == name);
        params.sort_by_key(|(name, _)| order(name).unwrap_or(usize::MAX));
        let is_made = |text| template::fill(text, &params) == message;
        let mut cases = templates.texts().filter(|(_, text)| is_made(text));
        let case = match (cases.next(), cases.next()) {
            (Some((case, _)), None) => case,
            _ => None,
        };
        Self { case, params }
    }
}

impl Templates {
    /// No code's.
    pub const NONE: Self = Self("");

    /// For generated code: the code's own text, then that of each case behind a
    /// `{case name}`. A parameter is `{name}`, `{name:integer}` or `{name:boolean}`, and
    /// `{{` and `}}` are braces.
    pub const fn new(texts: &'static str) -> Self {
        Self(texts)
    }

    /// What the message was made of, if it can be but one thing.
    ///
    /// It takes time linear in the length of the message.
    pub fn read(self, message: &str) -> Option<Filling> {
        let mut filling = None;
        for (case, text) in self.texts() {
            match template::read(text, message) {
                Ok(params) if filling.is_none() => filling = Some(Filling { case, params }),
                Err(Unread::Foreign) => {}
                _ => return None,
            }
        }
        filling
    }

    /// The parameters of all texts, each as often as it stands there.
    #[cfg(feature = "tonic")]
    fn params(self) -> impl Iterator<Item = (&'static str, template::ParamType)> {
        template::Pieces(self.0).filter_map(|piece| match piece {
            template::Piece::Placeholder(inside) => Some(template::param(inside)),
            template::Piece::Text(_) => None,
        })
    }

    /// Each text, with the case that it belongs to.
    fn texts(self) -> impl Iterator<Item = (Option<&'static str>, &'static str)> {
        let of_case = |inside: &'static str| inside.strip_prefix("case ");
        let (own, mut rest) = template::cut(self.0, of_case);
        let own = (!own.is_empty()).then_some((None, own));
        let cases = core::iter::from_fn(move || {
            let (case, behind) = rest?;
            let (text, behind) = template::cut(behind, of_case);
            rest = behind;
            Some((Some(case), text))
        });
        own.into_iter().chain(cases)
    }
}
