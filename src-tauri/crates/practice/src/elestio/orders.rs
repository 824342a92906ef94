//! New services, with a real server behind each PostgreSQL, and the end of services. Both take their time, as at Elestio.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use serde_json::json;

use super::answers::{Refused, ok};
use super::catalogue::{host_of, number};
use super::request::Request;
use super::services::changeable;
use super::{Elestio, held, views};
use crate::core::Core;
use crate::door::Answer;
use crate::scenario::IdShape;
use crate::world::{self, Addon, Options};

/// What an order may be made for.
const ACCEPTED_KINDS: [&str; 3] = ["normal", "restore", "clone"];

pub(super) fn create(own: &Elestio, core: &Arc<Core>, request: &Request) -> Result<Answer, Refused> {
    let (added, real) = core.with(|world| ordered(world, request))?;
    if core.faults.no_capacity(&added.zone, &added.plan) {
        return Err(Refused::ko("No more resources available in this region, please choose another one"));
    }
    if core.faults.payment_required() {
        return Err(Refused::ko("You do not have enough credits"));
    }
    let action = {
        let mut state = own.state();
        state.begin(&added.id);
        state.next()
    };
    let view = core.with(|world| {
        world.addons.push(added.clone());
        let mut state = held(&own.state);
        views::service(&added, state.of(&added.id), world, own, None)
    });
    let stuck = core.faults.stuck_deployment();
    // As at the real provider, the answer comes before anything listens.
    let source = source(core, request);
    let (worker, state, pause) = (Arc::clone(core), Arc::clone(&own.state), own.oddities.deploy_ms);
    let id = added.id.clone();
    core.spawn(async move {
        if real {
            Box::pin(boot(&worker, added.clone())).await;
            Box::pin(fill(&worker, &added.id, source)).await;
        }
        tokio::time::sleep(Duration::from_millis(pause)).await;
        if !stuck {
            held(&state).of(&added.id).deployment = "Deployed";
        }
    });
    Ok(match own.oddities.created_id {
        IdShape::Number => Answer::json(&json!({
            "action": {
                "id": action, "command": "create_server", "status": "running", "progress": 0,
                "started": Timestamp::now().to_string(), "resources": [{ "id": 1, "type": "server" }],
            },
            "providerServerID": number(&id),
        })),
        IdShape::List => ok(json!({ "providerServerID": [id], "data": [view] })),
    })
}

/// The service that an order asks for, and whether it has a real server.
fn ordered(world: &world::World, request: &Request) -> Result<(Addon, bool), Refused> {
    let project = request.needed(&["projectId", "projectID"])?;
    let owner = world
        .owner(&project)
        .ok_or_else(|| Refused::coded("InvalidPermission", "You have no access to this project"))?;
    if owner.role != "Owner" {
        return Err(Refused::no_right());
    }
    let kind = request.needed(&["deploymentServiceType"])?;
    if !ACCEPTED_KINDS.contains(&kind.as_str()) {
        return Err(Refused::ko("deploymentServiceType is not known"));
    }
    for field in ["adminEmail", "support", "serviceType"] {
        request.needed(&[field])?;
    }
    let product = request.needed(&["templateID"])?;
    let product = world.catalogue.product(&product).ok_or_else(|| Refused::ko("Invalid template"))?;
    let (plan, zone) = (request.needed(&["serverType"])?, request.needed(&["datacenter"])?);
    let host = request.needed(&["providerName"])?;
    let region = world.catalogue.zones.iter().find(|one| one.name == zone && host_of(one) == host);
    if region.is_none() {
        return Err(Refused::ko("Invalid datacenter for this provider"));
    }
    let sold = product.plan(&plan).is_some_and(|plan| plan.zones.contains(&zone));
    if !sold {
        return Err(Refused::ko("Invalid server type for this datacenter"));
    }
    let name = request.needed(&["serverName"])?;
    let fits = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    if !(3..=50).contains(&name.len()) || !name.chars().all(fits) {
        return Err(Refused::ko("Server name is not valid"));
    }
    if world.addons.iter().any(|addon| addon.owner == project && addon.name == name) {
        return Err(Refused::ko("A service with this name already exists in this project"));
    }
    let version = request.text(&["version"]).unwrap_or_else(|| product.default_version.clone());
    let offered = product.versions.as_ref().is_some_and(|versions| versions.contains(&version));
    if product.is_real() && !offered {
        return Err(Refused::ko("This version does not exist"));
    }
    let id = loop {
        let candidate = world::random_number();
        if world.addon(&candidate).is_none() {
            break candidate;
        }
    };
    let addon = Addon {
        real_id: world::random_id(&product.real_prefix),
        key: name.clone(),
        name,
        owner: project.clone(),
        product: product.id.clone(),
        plan,
        zone,
        version,
        created: Timestamp::now(),
        status: "ACTIVE".into(),
        options: Options {
            encryption: false,
            backup: true,
            direct_host_only: false,
            tls: true,
            whole_server: true,
        },
        readers: Vec::new(),
        direct_host: false,
        backups: Vec::new(),
        tags: Vec::new(),
        instances: Vec::new(),
        server: None,
        id,
    };
    Ok((addon, product.is_real()))
}

