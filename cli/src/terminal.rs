//! Where output goes, and in which colours.

use std::io::{self, IsTerminal, Write};
use std::sync::{Arc, Mutex, PoisonError};

use anstream::AutoStream;
use clap::ValueEnum;
use errspec_codegen::visible;

/// When to colour the output.
#[derive(Clone, Copy, ValueEnum)]
pub enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Clone)]
pub struct Terminal {
    choice: anstream::ColorChoice,
    /// Why standard output does not have what was printed.
    failure: Arc<Mutex<Option<io::Error>>>,
}

impl Terminal {
    pub fn new(color: Color) -> Self {
        let choice = match color {
            Color::Auto => anstream::ColorChoice::Auto,
            Color::Always => anstream::ColorChoice::Always,
            Color::Never => anstream::ColorChoice::Never,
        };
        Self { choice, failure: Arc::default() }
    }

    /// What the command was asked for.
    pub fn print(&self, text: &str) {
        let mut stdout = AutoStream::new(io::stdout(), self.choice);
        self.note_failure(stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()));
    }

    /// A text that is the result as it is, for another program or a file. On a
    /// terminal what a terminal obeys is written out.
    pub fn document(&self, text: &str) {
        let mut stdout = io::stdout();
        let shown = match stdout.is_terminal() {
            true => text.split('\n').map(visible).collect::<Vec<_>>().join("\n"),
            false => text.to_owned(),
        };
        self.note_failure(stdout.write_all(shown.as_bytes()).and_then(|()| stdout.flush()));
    }

    /// Why not all was printed, if so. A reader that went away is no failure.
    pub fn failure(&self) -> Option<io::Error> {
        let failure = self.failure.lock().unwrap_or_else(PoisonError::into_inner).take();
        failure.filter(|error| error.kind() != io::ErrorKind::BrokenPipe)
    }

    fn note_failure(&self, printed: io::Result<()>) {
        if let Err(error) = printed {
            self.failure.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
        }
    }

    /// Diagnostics, already rendered with styles.
    pub fn diagnose(&self, text: &str) {
        let _ = AutoStream::new(io::stderr(), self.choice).write_all(text.as_bytes());
    }

    /// What went on without a part.
    pub fn warning(&self, sentence: &str) {
        self.diagnose(&format!("\x1b[1m\x1b[93mwarning\x1b[0m: {sentence}\n"));
    }

    /// Why the command could not be carried out.
    pub fn error(&self, sentence: &str) {
        self.diagnose(&format!("\x1b[1m\x1b[91merror\x1b[0m: {sentence}\n"));
    }
}
