//! From the wire to the words of the domain. Pure: no request is made here. Unknown words stay as they are, and never mean success.

use domain::database::{Backup, DatabaseSummary, EngineKind, Migratable, Owner, PlanName, ProductOption};
use domain::ids::DatabaseId;
use domain::provider::FirewallRule;
use domain::version::Version;

use super::wire::{self, LocalBackup, Project, Service};
use crate::lenient::{Number, said};

/// The category of everything that keeps data.
const DATABASES: &str = "Databases & Cache";

/// The engine of a service; `None` for what is no database. Templates are known by their numbers, which do not change with their
/// titles; of one that is not known the title speaks.
pub(super) fn engine(service: &Service) -> Option<EngineKind> {
    let template = said(service.template.clone()).unwrap_or_default();
    let title = said(service.template_name.clone()).unwrap_or_default().to_ascii_lowercase();
    let known = match template.as_str() {
        // PostgreSQL itself, with TimescaleDB, pgvector, PostGIS, pgDuckDB, Hydra.
        "11" | "45" | "490" | "494" | "497" | "309" => EngineKind::Postgresql,
        "12" => EngineKind::Mysql,
        "270" => EngineKind::Mariadb,
        "3" | "436" | "75" => EngineKind::Redis,
        // FerretDB, ClickHouse, SQL Server, OpenSearch.
        "406" | "93" | "70" | "195" => EngineKind::Other,
        _ => match title.as_str() {
            "postgresql" | "timescaledb" | "pgvector" | "postgis" | "pgduckdb" | "hydra" => {
                EngineKind::Postgresql
            }
            "mysql" => EngineKind::Mysql,
            "mariadb" => EngineKind::Mariadb,
            "redis" | "valkey" | "keydb" => EngineKind::Redis,
            "mongodb" => EngineKind::Mongodb,
            "elasticsearch" => EngineKind::Elasticsearch,
            _ => {
                return (said(service.category.clone()).as_deref() == Some(DATABASES))
                    .then_some(EngineKind::Other);
            }
        },
    };
    Some(known)
}

/// Who pays.
pub(super) fn owner(project: &Project) -> Option<Owner> {
    let id = said(project.project_id.clone()).or_else(|| said(project.id.clone()))?;
    let name = said(project.project_name.clone()).unwrap_or_else(|| id.clone());
    Some(Owner { id, name, role: said(project.role.clone()) })
}

/// The provider's own word for where a service stands: how it runs, once it was deployed to the end.
pub(super) fn status(service: &Service) -> Option<String> {
    let deployment = said(service.deployment_status.clone());
    match deployment {
        Some(word) if word != "Deployed" => Some(word),
        _ => said(service.status.clone()),
    }
}

/// Whether a service can be used: deployed **and** running, by these words and no others.
pub(super) fn is_ready(service: &Service) -> bool {
    said(service.deployment_status.clone()).as_deref() == Some("Deployed")
        && said(service.status.clone()).as_deref() == Some("running")
}

/// A line of the list; `None` for what is no database.
pub(super) fn summary(service: &Service, owner: Owner) -> Option<DatabaseSummary> {
    let engine = engine(service)?;
    let id = service.vm_id.0.clone();
    Some(DatabaseSummary {
        id: DatabaseId { owner: owner.id.clone(), id: id.clone() },
        real_id: said(service.id.clone()),
        name: said(service.display_name.clone()).unwrap_or(id),
        owner,
        engine,
        engine_name: said(service.template_name.clone()).unwrap_or_default(),
        version: said(service.tag.clone()).map(Version),
        plan: said(service.server_type.clone()).map(|size| PlanName {
            id: size.clone(),
            slug: size.clone(),
            name: size,
        }),
        zone: said(service.datacenter.clone()),
        status: status(service),
        created_at: service.creation_date.0,
        // Elestio itself migrates nothing: what our own engine carries can be moved.
        migratable: if engine == EngineKind::Postgresql {
            Migratable::Yes
        } else {
            Migratable::NotThisProduct
        },
    })
}

/// Named switches of a service. One that was not told is left out.
pub(super) fn options(service: &Service) -> Vec<ProductOption> {
    [
        ("termination-protection", service.is_protected),
        ("firewall", service.is_firewall_activated),
        ("snapshots", service.backups_activated),
        ("remote-backups", service.remote_backups_activated),
        ("external-backups", service.is_external_backup_activated),
        ("alerts", service.is_alerts_activated),
        ("app-auto-update", service.app_auto_update),
        ("system-auto-update", service.system_auto_update),
    ]
    .into_iter()
    .filter_map(|(name, flag)| Some(ProductOption { name: name.to_owned(), enabled: flag?.0 }))
    .collect()
}

/// The name of the database inside the server: what the printed command names, else the one that every server has.
pub(super) fn database_name(service: &Service) -> String {
    let command = said(service.database_command.clone()).unwrap_or_default();
    argument(&command, "--dbname", "-d").unwrap_or_else(|| "postgres".into())
}

/// The user that the printed command names; placeholders are no names.
pub(super) fn user_name(service: &Service) -> Option<String> {
    argument(&said(service.database_command.clone())?, "--username", "-U")
}

