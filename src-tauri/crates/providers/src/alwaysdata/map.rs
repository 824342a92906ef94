//! From the wire to the words of the domain. Pure: no request is made here.

use domain::account::Identity;
use domain::application::Application;
use domain::database::{DatabaseSummary, EngineKind, Migratable, Owner};
use domain::ids::{ApplicationId, DatabaseId};

use super::descriptor::DATABASE_HOSTS;
use super::wire::{CustomerView, DatabaseView, HolderView};
use crate::lenient::said;

/// The word for a right to everything.
const FULL: &str = "FULL";
/// The word for a right to read.
const READ_ONLY: &str = "READONLY";

/// The engine of a type. `MYSQL` is MariaDB but for some private servers; only SQL can tell.
pub(super) fn engine(kind: &str) -> EngineKind {
    match kind {
        "POSTGRESQL" => EngineKind::Postgresql,
        "MYSQL" => EngineKind::Mariadb,
        "MONGODB" => EngineKind::Mongodb,
        _ => EngineKind::Other,
    }
}

/// The engine as people write it. What they call MySQL has been MariaDB for years; words that are not known stay as they are.
fn engine_name(kind: String) -> String {
    match kind.as_str() {
        "POSTGRESQL" => "PostgreSQL".into(),
        "MYSQL" => "MariaDB".into(),
        "MONGODB" => "MongoDB".into(),
        "RABBITMQ" => "RabbitMQ".into(),
        _ => kind,
    }
}

/// Versions that alwaysdata documents as offered. Which of them an account can get is told in its panel alone.
pub(super) fn documented(engine: EngineKind) -> &'static [&'static str] {
    match engine {
        EngineKind::Postgresql => &["16", "17", "18"],
        EngineKind::Mariadb => &["10.11", "11.4", "11.8"],
        _ => &[],
    }
}

/// Who the token belongs to.
pub(super) fn identity(profile: CustomerView) -> Identity {
    let email = said(profile.email).unwrap_or_default();
    Identity {
        id: said(profile.id).unwrap_or_else(|| email.clone()),
        name: said(profile.name).unwrap_or_default(),
        email,
        expires_at: None,
    }
}

/// Who pays: the account that the database is in. Its name is part of every other name, so it serves as its id.
pub(super) fn owner(account: &str) -> Owner {
    Owner { id: account.to_owned(), name: account.to_owned(), role: None }
}

/// A line of the list. The version is the account's and is not told here.
pub(super) fn summary(account: &str, view: &DatabaseView) -> DatabaseSummary {
    let kind = said(view.kind.clone()).unwrap_or_default();
    let engine = engine(&kind);
    DatabaseSummary {
        id: DatabaseId { owner: account.to_owned(), id: view.id.0.clone() },
        real_id: None,
        name: said(view.name.clone()).unwrap_or_else(|| view.id.0.clone()),
        owner: owner(account),
        engine,
        engine_name: engine_name(kind),
        version: None,
        plan: None,
        zone: None,
        status: None,
        created_at: None,
        migratable: match engine {
            EngineKind::Postgresql | EngineKind::Mysql | EngineKind::Mariadb => Migratable::Yes,
            EngineKind::Redis | EngineKind::Mongodb | EngineKind::Elasticsearch | EngineKind::Other => {
                Migratable::NotThisProduct
            }
        },
    }
}

/// Users who may do everything, in the order of their names.
pub(super) fn full(view: &DatabaseView) -> Vec<String> {
    with(view, FULL)
}

/// Users who may only read.
pub(super) fn read_only(view: &DatabaseView) -> Vec<String> {
    with(view, READ_ONLY)
}

fn with(view: &DatabaseView, wanted: &str) -> Vec<String> {
    let users = view.permissions.iter().filter(|(_, right)| right.as_str() == wanted);
    users.map(|(user, _)| user.clone()).collect()
}

/// Whether a user may come in at all. `None` where nothing is told of who may.
pub(super) fn admits(view: &DatabaseView, user: &str) -> Option<bool> {
    if view.permissions.is_empty() {
        return None;
    }
    Some(matches!(view.permissions.get(user).map(String::as_str), Some(FULL | READ_ONLY)))
}

/// Host and port of a database. At alwaysdata they follow from the account's name; a cloud that speaks like it may say
/// others. `None` for an engine that we do not connect to.
pub(super) fn place(account: &str, view: &DatabaseView, is_own: bool) -> Option<(String, u16)> {
    let kind = said(view.kind.clone()).unwrap_or_default();
    let (service, usual) = match engine(&kind) {
        EngineKind::Postgresql => ("postgresql", 5432),
        EngineKind::Mariadb | EngineKind::Mysql => ("mysql", 3306),
        EngineKind::Redis | EngineKind::Mongodb | EngineKind::Elasticsearch | EngineKind::Other => {
            return None;
        }
    };
    let Some(host) = said(view.host.clone()).filter(|_| !is_own) else {
        return Some((format!("{service}-{account}.{DATABASE_HOSTS}"), usual));
    };
    let port = view.port.and_then(|port| format!("{:.0}", port.0).parse().ok());
    Some((host, port.filter(|port| *port != 0).unwrap_or(usual)))
}

/// A site. It is restarted unless it is switched off.
pub(super) fn site(account: &str, view: &HolderView) -> Application {
    Application {
        id: ApplicationId { owner: account.to_owned(), id: view.id.0.clone() },
        name: holder(view),
        state: view.is_disabled.map(|off| if off { "DISABLED" } else { "ENABLED" }.to_owned()),
        should_run: view.is_disabled != Some(true),
        last_deployment: None,
    }
}

/// What people call a site or a job: many have no name.
pub(super) fn holder(view: &HolderView) -> String {
    let told = said(view.name.clone()).or_else(|| said(view.annotation.clone()));
    told.unwrap_or_else(|| match said(view.kind.clone()) {
        Some(kind) => format!("{kind} {}", view.id.0),
        None => view.id.0.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(kind: &str) -> DatabaseView {
        let told = format!(
            r#"{{"id":1,"name":"acme_shop","type":"{kind}","host":"elsewhere.example","port":"6000"}}"#
        );
        serde_json::from_str(&told).unwrap()
    }

    #[test]
    fn a_host_that_an_answer_names_counts_only_away_from_alwaysdata() {
        let postgresql = ("postgresql-acme.alwaysdata.net".to_owned(), 5432);
        assert_eq!(place("acme", &view("POSTGRESQL"), true), Some(postgresql));
        assert_eq!(place("acme", &view("MYSQL"), true), Some(("mysql-acme.alwaysdata.net".into(), 3306)));
        assert_eq!(place("acme", &view("POSTGRESQL"), false), Some(("elsewhere.example".into(), 6000)));
        assert_eq!(place("acme", &view("RABBITMQ"), false), None);
    }

    #[test]
    fn words_that_are_not_known_stay_as_they_are() {
        let summary = summary("acme", &view("COCKROACH"));
        assert_eq!((summary.engine, summary.engine_name.as_str()), (EngineKind::Other, "COCKROACH"));
        assert_eq!((summary.version, summary.migratable), (None, Migratable::NotThisProduct));
        assert_eq!(super::summary("acme", &view("POSTGRESQL")).engine_name, "PostgreSQL");
    }
}
