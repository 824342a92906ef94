//! Copying by address: check, start, stop, look.

use app::App;
use app::copy::{self, CopyAddress};
use domain::Result;
use domain::copy::{CopyCheck, CopyView};
use domain::verification::Verification;

use crate::requests::{CopyAsk, CopyEnd, CopyRef, CopyStart, Empty};

fn inward(end: CopyEnd) -> copy::CopyEnd {
    match end {
        CopyEnd::Typed { address, password } => {
            copy::CopyEnd::Typed(CopyAddress { address: address.into(), password: password.into() })
        }
        CopyEnd::Database { key } => copy::CopyEnd::Database(key),
    }
}

pub(crate) async fn copy_check(app: &App, request: CopyAsk) -> Result<CopyCheck> {
    app.copy_check(&inward(request.from), &inward(request.to)).await
}

pub(crate) async fn copy_start(app: &App, request: CopyStart) -> Result<CopyView> {
    app.copy_start(request.id, request.freeze, request.typed_name).await
}

pub(crate) async fn copy_thaw(app: &App, request: CopyRef) -> Result<CopyView> {
    app.copy_thaw(request.id).await
}

pub(crate) async fn copy_stop(app: &App, request: CopyRef) -> Result<CopyView> {
    app.copy_stop(request.id).await
}

pub(crate) async fn compare(app: &App, request: CopyAsk) -> Result<Verification> {
    app.compare(&inward(request.from), &inward(request.to)).await
}

pub(crate) async fn copy_latest(app: &App, _: Empty) -> Result<Option<CopyView>> {
    app.copy_latest().await
}
