//! Services and projects as Elestio shows them: numbers as text, flags as 0 and 1, keys that no client knows.

use std::sync::Arc;

use secrecy::ExposeSecret;
use serde_json::{Value, json};

use super::answers::{Refused, ok, ok_data};
use super::catalogue::{host_of, kind, number, price};
use super::request::Request;
use super::state::Extra;
use super::{Elestio, held};
use crate::core::Core;
use crate::door::Answer;
use crate::world::{Addon, World};

/// A service. `vmID` is not `id`.
pub(super) fn service(
    addon: &Addon,
    extra: &Extra,
    world: &World,
    own: &Elestio,
    word: Option<String>,
) -> Value {
    let kind = kind(&addon.product);
    let product = world.catalogue.product(&addon.product);
    let plan = product.and_then(|product| product.plan(&addon.plan));
    let zone = world.catalogue.zones.iter().find(|zone| zone.name == addon.zone);
    let endpoint = addon.endpoint();
    let port = if addon.server.is_some() { endpoint.port } else { kind.port };
    let numeric = |text: &str| if own.oddities.numbers_as_text { Value::from(text) } else { number(text) };
    let flag = |on: bool| u8::from(on);
    let name = product.map(|product| product.name.clone()).unwrap_or_default();
    let command = format!(
        "PGPASSWORD=[APP_PASSWORD] psql --host=[DOMAIN] --port={port} --username={} --dbname={}",
        endpoint.user, endpoint.database
    );
    let mut view = json!({
        "id": number(&id_of(addon)), "vmID": numeric(&addon.id), "providerServerID": numeric(&addon.id),
        "projectID": numeric(&addon.owner), "displayName": addon.name, "templateName": name,
        "template": number(&addon.product), "category": kind.category, "selected_software_tag": addon.version,
        "dockerhub_image": kind.image, "status": word.as_deref().unwrap_or(extra.status),
        "deploymentStatus": extra.deployment, "provider": zone.map_or("netcup", host_of), "datacenter": addon.zone,
        "country": zone.map(|zone| zone.country.clone()), "city": zone.map(|zone| zone.city.clone()),
        "serverType": addon.plan, "cores": plan.map(|plan| plan.cpus),
        "ramGB": plan.map(|plan| format!("{}.00", plan.memory_mib / 1024)),
        "storageSizeGB": plan.map(|plan| plan.disk_mib / 1000), "pricePerHour": plan.map(|plan| price(plan.hourly())),
        "ipv4": endpoint.host, "ipv6": "", "globalIP": endpoint.host, "cname": endpoint.host, "email": own.email,
        "adminUser": "[EMAIL]", "adminInternalPort": 0, "adminExternalPort": 0, "managedDBPort": numeric(&port.to_string()),
        "managedDBCLI": command, "support": "level1", "isProtected": flag(extra.is_protected), "isLocked": 0,
    });
    view["isWaitingForMigration"] = 0.into();
    view["isFirewallActivated"] = flag(extra.has_firewall).into();
    view["firewall_id"] = format!("fw-{}", addon.id).into();
    view["firewallPorts"] = format!("443,{port}").into();
    view["backupsActivated"] = flag(extra.auto_snapshots).into();
    view["remoteBackupsActivated"] = flag(extra.remote_backups).into();
    view["isExternalBackupActivated"] = flag(extra.external).into();
    view["isAlertsActivated"] = flag(extra.alerts.is_some()).into();
    view["app_AutoUpdate_Enabled"] = flag(extra.app_updates).into();
    view["system_AutoUpdate_Enabled"] = flag(extra.system_updates).into();
    view["creationDate"] = addon.created.to_string().into();
    view["lastUpdate"] = addon.created.to_string().into();
    view["somethingThatNoClientKnows"] = json!({ "kept": [1, "two"] });
    view
}

/// The number that only moving a service wants.
pub(super) fn id_of(addon: &Addon) -> String {
    crate::world::id_of(true, "service", &addon.id)
}

