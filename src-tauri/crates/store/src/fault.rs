//! What SQLite says, turned into our kinds. By result codes, never by messages.

use domain::{Error, ErrorKind};

/// Primary result codes of SQLite.
mod code {
    pub(super) const PERM: u32 = 3;
    pub(super) const BUSY: u32 = 5;
    pub(super) const LOCKED: u32 = 6;
    pub(super) const READONLY: u32 = 8;
    pub(super) const IOERR: u32 = 10;
    pub(super) const CORRUPT: u32 = 11;
    pub(super) const FULL: u32 = 13;
    pub(super) const CANTOPEN: u32 = 14;
    pub(super) const NOTADB: u32 = 26;
}

/// Turns an error of the driver into ours; `doing` says what was tried.
pub(crate) fn fault(doing: &'static str) -> impl FnOnce(sqlx::Error) -> Error {
    move |error| Error::new(kind(&error), doing).because(error)
}

/// Something in the file is not what we write into it.
pub(crate) fn damaged(what: impl Into<String>) -> Error {
    Error::new(ErrorKind::StoreDamaged, what)
}

/// Whether a constraint of the schema refused a row.
pub(crate) fn is_unique_violation(error: &sqlx::Error) -> bool {
    error.as_database_error().is_some_and(sqlx::error::DatabaseError::is_unique_violation)
}

fn kind(error: &sqlx::Error) -> ErrorKind {
    match error {
        sqlx::Error::Database(said) => {
            let number: Option<u32> = said.code().and_then(|code| code.parse().ok());
            match number.map(|extended| extended & 0xff) {
                Some(code::BUSY | code::LOCKED) => ErrorKind::StoreBusy,
                Some(code::CORRUPT | code::NOTADB) => ErrorKind::StoreDamaged,
                Some(code::PERM | code::READONLY | code::IOERR | code::FULL | code::CANTOPEN) => {
                    ErrorKind::StoreUnwritable
                }
                _ => ErrorKind::Internal,
            }
        }
        sqlx::Error::Io(_) => ErrorKind::StoreUnwritable,
        sqlx::Error::PoolTimedOut => ErrorKind::StoreBusy,
        sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_) => ErrorKind::StoreDamaged,
        _ => ErrorKind::Internal,
    }
}