/// The value of an argument of a printed command, as `--long=v`, `--long v`, `-sv` or `-s v`.
fn argument(command: &str, long: &str, short: &str) -> Option<String> {
    let mut words = command.split_whitespace();
    while let Some(word) = words.next() {
        let value = if word == long || word == short {
            words.next()
        } else if let Some(rest) = word.strip_prefix(long) {
            rest.strip_prefix('=')
        } else if word.starts_with("--") {
            None
        } else {
            word.strip_prefix(short)
        };
        let plain = value.map(|value| value.trim_matches(['"', '\'']));
        if let Some(value) = plain.filter(|value| !value.is_empty() && !value.starts_with('[')) {
            return Some(value.to_owned());
        }
    }
    None
}

/// A port; a number that is none is as good as unsaid.
pub(super) fn port(number: Option<Number>) -> Option<u16> {
    format!("{:.0}", number?.0).parse().ok().filter(|port| *port != 0)
}

pub(super) fn remote(backup: wire::RemoteBackup) -> Option<Backup> {
    let id = format!("remote/{}", said(backup.name)?);
    Some(Backup { id, status: "remote".into(), created_at: backup.date.0, deleted_at: None })
}

pub(super) fn local(backup: LocalBackup) -> Option<Backup> {
    let (path, created_at) = match backup {
        LocalBackup::Path(path) => (path, None),
        LocalBackup::Object { path, name, date } => (said(path).or_else(|| said(name))?, date.0),
    };
    Some(Backup { id: format!("local/{path}"), status: "local".into(), created_at, deleted_at: None })
}

pub(super) fn snapshot(snapshot: wire::Snapshot) -> Option<Backup> {
    let id = said(snapshot.id).or_else(|| said(snapshot.unique_name))?;
    let status = said(snapshot.status).unwrap_or_else(|| "snapshot".into());
    Some(Backup {
        id: format!("snapshot/{id}"),
        status,
        created_at: snapshot.creation_date.0,
        deleted_at: None,
    })
}

pub(super) fn rule(rule: wire::Rule) -> FirewallRule {
    FirewallRule {
        direction: said(rule.direction).unwrap_or_default(),
        port: said(rule.port).unwrap_or_default(),
        protocol: said(rule.protocol).unwrap_or_default(),
        networks: rule.targets.into_iter().map(|target| target.0).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn services() -> Vec<Service> {
        serde_json::from_str::<wire::Services>(include_str!("fixtures/services.json")).unwrap().0
    }

    fn who() -> Owner {
        Owner { id: "112".into(), name: "Shop".into(), role: None }
    }

    #[test]
    fn services_are_read_whatever_their_numbers_are_made_of() {
        let lines: Vec<DatabaseSummary> = services().iter().filter_map(|one| summary(one, who())).collect();
        let told: Vec<_> = lines
            .iter()
            .map(|line| {
                (
                    line.id.id.as_str(),
                    line.engine,
                    line.version.as_ref().map(|it| it.0.as_str()),
                    line.status.as_deref(),
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                ("41928", EngineKind::Postgresql, Some("14"), Some("running")),
                ("51000", EngineKind::Postgresql, Some("18"), Some("IN PROGRESS")),
                ("byovm-47182-1", EngineKind::Redis, Some("latest"), Some("pondering")),
            ]
        );
        assert_eq!((lines[0].migratable, lines[2].migratable), (Migratable::Yes, Migratable::NotThisProduct));
        assert_eq!(lines[0].real_id.as_deref(), Some("12345"));
        assert!(lines[0].created_at.is_some() && lines[1].created_at.is_none());
    }

    #[test]
    fn only_deployed_and_running_is_ready() {
        let all = services();
        assert_eq!(all.iter().map(is_ready).collect::<Vec<_>>(), [true, false, false, true]);
        let mut odd = all[0].clone();
        for word in ["Running", "up", "off", "migrating", "deleting", "", "active"] {
            odd.status = Some(crate::lenient::Text(word.into()));
            assert!(!is_ready(&odd), "{word}");
        }
    }

    #[test]
    fn switches_that_were_not_told_are_left_out() {
        let all = services();
        let on = |service: &Service| -> Vec<String> {
            options(service).into_iter().filter(|one| one.enabled).map(|one| one.name).collect()
        };
        assert!(on(&all[0]).contains(&"termination-protection".to_owned()), "{:?}", on(&all[0]));
        assert_eq!((options(&all[1]).len(), on(&all[1]).len(), options(&all[2]).len()), (1, 0, 0));
    }

    #[test]
    fn a_printed_command_tells_database_and_user() {
        for (command, name, user) in [
            (
                "PGPASSWORD=[APP_PASSWORD] psql --host=[DOMAIN] --port=25432 --username=postgres",
                "postgres",
                Some("postgres"),
            ),
            ("psql --host=x --dbname=shop --username ada", "shop", Some("ada")),
            ("psql -h x -d shop -U ada", "shop", Some("ada")),
            ("psql -dshop -Uada", "shop", Some("ada")),
            ("psql --dbname='shop'", "shop", None),
            ("psql --username=[EMAIL] --dbname", "postgres", None),
            ("", "postgres", None),
        ] {
            let mut service = services().remove(0);
            service.database_command = Some(crate::lenient::Text(command.into()));
            assert_eq!(
                (database_name(&service).as_str(), user_name(&service).as_deref()),
                (name, user),
                "{command}"
            );
        }
    }
}
