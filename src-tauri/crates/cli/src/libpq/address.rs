//! An address as typed, completed by its service and by a password from the password file where it holds none.

use std::path::PathBuf;

use domain::{ErrorKind, Secret};
use rpc::requests::RpcError;
use secrecy::ExposeSecret as _;

use super::parts::Parts;
use super::passfile::{self, Looked, Wanted};
use super::{keywords, service};
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

/// Completes an address: what it says itself counts, then what its service says, then the password file. What none of
/// them says is not guessed.
pub(crate) fn complete(typed: &str, env: impl Fn(&str) -> Option<PathBuf>) -> Result<Address, RpcError> {
    let refuse = |why: &str| local(ErrorKind::InvalidInput, "input", why.to_owned());
    let parsed = if typed.contains("://") { Parts::of_url(typed) } else { keywords::parts(typed) };
    let mut parts = parsed.map_err(refuse)?;
    let mut password = match parts.get("password") {
        Some(_) => Password::Typed,
        None => Password::None,
    };
    if let Some(name) = parts.get("service").map(str::to_owned) {
        let found = service::look(&name, &env);
        let (said, file) = found.ok_or_else(|| refuse("no service file knows the service of the address"))?;
        if password == Password::None && said.get("password").is_some() {
            password = Password::File(file);
        }
        parts.fill(&said);
    }
    if password == Password::None
        && let Some(file) = parts.get("passfile").map(PathBuf::from).or_else(|| passfile::place(&env))
    {
        let wanted = Wanted {
            host: parts.get("host").unwrap_or("localhost"),
            port: parts.get("port").and_then(|port| port.parse().ok()).unwrap_or(5432),
            database: parts.get("dbname").or(parts.get("user")).unwrap_or_default(),
            user: parts.get("user").unwrap_or_default(),
        };
        match passfile::look(&file, wanted) {
            Looked::Nothing => {}
            Looked::OpenToOthers => password = Password::FileIgnored(file),
            Looked::Found(secret) => {
                parts.set("password", secret.expose_secret());
                password = Password::File(file);
            }
        }
    }
    Ok(Address { url: Secret::from(parts.url()), password })
}

#[cfg(test)]
mod tests {
    use url::Url;

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
        for wrong in ["host/shop", "mysql://ann:pw@host/shop", "postgresql://ann:pw@a,b/shop", "service=pw"] {
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

    #[cfg(unix)]
    #[test]
    fn a_service_says_what_the_address_does_not() {
        use std::os::unix::fs::PermissionsExt as _;

        let folder = tempfile::tempdir().unwrap();
        let (services, passwords) = (folder.path().join("services"), folder.path().join("pass"));
        std::fs::write(&services, "[shop]\nhost=db.example\nport=5433\nuser=ann\ndbname=shop\n").unwrap();
        std::fs::write(&passwords, "db.example:5433:*:ann:pw\n").unwrap();
        std::fs::set_permissions(&passwords, std::fs::Permissions::from_mode(0o600)).unwrap();
        let env = |name: &str| match name {
            "PGSERVICEFILE" => Some(services.clone()),
            "PGPASSFILE" => Some(passwords.clone()),
            _ => None,
        };
        for (typed, url) in [
            ("service=shop", "postgresql://ann:pw@db.example:5433/shop"),
            ("postgresql://?service=shop", "postgresql://ann:pw@db.example:5433/shop"),
            ("postgresql:///blog?service=shop", "postgresql://ann:pw@db.example:5433/blog"),
        ] {
            let address = complete(typed, env).unwrap();
            assert_eq!(address.password, Password::File(passwords.clone()), "{typed}");
            assert_eq!(address.url.expose_secret(), url, "{typed}");
        }
    }
}
