//! How add-ons, products, plans and applications look in the API. Shapes only; nothing is looked up or changed here.

use serde_json::{Value, json};

use crate::scenario::{Catalogue, Plan, Product};
use crate::world::{Addon, Application, Configuration, Instance, stable};

/// `plan_<uuid>` of a plan.
pub(super) fn plan_id(product: &Product, plan: &Plan) -> String {
    format!("plan_{}", stable(&product.id, &plan.slug))
}

/// What joins a plan to its price.
pub(super) fn price_id(product: &Product, plan: &Plan) -> String {
    format!("{}.{}", product.real_prefix, plan.slug)
}

pub(super) fn zone_id(name: &str) -> String {
    stable("zone", name).to_string()
}

/// AddonView.
pub(super) fn addon(addon: &Addon, catalogue: &Catalogue) -> Value {
    let product = catalogue.product(&addon.product);
    let plan_view = product.and_then(|product| product.plan(&addon.plan).map(|it| plan(product, it)));
    let mut keys: Vec<String> = product
        .map(|product| addon.env(product).into_iter().map(|(name, _)| name).collect())
        .unwrap_or_default();
    keys.sort();
    json!({
        "id": addon.id, "name": addon.name, "realId": addon.real_id, "region": addon.zone, "zoneId": zone_id(&addon.zone),
        "provider": product.map(provider_short), "plan": plan_view, "creationDate": addon.created.as_millisecond(),
        "configKeys": keys,
    })
}

/// A configuration provider is an add-on too.
pub(super) fn configuration(it: &Configuration) -> Value {
    let plan = json!({
        "id": format!("plan_{}", stable("config-provider", "std")), "name": "Standard", "slug": "std", "price": 0.0,
        "price_id": "config-provider.std", "features": [], "zones": ["par"],
    });
    json!({
        "id": it.id, "name": it.name, "realId": it.real_id, "region": "par", "zoneId": zone_id("par"),
        "provider": {
            "id": "config-provider", "name": "Configuration provider", "website": "", "supportEmail": "", "googlePlusName": "",
            "twitterName": "", "analyticsId": "", "shortDesc": "", "longDesc": "", "logoUrl": "", "status": "RELEASE",
            "openInNewTab": false, "canUpgrade": false, "regions": ["par"],
        },
        "plan": plan, "creationDate": it.created.as_millisecond(), "configKeys": [],
    })
}

/// A product without its plans.
pub(super) fn provider_short(product: &Product) -> Value {
    let mut zones: Vec<&str> =
        product.plans.iter().flat_map(|plan| plan.zones.iter().map(String::as_str)).collect();
    zones.sort_unstable();
    zones.dedup();
    json!({
        "id": product.id, "name": product.name, "website": "", "supportEmail": "", "googlePlusName": "", "twitterName": "",
        "analyticsId": "", "shortDesc": product.name, "longDesc": product.name, "logoUrl": "", "status": "RELEASE",
        "openInNewTab": true, "canUpgrade": product.can_upgrade, "regions": zones,
    })
}

/// A product with its plans.
pub(super) fn provider(product: &Product) -> Value {
    let mut view = provider_short(product);
    view["plans"] = product.plans.iter().map(|it| plan(product, it)).collect();
    view["features"] = product.plans.first().map_or_else(
        || json!([]),
        |it| {
            json!(
                features(product, it)
                    .iter()
                    .map(|(name, kind, _, _, code)| json!({ "name": name, "type": kind, "name_code": code }))
                    .collect::<Vec<_>>()
            )
        },
    );
    view
}

pub(super) fn plan(product: &Product, plan: &Plan) -> Value {
    let features: Vec<Value> = features(product, plan)
        .into_iter()
        .map(|(name, kind, value, computable, code)| {
            json!({ "name": name, "type": kind, "value": value, "computable_value": computable, "name_code": code })
        })
        .collect();
    json!({
        "id": plan_id(product, plan), "name": plan.name, "slug": plan.slug, "price": plan.price,
        "price_id": price_id(product, plan), "features": features, "zones": plan.zones,
    })
}

type Feature = (&'static str, &'static str, String, Value, Value);

