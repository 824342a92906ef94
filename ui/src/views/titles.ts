/** The title of each page, for the window and its list of windows. */
import type { Route, RouteName } from '$lib/router';

const TITLES: Record<RouteName, string> = {
  databases: 'nav-databases',
  database: 'title-database',
  migrate: 'title-migrate',
  runs: 'nav-runs',
  run: 'title-run',
  copy: 'nav-copy',
  test_copies: 'nav-test_copies',
  accounts: 'nav-accounts',
  account_add: 'title-account-add',
  account_sign_in: 'title-account-sign-in',
  settings: 'nav-settings',
  help: 'nav-help',
  not_found: 'title-not-found',
};

/** The catalogue key of a page's title. */
export function titleKey(route: Route): string {
  return TITLES[route.name];
}
