//! Which places of a response are taken.

use std::collections::{HashMap, HashSet};

use toml::Spanned;

use crate::catalog::{Envelope, Node, Path};
use crate::names;
use crate::report::{Finding, Report, Span};
use crate::rules;
use crate::text::is_hidden;

/// The longest path, in names. Whoever reads a response goes as deep.
const MOST_NAMES: usize = 8;

/// At how many places rows may say something: each is a table with a line a row.
const MOST_OF_CODES: usize = 64;

/// The longest list of objects.
const MOST_ITEMS: usize = 16;

/// The places of one response.
pub(in crate::check) struct Places {
    /// Whether names must be those of XML elements, too.
    xml: bool,
    /// Where the spec says so: the place of what is wrong with a name that it does not say.
    formats: Span,
    /// By path, of objects in lists with their index.
    taken: HashMap<String, Taken>,
    /// Where rows say something, by path.
    of_codes: HashSet<String>,
    /// Where a row first says another value than a constant, by the constant's path.
    replaced: HashMap<String, Span>,
}

struct Taken {
    by: Kind,
    /// `None` where the spec does not say it itself.
    span: Option<Span>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Member,
    Constant,
    OfCode,
    Object,
    List,
}

impl Places {
    pub(super) fn new(xml: bool, formats: Span) -> Self {
        Self {
            xml,
            formats,
            taken: HashMap::new(),
            of_codes: HashSet::new(),
            replaced: HashMap::new(),
        }
    }

    /// The place of a member of the envelope.
    pub(super) fn member(
        &mut self,
        text: &str,
        span: Option<Span>,
        report: &mut Report,
    ) -> Option<Path> {
        self.claim(text, span, Kind::Member, report)
    }

    /// The place of what every response says.
    pub(super) fn constant(
        &mut self,
        text: &str,
        span: Option<Span>,
        report: &mut Report,
    ) -> Option<Path> {
        self.claim(text, span, Kind::Constant, report)
    }

    /// The place of what one code's responses say, which may be that of a constant.
    pub(in crate::check) fn of_code(
        &mut self,
        text: &Spanned<String>,
        report: &mut Report,
    ) -> Option<Path> {
        let path = self.claim(text.get_ref(), Some(text.span()), Kind::OfCode, report)?;
        let is_new = self.of_codes.insert(text.get_ref().clone());
        if is_new && self.of_codes.len() > MOST_OF_CODES {
            if self.of_codes.len() == MOST_OF_CODES + 1 {
                let message = format!("rows say something at more than {MOST_OF_CODES} places");
                report.push(
                    Finding::new(&rules::INVALID_NAME, text.span(), message)
                        .help("use the places of other rows, or send it as a parameter"),
                );
            }
            return None;
        }
        if self.taken.get(text.get_ref()).is_some_and(|taken| taken.by == Kind::Constant) {
            self.replaced.entry(text.get_ref().clone()).or_insert(text.span());
        }
        Some(path)
    }

    /// A place around the data of a success, where `{action}` is a part of a name.
    pub(super) fn outer(
        &mut self,
        text: &str,
        span: Option<Span>,
        report: &mut Report,
    ) -> Option<Path> {
        let path = self.claim(text, span.clone(), Kind::Member, report)?;
        if path.0.iter().any(|step| step.item.is_some()) {
            let message = format!("`{text}` is in a list, which a success has none of");
            report.push(
                Finding::new(
                    &rules::INVALID_NAME,
                    span.unwrap_or_else(|| self.formats.clone()),
                    message,
                )
                .help("write names parted by dots"),
            );
            return None;
        }
        Some(path)
    }

    fn claim(
        &mut self,
        text: &str,
        span: Option<Span>,
        by: Kind,
        report: &mut Report,
    ) -> Option<Path> {
        let at = span.clone().unwrap_or_else(|| self.formats.clone());
        let Some(path) = super::path(text) else {
            let message = format!("`{text}` is not the place of a member");
            report.push(Finding::new(&rules::INVALID_NAME, at, message).help(
                "write names parted by dots, such as \"error.code\"; `[0]` behind a name is an \
                 object in a list",
            ));
            return None;
        };
        let too_far = path.0.iter().filter_map(|step| step.item).any(|item| item >= MOST_ITEMS);
        if path.0.len() > MOST_NAMES || too_far {
            let message = format!("`{text}` is too deep");
            report.push(Finding::new(&rules::INVALID_NAME, at, message).help(format!(
                "write {MOST_NAMES} names at most, and `[{}]` as the last of a list",
                MOST_ITEMS - 1
            )));
            return None;
        }
        let mut sound = true;
        for step in &path.0 {
            sound &= self.check_name(&step.name.replace("{action}", "Action"), at.clone(), report);
        }
        (sound && self.take(text, &path, span, by, report)).then_some(path)
    }

