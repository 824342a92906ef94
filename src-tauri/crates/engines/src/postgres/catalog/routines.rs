//! Rows of the catalogs about routines and types.

use serde::Deserialize;

/// A row of `routines.sql`.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Routine {
    pub(crate) oid: i64,
    pub(crate) schema: String,
    pub(crate) name: String,
    pub(crate) owner: String,
    pub(crate) kind: String,
    pub(crate) language: String,
    pub(crate) trusted: bool,
    pub(crate) library: Option<String>,
    pub(crate) definition: Option<String>,
    pub(crate) identity_arguments: String,
    pub(crate) arguments: String,
    pub(crate) parallel: String,
    pub(crate) aggregate: Option<Box<Aggregate>>,
    pub(crate) acl: Option<Vec<String>>,
    pub(crate) acl_default: Vec<String>,
}

/// What makes a routine an aggregate. Names of functions come quoted and qualified from the server.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Aggregate {
    pub(crate) kind: String,
    pub(crate) transition: String,
    pub(crate) state: String,
    pub(crate) state_size: i64,
    pub(crate) initial: Option<String>,
    #[serde(rename = "final")]
    pub(crate) final_function: Option<String>,
    pub(crate) final_extra: bool,
    #[serde(default)]
    pub(crate) final_modify: Option<String>,
    pub(crate) combine: Option<String>,
    pub(crate) serial: Option<String>,
    pub(crate) deserial: Option<String>,
    pub(crate) moving: Option<String>,
    pub(crate) moving_inverse: Option<String>,
    pub(crate) moving_state: Option<String>,
    pub(crate) moving_size: i64,
    pub(crate) moving_initial: Option<String>,
    pub(crate) moving_final: Option<String>,
    pub(crate) moving_final_extra: bool,
    #[serde(default)]
    pub(crate) moving_final_modify: Option<String>,
    pub(crate) sort: Option<String>,
}

/// A row of `types.sql`.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Type {
    pub(crate) oid: i64,
    pub(crate) schema: String,
    pub(crate) name: String,
    pub(crate) owner: String,
    pub(crate) kind: String,
    pub(crate) defined: bool,
    pub(crate) relation: i64,
    pub(crate) relation_kind: Option<String>,
    pub(crate) element: Option<i64>,
    pub(crate) base: Option<String>,
    pub(crate) not_null: bool,
    pub(crate) default_expression: Option<String>,
    pub(crate) default_text: Option<String>,
    pub(crate) collation_schema: Option<String>,
    pub(crate) collation: Option<String>,
    pub(crate) labels: Option<Vec<String>>,
    pub(crate) range: Option<Box<Range>>,
    pub(crate) base_type: Option<Box<BaseType>>,
    pub(crate) acl: Option<Vec<String>>,
    pub(crate) acl_default: Vec<String>,
}

/// What makes a type a base type. Names of functions come quoted and qualified from the server.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct BaseType {
    pub(crate) input: String,
    pub(crate) output: String,
    pub(crate) receive: Option<String>,
    pub(crate) send: Option<String>,
    pub(crate) typmod_in: Option<String>,
    pub(crate) typmod_out: Option<String>,
    pub(crate) analyze: Option<String>,
    #[serde(default)]
    pub(crate) subscript: Option<String>,
    pub(crate) length: i64,
    pub(crate) by_value: bool,
    pub(crate) align: String,
    pub(crate) storage: String,
    pub(crate) category: String,
    pub(crate) preferred: bool,
    pub(crate) delimiter: String,
    pub(crate) of: Option<String>,
    pub(crate) collatable: bool,
}

/// What makes a type a range.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Range {
    pub(crate) subtype: String,
    pub(crate) opclass_schema: Option<String>,
    pub(crate) opclass: Option<String>,
    pub(crate) opclass_default: Option<bool>,
    pub(crate) collation_schema: Option<String>,
    pub(crate) collation: Option<String>,
    pub(crate) canonical: Option<String>,
    pub(crate) subdiff: Option<String>,
    #[serde(default)]
    pub(crate) multirange: Option<i64>,
    #[serde(default)]
    pub(crate) multirange_name: Option<String>,
    #[serde(default)]
    pub(crate) multirange_schema: Option<String>,
}