/// Projects, members, bills, what was done.
pub(super) fn accounts(
    own: &Elestio,
    core: &Arc<Core>,
    path: &[&str],
    request: &Request,
) -> Result<Option<Answer>, Refused> {
    Ok(Some(match path {
        ["api", "projects", "getList"] => core.with(|world| projects(world, own)),
        ["api", "projects", "addProject"] => {
            let name = request.needed(&["name"])?;
            let id = crate::world::id_of(true, "project", &name);
            held(&own.state).added_projects.push((id.clone(), name));
            ok_data(json!({ "projectID": number(&id) }))
        }
        ["api", "projects", "editProject"] => {
            let id = project(core, own, request)?;
            if let Some(name) = request.text(&["name"]) {
                core.with(|world| {
                    world.owners.iter_mut().find(|owner| owner.id == id).map(|owner| owner.name = name)
                });
            }
            ok_data(json!({ "projectID": number(&id) }))
        }
        ["api", "projects", "deleteProject"] => {
            let id = project(core, own, request)?;
            if core.with(|world| world.addons.iter().any(|addon| addon.owner == id)) {
                return Err(Refused::ko("The project is not empty"));
            }
            held(&own.state).added_projects.retain(|(added, _)| *added != id);
            core.with(|world| world.owners.retain(|owner| owner.id != id));
            ok(json!({}))
        }
        ["api", "projects", "getMembersList"] => {
            project(core, own, request)?;
            ok_data(json!({ "projectMembers": [{ "email": own.email, "role": "Owner" }] }))
        }
        ["api", "billings", "getProjectBillings"] => {
            let id = project(core, own, request)?;
            core.with(|world| bill(world, &id))
        }
        ["api", "servers", "getAudits"] => ok(json!({ "count": 0, "data": [] })),
        _ => return Ok(None),
    }))
}

fn projects(world: &World, own: &Elestio) -> Answer {
    let state = held(&own.state);
    let all = world.owners.iter().map(|owner| (owner.id.as_str(), owner.name.as_str(), owner.role.as_str()));
    let added = state.added_projects.iter().map(|(id, name)| (id.as_str(), name.as_str(), "Owner"));
    let view = |(id, name, role): (&str, &str, &str)| {
        json!({
            "id": number(id), "projectID": number(id), "project_name": name, "role": role, "userID": 9, "owner_id": 9,
            "technical_emails": own.email, "networkCIDR": "172.16.0.0/12", "creation_date": "2023-05-04T10:11:12.000Z",
        })
    };
    ok_data(json!({ "projects": all.chain(added).map(view).collect::<Vec<_>>() }))
}

/// The project that a request names.
fn project(core: &Core, own: &Elestio, request: &Request) -> Result<String, Refused> {
    let id = request.needed(&["projectId", "projectID"])?;
    let known = core.with(|world| world.owner(&id).is_some())
        || held(&own.state).added_projects.iter().any(|(added, _)| *added == id);
    if known {
        Ok(id)
    } else {
        Err(Refused::coded("InvalidPermission", "You have no access to this project"))
    }
}

fn bill(world: &World, id: &str) -> Answer {
    let hourly = |addon: &&Addon| {
        let product = world.catalogue.product(&addon.product)?;
        Some((addon.name.clone(), product.plan(&addon.plan)?.hourly()))
    };
    let lines: Vec<(String, f64)> =
        world.addons.iter().filter(|addon| addon.owner == id).filter_map(|it| hourly(&it)).collect();
    let sum: f64 = lines.iter().map(|(_, hourly)| hourly).sum();
    ok_data(json!({
        "nbServices": lines.len(), "costPerHour": price(sum), "monthlyCost": price(sum * 720.0), "totalFromBeginning": "0.0000",
        "boardInformations": lines.iter().map(|(name, hourly)| json!({ "name": name, "pricePerHour": price(*hourly) })).collect::<Vec<_>>(),
    }))
}

/// User and password of the database, or of its web page.
pub(super) fn login(addon: &Addon, email: &str, database: bool) -> Value {
    let endpoint = addon.endpoint();
    let user = if database { endpoint.user.as_str() } else { email };
    json!({
        "url": format!("https://{}:443/", endpoint.host), "user": user, "password": endpoint.password.expose_secret(),
    })
}
