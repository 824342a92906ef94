//! The job between any two servers, as a person at a terminal does it: copy with writers kept out, compare once more, let them in.

use std::process::ExitCode;

use anyhow::{Context, Result};
use serde_json::Value;

use super::client::Client;
use super::headless::{any, text};
use crate::place::Places;
use crate::say;
use crate::scratch::Scratch;

/// Both addresses by standard input, where nobody else sees a password.
const SIDES: [&str; 4] = ["--from", "-", "--to", "-"];

/// Runs the job in a folder that vanishes. Success only when a comparison of its own says that both sides are equal.
pub(super) fn run(places: &Places) -> Result<ExitCode> {
    let folder = Scratch::new("demo")?;
    let client = Client::new(places, folder.path());
    say::doing("starting two real PostgreSQL servers: one with a shop, one with an empty database");
    let practice = client.practice(folder.path(), "direct")?;
    let (old, new) = (called(&practice.ready, "shop")?, called(&practice.ready, "new-home")?);
    let (from, to) = (text(old, "url")?, text(new, "url")?);
    say::note(&format!(
        "ready; PostgreSQL {} goes to PostgreSQL {}",
        text(old, "version")?,
        text(new, "version")?
    ));
    client.show(&[&["transfer"], &SIDES[..], &["--freeze"]].concat(), &[from, to])?;
    client.show(&["thaw"], &[])?;
    let seen = client.ask(&[&["verify"], &SIDES[..]].concat(), &[from, to])?;
    client.show(&["thaw", "--from", "-"], &[from])?;
    let result = seen.iter().find_map(|line| any(line, &|value| value["verification"].is_object()));
    report(result.context("the comparison gives no result")?)
}

/// A database of the scenario by its name.
fn called<'a>(ready: &'a Value, name: &str) -> Result<&'a Value> {
    let databases = ready["databases"].as_array().context("the practice cloud lists no database")?;
    databases.iter().find(|one| one["name"] == name).with_context(|| format!("there is no {name}"))
}

/// Prints what a person wants to know at the end.
fn report(seen: &Value) -> Result<ExitCode> {
    let verification = &seen["verification"];
    let count = verification["differences"].as_array().map_or(0, Vec::len);
    println!("\nreport");
    for (name, value) in [
        ("before", &seen["from"]),
        ("after", &seen["to"]),
        ("verdict", &verification["verdict"]),
        ("rows compared", &verification["rows_compared"]),
        ("tables compared", &verification["tables_compared"]),
        ("objects compared", &verification["objects_compared"]),
    ] {
        println!("  {name:<18} {}", value.as_str().map_or_else(|| value.to_string(), str::to_owned));
    }
    println!("  {:<18} {count}", "differences");
    if verification["verdict"] == "equal" && count == 0 {
        println!("\nNothing was lost: both sides were compared and are equal.");
        return Ok(ExitCode::SUCCESS);
    }
    println!("\nThe comparison does not say `equal`.");
    Ok(ExitCode::from(5))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_equal_without_a_difference_is_a_success() {
        let ends = |verdict: &str, differences: Value| {
            report(&json!({"verification": {"verdict": verdict, "differences": differences}})).unwrap()
        };
        assert_eq!(ends("equal", json!([])), ExitCode::SUCCESS);
        for verdict in ["incomplete", "different", "not_checked", ""] {
            assert_ne!(ends(verdict, json!([])), ExitCode::SUCCESS, "{verdict}");
        }
        assert_ne!(ends("equal", json!([{}])), ExitCode::SUCCESS);
    }
}
