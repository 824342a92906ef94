//! What changes something at the provider: a temporary database, a backup, a lock. Whoever says that it can, does it whole.

use support::postgres::{text, try_connect};

use super::cases::{has, plainly};
use super::{Subject, until};

/// A temporary database is there once, answers, and goes as often as one asks.
pub(super) async fn temporary_database(subject: &Subject) {
    let (name, provider) = (&subject.descriptor.name, &subject.provider);
    let label = "co-test-5f1e77";
    let like = &subject.one().id;
    let made = provider.create_database(like, label, &subject.as_it_is()).await.unwrap();
    assert_eq!(has(subject, label).await, 1, "{name}: it bears its label, once");
    assert_ne!(&made, like);
    until("it answers", async || match provider.endpoint(&made).await {
        Ok(Some(endpoint)) => try_connect(&plainly(endpoint)).await.is_ok(),
        Ok(None) | Err(_) => false,
    })
    .await;
    let endpoint = plainly(provider.endpoint(&made).await.unwrap().unwrap());
    let tables = "select count(*)::text from information_schema.tables where table_schema = 'public'";
    assert_eq!(text(&endpoint, tables).await, "0", "{name}: it is not empty");
    provider.delete_database(&made).await.unwrap();
    until("it is gone", async || has(subject, label).await == 0).await;
    provider.delete_database(&made).await.unwrap_or_else(|error| panic!("{name}: gone already: {error}"));
    assert_eq!(has(subject, &subject.one().name).await, 1, "{name}: the original is still there");
}

/// A backup that is asked for is listed, newest first.
pub(super) async fn backup(subject: &Subject) {
    let (provider, id) = (&subject.provider, &subject.one().id);
    let before = provider.backups(id).await.unwrap();
    provider.make_backup(id).await.unwrap();
    until("a backup more", async || provider.backups(id).await.unwrap().len() > before.len()).await;
    let after = provider.backups(id).await.unwrap();
    let dates: Vec<_> = after.iter().filter_map(|backup| backup.created_at).collect();
    assert!(dates.is_sorted_by(|one, next| one >= next), "{}: {dates:?}", subject.descriptor.name);
}

/// A lock against deletion can be put twice and taken off twice.
pub(super) async fn lock(subject: &Subject) {
    let (provider, id) = (&subject.provider, &subject.one().id);
    for locked in [true, true, false, false] {
        provider.lock_deletion(id, locked).await.unwrap();
    }
}
