/** Every place in the window: `#/databases/<account>/<owner>/<id>/migrate/configure` and back. Pure. */
import type { AccountId, DatabaseKey, RunId } from '../rpc';

/** The stages of the wizard, in order. */
export const STAGES = ['configure', 'validation', 'test', 'migration'] as const;

/** A stage of the wizard. */
export type Stage = (typeof STAGES)[number];

/** A place in the window. */
export type Route =
  | { name: 'databases' }
  | { name: 'database'; key: DatabaseKey }
  | { name: 'migrate'; key: DatabaseKey; stage: Stage }
  | { name: 'runs' }
  | { name: 'copy'; into?: DatabaseKey }
  | { name: 'test_copies' }
  | { name: 'run'; id: RunId }
  | { name: 'accounts' }
  | { name: 'account_add' }
  | { name: 'account_sign_in'; account: AccountId }
  | { name: 'settings' }
  | { name: 'help' }
  | { name: 'not_found' };

/** The name of a place. */
export type RouteName = Route['name'];

const isStage = (word: string | undefined): word is Stage =>
  (STAGES as readonly string[]).includes(word ?? '');

/** Reads a hash; what it does not know is `not_found`. */
export function parseRoute(hash: string): Route {
  let parts: string[];
  try {
    parts = hash
      .replace(/^#?\/?/, '')
      .split('/')
      .filter(Boolean)
      .map(decodeURIComponent);
  } catch {
    return { name: 'not_found' };
  }
  const [first, second, third, fourth, fifth, sixth] = parts;
  if (parts.length === 0) return { name: 'databases' };
  if (parts.length === 1) {
    if (first === 'databases' || first === 'runs' || first === 'accounts') return { name: first };
    if (first === 'copy' || first === 'settings' || first === 'help') return { name: first };
    if (first === 'test-copies') return { name: 'test_copies' };
  }
  if (first === 'copy' && second === 'into' && third && fourth && fifth && parts.length === 5) {
    return { name: 'copy', into: { account: third, database: { owner: fourth, id: fifth } } };
  }
  if (first === 'runs' && second && parts.length === 2) return { name: 'run', id: second };
  if (first === 'accounts' && second === 'add' && parts.length === 2) return { name: 'account_add' };
  if (first === 'accounts' && second && third === 'sign-in' && parts.length === 3) {
    return { name: 'account_sign_in', account: second };
  }
  if (first === 'databases' && second && third && fourth) {
    const key = { account: second, database: { owner: third, id: fourth } };
    if (parts.length === 4) return { name: 'database', key };
    if (parts.length === 6 && fifth === 'migrate' && isStage(sixth))
      return { name: 'migrate', key, stage: sixth };
  }
  return { name: 'not_found' };
}

/** Writes the hash of a place, for `href`. */
export function href(route: Route): string {
  const path = (...parts: string[]) => `#/${parts.map(encodeURIComponent).join('/')}`;
  switch (route.name) {
    case 'database':
    case 'migrate': {
      const { account, database } = route.key;
      const tail = route.name === 'migrate' ? ['migrate', route.stage] : [];
      return path('databases', account, database.owner, database.id, ...tail);
    }
    case 'run':
      return path('runs', route.id);
    case 'copy': {
      const { into } = route;
      return into ? path('copy', 'into', into.account, into.database.owner, into.database.id) : path('copy');
    }
    case 'test_copies':
      return path('test-copies');
    case 'account_add':
      return path('accounts', 'add');
    case 'account_sign_in':
      return path('accounts', route.account, 'sign-in');
    case 'not_found':
      return path('databases');
    default:
      return path(route.name);
  }
}
