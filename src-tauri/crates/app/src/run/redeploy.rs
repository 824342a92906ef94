//! Restarts a linked application that the provider missed. One that should be down is never restarted.

use domain::ids::{ApplicationId, RunId};
use domain::run::{RunView, Step};
use domain::{Error, ErrorKind, Result};

use super::drive::{Drive, Licence};
use super::record::{self, Applications};
use super::steps::check_applications::named;
use crate::application::App;

const STEP: Step = Step::CheckApplications;

impl App {
    /// Restarts an application of a run that ended well, and looks again at all of them.
    ///
    /// # Errors
    /// `NotFound`; `WrongState` while the run goes on, and for an application that should be down; those of the provider.
    pub async fn run_redeploy(&self, id: RunId, application: &str) -> Result<RunView> {
        let live = self.run_live(id).await?;
        let entries = live.entries();
        if !live.run.course().ended_well(&entries) {
            return Err(Error::new(
                ErrorKind::WrongState,
                "applications are restarted after a run that ended well",
            ));
        }
        let known = record::observed::<Applications>(&entries, STEP).unwrap_or_default().applications;
        let wanted = named(&known, application)?;
        let Some(wheel) = live.take_wheel() else {
            return Err(Error::new(ErrorKind::WrongState, "the run goes on"));
        };
        let (_, provider) = self.connection_of(live.run.plan.key.account).await?;
        let at = ApplicationId { owner: wanted.owner.clone(), id: wanted.id.clone() };
        live.say(self, "redeploy-asked", &[("application", wanted.name.clone())]).await;
        live.intend(self, STEP, &serde_json::json!({ "redeploy": wanted.id })).await?;
        let asked = provider.redeploy(&at).await;
        let drive = Drive { app: self.own()?, live, licence: Licence::TakenUp };
        // However it went: what is true is what the deployments say.
        super::steps::check_applications::run(&drive).await?;
        drop(wheel);
        drive.live.over();
        asked.map(|_| drive.live.view())
    }
}
