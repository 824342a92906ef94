//! Add-ons: list, one, rename, variables, links, machines, tags, backups, details of the database.

use std::sync::Arc;

use axum::http::{Method, StatusCode};
use jiff::SignedDuration;
use secrecy::ExposeSecret;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Request, addon, owner, role_allows, views};
use crate::core::Core;
use crate::door::Answer;
use crate::migration::Migration;
use crate::world::{Addon, World};

#[derive(Deserialize)]
struct Rename {
    name: String,
}

pub(super) fn handle(core: &Arc<Core>, request: &Request<'_>) -> Result<Option<Answer>, Answer> {
    let path = request.path();
    let (get, put, delete) =
        (request.is(&Method::GET), request.is(&Method::PUT), request.is(&Method::DELETE));
    if get
        && matches!(
            path.as_slice(),
            ["v2", "organisations", ..] | ["v2", "backups", ..] | ["v4", "addon-providers", ..]
        )
    {
        request.needs(&["access_organisations"])?;
    }
    core.with(|world| {
        Ok(Some(match path.as_slice() {
            ["v2", "organisations", o, "addons"] if get => list(world, o)?,
            ["v2", "organisations", o, "addons", a] if get => {
                match world.configurations.iter().find(|it| it.id == *a) {
                    Some(found) if found.owner == *o => Answer::json(&views::configuration(found)),
                    _ => Answer::json(&views::addon(addon(world, o, a)?, &world.catalogue)),
                }
            }
            ["v2", "organisations", o, "addons", a] if put => {
                request.needs(&["manage_organisations_services"])?;
                role_allows(owner(world, o)?)?;
                addon(world, o, a)?;
                let wanted: Rename = request.call.json()?;
                if wanted.name.trim().is_empty() {
                    return Err(Answer::error(StatusCode::BAD_REQUEST, 4001, "The name is empty"));
                }
                if let Some(found) = world.addon_mut(a) {
                    found.name = wanted.name;
                }
                Answer::json(&views::addon(addon(world, o, a)?, &world.catalogue))
            }
            ["v2", "organisations", o, "addons", a, "env"] if get => {
                Answer::json(&env(world, addon(world, o, a)?))
            }
            ["v2", "organisations", o, "addons", a, "applications"] if get => {
                let linked = |it: &&crate::world::Application| {
                    it.addons.contains(&(*a).to_owned()) || it.configurations.contains(&(*a).to_owned())
                };
                owner(world, o)?;
                Answer::json(&world.applications.iter().filter(linked).map(views::application).collect())
            }
            ["v2", "organisations", o, "addons", a, "instances"] if get => {
                let deleted = request.call.param("withDeleted") == Some("true");
                let found = addon(world, o, a)?;
                let shown = found.instances.iter().filter(|it| deleted || it.state != "DELETED");
                Answer::json(&shown.map(|it| views::instance(it, found)).collect())
            }
            ["v2", "organisations", o, "addons", a, "tags"] if get => {
                Answer::json(&json!(addon(world, o, a)?.tags))
            }
            ["v2", "organisations", o, "addons", a, "tags", tag] if put || delete => {
                addon(world, o, a)?;
                let Some(found) = world.addon_mut(a) else { return Ok(None) };
                found.tags.retain(|known| known != tag);
                if put {
                    found.tags.push((*tag).to_owned());
                }
                Answer::json(&json!(found.tags))
            }
            ["v2", "backups", o, r] if get => backups(world, o, r)?,
            ["v4", "addon-providers", "config-provider", "addons", a, "env"] if get => {
                let found = world.configurations.iter().find(|it| it.id == *a || it.real_id == *a);
                Answer::json(&views::env(&found.ok_or_else(|| missing("configuration"))?.env))
            }
            ["v4", "addon-providers", product, "addons", a] if get => {
                let found =
                    world.addon(a).filter(|it| it.product == *product).ok_or_else(|| missing("add-on"))?;
                Answer::json(&details(world, found))
            }
            _ => return Ok(None),
        }))
    })
}

fn list(world: &World, owner_id: &str) -> Result<Answer, Answer> {
    owner(world, owner_id)?;
    let addons =
        world.addons.iter().filter(|it| it.owner == owner_id).map(|it| views::addon(it, &world.catalogue));
    let configurations =
        world.configurations.iter().filter(|it| it.owner == owner_id).map(views::configuration);
    Ok(Answer::json(&addons.chain(configurations).collect()))
}

fn env(world: &World, addon: &Addon) -> Value {
    let pairs = world.catalogue.product(&addon.product).map(|product| addon.env(product)).unwrap_or_default();
    views::env(&pairs)
}

/// Backups of a real id; none is a 404.
fn backups(world: &World, owner_id: &str, real_id: &str) -> Result<Answer, Answer> {
    owner(world, owner_id)?;
    let found = world.addons.iter().find(|addon| addon.real_id == real_id && addon.owner == owner_id);
    let found =
        found.filter(|addon| !addon.backups.is_empty()).ok_or_else(|| Answer::not_found("Backups"))?;
    let view = |backup: &crate::world::Backup| {
        let gone = backup.created.checked_add(SignedDuration::from_hours(24 * 7)).unwrap_or(backup.created);
        json!({
            "backup_id": backup.id, "entity_id": found.real_id, "status": backup.status,
            "creation_date": format!("{:.3}", backup.created), "delete_at": format!("{:.3}", gone),
            "filename": format!("{}.dump", backup.id),
            "download_url": format!("https://storage.practice.invalid/{}/{}?signature=none", found.real_id, backup.id),
        })
    };
    Ok(Answer::json(&found.backups.iter().map(view).collect()))
}

/// Details of a database, version 4 of the API.
fn details(world: &World, addon: &Addon) -> Value {
    let endpoint = addon.endpoint();
    let option = |name: &str, enabled: bool| json!({ "name": name, "enabled": enabled });
    let readers: Vec<Value> = addon
        .readers
        .iter()
        .map(|reader| json!({ "user": reader.user, "password": reader.password.expose_secret() }))
        .collect();
    let migrating = world.migrations.iter().any(|it: &Migration| it.addon == addon.id && !it.is_over());
    json!({
        "id": addon.real_id, "app_id": addon.id, "owner_id": addon.owner, "plan": addon.plan, "zone": addon.zone,
        "version": addon.version, "status": addon.status, "migrating": migrating,
        "creation_date": format!("{:.3}[UTC]", addon.created),
        "host": endpoint.host, "port": endpoint.port, "user": endpoint.user, "password": endpoint.password.expose_secret(),
        "database": endpoint.database,
        "features": [
            option("do-backup", addon.options.backup), option("encryption", addon.options.encryption),
            option("direct-host-only", addon.options.direct_host_only),
        ],
        "read_only_users": readers,
    })
}

fn missing(what: &str) -> Answer {
    Answer::error_v4(StatusCode::NOT_FOUND, "clever.core.not-found", &format!("no such {what}"))
}
