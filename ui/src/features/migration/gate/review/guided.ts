/** The review where the person presses in the provider's panel. */
import { t } from '$lib/i18n';
import type { Plan } from '$lib/rpc';
import { findingTitle } from '../../words';
import * as alike from './alike';
import type { Review, Surroundings } from './alike';

/** The sentences of the method `guided`. */
export function guided(plan: Plan, around: Surroundings): Review {
  const { provider } = around;
  const found = (check: string): string[] =>
    plan.findings.findings.filter((finding) => finding.check === check).map(findingTitle);
  return {
    changes: [alike.version(plan), t('guide-review-press'), t('guide-review-account')],
    stays: [t('wizard-review-same-data'), t('guide-review-same-address')],
    affected: [t('guide-review-away'), ...found('account-moves'), t('guide-review-kept-out')],
    cost: alike.cost(plan, around),
    wayBack: [
      t('guide-review-give-up'),
      t('guide-review-seven-days', { provider }),
      ...found('restore-point'),
    ],
    machine: [t('guide-review-machine', { provider })],
  };
}