    /// Whether a member can have this name.
    pub(super) fn check_name(&self, name: &str, span: Span, report: &mut Report) -> bool {
        if self.xml && !names::is_element_name(name) {
            let message = format!("`{name}` cannot be the name of an XML element");
            // A style has `@type` at several places, which are one place of the spec.
            let last = report.findings().last();
            if last.is_some_and(|last| last.span == span && last.message == message) {
                return false;
            }
            report.push(Finding::new(&rules::INVALID_NAME, span, message).help(
                "write a letter or `_`, then letters, digits, `_` and `-`, or leave \"xml\" out \
                 of `formats`",
            ));
            return false;
        }
        if name.is_empty() || name.contains(is_hidden) {
            let message = format!("`{name}` cannot be the name of a member");
            report.push(
                Finding::new(&rules::INVALID_NAME, span, message)
                    .help("write visible characters, one at least"),
            );
            return false;
        }
        true
    }

    fn take(
        &mut self,
        text: &str,
        path: &Path,
        span: Option<Span>,
        by: Kind,
        report: &mut Report,
    ) -> bool {
        let at = span.clone().unwrap_or_else(|| self.formats.clone());
        let mut key = String::new();
        for (index, step) in path.0.iter().enumerate() {
            key.push_str(if index == 0 { "" } else { "." });
            key.push_str(&step.name);
            let is_last = index + 1 == path.0.len();
            let kind = match step.item {
                _ if is_last => by,
                Some(_) => Kind::List,
                None => Kind::Object,
            };
            let own_list = step.item.is_some() && by == Kind::OfCode;
            match self.taken.get(&key) {
                Some(taken) if taken.by == kind && !is_last => {}
                Some(taken) if by == Kind::OfCode && is_last && taken.by.is_constant() => {}
                Some(taken) => {
                    report.push(clash(text, &key, taken, kind, at));
                    return false;
                }
                None if own_list => {
                    report.push(no_such_item(text, at));
                    return false;
                }
                None => {
                    self.taken.insert(key.clone(), Taken { by: kind, span: span.clone() });
                }
            }
            if let Some(item) = step.item {
                key.push_str(&format!("[{item}]"));
                if by != Kind::OfCode {
                    let item = Taken { by: Kind::Object, span: span.clone() };
                    self.taken.entry(key.clone()).or_insert(item);
                } else if !self.taken.contains_key(&key) {
                    report.push(no_such_item(text, at));
                    return false;
                }
            }
        }
        true
    }

    /// A list has no gaps, and a client must be able to tell its objects apart: those
    /// with nothing to say are not sent.
    pub(super) fn check_lists(&self, envelope: &Envelope, around: Span, report: &mut Report) {
        let members = envelope.tree();
        self.check_lists_in(&members, "", &around, report);
    }

    /// [`check_lists`](Self::check_lists) once more, of what rows leave of the constants: a
    /// client may read a list before it knows the code.
    pub(in crate::check) fn check_replaced(&self, envelope: &Envelope, report: &mut Report) {
        if !self.replaced.is_empty() {
            self.check_lists(envelope, Span::default(), report);
        }
    }

