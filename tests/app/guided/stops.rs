//! What stops an upgrade in the panel: before it nothing begins, in the middle nobody is kept out for want of a credential.

use std::sync::Arc;

use app::AppConfig;
use domain::ErrorKind;
use domain::error::Remedy;
use domain::finding::Level;
use domain::run::{DataLocation, RunState};
use domain::verification::Verdict;
use practice::scenario::Scenario;

use super::{BOUND, Rig, SCENARIO, to};
use crate::demanding::Demanding;
use crate::practice_rig::{accept, account_called, settled, signed_out, signs_in_again, wants_its_name};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_meant_or_watched_does_not_begin() {
    let rig = Rig::start().await;
    wants_its_name(&rig.app, &rig.key, &to("18"), "nord_shop").await;
    for (version, outcome, code) in [("13", "lower", "CHG-RUN-001"), ("14", "no-change", "CHG-RUN-002")] {
        let gate = rig.app.gate(&rig.key, &to(version)).await.unwrap();
        let finding =
            gate.plan.findings.findings.iter().find(|one| one.check == "version-direction").unwrap();
        assert_eq!((finding.outcome.as_str(), finding.level), (outcome, Level::Blocker));
        let stopped = rig.app.migrate(&rig.key, &to(version), accept(&gate)).await.unwrap_err();
        assert_eq!(stopped.kind.code(), code);
    }
    // A password that is none: the server could not be watched.
    let mut wrong = account_called("Nord", &rig.cloud);
    wrong.again = Some(rig.key.account);
    wrong.fields.insert("database_password".into(), "canary-wrong".into());
    rig.app.account_add(wrong).await.unwrap();
    let gate = rig.app.gate(&rig.key, &to("18")).await.unwrap();
    let seen = gate.plan.findings.findings.iter().find(|one| one.check == "database-reachable").unwrap();
    assert_eq!((seen.outcome.as_str(), seen.level, gate.blocked), ("not-seen", Level::Blocker, true));
    assert_eq!(seen.params["code"], "CHG-DBS-002");
    signs_in_again(&rig.app, &rig.cloud).await;
    assert!(!rig.app.gate(&rig.key, &to("18")).await.unwrap().blocked);
    assert!(rig.app.runs().await.unwrap().is_empty() && rig.takes_writes().await);
    rig.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_token_that_is_revoked_while_nobody_may_write_keeps_nobody_out() {
    // Given up: the server is known, so the provider need not be asked where it is.
    let rig = Rig::with(|pace| pace.ready_for = BOUND).await;
    let id = rig.frozen().await;
    signed_out(&rig.cloud);
    rig.app.run_abort(id).await.unwrap();
    let view = settled(&rig.app, id).await;
    assert_eq!(
        (view.header.state, view.data),
        (RunState::Aborted, DataLocation::Source),
        "{:?}",
        view.paused
    );
    assert_eq!((rig.major().await.as_str(), rig.takes_writes().await), ("14", true));
    assert!(rig.app.still_frozen().await.unwrap().is_empty());
    // The restore point is named until somebody may delete it.
    let refused = rig.app.restore_point_delete(id).await.unwrap_err();
    assert_eq!(refused.kind, ErrorKind::SignedOut);
    assert!(rig.app.run(id).await.unwrap().guide.unwrap().restore_point.is_some());
    signs_in_again(&rig.app, &rig.cloud).await;
    rig.app.restore_point_delete(id).await.unwrap();

    // Pressed: what happened is seen, proven and written to again; what only the account can tell waits for the person.
    let id = rig.frozen().await;
    signed_out(&rig.cloud);
    let person = rig.person();
    let details = person.details_of("nord", "PostgreSQL 18").await;
    person.presses(&details, "Migrate").await;
    let view = settled(&rig.app, id).await;
    assert_eq!(
        (view.header.state, view.data),
        (RunState::Paused, DataLocation::Target),
        "{:?}",
        view.failure
    );
    assert_eq!(view.paused.unwrap().kind, ErrorKind::SignedOut);
    assert_eq!(view.verification.unwrap().verdict, Verdict::Equal);
    assert_eq!((rig.major().await.as_str(), rig.takes_writes().await), ("18", true));
    signs_in_again(&rig.app, &rig.cloud).await;
    let view = rig.over(id).await;
    assert_eq!((view.header.state, view.data), (RunState::Succeeded, DataLocation::Target));
    rig.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_comes_back_with_another_certificate_is_not_signed_in_to_before_the_person_has_decided()
{
    let mut scenario = Scenario::parse(SCENARIO).unwrap();
    scenario.alwaysdata.as_mut().unwrap().accounts[0].tls = true;
    let changed = |config: &mut AppConfig| {
        config.clouds = Some(Arc::new(Demanding));
        config.pace.ready_for = BOUND;
    };
    let rig = Rig::of(scenario, changed).await;
    let id = rig.frozen().await;
    let person = rig.person();
    let details = person.details_of("nord", "PostgreSQL 18").await;
    person.presses(&details, "Migrate").await;
    let view = settled(&rig.app, id).await;
    let paused = view.paused.unwrap();
    assert_eq!(
        (view.header.state, paused.kind.code()),
        (RunState::Paused, "CHG-NET-010"),
        "{}",
        paused.detail
    );
    assert_eq!((paused.kind.remedy(), view.data), (Remedy::CheckCertificates, DataLocation::Unknown));
    assert!(view.guide.unwrap().frozen.is_some(), "what undoes it stays on screen");
    // Looked at again, nothing has changed; once it is forgotten, all is proven and written to again.
    rig.app.run_resume(id).await.unwrap();
    assert_eq!(settled(&rig.app, id).await.paused.unwrap().kind, ErrorKind::CertificateChanged);
    person.waits(&details, "state", "Done").await;
    rig.app.forget_certificate(&rig.shop.host, Some(rig.shop.port)).await.unwrap();
    rig.app.run_resume(id).await.unwrap();
    let view = rig.over(id).await;
    assert_eq!(
        (view.header.state, view.data),
        (RunState::Succeeded, DataLocation::Target),
        "{:?}",
        view.verification
    );
    assert_eq!((rig.major().await.as_str(), rig.takes_writes().await), ("18", true));
    rig.stop().await;
}
