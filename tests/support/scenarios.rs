//! Scenarios of the practice cloud that more than one kind of test plays.

use practice::scenario::Scenario;

/// Elestio with three services of one project: a shop on 14, and two empty ones on 18, of which `tiny` has a disk of ten megabytes.
pub fn old_new_and_tiny() -> Scenario {
    let scenario = Scenario::parse(
        r#"{
          "name": "two", "provider": "elestio", "person": { "name": "Camille", "email": "camille@practice.example" },
          "owners": [ { "key": "shop", "name": "Shop", "role": "Owner" } ],
          "databases": [
            { "key": "old", "owner": "shop", "product": "11", "version": "14", "plan": "MEDIUM-2C-4G", "zone": "nbg", "tls": true, "seed": ["bookshop"] },
            { "key": "new", "owner": "shop", "product": "11", "version": "18", "plan": "MEDIUM-2C-4G", "zone": "nbg", "tls": true },
            { "key": "tiny", "owner": "shop", "product": "11", "version": "18", "plan": "MEDIUM-2C-4G", "zone": "nbg", "tls": true }
          ]
        }"#,
    )
    .unwrap();
    let mut scenario = with_a_tiny_plan(scenario);
    scenario.databases[2].plan = TINY.into();
    scenario
}

/// Name of the plan of ten megabytes.
pub const TINY: &str = "TINY-1C-1G";

/// What a plan of ten megabytes beside the others makes of a scenario.
pub fn with_a_tiny_plan(mut scenario: Scenario) -> Scenario {
    let mut catalogue = scenario.catalogue();
    for product in &mut catalogue.products {
        let mut small = product.plans[0].clone();
        (small.slug, small.name, small.disk_mib) = (TINY.into(), TINY.into(), 10);
        product.plans.push(small);
    }
    scenario.catalogue = Some(catalogue);
    scenario
}
