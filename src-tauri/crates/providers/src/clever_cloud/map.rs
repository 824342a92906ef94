//! From the wire to the words of the domain. Pure: no request is made here.

use domain::account::Identity;
use domain::application::{Application, Deployment};
use domain::database::{Backup, DatabaseSummary, EngineKind, Migratable, Owner, PlanName};
use domain::ids::{ApplicationId, DatabaseId};
use domain::provider::{MigrationStatus, ObservedStep, Phase, ProviderMigration};
use domain::time::Timestamp;
use domain::version::Version;

use super::plans;
use super::steps;
use super::wire::{
    AddonSummary, AddonView, ApplicationView, BackupView, DatabaseDetails, DeploymentView, MigrationView,
    OwnerView, PlanView, SelfView, StepView,
};
use crate::lenient::said;
use crate::transport::Redactor;

/// The engine of a product; `None` for what is no database.
pub(super) fn engine(provider_id: &str, can_upgrade: Option<bool>) -> Option<EngineKind> {
    match provider_id {
        "postgresql-addon" => Some(EngineKind::Postgresql),
        "mysql-addon" => Some(EngineKind::Mysql),
        "mongodb-addon" => Some(EngineKind::Mongodb),
        "redis-addon" => Some(EngineKind::Redis),
        "es-addon" => Some(EngineKind::Elasticsearch),
        // A product that we have never heard of and that can be migrated is shown rather than hidden.
        _ => (can_upgrade == Some(true)).then_some(EngineKind::Other),
    }
}

/// Who the credentials belong to.
pub(super) fn identity(me: SelfView, expires_at: Option<Timestamp>) -> Identity {
    Identity {
        id: me.id,
        name: said(me.name).unwrap_or_default(),
        email: said(me.email).unwrap_or_default(),
        expires_at,
    }
}

/// Who pays. A person has no role in the own space.
pub(super) fn owner(view: &OwnerView) -> Owner {
    let name = said(view.name.clone()).unwrap_or_else(|| view.id.clone());
    Owner { id: view.id.clone(), name, role: said(view.role.clone()) }
}

/// Whether a database can be migrated: by the product's own word, and refused for a plan only on an explicit no.
pub(super) fn migratable(can_upgrade: Option<bool>, plan: Option<&PlanView>) -> Migratable {
    if can_upgrade != Some(true) {
        return Migratable::NotThisProduct;
    }
    match plan.and_then(plans::migratable) {
        Some(false) => Migratable::NotThisPlan,
        Some(true) | None => Migratable::Yes,
    }
}

/// A line of the list.
pub(super) fn summary(
    addon: AddonView,
    owner: Owner,
    details: Option<&DatabaseDetails>,
) -> Option<DatabaseSummary> {
    let engine = engine(&addon.provider.id, addon.provider.can_upgrade)?;
    let migratable = migratable(addon.provider.can_upgrade, addon.plan.as_ref());
    let version = details.and_then(|details| said(details.version.clone()));
    Some(DatabaseSummary {
        id: DatabaseId { owner: owner.id.clone(), id: addon.id.clone() },
        real_id: said(addon.real_id),
        name: said(addon.name).unwrap_or(addon.id),
        owner,
        engine,
        engine_name: said(addon.provider.name).unwrap_or(addon.provider.id),
        version: version.map(Version),
        plan: addon.plan.map(plan_name),
        zone: said(addon.region),
        status: details.and_then(|details| said(details.status.clone())),
        created_at: addon.creation_date.0,
        migratable,
    })
}

/// A line of the list where only the summary may be read: what is not known stays unknown.
pub(super) fn bare_summary(
    addon: &AddonSummary,
    owner: Owner,
    can_upgrade: Option<bool>,
) -> Option<DatabaseSummary> {
    let provider = said(addon.provider_id.clone())?;
    let engine = engine(&provider, can_upgrade)?;
    Some(DatabaseSummary {
        id: DatabaseId { owner: owner.id.clone(), id: addon.id.clone() },
        real_id: said(addon.real_id.clone()),
        name: said(addon.name.clone()).unwrap_or_else(|| addon.id.clone()),
        owner,
        engine,
        engine_name: provider,
        version: None,
        plan: None,
        zone: None,
        status: None,
        created_at: None,
        migratable: migratable(can_upgrade, None),
    })
}

fn plan_name(plan: PlanView) -> PlanName {
    let slug = said(plan.slug).unwrap_or_else(|| plan.id.clone());
    PlanName { name: said(plan.name).unwrap_or_else(|| slug.clone()), slug, id: plan.id }
}

/// A migration as it stands. Words are kept raw beside what we make of them; messages are those of tools that like to repeat
/// how they connect, so they lose what is secret.
pub(super) fn migration(
    view: MigrationView,
    reference: Option<String>,
    redactor: &Redactor,
) -> ProviderMigration {
    let status_word = said(view.status).unwrap_or_default();
    ProviderMigration {
        id: view.migration_id,
        status: steps::status(&status_word),
        status_word,
        requested_at: view.request_date.0,
        steps: undone(view.steps.into_iter().map(|view| step(view, redactor)).collect()),
        reference,
    }
}

/// What follows a step that went wrong, or the first step of undoing, undoes too: the same word then opens the original.
fn undone(mut steps: Vec<ObservedStep>) -> Vec<ObservedStep> {
    let mut undoing = false;
    for step in &mut steps {
        if undoing && step.phase.is_some() {
            step.phase = Some(Phase::RollBack);
        }
        undoing |= step.phase == Some(Phase::RollBack)
            || matches!(step.status, MigrationStatus::Failed | MigrationStatus::Aborted);
    }
    steps
}

fn step(view: StepView, redactor: &Redactor) -> ObservedStep {
    let word = said(view.value).or_else(|| said(view.name)).unwrap_or_default();
    let status_word = said(view.status).unwrap_or_default();
    ObservedStep {
        phase: steps::phase(&word),
        word,
        status: steps::status(&status_word),
        status_word,
        started_at: view.start_date.0,
        ended_at: view.end_date.0,
        message: said(view.message).map(|message| redactor.scrub(&message)),
    }
}

/// A backup. Its download link stays on the wire: it is signed for whoever holds it, and leads to another host.
pub(super) fn backup(view: BackupView) -> Backup {
    Backup {
        id: said(view.backup_id).unwrap_or_default(),
        status: said(view.status).unwrap_or_default(),
        created_at: view.creation_date.0,
        deleted_at: view.delete_at.0,
    }
}

/// An application. Only one that is meant to be up is ever restarted.
pub(super) fn application(owner: &str, view: ApplicationView, last: Option<Deployment>) -> Application {
    let state = said(view.state);
    Application {
        should_run: should_run(state.as_deref()),
        name: said(view.name).unwrap_or_else(|| view.id.clone()),
        id: ApplicationId { owner: owner.to_owned(), id: view.id },
        state,
        last_deployment: last,
    }
}

/// Whether a state means that the application is wanted up.
pub(super) fn should_run(state: Option<&str>) -> bool {
    matches!(state, Some("SHOULD_BE_UP" | "WANTS_TO_BE_UP"))
}

/// A deployment; one without a date is of no use and left out.
pub(super) fn deployment(view: DeploymentView) -> Option<Deployment> {
    Some(Deployment {
        id: said(view.uuid).or_else(|| said(view.id))?,
        at: view.date.0?,
        state: said(view.state).unwrap_or_default(),
    })
}
