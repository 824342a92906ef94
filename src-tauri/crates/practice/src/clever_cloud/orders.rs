//! Creating and deleting add-ons, with a real server behind each that can have one.

use std::sync::Arc;

use axum::http::{Method, StatusCode};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{Request, addon, owner, role_allows, views};
use crate::core::Core;
use crate::door::Answer;
use crate::world::{self, Addon, Options};

/// WannabeAddonProvision. Values of options are text.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Order {
    name: String,
    provider_id: String,
    region: String,
    plan: String,
    #[serde(default)]
    options: Map<String, Value>,
}

pub(super) async fn handle(core: &Arc<Core>, request: &Request<'_>) -> Result<Option<Answer>, Answer> {
    let path = request.path();
    Ok(Some(match path.as_slice() {
        ["v2", "organisations", o, "addons"] if request.is(&Method::POST) => {
            request.needs(&["manage_organisations_services"])?;
            create(core, o, request.call.json()?)?
        }
        ["v2", "organisations", o, "addons", a] if request.is(&Method::DELETE) => {
            request.needs(&["manage_organisations_services"])?;
            delete(core, o, a).await?
        }
        ["v2", "organisations", o, "addons", "preorders"] if request.is(&Method::POST) => {
            let order: Order = request.call.json()?;
            core.with(|world| price(world, o, &order))?
        }
        _ => return Ok(None),
    }))
}

fn create(core: &Arc<Core>, o: &str, order: Order) -> Result<Answer, Answer> {
    let bad = |message: &str| Answer::error(StatusCode::BAD_REQUEST, 4003, message);
    let option = |name: &str| order.options.get(name).and_then(Value::as_str).map(str::to_owned);
    let is_on = |name: &str| option(name).as_deref() == Some("true");
    let (added, real) = core.with(|world| {
        role_allows(owner(world, o)?)?;
        let product = world
            .catalogue
            .product(&order.provider_id)
            .ok_or_else(|| bad("The add-on provider does not exist"))?;
        let plan = product.plans.iter().find(|plan| views::plan_id(product, plan) == order.plan);
        let plan = plan.ok_or_else(|| bad("The plan does not exist"))?;
        if !plan.zones.contains(&order.region) {
            return Err(bad("The plan is not available in this zone"));
        }
        let version = option("version").unwrap_or_else(|| {
            if plan.shared { &product.shared_version } else { &product.default_version }.clone()
        });
        let addon = Addon {
            id: world::random_id("addon"),
            real_id: world::random_id(&product.real_prefix),
            key: order.name.clone(),
            name: order.name.clone(),
            owner: o.to_owned(),
            product: product.id.clone(),
            plan: plan.slug.clone(),
            zone: order.region.clone(),
            version,
            created: Timestamp::now(),
            status: "ACTIVE".into(),
            options: Options {
                encryption: is_on("encryption"),
                backup: is_on("do-backup"),
                direct_host_only: is_on("direct-host-only"),
                tls: false,
                whole_server: false,
            },
            readers: Vec::new(),
            direct_host: false,
            backups: Vec::new(),
            tags: Vec::new(),
            instances: Vec::new(),
            server: None,
        };
        Ok((addon, product.is_real()))
    })?;
    if core.faults.no_capacity(&added.zone, &added.plan) {
        return Err(no_capacity(&added.zone));
    }
    if core.faults.payment_required() {
        return Err(payment_required());
    }
    let view = core.with(|world| {
        let view = views::addon(&added, &world.catalogue);
        world.addons.push(added.clone());
        view
    });
    if real {
        // As at the real provider, the answer comes before the database listens.
        let worker = Arc::clone(core);
        core.spawn(async move { Box::pin(boot(&worker, added)).await });
    }
    Ok(Answer::json(&view))
}

async fn boot(core: &Core, added: Addon) {
    match Box::pin(world::new_server(&added, &added.version, core.folder.as_deref())).await {
        Ok(server) => core.with(|world| {
            // It may have been deleted meanwhile; then its server ends here.
            if let Some(addon) = world.addon_mut(&added.id) {
                addon.instances.push(world::instance(&server, Timestamp::now(), "UP"));
                addon.server = Some(server);
            }
        }),
        Err(error) => {
            tracing::warn!(%error, addon = added.id, "the server of a new add-on did not start");
            core.with(|world| world.addon_mut(&added.id).map(|addon| addon.status = "ERROR".to_owned()));
        }
    }
}

async fn delete(core: &Arc<Core>, o: &str, a: &str) -> Result<Answer, Answer> {
    let removed = core.with(|world| {
        role_allows(owner(world, o)?)?;
        let id = addon(world, o, a)?.id.clone();
        if world.migrations.iter().any(|it| it.addon == id && !it.is_over()) {
            return Err(Answer::error(StatusCode::CONFLICT, 4010, "A migration is running for this add-on"));
        }
        let at = world.addons.iter().position(|it| it.id == id).ok_or_else(|| Answer::not_found("Addon"))?;
        for application in &mut world.applications {
            application.addons.retain(|linked| *linked != id);
        }
        Ok(world.addons.remove(at))
    })?;
    if let Some(server) = removed.server {
        let _ = server.cluster.stop().await;
    }
    Ok(Answer::message("The addon has successfully been removed."))
}

/// InvoiceRendering: what an order would cost.
fn price(world: &world::World, o: &str, order: &Order) -> Result<Answer, Answer> {
    owner(world, o)?;
    let product =
        world.catalogue.product(&order.provider_id).ok_or_else(|| Answer::not_found("Add-on provider"))?;
    let plan = product.plans.iter().find(|plan| views::plan_id(product, plan) == order.plan);
    let plan = plan.ok_or_else(|| Answer::not_found("Plan"))?;
    Ok(Answer::json(&json!({
        "totalHT": plan.price, "totalVAT": plan.price * 0.2, "totalTTC": plan.price * 1.2, "payWhen": "PAY_NEXT_MONTH",
        "lines": [{ "description": product.name, "subDescription": plan.name, "pack": null, "VAT": 20.0, "price": plan.price }],
    })))
}

/// The provider's 503, whose message is the vendor's own JSON.
pub(super) fn no_capacity(zone: &str) -> Answer {
    let inner = json!({ "error": "no-resource-available", "message": format!("No more resources available in zone {zone}") });
    let outer = format!("The add-on provider answered with status 503: {inner}");
    Answer::error(StatusCode::SERVICE_UNAVAILABLE, -500, &outer)
}

/// The provider's 402.
pub(super) fn payment_required() -> Answer {
    let mut answer = Answer::json(&json!({
        "id": 402, "message": "A payment is required", "type": "error",
        "paymentIntent": { "id": world::random_id("pi"), "status": "requires_payment_method" },
    }));
    answer.status = StatusCode::PAYMENT_REQUIRED;
    answer
}
