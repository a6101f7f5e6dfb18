//! What a page may do: show itself.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};

/// A Content-Security-Policy (W3C, level 3) under which these styles and
/// scripts run and nothing else does, so that nothing from a spec ever can. Only
/// with a `live` script may the page ask the server that it is from.
pub fn policy(styles: &[&str], scripts: &[&str], live: Option<&str>) -> String {
    let scripts: Vec<&str> = scripts.iter().copied().chain(live).collect();
    let connect = live.map_or("", |_| "connect-src 'self'; ");
    format!(
        "default-src 'none'; style-src {}; script-src {}; {connect}img-src data:; \
         base-uri 'none'; form-action 'none'",
        sources(styles),
        sources(&scripts),
    )
}

fn sources(texts: &[&str]) -> String {
    if texts.is_empty() {
        return "'none'".to_owned();
    }
    let hash = |text: &&str| format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)));
    texts.iter().map(hash).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_is_known_by_its_hash() {
        // The example of the specification, section 8.3 of level 2.
        let hash = "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='";
        assert_eq!(sources(&["alert('Hello, world.');"]), hash);
        assert_eq!(sources(&[]), "'none'");
    }
}
