//! What commands about remembered servers take.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Forgets a server that is remembered by its certificate.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct CertificateForget {
    /// Host name or address.
    pub host: String,
    /// Port; all ports of the host when left out.
    pub port: Option<u16>,
}
