//! What changes something at Elestio: a new service, its end, a restore point, the lock. In place nothing is changed here, and
//! backups are never deleted.

use domain::change::Change;
use domain::error::{Error, ErrorKind, Result};
use domain::ids::DatabaseId;

use super::wire::{Order, Service};
use super::{Elestio, map};
use crate::lenient::said;
use crate::transport::soft;

/// Longest name of a service that every client of Elestio takes.
const LONGEST_NAME: usize = 50;

/// The level of support that costs nothing and binds to nothing. A higher one is billed for a month at least.
const SUPPORT: &str = "level1";

impl Elestio {
    /// Orders a new, empty service of the same template, provider and project.
    pub(super) async fn order(&self, like: &DatabaseId, label: &str, change: &Change) -> Result<DatabaseId> {
        let service = self.api.service(like).await?;
        let missing = |what: &str| {
            Error::new(ErrorKind::MalformedAnswer, format!("the provider did not say the service's {what}"))
        };
        let template = said(service.template.clone()).and_then(|text| text.parse().ok());
        let order = Order {
            template: template.ok_or_else(|| missing("template"))?,
            size: change.plan_id.clone(),
            datacenter: change.zone.clone(),
            provider: said(service.provider.clone()).ok_or_else(|| missing("provider"))?,
            name: name(&said(service.display_name.clone()).unwrap_or_default(), label)?,
            version: change.version.0.clone(),
            project: like.owner.clone(),
            email: self.api.credential.email.clone(),
            support: SUPPORT,
            appid: "",
            data: "",
            kind: "normal",
            service_type: "Service",
        };
        let id = self.api.create(&order).await?.vm_id();
        // Ordered it was: who asks again looks for the label.
        let id = id.ok_or_else(|| {
            Error::new(ErrorKind::OutcomeUnknown, "the answer does not name the new service")
        })?;
        Ok(DatabaseId { owner: like.owner.clone(), id })
    }

    /// Deletes a service and keeps its backups. Where it is gone or going, all is done.
    pub(super) async fn end(&self, id: &DatabaseId) -> Result<()> {
        let Some(service) = self.if_there(id).await? else { return Ok(()) };
        if is_going(&service) {
            return Ok(());
        }
        match self.api.delete(id).await {
            Ok(_) => Ok(()),
            Err(error) if error.kind == ErrorKind::NotFound => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// A remote backup, and a snapshot of the machine where the machine's host makes such.
    pub(super) async fn restore_point(&self, id: &DatabaseId) -> Result<()> {
        self.api.start_backup(id).await?;
        soft(self.api.take_snapshot(id).await).map(drop)
    }
}

/// Whether a service is on its way out.
fn is_going(service: &Service) -> bool {
    said(service.status.clone()).as_deref() == Some("deleting")
        || map::status(service).is_some_and(|word| word.eq_ignore_ascii_case("deleting"))
}

/// A name that Elestio takes: small letters, digits and hyphens, at most fifty. The label stays whole: by it the service is found again.
fn name(like: &str, label: &str) -> Result<String> {
    let fits = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    if label.is_empty() || label.len() > LONGEST_NAME || !label.chars().all(fits) {
        let detail = "a label here is made of at most fifty small letters, digits and hyphens";
        return Err(Error::new(ErrorKind::InvalidInput, detail));
    }
    let room = LONGEST_NAME - label.len();
    let start: String = like
        .to_ascii_lowercase()
        .chars()
        .map(|letter| if fits(letter) { letter } else { '-' })
        .take(room.saturating_sub(1))
        .collect();
    let start = start.trim_matches('-');
    let name = if start.is_empty() { label.to_owned() } else { format!("{start}-{label}") };
    Ok(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_holds_its_label_whole_and_is_one_that_elestio_takes() {
        for (like, label, expected) in [
            ("prod-pg", "test-1a2b", "prod-pg-test-1a2b"),
            ("Prod PG (é)", "test-1", "prod-pg-test-1"),
            ("", "test-1", "test-1"),
            ("---", "test-1", "test-1"),
        ] {
            assert_eq!(name(like, label).unwrap(), expected);
        }
        let long = name(&"x".repeat(90), "test-0123456789abcdef").unwrap();
        assert!(long.len() <= LONGEST_NAME && long.ends_with("-test-0123456789abcdef"), "{long}");
        assert_eq!(name("prod", &"y".repeat(50)).unwrap().len(), 50);
        for label in ["", "Test", "a b", "é", &"y".repeat(51)] {
            assert_eq!(name("prod", label).unwrap_err().kind, ErrorKind::InvalidInput, "{label}");
        }
    }
}
