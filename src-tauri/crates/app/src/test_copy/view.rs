//! A test copy as it is shown: its record, what it has cost so far, and how it is being filled.

use domain::copy::CopyView;
use domain::money::Money;
use domain::test_copy::{TestCopyRecord, TestCopyView};
use domain::time::Timestamp;

use super::live::TestCopying;

const HOUR: i64 = 3_600_000;

/// One that this process drives.
pub(super) fn of_live(live: &TestCopying, now: Timestamp) -> TestCopyView {
    of(&live.record(), live.copying().map(|copying| copying.view()), now)
}

/// One from its record.
pub(super) fn of(record: &TestCopyRecord, copy: Option<CopyView>, now: Timestamp) -> TestCopyView {
    let hours = hours(record, now);
    let record = record.clone();
    let price_so_far = hours.zip(record.hourly.as_ref()).map(|(hours, hourly)| Money {
        amount: hourly.amount * f64::from(hours),
        currency: hourly.currency.clone(),
    });
    TestCopyView {
        id: record.id,
        key: record.key,
        provider: record.provider,
        database_name: record.database_name,
        account_name: record.account_name,
        from_version: record.from_version,
        change: record.change,
        plan_name: record.plan_name,
        label: record.label,
        left_over: record.left_over,
        state: record.state,
        created: record.created,
        place: record.place,
        began: record.began,
        ready_at: record.ready_at,
        expires: record.expires,
        gone_at: record.gone_at,
        hourly: record.hourly,
        hours,
        price_so_far,
        times: record.times,
        verification: record.verification,
        uncarried: record.uncarried,
        problem: record.problem,
        delete_tries: record.delete_tries,
        next_try: record.next_try,
        rehearsal: record.rehearsal,
        copy,
    }
}

/// Hours begun since the order. `None` where none was taken, or that is not known.
fn hours(record: &TestCopyRecord, now: Timestamp) -> Option<u32> {
    let since = record.ordered_at?;
    let lasted = record.gone_at.unwrap_or(now).since(since).0.max(0);
    u32::try_from(lasted / HOUR + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::test_copy;

    #[test]
    fn every_hour_that_was_begun_counts_and_what_is_not_known_is_not_zero() {
        let mut record = test_copy();
        record.hourly = Some(Money { amount: 0.5, currency: "EUR".into() });
        assert_eq!(
            (of(&record, None, Timestamp(HOUR)).hours, of(&record, None, Timestamp(HOUR)).price_so_far),
            (None, None)
        );
        record.ordered_at = Some(Timestamp(1_000));
        for (now, hours) in [(1_000, 1), (HOUR, 1), (HOUR + 1_000, 2), (0, 1), (3 * HOUR, 3)] {
            let view = of(&record, None, Timestamp(now));
            assert_eq!(view.hours, Some(hours), "{now}");
            assert_eq!(view.price_so_far.unwrap().amount, 0.5 * f64::from(hours));
        }
        record.gone_at = Some(Timestamp(HOUR));
        assert_eq!(of(&record, None, Timestamp(50 * HOUR)).hours, Some(1));
        record.hourly = None;
        let view = of(&record, None, Timestamp(50 * HOUR));
        assert_eq!((view.hours, view.price_so_far), (Some(1), None));
    }
}
