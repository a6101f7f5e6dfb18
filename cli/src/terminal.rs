//! Where output goes, and in which colours.

use std::io::Write;

use anstream::AutoStream;
use clap::ValueEnum;

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
}

impl Terminal {
    pub fn new(color: Color) -> Self {
        let choice = match color {
            Color::Auto => anstream::ColorChoice::Auto,
            Color::Always => anstream::ColorChoice::Always,
            Color::Never => anstream::ColorChoice::Never,
        };
        Self { choice }
    }

    /// What the command was asked for. A reader that went away is no error.
    pub fn print(&self, text: &str) {
        let mut stdout = AutoStream::new(std::io::stdout(), self.choice);
        // A command that goes on must not keep it to itself.
        let _ = stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush());
    }

    /// Diagnostics, already rendered with styles.
    pub fn diagnose(&self, text: &str) {
        let _ = AutoStream::new(std::io::stderr(), self.choice).write_all(text.as_bytes());
    }

    /// Why the command could not be carried out.
    pub fn error(&self, sentence: &str) {
        self.diagnose(&format!("\x1b[1m\x1b[91merror\x1b[0m: {sentence}\n"));
    }
}
