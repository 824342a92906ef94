//! `thaw`: makes a source writable again that a transfer made read-only, or lists those that are.

use app::StillFrozen;
use serde_json::json;

use super::Ended;
use super::sides;
use crate::args::ThawArgs;
use crate::exit::Exit;
use crate::opened::Opened;
use crate::output::Out;
use crate::stdin::Given;
use rpc::requests::RpcError;

pub(super) async fn run(opened: &Opened, asked: &ThawArgs, given: Given, out: &Out) -> Ended {
    let failed = |error| rpc::error("thaw", &error);
    let Some(from) = &asked.from else {
        let frozen = opened.app().still_frozen().await.map_err(failed)?;
        out.json(&json!({ "type": "result", "exit": Exit::Done.number(), "frozen": frozen }));
        if frozen.is_empty() {
            out.say("cli-thaw-none", &[]);
        }
        for source in &frozen {
            out.line(&said(source, out));
            out.items("cli-freeze-undo", &source.thaw);
        }
        return Ok(Exit::Done);
    };
    let from = sides::place(opened, from, given, out).await?;
    let source = opened.app().thaw(&from).await.map_err(failed)?;
    out.json(&json!({ "type": "result", "exit": Exit::Done.number(), "thawed": source }));
    out.say("cli-thaw-done", &[("place", &source.place)]);
    if source.handed_over {
        out.warning("cli-thaw-handed-over", &[]);
    }
    Ok(Exit::Done)
}

/// Says on the way into other work what an interrupted transfer left read-only.
pub(super) async fn remind(opened: &Opened, out: &Out) -> Result<(), RpcError> {
    let frozen = opened.app().still_frozen().await.map_err(|error| rpc::error("thaw", &error))?;
    for source in frozen.iter().filter(|source| !source.handed_over) {
        let (place, since) = told(source, out);
        out.warning("cli-freeze-left", &[place, ("since", &since)]);
    }
    Ok(())
}

fn said(source: &StillFrozen, out: &Out) -> String {
    let id = if source.handed_over { "cli-freeze-handed-over" } else { "cli-freeze-left" };
    let (place, since) = told(source, out);
    out.words().text(id, &[place, ("since", &since)])
}

/// What the words about a source need: its place, and since when.
fn told<'a>(source: &'a StillFrozen, out: &Out) -> ((&'static str, &'a str), String) {
    (("place", &source.place), out.moment(source.since))
}
