//! Applications: which are linked to a database, where its address was written by hand, how they are restarted.

use std::collections::BTreeSet;

use domain::application::{AddressMention, AddressScan, Application, Deployment, MentionPlace};
use domain::error::{Error, ErrorKind, Result};
use domain::ids::{ApplicationId, DatabaseId};
use domain::secret::Secret;
use futures::{StreamExt, TryStreamExt, stream};

use super::inventory::AT_ONCE;
use super::wire::ApplicationView;
use super::{CleverCloud, map};
use crate::lenient::said;
use crate::mentions::Needles;
use crate::transport::{none_if_404, soft};

/// Deployments asked for: the newest are all that matters.
const NEWEST: u8 = 10;

/// The product that holds configuration shared by applications.
const CONFIG_PROVIDER: &str = "config-provider";

/// Names and values.
type Environment = Vec<(String, Secret)>;

/// One environment to be searched.
struct Place {
    kind: MentionPlace,
    holder: String,
    holder_id: String,
    linked: bool,
}

impl CleverCloud {
    /// Applications linked to a database, with their newest deployment where it can be read.
    pub(super) async fn linked_to(&self, id: &DatabaseId) -> Result<Vec<Application>> {
        let linked = self.api.linked(id).await?.0;
        stream::iter(linked)
            .map(async |view: ApplicationView| {
                let app = ApplicationId { owner: id.owner.clone(), id: view.id.clone() };
                let last = soft(self.deployments_of(&app, 1).await)?;
                let last = last.and_then(|deployments| deployments.into_iter().next());
                Ok(map::application(&id.owner, view, last))
            })
            .buffered(AT_ONCE)
            .try_collect()
            .await
    }

    /// Deployments, newest first.
    pub(super) async fn newest_deployments(&self, app: &ApplicationId) -> Result<Vec<Deployment>> {
        self.deployments_of(app, NEWEST).await
    }

    async fn deployments_of(&self, app: &ApplicationId, limit: u8) -> Result<Vec<Deployment>> {
        let views = self.api.deployments(app, limit).await?.0;
        let mut deployments: Vec<_> = views.into_iter().filter_map(map::deployment).collect();
        deployments.sort_by_key(|deployment| std::cmp::Reverse(deployment.at));
        Ok(deployments)
    }

    /// Restarts an application, unless it is meant to be down.
    pub(super) async fn restart(&self, app: &ApplicationId) -> Result<String> {
        let state = said(self.api.application(app).await?.state);
        if !map::should_run(state.as_deref()) {
            let state = state.unwrap_or_else(|| "not told".into());
            let detail =
                self.api.redactor.line(&format!("the application's state is {state}: it is left as it is"));
            return Err(Error::new(ErrorKind::WrongState, detail));
        }
        let answer = self.api.redeploy(app).await?;
        Ok(said(answer.deployment_id).unwrap_or_default())
    }

    /// Looks through the environments of the owner for the database's address.
    pub(super) async fn mentions(&self, id: &DatabaseId) -> Result<AddressScan> {
        let (needles, applications, linked, addons) = futures::try_join!(
            self.needles(id),
            self.api.applications(&id.owner),
            self.api.linked(id),
            self.api.addons(&id.owner),
        )?;
        if needles.is_empty() {
            let detail = "the provider did not say by which names the database is reached";
            return Err(Error::new(ErrorKind::MalformedAnswer, detail));
        }
        let linked: BTreeSet<String> = linked.0.into_iter().map(|app| app.id).collect();
        let mut places = Vec::new();
        for app in applications.0 {
            let holder = said(app.name).unwrap_or_else(|| app.id.clone());
            for kind in [MentionPlace::ApplicationEnv, MentionPlace::ExposedEnv] {
                places.push(Place {
                    kind,
                    holder: holder.clone(),
                    linked: linked.contains(&app.id),
                    holder_id: app.id.clone(),
                });
            }
        }
        for addon in addons.0.into_iter().filter(|addon| addon.provider.id == CONFIG_PROVIDER) {
            places.push(Place {
                kind: MentionPlace::ConfigProvider,
                holder: said(addon.name).unwrap_or_else(|| addon.id.clone()),
                holder_id: addon.id,
                linked: false,
            });
        }
        let read: Vec<_> = stream::iter(places)
            .map(async |place: Place| Ok::<_, Error>((self.environment(id, &place).await?, place)))
            .buffered(AT_ONCE)
            .try_collect()
            .await?;
        Ok(searched(&needles, read))
    }

    async fn needles(&self, id: &DatabaseId) -> Result<Needles> {
        let (variables, database) = futures::try_join!(self.env_of(id), self.one(id))?;
        let mut needles = Needles::of(&variables);
        database.host.iter().for_each(|host| needles.add_host(host));
        database.database_name.iter().for_each(|name| needles.add_database(name));
        database.user.iter().for_each(|user| needles.add_user(user));
        needles.set_port(database.port);
        Ok(needles)
    }

    /// One environment; `None` where it cannot be read.
    async fn environment(&self, id: &DatabaseId, place: &Place) -> Result<Option<Environment>> {
        let app = || ApplicationId { owner: id.owner.clone(), id: place.holder_id.clone() };
        let env = match place.kind {
            MentionPlace::ApplicationEnv => soft(self.api.application_env(&app(), "env").await)?,
            // An application that publishes nothing may have no such page.
            MentionPlace::ExposedEnv => {
                match none_if_404(self.api.application_env(&app(), "exposed_env").await) {
                    Ok(None) => return Ok(Some(Vec::new())),
                    outcome => soft(outcome)?.flatten(),
                }
            }
            MentionPlace::ConfigProvider => soft(self.api.config_env(&place.holder_id).await)?,
            // Neither is a place here.
            MentionPlace::ApplicationSettings | MentionPlace::Job => None,
        };
        Ok(env.map(|env| env.0))
    }
}

/// Searches what was read. Values end here.
fn searched(needles: &Needles, read: Vec<(Option<Environment>, Place)>) -> AddressScan {
    let mut scan = AddressScan::default();
    for (env, place) in read {
        let Some(env) = env else {
            let name = match place.kind {
                MentionPlace::ExposedEnv => format!("{} (exposed_env)", place.holder),
                _ => place.holder,
            };
            scan.places_unreadable.push(name);
            continue;
        };
        scan.places_read += 1;
        for (variable, value) in env {
            let found = needles.found_in(&value);
            if !found.is_empty() {
                scan.mentions.push(AddressMention {
                    place: place.kind,
                    holder: place.holder.clone(),
                    holder_id: place.holder_id.clone(),
                    variable,
                    found,
                    linked: place.linked,
                });
            }
        }
    }
    scan
}
