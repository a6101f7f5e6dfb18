//! Notices edits. Editors write in place, or put another file in the spec's
//! place: to look at what is there a few times a second sees both alike.

use std::env;
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use errspec_codegen::{Lock, file_bytes};
use sha2::{Digest, Sha256};
use tokio::sync::watch::Sender;

use super::current::Current;
use crate::terminal::Terminal;

const INTERVAL: Duration = Duration::from_millis(100);

/// What a site is made from; a file that cannot be read is none.
#[derive(Clone, PartialEq)]
pub struct Files([Option<Vec<u8>>; 2]);

impl Files {
    /// The spec and the lock beside it.
    pub fn read(spec: &Path) -> Self {
        Self([file_bytes(spec).ok(), file_bytes(&Lock::path(spec)).ok()])
    }

    /// The same for the same files only, also after the server began anew.
    pub fn version(&self) -> String {
        let mut hash = Sha256::new();
        for file in &self.0 {
            hash.update([u8::from(file.is_some())]);
            hash.update(Sha256::digest(file.as_deref().unwrap_or_default()));
        }
        hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
    }
}

/// Publishes what becomes of every edit of the spec that `shown` was read from, which is
/// named from `here`.
pub fn watch(
    spec: &Path,
    here: Option<&Path>,
    mut shown: Files,
    current: &Sender<Arc<Current>>,
    terminal: &Terminal,
) -> ! {
    let mut seen = shown.clone();
    loop {
        thread::sleep(INTERVAL);
        let now = Files::read(spec);
        // A folder that was removed and made again has its old name, and is another one.
        if let (None, Some(here)) = (&now.0[0], here) {
            let _ = env::set_current_dir(here);
        }
        // What still changes may be half written.
        let is_settled = now == seen;
        if is_settled && now != shown {
            let table = current.borrow().table.clone();
            let next = Current::of(spec, now.version(), table, terminal);
            current.send_replace(Arc::new(next));
            shown = now.clone();
        }
        seen = now;
    }
}
