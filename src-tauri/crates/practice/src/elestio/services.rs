//! Reading services: the list in its three shapes, one of them, its credentials, its pages, its notes.

use std::sync::Arc;

use serde_json::{Value, json};

use super::answers::{Refused, ok, ok_data, page};
use super::request::Request;
use super::{Elestio, held, views};
use crate::core::Core;
use crate::door::Answer;
use crate::scenario::ListShape;
use crate::world::{Addon, World};

pub(super) fn handle(
    own: &Elestio,
    core: &Arc<Core>,
    path: &[&str],
    request: &Request,
) -> Result<Option<Answer>, Refused> {
    let ["api", area, call] = path else { return Ok(None) };
    Ok(Some(match (*area, *call) {
        ("servers", "getServices") => list(own, core, request)?,
        ("servers", "getServerDetails") => details(own, core, request)?,
        ("servers", "getAppCredentials") => {
            let id = known(own, core, request)?;
            if own.state().of(&id).deployment != "Deployed" {
                return Err(Refused::ko("The service is not deployed yet"));
            }
            let database = request.text(&["mode"]).as_deref() == Some("dbAdmin");
            let view =
                core.with(|world| world.addon(&id).map(|addon| views::login(addon, &own.email, database)));
            Answer::json(&view.unwrap_or_default())
        }
        ("servers", "startLogTailView") => {
            let mode = request.text(&["mode"]).unwrap_or_default();
            if !matches!(mode.as_str(), "" | "syslog") {
                return Err(Refused::ko("This mode is not known"));
            }
            Answer::json(&page(&format!("logs-{}", known(own, core, request)?)))
        }
        ("servers", "startSSHDirect" | "startVSCode" | "startFileExplorer" | "startSSHClient") => {
            let id = known(own, core, request)?;
            let mut view = page(&format!("tool-{id}"));
            view["user"] = "root".into();
            view["password"] = crate::world::random_name('p').into();
            Answer::json(&view)
        }
        (_, "getNotes") => {
            let id = known(own, core, request)?;
            ok_data(json!({ "notes": own.state().of(&id).notes }))
        }
        (_, "updateNotes") => {
            let id = known(own, core, request)?;
            own.state().of(&id).notes = request.text(&["notes", "note"]).unwrap_or_default();
            ok(json!({}))
        }
        ("servers", "validate") => {
            for field in ["template", "provider", "datacenter", "serverType"] {
                request.needed(&[field, &format!("{field}ID"), &format!("{field}Name")])?;
            }
            ok(json!({}))
        }
        _ => return Ok(None),
    }))
}

fn list(own: &Elestio, core: &Arc<Core>, request: &Request) -> Result<Answer, Refused> {
    let project = request.needed(&["projectId", "projectID"])?;
    let services = core.with(|world| {
        let known = world.owner(&project).is_some();
        let added = held(&own.state).added_projects.iter().any(|(id, _)| *id == project);
        if !known && !added {
            return Err(Refused::coded("InvalidPermission", "You have no access to this project"));
        }
        let of_project: Vec<Addon> =
            world.addons.iter().filter(|addon| addon.owner == project).cloned().collect();
        Ok(of_project.iter().map(|addon| view(own, core, world, addon)).collect::<Vec<Value>>())
    })?;
    Ok(match own.oddities.list {
        ListShape::Servers => Answer::json(&json!({ "servers": services })),
        ListShape::Bare => Answer::json(&Value::from(services)),
        ListShape::Data => ok_data(json!({ "services": services })),
    })
}

fn details(own: &Elestio, core: &Arc<Core>, request: &Request) -> Result<Answer, Refused> {
    match known(own, core, request) {
        Ok(id) => {
            let view = core.with(|world| {
                let addon = world.addon(&id)?.clone();
                Some(view(own, core, world, &addon))
            });
            Ok(Answer::json(&json!({ "serviceInfos": view.into_iter().collect::<Vec<_>>() })))
        }
        Err(_) if own.oddities.missing_is_empty => Ok(Answer::json(&json!({ "serviceInfos": [] }))),
        Err(refused) => Err(refused),
    }
}

fn view(own: &Elestio, core: &Core, world: &World, addon: &Addon) -> Value {
    let word = core.faults.service_word(&addon.names());
    let mut state = held(&own.state);
    views::service(addon, state.of(&addon.id), world, own, word)
}

/// The vmID of the service that a request names, under any of the names of that field, in the project that it names.
pub(super) fn known(own: &Elestio, core: &Core, request: &Request) -> Result<String, Refused> {
    let id = request.needed(&["vmID", "serverID", "server"])?;
    let project = request.text(&["projectID", "projectId"]);
    let found = core.with(|world| {
        let addon = world.addon(&id)?;
        project.as_ref().is_none_or(|project| *project == addon.owner).then(|| addon.id.clone())
    });
    let id = found.ok_or_else(Refused::no_service)?;
    if own.state().of(&id).status == "deleting" {
        return Err(Refused::going());
    }
    Ok(id)
}

/// The same for what changes something: a role that only reads may not.
pub(super) fn changeable(own: &Elestio, core: &Core, request: &Request) -> Result<String, Refused> {
    let id = known(own, core, request)?;
    let role = core.with(|world| {
        let owner = world.addon(&id)?.owner.clone();
        world.owner(&owner).map(|owner| owner.role.clone())
    });
    if role.as_deref() == Some("Read-Only") { Err(Refused::no_right()) } else { Ok(id) }
}
