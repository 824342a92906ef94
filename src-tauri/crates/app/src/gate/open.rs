//! Opening a gate: the plan as it is now, its hash, and a nonce for it.

use domain::Result;
use domain::change::Change;
use domain::finding::Level;
use domain::ids::DatabaseKey;
use domain::run::Gate;
use domain::time::Timestamp;

use super::keys::OpenGate;
use super::{plan_hash, typed};
use crate::application::App;

impl App {
    /// Opens a gate for a change. Changes nothing.
    ///
    /// # Errors
    /// As [`App::check`].
    pub async fn gate(&self, key: &DatabaseKey, change: &Change) -> Result<Gate> {
        let (_, plan) = self.plan(key, change).await?;
        let (hash, nonce, now) = (plan_hash(&plan), self.config.randomness.nonce(), self.now());
        let life = i64::try_from(self.config.pace.gate_for.as_millis()).unwrap_or(i64::MAX);
        let until = Timestamp(now.0.saturating_add(life));
        self.gates
            .open(nonce.clone(), OpenGate { plan: plan.clone(), hash: hash.clone(), made_at: now, until });
        Ok(Gate {
            plan_hash: hash,
            nonce,
            typed_name: typed::wanted(plan.environment, &plan.database),
            to_accept: plan.findings.to_accept().into_iter().map(str::to_owned).collect(),
            blocked: plan.findings.worst() == Level::Blocker,
            plan,
        })
    }
}
