//! Copying by address: check, start, stop, look.

use app::App;
use app::copy::CopyAddress;
use domain::Result;
use domain::copy::{CopyCheck, CopyView};

use crate::requests::{CopyAsk, CopyPlace, CopyRef, CopyStart, Empty};

fn inward(place: CopyPlace) -> CopyAddress {
    CopyAddress { address: place.address.into(), password: place.password.into() }
}

pub(crate) async fn copy_check(app: &App, request: CopyAsk) -> Result<CopyCheck> {
    app.copy_check(&inward(request.from), &inward(request.to)).await
}

pub(crate) async fn copy_start(app: &App, request: CopyStart) -> Result<CopyView> {
    app.copy_start(request.id, request.freeze).await
}

pub(crate) async fn copy_thaw(app: &App, request: CopyRef) -> Result<CopyView> {
    app.copy_thaw(request.id).await
}

pub(crate) async fn copy_stop(app: &App, request: CopyRef) -> Result<CopyView> {
    app.copy_stop(request.id).await
}

pub(crate) async fn copy_latest(app: &App, _: Empty) -> Result<Option<CopyView>> {
    app.copy_latest().await
}
