/** The review where our own copy fills a new server, and both stay until the person lets the old one go. */
import { t } from '$lib/i18n';
import type { Plan } from '$lib/rpc';
import * as alike from './alike';
import type { Review, Surroundings } from './alike';

/** The sentences of the method `transfer`. */
export function byTransfer(plan: Plan, around: Surroundings): Review {
  const args = { provider: around.provider, database: plan.database.name };
  return {
    changes: [
      alike.version(plan),
      t('transfer-review-new-server', args),
      ...alike.place(plan, around),
      t('transfer-review-address'),
    ],
    stays: [t('wizard-review-same-data'), t('transfer-review-old'), ...alike.samePlace(plan, around)],
    affected: [t('transfer-review-read-only', args), alike.measured(plan), t('transfer-review-applications')],
    cost: [...alike.cost(plan, around), t('transfer-review-both-billed')],
    wayBack: [
      t('transfer-review-stop'),
      t('transfer-review-failure'),
      t('transfer-review-afterwards'),
      alike.lastBackup(plan),
    ],
    machine: [t('transfer-review-machine')],
  };
}
