//! Changes as text, in the voice of rustc.

use annotate_snippets::{AnnotationKind, Group, Level as Heading, Renderer};

use super::{Bump, Change};
use crate::render::{Lines, Mark, place};

/// A spec as its reader knows it.
#[derive(Clone, Copy, Debug)]
pub struct SpecFile<'f> {
    /// The path, or what stands for it.
    pub path: &'f str,
    /// The text.
    pub source: &'f str,
}

/// The old spec and the new one.
#[derive(Clone, Copy, Debug)]
pub struct FilePair<'f> {
    /// What the changes are against.
    pub old: SpecFile<'f>,
    /// What has changed.
    pub new: SpecFile<'f>,
}

impl FilePair<'_> {
    /// The changes as rustc would print them: as errors from `fail_on` on, else
    /// as warnings. `color` adds ANSI styles.
    pub fn render(&self, changes: &[Change], fail_on: Bump, color: bool) -> String {
        let renderer = if color { Renderer::styled() } else { Renderer::plain() };
        let (old, new) = (Lines::of(self.old.source), Lines::of(self.new.source));
        let mut text = String::new();
        for change in changes {
            let heading = if change.bump() >= fail_on { Heading::ERROR } else { Heading::WARNING };
            let title = heading.primary_title(change.message.as_str()).id(change.rule.rule.id);
            let mut group = Group::with_title(title);
            let new_kind = AnnotationKind::Primary;
            let old_kind = if change.new.is_some() { AnnotationKind::Context } else { new_kind };
            if let Some(span) = &change.new {
                let mark = Mark { kind: new_kind, span, label: None };
                group = group.elements(place(mark, self.new.path, &new));
            }
            if let Some(span) = &change.old {
                let mark = Mark { kind: old_kind, span, label: Some("before") };
                group = group.elements(place(mark, self.old.path, &old));
            }
            let note = format!("{}: {}", levels(change), change.rule.rule.summary);
            let group = group.element(Heading::NOTE.message(note));
            text.push_str(&renderer.render(&[group]));
            text.push_str("\n\n");
        }
        text
    }

    /// Path, line and column of a change: in the new file, or in the old one
    /// where the new one has it no more.
    pub fn position(&self, change: &Change) -> (&str, usize, usize) {
        let (file, at) = match (&change.new, &change.old) {
            (Some(new), _) => (&self.new, new.start),
            (None, Some(old)) => (&self.old, old.start),
            (None, None) => (&self.new, 0),
        };
        let (line, column) = Lines::of(file.source).position(at);
        (file.path, line, column)
    }
}

/// "major on the wire, minor in source"
pub(super) fn levels(change: &Change) -> String {
    let level = |bump: Option<Bump>, of: &str| bump.map(|bump| format!("{} {of}", bump.name()));
    let levels = [level(change.rule.wire, "on the wire"), level(change.rule.source, "in source")];
    levels.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
