/** The review where the provider migrates. */
import { fmt, t } from '$lib/i18n';
import type { Plan } from '$lib/rpc';
import * as alike from './alike';
import type { Review, Surroundings } from './alike';

/** The sentences of the method `provider`. */
export function byProvider(plan: Plan, around: Surroundings): Review {
  const { provider } = around;
  const when = (consequence: Plan['consequences'][number], ...sentences: string[]): string[] =>
    plan.consequences.includes(consequence) ? sentences : [];
  const { restarts } = plan;
  return {
    changes: [
      alike.version(plan),
      ...alike.place(plan, around),
      ...when('address_changes', t('wizard-review-address')),
      ...when('credentials_change', t('wizard-review-credentials')),
      ...when('direct_host_lost', t('wizard-review-direct-host')),
      ...when('edit_by_hand', t('wizard-review-by-hand')),
    ],
    stays: [
      t('wizard-review-same-data'),
      t('wizard-review-same-variables'),
      ...alike.samePlace(plan, around),
    ],
    affected: [
      ...when(
        'read_only_during',
        t('wizard-review-read-only', { database: plan.database.name }),
        alike.measured(plan),
      ),
      restarts.length === 0
        ? t('wizard-review-restarts-none')
        : t('wizard-review-restarts', { count: restarts.length, names: fmt().list(restarts) }),
    ],
    cost: alike.cost(plan, around),
    wayBack: [
      ...(around.aborts ? [t('wizard-review-way-back-abort')] : []),
      ...when('original_serves_on_failure', t('wizard-review-way-back-failure', { provider })),
      ...when('no_way_back', t('wizard-review-way-back-none')),
      alike.lastBackup(plan),
    ],
    machine: [t('wizard-review-machine-provider', { provider })],
  };
}
