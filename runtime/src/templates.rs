//! What the messages of a row are filled in from, and what a message says by that.

use alloc::vec::Vec;

use crate::template::{self, Unread};
use crate::{Text, Value};

/// The texts of a code that has parameters or cases, as templates.
///
/// ```
/// use errspec::{Templates, Value};
///
/// let templates = Templates::new("{key} is locked.{case until}Locked for {hours:integer} hours.");
/// let filling = templates.read("Locked for 3 hours.").unwrap();
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
    /// It is one alone as a rule: a value that looks like the text around it can make it
    /// more. `None` too where a parameter stands twice in a text and the rest of the text
    /// leaves open which value it has, and where a digit may follow an integer. It takes
    /// time linear in the length of the message.
    pub fn read(self, message: &str) -> Option<Filling> {
        if self == Self::NONE {
            return None; // as most codes
        }
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

    /// The parameters that a message was filled with, none where that can be more than one
    /// thing; `None` where it is none of the texts.
    #[cfg(feature = "testing")]
    pub fn params_of(self, message: &str) -> Option<Vec<(Text, Value)>> {
        self.texts().find_map(|(_, text)| match template::read(text, message) {
            Ok(params) => Some(params),
            Err(Unread::Ambiguous) => Some(Vec::new()),
            Err(Unread::Foreign) => None,
        })
    }

    /// What a message was made of whose parameters came beside it. Those that came as
    /// texts get the types that they have here.
    #[cfg(any(feature = "json", feature = "xml", feature = "tonic", test))]
    pub(crate) fn read_with(self, message: &str, mut params: Vec<(Text, Value)>) -> Filling {
        for (name, value) in &mut params {
            let known = self.params().find(|(known, _)| known == name);
            if let (Value::String(text), Some((_, r#type))) = (&*value, known)
                && let Some(typed) = r#type.value(text)
            {
                *value = typed;
            }
        }
        let place = |name: &Text| self.params().position(|(known, _)| known == name);
        params.sort_by_key(|(name, _)| place(name).unwrap_or(usize::MAX));
        let is_made = |text| template::fill(text, &params) == message;
        let mut cases = self.texts().filter(|(_, text)| is_made(text)).map(|(case, _)| case);
        let case = match (cases.next(), cases.next()) {
            (Some(case), None) => case,
            _ => None,
        };
        Filling { case, params }
    }

    /// The parameters of all texts, each as often as it stands there.
    #[cfg(any(feature = "json", feature = "xml", feature = "tonic", test))]
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

#[cfg(test)]
mod tests {
    use super::*;

    const CLOSED: Templates = Templates::new(
        "{shelf} is closed.{case until}{shelf} is closed until {hour:integer}{half:boolean}.",
    );

    fn sent(params: &[(&'static str, &'static str)]) -> Vec<(Text, Value)> {
        params.iter().map(|(name, value)| (Text::Borrowed(*name), Value::from(*value))).collect()
    }

    #[test]
    fn parameters_beside_a_message_get_their_types_and_tell_the_case() {
        let params =
            sent(&[("half", "true"), ("hour", "7"), ("new", "8"), ("shelf", "A is closed")]);
        let filling = CLOSED.read_with("A is closed is closed until 7true.", params);
        assert_eq!(filling.case, Some("until"));
        let typed = [
            ("shelf".into(), "A is closed".into()),
            ("hour".into(), Value::Integer(7)),
            ("half".into(), Value::Boolean(true)),
            ("new".into(), "8".into()),
        ];
        assert_eq!(filling.params, typed);
    }

    #[test]
    fn parameters_beside_a_message_of_other_words_stay() {
        let params = sent(&[("hour", "seven"), ("shelf", "A")]);
        let filling = CLOSED.read_with("It is closed.", params);
        assert_eq!(filling.case, None);
        assert_eq!(filling.params, sent(&[("shelf", "A"), ("hour", "seven")]));
    }
}
