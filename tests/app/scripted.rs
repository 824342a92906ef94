//! What a run says when the world behaves oddly: scripted, since no real cloud does it on demand.

use domain::ErrorKind;
use domain::ids::RunId;
use domain::provider::MigrationStatus;
use domain::run::{DataLocation, RunState, RunView};
use domain::verification::Verdict;

use crate::support::world::StartBehaviour;
use crate::support::{Bed, new_account, settled};

fn verdict(view: &RunView) -> Option<Verdict> {
    view.verification.as_ref().map(|verification| verification.verdict)
}

/// Until the provider is at work.
async fn abortable(bed: &Bed, id: RunId) {
    while !bed.app.run(id).await.unwrap().can_abort {
        tokio::time::sleep(std::time::Duration::from_millis(2)).await;
    }
}

#[tokio::test]
async fn a_lost_row_is_no_success() {
    let bed = Bed::new().await;
    bed.world.lock().loses_a_row = true;
    let view = bed.run().await;
    assert_eq!((view.header.state, view.data), (RunState::NeedsAttention, DataLocation::Target));
    assert_eq!(verdict(&view), Some(Verdict::Different));
    assert!(format!("{:?}", view.verification.unwrap().differences).contains("public.a"));
}

#[tokio::test]
async fn a_database_that_cannot_be_reached_is_no_success() {
    let bed = Bed::new().await;
    bed.world.lock().refuses = Some(ErrorKind::DatabaseUnreachable);
    let view = bed.run().await;
    assert_eq!((view.header.state, view.data), (RunState::NeedsAttention, DataLocation::Target));
    assert_eq!(verdict(&view), Some(Verdict::NotChecked));
}

#[tokio::test]
async fn a_new_server_that_is_not_the_one_that_was_met_waits_for_the_person_and_is_compared_then() {
    let bed = Bed::new().await;
    bed.world.lock().new_refuses = Some(ErrorKind::CertificateChanged);
    let view = bed.run().await;
    assert_eq!((view.header.state, view.data), (RunState::Paused, DataLocation::Target));
    assert_eq!(view.paused.unwrap().kind.code(), "CHG-NET-010");
    bed.world.lock().new_refuses = None;
    bed.app.run_resume(view.header.id).await.unwrap();
    let view = settled(&bed.app, view.header.id).await;
    assert_eq!((view.header.state, verdict(&view)), (RunState::Succeeded, Some(Verdict::Equal)));
    assert_eq!(bed.world.posts(), 1);
}

#[tokio::test]
async fn an_original_that_stays_read_only_after_a_failure_is_told() {
    let bed = Bed::new().await;
    {
        let mut world = bed.world.lock();
        world.scenes.truncate(3);
        world.ends = vec![MigrationStatus::Failed];
        world.stays_frozen = true;
    }
    let view = bed.run().await;
    assert_eq!((view.header.state, view.data), (RunState::Failed, DataLocation::SourceReadOnly));
    let failure = view.failure.unwrap();
    assert_eq!((failure.original_answers, failure.original_writable), (Some(true), Some(false)));
}

#[tokio::test]
async fn a_failure_that_turns_into_a_recovery_and_an_unknown_word_are_waited_for() {
    for (ends, state) in [
        (
            vec![MigrationStatus::Failed, MigrationStatus::Recovering, MigrationStatus::Recovered],
            RunState::Failed,
        ),
        (vec![MigrationStatus::Unknown, MigrationStatus::Unknown, MigrationStatus::Ok], RunState::Succeeded),
    ] {
        let bed = Bed::new().await;
        bed.world.lock().ends = ends.clone();
        let view = bed.run().await;
        assert_eq!(view.header.state, state, "{:?}", view.failure);
        let last = view.migration.unwrap().status;
        assert_eq!(Some(&last), ends.last(), "it was believed too early");
    }
}

#[tokio::test]
async fn bad_answers_and_a_late_server_end_no_watch() {
    let bed = Bed::new().await;
    {
        let mut world = bed.world.lock();
        use ErrorKind as K;
        world.look_errors = vec![K::ProviderUnavailable, K::TimedOut, K::MalformedAnswer, K::RateLimited];
        world.late = 6;
    }
    let view = bed.run().await;
    assert_eq!((view.header.state, verdict(&view)), (RunState::Succeeded, Some(Verdict::Equal)));
    assert_eq!(bed.world.posts(), 1);
}

