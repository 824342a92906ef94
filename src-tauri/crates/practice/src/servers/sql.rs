//! What is done inside a server with its administrator: databases, users, the switch to read-only.

use std::time::Duration;

use domain::database::{Endpoint, Tls, TlsFiles};
use domain::{Error, ErrorKind, Result, Secret};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use secrecy::ExposeSecret;
use sqlx::postgres::{PgConnectOptions, PgConnection, PgSslMode};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Executor, Row};

use super::cluster::Cluster;

/// The administrator of every cluster. Databases belong to users of their own, who are no superusers.
pub const ADMIN: &str = "practice_admin";

/// `pg_hba.conf`: everybody with a password, from this machine only.
pub(super) const WHO_MAY_CONNECT: &str =
    "host all all 127.0.0.0/8 scram-sha-256\nhost all all ::1/128 scram-sha-256\n";

const IN_A_URL: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// The address of a database as any client of PostgreSQL takes it. It holds the password.
#[must_use]
pub fn url(endpoint: &Endpoint) -> Secret {
    let encoded = |text: &str| utf8_percent_encode(text, IN_A_URL).to_string();
    Secret::from(format!(
        "postgresql://{}:{}@{}:{}/{}",
        encoded(&endpoint.user),
        encoded(endpoint.password.expose_secret()),
        endpoint.host,
        endpoint.port,
        encoded(&endpoint.database),
    ))
}

/// A password that nobody guesses.
pub(super) fn new_password() -> Secret {
    Secret::from(uuid::Uuid::new_v4().simple().to_string())
}

impl Cluster {
    /// Where a database of this server is, for a user.
    #[must_use]
    pub fn endpoint(&self, database: &str, user: &str, password: &Secret) -> Endpoint {
        Endpoint {
            host: self.address().to_string(),
            port: self.port(),
            database: database.to_owned(),
            user: user.to_owned(),
            password: password.clone(),
            tls: if self.offers_tls() { Tls::Require } else { Tls::Disable },
            files: TlsFiles::default(),
        }
    }

    /// Where a database of this server is, for its administrator (a superuser).
    #[must_use]
    pub fn admin(&self, database: &str) -> Endpoint {
        self.endpoint(database, ADMIN, &self.password)
    }

    /// Connects to a database as administrator.
    ///
    /// # Errors
    /// [`ErrorKind::DatabaseUnreachable`].
    pub async fn connect(&self, database: &str) -> Result<PgConnection> {
        connect(&self.admin(database)).await
    }

    /// Makes a database and a user who owns it, both with these names, and the schema `public` too, as a managed
    /// database would be handed over. The user is no superuser.
    ///
    /// # Errors
    /// [`ErrorKind::DatabaseRefused`], for example when the names are taken.
    pub async fn create_database_for(
        &self,
        database: &str,
        user: &str,
        password: &Secret,
    ) -> Result<Endpoint> {
        let mut admin = self.connect("postgres").await?;
        let (owner, name) = (quoted(user), quoted(database));
        let login = literal(password.expose_secret());
        run(&mut admin, format!("CREATE ROLE {owner} LOGIN PASSWORD {login}")).await?;
        run(&mut admin, format!("CREATE DATABASE {name} OWNER {owner}")).await?;
        let mut inside = self.connect(database).await?;
        run(&mut inside, format!("ALTER SCHEMA public OWNER TO {owner}")).await?;
        let _ = inside.close().await;
        let _ = admin.close().await;
        Ok(self.endpoint(database, user, password))
    }

    /// Hands the server over as a whole: its first database `postgres`, with a superuser of the same name, as providers do that
    /// rent out machines.
    ///
    /// # Errors
    /// [`ErrorKind::DatabaseRefused`].
    pub async fn hand_over(&self, password: &Secret) -> Result<Endpoint> {
        const NAME: &str = "postgres";
        let mut admin = self.connect(NAME).await?;
        let login = literal(password.expose_secret());
        run(&mut admin, format!("CREATE ROLE {NAME} SUPERUSER LOGIN PASSWORD {login}")).await?;
        run(&mut admin, format!("ALTER DATABASE {NAME} OWNER TO {NAME}")).await?;
        let _ = admin.close().await;
        Ok(self.endpoint(NAME, NAME, password))
    }

    /// Like [`Self::create_database_for`], with a user and a password made up here.
    ///
    /// # Errors
    /// As there.
    pub async fn create_database(&self, database: &str) -> Result<Endpoint> {
        let user = format!("u{}", &uuid::Uuid::new_v4().simple().to_string()[..16]);
        self.create_database_for(database, &user, &new_password()).await
    }

