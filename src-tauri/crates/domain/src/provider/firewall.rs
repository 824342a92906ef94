//! Who may reach a database over the network, as its provider's firewall says.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One rule of a provider's firewall, in the provider's words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FirewallRule {
    /// `INPUT` or `OUTPUT`.
    pub direction: String,
    /// A port or a range of them, `25432`, `8000-8100`.
    pub port: String,
    /// `tcp` or `udp`.
    pub protocol: String,
    /// Networks that the rule lets through, `0.0.0.0/0`. **Empty is everybody** where the provider says so.
    pub networks: Vec<String>,
}
