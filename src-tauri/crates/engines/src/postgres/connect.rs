//! Connections, built from an endpoint and nothing else: no environment variable, no password file, no address text.
//!
//! Every session is set up the same way, so that what it prints does not depend on the server's settings.

use std::time::Duration;

use domain::certificate::Certificate;
use domain::database::{Endpoint, Tls};
use domain::secret::ExposeSecret;
use domain::{Error, ErrorKind, Result};
use sqlx::postgres::{PgConnectOptions, PgSslMode};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, PgConnection, Row};

use super::failure::{connect_failure, failure};
use super::quote::literal;
use super::{certificate, lent};

/// What a session is for: its name on the server, its rights and its patience.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// A short look: seconds.
    Probe,
    /// Reading catalogs and rows, in a transaction that cannot write.
    Read,
    /// Writing to a target.
    Write,
    /// Making a source read-only, or writable again: nothing else is written to one.
    Freeze,
}

const CONNECT: Duration = Duration::from_secs(15);

/// What the driver would take from the environment and gives us no way to take back.
const LEAKS: &[&str] = &["PGOPTIONS"];

/// Settings that decide how values and definitions are printed and read: the same on every server and for every user.
const SESSION: &str = "
SET search_path = '';
SET standard_conforming_strings = on;
SET client_encoding = 'UTF8';
SET datestyle = 'ISO, MDY';
SET intervalstyle = 'postgres';
SET timezone = 'UTC';
SET extra_float_digits = 3;
SET bytea_output = 'hex';
SET lc_monetary = 'C';
SET xmlbinary = 'base64';
SET xmloption = 'content';
SET quote_all_identifiers = off;
SET default_text_search_config = 'pg_catalog.simple';
SET client_min_messages = 'error';
SET row_security = off;
";

/// Opens a session. The connection is the caller's to close or drop.
pub(crate) async fn connect(endpoint: &Endpoint, purpose: Purpose) -> Result<PgConnection> {
    let mut connection = open(endpoint, purpose).await?;
    refuse_old(&mut connection).await?;
    run(&mut connection, &session(purpose), "setting up the session").await?;
    Ok(connection)
}

/// Lets the bytes of a database without an encoding pass as they are, in both directions. Elsewhere nothing changes.
pub(crate) async fn pass_bytes(connection: &mut PgConnection, encoding: &str) -> Result<()> {
    if encoding == "SQL_ASCII" {
        run(connection, "SET client_encoding = 'SQL_ASCII'", "setting up the session").await?;
    }
    Ok(())
}

/// Opens a session and leaves it as it is.
pub(crate) async fn bare(endpoint: &Endpoint) -> Result<PgConnection> {
    open(endpoint, Purpose::Probe).await
}

/// Asks for the server's certificate, without signing in.
pub(crate) async fn certificate(endpoint: &Endpoint) -> Result<Option<Certificate>> {
    resolve(endpoint).await?;
    tokio::time::timeout(CONNECT, certificate::ask(endpoint))
        .await
        .map_err(|_| Error::new(ErrorKind::TimedOut, "connecting: no answer in time"))?
}

async fn open(endpoint: &Endpoint, purpose: Purpose) -> Result<PgConnection> {
    let options = options(endpoint, purpose)?;
    let doing = "connecting";
    resolve(endpoint).await?;
    if lent::needed_here(endpoint) {
        return lent::connect(options, endpoint, CONNECT).await;
    }
    tokio::time::timeout(CONNECT, options.connect())
        .await
        .map_err(|_| Error::new(ErrorKind::TimedOut, "connecting: no answer in time"))?
        .map_err(|error| connect_failure(&error, doing))
}

/// Runs statements that give no rows.
pub(crate) async fn run(connection: &mut PgConnection, sql: &str, doing: &str) -> Result<()> {
    sqlx::raw_sql(AssertSqlSafe(sql))
        .execute(connection)
        .await
        .map(|_| ())
        .map_err(|error| failure(&error, doing))
}

/// The shortest of a few empty questions and answers.
pub(crate) async fn distance(connection: &mut PgConnection) -> Result<Duration> {
    let mut shortest = Duration::MAX;
    for _ in 0..3 {
        let asked = std::time::Instant::now();
        run(connection, "SELECT", "measuring the distance").await?;
        shortest = shortest.min(asked.elapsed());
    }
    Ok(shortest)
}

/// Closes politely; a connection that is already gone is no failure.
pub(crate) async fn close(connection: PgConnection) {
    let _ = tokio::time::timeout(Duration::from_secs(2), connection.close()).await;
}

/// The major of the server, as a number.
pub(crate) async fn major(connection: &mut PgConnection) -> Result<u32> {
    let row = sqlx::raw_sql("SELECT pg_catalog.current_setting('server_version_num')::int4 / 10000")
        .fetch_one(connection)
        .await
        .map_err(|error| failure(&error, "asking for the version"))?;
    let major: i32 = row.try_get(0).map_err(|error| failure(&error, "asking for the version"))?;
    u32::try_from(major).map_err(|_| Error::new(ErrorKind::DatabaseVersion, "the server names no version"))
}

