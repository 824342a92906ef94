//! Following a run to its end, or to where it waits for a person. Interrupting stops the following, never the run.

use std::time::Duration;

use domain::ids::RunId;
use domain::provider::Descriptor;
use domain::run::{DataLocation, RunEvent, RunState, RunView};
use futures::{Stream, StreamExt as _};
use rpc::requests::{RpcError, RunReport};
use serde_json::{Value, json};

use super::Ended;
use super::guide::{self, Guide};
use crate::exit::Exit;
use crate::opened::{Opened, understood};
use crate::output::Out;

/// How long events that were already on their way are waited for at the end.
const LAST_EVENTS: Duration = Duration::from_millis(500);

/// How the following ended.
enum Followed {
    Settled,
    Interrupted,
}

/// Where the person acts in a panel, `keep_out` says whether writers are kept out meanwhile; `None` begins nothing.
pub(super) async fn to_the_end(opened: &Opened, id: RunId, keep_out: Option<bool>, out: &Out) -> Ended {
    let app = opened.app();
    let mut events = rpc::subscribe_run(app, id).await?;
    let mut guide = Guide::new(keep_out);
    let followed = {
        let settled = app.run_settled(id);
        tokio::pin!(settled);
        let interrupted = ::practice::interrupted();
        tokio::pin!(interrupted);
        loop {
            tokio::select! {
                biased;
                () = &mut interrupted => break Followed::Interrupted,
                Some(event) = events.next() => {
                    out.event(&event);
                    if guide.take(opened, id, &event, out).await? {
                        break Followed::Settled;
                    }
                }
                view = &mut settled => {
                    view.map_err(|error| rpc::error("migration", &error))?;
                    break Followed::Settled;
                }
            }
        }
    };
    if matches!(followed, Followed::Interrupted) {
        let (_, report) = report(opened, id).await?;
        let said = match (&report.run.guide, &report.run.transfer) {
            (Some(_), _) => "cli-guide-interrupted",
            // The work was done here: it ends with us.
            (None, Some(_)) if report.run.data == DataLocation::Target => "cli-migrate-interrupted-after",
            (None, Some(_)) => "cli-migrate-interrupted-here",
            (None, None) => "cli-migrate-interrupted",
        };
        out.warning(said, &[("id", &id.to_string())]);
        guide::interrupted(&report.run, out);
        out.json(&json!({ "type": "interrupted", "id": id, "exit": Exit::Interrupted.number() }));
        return Ok(Exit::Interrupted);
    }
    last_events(&mut events, out).await;
    result(opened, id, out).await
}

async fn last_events(events: &mut (impl Stream<Item = RunEvent> + Unpin), out: &Out) {
    while let Ok(Some(event)) = tokio::time::timeout(LAST_EVENTS, events.next()).await {
        out.event(&event);
        if matches!(event, RunEvent::Over { .. }) {
            return;
        }
    }
}

/// The report at the end of a run, with the exit code that belongs to it.
pub(super) async fn result(opened: &Opened, id: RunId, out: &Out) -> Ended {
    let (value, report) = report(opened, id).await?;
    let exit = Exit::of_run(&report.run);
    out.json(&json!({ "type": "result", "exit": exit.number(), "report": value }));
    out.report(&report, &provider(opened, &report.run).await?);
    paused(&report.run, out);
    Ok(exit)
}

/// The report of a run: as it goes over the wire, and understood.
pub(super) async fn report(opened: &Opened, id: RunId) -> Result<(Value, RunReport), RpcError> {
    let value = opened.value("run_report", json!({ "id": id })).await?;
    let report = understood(value.clone())?;
    Ok((value, report))
}

/// The name of a run's provider, its id where it has no other.
pub(super) async fn provider(opened: &Opened, run: &RunView) -> Result<String, RpcError> {
    let all: Vec<Descriptor> = opened.ask("providers_list", json!({})).await?;
    let found = all.into_iter().find(|descriptor| descriptor.id == run.header.provider);
    Ok(found.map_or_else(|| run.header.provider.to_string(), |descriptor| descriptor.name))
}

fn paused(run: &RunView, out: &Out) {
    if run.header.state != RunState::Paused {
        return;
    }
    let what = run.paused.as_ref().map_or_else(String::new, |why| {
        let title = format!("error-{}-title", why.kind.code().to_lowercase());
        format!("{} ({})", out.words().text(&title, &[]), why.kind.code())
    });
    out.warning("cli-migrate-paused", &[("what", &what), ("id", &run.header.id.to_string())]);
}
