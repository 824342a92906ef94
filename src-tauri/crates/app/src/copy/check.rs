//! Looks at both sides of a copy as the copy itself will, and writes nothing.

use std::cmp::Reverse;
use std::sync::Arc;

use domain::copy::{CopyCheck, CopyContents, CopyProblem, CopySide, CopyTable};
use domain::database::{Endpoint, TlsStrength};
use domain::engine::{Engine, Inventory, TableFact, Uncarried};
use domain::finding::Level;
use domain::ids::CopyId;
use domain::{Error, ErrorKind, Result};
use secrecy::ExposeSecret as _;

use super::{CopyAddress, CopyEnd, Copying, address};
use crate::application::App;
use crate::place::{Found, Place, enough_room};
use crate::trust::judged_by;

/// A side that could be found.
struct Side {
    found: Found,
    place: Place,
}

impl App {
    /// Checks both sides: that they answer, what is in the source, what of it cannot be carried, that the target is empty.
    /// What it finds is in the answer; when nothing forbids the copy, it can be started by the id in there. The addresses
    /// are kept until then; a password that was given before with the same address need not be given again.
    ///
    /// # Errors
    /// None today: what is wrong is in the answer.
    pub async fn copy_check(&self, from: &CopyEnd, to: &CopyEnd) -> Result<CopyCheck> {
        self.forget_checks();
        let (from, to) = (self.recalled("from", from), self.recalled("to", to));
        let (source, target) = tokio::join!(self.look_at(&from), self.look_at(&to));
        let mut check = CopyCheck {
            id: None,
            source: source.0,
            target: target.0,
            contents: None,
            problem: None,
            freeze: None,
            freeze_problem: None,
        };
        let (Some(source), Some(target)) = (source.1, target.1) else { return Ok(check) };
        let (Some(_), Some(into)) = (&check.source.probe, &check.target.probe) else { return Ok(check) };
        if into.replica {
            let error = Error::new(ErrorKind::DatabaseRight, "it is a replica and takes no writes");
            check.target.problem = Some(problem(&error));
            return Ok(check);
        }
        let inventory =
            match Box::pin(together(&*source.found.engine, &source.found.endpoint, &target.found.endpoint))
                .await
            {
                Ok(inventory) => inventory,
                Err(error) => {
                    // Some things are said of one side.
                    match error.kind {
                        ErrorKind::TargetNotEmpty => check.target.problem = Some(problem(&error)),
                        ErrorKind::RowsMayBeHidden => check.source.problem = Some(problem(&error)),
                        _ => check.problem = Some(problem(&error)),
                    }
                    return Ok(check);
                }
            };
        if let Some(probe) = &check.source.probe
            && let Err(error) = enough_room(probe.size_bytes, check.target.disk)
        {
            check.target.problem = Some(problem(&error));
            check.contents = Some(contents(inventory));
            return Ok(check);
        }
        let tables = waiting(&inventory);
        let blocked = inventory.is_blocked();
        check.contents = Some(contents(inventory));
        if !blocked {
            let id = CopyId(self.config.randomness.id());
            let places = (check.source.place.clone(), check.target.place.clone());
            self.copies.put(id, Arc::new(Copying::new(id, places, (source.place, target.place), tables)));
            check.id = Some(id);
            match source.found.engine.freeze_plan(&source.found.endpoint).await {
                Ok(plan) => check.freeze = Some(plan),
                Err(error) => check.freeze_problem = Some(problem(&error)),
            }
        }
        Ok(check)
    }
}

impl App {
    /// The password of the same address in the check before, where none is given now: pages forget passwords.
    fn recalled(&self, side: &'static str, given: &CopyEnd) -> CopyEnd {
        let CopyEnd::Typed(given) = given else { return given.clone() };
        let same = |kept: &CopyAddress| kept.address.expose_secret() == given.address.expose_secret();
        let kept = self.passwords.get(&side).filter(|kept| same(kept));
        let password = match kept {
            Some(kept) if given.password.expose_secret().is_empty() => kept.password.clone(),
            _ => given.password.clone(),
        };
        let address = CopyAddress { address: given.address.clone(), password };
        self.passwords.put(side, Arc::new(address.clone()));
        CopyEnd::Typed(address)
    }

