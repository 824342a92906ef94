//! What can be asked without changing anything.

use std::collections::BTreeSet;

use domain::database::{Endpoint, EngineKind, Tls};
use domain::error::{ErrorKind, Result};
use domain::ids::{ApplicationId, DatabaseId};
use domain::provider::Capability;
use secrecy::ExposeSecret;
use support::postgres::text;

use super::Subject;

/// The inventory is whole, and each of it can be read again.
pub(super) async fn inventory(subject: &Subject) {
    let name = &subject.descriptor.name;
    let (me, again) =
        (subject.provider.who_am_i().await.unwrap(), subject.provider.who_am_i().await.unwrap());
    assert!(!me.id.is_empty() && me.id == again.id, "{name}: who one is changes");
    let ids: BTreeSet<_> =
        subject.databases.iter().map(|one| (one.id.owner.as_str(), one.id.id.as_str())).collect();
    assert_eq!(ids.len(), subject.databases.len(), "{name}: an id is given twice");
    for listed in &subject.databases {
        let read = subject.provider.database(&listed.id).await.unwrap();
        assert_eq!(
            (&read.summary.id, &read.summary.name, read.summary.engine),
            (&listed.id, &listed.name, listed.engine),
            "{name}"
        );
    }
    let nobody = DatabaseId { owner: subject.one().id.owner.clone(), id: "99999999".into() };
    let error = subject.provider.database(&nobody).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::NotFound, "{name}: {error}");
}

/// What we connect to answers at its address, and the rest has none.
pub(super) async fn addresses(subject: &Subject) {
    let name = &subject.descriptor.name;
    for listed in &subject.databases {
        let endpoint = subject.provider.endpoint(&listed.id).await;
        if listed.engine != EngineKind::Postgresql {
            assert!(matches!(endpoint, Ok(None)), "{name}: {} has an address", listed.name);
            continue;
        }
        let endpoint = plainly(endpoint.unwrap().unwrap_or_else(|| panic!("{name}: no address")));
        assert_eq!(text(&endpoint, "select '1'::text").await, "1", "{name}: {}", listed.name);
    }
}

/// The present settings are among the offers, where these are known.
pub(super) async fn offers(subject: &Subject) {
    let name = &subject.descriptor.name;
    let (one, offers) = (subject.one(), subject.provider.offers(&subject.one().id).await.unwrap());
    if let Some(plan) = &one.plan
        && !offers.plans.is_empty()
    {
        assert!(offers.plans.iter().any(|offered| offered.id == plan.id), "{name}: {plan:?}");
    }
    if let Some(version) = &one.version
        && offers.versions_known
    {
        assert!(!offers.versions.is_empty(), "{name}: versions are known, and there is none");
        assert!(
            offers.versions.iter().any(|offered| offered.version.major() >= version.major()),
            "{name}: nothing from {version} up"
        );
    }
    let defaults = offers.versions.iter().filter(|version| version.default).count();
    assert!(defaults <= 1, "{name}: {defaults} defaults");
}

/// What an operation answers: `true` where it is not supported.
fn refused<T>(outcome: &Result<T>) -> bool {
    matches!(outcome, Err(error) if error.kind == ErrorKind::NotSupported)
}

/// What a provider does not say that it can, it refuses; the rest it does.
pub(super) async fn capabilities(subject: &Subject) {
    let (provider, id) = (&subject.provider, &subject.one().id);
    let change = subject.as_it_is();
    let nothing = ApplicationId { owner: id.owner.clone(), id: "99999999".into() };
    let answers = [
        (Capability::Migrate, refused(&provider.migrations(id).await)),
        (Capability::Abort, refused(&provider.abort_migration(id, "migration_none").await)),
        (Capability::Price, refused(&provider.price(id, &change).await)),
        (Capability::LinkedApplications, refused(&provider.linked_applications(id).await)),
        (Capability::AddressScan, refused(&provider.address_mentions(id).await)),
        (Capability::Backups, refused(&provider.backups(id).await)),
        (Capability::Redeploy, refused(&provider.redeploy(&nothing).await)),
        (Capability::LogPage, refused(&provider.log_page(id).await)),
        (Capability::Firewall, refused(&provider.firewall(id).await)),
    ];
    for (capability, refused) in answers {
        let can = subject.descriptor.can(capability);
        assert_eq!(can, !refused, "{}: {capability:?}", subject.descriptor.name);
    }
}

/// A revoked credential is signed out, and no secret is in the record of requests.
pub(super) async fn revoked(subject: &Subject) {
    let name = &subject.descriptor.name;
    subject.cloud.revoke_credentials();
    let error = subject.provider.list_databases().await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::SignedOut, "{name}: {error}");
    let secret = |field: &str| {
        let forms = subject.descriptor.sign_in.iter().flat_map(|form| &form.fields);
        forms.into_iter().any(|one| one.name == field && one.kind == domain::provider::FieldKind::Secret)
    };
    let said = format!("{error} {:?}", subject.log.entries());
    for (field, value) in subject.cloud.fields.iter().filter(|(field, _)| secret(field)) {
        assert!(!said.contains(value.expose_secret()), "{name}: {field} is in the record");
    }
}

/// An address as a client takes it that either encrypts or does not.
pub(super) fn plainly(endpoint: Endpoint) -> Endpoint {
    if endpoint.tls == Tls::Prefer { Endpoint { tls: Tls::Disable, ..endpoint } } else { endpoint }
}

/// How many databases have this in their names.
pub(super) async fn has(subject: &Subject, label: &str) -> usize {
    let list = subject.provider.list_databases().await.unwrap();
    list.iter().filter(|one| one.name.contains(label)).count()
}
