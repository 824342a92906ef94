//! Applications: their variables from every source, restart, deployments.

use std::sync::Arc;

use axum::http::{Method, StatusCode};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{Request, owner, role_allows, views};
use crate::core::Core;
use crate::door::Answer;
use crate::world::{Application, Deployment, World};

#[derive(Deserialize)]
struct Set {
    value: String,
}

pub(super) fn handle(core: &Arc<Core>, request: &Request<'_>) -> Result<Option<Answer>, Answer> {
    let path = request.path();
    if let ["v4", "orchestration", "organisations", o, "applications", app, "deployments", rest @ ..] =
        path.as_slice()
        && request.is(&Method::GET)
    {
        return core.with(|world| orchestration(world, o, app, rest)).map(Some);
    }
    let ["v2", "organisations", o, "applications", rest @ ..] = path.as_slice() else { return Ok(None) };
    let (get, post, put) = (request.is(&Method::GET), request.is(&Method::POST), request.is(&Method::PUT));
    request.needs(if get { &["access_organisations"] } else { &["manage_organisations_applications"] })?;
    let [app, rest @ ..] = rest else {
        return core.with(|world| {
            owner(world, o)?;
            let all = world.applications.iter().filter(|it| it.owner == *o);
            Ok(get.then(|| Answer::json(&all.map(views::application).collect())))
        });
    };
    if post && rest == ["instances"] {
        return redeploy(core, o, app).map(Some);
    }
    core.with(|world| {
        let found = application(world, o, app)?.clone();
        Ok(Some(match rest {
            [] if get => Answer::json(&views::application(&found)),
            ["env"] if get => Answer::json(&views::env(&found.env)),
            ["env"] if put => {
                role_allows(owner(world, o)?)?;
                let all: Map<String, Value> = request.call.json()?;
                let text = |value: Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                change(world, app, |it| it.env = all.into_iter().map(|(name, value)| (name, text(value))).collect())
            }
            ["env", name] if put => {
                role_allows(owner(world, o)?)?;
                let set: Set = request.call.json()?;
                change(world, app, |it| {
                    it.env.retain(|(known, _)| known != name);
                    it.env.push(((*name).to_owned(), set.value));
                })
            }
            ["addons"] if get => {
                let linked = world.addons.iter().filter(|addon| found.addons.contains(&addon.id));
                let configurations = world.configurations.iter().filter(|it| found.configurations.contains(&it.id));
                let linked = linked.map(|it| views::addon(it, &world.catalogue));
                Answer::json(&linked.chain(configurations.map(views::configuration)).collect())
            }
            ["addons", "env"] if get => Answer::json(&addons_env(world, &found)),
            ["dependencies"] if get => {
                let used = world.applications.iter().filter(|it| found.depends_on.contains(&it.id));
                Answer::json(&used.map(views::application).collect())
            }
            ["dependencies", "env"] if get => {
                let used = world.applications.iter().filter(|it| found.depends_on.contains(&it.id));
                let view = |it: &Application| json!({ "app_id": it.id, "app_name": it.name, "env": views::env(&it.exposed) });
                Answer::json(&used.map(view).collect())
            }
            ["exposed_env"] if get => {
                let all: Map<String, Value> = found.exposed.iter().map(|(name, value)| (name.clone(), json!(value))).collect();
                Answer::json(&Value::Object(all))
            }
            ["deployments"] if get => {
                let limit = request.call.param("limit").and_then(|limit| limit.parse().ok()).unwrap_or(usize::MAX);
                Answer::json(&found.deployments.iter().take(limit).map(deployment).collect())
            }
            ["instances"] if get => Answer::json(&instances(&found)),
            _ => return Ok(None),
        }))
    })
}

fn application<'a>(world: &'a World, o: &str, id: &str) -> Result<&'a Application, Answer> {
    owner(world, o)?;
    let found = world.applications.iter().find(|it| it.id == id && it.owner == o);
    found.ok_or_else(|| Answer::not_found("Application"))
}

