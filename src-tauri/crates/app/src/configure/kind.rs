//! What a change amounts to against the database as it is. Pure.

use std::cmp::Ordering;

use domain::change::{Change, ChangeKind};
use domain::database::DatabaseSummary;

/// What a change amounts to.
#[must_use]
pub fn kind(database: &DatabaseSummary, change: &Change) -> ChangeKind {
    let Some(direction) = database.version.as_ref().and_then(|from| change.version.compare(from)) else {
        return ChangeKind::Unknown;
    };
    let same_plan = database.plan.as_ref().is_some_and(|plan| plan.id == change.plan_id);
    let same_zone = database.zone.as_ref() == Some(&change.zone);
    match direction {
        Ordering::Less => ChangeKind::Downgrade,
        Ordering::Greater => ChangeKind::Upgrade,
        Ordering::Equal if same_plan && same_zone => ChangeKind::UpdateInPlace,
        Ordering::Equal => ChangeKind::Move,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{change, summary, version};

    #[test]
    fn a_change_is_named_by_what_it_changes() {
        let database = summary();
        assert_eq!(kind(&database, &change("17")), ChangeKind::Upgrade);
        assert_eq!(kind(&database, &change("13")), ChangeKind::Downgrade);
        assert_eq!(kind(&database, &change("14")), ChangeKind::UpdateInPlace);
        assert_eq!(kind(&database, &Change { zone: "rbx".into(), ..change("14") }), ChangeKind::Move);
        assert_eq!(kind(&database, &Change { plan_id: "plan_2".into(), ..change("14") }), ChangeKind::Move);
        assert_eq!(kind(&database, &change("latest")), ChangeKind::Unknown);
        let unknown = DatabaseSummary { version: None, ..database.clone() };
        assert_eq!(kind(&unknown, &change("17")), ChangeKind::Unknown);
        let full = DatabaseSummary { version: Some(version("14.20")), ..database };
        assert_eq!(kind(&full, &change("14")), ChangeKind::UpdateInPlace);
    }
}
