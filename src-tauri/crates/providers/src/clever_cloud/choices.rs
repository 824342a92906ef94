//! What can be chosen for a database, and what a choice costs: catalogue, versions, zones and price list put together. A
//! source that does not answer leaves its part out, and says so.

use std::cmp::Ordering;

use domain::change::Change;
use domain::error::Result;
use domain::ids::DatabaseId;
use domain::offer::{OfferedVersion, Offers, PriceChange, Zone};
use domain::version::Version;

use super::wire::{PriceSystem, ProviderVersions, ZoneView};
use super::{CleverCloud, plans, prices};
use crate::lenient::said;
use crate::transport::soft;

impl CleverCloud {
    /// Plans, zones and versions.
    pub(super) async fn choices(&self, id: &DatabaseId) -> Result<Offers> {
        let addon = self.api.addon(id).await?;
        let provider = addon.provider.id.as_str();
        let (product, versions, zones, list) = futures::try_join!(
            self.api.product(provider, &id.owner),
            async { soft(self.api.versions(provider).await) },
            async { soft(self.api.zones(&id.owner).await) },
            self.price_list(&id.owner, said(addon.region.clone())),
        )?;
        let regions: Vec<String> = product.regions.iter().map(|region| region.0.clone()).collect();
        let mut offered: Vec<_> = product
            .plans
            .into_iter()
            .map(|view| {
                let hourly = prices::hourly(&view, list.as_ref());
                plans::plan(view, hourly, &regions)
            })
            .collect();
        let mut shared_by_zone = Vec::new();
        let (versions_known, versions) = match versions {
            Some(view) => {
                shared_by_zone = clusters(&view);
                (true, dedicated_versions(view))
            }
            None => (false, Vec::new()),
        };
        for plan in offered.iter_mut().filter(|plan| plan.dedicated == Some(false)) {
            let served = |zone: &str| plan.zones.is_empty() || plan.zones.iter().any(|name| name == zone);
            let only =
                shared_by_zone.iter().filter(|(zone, _)| served(zone)).map(|(_, version)| version.clone());
            plan.only_versions = sorted(only.collect());
        }
        let zones = served_zones(offered.iter().flat_map(|plan| &plan.zones), zones.map(|zones| zones.0));
        Ok(Offers { plans: offered, zones, versions, versions_known })
    }

    async fn price_list(&self, owner: &str, zone: Option<String>) -> Result<Option<PriceSystem>> {
        match zone {
            Some(zone) => soft(self.api.price_system(owner, &zone).await),
            None => Ok(None),
        }
    }

    /// What a change costs. Nothing is ordered.
    pub(super) async fn cost(&self, id: &DatabaseId, change: &Change) -> Result<PriceChange> {
        let addon = self.api.addon(id).await?;
        let now_zone = said(addon.region.clone());
        let moves = now_zone.as_deref() != Some(change.zone.as_str());
        let (preview, product, now, then) = futures::try_join!(
            async { soft(self.api.preview(id, &change.plan_id).await) },
            async { soft(self.api.product(&addon.provider.id, &id.owner).await) },
            self.price_list(&id.owner, now_zone.clone()),
            self.price_list(&id.owner, moves.then(|| change.zone.clone())),
        )?;
        let plan = |wanted: &str| {
            product.as_ref().and_then(|product| product.plans.iter().find(|plan| plan.id == wanted))
        };
        // The plan on the add-on itself may be one that is not sold any more.
        let current = addon
            .plan
            .as_ref()
            .map(|own| plan(&own.id).filter(|sold| sold.price_id.is_some()).unwrap_or(own));
        let own = addon.plan.as_ref().filter(|own| own.id == change.plan_id);
        let target = plan(&change.plan_id).or(own);
        let then = if moves { then.as_ref() } else { now.as_ref() };
        Ok(prices::change(preview, (current, now.as_ref()), (target, then)))
    }
}

/// Versions of servers of their own, oldest first.
fn dedicated_versions(view: ProviderVersions) -> Vec<OfferedVersion> {
    let default = said(view.default_dedicated_version);
    let tokens = view.dedicated.unwrap_or_default().into_keys().map(Version).collect();
    let offered = |version: Version| {
        let is_default = default.as_deref() == Some(version.0.as_str());
        OfferedVersion { version, life: None, default: is_default }
    };
    sorted(tokens).into_iter().map(offered).collect()
}

/// Zone and version of each shared server.
fn clusters(view: &ProviderVersions) -> Vec<(String, Version)> {
    let pair = |cluster: &super::wire::ClusterView| {
        Some((said(cluster.zone.clone())?, Version(said(cluster.version.clone())?)))
    };
    view.clusters.iter().filter_map(pair).collect()
}

/// Oldest first, each once; tokens without numbers at the end.
fn sorted(mut versions: Vec<Version>) -> Vec<Version> {
    versions.sort_by(|a, b| {
        let numbers = |version: &Version| version.numbers();
        a.numbers().is_empty().cmp(&b.numbers().is_empty()).then_with(|| match a.compare(b) {
            Some(Ordering::Equal) | None => numbers(a).cmp(&numbers(b)).then_with(|| a.0.cmp(&b.0)),
            Some(other) => other,
        })
    });
    versions.dedup();
    versions
}

/// The zones that plans name, each once, with what is known of them.
fn served_zones<'a>(names: impl Iterator<Item = &'a String>, known: Option<Vec<ZoneView>>) -> Vec<Zone> {
    let known = known.unwrap_or_default();
    let mut zones: Vec<Zone> = Vec::new();
    for name in names {
        if zones.iter().any(|zone| zone.name == *name) {
            continue;
        }
        let view = known.iter().find(|view| view.name.0 == *name);
        let city = view.and_then(|view| said(view.city.clone()).or_else(|| said(view.display_name.clone())));
        zones.push(Zone {
            name: name.clone(),
            city: city.unwrap_or_else(|| name.clone()),
            country: view.and_then(|view| said(view.country_code.clone())),
        });
    }
    zones
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_strings_in_the_order_of_their_numbers() {
        let of = |tokens: &[&str]| {
            sorted(tokens.iter().map(|token| Version((*token).into())).collect())
                .into_iter()
                .map(|version| version.0)
                .collect::<Vec<_>>()
        };
        assert_eq!(of(&["17", "9.6", "14", "18", "14"]), ["9.6", "14", "17", "18"]);
        assert_eq!(of(&["8.4", "latest", "8.0", "5.7"]), ["5.7", "8.0", "8.4", "latest"]);
        assert_eq!(of(&["8.4.1", "8", "8.4"]), ["8", "8.4", "8.4.1"]);
    }
}
