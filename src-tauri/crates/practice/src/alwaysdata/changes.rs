//! Databases and users made, changed and deleted. A form is looked at before it is answered; what it asks for is queued,
//! unless the client wants to wait.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use axum::http::Method;
use domain::{Result, Secret};
use serde::Deserialize;

use super::House;
use super::answers::{created, done, form_error, not_found};
use super::api::{href, is};
use super::entry::Caller;
use super::server::Wanted;
use super::state::{Account, Database, POSTGRESQL, State, User};
use crate::core::Core;
use crate::door::{Answer, Call};
use crate::scenario::RIGHTS;

const TYPES: [&str; 3] = [POSTGRESQL, "MYSQL", "RABBITMQ"];

/// What a form may say; fields of other resources are passed over.
#[derive(Default, Deserialize)]
struct Form {
    name: Option<String>,
    #[serde(rename = "type")]
    kind: Option<String>,
    permissions: Option<BTreeMap<String, String>>,
    extensions: Option<Vec<String>>,
    locale: Option<String>,
    annotation: Option<String>,
    password: Option<String>,
    require_ssl: Option<bool>,
}

/// What a form asks for, once it was looked at.
enum Change {
    AddDatabase(Database),
    AlterDatabase(Database),
    DropDatabase(u32),
    AddUser(User),
    AlterUser(User),
    DropUser(u32),
}

/// Answers a request that changes something below `/v1/database/`.
pub(super) async fn handle(
    house: &Arc<House>,
    core: &Arc<Core>,
    call: &Call,
    caller: &Caller,
    path: &[&str],
) -> Answer {
    let form = match &call.body[..] {
        [] => Form::default(),
        _ => match call.parsed::<Form>() {
            Ok(form) => form,
            Err(_) => return form_error("__all__", "The body cannot be read."),
        },
    };
    let looked_at = house.with(|state| {
        let number = state.number();
        look(state, caller, &call.method, path, form, number)
    });
    let (change, answer) = match looked_at {
        Ok(found) => found,
        Err(answer) => return answer,
    };
    let account = caller.account.clone();
    if matches!(call.header("alwaysdata-synchronous"), "yes" | "true") {
        return match Box::pin(house.apply(&account, change)).await {
            Ok(()) => answer,
            Err(error) => form_error("__all__", &error.detail),
        };
    }
    let house = Arc::clone(house);
    core.spawn(async move {
        tokio::time::sleep(Duration::from_millis(house.write_delay_ms)).await;
        if let Err(error) = Box::pin(house.apply(&account, change)).await {
            tracing::warn!(code = error.code(), "a queued write of the practice cloud was refused");
        }
    });
    answer
}

fn look(
    state: &State,
    caller: &Caller,
    method: &Method,
    path: &[&str],
    form: Form,
    number: u32,
) -> Result<(Change, Answer), Answer> {
    let account = state.account(&caller.account).ok_or_else(not_found)?;
    if account.is_moving() {
        return Err(form_error("__all__", "A migration of this account is running."));
    }
    let database = |id: &str| account.databases.iter().find(|it| is(it.id, id)).ok_or_else(not_found);
    let user = |id: &str| account.users.iter().find(|it| is(it.id, id)).ok_or_else(not_found);
    match (method, path) {
        (&Method::POST, []) => {
            let made = new_database(account, form, number)?;
            Ok((Change::AddDatabase(made), created(&href("database", number))))
        }
        (&Method::POST, ["user"]) => {
            let made = new_user(account, form, number)?;
            Ok((Change::AddUser(made), created(&href("database/user", number))))
        }
        (&Method::PUT | &Method::PATCH, ["user", id]) => {
            let mut changed = user(id)?.clone();
            changed.password = form.password.map(Secret::from).unwrap_or(changed.password);
            changed.require_ssl = form.require_ssl.unwrap_or(changed.require_ssl);
            Ok((Change::AlterUser(changed), done()))
        }
        (&Method::PUT | &Method::PATCH, [id]) => {
            let mut changed = database(id)?.clone();
            if let Some(permissions) = form.permissions {
                known_users(account, &changed.kind, &permissions)?;
                changed.permissions = permissions;
            }
            changed.annotation = form.annotation.unwrap_or(changed.annotation);
            Ok((Change::AlterDatabase(changed), done()))
        }
        (&Method::DELETE, ["user", id]) => Ok((Change::DropUser(user(id)?.id), done())),
        (&Method::DELETE, [id]) => Ok((Change::DropDatabase(database(id)?.id), done())),
        _ => Err(not_found()),
    }
}

fn new_database(account: &Account, form: Form, id: u32) -> Result<Database, Answer> {
    let name = new_name(account, form.name, account.databases.iter().map(|it| it.name.as_str()))?;
    let kind = known_type(form.kind)?;
    let permissions = form.permissions.unwrap_or_default();
    known_users(account, &kind, &permissions)?;
    Ok(Database {
        id,
        name,
        kind,
        permissions,
        extensions: form.extensions.unwrap_or_default(),
        locale: form.locale.unwrap_or_default(),
        annotation: form.annotation.unwrap_or_default(),
    })
}

