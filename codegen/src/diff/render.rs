//! Changes as text, in the voice of rustc.

use annotate_snippets::{AnnotationKind, Group, Level as Heading, Renderer};

use super::change::Change;
use crate::lines::Lines;
use crate::render::{Mark, place};
use crate::report::Span;
use crate::rules::Bump;
use crate::text::visible;

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
        let [old_path, new_path] = [self.old, self.new].map(|file| visible(file.path));
        let mut text = String::new();
        for change in changes {
            let heading = if change.bump() >= fail_on { Heading::ERROR } else { Heading::WARNING };
            let title = heading.primary_title(change.message.as_str()).id(change.rule.id);
            let mut group = Group::with_title(title);
            let new_kind = AnnotationKind::Primary;
            let old_kind = if change.new.is_some() { AnnotationKind::Context } else { new_kind };
            if let Some(span) = &change.new {
                let mark = Mark { kind: new_kind, span, label: None };
                group = group.elements(place(mark, &new_path, &new));
            }
            if let Some(span) = &change.old {
                let mark = Mark { kind: old_kind, span, label: Some("before") };
                group = group.elements(place(mark, &old_path, &old));
            }
            let note = format!("{}: {}", change.rule.weight(), change.rule.summary);
            let group = group.element(Heading::NOTE.message(note));
            text.push_str(&renderer.render(&[group]));
            text.push_str("\n\n");
        }
        text
    }

    /// Where the changes are, one for each.
    pub fn places(&self, changes: &[Change]) -> Vec<Places> {
        let (old, new) = (Lines::of(self.old.source), Lines::of(self.new.source));
        let place = |file: &SpecFile<'_>, lines: &Lines<'_>, span: &Option<Span>| {
            let (line, column) = lines.position(span.as_ref()?.start);
            Some(Place { path: file.path.to_owned(), line, column })
        };
        let places = changes.iter().map(|change| Places {
            old: place(&self.old, &old, &change.old),
            new: place(&self.new, &new, &change.new),
        });
        places.collect()
    }
}

/// A place in a file, counted from 1, the column in characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The path as the reader knows it.
    pub path: String,
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// Where a change is in both files.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Places {
    /// In the old file.
    pub old: Option<Place>,
    /// In the new file.
    pub new: Option<Place>,
}