/// Features of a plan, with what is odd about them at the real provider: `is-dedicated` means the opposite for some
/// products, `is-migratable` is missing for the same ones, some codes are null.
fn features(product: &Product, plan: &Plan) -> Vec<Feature> {
    let size = |mib: u64| {
        if mib >= 1024 && mib.is_multiple_of(1024) {
            format!("{} GB", mib / 1024)
        } else {
            format!("{mib} MB")
        }
    };
    let bytes = |mib: u64| json!((mib * 1024 * 1024).to_string());
    let (word, shared) = if plan.shared { ("Shared", true) } else { ("Dedicated", false) };
    let dedicated = match (product.odd_features, shared) {
        (true, shared) => json!(shared.to_string()),
        (false, true) => json!("shared"),
        (false, false) => json!("dedicated"),
    };
    let mut all: Vec<Feature> = vec![
        ("Type", "SHARED", word.to_owned(), dedicated, json!("is-dedicated")),
        ("Max DB size", "BYTES", size(plan.disk_mib), bytes(plan.disk_mib), json!("disk-size")),
        (
            "Max connection limit",
            "NUMBER",
            plan.connections.to_string(),
            json!(plan.connections.to_string()),
            json!("connection-limit"),
        ),
        (
            "Backups",
            "OBJECT",
            "Daily - 7 Retained".to_owned(),
            json!(r#"{"frequency_seconds":86400,"retention_seconds":604800}"#),
            json!("backup"),
        ),
        (
            "Logs",
            "BOOLEAN",
            if shared { "No" } else { "Yes" }.to_owned(),
            json!((!shared).to_string()),
            json!("has-logs"),
        ),
        ("Metrics", "BOOLEAN", if shared { "No" } else { "Yes" }.to_owned(), Value::Null, Value::Null),
    ];
    if !shared {
        all.push(("Memory", "BYTES", size(plan.memory_mib), bytes(plan.memory_mib), json!("memory")));
        all.push(("vCPUS", "NUMBER", plan.cpus.to_string(), json!(plan.cpus.to_string()), json!("cpu")));
    }
    if !product.odd_features {
        let (value, computable) = if plan.not_migratable { ("No", "false") } else { ("Yes", "true") };
        all.push(("Migration Tool", "BOOLEAN", value.to_owned(), json!(computable), json!("is-migratable")));
    }
    all
}

pub(super) fn instance(instance: &Instance, addon: &Addon) -> Value {
    json!({
        "id": instance.id, "appId": addon.real_id, "ownerId": addon.owner, "applicationId": addon.real_id, "ip": instance.host,
        "appPort": instance.port, "state": instance.state, "flavor": { "name": addon.plan, "mem": 0, "cpus": 0 },
        "commit": null, "deployNumber": 1, "deployId": null, "instanceNumber": 0, "displayName": addon.name,
        "creationDate": instance.created.as_millisecond(),
    })
}

/// ApplicationView.
pub(super) fn application(it: &Application) -> Value {
    let flavor = json!({
        "name": "XS", "mem": 1024, "cpus": 1, "gpus": 0, "disk": null, "price": 0.6, "available": true, "microservice": false,
        "machine_learning": false, "nice": 0, "price_id": "apps.XS", "cpuFactor": 1.0, "memFactor": 1.0,
        "memory": { "unit": "B", "value": 1_073_741_824_u64, "formatted": "1024 MiB" },
    });
    json!({
        "id": it.id, "name": it.name, "description": it.name, "zone": it.zone, "zoneId": zone_id(&it.zone),
        "instance": {
            "type": "node", "version": "20260101", "variant": { "id": stable("variant", "node"), "slug": "node", "name": "Node", "deployType": "node", "logo": "" },
            "minInstances": 1, "maxInstances": 1, "maxAllowedInstances": 40, "minFlavor": flavor, "maxFlavor": flavor,
            "flavors": [flavor], "defaultEnv": {}, "lifetime": "REGULAR", "instanceAndVersion": "node-20260101",
        },
        "deployment": {
            "shutdownable": false, "type": "GIT", "repoState": "CREATED", "url": format!("git+ssh://git@practice.invalid/{}.git", it.id),
            "httpUrl": format!("https://practice.invalid/{}.git", it.id),
        },
        "vhosts": [], "creationDate": it.created.as_millisecond(), "last_deploy": it.deployments.len(), "archived": false,
        "stickySessions": false, "homogeneous": false, "favourite": false, "cancelOnPush": false, "webhookUrl": null,
        "webhookSecret": null, "separateBuild": false, "buildFlavor": flavor, "ownerId": it.owner, "state": it.state,
        "commitId": "0".repeat(40), "appliance": null, "branch": "master", "forceHttps": "DISABLED", "env": env(&it.env),
        "deployUrl": "", "branches": ["master"],
    })
}

/// `[{name, value}]`.
pub(super) fn env(pairs: &[(String, String)]) -> Value {
    pairs.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect()
}
