//! Clever Cloud's API over the practice world, as its documentation and its official clients describe it.
//!
//! Every answer has the documented shape, arrays are always there, ids are well-formed UUIDs, and `Sozu-Id` is on each.
//! Traps of the real API (feature codes that differ by product, no `/self` for migrations, dates of uneven length) are
//! kept on purpose. Credentials are really checked.

mod access;
mod answers;
mod applications;
mod dance;
mod identity;
mod inventory;
mod migrations;
mod orders;
mod pages;
mod products;
mod signature;
mod views;

use std::sync::Arc;

use async_trait::async_trait;
use axum::http::{Method, StatusCode};
use domain::Secret;
use jiff::Timestamp;

pub(crate) use access::{Access, Consumer, RIGHTS, Token};
use access::{Caller, forbidden};
pub(crate) use dance::{grant, secret};

use crate::core::Core;
use crate::door::{Answer, Call};
use crate::imitation::Imitation;
use crate::world::{Addon, Owner, World};

/// Clever Cloud, imitated.
pub(crate) struct CleverCloud {
    /// The API token that a person pastes.
    pub(crate) token: Secret,
}

#[async_trait]
impl Imitation for CleverCloud {
    async fn handle(&self, core: &Arc<Core>, call: Call) -> Answer {
        handle(core, call).await
    }

    fn refusal(&self, status: StatusCode, message: &str) -> Answer {
        Answer::error(status, i64::from(status.as_u16()), message)
    }

    fn reference_header(&self) -> Option<&'static str> {
        Some("sozu-id")
    }

    fn fields(&self) -> Vec<(String, Secret)> {
        vec![("token".into(), self.token.clone())]
    }

    fn revoke(&self, core: &Core) {
        core.access().revoke_all();
    }
}

/// Answers a request.
async fn handle(core: &Arc<Core>, call: Call) -> Answer {
    if let Some(answer) = dance::handle(core, &call) {
        return answer;
    }
    let base_url = dance::base_url(core, &call);
    let caller = core.access().caller(&call, &base_url, Timestamp::now());
    let caller = match caller {
        Ok(caller) => caller,
        // Prices and zones are public.
        Err(_) if products::is_public(&call) => return products::handle(core, &call).unwrap_or_else(unknown),
        Err(answer) => return answer,
    };
    let request = Request { path: full_path(core, &call), caller: &caller, call: &call };
    match answer(core, &request).await {
        Ok(answer) | Err(answer) => answer,
    }
}

/// A request of somebody who may enter.
struct Request<'a> {
    /// Segments of the path, with the person's own id where it said `self`.
    path: Vec<String>,
    caller: &'a Caller,
    call: &'a Call,
}

impl Request<'_> {
    fn path(&self) -> Vec<&str> {
        self.path.iter().map(String::as_str).collect()
    }

    fn is(&self, method: &Method) -> bool {
        self.call.method == *method
    }

    /// Refuses without one of these rights.
    fn needs(&self, rights: &[&str]) -> Result<(), Answer> {
        if self.caller.may(rights) {
            Ok(())
        } else {
            Err(forbidden("This token does not have the right to do that"))
        }
    }
}

async fn answer(core: &Arc<Core>, request: &Request<'_>) -> Result<Answer, Answer> {
    if let Some(answer) = identity::handle(core, request)? {
        return Ok(answer);
    }
    if let Some(answer) = products::handle(core, request.call) {
        return Ok(answer);
    }
    if let Some(answer) = Box::pin(orders::handle(core, request)).await? {
        return Ok(answer);
    }
    for part in [inventory::handle, migrations::handle, applications::handle] {
        if let Some(answer) = part(core, request)? {
            return Ok(answer);
        }
    }
    Ok(unknown())
}

fn unknown() -> Answer {
    Answer::error(StatusCode::NOT_FOUND, 404, "Not found")
}

/// Reads `self` as the person's own space, where the API has both forms. Migrations have only one.
fn full_path(core: &Core, call: &Call) -> Vec<String> {
    let path = call.segments.clone();
    let plain: Vec<&str> = path.iter().map(String::as_str).collect();
    let own = match plain.as_slice() {
        ["v2", "self", "addons", _, "migrations", ..] => false,
        ["v2", "self", "addons" | "applications" | "consumers", ..] => true,
        _ => false,
    };
    if !own {
        return path;
    }
    let id = core.with(|world| world.person.id.clone());
    ["v2".to_owned(), "organisations".to_owned(), id].into_iter().chain(path.into_iter().skip(2)).collect()
}

/// The owner with this id.
fn owner<'a>(world: &'a World, id: &str) -> Result<&'a Owner, Answer> {
    world.owner(id).ok_or_else(|| Answer::not_found("Organisation"))
}

/// The add-on with this id, of this owner.
fn addon<'a>(world: &'a World, owner_id: &str, id: &str) -> Result<&'a Addon, Answer> {
    owner(world, owner_id)?;
    world.addon(id).filter(|addon| addon.owner == owner_id).ok_or_else(|| Answer::not_found("Addon"))
}

/// Refuses a change by somebody whose role in the organisation does not allow it.
fn role_allows(owner: &Owner) -> Result<(), Answer> {
    match owner.role.as_str() {
        "ACCOUNTING" | "NONE" => Err(forbidden("Your role in this organisation does not allow that")),
        _ => Ok(()),
    }
}
