//! Proof that nothing was lost: what was counted and hashed on both sides, and what could not be.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::time::{Millis, Timestamp};

/// What one side looks like at one moment: every object by kind and name, every table by rows and hash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Fingerprint {
    /// The server's own version string.
    pub server_version: String,
    /// When it was taken.
    pub taken_at: Timestamp,
    /// Whether the side was read-only while it was taken; `None` when that is not known.
    pub read_only: Option<bool>,
    /// Size of the database in bytes.
    #[ts(type = "number")]
    pub size_bytes: u64,
    /// One line per user object, in a stable order.
    pub objects: Vec<ObjectPrint>,
    /// One line per table with rows.
    pub tables: Vec<TablePrint>,
    /// How long it took.
    pub took: Millis,
}

/// One object: what it is, its name, and a hash of its definition that is the same on every major version.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
pub struct ObjectPrint {
    /// `table`, `view`, `function`...
    pub kind: String,
    /// Qualified name as people read it.
    pub name: String,
    /// Hex of a hash of its definition.
    pub hash: String,
}

/// The content of one table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TablePrint {
    /// Qualified name as people read it.
    pub name: String,
    /// Exact number of rows.
    #[ts(type = "number")]
    pub rows: u64,
    /// Hex of a hash of the rows that does not depend on their order; empty where the server has no way to compute it.
    pub hash: String,
}

/// The outcome of comparing two sides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Verification {
    /// What it says as a whole.
    pub verdict: Verdict,
    /// Objects compared.
    pub objects_compared: u32,
    /// Tables compared.
    pub tables_compared: u32,
    /// Rows compared.
    #[ts(type = "number")]
    pub rows_compared: u64,
    /// What differs, one line a thing.
    pub differences: Vec<Difference>,
    /// What was not checked, and why, as codes: `source-unreachable`, `writes-possible`, `content-not-hashed`.
    pub not_checked: Vec<String>,
    /// When it ended.
    pub at: Timestamp,
}

/// What a comparison says as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Everything compared is equal, and the source could not change meanwhile.
    Equal,
    /// Equal as far as compared, but something was not checked: never shown as success.
    Incomplete,
    /// Something differs.
    Different,
    /// Nothing could be compared.
    NotChecked,
}

/// One thing that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Difference {
    /// `table`, `view`...
    pub kind: String,
    /// Qualified name.
    pub name: String,
    /// How it differs.
    pub how: DifferenceKind,
    /// Rows or definition on the source, short.
    pub source: Option<String>,
    /// Rows or definition on the target, short.
    pub target: Option<String>,
}

/// How a thing differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DifferenceKind {
    /// Only on the source.
    Missing,
    /// Only on the target.
    Extra,
    /// Other definition.
    Definition,
    /// Other number of rows.
    Rows,
    /// Same number of rows, other content.
    Content,
}
