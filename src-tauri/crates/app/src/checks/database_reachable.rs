//! Can this computer reach the database? If not, that is a result: the migration works, but nothing can be compared.

use domain::ErrorKind;
use domain::finding::{Finding, Level};
use domain::run::Method;

use super::facts::Facts;
use super::finding::say;

pub(super) const NAME: &str = "database-reachable";

pub(super) async fn run(facts: &Facts) -> Finding {
    // Where the person acts in a panel, the server itself is the only one to tell that it happened.
    if facts.is_guided() {
        return match facts.probe().await {
            Ok(Some(probe)) => say(NAME, "reachable", Level::Pass).with("version", &probe.version).done(),
            Ok(None) => say(NAME, "not-watchable", Level::Blocker)
                .with("engine", &facts.database.summary.engine_name)
                .done(),
            Err(failure) if failure.kind == ErrorKind::DatabasePasswordUnknown => {
                say(NAME, "no-password", Level::Blocker).with("code", failure.kind.code()).done()
            }
            Err(failure) => say(NAME, "not-seen", Level::Blocker).with("code", failure.kind.code()).done(),
        };
    }
    match facts.probe().await {
        Ok(Some(probe)) => say(NAME, "reachable", Level::Pass).with("version", &probe.version).done(),
        Ok(None) => say(NAME, "engine-not-known", worst(facts.method))
            .with("engine", &facts.database.summary.engine_name)
            .done(),
        Err(failure) => {
            let outcome = match failure.kind {
                ErrorKind::DatabaseLogin => "login-refused",
                ErrorKind::TlsIdentity | ErrorKind::TlsUnavailable | ErrorKind::CertificateChanged => {
                    "not-trusted"
                }
                ErrorKind::ClientCertificateRefused => "login-refused",
                _ => "unreachable",
            };
            say(NAME, outcome, worst(facts.method)).with("code", failure.kind.code()).done()
        }
    }
}

/// What cannot be reached cannot be copied from here.
fn worst(method: Method) -> Level {
    match method {
        Method::Transfer => Level::Blocker,
        Method::Provider | Method::Guided => Level::Warning,
    }
}
