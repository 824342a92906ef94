//! Builds the world of a scenario: starts every server, at the same time, and fills its database.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use domain::{Error, ErrorKind, Result, Secret};
use futures::future::try_join_all;
use jiff::{SignedDuration, Timestamp};
use secrecy::ExposeSecret;

use super::{
    Addon, Application, Backup, Configuration, Deployment, Instance, Options, Owner, Person, Reader, Server,
    World,
};
use super::{id_of, named, random_id, random_name};
use crate::scenario::{self, Scenario};
use crate::seed;
use crate::servers::{self, Cluster, ClusterOptions};

/// Builds a world. `folder` holds the servers' data, `files` is what `file:` seeds are relative to.
pub(crate) async fn build(scenario: &Scenario, folder: Option<&Path>, files: &Path) -> Result<World> {
    let catalogue = scenario.catalogue();
    let provider = scenario::imitated(&scenario.provider);
    let numbers = provider.is_some_and(|provider| provider.numbers);
    let whole = provider.is_some_and(|provider| provider.whole_servers);
    let owners: Vec<Owner> = scenario.owners.iter().map(|from| owner(from, numbers)).collect();
    let ids: BTreeMap<&str, String> = scenario
        .owners
        .iter()
        .zip(&owners)
        .map(|(from, owner)| (from.key.as_str(), owner.id.clone()))
        .collect();
    let owned = |key: &str| ids.get(key).cloned().unwrap_or_default();
    let is_real = |id: &str| catalogue.product(id).is_some_and(scenario::Product::is_real);

    let building = scenario.databases.iter().filter_map(|database| {
        let real = is_real(&database.product);
        let prefix = catalogue.product(&database.product).map(|product| product.real_prefix.clone())?;
        if real && database.optional && major(database).and_then(servers::find).is_err() {
            tracing::warn!(
                name = database.name,
                version = database.version,
                "left out: no server program of its major"
            );
            return None;
        }
        let mut addon = addon(database, owned(&database.owner), &prefix, numbers);
        addon.options.whole_server = whole;
        Some(async move {
            if real {
                let server = Box::pin(start(database, &addon, folder, files)).await?;
                addon.instances.push(instance(&server, addon.created, "UP"));
                addon.server = Some(server);
            }
            Ok::<_, Error>(addon)
        })
    });
    let addons = try_join_all(building).await?;

    let resolve = |value: &str| resolve(value, &addons);
    let pairs = |env: &BTreeMap<String, String>| {
        env.iter().map(|(name, value)| (name.clone(), resolve(value))).collect()
    };
    let configurations: Vec<Configuration> = scenario
        .configurations
        .iter()
        .map(|from| Configuration {
            id: named("addon", &from.key),
            real_id: named("config", &from.key),
            name: from.name.clone(),
            owner: owned(&from.owner),
            created: ago(24 * 200),
            env: pairs(&from.env),
        })
        .collect();
    let applications = scenario
        .applications
        .iter()
        .map(|from| Application {
            id: named("app", &from.key),
            name: from.name.clone(),
            owner: owned(&from.owner),
            zone: from.zone.clone(),
            state: from.state.clone(),
            created: ago(24 * 400),
            addons: from
                .databases
                .iter()
                .map(|key| id_of(numbers, "addon", key))
                .filter(|id| addons.iter().any(|it| it.id == *id))
                .collect(),
            configurations: from.configurations.iter().map(|key| named("addon", key)).collect(),
            depends_on: from.depends_on.iter().map(|key| named("app", key)).collect(),
            env: pairs(&from.env),
            exposed: pairs(&from.exposed),
            forgotten: from.forgotten,
            deployments: vec![Deployment {
                id: 1,
                uuid: named("deployment", &from.key),
                date: ago(from.deployed_hours_ago),
                state: "OK",
                action: "DEPLOY",
                cause: "Git".into(),
            }],
        })
        .collect();
    let person = Person {
        id: owners.iter().find(|owner| owner.personal).map(|owner| owner.id.clone()).unwrap_or_default(),
        name: scenario.person.name.clone(),
        email: scenario.person.email.clone(),
        created: ago(24 * 1500),
    };
    Ok(World { person, owners, addons, applications, configurations, catalogue, migrations: Vec::new() })
}

fn owner(from: &scenario::Owner, numbers: bool) -> Owner {
    Owner {
        id: id_of(numbers, if from.personal { "user" } else { "orga" }, &from.key),
        key: from.key.clone(),
        name: from.name.clone(),
        role: from.role.clone(),
        personal: from.personal,
    }
}

