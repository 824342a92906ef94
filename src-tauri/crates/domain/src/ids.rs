//! Names of things: accounts, workspaces, runs, databases. Each is its own type, so that one cannot stand for another.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

macro_rules! uuid_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
        #[serde(transparent)]
        pub struct $name(#[ts(type = "string")] pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    };
}

uuid_id!(
    /// One set of credentials at a provider.
    AccountId
);
uuid_id!(
    /// One migration, from its settings to its after-care. Version 7, so that ids sort by time.
    RunId
);

uuid_id!(
    /// One copy of a database into another, from its check to its end.
    CopyId
);

uuid_id!(
    /// One guard of a freeze: what makes a source writable again when we are gone.
    GuardId
);

uuid_id!(
    /// One test copy, from before its order to after its end. Version 7, so that ids sort by time.
    TestCopyId
);

/// Which provider: `clever-cloud`, `alwaysdata`, `elestio`, `direct`. Kebab case, stable for ever.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(transparent)]
pub struct ProviderId(pub String);

impl std::fmt::Display for ProviderId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// A database as its provider names it: the owner that pays for it, and its id there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
pub struct DatabaseId {
    /// Organisation or user at the provider, for example `orga_<uuid>`.
    pub owner: String,
    /// The provider's id, for example `addon_<uuid>`.
    pub id: String,
}

/// A database in the whole application: the account that sees it, and its name there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
pub struct DatabaseKey {
    /// The account through which it is reached.
    pub account: AccountId,
    /// What the provider calls it.
    pub database: DatabaseId,
}

/// An application as its provider names it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
pub struct ApplicationId {
    /// Organisation or user at the provider.
    pub owner: String,
    /// The provider's id, for example `app_<uuid>`.
    pub id: String,
}
