//! What can be chosen at a provider: plans, zones, versions, and what a change costs.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::money::Money;
use crate::version::{Version, VersionLife};

/// Everything that can be chosen for one database.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct Offers {
    /// In the provider's order, cheapest first where it has none.
    pub plans: Vec<Plan>,
    /// Zones that at least one plan serves.
    pub zones: Vec<Zone>,
    /// Versions, oldest first.
    pub versions: Vec<OfferedVersion>,
    /// False where the provider could not tell its versions: an empty list then means unknown, not none.
    pub versions_known: bool,
}

/// A plan that can be chosen. In TypeScript `OfferedPlan`, beside the `Plan` of a run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "OfferedPlan")]
pub struct Plan {
    /// The provider's id.
    pub id: String,
    /// Short name, `xs_sml`.
    pub slug: String,
    /// Name for people.
    pub name: String,
    /// Per month, where the provider states it.
    pub monthly: Option<Money>,
    /// Per hour, what is really billed, where the provider states it.
    pub hourly: Option<Money>,
    /// Names of the zones that serve it; empty means that the provider did not say.
    pub zones: Vec<String>,
    /// A server of its own, or shared. `None` when not said.
    pub dedicated: Option<bool>,
    /// Disk in bytes, where stated.
    #[ts(type = "number | null")]
    pub disk_bytes: Option<u64>,
    /// Memory in bytes, where stated.
    #[ts(type = "number | null")]
    pub memory_bytes: Option<u64>,
    /// Virtual processors, where stated.
    pub cpus: Option<u32>,
    /// Connections allowed, where stated.
    pub connections: Option<u32>,
    /// `false` only where the provider says so explicitly.
    pub migratable: Option<bool>,
    /// The only versions that it runs, where that is less than the offer (a shared server has one); empty for all.
    #[serde(default)]
    pub only_versions: Vec<Version>,
    /// All features as the provider words them.
    pub features: Vec<PlanFeature>,
}

/// A feature of a plan in the provider's words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PlanFeature {
    /// `Disk size`.
    pub name: String,
    /// `10 GB`.
    pub value: String,
}

/// A zone that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Zone {
    /// `par`.
    pub name: String,
    /// `Paris`, where known, else the name.
    pub city: String,
    /// ISO code of the country, where known.
    pub country: Option<String>,
}

/// A version that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OfferedVersion {
    /// The token as the provider wants it back.
    pub version: Version,
    /// Its life, as far as we know it. Providers leave it empty; `app` fills it in.
    pub life: Option<VersionLife>,
    /// The provider's default for new databases.
    pub default: bool,
}

/// What a change costs. Every figure may be missing: a figure that is not known is never shown as zero.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct PriceChange {
    /// Now, per month.
    pub current_monthly: Option<Money>,
    /// After, per month.
    pub target_monthly: Option<Money>,
    /// Lines of the provider's own preview.
    pub lines: Vec<PriceLine>,
    /// Where the figures come from.
    pub basis: PriceBasis,
}

/// A line of a price preview.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct PriceLine {
    /// In the provider's words.
    pub description: String,
    /// Without tax.
    pub amount: Option<Money>,
}

/// Where the figures of a price come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PriceBasis {
    /// The provider's own preview of this change.
    Preview,
    /// The provider's hourly price list for this owner.
    PriceList,
    /// The monthly figure printed on the plan.
    PlanFigure,
    /// Nothing is known.
    Unknown,
}
