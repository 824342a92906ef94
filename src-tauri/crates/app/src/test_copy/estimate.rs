//! What the newest finished test copy of a database leads to expect of its migration.

use domain::Result;
use domain::change::Change;
use domain::ids::DatabaseKey;
use domain::run::{Method, Plan, Predicted};
use domain::test_copy::{Estimate, TestCopyRecord};
use domain::time::Millis;

use crate::application::App;

impl App {
    /// The estimate for a change of a database by a method; `None` where no test copy with these settings was measured.
    ///
    /// # Errors
    /// Those of the store.
    pub(crate) async fn estimate(
        &self,
        key: &DatabaseKey,
        change: &Change,
        method: Method,
    ) -> Result<Option<Estimate>> {
        let all = self.store.test_copies().await?;
        let of_these = all.iter().filter(|copy| copy.key == *key && copy.change == *change);
        Ok(of_these.filter_map(|copy| measured(copy, method)).max_by_key(|one| one.measured_at))
    }
}

/// What a copy measured, where it was filled in one piece.
fn measured(copy: &TestCopyRecord, method: Method) -> Option<Estimate> {
    let (times, at) = (copy.times, copy.ready_at?);
    let (before, rows, after, comparison) =
        (times.objects?.0, times.rows?.0, times.finishing?.0, times.comparison?.0);
    let ours = Millis(times.reading?.0 + before + rows + after + comparison);
    // The provider's own migration of the copy is what the real one will be; without it our own copy was measured.
    let (read_only, same_way) = match copy.rehearsal.as_ref() {
        Some(rehearsal) if method == Method::Provider => (rehearsal.read_only?, true),
        _ => (ours, method == Method::Transfer),
    };
    Some(Estimate {
        test_copy: copy.id,
        measured_at: at,
        objects: Millis(before + after),
        rows: Millis(rows),
        comparison: Millis(comparison),
        read_only,
        same_way,
        method,
    })
}

/// What a plan expected, for the report of its run.
pub(crate) fn predicted(plan: &Plan) -> Option<Predicted> {
    plan.estimate.as_ref().map(|estimate| Predicted {
        read_only: estimate.read_only,
        verification: estimate.comparison,
        same_way: estimate.same_way,
    })
}

#[cfg(test)]
mod tests {
    use domain::test_copy::{Rehearsal, TestCopyTimes};
    use domain::time::Timestamp;

    use super::*;
    use crate::testing::test_copy;

    #[test]
    fn only_what_was_measured_whole_is_promised() {
        let mut copy = test_copy();
        let part = |millis| Some(Millis(millis));
        copy.times = TestCopyTimes {
            order: part(1),
            answering: None,
            reading: part(10),
            objects: part(200),
            rows: part(3_000),
            finishing: part(40),
            comparison: part(500),
        };
        assert_eq!(measured(&copy, Method::Transfer), None, "it is not ready");
        copy.ready_at = Some(Timestamp(7));
        let estimate = measured(&copy, Method::Provider).unwrap();
        assert_eq!((estimate.objects, estimate.rows), (Millis(240), Millis(3_000)));
        assert_eq!((estimate.comparison, estimate.read_only), (Millis(500), Millis(3_750)));
        assert!(!estimate.same_way && measured(&copy, Method::Transfer).unwrap().same_way);
        let from = domain::version::Version("14".into());
        let rehearsed =
            |read_only| Some(Rehearsal { from: from.clone(), run: None, read_only, verdict: None });
        copy.rehearsal = rehearsed(Some(Millis(9_000)));
        let estimate = measured(&copy, Method::Provider).unwrap();
        assert!(estimate.same_way && estimate.read_only == Millis(9_000), "the provider was measured itself");
        copy.rehearsal = rehearsed(None);
        assert_eq!(measured(&copy, Method::Provider), None, "the rehearsal measured nothing");
        copy.rehearsal = None;
        copy.times.rows = None;
        assert_eq!(measured(&copy, Method::Transfer), None, "a part was not measured");
    }
}
