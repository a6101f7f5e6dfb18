//! What a file is, told from its content.

use std::io::{self, BufRead, BufReader, Chain, Cursor, Read};

use flate2::bufread::MultiGzDecoder;

/// A file that is ready to be read.
pub struct Source<'f> {
    pub kind: Kind,
    pub reader: Box<dyn BufRead + 'f>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Har,
    Ndjson,
}

/// The first bytes of every gzip file (RFC 1952, section 2.3.1).
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// How many bytes are looked at. In a HAR `{"log":{` stands within them.
const HEAD: u64 = 4096;

/// How many are read at once.
const BUFFER: usize = 128 * 1024;

impl<'f> Source<'f> {
    pub fn of(file: impl Read + 'f) -> io::Result<Self> {
        let (head, file) = peeked(file, &|head| head.len() >= GZIP.len())?;
        match head.starts_with(&GZIP) {
            true => Self::plain(MultiGzDecoder::new(BufReader::with_capacity(BUFFER, file))),
            false => Self::plain(file),
        }
    }

    fn plain(text: impl Read + 'f) -> io::Result<Self> {
        let (head, text) = peeked(text, &|head| is_har(head).is_some())?;
        let kind = match is_har(&head) {
            Some(true) => Kind::Har,
            Some(false) | None => Kind::Ndjson,
        };
        let mut reader = BufReader::with_capacity(BUFFER, text);
        if head.starts_with(BOM) {
            reader.read_exact(&mut [0; BOM.len()])?;
        }
        Ok(Self { kind, reader: Box::new(reader) })
    }
}

type Peeked<R> = Chain<Cursor<Vec<u8>>, R>;

/// As much of a stream as it takes to decide, and the whole of it.
fn peeked<R: Read>(
    mut stream: R,
    is_enough: &dyn Fn(&[u8]) -> bool,
) -> io::Result<(Vec<u8>, Peeked<R>)> {
    let mut head = Vec::new();
    while !is_enough(&head) && stream.by_ref().take(1).read_to_end(&mut head)? > 0 {
        if head.len() as u64 >= HEAD {
            break;
        }
    }
    Ok((head.clone(), Cursor::new(head).chain(stream)))
}

const BOM: &[u8] = "\u{feff}".as_bytes();

/// Whether a text begins as a HAR does; `None` where that cannot be said yet.
fn is_har(head: &[u8]) -> Option<bool> {
    if head.len() < BOM.len() && BOM.starts_with(head) {
        return None;
    }
    let mut rest = head.strip_prefix(BOM).unwrap_or(head);
    for token in ["{", "\"log\"", ":", "{"] {
        rest = rest.trim_ascii_start();
        match rest.strip_prefix(token.as_bytes()) {
            Some(behind) => rest = behind,
            None if token.as_bytes().starts_with(rest) => return None,
            None => return Some(false),
        }
    }
    Some(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_har_begins_with_its_log() {
        let cases = [
            ("\u{feff} {\n\t\"log\" : {", Some(true)),
            ("{\"status\":404}", Some(false)),
            ("{\"log\":\"here\"}", Some(false)),
            ("<html>", Some(false)),
            ("{ \"lo", None),
            ("", None),
        ];
        for (head, expected) in cases {
            assert_eq!(is_har(head.as_bytes()), expected, "{head}");
        }
    }
}
