/**
 * Which plans may be chosen in a zone, and which are left out. Knows no screen and no words.
 */
import type { Change, OfferedPlan, OffersPage } from '$lib/rpc';
import { compareVersions } from './versions';

/** A plan as a row of the table. */
export interface PlanChoice {
  plan: OfferedPlan;
  /** The plan that the database has now. */
  current: boolean;
  /** False where the provider says explicitly that it does not migrate to it. */
  allowed: boolean;
}

/** What stands against the settings as they are, first things first. */
export type SettingsProblem =
  | { type: 'plan-missing' }
  | { type: 'plan-not-in-zone'; plan: string }
  | { type: 'plan-not-version'; plan: string; versions: readonly string[] };

/** Whether a plan is served in a zone. A plan that names no zone is not said to be absent anywhere. */
export function serves(plan: OfferedPlan, zone: string): boolean {
  return plan.zones.length === 0 || plan.zones.includes(zone);
}

/** Whether a plan runs a version. A shared server runs one alone; a plan that names none runs all. */
export function runsVersion(plan: OfferedPlan, version: string): boolean {
  return (
    plan.only_versions.length === 0 || plan.only_versions.some((only) => compareVersions(only, version) === 0)
  );
}

/** The plans to show for a zone, in the provider's order. */
export function planChoices(page: OffersPage, zone: string): { choices: PlanChoice[]; hidden: number } {
  const shown = page.offers.plans.filter((plan) => serves(plan, zone));
  return {
    choices: shown.map((plan) => ({
      plan,
      current: plan.id === page.current.plan_id,
      allowed: plan.migratable !== false,
    })),
    hidden: page.offers.plans.length - shown.length,
  };
}

/** Finds a plan by the provider's id. */
export function planById(page: OffersPage, id: string): OfferedPlan | null {
  return page.offers.plans.find((plan) => plan.id === id) ?? null;
}

/** What keeps the settings from being checked, or `null`. */
export function settingsProblem(page: OffersPage, change: Change): SettingsProblem | null {
  // Where no plan can be chosen, none is missing.
  if (page.offers.plans.length === 0 && change.plan_id === page.current.plan_id) return null;
  const plan = planById(page, change.plan_id);
  if (plan === null) return { type: 'plan-missing' };
  if (!serves(plan, change.zone)) return { type: 'plan-not-in-zone', plan: plan.name };
  if (!runsVersion(plan, change.version)) {
    return { type: 'plan-not-version', plan: plan.name, versions: plan.only_versions };
  }
  return null;
}

/** The name of a zone for people: its city where known. */
export function zoneCity(page: OffersPage, zone: string): string {
  return page.offers.zones.find((each) => each.name === zone)?.city ?? zone;
}
