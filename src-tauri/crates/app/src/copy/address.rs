//! Puts a password into the address that it belongs to, and says a place without it.

use domain::database::Endpoint;
use domain::{Error, ErrorKind, Result, Secret};
use secrecy::ExposeSecret as _;

use super::CopyAddress;

/// The whole address.
///
/// # Errors
/// `InvalidInput` when the password is there twice, or the address holds no user to whom it could belong.
pub(super) fn whole(given: &CopyAddress) -> Result<Secret> {
    let (address, password) = (given.address.expose_secret().trim(), given.password.expose_secret());
    if password.is_empty() {
        return Ok(address.to_owned().into());
    }
    let refused =
        |why: &str| Error::new(ErrorKind::InvalidInput, format!("the address cannot be used: {why}"));
    let (scheme, rest) = address.split_once("://").ok_or_else(|| refused("it has no scheme"))?;
    let (authority, tail) = rest.find(['/', '?']).map_or((rest, ""), |at| rest.split_at(at));
    let (user, place) = authority.rsplit_once('@').ok_or_else(|| refused("the user is missing"))?;
    if user.contains(':') {
        return Err(refused("it holds a password, and another was given beside it"));
    }
    Ok(format!("{scheme}://{user}:{}@{place}{tail}", escaped(password)).into())
}

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

#[cfg(test)]
mod tests {
    use super::*;

    fn given(address: &str, password: &str) -> Result<String> {
        let given = CopyAddress { address: address.to_owned().into(), password: password.to_owned().into() };
        whole(&given).map(|whole| whole.expose_secret().to_owned())
    }

    #[test]
    fn any_password_comes_through_the_address() {
        for password in ["canary", "p@ss:w/or d?#%&", "пароль", "%41"] {
            let address = given(" postgresql://ann@db.example:6543/shop?sslmode=require ", password).unwrap();
            let (_, endpoint) = engines::endpoint(&address).unwrap();
            assert_eq!(endpoint.password.expose_secret(), password);
            assert_eq!(place(&endpoint), "ann@db.example:6543/shop");
        }
        assert_eq!(given("postgresql://ann:inside@h/d", "").unwrap(), "postgresql://ann:inside@h/d");
    }

    #[test]
    fn what_is_refused_is_refused_without_a_secret() {
        for address in ["postgresql://ann:canary@h/d", "postgresql://h/d", "canary"] {
            let error = given(address, "canary").unwrap_err();
            assert_eq!(error.kind, ErrorKind::InvalidInput);
            assert!(!error.to_string().contains("canary"), "{error}");
        }
    }
}
