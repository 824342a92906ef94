//! The ways to carry a database: ours, the tools that a person would use, the limit.
//!
//! The tools come from the system's path, or from a folder with a newer system that set-up made (`rivals` in the cache).

use std::path::PathBuf;

use domain::database::Endpoint;
use domain::secret::ExposeSecret;

use crate::limit;
use crate::meter::{self, Spent};

/// One way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// `changeover transfer`, statistics included, comparison left to `changeover verify`.
    Ours,
    /// pgcopydb: copy and indexes at once, its own look at statistics.
    Pgcopydb,
    /// `pg_dump -O -x -Fd -j`, then `pg_restore -j`.
    Parallel,
    /// `pg_dump -O -x -Fc | pg_restore`.
    Stream,
    /// Plain pipes and the same indexes.
    Limit,
}

/// All of them.
pub(crate) fn all() -> Vec<Way> {
    vec![Way::Ours, Way::Pgcopydb, Way::Parallel, Way::Stream, Way::Limit]
}

impl Way {
    /// As it is asked for and printed.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Ours => "ours",
            Self::Pgcopydb => "pgcopydb",
            Self::Parallel => "dump-parallel",
            Self::Stream => "dump-stream",
            Self::Limit => "limit",
        }
    }

    /// Carries everything once. The error says why it could not be measured.
    pub(crate) async fn run(self, from: &Endpoint, to: &Endpoint, jobs: usize) -> Result<Spent, String> {
        let (source, target) = (address(from), address(to));
        let jobs_word = jobs.to_string();
        match self {
            Self::Limit => Ok(limit::carry(from, to, jobs).await),
            Self::Ours => {
                let binary = std::env::var("CHANGEOVER_BIN").map_err(|_| "CHANGEOVER_BIN is not set")?;
                let home = tempfile::tempdir().map_err(|error| error.to_string())?;
                let words = [
                    &binary,
                    "transfer",
                    "--from",
                    &with_password(from),
                    "--to",
                    &with_password(to),
                    "--jobs",
                    &jobs_word,
                    "--skip-verification",
                    "--json",
                    "--data-dir",
                    &home.path().display().to_string(),
                ];
                // 7: a person has to look, since nothing was compared.
                off_thread(words.map(ToOwned::to_owned).to_vec(), Vec::new(), vec![0, 7]).await
            }
            Self::Pgcopydb => {
                let tools = Tools::find("pgcopydb")?;
                let words = [
                    "pgcopydb",
                    "clone",
                    "--dir",
                    "/tmp/pgcopydb",
                    "--table-jobs",
                    &jobs_word,
                    "--index-jobs",
                    &jobs_word,
                    "--restart",
                    "--no-acl",
                    "--no-owner",
                ];
                tools
                    .run(
                        &words,
                        &[("PGCOPYDB_SOURCE_PGURI", &source), ("PGCOPYDB_TARGET_PGURI", &target)],
                        from,
                        to,
                    )
                    .await
            }
            Self::Parallel => {
                let tools = Tools::find("pg_restore")?;
                let script = format!(
                    "rm -rf /tmp/dump && pg_dump -O -x -Fd -j {jobs} -f /tmp/dump --no-sync '{source}' && pg_restore -O -x -j {jobs} -d '{target}' /tmp/dump && rm -rf /tmp/dump"
                );
                tools.run(&["sh", "-c", &script], &[], from, to).await
            }
            Self::Stream => {
                let tools = Tools::find("pg_restore")?;
                let script = format!("pg_dump -O -x -Fc '{source}' | pg_restore -O -x -d '{target}'");
                tools.run(&["sh", "-c", &script], &[], from, to).await
            }
        }
    }
}

/// Where the rivals are.
struct Tools {
    /// A folder with a whole system; `None`: this one.
    root: Option<PathBuf>,
}

impl Tools {
    fn find(program: &str) -> Result<Self, String> {
        if let Some(root) = std::env::var_os("CHANGEOVER_RIVALS").map(PathBuf::from)
            && root.join("usr/bin").join(program).exists()
        {
            return Ok(Self { root: Some(root) });
        }
        let found = std::env::var_os("PATH")
            .is_some_and(|path| std::env::split_paths(&path).any(|folder| folder.join(program).exists()));
        if found { Ok(Self { root: None }) } else { Err(format!("{program} is not on this machine")) }
    }

    async fn run(
        &self,
        words: &[&str],
        more: &[(&str, &str)],
        from: &Endpoint,
        to: &Endpoint,
    ) -> Result<Spent, String> {
        let inside = self.root.clone().unwrap_or_else(|| PathBuf::from("/"));
        let file = "/tmp/changeover-bench-passwords";
        let line = |at: &Endpoint| {
            format!("{}:{}:*:{}:{}\n", at.host, at.port, at.user, at.password.expose_secret())
        };
        let path = inside.join(&file[1..]);
        std::fs::write(&path, line(from) + &line(to)).map_err(|error| error.to_string())?;
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600))
            .map_err(|error| error.to_string())?;
        let mut command: Vec<String> = Vec::new();
        if self.root.is_some() {
            command.extend(["chroot".to_owned(), inside.display().to_string()]);
        }
        command.extend(words.iter().map(|word| (*word).to_owned()));
        let mut environment = vec![("PGPASSFILE".to_owned(), file.to_owned())];
        environment.extend(more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        let done = off_thread(command, environment, vec![0]).await;
        let _ = std::fs::remove_file(path);
        done
    }
}

async fn off_thread(
    command: Vec<String>,
    environment: Vec<(String, String)>,
    allowed: Vec<i32>,
) -> Result<Spent, String> {
    tokio::task::spawn_blocking(move || meter::spent(&command, &environment, &allowed))
        .await
        .map_err(|error| error.to_string())?
}

/// Without a password: it is in a file.
fn address(of: &Endpoint) -> String {
    format!("postgres://{}@{}:{}/{}?sslmode=disable", of.user, of.host, of.port, of.database)
}

/// Of a throw-away server, for a program that is watched by nobody.
fn with_password(of: &Endpoint) -> String {
    let password: String = of.password.expose_secret().bytes().map(|byte| format!("%{byte:02X}")).collect();
    format!("postgres://{}:{password}@{}:{}/{}?sslmode=disable", of.user, of.host, of.port, of.database)
}