async fn boot(core: &Core, added: Addon) {
    match Box::pin(world::new_server(&added, &added.version, core.folder.as_deref())).await {
        // It may have been deleted meanwhile; then its server ends here.
        Ok(server) => core.with(|world| {
            if let Some(addon) = world.addon_mut(&added.id) {
                addon.server = Some(server);
            }
        }),
        Err(error) => tracing::warn!(%error, service = added.id, "the server of a new service did not start"),
    }
}

/// Whose data a clone begins with. Which field names it is documented nowhere: each that could is looked at.
fn source(core: &Core, request: &Request) -> Option<String> {
    let is_clone = request.text(&["deploymentServiceType"]).as_deref() == Some("clone");
    let named = request.text(&["sourceVmID", "primaryServerID", "data"]).filter(|_| is_clone)?;
    core.with(|world| world.addon(&named).map(|addon| addon.id.clone()))
}

/// Copies the data of the source of a clone, as it is now.
async fn fill(core: &Core, id: &str, source: Option<String>) {
    let ends = core.with(|world| {
        let end = |id: &str| Some(world.addon(id)?.server.as_ref()?.endpoint.clone());
        Some((end(&source?)?, end(id)?))
    });
    if let Some((from, to)) = ends
        && let Err(error) = Box::pin(core.mover.carry(&from, &to)).await
    {
        tracing::warn!(%error, service = id, "a clone was not filled");
    }
}

pub(super) fn delete(own: &Elestio, core: &Arc<Core>, request: &Request) -> Result<Answer, Refused> {
    let id = changeable(own, core, request)?;
    {
        let mut state = own.state();
        if state.of(&id).is_protected {
            return Err(Refused::ko("Termination protection is enabled on this service"));
        }
        state.of(&id).status = "deleting";
        // The flag says the opposite of its name: true is without keeping any.
        if request.flag("isDeleteServiceWithBackup") {
            state.backups_destroyed.push(id.clone());
        }
    }
    let (worker, state) = (Arc::clone(core), Arc::clone(&own.state));
    core.spawn(async move {
        tokio::time::sleep(worker.step * 2).await;
        let removed = worker.with(|world| {
            let at = world.addons.iter().position(|addon| addon.id == id)?;
            Some(world.addons.remove(at))
        });
        held(&state).forget(&id);
        if let Some(server) = removed.and_then(|addon| addon.server) {
            let _ = server.cluster.stop().await;
        }
    });
    Ok(ok(json!({})))
}

/// The one call that wants the number instead of the vmID.
pub(super) fn move_service(own: &Elestio, core: &Arc<Core>, request: &Request) -> Result<Answer, Refused> {
    let (service, project) = (request.needed(&["serviceId"])?, request.needed(&["projectId"])?);
    let id = core.with(|world| {
        let addon = world.addons.iter().find(|addon| views::id_of(addon) == service)?;
        world.owner(&project)?;
        Some(addon.id.clone())
    });
    let id = id.ok_or_else(Refused::no_service)?;
    if own.state().of(&id).status == "deleting" {
        return Err(Refused::going());
    }
    core.with(|world| world.addon_mut(&id).map(|addon| addon.owner = project));
    Ok(ok(json!({})))
}
