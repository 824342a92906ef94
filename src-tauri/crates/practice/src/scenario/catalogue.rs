//! What the practice cloud sells: products with their plans and versions, zones, prices. Data only.

use serde::{Deserialize, Serialize};

/// Everything that can be chosen.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Catalogue {
    /// Zones.
    pub zones: Vec<Zone>,
    /// Products.
    pub products: Vec<Product>,
}

/// A place where servers stand.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Zone {
    /// `par`.
    pub name: String,
    /// `Paris`.
    pub city: String,
    /// `France`.
    pub country: String,
    /// `FR`.
    pub country_code: String,
    /// Latitude.
    pub lat: f64,
    /// Longitude.
    pub lon: f64,
    /// `for:applications`, `infra:...`, `certification:hds`.
    #[serde(default)]
    pub tags: Vec<String>,
}

/// A kind of add-on.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Product {
    /// `postgresql-addon`.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// Start of real ids, `postgresql`.
    pub real_prefix: String,
    /// Start of variables, `POSTGRESQL_ADDON`.
    pub env_prefix: String,
    /// Whether it can be migrated.
    pub can_upgrade: bool,
    /// Versions for servers of one's own, oldest first. `null`: the provider does not tell.
    pub versions: Option<Vec<String>>,
    /// The version for new ones.
    pub default_version: String,
    /// The version of shared servers; empty for none.
    #[serde(default)]
    pub shared_version: String,
    /// Whether the plans' feature `is-dedicated` says `true` and means shared, and `is-migratable` is missing.
    #[serde(default)]
    pub odd_features: bool,
    /// Plans, cheapest first.
    pub plans: Vec<Plan>,
}

/// A plan.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// `xs_sml`.
    pub slug: String,
    /// `XS Small Space`.
    pub name: String,
    /// Euros a month as printed.
    pub price: f64,
    /// On a server shared with others.
    #[serde(default)]
    pub shared: bool,
    /// Memory in mebibytes; 0 for shared ones.
    #[serde(default)]
    pub memory_mib: u64,
    /// Processors; 0 for shared ones.
    #[serde(default)]
    pub cpus: u32,
    /// Disk in mebibytes.
    pub disk_mib: u64,
    /// Connections.
    pub connections: u32,
    /// Zones that serve it.
    pub zones: Vec<String>,
    /// Refused by the provider for migrations.
    #[serde(default)]
    pub not_migratable: bool,
}

impl Catalogue {
    /// The one of a provider that is part of the product.
    #[must_use]
    pub fn built_in(provider: &str) -> Self {
        let text = super::imitated(provider).map_or("", |one| one.catalogue);
        // The text is part of the program, and a test reads it: the empty catalogue is never seen.
        serde_json::from_str(text).unwrap_or(Self { zones: Vec::new(), products: Vec::new() })
    }

    /// A product by its id.
    #[must_use]
    pub fn product(&self, id: &str) -> Option<&Product> {
        self.products.iter().find(|product| product.id == id)
    }
}

impl Product {
    /// A plan by its slug.
    #[must_use]
    pub fn plan(&self, slug: &str) -> Option<&Plan> {
        self.plans.iter().find(|plan| plan.slug == slug)
    }

    /// Whether this is the one product with real servers.
    #[must_use]
    pub fn is_real(&self) -> bool {
        self.real_prefix == "postgresql"
    }
}

impl Plan {
    /// Euros an hour, what is really billed.
    #[must_use]
    pub fn hourly(&self) -> f64 {
        self.price / (30.0 * 24.0)
    }
}
