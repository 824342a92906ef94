//! The job at alwaysdata, as a person does it: account, list, check, migrate; and, when the terminal says which page to open, the button
//! on it.

use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::client::Client;
use super::headless::{TO, any, chosen, report, sign_in, text};
use super::panel;
use crate::place::Places;
use crate::say;
use crate::scratch::Scratch;

pub(super) const PROVIDER: &str = "alwaysdata";

/// Runs the job in a folder that vanishes. Success only when the comparison says that both sides are equal.
pub(super) fn run(places: &Places) -> Result<ExitCode> {
    let folder = Scratch::new("demo")?;
    let client = Client::new(places, folder.path());
    say::doing(
        "starting the practice cloud: real PostgreSQL servers behind the provider's API and its panel",
    );
    let practice = client.practice(folder.path(), PROVIDER)?;
    let at = &practice.ready["providers"][PROVIDER];
    let Some(address) = at["base_url"].as_str() else {
        bail!("the practice cloud does not speak as {PROVIDER}");
    };
    let database = chosen(&practice.ready, PROVIDER)?;
    let name = text(database, "name")?;
    say::note(&format!("ready; the database is {name} on PostgreSQL {}", text(database, "version")?));

    sign_in(&client, PROVIDER, at)?;
    client.show(&["databases", "list"], &[])?;
    client.show(&["check", name, "--to-version", TO], &[])?;
    let mut pressed = false;
    client.watch(&["migrate", name, "--to-version", TO, "--confirm", name], |line| {
        let page = line.split_whitespace().find(|word| word.starts_with(address));
        let Some(page) = page.filter(|_| !pressed) else { return Ok(()) };
        pressed = true;
        say::note(&format!("a person opens {page} and presses Migrate"));
        panel::press(page, &format!("PostgreSQL {TO}"), "Migrate")
    })?;

    let runs = client.ask(&["runs", "list"], &[])?;
    let is_run = |value: &Value| value["id"].is_string() && !value["state"].is_null();
    let run = runs.iter().find_map(|line| any(line, &is_run));
    let run = text(run.context("the run is not listed")?, "id")?.to_owned();
    client.show(&["runs", "show", &run], &[])?;
    client.show(&["databases", "list"], &[])?;
    client.show(&["runs", "delete-restore-point", &run], &[])?;
    let views = client.ask(&["runs", "show", &run], &[])?;
    let view = views.iter().find_map(|line| any(line, &|value| value["header"]["state"].is_string()));
    report(view.context("the run is not shown")?)
}
