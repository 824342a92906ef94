//! `cargo x bench transfer`: our transfer beside what a person would use instead, round by round, on the same servers.
//!
//! The limit is what any copy has to do: plain binary COPY and the same indexes, nothing written down, nothing looked at.
//! Nothing here judges; it prints what was measured.
#![allow(clippy::unwrap_used, reason = "a measurement that cannot be made ends")]

#[path = "../data.rs"]
mod data;
mod figures;
mod limit;
mod link;
mod meter;
mod ways;

use clap::Parser as _;
use domain::database::Endpoint;
use practice::servers::{self, Cluster, ClusterOptions};
use support::postgres::{empty, run};

use figures::Figures;
use link::Link;
use ways::Way;

/// What to measure.
#[derive(clap::Parser)]
#[command(name = "cargo x bench transfer")]
struct Asked {
    /// Size: 100,000 accounts and 20,000 events each.
    #[arg(long, default_value_t = 60)]
    scale: u64,
    /// Sessions on each side.
    #[arg(long, default_value_t = 2)]
    jobs: usize,
    /// How often each way is measured; medians count.
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// Major of the source's server.
    #[arg(long, default_value_t = 17)]
    from: u16,
    /// Major of the target's server.
    #[arg(long, default_value_t = 18)]
    to: u16,
    /// Ways to measure, by name; all by default.
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
    /// Puts both servers behind a link of this many milliseconds there and back...
    #[arg(long, default_value_t = 0)]
    delay: u64,
    /// ... and this many megabits a second.
    #[arg(long, default_value_t = 0)]
    megabits: u64,
    /// Prints one JSON object instead of a table.
    #[arg(long)]
    json: bool,
    /// Given by cargo.
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() {
    let words: Vec<String> = std::env::args().collect();
    if words.get(1).is_some_and(|word| word == meter::WORD) {
        meter::measured(&words[2..]);
        return;
    }
    tokio::runtime::Runtime::new().unwrap().block_on(measure(&Asked::parse()));
}

async fn measure(asked: &Asked) {
    let (old, new) = tokio::join!(start(asked.from), start(asked.to));
    let source = empty(&old, "bench").await;
    say(asked, "filling the source");
    data::fill(&source, asked.scale).await;
    let (tables, whole) = data::sizes(&source).await;
    let link = Link::new(asked.delay, asked.megabits);
    let (near, far) = (link.before(&source).await, link.before(&new.admin("postgres")).await);
    let ways: Vec<Way> = ways::all()
        .into_iter()
        .filter(|way| asked.only.is_empty() || asked.only.iter().any(|name| name == way.name()))
        .collect();
    let mut figures = Figures::new(asked.scale, asked.jobs, tables, whole);
    for round in 1..=asked.rounds {
        // Each round begins with another way: none is always the one that finds the machine warm.
        for turn in 0..ways.len() {
            let way = &ways[(turn + round - 1) % ways.len()];
            let target = empty(&new, "bench").await;
            let to = Endpoint { database: "bench".into(), ..far.clone() };
            run(&new.admin("postgres"), "CHECKPOINT").await;
            run(&source, "CHECKPOINT").await;
            match way.run(&near, &to, asked.jobs).await {
                Ok(spent) => {
                    check(&source, &target).await;
                    say(asked, &format!("round {round}, {}: {:.2} s", way.name(), spent.seconds));
                    figures.add(way.name(), spent);
                }
                Err(why) => say(asked, &format!("round {round}, {}: not measured: {why}", way.name())),
            }
            run(&new.admin("postgres"), "DROP DATABASE bench").await;
        }
    }
    if asked.json { println!("{}", figures.json()) } else { println!("{}", figures.table()) }
}

/// A server that writes to disk as a real one does, with the memory that a small managed one has.
async fn start(major: u16) -> Cluster {
    let settings = [
        ("shared_buffers", "1GB"),
        ("max_wal_size", "4GB"),
        ("checkpoint_timeout", "15min"),
        ("max_connections", "100"),
    ];
    let options = ClusterOptions {
        name: format!("bench{major}"),
        durable: true,
        settings: settings.map(|(name, value)| (name.to_owned(), value.to_owned())).into(),
        ..ClusterOptions::default()
    };
    servers::start_with(major, options).await.unwrap()
}

/// A way that is fast because it leaves something out is no way.
async fn check(source: &Endpoint, target: &Endpoint) {
    for question in [
        "SELECT count(*) || ' ' || sum(aid)::text FROM pgbench_accounts",
        "SELECT count(*) || ' ' || sum(amount)::text FROM events",
        "SELECT count(*)::text FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE n.nspname = 'public' AND i.indisvalid",
    ] {
        let (ours, theirs) =
            (support::postgres::text(source, question).await, support::postgres::text(target, question).await);
        assert_eq!(ours, theirs, "{question}");
    }
}

fn say(asked: &Asked, line: &str) {
    if asked.json { eprintln!("{line}") } else { println!("{line}") }
}