#[tokio::test]
async fn a_forgotten_application_is_named_and_restarted_by_hand() {
    let bed = Bed::new().await;
    bed.world.lock().forgets_applications = true;
    let view = bed.run().await;
    assert_eq!(view.header.state, RunState::NeedsAttention);
    assert_eq!(view.applications[0].deployed_at, None);
    let after = bed.app.run_redeploy(view.header.id, "app_1").await.unwrap();
    assert_eq!((after.header.state, bed.world.lock().redeploys), (RunState::Succeeded, 1));
    let nobody = bed.app.run_redeploy(view.header.id, "app_2").await.unwrap_err();
    assert_eq!(nobody.kind, ErrorKind::NotFound);
}

#[tokio::test]
async fn signing_in_again_takes_the_run_up_and_only_the_same_person_can() {
    let bed = Bed::new().await;
    bed.world.lock().scenes[2].looks = 40;
    let id = bed.begin().await;
    abortable(&bed, id).await;
    bed.world.lock().only_token = Some("token-of-the-second-kind".into());
    let view = settled(&bed.app, id).await;
    assert_eq!((view.header.state, view.data), (RunState::Paused, DataLocation::Unknown));
    assert_eq!(view.paused.unwrap().kind, ErrorKind::SignedOut);
    let account = bed.app.accounts().await.unwrap()[0].account.id;
    let again = |token: &str| {
        let mut new = new_account("Shop", token);
        new.again = Some(account);
        new
    };
    bed.world.lock().only_token = Some("other-person".into());
    let refused = bed.app.account_add(again("other-person")).await.map(|_| ()).unwrap_err();
    assert_eq!(refused.kind, ErrorKind::SignInMismatch);
    bed.world.lock().only_token = Some("token-of-the-second-kind".into());
    bed.app.account_add(again("token-of-the-second-kind")).await.unwrap();
    let view = settled(&bed.app, id).await;
    assert_eq!((view.data, bed.world.posts()), (DataLocation::Target, 1), "{:?}", view.header.state);
}

#[tokio::test]
async fn a_start_that_cannot_be_looked_for_waits_for_the_person() {
    let bed = Bed::new().await;
    bed.world.lock().start = StartBehaviour::ActsThenHides(ErrorKind::ConnectionLost);
    let view = bed.run().await;
    assert_eq!((view.header.state, view.data), (RunState::Paused, DataLocation::Unknown));
    assert_eq!(view.paused.unwrap().kind, ErrorKind::OutcomeUnknown);
    bed.world.lock().list_error = None;
    let id = view.header.id;
    bed.app.run_resume(id).await.unwrap();
    let view = settled(&bed.app, id).await;
    assert_eq!((view.data, bed.world.posts()), (DataLocation::Target, 1));
}

#[tokio::test]
async fn a_refused_abort_is_told_and_the_run_goes_on() {
    let bed = Bed::new().await;
    {
        let mut world = bed.world.lock();
        world.scenes[2].looks = 40;
        world.abort_error = Some(ErrorKind::ProviderRefused);
    }
    let id = bed.begin().await;
    abortable(&bed, id).await;
    assert_eq!(bed.app.run_abort(id).await.unwrap_err().kind, ErrorKind::ProviderRefused);
    let view = settled(&bed.app, id).await;
    assert_eq!((view.header.state, bed.world.lock().aborts), (RunState::Succeeded, 1));
}

#[tokio::test]
async fn an_account_that_fails_hides_no_other_and_one_that_is_refused_is_not_kept() {
    let bed = Bed::new().await;
    bed.add_account("silent-one").await;
    let refused = bed.app.account_add(new_account("Third", "bad-token")).await.map(|_| ()).unwrap_err();
    assert_eq!(refused.kind, ErrorKind::SignedOut);
    let lists = bed.app.databases(None).await.unwrap();
    let told: Vec<_> = lists
        .iter()
        .map(|list| (list.databases.len(), list.error.as_ref().map(|error| error.kind)))
        .collect();
    assert_eq!(told, [(1, None), (0, Some(ErrorKind::ProviderUnavailable))]);
}
