//! Does the database use an extension that the targeted version no longer has? Asked of the database itself.

use domain::ErrorKind;
use domain::finding::{Finding, Level};

use super::facts::{Facts, Failure};
use super::finding::{could_not_run, say};

pub(super) const NAME: &str = "extensions";

pub(super) async fn run(facts: &Facts) -> Finding {
    let unsupported = || Failure { kind: ErrorKind::NotSupported, reference: None };
    let (probe, engine) = match (facts.probe().await, facts.engine()) {
        (Ok(Some(probe)), Some(engine)) => (probe, engine),
        (Ok(_), _) => return could_not_run(NAME, &unsupported()),
        (Err(failure), _) => return could_not_run(NAME, &failure),
    };
    let installed: Vec<String> = probe.extensions.iter().map(|extension| extension.name.clone()).collect();
    let gone = engine.gone_extensions(&installed, &facts.change.version);
    let to = &facts.change.version;
    if gone.is_empty() {
        return say(NAME, "kept", Level::Pass)
            .with("count", installed.len())
            .with("to", to)
            .items(installed)
            .done();
    }
    say(NAME, "gone", Level::Warning).with("count", gone.len()).with("to", to).items(gone).done()
}
