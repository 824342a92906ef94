//! Who signs in, what their token may do, and the whole tree at one look.

use std::sync::Arc;

use axum::http::Method;
use serde_json::{Value, json};

use super::{Request, owner};
use crate::core::Core;
use crate::door::Answer;
use crate::world::World;

pub(super) fn handle(core: &Arc<Core>, request: &Request<'_>) -> Result<Option<Answer>, Answer> {
    let path = request.path();
    let (get, delete) = (request.is(&Method::GET), request.is(&Method::DELETE));
    Ok(Some(match path.as_slice() {
        ["v2", "self"] if get => {
            request.needs(&["access_personal_information", "manage_personal_information"])?;
            Answer::json(&core.with(|world| person(world)))
        }
        ["v2", "self", "tokens"] if get => tokens(core),
        ["v2", "self", "tokens", "current"] if get => current(core, request)?,
        ["v2", "self", "tokens"] if delete => {
            core.access().tokens.retain(|token| token.bearer);
            Answer::message("All tokens have been revoked")
        }
        ["v2", "self", "tokens", token] if delete => {
            let mut access = core.access();
            let before = access.tokens.len();
            access.tokens.retain(|known| known.token != *token);
            if access.tokens.len() == before {
                return Err(Answer::not_found("Token"));
            }
            Answer::message("The token has been revoked")
        }
        ["v2", "summary"] if get => {
            request.needs(&["access_organisations"])?;
            Answer::json(&core.with(|world| summary(world)))
        }
        ["v2", "organisations"] if get => {
            request.needs(&["access_organisations"])?;
            Answer::json(&core.with(|world| world.owners.iter().map(organisation).collect()))
        }
        ["v2", "organisations", id] if get => {
            request.needs(&["access_organisations"])?;
            // The command line asks for its user here.
            Answer::json(&core.with(|world| {
                if *id == world.person.id { Ok(person(world)) } else { owner(world, id).map(organisation) }
            })?)
        }
        ["v2", "organisations", id, "consumers"] if get => {
            core.with(|world| owner(world, id).map(|_| ()))?;
            Answer::json(&json!([]))
        }
        _ => return Ok(None),
    }))
}

fn person(world: &World) -> Value {
    let person = &world.person;
    json!({
        "id": person.id, "email": person.email, "name": person.name, "phone": "", "address": "", "city": "", "zipcode": "",
        "country": "FRANCE", "avatar": null, "creationDate": person.created.as_millisecond(), "lang": "EN",
        "emailValidated": true, "oauthApps": [], "admin": false, "canPay": true, "preferredMFA": "NONE", "hasPassword": true,
        "partnerId": "practice", "partnerName": null, "partnerConsoleUrl": null,
    })
}

fn organisation(owner: &crate::world::Owner) -> Value {
    json!({
        "id": owner.id, "name": owner.name, "description": "", "billingEmail": null, "address": "", "city": "", "zipcode": "",
        "country": "FRANCE", "company": null, "VAT": null, "avatar": null, "vatState": "NOT_NEEDED", "customerFullName": null,
        "canPay": true, "cleverEnterprise": false, "emergencyNumber": null, "canSEPA": false, "isTrusted": false,
        "role": owner.role,
    })
}

/// The person and every organisation, with everything that each has.
fn summary(world: &World) -> Value {
    let parts = |id: &str| {
        let applications: Vec<Value> = world
            .applications
            .iter()
            .filter(|application| application.owner == id)
            .map(|application| {
                json!({ "id": application.id, "name": application.name, "state": application.state, "instanceType": "node", "instanceVariant": "node" })
            })
            .collect();
        let addons = world.addons.iter().filter(|addon| addon.owner == id).map(|addon| {
            json!({ "id": addon.id, "realId": addon.real_id, "name": addon.name, "providerId": addon.product, "logoUrl": "" })
        });
        let configurations = world.configurations.iter().filter(|it| it.owner == id).map(|it| {
            json!({ "id": it.id, "realId": it.real_id, "name": it.name, "providerId": "config-provider", "logoUrl": "" })
        });
        (applications, addons.chain(configurations).collect::<Vec<Value>>())
    };
    let organisations: Vec<Value> = world
        .owners
        .iter()
        .filter(|owner| !owner.personal)
        .map(|owner| {
            let (applications, addons) = parts(&owner.id);
            json!({
                "id": owner.id, "name": owner.name, "avatar": null, "role": owner.role, "applications": applications,
                "addons": addons, "consumers": [], "providers": [], "vatState": "NOT_NEEDED", "canPay": true,
                "canSEPA": false, "cleverEnterprise": false, "emergencyNumber": null, "isTrusted": false,
            })
        })
        .collect();
    let (applications, addons) = parts(&world.person.id);
    json!({
        "user": {
            "id": world.person.id, "name": world.person.name, "email": world.person.email, "lang": "EN", "canPay": true,
            "applications": applications, "addons": addons, "consumers": [],
        },
        "organisations": organisations,
    })
}

fn tokens(core: &Arc<Core>) -> Answer {
    let access = core.access();
    let all = access
        .tokens
        .iter()
        .filter(|token| !token.bearer)
        .map(|token| view(token, &access.consumer.name, &access.consumer.key));
    Answer::json(&Value::Array(all.collect()))
}

fn current(core: &Arc<Core>, request: &Request<'_>) -> Result<Answer, Answer> {
    let access = core.access();
    let token = access.tokens.iter().find(|token| token.token == request.caller.token);
    let token = token.ok_or_else(|| Answer::not_found("Token"))?;
    Ok(Answer::json(&view(token, &access.consumer.name, &access.consumer.key)))
}

fn view(token: &super::Token, consumer: &str, key: &str) -> Value {
    let rights: serde_json::Map<String, Value> = super::RIGHTS
        .iter()
        .map(|right| ((*right).to_owned(), json!(token.rights.iter().any(|it| it == right))))
        .collect();
    json!({
        "token": token.token, "creationDate": token.created.as_millisecond(), "expirationDate": token.expires.as_millisecond(),
        "lastUtilisation": token.created.as_millisecond(), "rights": rights,
        "consumer": { "name": consumer, "key": key, "description": "", "url": "", "picture": "" }, "employeeId": null,
    })
}
