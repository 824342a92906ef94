//! Applications: their variables, what they are linked to, their deployments.

use jiff::Timestamp;

/// An application.
#[derive(Clone, Debug)]
pub(crate) struct Application {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) owner: String,
    pub(crate) zone: String,
    pub(crate) state: String,
    pub(crate) created: Timestamp,
    /// Ids of databases.
    pub(crate) addons: Vec<String>,
    /// Ids of configurations.
    pub(crate) configurations: Vec<String>,
    /// Ids of applications.
    pub(crate) depends_on: Vec<String>,
    pub(crate) env: Vec<(String, String)>,
    pub(crate) exposed: Vec<(String, String)>,
    pub(crate) forgotten: bool,
    /// Newest first.
    pub(crate) deployments: Vec<Deployment>,
}

/// One deployment.
#[derive(Clone, Debug)]
pub(crate) struct Deployment {
    pub(crate) id: usize,
    pub(crate) uuid: String,
    pub(crate) date: Timestamp,
    pub(crate) state: &'static str,
    pub(crate) action: &'static str,
    pub(crate) cause: String,
}

/// Variables that applications share.
#[derive(Clone, Debug)]
pub(crate) struct Configuration {
    pub(crate) id: String,
    pub(crate) real_id: String,
    pub(crate) name: String,
    pub(crate) owner: String,
    pub(crate) created: Timestamp,
    pub(crate) env: Vec<(String, String)>,
}

impl Application {
    /// Whether the platform restarts it when something that it is linked to changed.
    pub(crate) fn should_run(&self) -> bool {
        self.state == "SHOULD_BE_UP"
    }

    /// Begins a deployment and returns its id.
    pub(crate) fn deploy(&mut self, cause: &str) -> String {
        let uuid = super::random_id("deployment");
        let id = self.deployments.len() + 1;
        let begun = Deployment {
            id,
            uuid: uuid.clone(),
            date: Timestamp::now(),
            state: "WIP",
            action: "DEPLOY",
            cause: cause.to_owned(),
        };
        self.deployments.insert(0, begun);
        uuid
    }

    /// Ends a deployment well.
    pub(crate) fn deployed(&mut self, uuid: &str) {
        if let Some(deployment) = self.deployments.iter_mut().find(|deployment| deployment.uuid == uuid) {
            deployment.state = "OK";
        }
    }
}
