//! Sites and jobs: alwaysdata links none of them to a database, so those whose settings name it are looked for.

use domain::application::{AddressMention, AddressScan, Application, MentionOf};
use domain::error::{Error, ErrorKind, Result};
use domain::ids::DatabaseId;

use super::places::settings;
use super::wire::{HolderView, List};
use super::{Alwaysdata, map};
use crate::lenient::said;
use crate::mentions::Needles;
use crate::transport::soft;

impl Alwaysdata {
    /// Sites whose settings name the database.
    pub(super) async fn sites_naming(&self, id: &DatabaseId) -> Result<Vec<Application>> {
        let (needles, sites) = futures::try_join!(self.needles(id), self.api.sites(&id.owner))?;
        let mut naming = Vec::new();
        for view in sites.0 {
            let site = map::site(&id.owner, &view);
            if settings(view, false).iter().any(|one| names(&needles.found_in(&one.value))) {
                naming.push(site);
            }
        }
        Ok(naming)
    }

    /// Looks through the settings of every site and every job of the account for the database's address.
    pub(super) async fn mentions(&self, id: &DatabaseId) -> Result<AddressScan> {
        let (needles, sites, jobs) =
            futures::try_join!(self.needles(id), async { soft(self.api.sites(&id.owner).await) }, async {
                soft(self.api.jobs(&id.owner).await)
            },)?;
        let mut scan = AddressScan::default();
        search(&mut scan, &needles, sites, false);
        search(&mut scan, &needles, jobs, true);
        Ok(scan)
    }

    async fn needles(&self, id: &DatabaseId) -> Result<Needles> {
        let (view, users) = futures::try_join!(self.api.database(&id.owner, &id.id), async {
            soft(self.api.users(&id.owner).await)
        })?;
        let mut needles = Needles::default();
        said(view.name.clone()).iter().for_each(|name| needles.add_database(name));
        if let Some((host, port)) = self.place(&id.owner, &view) {
            needles.add_host(&host);
            needles.set_port(Some(port));
        }
        let of_the_type = users.map(|users| users.0).unwrap_or_default().into_iter().filter(|user| {
            let kind = said(user.kind.clone());
            kind.is_none() || kind == said(view.kind.clone())
        });
        for name in of_the_type.filter_map(|user| said(user.name)) {
            // The account's own name is everywhere: it tells nothing of a database.
            if name != id.owner && map::admits(&view, &name) != Some(false) {
                needles.add_user(&name);
            }
        }
        if needles.is_empty() {
            let detail = "the provider did not say by which names the database is reached";
            return Err(Error::new(ErrorKind::MalformedAnswer, detail));
        }
        Ok(needles)
    }
}

/// Whether a value names the database itself, and not only the server that the whole account shares.
fn names(found: &[MentionOf]) -> bool {
    found.contains(&MentionOf::DatabaseName)
}

/// Searches what was read. Values end here.
fn search(scan: &mut AddressScan, needles: &Needles, read: Option<List<HolderView>>, are_jobs: bool) {
    let Some(read) = read else {
        scan.places_unreadable.push(if are_jobs { "job" } else { "site" }.into());
        return;
    };
    for view in read.0 {
        let (holder, holder_id) = (map::holder(&view), view.id.0.clone());
        scan.places_read += 1;
        let mut found = Vec::new();
        for setting in settings(view, are_jobs) {
            let of = needles.found_in(&setting.value);
            if !of.is_empty() {
                found.push((setting.name, setting.place, of));
            }
        }
        let linked = !are_jobs && found.iter().any(|(_, _, of)| names(of));
        scan.mentions.extend(found.into_iter().map(|(variable, place, found)| AddressMention {
            place,
            holder: holder.clone(),
            holder_id: holder_id.clone(),
            variable,
            found,
            linked,
        }));
    }
}
