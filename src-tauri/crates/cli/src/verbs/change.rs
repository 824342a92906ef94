//! `check` and `migrate`: what is asked for, what the checks say, and the gate.

use domain::ErrorKind;
use domain::change::Change;
use domain::finding::{Finding, Findings, Level};
use domain::offer::Plan as OfferedPlan;
use domain::run::{Acceptance, Gate, Method};
use domain::version::Version;
use rpc::requests::{ListedDatabase, OffersPage, RpcError, RunStarted};
use serde_json::json;

use super::{Ended, follow};
use crate::args::{ChangeArgs, MigrateArgs};
use crate::exit::{Exit, local};
use crate::opened::{Opened, understood};
use crate::output::{Out, harmless, key_of};
use crate::select;

pub(super) async fn check(opened: &Opened, asked: &ChangeArgs, out: &Out) -> Ended {
    let (database, change) = wanted(opened, asked).await?;
    let payload = json!({ "key": database.key, "change": change });
    let value = opened.value("check", payload).await?;
    out.json(&value);
    let findings: Findings = understood(value)?;
    out.findings(&findings);
    Ok(if findings.worst() == Level::Blocker { Exit::Checks } else { Exit::Done })
}

pub(super) async fn migrate(opened: &Opened, asked: &MigrateArgs, out: &Out) -> Ended {
    let (database, change) = wanted(opened, &asked.change).await?;
    if asked.confirm.trim() != database.summary.name.trim() {
        let detail =
            format!("--confirm says {:?}, the database is called {:?}", asked.confirm, database.summary.name);
        return Err(local(ErrorKind::NameMismatch, "migration", detail));
    }
    let payload = json!({ "key": database.key, "change": change });
    let gate: Gate = opened.ask("gate", payload).await?;
    if gate.blocked {
        return blocked(&gate, out);
    }
    review(&gate, out);
    let acceptance = Acceptance {
        plan_hash: gate.plan_hash.clone(),
        nonce: gate.nonce.clone(),
        typed_name: Some(asked.confirm.clone()),
        accepted: gate.to_accept.clone(),
        test_skipped_because: None,
    };
    let payload = json!({ "key": database.key, "change": change, "acceptance": acceptance });
    let started: RunStarted = opened.ask("migrate", payload).await?;
    out.note("cli-migrate-begun", &[("id", &started.id.to_string())]);
    follow::to_the_end(opened, started.id, Some(!asked.keep_writing), out).await
}

/// The database, and what is asked for: what is not said stays as it is.
pub(super) async fn wanted(
    opened: &Opened,
    asked: &ChangeArgs,
) -> Result<(ListedDatabase, Change), RpcError> {
    let database = select::database(opened, &asked.database).await?;
    let page: OffersPage = opened.ask("offers", json!({ "key": database.key })).await?;
    let plan_id = match &asked.plan {
        Some(named) => plan(&page.offers.plans, named)?.id.clone(),
        None => page.current.plan_id,
    };
    let zone = asked.zone.clone().unwrap_or(page.current.zone);
    Ok((database, Change { plan_id, zone, version: Version(asked.to_version.clone()) }))
}

fn plan<'a>(plans: &'a [OfferedPlan], named: &str) -> Result<&'a OfferedPlan, RpcError> {
    let fits = |plan: &&OfferedPlan| plan.id == named || plan.slug == named || plan.name == named;
    plans.iter().find(fits).ok_or_else(|| {
        let known: Vec<&str> = plans.iter().map(|plan| plan.slug.as_str()).collect();
        let detail = format!("no plan is called {named}; there are: {}", known.join(", "));
        local(ErrorKind::InvalidInput, "configure", detail)
    })
}

/// Says what stands in the way. Nothing was started.
fn blocked(gate: &Gate, out: &Out) -> Ended {
    let blockers = |finding: &&Finding| finding.level == Level::Blocker;
    let standing: Vec<&Finding> = gate.plan.findings.findings.iter().filter(blockers).collect();
    out.findings(&gate.plan.findings);
    let checks: Vec<&str> = standing.iter().map(|finding| finding.check.as_str()).collect();
    let mut error = local(ErrorKind::Blocked, "validation", checks.join(", "));
    error.params.insert("checks".to_owned(), checks.join(", "));
    Err(error)
}

/// Says what is about to happen, as the review page does.
fn review(gate: &Gate, out: &Out) {
    let (plan, words) = (&gate.plan, out.words());
    let unknown = || words.text("cli-not-known", &[]);
    let from = plan.from_version.as_ref().map_or_else(unknown, ToString::to_string);
    let id = if plan.method == Method::Guided { "cli-guide-plan" } else { "cli-migrate-plan" };
    out.say(
        id,
        &[
            ("database", &*harmless(&plan.database.name)),
            ("engine", &plan.database.engine_name),
            ("from", &from),
            ("to", &plan.change.version.0),
            ("plan", &plan.plan_name),
            ("zone", &plan.change.zone),
        ],
    );
    if let (Some(before), Some(after)) = (&plan.price.current_monthly, &plan.price.target_monthly) {
        let before = words.money(before.amount, &before.currency);
        let after = words.money(after.amount, &after.currency);
        out.say("cli-migrate-price", &[("before", &before), ("after", &after)]);
    }
    for consequence in &plan.consequences {
        out.line(&format!("- {}", words.text(&format!("consequence-{}", key_of(consequence)), &[])));
    }
    if gate.to_accept.is_empty() {
        return;
    }
    out.say("cli-migrate-accepting", &[]);
    let accepted = |finding: &&Finding| gate.to_accept.contains(&finding.check);
    for finding in plan.findings.findings.iter().filter(accepted) {
        out.finding(finding);
    }
}
