//! Whole databases between majors: the newest `pg_dump` says the same of both sides, and so does plain SQL of every row.

mod rows;
mod rules;

use std::path::Path;

use anyhow::{Context, Result};
use domain::database::Endpoint;
use domain::engine::{Reason, Uncarried};
use domain::finding::Level;
use practice::seed;
use practice::servers::Cluster;
use support::dump::{self, Entry};
use support::postgres::{carry, run, server};

use rules::Majors;

/// The torture database as a major can hold it.
fn torture(major: u16) -> Result<String> {
    let mut script = include_str!("torture.sql").to_owned();
    let newer = [include_str!("torture_newer.sql"), include_str!("strange.sql")];
    for section in newer.iter().flat_map(|file| file.split("\n-- since ").skip(1)) {
        let (since, statements) = section.split_once('\n').context("an empty section")?;
        if since.parse::<u16>()? <= major {
            script.push_str(statements);
        }
    }
    Ok(script)
}

/// An empty database of the administrator, whose name is the same on every server.
async fn made(cluster: &Cluster, name: &str) -> Endpoint {
    run(&cluster.admin("postgres"), &format!("CREATE DATABASE {name} TEMPLATE template0")).await;
    cluster.admin(name)
}

/// Carries one database and compares both sides.
async fn same(old: &Cluster, new: &Cluster, name: &str, majors: Majors) -> Result<Vec<Uncarried>> {
    let (source, target) = (old.admin(name), made(new, name).await);
    let (done, _) = carry(&source, &target, transfer::Options::default()).await;
    let report = done?;
    let differences = report.verification.map(|found| found.differences).unwrap_or_default();
    let (ours, theirs) = tokio::join!(dump::schema(&source), dump::schema(&target));
    compare(name, &rules::as_later(ours, majors), &rules::as_earlier(theirs, majors), majors);
    rows::assert_same(&source, &target).await;
    assert_eq!(differences, [], "{name}");
    Ok(report.uncarried)
}

/// Fails with the entries that differ, and with another order of them.
fn compare(name: &str, ours: &[Entry], theirs: &[Entry], majors: Majors) {
    assert!(ours.len() > 10, "{name}: nothing to compare");
    let only = |one: &[Entry], other: &[Entry], same: &dyn Fn(&Entry, &Entry) -> bool| -> String {
        let some = one.iter().filter(|entry| !other.iter().any(|there| same(entry, there)));
        some.map(|entry| format!("{}\n{}\n\n", entry.heading, entry.text)).collect()
    };
    let mine = only(ours, theirs, &|ours, theirs| rules::same(ours, theirs, majors));
    let other = only(theirs, ours, &|theirs, ours| rules::same(ours, theirs, majors));
    assert!(
        mine.is_empty() && other.is_empty(),
        "{name}\n== only the source says\n{mine}\n== only the target says\n{other}"
    );
    let order = |side: &[Entry]| side.iter().map(|entry| entry.heading.clone()).collect::<Vec<_>>();
    assert_eq!(order(ours), order(theirs), "{name}: the order of entries");
}

/// Sakila, Chinook and the torture database, from one major to another.
async fn moves(from: u16, to: u16) -> Result<()> {
    let (old, new) = tokio::join!(server(from), server(to));
    let majors = Majors { from, to };
    for sample in ["chinook", "sakila"] {
        let seed = seed::first_available(&[sample.to_owned()], Path::new("."))?;
        seed::load(&seed, &made(&old, sample).await).await?;
        same(&old, &new, sample, majors).await?;
    }
    run(&made(&old, "torture").await, &torture(from)?).await;
    let uncarried = same(&old, &new, "torture", majors).await?;
    let told: Vec<_> = uncarried
        .iter()
        .filter(|u| u.level > Level::Info && u.reason != Reason::SettingsDiffer)
        .map(|u| format!("{} {} {:?}", u.kind, u.name, u.reason))
        .collect();
    assert_eq!(told, ["subscription \"sub; --\" SwitchedOff", "role clerk PasswordUnreadable"]);
    Ok(())
}

#[tokio::test]
async fn majors_10_and_18_dump_the_same() -> Result<()> {
    moves(10, 18).await
}

#[tokio::test]
async fn majors_12_and_17_dump_the_same() -> Result<()> {
    moves(12, 17).await
}

#[tokio::test]
async fn majors_13_and_16_dump_the_same() -> Result<()> {
    moves(13, 16).await
}

#[tokio::test]
async fn majors_14_and_18_dump_the_same() -> Result<()> {
    moves(14, 18).await
}

#[tokio::test]
async fn majors_15_and_17_dump_the_same() -> Result<()> {
    moves(15, 17).await
}

#[tokio::test]
async fn majors_16_and_18_dump_the_same() -> Result<()> {
    moves(16, 18).await
}

#[tokio::test]
async fn majors_17_and_17_dump_the_same() -> Result<()> {
    moves(17, 17).await
}

#[tokio::test]
async fn majors_18_and_18_dump_the_same() -> Result<()> {
    moves(18, 18).await
}
