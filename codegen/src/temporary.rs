//! Files that are written beside others and then take their places.
//!
//! Who is killed meanwhile leaves one behind, which the next to write there removes. So
//! a name says whose it is: other processes may be at work in the same folder, in other
//! containers or on other machines under the same number.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::{Duration, SystemTime};
use std::{fs, io};

const PREFIX: &str = ".errspec-";
const SUFFIX: &str = ".tmp";

/// No process writes for so long.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// A new file beside `path`.
pub(crate) fn create(path: &Path) -> io::Result<(PathBuf, fs::File)> {
    let owner = Process::this();
    let mut attempt = 0;
    loop {
        let temporary = path.with_file_name(owner.file_name(attempt));
        match fs::File::create_new(&temporary) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => attempt += 1,
            created => return created.map(|file| (temporary, file)),
        }
    }
}

/// Removes what the dead have left beside these files.
pub(crate) fn sweep_beside(files: impl IntoIterator<Item = PathBuf>) {
    let folders = files.into_iter().filter_map(|file| file.parent().map(Path::to_owned));
    for folder in folders.collect::<BTreeSet<_>>() {
        sweep(&folder, SystemTime::now());
    }
}

fn sweep(folder: &Path, now: SystemTime) {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let this = Process::this();
    for file in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = file.file_name();
        let Some(owner) = name.to_str().and_then(Process::of_file) else {
            continue;
        };
        let is_dead = match this.can_see(&owner) {
            true => owner.is_dead(),
            false => file.metadata().is_ok_and(|metadata| age(&metadata, now) > DAY),
        };
        if is_dead {
            let _ = fs::remove_file(file.path()); // somebody else may have done it
        }
    }
}

/// The file was created then, whatever time it was given since.
fn age(metadata: &fs::Metadata, now: SystemTime) -> Duration {
    let created = metadata.created().or_else(|_| metadata.modified());
    created.ok().and_then(|created| now.duration_since(created).ok()).unwrap_or_default()
}

/// A process that writes.
struct Process {
    /// Where its number is its own; empty where that cannot be told.
    domain: String,
    id: u32,
    /// When it was started, by the kernel's clock: numbers are used again.
    start: u64,
}

impl Process {
    fn this() -> &'static Self {
        static THIS: OnceLock<Process> = OnceLock::new();
        THIS.get_or_init(|| {
            let id = std::process::id();
            let start = start("self", id).unwrap_or_default();
            Self { domain: domain(id).unwrap_or_default(), id, start }
        })
    }

    fn file_name(&self, attempt: usize) -> String {
        let Self { domain, id, start } = self;
        format!("{PREFIX}{domain}-{id}-{start}-{attempt}{SUFFIX}")
    }

    fn of_file(name: &str) -> Option<Self> {
        let parts = name.strip_prefix(PREFIX)?.strip_suffix(SUFFIX)?.split('-');
        let [domain, id, start, _attempt] = *parts.collect::<Vec<_>>() else {
            return None;
        };
        Some(Self { domain: domain.to_owned(), id: id.parse().ok()?, start: start.parse().ok()? })
    }

    fn can_see(&self, other: &Self) -> bool {
        !self.domain.is_empty() && self.domain == other.domain
    }

    fn is_dead(&self) -> bool {
        match start(&self.id.to_string(), self.id) {
            Ok(start) => start != self.start,
            Err(error) => error.kind() == io::ErrorKind::NotFound,
        }
    }
}

/// This boot of this machine, and the processes that see each other; `None` where there
/// is no `/proc`, or it shows other processes than those around this one, or hides some.
fn domain(id: u32) -> Option<String> {
    start("self", id).and(start("1", 1)).ok()?;
    let boot = fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?;
    let namespace = fs::read_link("/proc/self/ns/pid").ok()?; // such as pid:[4026531836]
    let domain = format!("{boot}{}", namespace.to_str()?);
    Some(domain.chars().filter(char::is_ascii_alphanumeric).collect())
}

/// When a process was started: the 22nd field of its line (proc_pid_stat(5)). The name
/// of its program, which may hold anything, is the second.
fn start(process: &str, id: u32) -> io::Result<u64> {
    let line = fs::read_to_string(format!("/proc/{process}/stat"))?;
    let start = line.rsplit_once(')').and_then(|(_, fields)| fields.split_whitespace().nth(19));
    let start = start.filter(|_| line.starts_with(&format!("{id} ("))).map(str::parse);
    start.and_then(Result::ok).ok_or_else(|| io::Error::from(io::ErrorKind::InvalidData))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder with a file of each owner, and what is left after a sweep.
    fn left(test: &str, owners: &[&Process], now: SystemTime) -> Vec<bool> {
        let folder = std::env::temp_dir().join(format!("errspec-{test}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let files: Vec<_> = owners.iter().map(|owner| folder.join(owner.file_name(7))).collect();
        files.iter().for_each(|file| fs::write(file, "").unwrap());
        let others = [".errspec-a.tmp", ".errspec-a-1-1-0-0.tmp", "lib.rs"];
        others.iter().for_each(|name| fs::write(folder.join(name), "").unwrap());

        sweep(&folder, now);

        assert!(others.iter().all(|name| folder.join(name).exists()));
        let left = files.iter().map(|file| file.exists()).collect();
        fs::remove_dir_all(folder).unwrap();
        left
    }

    fn process(domain: &str, id: u32, start: u64) -> Process {
        Process { domain: domain.to_owned(), id, start }
    }

    #[test]
    fn what_cannot_be_seen_to_be_dead_is_left_for_a_day() {
        let hour = Duration::from_secs(60 * 60);
        let owners = [&process("", 1, 0), &process("elsewhere", 1, 1)];
        let now = SystemTime::now();
        assert_eq!(left("hour", &owners, now + hour), [true, true]);
        assert_eq!(left("past", &owners, now - hour), [true, true], "the clock was set back");
        assert_eq!(left("days", &owners, now + 25 * hour), [false, false]);
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn of_the_dead_nothing_is_left_and_of_the_living_all() {
        use std::process::{Command, Stdio};

        let this = Process::this();
        assert!(!this.domain.is_empty());
        let mut child = Command::new("cat").stdin(Stdio::piped()).spawn().unwrap();
        let id = child.id();
        let started = start(&id.to_string(), id).unwrap();
        let [living, earlier] = [0, 1].map(|less| process(&this.domain, id, started - less));
        let year = Duration::from_secs(365 * 24 * 60 * 60);

        let now = SystemTime::now() + year;
        assert_eq!(left("living", &[this, &living, &earlier], now), [true, true, false]);
        child.kill().unwrap();
        child.wait().unwrap();
        assert_eq!(left("dead", &[this, &living], SystemTime::now()), [true, false]);
    }
}
