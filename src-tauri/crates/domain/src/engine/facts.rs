//! Facts that an engine reports: what it is, what answers at an address, what is inside. Data only.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::database::EngineKind;
use crate::finding::Level;
use crate::version::Version;

/// What an engine is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Descriptor {
    /// Which engine.
    pub kind: EngineKind,
    /// Its name as its makers write it.
    pub name: &'static str,
    /// Port that its servers use by default.
    pub default_port: u16,
    /// Schemes of its connection addresses.
    pub schemes: &'static [&'static str],
}

/// What makes two addresses the same database, whatever names lead to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// The server's own unique mark. `None` when it does not tell: then sameness cannot be excluded by it.
    pub server: Option<String>,
    /// What of that mark outlives a restart of the server; copies of a server share it. `None` when it does not tell.
    #[serde(default)]
    pub cluster: Option<String>,
    /// The database's own mark inside that server.
    pub database: String,
    /// Version token, `17.4`.
    pub version: Version,
}

impl Identity {
    /// Whether both are known to be one database.
    #[must_use]
    pub fn is_same(&self, other: &Identity) -> bool {
        self.server.is_some() && self.server == other.server && self.database == other.database
    }

    /// Whether both can be one database at different times. No proof: copies of a server cannot be told apart by it.
    #[must_use]
    pub fn may_be(&self, other: &Identity) -> bool {
        let clusters = self.cluster.is_none() || other.cluster.is_none() || self.cluster == other.cluster;
        clusters && self.database == other.database
    }
}

/// What a short look at a database says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Probe {
    /// Version token: `17.4`.
    pub version: Version,
    /// The server's own version string, raw.
    pub server_version: String,
    /// Whether an ordinary new session of this user is read-only.
    pub read_only: bool,
    /// Whether the server is a replica that follows another.
    pub replica: bool,
    /// Whether the connection is encrypted.
    pub encrypted: bool,
    /// Whether the user may do everything on the server.
    pub superuser: bool,
    /// Character encoding of the database.
    pub encoding: String,
    /// Size of the database in bytes.
    #[ts(type = "number")]
    pub size_bytes: u64,
    /// Extensions installed in the database.
    pub extensions: Vec<ExtensionFact>,
}

/// An extension installed in a database.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExtensionFact {
    /// Its name.
    pub name: String,
    /// Its version there.
    pub version: String,
}

/// Everything inside a database, in numbers, and what of it cannot be carried.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Inventory {
    /// Carried objects by kind, in the order of the kinds' names.
    pub objects: Vec<ObjectCount>,
    /// Tables with data, largest first.
    pub tables: Vec<TableFact>,
    /// Extensions installed.
    pub extensions: Vec<ExtensionFact>,
    /// Everything that is not carried as it is. Empty means: all of it is carried.
    pub uncarried: Vec<Uncarried>,
    /// Size of the database in bytes.
    #[ts(type = "number")]
    pub size_bytes: u64,
}

impl Inventory {
    /// Whether something in it forbids the start.
    #[must_use]
    pub fn is_blocked(&self) -> bool {
        self.uncarried.iter().any(|thing| thing.level == Level::Blocker)
    }
}

/// How many objects of a kind there are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ObjectCount {
    /// `table`, `view`, `function`...
    pub kind: String,
    /// How many.
    pub count: u32,
}

/// A table and about how large it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TableFact {
    /// Qualified name as people read it.
    pub name: String,
    /// Rows as the server estimates them. `None` when it never counted.
    #[ts(type = "number | null")]
    pub rows_estimate: Option<u64>,
    /// Bytes of its data on disk, without indexes.
    #[ts(type = "number")]
    pub bytes: u64,
}

/// A thing of the source that does not arrive as it is, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Uncarried {
    /// `subscription`, `language`, `role`... as the engine names kinds.
    pub kind: String,
    /// Qualified name as people read it.
    pub name: String,
    /// Why.
    pub reason: Reason,
    /// `Blocker`: the transfer does not start. `Warning`: the person must know. `Info`: nothing is lost by it.
    pub level: Level,
    /// What the words need: versions, names of roles. Never a secret.
    pub params: BTreeMap<String, String>,
}

/// Why something does not arrive as it is. The words are `uncarried-<reason>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// The reader does not know this kind of object.
    UnknownKind,
    /// This kind is known, and not carried by this version of the application.
    KindNotCarried,
    /// It needs a program on the server that cannot be moved by SQL.
    NeedsServerFile,
    /// The target does not offer the extension.
    ExtensionMissing,
    /// The target offers the extension in another version only.
    ExtensionVersion,
    /// The right to create it is missing on the target.
    RightMissing,
    /// The source does not let us read it whole.
    NotReadable,
    /// A role it belongs to, or grants something to, is not on the target.
    RoleMissing,
    /// Places on disk are the server's own: it goes to the default place.
    PlaceIsServers,
    /// It holds a password that cannot be read.
    PasswordUnreadable,
    /// It would act on its own: it arrives switched off.
    SwitchedOff,
    /// It is broken or unfinished on the source.
    BrokenOnSource,
    /// The targeted version no longer has it.
    GoneInVersion,
    /// The two databases are set up differently (encoding, collation).
    SettingsDiffer,
    /// It belongs to the whole server, not to the database.
    BelongsToServer,
    /// The target was asked to create it, and refused.
    RefusedByTarget,
    /// It needs something that the target refuses.
    NeedsRefused,
    /// It names things without their schema, which the targeted version no longer finds while it builds or refreshes what calls it.
    NamesWithoutSchema,
}
