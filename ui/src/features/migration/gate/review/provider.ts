/** The review page in sentences, out of the plan alone: the same plan says the same, wherever it is shown. */
import { fmt, t } from '$lib/i18n';
import type { OffersPage, Plan } from '$lib/rpc';
import { zoneCity } from '../model/plans';
import { compareVersions } from '../model/versions';
import { findingTitle } from '../words';

/** What the sentences need beside the plan: names of what stays and of who does it. */
export interface Surroundings {
  offers: OffersPage;
  provider: string;
  /** Whether the provider can be asked to stop. */
  aborts: boolean;
}

const money = (amount: Plan['price']['current_monthly']): string =>
  amount === null ? '' : fmt().money(amount);

function zone(around: Surroundings, name: string): string {
  return t('wizard-zone-option', { city: zoneCity(around.offers, name), zone: name });
}

/** What will change. */
export function changes(plan: Plan, around: Surroundings): string[] {
  const { database, change, from_version: from } = plan;
  const [engine, name, to] = [database.engine_name, database.name, change.version];
  const list: string[] = [];
  if (from === null) list.push(t('wizard-review-version-unknown', { database: name, engine, to }));
  else if (compareVersions(from, to) === 0) {
    list.push(t('wizard-review-version-in-place', { database: name, engine, to }));
  } else list.push(t('wizard-review-version-upgrade', { database: name, engine, from, to }));
  if (plan.method === 'guided') return [...list, t('guide-review-press'), t('guide-review-account')];
  if (database.plan === null) list.push(t('wizard-review-plan-unknown', { plan: plan.plan_name }));
  else if (database.plan.id !== change.plan_id) {
    list.push(t('wizard-review-plan', { plan: plan.plan_name, before: database.plan.name }));
  }
  if (database.zone === null) list.push(t('wizard-review-zone-unknown', { zone: zone(around, change.zone) }));
  else if (database.zone !== change.zone) {
    list.push(
      t('wizard-review-zone', { zone: zone(around, change.zone), before: zone(around, database.zone) }),
    );
  }
  const says = (consequence: Plan['consequences'][number]): boolean =>
    plan.consequences.includes(consequence);
  if (says('address_changes')) list.push(t('wizard-review-address'));
  if (says('credentials_change')) list.push(t('wizard-review-credentials'));
  if (says('direct_host_lost')) list.push(t('wizard-review-direct-host'));
  if (says('edit_by_hand')) list.push(t('wizard-review-by-hand'));
  return list;
}

/** What will not change. */
export function stays(plan: Plan, around: Surroundings): string[] {
  const { database, change, from_version: from } = plan;
  if (plan.method === 'guided') return [t('wizard-review-same-data'), t('guide-review-same-address')];
  const list = [t('wizard-review-same-data'), t('wizard-review-same-variables')];
  if (from !== null && compareVersions(from, change.version) === 0) {
    list.push(t('wizard-review-same-version', { engine: database.engine_name, version: change.version }));
  }
  if (database.plan?.id === change.plan_id) list.push(t('wizard-review-same-plan', { plan: plan.plan_name }));
  if (database.zone === change.zone)
    list.push(t('wizard-review-same-zone', { zone: zone(around, change.zone) }));
  return list;
}

/** Who is affected, and for how long. */
export function affected(plan: Plan): string[] {
  const list: string[] = [];
  if (plan.consequences.includes('read_only_during')) {
    list.push(
      t('wizard-review-read-only', { database: plan.database.name }),
      plan.estimate === null
        ? t('wizard-review-read-only-unknown')
        : t(plan.estimate.same_way ? 'wizard-review-read-only-measured' : 'wizard-review-read-only-by-copy', {
            time: fmt().duration(plan.estimate.read_only),
            date: fmt().dateTime(plan.estimate.measured_at),
          }),
    );
  }
  if (plan.method === 'guided') {
    const moving = plan.findings.findings.find((finding) => finding.check === 'account-moves');
    return [t('guide-review-away'), ...(moving ? [findingTitle(moving)] : []), t('guide-review-kept-out')];
  }
  const names = fmt().list(plan.restarts);
  if (plan.restarts.length === 0) list.push(t('wizard-review-restarts-none'));
  else list.push(t('wizard-review-restarts', { count: plan.restarts.length, names }));
  return list;
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

/** The way back, and its end. */
export function wayBack(plan: Plan, around: Surroundings): string[] {
  const list: string[] = [];
  if (plan.method === 'guided') {
    return [
      t('guide-review-give-up'),
      t('guide-review-seven-days', { provider: around.provider }),
      ...plan.findings.findings.filter((each) => each.check === 'restore-point').map(findingTitle),
    ];
  }
  if (around.aborts) list.push(t('wizard-review-way-back-abort'));
  if (plan.consequences.includes('original_serves_on_failure')) {
    list.push(t('wizard-review-way-back-failure', { provider: around.provider }));
  }
  if (plan.consequences.includes('no_way_back')) list.push(t('wizard-review-way-back-none'));
  list.push(
    plan.restore_point === null
      ? t('wizard-review-restore-point-none')
      : t('wizard-review-restore-point', { date: fmt().dateTime(plan.restore_point) }),
  );
  return list;
}

/** What happens if this computer goes away. */
export function machine(plan: Plan, around: Surroundings): string[] {
  if (plan.method === 'guided') return [t('guide-review-machine', { provider: around.provider })];
  const method = plan.method === 'transfer' ? 'transfer' : 'provider';
  return [t(`wizard-review-machine-${method}`, { provider: around.provider })];
}

/** The findings that were agreed to, in words. */
export function agreed(plan: Plan, accepted: readonly string[]): string[] {
  const list = plan.findings.findings
    .filter((finding) => accepted.includes(finding.check))
    .filter((finding) => finding.level === 'warning' || finding.level === 'could_not_run')
    .map(findingTitle);
  return list.length > 0 ? list : [t('wizard-review-accepted-none')];
}