fn change(world: &mut World, id: &str, change: impl FnOnce(&mut Application)) -> Answer {
    match world.application_mut(id) {
        Some(found) => {
            change(found);
            Answer::json(&views::application(found))
        }
        None => Answer::not_found("Application"),
    }
}

/// Restarts an application with its present variables.
fn redeploy(core: &Arc<Core>, o: &str, id: &str) -> Result<Answer, Answer> {
    let uuid = core.with(|world| {
        role_allows(owner(world, o)?)?;
        application(world, o, id)?;
        let found = world.application_mut(id).ok_or_else(|| Answer::not_found("Application"))?;
        if !found.should_run() {
            return Err(Answer::error(StatusCode::BAD_REQUEST, 4011, "The application should not run"));
        }
        Ok(found.deploy("Restart"))
    })?;
    core.finish_deployment(id.to_owned(), uuid.clone());
    Ok(Answer::json(
        &json!({ "id": 721, "message": "The application has successfully been queued for redeploy.", "type": "success", "deploymentId": uuid }),
    ))
}

fn addons_env(world: &World, found: &Application) -> Value {
    let addons = world.addons.iter().filter(|addon| found.addons.contains(&addon.id)).map(|addon| {
        let env = world.catalogue.product(&addon.product).map(|product| addon.env(product)).unwrap_or_default();
        json!({ "provider_id": addon.product, "addon_id": addon.id, "addon_name": addon.name, "env": views::env(&env) })
    });
    let configurations = world.configurations.iter().filter(|it| found.configurations.contains(&it.id)).map(|it| {
        json!({ "provider_id": "config-provider", "addon_id": it.id, "addon_name": it.name, "env": views::env(&it.env) })
    });
    addons.chain(configurations).collect()
}

fn deployment(it: &Deployment) -> Value {
    json!({
        "id": it.id, "uuid": it.uuid, "date": it.date.as_millisecond(), "state": it.state, "action": it.action,
        "commit": "0".repeat(40), "cause": it.cause, "instances": 1, "author": { "id": "", "name": "practice" },
    })
}

/// The newer form, with other words.
fn orchestration(world: &World, o: &str, id: &str, rest: &[&str]) -> Result<Answer, Answer> {
    let found = application(world, o, id)?;
    let view = |it: &Deployment| {
        let state = if it.state == "OK" { "SUCCEEDED" } else { "WORK_IN_PROGRESS" };
        json!({
            "id": it.uuid, "ownerId": found.owner, "applicationId": found.id, "startDate": format!("{:.3}", it.date),
            "state": state, "steps": [], "origin": { "action": it.action, "cause": it.cause, "source": "practice", "authorId": "" },
            "version": { "commitId": "0".repeat(40) },
        })
    };
    match rest {
        [] => Ok(Answer::json(&found.deployments.iter().map(view).collect())),
        [uuid] => found
            .deployments
            .iter()
            .find(|it| it.uuid == *uuid)
            .map(|it| Answer::json(&view(it)))
            .ok_or_else(|| Answer::not_found("Deployment")),
        _ => Err(Answer::not_found("Deployment")),
    }
}

fn instances(found: &Application) -> Value {
    if !found.should_run() {
        return json!([]);
    }
    let newest = found.deployments.first();
    json!([{
        "id": crate::world::named("instance", &found.id), "appId": found.id, "ip": "127.0.0.1", "appPort": 8080,
        "state": if newest.is_some_and(|it| it.state == "OK") { "UP" } else { "DEPLOYING" },
        "flavor": { "name": "XS", "mem": 1024, "cpus": 1 }, "commit": "0".repeat(40), "deployNumber": found.deployments.len(),
        "deployId": newest.map(|it| it.uuid.clone()), "instanceNumber": 0, "displayName": found.name,
        "creationDate": newest.map(|it| it.date.as_millisecond()),
    }])
}
