//! Runs: looking, taking up, aborting, after-care.

use app::App;
use domain::Result;
use domain::run::{RunHeader, RunView};

use crate::requests::{
    Empty, RedeployRequest, ReleaseRequest, RunGo, RunRef, RunReport, SupportLine, SupportSheet,
};

pub(crate) async fn runs_list(app: &App, _: Empty) -> Result<Vec<RunHeader>> {
    app.runs().await
}

pub(crate) async fn run_show(app: &App, request: RunRef) -> Result<RunView> {
    app.run(request.id).await
}

pub(crate) async fn run_resume(app: &App, request: RunRef) -> Result<RunView> {
    app.run_resume(request.id).await
}

pub(crate) async fn run_abort(app: &App, request: RunRef) -> Result<RunView> {
    app.run_abort(request.id).await
}

pub(crate) async fn run_go(app: &App, request: RunGo) -> Result<RunView> {
    app.run_go(request.id, request.keep_out).await
}

pub(crate) async fn restore_point_delete(app: &App, request: RunRef) -> Result<RunView> {
    app.restore_point_delete(request.id).await
}

pub(crate) async fn run_redeploy(app: &App, request: RedeployRequest) -> Result<RunView> {
    app.run_redeploy(request.id, &request.application).await
}

pub(crate) async fn run_release(app: &App, request: ReleaseRequest) -> Result<RunView> {
    app.run_release(request.id, &request.typed_name).await
}

pub(crate) async fn run_support(app: &App, request: RunRef) -> Result<SupportSheet> {
    let sheet = app.run_support(request.id).await?;
    let line = |(name, value): (&str, String)| SupportLine { name: name.to_owned(), value };
    Ok(SupportSheet {
        lines: sheet.lines.into_iter().map(line).collect(),
        email: sheet.email,
        url: sheet.url,
    })
}

pub(crate) async fn run_report(app: &App, request: RunRef) -> Result<RunReport> {
    let report = app.run_report(request.id).await?;
    Ok(RunReport {
        run: report.run,
        messages: report.messages,
        plan_hash: report.plan_hash,
        journal_head: report.journal_head,
        journal_broken_at: report.journal_broken_at,
        application: report.application,
        made_at: report.made_at,
    })
}
