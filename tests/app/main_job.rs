//! The main job against real servers: an account by its token, the list, the checks, the gate, the run, and the proof by
//! plain SQL that 14 became 17 and nothing was lost.

use std::time::Duration;

use domain::ErrorKind;
use domain::database::{VariableOutcome, VariableRole};
use domain::finding::Level;
use domain::run::{DataLocation, Environment, RunEvent, RunState};
use domain::verification::Verdict;
use domain::version::VersionStanding;
use futures::StreamExt as _;

use crate::evidence;
use crate::practice_rig::{Rig, SHOP, accept, shop};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_of_14_becomes_one_of_17() {
    let rig = Rig::start(Duration::from_millis(40), &[]).await;
    let before = shop(&rig.cloud).endpoint.unwrap();
    let lists = rig.app.databases(None).await.unwrap();
    let line = lists[0].databases.iter().find(|one| one.key == rig.key).unwrap();
    assert_eq!(line.summary.version.as_ref().unwrap().0, "14");
    assert_ne!(line.life.as_ref().unwrap().standing, VersionStanding::Supported, "14 is near its end");
    rig.app.database_mark(&rig.key, Environment::Production).await.unwrap();

    let change = rig.change().await;
    let findings = rig.app.check(&rig.key, &change).await.unwrap();
    assert_eq!(findings.worst(), Level::Warning, "{findings:#?}");
    let written: Vec<&str> =
        findings.findings.iter().flat_map(|one| &one.items).map(String::as_str).collect();
    assert!(written.contains(&"shop-worker · DATABASE_URL"), "{written:?}");

    let gate = rig.app.gate(&rig.key, &change).await.unwrap();
    assert_eq!(gate.typed_name.as_deref(), Some(SHOP), "production asks for the name");
    let mut wrong = accept(&gate);
    wrong.typed_name = Some("shop".into());
    let refused = rig.app.migrate(&rig.key, &change, wrong).await.unwrap_err();
    assert_eq!((refused.kind, rig.starts()), (ErrorKind::NameMismatch, 0));
    let mut silent = accept(&gate);
    silent.accepted.clear();
    let refused = rig.app.migrate(&rig.key, &change, silent).await.unwrap_err();
    assert_eq!((refused.kind, rig.starts()), (ErrorKind::NotAccepted, 0));
    let id = rig.app.migrate(&rig.key, &change, accept(&gate)).await.unwrap();
    let again = rig.app.migrate(&rig.key, &change, accept(&gate)).await.unwrap_err();
    assert_eq!(again.kind, ErrorKind::PlanChanged, "a nonce opens once");

    let heard: Vec<RunEvent> = rig.app.run_events(id).await.unwrap().collect().await;
    assert!(matches!(heard.first(), Some(RunEvent::Snapshot { .. })), "the whole state first");
    assert!(matches!(heard.last(), Some(RunEvent::Over { .. })), "the end last");
    let states: Vec<RunState> = heard
        .iter()
        .filter_map(|event| match event {
            RunEvent::Snapshot { run } => Some(run.header.state),
            _ => None,
        })
        .collect();
    assert!(states.contains(&RunState::Watching) && states.contains(&RunState::Verifying), "{states:?}");

    let view = rig.app.run(id).await.unwrap();
    assert_eq!(view.header.state, RunState::Succeeded, "{:#?}\n{:#?}", view.verification, view.applications);
    assert_eq!((view.data, rig.starts()), (DataLocation::Target, 1));
    let after = shop(&rig.cloud).endpoint.unwrap();
    let variable = |role| view.variables.iter().find(|one| one.role == role).unwrap();
    let (port, name) = (variable(VariableRole::Port), variable(VariableRole::Database));
    assert_eq!(port.before.as_deref(), Some(before.port.to_string().as_str()));
    assert_eq!(port.after.as_deref(), Some(after.port.to_string().as_str()));
    assert_eq!((&name.before, &name.after), (&Some(before.database), &Some(after.database)));
    let password = variable(VariableRole::Password);
    assert_eq!((&password.before, &password.after), (&None, &None), "a password is never shown");
    assert_eq!(password.outcome, VariableOutcome::Changed);
    let proof = view.verification.unwrap();
    let rows: i64 = rig.content.values().map(|(rows, _)| rows).sum();
    assert_eq!((proof.verdict, proof.differences.len()), (Verdict::Equal, 0), "{proof:?}");
    assert_eq!(usize::try_from(proof.tables_compared).unwrap(), rig.content.len());
    assert_eq!(i64::try_from(proof.rows_compared).unwrap(), rows);
    let deployed: Vec<_> = view.applications.iter().filter(|one| one.deployed_at.is_some()).collect();
    let names: Vec<&str> = deployed.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
    assert!(names.contains(&"shop-web") && names.contains(&"shop-worker"), "{names:?}");
    assert!(view.by_hand.iter().any(|line| line == "shop-worker · DATABASE_URL"), "{:?}", view.by_hand);
    assert!(view.timings.read_only.is_some_and(|time| time.0 > 0), "{:?}", view.timings);
    let report = rig.app.run_report(id).await.unwrap();
    assert_eq!(report.journal_broken_at, None);
    rig.is_17_with_everything().await;
    assert!(evidence::accepts_a_write(&shop(&rig.cloud)).await.unwrap(), "the new server refuses a write");
    rig.stop().await;
}
