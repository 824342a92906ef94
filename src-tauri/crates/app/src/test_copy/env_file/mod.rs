//! Hands the address of a test copy over with its password, in a file that the person names. The password goes nowhere else.

#[cfg(not(unix))]
mod other;
#[cfg(unix)]
mod unix;

use std::io::{ErrorKind as Io, Write as _};
use std::path::Path;

use domain::database::{Endpoint, Tls};
use domain::ids::TestCopyId;
use domain::{Error, ErrorKind, Result, Secret};
use secrecy::ExposeSecret as _;

#[cfg(not(unix))]
use self::other as system;
#[cfg(unix)]
use self::unix as system;
use super::drive;
use crate::application::App;
use crate::copy::escaped;

impl App {
    /// Writes the address of a test copy and its password to a new file, which its owner alone can read.
    ///
    /// # Errors
    /// `NotFound`; `WrongState` when the copy does not answer (yet); `InvalidInput` for a path that is not absolute, or at which
    /// there is something already; `StoreUnwritable` when it cannot be written; those of the provider.
    pub async fn test_copy_env(&self, id: TestCopyId, path: &Path) -> Result<()> {
        if !path.is_absolute() {
            return Err(Error::new(ErrorKind::InvalidInput, "the path of the file is not absolute"));
        }
        let record = self.test_copy_record(id).await?;
        if !record.state.is_there() || record.place.is_none() {
            return Err(Error::new(ErrorKind::WrongState, "the test copy has no address"));
        }
        let text = text(&record.label, &drive::target(self, &record).await?);
        let path = path.to_owned();
        let written = tokio::task::spawn_blocking(move || write(&path, text.expose_secret())).await;
        written.unwrap_or_else(|_| Err(Error::new(ErrorKind::Internal, "writing a file broke off")))
    }
}

/// What is in the file: the variables of libpq, and one address for everything else.
fn text(label: &str, end: &Endpoint) -> Secret {
    let password = end.password.expose_secret();
    let tls = match end.tls {
        Tls::VerifyFull => "verify-full",
        Tls::VerifyCa => "verify-ca",
        Tls::Require | Tls::Pinned(_) => "require",
        Tls::Prefer => "prefer",
        Tls::Disable => "disable",
    };
    let host = if end.host.contains(':') { format!("[{}]", end.host) } else { end.host.clone() };
    let address = format!(
        "postgresql://{}:{}@{host}:{}/{}?sslmode={tls}",
        escaped(&end.user),
        escaped(password),
        end.port,
        escaped(&end.database),
    );
    let mut text = format!("# {label}\n");
    let port = end.port.to_string();
    for (name, value) in [
        ("PGHOST", end.host.as_str()),
        ("PGPORT", &port),
        ("PGDATABASE", &end.database),
        ("PGUSER", &end.user),
        ("PGPASSWORD", password),
        ("PGSSLMODE", tls),
        ("DATABASE_URL", &address),
    ] {
        text.push_str(name);
        text.push('=');
        quote(value, &mut text);
        text.push('\n');
    }
    text.into()
}

/// A value as shells and readers of such files take it.
fn quote(value: &str, into: &mut String) {
    let plain = |c: char| c.is_ascii_alphanumeric() || "._-:/@%+,".contains(c);
    if !value.is_empty() && value.chars().all(plain) {
        into.push_str(value);
    } else if !value.contains('\'') {
        into.push('\'');
        into.push_str(value);
        into.push('\'');
    } else {
        into.push('"');
        for letter in value.chars() {
            if matches!(letter, '"' | '\\' | '$' | '`') {
                into.push('\\');
            }
            into.push(letter);
        }
        into.push('"');
    }
}

/// Writes a file that was not there. One that could not be written whole is taken away again.
fn write(path: &Path, text: &str) -> Result<()> {
    let mut file = system::create(path).map_err(|error| match error.kind() {
        Io::AlreadyExists => Error::new(ErrorKind::InvalidInput, "there is something at this path already"),
        _ => Error::new(ErrorKind::StoreUnwritable, "the file cannot be written").because(error),
    })?;
    let done = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    done.map_err(|error| {
        drop(file);
        let _ = std::fs::remove_file(path);
        Error::new(ErrorKind::StoreUnwritable, "the file cannot be written").because(error)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn end(password: &str) -> Endpoint {
        Endpoint {
            host: "::1".into(),
            port: 5433,
            database: "my shop".into(),
            user: "ann".into(),
            password: password.to_owned().into(),
            tls: Tls::Prefer,
            files: domain::database::TlsFiles::default(),
        }
    }

    #[test]
    fn the_file_is_read_by_shells_and_by_our_own_reader_of_addresses() {
        for password in ["plain", "p@ss:w/or d?#%&", "it's $HOME `x` \"y\" \\", "пароль"] {
            let text = text("co-test-1", &end(password)).expose_secret().to_owned();
            let line = |name: &str| {
                let start = format!("{name}=");
                text.lines().find_map(|line| line.strip_prefix(&start)).unwrap().to_owned()
            };
            assert_eq!(line("PGPORT"), "5433");
            assert_eq!(line("PGDATABASE"), "'my shop'");
            assert_eq!(line("PGSSLMODE"), "prefer");
            let address = line("DATABASE_URL");
            let bare = domain::address::NoSurroundings;
            let read =
                engines::address(address.trim_matches('\''), &String::new().into(), &bare).unwrap().endpoint;
            assert_eq!(read.password.expose_secret(), password);
            assert_eq!((read.host.as_str(), read.database.as_str()), ("::1", "my shop"));
        }
        let text = text("co-test-1", &end("it's $x")).expose_secret().to_owned();
        assert!(text.contains("PGPASSWORD=\"it's \\$x\"\n"), "{text}");
    }
}
