//! Real PostgreSQL servers for practice and tests: finds the programs, makes clusters, starts and stops them.
//!
//! Loopback only, on a port that was free; the server that answers is checked to be ours (`show data_directory`).
//! Only processes that this module started are ended, and none is left behind: a cluster ends when it is dropped, and
//! what a killed host left is ended by the next one. Servers never run as root.
//!
//! ```no_run
//! # async fn example() -> domain::Result<()> {
//! use practice::servers;
//!
//! let cluster = servers::start(17).await?;
//! let owner = cluster.create_database("shop").await?;
//! println!("{}:{}", owner.host, owner.port);
//! cluster.stop().await
//! # }
//! ```

mod address;
mod cluster;
mod copy;
mod find;
mod process;
mod registry;
pub(crate) mod sql;
#[cfg_attr(unix, path = "unix.rs")]
#[cfg_attr(windows, path = "windows.rs")]
mod system;

pub use cluster::{Cluster, ClusterOptions};
pub use copy::Copy;
pub use find::{Programs, cache_root, find, installed};
pub use registry::end_orphans;
pub use sql::{ADMIN, url};

/// A loopback address that nothing else uses, where the system has several.
pub(crate) fn loopback() -> std::net::IpAddr {
    address::fresh()
}

/// Finds the programs of a major version, makes a cluster in a folder of its own and starts it.
///
/// # Errors
/// [`domain::ErrorKind::ServerProgramMissing`] when there is no such program on this machine,
/// [`domain::ErrorKind::ServerNotStarted`] when it does not start.
pub async fn start(major: u16) -> domain::Result<Cluster> {
    start_with(major, ClusterOptions::default()).await
}

/// Like [`start`], with options.
///
/// # Errors
/// As [`start`].
pub async fn start_with(major: u16, options: ClusterOptions) -> domain::Result<Cluster> {
    let programs = find(major)?;
    let cluster = programs.cluster(options).await?;
    cluster.start().await?;
    Ok(cluster)
}
