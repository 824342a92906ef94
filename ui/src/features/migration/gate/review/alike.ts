/** What the review says alike for every method: version, plan, zone, measured time, cost, agreements. */
import { fmt, t } from '$lib/i18n';
import type { OffersPage, Plan } from '$lib/rpc';
import { zoneCity } from '../../model/plans';
import { compareVersions } from '../../model/versions';
import { findingTitle } from '../../words';

/** What the sentences need beside the plan: names of what stays and of who does it. */
export interface Surroundings {
  offers: OffersPage;
  provider: string;
  /** Whether the provider can be asked to stop. */
  aborts: boolean;
}

/** The sentences that a method has to say, part by part. */
export interface Review {
  /** What will change. */
  changes: string[];
  /** What will not change. */
  stays: string[];
  /** Who is affected, and for how long. */
  affected: string[];
  /** What it costs, as far as that is known. */
  cost: string[];
  /** The way back, and its end. */
  wayBack: string[];
  /** What happens if this computer goes away. */
  machine: string[];
}

const money = (amount: Plan['price']['current_monthly']): string =>
  amount === null ? '' : fmt().money(amount);

function zone(around: Surroundings, name: string): string {
  return t('wizard-zone-option', { city: zoneCity(around.offers, name), zone: name });
}

/** The change of version. */
export function version({ database, change, from_version: from }: Plan): string {
  const [engine, name, to] = [database.engine_name, database.name, change.version];
  if (from === null) return t('wizard-review-version-unknown', { database: name, engine, to });
  if (compareVersions(from, to) === 0) {
    return t('wizard-review-version-in-place', { database: name, engine, to });
  }
  return t('wizard-review-version-upgrade', { database: name, engine, from, to });
}

/** Another plan and another zone, where they are others. */
export function place({ database, change, plan_name: plan }: Plan, around: Surroundings): string[] {
  const list: string[] = [];
  if (database.plan === null) list.push(t('wizard-review-plan-unknown', { plan }));
  else if (database.plan.id !== change.plan_id) {
    list.push(t('wizard-review-plan', { plan, before: database.plan.name }));
  }
  if (database.zone === null) list.push(t('wizard-review-zone-unknown', { zone: zone(around, change.zone) }));
  else if (database.zone !== change.zone) {
    list.push(
      t('wizard-review-zone', { zone: zone(around, change.zone), before: zone(around, database.zone) }),
    );
  }
  return list;
}

/** The version, plan and zone that stay. */
export function samePlace(plan: Plan, around: Surroundings): string[] {
  const { database, change, from_version: from } = plan;
  const list: string[] = [];
  if (from !== null && compareVersions(from, change.version) === 0) {
    list.push(t('wizard-review-same-version', { engine: database.engine_name, version: change.version }));
  }
  if (database.plan?.id === change.plan_id) list.push(t('wizard-review-same-plan', { plan: plan.plan_name }));
  if (database.zone === change.zone)
    list.push(t('wizard-review-same-zone', { zone: zone(around, change.zone) }));
  return list;
}

/** How long the database is read-only, as far as that was measured. */
export function measured({ estimate }: Plan): string {
  if (estimate === null) return t('wizard-review-read-only-unknown');
  return t(estimate.same_way ? 'wizard-review-read-only-measured' : 'wizard-review-read-only-by-copy', {
    time: fmt().duration(estimate.read_only),
    date: fmt().dateTime(estimate.measured_at),
  });
}

/** What it costs, as far as that is known. */
export function cost(plan: Plan, around: Surroundings): string[] {
  const { current_monthly: before, target_monthly: after, basis } = plan.price;
  const args = { before: money(before), after: money(after), provider: around.provider };
  if (before === null && after === null) return [t('wizard-review-cost-unknown', args)];
  const known =
    before === null
      ? 'wizard-review-cost-after-only'
      : after === null
        ? 'wizard-review-cost-before-only'
        : 'wizard-review-cost-known';
  return [t(known, args), t(`wizard-billing-basis-${basis.replaceAll('_', '-')}`, args)];
}

/** The last backup known. */
export function lastBackup(plan: Plan): string {
  if (plan.restore_point === null) return t('wizard-review-restore-point-none');
  return t('wizard-review-restore-point', { date: fmt().dateTime(plan.restore_point) });
}

/** The findings that were agreed to, in words. */
export function agreed(plan: Plan, accepted: readonly string[]): string[] {
  const list = plan.findings.findings
    .filter((finding) => accepted.includes(finding.check))
    .filter((finding) => finding.level === 'warning' || finding.level === 'could_not_run')
    .map(findingTitle);
  return list.length > 0 ? list : [t('wizard-review-accepted-none')];
}
