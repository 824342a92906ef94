//! What can be chosen and what it costs: products, plans, versions, zones, prices. The same for everybody.

use std::sync::Arc;

use axum::http::{Method, StatusCode};
use serde_json::{Map, Value, json};

use super::views;
use crate::core::Core;
use crate::door::{Answer, Call};
use crate::scenario::{Catalogue, Product};

/// What is answered without credentials too.
pub(super) fn is_public(call: &Call) -> bool {
    let path: Vec<&str> = call.segments.iter().map(String::as_str).collect();
    call.method == Method::GET
        && matches!(
            path.as_slice(),
            ["v4", "billing", "price-system"] | ["v4", "products", "zones", ..] | ["v2", "products", ..]
        )
}

pub(super) fn handle(core: &Arc<Core>, call: &Call) -> Option<Answer> {
    if call.method != Method::GET {
        return None;
    }
    let path: Vec<&str> = call.segments.iter().map(String::as_str).collect();
    core.with(|world| {
        let catalogue = &world.catalogue;
        Some(match path.as_slice() {
            ["v2", "products", "addonproviders"] => {
                Answer::json(&catalogue.products.iter().map(views::provider).collect())
            }
            ["v2", "products", "addonproviders", id] => match catalogue.product(id) {
                Some(product) => Answer::json(&views::provider(product)),
                None => Answer::not_found("Add-on provider"),
            },
            ["v2", "products", "addonproviders", id, "versions"] => match catalogue.product(id) {
                Some(product) => Answer::json(&json!(product.versions.clone().unwrap_or_default())),
                None => Answer::not_found("Add-on provider"),
            },
            ["v4", "addon-providers", id] => match catalogue.product(id).and_then(versions) {
                Some(view) => Answer::json(&view),
                None => Answer::error_v4(
                    StatusCode::NOT_FOUND,
                    "clever.core.not-found",
                    "not implemented by this provider",
                ),
            },
            ["v4", "products", "zones"] => {
                let tag = call.param("tag");
                let fits = |zone: &&crate::scenario::Zone| {
                    tag.is_none_or(|tag| zone.tags.iter().any(|it| it == tag))
                };
                Answer::json(&catalogue.zones.iter().filter(fits).map(zone).collect())
            }
            ["v4", "products", "zones", name] => match catalogue.zones.iter().find(|zone| zone.name == *name)
            {
                Some(found) => Answer::json(&zone(found)),
                None => Answer::error_v4(StatusCode::NOT_FOUND, "clever.core.not-found", "no such zone"),
            },
            ["v4", "billing", "price-system"] | ["v4", "billing", "organisations", _, "price-system"] => {
                Answer::json(&prices(catalogue, call.param("zone_id").unwrap_or("par")))
            }
            _ => return None,
        })
    })
}

/// Versions that a product offers; `None` where it does not tell.
fn versions(product: &Product) -> Option<Value> {
    let offered = product.versions.as_ref()?;
    let option = |name: &str, enabled: bool| json!({ "name": name, "enabled": enabled });
    let features =
        json!([option("encryption", false), option("do-backup", true), option("direct-host-only", false)]);
    let dedicated: Map<String, Value> =
        offered.iter().map(|version| (version.clone(), json!({ "features": features }))).collect();
    let shared = product.plans.iter().filter(|plan| plan.shared).flat_map(|plan| &plan.zones);
    let clusters: Vec<Value> = shared
        .map(|zone| {
            json!({
                "id": crate::world::named("cluster", zone), "label": format!("Shared {zone}"), "zone": zone,
                "version": product.shared_version, "features": [],
            })
        })
        .collect();
    Some(json!({
        "providerId": product.id, "clusters": clusters, "dedicated": dedicated, "defaultDedicatedVersion": product.default_version,
    }))
}

fn zone(zone: &crate::scenario::Zone) -> Value {
    json!({
        "id": views::zone_id(&zone.name), "name": zone.name, "country": zone.country, "countryCode": zone.country_code,
        "city": zone.city, "displayName": null, "lat": zone.lat, "lon": zone.lon, "outboundIPs": [], "tags": zone.tags,
    })
}

/// Hourly prices. Their join to plans differs in case, as at the real provider.
fn prices(catalogue: &Catalogue, zone: &str) -> Value {
    let runtime: Vec<Value> = catalogue
        .products
        .iter()
        .flat_map(|product| product.plans.iter().map(move |plan| (product, plan)))
        .map(|(product, plan)| {
            let slug = views::price_id(product, plan);
            json!({
                "runtime_policy_id": crate::world::stable("price", &slug), "source": product.real_prefix, "flavor": plan.slug,
                "time_unit": "PT1H", "price": plan.hourly(), "slug_id": slug.to_uppercase(),
            })
        })
        .collect();
    json!({ "owner_id": null, "start_date": "2026-01-01T00:00:00Z", "end_date": null, "zone_id": zone, "currency": "EUR", "runtime": runtime, "countable": [] })
}
