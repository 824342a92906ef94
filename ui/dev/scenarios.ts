/** Scripted hosts for the gallery of states: `?platform=memory&scenario=full&lang=fr&theme=dark`. */
import { MemoryPlatform } from '../src/platform/memory';
import type {
  AccountDatabases,
  AccountStatus,
  DatabaseKey,
  Environment,
  Settings,
  Theme,
  VaultState,
} from '../src/rpc';
import { copyScenario } from './copy';
import { migrationScenario } from './migration';
import { account, CLEVER, DAY, database, entry, error, NOW, page, run } from './records';

const WORKING: VaultState = { keyring: 'working', file: 'absent', used: 'keyring' };
const LOCKED: VaultState = { keyring: 'unavailable', file: 'locked', used: null };
const NOWHERE: VaultState = { keyring: 'unavailable', file: 'absent', used: null };

const LONG = 'Coopérative agricole et viticole des coteaux de la haute vallée de l’Aude et du Razès réunis';

function full(long: boolean): AccountDatabases[] {
  const blue = account(1, { name: long ? LONG : 'Maison Bleue', workspace: long ? LONG : 'Atelier Nord' });
  const practice = account(2, {
    name: 'Practice cloud',
    practice: true,
    expires_at: null,
    base_url: 'http://127.0.0.1:41233',
  });
  const lapsed = account(3, {
    name: 'Phare & Fils',
    way: 'browser',
    workspace: 'Atelier Sud',
    expires_at: NOW - 2 * DAY,
  });
  const owner = long ? LONG : 'Maison Bleue';
  return [
    entry(blue, [
      database(blue, {
        name: long
          ? 'boutique_en_ligne_production_principale_avec_un_nom_vraiment_tres_long_2019'
          : 'shop-production',
        version: '14',
        owner,
        life: { standing: 'ended', end_of_life: '2026-11-12', newer: '18' },
        environment: 'production',
      }),
      database(blue, {
        name: 'shop-staging',
        version: '15',
        owner,
        environment: 'staging',
        life: { standing: 'ends_soon', end_of_life: '2027-03-11', newer: '18' },
      }),
      database(blue, {
        name: 'analytics',
        version: '17',
        owner,
        plan: 'M Big Space',
        life: { standing: 'supported', end_of_life: '2029-11-08', newer: '18' },
        openRun: 'run-1',
      }),
      database(blue, {
        name: 'sessions',
        engine: 'redis',
        engineName: 'Redis',
        version: '8.8.0',
        owner,
        life: null,
        zone: 'rbx',
        plan: 'S',
      }),
      database(blue, {
        name: 'blog',
        engine: 'mysql',
        engineName: 'MySQL',
        version: '8.0',
        owner: 'Camille Roche',
        environment: 'development',
        plan: 'DEV',
        life: { standing: 'ended', end_of_life: '2026-04-30', newer: '8.4' },
      }),
      database(blue, {
        name: 'archive',
        engine: 'mongodb',
        engineName: 'MongoDB',
        version: null,
        owner: 'Camille Roche',
        plan: null,
        zone: null,
        life: null,
        migratable: 'not_this_product',
      }),
    ]),
    entry(practice, [
      database(practice, {
        name: 'sakila',
        version: '14',
        owner: 'Practice',
        life: { standing: 'ended', end_of_life: '2026-11-12', newer: '18' },
        environment: 'development',
      }),
    ]),
    entry(lapsed, [], error('CHG-AUT-001', { remedy: 'sign_in_again', retry: 'after_remedy' })),
  ];
}

const lists: Record<string, () => AccountDatabases[]> = {
  first: () => [],
  empty: () => [entry(account(1), [])],
  full: () => full(false),
  long: () => full(true),
  locked: () => full(false),
  nowhere: () => [],
  down: () => [],
};

