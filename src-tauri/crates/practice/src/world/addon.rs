//! A database as it is sold, the server behind it, and the variables that it hands out.

use std::sync::Arc;

use domain::Secret;
use domain::database::Endpoint;
use jiff::Timestamp;
use secrecy::ExposeSecret;

use crate::scenario::Product;
use crate::servers::{self, Cluster};

/// A database.
#[derive(Clone, Debug)]
pub(crate) struct Addon {
    pub(crate) id: String,
    pub(crate) real_id: String,
    pub(crate) key: String,
    pub(crate) name: String,
    pub(crate) owner: String,
    pub(crate) product: String,
    pub(crate) plan: String,
    pub(crate) zone: String,
    pub(crate) version: String,
    pub(crate) created: Timestamp,
    pub(crate) status: String,
    pub(crate) options: Options,
    pub(crate) readers: Vec<Reader>,
    pub(crate) direct_host: bool,
    pub(crate) backups: Vec<Backup>,
    pub(crate) tags: Vec<String>,
    pub(crate) instances: Vec<Instance>,
    /// `None` for products that are shown only.
    pub(crate) server: Option<Server>,
}

/// Named options.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Options {
    pub(crate) encryption: bool,
    pub(crate) backup: bool,
    pub(crate) direct_host_only: bool,
    /// Offers TLS. No option of the provider, but of the scenario.
    pub(crate) tls: bool,
    /// Handed over as a whole server with its administrator, as some providers do.
    pub(crate) whole_server: bool,
}

/// A user who may only read.
#[derive(Clone, Debug)]
pub(crate) struct Reader {
    pub(crate) user: String,
    pub(crate) password: Secret,
}

/// A backup that exists.
#[derive(Clone, Debug)]
pub(crate) struct Backup {
    pub(crate) id: String,
    pub(crate) status: String,
    pub(crate) created: Timestamp,
}

/// A machine as the API shows it.
#[derive(Clone, Debug)]
pub(crate) struct Instance {
    pub(crate) id: String,
    pub(crate) state: &'static str,
    pub(crate) host: String,
    pub(crate) port: u16,
    pub(crate) created: Timestamp,
}

/// The server behind a database, and where its owner connects.
#[derive(Clone, Debug)]
pub(crate) struct Server {
    pub(crate) cluster: Arc<Cluster>,
    pub(crate) endpoint: Endpoint,
    pub(crate) instance: String,
}

impl Addon {
    /// Under which names a fault or a test may mean this one.
    pub(crate) fn names(&self) -> Vec<String> {
        vec![self.key.clone(), self.name.clone(), self.id.clone(), self.real_id.clone()]
    }

    /// Whether a fault or a test means this one.
    pub(crate) fn is_called(&self, name: &str) -> bool {
        self.names().iter().any(|known| known == name)
    }

    /// Where its owner connects. Products without a server have an address that leads nowhere.
    pub(crate) fn endpoint(&self) -> Endpoint {
        match &self.server {
            Some(server) => server.endpoint.clone(),
            None => self.nowhere(),
        }
    }

    /// An address that leads nowhere.
    fn nowhere(&self) -> Endpoint {
        let short = self.id.get(6..14).unwrap_or(&self.id);
        Endpoint {
            host: format!("{}.services.practice.invalid", self.real_id.replace('_', "-")),
            port: 3306,
            database: format!("b{}", short),
            user: format!("u{}", short),
            password: Secret::from(super::stable("password", &self.id).simple().to_string()),
            tls: domain::database::Tls::Prefer,
            files: domain::database::TlsFiles::default(),
        }
    }

    /// The variables that linked applications get.
    pub(crate) fn env(&self, product: &Product) -> Vec<(String, String)> {
        let endpoint = self.endpoint();
        let password = endpoint.password.expose_secret();
        let url = match product.real_prefix.as_str() {
            "postgresql" => servers::url(&endpoint).expose_secret().to_owned(),
            scheme => format!(
                "{scheme}://{}:{password}@{}:{}/{}",
                endpoint.user, endpoint.host, endpoint.port, endpoint.database
            ),
        };
        let mut all = vec![
            ("HOST", endpoint.host.clone()),
            ("PORT", endpoint.port.to_string()),
            ("DB", endpoint.database.clone()),
            ("USER", endpoint.user.clone()),
            ("PASSWORD", password.to_owned()),
            (if product.env_prefix == "REDIS" { "URL" } else { "URI" }, url),
        ];
        if self.direct_host {
            all.push(("DIRECT_HOST", endpoint.host));
            all.push(("DIRECT_PORT", endpoint.port.to_string()));
        }
        if product.env_prefix == "REDIS" {
            all.retain(|(name, _)| !matches!(*name, "DB" | "USER"));
        }
        all.into_iter().map(|(name, value)| (format!("{}_{name}", product.env_prefix), value)).collect()
    }
}