fn new_user(account: &Account, form: Form, id: u32) -> Result<User, Answer> {
    let name = new_name(account, form.name, account.users.iter().map(|it| it.name.as_str()))?;
    let kind = known_type(form.kind)?;
    let password = form.password.filter(|password| !password.is_empty());
    let password = password.ok_or_else(|| form_error("password", "This field is required."))?;
    let require_ssl = form.require_ssl.unwrap_or_default();
    Ok(User { id, name, kind, password: Secret::from(password), require_ssl })
}

fn new_name<'a>(
    account: &Account,
    name: Option<String>,
    mut taken: impl Iterator<Item = &'a str>,
) -> Result<String, Answer> {
    let name =
        name.filter(|name| !name.is_empty()).ok_or_else(|| form_error("name", "This field is required."))?;
    let prefix = format!("{}_", account.name);
    if !name.starts_with(&prefix) {
        return Err(form_error("name", &format!("The name must start with {prefix}")));
    }
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-');
    if !name.chars().all(plain) || name.len() > 57 {
        return Err(form_error("name", "This name is not allowed."));
    }
    if taken.any(|one| one == name) {
        return Err(form_error("name", "This name is already used."));
    }
    Ok(name)
}

fn known_type(kind: Option<String>) -> Result<String, Answer> {
    let kind = kind.ok_or_else(|| form_error("type", "This field is required."))?;
    if TYPES.contains(&kind.as_str()) {
        Ok(kind)
    } else {
        Err(form_error("type", "This choice is not offered."))
    }
}

fn known_users(account: &Account, kind: &str, permissions: &BTreeMap<String, String>) -> Result<(), Answer> {
    let known = |name: &String| account.users.iter().any(|user| user.name == *name && user.kind == kind);
    let holds = permissions.iter().all(|(user, right)| known(user) && RIGHTS.contains(&right.as_str()));
    if holds { Ok(()) } else { Err(form_error("permissions", "A user or a right is not known.")) }
}

impl House {
    /// Does it, in the server first: what a list shows is there.
    async fn apply(&self, account: &str, change: Change) -> Result<()> {
        let Some(server) = self.with(|state| state.account(account).map(|it| it.server.clone())) else {
            return Ok(());
        };
        let is_real = |kind: &str| kind == POSTGRESQL;
        match change {
            Change::AddDatabase(database) => {
                if is_real(&database.kind) {
                    server.add_database(&Wanted::of(&database)).await?;
                }
                self.in_account(account, |it| it.databases.push(database));
            }
            Change::AlterDatabase(changed) => {
                if is_real(&changed.kind) {
                    // Who is no longer named has no right any more.
                    let mut permissions = changed.permissions.clone();
                    for user in self.users_of(account) {
                        permissions.entry(user).or_insert_with(|| "NONE".into());
                    }
                    server.grant(&changed.name, &permissions).await?;
                }
                self.in_account(account, |it| {
                    it.databases
                        .iter_mut()
                        .filter(|old| old.id == changed.id)
                        .for_each(|old| *old = changed.clone());
                });
            }
            Change::DropDatabase(id) => {
                let found = self.with(|state| {
                    let all = &state.account(account)?.databases;
                    all.iter().find(|it| it.id == id && is_real(&it.kind)).map(|it| it.name.clone())
                });
                if let Some(name) = found {
                    server.drop_database(&name).await?;
                }
                self.in_account(account, |it| it.databases.retain(|it| it.id != id));
            }
            Change::AddUser(user) => {
                if is_real(&user.kind) {
                    server.add_user(&user.name, &user.password).await?;
                }
                self.in_account(account, |it| it.users.push(user));
            }
            Change::AlterUser(changed) => {
                if is_real(&changed.kind) {
                    server.set_password(&changed.name, &changed.password).await?;
                }
                self.in_account(account, |it| {
                    it.users
                        .iter_mut()
                        .filter(|old| old.id == changed.id)
                        .for_each(|old| *old = changed.clone());
                });
            }
            Change::DropUser(id) => {
                let found = self.with(|state| {
                    let all = &state.account(account)?.users;
                    all.iter().find(|it| it.id == id && is_real(&it.kind)).map(|it| it.name.clone())
                });
                if let Some(name) = found {
                    server.drop_user(&name).await?;
                }
                self.in_account(account, |it| it.users.retain(|it| it.id != id));
            }
        }
        Ok(())
    }

    fn in_account(&self, account: &str, change: impl FnOnce(&mut Account)) {
        self.with(|state| state.account_mut(account).map(change));
    }

    fn users_of(&self, account: &str) -> Vec<String> {
        let real = |account: &Account| {
            let users = account.users.iter().filter(|user| user.kind == POSTGRESQL);
            users.map(|user| user.name.clone()).collect()
        };
        self.with(|state| state.account(account).map(real)).unwrap_or_default()
    }
}
