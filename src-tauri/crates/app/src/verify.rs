//! Comparing two databases at any time: objects as models, tables by their rows, and what differs by name. Writes to neither.

use domain::time::Millis;
use domain::verification::Verification;
use domain::version::Version;
use domain::{Error, ErrorKind, Result};
use serde::Serialize;

use crate::application::App;
use crate::carry::jobs;
use crate::copy::CopyEnd;
use crate::place::{Place, of_side};

/// Rows that are named of a table that differs.
const NAMED_ROWS: usize = 20;

/// What to compare. The addresses hold passwords: no `Debug`.
pub struct VerifyOrder {
    /// The source.
    pub from: Place,
    /// The target.
    pub to: Place,
    /// Sessions that read at the same time on each side; `None` for the usual number.
    pub jobs: Option<usize>,
}

/// What was compared, and how it ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Compared {
    /// Version of the source.
    pub from: Version,
    /// Version of the target.
    pub to: Version,
    /// The comparison.
    pub verification: Verification,
    /// How long it took.
    pub took: Millis,
}

impl App {
    /// Compares two databases as a person names them.
    ///
    /// # Errors
    /// As [`App::verify`].
    pub async fn compare(&self, from: &CopyEnd, to: &CopyEnd) -> Result<Verification> {
        let order =
            VerifyOrder { from: self.place_of(from).await?, to: self.place_of(to).await?, jobs: None };
        Ok(Box::pin(self.verify(&order)).await?.verification)
    }

    /// Compares two databases with sessions that the servers themselves hold read-only. Dropping the future stops the work.
    ///
    /// # Errors
    /// `InvalidInput` for an address or a number; those of reaching either side, with the side in the detail; `NotDirect`,
    /// `SameDatabase`, `RowsMayBeHidden`, `DatabaseRight`, `ConnectionLost`. A difference is no error: it is in the result.
    pub async fn verify(&self, order: &VerifyOrder) -> Result<Compared> {
        let clock = &*self.config.clock;
        let began = clock.now();
        let (from, to) = self.find_both(&order.from, &order.to).await?;
        let jobs = jobs(order.jobs)?.unwrap_or(transfer::Options::default().jobs);
        let (source, target) =
            tokio::join!(from.engine.source(&from.endpoint), to.engine.source(&to.endpoint));
        let (source, target) = (source.map_err(of_side("source"))?, target.map_err(of_side("target"))?);
        if source.identity().is_same(target.identity()) {
            return Err(Error::new(ErrorKind::SameDatabase, "source and target are one database"));
        }
        let how = transfer::Verifying { jobs, rows: NAMED_ROWS };
        let verification = transfer::verify(&*source, &*target, &[], how, clock).await?;
        Ok(Compared {
            from: source.identity().version.clone(),
            to: target.identity().version.clone(),
            verification,
            took: clock.now().since(began),
        })
    }
}
