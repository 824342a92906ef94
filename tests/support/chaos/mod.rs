//! Rounds of chaos: the real program carries a real database while processes are killed, sessions ended, lines cut and servers
//! stopped at once, at times drawn from a fixed seed. Then it resumes until the end. The end must be right, or say that it is not.

pub mod data;
pub mod link;
mod round;

use std::collections::BTreeMap;
use std::path::PathBuf;

use domain::database::Endpoint;
use practice::servers::{self, Cluster, ClusterOptions};

use crate::postgres::run;

pub use round::End;

/// What is wanted.
pub struct Wanted {
    /// The program.
    pub program: PathBuf,
    /// What every time and fault is drawn from.
    pub seed: u64,
    /// The first round, from 0, and how many.
    pub rounds: std::ops::Range<u64>,
}

/// What was seen in all rounds.
#[derive(Debug, Default)]
pub struct Seen {
    /// How rounds ended.
    pub ends: BTreeMap<&'static str, u32>,
    /// Faults by kind.
    pub faults: BTreeMap<&'static str, u32>,
    /// Calls of the program, and how they ended.
    pub exits: BTreeMap<i32, u32>,
    /// Times that a transfer was taken up, and chunks that were kept by it.
    pub resumed: u32,
    /// Of those, with all rows carried again.
    pub again: u32,
    /// Chunks that were not copied twice.
    pub kept: u64,
    /// Parts that were begun again within one call.
    pub retried: u64,
    /// Wrong ends, in words.
    pub wrong: Vec<String>,
}

/// The two servers and what is on them.
pub(crate) struct Stage {
    pub(crate) old: Cluster,
    pub(crate) new: Cluster,
    pub(crate) frozen: Endpoint,
}

/// Plays the rounds and tells of each through `tell`.
pub async fn play(wanted: &Wanted, mut tell: impl FnMut(u64, &End)) -> Seen {
    let (old, new) = tokio::join!(keeping(15), keeping(17));
    let admin = old.admin("postgres");
    // By the administrator, so that nothing belongs to a role that the target does not have.
    run(&admin, "CREATE DATABASE seed").await;
    run(&old.admin("seed"), data::SCRIPT).await;
    run(&admin, "CREATE DATABASE frozen TEMPLATE seed").await;
    run(&admin, "ALTER DATABASE frozen SET default_transaction_read_only = on").await;
    let frozen = old.admin("frozen");
    let stage = Stage { old, new, frozen };
    let mut seen = Seen::default();
    for number in wanted.rounds.clone() {
        let end = round::play(&stage, wanted, number, &mut seen).await;
        *seen.ends.entry(end.name()).or_default() += 1;
        if let End::Wrong(what) = &end {
            seen.wrong.push(format!("round {number}: {what}"));
        }
        tell(number, &end);
    }
    seen
}

/// A server that keeps what it has answered for when it is stopped at once, as every server of a person does.
async fn keeping(major: u16) -> Cluster {
    let settings = vec![("synchronous_commit".to_owned(), "on".to_owned())];
    servers::start_with(major, ClusterOptions { settings, ..ClusterOptions::default() }).await.unwrap()
}
