//! Rows of the catalogs about relations: tables, views, their columns, constraints, indexes, sequences and what hangs on them.

use serde::Deserialize;

/// A row of `relations.sql`.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Relation {
    pub(crate) oid: i64,
    pub(crate) schema: String,
    pub(crate) name: String,
    pub(crate) kind: String,
    /// Whether its rows have numbers of their own; servers before 12 know that.
    #[serde(default)]
    pub(crate) has_oids: bool,
    pub(crate) persistence: String,
    pub(crate) owner: String,
    pub(crate) method: Option<String>,
    pub(crate) options: Option<Vec<String>>,
    pub(crate) toast_options: Option<Vec<String>>,
    pub(crate) rows_estimate: f64,
    pub(crate) bytes: u64,
    /// Number of the file that its rows are in.
    pub(crate) file: Option<i64>,
    pub(crate) toast_bytes: u64,
    pub(crate) row_security: bool,
    pub(crate) row_security_forced: bool,
    pub(crate) row_security_active: bool,
    pub(crate) readable: bool,
    pub(crate) replica_identity: String,
    pub(crate) is_partition: bool,
    pub(crate) populated: bool,
    pub(crate) of_type: Option<String>,
    pub(crate) bound: Option<String>,
    pub(crate) partition_key: Option<String>,
    pub(crate) definition: Option<String>,
    pub(crate) tablespace: Option<String>,
    /// Rights on columns that every table has, by their names.
    pub(crate) system_acls: Option<Vec<(String, Vec<String>)>>,
    pub(crate) server: Option<String>,
    pub(crate) foreign_options: Option<Vec<String>>,
    pub(crate) acl: Option<Vec<String>>,
    pub(crate) acl_default: Vec<String>,
}

impl Relation {
    /// Quoted and qualified.
    pub(crate) fn sql(&self) -> String {
        crate::postgres::quote::qualified(&self.schema, &self.name)
    }

    /// As people read it.
    pub(crate) fn shown(&self) -> String {
        crate::postgres::quote::shown(&self.schema, &self.name)
    }
}

/// A row of `columns.sql`.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Column {
    pub(crate) relation: i64,
    pub(crate) number: i64,
    pub(crate) name: String,
    #[serde(rename = "type")]
    pub(crate) type_name: String,
    pub(crate) type_oid: i64,
    pub(crate) not_null: bool,
    pub(crate) collation_schema: Option<String>,
    pub(crate) collation: Option<String>,
    pub(crate) identity: String,
    #[serde(default)]
    pub(crate) generated: String,
    #[serde(default)]
    pub(crate) compression: String,
    pub(crate) storage: Option<String>,
    pub(crate) statistics: Option<i64>,
    pub(crate) options: Option<Vec<String>>,
    pub(crate) foreign_options: Option<Vec<String>>,
    pub(crate) is_local: bool,
    pub(crate) default_oid: Option<i64>,
    pub(crate) default_expression: Option<String>,
    pub(crate) acl: Option<Vec<String>>,
}

/// A row of `inherits.sql`.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Inherit {
    pub(crate) child: i64,
    pub(crate) parent: i64,
    #[serde(default)]
    pub(crate) detach_pending: bool,
}

/// A row of `constraints.sql`.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Constraint {
    pub(crate) oid: i64,
    pub(crate) kind: String,
    pub(crate) name: String,
    pub(crate) relation: i64,
    pub(crate) domain: i64,
    pub(crate) definition: String,
    pub(crate) validated: bool,
    pub(crate) is_local: bool,
    pub(crate) no_inherit: bool,
    pub(crate) index: i64,
    pub(crate) target: i64,
    pub(crate) columns: Option<Vec<i64>>,
    #[serde(default)]
    pub(crate) parent: i64,
    /// Whether it says that spans do not overlap, or refers to such a key.
    #[serde(default)]
    pub(crate) period: bool,
}

/// A row of `indexes.sql`.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Index {
    pub(crate) oid: i64,
    pub(crate) relation: i64,
    pub(crate) schema: String,
    pub(crate) name: String,
    pub(crate) kind: String,
    pub(crate) valid: bool,
    pub(crate) clustered: bool,
    pub(crate) replica_identity: bool,
    pub(crate) definition: String,
    pub(crate) parent: Option<i64>,
    pub(crate) constraint_oid: Option<i64>,
    pub(crate) options: Option<Vec<String>>,
    pub(crate) tablespace: Option<String>,
    pub(crate) statistics: Option<Vec<(i64, i64)>>,
}

/// A row of `sequences.sql`.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Sequence {
    pub(crate) oid: i64,
    #[serde(rename = "type")]
    pub(crate) type_name: String,
    pub(crate) start: String,
    pub(crate) increment: String,
    pub(crate) min: String,
    pub(crate) max: String,
    pub(crate) cache: String,
    pub(crate) cycle: bool,
    pub(crate) owner_relation: Option<i64>,
    pub(crate) owner_column: Option<i64>,
    pub(crate) owner_kind: Option<String>,
}

/// Where a sequence stands.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct SequenceState {
    pub(crate) oid: i64,
    pub(crate) last_value: String,
    pub(crate) is_called: bool,
}

/// A row of `triggers.sql`.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Trigger {
    pub(crate) oid: i64,
    pub(crate) relation: i64,
    pub(crate) name: String,
    pub(crate) definition: String,
    pub(crate) enabled: String,
    pub(crate) internal: bool,
    #[serde(default)]
    pub(crate) parent: i64,
}

/// A row of `rules.sql`.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Rule {
    pub(crate) oid: i64,
    pub(crate) relation: i64,
    pub(crate) name: String,
    pub(crate) definition: String,
    pub(crate) enabled: String,
    pub(crate) is_view: bool,
}

/// A row of `policies.sql`.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Policy {
    pub(crate) oid: i64,
    pub(crate) relation: i64,
    pub(crate) name: String,
    pub(crate) command: String,
    pub(crate) permissive: bool,
    pub(crate) using_expression: Option<String>,
    pub(crate) check_expression: Option<String>,
    pub(crate) roles: Vec<String>,
}

/// A row of `statistics.sql`.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Statistics {
    pub(crate) oid: i64,
    pub(crate) schema: String,
    pub(crate) name: String,
    pub(crate) owner: String,
    pub(crate) definition: String,
    #[serde(default)]
    pub(crate) target: Option<i64>,
}
