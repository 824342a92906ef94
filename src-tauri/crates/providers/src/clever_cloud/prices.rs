//! What a change costs: the provider's own preview in either of its two known shapes, else its hourly price list, else the
//! monthly figure printed on the plan. A figure that nobody stated is none, and the basis says where the others come from.

use domain::money::Money;
use domain::offer::{PriceBasis, PriceChange, PriceLine};

use super::wire::{PlanView, Preview, PriceSystem};
use crate::lenient::said;

/// Hours of the month by which an hourly price is made comparable: thirty days.
const HOURS_PER_MONTH: f64 = 720.0;

/// The hourly price of a plan for one owner, in one zone.
pub(super) fn hourly(plan: &PlanView, list: Option<&PriceSystem>) -> Option<Money> {
    let list = list?;
    let id = said(plan.price_id.clone())?;
    let entry = list.runtime.iter().find(|entry| {
        entry.slug_id.as_ref().is_some_and(|slug| slug.0.eq_ignore_ascii_case(&id))
            && entry.time_unit.as_ref().is_some_and(|unit| unit.0 == "PT1H")
    })?;
    let currency = said(list.currency.clone()).unwrap_or_else(|| "EUR".into());
    Some(Money { amount: entry.price?.0, currency: currency.to_uppercase() })
}

/// A month by the hour.
fn monthly_of(hourly: Option<Money>) -> Option<Money> {
    hourly.map(|price| Money { amount: cents(price.amount * HOURS_PER_MONTH), ..price })
}

/// To the cent, as it is billed.
fn cents(amount: f64) -> f64 {
    (amount * 100.0).round() / 100.0
}

/// The figure printed on a plan.
fn printed(plan: Option<&PlanView>) -> Option<Money> {
    plan?.price.map(|price| Money { amount: price.0, currency: "EUR".into() })
}

/// Everything that is known of the price of a change.
pub(super) fn change(
    preview: Option<Preview>,
    current: (Option<&PlanView>, Option<&PriceSystem>),
    target: (Option<&PlanView>, Option<&PriceSystem>),
) -> PriceChange {
    let by_list = |(plan, list): (Option<&PlanView>, Option<&PriceSystem>)| {
        plan.and_then(|plan| monthly_of(hourly(plan, list)))
    };
    let listed_now = by_list(current);
    let (lines, total) = preview.map(of_preview).unwrap_or_default();
    if let Some(total) = total {
        let current_monthly = listed_now.or_else(|| printed(current.0));
        return PriceChange {
            current_monthly,
            target_monthly: Some(total),
            lines,
            basis: PriceBasis::Preview,
        };
    }
    // The two sides are compared by the same kind of figure, or not at all.
    if let (Some(now), Some(then)) = (listed_now, by_list(target)) {
        let basis = PriceBasis::PriceList;
        return PriceChange { current_monthly: Some(now), target_monthly: Some(then), lines, basis };
    }
    let (now, then) = (printed(current.0), printed(target.0));
    let basis = if now.is_some() || then.is_some() { PriceBasis::PlanFigure } else { PriceBasis::Unknown };
    PriceChange { current_monthly: now, target_monthly: then, lines, basis }
}

/// Lines and total of a preview. Without a stated total it is the sum, but only when every line has its amount.
fn of_preview(preview: Preview) -> (Vec<PriceLine>, Option<Money>) {
    let currency = said(preview.currency).unwrap_or_else(|| "EUR".into());
    let money = |amount: f64| Money { amount, currency: currency.clone() };
    let mut sum = (!preview.lines.is_empty()).then_some(0.0);
    let mut lines = Vec::with_capacity(preview.lines.len());
    for line in preview.lines {
        let amount = line.price_total_ht.or(line.price).map(|number| number.0);
        sum = sum.zip(amount).map(|(sum, amount)| sum + amount);
        let words = [said(line.description), said(line.sub_description)];
        let description = words.into_iter().flatten().collect::<Vec<_>>().join(", ");
        lines.push(PriceLine { description, amount: amount.map(money) });
    }
    let total = preview.total_ht.map(|total| total.0).or(sum.map(cents));
    (lines, total.map(money))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(json: &str) -> PlanView {
        serde_json::from_str(json).unwrap()
    }

    fn list() -> PriceSystem {
        serde_json::from_str(include_str!("fixtures/price-system.json")).unwrap()
    }

    fn eur(amount: f64) -> Option<Money> {
        Some(Money { amount, currency: "EUR".into() })
    }

    #[test]
    fn a_plan_finds_its_hourly_price_by_its_price_id_whatever_the_case() {
        let xs = plan(r#"{"id":"p","price":"17.5","price_id":"POSTGRESQL.XS_SML"}"#);
        assert_eq!(hourly(&xs, Some(&list())), eur(0.0243));
        assert_eq!(hourly(&plan(r#"{"id":"p","price_id":"none.such"}"#), Some(&list())), None);
        assert_eq!(hourly(&plan(r#"{"id":"p"}"#), Some(&list())), None);
        // A price for another unit of time is not an hourly price.
        assert_eq!(hourly(&plan(r#"{"id":"p","price_id":"POSTGRESQL.DAILY"}"#), Some(&list())), None);
    }

    #[test]
    fn both_shapes_of_a_preview_are_understood() {
        let xs = plan(r#"{"id":"p","price":17.5}"#);
        let read =
            |json: &str| change(Some(serde_json::from_str(json).unwrap()), (Some(&xs), None), (None, None));
        let invoice = read(include_str!("fixtures/preview-invoice.json"));
        assert_eq!(
            (invoice.basis, invoice.target_monthly, invoice.current_monthly),
            (PriceBasis::Preview, eur(45.0), eur(17.5))
        );
        assert_eq!(invoice.lines.len(), 2);
        let rendering = read(include_str!("fixtures/preview-rendering.json"));
        assert_eq!((rendering.basis, rendering.target_monthly), (PriceBasis::Preview, eur(42.0)));
        assert_eq!(rendering.lines[0].description, "PostgreSQL S Small, one month");
    }

    #[test]
    fn a_preview_without_figures_falls_back_and_never_to_zero() {
        let (xs, s) = (
            plan(r#"{"id":"a","price":17.5,"price_id":"POSTGRESQL.XS_SML"}"#),
            plan(r#"{"id":"b","price":45,"price_id":"POSTGRESQL.S_SML"}"#),
        );
        let empty = || {
            Some(
                serde_json::from_str::<Preview>(r#"{"lines":[{"description":"x","price_total_ht":null}]}"#)
                    .unwrap(),
            )
        };
        let listed = change(empty(), (Some(&xs), Some(&list())), (Some(&s), Some(&list())));
        assert_eq!(
            (listed.basis, listed.current_monthly, listed.target_monthly),
            (PriceBasis::PriceList, eur(17.5), eur(45.0))
        );
        assert_eq!(listed.lines[0].amount, None);
        let mixed = change(None, (Some(&xs), Some(&list())), (Some(&s), None));
        assert_eq!((mixed.basis, mixed.target_monthly), (PriceBasis::PlanFigure, eur(45.0)));
        let nothing = change(None, (None, None), (None, None));
        assert_eq!(
            (nothing.basis, nothing.current_monthly, nothing.target_monthly),
            (PriceBasis::Unknown, None, None)
        );
    }
}
