//! What can be chosen for a service, and what a choice costs: the public catalogue, put together. A part that does not answer is
//! left out, and the offer says so.

use std::cmp::Ordering;

use domain::change::Change;
use domain::error::{Error, ErrorKind, Result};
use domain::ids::DatabaseId;
use domain::money::Money;
use domain::offer::{OfferedVersion, Offers, Plan, PlanFeature, PriceBasis, PriceChange, PriceLine, Zone};
use domain::version::Version;

use super::Elestio;
use super::wire::{Service, Size, Template};
use crate::lenient::{Number, said};
use crate::transport::soft;

/// Elestio bills in this currency.
const CURRENCY: &str = "USD";

/// A month of prices, in hours.
const MONTH: f64 = 720.0;

const GIB: f64 = 1_073_741_824.0;
/// Disks are sold in thousands.
const GB: f64 = 1_000_000_000.0;

impl Elestio {
    /// Sizes and regions of the service's own provider, and the versions of its image.
    pub(super) async fn choices(&self, id: &DatabaseId) -> Result<Offers> {
        let service = self.api.service(id).await?;
        let (sizes, template) = futures::try_join!(self.api.sizes(), self.template(&service))?;
        let (versions, versions_known) = match &template {
            Some(template) => self.versions(template).await?,
            None => (Vec::new(), false),
        };
        let sizes = of_provider(sizes.instances, &service)?;
        let here = said(service.datacenter.clone()).unwrap_or_default();
        Ok(Offers {
            plans: plans(&sizes, &here, template.as_ref()),
            zones: zones(&sizes),
            versions,
            versions_known,
        })
    }

    async fn template(&self, service: &Service) -> Result<Option<Template>> {
        let Some(wanted) = said(service.template.clone()) else { return Ok(None) };
        let all = soft(self.api.templates().await)?;
        Ok(all.and_then(|all| all.instances.into_iter().find(|template| template.id.0 == wanted)))
    }

    async fn versions(&self, template: &Template) -> Result<(Vec<OfferedVersion>, bool)> {
        let default = said(template.default_tag.clone());
        let image = said(template.image.clone());
        let tags = match image.as_deref().and_then(repository) {
            Some((namespace, name)) => soft(self.api.tags(namespace, name).await)?,
            None => None,
        };
        let known = tags.is_some();
        let told = tags.map(|tags| tags.data).unwrap_or_default();
        let mut majors: Vec<Version> = told
            .into_iter()
            .filter_map(|tag| said(tag.version))
            .filter(|tag| is_major(tag))
            .map(Version)
            .collect();
        if !known {
            majors.extend(default.clone().filter(|tag| is_major(tag)).map(Version));
        }
        majors.sort_by(|a, b| a.compare(b).unwrap_or(Ordering::Equal));
        majors.dedup();
        let offered = |version: Version| {
            let is_default = default.as_deref() == Some(version.0.as_str());
            OfferedVersion { version, life: None, default: is_default }
        };
        Ok((majors.into_iter().map(offered).collect(), known))
    }

    /// What a change costs: the new service beside the old one.
    pub(super) async fn cost(&self, id: &DatabaseId, change: &Change) -> Result<PriceChange> {
        let service = self.api.service(id).await?;
        let sizes = soft(self.api.sizes().await)?.map(|sizes| sizes.instances).unwrap_or_default();
        let sizes = of_provider(sizes, &service)?;
        let wanted = sizes.iter().find(|size| {
            said(size.title.clone()).as_deref() == Some(change.plan_id.as_str())
                && said(size.region.clone()).as_deref() == Some(change.zone.as_str())
        });
        let now = monthly(service.price_per_hour);
        let then = monthly(wanted.and_then(|size| size.price_per_hour));
        let basis = if now.is_some() || then.is_some() { PriceBasis::PriceList } else { PriceBasis::Unknown };
        let line = |name: Option<String>, amount: &Option<Money>| {
            amount
                .clone()
                .map(|amount| PriceLine { description: name.unwrap_or_default(), amount: Some(amount) })
        };
        let old = line(said(service.server_type.clone()), &now);
        let new = line(Some(change.plan_id.clone()), &then);
        Ok(PriceChange {
            current_monthly: now,
            target_monthly: then,
            lines: old.into_iter().chain(new).collect(),
            basis,
        })
    }
}

/// `elestio/postgres` is a namespace and a name.
fn repository(image: &str) -> Option<(&str, &str)> {
    let image = image.split(':').next().unwrap_or(image);
    let (namespace, name) = image.rsplit_once('/')?;
    (!namespace.is_empty() && !name.is_empty()).then_some((namespace, name))
}

