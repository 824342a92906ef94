//! Rows of the catalogs about everything besides relations, routines and types.

use serde::{Deserialize, Serialize};

/// The one row of `facts.sql`.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Facts {
    pub(crate) version: String,
    pub(crate) server_version: String,
    pub(crate) major: u32,
    pub(crate) encoding: String,
    pub(crate) replica: bool,
    pub(crate) read_only: bool,
    pub(crate) superuser: bool,
    pub(crate) encrypted: bool,
    pub(crate) user: String,
    pub(crate) database: String,
    pub(crate) size_bytes: u64,
    pub(crate) database_oid: i64,
    pub(crate) collate: Option<String>,
    pub(crate) ctype: Option<String>,
    pub(crate) owns_database: bool,
    pub(crate) started: String,
    /// Where this user's sessions look for names, as the server is set up.
    pub(crate) search_path: Option<String>,
}

/// A row of `depends.sql`.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Depend {
    pub(crate) class: i64,
    pub(crate) oid: i64,
    pub(crate) ref_class: i64,
    pub(crate) ref_oid: i64,
    pub(crate) kind: char,
}

/// A row of `schemas.sql`.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Schema {
    pub(crate) oid: i64,
    pub(crate) name: String,
    pub(crate) owner: String,
    pub(crate) acl: Option<Vec<String>>,
    pub(crate) acl_default: Vec<String>,
    /// Whether this session may change it.
    pub(crate) mine: bool,
    /// For `public`: roles whose rights come with the place.
    pub(crate) keepers: Option<Vec<String>>,
    /// Whether its owner stands for the owner of the database.
    pub(crate) kept: bool,
}

impl Schema {
    /// Rights on `public` that a person gave: all but those of its owner and of who stands for the database's owner.
    pub(crate) fn chosen(&self) -> Vec<String> {
        let own = |item: &&String| {
            let keepers = self.keepers.iter().flatten();
            keepers.into_iter().any(|keeper| {
                item.starts_with(&format!("{keeper}="))
                    || item.starts_with(&format!("\"{}\"=", keeper.replace('"', "\"\"")))
            })
        };
        self.acl.iter().flatten().filter(|item| !own(item)).cloned().collect()
    }
}

/// A row of `extensions.sql`.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Extension {
    pub(crate) oid: i64,
    pub(crate) name: String,
    pub(crate) schema: String,
    pub(crate) version: String,
    /// The comment that it comes with; unknown where the server cannot say.
    #[serde(default)]
    pub(crate) stock_comment: Option<String>,
    pub(crate) config: Option<Vec<i64>>,
    pub(crate) conditions: Option<Vec<String>>,
}

/// A row of `comments.sql`.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Comment {
    pub(crate) class: i64,
    pub(crate) oid: i64,
    pub(crate) sub: i64,
    pub(crate) text: String,
}

/// A row of any of the queries about the rarer kinds, `other_*.sql`: one shape for all of them.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Other {
    pub(crate) class: i64,
    pub(crate) oid: i64,
    /// The kind as people read it.
    pub(crate) kind: String,
    /// The schema, for kinds that live in one.
    #[serde(default)]
    pub(crate) schema: Option<String>,
    /// The bare name, or the server's own way to name it where it has none.
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) owner: Option<String>,
    /// Texts by name, each kind its own.
    #[serde(default)]
    pub(crate) parts: serde_json::Map<String, serde_json::Value>,
    #[serde(default)]
    pub(crate) acl: Option<Vec<String>>,
    #[serde(default)]
    pub(crate) acl_default: Option<Vec<String>>,
}

impl Other {
    /// A text part; `None` where it is null or not there.
    pub(crate) fn text(&self, part: &str) -> Option<&str> {
        self.parts.get(part).and_then(serde_json::Value::as_str)
    }

    /// A flag; false where it is null or not there.
    pub(crate) fn flag(&self, part: &str) -> bool {
        self.parts.get(part).and_then(serde_json::Value::as_bool).unwrap_or(false)
    }

    /// A list of texts; empty where it is null or not there.
    pub(crate) fn list(&self, part: &str) -> Vec<String> {
        let texts = |values: &Vec<serde_json::Value>| {
            values.iter().map(|value| value.as_str().unwrap_or_default().to_owned()).collect()
        };
        self.parts.get(part).and_then(serde_json::Value::as_array).map(texts).unwrap_or_default()
    }
}

/// A row of `labels.sql`.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Label {
    pub(crate) class: i64,
    pub(crate) oid: i64,
    pub(crate) sub: i64,
    pub(crate) provider: String,
    pub(crate) text: String,
}

/// A row of `roles.sql`.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Role {
    pub(crate) oid: i64,
    pub(crate) name: String,
    pub(crate) superuser: bool,
    pub(crate) inherit: bool,
    pub(crate) create_role: bool,
    pub(crate) create_database: bool,
    pub(crate) login: bool,
    pub(crate) replication: bool,
    pub(crate) bypass: bool,
    pub(crate) connections: i64,
    pub(crate) valid_until: Option<String>,
    pub(crate) settings: Option<Vec<String>>,
    pub(crate) comment: Option<String>,
    pub(crate) memberships: Option<Vec<Membership>>,
}

impl Role {
    /// Whether it comes with every server.
    pub(crate) fn is_stock(&self) -> bool {
        self.oid < 16384
    }
}

/// That a role is in another one, and with what.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Membership {
    pub(crate) role: String,
    pub(crate) admin: bool,
    /// Known from 16 on.
    #[serde(default)]
    pub(crate) inherit: Option<bool>,
    #[serde(default)]
    pub(crate) set: Option<bool>,
}

/// A user object as counted in the catalog that holds it.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Counted {
    pub(crate) class: i64,
    pub(crate) oid: i64,
}

/// The one row of `large_objects.sql`.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
pub(crate) struct LargeObjects {
    pub(crate) count: u64,
    /// Those that this user may not read.
    pub(crate) hidden: u64,
    /// On disk, all together.
    pub(crate) bytes: u64,
}

/// A row of `large_groups.sql`.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct LargeGroup {
    pub(crate) owner: String,
    pub(crate) acl: Option<Vec<String>>,
    pub(crate) acl_default: Vec<String>,
    pub(crate) oids: Vec<i64>,
}
