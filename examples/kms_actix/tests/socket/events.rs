//! What a subscriber hears.

use std::io;
use std::sync::{Mutex, Once, PoisonError};

static HEARD: Mutex<Vec<u8>> = Mutex::new(Vec::new());

struct Ear;

impl io::Write for Ear {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        HEARD.lock().unwrap_or_else(PoisonError::into_inner).extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Begins to listen, for all tests of this process.
pub fn listen() {
    static LISTENING: Once = Once::new();
    LISTENING.call_once(|| {
        let subscriber = tracing_subscriber::fmt().with_ansi(false).without_time();
        subscriber.with_max_level(tracing::Level::DEBUG).with_writer(|| Ear).init();
    });
}

/// The events of the request with this id.
pub fn heard(request_id: &str) -> Vec<String> {
    let heard = HEARD.lock().unwrap_or_else(PoisonError::into_inner);
    let lines = String::from_utf8(heard.clone()).unwrap();
    let of_request =
        lines.lines().filter(|line| line.contains(&format!("request_id=\"{request_id}\"")));
    of_request.map(str::to_owned).collect()
}