/// Plain majors only: other tags name builds, flavours, or move.
fn is_major(tag: &str) -> bool {
    !tag.is_empty() && tag.len() <= 3 && tag.bytes().all(|byte| byte.is_ascii_digit())
}

/// The sizes of the provider that the service is with.
fn of_provider(sizes: Vec<Size>, service: &Service) -> Result<Vec<Size>> {
    let provider = said(service.provider.clone())
        .ok_or_else(|| Error::new(ErrorKind::MalformedAnswer, "the service does not say where it runs"))?;
    let own =
        |size: &Size| said(size.provider.clone()).is_some_and(|name| name.eq_ignore_ascii_case(&provider));
    Ok(sizes.into_iter().filter(own).collect())
}

fn money(amount: f64) -> Money {
    // Prices have four places an hour; what floating-point adds behind them is no price.
    Money { amount: (amount * 10_000.0).round() / 10_000.0, currency: CURRENCY.into() }
}

fn hourly(price: Option<Number>) -> Option<Money> {
    price.filter(|price| price.0 > 0.0).map(|price| money(price.0))
}

fn monthly(price: Option<Number>) -> Option<Money> {
    price.filter(|price| price.0 > 0.0).map(|price| money(price.0 * MONTH))
}

/// One plan for each title, with the regions that have it, cheapest first. The price is that of `here` where it is sold there.
fn plans(sizes: &[Size], here: &str, template: Option<&Template>) -> Vec<Plan> {
    let mut plans: Vec<Plan> = Vec::new();
    for size in sizes {
        let (Some(title), Some(region)) = (said(size.title.clone()), said(size.region.clone())) else {
            continue;
        };
        let is_here = region == here;
        if let Some(plan) = plans.iter_mut().find(|plan| plan.id == title) {
            if is_here {
                (plan.hourly, plan.monthly) = (hourly(size.price_per_hour), monthly(size.price_per_hour));
            }
            if !plan.zones.contains(&region) {
                plan.zones.push(region);
            }
            continue;
        }
        plans.push(Plan {
            id: title.clone(),
            slug: title.clone(),
            name: title,
            monthly: monthly(size.price_per_hour),
            hourly: hourly(size.price_per_hour),
            zones: vec![region],
            dedicated: Some(true),
            disk_bytes: bytes(size.storage_gb, GB),
            memory_bytes: bytes(size.ram_gb, GIB),
            cpus: size.cpus.and_then(|cpus| format!("{:.0}", cpus.0).parse().ok()),
            connections: None,
            migratable: template.and_then(|template| is_too_small(size, template)).map(|small| !small),
            only_versions: Vec::new(),
            features: features(size),
        });
    }
    let price = |plan: &Plan| plan.hourly.as_ref().map_or(f64::INFINITY, |money| money.amount);
    plans.sort_by(|a, b| price(a).total_cmp(&price(b)));
    plans
}

/// `Some(true)` only where the template names more than the size has; never a yes of our own.
fn is_too_small(size: &Size, template: &Template) -> Option<bool> {
    let less = |has: Option<Number>, needs: Option<Number>| matches!((has, needs), (Some(has), Some(needs)) if has.0 < needs.0);
    let small = less(size.ram_gb, template.min_ram_gb)
        || less(size.cpus, template.min_cores)
        || less(size.storage_gb, template.min_storage_gb);
    small.then_some(true)
}

fn features(size: &Size) -> Vec<PlanFeature> {
    let number = |number: Option<Number>| number.map(|number| number.0.to_string());
    [
        ("vCPU", number(size.cpus)),
        ("RAM (GB)", number(size.ram_gb)),
        ("Storage (GB)", number(size.storage_gb)),
        ("Storage", said(size.storage_type.clone())),
    ]
    .into_iter()
    .filter_map(|(name, value)| Some(PlanFeature { name: name.into(), value: value? }))
    .collect()
}

fn bytes(number: Option<Number>, unit: f64) -> Option<u64> {
    let number = number.filter(|number| number.0 > 0.0)?;
    format!("{:.0}", number.0 * unit).parse().ok()
}

/// Every region that has a size, once.
fn zones(sizes: &[Size]) -> Vec<Zone> {
    let mut zones: Vec<Zone> = Vec::new();
    for size in sizes {
        let Some(name) = said(size.region.clone()) else { continue };
        if zones.iter().any(|zone| zone.name == name) {
            continue;
        }
        let city = said(size.city.clone())
            .or_else(|| said(size.region_name.clone()))
            .unwrap_or_else(|| name.clone());
        zones.push(Zone { name, city, country: said(size.country.clone()) });
    }
    zones
}
