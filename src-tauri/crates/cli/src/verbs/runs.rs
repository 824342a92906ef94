//! `runs list|show|resume|abort|delete-restore-point`.

use std::time::Duration;

use domain::run::RunHeader;
use rpc::requests::RpcError;
use serde_json::{Value, json};

use super::{Ended, follow};
use crate::exit::Exit;
use crate::opened::{Opened, understood};
use crate::output::{Out, key_of};
use crate::select;

/// How often, and how far apart, it is looked whether a run that was just taken up can be stopped.
const LOOKS: u32 = 100;
const BETWEEN_LOOKS: Duration = Duration::from_millis(100);

pub(super) async fn list(opened: &Opened, out: &Out) -> Ended {
    let value = opened.value("runs_list", json!({})).await?;
    out.json(&value);
    let runs: Vec<RunHeader> = understood(value)?;
    if runs.is_empty() {
        out.say("cli-runs-none", &[]);
    } else {
        table(&runs, out);
    }
    Ok(Exit::Done)
}

/// Prints headers of runs.
pub(super) fn table(runs: &[RunHeader], out: &Out) {
    let rows = runs.iter().map(|run| {
        let to = run.to_version.to_string();
        let versions = match &run.from_version {
            Some(from) => out.words().text("runs-versions", &[("from", &from.0), ("to", &to)]),
            None => out.words().text("runs-versions-unknown", &[("to", &to)]),
        };
        let state = out.words().text(&format!("run-state-{}", key_of(&run.state)), &[]);
        let (started, id) = (out.moment(run.created_at), run.id.to_string());
        vec![run.database_name.clone(), versions, state, started, run.account_name.clone(), id]
    });
    let heads = [
        "cli-head-database",
        "cli-head-versions",
        "cli-head-state",
        "cli-head-started",
        "cli-head-account",
        "cli-head-id",
    ];
    out.table(&heads, &rows.collect::<Vec<_>>());
}

/// The report. With `--json` the run as the window sees it, with the head of its journal.
pub(super) async fn show(opened: &Opened, named: &str, out: &Out) -> Ended {
    let id = select::run(opened, named).await?;
    let (value, report) = follow::report(opened, id).await?;
    out.json(&value);
    out.report(&report, &follow::provider(opened, &report.run).await?);
    Ok(Exit::Done)
}

pub(super) async fn resume(opened: &Opened, named: &str, keep_out: bool, out: &Out) -> Ended {
    let id = select::run(opened, named).await?;
    let (_, report) = follow::report(opened, id).await?;
    if report.run.header.state.is_over() {
        out.note("cli-run-over", &[]);
        return follow::result(opened, id, out).await;
    }
    let _: Value = asked(opened, "run_resume", id.to_string()).await?;
    follow::to_the_end(opened, id, Some(keep_out), out).await
}

pub(super) async fn abort(opened: &Opened, named: &str, out: &Out) -> Ended {
    let id = select::run(opened, named).await?;
    let (_, mut report) = follow::report(opened, id).await?;
    if report.run.header.state.is_over() {
        out.note("cli-run-over", &[]);
        return follow::result(opened, id, out).await;
    }
    // Only a run that is followed can be stopped: what the provider makes of it has to be seen.
    let _: Value = asked(opened, "run_resume", id.to_string()).await?;
    let mut looks = 0;
    while !(report.run.can_abort || report.run.header.state.is_over()) && looks < LOOKS {
        looks += 1;
        tokio::time::sleep(BETWEEN_LOOKS).await;
        report = follow::report(opened, id).await?.1;
    }
    let _: Value = asked(opened, "run_abort", id.to_string()).await?;
    follow::to_the_end(opened, id, None, out).await
}

pub(super) async fn delete_restore_point(opened: &Opened, named: &str, out: &Out) -> Ended {
    let id = select::run(opened, named).await?;
    let value = asked(opened, "restore_point_delete", id.to_string()).await?;
    out.json(&value);
    out.say("cli-guide-restore-point-deleted", &[]);
    Ok(Exit::Done)
}

async fn asked(opened: &Opened, command: &str, id: String) -> Result<Value, RpcError> {
    opened.value(command, json!({ "id": id })).await
}
