//! What a rule is.

use std::fmt;

use crate::words::words;

/// A rule that a spec, a change of one, or the service that it describes can break.
#[non_exhaustive]
pub struct Rule {
    /// As it stands in diagnostics, `[lints]`, `allow` and `accept`.
    pub id: &'static str,
    /// What kind of rule it is, with what it weighs.
    pub kind: Kind,
    /// What breaks it, in one sentence.
    pub summary: &'static str,
    /// Why the rule is, with an example that breaks it and one that does not, in
    /// Markdown.
    pub page: &'static str,
}

/// A kind of rule, and what breaking it weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// Of a spec, and always an error.
    Error,
    /// Of a spec, at a level that `[lints]` can set and a row can allow. This is
    /// the level where the spec sets none.
    Lint(Level),
    /// Of the source of a service or of its clients, at a level as a lint's.
    Source(Level),
    /// Of the responses that a service sent, at a level as a lint's.
    Traffic(Level),
    /// Of two versions of a spec.
    Change {
        /// What it means for deployed clients; `None`: nothing.
        wire: Option<Bump>,
        /// What it means for callers of the generated Rust; `None`: nothing.
        source: Option<Bump>,
    },
}

words! {
    /// How much a finding weighs.
    pub enum Level {
        /// Not reported.
        Allow "allow",
        /// Reported; the artifacts are made all the same.
        Warn "warn",
        /// Reported; nothing is made.
        Deny "deny",
    }
}

/// What semantic versioning asks of the next version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bump {
    /// Documentation and wording.
    Patch,
    /// Something new; what was there works as before.
    Minor,
    /// Somebody must change something.
    Major,
}

impl Bump {
    /// As it is written.
    pub fn name(self) -> &'static str {
        match self {
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

impl Rule {
    /// The level where the spec sets none.
    pub fn level(&self) -> Level {
        match self.kind {
            Kind::Lint(level) | Kind::Source(level) | Kind::Traffic(level) => level,
            Kind::Error | Kind::Change { .. } => Level::Deny,
        }
    }

    /// Whether `[lints]` can set its level and a row can allow it.
    pub fn is_lint(&self) -> bool {
        matches!(self.kind, Kind::Lint(_) | Kind::Source(_) | Kind::Traffic(_))
    }

    /// Whether it is one of two versions of a spec.
    pub fn is_change(&self) -> bool {
        matches!(self.kind, Kind::Change { .. })
    }

    /// What the change means for deployed clients.
    pub fn wire(&self) -> Option<Bump> {
        match self.kind {
            Kind::Change { wire, .. } => wire,
            _ => None,
        }
    }

    /// What the change means for callers of the generated Rust.
    pub fn source(&self) -> Option<Bump> {
        match self.kind {
            Kind::Change { source, .. } => source,
            _ => None,
        }
    }

    /// What it weighs, in words: "always an error", "major on the wire, minor in source".
    pub fn weight(&self) -> String {
        let fixed = match self.kind {
            Kind::Error => "always an error",
            Kind::Lint(level) | Kind::Source(level) | Kind::Traffic(level) => match level {
                Level::Allow => "not reported by default",
                Level::Warn => "a warning by default",
                Level::Deny => "an error by default",
            },
            Kind::Change { wire, source } => {
                let level = |bump: Bump, of| format!("{} {of}", bump.name());
                let wire = wire.map(|bump| level(bump, "on the wire"));
                let source = source.map(|bump| level(bump, "in source"));
                return wire.into_iter().chain(source).collect::<Vec<_>>().join(", ");
            }
        };
        fixed.to_owned()
    }

    /// What it is a rule of, where that is not a spec: "source", "traffic" or "change".
    pub fn of(&self) -> Option<&'static str> {
        match self.kind {
            Kind::Error | Kind::Lint(_) => None,
            Kind::Source(_) => Some("source"),
            Kind::Traffic(_) => Some("traffic"),
            Kind::Change { .. } => Some("change"),
        }
    }

    /// The id, the weight, the summary and the page as one Markdown text. The heading
    /// tells the rule from that of a spec which has the same id.
    pub fn explanation(&self) -> String {
        let of = self.of().map_or(String::new(), |of| format!("{of}: "));
        let mut weight = self.weight();
        if let Some(first) = weight.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        let (id, summary) = (self.id, self.summary);
        format!("# {of}{id}\n\n{weight}. {summary}\n\n{}", readable(self.page))
    }
}

/// A page's Markdown for readers: tests find the examples by the second word of
/// their info string, which would keep a reader from seeing it and some
/// renderers from colouring the example.
fn readable(page: &str) -> String {
    let mut text = String::new();
    for line in page.lines() {
        let fence = line.strip_prefix("```").and_then(|info| info.split_once(' '));
        match fence {
            Some((language, "fails")) => text.push_str(&format!("Fails:\n\n```{language}")),
            Some((language, "passes")) => text.push_str(&format!("Passes:\n\n```{language}")),
            _ => text.push_str(line),
        }
        text.push('\n');
    }
    text
}

/// Rules are told apart by their ids; one of a spec, one of traffic and one of a
/// change may have the same.
impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id && self.of() == other.of()
    }
}

impl Eq for Rule {}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id)
    }
}
