//! What can be chosen, with where one is now and what we would propose.

use std::cmp::Ordering;

use domain::Result;
use domain::change::Change;
use domain::database::DatabaseSummary;
use domain::ids::DatabaseKey;
use domain::offer::{OfferedVersion, Offers};
use domain::version::{Version, VersionStanding};

use crate::application::App;

/// What can be chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct OffersPage {
    /// Everything, versions with their life.
    pub offers: Offers,
    /// The settings as the database is now. What the provider did not say is empty.
    pub current: Change,
    /// What we would propose: the newest supported version, same plan and zone.
    pub proposed: Change,
}

impl App {
    /// What can be chosen for a database.
    ///
    /// # Errors
    /// `NotFound`; those of the provider.
    pub async fn offers(&self, key: &DatabaseKey) -> Result<OffersPage> {
        let (_, provider) = self.connection_of(key.account).await?;
        let (database, offers) =
            tokio::join!(provider.database(&key.database), provider.offers(&key.database));
        let (summary, mut offers) = (self.versioned(&*provider, database?.summary).await, offers?);
        let all: Vec<Version> = offers.versions.iter().map(|offered| offered.version.clone()).collect();
        if let Some(engine) = self.engine(summary.engine) {
            for offered in &mut offers.versions {
                offered.life = Some(engine.life(&offered.version, self.now(), &all));
            }
        }
        let current = current(&summary);
        let version = proposed(&current.version, &offers.versions);
        Ok(OffersPage { proposed: Change { version, ..current.clone() }, offers, current })
    }
}

/// The settings as they are.
fn current(summary: &DatabaseSummary) -> Change {
    Change {
        plan_id: summary.plan.as_ref().map(|plan| plan.id.clone()).unwrap_or_default(),
        zone: summary.zone.clone().unwrap_or_default(),
        version: summary.version.clone().unwrap_or(Version(String::new())),
    }
}

/// The newest offered version that is not past its end and not lower than the present one; else the present one.
fn proposed(current: &Version, offered: &[OfferedVersion]) -> Version {
    let ended = |offered: &OfferedVersion| {
        offered.life.as_ref().is_some_and(|life| life.standing == VersionStanding::Ended)
    };
    let higher = offered
        .iter()
        .filter(|offered| !ended(offered))
        .map(|offered| &offered.version)
        .filter(|version| version.compare(current) == Some(Ordering::Greater));
    higher.max_by(|a, b| a.compare(b).unwrap_or(Ordering::Equal)).unwrap_or(current).clone()
}

#[cfg(test)]
mod tests {
    use domain::version::VersionLife;

    use super::*;
    use crate::testing::version;

    fn offered(text: &str, standing: VersionStanding) -> OfferedVersion {
        let life = VersionLife { standing, end_of_life: None, newer: None };
        OfferedVersion { version: version(text), life: Some(life), default: false }
    }

    #[test]
    fn the_newest_supported_version_is_proposed() {
        let all = [
            offered("13", VersionStanding::Ended),
            offered("18", VersionStanding::Supported),
            offered("17", VersionStanding::Supported),
        ];
        assert_eq!(proposed(&version("14"), &all), version("18"));
        assert_eq!(proposed(&version("18"), &all), version("18"));
        assert_eq!(proposed(&version("12"), &all[..1]), version("12"));
        assert_eq!(proposed(&version(""), &all), version(""));
    }
}
