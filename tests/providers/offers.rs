//! What can be chosen and what it costs, with every source that may be missing.

use domain::money::Money;
use domain::offer::PriceBasis;
use serde_json::Value;

use crate::migrations::change;
use crate::rig::{OWNER, Rig, addon_path, database, fixture, json};

const PRODUCT: &str = "/v2/products/addonproviders/postgresql-addon";
const VERSIONS: &str = "/v4/addon-providers/postgresql-addon";

fn prices() -> String {
    format!("/v4/billing/organisations/{OWNER}/price-system")
}

async fn rig() -> Rig {
    let rig = Rig::new().await.with_inventory().await;
    rig.gives(PRODUCT, fixture!("product")).await;
    rig
}

fn eur(amount: f64) -> Option<Money> {
    Some(Money { amount, currency: "EUR".into() })
}

#[tokio::test]
async fn the_offer_is_as_it_was_reviewed() {
    let rig = rig().await;
    rig.gives(VERSIONS, fixture!("versions")).await;
    rig.gives("/v4/products/zones", fixture!("zones")).await;
    rig.gives(&prices(), fixture!("price-system")).await;
    let offers = rig.provider.offers(&database()).await.unwrap();
    insta::assert_json_snapshot!("offers", offers);
    let versions: Vec<_> = offers.versions.iter().map(|offered| offered.version.0.as_str()).collect();
    assert_eq!(versions, ["14", "15", "16", "17", "18"]);
    let dev = offers.plans.iter().find(|plan| plan.slug == "dev").unwrap();
    assert_eq!(dev.only_versions.len(), 1, "a shared plan runs what its zone's server runs");
}

#[tokio::test]
async fn sources_that_do_not_answer_leave_their_part_out_and_say_so() {
    let rig = rig().await;
    rig.answers("GET", VERSIONS, json(500, r#"{"code":"clever.core.unimplemented","error":"no"}"#)).await;
    rig.answers("GET", &prices(), json(403, "{}")).await;
    let offers = rig.provider.offers(&database()).await.unwrap();
    assert!(!offers.versions_known && offers.versions.is_empty());
    assert!(offers.plans.iter().all(|plan| plan.hourly.is_none() && plan.monthly.is_some()));
    let zones: Vec<_> = offers.zones.iter().map(|zone| (zone.name.as_str(), zone.city.as_str())).collect();
    assert_eq!(
        zones,
        [("par", "par"), ("rbx", "rbx"), ("mtl", "mtl")],
        "zones that plans name, by name alone"
    );
}

#[tokio::test]
async fn a_plan_is_offered_in_its_own_zones_only() {
    let rig = rig().await;
    rig.gives("/v4/products/zones", fixture!("zones")).await;
    let offers = rig.provider.offers(&database()).await.unwrap();
    let zones = |slug: &str| offers.plans.iter().find(|plan| plan.slug == slug).unwrap().zones.clone();
    assert_eq!(zones("dev"), ["par"]);
    assert_eq!(zones("xs_sml"), ["par", "rbx"]);
    assert_eq!(zones("s_sml"), ["par", "rbx", "mtl"], "a plan that names none is sold where its product is");
    assert!(offers.zones.iter().all(|zone| zone.name != "syd"), "a zone that no plan serves is not offered");
}

#[tokio::test]
async fn a_price_comes_from_the_preview_then_the_list_then_the_plan_then_nowhere() {
    let preview = addon_path("/migrations/preorders");
    let small =
        domain::change::Change { plan_id: "plan_39fa0b1c-2d3e-4849-895a-6c7d8e9fa0b1".into(), ..change() };

    let full = rig().await;
    full.gives(&preview, fixture!("preview-rendering")).await;
    full.gives(&prices(), fixture!("price-system")).await;
    let price = full.provider.price(&database(), &small).await.unwrap();
    assert_eq!(
        (price.basis, price.current_monthly, price.target_monthly),
        (PriceBasis::Preview, eur(17.5), eur(42.0))
    );
    let asked = full.cloud.received_requests().await.unwrap();
    let query = asked.iter().find(|request| request.url.path() == preview).unwrap().url.query();
    assert_eq!(query, Some("planId=plan_39fa0b1c-2d3e-4849-895a-6c7d8e9fa0b1"));
    assert!(asked.iter().all(|request| request.method.as_str() == "GET"), "nothing is ordered");

    let listed = rig().await;
    listed.answers("GET", &preview, json(500, "{}")).await;
    listed.gives(&prices(), fixture!("price-system")).await;
    let price = listed.provider.price(&database(), &small).await.unwrap();
    assert_eq!(
        (price.basis, price.current_monthly, price.target_monthly),
        (PriceBasis::PriceList, eur(17.5), eur(45.0))
    );

    let printed = rig().await;
    printed.gives(&preview, "<html></html>").await;
    let price = printed.provider.price(&database(), &small).await.unwrap();
    assert_eq!((price.basis, price.target_monthly), (PriceBasis::PlanFigure, eur(45.0)));

    let nothing = Rig::new().await;
    let addon = r#"{"id":"addon_x","provider":{"id":"postgresql-addon"},"region":"par"}"#;
    nothing.gives(&addon_path(""), addon).await;
    let price = nothing.provider.price(&database(), &small).await.unwrap();
    assert_eq!((price.basis, price.current_monthly, price.target_monthly), (PriceBasis::Unknown, None, None));
}

#[tokio::test]
async fn a_move_is_priced_in_the_zone_that_it_goes_to() {
    let rig = rig().await;
    let list: Value = serde_json::from_str(fixture!("price-system")).unwrap();
    rig.gives(&prices(), &list.to_string()).await;
    let there = domain::change::Change { zone: "rbx".into(), ..change() };
    rig.provider.price(&database(), &there).await.unwrap();
    let asked = rig.cloud.received_requests().await.unwrap();
    let zones: Vec<_> = asked
        .iter()
        .filter(|request| request.url.path() == prices())
        .filter_map(|request| request.url.query().map(str::to_owned))
        .collect();
    assert!(zones.contains(&"zone_id=par".into()) && zones.contains(&"zone_id=rbx".into()), "{zones:?}");
}
