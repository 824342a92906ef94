//! Servers that are remembered by their certificates: list, forget.

use app::App;
use domain::Result;
use domain::certificate::RememberedCertificate;

use crate::requests::{CertificateForget, Empty};

pub(crate) async fn certificates_list(app: &App, _: Empty) -> Result<Vec<RememberedCertificate>> {
    app.certificates().await
}

pub(crate) async fn certificate_forget(
    app: &App,
    request: CertificateForget,
) -> Result<Vec<RememberedCertificate>> {
    app.forget_certificate(&request.host, request.port).await
}
