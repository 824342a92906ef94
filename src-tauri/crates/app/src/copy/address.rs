//! Says a place without its password, and text as it may stand in an address.

use domain::database::Endpoint;

/// `user@host:port/database`.
pub(crate) fn place(endpoint: &Endpoint) -> String {
    let host =
        if endpoint.host.contains(':') { format!("[{}]", endpoint.host) } else { endpoint.host.clone() };
    format!("{}@{host}:{}/{}", endpoint.user, endpoint.port, endpoint.database)
}

/// Text as it may stand in an address.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