    /// What is at one end.
    async fn look_at(&self, given: &CopyEnd) -> (CopySide, Option<Side>) {
        let mut shown = CopySide {
            place: String::new(),
            probe: None,
            problem: None,
            disk: None,
            certificate: None,
            tls: None,
            values: Vec::new(),
            production: None,
        };
        let found = match self.place_of(given).await {
            Ok(place) => self.find(&place).await.map(|found| Side { found, place }),
            Err(error) => Err(error),
        };
        let side = match found {
            Ok(side) => side,
            Err(error) => {
                shown.problem = Some(problem(&error));
                return (shown, None);
            }
        };
        shown.place = address::place(&side.found.endpoint);
        if let Place::Address(address) = &side.place {
            shown.values.clone_from(&address.values);
        }
        match side.found.engine.probe(&side.found.endpoint).await {
            Ok(probe) => shown.probe = Some(probe),
            Err(error) => shown.problem = Some(problem(&error)),
        }
        match self.remembered(&side.found.endpoint).await {
            Ok(remembered) => shown.certificate = remembered,
            Err(error) => tracing::info!(code = error.code(), "what is remembered of a server was not read"),
        }
        let tls = shown.certificate.as_ref().map_or(side.found.endpoint.tls, judged_by);
        shown.tls = shown.probe.as_ref().map(|probe| TlsStrength::of(tls, probe.encrypted));
        shown.disk = self.disk(&side.place).await;
        match self.production(&side.place).await {
            Ok(name) => shown.production = name,
            Err(error) => shown.problem = Some(problem(&error)),
        }
        (shown, Some(side))
    }
}

/// Everything that is looked at before the first write of a transfer, with the same means.
pub(crate) async fn together(engine: &dyn Engine, from: &Endpoint, to: &Endpoint) -> Result<Inventory> {
    let (source, target) = tokio::try_join!(engine.source(from), engine.target(to))?;
    transfer::passable(engine, &*source, &*target)?;
    if source.identity().is_same(target.identity()) {
        return Err(Error::new(ErrorKind::SameDatabase, "source and target are one database"));
    }
    let mut inventory = source.inventory(&target.identity().version).await?;
    target.require_empty().await.map_err(|error| transfer::occupied(error, &inventory))?;
    let plan = target.plan(&source.blueprint().await?, None).await?;
    for thing in plan.uncarried {
        if !inventory.uncarried.contains(&thing) {
            inventory.uncarried.push(thing);
        }
    }
    Ok(inventory)
}

/// Its tables, before any row is there.
pub(crate) fn waiting(inventory: &Inventory) -> Vec<CopyTable> {
    let table = |fact: &TableFact| CopyTable::waiting(fact.name.clone(), fact.rows_estimate);
    inventory.tables.iter().map(table).collect()
}

fn contents(inventory: Inventory) -> CopyContents {
    let mut uncarried: Vec<Uncarried> = inventory.uncarried;
    uncarried.sort_by_key(|thing| {
        Reverse(match thing.level {
            Level::Blocker => 3,
            Level::CouldNotRun | Level::Warning => 2,
            Level::Info => 1,
            Level::Pass => 0,
        })
    });
    let counted = || inventory.tables.iter().filter_map(|table| table.rows_estimate);
    CopyContents {
        tables: u32::try_from(inventory.tables.len()).unwrap_or(u32::MAX),
        rows_estimate: counted().next().map(|_| counted().sum()),
        bytes: inventory.tables.iter().map(|table| table.bytes).sum(),
        objects: inventory.objects,
        uncarried,
    }
}

/// An error as it is shown.
pub(crate) fn problem(error: &Error) -> CopyProblem {
    CopyProblem { kind: error.kind, detail: error.detail.clone() }
}
