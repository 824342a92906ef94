//! The migrations of an add-on: list, price, start, look, abort. What they do is in `crate::migration`.

use std::sync::Arc;

use axum::http::{Method, StatusCode};
use serde::Deserialize;
use serde_json::{Value, json};

use super::orders::{no_capacity, payment_required};
use super::{Request, addon, owner, role_allows, views};
use crate::core::Core;
use crate::door::Answer;
use crate::migration::{Migration, Wanted, drive, steps};
use crate::world::{Addon, World};

/// WannabePlanChange: all three, always.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Change {
    plan_id: String,
    region: String,
    version: String,
}

pub(super) fn handle(core: &Arc<Core>, request: &Request<'_>) -> Result<Option<Answer>, Answer> {
    let path = request.path();
    let ["v2", "organisations", o, "addons", a, "migrations", rest @ ..] = path.as_slice() else {
        return Ok(None);
    };
    let (get, post, delete) =
        (request.is(&Method::GET), request.is(&Method::POST), request.is(&Method::DELETE));
    if !get {
        request.needs(&["manage_organisations_services"])?;
    }
    Ok(Some(match rest {
        [] if get => core.with(|world| {
            let found = addon(world, o, a)?;
            let mut all: Vec<&Migration> =
                world.migrations.iter().filter(|it| it.addon == found.id).collect();
            all.reverse();
            Ok::<_, Answer>(Answer::json(&all.into_iter().map(Migration::view).collect()))
        })?,
        [] if post => start(core, request, o, a)?,
        ["preorders"] if get => {
            core.with(|world| price(world, o, a, request.call.param("planId").unwrap_or_default()))?
        }
        [m] if get => core.with(|world| {
            let found = addon(world, o, a)?.id.clone();
            let migration = world.migrations.iter().find(|it| it.id == *m && it.addon == found);
            migration.map(|it| Answer::json(&it.view())).ok_or_else(|| Answer::not_found("Migration"))
        })?,
        [m] if delete => core.with(|world| abort(world, o, a, m))?,
        _ => return Ok(None),
    }))
}

fn start(core: &Arc<Core>, request: &Request<'_>, o: &str, a: &str) -> Result<Answer, Answer> {
    let change: Change = request.call.json()?;
    let wanted = core.with(|world| {
        role_allows(owner(world, o)?)?;
        wanted(world, addon(world, o, a)?, &change)
    })?;
    if core.faults.no_capacity(&wanted.zone, &wanted.plan) {
        return Err(no_capacity(&wanted.zone));
    }
    if core.faults.payment_required() {
        return Err(payment_required());
    }
    let (migration, runs) = core.with(|world| {
        let busy = world.migrations.iter().any(|it| it.addon == a && !it.is_over());
        let mut migration = Migration::new(a, wanted);
        let answer = migration.view();
        if busy {
            // The platform finds out in a step of the migration, not before it.
            migration.begin(steps::RETRIEVE_ADDON);
            migration.end("OK", None);
            migration.begin(steps::CHECK_NONE_RUNS);
            migration.end("FAILED", Some("A migration is already running for this add-on".to_owned()));
            migration.status = "FAILED";
        }
        let id = migration.id.clone();
        world.migrations.push(migration);
        (answer, (!busy).then_some(id))
    });
    if let Some(id) = runs {
        core.spawn(drive(Arc::clone(core), id));
    }
    Ok(Answer::json(&migration))
}

/// Checks what a client asks for.
fn wanted(world: &World, addon: &Addon, change: &Change) -> Result<Wanted, Answer> {
    let bad = |message: &str| Answer::error(StatusCode::BAD_REQUEST, 4002, message);
    let product =
        world.catalogue.product(&addon.product).ok_or_else(|| Answer::not_found("Add-on provider"))?;
    if !product.can_upgrade {
        return Err(bad("This add-on cannot be migrated"));
    }
    let plan = product.plans.iter().find(|plan| views::plan_id(product, plan) == change.plan_id);
    let plan = plan.ok_or_else(|| bad("The plan does not exist"))?;
    if plan.not_migratable {
        return Err(bad("This plan cannot be migrated to"));
    }
    if !plan.zones.contains(&change.region) {
        return Err(bad("The plan is not available in this zone"));
    }
    let offered = product.versions.as_ref().is_none_or(|versions| versions.contains(&change.version));
    let offered = if plan.shared { change.version == product.shared_version } else { offered };
    if !offered {
        return Err(bad("The version is not available"));
    }
    let number = |text: &str| text.split('.').filter_map(|part| part.parse().ok()).collect::<Vec<u32>>();
    if number(&change.version) < number(&addon.version) {
        return Err(bad("A lower version cannot be migrated to"));
    }
    Ok(Wanted { plan: plan.slug.clone(), zone: change.region.clone(), version: change.version.clone() })
}

/// What the change would cost. Orders and charges nothing.
fn price(world: &World, o: &str, a: &str, plan_id: &str) -> Result<Answer, Answer> {
    let found = addon(world, o, a)?;
    let product =
        world.catalogue.product(&found.product).ok_or_else(|| Answer::not_found("Add-on provider"))?;
    let plan = product.plans.iter().find(|plan| views::plan_id(product, plan) == plan_id);
    let plan = plan.ok_or_else(|| Answer::not_found("Plan"))?;
    let owner = owner(world, o)?;
    let line = json!({
        "type": "ADDON", "description": format!("{} - {}", product.name, plan.name), "quantity": 1, "tva": 20.0,
        "price_unit_ht": plan.price, "price_total_ht": plan.price, "pack": null, "dropQuantity": 0, "coupon": null, "discount": 0,
    });
    Ok(Answer::json(&json!({
        "ownerId": owner.id, "target": found.id, "emissionDate": format!("{:.3}", jiff::Timestamp::now()), "name": owner.name,
        "company": null, "VAT": null, "type": "ADDON_PREORDER", "lines": [line],
    })))
}

fn abort(world: &mut World, o: &str, a: &str, m: &str) -> Result<Answer, Answer> {
    role_allows(owner(world, o)?)?;
    let id = addon(world, o, a)?.id.clone();
    let migration =
        world.migration_mut(m).filter(|it| it.addon == id).ok_or_else(|| Answer::not_found("Migration"))?;
    if migration.is_over() || migration.status == "RECOVERING" || migration.switching {
        return Err(Answer::error(StatusCode::CONFLICT, 4009, "The migration can no longer be aborted"));
    }
    migration.abort.cancel();
    Ok(Answer::json(&Value::Null))
}
