//! The shapes on the wire, private to this folder. Lenient: unknown fields are passed over, missing lists are empty,
//! numbers may be text and text numbers. Only what cannot be done without is required.

use std::collections::BTreeMap;

use domain::secret::Secret;
use serde::{Deserialize, Deserializer};

use crate::lenient::{Moment, Number, Text, list};

/// An answer that is a list, or nothing.
#[derive(Deserialize)]
#[serde(transparent, bound = "T: Deserialize<'de>")]
pub(super) struct List<T>(#[serde(deserialize_with = "list")] pub(super) Vec<T>);

#[derive(Deserialize)]
pub(super) struct SelfView {
    pub(super) id: String,
    pub(super) name: Option<Text>,
    pub(super) email: Option<Text>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct TokenView {
    #[serde(default)]
    pub(super) expiration_date: Moment,
}

#[derive(Deserialize)]
pub(super) struct Summary {
    pub(super) user: OwnerView,
    #[serde(default, deserialize_with = "list")]
    pub(super) organisations: Vec<OwnerView>,
}

#[derive(Deserialize)]
pub(super) struct OwnerView {
    pub(super) id: String,
    pub(super) name: Option<Text>,
    pub(super) role: Option<Text>,
    #[serde(default, deserialize_with = "list")]
    pub(super) addons: Vec<AddonSummary>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct AddonSummary {
    pub(super) id: String,
    pub(super) real_id: Option<Text>,
    pub(super) name: Option<Text>,
    pub(super) provider_id: Option<Text>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct AddonView {
    pub(super) id: String,
    pub(super) name: Option<Text>,
    pub(super) real_id: Option<Text>,
    pub(super) region: Option<Text>,
    pub(super) provider: AddonProvider,
    pub(super) plan: Option<PlanView>,
    #[serde(default)]
    pub(super) creation_date: Moment,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct AddonProvider {
    pub(super) id: String,
    pub(super) name: Option<Text>,
    pub(super) can_upgrade: Option<bool>,
    #[serde(default, deserialize_with = "list")]
    pub(super) regions: Vec<Text>,
    #[serde(default, deserialize_with = "list")]
    pub(super) plans: Vec<PlanView>,
}

#[derive(Deserialize)]
pub(super) struct PlanView {
    pub(super) id: String,
    pub(super) name: Option<Text>,
    pub(super) slug: Option<Text>,
    /// Euros a month.
    pub(super) price: Option<Number>,
    pub(super) price_id: Option<Text>,
    #[serde(default, deserialize_with = "list")]
    pub(super) features: Vec<FeatureView>,
    #[serde(default, deserialize_with = "list")]
    pub(super) zones: Vec<Text>,
}

#[derive(Deserialize)]
pub(super) struct FeatureView {
    pub(super) name: Option<Text>,
    pub(super) value: Option<Text>,
    pub(super) computable_value: Option<Text>,
    pub(super) name_code: Option<Text>,
}

#[derive(Deserialize)]
pub(super) struct DatabaseDetails {
    pub(super) version: Option<Text>,
    pub(super) status: Option<Text>,
    pub(super) host: Option<Text>,
    pub(super) port: Option<Number>,
    pub(super) user: Option<Text>,
    #[serde(default, deserialize_with = "hidden")]
    pub(super) password: Option<Secret>,
    pub(super) database: Option<Text>,
    #[serde(default, deserialize_with = "list")]
    pub(super) features: Vec<OptionView>,
    #[serde(default, deserialize_with = "list")]
    pub(super) read_only_users: Vec<ReadOnlyUser>,
}

#[derive(Deserialize)]
pub(super) struct OptionView {
    pub(super) name: Option<Text>,
    #[serde(default)]
    pub(super) enabled: bool,
}

/// Its password is left on the wire.
#[derive(Deserialize)]
pub(super) struct ReadOnlyUser {
    pub(super) user: Option<Text>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ProviderVersions {
    #[serde(default, deserialize_with = "list")]
    pub(super) clusters: Vec<ClusterView>,
    #[serde(default)]
    pub(super) dedicated: Option<BTreeMap<String, serde::de::IgnoredAny>>,
    pub(super) default_dedicated_version: Option<Text>,
}

#[derive(Deserialize)]
pub(super) struct ClusterView {
    pub(super) zone: Option<Text>,
    pub(super) version: Option<Text>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ZoneView {
    pub(super) name: Text,
    pub(super) city: Option<Text>,
    pub(super) country_code: Option<Text>,
    pub(super) display_name: Option<Text>,
}

#[derive(Deserialize)]
pub(super) struct PriceSystem {
    pub(super) currency: Option<Text>,
    #[serde(default, deserialize_with = "list")]
    pub(super) runtime: Vec<RuntimePrice>,
}

#[derive(Deserialize)]
pub(super) struct RuntimePrice {
    pub(super) slug_id: Option<Text>,
    pub(super) time_unit: Option<Text>,
    pub(super) price: Option<Number>,
}

/// Both known shapes of a price preview at once.
#[derive(Deserialize)]
pub(super) struct Preview {
    #[serde(rename = "totalHT")]
    pub(super) total_ht: Option<Number>,
    pub(super) currency: Option<Text>,
    #[serde(default, deserialize_with = "list")]
    pub(super) lines: Vec<PreviewLine>,
}

#[derive(Deserialize)]
pub(super) struct PreviewLine {
    pub(super) description: Option<Text>,
    #[serde(rename = "subDescription")]
    pub(super) sub_description: Option<Text>,
    pub(super) price_total_ht: Option<Number>,
    pub(super) price: Option<Number>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct MigrationView {
    pub(super) migration_id: String,
    #[serde(default)]
    pub(super) request_date: Moment,
    pub(super) status: Option<Text>,
    #[serde(default, deserialize_with = "list")]
    pub(super) steps: Vec<StepView>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct StepView {
    pub(super) value: Option<Text>,
    pub(super) name: Option<Text>,
    pub(super) status: Option<Text>,
    #[serde(default)]
    pub(super) start_date: Moment,
    #[serde(default)]
    pub(super) end_date: Moment,
    pub(super) message: Option<Text>,
}

#[derive(Deserialize)]
pub(super) struct BackupView {
    pub(super) backup_id: Option<Text>,
    pub(super) status: Option<Text>,
    #[serde(default)]
    pub(super) creation_date: Moment,
    #[serde(default)]
    pub(super) delete_at: Moment,
}

#[derive(Deserialize)]
pub(super) struct ApplicationView {
    pub(super) id: String,
    pub(super) name: Option<Text>,
    pub(super) state: Option<Text>,
}

#[derive(Deserialize)]
pub(super) struct DeploymentView {
    pub(super) id: Option<Text>,
    pub(super) uuid: Option<Text>,
    #[serde(default)]
    pub(super) date: Moment,
    pub(super) state: Option<Text>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Redeployed {
    pub(super) deployment_id: Option<Text>,
}

/// An environment: a list of pairs, or (what an application publishes) an object.
#[derive(Deserialize)]
#[serde(from = "EnvironmentShape")]
pub(super) struct EnvironmentView(pub(super) Vec<(String, Secret)>);

#[derive(Deserialize)]
#[serde(untagged)]
enum EnvironmentShape {
    Pairs(Vec<Pair>),
    Object(BTreeMap<String, Text>),
    Nothing(()),
}

#[derive(Deserialize)]
struct Pair {
    name: String,
    value: Option<Text>,
}

impl From<EnvironmentShape> for EnvironmentView {
    fn from(shape: EnvironmentShape) -> Self {
        let pairs: Vec<(String, Text)> = match shape {
            EnvironmentShape::Pairs(pairs) => {
                pairs.into_iter().map(|pair| (pair.name, pair.value.unwrap_or_default())).collect()
            }
            EnvironmentShape::Object(object) => object.into_iter().collect(),
            EnvironmentShape::Nothing(()) => Vec::new(),
        };
        Self(pairs.into_iter().map(|(name, value)| (name, Secret::from(value.0))).collect())
    }
}

/// Text that is a secret from the first moment.
fn hidden<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Secret>, D::Error> {
    Ok(Option::<Text>::deserialize(deserializer)?.map(|text| Secret::from(text.0)))
}
