//! The job without a display, as a person at a terminal does it: account, list, check, migrate, report.

use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::client::Client;
use crate::place::Places;
use crate::say;
use crate::scratch::Scratch;

/// Whose scenario is the default one.
pub(super) const USUAL: &str = "clever-cloud";

/// From this major version...
const FROM: &str = "14";
/// ... to this one.
pub(super) const TO: &str = "18";

/// Runs the job in a folder that vanishes. Success only when the comparison says that both sides are equal.
pub(super) fn run(places: &Places, provider: &str) -> Result<ExitCode> {
    let folder = Scratch::new("demo")?;
    let client = Client::new(places, folder.path());
    say::doing("starting the practice cloud: real PostgreSQL servers behind the provider's API");
    let scenario = if provider == USUAL { "default" } else { provider };
    let practice = client.practice(folder.path(), scenario)?;
    let at = &practice.ready["providers"][provider];
    if at["base_url"].is_null() {
        bail!("the practice cloud does not speak as {provider}");
    }
    let database = chosen(&practice.ready, provider)?;
    let (id, name) = (text(database, "id")?, text(database, "name")?);
    say::note(&format!("ready; the database is {name} on PostgreSQL {}", text(database, "version")?));

    sign_in(&client, provider, at)?;
    client.show(&["databases", "list"], &[])?;
    client.show(&["check", id, "--to-version", TO], &[])?;
    client.show(&["migrate", id, "--to-version", TO, "--confirm", name], &[])?;

    let runs = client.ask(&["runs", "list"], &[])?;
    let run =
        runs.iter().find_map(|line| any(line, &|value| value["id"].is_string() && !value["state"].is_null()));
    let run = text(run.context("the run is not listed")?, "id")?.to_owned();
    client.show(&["runs", "show", &run], &[])?;
    let views = client.ask(&["runs", "show", &run], &[])?;
    let view = views.iter().find_map(|line| any(line, &|value| value["header"]["state"].is_string()));
    report(view.context("the run is not shown")?)
}

/// Adds the account: secrets by standard input, everything else as it is typed.
pub(super) fn sign_in(client: &Client, provider: &str, at: &Value) -> Result<()> {
    let (address, token) = (text(at, "base_url")?, text(at, "token")?);
    let mut typed: Vec<String> = [
        "accounts",
        "add",
        "--provider",
        provider,
        "--name",
        "Practice",
        "--base-url",
        address,
        "--token-stdin",
    ]
    .map(str::to_owned)
    .to_vec();
    let mut piped = vec![token];
    for (field, value) in at["fields"].as_object().into_iter().flatten() {
        let value = value.as_str().unwrap_or_default();
        match field.as_str() {
            "token" | "base_url" => {}
            secret if secret.contains("password") => {
                typed.extend(["--field-stdin".to_owned(), secret.to_owned()]);
                piped.push(value);
            }
            plain => typed.extend(["--field".to_owned(), format!("{plain}={value}")]),
        }
    }
    client.show(&typed.iter().map(String::as_str).collect::<Vec<_>>(), &piped)
}

/// The database of the demo: the first one on the version to leave.
pub(super) fn chosen<'a>(ready: &'a Value, provider: &str) -> Result<&'a Value> {
    let databases = ready["databases"].as_array().context("the practice cloud lists no database")?;
    let fits = |one: &&Value| {
        let version = one["version"].as_str().unwrap_or_default();
        one["provider"] == provider
            && one["engine"] == "postgresql"
            && version.split('.').next() == Some(FROM)
    };
    databases
        .iter()
        .find(fits)
        .with_context(|| format!("the practice cloud has no PostgreSQL {FROM} at {provider}"))
}

/// Prints what a person wants to know at the end.
pub(super) fn report(view: &Value) -> Result<ExitCode> {
    let verification = &view["verification"];
    let number =
        |value: &Value| value.as_u64().map_or_else(|| "not known".to_owned(), |number| number.to_string());
    let time = |value: &Value| {
        let millis = value.as_u64().map(Duration::from_millis);
        millis.map_or_else(|| "not known".to_owned(), say::lasting)
    };
    let word = |value: &Value| value.as_str().unwrap_or("not known").to_owned();
    let verdict = word(&verification["verdict"]);
    let lines = [
        ("database", word(&view["header"]["database_name"])),
        ("before", format!("PostgreSQL {}", word(&view["header"]["from_version"]))),
        ("after", format!("PostgreSQL {}", word(&view["header"]["to_version"]))),
        ("state", word(&view["header"]["state"])),
        ("data is on", word(&view["data"])),
        ("verdict", verdict.clone()),
        ("rows compared", number(&verification["rows_compared"])),
        ("tables compared", number(&verification["tables_compared"])),
        ("objects compared", number(&verification["objects_compared"])),
        ("differences", verification["differences"].as_array().map_or(0, Vec::len).to_string()),
        ("read-only for", time(&view["timings"]["read_only"])),
        ("duration", time(&view["timings"]["total"])),
    ];
    println!("\nreport");
    lines.iter().for_each(|(name, value)| println!("  {name:<18} {value}"));
    if verdict == "equal" {
        println!("\nNothing was lost: both sides were compared and are equal.");
        return Ok(ExitCode::SUCCESS);
    }
    println!("\nThe comparison does not say `equal`.");
    Ok(ExitCode::from(5))
}

pub(super) fn text<'a>(value: &'a Value, key: &str) -> Result<&'a str> {
    value[key].as_str().with_context(|| format!("`{key}` is missing in {value}"))
}

/// The first value, at any depth, that fits.
pub(super) fn any<'a>(value: &'a Value, fits: &dyn Fn(&Value) -> bool) -> Option<&'a Value> {
    if value.is_object() && fits(value) {
        return Some(value);
    }
    match value {
        Value::Array(items) => items.iter().find_map(|item| any(item, fits)),
        Value::Object(entries) => entries.values().find_map(|item| any(item, fits)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_equal_is_a_success() {
        let view =
            |verdict: &str| json!({"header": {"state": "succeeded"}, "verification": {"verdict": verdict}});
        let succeeds = |view: &Value| report(view).unwrap() == ExitCode::SUCCESS;
        assert!(succeeds(&view("equal")));
        for verdict in ["incomplete", "different", "not_checked", ""] {
            assert!(!succeeds(&view(verdict)), "{verdict}");
        }
        assert!(!succeeds(&json!({"header": {"state": "succeeded"}, "verification": null})));
    }

    #[test]
    fn the_database_is_one_on_the_version_to_leave() {
        let ready = json!({"databases": [
            {"provider": "clever-cloud", "id": "a", "engine": "postgresql", "version": "16"},
            {"provider": "other", "id": "b", "engine": "postgresql", "version": "14"},
            {"provider": "clever-cloud", "id": "c", "engine": "postgresql", "version": "14.23"},
        ]});
        assert_eq!(chosen(&ready, "clever-cloud").unwrap()["id"], "c");
        assert!(chosen(&ready, "elsewhere").is_err());
    }
}