/// Asks for the host's addresses first: the driver's error does not tell an unknown name from a silent server.
async fn resolve(endpoint: &Endpoint) -> Result<()> {
    if endpoint.host.starts_with('/') {
        return Ok(());
    }
    let unknown = || Error::new(ErrorKind::HostNotFound, "connecting: the host's name has no address");
    let lookup = tokio::net::lookup_host((endpoint.host.as_str(), endpoint.port));
    match tokio::time::timeout(CONNECT, lookup).await {
        Ok(Ok(mut found)) => found.next().map(|_| ()).ok_or_else(unknown),
        Ok(Err(_)) => Err(unknown()),
        Err(_) => Err(Error::new(ErrorKind::TimedOut, "connecting: the name was not resolved in time")),
    }
}

async fn refuse_old(connection: &mut PgConnection) -> Result<()> {
    let major = major(connection).await?;
    if u64::from(major) < super::versions::OLDEST {
        return Err(Error::new(ErrorKind::DatabaseVersion, format!("major {major} is older than we read")));
    }
    Ok(())
}

fn session(purpose: Purpose) -> String {
    let (statement, lock, own) = match purpose {
        Purpose::Probe => ("10s", "2s", "SET default_transaction_read_only = on;"),
        Purpose::Read => ("0", "30s", "SET default_transaction_read_only = on;"),
        // A frozen database or role would otherwise make the session read-only: writing is what it is for.
        Purpose::Freeze => ("30s", "10s", "SET default_transaction_read_only = off;"),
        Purpose::Write => {
            ("0", "60s", "SET default_transaction_read_only = off; SET check_function_bodies = off;")
        }
    };
    let all = format!(
        "{SESSION}SET statement_timeout = {}; SET lock_timeout = {}; SET idle_in_transaction_session_timeout = 0; {own}",
        literal(statement),
        literal(lock),
    );
    match purpose {
        // In one transaction, and gone with it: a pooler would hand settings of the session to the next client.
        Purpose::Probe => format!("BEGIN READ ONLY; {}", all.replace("SET ", "SET LOCAL ")),
        Purpose::Read | Purpose::Write | Purpose::Freeze => all,
    }
}

fn options(endpoint: &Endpoint, purpose: Purpose) -> Result<PgConnectOptions> {
    if let Some(name) = LEAKS.iter().find(|name| std::env::var_os(name).is_some()) {
        let detail = format!("the environment variable {name} is set, and would change our connections");
        return Err(Error::new(ErrorKind::InvalidInput, detail));
    }
    if endpoint.host.is_empty() || endpoint.user.is_empty() || endpoint.database.is_empty() {
        return Err(Error::new(ErrorKind::InvalidInput, "host, user and database must be given"));
    }
    let mode = match endpoint.tls {
        Tls::VerifyFull => PgSslMode::VerifyFull,
        Tls::VerifyCa => PgSslMode::VerifyCa,
        // Of a pinned server, encryption is `lent`'s work; whoever comes here without it stays encrypted.
        Tls::Require | Tls::Pinned(_) => PgSslMode::Require,
        Tls::Prefer => PgSslMode::Prefer,
        Tls::Disable => PgSslMode::Disable,
    };
    let name = match purpose {
        Purpose::Probe => "changeover probe",
        Purpose::Read => "changeover read",
        Purpose::Write => "changeover write",
        Purpose::Freeze => "changeover freeze",
    };
    Ok(PgConnectOptions::new_without_pgpass()
        .host(&endpoint.host)
        .port(endpoint.port)
        .username(&endpoint.user)
        .password(endpoint.password.expose_secret())
        .database(&endpoint.database)
        .ssl_mode(mode)
        // An empty list instead of whatever the environment names: the machine's own trust store stays.
        .ssl_root_cert_from_pem(Vec::new())
        .application_name(name)
        // Set with everything else: poolers refuse to pass it on.
        .extra_float_digits(None)
        .statement_cache_capacity(0)
        .disable_statement_logging())
}

#[cfg(test)]
mod tests {
    use domain::database::TlsFiles;

    use super::*;

    fn endpoint() -> Endpoint {
        Endpoint {
            host: "db.example".into(),
            port: 5433,
            database: "shop".into(),
            user: "app".into(),
            password: domain::secret::secret("p"),
            tls: Tls::VerifyFull,
            files: TlsFiles::default(),
        }
    }

    #[test]
    fn every_option_comes_from_the_endpoint() {
        let options = options(&endpoint(), Purpose::Read).unwrap();
        assert_eq!((options.get_host(), options.get_port()), ("db.example", 5433));
        assert_eq!((options.get_username(), options.get_database()), ("app", Some("shop")));
        assert_eq!(options.get_options(), None);
    }

    #[test]
    fn an_unfinished_endpoint_is_refused() {
        let unfinished = Endpoint { user: String::new(), ..endpoint() };
        assert_eq!(options(&unfinished, Purpose::Probe).unwrap_err().kind, ErrorKind::InvalidInput);
    }

    #[test]
    fn only_the_writer_may_write() {
        assert!(session(Purpose::Read).contains("default_transaction_read_only = on"));
        assert!(session(Purpose::Probe).contains("default_transaction_read_only = on"));
        assert!(session(Purpose::Write).contains("default_transaction_read_only = off"));
    }
}
