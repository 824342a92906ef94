/** The review page in sentences, out of the plan alone: the same plan says the same, wherever it is shown. */
import type { Plan } from '$lib/rpc';
import { guided } from './guided';
import { byProvider } from './provider';
import type { Review, Surroundings } from './alike';
import { byTransfer } from './transfer';

export { agreed } from './alike';

const METHODS: Record<Plan['method'], (plan: Plan, around: Surroundings) => Review> = {
  provider: byProvider,
  transfer: byTransfer,
  guided,
};

/** What a plan comes to, in sentences. */
export function review(plan: Plan, around: Surroundings): Review {
  return METHODS[plan.method](plan, around);
}
