//! A copy of a server's whole data: taken while it runs, by the server's own protocol for that, and put back while it does not.

use std::io::ErrorKind as IoKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::{Error, ErrorKind, Result};
use sqlx::{Connection, Executor, Row};

use super::cluster::Cluster;
use super::sql;
use super::system::Identity;

/// What belongs to the running server and not to its data.
const NOT_DATA: [&str; 3] = ["postmaster.pid", "postmaster.opts", "pg_wal"];

/// A copy. Its folder goes with the last hold on it.
#[derive(Clone, Debug)]
pub struct Copy(Arc<Folder>);

#[derive(Debug)]
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn failed(path: &Path, cause: std::io::Error) -> Error {
    Error::new(ErrorKind::ServerNotStarted, path.display().to_string()).because(cause)
}

impl Cluster {
    /// Takes a copy of everything, as it is at the end of the taking. Sessions are not disturbed.
    ///
    /// # Errors
    /// [`ErrorKind::DatabaseRefused`], and [`ErrorKind::ServerNotStarted`] when a file cannot be read or written.
    pub async fn copy(&self) -> Result<Copy> {
        let folder = self.home().join(format!("copy-{}", uuid::Uuid::new_v4().simple()));
        let copy = Copy(Arc::new(Folder(folder.clone())));
        let newer = self.programs().major >= 15;
        let start =
            if newer { "pg_backup_start('copy', true)" } else { "pg_start_backup('copy', true, false)" };
        let stop = if newer { "pg_backup_stop(false)" } else { "pg_stop_backup(false, false)" };
        // One session from the start to the stop: the server gives the backup up with its end.
        let mut admin = self.connect("postgres").await?;
        sql::run(&mut admin, format!("SELECT {start}")).await?;
        self.files(self.data(), folder.clone(), &NOT_DATA).await?;
        let stopped = sqlx::AssertSqlSafe(format!("SELECT labelfile FROM {stop}"));
        let label: String =
            admin.fetch_one(stopped).await.and_then(|row| row.try_get(0)).map_err(sql::refused)?;
        let _ = admin.close().await;
        // The log up to here makes the files whole.
        self.files(self.data().join("pg_wal"), folder.join("pg_wal"), &[]).await?;
        self.write(&folder.join("backup_label"), &label)?;
        Ok(copy)
    }

    /// Puts the data of a copy in the place of what is there. The server is away meanwhile; address and port stay.
    ///
    /// # Errors
    /// [`ErrorKind::ServerNotStarted`].
    pub async fn restore(&self, copy: &Copy) -> Result<()> {
        self.stop().await?;
        let (from, to) = (copy.0.0.clone(), self.data());
        // Moved first: a last process of the server that was stopped may still write there while it goes.
        let old = Folder(self.home().join(format!("old-{}", uuid::Uuid::new_v4().simple())));
        match std::fs::rename(&to, &old.0) {
            Err(cause) if cause.kind() != IoKind::NotFound => return Err(failed(&to, cause)),
            _ => {}
        }
        self.files(from, to, &[]).await?;
        self.start().await
    }

    async fn files(&self, from: PathBuf, to: PathBuf, without: &'static [&'static str]) -> Result<()> {
        let identity = self.identity();
        let work = tokio::task::spawn_blocking(move || tree(identity, &from, &to, without));
        work.await.map_err(|cause| Error::new(ErrorKind::Internal, "the copy ended badly").because(cause))?
    }
}

/// Copies a folder. Files of a running server may go away meanwhile: its log knows of that.
fn tree(identity: Identity, from: &Path, to: &Path, without: &[&str]) -> Result<()> {
    std::fs::create_dir_all(to).and_then(|()| identity.own(to, true)).map_err(|cause| failed(to, cause))?;
    let entries = std::fs::read_dir(from).map_err(|cause| failed(from, cause))?;
    for entry in entries {
        let entry = entry.map_err(|cause| failed(from, cause))?;
        let name = entry.file_name();
        if name.to_str().is_some_and(|name| without.contains(&name)) {
            continue;
        }
        let (source, target) = (entry.path(), to.join(&name));
        if source.is_dir() {
            tree(identity, &source, &target, &[])?;
            continue;
        }
        let copied = std::fs::copy(&source, &target).and_then(|_| identity.own(&target, false));
        match copied {
            Err(cause) if cause.kind() != IoKind::NotFound => return Err(failed(&source, cause)),
            _ => {}
        }
    }
    Ok(())
}