function sameKey(one: DatabaseKey, other: DatabaseKey): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The host that a query asks for. */
export function scenario(query: URLSearchParams): MemoryPlatform {
  const copy = copyScenario(query);
  if (copy) return copy;
  const migration = migrationScenario(query);
  if (migration) return migration;
  const name = query.get('scenario') ?? 'full';
  let entries = (lists[name] ?? lists['full'])?.() ?? [];
  let settings: Settings = { language: query.get('lang'), theme: (query.get('theme') ?? 'system') as Theme };
  let vault: VaultState = { locked: LOCKED, nowhere: NOWHERE }[name] ?? WORKING;
  const all = () => entries.flatMap((one) => one.databases);
  const find = (key: DatabaseKey) => {
    const found = all().find((listed) => sameKey(listed.key, key));
    if (!found) throw error('CHG-API-006', { remedy: 'look_at_provider' });
    return found;
  };
  const statuses = (): AccountStatus[] =>
    entries.map((one) => ({
      account: one.account,
      error: one.error,
      checked_at: one.account.practice ? null : NOW - 5 * 60_000,
    }));
  const host = new MemoryPlatform({
    settings_get: () => settings,
    settings_set: (wanted: Settings) => (settings = wanted),
    vault_state: () => vault,
    vault_create: () => (vault = { keyring: vault.keyring, file: 'open', used: 'file' }),
    vault_unlock: ({ passphrase }: { passphrase: string }) => {
      if (passphrase !== 'correct horse') throw error('CHG-VLT-004', { remedy: 'correct_input', detail: '' });
      return (vault = { ...vault, file: 'open', used: 'file' });
    },
    vault_lock: () => (vault = { ...vault, file: 'locked', used: null }),
    providers_list: () => [CLEVER],
    accounts_list: statuses,
    account_test: ({ account: id }: { account: string }) => statuses().find((one) => one.account.id === id),
    account_remove: ({ account: id }: { account: string }) => {
      entries = entries.filter((one) => one.account.id !== id);
      return {};
    },
    account_add: () => {
      throw error('CHG-AUT-001', {
        stage: 'accounts',
        remedy: 'sign_in_again',
        detail: 'GET /v2/self answered 401',
      });
    },
    sign_in_start: () => ({
      sign_in: 's1',
      url: 'https://console.example.com/oauth/authorize?oauth_token=abc',
    }),
    sign_in_wait: () => new Promise(() => undefined),
    sign_in_cancel: () => ({}),
    profiles_find: () => ({
      file: '~/.config/clever-cloud/clever-tools.json',
      profiles: [
        {
          alias: 'default',
          email: 'camille@example.com',
          base_url: null,
          expires_at: NOW + 60 * DAY,
          file: '',
          already_added: false,
        },
        {
          alias: 'client-sud',
          email: null,
          base_url: 'https://api.private.example.com',
          expires_at: null,
          file: '',
          already_added: true,
        },
      ],
    }),
    databases_list: ({ account: id }: { account: string | null }) => {
      if (name === 'down') throw error('CHG-STO-003', { remedy: 'free_disk_space', stage: 'store' });
      return entries.filter((one) => id === null || one.account.id === id);
    },
    database_show: ({ key }: { key: DatabaseKey }) => {
      const listed = find(key);
      const runs = [
        run(listed, 'succeeded', '13', '14', 300 * DAY),
        run(listed, 'failed', '13', '14', 301 * DAY),
      ];
      return page(listed, listed.environment === 'production' ? runs : []);
    },
    database_mark: ({ key, environment }: { key: DatabaseKey; environment: Environment }) => {
      const listed = find(key);
      listed.environment = environment;
      return listed;
    },
    runs_list: () =>
      all()
        .slice(0, 3)
        .map((listed) => run(listed, 'succeeded', '13', '14', 30 * DAY)),
    practice_state: () => ({ state: 'stopped', account: null, majors: [14, 15, 16, 17, 18] }),
    practice_start: () => {
      entries = full(false);
      return { state: 'running', account: entries[1]?.account.id ?? null, majors: [14, 15, 16, 17, 18] };
    },
    app_info: () => ({
      version: '0.1.0',
      data_folder: '/home/camille/.local/share/changeover',
      contacted: [{ host: 'api-bridge.example.com:443', requests: 42 }],
    }),
  });
  return host;
}
