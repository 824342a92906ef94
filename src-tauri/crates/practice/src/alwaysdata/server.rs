//! The PostgreSQL server of an account: databases, users and the fixed recipe of rights, by SQL of its administrator.
//! Who asks and whether they may is decided elsewhere.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use domain::{Error, ErrorKind, Result, Secret};
use secrecy::ExposeSecret;
use sqlx::{Executor, Row};

use super::state::Database;
use crate::servers::{self, ADMIN, Cluster, ClusterOptions, sql};

/// A server of a major version.
#[derive(Clone, Debug)]
pub(super) struct Server {
    pub(super) cluster: Arc<Cluster>,
    pub(super) major: String,
}

/// A database as the server is to have it.
#[derive(Clone, Debug)]
pub(super) struct Wanted<'a> {
    pub(super) name: &'a str,
    pub(super) locale: &'a str,
    pub(super) extensions: &'a [String],
    pub(super) permissions: &'a BTreeMap<String, String>,
}

impl<'a> Wanted<'a> {
    pub(super) fn of(database: &'a Database) -> Self {
        let Database { name, locale, extensions, permissions, .. } = database;
        Self { name, locale, extensions, permissions }
    }
}

impl Server {
    /// Starts an empty one.
    pub(super) async fn start(name: &str, major: &str, tls: bool, folder: Option<&Path>) -> Result<Self> {
        let number = major.parse().map_err(|_| {
            Error::new(ErrorKind::ScenarioInvalid, format!("{major} is no version of PostgreSQL"))
        })?;
        let options = ClusterOptions {
            name: name.to_owned(),
            parent: folder.map(Path::to_path_buf),
            tls,
            ..Default::default()
        };
        let cluster = Arc::new(servers::find(number)?.cluster(options).await?);
        cluster.start().await?;
        Ok(Self { cluster, major: major.to_owned() })
    }

    pub(super) fn address(&self) -> SocketAddr {
        SocketAddr::new(self.cluster.address(), self.cluster.port())
    }

    /// Makes a user, who is no superuser and makes no databases.
    pub(super) async fn add_user(&self, name: &str, password: &Secret) -> Result<()> {
        let login = sql::literal(password.expose_secret());
        self.run("postgres", format!("CREATE ROLE {} LOGIN PASSWORD {login}", sql::quoted(name))).await
    }

    pub(super) async fn set_password(&self, name: &str, password: &Secret) -> Result<()> {
        let login = sql::literal(password.expose_secret());
        self.run("postgres", format!("ALTER ROLE {} PASSWORD {login}", sql::quoted(name))).await
    }

    pub(super) async fn drop_user(&self, name: &str) -> Result<()> {
        self.run("postgres", format!("DROP ROLE IF EXISTS {}", sql::quoted(name))).await
    }

    /// Makes an empty database with its extensions and rights.
    pub(super) async fn add_database(&self, wanted: &Wanted<'_>) -> Result<()> {
        let (name, owner) = (sql::quoted(wanted.name), sql::quoted(&owner_of(wanted.name)));
        self.run("postgres", format!("CREATE ROLE {owner} NOLOGIN")).await?;
        let locale = match wanted.locale {
            "" => String::new(),
            locale => format!(" TEMPLATE template0 LOCALE {}", sql::literal(locale)),
        };
        if let Err(error) =
            self.run("postgres", format!("CREATE DATABASE {name} OWNER {owner}{locale}")).await
        {
            self.run("postgres", format!("DROP ROLE {owner}")).await?;
            return Err(error);
        }
        self.run("postgres", format!("REVOKE ALL ON DATABASE {name} FROM PUBLIC")).await?;
        self.run(wanted.name, format!("ALTER SCHEMA public OWNER TO {owner}")).await?;
        for extension in wanted.extensions {
            self.run(wanted.name, format!("CREATE EXTENSION {}", sql::quoted(extension))).await?;
        }
        self.grant(wanted.name, wanted.permissions).await
    }

    pub(super) async fn drop_database(&self, name: &str) -> Result<()> {
        self.run("postgres", format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", sql::quoted(name))).await?;
        self.run("postgres", format!("DROP ROLE IF EXISTS {}", sql::quoted(&owner_of(name)))).await
    }

    /// Puts the rights on a database back to what its permissions say.
    pub(super) async fn grant(&self, name: &str, permissions: &BTreeMap<String, String>) -> Result<()> {
        let (database, owner) = (sql::quoted(name), sql::quoted(&owner_of(name)));
        for (user, right) in permissions {
            let user = sql::quoted(user);
            let (base, inside) = match right.as_str() {
                "FULL" => (
                    format!("GRANT {owner} TO {user}; GRANT CONNECT ON DATABASE {database} TO {user}"),
                    String::new(),
                ),
                "READONLY" => (
                    format!("REVOKE {owner} FROM {user}; GRANT CONNECT ON DATABASE {database} TO {user}"),
                    format!(
                        "GRANT USAGE ON SCHEMA public TO {user}; GRANT SELECT ON ALL TABLES IN SCHEMA public TO {user}"
                    ),
                ),
                _ => (
                    format!("REVOKE {owner} FROM {user}; REVOKE ALL ON DATABASE {database} FROM {user}"),
                    format!(
                        "REVOKE ALL ON SCHEMA public FROM {user}; REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {user}"
                    ),
                ),
            };
            self.run("postgres", base).await?;
            if !inside.is_empty() {
                self.run(name, inside).await?;
            }
        }
        Ok(())
    }

    /// What a user made in a database goes to the database's own role, so that all who have all rights share it.
    pub(super) async fn share(&self, name: &str, user: &str) -> Result<()> {
        let owner = sql::quoted(&owner_of(name));
        self.run(name, format!("REASSIGN OWNED BY {} TO {owner}", sql::quoted(user))).await
    }

    /// Every user of another server with the same password, which nobody needs to know for it.
    pub(super) async fn take_users_of(&self, other: &Server) -> Result<()> {
        let mut from = other.cluster.connect("postgres").await?;
        let rows = sqlx::query(
            "SELECT rolname::text, rolpassword FROM pg_authid WHERE rolcanlogin AND rolname <> $1 AND oid >= 16384",
        )
        .bind(ADMIN)
        .fetch_all(&mut from)
        .await
        .map_err(sql::refused)?;
        for row in rows {
            let (name, print): (String, String) = (row.get(0), row.get(1));
            let name = sql::quoted(&name);
            self.run("postgres", format!("CREATE ROLE {name} LOGIN PASSWORD {}", sql::literal(&print)))
                .await?;
        }
        Ok(())
    }

    async fn run(&self, database: &str, statements: String) -> Result<()> {
        let mut admin = self.cluster.connect(database).await?;
        admin.execute(sqlx::raw_sql(sqlx::AssertSqlSafe(statements))).await.map(drop).map_err(sql::refused)
    }
}

/// The role that a database and what is in it belong to. No user can be called so.
fn owner_of(database: &str) -> String {
    format!("{database}.owner")
}
