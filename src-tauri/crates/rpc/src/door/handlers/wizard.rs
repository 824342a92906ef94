//! The stages of the wizard: Configure, Validation, Migration.

use app::App;
use domain::Result;
use domain::finding::Findings;
use domain::run::Gate;

use crate::requests::{ChangeOf, ChangePreview, DatabaseRef, MigrateStart, OffersPage, RunStarted};

pub(crate) async fn offers(app: &App, request: DatabaseRef) -> Result<OffersPage> {
    let page = app.offers(&request.key).await?;
    Ok(OffersPage { offers: page.offers, current: page.current, proposed: page.proposed })
}

pub(crate) async fn change_preview(app: &App, request: ChangeOf) -> Result<ChangePreview> {
    let preview = app.change_preview(&request.key, &request.change).await?;
    Ok(ChangePreview { kind: preview.kind, price: preview.price })
}

pub(crate) async fn check(app: &App, request: ChangeOf) -> Result<Findings> {
    app.check(&request.key, &request.change).await
}

pub(crate) async fn gate(app: &App, request: ChangeOf) -> Result<Gate> {
    app.gate(&request.key, &request.change).await
}

pub(crate) async fn migrate(app: &App, request: MigrateStart) -> Result<RunStarted> {
    let id = app.migrate(&request.key, &request.change, request.acceptance).await?;
    Ok(RunStarted { id })
}
