//! The practice cloud against the clients that the provider itself publishes: shapes and signatures are theirs, not ours.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod command_line;
mod javascript;
mod programs;
mod python;

use practice::scenario::Scenario;
use practice::{Cloud, Options};

/// A cloud with one shop on PostgreSQL 14; each step of a migration is shown for `step_ms`.
async fn cloud(step_ms: u64) -> Cloud {
    let mut scenario = Scenario::built_in("default").unwrap();
    scenario
        .databases
        .retain(|database| ["shop-production", "newsletter", "sessions"].contains(&database.key.as_str()));
    for database in &mut scenario.databases {
        database.seed.retain(|seed| seed == "bookshop");
    }
    scenario.applications.retain(|application| application.owner == "atelier-nord");
    scenario.step_ms = step_ms;
    Cloud::start(Options::new(scenario)).await.unwrap()
}

/// alwaysdata with one account on PostgreSQL 14; writes are queued for `delay_ms`.
async fn hosting(delay_ms: u64) -> Cloud {
    let mut scenario = Scenario::built_in("alwaysdata").unwrap();
    let hosting = scenario.alwaysdata.as_mut().unwrap();
    hosting.write_delay_ms = delay_ms;
    hosting.accounts.retain(|account| account.name == "nord");
    for database in &mut hosting.accounts[0].databases {
        database.seed.retain(|seed| seed == "bookshop");
    }
    Cloud::start(Options::new(scenario)).await.unwrap()
}