    /// Makes a user who may read everything in a database and write nothing.
    ///
    /// # Errors
    /// [`ErrorKind::DatabaseRefused`].
    pub async fn create_reader(&self, database: &str, user: &str, password: &Secret) -> Result<()> {
        let mut admin = self.connect("postgres").await?;
        let (role, login) = (quoted(user), literal(password.expose_secret()));
        run(&mut admin, format!("CREATE ROLE {role} LOGIN PASSWORD {login} IN ROLE pg_read_all_data"))
            .await?;
        run(&mut admin, format!("GRANT CONNECT ON DATABASE {} TO {role}", quoted(database))).await
    }

    /// Makes the whole server read-only and ends every session. Nobody can switch it off from inside: the server runs
    /// as a standby of nothing. Address and port stay; it is away for the moment of a restart.
    ///
    /// # Errors
    /// [`ErrorKind::ServerNotStarted`] when it does not come back.
    pub async fn freeze(&self) -> Result<()> {
        self.stop().await?;
        self.write(&self.data().join("standby.signal"), "")?;
        self.start().await
    }

    /// Makes the server writable again. Sessions stay.
    ///
    /// # Errors
    /// [`ErrorKind::DatabaseRefused`] when it stays read-only.
    pub async fn thaw(&self) -> Result<()> {
        if !self.is_frozen().await? {
            return Ok(());
        }
        let mut admin = self.connect("postgres").await?;
        run(&mut admin, "SELECT pg_promote(true, 30)".to_owned()).await?;
        match self.is_frozen().await? {
            false => Ok(()),
            true => Err(Error::new(ErrorKind::DatabaseRefused, "the server did not become writable again")),
        }
    }

    /// Whether the server is read-only as a whole.
    ///
    /// # Errors
    /// [`ErrorKind::DatabaseUnreachable`].
    pub async fn is_frozen(&self) -> Result<bool> {
        let mut admin = self.connect("postgres").await?;
        let row = admin.fetch_one("SELECT pg_is_in_recovery()").await.map_err(refused)?;
        row.try_get(0).map_err(refused)
    }

    /// Ends every session of a database but our own.
    ///
    /// # Errors
    /// [`ErrorKind::DatabaseUnreachable`].
    pub async fn end_sessions(&self, database: &str) -> Result<()> {
        let mut admin = self.connect("postgres").await?;
        let name = literal(database);
        let sql = format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = {name}");
        run(&mut admin, sql).await
    }

    /// The folder that the server that answers at our address says it serves.
    pub(super) async fn data_directory(&self) -> Result<std::path::PathBuf> {
        let mut admin = self.connect("postgres").await?;
        let row = admin.fetch_one("SHOW data_directory").await.map_err(refused)?;
        let folder: String = row.try_get(0).map_err(refused)?;
        std::path::Path::new(&folder).canonicalize().map_err(|cause| {
            Error::new(ErrorKind::ServerNotStarted, format!("it serves {folder}")).because(cause)
        })
    }
}

/// Connects to an address; a server that is just starting gets a moment.
pub(crate) async fn connect(endpoint: &Endpoint) -> Result<PgConnection> {
    let options = PgConnectOptions::new_without_pgpass()
        .host(&endpoint.host)
        .port(endpoint.port)
        .database(&endpoint.database)
        .username(&endpoint.user)
        .password(endpoint.password.expose_secret())
        .ssl_mode(match endpoint.tls {
            Tls::Disable => PgSslMode::Disable,
            Tls::Prefer => PgSslMode::Prefer,
            Tls::Require | Tls::Pinned(_) => PgSslMode::Require,
            Tls::VerifyCa => PgSslMode::VerifyCa,
            Tls::VerifyFull => PgSslMode::VerifyFull,
        })
        .application_name("practice cloud")
        .disable_statement_logging();
    let mut last = None;
    for _ in 0..5 {
        match options.connect().await {
            Ok(connection) => return Ok(connection),
            Err(cause @ sqlx::Error::Io(_)) => last = Some(cause),
            Err(cause) => return Err(unreachable(endpoint).because(cause)),
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let error = unreachable(endpoint);
    Err(match last {
        Some(cause) => error.because(cause),
        None => error,
    })
}

/// Runs one statement that was put together here.
pub(crate) async fn run(connection: &mut PgConnection, sql: String) -> Result<()> {
    connection.execute(AssertSqlSafe(sql)).await.map(drop).map_err(refused)
}

/// A name inside a statement.
pub(crate) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// A text inside a statement.
pub(crate) fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

fn unreachable(endpoint: &Endpoint) -> Error {
    Error::new(ErrorKind::DatabaseUnreachable, format!("{}:{}", endpoint.host, endpoint.port))
}

pub(crate) fn refused(cause: sqlx::Error) -> Error {
    let said =
        cause.as_database_error().map_or_else(|| "connection".to_owned(), |error| error.message().to_owned());
    Error::new(ErrorKind::DatabaseRefused, said).because(cause)
}
