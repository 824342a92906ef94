/**
 * What a change costs against today. A figure that is not known is never taken as zero.
 */
import type { Money, PriceChange } from '$lib/rpc';

/** The difference a month, as far as it is known. */
export type BillingDifference =
  | { type: 'unknown' }
  | { type: 'currencies-differ' }
  | { type: 'same' }
  | { type: 'more'; amount: Money }
  | { type: 'less'; amount: Money };

/** Below this, two amounts print alike. */
const HALF_A_CENT = 0.005;

/** The difference between the two monthly figures. */
export function billingDifference(price: PriceChange): BillingDifference {
  const { current_monthly: before, target_monthly: after } = price;
  if (before === null || after === null) return { type: 'unknown' };
  if (before.currency !== after.currency) return { type: 'currencies-differ' };
  const difference = after.amount - before.amount;
  if (Math.abs(difference) < HALF_A_CENT) return { type: 'same' };
  const amount = { amount: Math.abs(difference), currency: before.currency };
  return difference > 0 ? { type: 'more', amount } : { type: 'less', amount };
}
