//! An address as typed, completed by a password from the password file where it holds none.

use std::path::PathBuf;

use domain::{ErrorKind, Secret};
use rpc::requests::RpcError;
use secrecy::ExposeSecret as _;
use url::Url;

use super::passfile::{self, Looked, Wanted};
use crate::exit::local;

/// An address, and where its password came from.
pub(crate) struct Address {
    /// With the password, where one was found.
    pub(crate) url: Secret,
    /// How it came to its password.
    pub(crate) password: Password,
}

/// How an address came to its password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Password {
    /// It was typed in the address: others can see it.
    Typed,
    /// From this file.
    File(PathBuf),
    /// This file is open to others and was not used.
    FileIgnored(PathBuf),
    /// None: the server may not want one.
    None,
}

/// Completes an address. What it does not say itself is not guessed.
pub(crate) fn complete(typed: &str, env: impl Fn(&str) -> Option<PathBuf>) -> Result<Address, RpcError> {
    let refuse = |why: &str| local(ErrorKind::InvalidInput, "input", why.to_owned());
    let mut url = Url::parse(typed).map_err(|_| refuse("the address is not a URL"))?;
    if !matches!(url.scheme(), "postgres" | "postgresql") {
        return Err(refuse("the address does not begin with postgresql://"));
    }
    if url.password().is_some() {
        return Ok(Address { url: Secret::from(typed), password: Password::Typed });
    }
    let decoded =
        |text: &str| percent_encoding::percent_decode_str(text).decode_utf8().map(|text| text.into_owned());
    let not_text = |_| refuse("the address is not valid text");
    let user = decoded(url.username()).map_err(not_text)?;
    let database = decoded(url.path().trim_start_matches('/')).map_err(not_text)?;
    let host = url.host_str().unwrap_or("localhost").trim_matches(['[', ']']).to_owned();
    let port = url.port().unwrap_or(5432);
    let database = if database.is_empty() { user.clone() } else { database };
    let wanted = Wanted { host: &host, port, database: &database, user: &user };
    let Some(file) = passfile::place(env) else {
        return Ok(Address { url: Secret::from(typed), password: Password::None });
    };
    match passfile::look(&file, wanted) {
        Looked::Nothing => Ok(Address { url: Secret::from(typed), password: Password::None }),
        Looked::OpenToOthers => {
            Ok(Address { url: Secret::from(typed), password: Password::FileIgnored(file) })
        }
        Looked::Found(secret) => {
            url.set_password(Some(secret.expose_secret()))
                .map_err(|()| refuse("the address has no place for a password"))?;
            Ok(Address { url: Secret::from(String::from(url)), password: Password::File(file) })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn none(_: &str) -> Option<PathBuf> {
        None
    }

    #[test]
    fn a_typed_password_is_used_and_said() {
        let address = complete("postgresql://ann:pw@host/shop", none).unwrap();
        assert_eq!(address.password, Password::Typed);
        assert_eq!(address.url.expose_secret(), "postgresql://ann:pw@host/shop");
    }

    #[test]
    fn what_is_no_postgresql_address_is_refused_without_repeating_it() {
        for wrong in ["host/shop", "mysql://ann:pw@host/shop", ""] {
            let error = complete(wrong, none).err().unwrap();
            assert_eq!(error.code, "CHG-INP-001");
            assert!(!error.detail.contains("pw"), "{}", error.detail);
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_password_from_the_file_is_written_so_that_it_reads_back() {
        use std::os::unix::fs::PermissionsExt as _;

        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("pass");
        std::fs::write(&file, "127.0.0.1:5432:my shop:ann:p@ss/w%rd\\:x\n").unwrap();
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).unwrap();
        let env = |name: &str| (name == "PGPASSFILE").then(|| file.clone());
        let address = complete("postgresql://ann@127.0.0.1/my%20shop?sslmode=require", env).unwrap();
        assert_eq!(address.password, Password::File(file.clone()));
        let url = Url::parse(address.url.expose_secret()).unwrap();
        let password = percent_encoding::percent_decode_str(url.password().unwrap()).decode_utf8().unwrap();
        assert_eq!(password, "p@ss/w%rd:x");
        assert_eq!(url.query(), Some("sslmode=require"));
    }
}
