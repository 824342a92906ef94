//! `/v1/`: which request means what, and what it reads. Oddities are kept on purpose: double slashes count as one, a list
//! without its last slash is elsewhere (301), an item without it is answered, what exists and is not imitated is empty.

use std::sync::Arc;

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use super::House;
use super::answers::{detail, done, not_found, with_slash};
use super::entry::Caller;
use super::state::{Account, Database, Holder, User};
use crate::core::Core;
use crate::door::{Answer, Call};

/// Resources that are documented and of which nobody here has any.
const EMPTY: [&str; 19] = [
    "datacenter",
    "domain",
    "record",
    "environment",
    "firewall",
    "ftp",
    "ip",
    "mailbox",
    "object_transfer",
    "product",
    "server",
    "service",
    "ssh",
    "ssl",
    "subdomain",
    "subscription",
    "webdav",
    "rule",
    "redirection",
];

/// Answers a request below `/v1/`.
pub(super) async fn handle(house: &Arc<House>, core: &Arc<Core>, call: &Call) -> Answer {
    let path: Vec<&str> = call.segments.iter().skip(1).map(String::as_str).collect();
    let reads = matches!(call.method, Method::GET | Method::HEAD);
    let is_item = path.last().is_some_and(|last| last.parse::<u32>().is_ok());
    let whole = call.raw_path.ends_with('/') || (reads && is_item);
    if !whole {
        return with_slash(&call.raw_path, &query(call));
    }
    let caller = match house.admit(call) {
        Ok(caller) => caller,
        Err(answer) => return answer,
    };
    match (&call.method, path.as_slice()) {
        (&Method::POST | &Method::PUT | &Method::PATCH | &Method::DELETE, ["database", rest @ ..]) => {
            Box::pin(super::changes::handle(house, core, call, &caller, rest)).await
        }
        (&Method::POST, ["site", id, "restart"]) => house.with(|state| {
            let site = state.account(&caller.account).and_then(|it| it.sites.iter().find(|it| is(it.id, id)));
            site.map_or_else(not_found, |_| done())
        }),
        _ if reads => read(house, call, &caller, &path),
        _ => detail(StatusCode::METHOD_NOT_ALLOWED, "This method is not allowed."),
    }
}

fn read(house: &House, call: &Call, caller: &Caller, path: &[&str]) -> Answer {
    let listed = |all: Vec<Value>| Answer::json(&Value::Array(filtered(all, call)));
    let item = |id: &str, all: Vec<Value>| {
        all.into_iter()
            .find(|one| one["id"].as_u64() == id.parse().ok())
            .map_or_else(not_found, |one| Answer::json(&one))
    };
    let of = |resource: &[&str]| house.with(|state| all(house, state, caller, resource));
    match path {
        ["database", "user"] => of(path).map_or_else(not_found, listed),
        ["database", "user", id] => of(&["database", "user"]).map_or_else(not_found, |all| item(id, all)),
        [_] => of(path).map_or_else(not_found, listed),
        [resource, id] => of(&[resource]).map_or_else(not_found, |all| item(id, all)),
        _ => not_found(),
    }
}

/// Everything of a resource that the caller sees; `None` for one that is not documented.
fn all(house: &House, state: &super::state::State, caller: &Caller, resource: &[&str]) -> Option<Vec<Value>> {
    let account = state.account(&caller.account);
    let of = |make: &dyn Fn(&Account) -> Vec<Value>| Some(account.map(make).unwrap_or_default());
    match resource {
        ["customer"] => {
            let own = state.profiles.iter().filter(|it| it.id == caller.profile);
            Some(own.map(|it| json!({
                "id": it.id, "href": href("customer", it.id), "email": it.email, "type": "individual", "name": it.name,
            })).collect())
        }
        ["account"] => {
            let own = state.accounts.iter().filter(|it| it.profile == caller.profile);
            Some(own.map(|it| json!({
                "id": it.id, "href": href("account", it.id), "name": it.name, "product": { "href": href("product", 1) },
                "period": "1mo", "location_type": "datacenter", "location_object": { "href": href("datacenter", 1) },
            })).collect())
        }
        ["token"] => Some(vec![json!({
            "id": 1, "href": href("token", 1), "app_name": "practice", "key": house.shown_token(), "is_disabled": false,
            "allowed_ips": null,
        })]),
        ["database"] => of(&|account| account.databases.iter().map(|it| database(account, it)).collect()),
        ["database", "user"] => of(&|account| account.users.iter().map(|it| user(account, it)).collect()),
        ["site"] => of(&|account| account.sites.iter().map(|it| site(account, it)).collect()),
        ["job"] => of(&|account| account.jobs.iter().map(|it| job(account, it)).collect()),
        [other] if EMPTY.contains(other) => Some(Vec::new()),
        _ => None,
    }
}

fn database(account: &Account, it: &Database) -> Value {
    let mut view = json!({
        "id": it.id, "href": href("database", it.id), "account": { "href": href("account", account.id) }, "name": it.name,
        "type": it.kind, "permissions": it.permissions, "annotation": it.annotation,
        // Ours, and not alwaysdata's: a client of the practice cloud cannot work the host out of the account's name.
        "panel": format!("/migration/?account={}", account.name),
    });
    if it.kind == super::state::POSTGRESQL {
        view["extensions"] = json!(it.extensions);
        view["locale"] = json!(it.locale);
        view["host"] = json!(account.relay.address.ip().to_string());
        view["port"] = json!(account.relay.address.port());
    }
    view
}

fn user(account: &Account, it: &User) -> Value {
    let on = account.databases.iter().filter(|database| database.kind == it.kind);
    let permissions: serde_json::Map<String, Value> = on
        .filter_map(|database| Some((database.name.clone(), json!(database.permissions.get(&it.name)?))))
        .collect();
    json!({
        "id": it.id, "href": href("database/user", it.id), "account": { "href": href("account", account.id) },
        "name": it.name, "type": it.kind, "require_ssl": it.require_ssl, "host": null, "permissions": permissions,
    })
}

fn site(account: &Account, it: &Holder) -> Value {
    holder(account, it, json!({ "href": href("site", it.id), "name": it.name }))
}

fn job(account: &Account, it: &Holder) -> Value {
    holder(account, it, json!({ "href": href("job", it.id), "annotation": it.name, "date_type": "CRONTAB" }))
}

fn holder(account: &Account, it: &Holder, mut view: Value) -> Value {
    for (name, value) in &it.settings {
        view[name] = value.clone();
    }
    view["id"] = json!(it.id);
    view["type"] = json!(it.kind);
    view["is_disabled"] = json!(it.disabled);
    view["account"] = json!({ "href": href("account", account.id) });
    view
}

/// Only those whose fields say what the query says.
fn filtered(all: Vec<Value>, call: &Call) -> Vec<Value> {
    let says = |one: &Value, name: &str, wanted: &str| match &one[name] {
        Value::String(text) => text == wanted,
        Value::Null => true,
        other => {
            let text = other.to_string();
            text == wanted
        }
    };
    let wanted: Vec<_> = call.query.iter().filter(|(name, _)| !name.starts_with('_')).collect();
    all.into_iter().filter(|one| wanted.iter().all(|(name, value)| says(one, name, value))).collect()
}

pub(super) fn href(resource: &str, id: u32) -> String {
    format!("/v1/{resource}/{id}/")
}

pub(super) fn is(id: u32, text: &str) -> bool {
    text.parse() == Ok(id)
}

fn query(call: &Call) -> String {
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(&call.query).finish()
}
