/** Small made-up records for tests. */
import type { Account, AccountStatus, Descriptor, ListedDatabase, RpcError, VersionLife } from '../src/rpc';

export const PROVIDER: Descriptor = {
  id: 'clever-cloud',
  name: 'Clever Cloud',
  logo: '',
  sign_in: [
    {
      way: 'token',
      fields: [
        { name: 'token', kind: 'secret', optional: false, default: null },
        { name: 'base_url', kind: 'url', optional: true, default: 'https://bridge.example.com' },
      ],
      help_url: 'https://console.example.com/tokens',
    },
    { way: 'browser', fields: [], help_url: null },
    { way: 'profile', fields: [], help_url: null },
  ],
  capabilities: ['inventory', 'migrate', 'sign_out'],
  method: 'provider',
  consequences: ['read_only_during', 'address_changes'],
  support: { email: null, url: null },
  panel: [],
};

export function accountOf(id: string, more: Partial<Account> = {}): Account {
  return {
    id,
    provider: 'clever-cloud',
    name: `account ${id}`,
    workspace: '',
    base_url: null,
    way: 'token',
    practice: false,
    created_at: 0,
    expires_at: null,
    identity: null,
    ...more,
  };
}

export function statusOf(id: string, more: Partial<Account> = {}): AccountStatus {
  return { account: accountOf(id, more), error: null, checked_at: null };
}

export function errorOf(code: string, more: Partial<RpcError> = {}): RpcError {
  return {
    code,
    params: {},
    stage: 'accounts',
    remedy: 'try_later',
    retry: 'later',
    reference: null,
    detail: 'seen',
    ...more,
  };
}

export function listedOf(
  account: string,
  name: string,
  more: {
    owner?: string;
    version?: string;
    life?: VersionLife | null;
    engine?: ListedDatabase['summary']['engine'];
  } = {},
): ListedDatabase {
  const owner = more.owner ?? 'Org';
  const id = { owner: `orga_${owner}`, id: `addon_${name}` };
  return {
    key: { account, database: id },
    summary: {
      id,
      real_id: null,
      name,
      owner: { id: `orga_${owner}`, name: owner, role: null },
      engine: more.engine ?? 'postgresql',
      engine_name: 'PostgreSQL',
      version: more.version ?? '14',
      plan: { id: 'plan_1', slug: 'xs_sml', name: 'XS Small Space' },
      zone: 'par',
      status: null,
      created_at: null,
      migratable: 'yes',
    },
    life: more.life ?? null,
    environment: 'unmarked',
    open_run: null,
  };
}
