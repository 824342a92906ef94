/** The accounts that are here: how each stands, testing one, removing one. */
import {
  rpc,
  toRpcError,
  type Account,
  type AccountId,
  type AccountStatus,
  type Descriptor,
  type RpcError,
} from '$lib/rpc';

/** What is being done with one account. */
export type AccountWork = 'idle' | 'testing' | 'removing';

/** One account of the list. */
export interface AccountItem {
  status: AccountStatus;
  work: AccountWork;
}

/** The list. */
export type AccountsState =
  | { type: 'loading' }
  | { type: 'loaded'; items: AccountItem[]; providers: Descriptor[] }
  | { type: 'error'; error: RpcError };

/** How an account's credentials stand in time. */
export type Lapse = { type: 'none' } | { type: 'fine' | 'soon' | 'over'; at: number };

const SOON = 30 * 24 * 3600 * 1000;

/** When the credentials lapse, and whether that is near. */
export function lapseOf(account: Account, now: number): Lapse {
  const at = account.expires_at ?? account.identity?.expires_at ?? null;
  if (at === null) return { type: 'none' };
  if (at <= now) return { type: 'over', at };
  return { type: at - now < SOON ? 'soon' : 'fine', at };
}

/** Accounts of one workspace; the empty name gathers those without one, last. */
export interface Workspace {
  name: string;
  items: AccountItem[];
}

/** Groups accounts by workspace. */
export function byWorkspace(
  items: readonly AccountItem[],
  compare: (a: string, b: string) => number,
): Workspace[] {
  const workspaceOf = (item: AccountItem) => item.status.account.workspace;
  return [...new Set(items.map(workspaceOf))]
    .map((name) => ({ name, items: items.filter((item) => workspaceOf(item) === name) }))
    .sort(
      (one, other) => Number(one.name === '') - Number(other.name === '') || compare(one.name, other.name),
    );
}

/** The list of accounts. */
export class AccountsController {
  #state = $state<AccountsState>({ type: 'loading' });

  /** How it stands. */
  get state(): AccountsState {
    return this.#state;
  }

  /** Reads the list, without asking the providers. */
  async load(): Promise<void> {
    try {
      const [statuses, providers] = await Promise.all([rpc.accounts_list({}), rpc.providers_list({})]);
      const items = statuses.map((status) => ({ status, work: 'idle' as const }));
      this.#state = { type: 'loaded', items, providers };
    } catch (thrown) {
      this.#state = { type: 'error', error: toRpcError(thrown) };
    }
  }

  /** The provider of an account. */
  descriptor(account: Account): Descriptor | undefined {
    if (this.#state.type !== 'loaded') return undefined;
    return this.#state.providers.find((provider) => provider.id === account.provider);
  }

  /** Asks the provider whether the credentials work. What it answers shows at the account. */
  async test(id: AccountId): Promise<void> {
    const item = this.#item(id);
    if (item?.work !== 'idle') return;
    item.work = 'testing';
    try {
      item.status = await rpc.account_test({ account: id });
    } catch (thrown) {
      item.status = { ...item.status, error: toRpcError(thrown), checked_at: Date.now() };
    } finally {
      item.work = 'idle';
    }
  }

  /** Removes an account with its secret. @returns the error when it did not work; the account is still here then. */
  async remove(id: AccountId, revoke: boolean): Promise<RpcError | undefined> {
    const item = this.#item(id);
    if (item?.work !== 'idle') return undefined;
    item.work = 'removing';
    try {
      await rpc.account_remove({ account: id, revoke });
      if (this.#state.type === 'loaded') {
        this.#state.items = this.#state.items.filter((other) => other.status.account.id !== id);
      }
      return undefined;
    } catch (thrown) {
      item.work = 'idle';
      return toRpcError(thrown);
    }
  }

  #item(id: AccountId): AccountItem | undefined {
    if (this.#state.type !== 'loaded') return undefined;
    return this.#state.items.find((item) => item.status.account.id === id);
  }
}
