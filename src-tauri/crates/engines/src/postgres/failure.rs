//! From the driver's errors to ours: by SQLSTATE and kind of I/O error, never by text. No value of the user passes through.

use std::io;

use domain::{Error, ErrorKind};
use sqlx::postgres::PgDatabaseError;

/// What the driver said, as an error of the house. `doing` says in plain words what was under way; it holds no value.
pub(crate) fn failure(error: &sqlx::Error, doing: &str) -> Error {
    match error {
        sqlx::Error::Database(database) => {
            let Some(database) = database.try_downcast_ref::<PgDatabaseError>() else {
                return Error::new(ErrorKind::Internal, format!("{doing}: another driver answered"));
            };
            let kind = by_state(database.code());
            Error::new(kind, format!("{doing}: SQLSTATE {}{}", database.code(), places(database)))
        }
        sqlx::Error::Io(error) => Error::new(by_io(error), format!("{doing}: {:?}", error.kind())),
        // A failed handshake is an I/O error with bad data; this one says that there was none.
        sqlx::Error::Tls(_) => {
            Error::new(ErrorKind::TlsUnavailable, format!("{doing}: no encryption with this server"))
        }
        sqlx::Error::PoolTimedOut => {
            Error::new(ErrorKind::TimedOut, format!("{doing}: no connection in time"))
        }
        // The driver reports a stream that ends in the middle of a message, or an unknown message, as these two.
        sqlx::Error::Protocol(_) | sqlx::Error::WorkerCrashed | sqlx::Error::PoolClosed => {
            Error::new(ErrorKind::ConnectionLost, format!("{doing}: the conversation with the server broke"))
        }
        sqlx::Error::Configuration(_) | sqlx::Error::InvalidArgument(_) => {
            Error::new(ErrorKind::InvalidInput, format!("{doing}: the connection settings are not usable"))
        }
        _ => Error::new(ErrorKind::Internal, format!("{doing}: an answer was not understood")),
    }
}

/// The same for the moment of connecting, where a broken or missing answer means another thing.
pub(crate) fn connect_failure(error: &sqlx::Error, doing: &str) -> Error {
    let mut out = failure(error, doing);
    out.kind = match (error, out.kind) {
        (sqlx::Error::Io(io), _) => match io.kind() {
            io::ErrorKind::TimedOut => ErrorKind::TimedOut,
            io::ErrorKind::InvalidData => ErrorKind::TlsIdentity,
            _ => ErrorKind::DatabaseUnreachable,
        },
        (_, ErrorKind::ConnectionLost) => ErrorKind::DatabaseUnreachable,
        (_, kind) => kind,
    };
    out
}

/// The kind of an SQLSTATE, class by class.
fn by_state(code: &str) -> ErrorKind {
    match code {
        // 57P01 to 57P03: shut down by an administrator, crashed, not yet up. The session is gone, the server may come back.
        "57P01" | "57P02" | "57P05" => ErrorKind::ConnectionLost,
        "57P03" => ErrorKind::DatabaseUnreachable,
        "53300" => ErrorKind::TooManyConnections,
        // 53100: no room on the disk. 53200: no memory, or no place for one more lock.
        "53100" => ErrorKind::DatabaseFull,
        "53200" => ErrorKind::DatabaseMemory,
        "55P03" => ErrorKind::DatabaseLocked,
        "57014" | "25P03" | "25P04" => ErrorKind::TimedOut,
        "40001" | "40P01" => ErrorKind::ConnectionLost,
        "42501" => ErrorKind::DatabaseRight,
        "28000" | "28P01" => ErrorKind::DatabaseLogin,
        "3D000" => ErrorKind::DatabaseLogin,
        "0A000" => ErrorKind::CannotBeCarried,
        _ if code.starts_with("08") => ErrorKind::ConnectionLost,
        _ => ErrorKind::DatabaseRefused,
    }
}

fn by_io(error: &io::Error) -> ErrorKind {
    match error.kind() {
        io::ErrorKind::TimedOut => ErrorKind::TimedOut,
        _ => ErrorKind::ConnectionLost,
    }
}

/// Where it happened, as far as the server names it: names only, since its messages may quote values.
fn places(error: &PgDatabaseError) -> String {
    let named = [
        ("schema", error.schema()),
        ("table", error.table()),
        ("column", error.column()),
        ("type", error.data_type()),
        ("constraint", error.constraint()),
    ];
    named.iter().filter_map(|(what, name)| name.map(|name| format!(", {what} {name}"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_and_kinds_of_io_decide() {
        assert_eq!(by_state("57P01"), ErrorKind::ConnectionLost);
        assert_eq!(by_state("28P01"), ErrorKind::DatabaseLogin);
        assert_eq!(by_state("42501"), ErrorKind::DatabaseRight);
        assert_eq!(by_state("08006"), ErrorKind::ConnectionLost);
        assert_eq!(by_state("23505"), ErrorKind::DatabaseRefused);
        assert_eq!(by_state("53100"), ErrorKind::DatabaseFull);
        let broken = sqlx::Error::Io(io::Error::from(io::ErrorKind::ConnectionReset));
        assert_eq!(failure(&broken, "reading").kind, ErrorKind::ConnectionLost);
        assert_eq!(connect_failure(&broken, "connecting").kind, ErrorKind::DatabaseUnreachable);
    }
}
