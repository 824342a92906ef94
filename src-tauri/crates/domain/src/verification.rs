//! Proof that nothing was lost: what was counted and hashed on both sides, and what could not be.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::time::{Millis, Timestamp};

/// What one side looks like at one moment: every object by kind and name, every table by rows and hash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Fingerprint {
    /// The server's own version string.
    pub server_version: String,
    /// How its rows were hashed; prints of other forms cannot be compared by their hashes.
    #[serde(default)]
    pub form: PrintForm,
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
    /// Who owns what, and what they may do with it where that is not what is usual.
    #[serde(default)]
    pub rights: Vec<RightPrint>,
    /// The user whose session took it: what belongs to the one user on one side belongs to the other on the other.
    #[serde(default)]
    pub user: String,
    /// Roles of the server; `None` when rights were not printed.
    #[serde(default)]
    pub roles: Option<Vec<String>>,
    /// How long it took.
    pub took: Millis,
}

/// How rows were brought into a form that is the same on both sides, and hashed: the engine's own name for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(transparent)]
pub struct PrintForm(pub String);

impl Default for PrintForm {
    /// The one that there was before they had names.
    fn default() -> Self {
        Self("text".to_owned())
    }
}

/// One right of one role on one object.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
pub struct RightPrint {
    /// The object, as its engine names it.
    pub object: String,
    /// The role; empty for everybody.
    pub role: String,
    /// `OWNER`, `GRANT SELECT`, `REVOKE EXECUTE`...: what differs from what is usual.
    pub right: String,
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
    /// What was not checked, and why, as codes: `source-unreachable`, `writes-possible`, `content-not-hashed`,
    /// `rights-not-read`.
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
    /// The rows, where they were looked for: the first ones.
    #[serde(default)]
    pub rows: Vec<RowDifference>,
    /// Whether there are more rows than those.
    #[serde(default)]
    pub more_rows: bool,
}

/// One row that differs. It holds data of the person: for the screen and the report, never for a log line or an error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RowDifference {
    /// What names the row; a place in the table where it has no key.
    pub key: Vec<KeyValue>,
    /// `Missing`, `Extra` or `Content`.
    pub how: DifferenceKind,
    /// How many such rows there are: more than one only where nothing tells them apart.
    #[ts(type = "number")]
    pub count: u64,
}

/// A column of a key and its value in one row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct KeyValue {
    /// The column.
    pub column: String,
    /// The value as the server writes it, cut where it is long.
    pub value: String,
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
    /// Other owner or other grants.
    Rights,
}
