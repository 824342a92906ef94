//! Where a provider's own documents, clients and ages disagree: which of the ways it answers in. As data, so that each can be tried.

use serde::{Deserialize, Serialize};

/// Ways of answering. Each has the one that is most common as its default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Oddities {
    /// Shape of the list of services.
    pub list: ListShape,
    /// Shape of the id of a new service.
    pub created_id: IdShape,
    /// Ids and ports as text; otherwise as numbers.
    pub numbers_as_text: bool,
    /// Refusals with 200 and `status: KO` alone, instead of 401 and a code.
    pub refuse_with_200: bool,
    /// A service that is not there is an empty list, instead of a refusal.
    pub missing_is_empty: bool,
    /// The list of backups is one level deeper.
    pub deep_backups: bool,
    /// Sign-ins that one person has in an hour.
    pub sign_ins_an_hour: u32,
    /// How long a session lives, in seconds.
    pub session_s: u32,
    /// How long the deployment of a new service is shown as under way, in milliseconds, after its server answers.
    pub deploy_ms: u64,
}

impl Default for Oddities {
    fn default() -> Self {
        Self {
            list: ListShape::Servers,
            created_id: IdShape::Number,
            numbers_as_text: true,
            refuse_with_200: false,
            missing_is_empty: false,
            deep_backups: false,
            sign_ins_an_hour: 15,
            session_s: 3 * 24 * 3600,
            deploy_ms: 1500,
        }
    }
}

/// Shape of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ListShape {
    /// `{ "servers": [...] }`.
    Servers,
    /// `[...]`.
    Bare,
    /// `{ "data": { "services": [...] } }`.
    Data,
}

/// Shape of an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IdShape {
    /// `12345`.
    Number,
    /// `["12345"]`, with the service beside it.
    List,
}
