/** Invented accounts, databases and runs for the gallery of states. */
import type {
  Account,
  AccountDatabases,
  DatabasePage,
  Descriptor,
  ListedDatabase,
  RpcError,
  RunHeader,
} from '../src/rpc';

export const NOW = Date.now();
export const DAY = 24 * 3600 * 1000;

export const LOGO =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#171c36"/><path d="m16 6 8.7 5v10L16 26l-8.7-5V11Z" fill="none" stroke="#f39b8a" stroke-width="2.4"/></svg>';

export const CLEVER: Descriptor = {
  id: 'clever-cloud',
  name: 'Clever Cloud',
  logo: LOGO,
  sign_in: [
    {
      way: 'token',
      fields: [
        { name: 'token', kind: 'secret', optional: false, default: null },
        { name: 'base_url', kind: 'url', optional: true, default: 'https://api-bridge.example.com' },
      ],
      help_url: 'https://console.example.com/users/me/api-tokens',
    },
    {
      way: 'browser',
      fields: [{ name: 'base_url', kind: 'url', optional: true, default: 'https://api.example.com' }],
      help_url: null,
    },
    { way: 'profile', fields: [], help_url: null },
  ],
  capabilities: ['inventory', 'migrate', 'abort', 'price', 'linked_applications', 'backups', 'sign_out'],
  method: 'provider',
  consequences: [
    'read_only_during',
    'address_changes',
    'credentials_change',
    'applications_restart',
    'edit_by_hand',
    'direct_host_lost',
    'read_only_users_postgres_only',
    'original_serves_on_failure',
    'no_way_back',
    'no_downgrade',
  ],
  support: { email: 'support@example.com', url: 'https://console.example.com/tickets' },
  panel: [{ name: 'tokens', url: 'https://console.example.com/tokens' }],
};

export function error(code: string, more: Partial<RpcError> = {}): RpcError {
  return {
    code,
    params: { provider: 'Clever Cloud', host: 'api.example.com' },
    stage: 'inventory',
    remedy: 'try_later',
    retry: 'later',
    reference: '01J9ZK3V5W8Q2R4T6Y8U0P2A4C',
    detail: 'GET /v2/summary answered 503 after 3 attempts',
    ...more,
  };
}

export function account(index: number, more: Partial<Account> = {}): Account {
  return {
    id: `0197a0c0-0000-7000-8000-00000000000${String(index)}`,
    provider: 'clever-cloud',
    name: 'Maison Bleue',
    workspace: '',
    base_url: null,
    way: 'token',
    practice: false,
    created_at: NOW - 90 * DAY,
    expires_at: NOW + 200 * DAY,
    identity: { id: 'user_1', name: 'Camille Roche', email: 'camille@example.com', expires_at: null },
    ...more,
  };
}

interface Sketch {
  name: string;
  engine?: ListedDatabase['summary']['engine'];
  engineName?: string;
  version: string | null;
  owner?: string;
  plan?: string | null;
  zone?: string | null;
  life?: ListedDatabase['life'];
  environment?: ListedDatabase['environment'];
  openRun?: string;
  migratable?: ListedDatabase['summary']['migratable'];
}

let next = 0;

export function database(of: Account, sketch: Sketch): ListedDatabase {
  next += 1;
  const id = `addon_5b1f7c1e-8d0a-4c55-9c3e-${String(next).padStart(12, '0')}`;
  const owner = sketch.owner ?? 'Maison Bleue';
  return {
    key: { account: of.id, database: { owner: `orga_${owner.length.toString(16)}`, id } },
    summary: {
      id: { owner: `orga_${owner.length.toString(16)}`, id },
      real_id: `postgresql_5b1f7c1e-8d0a-4c55-9c3e-${String(next).padStart(12, '0')}`,
      name: sketch.name,
      owner: { id: `orga_${owner.length.toString(16)}`, name: owner, role: 'ADMIN' },
      engine: sketch.engine ?? 'postgresql',
      engine_name: sketch.engineName ?? 'PostgreSQL',
      version: sketch.version,
      plan:
        sketch.plan === null ? null : { id: 'plan_1', slug: 'xs_sml', name: sketch.plan ?? 'XS Small Space' },
      zone: sketch.zone === undefined ? 'par' : sketch.zone,
      status: 'ACTIVE',
      created_at: NOW - 700 * DAY,
      migratable: sketch.migratable ?? 'yes',
    },
    life:
      sketch.life === undefined
        ? { standing: 'supported', end_of_life: '2029-11-08', newer: null }
        : sketch.life,
    environment: sketch.environment ?? 'unmarked',
    open_run: sketch.openRun ?? null,
  };
}

export function run(
  of: ListedDatabase,
  state: RunHeader['state'],
  from: string,
  to: string,
  ago: number,
): RunHeader {
  return {
    id: `0197b000-0000-7000-8000-${state.length.toString(16).padStart(12, '0')}`,
    key: of.key,
    provider: 'clever-cloud',
    database_name: of.summary.name,
    account_name: 'Maison Bleue',
    workspace: '',
    from_version: from,
    to_version: to,
    method: 'provider',
    created_at: NOW - ago,
    ended_at: state === 'watching' ? null : NOW - ago + 754_000,
    state,
    way_back_until: null,
  };
}

export function page(of: ListedDatabase, runs: RunHeader[] = []): DatabasePage {
  const prefix = 'POSTGRESQL_ADDON';
  const host = 'b3v7kq2mzr-postgresql.services.example.com';
  const shown = (name: string, role: DatabasePage['variables'][number]['role'], value: string | null) => ({
    name: `${prefix}_${name}`,
    role,
    value,
  });
  return {
    listed: of,
    database: {
      summary: of.summary,
      host,
      port: 50013,
      database_name: 'b3v7kq2mzr',
      user: 'u9x2kd8s1q',
      options: [
        { name: 'encryption', enabled: true },
        { name: 'do-backup', enabled: true },
        { name: 'direct-host-only', enabled: false },
      ],
      read_only_users: ['reporting', 'metabase'],
      panel_url: 'https://console.example.com/addons/1',
      dedicated: true,
    },
    variables: [
      shown('HOST', 'host', host),
      shown('PORT', 'port', '50013'),
      shown('DB', 'database', 'b3v7kq2mzr'),
      shown('USER', 'user', 'u9x2kd8s1q'),
      shown('PASSWORD', 'password', null),
      shown('URI', 'uri', null),
      shown('DIRECT_HOST', 'direct', '203.0.113.7'),
    ],
    last_backup: NOW - 9 * 3600 * 1000,
    tls: null,
    runs,
    observed_at: NOW - 4000,
  };
}

export function entry(
  of: Account,
  databases: ListedDatabase[],
  failed: RpcError | null = null,
): AccountDatabases {
  return { account: of, databases, error: failed, observed_at: NOW - 20_000 };
}
