//! Fills a database from a script, as the user who owns it: one transaction, nothing half loaded.
//!
//! Samples are looked for on the machine; where there are none, a shop of our own is built in, so that practice works
//! everywhere. Scripts are read as `psql` would read them, minus what only a server's administrator may do.

mod rules;
mod script;

use std::path::{Path, PathBuf};

use domain::database::Endpoint;
use domain::{Error, ErrorKind, Result};
use sqlx::postgres::PgConnection;
use sqlx::{AssertSqlSafe, Connection, Executor};

use self::rules::Action;
use self::script::Piece;
use crate::servers::sql;

/// Our own data: a bookshop with every common kind of object, made up of generated rows.
const BOOKSHOP: &str = include_str!("../../seeds/bookshop.sql");

/// Scripts that fill one database, in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seed {
    /// Files on this machine.
    Files(Vec<PathBuf>),
    /// A script that is part of the product.
    BuiltIn(&'static str),
}

/// Whether a seed of this name can exist at all; whether it is on this machine is another question.
#[must_use]
pub fn is_known(name: &str) -> bool {
    matches!(name, "bookshop" | "sakila" | "chinook") || name.starts_with("file:")
}

/// The first seed of the list that is available here. Names are `bookshop` (built in), `sakila`, `chinook` (samples) and
/// `file:PATH`, relative to `folder`.
///
/// # Errors
/// [`ErrorKind::FileUnreadable`] when none of them is here.
pub fn first_available(names: &[String], folder: &Path) -> Result<Seed> {
    let samples = samples_folder();
    for name in names {
        let files = match (name.as_str(), &samples) {
            ("bookshop", _) => return Ok(Seed::BuiltIn(BOOKSHOP)),
            ("sakila", Some(samples)) => {
                vec![samples.join("sakila-schema.sql"), samples.join("sakila-data.sql")]
            }
            ("chinook", Some(samples)) => vec![samples.join("chinook.sql")],
            (other, _) => match other.strip_prefix("file:") {
                Some(path) => vec![folder.join(path)],
                None => continue,
            },
        };
        if files.iter().all(|file| file.is_file()) {
            return Ok(Seed::Files(files));
        }
    }
    Err(Error::new(
        ErrorKind::FileUnreadable,
        format!("none of these seeds is on this machine: {}", names.join(", ")),
    ))
}

/// Runs the scripts of a seed in a database, as the user of the endpoint.
///
/// # Errors
/// [`ErrorKind::FileUnreadable`] for a file, [`ErrorKind::DatabaseRefused`] for a statement.
pub async fn load(seed: &Seed, endpoint: &Endpoint) -> Result<()> {
    let texts = match seed {
        Seed::BuiltIn(text) => vec![(*text).to_owned()],
        Seed::Files(files) => files.iter().map(|file| read(file)).collect::<Result<_>>()?,
    };
    let mut connection = sql::connect(endpoint).await?;
    sql::run(&mut connection, "BEGIN".into()).await?;
    let mut last = Vec::new();
    for text in &texts {
        for piece in script::pieces(text)? {
            match piece {
                Piece::Command(_) => {}
                Piece::Copy { statement, rows } => copy(&mut connection, statement, rows).await?,
                Piece::Statement(statement) => match rules::decide(statement) {
                    Action::Run(statement) => execute(&mut connection, &statement).await?,
                    Action::AtTheEnd => last.push(statement.to_owned()),
                    Action::Skip => {}
                },
            }
        }
    }
    for statement in last {
        execute(&mut connection, &statement).await?;
    }
    sql::run(&mut connection, "COMMIT".into()).await?;
    sql::run(&mut connection, "RESET ALL".into()).await?;
    sql::run(&mut connection, "ANALYZE".into()).await?;
    let _ = connection.close().await;
    Ok(())
}

async fn execute(connection: &mut PgConnection, statement: &str) -> Result<()> {
    connection
        .execute(AssertSqlSafe(statement.to_owned()))
        .await
        .map(drop)
        .map_err(|cause| about(statement, cause))
}

async fn copy(connection: &mut PgConnection, statement: &str, rows: &str) -> Result<()> {
    let failed = |cause| about(statement, cause);
    let mut sink = connection.copy_in_raw(statement).await.map_err(failed)?;
    for part in rows.as_bytes().chunks(1 << 20) {
        sink.send(part).await.map_err(failed)?;
    }
    sink.finish().await.map(drop).map_err(failed)
}

/// Seeds are no secret: the error may quote the beginning of the statement.
fn about(statement: &str, cause: sqlx::Error) -> Error {
    let start: String = statement.split_whitespace().take(8).collect::<Vec<_>>().join(" ");
    let mut error = sql::refused(cause);
    error.detail = format!("{start}: {}", error.detail);
    error
}

fn read(file: &Path) -> Result<String> {
    std::fs::read_to_string(file)
        .map_err(|cause| Error::new(ErrorKind::FileUnreadable, file.display().to_string()).because(cause))
}

/// Where samples for PostgreSQL are: `CHANGEOVER_SAMPLES`, else `shared/data` beside the project or above.
fn samples_folder() -> Option<PathBuf> {
    let roots: Vec<PathBuf> = match std::env::var_os("CHANGEOVER_SAMPLES").filter(|value| !value.is_empty()) {
        Some(named) => vec![PathBuf::from(named)],
        None => {
            let here = std::env::current_dir().ok()?;
            here.ancestors().map(|folder| folder.join("shared").join("data")).collect()
        }
    };
    roots.into_iter().map(|root| root.join("postgres")).find(|folder| folder.is_dir())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_falls_back_to_what_is_built_in() {
        let names = ["file:not-there.sql".to_owned(), "bookshop".to_owned()];
        assert_eq!(first_available(&names, Path::new("/")).unwrap(), Seed::BuiltIn(BOOKSHOP));
        let error = first_available(&names[..1], Path::new("/")).unwrap_err();
        assert_eq!(error.kind, ErrorKind::FileUnreadable);
    }
}
