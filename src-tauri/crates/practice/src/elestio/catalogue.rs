//! What is for everybody: templates, sizes, tags of images. No session is needed, as at Elestio.

use std::sync::Arc;

use axum::http::Method;
use serde_json::{Value, json};

use super::answers::ok_data;
use crate::core::Core;
use crate::door::{Answer, Call};
use crate::scenario::{Catalogue, Product, Zone};

/// What is special about a template: image, port of the database, whether it is one.
pub(super) struct Kind {
    pub(super) image: &'static str,
    pub(super) port: u16,
    pub(super) category: &'static str,
}

const DATABASES: &str = "Databases & Cache";

/// The kind of a product.
pub(super) fn kind(product: &str) -> Kind {
    let database = |image, port| Kind { image, port, category: DATABASES };
    match product {
        "11" => database("elestio/postgres", 25432),
        "12" => database("elestio/mysql", 24306),
        "270" => database("elestio/mariadb", 24306),
        "3" => database("elestio/redis", 26379),
        "406" => database("elestio/ferretdb", 27018),
        _ => Kind { image: "elestio/wordpress", port: 0, category: "Applications" },
    }
}

/// The machine's provider of a region.
pub(super) fn host_of(zone: &Zone) -> &str {
    zone.tags.iter().find_map(|tag| tag.strip_prefix("provider:")).unwrap_or("netcup")
}

pub(super) fn handle(core: &Arc<Core>, path: &[&str], call: &Call) -> Option<Answer> {
    if call.method != Method::GET {
        return None;
    }
    Some(match path {
        ["api", "servers", "getTemplates"] => {
            core.with(|world| templates(&world.catalogue, call.param("id")))
        }
        ["api", "servers", "getServerSizes"] => core.with(|world| sizes(&world.catalogue)),
        ["api", "servers", "getDockerTags"] => {
            let image = format!("{}/{}", call.param("namespace")?, call.param("name")?);
            core.with(|world| tags(&world.catalogue, &image))
        }
        _ => return None,
    })
}

fn templates(catalogue: &Catalogue, id: Option<&str>) -> Answer {
    let wanted = |product: &&Product| id.is_none_or(|id| id == "-1" || id == product.id);
    let view = |product: &Product| {
        let kind = kind(&product.id);
        json!({
            "id": number(&product.id), "title": product.name, "category": kind.category, "dockerhub_image": kind.image,
            "dockerhub_default_tag": product.default_version, "firewallPorts": format!("443,{}", kind.port),
            "minRamGB": "1", "minCores": 1, "minStorageInGB": 10, "isCluster": 0, "clusterNodes": 0, "supportArm64": 1,
            "osName": "Ubuntu", "mainImage": "//practice.invalid/logo.png",
        })
    };
    Answer::json(
        &json!({ "instances": catalogue.products.iter().filter(wanted).map(view).collect::<Vec<_>>() }),
    )
}

fn sizes(catalogue: &Catalogue) -> Answer {
    let mut instances: Vec<Value> = Vec::new();
    // Every product has the same machines.
    for plan in catalogue.products.first().map(|product| product.plans.as_slice()).unwrap_or_default() {
        for zone in catalogue.zones.iter().filter(|zone| plan.zones.contains(&zone.name)) {
            instances.push(json!({
                "providerName": host_of(zone), "regionID": zone.name, "regionCode": zone.name, "regionName": zone.city,
                "Continent": "", "Country": zone.country, "City": zone.city, "CountryCode": zone.country_code,
                "title": plan.slug, "providerType": plan.slug, "vCPU": plan.cpus,
                "ramGB": format!("{}", plan.memory_mib / 1024), "storageType": "NVME",
                "storageSizeGB": gigabytes(plan.disk_mib), "offerTrafficIncludedGB": 20_000,
                "pricePerHour": price(plan.hourly()), "cpuBrand": "AMD",
            }));
        }
    }
    Answer::json(&json!({ "instances": instances }))
}

/// Tags of an image, in no order, with builds and names among the majors.
fn tags(catalogue: &Catalogue, image: &str) -> Answer {
    let product = catalogue.products.iter().find(|product| kind(&product.id).image == image);
    let versions = product.and_then(|product| product.versions.clone()).unwrap_or_default();
    let tag = |version: &str| json!({ "version": version, "last_updated_name": "2 days ago" });
    let mut all = vec![tag("latest")];
    for version in versions.iter().rev() {
        all.extend([tag(&format!("{version}-alpine")), tag(version), tag(&format!("{version}.1"))]);
    }
    ok_data(Value::from(all))
}

/// Whole numbers as Elestio has them; parts of one for disks that no real machine has.
fn gigabytes(megabytes: u64) -> Value {
    if megabytes.is_multiple_of(1000) {
        Value::from(megabytes / 1000)
    } else {
        Value::from(f64::from(u32::try_from(megabytes).unwrap_or(u32::MAX)) / 1000.0)
    }
}

/// Money is text, with four places.
pub(super) fn price(hourly: f64) -> String {
    format!("{hourly:.4}")
}

/// An id of digits as a number.
pub(super) fn number(text: &str) -> Value {
    text.parse::<u64>().map_or_else(|_| Value::from(text), Value::from)
}
