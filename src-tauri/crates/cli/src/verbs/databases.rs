//! `databases list|show`.

use domain::version::VersionStanding;
use rpc::requests::{AccountDatabases, DatabasePage, ListedDatabase};
use serde_json::json;

use super::Ended;
use crate::exit::Exit;
use crate::opened::{Opened, understood};
use crate::output::{Out, harmless, key_of};
use crate::select;

pub(super) async fn list(opened: &Opened, of: Option<&str>, out: &Out) -> Ended {
    let account = match of {
        Some(named) => Some(select::account(opened, named).await?.account.id),
        None => None,
    };
    let value = opened.value("databases_list", json!({ "account": account })).await?;
    out.json(&value);
    let accounts: Vec<AccountDatabases> = understood(value)?;
    let rows: Vec<Vec<String>> = accounts
        .iter()
        .flat_map(|account| {
            account.databases.iter().map(|database| row(&account.account.name, database, out))
        })
        .collect();
    if accounts.is_empty() {
        out.say("cli-accounts-none", &[]);
    } else if rows.is_empty() {
        // Accounts that could not be read may hold some.
        if accounts.iter().all(|account| account.error.is_none()) {
            out.say("cli-databases-none", &[]);
        }
    } else {
        let heads = [
            "cli-head-name",
            "cli-head-engine",
            "cli-head-version",
            "cli-head-life",
            "cli-head-plan",
            "cli-head-zone",
            "cli-head-account",
            "cli-head-id",
        ];
        out.table(&heads, &rows);
    }
    super::guide::ways_back(opened, out).await?;
    // One account that fails hides no other, and is not hidden by them.
    let mut exit = Exit::Done;
    for account in &accounts {
        let Some(error) = &account.error else { continue };
        out.warning("cli-databases-failed", &[("account", &harmless(&account.account.name))]);
        exit = out.failed(error);
    }
    Ok(exit)
}

fn row(account: &str, database: &ListedDatabase, out: &Out) -> Vec<String> {
    let summary = &database.summary;
    let unknown = || out.words().text("cli-not-known", &[]);
    vec![
        summary.name.clone(),
        summary.engine_name.clone(),
        summary.version.as_ref().map_or_else(unknown, ToString::to_string),
        life(database, out),
        summary.plan.as_ref().map_or_else(unknown, |plan| plan.name.clone()),
        summary.zone.clone().unwrap_or_else(unknown),
        account.to_owned(),
        summary.id.id.clone(),
    ]
}

fn life(database: &ListedDatabase, out: &Out) -> String {
    let Some(life) = &database.life else { return String::new() };
    let Some(date) = &life.end_of_life else { return String::new() };
    let id = match life.standing {
        VersionStanding::Supported => "cli-life-supported",
        VersionStanding::EndsSoon => "cli-life-ends-soon",
        VersionStanding::Ended => "cli-life-ended",
        VersionStanding::Unknown => return String::new(),
    };
    out.words().text(id, &[("date", date)])
}

pub(super) async fn show(opened: &Opened, named: &str, out: &Out) -> Ended {
    let key = select::database(opened, named).await?.key;
    let value = opened.value("database_show", json!({ "key": key })).await?;
    out.json(&value);
    let page: DatabasePage = understood(value)?;
    print(&page, out);
    Ok(Exit::Done)
}

fn print(page: &DatabasePage, out: &Out) {
    let (database, summary) = (&page.database, &page.database.summary);
    let unknown = || out.words().text("cli-not-known", &[]);
    let text = |text: Option<&str>| text.map_or_else(unknown, harmless);
    let version = summary.version.as_ref().map_or_else(unknown, ToString::to_string);
    let life = life(&page.listed, out);
    out.heading(&harmless(&summary.name));
    out.field("cli-label-id", &summary.id.id);
    out.field("cli-label-owner", &harmless(&summary.owner.name));
    out.field("cli-label-engine", format!("{} {version}  {life}", harmless(&summary.engine_name)).trim());
    out.field("cli-label-plan", &text(summary.plan.as_ref().map(|plan| plan.name.as_str())));
    out.field("cli-label-zone", &text(summary.zone.as_deref()));
    let host = database.host.as_ref().map(|host| match database.port {
        Some(port) => format!("{host}:{port}"),
        None => host.clone(),
    });
    out.field("cli-label-host", &text(host.as_deref()));
    out.field("cli-label-database", &text(database.database_name.as_deref()));
    out.field("cli-label-user", &text(database.user.as_deref()));
    let environment = format!("environment-{}", key_of(&page.listed.environment));
    out.field("cli-label-environment", &out.words().text(&environment, &[]));
    let backup = page.last_backup.map(|at| out.moment(at));
    out.field("cli-label-backup", &text(backup.as_deref()));
    let users: Vec<String> = database.read_only_users.iter().map(|user| harmless(user)).collect();
    out.items("cli-label-read-only-users", &users);
    if let Some(url) = &database.panel_url {
        out.field("cli-label-panel", &harmless(url));
    }
    if !page.variables.is_empty() {
        out.heading(&out.words().text("cli-variables-title", &[]));
        let hidden = out.words().text("cli-variables-hidden", &[]);
        let rows = page.variables.iter().map(|variable| {
            vec![variable.name.clone(), variable.value.clone().unwrap_or_else(|| hidden.clone())]
        });
        out.table(&["cli-head-variable", "cli-head-value"], &rows.collect::<Vec<_>>());
    }
    if !page.runs.is_empty() {
        out.heading(&out.words().text("cli-runs-of-database-title", &[]));
        super::runs::table(&page.runs, out);
    }
}
