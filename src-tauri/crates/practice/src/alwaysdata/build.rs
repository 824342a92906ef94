//! Builds the accounts of a scenario: starts their servers, at the same time, and fills their databases.

use std::path::Path;
use std::sync::Arc;

use domain::{Error, ErrorKind, Result, Secret};
use futures::future::try_join_all;
use jiff::{SignedDuration, Timestamp};
use secrecy::ExposeSecret;
use serde_json::Value;

use super::relay::Relay;
use super::server::{Server, Wanted};
use super::state::{Account, Database, Holder, Migration, POSTGRESQL, Profile, Stage, State, User};
use crate::scenario::{HostedAccount, HostedDatabase, Hosting, Person};
use crate::{seed, servers};

/// Builds everything. `folder` holds the servers' data, `files` is what `file:` seeds are relative to.
pub(super) async fn build(
    hosting: &Hosting,
    person: &Person,
    folder: Option<&Path>,
    files: &Path,
) -> Result<State> {
    let mut state = State::default();
    let own =
        Profile { id: state.number(), email: person.email.clone(), name: person.name.clone(), open: true };
    state.profiles.push(own);
    for client in &hosting.clients {
        let id = state.number();
        let (email, name) = (client.email.clone(), client.name.clone());
        state.profiles.push(Profile { id, email, name, open: client.grants });
    }
    let present = hosting.accounts.iter().filter(|account| {
        let missing = account.postgresql.parse().is_ok_and(|major| servers::find(major).is_err());
        if missing && account.optional {
            tracing::warn!(name = account.name, "left out: no server program of its major");
        }
        !(missing && account.optional)
    });
    let building: Vec<_> = present
        .map(|from| Box::pin(async move { Ok::<_, Error>((from, start(from, folder).await?)) }))
        .collect();
    for (from, (relay, server)) in try_join_all(building).await? {
        let account = number(&mut state, from, relay, server);
        state.accounts.push(account);
    }
    let filling = state.accounts.iter().map(|account| {
        let from = hosting.accounts.iter().find(|from| from.name == account.name);
        Box::pin(fill(account, from.map(|from| from.databases.as_slice()).unwrap_or_default(), files))
    });
    try_join_all(filling).await?;
    Ok(state)
}

async fn start(from: &HostedAccount, folder: Option<&Path>) -> Result<(Arc<Relay>, Server)> {
    let relay = Relay::open(servers::loopback()).await?;
    let server = Server::start(&from.name, &from.postgresql, from.tls, folder).await?;
    relay.lead_to(Some(server.address()));
    Ok((Arc::new(relay), server))
}

/// Gives everything in an account its number.
fn number(state: &mut State, from: &HostedAccount, relay: Arc<Relay>, server: Server) -> Account {
    let owner = from.client.as_ref().and_then(|email| state.profiles.iter().find(|it| it.email == *email));
    let profile = owner.or(state.profiles.first()).map(|profile| profile.id).unwrap_or_default();
    let users: Vec<User> = from
        .users
        .iter()
        .map(|user| User {
            id: state.number(),
            name: user.name.clone(),
            kind: user.kind.clone(),
            password: password(),
            require_ssl: false,
        })
        .collect();
    let address = relay.address;
    let mut holders = |all: &[crate::scenario::Holder]| -> Vec<Holder> {
        all.iter()
            .map(|from| Holder {
                id: state.number(),
                name: from.name.clone(),
                kind: from.kind.clone(),
                disabled: from.disabled,
                settings: from
                    .settings
                    .iter()
                    .map(|(name, value)| (name.clone(), resolved(value, address, &users)))
                    .collect(),
            })
            .collect()
    };
    let (sites, jobs) = (holders(&from.sites), holders(&from.jobs));
    let databases = from.databases.iter().map(|database| Database {
        id: state.number(),
        name: database.name.clone(),
        kind: database.kind.clone(),
        permissions: database.permissions.clone(),
        extensions: database.extensions.clone(),
        locale: database.locale.clone(),
        annotation: String::new(),
    });
    let databases = databases.collect();
    let now = Timestamp::now();
    let migrations = from
        .migrations
        .iter()
        .map(|offered| Migration {
            id: state.number(),
            description: offered.description.clone(),
            to: offered.to.clone(),
            deadline: offered
                .deadline_hours
                .and_then(|hours| now.checked_add(SignedDuration::from_hours(hours)).ok()),
            testable: offered.testable,
            stage: Stage::Available,
            message: None,
            test: None,
            rollback_until: None,
            previous: None,
            test_fails: offered.test_fails.clone(),
            run_fails: offered.run_fails.clone(),
        })
        .collect();
    Account {
        id: state.number(),
        name: from.name.clone(),
        profile,
        tls: from.tls,
        relay,
        server,
        users,
        databases,
        sites,
        jobs,
        migrations,
    }
}

/// Makes users and databases in the server, and loads seeds.
async fn fill(account: &Account, from: &[HostedDatabase], files: &Path) -> Result<()> {
    for user in account.users.iter().filter(|user| user.kind == POSTGRESQL) {
        account.server.add_user(&user.name, &user.password).await?;
    }
    for database in account.real() {
        account.server.add_database(&Wanted::of(database)).await?;
        let seeds = from.iter().find(|it| it.name == database.name).map(|it| it.seed.as_slice());
        let Some(seeds) = seeds.filter(|seeds| !seeds.is_empty()) else { continue };
        let user = account.full_user(database).ok_or_else(|| {
            let detail = format!("{}: nobody with all rights could load a seed", database.name);
            Error::new(ErrorKind::ScenarioInvalid, detail)
        })?;
        let endpoint = account.endpoint(&database.name, user);
        Box::pin(seed::load(&seed::first_available(seeds, files)?, &endpoint)).await?;
        account.server.share(&database.name, &user.name).await?;
        account.server.grant(&database.name, &database.permissions).await?;
    }
    Ok(())
}

/// Replaces what refers to the account's databases.
fn resolved(value: &Value, address: std::net::SocketAddr, users: &[User]) -> Value {
    match value {
        Value::String(text) => {
            let mut text = text
                .replace("${host}", &address.ip().to_string())
                .replace("${port}", &address.port().to_string());
            for user in users {
                let mark = format!("${{password:{}}}", user.name);
                text = text.replace(&mark, user.password.expose_secret());
            }
            Value::String(text)
        }
        Value::Array(all) => all.iter().map(|one| resolved(one, address, users)).collect(),
        Value::Object(all) => {
            all.iter().map(|(name, one)| (name.clone(), resolved(one, address, users))).collect()
        }
        other => other.clone(),
    }
}

fn password() -> Secret {
    Secret::from(uuid::Uuid::new_v4().simple().to_string())
}
