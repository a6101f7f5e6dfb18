//! What is logged of a call that failed. It is a program of its own: which events anybody
//! listens to is known to all threads of one, so that other tests would have a say in it.

use std::io;
use std::sync::{Arc, Mutex};

use kms_errors::{Error, Failure, Plain};
use tonic::Status;
use tracing::Level;

/// The events, as text.
#[derive(Clone, Default)]
struct Heard(Arc<Mutex<Vec<u8>>>);

impl io::Write for Heard {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn logs_have_why_a_call_failed() {
    let heard = Heard::default();
    let writer = heard.clone();
    let subscriber = tracing_subscriber::fmt().with_ansi(false).without_time();
    let subscriber = subscriber.with_max_level(Level::DEBUG).with_writer(move || writer.clone());
    tracing::subscriber::with_default(subscriber.finish(), || {
        let foreign = Failure::new(io::Error::other("hunter2")).into_error();
        let _ = Status::from(foreign.with_request_id("id-1"));
        let _ = Status::from(Error::from(Plain::RejectedDisabled).with_request_id("id-2"));
    });
    let heard = String::from_utf8(heard.0.lock().unwrap().clone()).unwrap();
    let [fault, refusal] = heard.lines().collect::<Vec<_>>()[..] else { panic!("{heard}") };
    assert!(fault.trim_start().starts_with("ERROR"), "{fault}");
    for field in
        ["error.type=\"InternalFailure\"", "request_id=\"id-1\"", "exception.message=hunter2"]
    {
        assert!(fault.contains(field), "{fault}");
    }
    assert!(refusal.trim_start().starts_with("DEBUG"), "{refusal}");
    assert!(refusal.contains("error.type=\"Rejected.Disabled\" request_id=\"id-2\""), "{refusal}");
}