    fn check_lists_in(
        &self,
        members: &[(&str, Node<'_>)],
        outer: &str,
        around: &Span,
        report: &mut Report,
    ) {
        for (name, node) in members {
            let path =
                if outer.is_empty() { (*name).to_owned() } else { format!("{outer}.{name}") };
            match node {
                Node::Object(members) => self.check_lists_in(members, &path, around, report),
                Node::List(items) => {
                    self.check_list(&path, items, around, report);
                    for (index, item) in items.iter().enumerate() {
                        self.check_lists_in(item, &format!("{path}[{index}]"), around, report);
                    }
                }
                _ => {}
            }
        }
    }

    fn check_list(
        &self,
        path: &str,
        items: &[Vec<(&str, Node<'_>)>],
        around: &Span,
        report: &mut Report,
    ) {
        let span = |index: usize| {
            let taken = self.taken.get(&format!("{path}[{index}]"));
            taken.and_then(|taken| taken.span.clone())
        };
        for (index, item) in items.iter().enumerate() {
            if item.is_empty() {
                let after = span(index + 1).unwrap_or_else(|| around.clone());
                let message = format!("`{path}` has no `[{index}]`");
                report.push(
                    Finding::new(&rules::INVALID_NAME, after, message)
                        .help("count the objects of a list from 0, without a gap"),
                );
                return;
            }
            let alike = |other: &&Vec<(&str, Node<'_>)>| !differ(other, item);
            if let Some(first) = items[..index].iter().position(|other| alike(&other)) {
                if let Some(place) = self.replaced_in(path, items, [first, index]) {
                    let message = format!(
                        "without this constant nothing tells `{path}[{first}]` and \
                         `{path}[{index}]` apart"
                    );
                    report.push(
                        Finding::new(&rules::NAME_COLLISION, place, message)
                            .help("give each another constant, which no row changes"),
                    );
                    return;
                }
                let message =
                    format!("nothing tells `{path}[{first}]` and `{path}[{index}]` apart");
                let finding = Finding::new(
                    &rules::NAME_COLLISION,
                    span(index).unwrap_or_else(|| around.clone()),
                    message,
                )
                .help(
                    "give each a constant of the same name and another value, such as `\"@type\"`",
                );
                report.push(match span(first) {
                    Some(place) => finding.related(place, "the other stands here"),
                    None => finding,
                });
                return;
            }
        }
    }

    /// Where a row replaces a constant of these objects of a list.
    fn replaced_in(
        &self,
        path: &str,
        items: &[Vec<(&str, Node<'_>)>],
        objects: [usize; 2],
    ) -> Option<Span> {
        let members =
            objects.iter().flat_map(|at| items[*at].iter().map(move |(name, _)| (at, name)));
        let mut places = members.map(|(at, name)| format!("{path}[{at}].{name}"));
        places.find_map(|place| self.replaced.get(&place).cloned())
    }
}

impl Kind {
    fn is_constant(self) -> bool {
        matches!(self, Self::Constant | Self::OfCode)
    }
}

/// Whether a constant of the same name has another value in each. XML has but texts.
fn differ(one: &[(&str, Node<'_>)], other: &[(&str, Node<'_>)]) -> bool {
    let constants = |members: &[(&str, Node<'_>)]| -> HashMap<String, String> {
        let constants = members.iter().filter_map(|(name, node)| match node {
            Node::Constant(value) => Some(((*name).to_owned(), value.to_string())),
            _ => None,
        });
        constants.collect()
    };
    let others = constants(other);
    constants(one).iter().any(|(name, value)| others.get(name).is_some_and(|other| other != value))
}

/// Two names that are the same.
pub(super) fn collision(name: &Spanned<String>, first: Span) -> Finding {
    let message = format!("two members are named `{}`", name.get_ref());
    Finding::new(&rules::NAME_COLLISION, name.span(), message)
        .related(first, "first used here")
        .help("give each member a name of its own")
}

/// `text` cannot stand where `taken` does, at `key`.
fn clash(text: &str, key: &str, taken: &Taken, kind: Kind, at: Span) -> Finding {
    let (message, help) = match (taken.by, kind) {
        (Kind::Object | Kind::List, Kind::Object | Kind::List) => (
            format!("`{key}` is an object in one place and a list in another"),
            "write `[0]` in both, or in none",
        ),
        (Kind::Object | Kind::List, _) => (
            format!("`{key}` has members of its own, and cannot be one"),
            "give each member a place of its own",
        ),
        (_, Kind::Object | Kind::List) => (
            format!("`{text}` would stand inside of the member `{key}`"),
            "give each member a place of its own",
        ),
        _ => (format!("two members are named `{text}`"), "give each member a name of its own"),
    };
    let finding = Finding::new(&rules::NAME_COLLISION, at, message).help(help);
    match &taken.span {
        Some(first) => finding.related(first.clone(), "first used here"),
        None => finding,
    }
}

fn no_such_item(text: &str, at: Span) -> Finding {
    let message = format!("`{text}` is in a list of which the envelope says nothing");
    Finding::new(&rules::INVALID_NAME, at, message)
        .help("a row adds to the objects that `[envelope]` has")
}
