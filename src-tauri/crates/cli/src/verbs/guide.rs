//! Leading a person through a guided run at a terminal: which page, what to press, what is waited for. It presses nothing.

use domain::ids::RunId;
use domain::run::{GuideWait, RunEvent, RunHeader, RunView};
use rpc::requests::RpcError;
use serde_json::{Value, json};

use crate::opened::Opened;
use crate::output::{Out, harmless};

/// How far a person was led.
pub(super) struct Guide {
    /// Whether writers are to be kept out; `None` where nothing is to be begun.
    keep_out: Option<bool>,
    told: Option<GuideWait>,
}

impl Guide {
    pub(super) fn new(keep_out: Option<bool>) -> Self {
        Self { keep_out, told: None }
    }

    /// Takes an event. Says whether the run is to be left to the person: what was waited for did not come.
    pub(super) async fn take(
        &mut self,
        opened: &Opened,
        id: RunId,
        event: &RunEvent,
        out: &Out,
    ) -> Result<bool, RpcError> {
        let RunEvent::Snapshot { run } = event else { return Ok(false) };
        let Some(guide) = &run.guide else { return Ok(false) };
        if guide.wait == self.told || guide.wait.is_none() {
            return Ok(false);
        }
        let before = std::mem::replace(&mut self.told, guide.wait);
        let page = guide.page.clone().unwrap_or_else(|| out.words().text("cli-not-known", &[]));
        match guide.wait {
            // Asked once: to run the command is to say it.
            Some(GuideWait::Go) => match (before, self.keep_out.take()) {
                (None | Some(GuideWait::Silence), Some(keep_out)) => {
                    let _: Value = opened.value("run_go", json!({ "id": id, "keep_out": keep_out })).await?;
                }
                (_, _) if guide.problem.is_some() => {
                    not_used(run, out);
                    return Ok(true);
                }
                (_, _) => {}
            },
            Some(GuideWait::Press) if guide.frozen.is_some() => {
                let until = guide.frozen.as_ref().map(|frozen| out.moment(frozen.until)).unwrap_or_default();
                out.say("cli-guide-press-frozen", &[("page", &page), ("until", &until)]);
            }
            Some(GuideWait::Press) => out.say("cli-guide-press", &[("page", &page)]),
            Some(GuideWait::Silence) | None => {}
        }
        Ok(false)
    }
}

fn not_used(run: &RunView, out: &Out) {
    let problem = run.guide.as_ref().and_then(|guide| guide.problem.as_ref());
    let what = problem.map_or_else(String::new, |why| {
        let title = format!("error-{}-title", why.kind.code().to_lowercase());
        format!("{} ({})", out.words().text(&title, &[]), why.kind.code())
    });
    out.warning("cli-guide-not-used", &[("what", &what), ("id", &run.header.id.to_string())]);
}

/// What a person has to know who stops watching while writers are kept out.
pub(super) fn interrupted(run: &RunView, out: &Out) {
    let Some(frozen) = run.guide.as_ref().and_then(|guide| guide.frozen.as_ref()) else { return };
    let id = run.header.id.to_string();
    out.warning("cli-guide-still-frozen", &[("id", &id), ("thaw", &frozen.thaw.join("; "))]);
}

/// Reminds of every way back that is still open.
pub(super) async fn ways_back(opened: &Opened, out: &Out) -> Result<(), RpcError> {
    let runs: Vec<RunHeader> = opened.ask("runs_list", json!({})).await?;
    let now = opened.app().moment();
    for run in runs {
        if let Some(until) = run.way_back_until.filter(|until| *until > now) {
            let (database, until) = (harmless(&run.database_name), out.moment(until));
            out.note(
                "cli-guide-way-back",
                &[("database", &database), ("until", &until), ("id", &run.id.to_string())],
            );
        }
    }
    Ok(())
}
