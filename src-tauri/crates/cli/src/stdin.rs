//! Secrets come by standard input, one a line: the passphrase first, then the token and the fields beside it, or the
//! addresses, each only where it is asked for.

use std::io::{BufRead, Read as _};

use domain::ErrorKind;
use domain::Secret;
use rpc::requests::RpcError;
use secrecy::zeroize::Zeroize as _;

use crate::exit::local;

/// No secret is as long.
const LONGEST: u64 = 64 * 1024;

/// What was handed over.
#[derive(Default)]
pub(crate) struct Given {
    /// Opens the passphrase file.
    pub(crate) passphrase: Option<Secret>,
    /// The token of an account.
    pub(crate) token: Option<Secret>,
    /// Secret fields beside the token, in the order in which they were named.
    pub(crate) fields: Vec<Secret>,
    /// Addresses of databases, which may hold passwords.
    pub(crate) addresses: Vec<Secret>,
}

/// Reads what the command line asks for.
pub(crate) fn read(
    passphrase: bool,
    token: bool,
    fields: &[String],
    addresses: usize,
) -> Result<Given, RpcError> {
    let mut input = std::io::stdin().lock();
    let mut given = Given::default();
    if passphrase {
        given.passphrase = Some(line(&mut input, "the passphrase")?);
    }
    if token {
        given.token = Some(line(&mut input, "the token")?);
    }
    for name in fields {
        given.fields.push(line(&mut input, &format!("the field {}", name.escape_debug()))?);
    }
    for _ in 0..addresses {
        given.addresses.push(line(&mut input, "the address")?);
    }
    Ok(given)
}

fn line(input: &mut impl BufRead, what: &str) -> Result<Secret, RpcError> {
    let refuse = |why: &str| local(ErrorKind::InvalidInput, "input", format!("{what} {why}"));
    // Room at once: growing would leave unwiped copies behind.
    let mut text = String::with_capacity(4096);
    let read = input.by_ref().take(LONGEST).read_line(&mut text);
    read.map_err(|_| refuse("on standard input is not text"))?;
    let secret = Secret::from(text.trim_end_matches(['\n', '\r']));
    let empty = text.trim().is_empty();
    let whole = text.ends_with('\n') || (text.len() as u64) < LONGEST;
    text.zeroize();
    match (empty, whole) {
        (true, _) => Err(refuse("is missing on standard input")),
        (_, false) => Err(refuse("on standard input is too long")),
        (false, true) => Ok(secret),
    }
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret as _;

    use super::*;

    #[test]
    fn one_secret_a_line_whatever_ends_it() {
        let mut input = "pass phrase \r\ntoken".as_bytes();
        assert_eq!(line(&mut input, "x").unwrap().expose_secret(), "pass phrase ");
        assert_eq!(line(&mut input, "x").unwrap().expose_secret(), "token");
        assert_eq!(line(&mut input, "x").unwrap_err().code, "CHG-INP-001");
    }

    #[test]
    fn endless_and_empty_lines_are_refused() {
        let endless = "x".repeat(70_000);
        assert!(line(&mut endless.as_bytes(), "x").is_err());
        assert!(line(&mut "\n".as_bytes(), "x").is_err());
        assert!(line(&mut &b"\xff\xfe\n"[..], "x").is_err());
    }
}
