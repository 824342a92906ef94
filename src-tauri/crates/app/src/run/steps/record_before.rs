//! Writes down what is, before anything changes: variables, address, linked applications, the server's version.
//!
//! Effect: none. Class: reversible. Bound: that of the requests. Fails the run when the variables cannot be read, since
//! what changed could not be said afterwards, or, where the provider does not migrate by itself, when the server cannot be asked for
//! its version; nothing has been asked of the provider then.

use blake3::Hasher;
use domain::database::{Endpoint, Variable};
use domain::run::{Method, Step};
use domain::{Error, ErrorKind, Result};
use secrecy::ExposeSecret as _;

use super::super::drive::{Drive, not_done};
use super::super::record::{Address, Before, VariablePrint};
use crate::inventory::harmless;

const STEP: Step = Step::RecordBefore;

pub(crate) async fn run(drive: &Drive) -> Result<()> {
    drive.live.intend(&drive.app, STEP, &serde_json::json!({})).await?;
    match look(drive).await {
        Ok(before) => drive.live.done(&drive.app, STEP, &before).await,
        Err(error) => drive.live.observe(&drive.app, STEP, not_done(&error), &()).await,
    }
}

async fn look(drive: &Drive) -> Result<Before> {
    let provider = drive.provider().await?;
    let id = &drive.live.run.plan.key.database;
    let (variables, endpoint, applications) =
        tokio::join!(provider.variables(id), provider.endpoint(id), provider.linked_applications(id));
    let endpoint =
        endpoint.inspect_err(|error| tracing::info!(code = error.code(), "no address")).ok().flatten();
    let probe = match (&endpoint, drive.engine()) {
        (Some(endpoint), Some(engine)) => Some(engine.probe(endpoint).await),
        _ => None,
    };
    let method = drive.live.run.plan.method;
    let needed = matches!(method, Method::Guided | Method::Transfer);
    let probe = match probe {
        // What happens in the panel is seen at the server alone; and nothing is ordered for a copy that could not be read.
        Some(Err(error)) if needed => return Err(error),
        None if needed => {
            return Err(Error::new(ErrorKind::DatabasePasswordUnknown, "the server cannot be asked"));
        }
        probe => probe.and_then(Result::ok),
    };
    let page = if method == Method::Guided { provider.database(id).await?.panel_url } else { None };
    Ok(Before {
        variables: variables?.iter().map(|variable| print(drive, variable)).collect(),
        address: endpoint.as_ref().map(address),
        user: endpoint.as_ref().map(|endpoint| endpoint.user.clone()),
        // Without it, deployments are told apart by their dates alone.
        applications: applications.unwrap_or_default(),
        version: probe.as_ref().map(|probe| probe.version.clone()),
        server_version: probe.map(|probe| probe.server_version),
        page,
    })
}

/// Where a server is reached, without what one signs in with.
pub(crate) fn address(endpoint: &Endpoint) -> Address {
    Address { host: endpoint.host.clone(), port: endpoint.port, database: endpoint.database.clone() }
}

/// A variable as the journal keeps it.
pub(super) fn print(drive: &Drive, variable: &Variable) -> VariablePrint {
    VariablePrint {
        name: variable.name.clone(),
        role: variable.role,
        shown: harmless(variable),
        mark: mark(drive.live.run.id.0.as_bytes(), &variable.name, variable.value.expose_secret()),
    }
}

/// Sixteen bits of a keyed hash.
fn mark(run: &[u8], name: &str, value: &str) -> String {
    let mut hasher = Hasher::new_derive_key("changeover variable 1");
    for part in [run, name.as_bytes(), value.as_bytes()] {
        hasher.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_le_bytes());
        hasher.update(part);
    }
    hasher.finalize().to_hex().chars().take(4).collect()
}