fn addon(from: &scenario::Database, owner: String, prefix: &str, numbers: bool) -> Addon {
    let backup = |backup: &scenario::Backup| Backup {
        id: super::stable("backup", &format!("{} {}", from.key, backup.hours_ago)).to_string(),
        status: backup.status.clone(),
        created: ago(backup.hours_ago),
    };
    Addon {
        id: id_of(numbers, "addon", &from.key),
        real_id: named(prefix, &from.key),
        key: from.key.clone(),
        name: from.name.clone(),
        owner,
        product: from.product.clone(),
        plan: from.plan.clone(),
        zone: from.zone.clone(),
        version: from.version.clone(),
        created: ago(from.created_days_ago.saturating_mul(24)),
        status: "ACTIVE".into(),
        options: Options {
            encryption: from.encryption,
            backup: true,
            direct_host_only: false,
            tls: from.tls,
            whole_server: false,
        },
        readers: from
            .read_only_users
            .iter()
            .map(|user| Reader { user: user.clone(), password: password() })
            .collect(),
        direct_host: from.direct_host,
        backups: from.backups.iter().map(backup).collect(),
        tags: from.tags.clone(),
        instances: Vec::new(),
        server: None,
    }
}

/// Starts the server of a database of the scenario and fills it.
async fn start(
    from: &scenario::Database,
    addon: &Addon,
    folder: Option<&Path>,
    files: &Path,
) -> Result<Server> {
    let server = Box::pin(new_server(addon, &from.version, folder)).await?;
    add_readers(&server, &addon.readers).await?;
    if !from.extensions.is_empty() {
        let mut admin = server.cluster.connect(&server.endpoint.database).await?;
        for extension in &from.extensions {
            servers::sql::run(&mut admin, format!("CREATE EXTENSION {}", servers::sql::quoted(extension)))
                .await?;
        }
    }
    if !from.seed.is_empty() {
        Box::pin(seed::load(&seed::first_available(&from.seed, files)?, &server.endpoint)).await?;
    }
    Ok(server)
}

/// Starts an empty server of a major version with a database, whose names and password are new.
pub(crate) async fn new_server(addon: &Addon, version: &str, folder: Option<&Path>) -> Result<Server> {
    let programs = servers::find(parse_major(version)?)?;
    let options = ClusterOptions {
        name: addon.key.clone(),
        parent: folder.map(Path::to_path_buf),
        tls: addon.options.tls,
        ..Default::default()
    };
    let cluster: Cluster = programs.cluster(options).await?;
    cluster.start().await?;
    let endpoint = if addon.options.whole_server {
        cluster.hand_over(&password()).await?
    } else {
        cluster.create_database_for(&random_name('b'), &random_name('u'), &password()).await?
    };
    Ok(Server { cluster: Arc::new(cluster), endpoint, instance: random_id("instance") })
}

/// Makes the users who may only read.
pub(crate) async fn add_readers(server: &Server, readers: &[Reader]) -> Result<()> {
    for reader in readers {
        server.cluster.create_reader(&server.endpoint.database, &reader.user, &reader.password).await?;
    }
    Ok(())
}

/// A server as the API shows it.
pub(crate) fn instance(server: &Server, created: Timestamp, state: &'static str) -> Instance {
    Instance {
        id: server.instance.clone(),
        state,
        host: server.endpoint.host.clone(),
        port: server.endpoint.port,
        created,
    }
}

/// Replaces what refers to a database by what it is now.
fn resolve(value: &str, addons: &[Addon]) -> String {
    scenario::references(value).into_iter().fold(value.to_owned(), |value, (key, part)| {
        // A database that was left out has no address; the words say so.
        let replaced = addons.iter().find(|addon| addon.key == key).map_or_else(
            || "left-out.practice.invalid".to_owned(),
            |addon| {
                let endpoint = addon.endpoint();
                match part.as_str() {
                    "host" => endpoint.host,
                    "port" => endpoint.port.to_string(),
                    "database" => endpoint.database,
                    "user" => endpoint.user,
                    "password" => endpoint.password.expose_secret().to_owned(),
                    _ => servers::url(&endpoint).expose_secret().to_owned(),
                }
            },
        );
        value.replace(&format!("${{db:{key}.{part}}}"), &replaced)
    })
}

fn major(database: &scenario::Database) -> Result<u16> {
    parse_major(&database.version)
}

fn parse_major(version: &str) -> Result<u16> {
    let digits: String = version.chars().take_while(char::is_ascii_digit).collect();
    digits
        .parse()
        .map_err(|_| Error::new(ErrorKind::ScenarioInvalid, format!("{version} is no version of PostgreSQL")))
}

fn password() -> Secret {
    Secret::from(uuid::Uuid::new_v4().simple().to_string())
}

fn ago(hours: u32) -> Timestamp {
    let now = Timestamp::now();
    now.checked_sub(SignedDuration::from_hours(i64::from(hours))).unwrap_or(now)
}
